//! Explains what holds commands together: `|`, `&&`, `||`, `;` and `&`.

use super::{Explained, Explainer, Kind, Source};
use crate::Span;
use crate::script::{AndOr, Pipe, Pipeline, Statement};

impl Explainer<'_> {
    pub(super) fn pipeline(&self, statement: &Statement, pipeline: &Pipeline, end: usize) -> Explained {
        let meaning = "passes the output of each command on as the input of the next";
        let title = format!("{} commands in a row", pipeline.stages.len());
        let mut explained = Explained::new(statement.span, Kind::Pipeline, title, meaning, Source::Shell);
        for (at, stage) in pipeline.stages.iter().enumerate() {
            let next = pipeline.stages.get(at + 1).map(|it| it.span.start);
            if self.wants(Span::new(stage.span.start, next.unwrap_or(end).max(stage.span.end))) {
                explained.parts.push(self.statement(stage, next.unwrap_or(end)));
            }
            let Some(next) = next else { continue };
            let operator = match pipeline.pipes.get(at) {
                Some(Pipe::OutputAndErrors) => {
                    self.sign(stage.span.end, next, "|&", "passes output and errors on as input")
                }
                _ => self.sign(stage.span.end, next, "|", "passes the output on as input"),
            };
            explained.parts.extend(operator);
        }
        explained
    }

    pub(super) fn and_or(
        &self,
        statement: &Statement,
        first: &Statement,
        rest: &[(AndOr, Statement)],
        end: usize,
    ) -> Explained {
        let meaning = "goes on from one command to the next by how each one ends";
        let mut explained = Explained::new(statement.span, Kind::List, "commands in turn", meaning, Source::Shell);
        let all: Vec<&Statement> = std::iter::once(first).chain(rest.iter().map(|it| &it.1)).collect();
        for (at, each) in all.iter().enumerate() {
            let next = all.get(at + 1).map_or(end, |it| it.span.start);
            if self.wants(Span::new(each.span.start, next.max(each.span.end))) {
                explained.parts.push(self.statement(each, next));
            }
            let operator = rest.get(at).and_then(|(operator, _)| match operator {
                AndOr::And => self.sign(each.span.end, next, "&&", "goes on only where that succeeded"),
                AndOr::Or => self.sign(each.span.end, next, "||", "goes on only where that failed"),
            });
            explained.parts.extend(operator);
        }
        explained
    }

    /// What stands behind a statement of a list: `&`, `;`.
    pub(super) fn behind(&self, statement: &Statement, end: usize) -> Option<Explained> {
        if statement.background {
            return self.sign(statement.span.end, end, "&", "does not wait for it");
        }
        None
    }

    /// A sign that stands between two places.
    pub(super) fn sign(&self, from: usize, to: usize, sign: &str, meaning: &str) -> Option<Explained> {
        let between = Span { start: from, end: to.max(from) };
        let at = from + between.of(self.text()).find(sign)?;
        let span = Span::new(at, at + sign.len());
        (self.whole.is_none() && self.wants(span))
            .then(|| Explained::new(span, Kind::Operator, sign, meaning, Source::Shell))
    }
}
