//! Puts habits to use on a command: each change must leave it as sound as before, and no riskier.

use super::{Habit, Kind, Rewritten, spelling};
use crate::generate::Request;
use crate::generate::checks::{self, Checked};
use crate::generate::ghost::in_double_quotes;
use crate::generate::meaning::meaning;
use crate::generate::refine::{commands, document, edited};
use crate::rules::Finding;
use crate::target::Platform;
use crate::{Document, Span};

/// The longest command that is rewritten.
const LONGEST: usize = 4096;
/// How many habits one command is rewritten by.
const MOST: usize = 8;

impl Habit {
    /// The command as the habit has it; `None` where it does not speak of it, or it is so already.
    pub(super) fn applied(&self, document: &Document, platform: Platform) -> Option<String> {
        match &self.0 {
            Kind::Flag(it) => it.applied(document),
            Kind::Program(it) => it.applied(document, platform),
            Kind::NoSudo(program) => without_sudo(document, program),
            Kind::Flags(it) => it.applied(document, platform),
            Kind::Quotes(it) => it.applied(document),
            Kind::Variables => spelling::with_quoted_variables(document),
        }
    }

    /// Whether it changes only how a command is written.
    fn is_spelling(&self) -> bool {
        matches!(self.0, Kind::Flags(_) | Kind::Quotes(_))
    }
}

/// The command with all that the habits make of it.
pub(super) fn rewritten(habits: &[Habit], command: &str, request: &Request<'_>) -> Option<Rewritten> {
    if command.len() > LONGEST || command.contains(char::is_control) {
        return None;
    }
    let mut about = habits.iter().filter(|it| it.may_be_about(command)).peekable();
    about.peek()?;
    let mut now = document(command, request.dialect)?;
    let (mut text, mut checked) = (command.to_owned(), None);
    let mut sentences = Vec::new();
    for habit in about {
        let Some(changed) = habit.applied(&now, request.platform).filter(|it| *it != text) else { continue };
        if let Some(found) = allowed(habit, &text, &changed, request) {
            now = found.document.clone();
            (text, checked) = (changed, Some(found));
            sentences.push(habit.sentence());
        }
        if sentences.len() == MOST {
            break;
        }
    }
    checked.map(|checked| Rewritten { command: text, sentences, checked })
}

/// What is found out about a command after a change; `None` where it does not pass the checks, says something else although
/// it should not, or brings a new finding.
fn allowed(habit: &Habit, before: &str, after: &str, request: &Request<'_>) -> Option<Checked> {
    let found = checks::checked(after, request)?;
    if habit.is_spelling() {
        let unquoted = |it: &str| meaning(&in_double_quotes(it), request.dialect);
        if unquoted(before) != unquoted(after) {
            return None;
        }
    }
    let is_known = found.findings.is_empty()
        || checks::findings(before, request).is_some_and(|it| is_no_riskier(&it, &found.findings));
    is_known.then_some(found)
}

/// Whether each finding was there before, and none is graver.
fn is_no_riskier(before: &[Finding], after: &[Finding]) -> bool {
    let mut left: Vec<&Finding> = before.iter().collect();
    let highest = |all: &[Finding]| all.iter().map(|it| it.level).max();
    highest(after) <= highest(before)
        && after.iter().all(|it| {
            let known = left.iter().position(|other| other.rule.code == it.rule.code && other.level >= it.level);
            known.map(|at| left.swap_remove(at)).is_some()
        })
}

fn without_sudo(document: &Document, program: &str) -> Option<String> {
    let mut edits: Vec<(Span, String)> = Vec::new();
    for command in commands(document) {
        let is_it = command.facts().first().is_some_and(|it| it.name == program);
        if let Some(outer) =
            command.wrappers.first().filter(|it| is_it && &*it.program == "sudo" && it.flags.is_empty())
        {
            let next = command.words.iter().find(|it| it.span.start > outer.span.start)?;
            edits.push((Span::new(outer.span.start, next.span.start), String::new()));
        }
    }
    (!edits.is_empty()).then(|| edited(document, &edits))
}
