//! What core does, without a process in between, and what scripts that are made to be slow cost it.

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use caro_core::pages::Pages;
use caro_core::script::Dialect;
use caro_core::{Document, Span, rules};
use caro_lsp::pages::Installed;

use crate::record::{memory, row, said};
use crate::resident;

/// What core takes of it, without a process in between, and how that grows with the script.
pub(crate) fn core(script: &str) {
    let mut checking = Vec::new();
    for _ in 0..20 {
        let document = Document::new(script, Dialect::Bash);
        let started = Instant::now();
        black_box(rules::check(&document, None));
        checking.push(started.elapsed());
    }
    row("core: 10,000 lines checked afresh", &mut checking, "");
    for lines in [100, 1_000, 10_000, 100_000] {
        let script = caro_tests::scripts::made(lines);
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
        said(&format!("core: {lines} lines are read at {:.0} thousand lines a second", lines as f64 / middle / 1000.0));
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
pub(crate) fn short() {
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
pub(crate) fn pages() {
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
pub(crate) fn hostile() {
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
