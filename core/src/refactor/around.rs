//! What stands around a statement: a condition, a function, a subshell, and whether anything runs behind it.

use super::known::in_back_ticks;
use super::{Known, Scene};
use crate::script::{AssignedValue, Chunk, Command, PartKind, Redirect, Statement, StatementKind, Word};

/// Where a statement stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// Whether its failure is an answer to something: a condition, a side of `&&`, what `!` turns around.
    pub(super) asked: bool,
    /// Whether it belongs to a function.
    pub(super) function: bool,
    /// Whether it runs in a shell of its own: `( … )`, `$(…)`, a stage of a pipeline, `&`.
    pub(super) apart: bool,
    /// Whether nothing runs behind it in the function, subshell or script that it belongs to.
    pub(super) last: bool,
    /// Whether it is a statement of a list, so that others could be put before and behind it.
    pub(super) listed: bool,
}

type Visit<'v, 'a> = &'v mut dyn FnMut(&'a Statement, Around, &'a Chunk);

/// Calls `visit` for every statement in the selection, outer before inner, with what stands around it.
pub(super) fn statements<'a>(scene: &Scene<'a>, mut visit: impl FnMut(&'a Statement, Around, &'a Chunk)) {
    let chunks = scene.document.chunks();
    let end = chunks.iter().rposition(|it| !it.body.statements.is_empty()).unwrap_or(0);
    for (at, chunk) in chunks.iter().enumerate() {
        let mut seen = |it: &'a Statement, around: Around, chunk: &'a Chunk| {
            if it.span.shifted(chunk.start).overlaps(scene.selection) {
                visit(it, around, chunk);
            }
        };
        let around = Around { last: at == end, ..Around::default() };
        Walk { chunk, visit: &mut seen }.list(&chunk.body.statements, around);
    }
}

struct Walk<'v, 'a> {
    chunk: &'a Chunk,
    visit: Visit<'v, 'a>,
}

impl<'a> Walk<'_, 'a> {
    fn list(&mut self, statements: &'a [Statement], around: Around) {
        for (at, statement) in statements.iter().enumerate() {
            let last = around.last && at + 1 == statements.len();
            let apart = around.apart || statement.background;
            self.statement(statement, Around { last, apart, listed: true, ..around });
        }
    }

    /// A condition: only the last statement answers it.
    fn condition(&mut self, statements: &'a [Statement], around: Around) {
        for (at, statement) in statements.iter().enumerate() {
            let asked = around.asked || at + 1 == statements.len();
            self.statement(statement, Around { asked, last: false, listed: true, ..around });
        }
    }

    fn statement(&mut self, statement: &'a Statement, around: Around) {
        (self.visit)(statement, around, self.chunk);
        let inner = Around { listed: false, ..around };
        // A loop's body runs again behind its last statement.
        let round = Around { last: false, ..inner };
        match &statement.kind {
            StatementKind::Command(command) => self.command(command, inner),
            StatementKind::Pipeline(pipeline) => {
                let alone = pipeline.stages.len() == 1;
                for (at, stage) in pipeline.stages.iter().enumerate() {
                    let asked = inner.asked || pipeline.negated || at + 1 < pipeline.stages.len();
                    self.statement(stage, Around { asked, apart: inner.apart || !alone, ..inner });
                }
            }
            StatementKind::AndOr { first, rest } => {
                self.statement(first, Around { asked: true, last: false, ..inner });
                for (at, (_, next)) in rest.iter().enumerate() {
                    let last = at + 1 == rest.len();
                    self.statement(next, Around { asked: inner.asked || !last, last: inner.last && last, ..inner });
                }
            }
            StatementKind::Group(body) => self.list(body, inner),
            StatementKind::Subshell(body) => self.list(body, Around { apart: true, last: true, ..inner }),
            StatementKind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    self.condition(condition, inner);
                    self.list(body, inner);
                }
                self.list(otherwise.as_deref().unwrap_or_default(), inner);
            }
            StatementKind::While { condition, body, .. } => {
                self.condition(condition, round);
                self.list(body, round);
            }
            StatementKind::For { words, body, .. } => {
                self.words(words.as_deref().unwrap_or_default(), inner);
                self.list(body, round);
            }
            StatementKind::ForArithmetic { header, body } => {
                self.words(std::slice::from_ref(header), inner);
                self.list(body, round);
            }
            StatementKind::Case { word, arms } => {
                self.words(std::slice::from_ref(word), inner);
                for arm in arms {
                    self.list(&arm.body, inner);
                }
            }
            StatementKind::Function { body, .. } => {
                self.statement(body, Around { function: true, last: true, ..Around::default() });
            }
            StatementKind::Test(words) => self.words(words, inner),
            StatementKind::Arithmetic(word) => self.words(std::slice::from_ref(word), inner),
            StatementKind::Coproc { body, .. } => self.statement(body, Around { apart: true, last: true, ..inner }),
            StatementKind::Unknown => {}
        }
        self.redirects(&statement.redirects, inner);
    }

    fn command(&mut self, command: &'a Command, around: Around) {
        for assignment in &command.assignments {
            match &assignment.value {
                Some(AssignedValue::Word(word)) => self.words(std::slice::from_ref(word), around),
                Some(AssignedValue::Array(elements)) => {
                    for element in elements {
                        self.words(std::slice::from_ref(&element.value), around);
                    }
                }
                None => {}
            }
        }
        self.words(&command.words, around);
        self.redirects(&command.redirects, around);
    }

    fn redirects(&mut self, redirects: &'a [Redirect], around: Around) {
        for redirect in redirects {
            self.words(std::slice::from_ref(&redirect.target), around);
        }
    }

    fn words(&mut self, words: &'a [Word], around: Around) {
        for part in words.iter().flat_map(|it| &it.parts) {
            match &part.kind {
                PartKind::Substitution(_) if in_back_ticks(self.chunk, part) => {}
                PartKind::Substitution(statements) | PartKind::Process(statements) => {
                    self.list(statements, Around { asked: false, apart: true, last: true, ..around });
                }
                PartKind::Brace(words) => self.words(words, around),
                PartKind::Parameter(parameter) => {
                    if let Some((_, operand)) = parameter.operator.as_deref() {
                        self.words(std::slice::from_ref(operand), around);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'a> Scene<'a> {
    /// What the script's variables can be, place by place.
    pub(super) fn known(&self) -> Known<'a> {
        Known::of(self.document)
    }
}
