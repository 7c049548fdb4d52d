//! What models say, and what is left of it.

use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn check(text: &str, form: Form, expected: &Expect) {
    let found = commands(text, Dialect::Bash, form);
    expected.assert_eq(&if found.is_empty() { "nothing".to_owned() } else { found.join("\n--\n") });
}

fn line(text: &str) -> String {
    commands(text, Dialect::Bash, Form::Line).join(" || ")
}

#[test]
fn the_command_is_found_in_what_is_around_it() {
    for text in [
        "ls -lS",
        "  ls -lS\n",
        "```\nls -lS\n```",
        "```bash\nls -lS\n```",
        "~~~sh\nls -lS\n~~~",
        "```bash\nls -lS",
        "```ls -lS```",
        "```bash ls -lS```",
        "``` bash\n  $ ls -lS\n```",
        "`ls -lS`",
        "$ ls -lS",
        "$ $ ls -lS",
        "> ls -lS",
        "% ls -lS",
        "ann@host:~/src$ ls -lS",
        "bash\nls -lS",
        "Command: ls -lS",
        "Answer: `ls -lS`",
        "Here is the command: ls -lS",
        "Here is the command:\n\nls -lS",
        "Sure! Here's the command you need:\n\n```bash\nls -lS\n```\n\nThis lists all files by size.",
        "To list files by size, run:\n\n    ls -lS\n\nThe `-S` option sorts by size.",
        "ls -lS\n\nThis command lists all files, the largest first.",
        "ls -lS\n\nExplanation:\n- `-l`: long format\n- `-S`: sorts by size",
        "ls -lS\n\n**Explanation:** it sorts by size.",
        "ls -lS # the largest first",
        "# the largest first\nls -lS",
        "You can use `ls -lS` to list files by size.",
        "ls -lS<|im_end|>\n<|im_start|>user",
        "ls -lS</s>",
        "<think>\nThe user wants rm -rf.\n</think>\n\nls -lS",
        "The user wants ls.\n</think>\nls -lS",
        "ls \\\n  -lS",
        "\u{feff}ls -lS\r\n",
        "```console\n$ ls -lS\ntotal 12\n-rw-r--r-- 1 ann ann 5 x\n```",
        "```sh\nls -lS\n```\nThe output:\n```\ntotal 12\n```",
    ] {
        assert_eq!(line(text), "ls -lS", "{text:?}");
    }
    assert_eq!(line("cat a |\n  sort |\n  uniq -c"), "cat a | sort | uniq -c");
    assert_eq!(line("test -f a &&\n  cat a"), "test -f a && cat a");
}

#[test]
fn a_refusal_is_silence() {
    for text in [
        "",
        "\n\n",
        "#",
        "# nothing to do",
        "None",
        "N/A",
        "I'm sorry, but I can't help with that.",
        "I cannot do this.",
        "Sorry, I can't assist with that request.",
        "As an AI language model, I am not able to run commands.",
        "i can't help you with that",
        "It is not possible to do that with a single command.",
        "Could you tell me which files you mean?",
        "Please provide more details.",
        "Es tut mir leid, das geht nicht.",
        "Это невозможно.",
        "申し訳ありません。",
        "find all the files in the folder.",
        "```python\nimport os\n```",
        "```\nI cannot do that.\n```",
        "```bash\n```",
        "<think>\nThe user wants ls -l, so",
        "<|im_end|>ls",
    ] {
        assert_eq!(line(text), "", "{text:?}");
        assert_eq!(commands(text, Dialect::Bash, Form::Block), [""; 0], "{text:?}");
    }
}

#[test]
fn several_lines_are_no_command_line() {
    for text in [
        "cd /tmp\nls",
        "```sh\ncd /tmp\nls\n```",
        "ls -l\n\nls -la",
        "for f in *; do\n  echo \"$f\"\ndone",
        "echo 'a \\\nb'",
        "ls |",
        "ls \\",
        "cat <<E\nx\nE",
    ] {
        assert_eq!(line(text), "", "{text:?}");
    }
}

