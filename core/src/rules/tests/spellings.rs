//! The same script in another spelling gets the same verdict: names, quotes, line ends and wrappers change nothing.

use super::*;
use crate::script::{Node, StatementKind, walk_outer};
use std::collections::BTreeSet;

/// What is found: the codes with their levels, each once.
fn verdict(script: &str) -> BTreeSet<(&'static str, Level)> {
    findings(script).iter().filter(|it| it.level > Level::Note).map(|it| (it.rule.code, it.level)).collect()
}

/// The examples of all rules that are found, and those that are not, except those of the rules `but`.
fn scripts(but: &[&str]) -> Vec<String> {
    // Family 15 speaks of comments, which stay where they are.
    let rules = all().filter(|it| !but.contains(&it.code) && !it.code.starts_with("CARO15"));
    rules.flat_map(|it| examples(it.doc)).filter(|it| it.0 == "bad" || it.0 == "good").map(|it| it.1).collect()
}

/// Compares the verdicts on scripts and on what `change` makes of them; `change` may leave one out.
#[track_caller]
fn same_behind(but: &[&str], change: impl Fn(&str) -> Option<String>, least: usize) {
    let mut compared = 0;
    let mut differ = Vec::new();
    for script in scripts(but) {
        let Some(changed) = change(&script) else { continue };
        compared += 1;
        let verdict = |it: &str| verdict(it).into_iter().filter(|it| !but.contains(&it.0)).collect::<BTreeSet<_>>();
        if verdict(&script) != verdict(&changed) {
            differ.push(format!("{:?} became {:?} in\n{changed}", verdict(&script), verdict(&changed)));
        }
    }
    assert!(differ.is_empty(), "{} of {compared}:\n{}", differ.len(), differ.join("\n"));
    assert!(compared >= least, "only {compared} scripts could be changed");
}

/// Rules that read blanks and words as they are written: a stray blank, a password made on the spot.
/// Those at the end look for what guards or feeds a command by its usual spelling.
const AS_WRITTEN: &[&str] = &["CARO0114", "CARO0313", "CARO0203", "CARO0509", "CARO0708"];

/// Puts text at places, the last first.
fn insert(script: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|it| it.0.start);
    edits.dedup_by_key(|it| it.0);
    apply(script, &edits)
}

/// The words of all commands that stand in the script itself, with whether they are the first of theirs.
fn words(script: &str) -> Vec<(bool, Span, Option<String>)> {
    let mut found = Vec::new();
    for chunk in Document::new(script, Dialect::Bash).chunks() {
        walk_outer(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node {
                // The operands of `export` and its like are assignments.
                let declares = !command.assignments.is_empty() && command.program.is_some();
                for (at, word) in command.words.iter().enumerate().filter(|_| !declares) {
                    let literal = (!word.is_quoted()).then(|| word.literal()).flatten();
                    found.push((at == 0, word.span.shifted(chunk.start), literal.map(str::to_owned)));
                }
            }
        });
    }
    found
}

#[test]
fn names_of_variables_do_not_matter() {
    let change = |script: &str| {
        let document = Document::new(script, Dialect::Bash);
        let names: BTreeSet<String> =
            document.chunks().iter().flat_map(|it| &it.body.names.assigned).map(ToString::to_string).collect();
        // Names that mean something to a program are no mere names.
        let free = names.iter().all(|it| it.len() > 1 && it.bytes().all(|it| it.is_ascii_lowercase() || it == b'_'));
        if names.is_empty() || !free || names.iter().any(|it| script.contains(&format!("'{it}"))) {
            return None;
        }
        let mut changed = String::new();
        let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let mut rest = script;
        while let Some(char) = rest.chars().next() {
            let word = &rest[..rest.find(|it| !is_name(it)).unwrap_or(rest.len())];
            if word.is_empty() {
                changed.push(char);
                rest = &rest[char.len_utf8()..];
                continue;
            }
            let behind = &rest[word.len()..];
            let before = changed.chars().last().unwrap_or('\n');
            let used = before == '$'
                || before == '{'
                || behind.starts_with('=') && " \n;({".contains(before)
                || before == ' ' && behind.starts_with(" in ")
                || changed.ends_with("read -r ");
            changed.push_str(if used && names.contains(word) { "renamed_" } else { "" });
            changed.push_str(word);
            rest = behind;
        }
        (changed != script).then_some(changed)
    };
    same_behind(&[], change, 20);
}

