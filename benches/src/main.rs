//! `make bench`: measures what an editor feels, on the real server over stdio, and what core does of it.

mod answers;
mod asked;
mod hovers;

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use caro_core::pages::Pages;
use caro_core::script::Dialect;
use caro_core::{Document, Span, rules};
use caro_lsp::pages::Installed;
use caro_tests::Client;
use serde_json::{Value, json};

/// As in the server, so that what is measured here is what happens there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const URI: &str = "file:///bench/script.sh";
/// How often each answer is asked for.
const ROUNDS: usize = 400;

fn main() {
    caro_tests::binary();
    println!("{:58} {:>9} {:>9} {:>9} {:>10}", "", "median", "p99", "most", "budget");
    if std::env::args().nth(1).as_deref() == Some("hovers") {
        hovers::of_long(&script(10_000));
        return hovers::hovers();
    }
    if std::env::args().nth(1).as_deref() == Some("asked") {
        return asked::asked();
    }
    if std::env::args().nth(1).as_deref() == Some("answers") {
        return answers::answers();
    }
    // First: what is loaded for the first request is measured.
    answers::answers();
    start();
    guard();
    let script = script(10_000);
    key_presses(&script);
    ghost_text(&script);
    completion(&script);
    core(&script);
    short();
    hovers::of_long(&script);
    hovers::hovers();
    pages();
    hostile();
    corpus();
    tree();
}

/// Process start to `initialize` answered, and what the idle process holds.
fn start() {
    let mut times = Vec::new();
    let mut idle = 0;
    for _ in 0..40 {
        let started = Instant::now();
        let mut client = Client::process();
        client.initialize(json!({}));
        times.push(started.elapsed());
        idle = resident(client.pid());
    }
    row("process start to `initialize` answered", &mut times, "10 ms");
    memory("resident memory, idle", idle, "15 MB");
}

/// Process start to the answer that an agent's hook waits for.
fn guard() {
    let ask = |command: &str| {
        let question = json!({ "hook_event_name": "PreToolUse", "tool_name": "Bash", "cwd": "/",
            "tool_input": { "command": command } });
        let started = Instant::now();
        let mut child = std::process::Command::new(caro_tests::binary())
            .arg("guard")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("our own program starts");
        let mut stdin = child.stdin.take().expect("stdin is piped");
        std::io::Write::write_all(&mut stdin, question.to_string().as_bytes()).expect("it reads");
        drop(stdin);
        let answer = child.wait_with_output().expect("it ends");
        (started.elapsed(), !answer.stdout.is_empty())
    };
    for (what, command, is_denied) in [
        ("guard: process start to the answer, `git status`", "git status", false),
        ("guard: the same, a danger with its fix", "cd build && rm -rf \"$DIR\"/*", true),
    ] {
        let mut times = Vec::new();
        for _ in 0..50 {
            let (time, has_answer) = ask(command);
            assert_eq!(has_answer, is_denied, "{command}");
            times.push(time);
        }
        row(what, &mut times, "20 ms");
    }
}

/// Typing in the middle of a long script, with states in between that are no shell.
fn key_presses(script: &str) {
    let mut client = Client::process();
    client.initialize(json!({ "general": { "positionEncodings": ["utf-8"] } }));
    client.open(URI, script);
    client.diagnostics(URI, Some(1));
    memory("resident memory, 10,000 lines open", resident(client.pid()), "40 MB");
    let typed = "echo \"$(date)\" # note\n";
    let mut version = 1;
    let mut times = Vec::new();
    for round in 0..=ROUNDS / typed.len() {
        let line = 37 + (round * 7919) % 9_000;
        let mut character = 0;
        for char in typed.chars() {
            version += 1;
            let at = json!({ "line": line, "character": character });
            let change = json!([{ "range": { "start": at, "end": at }, "text": char.to_string() }]);
            let started = Instant::now();
            client.change(URI, version, change);
            client.diagnostics(URI, Some(version));
            times.push(started.elapsed());
            character += char.len_utf8();
        }
    }
    row("key press in 10,000 lines to diagnostics published", &mut times, "10 ms");
    let mut times = Vec::new();
    for round in 0..60 {
        version += 1;
        // The second line sets a variable that every function reads.
        let at = json!({ "line": 1, "character": 5 });
        let change = if round % 2 == 0 {
            json!([{ "range": { "start": at, "end": at }, "text": "x" }])
        } else {
            json!([{ "range": { "start": at, "end": { "line": 1, "character": 6 } }, "text": "" }])
        };
        let started = Instant::now();
        client.change(URI, version, change);
        client.diagnostics(URI, Some(version));
        times.push(started.elapsed());
    }
    row("the same in line 2, where a variable used everywhere is set", &mut times, "10 ms");
    memory("resident memory after this typing", resident(client.pid()), "40 MB");
}

