//! Where a command stands in its line: whether people see what it prints, and whether it can ask them.

use crate::script::{Command, Pipeline, Statement, StatementKind};
use crate::{Document, Span};

/// The commands of a line that no other command holds.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<Place>);

#[derive(Clone, Copy, Debug)]
struct Place {
    span: Span,
    /// Nobody but people reads what it prints.
    is_shown: bool,
    /// What it reads is typed.
    may_ask: bool,
    /// No pipe stands before or behind it.
    is_alone: bool,
}

/// Programs that show the lines that they read as they are.
const SHOWS: [&str; 5] = ["head", "tail", "less", "more", "cat"];

impl Places {
    pub(super) fn of(document: &Document) -> Self {
        let mut places = Self::default();
        let outer = Place { span: Span::default(), is_shown: true, may_ask: true, is_alone: true };
        for chunk in document.chunks().iter().filter(|it| it.start == 0) {
            places.list(&chunk.body.statements, outer);
        }
        places
    }

    fn get(&self, command: &Command) -> Option<&Place> {
        // What `xargs` runs has other input, and a command inside a word is read by nobody knows whom.
        let is_fed = command.wrappers.iter().any(|it| matches!(&*it.program, "xargs" | "parallel" | "ssh"));
        self.0.iter().find(|it| it.span == command.span && !is_fed)
    }

    pub(super) fn is_shown(&self, command: &Command) -> bool {
        self.get(command).is_some_and(|it| it.is_shown)
    }

    pub(super) fn may_ask(&self, command: &Command) -> bool {
        self.get(command).is_some_and(|it| it.may_ask)
    }

    pub(super) fn is_alone(&self, command: &Command) -> bool {
        self.get(command).is_some_and(|it| it.is_alone)
    }

    fn list(&mut self, statements: &[Statement], outer: Place) {
        for it in statements {
            self.statement(it, outer);
        }
    }

    fn statement(&mut self, statement: &Statement, outer: Place) {
        let mut here = outer;
        if statement.background {
            here.may_ask = false;
        }
        for redirect in &statement.redirects {
            here.may_ask &= !redirect.operator.feeds();
            here.is_shown &= redirect.operator.feeds() || redirect.fd.as_deref() == Some("2");
        }
        match &statement.kind {
            StatementKind::Command(command) => {
                for redirect in &command.redirects {
                    here.may_ask &= !redirect.operator.feeds();
                    here.is_shown &= redirect.operator.feeds() || redirect.fd.as_deref() == Some("2");
                }
                self.0.push(Place { span: command.span, ..here });
            }
            StatementKind::Pipeline(Pipeline { stages, .. }) => {
                let shows = |it: &Statement| {
                    let program = it.command().and_then(|it| it.program.as_deref());
                    program.is_some_and(|it| SHOWS.contains(&it))
                };
                for (at, stage) in stages.iter().enumerate() {
                    let behind = &stages[at + 1..];
                    let place = Place {
                        may_ask: here.may_ask && at == 0,
                        is_shown: here.is_shown && behind.iter().all(shows),
                        is_alone: here.is_alone && stages.len() == 1,
                        ..here
                    };
                    self.statement(stage, place);
                }
            }
            StatementKind::AndOr { first, rest } => {
                self.statement(first, here);
                for it in rest {
                    self.statement(&it.1, here);
                }
            }
            StatementKind::Group(body) | StatementKind::Subshell(body) | StatementKind::For { body, .. } => {
                self.list(body, here);
            }
            // What a condition prints may be read, and a loop may read what is typed.
            StatementKind::While { body, .. } => self.list(body, Place { may_ask: false, ..here }),
            StatementKind::If { branches, otherwise } => {
                for it in branches {
                    self.list(&it.1, here);
                }
                self.list(otherwise.as_deref().unwrap_or_default(), here);
            }
            _ => {}
        }
    }
}
