//! What is known of a script before it is followed: its functions, and what its variables hold.

use super::written::argument;
use crate::script::{AssignedValue, Command, Node, PartKind, Runs, Statement, StatementKind, Word, walk};
use crate::{Document, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What all parts of a page need to know of a script.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The functions, with where they stand.
    pub(super) functions: Vec<(Box<str>, Span)>,
    /// Their names.
    pub(super) names: BTreeSet<Box<str>>,
    /// Variables that hold names of temporary files.
    pub(super) temporary: BTreeSet<Box<str>>,
    /// What runs elsewhere: on other machines, in containers, in other languages.
    pub(super) elsewhere: Vec<Span>,
    /// Variables that hold one argument from their only assignment on, and which.
    pub(super) kept: BTreeMap<Box<str>, usize>,
    /// Whether it sets variables whose names only show when it runs.
    pub(super) sets_by_name: bool,
    /// Every name that the script sets.
    pub(super) assigned: BTreeSet<Box<str>>,
}

impl Outline {
    pub(super) fn of(document: &Document) -> Self {
        let mut outline = Self::default();
        for chunk in document.chunks() {
            for name in &chunk.body.names.assigned {
                if !outline.assigned.insert(name.clone()) {
                    outline.kept.remove(name);
                } else if let Some(number) = keeps(&chunk.body.statements) {
                    outline.kept.insert(name.clone(), number);
                }
            }
            walk(&chunk.body.statements, &mut |node| match node {
                Node::Statement(Statement { kind: StatementKind::Function { name, .. }, span, .. }) => {
                    outline.functions.push((name.text.clone(), span.shifted(chunk.start)));
                    outline.names.insert(name.text.clone());
                }
                Node::Command(command) => {
                    outline.sets_by_name |= sets_by_name(command);
                    for assignment in &command.assignments {
                        if let Some(AssignedValue::Word(word)) = &assignment.value
                            && runs(word, "mktemp")
                        {
                            outline.temporary.insert(assignment.name.text.clone());
                        }
                    }
                    for embedded in &command.embedded {
                        if embedded.translated || matches!(embedded.runs, Runs::Remote | Runs::Container) {
                            outline.elsewhere.push(embedded.span.shifted(chunk.start));
                        }
                    }
                }
                _ => {}
            });
        }
        outline
    }

    /// The innermost function that holds a place.
    pub(super) fn function_at(&self, span: Span) -> Option<&str> {
        let holding = self.functions.iter().filter(|it| it.1.start <= span.start && span.end <= it.1.end);
        holding.min_by_key(|it| it.1.len()).map(|it| &*it.0)
    }

    pub(super) fn is_elsewhere(&self, span: Span) -> bool {
        self.elsewhere.iter().any(|it| it.start <= span.start && span.end <= it.end)
    }
}

/// The number of the argument, where all there is is `name=$1`.
fn keeps(statements: &[Statement]) -> Option<usize> {
    let [statement] = statements else { return None };
    let [assignment] = &*statement.command().filter(|it| it.words.is_empty())?.assignments else { return None };
    let Some(AssignedValue::Word(word)) = &assignment.value else { return None };
    let [part] = &*word.parts else { return None };
    let PartKind::Parameter(parameter) = &part.kind else { return None };
    let is_plain = parameter.operator.as_deref().is_none_or(|it| matches!(&*it.0, ":?" | "?"));
    if !is_plain || assignment.append || assignment.index.is_some() {
        return None;
    }
    argument(parameter)?.parse().ok()
}

/// Whether a command sets a variable whose name only shows when it runs.
fn sets_by_name(command: &Command) -> bool {
    let computed = |it: &Word| it.literal().is_none() && !it.literal_prefix().contains('=');
    match command.program.as_deref() {
        Some("read" | "mapfile" | "readarray" | "export") => command.operands().any(computed),
        Some("declare" | "typeset" | "local") => command.has_flag('n', "") || command.operands().any(computed),
        Some("printf") => command.flag_value('v', "").is_some_and(computed),
        Some("eval") => command.operands().any(|it| it.literal().is_none()),
        _ => false,
    }
}

/// Whether a word is what one command prints.
fn runs(word: &Word, program: &str) -> bool {
    let [part] = &*word.parts else { return false };
    let PartKind::Substitution(statements) = &part.kind else { return false };
    let [statement] = &**statements else { return false };
    let first = match &statement.kind {
        StatementKind::AndOr { first, .. } => first,
        _ => statement,
    };
    first.command().is_some_and(|it| it.program.as_deref() == Some(program))
}