fn ghost_text(script: &str) {
    let mut client = Client::process();
    client.initialize(json!({ "general": { "positionEncodings": ["utf-8"] } }));
    let lines = script.lines().count();
    client.open(URI, &format!("{script}# find python files over 1 MB changed this week\n\n"));
    client.diagnostics(URI, Some(1));
    let mut times = Vec::new();
    let params = json!({
        "textDocument": { "uri": URI },
        "position": { "line": lines + 1, "character": 0 },
        "context": { "triggerKind": 2 },
    });
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let answer = client.request("textDocument/inlineCompletion", params.clone()).expect("an answer");
        times.push(started.elapsed());
        assert!(answer["items"][0]["insertText"].is_string(), "{answer}");
    }
    row("ghost text in 10,000 lines, no debounce", &mut times, "10 ms");
    let mut times = Vec::new();
    let params = json!({ "textDocument": { "uri": URI }, "position": { "line": 20, "character": 5 } });
    for _ in 0..ROUNDS {
        let started = Instant::now();
        black_box(client.request("textDocument/hover", params.clone()).unwrap_or(Value::Null));
        times.push(started.elapsed());
    }
    row("hover in 10,000 lines", &mut times, "5 ms");
}

/// Lists of what can be typed, asked for all over a long script.
fn completion(script: &str) {
    let mut client = Client::process();
    client.initialize(json!({ "experimental": { "caro": { "lacksCompletion": true } } }));
    client.open(URI, script);
    client.diagnostics(URI, Some(1));
    for (what, typed, wanted) in [
        ("completion of flags in 10,000 lines", "find \"$out\" -", "-type"),
        ("completion of commands in 10,000 lines", "        gr", "grep"),
        ("completion of variables in 10,000 lines", "find \"$ou", "out"),
    ] {
        let lines: Vec<usize> = script
            .lines()
            .enumerate()
            .filter(|it| it.1.trim_start().starts_with(typed.trim_start()))
            .map(|it| it.0)
            .collect();
        let character = script.lines().nth(lines[0]).and_then(|it| it.find(typed)).unwrap_or(0) + typed.len();
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            let position = json!({ "line": lines[round * 7 % lines.len()], "character": character });
            let params = json!({ "textDocument": { "uri": URI }, "position": position });
            let started = Instant::now();
            let answer = client.request("textDocument/completion", params).expect("an answer");
            times.push(started.elapsed());
            let items = answer["items"].as_array().expect("a list");
            assert!(items.iter().any(|it| it["label"] == wanted), "{answer}");
        }
        row(what, &mut times, "5 ms");
    }
}

/// What core takes of it, without a process in between, and how that grows with the script.
fn core(script: &str) {
    let mut checking = Vec::new();
    for _ in 0..20 {
        let document = Document::new(script, Dialect::Bash);
        let started = Instant::now();
        black_box(rules::check(&document, None));
        checking.push(started.elapsed());
    }
    row("core: 10,000 lines checked afresh", &mut checking, "");
    for lines in [100, 1_000, 10_000, 100_000] {
        let script = self::script(lines);
        let before = resident(std::process::id());
        let mut document = Document::new(&script, Dialect::Bash);
        let after = resident(std::process::id());
        let mut reading = Vec::new();
        for _ in 0..(200_000 / lines).clamp(4, 200) {
            let started = Instant::now();
            black_box(Document::new(&script, Dialect::Bash));
            reading.push(started.elapsed());
        }
        row(&format!("core: {lines} lines read afresh"), &mut reading, "");
        let middle = reading[reading.len() / 2].as_secs_f64();
        println!("{:58} {:>6.0} thousand lines a second", "", lines as f64 / middle / 1000.0);
        if lines == 100_000 {
            memory("      memory for each 1,000 lines", after.saturating_sub(before) * 1000 / lines as u64, "");
        }
        let mut report = rules::check(&document, None);
        let (mut edits, mut checks) = (Vec::new(), Vec::new());
        let mut at = script[..script.len() / 2].rfind("\n# step").map_or(0, |it| it + 1);
        let typed = "if [ -n \"$(date)\" ]; then\n    echo x # note\nfi\n";
        for char in typed.chars().cycle().take(4 * typed.len()) {
            let started = Instant::now();
            document.edit(Span::at(at), char.encode_utf8(&mut [0; 4]));
            edits.push(started.elapsed());
            let started = Instant::now();
            report = rules::check(&document, Some(&report));
            checks.push(started.elapsed());
            at += char.len_utf8();
        }
        row(&format!("core: a key press in {lines} lines: reading"), &mut edits, "");
        row(&format!("core: a key press in {lines} lines: checking"), &mut checks, "");
    }
}

