//! A text in an editor: its cursor, its undo list, and its changes as LSP wants them.

use serde_json::{Value, json};

/// An open file.
pub(crate) struct Buffer {
    pub(crate) uri: String,
    pub(crate) text: String,
    /// Bytes from the start.
    pub(crate) cursor: usize,
    pub(crate) version: i32,
    crlf: bool,
    /// Characters count as UTF-16 units, else as bytes.
    utf16: bool,
    /// What was there before each step.
    past: Vec<(String, usize)>,
}

impl Buffer {
    pub(crate) fn new(uri: String, text: String, cursor: usize, crlf: bool, utf16: bool) -> Self {
        Self { uri, text, cursor, version: 1, crlf, utf16, past: Vec::new() }
    }

    /// Where `undo` comes back to.
    pub(crate) fn remember(&mut self) {
        self.past.push((self.text.clone(), self.cursor));
    }

    /// Replaces bytes and puts the cursor behind the new ones; gives the change for `didChange`.
    pub(crate) fn replace(&mut self, start: usize, end: usize, new: &str) -> Value {
        let change = json!({ "range": { "start": self.place(start), "end": self.place(end) }, "text": new });
        self.text.replace_range(start..end, new);
        self.cursor = start + new.len();
        self.version += 1;
        change
    }

    /// Takes the last step back; none where nothing was done.
    pub(crate) fn undo(&mut self) -> Option<Value> {
        let (text, cursor) = self.past.pop()?;
        let same = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|it| it.0 == it.1).count();
        let bytes = |text: &str, count: usize| text.chars().take(count).map(char::len_utf8).sum::<usize>();
        let start = bytes(&text, same(&text, &self.text));
        let (old, new) = (&self.text[start..], &text[start..]);
        let tail = old.chars().rev().zip(new.chars().rev()).take_while(|it| it.0 == it.1);
        let tail = tail.map(|it| it.0.len_utf8()).sum::<usize>();
        let change = self.replace(start, self.text.len() - tail, &text[start..text.len() - tail]);
        self.cursor = cursor;
        Some(change)
    }

    /// What the return key inserts: a line break, and the indentation of the line.
    pub(crate) fn line_break(&self) -> String {
        let line = self.line_left();
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        format!("{}{indent}", if self.crlf { "\r\n" } else { "\n" })
    }

    /// The line up to the cursor.
    pub(crate) fn line_left(&self) -> &str {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |it| it + 1);
        &self.text[start..self.cursor]
    }

    /// The line from the cursor on, without its end.
    pub(crate) fn line_right(&self) -> &str {
        self.text[self.cursor..].lines().next().unwrap_or_default()
    }

    /// Where the character before the cursor starts; a line break of two bytes is one.
    pub(crate) fn before_cursor(&self) -> usize {
        let left = &self.text[..self.cursor];
        let last = left.chars().next_back().map_or(0, char::len_utf8);
        self.cursor - if left.ends_with("\r\n") { 2 } else { last }
    }

    /// An offset from a line and a column of characters, both from 1; what is beyond the end is the end.
    pub(crate) fn offset(&self, line: usize, column: usize) -> usize {
        let start: usize = self.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let text = self.text[start..].lines().next().unwrap_or_default();
        start + text.chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    }

    /// An offset as LSP counts.
    pub(crate) fn place(&self, offset: usize) -> Value {
        let before = &self.text[..offset];
        let start = before.rfind('\n').map_or(0, |it| it + 1);
        let line = before.matches('\n').count();
        let column = &before[start..];
        let column = if self.utf16 { column.encode_utf16().count() } else { column.len() };
        json!({ "line": line, "character": column })
    }

    /// An offset from a place of LSP's.
    pub(crate) fn offset_of(&self, place: &Value) -> usize {
        let number = |name: &str| usize::try_from(place[name].as_u64().unwrap_or(0)).unwrap_or(0);
        let start: usize = self.text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let mut left = number("character");
        let mut offset = start;
        for it in self.text[start..].chars().take_while(|it| *it != '\n') {
            let size = if self.utf16 { it.len_utf16() } else { it.len_utf8() };
            if left < size {
                break;
            }
            left -= size;
            offset += it.len_utf8();
        }
        offset
    }

    pub(crate) fn ends_lines_with_crlf(&self) -> bool {
        self.crlf
    }
}
