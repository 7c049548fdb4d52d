//! From text to the typed model: a recursive-descent parser that always ends, and always gives what it could read.
//!
//! It reads one [`Chunk`] at a time and remembers how far it looked, so that an edit behind that place cannot matter.
//! Where something is not closed, it says so and goes on at the next line; `fuel` bounds what such second looks cost.

use crate::Span;
use crate::script::{
    AndOr, Body, Chunk, Command, Comment, Dialect, Name, Names, Pipe, Pipeline, Statement, StatementKind, SyntaxError,
    Word, embedded,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

mod compound;
mod expansions;
mod recovery;
mod redirects;
mod simple;
mod words;

/// How deep constructs may nest. Real scripts stay below 20; the limit keeps hostile ones off the stack's end.
const DEEPEST: usize = 64;
/// How many words a command or an array keeps. What follows is read over.
const MOST_WORDS: usize = 8192;
/// How many commands are read of a text: twice those of a script of 100,000 lines.
pub(crate) const MOST_COMMANDS: usize = 200_000;
/// How many errors a chunk keeps.
const MOST_ERRORS: usize = 32;

/// Reads the chunk that starts at `start`; `None` at the end of the text.
///
/// A chunk whose `examined` goes beyond `text` was decided by the text's end.
///
/// `known` is where the first statements stand of the chunks that are known to follow, up to the text's end and
/// without an error.
pub(crate) fn parse_chunk(
    text: &str,
    start: usize,
    dialect: Dialect,
    fuel: &mut usize,
    known: &[usize],
) -> Option<Chunk> {
    static NEXT: AtomicU64 = AtomicU64::new(0);

    if start >= text.len() {
        return None;
    }
    let rest = text.len() - start;
    let limit = ((1 << 16) + 32 * rest).min(*fuel);
    let read = |known| {
        let mut parser = Parser::new(text, start, dialect);
        parser.fuel = limit;
        parser.known = known;
        let statements = parser.complete_line();
        (parser, statements)
    };
    let (mut parser, mut statements) = read(known);
    // What was not read for `known` costs nothing; where that could decide, it is read after all.
    if parser.gave_up && parser.fuel < limit / 4 {
        (parser, statements) = read(&[]);
    }
    if parser.fuel == 0 {
        // The text's length decided how much there was.
        parser.seen = parser.seen.max(text.len() + 1);
    }
    *fuel = fuel.saturating_sub(parser.spent);
    let end = parser.pos;
    let names = Names::new(&statements);
    parser.signs.shrink_to_fit();
    // A here-document is read before what follows on its line.
    parser.signs.sort_unstable_by_key(|it| it.start);
    let body = Body {
        id: NEXT.fetch_add(1, Ordering::Relaxed),
        text: text[start..end].into(),
        statements,
        comments: parser.comments,
        errors: parser.errors,
        signs: parser.signs,
        names,
    };
    let commands = parser.commands;
    let directed = body.comments.iter().any(|it| Comment::is_directive(it.span.of(&body.text)));
    Some(Chunk { start, examined: parser.seen.max(end) - start, commands, directed, body: Arc::new(body) })
}

/// Reads a whole text.
pub fn parse_text(text: &str, dialect: Dialect) -> Vec<Chunk> {
    let mut fuel = fuel_for(text);
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut at = 0;
    while let Some(chunk) = parse_chunk(text, at, dialect, &mut fuel, &[]) {
        at += chunk.body.text.len();
        chunks.push(chunk);
    }
    chunks
}

/// What second looks at a text may cost in all its chunks, in bytes read again.
pub(crate) fn fuel_for(text: &str) -> usize {
    (1 << 20) + 64 * text.len()
}

/// Reads text that stands inside a command, such as the word behind `sh -c`.
///
/// `places[i]` is where byte `i` stands in the chunk, with one more entry for the end.
/// Also says whether all of it could be read.
pub(super) fn parse_inside(text: &str, places: Vec<usize>, dialect: Dialect, depth: usize) -> (Vec<Statement>, bool) {
    let mut parser = Parser::new(text, 0, dialect);
    parser.places = Some(places);
    parser.depth = depth;
    parser.fuel = (1 << 12) + 8 * text.len();
    let statements = parser.statements(Stop::default());
    (statements, !parser.cut_off)
}

/// Which words and signs end the list that is being read.
#[derive(Clone, Copy, Default)]
struct Stop {
    /// Reserved words, such as `fi`.
    words: &'static [&'static str],
    /// Whether `)` ends it.
    paren: bool,
    /// Whether `;;`, `;&` or `;;&` ends it.
    arm: bool,
}

