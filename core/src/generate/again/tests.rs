//! What was taken before comes back where it is certain, and nowhere else.

use super::*;
use crate::generate::{generate, generate_with};
use Outcome::{Accepted, Dismissed, Edited};

fn past<'a>(wish: &'a str, command: &'a str, outcome: Outcome) -> Past<'a> {
    Past { wish, command, dialect: Dialect::Bash, platform: Platform::Linux, outcome }
}

fn request<'a>(text: &'a str, again: &Again) -> Request<'a> {
    Request { again: again.clone(), ..Request::new(text, Dialect::Bash, Platform::Linux) }
}

/// What is proposed for a wish by somebody who took this command for another.
fn proposed(wish: &str, command: &str, new: &str) -> Option<String> {
    let again = Again::of(&[past(wish, command, Accepted)]);
    let mut found = again.proposed(&request(new, &again));
    assert!(found.len() < 2);
    found.pop().map(|it| it.candidate.command)
}

#[test]
fn the_same_words_give_the_same_command_with_the_new_literals() {
    for (wish, command, new, expected) in [
        ("show the frobs", "frob -x", "Show frobs.", "frob -x"),
        ("list files in src/", "ls -la src/", "list files in lib/", "ls -la lib/"),
        (
            "show the last 20 lines of app.log",
            "tail -n 20 app.log",
            "show the last 5 lines of b.log",
            "tail -n 5 b.log",
        ),
        (
            "files over 10 MB in /var",
            "find /var -type f -size +10M",
            "files over 200 MB in /srv",
            "find /srv -type f -size +200M",
        ),
        (
            "files over 10M in /var",
            "find /var -type f -size +10M",
            "files over 2 MB in /var",
            "find /var -type f -size +2M",
        ),
        (
            "files older than 7 days in /tmp",
            "find /tmp -mtime +7",
            "files older than 30 days in /opt",
            "find /opt -mtime +30",
        ),
        ("search for 'foo' in *.py files", "grep -n foo *.py", "search for 'bar' in *.rs files", "grep -n bar *.rs"),
        (
            "search for 'foo' in *.py files",
            "grep -n foo *.py",
            "search for 'two words' in *.py files",
            "grep -n 'two words' *.py",
        ),
        (
            "fetch https://x.io/a.json",
            "curl -fsSL https://x.io/a.json",
            "fetch https://y.io/b.json",
            "curl -fsSL https://y.io/b.json",
        ),
        ("list ~/a/", "ls ~/a/", "list ~/b/", "ls ~/b/"),
        ("first 5 lines of a.txt", "head -5 a.txt", "first 7 lines of a.txt", "head -7 a.txt"),
        (
            "commits since 2024-05-01",
            "git log --since=2024-05-01",
            "commits since 2025-01-31",
            "git log --since=2025-01-31",
        ),
    ] {
        assert_eq!(proposed(wish, command, new).as_deref(), Some(expected), "{wish}: {command}");
    }
}

#[test]
fn what_is_not_certain_gives_nothing() {
    for (wish, command, new) in [
        // Other words, or another kind of literal.
        ("list files in src/", "ls -la src/", "count files in src/"),
        ("unpack a.tgz", "tar -xzf a.tgz", "unpack a.zip"),
        ("list files in src/", "ls -la src/", "list files in ~/src/"),
        ("files over 10 MB", "find . -size +10M", "files over 10 GB"),
        // It stands there twice, within a word, or not at all.
        ("copy a.txt to b/", "cp a.txt b/a.txt", "copy c.txt to b/"),
        ("show 1 of a.txt", "head -n 1 a.txt | cut -f 1", "show 2 of a.txt"),
        ("show 'err' of it", "cat stderr", "show 'out' of it"),
        ("files of the last 2 hours", "find . -mmin -120", "files of the last 3 hours"),
        ("last 10 lines of a.txt", "tail a.txt", "last 20 lines of a.txt"),
        ("backup a.txt", "cp a.txt a.txt.bak", "backup b.txt"),
        // A part of it is said elsewhere.
        ("convert a.png to jpg", "convert a.png a.jpg", "convert b.png to jpg"),
        ("unpack https://x.io/a.tgz", "curl -fLO https://x.io/a.tgz && tar -xzf a.tgz", "unpack https://x.io/b.tgz"),
        // Two of one text.
        ("swap a.txt and a.txt", "diff a.txt b.txt", "swap b.txt and c.txt"),
        // A number that is a flag.
        ("list 1 file in src/", "ls -1 src/", "list 3 file in src/"),
        // A pattern, a flag, a variable.
        ("search for 'foo' here", "grep -rn foo .", "search for 'f.*o' here"),
        ("search for 'foo' here", "grep -rn foo .", "search for '-f' here"),
        ("show $A now", "echo \"$A\"", "show $B now"),
        ("show it all", "cat \"$LOG\"", "show it all"),
        ("list files in src/", "ls -la src/", "list files in $(rm x)/"),
    ] {
        assert_eq!(proposed(wish, command, new), None, "{wish}: {command}: {new}");
    }
    let other = |dialect, platform| {
        let again = Again::of(&[past("show frobs", "frob", Accepted)]);
        again.proposed(&Request { dialect, platform, ..request("show frobs", &again) }).len()
    };
    assert_eq!(other(Dialect::Bash, Platform::Linux), 1);
    assert_eq!(other(Dialect::Sh, Platform::Linux) + other(Dialect::Bash, Platform::MacOs), 0);
}

#[test]
fn what_is_taken_often_is_surer_and_what_is_dismissed_sinks() {
    let confidence = |outcomes: &[Outcome]| {
        let all: Vec<Past<'_>> = outcomes.iter().map(|it| past("show frobs", "ls -l", *it)).collect();
        let again = Again::of(&all);
        again
            .proposed(&request("show frobs", &again))
            .pop()
            .map_or(0, |it| (it.candidate.confidence * 100.0).round() as u32)
    };
    assert_eq!(confidence(&[Accepted]), 70);
    assert_eq!(confidence(&[Accepted, Accepted]), 80);
    assert_eq!(confidence(&[Accepted; 20]), 94);
    assert_eq!(confidence(&[Edited]), 70);
    assert_eq!(confidence(&[Edited, Edited]), 94);
    assert_eq!(confidence(&[Accepted, Accepted, Dismissed]), 72);
    assert_eq!(confidence(&[Accepted, Dismissed, Dismissed]), 54);
    assert_eq!(confidence(&[Dismissed]), 0);
}

#[test]
fn history_is_a_source_among_others() {
    let again = Again::of(&[past("list files in src/", "ls -la src/", Edited)]);
    let shown = |text: &str| -> Vec<String> {
        let found = generate(&request(text, &again), 3);
        found.iter().map(|it| format!("{} {}", it.command(), it.sources().join("+"))).collect()
    };
    assert!(
        shown("list files in src/").contains(&"ls -la src/ history".to_owned()),
        "{:?}",
        shown("list files in src/")
    );
    assert!(shown("list files in lib/").contains(&"ls -la lib/ history".to_owned()));
    let twice = [past("list files in src/", "ls -la src/", Edited); 2];
    let again = Again::of(&twice);
    let found = generate_with(&request("list files in src/", &again), 3, Vec::new());
    assert_eq!((found[0].command(), found[0].source()), ("ls -la src/", "history"));
}

#[test]
fn a_debug_text_tells_nothing() {
    let again = Again::of(&[past("show geheim", "cat geheim", Accepted)]);
    let shown = format!("{again:?} {:?}", past("show geheim", "cat geheim", Accepted));
    assert!(!shown.contains("geheim"), "{shown}");
}
