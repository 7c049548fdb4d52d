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
        Self { comments: body.comments.iter().map(|it| it.span).collect(), prose }
    }

    pub(super) fn context(&self, at: usize) -> Context {
        let holds = |spans: &[Span]| spans.iter().any(|it| it.start <= at && at < it.end);
        if holds(&self.comments) {
            Context::Comment
        } else if holds(&self.prose) {
            Context::Prose
        } else {
            Context::Code
        }
    }
}

/// Whether a command only shows its words to a person.
fn is_printer(command: &Command) -> bool {
    matches!(command.program.as_deref(), Some("echo" | "printf" | "notify-send" | "logger" | "whiptail" | "dialog" | "say"))
}

/// The characters of a text with their places, where any of them is not plain ASCII.
pub(super) fn foreign(text: &str) -> impl Iterator<Item = (usize, char)> {
    let all = if text.is_ascii() { "" } else { text };
    all.char_indices().filter(|it| !it.1.is_ascii())
}

/// Which line of a text a byte stands in, as the place of the line's first byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1)
}

/// `U+202E`
pub(super) fn name(char: char) -> String {
    format!("`U+{:04X}`", char as u32)
}