struct Parser<'a> {
    text: &'a str,
    /// The chunk's start: spans count from here.
    base: usize,
    pos: usize,
    /// Nothing is read from here on: the text's end, or that of a part read on its own.
    end: usize,
    /// The byte behind the furthest one that was looked at; one behind the text's end where the end itself mattered.
    seen: usize,
    depth: usize,
    /// Whether something is left unread: it is nested too deeply, or there is too much.
    cut_off: bool,
    /// How many commands were read.
    commands: usize,
    dialect: Dialect,
    comments: Vec<Comment>,
    errors: Vec<SyntaxError>,
    signs: Vec<Span>,
    /// The newline behind which here-documents stand, and where their bodies end.
    here: Option<(usize, usize)>,
    /// Behind the last body of a here-document that was read.
    bodies_end: usize,
    /// Bytes that may still be read a second time.
    fuel: usize,
    /// How many were.
    spent: usize,
    /// For text that is not the chunk's own: where each byte stands in it.
    places: Option<Vec<usize>>,
    /// Reserved words that some construct around here waits for.
    awaited: Vec<&'static str>,
    /// Whether the next word is the right side of an assignment.
    assigns: bool,
    /// How many double quotes are open around here.
    quotes: usize,
    /// Whether a compound command was still open at the end of the text.
    left_open: bool,
    /// Where the first statements stand of chunks that are known to follow without an error.
    known: &'a [usize],
    /// The known statement that showed that nothing closes what is open.
    given_up_at: Option<usize>,
    /// Whether that ever happened.
    gave_up: bool,
}

