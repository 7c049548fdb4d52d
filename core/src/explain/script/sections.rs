//! A script section by section: functions, and commands that stand together; each with its author's words and a sentence.

use super::outline::Outline;
use super::shown::shown;
use super::{MOST_SECTIONS, Section};
use crate::explain::text::{cut, node, one_line, sentence};
use crate::explain::{Explained, Kind, View, explain};
use crate::listed::listed;
use crate::script::{AndOr, Chunk, Comment, Statement, StatementKind};
use crate::{Document, Span};

/// How many things a sentence tells.
const MOST_PHRASES: usize = 4;
/// How many lines at the start are searched for the author's words.
const HEAD: usize = 40;
/// How long an author's words get, in characters.
const LONGEST: usize = 160;
/// How many statements of one section are read.
const MOST_READ: usize = 200;

/// What the script's author says that it is: the first sentence of the first comment that speaks to people.
pub(super) fn author(document: &Document) -> Option<String> {
    let mut found = String::new();
    let mut end = 0;
    for chunk in document.chunks().iter().take(HEAD) {
        let first = chunk.body.statements.first().map_or(usize::MAX, |it| it.span.start);
        for comment in chunk.body.comments.iter().filter(|it| it.span.start < first) {
            let words = words(comment.span.of(&chunk.body.text));
            let span = comment.span.shifted(chunk.start);
            if !found.is_empty() {
                let between = Span { start: end, end: span.start };
                let goes_on = document.slice(between).matches('\n').count() == 1;
                let Some(words) = words.filter(|_| goes_on && !is_finished(&found)) else {
                    return Some(first_of(&found));
                };
                found = format!("{found} {words}");
            } else if let Some(words) = words.filter(|it| it.contains(' ')) {
                found = words;
            }
            end = span.end;
        }
        if first != usize::MAX {
            break;
        }
    }
    (!found.is_empty()).then(|| first_of(&found))
}

/// Whether words end a sentence, or are enough.
fn is_finished(words: &str) -> bool {
    words.ends_with(['.', ':', '!', '?']) || words.contains(". ") || words.len() > 2 * LONGEST
}

/// The first sentence of an author's words.
fn first_of(words: &str) -> String {
    let end = words.find(". ").map_or(words.len(), |it| it + 1);
    cut(&words[..end], LONGEST)
}

/// The words of a comment that speaks to people.
fn words(comment: &str) -> Option<String> {
    let inner = comment.strip_prefix('#')?;
    let text = one_line(inner.trim_matches(|it: char| it.is_whitespace() || "#*=-_~".contains(it)));
    let first = text.split(' ').next().unwrap_or_default();
    let is_field =
        first.ends_with(':') || text.split_once(": ").is_some_and(|it| it.0.contains('-') && !it.0.contains(' '));
    let lower = text.to_lowercase();
    let is_legal = ["copyright", "spdx-", "license", "licensed", "(c)", "all rights", "-*-", "vim:", "vi:", "@"];
    let speaks = text.chars().filter(|it| it.is_alphabetic()).count() >= 3
        && !inner.starts_with(['!', '#'])
        && !Comment::is_directive(comment)
        && !is_field
        && !is_legal.iter().any(|it| lower.starts_with(it));
    speaks.then_some(text)
}

/// A section while it is found: where it stands, its title, its commands with the pieces that hold them.
type Found<'a> = (Span, String, Vec<(&'a Chunk, &'a Statement)>);

/// The sections in order, and how many there was no room for.
pub(super) fn sections(view: &View<'_>, outline: &Outline) -> (Vec<Section>, usize) {
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut title = String::new();
    // Whether what comes next begins a section.
    let mut begins = true;
    for chunk in view.document.chunks() {
        let text = &*chunk.body.text;
        let mut at = 0;
        for statement in &chunk.body.statements {
            let before = text.get(at..statement.span.start).unwrap_or_default();
            (title, begins) = heading(before, title, begins, at == 0);
            let span = statement.span.shifted(chunk.start);
            let is_function = matches!(statement.kind, StatementKind::Function { .. });
            let after_function = found
                .last()
                .is_some_and(|it| it.2.last().is_some_and(|it| matches!(it.1.kind, StatementKind::Function { .. })));
            match found.last_mut().filter(|_| !begins && !is_function && !after_function) {
                Some(section) => {
                    section.0 = section.0.cover(span);
                    section.2.push((chunk, statement));
                }
                None => found.push((span, first_of(&std::mem::take(&mut title)), vec![(chunk, statement)])),
            }
            title.clear();
            begins = false;
            at = statement.span.end;
        }
        let rest = text.get(at..).unwrap_or_default();
        // Behind a command its line ends; a comment there is its own.
        let rest = if at > 0 { rest.split_once('\n').map_or("", |it| it.1) } else { rest };
        (title, begins) = heading(rest, title, begins, true);
    }
    let more = found.len().saturating_sub(MOST_SECTIONS);
    let sections = found.into_iter().take(MOST_SECTIONS).map(|(span, title, statements)| {
        let teller = Teller { view, outline };
        Section { span, title, says: teller.says(&statements) }
    });
    (sections.collect(), more)
}