#[test]
fn a_block_keeps_its_lines() {
    check(
        "Here is a script:\n\n```bash\n#!/bin/bash\n\nfor f in *; do\n\techo \"$f\"\ndone\n```\n\nIt prints every name.",
        Form::Block,
        &expect![[r##"
            #!/bin/bash

            for f in *; do
            	echo "$f"
            done"##]],
    );
    check(
        "Use this:\ncd /tmp || exit\n# all of them\nrm -- *.log\n\nThis removes the logs.",
        Form::Block,
        &expect![[r#"
            cd /tmp || exit
            # all of them
            rm -- *.log"#]],
    );
    check("ls\nThis is how it works.\nls -l", Form::Block, &expect!["nothing"]);
    check(
        "cat <<E\nDear Ann, this is for you.\nE",
        Form::Block,
        &expect![[r#"
        cat <<E
        Dear Ann, this is for you.
        E"#]],
    );
    check("$ ls", Form::Block, &expect!["ls"]);
    check(&"ls\n".repeat(MOST_LINES + 1), Form::Block, &expect!["nothing"]);
}

#[test]
fn named_blocks_are_alternatives() {
    check(
        "```bash\nls -S\n```\nor\n```bash\ndu -a | sort -n\n```\nor\n```bash\nls -S\n```\n```json\n{}\n```",
        Form::Line,
        &expect![[r#"
            ls -S
            --
            du -a | sort -n"#]],
    );
    check(
        &"```sh\nls\n```\n```sh\nls -l\n```\n".repeat(50),
        Form::Line,
        &expect![[r#"
        ls
        --
        ls -l"#]],
    );
}

#[test]
fn control_characters_and_floods_are_refused() {
    for text in ["ls \x1b[31m", "ls\tx", "ls \u{7}", "ls\0", "a\rb", "ls \u{85}x"] {
        assert_eq!(line(text), "", "{text:?}");
    }
    assert_eq!(commands("a\n\u{1b}[2Jls", Dialect::Bash, Form::Block), [""; 0]);
    assert_eq!(line(&"x".repeat(MOST_BYTES + 1)), "");
}

/// The texts of a field in lines of JSON, read by hand: core knows no JSON.
fn texts(json: &str, field: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, name) in json.match_indices(field) {
        let mut chars = json[at + name.len()..].chars();
        let mut text = String::new();
        while let Some(char) = chars.next() {
            match char {
                '"' => break,
                '\\' => match chars.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('u') => {
                        let code: String = chars.by_ref().take(4).collect();
                        text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                    }
                    Some(other) => text.push(other),
                    None => break,
                },
                other => text.push(other),
            }
        }
        found.push(text);
    }
    found
}

#[test]
fn a_bare_command_comes_through_unchanged() {
    let mut bare = texts(include_str!("../../../../tests/answers/graded.jsonl"), "\"command\":\"");
    for tasks in [
        include_str!("../../../../tests/answers/tasks/c.jsonl"),
        include_str!("../../../../tests/answers/tasks/d.jsonl"),
    ] {
        bare.extend(texts(tasks, "\"answers\": [\""));
    }
    assert!(bare.len() > 800, "{}", bare.len());
    let mut changed = Vec::new();
    for command in &bare {
        let form = if command.contains('\n') { Form::Block } else { Form::Line };
        if commands(command, Dialect::Bash, form) != [command.as_str()] {
            changed.push(command);
            continue;
        }
        if form == Form::Line {
            assert_eq!(commands(command, Dialect::Bash, Form::Block), [command.as_str()], "{command:?}");
            let dressed =
                format!("Sure, here is the command:\n```bash\n$ {command}\n```\nThis does what you asked for.");
            assert_eq!(line(&dressed), *command);
        }
    }
    assert_eq!(changed, [""; 0]);
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\n",
        "\n\n",
        " ",
        "```",
        "```bash\n",
        "\n```\n",
        "~~~",
        "`",
        "$ ",
        "> ",
        "# ",
        "ls -l",
        "cat a | sort",
        "\\\n",
        "|",
        "&&",
        "Here is the command:",
        "This lists the files.",
        "Command: ",
        "ann@h:~$ ",
        "<think>",
        "\n</think>",
        "</s>",
        "'",
        "\"",
        "<<E",
        "echo \u{1f600}",
        "\r\n",
        "\t",
        "- ",
        "1. ",
        "**",
        ": ",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => any::<String>()]
}

proptest! {
    #[test]
    fn what_is_left_is_never_longer_and_reads_as_itself(pieces in prop::collection::vec(piece(), 0..12), block in any::<bool>()) {
        let text = pieces.concat();
        let form = if block { Form::Block } else { Form::Line };
        let found = commands(&text, Dialect::Bash, form);
        prop_assert!(found.len() <= MOST_COMMANDS);
        for command in found {
            prop_assert!(!command.is_empty() && command.len() <= text.len(), "{command:?}");
            prop_assert!(block || !command.contains(char::is_control), "{command:?}");
            prop_assert_eq!(commands(&command, Dialect::Bash, form), vec![command.clone()]);
        }
    }
}
