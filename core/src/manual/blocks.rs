//! What both macro packages have in common: a page is headings, tags, paragraphs and how far they are indented.

use super::escapes::is_mark;

/// A piece of a page; its text has font marks.
#[derive(Debug)]
pub(super) enum Block {
    /// A section's title.
    Heading { level: u8, text: String, line: usize },
    /// What hangs to the left of a paragraph: an option, a command, a term.
    Tag { text: String, line: usize, depth: u16 },
    /// Text; its lines are those of the source.
    Paragraph { text: String, line: usize, depth: u16 },
    /// Lines that are shown as they are.
    Verbatim { text: String, line: usize },
}

/// Deeper than this nothing is indented.
const DEEPEST: u16 = 64;

/// Collects blocks.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) list: Vec<Block>,
    text: String,
    line: usize,
    verbatim: bool,
    /// How many `.RS` are open.
    depth: u16,
    /// How much the paragraph of now hangs further in.
    hang: u16,
    joins: bool,
}

impl Blocks {
    /// Adds a line of text to the paragraph; `joins` says that the next line goes on in the same word.
    pub(super) fn text(&mut self, text: &str, joins: bool, line: usize) {
        if self.text.is_empty() {
            self.line = line;
        } else if !self.joins {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.joins = joins;
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.joins = false;
        if text.chars().all(|it| is_mark(it) || it.is_whitespace()) {
            return;
        }
        let line = self.line;
        self.list.push(if self.verbatim {
            Block::Verbatim { text, line }
        } else {
            Block::Paragraph { text, line, depth: self.depth + self.hang }
        });
    }

    /// Ends the paragraph, and begins one that hangs as far in as the last, or not at all.
    pub(super) fn paragraph(&mut self, hangs: bool) {
        self.end();
        self.hang = u16::from(hangs);
    }

    pub(super) fn heading(&mut self, level: u8, text: String, line: usize) {
        self.end();
        self.depth = 0;
        self.hang = 0;
        self.verbatim = false;
        self.list.push(Block::Heading { level, text, line });
    }

    pub(super) fn tag(&mut self, text: String, line: usize) {
        self.end();
        self.hang = 1;
        self.list.push(Block::Tag { text, line, depth: self.depth });
    }

    pub(super) fn indent(&mut self) {
        self.end();
        self.depth = (self.depth + 1).min(DEEPEST);
        self.hang = 0;
    }

    pub(super) fn outdent(&mut self) {
        self.end();
        self.depth = self.depth.saturating_sub(1);
        self.hang = 0;
    }

    pub(super) fn verbatim(&mut self, on: bool) {
        if self.verbatim != on {
            self.end();
            self.verbatim = on;
        }
    }

    pub(super) fn is_verbatim(&self) -> bool {
        self.verbatim
    }
}
