//! Keeps what is half-typed from blinding the rest: where an open quote or compound command most likely ends.
//!
//! Both questions are asked only of text that no shell accepts, and answered from the text alone, so that an edit
//! still gives what opening the result afresh gives.

use super::{Mark, Parser};
use crate::script::{Node, Statement, walk_outer};

impl Parser<'_> {
    /// Whether the quote at `open`, closed by the one at `close`, was left open on its own line.
    ///
    /// An open quote makes every later one change sides. So it closes at one that looks as if it opened something,
    /// and the last of the text stays open; read without it, the rest comes out even.
    pub(super) fn is_left_open(&mut self, open: usize, close: usize) -> bool {
        let bytes = self.text.as_bytes();
        if self.quotes > 0 || self.fuel == 0 || !bytes[open..close].contains(&b'\n') {
            return false;
        }
        self.byte(close + 1);
        let before = bytes[close - 1];
        let behind = bytes.get(close + 1).copied().unwrap_or(b'\n');
        let starts = before.is_ascii_whitespace() || matches!(before, b'=' | b'(' | b'[');
        let goes_on = !behind.is_ascii_whitespace()
            && !matches!(behind, b';' | b')' | b'|' | b'&' | b'<' | b'>' | b'"' | b'\'' | b'`' | b'}' | b']' | b'\\');
        if !starts || !goes_on {
            return false;
        }
        self.seen = self.seen.max(self.end + 1);
        self.pay(self.end - open);
        let line_end = self.line_end(open);
        !is_even(&bytes[open..self.end]) && is_even(&bytes[line_end..self.end])
    }

    /// Where the line starts that most likely follows a compound command which nothing closes: the first statement
    /// inside it that is indented no more than the command itself.
    pub(super) fn line_behind(&mut self, mark: &Mark, statements: &[Statement]) -> Option<usize> {
        let given_up_at = self.given_up_at.take();
        let may_read_again = self.fuel > 0 || given_up_at.is_some();
        if !std::mem::take(&mut self.left_open) || self.pos < self.end || !may_read_again {
            return None;
        }
        // A byte order mark may stand before it.
        let column = self.column(mark.pos).unwrap_or(0);
        let mut found = None;
        walk_outer(statements, &mut |node| {
            if let (None, Node::Statement(statement)) = (found, node) {
                let start = self.base + statement.span.start;
                let is_behind = start > mark.pos && self.text[mark.pos..start].contains('\n');
                let place = self.column(start).filter(|it| is_behind && *it <= column);
                found = place.map(|column| start - column);
            }
        });
        // What was not read starts at the first column.
        found.or(given_up_at)
    }

    /// Gives up a list that nothing can close: chunks follow which are known to hold no error, so no stray closer.
    /// Reading them here would end at the text's end as well, only later.
    pub(super) fn give_up(&mut self) -> bool {
        let is_known = self.known.binary_search(&self.pos).is_ok();
        let is_outer_text = self.places.is_none() && self.end == self.text.len() && self.here.is_none();
        if !is_known || self.fuel == 0 || !is_outer_text || self.column(self.pos) != Some(0) {
            return false;
        }
        self.given_up_at = Some(self.pos);
        self.gave_up = true;
        self.pos = self.end;
        self.seen = self.seen.max(self.end + 1);
        true
    }

    /// How many blanks stand before `at`; `None` where it is not the first on its line.
    fn column(&self, at: usize) -> Option<usize> {
        let line = self.text[..at].rfind('\n').map_or(0, |it| it + 1);
        let before = self.text.get(line..at)?;
        before.bytes().all(|it| matches!(it, b' ' | b'\t')).then_some(before.len())
    }
}

/// Whether all quotes of a text are closed, read without regard for substitutions and here-documents.
fn is_even(text: &[u8]) -> bool {
    let (mut quote, mut at) = (0u8, 0);
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' if quote != b'\'' => at += 1,
            b'\'' if quote == 0 && at > 0 && text[at - 1] == b'$' => quote = b'$',
            b'\'' | b'"' if quote == 0 => quote = *byte,
            b'\'' if quote == b'$' => quote = 0,
            _ if *byte == quote => quote = 0,
            _ if quote != 0 => {}
            b'#' if at == 0 || text[at - 1].is_ascii_whitespace() => {
                at += text[at..].iter().position(|it| *it == b'\n').unwrap_or(text.len());
            }
            _ => {}
        }
        at += 1;
    }
    quote == 0
}
