//! Text that is about to be run: by a shell, by another interpreter, from a word, from input or from a file.

use super::{Code, CodeWay, State, Value, Walk};
use crate::knowledge::{Effect, Kind, Wrapped};
use crate::script::{Command, PartKind, Word};

impl Walk<'_> {
    /// All text that a command is given to run.
    pub(super) fn code_of<'a>(&self, command: &'a Command, state: &State) -> Vec<Code<'a>> {
        let path = command.facts();
        let Some(facts) = path.last() else { return self.started_file(command, state).into_iter().collect() };
        let mut found = Vec::new();
        let interprets = facts.effects.iter().any(|it| matches!(it, Effect::RunsShell | Effect::RunsCode));
        let word = |it: &Word| Code { span: it.span, value: self.value(it, state), command, way: CodeWay::Word };
        for flag in command.flags() {
            let known =
                flag.long.as_deref().and_then(|it| facts.long(it)).or(flag.short.and_then(|it| facts.short(it)));
            let kind = known.and_then(|it| it.value).map(|it| it.kind);
            if let (Some(Kind::Script), Some(value)) = (kind, &flag.value) {
                found.push(word(value));
            }
        }
        if let Some(wraps) = facts.wraps
            && wraps.what == Wrapped::Script
        {
            found.extend(command.operands().skip(path.len() - 1 + usize::from(wraps.skip)).map(word));
        }
        let role = facts.operands.first();
        let is_named = role.is_some_and(|it| it.unless.iter().any(|it| *it != "s" && command.gives(it)));
        let reads = command.has_flag('s', "");
        let is_script = matches!(command.program.as_deref(), Some("source" | "."))
            || interprets
            || role.is_some_and(|it| it.effects.contains(&Effect::RunsShell));
        if !found.is_empty() || is_named || !is_script {
            return found;
        }
        let operand = command.operands().next().filter(|_| !reads);
        let is_input = |it: &Word| matches!(it.literal(), Some("-" | "/dev/stdin" | "/dev/fd/0" | "/proc/self/fd/0"));
        match operand {
            Some(operand) if !is_input(operand) => {
                let value = self.held(operand, state);
                found.push(Code { span: operand.span, value, command, way: CodeWay::File });
            }
            _ => {
                if let Some(value) = self.input_of(command, state) {
                    found.push(Code { span: command.name_span(), value, command, way: CodeWay::Input });
                }
            }
        }
        found
    }

    /// `./install.sh`: a file that is started by its path.
    fn started_file<'a>(&self, command: &'a Command, state: &State) -> Option<Code<'a>> {
        let word = command.words.get(command.head)?;
        let value = self.value(word, state);
        if !value.shapes.iter().any(|it| it.text.contains('/')) {
            return None;
        }
        Some(Code { span: word.span, value: self.held(word, state), command, way: CodeWay::File })
    }

    /// What the file holds that a word names.
    pub(super) fn held(&self, word: &Word, state: &State) -> Value {
        let mut value = Value::some();
        for part in &word.parts {
            if let PartKind::Process(statements) = &part.kind {
                for statement in statements {
                    value.origins.join(self.printed_by(statement, state).origins);
                }
            }
        }
        value
    }
}
