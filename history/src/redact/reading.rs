//! A text as a shell would cut it: commands, their words, and the quote in force at each byte. Prose survives it.

use std::ops::Range;

/// So far on a `"$(` may find its end behind another quote.
const FAR: usize = 512;

/// Commands within quotes within quotes, so deep.
const DEEP: usize = 6;

/// A text, read once for all rules.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    /// The same in lower case; the same places.
    pub(super) lower: String,
    /// The innermost quote that a byte stands in, or 0.
    pub(super) quotes: Vec<u8>,
    /// Commands in order, and after them those within quotes.
    pub(super) commands: Vec<Command>,
}

/// Words up to the next operator or line.
#[derive(Default)]
pub(super) struct Command {
    pub(super) words: Vec<Word>,
    /// Whether its output goes into the command after it.
    pub(super) piped: bool,
}

/// One word with its quotes.
pub(super) struct Word {
    pub(super) span: Range<usize>,
    pub(super) lead: Lead,
}

/// What stands before a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Nothing,
    /// `<` or `>`: it is a file, or `<name>` in somebody's notes.
    Redirect,
    /// `<<<`.
    HereString,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reading =
            Reading { text, lower: text.to_ascii_lowercase(), quotes: vec![0; text.len()], commands: Vec::new() };
        let mut todo: Vec<_> = std::iter::once(0..text.len()).collect();
        for _ in 0..DEEP {
            let mut inner = Vec::new();
            for range in todo {
                Cutter { reading: &mut reading, inner: &mut inner, end: range.end, never: [false; 2] }.cut(range.start);
            }
            todo = inner;
        }
        reading
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    pub(super) fn at(&self, span: &Range<usize>) -> &'a str {
        &self.text[span.clone()]
    }

    pub(super) fn word(&self, word: &Word) -> &'a str {
        self.at(&word.span)
    }

    /// The end of the line that a byte is on, or so many bytes on.
    pub(super) fn line_end_within(&self, at: usize, far: usize) -> usize {
        let rest = &self.bytes()[at..];
        let rest = &rest[..far.min(rest.len())];
        let mut end = at + rest.iter().position(|it| *it == b'\n').unwrap_or(rest.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        end
    }

    /// The end of the line that a byte is on.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |it| at + it)
    }
}

struct Cutter<'r, 'a> {
    reading: &'r mut Reading<'a>,
    inner: &'r mut Vec<Range<usize>>,
    end: usize,
    /// A quote that was found not to end will not end further on either: looked for once.
    never: [bool; 2],
}

impl Cutter<'_, '_> {
    fn cut(mut self, start: usize) {
        let bytes = self.reading.text.as_bytes();
        let mut command = Command::default();
        let mut word = None;
        let mut lead = Lead::Nothing;
        let mut at = start;
        while at < self.end {
            let byte = bytes[at];
            let step = match byte {
                b'\\' if bytes.get(at + 1) == Some(&b'\n') => {
                    Self::close(&mut command, &mut word, &mut lead, at);
                    2
                }
                b'\\' if at + 1 < self.end => {
                    word.get_or_insert(at);
                    2
                }
                b' ' | b'\t' | b'\r' => {
                    Self::close(&mut command, &mut word, &mut lead, at);
                    1
                }
                b'<' | b'>' => {
                    Self::close(&mut command, &mut word, &mut lead, at);
                    let here = bytes[at..self.end].starts_with(b"<<<");
                    lead = if here { Lead::HereString } else { Lead::Redirect };
                    if here { 3 } else { 1 }
                }
                // `2>&1` and `&>` are no ends.
                b'&' if lead == Lead::Redirect || bytes.get(at + 1) == Some(&b'>') => 1,
                b'\n' | b';' | b'&' | b'|' | b'(' | b')' | b'`' => {
                    Self::close(&mut command, &mut word, &mut lead, at);
                    command.piped = byte == b'|' && bytes.get(at + 1) != Some(&b'|');
                    self.keep(std::mem::take(&mut command));
                    lead = Lead::Nothing;
                    1
                }
                b'\'' if word.is_some_and(|it| is_spoken(&bytes[it..at])) => 1,
                b'\'' | b'"' => {
                    word.get_or_insert(at);
                    self.quoted(at)
                }
                _ => {
                    word.get_or_insert(at);
                    1
                }
            };
            at += step;
        }
        let end = self.end;
        Self::close(&mut command, &mut word, &mut lead, end);
        self.keep(command);
    }

    fn keep(&mut self, command: Command) {
        if !command.words.is_empty() {
            self.reading.commands.push(command);
        }
    }

    fn close(command: &mut Command, word: &mut Option<usize>, lead: &mut Lead, end: usize) {
        if let Some(start) = word.take() {
            command.words.push(Word { span: start..end, lead: *lead });
            *lead = Lead::Nothing;
        }
    }

    /// Notes what is within the quote that opens here; how long it is with its quotes.
    fn quoted(&mut self, open: usize) -> usize {
        let text = self.reading.text;
        let quote = text.as_bytes()[open];
        let never = &mut self.never[usize::from(quote == b'"')];
        let close = if *never { None } else { closing(&text.as_bytes()[..self.end], open) };
        *never |= close.is_none();
        let end = close.unwrap_or_else(|| self.reading.line_end(open).min(self.end));
        self.reading.quotes[open + 1..end].fill(quote);
        if text.as_bytes()[open + 1..end].iter().any(|it| it.is_ascii_whitespace() || *it == b'\'' || *it == b'"') {
            self.inner.push(open + 1..end);
        }
        (end + usize::from(close.is_some())) - open
    }
}

/// Letters only: a `'` after them is one of `don't` and opens nothing.
fn is_spoken(word: &[u8]) -> bool {
    word.iter().all(|it| it.is_ascii_alphabetic() || !it.is_ascii())
}

/// Where the quote at `open` closes. In `"$(… "…" …)"` it is the last one.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let quote = bytes[open];
    let (mut at, mut deep, mut first) = (open + 1, 0_usize, None);
    while at < bytes.len() {
        if first.is_some_and(|it| at - it > FAR) {
            return first;
        }
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'$' if quote == b'"' && bytes.get(at + 1) == Some(&b'(') => deep += 1,
            b')' => deep = deep.saturating_sub(1),
            it if it == quote && (deep == 0 || quote == b'\'') => return Some(at),
            // Within an unclosed `$(`, the first one is taken; a line is as far as that is waited for.
            it if it == quote => first = first.or(Some(at)),
            b'\n' if first.is_some() => return first,
            _ => {}
        }
        at += 1;
    }
    first
}
