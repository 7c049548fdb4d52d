//! What else runs where a command does: others on its line, and those that depend on how it goes.

use super::rehearse::MARK;
use crate::script::{Command, Node, PartKind, Redirect, Statement, StatementKind, walk_outer};
use crate::{Document, Span};
use std::collections::BTreeSet;

/// Programs that change nothing, whatever they are given.
const HARMLESS: [&str; 37] = [
    ":", "[", "basename", "break", "cat", "cd", "cmp", "continue", "cut", "declare", "df", "diff", "dirname", "du",
    "echo", "egrep", "exit", "export", "false", "fgrep", "grep", "head", "id", "local", "ls", "printf", "pwd",
    "readonly", "return", "seq", "shift", "sleep", "stat", "tail", "test", "true", "wc",
];

/// What of a script acts, and what hangs together in it.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// Commands and redirects that act, or that nobody knows, with their first and last lines.
    acting: Vec<(Span, usize, usize)>,
    /// Stretches whose result decides about others: `a` in `if a; then b; fi`, with all that it decides about.
    bound: Vec<(Span, Span)>,
    /// Stretches whose output goes into words: `$(…)`.
    taken: Vec<Span>,
    /// The lines of notes.
    notes: Vec<usize>,
}

impl Neighbours {
    pub(super) fn of(document: &Document) -> Self {
        let text = document.text();
        let mut found = Self::default();
        let mut acting: Vec<Span> = Vec::new();
        let mut harmless: Vec<(Span, &str)> = Vec::new();
        let mut defined: BTreeSet<&str> = BTreeSet::new();
        for chunk in document.chunks() {
            let start = chunk.start;
            let notes = chunk.body.comments.iter().filter(|it| it.span.of(&chunk.body.text).contains(MARK));
            found.notes.extend(notes.map(|it| text.byte_to_line(start + it.span.start)));
            walk_outer(&chunk.body.statements, &mut |node| match node {
                Node::Statement(statement) => {
                    found.bind(statement, start);
                    match &statement.kind {
                        StatementKind::Function { name, .. } => defined.extend([&*name.text]),
                        StatementKind::Unknown => acting.push(statement.span.shifted(start)),
                        _ => {}
                    }
                }
                Node::Command(command) => {
                    let span = command.span.shifted(start);
                    match command.program.as_deref() {
                        _ if command.words.is_empty() => {}
                        Some(program) if !acts(command, program) => harmless.push((span, program)),
                        _ => acting.push(span),
                    }
                }
                Node::Redirect(redirect) if writes(redirect) => acting.push(redirect.span.shifted(start)),
                Node::Redirect(_) => {}
                Node::Word(word) => {
                    let takes = |it: &PartKind| matches!(it, PartKind::Substitution(_) | PartKind::Process(_));
                    let taken = word.parts.iter().filter(|it| takes(&it.kind));
                    found.taken.extend(taken.map(|it| it.span.shifted(start)));
                }
            });
        }
        acting.extend(harmless.into_iter().filter(|it| defined.contains(it.1)).map(|it| it.0));
        let lines = |it: Span| (it, text.byte_to_line(it.start), text.byte_to_line(it.end));
        found.acting = acting.into_iter().map(lines).collect();
        found
    }

    fn bind(&mut self, statement: &Statement, start: usize) {
        let whole = statement.span.shifted(start);
        let mut conditions: Vec<&[Statement]> = Vec::new();
        match &statement.kind {
            StatementKind::AndOr { .. } => self.bound.push((whole, whole)),
            StatementKind::Pipeline(it) if it.stages.len() > 1 => self.bound.push((whole, whole)),
            StatementKind::If { branches, .. } => conditions.extend(branches.iter().map(|it| &*it.0)),
            StatementKind::While { condition, .. } => conditions.push(condition),
            _ => {}
        }
        for condition in conditions {
            let span = condition.iter().map(|it| it.span).reduce(Span::cover);
            self.bound.extend(span.map(|it| (it.shifted(start), whole)));
        }
        if !statement.redirects.is_empty() {
            self.bound.push((whole, whole));
        }
    }

    /// Whether nothing else acts on a command's lines, or depending on how it goes, or on what it prints.
    pub(super) fn is_alone(&self, command: Span, document: &Document) -> bool {
        let text = document.text();
        let within = |it: &Span| it.start <= command.start && command.end <= it.end;
        if self.taken.iter().any(within) {
            return false;
        }
        let whole = self.bound.iter().filter(|it| within(&it.0)).map(|it| it.1).fold(command, Span::cover);
        let (first, last) = (text.byte_to_line(command.start), text.byte_to_line(command.end));
        let noted = (text.byte_to_line(whole.start).saturating_sub(1), text.byte_to_line(whole.end));
        if self.notes.iter().any(|it| noted.0 <= *it && *it <= noted.1) {
            return false;
        }
        let near = |it: &(Span, usize, usize)| it.0.overlaps(whole) || it.1 <= last && first <= it.2;
        !self.acting.iter().any(|it| it.0 != command && near(it))
    }
}

fn acts(command: &Command, program: &str) -> bool {
    !command.is_dry_run() && !HARMLESS.contains(&program) || !command.embedded.is_empty()
}

/// Whether a file is written by it.
fn writes(redirect: &Redirect) -> bool {
    use crate::script::RedirectOperator::AppendBoth;
    (redirect.operator.writes() || redirect.operator == AppendBoth) && redirect.target.literal() != Some("/dev/null")
}
