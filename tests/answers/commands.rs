//! Every command that is offered for a task parses, uses what exists, is explained and passes ShellCheck, on every platform.
//!
//! Nothing is run but ShellCheck, which only reads.

use super::show;
use caro_core::explain::{Explained, Kind};
use caro_core::generate::{Request, Suggestion, generate};
use caro_core::script::{Dialect, Node, walk};
use caro_core::target::Platform;
use caro_core::{Document, rules};
use caro_tests::answers::tasks;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

/// Whom the answers are for.
const TARGETS: [(Dialect, Platform); 5] = [
    (Dialect::Bash, Platform::Linux),
    (Dialect::Bash, Platform::MacOs),
    (Dialect::Sh, Platform::Linux),
    (Dialect::Sh, Platform::Busybox),
    (Dialect::Sh, Platform::Posix),
];

/// All that is offered for a request, the alternatives too.
fn offered(request: &str, (dialect, platform): (Dialect, Platform)) -> Vec<Suggestion> {
    generate(&Request::new(request, dialect, platform), 16)
}

#[test]
fn every_answer_parses_uses_what_exists_and_is_explained() {
    let (mut answers, mut wrong) = (0, String::new());
    for task in tasks() {
        for target in TARGETS {
            for suggestion in offered(&task.request, target) {
                answers += 1;
                for why in complaints(&suggestion, target.0) {
                    let _ = writeln!(wrong, "{} for {:?}: {why}: {}", task.id, target.1, suggestion.command());
                }
            }
        }
    }
    show(&format!("\n{answers} answers read again\n"));
    assert!(answers > 200, "only {answers} answers were there to be read");
    // Programs of set e that the facts do not know yet.
    let unknown = ["getconf", "system_profiler", "nvidia-smi", "pmset", "systemd-analyze", "mtr", "jot"];
    let known = |line: &&str| !unknown.iter().any(|it| line.contains(&format!("not explained: {it}")));
    let wrong: Vec<&str> = wrong.lines().filter(known).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with an answer, asked of its text alone.
fn complaints(suggestion: &Suggestion, dialect: Dialect) -> Vec<String> {
    let mut complaints = Vec::new();
    let command = suggestion.command();
    let document = Document::new(command, dialect);
    if document.chunks().iter().any(|it| !it.body.errors.is_empty()) {
        complaints.push("does not parse".to_owned());
    }
    // Words that no program knows have the codes of family 17.
    for finding in rules::check(&document, None).findings().iter().filter(|it| it.rule.code.starts_with("CARO17")) {
        complaints.push(finding.message.clone());
    }
    let mut commands = 0;
    for chunk in document.chunks() {
        walk(&chunk.body.statements, &mut |node| {
            commands += usize::from(matches!(node, Node::Command(it) if !it.words.is_empty()));
        });
    }
    let mut explained = 0;
    count(suggestion.explanation(), &mut explained, &mut complaints);
    if commands > 0 && explained == 0 {
        complaints.push("is not explained".to_owned());
    }
    complaints
}

fn count(parts: &[Explained], explained: &mut usize, complaints: &mut Vec<String>) {
    for part in parts {
        // Calls of no usual kind have no sentence of their own; then the program says what it is for.
        if part.kind == Kind::Command {
            *explained += 1;
            if part.meaning.trim().is_empty() && part.parts.iter().all(|it| it.meaning.trim().is_empty()) {
                complaints.push(format!("`{}` has no explanation", part.title));
            }
        }
        if part.kind == Kind::Program && part.meaning.trim().is_empty() {
            complaints.push(format!("`{}` is a program that nobody explains", part.title));
        }
        count(&part.parts, explained, complaints);
    }
}

#[test]
fn every_answer_passes_shellcheck() {
    if Command::new("shellcheck").arg("--version").output().is_err() {
        show("\nshellcheck is not installed; no answer was compared\n");
        return;
    }
    let folder = std::env::temp_dir().join(format!("caro-answers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let mut wrong = String::new();
    for (shell, targets) in [("bash", &TARGETS[..2]), ("sh", &TARGETS[2..])] {
        let mut commands: BTreeMap<String, String> = BTreeMap::new();
        for task in tasks() {
            for target in targets {
                for it in offered(&task.request, *target) {
                    commands.insert(it.command().to_owned(), task.id.clone());
                }
            }
        }
        let mut paths = Vec::new();
        for (at, command) in commands.keys().enumerate() {
            let path = folder.join(format!("{at}.{shell}"));
            std::fs::write(&path, format!("{command}\n")).expect("the temporary folder can be written");
            paths.push(path);
        }
        for (at, paths) in paths.chunks(200).enumerate() {
            let mut check = Command::new("shellcheck");
            // SC2154: a variable that the request names stands in the script, not in the command.
            check.args(["--severity=warning", "--exclude=SC2154", "--format=gcc", "--shell", shell]).args(paths);
            let said = check.output().expect("shellcheck starts");
            for line in String::from_utf8_lossy(&said.stdout).lines() {
                let number = line.rsplit('/').next().and_then(|it| it.split('.').next()?.parse::<usize>().ok());
                let command = number.and_then(|it| commands.iter().nth(it));
                let message =
                    line.split_once("warning: ").or_else(|| line.split_once("error: ")).map_or(line, |it| it.1);
                let _ = writeln!(wrong, "{shell}: {message}: {command:?}");
            }
            assert!(said.stderr.is_empty(), "part {at}: {}", String::from_utf8_lossy(&said.stderr));
        }
        show(&format!("\nshellcheck read {} commands for {shell}\n", commands.len()));
    }
    // What is left is the system's to clean.
    let _ = std::fs::remove_dir_all(folder);
    // A line for a crontab is no command.
    let wrong: Vec<&str> = wrong.lines().filter(|it| !it.contains("(\"*/")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
