//! Loops that never end by themselves.

use crate::script::{Command, Node, PartKind, Statement, StatementKind, Word, walk};

/// What a loop runs again and again, where its condition never ends it.
pub(super) fn body_of(statement: &Statement) -> Option<&[Statement]> {
    match &statement.kind {
        StatementKind::While { until, condition, body } => is_constant(condition, *until).then_some(body),
        StatementKind::ForArithmetic { header, body } => {
            let text = header.sketch();
            let middle = text.split(';').nth(1)?.trim().to_owned();
            (middle.is_empty() || middle == "1").then_some(body)
        }
        _ => None,
    }
}

/// Whether a condition is always true; with `until`, always false.
fn is_constant(condition: &[Statement], until: bool) -> bool {
    let [only] = condition else { return false };
    match &only.kind {
        StatementKind::Command(command) => match (command.program.as_deref(), until) {
            (Some("true" | ":"), false) | (Some("false"), true) => true,
            (Some("[" | "test"), false) => {
                let words: Vec<&str> = command.operands().filter_map(Word::literal).filter(|it| *it != "]").collect();
                matches!(&*words, [only] if !only.is_empty()) || matches!(&*words, [a, "=" | "==" | "-eq", b] if a == b)
            }
            _ => false,
        },
        StatementKind::Arithmetic(word) => matches!((word.sketch().trim(), until), ("1", false) | ("0", true)),
        StatementKind::Test(words) => {
            matches!(&**words, [only] if !until && only.literal().is_some_and(|it| !it.is_empty()))
        }
        _ => false,
    }
}

/// Whether a round can pause, wait or end the loop: only commands among `quick`, assignments and what runs in the
/// background go on at once.
pub(super) fn pauses_or_ends(body: &[Statement], quick: &[&str]) -> bool {
    let mut slow = false;
    for statement in body {
        if statement.background {
            continue;
        }
        walk(std::slice::from_ref(statement), &mut |node| match node {
            Node::Command(it) => slow |= !is_quick(it, quick),
            Node::Word(it) => slow |= it.parts.iter().any(|it| matches!(it.kind, PartKind::Process(_))),
            _ => {}
        });
    }
    slow
}

fn is_quick(command: &Command, quick: &[&str]) -> bool {
    match command.program.as_deref() {
        Some(program) => quick.contains(&program),
        None => command.words.is_empty(),
    }
}
