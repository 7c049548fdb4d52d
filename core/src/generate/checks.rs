//! What a candidate must pass before anyone sees it: it parses, its programs know its flags, and its risk is known.

use super::answer::Form;
use super::merge::Merged;
use super::{Candidate, Request, Suggestion, habits};
use crate::explain::Explained;
use crate::rules::{Finding, Level};
use crate::script::{Command, Dialect, Node, Statement, StatementKind, walk};
use crate::target::{self, Platform};
use crate::{Document, Span, explain, knowledge, rules, unknown};

/// How much less sure a danger is that a model alone proposes: what is harmless comes first.
const RISKY: f32 = 0.1;
/// How much less sure a command is that a model alone proposes and that has a program we know nothing of: whether its
/// flags exist, and what it does, was not checked. That keeps it from being shown unasked.
const UNCHECKED: f32 = 0.1;

/// The suggestion a candidate of one line becomes; `None` where a check fails.
pub(super) fn check(merged: Merged, request: &Request<'_>) -> Option<Suggestion> {
    check_in(merged, request, Form::Line)
}

/// The same for a candidate that may be a block: then every line of it is checked, and it must be whole.
pub(super) fn check_in(merged: Merged, request: &Request<'_>, form: Form) -> Option<Suggestion> {
    let Merged { candidate, sources, wish, assumed, learned, checked, .. } = merged;
    let Checked { document, findings, .. } = match checked.filter(|it| it.command == candidate.command) {
        Some(checked) => checked,
        None => checked_in(&candidate.command, request, form)?,
    };
    let mut explanation = explain::explain_text(&candidate.command, request.dialect);
    tell(&mut explanation, &candidate.command, &learned);
    let Candidate { command, mut confidence, prose, .. } = candidate;
    let is_danger = findings.iter().any(|it| it.level == Level::Danger);
    let mut may_rise = !is_danger && !prose;
    if !sources.contains(&"embedded") {
        if is_danger {
            confidence -= RISKY;
        }
        if !document.chunks().iter().all(|it| is_checked(&it.body.statements, request, &learned)) {
            confidence -= UNCHECKED;
            may_rise = false;
        }
    }
    let source = sources.first().copied().unwrap_or_default();
    confidence = request.calibration.corrected(confidence, source, may_rise);
    let wish = wish.unwrap_or_else(|| request.text.to_owned());
    Some(Suggestion { command, confidence, prose, wish, assumed, learned, sources, findings, explanation })
}

/// Says in the explanation by which habits a command is written as it is.
fn tell(explanation: &mut Vec<Explained>, command: &str, learned: &[String]) {
    if learned.is_empty() {
        return;
    }
    if explanation.is_empty() {
        // Nothing is known of the program.
        explanation.push(Explained {
            span: Span::new(0, command.len()),
            kind: explain::Kind::Command,
            title: command.split(' ').next().unwrap_or_default().to_owned(),
            meaning: String::new(),
            source: explain::Source::Script,
            parts: Vec::new(),
        });
    }
    let Some(first) = explanation.first_mut() else { return };
    let mut said = learned.join(", ");
    if let Some(start) = said.get_mut(..1) {
        start.make_ascii_uppercase();
    }
    let gap = if first.meaning.is_empty() { "" } else { " " };
    first.meaning.extend([gap, &said, "."]);
}

/// What a reviewer would stop at in a command of one line; `None` where a check fails.
pub(super) fn findings(command: &str, request: &Request<'_>) -> Option<Vec<Finding>> {
    checked(command, request).map(|it| it.findings)
}

/// A command that is sound, and what a reviewer would stop at in it.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    command: String,
    pub(super) document: Document,
    pub(super) findings: Vec<Finding>,
}

/// A command of one line, read and judged; `None` where a check fails.
pub(super) fn checked(command: &str, request: &Request<'_>) -> Option<Checked> {
    checked_in(command, request, Form::Line)
}

fn checked_in(command: &str, request: &Request<'_>, form: Form) -> Option<Checked> {
    let document = sound(command, request, form)?;
    let findings = rules::check(&document, None).findings().to_vec();
    Some(Checked { command: command.to_owned(), document, findings })
}

/// A command that parses, and whose programs know its flags.
fn sound(command: &str, request: &Request<'_>, form: Form) -> Option<Document> {
    let may_hold = |it: char| !it.is_control() || form == Form::Block && matches!(it, '\n' | '\t');
    if command.trim().is_empty() || !command.chars().all(may_hold) || request.dialect == Dialect::Unsupported {
        return None;
    }
    let document = Document::new(command, request.dialect);
    let sound =
        document.chunks().iter().all(|it| it.body.errors.is_empty() && is_known(&it.body.statements, request.platform));
    sound.then_some(document)
}

