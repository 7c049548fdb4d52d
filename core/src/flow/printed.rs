//! What commands print: computed where that is pure, else where it comes from.

use super::{Origin, State, Value, Walk};
use crate::script::{Command, RedirectOperator, Statement, StatementKind};

impl Walk<'_> {
    /// What a command reads from its standard input; `None` where that is whatever the script was started with.
    pub(crate) fn input_of(&self, command: &Command, state: &State) -> Option<Value> {
        for redirect in command.redirects.iter().rev() {
            match (&redirect.body, redirect.operator) {
                (Some(body), _) => return Some(self.value(&body.text, state)),
                (None, RedirectOperator::HereString) => return Some(self.value(&redirect.target, state)),
                (None, RedirectOperator::Read) => return Some(Value::some()),
                _ => {}
            }
        }
        self.input.clone()
    }

    /// What a statement prints.
    pub(crate) fn printed_by(&self, statement: &Statement, state: &State) -> Value {
        match &statement.kind {
            StatementKind::Command(command) => self.printed(command, state),
            _ => Value::some().from(Origin::Output, Some(self.place(statement.span))),
        }
    }

    /// What a command prints.
    pub(crate) fn printed(&self, command: &Command, state: &State) -> Value {
        let place = Some(self.place(command.span));
        if downloads(command) {
            return Value::some().from(Origin::Network, place);
        }
        self.output(command, state).unwrap_or_else(|| Value::some().from(Origin::Output, place))
    }
}

/// Whether a command prints what another machine sends.
fn downloads(command: &Command) -> bool {
    match command.program.as_deref() {
        Some("curl") => !command.has_flag('o', "output") && !command.has_flag('O', "remote-name"),
        Some("wget") => command.flag_value('O', "output-document").and_then(|it| it.literal()) == Some("-"),
        Some("fetch") => command.flag_value('o', "output").and_then(|it| it.literal()) == Some("-"),
        _ => false,
    }
}
