//! Calls of `caro-lsp` in the documents: its command line takes them, and those that only read are run.

use crate::{Page, assert_none, code_spans, pages, root};
use caro_core::script::{Dialect, Node, parse_text, walk_outer};
use clap::CommandFactory;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A call that a reader can copy, with the lines that a page shows as its output.
struct Call {
    place: String,
    words: Vec<String>,
    output: Option<String>,
}

#[test]
fn every_command_and_flag_exists() {
    let (mut complaints, mut seen) = (Vec::new(), 0);
    for page in pages() {
        let (prose, blocks) = page.parts();
        let mut calls: Vec<(usize, &str)> = Vec::new();
        for (line, text) in &prose {
            calls.extend(code_spans(text).map(|it| (*line, it)));
        }
        // Forms of a call, as `docs/cli.md` shows them.
        for block in blocks.iter().filter(|it| it.mark == "text") {
            calls.extend(block.text.lines().enumerate().map(|it| (block.line + it.0, it.1)));
        }
        for (line, call) in calls {
            let Some(rest) = call.strip_prefix("caro-lsp ") else { continue };
            seen += 1;
            complaints.extend(unknown(rest).map(|it| format!("{}:{line}: {it}", page.path.display())));
        }
    }
    assert!(seen > 60, "only {seen} calls were seen");
    assert_none(&complaints);
}

