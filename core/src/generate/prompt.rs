//! From a document and a cursor to the wish that stands there, and how its command is to be inserted.

use super::ghost::certain;
use crate::script::Dialect;
use crate::{Document, Span};
use ropey::Rope;

mod asks;
mod comments;
mod following;
mod style;

use asks::Reading;
pub(super) use following::Following;
use following::closes;
pub(super) use style::{Style, functions, style, variables};

/// The longest line that is read.
const MOST_BYTES: usize = 1000;
/// How many lines may stand between a wish and the one above that it speaks of.
const MOST_BETWEEN: usize = 12;

/// A wish in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prompt {
    /// The user's words, without comment signs; none for a command that is half typed with no comment.
    pub(super) text: String,
    /// What stands on the cursor's line already, and must begin the command.
    pub(super) typed: String,
    /// What comes before the command: a newline, the indentation.
    before: String,
    /// What stands behind the cursor and belongs to the command: brackets and quotes that the editor closed.
    pub(super) closers: String,
    /// What must stand between the command and what is behind the cursor.
    after: &'static str,
    /// The indentation of further lines.
    pub(super) indent: String,
    /// Where the comment stands.
    pub(super) comment: Span,
    /// What stands below.
    pub(super) following: Option<Following>,
    /// Whether the comment stands behind a command, which it asks to complete.
    pub(super) is_inline: bool,
    /// The row of its first comment line.
    first_row: usize,
    reading: Reading,
}

impl Prompt {
    /// What to insert for a command that begins with what is typed; `None` where nothing is left to insert, or what the
    /// editor closed would be left over.
    pub(super) fn insert(&self, command: &str) -> Option<String> {
        let rest = command.strip_prefix(self.typed.as_str())?.strip_suffix(self.closers.as_str())?;
        (!rest.trim().is_empty()).then(|| format!("{}{rest}{}", self.before, self.after))
    }

    /// Whether the comment asks for a command.
    pub(super) fn asks(&self) -> bool {
        self.reading == Reading::Order
    }

    /// Whether an answer of several lines is wanted, and can stand here.
    pub(super) fn wants_block(&self) -> bool {
        self.typed.is_empty() && self.closers.is_empty() && !self.is_inline && asks::wants_block(&self.text)
    }

    /// The wish that was made, and answered, above this one.
    pub(super) fn above(&self, document: &Document) -> Option<String> {
        above(document, self.first_row)
    }
}

/// The wish that stands above a row, near enough to be spoken of.
pub(super) fn above(document: &Document, row: usize) -> Option<String> {
    let comment = (row.saturating_sub(MOST_BETWEEN)..row).rev().find(|row| comments::is_words(document, *row))?;
    comments::block(document, comment).map(|it| it.text)
}

/// The wish that a cursor asks for. By hand, everything that can be a wish is one.
pub(super) fn prompt(document: &Document, offset: usize, by_hand: bool) -> Option<Prompt> {
    if document.dialect() == Dialect::Unsupported {
        return None;
    }
    let rope = document.text();
    let offset = offset.min(rope.len_bytes());
    let row = rope.byte_to_line(offset);
    let start = rope.line_to_byte(row);
    let line = line(rope, row)?;
    let column = (offset - start).min(line.len());
    let (left, right) = (line.get(..column)?, line.get(column..)?);
    let place = Place { document, row, left, right, by_hand };
    let prompt = if left.trim_start().starts_with('#') {
        place.behind_a_comment()
    } else if is_in_comment(document, offset) {
        // Behind a comment that stands behind a command there is no room for another.
        None
    } else if right.trim_start().starts_with('#') && !left.trim().is_empty() {
        place.before_a_comment(offset)
    } else if right.trim().chars().all(|it| ")]}\"'`".contains(it)) {
        let below = place.below_a_comment().filter(|it| by_hand || it.reading != Reading::Prose);
        below.or_else(|| place.alone(offset))
    } else {
        // Behind a cursor in the middle of a line there is no room for a command.
        None
    };
    prompt.filter(|it| by_hand || it.reading != Reading::Prose)
}

/// The cursor's line, and how it came there.
#[derive(Clone, Copy)]
struct Place<'a> {
    document: &'a Document,
    row: usize,
    left: &'a str,
    right: &'a str,
    by_hand: bool,
}