/// What must be put back to read something a second time.
struct Mark {
    pos: usize,
    comments: usize,
    errors: usize,
    signs: usize,
    commands: usize,
    left_open: bool,
    here: Option<(usize, usize)>,
    bodies_end: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, start: usize, dialect: Dialect) -> Self {
        Self {
            text,
            base: start,
            pos: start,
            end: text.len(),
            seen: start,
            depth: 0,
            cut_off: false,
            commands: 0,
            dialect,
            comments: Vec::new(),
            errors: Vec::new(),
            signs: Vec::new(),
            here: None,
            bodies_end: 0,
            fuel: 0,
            spent: 0,
            places: None,
            awaited: Vec::new(),
            assigns: false,
            quotes: 0,
            left_open: false,
            known: &[],
            given_up_at: None,
            gave_up: false,
        }
    }

    // ---- bytes

    /// The byte at `at`, and a note that it mattered.
    fn byte(&mut self, at: usize) -> Option<u8> {
        self.seen = self.seen.max(at + 1);
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    fn peek(&mut self) -> Option<u8> {
        self.byte(self.pos)
    }

    fn looking_at(&mut self, sign: &str) -> bool {
        self.seen = self.seen.max(self.pos + sign.len());
        self.text.as_bytes()[self.pos..self.end].starts_with(sign.as_bytes())
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = self.looking_at(sign);
        if found {
            self.pos += sign.len();
        }
        found
    }

    /// Reads an operator, when it stands here.
    fn eat_sign(&mut self, sign: &str) -> bool {
        let found = self.looking_at(sign);
        if found {
            self.sign(sign.len());
        }
        found
    }

    /// Reads `length` bytes as an operator or reserved word.
    fn sign(&mut self, length: usize) {
        let start = self.pos;
        self.pos += length;
        let span = self.span(start, self.pos);
        self.signs.push(span);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.place(start), self.place(end).max(self.place(start)))
    }

    /// The word that is missing at `at`.
    fn nothing(&self, at: usize) -> Word {
        Word::new(self.span(at, at), Vec::new())
    }

    fn place(&self, at: usize) -> usize {
        match &self.places {
            None => at - self.base,
            Some(places) => places.get(at).or(places.last()).copied().unwrap_or_default(),
        }
    }

    fn error(&mut self, start: usize, end: usize, message: &'static str) {
        if self.errors.len() < MOST_ERRORS {
            let span = self.span(start, end);
            self.errors.push(SyntaxError { span, message });
        }
    }

    // ---- second looks

    /// Notes that so many bytes are read a second time.
    fn pay(&mut self, bytes: usize) {
        self.fuel = self.fuel.saturating_sub(bytes);
        self.spent += bytes;
    }

    fn mark(&self) -> Mark {
        Mark {
            pos: self.pos,
            comments: self.comments.len(),
            errors: self.errors.len(),
            signs: self.signs.len(),
            commands: self.commands,
            left_open: self.left_open,
            here: self.here,
            bodies_end: self.bodies_end,
        }
    }

    /// Goes back to `mark`, and pays for what was read since.
    fn reset(&mut self, mark: &Mark) {
        self.pay(self.pos - mark.pos + 1);
        self.pos = mark.pos;
        self.comments.truncate(mark.comments);
        self.errors.truncate(mark.errors);
        self.signs.truncate(mark.signs);
        self.commands = mark.commands;
        self.left_open = mark.left_open;
        self.given_up_at = None;
        self.here = mark.here;
        self.bodies_end = mark.bodies_end;
    }

    /// The end of the line that holds `at`, without its newline.
    fn line_end(&mut self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..self.end];
        let end = rest.iter().position(|it| *it == b'\n').map_or(self.end, |it| at + it);
        self.seen = self.seen.max(end + 1);
        end
    }

    /// Runs `read` with the text cut off at `end`.
    fn within<T>(&mut self, end: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.end;
        self.end = end.min(outer);
        let result = read(self);
        self.end = outer;
        result
    }

    /// Runs `read` one level deeper; too deep, the rest is given up.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            let from = self.pos;
            self.pos = self.end;
            self.seen = self.seen.max(self.end + 1);
            self.cut_off = true;
            self.error(from, from, "nested too deeply to be read");
            return None;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        Some(result)
    }

    // ---- blanks, newlines, comments

    /// Skips spaces, tabs and continued lines.
    fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.pos += 1,
                Some(b'\\') if self.byte(self.pos + 1) == Some(b'\n') => self.pos += 2,
                Some(b'\\') if self.text[self.pos..self.end].starts_with("\\\r\n") => self.pos += 3,
                Some(b'\r') if matches!(self.byte(self.pos + 1), Some(b'\n') | None) => self.pos += 1,
                _ => return,
            }
        }
    }

    /// Reads a comment, when one starts here. The caller knows that a word could start here.
    fn comment(&mut self) -> bool {
        if self.peek() != Some(b'#') {
            return false;
        }
        let start = self.pos;
        self.pos = self.line_end(start);
        let end = if self.text[start..self.pos].ends_with('\r') { self.pos - 1 } else { self.pos };
        let span = self.span(start, end);
        self.comments.push(Comment { span });
        true
    }

    /// Reads a newline and the here-documents that stand behind it.
    fn newline(&mut self) -> bool {
        if self.peek() != Some(b'\n') {
            return false;
        }
        match self.here.take_if(|it| it.0 == self.pos) {
            Some((_, end)) => self.pos = end.min(self.end),
            None => self.pos += 1,
        }
        true
    }

    /// Skips blanks, comments and newlines.
    fn gap(&mut self) {
        loop {
            self.blanks();
            if !self.comment() && !self.newline() {
                return;
            }
        }
    }

    // ---- lists

    /// Reads up to the end of the first line that holds a statement, and of all that this statement needs.
    fn complete_line(&mut self) -> Vec<Statement> {
        // A byte order mark is no part of the first word.
        self.eat("\u{feff}");
        self.gap();
        let mark = self.mark();
        let statements = self.rest_of_line();
        let statements = match self.line_behind(&mark, &statements) {
            Some(end) => {
                self.reset(&mark);
                self.within(end, Self::rest_of_line)
            }
            None => statements,
        };
        // Behind an open quote, and in backquotes, the line of a here-document can end earlier than it looked.
        self.pos = self.pos.max(self.bodies_end);
        statements
    }

    fn rest_of_line(&mut self) -> Vec<Statement> {
        let mut statements = Vec::new();
        while self.pos < self.end {
            self.one(&mut statements, Stop::default());
            self.blanks();
            self.comment();
            if self.newline() {
                break;
            }
        }
        statements
    }

    /// Reads statements up to one of the signs in `stop`, which is left in place, or the end.
    fn statements(&mut self, stop: Stop) -> Vec<Statement> {
        let mut statements = Vec::new();
        let awaited = self.awaited.len();
        self.awaited.extend(stop.words);
        loop {
            self.gap();
            if self.peek().is_none() || self.at_stop(stop) || self.give_up() {
                break;
            }
            self.one(&mut statements, stop);
        }
        self.awaited.truncate(awaited);
        statements.shrink_to_fit();
        statements
    }

    /// Whether the list ends here: by its own closer, or by one that something around it waits for.
    fn at_stop(&mut self, stop: Stop) -> bool {
        match self.peek() {
            Some(b')') => stop.paren,
            Some(b';') => stop.arm && matches!(self.byte(self.pos + 1), Some(b';' | b'&')),
            _ => {
                let word = self.reserved();
                !word.is_empty() && self.awaited.contains(&word)
            }
        }
    }

    /// Reads one statement with the separator behind it, or skips what cannot start one.
    fn one(&mut self, statements: &mut Vec<Statement>, stop: Stop) {
        let before = self.pos;
        if self.commands > MOST_COMMANDS {
            self.cut_off = true;
            self.error(before, before, "too many commands to be read");
            self.seen = self.seen.max(self.end + 1);
            self.pos = self.end;
            return;
        }
        if let Some(mut statement) = self.and_or() {
            self.blanks();
            if self.peek() == Some(b'&') && self.byte(self.pos + 1) != Some(b'&') {
                self.sign(1);
                statement.background = true;
            } else if self.peek() == Some(b';') && !self.at_arm_end(stop) {
                self.sign(1);
            }
            statements.push(statement);
        }
        if self.pos == before {
            self.skip_stray();
        }
    }

    fn at_arm_end(&mut self, stop: Stop) -> bool {
        stop.arm && matches!(self.byte(self.pos + 1), Some(b';' | b'&'))
    }

    /// Skips one sign or reserved word that nothing waits for.
    fn skip_stray(&mut self) {
        let start = self.pos;
        let word = self.reserved();
        if let Some(operator) =
            ["&&", "||", "|&", ";;&", ";;", ";&", "|", "&"].into_iter().find(|it| self.looking_at(it))
        {
            self.sign(operator.len());
            self.error(start, self.pos, "nothing stands before this operator");
            return;
        }
        if word.is_empty() {
            let length = self.text[start..self.end].chars().next().map_or(1, char::len_utf8);
            self.sign(length);
        } else {
            self.sign(word.len());
        }
        self.seen = self.seen.max(self.pos);
        // A `;` alone is an error to a shell and harmless to a reader who has just typed it.
        if self.text.as_bytes()[start] != b';' {
            self.error(start, self.pos, "this closes nothing");
        }
    }

    fn and_or(&mut self) -> Option<Statement> {
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            self.blanks();
            let operator = match () {
                () if self.eat_sign("&&") => AndOr::And,
                () if self.eat_sign("||") => AndOr::Or,
                () => break,
            };
            let behind = self.pos;
            self.gap();
            if let Some(next) = self.pipeline() {
                rest.push((operator, next));
            } else {
                self.error(behind - 2, behind, "nothing follows this operator");
                break;
            }
        }
        let Some((_, last)) = rest.last() else { return Some(first) };
        let span = first.span.cover(last.span);
        Some(Statement::new(span, StatementKind::AndOr { first: Box::new(first), rest }))
    }

    fn pipeline(&mut self) -> Option<Statement> {
        let start = self.pos;
        let (mut negated, mut timed) = (false, false);
        loop {
            match self.reserved() {
                "!" => negated = !negated,
                "time" if self.dialect != Dialect::Sh => timed = true,
                _ => break,
            }
            let length = if self.peek() == Some(b'!') { 1 } else { 4 };
            self.sign(length);
            self.blanks();
            if timed && self.looking_at("-p") && self.byte(self.pos + 2).is_none_or(|it| it.is_ascii_whitespace()) {
                self.sign(2);
                self.blanks();
            }
        }
        let prefixed = negated || timed;
        let Some(first) = self.command() else {
            // `time` alone is a command, and so is `!` to bash.
            let alone = Pipeline { stages: Vec::new(), pipes: Vec::new(), negated, timed };
            return prefixed.then(|| Statement::new(self.span(start, self.pos), StatementKind::Pipeline(alone)));
        };
        let (mut stages, mut pipes) = (vec![first], Vec::new());
        loop {
            self.blanks();
            if self.peek() != Some(b'|') || self.byte(self.pos + 1) == Some(b'|') {
                break;
            }
            let bar = self.pos;
            let pipe = if self.byte(bar + 1) == Some(b'&') { Pipe::OutputAndErrors } else { Pipe::Output };
            self.sign(if pipe == Pipe::Output { 1 } else { 2 });
            self.gap();
            if let Some(stage) = self.command() {
                stages.push(stage);
                pipes.push(pipe);
            } else {
                self.error(bar, bar + 1, "nothing follows this pipe");
                break;
            }
        }
        if stages.len() == 1 && !prefixed {
            return stages.pop();
        }
        embedded::feed_shells(&mut stages, self.dialect, self.depth);
        let end = stages.last().map_or(self.place(self.pos), |it| it.span.end);
        let span = Span::new(self.place(start), end.max(self.place(start)));
        Some(Statement::new(span, StatementKind::Pipeline(Pipeline { stages, pipes, negated, timed })))
    }

    /// The reserved word or name that starts here: letters and a few signs up to a delimiter, else nothing.
    fn reserved(&mut self) -> &'a str {
        let bytes = self.text.as_bytes();
        let mut at = self.pos;
        while let Some(byte) = self.byte(at) {
            let is_word = byte.is_ascii_lowercase() || matches!(byte, b'{' | b'}' | b'!' | b'[' | b']');
            if !is_word || at - self.pos > 8 {
                break;
            }
            at += 1;
        }
        let delimited = match self.byte(at) {
            None => true,
            Some(it) => matches!(it, b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')'),
        };
        let word = std::str::from_utf8(&bytes[self.pos..at]).unwrap_or_default();
        if delimited && RESERVED.contains(&word) { word } else { "" }
    }

    /// The literal name that starts here, up to a delimiter; empty when anything in it is quoted or expanded.
    fn plain_word(&mut self) -> &'a str {
        let mut at = self.pos;
        while let Some(byte) = self.byte(at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => break,
                b'\'' | b'"' | b'`' | b'$' | b'\\' | b'=' | b'#' => return "",
                _ => at += 1,
            }
        }
        &self.text[self.pos..at]
    }

    fn name(&self, start: usize, end: usize) -> Name {
        Name { span: self.span(start, end), text: self.text[start..end].into() }
    }

    // ---- commands

    fn command(&mut self) -> Option<Statement> {
        self.blanks();
        let kind = match self.peek()? {
            b'(' | b'{' | b'[' | b'a'..=b'z' => self.compound(),
            _ => None,
        };
        if let Some(mut statement) = kind {
            self.redirects_behind(&mut statement);
            return Some(statement);
        }
        let word = self.reserved();
        if !word.is_empty() && !matches!(word, "time" | "in" | "coproc" | "select" | "function" | "[[") {
            return None;
        }
        self.function().or_else(|| self.simple())
    }
}

/// Words that mean something to the grammar where a command could start.
const RESERVED: [&str; 22] = [
    "!", "{", "}", "[[", "]]", "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if",
    "in", "select", "then", "time", "until", "while",
];

impl Statement {
    pub(super) fn new(span: Span, kind: StatementKind) -> Self {
        Self { span, kind, redirects: Vec::new(), background: false }
    }
}

impl Command {
    pub(super) fn new(span: Span) -> Self {
        Self {
            span,
            assignments: Vec::new(),
            words: Vec::new(),
            redirects: Vec::new(),
            wrappers: Vec::new(),
            head: 0,
            program: None,
            known: Box::default(),
            args: Vec::new(),
            embedded: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
