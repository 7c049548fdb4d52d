//! `caro-lsp guard`: a hook that coding agents ask before they run a command. It runs nothing itself.

use super::complain;
use crate::library::Files;
use crate::policy_file::{self, Trust};
use caller::Caller;
use caro_core::flow::Library;
use caro_core::policy::{From, Layer, Policy};
use caro_core::rules::{self, Finding, Level};
use caro_core::script::Dialect;
use caro_core::verdict::verdict_without_ignores;
use caro_core::{Document, actions};
use clap::{Args, ValueEnum};
use question::{Asked, Question};
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

mod caller;
mod question;
mod single;

/// The words of `guard`.
#[derive(Clone, Copy, Debug, Args)]
pub struct Arguments {
    /// Who asks, and so what the answer looks like
    #[arg(long, value_enum, default_value = "auto", value_name = "CALLER")]
    format: Format,
    /// The least level that is denied
    #[arg(long, value_enum, default_value = "danger", value_name = "LEVEL")]
    deny: Least,
    /// The least level that a person is asked about
    #[arg(long, value_enum, default_value = "caution", value_name = "LEVEL")]
    ask: Least,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Told by the question.
    Auto,
    /// Claude Code, and who took over its hooks
    Claude,
    /// Codex
    Codex,
    /// GitHub Copilot
    Copilot,
    /// Cursor
    Cursor,
    /// Gemini CLI
    Gemini,
    /// Windsurf
    Windsurf,
    /// Anybody else
    Plain,
}

/// From which level on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Least {
    Danger,
    Caution,
    Note,
    Never,
}

