//! How a script is written, and what it has said before a place: its indentation, its quotes, its names.

use super::{line, newline};
use crate::Document;
use crate::script::{Statement, StatementKind};

/// The most variables, and functions, that are looked at.
const MOST_NAMES: usize = 2000;
/// The most rows that are looked at for how a script is written.
const MOST_ROWS: usize = 400;
/// How deep conditions are looked into for functions.
const DEEPEST: usize = 4;
/// The most variables that are looked at: each word of a wish is compared with them.
const MOST_VARIABLES: usize = 500;
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

/// The variables that a script sets above an offset; of very many the nearest ones.
pub(in super::super) fn variables(document: &Document, offset: usize) -> Vec<&str> {
    let chunks = document.chunks();
    let above = chunks.get(..chunks.partition_point(|it| it.start < offset)).unwrap_or_default();
    let mut names: Vec<&str> =
        above.iter().rev().flat_map(|it| it.body.names.assigned.iter()).map(|it| &**it).take(MOST_VARIABLES).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The functions that a script defines above an offset; those that other functions define when they run are left out.
pub(in super::super) fn functions(document: &Document, offset: usize) -> Vec<&str> {
    let mut names = Vec::new();
    let chunks = document.chunks();
    for chunk in chunks.get(..chunks.partition_point(|it| it.start < offset)).unwrap_or_default() {
        defined(&chunk.body.statements, offset - chunk.start, 0, &mut names);
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The functions that statements define before an offset, without a look into their bodies.
fn defined<'a>(statements: &'a [Statement], before: usize, depth: usize, names: &mut Vec<&'a str>) {
    if depth > DEEPEST {
        return;
    }
    for statement in statements.iter().take_while(|it| it.span.start < before) {
        match &statement.kind {
            StatementKind::Function { name, .. } if names.len() < MOST_NAMES => names.push(&name.text),
            StatementKind::Group(body) => defined(body, before, depth + 1, names),
            StatementKind::If { branches, otherwise } => {
                for (_, body) in branches {
                    defined(body, before, depth + 1, names);
                }
                defined(otherwise.as_deref().unwrap_or_default(), before, depth + 1, names);
            }
            StatementKind::Case { arms, .. } => {
                for arm in arms {
                    defined(&arm.body, before, depth + 1, names);
                }
            }
            StatementKind::AndOr { first, rest } => {
                defined(std::slice::from_ref(first), before, depth + 1, names);
                for (_, statement) in rest {
                    defined(std::slice::from_ref(statement), before, depth + 1, names);
                }
            }
            _ => {}
        }
    }
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
