//! A command as another user: `sudo` before what needs it, and nowhere else.

use super::edits::{edited, statements};
use crate::Document;
use crate::Span;
use crate::generate::Request;
use crate::knowledge::Kind;
use crate::rules::edits::Edits;
use crate::script::{Command, PartKind, Redirect, RedirectOperator, Statement, StatementKind, Word};
use crate::target::Platform;

/// What the shell does itself and where no other user matters.
const HARMLESS: [&str; 22] = [
    "echo", "printf", "true", "false", ":", "pwd", "read", "export", "set", "unset", "shift", "local", "declare",
    "return", "exit", "break", "continue", "wait", "let", "readonly", "sleep", "seq",
];
/// What only the shell itself can do.
const BUILTINS: [&str; 30] = [
    "cd",
    "pushd",
    "popd",
    "source",
    ".",
    "eval",
    "exec",
    "ulimit",
    "umask",
    "mapfile",
    "readarray",
    "trap",
    "alias",
    "unalias",
    "hash",
    "type",
    "command",
    "builtin",
    "jobs",
    "fg",
    "bg",
    "disown",
    "history",
    "shopt",
    "enable",
    "bind",
    "test",
    "[",
    "dirs",
    "getopts",
];
/// What only passes on what it reads, where no file is named.
const FILTERS: [&str; 30] = [
    "sort", "uniq", "head", "tail", "cut", "tr", "wc", "grep", "egrep", "fgrep", "awk", "sed", "column", "nl", "rev",
    "tac", "fold", "paste", "cat", "less", "more", "jq", "xxd", "base64", "fmt", "expand", "rg", "od", "comm",
    "numfmt",
];

/// Whether the shell does it itself.
pub(super) fn is_builtin(program: &str) -> bool {
    BUILTINS.contains(&program) || is_harmless(program) && !matches!(program, "sleep" | "seq")
}

/// Whether it changes nothing of the shell that matters elsewhere.
pub(super) fn is_harmless(program: &str) -> bool {
    matches!(program, "echo" | "printf" | "true" | "false" | ":" | "pwd" | "sleep" | "seq" | "test" | "[")
}

/// The command as another user; `None` where `sudo` would not reach all that it does.
pub(super) fn as_user(document: &Document, user: Option<&str>, request: &Request<'_>) -> Option<String> {
    if !matches!(request.platform, Platform::Linux | Platform::MacOs) {
        return None;
    }
    let prefix = user.map_or_else(|| "sudo ".to_owned(), |it| format!("sudo -u {it} "));
    let mut raise = Raise { request, prefix: &prefix, edits: Vec::new(), raised: 0, there: 0 };
    raise.all(statements(document))?;
    match (raise.raised, raise.there) {
        (0, 0) => None,
        (0, _) => user.is_none().then(|| document.text().to_string()),
        (_, 0) => Some(edited(document, &raise.edits)),
        // Some of it is another user's already, and nobody knows whose.
        _ => user.is_none().then(|| edited(document, &raise.edits)),
    }
}

struct Raise<'r> {
    request: &'r Request<'r>,
    prefix: &'r str,
    edits: Edits,
    /// How many commands get `sudo`.
    raised: usize,
    /// How many have it.
    there: usize,
}

