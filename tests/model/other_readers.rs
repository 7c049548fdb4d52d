//! What is a valid script, and which commands it holds, asked of other readers: `bash -n`, `dash -n` and shfmt.
//!
//! They only read; nothing is run. shfmt (mvdan.cc/sh) is asked where it is installed: `make setup-dev`.

use crate::scripts::{self, Script};
use caro_core::Span;
use caro_core::script::{Dialect, Node, parse_text, walk_outer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[test]
fn what_shells_accept_has_no_errors_here() {
    let mut wrong = Vec::new();
    let mut valid = 0;
    for script in scripts::all() {
        let shell = if script.dialect == Dialect::Sh { "dash" } else { "bash" };
        if accepts(shell, &script.text) != Some(true) {
            continue;
        }
        valid += 1;
        if let Some(error) = first_error(&script) {
            wrong.push(format!("{}: {error}", script.path.display()));
        }
    }
    println!("{valid} scripts that a shell accepts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of scripts that are cut off or lack a line, most are invalid; the model must not call a valid one broken.
/// The other way round it may be more lenient, and how often it is shows in the output.
#[test]
fn what_shells_accept_of_damaged_scripts_has_no_errors_here() {
    let (mut both, mut lenient, mut wrong) = (0, 0, Vec::new());
    for script in scripts::corpus() {
        let lines: Vec<&str> = script.text.split_inclusive('\n').collect();
        for skipped in 0..lines.len() {
            let text: String = lines.iter().enumerate().filter(|it| it.0 != skipped).map(|it| *it.1).collect();
            let shell = if script.dialect == Dialect::Sh { "dash" } else { "bash" };
            let Some(accepted) = accepts(shell, &text) else { return };
            let damaged = Script { path: script.path.clone(), text, dialect: script.dialect };
            match (accepted, first_error(&damaged)) {
                (true, None) | (false, Some(_)) => both += 1,
                (false, None) => lenient += 1,
                (true, Some(error)) => {
                    wrong.push(format!("{} without line {}: {error}", script.path.display(), skipped + 1));
                }
            }
        }
    }
    println!("{both} verdicts alike, {lenient} that only the shell finds");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lenient * 20 <= both, "{lenient} broken scripts of {both} are taken for valid");
}

#[test]
fn shfmt_finds_the_same_commands() {
    let Some(shfmt) = shfmt() else {
        println!("shfmt is not installed; nothing was compared");
        return;
    };
    let (mut commands, mut wrong) = (0, Vec::new());
    for script in scripts::all() {
        let dialect = if script.dialect == Dialect::Sh { "posix" } else { "bash" };
        let Some(tree) = tree(&shfmt, dialect, &script.text) else { continue };
        let mut theirs = BTreeMap::new();
        calls(&tree, &mut theirs);
        let ours = our_calls(&script);
        commands += theirs.len();
        let unescaped = unescaped(&script);
        for (start, words) in &theirs {
            if unescaped.iter().any(|it| it.touches(*start)) {
                continue;
            }
            if ours.get(start) != Some(words) {
                let line = script.text[..*start].matches('\n').count() + 1;
                let here = ours.get(start).map_or("no command".to_owned(), |it| format!("{it} words"));
                wrong.push(format!("{}:{line}: shfmt has {words} words, the model {here}", script.path.display()));
            }
        }
        for start in ours.keys().filter(|it| !theirs.contains_key(it)) {
            let line = script.text[..*start].matches('\n').count() + 1;
            wrong.push(format!("{}:{line}: only the model has a command here", script.path.display()));
        }
    }
    println!("{commands} commands compared");
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

/// Whether a shell finds a text valid, without running it; `None` where there is no such shell.
fn accepts(shell: &str, text: &str) -> Option<bool> {
    let mut child = Command::new(shell)
        .arg("-n")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    // A shell that has found an error reads no further.
    let _ = child.stdin.take()?.write_all(text.as_bytes());
    let output = child.wait_with_output().ok()?;
    // bash says of a here-document without end that it ends with the file, and goes on.
    let warned = String::from_utf8_lossy(&output.stderr).contains("here-document");
    Some(output.status.success() && !warned)
}

/// Where back-ticks with backslashes stand in a whole script.
fn unescaped(script: &Script) -> Vec<Span> {
    let chunks = parse_text(&script.text, script.dialect);
    let spans = chunks.iter().map(|chunk| (chunk.start, scripts::unescaped(chunk)));
    spans.flat_map(|(start, spans)| spans.into_iter().map(move |it| it.shifted(start))).collect()
}

fn first_error(script: &Script) -> Option<String> {
    parse_text(&script.text, script.dialect).iter().find_map(|chunk| {
        // Shells read what a here-document expands when they come to it, not with `-n`.
        let mut bodies = Vec::new();
        walk_outer(&chunk.body.statements, &mut |node| {
            if let Node::Redirect(redirect) = node {
                bodies.extend(redirect.body.as_ref().map(|it| it.text.span));
            }
        });
        let error = chunk.body.errors.iter().find(|error| !bodies.iter().any(|it| it.touches(error.span.start)))?;
        let line = script.text[..chunk.start + error.span.start].matches('\n').count() + 1;
        Some(format!("line {line}: {}", error.message))
    })
}

fn shfmt() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(|it| PathBuf::from(it).join("go/bin/shfmt"));
    let on_path =
        std::env::var_os("PATH").map(|it| std::env::split_paths(&it).map(|it| it.join("shfmt")).collect::<Vec<_>>());
    home.into_iter().chain(on_path.unwrap_or_default()).find(|it| it.is_file())
}

fn tree(shfmt: &PathBuf, dialect: &str, text: &str) -> Option<Value> {
    let mut child = Command::new(shfmt)
        .args(["--to-json", "-ln", dialect])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let owned = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(owned.as_bytes()));
    let output = child.wait_with_output().ok()?;
    let _ = writer.join();
    output.status.success().then(|| serde_json::from_slice(&output.stdout).ok()).flatten()
}

/// Where shfmt sees simple commands start, each with its number of words.
fn calls(value: &Value, found: &mut BTreeMap<usize, usize>) {
    match value {
        Value::Object(map) => {
            let kind = map.get("Type").and_then(Value::as_str);
            let words = map.get("Args").and_then(Value::as_array);
            let start = match kind {
                Some("CallExpr") => words.and_then(|it| it.first()?["Pos"]["Offset"].as_u64()),
                // `export A=1` and `let i++` have words of their own kinds.
                Some("DeclClause" | "LetClause") => map["Pos"]["Offset"].as_u64(),
                _ => None,
            };
            if let Some(start) = start {
                let own = usize::from(kind != Some("CallExpr"));
                let words = words.or(map.get("Exprs").and_then(Value::as_array)).map_or(0, Vec::len) + own;
                found.insert(start as usize, words);
            }
            map.values().for_each(|it| calls(it, found));
        }
        Value::Array(list) => list.iter().for_each(|it| calls(it, found)),
        _ => {}
    }
}

/// Where the model sees them, without those inside other words.
fn our_calls(script: &Script) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    for chunk in parse_text(&script.text, script.dialect) {
        let unescaped = scripts::unescaped(&chunk);
        walk_outer(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node
                && !unescaped.iter().any(|it| it.touches(command.span.start))
                && let Some(first) = command.words.first()
            {
                found.insert(chunk.start + first.span.start, command.words.len());
            }
        });
    }
    found
}
