//! Text that is about to be run: by a shell, by another interpreter, from a word, from input or from a file.

use super::{Code, CodeWay, State, Value, Walk, decode};
use crate::knowledge::{Effect, Kind, Program, Wrapped};
use crate::script::{Command, Part, PartKind, Runs, Word};

impl Walk<'_> {
    /// All text that a command is given to run.
    pub(super) fn code_of<'a>(&self, command: &'a Command, state: &State) -> Vec<Code<'a>> {
        let Some(facts) = command.facts().last() else {
            return self.started_file(command, state).into_iter().collect();
        };
        let mut found = Vec::new();
        let interprets = facts.effects.iter().any(|it| matches!(it, Effect::RunsShell | Effect::RunsCode));
        let word = |it: &Word| Code { span: it.span, value: self.value(it, state), command, way: CodeWay::Word };
        for flag in command.flags() {
            let kind = flag.facts.and_then(|it| it.value).map(|it| it.kind);
            if let (Some(Kind::Script), Some(value)) = (kind, &flag.value) {
                found.push(word(value));
            }
        }
        if let Some(wraps) = facts.wraps
            && wraps.what == Wrapped::Script
        {
            let texts = command.own_operands().skip(usize::from(wraps.skip));
            if let Some(code) = self.parallel(command, wraps.until, state) {
                found.push(code);
            } else if wraps.all {
                found.extend(texts.map(word).reduce(|mut all, next| {
                    all.span = all.span.cover(next.span);
                    all.value.then(&Value::exact(" "));
                    all.value.then(&next.value);
                    all
                }));
            } else {
                found.extend(texts.map(word));
            }
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

    /// `parallel rm {} ::: a b`: one text for each value.
    fn parallel<'a>(&self, command: &'a Command, until: Option<&str>, state: &State) -> Option<Code<'a>> {
        let words: Vec<&Word> = command.operands().collect();
        let end = words.iter().position(|it| until.is_some_and(|sign| it.literal() == Some(sign)))?;
        let span = words.first()?.span.cover(words[end.checked_sub(1)?].span);
        let mut text = String::new();
        for word in &words[..end] {
            text.push_str(self.value(word, state).text()?);
            text.push(' ');
        }
        let mut value = Value::default();
        for word in words[end + 1..].iter().take(4) {
            let one = self.value(word, state);
            let one = one.text()?;
            let all = if text.contains("{}") { text.replace("{}", one) } else { format!("{text}{one}") };
            value.join(&Value::exact(&all));
        }
        (!value.shapes.is_empty()).then_some(Code { span, value, command, way: CodeWay::Word })
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
}

impl Code<'_> {
    /// The words that the text gets as `$1` and on; `None` where it sees those of the script around it.
    pub(super) fn arguments(&self) -> Option<Vec<&Word>> {
        match (self.way, self.command.program.as_deref()) {
            (_, Some("eval")) => None,
            // Behind a script in a word stands its `$0`.
            (CodeWay::Word | CodeWay::File, _) => Some(self.command.operands().skip(1).collect()),
            (CodeWay::Input, _) => Some(self.command.operands().collect()),
        }
    }
}

impl Walk<'_> {
    /// The texts that a shell is given to run, where they are known and are not what is written.
    pub(super) fn text_to_run(&self, code: &Code<'_>, state: &State) -> Option<Vec<String>> {
        let is_shell = |it: &Program| {
            it.effects.contains(&Effect::RunsShell)
                || it.wraps.is_some_and(|it| it.what == Wrapped::Script && it.runs != Runs::Later)
        };
        let facts = code.command.facts();
        let named = matches!(code.command.program.as_deref(), Some("source" | "."));
        let runs_script = |it: &Program| it.operands.first().is_some_and(|it| it.effects.contains(&Effect::RunsShell));
        if !named && !facts.last().is_none_or(|it| is_shell(it) || runs_script(it)) {
            return None;
        }
        let value = &code.value;
        if value.shapes.is_empty() {
            return None;
        }
        let certain = value.shapes.iter().filter(|it| it.empty.is_none());
        let texts: Vec<&str> = certain.filter_map(|it| it.text()).filter(|it| !it.trim().is_empty()).collect();
        if texts.is_empty() {
            return None;
        }
        // What is written has been read where it stands; values that are plain words change nothing in it.
        let changes = |it: &Part| {
            let word = Word::new(it.span, vec![it.clone()]);
            !matches!(it.kind, PartKind::Literal(_)) && self.value(&word, state).texts().any(|it| it.contains(SIGNS))
        };
        let within = |it: &&Word| it.span.start >= code.span.start && it.span.end <= code.span.end;
        let command = code.command;
        let written = match code.way {
            CodeWay::Word if command.operands().any(|it| it.literal() == Some(":::")) => false,
            CodeWay::Word => !command.words.iter().filter(within).flat_map(|it| &it.parts).any(changes),
            CodeWay::Input if !command.embedded.is_empty() => {
                let texts = command
                    .redirects
                    .iter()
                    .flat_map(|it| std::iter::once(&it.target).chain(it.body.as_ref().map(|it| &it.text)));
                !texts.flat_map(|it| &it.parts).any(changes)
            }
            CodeWay::Input | CodeWay::File => false,
        };
        if written {
            return None;
        }
        if value.shapes.len() > MOST_TEXTS || texts.iter().any(|it| it.len() > decode::LONGEST) {
            self.give_up();
            return None;
        }
        Some(texts.into_iter().map(str::to_owned).collect())
    }
}

/// How many texts are read that one place can run.
const MOST_TEXTS: usize = 4;
/// Characters that make more of a text than one word.
const SIGNS: [char; 13] = [' ', '\t', '\n', ';', '|', '&', '<', '>', '(', '`', '$', '"', '\''];
