//! From a document and a cursor to the wish that stands there, and how its command is to be inserted.

use crate::Document;
use crate::script::{Dialect, Node, Statement, StatementKind, walk};
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
    /// The indentation of further lines.
    indent: String,
    /// The row of its first comment line.
    first_row: usize,
}

impl Prompt {
    /// What to insert for a command; `None` where it does not agree with what is typed.
    pub(super) fn insert(&self, command: &str) -> Option<String> {
        let rest = command.strip_prefix(self.typed.as_str())?;
        (!rest.is_empty()).then(|| format!("{}{rest}", self.before))
    }

    /// What stands on the cursor's line already.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// The indentation of a command's further lines.
    pub(super) fn indent(&self) -> &str {
        &self.indent
    }

    /// The wish that was made, and answered, above this one.
    pub(super) fn above(&self, document: &Document) -> Option<String> {
        above(document, self.first_row)
    }
}

/// The wish that stands above a row, near enough to be spoken of.
pub(super) fn above(document: &Document, row: usize) -> Option<String> {
    let comment = (row.saturating_sub(MOST_BETWEEN)..row).rev().find(|row| wish_line(document, *row).is_some())?;
    block(document, comment).map(|it| it.0)
}

/// How many lines may stand between a wish and the one above that it speaks of.
const MOST_BETWEEN: usize = 12;

/// The variables that a script sets above an offset.
pub(super) fn variables(document: &Document, offset: usize) -> Vec<&str> {
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
pub(super) fn functions(document: &Document, offset: usize) -> Vec<&str> {
    let chunks = document.chunks().iter().take_while(|it| it.start < offset);
    let mut names = Vec::new();
    for chunk in chunks {
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

/// The most variables, and functions, that are looked at.
const MOST_NAMES: usize = 2000;

/// How a script is written: its indentation, its line ends, whether a failure ends it.
pub(super) fn style(document: &Document, offset: usize) -> (String, &'static str, bool) {
    let rope = document.text();
    let row = rope.byte_to_line(offset.min(rope.len_bytes()));
    let indents = (0..rope.len_lines().min(MOST_ROWS)).filter_map(|row| line(rope, row)).filter_map(|it| {
        let indent = &it[..it.len() - it.trim_start().len()];
        (!indent.is_empty() && !it.trim_start().starts_with('#')).then(|| indent.to_owned())
    });
    let unit = indents.min_by_key(String::len).map_or_else(
        || "    ".to_owned(),
        |it| if it.starts_with('\t') { "\t".to_owned() } else { " ".repeat(it.len().min(8)) },
    );
    let errexit = (0..row.min(MOST_ROWS)).filter_map(|row| line(rope, row)).any(|it| {
        let mut words = it.split_whitespace();
        words.next() == Some("set")
            && words.next().is_some_and(|it| {
                it.starts_with('-') && !it.starts_with("--") && it.contains('e')
                    || it == "-o" && words.next() == Some("errexit")
            })
    });
    (unit, newline(rope, row), errexit)
}

/// The most rows that are looked at for how a script is written.
const MOST_ROWS: usize = 400;

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
        if !below.trim().is_empty() && !closes(&below) {
            return None;
        }
        let (text, first_row) = block(document, row)?;
        let indent = indent(left);
        let before = format!("{}{indent}", newline(rope, row));
        return Some(Prompt { text, typed: String::new(), before, indent, first_row });
    }
    let above = row.checked_sub(1)?;
    let comment = self::line(rope, above)?;
    let (text, first_row) = block(document, above)?;
    let typed = left.trim_start();
    if !typed.is_empty() {
        return Some(Prompt { text, typed: typed.to_owned(), before: String::new(), indent: indent(left), first_row });
    }
    // Only the indentation that is still missing.
    let before = indent(&comment).strip_prefix(left).unwrap_or_default().to_owned();
    let indent = format!("{left}{before}");
    Some(Prompt { text, typed: String::new(), before, indent, first_row })
}

/// Whether a line ends a block: a comment above it does not speak of it.
fn closes(line: &str) -> bool {
    let line = line.trim_start();
    let word = line.split(|it: char| !it.is_ascii_alphabetic()).next().unwrap_or_default();
    matches!(word, "fi" | "done" | "else" | "elif" | "esac") || line.starts_with(['}', ')']) || line.starts_with(";;")
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

/// The words of the comment lines that end in a row, with the row where they begin.
fn block(document: &Document, last: usize) -> Option<(String, usize)> {
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
    (!lines.is_empty()).then(|| (lines.join(" "), last + 1 - lines.len()))
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
