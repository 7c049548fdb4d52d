//! Tests of where a command is wanted.

use super::*;
use expect_test::{Expect, expect};

/// What a place is taken for: who is asked, the words, what is typed.
fn place(text: &str, by_hand: bool) -> String {
    let offset = text.find("<|>").unwrap();
    let document = Document::new(&text.replacen("<|>", "", 1), Dialect::Bash);
    match prompt(&document, offset, by_hand) {
        None => "nothing".to_owned(),
        Some(it) => {
            let asks = if it.asks() { "asks" } else { "open" };
            let block = if it.wants_block() { ", block" } else { "" };
            let comment = document.slice(it.comment);
            format!("{asks}: {:?} typed {:?} comment {comment:?}{block}", it.text, it.typed)
        }
    }
}

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&place(text, false));
}

#[test]
fn comments_ask_or_tell_as_a_careful_reader_would_say() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in include_str!("verdicts.txt").lines().filter(|it| !it.starts_with('#')) {
        let (verdict, comment) = line.split_once(' ').unwrap();
        let comment = comment.trim_start();
        let asks = place(&format!("#!/bin/bash\n\ncd /\n# {comment}\n<|>\n"), false).starts_with("asks");
        if asks != (verdict == "asks") {
            wrong.push(line);
        }
        seen += 1;
    }
    assert!(seen >= 120);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_place_below_a_comment_and_at_its_end_is_a_wish() {
    check(
        "# remove the lock file\n<|>\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
    check(
        "# remove the lock file<|>\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
    check(
        "f() {\n  # remove the lock file\n  <|>\n}\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
    check(
        "if x; then\n\t# remove the lock file<|>\nfi\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
    check(
        "# remove the lock file\n# and the pid file\n<|>",
        &expect![[
            r##"asks: "remove the lock file and the pid file" typed "" comment "# remove the lock file\n# and the pid file""##
        ]],
    );
    check(
        "#\n# remove the lock file\n#\n<|>",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file\n#""##]],
    );
    check(
        "# remove the lock file\nrm -f <|>\n",
        &expect![[r##"asks: "remove the lock file" typed "rm -f " comment "# remove the lock file""##]],
    );
    check(
        "ps aux |<|> # sort by memory\n",
        &expect![[r##"asks: "sort by memory" typed "ps aux |" comment "# sort by memory""##]],
    );
}

#[test]
fn an_unfinished_comment_waits_for_its_end() {
    check("# find all files in<|>\n", &expect!["nothing"]);
    check("# find all files older than<|>\n", &expect!["nothing"]);
    check("# Do the following:<|>\n", &expect!["nothing"]);
    check("# find all fi<|>les in x\n", &expect!["nothing"]);
}

#[test]
fn a_comment_with_its_command_is_answered() {
    check("# remove the lock file<|>\nrm -f lock\n", &expect!["nothing"]);
    check("# remove the lock file\n<|>\nrm -f lock\n", &expect!["nothing"]);
    check("# remove the lock file<|>\n\nrm -f \"$lock\"\n", &expect!["nothing"]);
    check("# create the output folder\n<|>\nmkdir -p \"$OUT\"\n", &expect!["nothing"]);
    check("# count errors in server logs\n<|>\nerrors=$(grep -c error server.log)\n", &expect!["nothing"]);
    // Another command that stands there by chance.
    check(
        "# list all open ports\n<|>\necho \"ready\"\n",
        &expect![[r##"asks: "list all open ports" typed "" comment "# list all open ports""##]],
    );
    check(
        "# remove the lock file\n<|>\n\n\ncd src\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
    check(
        "# remove the lock file\n<|>\nmake all\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
    check(
        "# remove the lock file\n<|>\n\n# next\nrm -f other\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
}

#[test]
fn licences_frames_and_code_are_no_wish() {
    check("# Copyright 2024 Us\n# Remove nothing from these lines\n<|>\n", &expect!["nothing"]);
    check("# Licence: MIT\n#\n# Build the docs\n<|>\n", &expect!["nothing"]);
    check("##########\n# Install packages\n##########\n<|>\n", &expect!["nothing"]);
    check("# rm -rf \"$x\"\n<|>\n", &expect!["nothing"]);
    check("# find all logs\n# rm -f \"$x\"\n<|>\n", &expect!["nothing"]);
    // A frame around a whole sentence, and a line above a comment.
    check(
        "##########\n# Remove all logs that are older than a week.\n##########\n<|>\n",
        &expect![[
            r##"asks: "Remove all logs that are older than a week." typed "" comment "# Remove all logs that are older than a week.\n##########""##
        ]],
    );
    check(
        "## ------\n## Remove all logs\n<|>\n",
        &expect![[r###"asks: "Remove all logs" typed "" comment "## Remove all logs""###]],
    );
}

#[test]
fn texts_and_ends_of_inline_comments_are_no_place() {
    check("cat <<E\n# remove the lock file\n<|>\nE\n", &expect!["nothing"]);
    check("x='\n# remove the lock file\n<|>\n'\n", &expect!["nothing"]);
    check("awk '\n# remove the lock file\n<|>\n' x\n", &expect!["nothing"]);
    check("ps aux # sort by memory<|>\n", &expect!["nothing"]);
    check("echo '# sort'<|>\n", &expect!["nothing"]);
    check("#!/bin/bash<|>\n", &expect!["nothing"]);
    check("# remove the lock file\n\n<|>\n", &expect!["nothing"]);
}

#[test]
fn by_hand_everything_but_directives_is_a_wish() {
    let by_hand = |text: &str, expected: &Expect| expected.assert_eq(&place(text, true));
    by_hand("# Configuration\n<|>\n", &expect![[r##"open: "Configuration" typed "" comment "# Configuration""##]]);
    by_hand(
        "# The server may answer late\n<|>\n",
        &expect![[r##"open: "The server may answer late" typed "" comment "# The server may answer late""##]],
    );
    by_hand(
        "# remove the lock file\n\n<|>\n",
        &expect![[r##"asks: "remove the lock file" typed "" comment "# remove the lock file""##]],
    );
    by_hand(
        "# find all files in<|>\n",
        &expect![[r##"asks: "find all files in" typed "" comment "# find all files in""##]],
    );
    by_hand("# shellcheck disable=SC2086\n<|>\n", &expect!["nothing"]);
    by_hand("#!/bin/bash\n<|>\n", &expect!["nothing"]);
    by_hand("x='\n# remove it all\n<|>\n'\n", &expect!["nothing"]);
}

#[test]
fn a_block_is_wanted_where_one_line_would_not_do() {
    let wants = |text: &str| place(&format!("# {text}\n<|>\n"), false).ends_with(", block");
    for text in [
        "for each host, copy the bundle and restart the service",
        "Function to upload a file with curl",
        "check that git is there, otherwise install it",
        "retry the upload up to five times",
        "If no name is given, use the host's name",
        "parse the arguments -v and -o FILE",
    ] {
        assert!(wants(text), "{text}");
    }
    for text in ["remove the lock file", "sort the lines and drop duplicates", "list all open ports"] {
        assert!(!wants(text), "{text}");
    }
    // Behind what is typed there is no room for one.
    assert!(!place("# for each host print its name\nfor h <|>\n", false).ends_with(", block"));
}
