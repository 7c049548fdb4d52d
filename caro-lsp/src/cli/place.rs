//! Lines and columns as people count them: from 1, columns in characters.

use caro_core::Span;
use std::cell::Cell;

/// Where a span is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The line starts of a text, to find many places in it.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The place that was found last: its offset, line and column. On a very long line the next one is counted from it.
    last: Cell<(usize, usize, usize)>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|it| it.0 + 1)).collect();
        Self { text, starts, last: Cell::new((0, 1, 1)) }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let (line, column) = self.position(span.start);
        let (end_line, end_column) = self.position(span.end);
        Place { line, column, end_line, end_column }
    }

    /// How many there are, counted as editors do: an end of line at the very end starts no further one.
    pub(super) fn count(&self) -> usize {
        self.starts.len() - usize::from(self.text.is_empty() || self.text.ends_with('\n'))
    }

    /// Where a line starts.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts[line - 1]
    }

    /// The text of a line, without its end.
    pub(super) fn line(&self, line: usize) -> &'a str {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |it| it - 1);
        self.text[start..end].trim_end_matches('\r')
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.starts.partition_point(|it| *it <= offset);
        let (near, near_line, near_column) = self.last.get();
        let (from, before) =
            if near_line == line && near <= offset { (near, near_column) } else { (self.starts[line - 1], 1) };
        let column = before + self.text[from..offset].chars().count();
        self.last.set((offset, line, column));
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let lines = Lines::new("é🙂x\r\n\nend");
        assert_eq!(lines.place(Span::new(6, 7)), Place { line: 1, column: 3, end_line: 1, end_column: 4 });
        assert_eq!(lines.place(Span::new(10, 13)), Place { line: 3, column: 1, end_line: 3, end_column: 4 });
        assert_eq!(lines.line(1), "é🙂x");
        assert_eq!(lines.place(Span::new(900, 900)).line, 3);
    }
}
