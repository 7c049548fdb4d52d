//! Real command lines from the scripts of a Debian system, each with its whole explanation, read against manual pages.
//!
//! A file in `lines/` holds commands behind `$ `; what stands below each is written with `UPDATE_EXPECT=1`, and then read.

use super::super::*;
use expect_test::expect_file;
use std::fmt::Write;

fn check(name: &str, told: &str) {
    let mut shown = String::new();
    for command in told.lines().filter_map(|it| it.strip_prefix("$ ")) {
        let _ = writeln!(shown, "$ {command}");
        show(&explain_text(command, Dialect::Bash), 1, command, &mut shown);
        shown.push('\n');
    }
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/src/explain/tests/lines/").to_owned() + name].assert_eq(&shown);
}

fn show(parts: &[Explained], depth: usize, text: &str, out: &mut String) {
    for part in parts.iter().filter(|it| !it.meaning.is_empty() || !it.parts.is_empty()) {
        let written = part.span.of(text);
        let _ = writeln!(out, "{}{written} -- {}", "  ".repeat(depth), part.meaning);
        show(&part.parts, depth + 1, text, out);
    }
}

#[test]
fn real_lines_are_explained_as_a_reader_confirmed_them() {
    check("1.txt", include_str!("lines/1.txt"));
    check("2.txt", include_str!("lines/2.txt"));
    check("3.txt", include_str!("lines/3.txt"));
    check("4.txt", include_str!("lines/4.txt"));
}