#[test]
fn calls_that_can_be_copied_are_taken_and_those_that_only_read_do_as_shown() {
    let folder = std::env::temp_dir().join(format!("caro-docs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    std::fs::copy(root().join("tests/corpus/deploy.sh"), folder.join("deploy.sh")).expect("a script can be copied");
    std::fs::write(folder.join("first.sh"), "DIR=$1\nrm -rf \"$DIR\"/*\n").expect("a script can be written");
    // `docs/cli.md` names line 12 of it, and the folder that it sets.
    let backup = format!("#!/bin/bash\nLOG_DIR=/var/log/app\n{}", "\n".repeat(12));
    std::fs::write(folder.join("backup.sh"), backup).expect("a script can be written");
    std::fs::write(folder.join("build.sh"), "echo done\n").expect("a script can be written");
    let (mut complaints, mut taken, mut run) = (Vec::new(), 0, 0);
    for call in pages().iter().flat_map(copied) {
        taken += 1;
        let words = std::iter::once("caro-lsp").chain(call.words.iter().map(String::as_str));
        if let Err(error) = caro_lsp::cli::Arguments::command().try_get_matches_from(words) {
            complaints.push(format!("{}: {error}", call.place));
        } else if only_reads(&call.words) {
            run += 1;
            let output = start(&folder, &call.words);
            let (shown, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            if !matches!(output.status.code(), Some(0 | 1)) {
                complaints.push(format!("{}: {} says {told}", call.place, call.words.join(" ")));
            } else if call.output.as_ref().is_some_and(|it| *it != shown) {
                complaints.push(format!("{}: {} prints\n{shown}", call.place, call.words.join(" ")));
            }
        }
    }
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    assert!(taken >= 10 && run >= 8, "only {taken} calls were seen, and {run} run");
    assert_none(&complaints);
}

#[test]
fn a_flag_that_is_not_there_is_seen() {
    assert_eq!(unknown("check [--format text|json] --staged PATH…"), None);
    assert_eq!(unknown("check --formt text").as_deref(), Some("`caro-lsp check` knows no `--formt`"));
    assert_eq!(unknown("chekc a.sh").as_deref(), Some("`caro-lsp` knows no command `chekc`"));
    let page =
        Page { path: "a.md".into(), text: "```sh\necho x | caro-lsp guard # now\n```\n`caro-lsp rule X`\n".into() };
    let calls: Vec<_> = copied(&page).into_iter().map(|it| it.words.join(" ")).collect();
    assert_eq!(calls, ["guard", "rule X"]);
}

/// What the command line does not know in a call, or in the form of one.
fn unknown(call: &str) -> Option<String> {
    let mut command = caro_lsp::cli::Arguments::command();
    command.build();
    let global: Vec<String> = command.get_arguments().filter_map(|it| it.get_long().map(str::to_owned)).collect();
    let mut here = &command;
    let mut path = "caro-lsp".to_owned();
    let mut first = true;
    for word in call.split(|it: char| it.is_whitespace() || "[]|()".contains(it)).filter(|it| !it.is_empty()) {
        if let Some(long) = word.strip_prefix("--") {
            let name: String = long.chars().take_while(|it| it.is_ascii_lowercase() || *it == '-').collect();
            let known = here.get_arguments().any(|it| {
                it.get_long() == Some(&name) || it.get_all_aliases().is_some_and(|it| it.contains(&name.as_str()))
            });
            if !known && !global.contains(&name) && !["help", "version", ""].contains(&name.as_str()) {
                return Some(format!("`{path}` knows no `--{name}`"));
            }
        } else if let Some(next) = here.find_subcommand(word) {
            here = next;
            path = format!("{path} {word}");
        } else if first && word.chars().all(|it| it.is_ascii_lowercase() || it == '-') && !word.starts_with('-') {
            return Some(format!("`{path}` knows no command `{word}`"));
        }
        first = first && word.starts_with('-');
    }
    None
}

/// The calls of a page that hold no placeholder: in `sh` and `console` blocks, and in the text.
fn copied(page: &Page) -> Vec<Call> {
    let (prose, blocks) = page.parts();
    let mut calls = Vec::new();
    let at = |line: usize| format!("{}:{line}", page.path.display());
    for block in &blocks {
        match block.mark.as_str() {
            "sh" => calls.extend(ours(&block.text, &at(block.line))),
            "console" => {
                for part in format!("\n{}", block.text).split("\n$ ").skip(1) {
                    let (line, output) = part.split_once('\n').unwrap_or((part, ""));
                    let mut found = ours(line, &at(block.line));
                    if let [call] = found.as_mut_slice() {
                        call.output = Some(format!("{}\n", output.trim_end_matches('\n')));
                    }
                    calls.extend(found);
                }
            }
            _ => {}
        }
    }
    for (line, text) in prose {
        let spans = code_spans(text).filter(|it| it.starts_with("caro-lsp ") && !it.contains(['…', '[', '|']));
        // Words in capitals stand for something; a name alone, or one with flags alone, speaks of the command as such.
        let stands_for = |it: &str| it.len() > 1 && it.chars().all(char::is_uppercase);
        let whole = spans.filter(|it| {
            let words: Vec<&str> = it.split(' ').collect();
            let speaks_of = words.last().is_some_and(|it| it.starts_with('-')) || it.contains("--refine,");
            words.len() > 2 && !speaks_of && !words.into_iter().any(stands_for)
        });
        calls.extend(whole.flat_map(|it| ours(it, &at(line))).filter(|it| is_whole(&it.words)));
    }
    calls
}

/// A group of commands that is named alone stands for its commands: `learned prefer`.
fn is_whole(words: &[String]) -> bool {
    !matches!(words, [group, _] if ["learned", "models"].contains(&group.as_str()))
}

fn ours(script: &str, place: &str) -> Vec<Call> {
    let chunks = parse_text(script, Dialect::Bash);
    let mut calls = Vec::new();
    for chunk in &chunks {
        walk_outer(&chunk.body.statements, &mut |node| {
            let Node::Command(command) = node else { return };
            if command.program.as_deref() != Some("caro-lsp") {
                return;
            }
            let words: Option<Vec<String>> =
                command.words[command.head + 1..].iter().map(|it| it.literal().map(str::to_owned)).collect();
            calls.extend(words.map(|words| Call { place: place.to_owned(), words, output: None }));
        });
    }
    calls
}

/// Not the server, nothing that fetches, chooses or deletes, and nothing that asks a person.
fn only_reads(words: &[String]) -> bool {
    let has = |flag: &str| words.iter().any(|it| it == flag);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["generate", ..] => !has("--server") && !has("--model") && !has("--interactive") && !has("--widget"),
        ["check", ..] => !has("--baseline") && !has("--staged"),
        ["models", command, ..] => ["list", "recommend"].contains(&command),
        ["history", "redact", ..] => true,
        [command, ..] => ["explain", "rule", "shell-init", "doctor", "status"].contains(&command),
        [] => false,
    }
}

/// In a folder and a home of its own, where no model was chosen.
fn start(folder: &Path, words: &[String]) -> Output {
    let mut command = Command::new(caro_tests::binary());
    command.args(words).current_dir(folder).env("HOME", folder).stdin(Stdio::null());
    for name in ["XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(name, folder.join("home"));
    }
    command.output().expect("the binary starts")
}
