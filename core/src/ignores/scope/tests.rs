//! What a comment covers, shown by marks: each `…` is a comment, and the text it covers is written down.

use super::*;
use crate::Document;
use crate::script::Dialect;

/// What each comment that begins with `#:` covers, blanks at both ends cut off and lines joined by `|`.
fn covered(script: &str) -> Vec<String> {
    let document = Document::new(script, Dialect::Bash);
    let mut found = Vec::new();
    for chunk in document.chunks() {
        let layout = Layout::new(&chunk.body);
        for comment in chunk.body.comments.iter().filter(|it| it.span.of(&chunk.body.text).starts_with("#:")) {
            let cover =
                layout.covered(comment.span).map_or(String::new(), |it| it.span.of(&chunk.body.text).to_owned());
            let lines: Vec<&str> = cover.split('\n').map(str::trim).filter(|it| !it.is_empty()).collect();
            found.push(lines.join("|"));
        }
    }
    found
}

#[track_caller]
fn check(script: &str, expected: &[&str]) {
    assert_eq!(covered(script), expected, "{script}");
}

#[test]
fn behind_a_command_it_covers_the_line_and_what_ends_there() {
    check("a\nb; c #:\nd\n", &["b; c #:"]);
    check("a \\\n  b #:\nc\n", &["a \\|b #:"]);
    check("a |\n b &&\n c #:\nd\n", &["a ||b &&|c #:"]);
    check("echo 'x\ny' #:\nd\n", &["echo 'x|y' #:"]);
    check("a | #:\n b\nc\n", &["a | #:|b"]);
    check("x=( #:\n a\n)\n", &["x=( #:|a|)"]);
    check("x=$(a\n b #:\n)\n", &["b #:"]);
    check("ssh h <<E #:\nrm\nE\nls\n", &["ssh h <<E #:|rm"]);
    check("a\r\nb #:\r\nc\r\n", &["b #:"]);
    check("#!/bin/sh\na;b #:", &["a;b #:"]);
}

#[test]
fn behind_a_closing_word_it_covers_that_line_only() {
    check("if a; then\n b\nfi #:\n", &["fi #:"]);
    check("f() {\n b\n} #:\n", &["} #:"]);
    check("for x in a; do\n b\ndone | c #:\n", &["done | c #:"]);
    check("case x in\n a) b ;; #:\n c) d ;;\nesac\n", &["a) b ;; #:"]);
}

#[test]
fn behind_an_opening_word_it_covers_the_block() {
    check("f() { #:\n b\n}\nc\n", &["f() { #:|b|}"]);
    check("f()\n{ #:\n b\n}\nc\n", &["f()|{ #:|b|}"]);
    check("f() #:\n{\n b\n}\nc\n", &["f() #:|{|b|}"]);
    check("{ #:\n a\n} > x\nc\n", &["{ #:|a|} > x"]);
    check("( #:\n a\n)\nc\n", &["( #:|a|)"]);
    check("for x in a; do #:\n b\ndone\nc\n", &["for x in a; do #:|b|done"]);
    check("while a\ndo #:\n b\ndone\nc\n", &["while a|do #:|b|done"]);
    check("if a; then #:\n b\n b2\nelse\n c\nfi\n", &["if a; then #:|b|b2"]);
    check("if a; then\n b\nelif c; then #:\n d\nelse #:\n e\nfi\n", &["elif c; then #:|d", "else #:|e"]);
    check("case x in #:\n a) b ;;\nesac\nc\n", &["case x in #:|a) b ;;|esac"]);
    check("case x in\n a) #:\n  b\n  c ;;\n d) e ;;\nesac\n", &["a) #:|b|c"]);
    check("if a; then #:\n cat <<E\nx\nE\nfi\n", &["if a; then #:|cat <<E|x"]);
}

#[test]
fn alone_on_its_line_it_covers_the_command_below() {
    check("#:\na; b\nc\n", &["a; b"]);
    check("a\n#:\n# why\n\nb \\\n c\nd\n", &["# why|b \\|c"]);
    check("#:\nf() {\n b\n}\nc\n", &["f() {|b|}"]);
    check("#:\nfor x in a; do b\ndone; c\nd\n", &["for x in a; do b|done"]);
    check("#:\nssh h <<E\nrm\nE\nls\n", &["ssh h <<E|rm"]);
    check("f() {\n #:\n b\n c\n}\n", &["b"]);
    check("a |\n #:\n b |\n c\n", &["b |"]);
    check("case x in\n #:\n a|b) c\n d;;\n (e) f ;;\nesac\n", &["a|b) c|d"]);
    check("case x in\n a) c ;;\n #:\n (e) f ;;\n g) h ;;\nesac\n", &["(e) f ;;"]);
    check("x=(\n #:\n a\n)\n", &["x=(|#:|a|)"]);
    check("x=$(\n #:\n a\n b\n)\n", &["a"]);
}

#[test]
fn it_reaches_out_of_no_block() {
    check("if a; then\n b\n #:\nfi\nc\n", &[""]);
    check("if a; then\n b\n #:\nelse\n c\nfi\n", &[""]);
    check("f() {\n b\n #:\n}\nc\n", &[""]);
    check("x=$(\n a\n #:\n)\nc\n", &["x=$(|a|#:|)"]);
    check("a\n#:\n", &[""]);
    check("#:", &[""]);
}

#[test]
fn shellcheck_means_the_next_command_and_not_its_line() {
    let next = |script: &str| {
        let document = Document::new(script, Dialect::Bash);
        let body = &document.chunks()[0].body;
        let found = Layout::new(body).next_command(body.comments[0].span);
        found.map(|it| it.of(&body.text).to_owned()).unwrap_or_default()
    };
    assert_eq!(next("#\na && b; c\n"), "a && b");
    assert_eq!(next("a #\nb\n"), "");
    assert_eq!(next("f() { #\na\nb\n}\n"), "a");
    assert_eq!(next("#\nf() {\na\n}\n"), "f() {\na\n}");
}