/// One command, as a generator checks it.
fn short() {
    for command in [
        "rm -rf \"$DIR\"/*",
        "sudo find / -name '*.log' -mtime +30 -exec gzip {} +",
        "curl -fsSL https://x.io/i | sudo sh",
    ] {
        let mut times = Vec::new();
        for _ in 0..2_000 {
            let started = Instant::now();
            black_box(rules::check(&Document::new(command, Dialect::Bash), None));
            times.push(started.elapsed());
        }
        row(&format!("core: `{command}`"), &mut times, "0.1 ms");
    }
}

/// Manual pages of this machine, read for the first time and asked for again.
fn pages() {
    for name in ["ls", "tar", "git-log", "curl", "bash"] {
        let (mut first, mut again) = (Vec::new(), Vec::new());
        for _ in 0..20 {
            let pages = Installed::found_by(|it| std::env::var_os(it));
            let ask = |times: &mut Vec<Duration>| {
                let started = Instant::now();
                let found = pages.asking(Duration::from_secs(5)).manual(name).is_some();
                times.push(started.elapsed());
                found
            };
            if !ask(&mut first) {
                break;
            }
            for _ in 0..20 {
                ask(&mut again);
            }
        }
        // A machine need not have it.
        if !again.is_empty() {
            row(&format!("manual page of `{name}`, read for the first time"), &mut first, "15 ms");
            row(&format!("manual page of `{name}`, again"), &mut again, "0.1 ms");
        }
    }
}

/// Scripts made to cost as much as they can.
fn hostile() {
    let mut nested = String::from("f0() { rm -rf \"$1\"/*; x0=$(date); }\n");
    for at in 1..200 {
        let calls = format!("f{} \"$1\" \"$x{at}\"; ", at - 1).repeat(12);
        let _ = writeln!(nested, "f{at}() {{ {calls}x{at}=$(f{}); }}", at - 1);
    }
    nested += &"f199 \"$y\"\n".repeat(2_000);
    let mut variables = String::new();
    for at in 0..10_000 {
        let _ = writeln!(variables, "v{at}=\"$1$v{}\"; [ -n \"$v{at}\" ] && rm -rf \"$v{at}\"/x", at / 2);
    }
    let mut joins = String::from("a=1\n");
    for at in 0..3_000 {
        let _ =
            writeln!(joins, "if x{at}; then a=$a$b{at}; elif y; then b{at}=$a; else c=\"$a$c\"; fi; rm -rf \"$a/$c\"");
    }
    let doubled = format!("x=rm\n{}eval \"$x\"\n", "x=\"$x$x $x\"\n".repeat(2_000));
    let inner = format!("{}\n", "c='eval \"$c $c\"'; eval \"$c\"; sh -c \"$c\"; ".repeat(500));
    let words =
        format!("a=({})\n{}", "{a,b}{c,d} ".repeat(50), "rm -rf \"${a[@]}\" $a {a,b}{c,d}{e,f}{g,h}/*\n".repeat(2_000));
    let opened = "for x in a b \"$y\"; do while z; do ".repeat(12);
    let loops = format!("{opened}rm -rf \"$x/$y\"{}\n", "; done; done".repeat(12)).repeat(200);
    for (name, script) in [
        ("200 functions, each calling the one before 12 times", nested),
        ("10,000 variables, each made of another", variables),
        ("3,000 joins", joins),
        ("a text doubled 2,000 times", doubled),
        ("text that runs itself", inner),
        ("braces and arrays", words),
        ("loops in loops", loops),
    ] {
        let before = resident(std::process::id());
        let document = Document::new(&script, Dialect::Bash);
        let mut times = Vec::new();
        let mut held = 0;
        for _ in 0..3 {
            let started = Instant::now();
            let report = black_box(rules::check(&document, None));
            times.push(started.elapsed());
            held = held.max(resident(std::process::id()).saturating_sub(before));
            drop(report);
        }
        row(&format!("hostile: {name}"), &mut times, "");
        memory("      memory more than before", held, "");
    }
}

/// All scripts of this machine, beside `shellcheck` where that is installed.
fn corpus() {
    let scripts = caro_tests::scripts::all();
    let lines: usize = scripts.iter().map(|it| it.text.lines().count()).sum();
    let paths: Vec<_> = scripts.iter().map(|it| it.path.as_os_str()).collect();
    let run = |program: &std::ffi::OsStr, words: &[&str]| {
        let started = Instant::now();
        let mut command = std::process::Command::new(program);
        let done =
            command.args(words).args(&paths).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        done.status().is_ok().then(|| started.elapsed())
    };
    let ours = run(caro_tests::binary().as_os_str(), &["check", "--fail-on", "never"]).expect("our own program starts");
    let speed = |time: Duration| lines as f64 / time.as_secs_f64() / 1000.0;
    println!(
        "{} scripts of this machine, {lines} lines: {:.2} s, {:.0} thousand lines a second",
        scripts.len(),
        ours.as_secs_f64(),
        speed(ours)
    );
    if let Some(theirs) = run("shellcheck".as_ref(), &["--severity=style"]) {
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        println!("ShellCheck on the same files: {:.2} s; ratio {ratio:.0} (goal: 20)", theirs.as_secs_f64());
    }
}