/// Whether every known program knows the flags that it is given, everywhere in a list.
fn is_known(statements: &[Statement], platform: Platform) -> bool {
    let mut known = true;
    walk(statements, &mut |node| match node {
        Node::Command(command) => known &= is_known_command(command, platform),
        Node::Statement(statement) => known &= statement.kind != StatementKind::Unknown,
        Node::Word(_) | Node::Redirect(_) => {}
    });
    known
}

/// Whether there are facts about every program in a list, or it is a function of the script, or a habit of the user's put
/// it in the place of one that was checked.
fn is_checked(statements: &[Statement], request: &Request<'_>, learned: &[String]) -> bool {
    let mut checked = true;
    walk(statements, &mut |node| {
        if let Node::Command(command) = node {
            let name = command.program.as_deref();
            let is_preferred = |name: &str| habits::prefers(learned, name);
            let is_known = |name: &str| {
                knowledge::program(name).is_some() || request.functions.contains(&name) || is_preferred(name)
            };
            checked &= command.words.is_empty() || name.is_some_and(is_known);
        }
    });
    checked
}

fn is_known_command(command: &Command, platform: Platform) -> bool {
    unknown::flags(command).next().is_none() && target::missing_flags(command, platform).next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_with_a_line_break_never_leaves() {
        let request = Request::new("", Dialect::Bash, Platform::Linux);
        let candidate = |command: &str| Candidate {
            command: command.to_owned(),
            confidence: 1.0,
            prose: false,
            source: "embedded",
        };
        assert!(check(candidate("ls\nrm x").into(), &request).is_none());
        assert!(check(candidate("  ").into(), &request).is_none());
        assert!(check(candidate("ls").into(), &request).is_some());
    }

    #[test]
    fn a_model_is_less_sure_where_nothing_is_known_of_a_program() {
        let request = Request { functions: vec!["deploy"], ..Request::new("", Dialect::Bash, Platform::Linux) };
        let confidence = |command: &str, source: &'static str| {
            let candidate = Candidate { command: command.to_owned(), confidence: 0.78, prose: false, source };
            (check(candidate.into(), &request).unwrap().confidence * 100.0).round() as u32
        };
        for command in ["ls -l | wc -l", "deploy now", "x=1", "for f in *; do echo \"$f\"; done"] {
            assert_eq!(confidence(command, "model"), 78, "{command}");
        }
        for command in ["frobnicate -x", "ls | frobnicate", "$tool run", "echo $(frobnicate)"] {
            assert_eq!(confidence(command, "model"), 68, "{command}");
            assert_eq!(confidence(command, "embedded"), 78, "{command}");
        }
        assert_eq!(confidence("rm -rf /", "server"), 68);
    }

    #[test]
    fn what_does_not_parse_or_has_flags_that_do_not_exist_never_leaves() {
        let check_on = |command: &str, platform| {
            let request = Request::new("", Dialect::Bash, platform);
            let candidate =
                Candidate { command: command.to_owned(), confidence: 1.0, prose: false, source: "embedded" };
            check(candidate.into(), &request).is_some()
        };
        for command in ["find . -name 'x", "ls | ", "ls --frobnicate", "tar --nonsense -xf a", "x=$(ls --frobnicate)"] {
            assert!(!check_on(command, Platform::Linux), "{command}");
        }
        assert!(check_on("head -5 x", Platform::MacOs));
        assert!(check_on("find . -printf '%s'", Platform::Linux) && !check_on("find . -printf '%s'", Platform::MacOs));
    }

    #[test]
    fn every_line_of_a_block_is_checked() {
        let request = Request::new("", Dialect::Bash, Platform::Linux);
        let check = |command: &str, form| {
            let candidate = Candidate { command: command.to_owned(), confidence: 1.0, prose: false, source: "model" };
            check_in(candidate.into(), &request, form)
        };
        assert!(check("ls\npwd", Form::Line).is_none());
        assert!(check("ls\n\tpwd", Form::Block).is_some_and(|it| it.findings().is_empty()));
        for broken in
            ["ls\r\npwd", "ls\n\u{1b}[2Jpwd", "if x; then\nls", "ls\nls --frobnicate", "cat <<E\nx", "ls\n\"x"]
        {
            assert!(check(broken, Form::Block).is_none(), "{broken:?}");
        }
        for danger in ["ls\nrm -rf /\npwd", "f() {\nrm -rf /\n}\nf", "if x; then\nls\nelse\nrm -rf /\nfi"] {
            let findings = check(danger, Form::Block).unwrap().findings().to_vec();
            assert!(findings.iter().any(|it| it.level == Level::Danger), "{danger}");
        }
    }
}
