//! Where text stands that a reader sees: in a comment, in quotes or here-documents, or as shell code.

use crate::Span;
use crate::script::{Body, Command, Node, PartKind, Quote, walk_outer};

/// Where a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// In a comment.
    Comment,
    /// In quotes, in a here-document, or in words that are only printed.
    Prose,
    /// Where the shell reads names, signs and blanks.
    Code,
}

/// Where everything stands in one piece of a script.
pub(super) struct Reading {
    /// In order, none inside another.
    comments: Vec<Span>,
    prose: Vec<Span>,
}

impl Reading {
    pub(super) fn of(body: &Body) -> Self {
        let mut prose = Vec::new();
        walk_outer(&body.statements, &mut |node| match node {
            Node::Word(word) => prose.extend(
                word.parts
                    .iter()
                    .filter(|it| matches!(it.quote, Quote::Single | Quote::Double | Quote::Ansi))
                    .filter(|it| matches!(it.kind, PartKind::Literal(_)))
                    .map(|it| it.span),
            ),
            Node::Redirect(redirect) => prose.extend(redirect.body.as_ref().map(|it| it.text.span)),
            Node::Command(command) if is_printer(command) => {
                prose.extend(command.arguments().iter().map(|it| it.span));
            }
            _ => {}
        });
        Self { comments: apart(body.comments.iter().map(|it| it.span).collect()), prose: apart(prose) }
    }

    pub(super) fn context(&self, at: usize) -> Context {
        let holds = |spans: &[Span]| {
            let next = spans.partition_point(|it| it.start <= at);
            next > 0 && spans.get(next - 1).is_some_and(|it| at < it.end)
        };
        if holds(&self.comments) {
            Context::Comment
        } else if holds(&self.prose) {
            Context::Prose
        } else {
            Context::Code
        }
    }
}

/// The spans in order, those that touch joined.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|it| it.start);
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether a command only shows its words to a person.
fn is_printer(command: &Command) -> bool {
    matches!(
        command.program.as_deref(),
        Some("echo" | "printf" | "notify-send" | "logger" | "whiptail" | "dialog" | "say")
    )
}

/// The characters of a text with their places, where any of them is not plain ASCII.
pub(super) fn foreign(text: &str) -> impl Iterator<Item = (usize, char)> {
    let all = if text.is_ascii() { "" } else { text };
    all.char_indices().filter(|it| !it.1.is_ascii())
}

/// How many marks a rule about text gives one piece of a script: more show nothing new.
pub(super) const MOST_MARKS: usize = 100;

/// Finds the starts of lines for places that come in order, and reads no byte twice.
pub(super) struct Lines<'a> {
    text: &'a str,
    seen: usize,
    start: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, seen: 0, start: 0 }
    }

    /// Where the line begins that holds the byte at `at`.
    pub(super) fn start_of(&mut self, at: usize) -> usize {
        if at < self.seen {
            (self.seen, self.start) = (0, 0);
        }
        if let Some(end) = self.text.get(self.seen..at).and_then(|it| it.rfind('\n')) {
            self.start = self.seen + end + 1;
        }
        self.seen = at;
        self.start
    }
}

/// `U+202E`
pub(super) fn name(char: char) -> String {
    format!("`U+{:04X}`", char as u32)
}
