//! What a command must not bring along: a `done` that stands below already, and alternatives that only differ in quotes.

use super::super::prompt::Following;
use super::Cursor;
use crate::Document;
use crate::script::SyntaxError;

/// How much of a script around the cursor is read again to see what closes what.
const MOST_BYTES: usize = 16 << 10;

/// The text without its last line, where that closes a block and the script closes it below already.
pub(super) fn without_closed(laid_out: String, cursor: Cursor<'_>, typed: &str, below: &Following) -> String {
    let Some((kept, last)) = laid_out.trim_end().rsplit_once('\n') else { return laid_out };
    if !matches!(last.trim(), "done" | "fi" | "}" | "esac") || !closes_so(&below.text, last.trim()) {
        return laid_out;
    }
    let kept = kept.trim_end_matches('\r');
    // What is typed must have opened the block: else what stands below closes another one.
    if kept.len() <= typed.len() || typed.trim().is_empty() {
        return laid_out;
    }
    match (errors(cursor, typed, kept), errors(cursor, typed, &laid_out)) {
        (Some(without), Some(with)) if without < with => kept.to_owned(),
        _ => laid_out,
    }
}

/// `done`, `done < file`, `done | sort`
fn closes_so(line: &str, closer: &str) -> bool {
    line.strip_prefix(closer).is_some_and(|it| !it.starts_with(|it: char| it.is_alphanumeric() || it == '_'))
}

/// How many errors the script around the cursor has with a text in the place of what is typed.
fn errors(cursor: Cursor<'_>, typed: &str, text: &str) -> Option<usize> {
    let Cursor { document, offset, .. } = cursor;
    let rope = document.text();
    let start = offset.checked_sub(typed.len())?;
    let chunk = document.chunk_at(offset.saturating_sub(1))?;
    let from = chunk.start.min(start);
    let end = (chunk.start + chunk.body.text.len()).max(offset).min(rope.len_bytes());
    if end - from > MOST_BYTES {
        return None;
    }
    // The closing word may be a chunk of its own.
    let row = rope.byte_to_line(end);
    let end = rope.line_to_byte((row + 8).min(rope.len_lines())).max(end).min(from + MOST_BYTES * 2);
    let slice = |from, to| rope.get_byte_slice(from..to).map(String::from);
    let whole = format!("{}{text}{}", slice(from, start)?, slice(offset, end)?);
    let read = Document::new(&whole, document.dialect());
    let errors = |it: &[SyntaxError]| it.len();
    Some(read.chunks().iter().map(|it| errors(&it.body.errors)).sum())
}

/// A command with every text between the same quotes, so that two can be compared. Never shown.
pub(super) fn without_quotes(command: &str) -> String {
    super::agree::in_double_quotes(command)
}
