//! Which statements a cursor or a selection means, and where comments can say what they do.

use super::{Explained, View, text};
use crate::script::{Comment, Statement, StatementKind};
use crate::{Document, Span, actions};

/// How many statements one selection stands for.
const MOST: usize = 400;
/// How much of the text above a command is looked at, in bytes.
const LOOKED_AT: usize = 16 << 10;
/// How wide a tab is taken to be.
const TAB: usize = 8;

/// The statements that a cursor or a selection means, in the order of the text.
///
/// A cursor means the innermost command line around it. A selection means all that it touches; of a compound that it
/// covers only in part, what is touched inside.
pub fn statements(document: &Document, selection: Span) -> Vec<Span> {
    found(document, selection, false)
}

fn found(document: &Document, selection: Span, only_simple: bool) -> Vec<Span> {
    let is_cursor = selection.is_empty();
    let selection = if is_cursor { Span::at(behind_blanks(document, selection.start)) } else { selection };
    let mut found = Vec::new();
    for chunk in document.chunks() {
        let whole = Span::new(chunk.start, chunk.start + chunk.body.text.len());
        // What is half typed may be read otherwise tomorrow.
        let is_sound = !only_simple || chunk.body.errors.is_empty();
        if whole.overlaps(selection) && is_sound && found.len() < MOST {
            let end = selection.end.saturating_sub(chunk.start);
            let within = Span { start: selection.start.saturating_sub(chunk.start), end };
            let mut inner = Vec::new();
            collect(&chunk.body.statements, Wanted { selection: within, is_cursor, only_simple }, &mut inner);
            found.extend(inner.into_iter().map(|it| it.shifted(chunk.start)));
        }
    }
    if is_cursor {
        // Between two the cursor stands on the second one.
        let at = selection.start;
        found.sort_by_key(|it| (it.end == at, it.len()));
        found.truncate(1);
    }
    found.truncate(MOST);
    found
}

/// The first sign of the cursor's line, where only blanks stand before the cursor.
fn behind_blanks(document: &Document, offset: usize) -> usize {
    let rope = document.text();
    let offset = offset.min(rope.len_bytes());
    let start = rope.line_to_byte(rope.byte_to_line(offset));
    let is_blank = |it: &u8| matches!(it, b' ' | b'\t');
    if !rope.byte_slice(start..rope.char_to_byte(rope.byte_to_char(offset))).bytes().all(|it| is_blank(&it)) {
        return offset;
    }
    start + rope.byte_slice(start..).bytes().take_while(is_blank).take(1 << 12).count()
}

/// What is looked for in one chunk.
#[derive(Clone, Copy)]
struct Wanted {
    selection: Span,
    is_cursor: bool,
    /// Whether what holds other command lines is left out.
    only_simple: bool,
}

fn collect(statements: &[Statement], wanted: Wanted, found: &mut Vec<Span>) {
    let Wanted { selection, is_cursor, only_simple } = wanted;
    for statement in statements {
        let span = statement.span;
        let is_touched = if is_cursor {
            span.touches(selection.start)
        } else {
            span.start < selection.end && selection.start < span.end
        };
        if !is_touched || found.len() >= MOST {
            continue;
        }
        let is_covered = selection.start <= span.start && span.end <= selection.end;
        let descends = match statement.kind {
            // Among others it speaks for itself.
            StatementKind::Command(ref it) if only_simple && !is_cursor && it.words.is_empty() => continue,
            StatementKind::Command(_) | StatementKind::Unknown => false,
            StatementKind::Pipeline(_) | StatementKind::AndOr { .. } => !is_covered,
            _ => only_simple || !is_covered,
        };
        let before = found.len();
        if descends {
            inner(statement, &mut |list| collect(list, wanted, found));
        }
        if found.len() == before && !matches!(statement.kind, StatementKind::Unknown) {
            found.push(span);
        }
    }
}

