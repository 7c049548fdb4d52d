//! What `ShellCheck` 0.9 said of a script of ours, recorded, and answers that are none.

use super::*;

const SCRIPT: &str = include_str!("recorded.sh");
const ANSWER: &[u8] = include_bytes!("recorded.json");

fn apply(text: &str, edits: &[(Span, String)]) -> String {
    let mut text = text.to_owned();
    for (span, new) in edits.iter().rev() {
        text.replace_range(span.start..span.end, new);
    }
    text
}

#[test]
fn remarks_stand_at_their_words_behind_tabs_and_letters_of_two_bytes() {
    let remarks = read(ANSWER, SCRIPT).unwrap();
    let shown: Vec<String> = remarks.iter().map(|it| format!("{} {}", it.code, it.span.of(SCRIPT))).collect();
    assert_eq!(shown, EXPECTED);
}

#[test]
fn each_fix_changes_its_line_as_shellcheck_would() {
    let remarks = read(ANSWER, SCRIPT).unwrap();
    let fixed: Vec<String> = remarks
        .iter()
        .filter(|it| !it.fix.is_empty())
        .map(|it| {
            let after = apply(SCRIPT, &it.fix);
            let changed = after.lines().find(|line| !SCRIPT.lines().any(|it| it == *line));
            format!("{} {}", it.code, changed.unwrap_or_default().trim())
        })
        .collect();
    assert_eq!(fixed, FIXED);
}

#[test]
fn insertions_at_one_place_keep_the_order_of_their_precedence() {
    let replacement = |text: &str, precedence: i64, point: &str| {
        format!(
            r#"{{"line":1,"endLine":1,"column":2,"endColumn":2,"replacement":"{text}","precedence":{precedence},"insertionPoint":"{point}"}}"#
        )
    };
    let all = [
        replacement("b", 5, "beforeStart"),
        replacement("a", 9, "beforeStart"),
        replacement("c", 1, "afterEnd"),
        replacement("d", 7, "afterEnd"),
    ];
    let answer = format!(
        r#"{{"comments":[{{"file":"-","line":1,"endLine":1,"column":1,"endColumn":3,"level":"info","code":1,"message":"","fix":{{"replacements":[{}]}}}}]}}"#,
        all.join(",")
    );
    let remarks = read(answer.as_bytes(), "xy").unwrap();
    assert_eq!(apply("xy", &remarks[0].fix), "xabcdy");
}

#[test]
fn what_is_no_answer_is_none_and_places_outside_are_left_out() {
    for answer in ["", "[]", "{}", "{\"comments\":[1]}", "not json"] {
        assert_eq!(read(answer.as_bytes(), SCRIPT), None, "{answer}");
    }
    // The same answer for another text: nothing that does not fit is taken.
    for text in ["", "é", "#!/bin/bash\n"] {
        for remark in read(ANSWER, text).unwrap() {
            assert!(text.is_char_boundary(remark.span.start) && text.is_char_boundary(remark.span.end));
        }
    }
}

const EXPECTED: [&str; 9] = [
    "2086 $1",
    "2006 `ls $2`",
    "2046 `ls $2`",
    "2086 $2",
    "2164 cd /tmp/\"$3\"",
    "2086 $a",
    "2154 $a",
    "2162 read",
    "2034 line",
];

const FIXED: [&str; 5] = [
    "2086 echo \"é\" \"$1\" `ls $2`",
    "2006 echo \"é\" $1 $(ls $2)",
    "2086 echo \"é\" $1 `ls \"$2\"`",
    "2164 cd /tmp/\"$3\" || exit",
    "2086 [ \"$a\" == b ] && read line",
];
