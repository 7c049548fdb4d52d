//! Shows what redaction finds in the lines of files; without files, how its time grows with hostile texts.

use std::{env, error::Error, fs, time::Instant};

use caro_history::redact;

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = env::args().skip(1).collect();
    let (mut lines, mut hits) = (0, 0);
    for file in &files {
        for line in fs::read_to_string(file)?.lines() {
            let found = redact::found(line);
            lines += 1;
            hits += usize::from(!found.is_empty());
            if !found.is_empty() {
                let rules: Vec<&str> = found.iter().map(|it| it.rule.name).collect();
                println!("{rules:?} {line}\n    {}", redact::redacted(line).text);
            }
        }
    }
    if files.is_empty() {
        grow();
    } else {
        println!("{hits} of {lines} lines");
    }
    Ok(())
}

/// Ten times the text should take about ten times as long.
fn grow() {
    const PIECES: &[&str] = &[
        "a",
        "'",
        "\"",
        "\"$(\" ",
        "password=",
        "password=$x,",
        "password: a ",
        "password is ",
        "cookie:x ",
        "authorization: ",
        "bearer ",
        "sk-",
        "eyJ-",
        "://",
        "a://b:c@",
        "@",
        "=",
        ":",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\n",
        "mysql -p ",
        "docker find ",
        "docker login -p x ",
        "htpasswd -b ",
        "<<< a ",
        "<< E chpasswd\n",
        "${",
        "$(",
        "`",
        "token ",
        "net use _ ",
        "q7Zr0Xk2vPw9Lt4NbH8sYc ",
        "hunter2 -phunter2 ",
        "mysql\n",
        "“",
        "ü",
        "\\",
        "--password ",
        "change the password of ",
        "[redacted]",
        "(",
        "password is a1b2 [redacted]",
        "vault login ",
        "set A_TOKEN ",
        "secret ",
        "login a:b1 ",
        "the ",
        "echo a | sudo -S ",
        "identified by '",
        "assword send ",
    ];
    for piece in PIECES {
        let times: Vec<f64> = [100_000, 1_000_000].map(|size| time(&piece.repeat(size / piece.len()))).into();
        println!("{:>6.1} ms, then {:>7.1} ms: {:>5.1} times for {piece:?}", times[0], times[1], times[1] / times[0]);
    }
}

fn time(text: &str) -> f64 {
    let start = Instant::now();
    let answer = redact::redacted(text);
    assert!(redact::found(&answer.text).is_empty());
    start.elapsed().as_secs_f64() * 1000.0
}
