//! `make bench`: measures what an editor feels, on the real server over stdio, and what core does of it.

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use caro_core::script::Dialect;
use caro_core::{Document, Span, rules};
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
    start();
    let script = script(10_000);
    key_presses(&script);
    ghost_text(&script);
    core(&script);
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