/// What lines between two commands say of the next one: its title, and whether a section begins.
fn heading(between: &str, title: String, begins: bool, whole: bool) -> (String, bool) {
    let (mut title, mut begins) = (title, begins);
    let lines: Vec<&str> = between.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        let is_part = at == 0 && !whole || at + 1 == lines.len();
        match line.trim() {
            "" if is_part => {}
            "" => {
                title.clear();
                begins = true;
            }
            comment if comment.starts_with('#') && (at > 0 || whole) => {
                begins = true;
                if let Some(words) = words(comment).filter(|_| !is_finished(&title)) {
                    let gap = if title.is_empty() { "" } else { " " };
                    title = format!("{title}{gap}{words}");
                }
            }
            _ => {}
        }
    }
    (title, begins)
}

struct Teller<'a> {
    view: &'a View<'a>,
    outline: &'a Outline,
}

impl Teller<'_> {
    fn says(&self, statements: &[(&Chunk, &Statement)]) -> String {
        let mut phrases = Phrases::default();
        for (chunk, statement) in statements.iter().take(MOST_READ) {
            if phrases.told.len() > MOST_PHRASES {
                break;
            }
            let parts = explain(self.view, statement.span.shifted(chunk.start));
            self.statement(statement, chunk, &parts, &mut phrases);
        }
        let mut told = phrases.told();
        if told.is_empty() {
            return "Does what Caro does not know.".to_owned();
        }
        if told.len() > MOST_PHRASES {
            told.truncate(MOST_PHRASES - 1);
            told.push("and more".to_owned());
        }
        sentence(&told.join("; "))
    }

    /// Adds what a statement does, as ends of a sentence.
    fn statement(&self, statement: &Statement, chunk: &Chunk, parts: &[Explained], phrases: &mut Phrases) {
        if phrases.told.len() > MOST_PHRASES || phrases.depth > 8 {
            return;
        }
        let depth = phrases.depth + 1;
        let inner = |body: &[Statement]| {
            let mut inner = Phrases { depth, ..Phrases::default() };
            body.iter().take(MOST_READ).for_each(|it| self.statement(it, chunk, parts, &mut inner));
            let mut told = inner.told();
            told.truncate(2);
            listed(&told, "and")
        };
        match &statement.kind {
            StatementKind::Command(command) => {
                let declares =
                    matches!(command.program.as_deref(), Some("readonly" | "export" | "declare" | "typeset" | "local"));
                if command.words.is_empty() || declares && !command.assignments.is_empty() {
                    for assignment in &command.assignments {
                        phrases.set(&assignment.name.text);
                    }
                    return;
                }
                let program = command.program.as_deref().unwrap_or_default();
                let quiet =
                    matches!(program, "echo" | "printf" | "exit" | "return" | "true" | ":" | "shift" | "[" | "test");
                if command.wrappers.is_empty() && self.outline.names.contains(program) {
                    return phrases.say(format!("calls `{program}`"), false);
                }
                let found = node(parts, statement.span.shifted(chunk.start)).filter(|it| it.kind == Kind::Command);
                let said = found.as_ref().map(|it| it.meaning.as_str()).filter(|it| !it.is_empty());
                // What only counts its flags says less than what the program is for.
                let said = match said.and_then(|it| it.strip_prefix("Here it ")) {
                    Some(flags) if program == "set" => Some(flags),
                    Some(_) => None,
                    None => said,
                };
                let said = match program {
                    "command" if command.has_flag('v', "") || command.has_flag('V', "") => {
                        Some("asks whether a program is there")
                    }
                    _ => said,
                };
                let summary = || command.facts().last().map(|it| it.summary);
                match said.or_else(|| summary().filter(|_| !program.is_empty())) {
                    Some(said) => phrases.say(ending(said), quiet),
                    None => {
                        let word = command.words.get(command.head).map(shown).unwrap_or_default();
                        phrases.say(format!("runs {word}"), false);
                    }
                }
            }
            StatementKind::Pipeline(pipeline) => {
                let stages = pipeline.stages.iter().map(|it| inner(std::slice::from_ref(it)));
                let stages: Vec<String> = stages.filter(|it| !it.is_empty()).take(3).collect();
                phrases.say(stages.join(", then "), false);
            }
            StatementKind::AndOr { first, rest } => {
                let before = phrases.told.len();
                self.statement(first, chunk, parts, phrases);
                let asks = phrases.told.len() == before;
                for (operator, next) in rest {
                    let told = inner(std::slice::from_ref(next));
                    if !told.is_empty() {
                        let when = match operator {
                            _ if asks => "under a condition",
                            AndOr::And => "if that succeeds",
                            AndOr::Or => "if that fails",
                        };
                        phrases.say(format!("{when} {told}"), is_ending(next));
                    }
                }
            }
            StatementKind::Group(body) | StatementKind::Subshell(body) => {
                body.iter().take(MOST_READ).for_each(|it| self.statement(it, chunk, parts, phrases));
            }
            StatementKind::If { branches, otherwise } => {
                let bodies = branches.iter().map(|it| &*it.1).chain(otherwise.as_deref());
                let told: Vec<String> = bodies.map(inner).filter(|it| !it.is_empty()).collect();
                if let Some(first) = told.first() {
                    let more = if told.len() > 1 { ", or else does something other" } else { "" };
                    phrases.say(format!("under a condition {first}{more}"), false);
                }
            }
            StatementKind::For { variable, body, .. } => {
                let told = inner(body);
                let told = if told.is_empty() { "does something".to_owned() } else { told };
                phrases.say(format!("for each `{}` {told}", variable.text), false);
            }
            StatementKind::ForArithmetic { body, .. } | StatementKind::While { body, .. } => {
                let told = inner(body);
                let told = if told.is_empty() { "does something".to_owned() } else { told };
                phrases.say(format!("again and again {told}"), false);
            }
            StatementKind::Case { word, arms } => {
                let says = match arms.len() {
                    0 | 1 => format!("compares {} with patterns", shown(word)),
                    ways => format!("chooses one of {ways} ways by {}", shown(word)),
                };
                phrases.say(says, false);
            }
            StatementKind::Function { name, body } => {
                let told = inner(std::slice::from_ref(body));
                let told = if told.is_empty() { String::new() } else { format!(", which {told}") };
                phrases.say(format!("defines `{}`{told}", name.text), false);
            }
            StatementKind::Test(_) | StatementKind::Arithmetic(_) => phrases.say("asks a question".to_owned(), true),
            StatementKind::Coproc { .. } => phrases.say("runs something beside it".to_owned(), false),
            StatementKind::Unknown => {}
        }
    }
}