/// How many scripts the tree of [`tree`] holds.
const TREE: usize = 2_000;

/// A folder with 2,000 scripts of this machine, some more than once, beside `shellcheck`: both with two processors.
fn tree() {
    let scripts = caro_tests::scripts::all();
    let root = std::env::temp_dir().join(format!("caro-bench-{}", std::process::id()));
    let mut lines = 0;
    let mut paths = Vec::new();
    for (at, script) in scripts.iter().cycle().take(TREE).enumerate() {
        let folder = root.join(format!("{:02}", at % 40));
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let name = script.path.file_name().unwrap_or_default().to_string_lossy();
        // Where only the first line tells that it is a script, that stays so.
        let path = folder.join(format!("{at:04}-{name}"));
        std::fs::write(&path, &script.text).expect("the temporary folder can be written");
        lines += script.text.lines().count();
        paths.push(path);
    }
    let run = |commands: Vec<std::process::Command>| {
        let started = Instant::now();
        let quiet = |mut command: std::process::Command| {
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn()
        };
        let children: Result<Vec<_>, _> = commands.into_iter().map(quiet).collect();
        children.ok()?.into_iter().all(|mut it| it.wait().is_ok()).then(|| started.elapsed())
    };
    let mut ours = std::process::Command::new(caro_tests::binary());
    ours.args(["check", "--jobs", "2", "--fail-on", "never"]).arg(&root);
    let ours = run(vec![ours]).expect("our own program starts");
    println!("a tree of {TREE} scripts, {lines} lines, 2 threads: {:.2} s", ours.as_secs_f64());
    // It has no threads, so it gets two processes, each with every other file.
    let half = |start: usize| {
        let mut theirs = std::process::Command::new("shellcheck");
        theirs.arg("--severity=style").args(paths.iter().skip(start).step_by(2));
        theirs
    };
    match run(vec![half(0), half(1)]) {
        Some(theirs) => {
            let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
            println!("ShellCheck on the same files, 2 processes: {:.2} s; ratio {ratio:.0}", theirs.as_secs_f64());
        }
        None => println!("ShellCheck is not installed: no ratio for the tree"),
    }
    // What is left is the system's to clean.
    let _ = std::fs::remove_dir_all(root);
}

/// A script of about `lines` lines as people write them: settings, functions, loops, a here-document, and their calls.
fn script(lines: usize) -> String {
    let mut script = String::from("#!/bin/bash\nROOT=${1:-/srv/app}\nset -u\n");
    let mut block = 0;
    let mut count = 3;
    while count < lines {
        let before = script.len();
        write!(
            script,
            "
# step {block} of the nightly run
step_{block}() {{
    local name=$1 count=0 out=\"$ROOT/out/{block}\"
    if [ -z \"$name\" ]; then
        echo \"step {block}: no name\" >&2
        return 1
    fi
    mkdir -p \"$out\" || return 1
    for file in \"$ROOT\"/in/*.log; do
        grep -c 'ERROR {block}' \"$file\" | sort -rn | head -n 5 >>\"$out/errors.txt\"
        count=$((count + 1))
    done
    cat >\"$out/summary.txt\" <<EOF
$name: $count files, $(date +%F)
EOF
    find \"$out\" -type f -name '*.tmp' -mtime +7 -delete
    tar -czf \"$out.tar.gz\" -C \"$out\" . && rm -rf \"$out/cache\"
}}
RESULT_{block}=$(step_{block} \"job {block}\")
"
        )
        .expect("memory");
        count += script[before..].matches('\n').count();
        block += 1;
    }
    script
}

fn row(what: &str, times: &mut [Duration], budget: &str) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("{what:58} {:>6.2} ms {:>6.2} ms {:>6.2} ms {budget:>10}", at(50), at(99), at(100));
}

fn memory(what: &str, kilobytes: u64, budget: &str) {
    println!("{what:58} {:>6.1} MB {:>9} {:>9} {budget:>10}", kilobytes as f64 / 1024.0, "", "");
}

/// The resident memory of a process in kilobytes, from `/proc`; 0 where there is none.
fn resident(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|it| it.starts_with("VmRSS:"));
    line.and_then(|it| it.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
