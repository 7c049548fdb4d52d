//! Edits give what opening the result afresh gives.

use super::*;
use proptest::prelude::*;

const CORPUS: &str = include_str!("tests/corpus.sh");

fn same(edited: &Document, context: &str) {
    let text = edited.text().to_string();
    let fresh = Document::new(&text, edited.dialect());
    assert_eq!(shown(edited), shown(&fresh), "{context}\n{text}");
    let mut at = 0;
    for chunk in edited.chunks() {
        assert_eq!(chunk.start, at);
        assert_eq!(text[at..at + chunk.body.text.len()], *chunk.body.text);
        at += chunk.body.text.len();
    }
    assert_eq!(at, text.len());
}

fn shown(document: &Document) -> Vec<String> {
    let chunks = document.chunks().iter();
    chunks
        .map(|it| {
            let body = &it.body;
            format!("{} {:?} {:?} {:?}", it.start, body.statements, body.comments, body.errors)
        })
        .collect()
}

fn pieces() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "\"",
        "'",
        "`",
        "$(",
        ")",
        "(",
        "{",
        "}",
        "\n",
        "\n\n",
        "<<E\n",
        "E\n",
        "\nE\n",
        "if ",
        "fi\n",
        "then\n",
        "do\n",
        "done\n",
        "case x in\n",
        "esac\n",
        ";;\n",
        "#",
        "\\",
        "\\\n",
        "|",
        "&&",
        "é",
        "🙂",
        "\r\n",
        "rm -rf \"$x\"\n",
        "f() {\n",
        "${a",
        "a=",
        "((",
        "))",
        "[[ ",
        "]]",
        "\u{feff}",
        "\0",
        " ",
        ";",
        "<<-'E'\n\t",
        "$'",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn edits_equal_a_fresh_read(
        start in 0usize..CORPUS.len(),
        length in 0usize..1500,
        edits in proptest::collection::vec((0.0f64..1.0, 0usize..30, pieces()), 1..12),
    ) {
        let start = CORPUS.floor_char_boundary(start);
        let end = CORPUS.floor_char_boundary((start + length).min(CORPUS.len()));
        let mut document = Document::new(&CORPUS[start..end], Dialect::Bash);
        for (place, cut, text) in edits {
            let at = (place * (document.text().len_bytes() + 1) as f64) as usize;
            document.edit(Span::new(at, at + cut), text);
            same(&document, text);
        }
    }
}

#[test]
fn every_prefix_can_be_read() {
    let mut document = Document::new("", Dialect::Bash);
    for (at, char) in CORPUS.char_indices() {
        document.edit(Span::at(at), char.encode_utf8(&mut [0; 4]));
        if at % 40 == 0 {
            same(&document, "typing");
        }
    }
    same(&document, "typed");
}

#[test]
fn an_edit_in_a_long_script_reads_little_again() {
    let text = "echo a\n".repeat(10_000);
    let mut document = Document::new(&text, Dialect::Bash);
    let before: Vec<u64> = document.chunks().iter().map(|it| it.body.id).collect();
    document.edit(Span::new(35_000, 35_004), "printf");
    let after: Vec<u64> = document.chunks().iter().map(|it| it.body.id).collect();
    let changed = before.iter().zip(&after).filter(|it| it.0 != it.1).count();
    assert!(changed <= 2, "{changed} chunks were read again");
}

#[test]
fn edits_outside_the_text_are_cut_off() {
    let mut document = Document::new("é", Dialect::Bash);
    document.edit(Span::new(1, 900), "x");
    assert_eq!(document.text().to_string(), "x");
    document.edit(Span::new(70, 80), "y");
    assert_eq!(document.text().to_string(), "xy");
}

#[test]
fn a_text_beyond_the_limit_is_read_up_to_it() {
    let line = format!("echo {}\n", "x".repeat(94));
    let mut document = Document::new(&line.repeat(MOST_READ / 100 + 1000), Dialect::Bash);
    let last = document.chunks().last().unwrap();
    assert_eq!(last.body.errors.len(), 1);
    assert!(last.start <= MOST_READ && last.start > MOST_READ - 100);
    document.edit(Span::new(0, 2000 * 100), "");
    assert!(document.chunks().iter().all(|it| it.body.errors.is_empty()));
}

#[test]
fn too_many_commands_end_the_reading_not_the_memory() {
    for (text, edited) in [("a;".repeat(300_000), "b;"), ("a\n".repeat(300_000), "b\n")] {
        let mut document = Document::new(&text, Dialect::Bash);
        assert!(document.chunks().iter().map(|it| it.commands).sum::<usize>() <= MOST_COMMANDS + 1);
        assert!(!document.chunks().last().unwrap().body.errors.is_empty());
        document.edit(Span::at(4), edited);
        assert_eq!(shown(&document), shown(&Document::new(&document.text().to_string(), Dialect::Bash)));
    }
}

#[test]
fn the_first_line_decides_the_dialect_before_the_name() {
    assert_eq!(dialect_of(None, Some("x.sh"), "#!/bin/zsh"), Some(Dialect::Unsupported));
    assert_eq!(dialect_of(None, Some("x"), "#!/usr/bin/env -S bash -eu"), Some(Dialect::Bash));
    assert_eq!(dialect_of(None, Some("x"), "#! /bin/dash"), Some(Dialect::Sh));
    assert_eq!(dialect_of(Some("shellscript"), Some("x.zsh"), ""), Some(Dialect::Unsupported));
    assert_eq!(dialect_of(Some("shellscript"), None, "echo"), Some(Dialect::Bash));
    assert_eq!(dialect_of(None, Some("/home/u/.bashrc"), ""), Some(Dialect::Bash));
    assert_eq!(dialect_of(Some("python"), Some("x.py"), "#!/usr/bin/python3"), None);
}
