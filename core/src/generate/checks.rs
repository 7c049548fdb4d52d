//! What a candidate must pass before anyone sees it: it parses, its programs know its flags, and its risk is known.

use super::{Candidate, Platform, Request, Suggestion};
use crate::knowledge;
use crate::script::{AssignedValue, Command, Dialect, Flag, PartKind, Statement, StatementKind, Word};
use crate::{Document, explain, rules};

/// The suggestion a candidate becomes; `None` where a check fails.
pub(super) fn check(candidate: Candidate, request: &Request<'_>) -> Option<Suggestion> {
    let command = &candidate.command;
    if command.trim().is_empty()
        || command.contains(|it: char| it.is_control())
        || request.dialect == Dialect::Unsupported
    {
        return None;
    }
    let document = Document::new(command, request.dialect);
    let sound = document
        .chunks()
        .iter()
        .all(|it| it.body.errors.is_empty() && it.body.statements.iter().all(|it| is_known(it, request.platform)));
    if !sound {
        return None;
    }
    let findings = rules::check(&document, None).findings().to_vec();
    let explanation = explain::explain(command, request.dialect);
    let Candidate { command, confidence, source } = candidate;
    Some(Suggestion { command, confidence, source, findings, explanation })
}

/// Whether every known program in a statement knows the flags that it is given.
fn is_known(statement: &Statement, platform: Platform) -> bool {
    let all = |list: &[Statement]| list.iter().all(|it| is_known(it, platform));
    match &statement.kind {
        StatementKind::Command(command) => is_known_command(command, platform),
        StatementKind::Pipeline(pipeline) => all(&pipeline.stages),
        StatementKind::AndOr { left, right, .. } => is_known(left, platform) && is_known(right, platform),
        StatementKind::Group(list) | StatementKind::Subshell(list) => all(list),
        StatementKind::If { branches, otherwise } => {
            branches.iter().all(|(condition, body)| all(condition) && all(body)) && otherwise.as_deref().is_none_or(all)
        }
        StatementKind::While { condition, body, .. } => all(condition) && all(body),
        StatementKind::For { words, body, .. } => {
            words.as_deref().unwrap_or_default().iter().all(|it| is_known_word(it, platform)) && all(body)
        }
        StatementKind::ForArithmetic { body, .. } => all(body),
        StatementKind::Case { arms, .. } => arms.iter().all(|it| all(&it.body)),
        StatementKind::Function { body, .. } => is_known(body, platform),
        StatementKind::Coproc(body) => is_known(body, platform),
        StatementKind::Test(_) | StatementKind::Arithmetic(_) => true,
        StatementKind::Unknown => false,
    }
}

fn is_known_command(command: &Command, platform: Platform) -> bool {
    let facts = command.program.as_deref().and_then(knowledge::program);
    let flags = facts.is_none_or(|program| command.flags().all(|it| fits(it, program, platform)));
    let words = command.words.iter().all(|it| is_known_word(it, platform));
    let assigned = command.assignments.iter().all(|it| match &it.value {
        Some(AssignedValue::Word(word)) => is_known_word(word, platform),
        Some(AssignedValue::Array(words)) => words.iter().all(|it| is_known_word(it, platform)),
        None => true,
    });
    let embedded = command.embedded.iter().flat_map(|it| &it.statements).all(|it| is_known(it, platform));
    flags && words && assigned && embedded
}

/// Whether a program has a flag, on this platform.
fn fits(flag: &Flag, program: &knowledge::Program, platform: Platform) -> bool {
    let named = flag.long.as_deref().and_then(|it| program.long(it));
    let Some(facts) = flag.short.and_then(|it| program.short(it)).or(named) else { return flag.known };
    match platform {
        Platform::Gnu => facts.variants.gnu,
        Platform::Bsd => facts.variants.bsd,
        Platform::Busybox => facts.variants.busybox,
    }
}

fn is_known_word(word: &Word, platform: Platform) -> bool {
    word.parts.iter().all(|it| match &it.kind {
        PartKind::Substitution(list) | PartKind::Process(list) => list.iter().all(|it| is_known(it, platform)),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_with_a_line_break_never_leaves() {
        let request = Request { text: "", dialect: Dialect::Bash, platform: Platform::Gnu };
        let candidate = |command: &str| Candidate { command: command.to_owned(), confidence: 1.0, source: "embedded" };
        assert!(check(candidate("ls\nrm x"), &request).is_none());
        assert!(check(candidate("  "), &request).is_none());
        assert!(check(candidate("ls"), &request).is_some());
    }
}