/// Ends of sentences while they are put together.
#[derive(Default)]
struct Phrases {
    told: Vec<String>,
    /// What is told only where there is nothing else.
    quiet: Vec<String>,
    set: Vec<String>,
    depth: usize,
}

impl Phrases {
    fn say(&mut self, phrase: String, quiet: bool) {
        let list = if quiet { &mut self.quiet } else { &mut self.told };
        if !phrase.is_empty() && !list.contains(&phrase) {
            list.push(phrase);
        }
    }

    fn set(&mut self, name: &str) {
        let name = format!("`{name}`");
        if !self.set.contains(&name) {
            self.set.push(name);
        }
    }

    fn told(mut self) -> Vec<String> {
        if !self.set.is_empty() {
            let more = self.set.len().saturating_sub(MOST_PHRASES + 2);
            self.set.truncate(MOST_PHRASES + 2);
            if more > 0 {
                self.set.push(format!("{more} more"));
            }
            self.told.insert(0, format!("sets {}", listed(&self.set, "and")));
        }
        if self.told.is_empty() { self.quiet } else { self.told }
    }
}

/// Whether a statement only ends the script or function.
fn is_ending(statement: &Statement) -> bool {
    let program = statement.command().and_then(|it| it.program.as_deref());
    matches!(program, Some("exit" | "return" | "true" | "die" | ":"))
}

/// A sentence as the end of another one.
fn ending(sentence: &str) -> String {
    let sentence = sentence.trim().trim_end_matches('.');
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |it| it.to_lowercase().chain(chars).collect())
}
