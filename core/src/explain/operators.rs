//! Explains what holds commands together: `|`, `&&`, `||`, `;` and `&`, and `!` and `time` before them.

use super::keywords::Pick;
use super::words::code;
use super::{Explained, Explainer, Kind, Source};
use crate::Span;
use crate::script::{AndOr, Dialect, Pipe, Pipeline, Statement};

impl Explainer<'_> {
    pub(super) fn pipeline(&self, statement: &Statement, pipeline: &Pipeline, end: usize) -> Explained {
        let stages = &pipeline.stages;
        let (title, mut meaning) = if stages.len() > 1 {
            let title = format!("{} commands in a row", stages.len());
            (title, "passes the output of each command on as the input of the next".to_owned())
        } else {
            let title = if pipeline.timed { "time" } else { "!" };
            (title.to_owned(), String::new())
        };
        for (is, says) in [(pipeline.negated, NEGATED), (pipeline.timed, TIMED)] {
            if is {
                let joint = if meaning.is_empty() { "" } else { "; " };
                meaning = format!("{meaning}{joint}{says}");
            }
        }
        let mut explained = Explained::new(statement.span, Kind::Pipeline, title, meaning, Source::Shell);
        let first = stages.first().map_or(statement.span.end, |it| it.span.start);
        if pipeline.negated {
            explained.parts.extend(self.keyword(statement.span.start, first, "!", Pick::First, NEGATED));
        }
        if pipeline.timed {
            explained.parts.extend(self.keyword(statement.span.start, first, "time", Pick::First, TIMED));
            let posix = "prints the times in the form of POSIX";
            explained.parts.extend(self.keyword(statement.span.start, first, "-p", Pick::Last, posix));
        }
        for (at, stage) in stages.iter().enumerate() {
            let next = stages.get(at + 1).map(|it| it.span.start);
            if self.wants(Span::new(stage.span.start, next.unwrap_or(end).max(stage.span.end))) {
                let told = self.statement(stage, next.unwrap_or(end));
                explained.parts.extend(Some(told).filter(|it| !it.meaning.is_empty() || !it.parts.is_empty()));
            }
            let Some(next) = next else { continue };
            let (from, to) = (code(self.first_line(stage)), stages.get(at + 1).map_or("", |it| self.first_line(it)));
            let to = code(to);
            let operator = match pipeline.pipes.get(at) {
                Some(Pipe::OutputAndErrors) if self.view.document.dialect() == Dialect::Ksh => {
                    self.sign(stage.span.end, next, "|&", "runs the command before it as a coprocess")
                }
                Some(Pipe::OutputAndErrors) => {
                    let meaning = format!("passes output and errors of {from} on as the input of {to}");
                    self.sign(stage.span.end, next, "|&", &meaning)
                }
                _ => {
                    let meaning = format!("passes the output of {from} on as the input of {to}");
                    self.sign(stage.span.end, next, "|", &meaning)
                }
            };
            explained.parts.extend(operator);
            self.here_documents(stage, next, &mut explained.parts);
        }
        explained.parts.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
        explained
    }

    pub(super) fn and_or(
        &self,
        statement: &Statement,
        first: &Statement,
        rest: &[(AndOr, Statement)],
        end: usize,
    ) -> Explained {
        let all: Vec<&Statement> = std::iter::once(first).chain(rest.iter().map(|it| &it.1)).collect();
        let meaning = match (&*all, rest.first()) {
            ([before, after], Some((operator, _))) if self.whole.is_none() => {
                let succeeds = self.succeeds(before, *operator == AndOr::And, 0);
                succeeds.map(|it| format!("runs {} only where {it}", code(self.first_line(after))))
            }
            _ => None,
        };
        let meaning = meaning.unwrap_or_else(|| "goes on from one command to the next by how each one ends".to_owned());
        let mut explained = Explained::new(statement.span, Kind::List, "commands in turn", meaning, Source::Shell);
        let (mut and_only, mut or_only) = (true, true);
        for (at, each) in all.iter().enumerate() {
            if let Some((operator, _)) = at.checked_sub(1).and_then(|it| rest.get(it)) {
                and_only &= *operator == AndOr::And;
                or_only &= *operator == AndOr::Or;
            }
            let before = if at == 0 {
                Before::One
            } else if and_only {
                Before::And
            } else if or_only {
                Before::Or
            } else {
                Before::Both
            };
            let next = all.get(at + 1).map_or(end, |it| it.span.start);
            if self.wants(Span::new(each.span.start, next.max(each.span.end))) {
                let told = self.statement(each, next);
                explained.parts.extend(Some(told).filter(|it| !it.meaning.is_empty() || !it.parts.is_empty()));
            }
            let Some((operator, then)) = rest.get(at) else { continue };
            let gap = Span::new(each.span.end, next.max(each.span.end));
            if self.wants(gap) && self.whole.is_none() {
                let sign = if *operator == AndOr::And { "&&" } else { "||" };
                let meaning = self.goes_on(*operator, each, before, then);
                explained.parts.extend(self.sign(gap.start, gap.end, sign, &meaning));
                self.here_documents(each, next, &mut explained.parts);
            }
        }
        explained.parts.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
        explained
    }

    /// What `&&` or `||` does behind a command, and before `then`.
    fn goes_on(&self, operator: AndOr, last: &Statement, before: Before, then: &Statement) -> String {
        let what = format!("runs {}", code(self.first_line(then)));
        let when = match (operator, before) {
            (_, Before::One) => {
                let holds = operator == AndOr::And;
                let clause = self.succeeds(last, holds, 0);
                let clause = clause.unwrap_or_else(|| format!("that {}", if holds { "succeeds" } else { "fails" }));
                format!("only where {clause}")
            }
            (AndOr::And, Before::And) => "only where all before it succeeded".to_owned(),
            (AndOr::Or, Before::Or) => "only where all before it failed".to_owned(),
            (AndOr::Or, Before::And) => {
                let last = code(self.first_line(last));
                format!("where any command before it failed: also where {last} did, so this is no `else`")
            }
            (AndOr::And, _) => "where what ran last before it succeeded".to_owned(),
            (AndOr::Or, _) => "where what ran last before it failed".to_owned(),
        };
        format!("{what} {when}{}", self.outcome(operator, then))
    }

    /// What the usual second halves mean: `|| exit 1`, `|| true`.
    fn outcome(&self, operator: AndOr, then: &Statement) -> String {
        let Some(command) = then.command() else { return String::new() };
        let status = command.arguments().first().map(|it| self.shown(it));
        match (command.program.as_deref(), operator) {
            (Some("exit"), _) => match status {
                Some(status) => format!("; that ends the shell with status {status}"),
                None => "; that ends the shell with the status of what ran last".to_owned(),
            },
            (Some("return"), _) => "; that leaves the function or sourced file".to_owned(),
            (Some("continue"), _) => "; that goes on with the next round of the loop".to_owned(),
            (Some("break"), _) => "; that leaves the loop".to_owned(),
            (Some("true" | ":"), AndOr::Or) => {
                "; so a failure counts as success, and `set -e` does not end the script".to_owned()
            }
            _ => String::new(),
        }
    }

    /// What stands behind a statement of a list: `&`, `;`, the lines of its here-documents.
    pub(super) fn behind(&self, statement: &Statement, end: usize) -> Vec<Explained> {
        let mut parts = Vec::new();
        let sign = if statement.background {
            let meaning = "does not wait: runs what stands before it in the background; `$!` is then its process id";
            self.sign(statement.span.end, end, "&", meaning)
        } else {
            // What closes an arm of `case` is another sign.
            self.sign(statement.span.end, end, ";", "ends the command; what follows runs when it is done")
        };
        parts.extend(sign);
        self.here_documents(statement, end, &mut parts);
        parts
    }
}

/// What holds the commands before an operator together.
#[derive(Clone, Copy)]
enum Before {
    One,
    And,
    Or,
    Both,
}

const NEGATED: &str = "turns the exit status around: succeeds where the command fails";
const TIMED: &str = "prints how long it took: by the clock, and in processor time of its own and of the system";
