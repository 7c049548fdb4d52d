//! How a script is written, and what it has said before a place: its indentation, its quotes, its names.

use super::{line, newline};
use crate::Document;
use crate::script::{Node, Statement, StatementKind, walk};

/// The most variables, and functions, that are looked at.
const MOST_NAMES: usize = 2000;
/// The most rows that are looked at for how a script is written.
const MOST_ROWS: usize = 400;
/// How often a script must use double quotes, and never single ones, before commands are written so.
const HABIT: usize = 3;

/// How a script is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Style {
    /// One step of indentation.
    pub(in super::super) indent: String,
    /// What ends a line.
    pub(in super::super) newline: &'static str,
    /// Whether a failure ends the script.
    pub(in super::super) errexit: bool,
    /// Whether it puts plain text between double quotes and never between single ones.
    pub(in super::super) double_quotes: bool,
}

/// The variables that a script sets above an offset.
pub(in super::super) fn variables(document: &Document, offset: usize) -> Vec<&str> {
    let mut names: Vec<&str> = document
        .chunks()
        .iter()
        .take_while(|it| it.start < offset)
        .flat_map(|it| it.body.names.assigned.iter())
        .map(|it| &**it)
        .take(MOST_NAMES)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The functions that a script defines above an offset.
pub(in super::super) fn functions(document: &Document, offset: usize) -> Vec<&str> {
    let chunks = document.chunks().iter().take_while(|it| it.start < offset);
    let mut names = Vec::new();
    for chunk in chunks {
        // Most chunks define nothing, and need no walk.
        if !chunk.body.text.contains("()") && !chunk.body.text.contains("function") && !chunk.body.text.contains("( )")
        {
            continue;
        }
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Statement(Statement { kind: StatementKind::Function { name, .. }, .. }) = node
                && names.len() < MOST_NAMES
                && chunk.start + name.span.start < offset
            {
                names.push(&*name.text);
            }
        });
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// How a script is written.
pub(in super::super) fn style(document: &Document, offset: usize) -> Style {
    let rope = document.text();
    let row = rope.byte_to_line(offset.min(rope.len_bytes()));
    let (mut unit, mut errexit, mut single, mut double): (Option<String>, _, _, _) = (None, false, 0, 0);
    for at in 0..rope.len_lines().min(MOST_ROWS) {
        let Some(text) = line(rope, at) else { continue };
        let code = text.trim_start();
        if code.starts_with('#') || code.is_empty() {
            continue;
        }
        let indent = &text[..text.len() - code.len()];
        if !indent.is_empty() && unit.as_ref().is_none_or(|it| indent.len() < it.len()) {
            unit = Some(indent.to_owned());
        }
        errexit |= at < row && sets_errexit(code);
        single += code.matches('\'').count();
        double += code.split('"').skip(1).step_by(2).filter(|it| !it.is_empty() && !it.contains(['$', '`'])).count();
    }
    let indent = unit.map_or_else(
        || "    ".to_owned(),
        |it| if it.starts_with('\t') { "\t".to_owned() } else { " ".repeat(it.len().min(8)) },
    );
    Style { indent, newline: newline(rope, row), errexit, double_quotes: single == 0 && double >= HABIT }
}

/// `set -e`, `set -euo pipefail`, `set -o errexit`
fn sets_errexit(code: &str) -> bool {
    let mut words = code.split_whitespace();
    words.next() == Some("set")
        && words.next().is_some_and(|it| {
            it.starts_with('-') && !it.starts_with("--") && it.contains('e')
                || it == "-o" && words.next() == Some("errexit")
        })
}