impl Raise<'_> {
    fn all(&mut self, statements: &[Statement]) -> Option<()> {
        statements.iter().try_for_each(|it| self.statement(it, 0, true))
    }

    /// One statement: which stage of a pipeline it is, and whether it is the last.
    fn statement(&mut self, statement: &Statement, stage: usize, last: bool) -> Option<()> {
        if !statement.redirects.iter().all(is_own) {
            return None;
        }
        match &statement.kind {
            StatementKind::Command(command) => self.command(command, stage, last),
            StatementKind::Pipeline(pipeline) => {
                let end = pipeline.stages.len().saturating_sub(1);
                pipeline.stages.iter().enumerate().try_for_each(|(at, it)| self.statement(it, at, at == end))
            }
            StatementKind::AndOr { first, rest } => {
                self.statement(first, 0, true)?;
                rest.iter().try_for_each(|it| self.statement(&it.1, 0, true))
            }
            StatementKind::Group(body) | StatementKind::Subshell(body) => self.all(body),
            StatementKind::For { words, body, .. } => {
                words.as_deref().unwrap_or_default().iter().try_for_each(|it| self.word(it))?;
                self.all(body)
            }
            StatementKind::While { condition, body, .. } => {
                self.all(condition)?;
                self.all(body)
            }
            StatementKind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    self.all(condition)?;
                    self.all(body)?;
                }
                self.all(otherwise.as_deref().unwrap_or_default())
            }
            StatementKind::Arithmetic(_) => Some(()),
            _ => None,
        }
    }

    fn word(&mut self, word: &Word) -> Option<()> {
        let hidden = word.literal_prefix().starts_with("/root");
        for part in &word.parts {
            match &part.kind {
                PartKind::Substitution(inner) | PartKind::Process(inner) => self.all(inner)?,
                // The shell looks there as the user who typed it.
                PartKind::Glob(_) if hidden => return None,
                _ => {}
            }
        }
        Some(())
    }

    fn command(&mut self, command: &Command, stage: usize, last: bool) -> Option<()> {
        if command.words.is_empty() {
            return command.redirects.is_empty().then_some(());
        }
        command.words.iter().try_for_each(|it| self.word(it))?;
        let program = command.program.as_deref()?;
        let is_there = ["sudo", "doas", "su"].iter().any(|it| command.is_wrapped_by(it))
            || matches!(program, "sudo" | "doas" | "su");
        let first = command.words.first()?.literal().unwrap_or_default();
        if BUILTINS.contains(&program)
            || BUILTINS.contains(&first)
            || self.request.functions.contains(&program)
            || !command.assignments.is_empty()
        {
            return None;
        }
        let needs = !(is_there || HARMLESS.contains(&program) || stage > 0 && passes_on(command, program));
        for redirect in &command.redirects {
            if is_own(redirect) {
                continue;
            }
            self.redirect(command, redirect, last)?;
        }
        if is_there {
            self.there += 1;
        }
        if needs {
            self.edits.push((Span::at(command.words.first()?.span.start), self.prefix.to_owned()));
            self.raised += 1;
        }
        Some(())
    }

    /// `> /etc/x` is opened by the shell: `sudo tee` writes it.
    fn redirect(&mut self, command: &Command, redirect: &Redirect, last: bool) -> Option<()> {
        let flag = match redirect.operator {
            RedirectOperator::Write | RedirectOperator::Clobber => "",
            RedirectOperator::Append => "-a ",
            _ => return None,
        };
        let at_end = redirect.span.end == command.span.end;
        let alone = command.redirects.iter().filter(|it| it.operator.writes()).count() == 1;
        if redirect.fd.is_some() || !last || !at_end || !alone {
            return None;
        }
        let sign = Span::new(redirect.span.start, redirect.target.span.start);
        self.edits.push((sign, format!("| {}tee {flag}", self.prefix)));
        self.edits.push((Span::at(redirect.span.end), " > /dev/null".to_owned()));
        self.raised += 1;
        Some(())
    }
}

/// Whether a redirect works as the user who types it: no file, or one of theirs.
fn is_own(redirect: &Redirect) -> bool {
    match redirect.operator {
        RedirectOperator::DuplicateRead
        | RedirectOperator::DuplicateWrite
        | RedirectOperator::HereDocument
        | RedirectOperator::HereDocumentTabs
        | RedirectOperator::HereString => true,
        _ => {
            let target = redirect.target.literal_prefix();
            target == "/dev/null"
                || !target.is_empty() && !target.starts_with(['/', '.', '~'])
                || target.starts_with("/tmp/")
                || target.starts_with("./")
        }
    }
}

/// Whether a command in a pipeline only works on what it reads there.
fn passes_on(command: &Command, program: &str) -> bool {
    if !FILTERS.contains(&program) || !command.wrappers.is_empty() {
        return false;
    }
    let Some(facts) = command.facts().last() else { return false };
    let count = command.operands().count();
    let names_file = command.operands().enumerate().any(|(at, word)| {
        let role = facts.operand(at, count, |it| command.gives(it));
        word.literal() != Some("-") && role.is_none_or(|it| it.value.kind == Kind::Path)
    });
    let opens = command
        .flags()
        .any(|it| it.value.is_some() && it.facts.and_then(|it| it.value).is_some_and(|it| it.kind == Kind::Path));
    !names_file && !opens
}
