//! From a document and a cursor to the wish that stands there, and how its command is to be inserted.

use crate::Document;
use crate::script::Dialect;
use ropey::Rope;

/// The most comment lines that make one wish.
const MOST_LINES: usize = 6;
/// The longest line that is read.
const MOST_BYTES: usize = 1000;

/// A wish in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prompt {
    /// The user's words, without comment signs.
    pub(super) text: String,
    /// What stands on the cursor's line already, and must begin the command.
    typed: String,
    /// What comes before the command: a newline, the indentation.
    before: String,
}

impl Prompt {
    /// What to insert for a command; `None` where it does not agree with what is typed.
    pub(super) fn insert(&self, command: &str) -> Option<String> {
        let rest = command.strip_prefix(self.typed.as_str())?;
        (!rest.is_empty()).then(|| format!("{}{rest}", self.before))
    }
}

/// The wish that a cursor asks for.
pub(super) fn prompt(document: &Document, offset: usize) -> Option<Prompt> {
    if document.dialect() == Dialect::Unsupported {
        return None;
    }
    let rope = document.text();
    let offset = offset.min(rope.len_bytes());
    let row = rope.byte_to_line(offset);
    let line = line(rope, row)?;
    let column = offset - rope.line_to_byte(row);
    // Behind a cursor in the middle of a line there is no room for a command.
    let (left, right) = (line.get(..column.min(line.len()))?, line.get(column.min(line.len())..)?);
    if !right.trim().is_empty() {
        return None;
    }
    let indent = |text: &str| text[..text.len() - text.trim_start().len()].to_owned();
    if left.trim_start().starts_with('#') {
        let below = self::line(rope, row + 1).unwrap_or_default();
        if !below.trim().is_empty() {
            return None;
        }
        let text = block(document, row)?;
        return Some(Prompt { text, typed: String::new(), before: format!("{}{}", newline(rope, row), indent(left)) });
    }
    let above = row.checked_sub(1)?;
    let comment = self::line(rope, above)?;
    let text = block(document, above)?;
    let typed = left.trim_start();
    if !typed.is_empty() {
        return Some(Prompt { text, typed: typed.to_owned(), before: String::new() });
    }
    // Only the indentation that is still missing.
    let before = indent(&comment).strip_prefix(left).unwrap_or_default().to_owned();
    Some(Prompt { text, typed: String::new(), before })
}

/// A line without its line break; `None` past the end, and for a line too long to be read.
fn line(rope: &Rope, row: usize) -> Option<String> {
    let slice = rope.get_line(row).filter(|it| it.len_bytes() <= MOST_BYTES)?;
    let text = slice.to_string();
    Some(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// The line break in use around a line.
fn newline(rope: &Rope, row: usize) -> &'static str {
    let ends_in_crlf = |row: usize| {
        rope.get_line(row).is_some_and(|it| {
            let end = it.len_chars();
            end >= 2 && it.char(end - 1) == '\n' && it.char(end - 2) == '\r'
        })
    };
    if ends_in_crlf(row) || row > 0 && ends_in_crlf(row - 1) { "\r\n" } else { "\n" }
}

/// The words of the comment lines that end in a row.
fn block(document: &Document, last: usize) -> Option<String> {
    let mut lines = Vec::new();
    let mut row = last;
    while let Some(words) = wish_line(document, row) {
        lines.push(words);
        if lines.len() > MOST_LINES {
            return None;
        }
        let Some(above) = row.checked_sub(1) else { break };
        row = above;
    }
    lines.reverse();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// The words of a line that is a comment and could be part of a wish.
fn wish_line(document: &Document, row: usize) -> Option<String> {
    let rope = document.text();
    let text = line(rope, row)?;
    let start = text.len() - text.trim_start().len();
    let comment = text[start..].strip_prefix('#')?;
    if comment.starts_with('!') || !is_comment(document, rope.line_to_byte(row) + start) {
        return None;
    }
    let words = comment.trim_start_matches('#').trim();
    (!is_directive(words) && !is_banner(comment, words)).then(|| words.to_owned())
}

/// Whether the shell reads a comment at an offset, rather than a here-document or a string that looks like one.
fn is_comment(document: &Document, offset: usize) -> bool {
    if document.chunks().is_empty() {
        return true;
    }
    let chunk = document.chunk_at(offset);
    chunk.is_some_and(|chunk| chunk.body.comments.iter().any(|it| it.span.start + chunk.start == offset))
}

/// Whether a comment speaks to a program rather than to a person.
fn is_directive(words: &str) -> bool {
    const STARTS: &[&str] = &[
        "shellcheck ",
        "caro:",
        "vim:",
        "vi:",
        "ex:",
        "-*-",
        "coding:",
        "shfmt:",
        "region",
        "endregion",
        "spdx-",
        "usage:",
        "todo",
        "fixme",
        "note:",
        "xxx",
        "hack",
        "copyright",
        "author",
        "http://",
        "https://",
        "@",
        "$",
        "eslint",
    ];
    let lower = words.to_lowercase();
    STARTS.iter().any(|it| lower.starts_with(it)) || lower.contains("-*-") || lower.contains(" vim:")
}

/// Whether a comment is drawn rather than written.
fn is_banner(comment: &str, words: &str) -> bool {
    let drawn = |it: char| "-=*#~_+/<>|".contains(it);
    let run = |mut text: std::str::Chars<'_>| text.by_ref().take(3).filter(|it| drawn(*it)).count() == 3;
    !words.contains(|it: char| it.is_alphabetic())
        || comment.starts_with("##") && comment.ends_with('#')
        || run(words.chars())
        || words.chars().rev().take(3).filter(|it| drawn(*it)).count() == 3
}