/// The lists of statements that a statement holds, those inside of words left out.
fn inner(statement: &Statement, visit: &mut dyn FnMut(&[Statement])) {
    match &statement.kind {
        StatementKind::Pipeline(pipeline) => pipeline.stages.iter().for_each(|it| inner(it, visit)),
        StatementKind::AndOr { first, rest } => {
            inner(first, visit);
            for (_, statement) in rest {
                inner(statement, visit);
            }
        }
        StatementKind::Group(body)
        | StatementKind::Subshell(body)
        | StatementKind::For { body, .. }
        | StatementKind::ForArithmetic { body, .. } => visit(body),
        StatementKind::If { branches, otherwise } => {
            for (condition, body) in branches {
                visit(condition);
                visit(body);
            }
            visit(otherwise.as_deref().unwrap_or_default());
        }
        StatementKind::While { condition, body, .. } => {
            visit(condition);
            visit(body);
        }
        StatementKind::Case { arms, .. } => arms.iter().for_each(|it| visit(&it.body)),
        StatementKind::Function { body, .. } => inner(body, visit),
        StatementKind::Coproc { body, .. } => inner(body, visit),
        _ => {}
    }
}

/// The change that says above each command line what it does; none where all of it is said, or no comment can stand.
pub fn comments(view: &View<'_>, selection: Span) -> Vec<(Span, String)> {
    let document = view.document;
    let mut edits: Vec<(Span, String)> = Vec::new();
    let found = found(document, selection, true);
    let parts = text::explained_all(view, &found);
    for span in found {
        let edit = above(document, span, &parts);
        // Two commands on one line cannot both be told of.
        edits.extend(edit.filter(|it| edits.iter().all(|other| other.0 != it.0)));
    }
    if is_sound(document, &edits) { edits } else { Vec::new() }
}

/// The comment above one command line; `parts` say what it does.
fn above(document: &Document, span: Span, parts: &[Explained]) -> Option<(Span, String)> {
    let rope = document.text();
    let line = rope.line_to_byte(rope.byte_to_line(span.start.min(rope.len_bytes())));
    let indent = document.slice(Span { start: line, end: span.start });
    if !indent.chars().all(|it| it == ' ' || it == '\t') {
        return None;
    }
    let part = text::node(parts, span)?;
    let columns = indent.chars().map(|it| if it == '\t' { TAB } else { 1 }).sum();
    let lines = text::comment(document, &part, columns);
    if lines.is_empty() {
        return None;
    }
    let start = rope.char_to_byte(rope.byte_to_char(line.saturating_sub(LOOKED_AT)));
    let front = document.slice(Span { start, end: line });
    // What speaks to a checker stays next to the command.
    let mut before = &*front;
    while let Some(last) = before.lines().next_back().filter(|it| Comment::is_directive(it.trim())) {
        let start = before.trim_end_matches(['\n', '\r']).len() - last.trim_end_matches('\r').len();
        before = &before[..start];
    }
    if before.lines().next_back().is_some_and(|it| it.ends_with('\\')) {
        return None;
    }
    // It is there already.
    let mut said: Vec<&str> = before.lines().rev().take(lines.len()).map(str::trim).collect();
    said.reverse();
    if said == lines {
        return None;
    }
    let newline = if rope.byte_slice(line..).bytes().take(1 << 12).find(|it| matches!(it, b'\r' | b'\n')) == Some(b'\r')
    {
        "\r\n"
    } else {
        "\n"
    };
    let block: String = lines.iter().flat_map(|it| [&indent, it.as_str(), newline]).collect();
    Some((Span::at(start + before.len()), block))
}

/// Whether every new line is read as a comment, and nothing else than before is read.
fn is_sound(document: &Document, edits: &[(Span, String)]) -> bool {
    if edits.is_empty() {
        return false;
    }
    let edited = actions::edited(document, edits);
    let commands = |it: &Document| it.chunks().iter().map(|it| it.commands).sum::<usize>();
    let errors = |it: &Document| it.chunks().iter().map(|it| it.body.errors.len()).sum::<usize>();
    if commands(&edited) != commands(document) || errors(&edited) != errors(document) {
        return false;
    }
    let mut sorted: Vec<&(Span, String)> = edits.iter().collect();
    sorted.sort_by_key(|it| it.0);
    let mut moved = 0;
    sorted.iter().all(|(span, block)| {
        let mut at = span.start + moved;
        moved += block.len();
        block.split_inclusive('\n').all(|line| {
            let sign = at + line.len() - line.trim_start().len();
            at += line.len();
            let chunk = edited.chunk_at(sign);
            chunk.is_some_and(|it| it.body.comments.iter().any(|c| c.span.start + it.start == sign))
        })
    })
}

#[cfg(test)]
mod tests;