impl Place<'_> {
    /// At the end of a comment's line: the command gets a line of its own.
    fn behind_a_comment(&self) -> Option<Prompt> {
        if !self.right.trim().is_empty() {
            return None;
        }
        let rope = self.document.text();
        let below = line(rope, self.row + 1).unwrap_or_default();
        // Its command stands there already: another one would run beside it.
        if !below.trim().is_empty() && !closes(&below) {
            return None;
        }
        let prompt = self.prompt(self.row)?;
        let is_unfinished = !self.by_hand && asks::is_dangling(&prompt.text);
        let reading = if is_unfinished { Reading::Prose } else { prompt.reading };
        let indent = indent(self.left).to_owned();
        Some(Prompt { before: format!("{}{indent}", newline(rope, self.row)), indent, reading, ..prompt })
    }

    /// On the line below a comment, empty or with a command that is half typed.
    fn below_a_comment(&self) -> Option<Prompt> {
        let above = self.row.checked_sub(1)?;
        let rope = self.document.text();
        let is_empty = |row: usize| line(rope, row).is_some_and(|it| it.trim().is_empty());
        // By hand, an empty line may stand between.
        let above = if self.by_hand && is_empty(above) { above.checked_sub(1)? } else { above };
        let prompt = self.prompt(above)?;
        let typed = self.left.trim_start().to_owned();
        let closers = self.right.trim().to_owned();
        if !typed.is_empty() || !closers.is_empty() {
            return Some(Prompt { typed, closers, indent: indent(self.left).to_owned(), ..prompt });
        }
        // Only the indentation that is still missing.
        let comment = line(rope, above)?;
        let before = indent(&comment).strip_prefix(self.left).unwrap_or_default().to_owned();
        Some(Prompt { indent: format!("{}{before}", self.left), before, ..prompt })
    }

    /// Between a command and the comment behind it: `ps aux | … # sort by memory`.
    fn before_a_comment(&self, offset: usize) -> Option<Prompt> {
        let comment = self.right.trim_start();
        let start = offset + self.right.len() - comment.len();
        if !comments::is_comment(self.document, start) {
            return None;
        }
        let text = comments::words_of(comment)?;
        let after = if self.right.starts_with([' ', '\t']) { "" } else { " " };
        let mut prompt = self.empty(Span::new(start, start + comment.trim_end().len()), self.row);
        prompt.reading = asks::reading(&text);
        prompt.text = text;
        self.left.trim_start().clone_into(&mut prompt.typed);
        prompt.after = after;
        prompt.is_inline = true;
        Some(prompt)
    }

    /// A command that is half typed, with no comment.
    fn alone(&self, offset: usize) -> Option<Prompt> {
        let typed = self.left.trim_start();
        if !self.right.trim().is_empty() || !certain::may_go_on(typed) {
            return None;
        }
        let mut prompt = self.empty(Span::at(offset), self.row);
        typed.clone_into(&mut prompt.typed);
        Some(prompt)
    }

    fn empty(&self, comment: Span, first_row: usize) -> Prompt {
        Prompt {
            text: String::new(),
            typed: String::new(),
            before: String::new(),
            closers: String::new(),
            after: "",
            indent: indent(self.left).to_owned(),
            comment,
            following: Following::below(self.document.text(), self.row, self.document.dialect()),
            is_inline: false,
            first_row,
            reading: Reading::Open,
        }
    }

    /// The wish of the comment that ends in a row.
    fn prompt(&self, row: usize) -> Option<Prompt> {
        let block = comments::block(self.document, row)?;
        let mut prompt = self.empty(block.span, block.first_row);
        let is_line_open = self.left.trim().is_empty() || self.left.trim_start().starts_with('#');
        let is_answered = is_line_open && prompt.following.as_ref().is_some_and(|it| it.answers(&block.text));
        prompt.reading = if block.is_prose || is_answered { Reading::Prose } else { asks::reading(&block.text) };
        prompt.text = block.text;
        Some(prompt)
    }
}

fn indent(text: &str) -> &str {
    &text[..text.len() - text.trim_start().len()]
}

/// Whether a comment stands left of an offset, on its line.
fn is_in_comment(document: &Document, offset: usize) -> bool {
    document.chunk_at(offset.saturating_sub(1)).is_some_and(|chunk| {
        let comments = &chunk.body.comments;
        let at = comments.partition_point(|it| chunk.start + it.span.start < offset);
        at > 0 && chunk.start + comments[at - 1].span.end >= offset
    })
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

#[cfg(test)]
mod tests;
