//! Finds out what stands at the cursor: the script is read once more with a name put there, and that name is looked for.
//!
//! So a place where nothing stands yet is read as what would stand there, by the one parser that knows the grammar and
//! how half-typed lines most likely go on.

use crate::script::{Chunk, Command, Dialect, Node, PartKind, Quote, Runs, StatementKind, Word, walk};
use crate::{Document, Span};

/// The name that is put at the cursor. It is part of no real script.
pub(super) const MARK: &str = "CaroStandsHere";
/// The longest script and the longest chunk that are read for a completion, in bytes.
const LONGEST: usize = 4 << 20;
const LONGEST_CHUNK: usize = 1 << 18;
/// The longest word that is looked at.
const LONGEST_WORD: usize = 4096;

/// A place where something can be typed.
#[derive(Debug)]
pub(super) struct Spot {
    /// What the place is.
    pub(super) place: Place,
    /// What is typed so far.
    pub(super) prefix: String,
    /// Where that stands in the script.
    pub(super) span: Span,
    /// Where the word ends that goes on behind the cursor.
    pub(super) end: usize,
    /// The script with the mark in it.
    pub(super) marked: Document,
    /// The chunk of it that holds the mark.
    pub(super) chunk: Chunk,
}

/// The kinds of [`Spot`].
#[derive(Debug)]
pub(super) enum Place {
    /// A word of a command.
    Word {
        /// The innermost command that has it, with the mark in it.
        command: Box<Command>,
        /// Which of its words.
        index: usize,
        /// Who would run it.
        runner: Runner,
    },
    /// A word of `[[ … ]]`.
    Test,
    /// A name behind `$` or `${`.
    Variable,
    /// A name in arithmetic, where variables need no sign.
    Arithmetic,
}

/// Who runs a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runner {
    /// This script's shell, which knows its functions.
    Script,
    /// Another shell.
    Shell,
    /// A program, which knows no builtins: `find -exec`.
    Program,
}

impl Spot {
    /// The place at an offset; `None` where nothing of ours can be typed.
    pub(super) fn at(document: &Document, offset: usize) -> Option<Self> {
        let text = document.text();
        if text.len_bytes() > LONGEST {
            return None;
        }
        let offset = text.char_to_byte(text.byte_to_char(offset.min(text.len_bytes())));
        let is_long = |it: &Chunk| it.body.text.len() > LONGEST_CHUNK;
        if document.chunk_at(offset).is_some_and(is_long) {
            return None;
        }
        let mut marked = document.clone();
        if is_in_open_arithmetic(document, offset) {
            marked.edit(Span::at(offset), "))");
        }
        marked.edit(Span::at(offset), MARK);
        let chunk = marked.chunk_at(offset)?.clone();
        if is_long(&chunk) {
            return None;
        }
        let (place, prefix, suffix) = find(&chunk, offset - chunk.start)?;
        let start = offset.checked_sub(prefix.len())?;
        // Where quotes or backslashes stand in between, what is typed is not what would be replaced.
        if prefix.len() > LONGEST_WORD || document.slice(Span::new(start, offset)) != prefix {
            return None;
        }
        let end = offset + suffix.len();
        let end = if document.slice(Span::new(offset, end)) == suffix { end } else { offset };
        Some(Self { place, prefix, span: Span::new(start, offset), end, marked, chunk })
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.marked.dialect()
    }
}

/// Whether `((` stands before the cursor and nothing on the line closes it: it could be read as two subshells.
fn is_in_open_arithmetic(document: &Document, offset: usize) -> bool {
    let text = document.text();
    let line = text.byte_to_line(offset);
    let start = text.line_to_byte(line).max(offset.saturating_sub(LONGEST_WORD));
    let start = text.char_to_byte(text.byte_to_char(start));
    let before = document.slice(Span::new(start, offset));
    let end = text.get_line(line + 1).map_or(text.len_bytes(), |_| text.line_to_byte(line + 1));
    let behind = document.slice(Span::new(offset, end.clamp(offset, offset + LONGEST_WORD)));
    let closed = |it: usize| before.get(it..).is_some_and(|it| it.contains("))"));
    before.rfind("((").is_some_and(|it| !closed(it)) && !behind.contains("))")
}

/// The innermost place that holds the mark, with what stands before and behind the mark in the same word.
fn find(chunk: &Chunk, at: usize) -> Option<(Place, String, String)> {
    let mut found = None;
    let mut runner = Runner::Script;
    walk(&chunk.body.statements, &mut |node| match node {
        Node::Statement(statement) => match &statement.kind {
            StatementKind::Test(words) => {
                if let Some(word) = words.iter().find(|it| holds_mark(it)) {
                    found = around(word).map(|(before, behind)| (Place::Test, before, behind));
                }
            }
            StatementKind::Arithmetic(word) | StatementKind::ForArithmetic { header: word, .. } => {
                arithmetic(word, &mut found);
            }
            _ => {}
        },
        Node::Command(command) => {
            if let Some(index) = command.words.iter().position(holds_mark) {
                let place = || Place::Word { command: Box::new(command.clone()), index, runner };
                found = around(&command.words[index]).map(|(before, behind)| (place(), before, behind));
            }
            // What is inside comes later.
            for embedded in command.embedded.iter().filter(|it| it.span.touches(at)) {
                runner = match embedded.runs {
                    Runs::Same | Runs::Later => Runner::Script,
                    _ if embedded.statements.first().is_some_and(|it| it.span == embedded.span) => Runner::Program,
                    _ => Runner::Shell,
                };
            }
        }
        Node::Word(word) => {
            for part in &word.parts {
                match &part.kind {
                    PartKind::Parameter(parameter) => {
                        if let Some((before, behind)) = parameter.name.split_once(MARK) {
                            found = Some((Place::Variable, before.to_owned(), behind.to_owned()));
                        }
                    }
                    PartKind::Arithmetic(inner) => arithmetic(inner, &mut found),
                    _ => {}
                }
            }
        }
        Node::Redirect(_) => {}
    });
    found
}

/// Whether a word's own text holds the mark.
fn holds_mark(word: &Word) -> bool {
    word.parts.iter().any(|it| matches!(&it.kind, PartKind::Literal(text) if text.contains(MARK)))
}

/// What stands before and behind the mark in a word; `None` where any of it up to there is quoted or expanded.
fn around(word: &Word) -> Option<(String, String)> {
    let mut before = String::new();
    for part in &word.parts {
        let PartKind::Literal(text) = &part.kind else { return None };
        if part.quote != Quote::Bare {
            return None;
        }
        match text.split_once(MARK) {
            Some((rest, behind)) => return Some((before + rest, behind.to_owned())),
            None => before.push_str(text),
        }
    }
    None
}

/// The name in arithmetic that holds the mark.
fn arithmetic(word: &Word, found: &mut Option<(Place, String, String)>) {
    let is_name = |it: char| it == '_' || it.is_ascii_alphanumeric();
    for part in &word.parts {
        let PartKind::Literal(text) = &part.kind else { continue };
        let Some((before, behind)) = text.split_once(MARK) else { continue };
        let start = before.trim_end_matches(is_name).len();
        let length = behind.len() - behind.trim_start_matches(is_name).len();
        let (Some(before), Some(behind)) = (before.get(start..), behind.get(..length)) else { continue };
        *found = (!before.starts_with(|it: char| it.is_ascii_digit()))
            .then(|| (Place::Arithmetic, before.to_owned(), behind.to_owned()));
    }
}