impl Least {
    fn is_reached(self, level: Level) -> bool {
        match self {
            Self::Danger => level >= Level::Danger,
            Self::Caution => level >= Level::Caution,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// What the guard says of a command. A later one outweighs those before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// Nothing to object to: what the caller's own rules say holds.
    Nothing,
    /// A person should look first, for this reason.
    Ask(String),
    /// It must not run, for this reason.
    Deny(String),
}

/// How much of standard input is read, in bytes.
const LONGEST: usize = 8 << 20;
/// The longest command, in bytes: what Linux lets a program be given as one word.
const LONGEST_COMMAND: usize = 128 << 10;
/// How long the end of standard input is waited for, and then the verdict: a caller that waits in vain lets the command run.
const PATIENCE: Duration = Duration::from_secs(2);
/// The longest mended command that is shown, in characters.
const LONGEST_SHOWN: usize = 200;

/// Answers one question on standard input.
pub(super) fn run(arguments: Arguments) -> ExitCode {
    let question = match read() {
        Ok(bytes) => Question::read(&bytes),
        Err(why) => Question::unclear(why),
    };
    let caller = match arguments.format {
        Format::Auto => question.caller,
        Format::Claude => Caller::Claude,
        Format::Codex => Caller::Codex,
        Format::Copilot => Caller::Copilot,
        Format::Cursor => Caller::Cursor { asks: question.caller != Caller::Cursor { asks: false } },
        Format::Gemini => Caller::Gemini,
        Format::Windsurf => Caller::Windsurf,
        Format::Plain => Caller::Plain,
    };
    caller.tell(&answer_in_time(question, arguments))
}

/// All of standard input; after a while, what came of it.
fn read() -> Result<Vec<u8>, String> {
    let (sender, pieces) = channel();
    let reader = std::thread::Builder::new().spawn(move || {
        let mut input = io::stdin().lock();
        let mut piece = vec![0; 64 << 10];
        loop {
            match input.read(&mut piece) {
                Ok(0) => return,
                Ok(length) if sender.send(Ok(piece[..length].to_vec())).is_ok() => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => drop(sender.send(Err(format!("standard input cannot be read: {error}")))),
                // Nobody waits any more.
                Ok(_) => return,
            }
        }
    });
    reader.map_err(|it| format!("standard input cannot be read: {it}"))?;
    let mut bytes = Vec::new();
    let end = Instant::now() + PATIENCE;
    loop {
        match pieces.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(piece) => bytes.extend(piece?),
            Err(RecvTimeoutError::Disconnected) => return Ok(bytes),
            Err(RecvTimeoutError::Timeout) if bytes.is_empty() => {
                return Err(format!("no question came within {} seconds", PATIENCE.as_secs()));
            }
            Err(RecvTimeoutError::Timeout) => return Ok(bytes),
        }
        if bytes.len() > LONGEST {
            return Err(format!("the question is longer than {} MiB", LONGEST >> 20));
        }
    }
}

/// The answer, or the wish that a person looks where it takes too long.
fn answer_in_time(question: Question, arguments: Arguments) -> Answer {
    let (sender, answers) = channel();
    let judge =
        std::thread::Builder::new().stack_size(8 << 20).spawn(move || drop(sender.send(answer(&question, arguments))));
    match judge.map(|_| answers.recv_timeout(PATIENCE)) {
        Ok(Ok(answer)) => answer,
        Ok(Err(RecvTimeoutError::Timeout)) => unclear(&format!("it takes longer than {} seconds", PATIENCE.as_secs())),
        Ok(Err(RecvTimeoutError::Disconnected)) => unclear("Caro failed on it; please report this"),
        Err(error) => unclear(&error.to_string()),
    }
}

fn answer(question: &Question, arguments: Arguments) -> Answer {
    let commands = match &question.asked {
        Asked::NoShell => return Answer::Nothing,
        Asked::Unclear(why) => return unclear(why),
        Asked::Commands(commands) => commands,
    };
    commands.iter().map(|it| judged(it, question.folder.as_deref(), arguments)).max().unwrap_or(Answer::Nothing)
}

fn unclear(why: &str) -> Answer {
    Answer::Ask(format!("Caro could not check this command: {}. A person should look at it.", visible(why)))
}

/// What is said of one command that would run in `folder`.
fn judged(command: &str, folder: Option<&Path>, arguments: Arguments) -> Answer {
    if command.len() > LONGEST_COMMAND {
        return unclear(&format!("it is longer than {} KiB", LONGEST_COMMAND >> 10));
    }
    if command.contains('\0') {
        return unclear("there is a NUL in it, which no shell takes");
    }
    let document = Document::new(command, Dialect::Bash);
    let files = folder.and_then(|it| Files::beside(&it.join("command")));
    let library = files.as_ref().map(|it| it as &dyn Library);
    let (policy, broken) = policy(folder);
    let judge = |policy: &Arc<Policy>| {
        let report = rules::check_under(&document, None, library, policy);
        (verdict_without_ignores(&report, policy).into_owned(), report.is_complete())
    };
    let worst = |findings: &[Finding]| findings.iter().map(|it| it.level).max();
    // The agent itself may have written the folder's file, so that one can only raise a level.
    let (mut findings, mut is_complete) = judge(&without_strangers(&policy));
    if policy.layers.iter().any(is_strangers) {
        let (other, is_other_complete) = judge(&policy);
        is_complete &= is_other_complete;
        if worst(&other) > worst(&findings) {
            findings = other;
        }
    }
    let worst = worst(&findings);
    let reason = |lead: &str| reason(lead, &document, &findings, &policy);
    if worst.is_some_and(|it| arguments.deny.is_reached(it)) {
        return Answer::Deny(reason("Caro stops this command"));
    }
    let unread = document.chunks().iter().find_map(|it| it.body.errors.first());
    match (worst.filter(|it| arguments.ask.is_reached(*it)), unread) {
        (Some(_), _) => Answer::Ask(reason("Caro asks for a look at this command")),
        (None, Some(error)) => unclear(&format!("it cannot be read as bash ({})", error.message)),
        (None, None) if !is_complete => unclear("there is too much in it to judge all of it"),
        (None, None) => match broken {
            Some(broken) => unclear(&format!("your own settings cannot be used: {broken}")),
            None => Answer::Nothing,
        },
    }
}

/// What the user, the team and the folder want told, and what is broken in the user's own file. Nobody but the user can
/// vouch for the folder here.
fn policy(folder: Option<&Path>) -> (Arc<Policy>, Option<String>) {
    let (policy, warnings) = policy_file::for_path(folder, Trust::AsConfigured);
    let broken = warnings.iter().find(|it| it.broken && !it.path.ends_with(policy_file::NAME)).map(ToString::to_string);
    policy_file::tell_once(warnings, |it| complain(&it.to_string()));
    (policy, broken)
}

fn is_strangers(layer: &Layer) -> bool {
    layer.from == From::Workspace
}

/// What the user and those whom the user trusts want told.
fn without_strangers(policy: &Policy) -> Arc<Policy> {
    let mut policy = policy.clone();
    policy.layers.retain(|it| !is_strangers(it));
    Arc::new(policy)
}

/// The worst finding with its fix, so that an agent can mend its command, and the codes of the others.
fn reason(lead: &str, document: &Document, findings: &[Finding], policy: &Policy) -> String {
    let strangers = || policy.layers.iter().filter(|it| is_strangers(it)).flat_map(|it| &it.rules);
    let is_strange = |it: &Finding| strangers().any(|own| own.code == it.rule.code);
    let Some(worst) = findings.iter().rev().max_by_key(|it| (it.level, !is_strange(it))) else {
        return format!("{lead}.");
    };
    let place = match document.line_number(worst.span.start) {
        1 => String::new(),
        line => format!("in line {line}: "),
    };
    let message = worst.message.trim_end_matches('.');
    let (level, code, message) = (worst.level.name(), worst.rule.code, visible(message));
    // Its words, and what it would run instead, are not Caro's.
    let is_strange = is_strange(worst);
    let whose = if is_strange { format!("the folder's own rule {code} says: ") } else { String::new() };
    let mut reason = format!("{lead} ({level} {code}): {place}{whose}{message}.");
    if let Some(fix) = worst.fixes.first().filter(|_| !is_strange) {
        let mended = actions::edited(document, &fix.edits).text().to_string();
        let mended = mended.trim_end();
        reason.extend([" Fix: ", &visible(&fix.title)]);
        if mended.chars().count() <= LONGEST_SHOWN && visible(mended) == mended {
            reason.extend([": `", mended, "`"]);
        }
        reason.push('.');
    }
    let mut others: Vec<&str> = findings.iter().map(|it| it.rule.code).filter(|it| *it != worst.rule.code).collect();
    others.sort_unstable();
    others.dedup();
    if !others.is_empty() {
        reason.extend([" Also: ", &others.join(", "), "."]);
    }
    reason
}

/// Text of the command as a prompt may show it: nothing that a terminal obeys or that turns the direction of writing.
fn visible(text: &str) -> String {
    let is_hidden = |it: char| {
        it.is_control() || matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().map(|it| if is_hidden(it) { '\u{fffd}' } else { it }).collect()
}
