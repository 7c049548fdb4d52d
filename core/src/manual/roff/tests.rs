//! Requests, conditions and macros, as lines that are left of them.

use super::*;
use expect_test::{Expect, expect};
use std::fmt::Write;

fn check(source: &str, expected: Expect) {
    let mut reader = Reader::new(source);
    let mut shown = String::new();
    while let Some(line) = reader.next(|_| false) {
        let number = reader.number();
        let _ = match line {
            Line::Text(text) => writeln!(shown, "{number}: {text}"),
            Line::Request(name, words) => writeln!(shown, "{number}: .{name} {words:?}"),
        };
    }
    if let Some(page) = reader.redirect {
        let _ = writeln!(shown, "see {page}");
    }
    expected.assert_eq(&shown);
}

#[test]
fn requests_take_words_and_quotes() {
    check(
        "'\\\" t\n.\\\" a comment\n.B \"two words\" and\\ one \"a \"\"quote\"\"\" \\\" gone\n.so man1/other.1\nplain\\\n joined\n",
        expect![[r#"
            3: .B ["two words", "and\\ one", "a \"quote\""]
            6: plain joined
            see man1/other.1
        "#]],
    );
}

#[test]
fn conditions_choose_what_a_terminal_shows() {
    check(
        "\
.ie n yes
.el no
.if t \\{\\
no
.if n \\{ deeper \\}
no
.\\}
.ie \\n(.g .ds Q \\(aq
.el .ds Q '
.if '\\*[Q]x'\\(aqx' same
.if !n no
.nr X 3
.if \\nX>2 more
.ie (\\n(X:(\\nY==0)) no
.el yes
it\\*Qs
",
        expect![[r#"
            1: yes
            10: same
            13: more
            15: yes
            16: it\(aqs
        "#]],
    );
}

#[test]
fn macros_of_a_page_are_read_as_what_they_stand_for() {
    check(
        "\
.de Opt
.TP
.B \\\\$1
\\\\$*
..
.als Flag Opt
.Opt -a two
.Flag \"-b c\"
.ig \\\" a comment
nothing
..
some
",
        expect![[r#"
            7: .TP []
            7: .B ["-a"]
            7: -a two
            8: .TP []
            8: .B ["-b", "c"]
            8: -b c
            12: some
        "#]],
    );
}

#[test]
fn a_macro_that_calls_itself_ends() {
    let mut reader = Reader::new(".de A\n.A\n.A\nx\n..\n.A\nend\n");
    let mut lines = 0;
    while reader.next(|_| false).is_some() {
        lines += 1;
    }
    assert!((2..10_000).contains(&lines), "{lines}");
}