#[test]
fn harmless_quotes_do_not_matter() {
    let plain = |it: &str| it.len() > 1 && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"-./".contains(&it));
    let change = |quoted: fn(&str) -> String| {
        move |script: &str| {
            let edits: Vec<_> = words(script)
                .into_iter()
                .filter_map(|(_, span, text)| text.filter(|it| plain(it)).map(|it| (span, quoted(&it))))
                .collect();
            (!edits.is_empty()).then(|| insert(script, edits))
        }
    };
    same_behind(AS_WRITTEN, change(|it| format!("'{it}'")), 500);
    same_behind(AS_WRITTEN, change(|it| format!("\"{it}\"")), 500);
    same_behind(AS_WRITTEN, change(|it| format!("{}\"{}\"", &it[..1], &it[1..])), 500);
    same_behind(AS_WRITTEN, change(|it| format!("\\{it}")), 500);
}

#[test]
fn lines_may_be_broken() {
    let change = |script: &str| {
        let edits: Vec<_> = words(script)
            .into_iter()
            .filter(|it| !it.0 && script[..it.1.start].ends_with(' '))
            .map(|it| (Span::at(it.1.start), "\\\n  ".to_owned()))
            .collect();
        (!edits.is_empty()).then(|| insert(script, edits))
    };
    same_behind(AS_WRITTEN, change, 500);
}

#[test]
fn sudo_and_its_like_hide_nothing() {
    for wrapper in ["sudo ", "sudo -u root -E ", "env A=1 ", "nice -n 10 ", "nohup ", "command "] {
        let change = |script: &str| {
            let chunks = Document::new(script, Dialect::Bash);
            let [chunk] = chunks.chunks() else { return None };
            let [statement] = &*chunk.body.statements else { return None };
            let StatementKind::Command(command) = &statement.kind else { return None };
            let facts = crate::knowledge::program(command.program.as_deref()?)?;
            // What belongs to the shell itself has no wrapper, and a wrapper may be what it is all about.
            let builtin = facts.manual.is_some_and(|it| it.starts_with("bash"));
            let own = !command.wrappers.is_empty() || !command.assignments.is_empty() || facts.wraps.is_some();
            (!builtin && !own).then(|| format!("{wrapper}{script}"))
        };
        // As root is what some rules are about.
        same_behind(&["CARO0408", "CARO1108", "CARO1109"], change, 500);
    }
}

#[test]
fn what_stands_behind_exit_is_never_reached() {
    for script in scripts(&[]) {
        // Hidden text misleads and a key is seen wherever it stands, and a function can be called from elsewhere.
        let ends = format!("exit 0\n{script}");
        let left: Vec<_> = verdict(&ends)
            .into_iter()
            .filter(|it| !it.0.starts_with("CARO14") && !it.0.starts_with("CARO05"))
            .collect();
        if !script.contains("()") && !script.contains("function ") {
            assert!(left.is_empty(), "{left:?} in\n{ends}");
        }
    }
}

#[test]
fn a_function_that_is_called_hides_nothing() {
    let change = |script: &str| {
        let own = [
            "$1",
            "$2",
            "$@",
            "$#",
            "$*",
            "${1",
            "${@",
            "local ",
            "exit",
            "return",
            "set -",
            "<<",
            "()",
            "$0",
            "trap",
            "function ",
        ];
        let flat = !own.iter().any(|it| script.contains(it))
            && findings(script).iter().all(|it| !it.rule.code.starts_with("CARO14"));
        flat.then(|| format!("work() {{\n{script}}}\nwork\n"))
    };
    // A caller may take what a function prints.
    same_behind(&["CARO0504", "CARO0507"], change, 500);
}

#[test]
fn a_shell_that_gets_it_as_text_hides_nothing() {
    let change = |script: &str| {
        let own = ["'", "$", "<<", "exit", "set -", "trap", "`", "!", "history", "HIST"];
        let flat = !own.iter().any(|it| script.contains(it))
            && findings(script).iter().all(|it| !it.rule.code.starts_with("CARO14"));
        flat.then(|| format!("bash -c '{}'\n", script.trim_end()))
    };
    // These read statements of the script itself, and not of text inside it.
    same_behind(&["CARO0133", "CARO0809", "CARO1404"], change, 500);
}
