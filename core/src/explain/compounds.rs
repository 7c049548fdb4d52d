//! Explains compound statements: `if`, loops, `case`, groups, functions, `[[ … ]]` and `(( … ))`.

use super::{Explained, Explainer, Kind, Source};
use crate::script::{Statement, StatementKind};

impl Explainer<'_> {
    pub(super) fn compound(&self, statement: &Statement, end: usize) -> Explained {
        let (title, meaning) = match &statement.kind {
            StatementKind::Group(_) => ("{ … }", "runs these commands in this shell"),
            StatementKind::Subshell(_) => ("( … )", "runs these commands in a copy of this shell"),
            StatementKind::If { .. } => ("if", "runs commands where a condition holds"),
            StatementKind::While { until: false, .. } => ("while", "repeats commands as long as a condition holds"),
            StatementKind::While { .. } => ("until", "repeats commands until a condition holds"),
            StatementKind::For { .. } | StatementKind::ForArithmetic { .. } => ("for", "repeats commands"),
            StatementKind::Case { .. } => ("case", "runs what stands behind the first pattern that matches"),
            StatementKind::Function { .. } => ("function", "defines a function"),
            StatementKind::Test(_) => ("[[ … ]]", "asks a question"),
            StatementKind::Arithmetic(_) => ("(( … ))", "computes"),
            StatementKind::Coproc { .. } => ("coproc", "runs beside this shell"),
            _ => ("", ""),
        };
        let mut explained = Explained::new(statement.span, Kind::Compound, title, meaning, Source::Shell);
        let parts = &mut explained.parts;
        let inside = statement.span.end;
        match &statement.kind {
            StatementKind::Group(body) | StatementKind::Subshell(body) => self.statements(body, inside, parts),
            StatementKind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    self.statements(condition, body.first().map_or(inside, |it| it.span.start), parts);
                    self.statements(body, inside, parts);
                }
                self.statements(otherwise.as_deref().unwrap_or_default(), inside, parts);
            }
            StatementKind::While { condition, body, .. } => {
                self.statements(condition, body.first().map_or(inside, |it| it.span.start), parts);
                self.statements(body, inside, parts);
            }
            StatementKind::For { words, body, .. } => {
                words.iter().flatten().for_each(|it| self.word(it, parts));
                self.statements(body, inside, parts);
            }
            StatementKind::ForArithmetic { header, body } => {
                self.word(header, parts);
                self.statements(body, inside, parts);
            }
            StatementKind::Case { word, arms } => {
                self.word(word, parts);
                for arm in arms {
                    arm.patterns.iter().for_each(|it| self.word(it, parts));
                    self.statements(&arm.body, inside, parts);
                }
            }
            StatementKind::Function { body, .. } => parts.push(self.statement(body, end)),
            StatementKind::Coproc { body, .. } => parts.push(self.statement(body, end)),
            StatementKind::Test(words) => words.iter().for_each(|it| self.word(it, parts)),
            StatementKind::Arithmetic(word) => self.word(word, parts),
            _ => {}
        }
        explained
    }
}
