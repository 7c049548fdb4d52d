//! What an editor feels: the start, key presses, ghost text, lists, on the real server over stdio.

use std::hint::black_box;
use std::time::Instant;

use caro_tests::Client;
use serde_json::{Value, json};

use crate::record::{memory, row};
use crate::{ROUNDS, URI, resident};

/// Process start to `initialize` answered, and what the idle process holds.
pub(crate) fn start() {
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
pub(crate) fn guard() {
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
pub(crate) fn key_presses(script: &str) {
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

pub(crate) fn ghost_text(script: &str) {
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
pub(crate) fn completion(script: &str) {
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
