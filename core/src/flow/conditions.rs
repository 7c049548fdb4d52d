//! What tests, options and guards tell about values.

use super::state::{Folder, State};
use super::values::{Origin, Shape, Value};
use super::{Walk, spreads, words};
use crate::script::{Command, Part, PartKind, Quote, Word};
use std::sync::Arc;

impl Walk<'_> {
    /// `[ … ]`, `[[ … ]]` and `test`: `state` becomes what holds where it is true, the result where it is false.
    pub(super) fn test(&self, words: &[Word], state: &mut State) -> State {
        let sign = |it: &Word, names: [&str; 2]| it.literal().is_some_and(|it| names.contains(&it)) && !it.is_quoted();
        if words.iter().any(|it| sign(it, ["(", ")"])) {
            return state.clone();
        }
        if let Some(at) = words.iter().position(|it| sign(it, ["||", "-o"])) {
            let mut failed = self.test(&words[..at], state);
            let behind = self.test(&words[at + 1..], &mut failed);
            *state = std::mem::take(state).join(failed);
            return behind;
        }
        if let Some(at) = words.iter().position(|it| sign(it, ["&&", "-a"])) {
            let failed = self.test(&words[..at], state);
            let behind = self.test(&words[at + 1..], state);
            return failed.join(behind);
        }
        if words.first().is_some_and(|it| sign(it, ["!", "!"])) {
            let failed = self.test(&words[1..], state);
            return std::mem::replace(state, failed);
        }
        let mut failed = state.clone();
        // `[ "$(sha256sum f)" = "$expected" ]`, and the same by a variable.
        if words.len() == 3 && words.iter().any(|it| self.is_sum(it, state)) {
            match words[1].literal() {
                Some("!=") => failed.trust_files(""),
                _ => state.trust_files(""),
            }
        }
        match words {
            [word] => self.is_text(word, state, &mut failed),
            [operator, word] => match operator.literal() {
                Some("-n") => self.is_text(word, state, &mut failed),
                Some("-z") => self.is_text(word, &mut failed, state),
                // Nothing is no file.
                Some(
                    "-d" | "-e" | "-f" | "-r" | "-w" | "-x" | "-s" | "-L" | "-h" | "-b" | "-c" | "-p" | "-S" | "-O",
                ) => {
                    if let Some(name) = variable_in(word) {
                        let value = self.variable(name, state).without_empty();
                        state.learn(name, value);
                    }
                }
                Some("-v") => {
                    if let Some(name) = word.literal() {
                        let value = self.variable(name, state).without_empty();
                        state.learn(name, value);
                    }
                }
                _ => {}
            },
            [left, operator, right] => match operator.literal() {
                Some("=" | "==") => self.is_equal(left, right, state, &mut failed),
                Some("!=") => self.is_equal(left, right, &mut failed, state),
                Some("=~") => {
                    if let Some(name) = variable_in(left)
                        && right.literal().is_none_or(|it| it.starts_with('^') && it.len() > 2)
                    {
                        let value = self.variable(name, state).without_empty();
                        state.learn(name, value);
                    }
                }
                Some(operator @ ("-lt" | "-le" | "-gt" | "-ge" | "-eq" | "-ne")) => {
                    if let (Some("#"), Some(number)) =
                        (variable_in(left), right.literal().and_then(|it| it.parse().ok()))
                    {
                        self.counted(operator, number, state, &mut failed);
                    } else if let [Part { kind: PartKind::Parameter(parameter), .. }] = &*left.parts
                        && parameter.length
                    {
                        let value = self.variable(&parameter.name, state);
                        let (full, empty) = match (operator, right.literal()) {
                            ("-gt" | "-ne", Some("0")) | ("-ge", Some("1")) => (&mut *state, &mut failed),
                            ("-eq" | "-le", Some("0")) | ("-lt", Some("1")) => (&mut failed, &mut *state),
                            _ => return failed,
                        };
                        full.learn(&parameter.name, value.clone().without_empty());
                        empty.learn(&parameter.name, value.only_empty());
                    } else if let Some(name) = variable_in(left) {
                        let value = self.variable(name, state).without_empty();
                        state.learn(name, value);
                    }
                }
                _ => {}
            },
            _ => {}
        }
        failed
    }

    fn is_sum(&self, word: &Word, state: &State) -> bool {
        super::files::holds_sum(word) || self.value(word, state).is_from(Origin::Checksum)
    }

    /// `full` is where the word is not empty, `empty` where it is.
    fn is_text(&self, word: &Word, full: &mut State, empty: &mut State) {
        let Some(name) = variable_in(word) else { return };
        let value = self.variable(name, full);
        full.learn(name, value.clone().without_empty());
        if value.may_be_empty() {
            empty.learn(name, value.only_empty());
        }
    }

    fn is_equal(&self, left: &Word, right: &Word, same: &mut State, other: &mut State) {
        let Some(mut expected) = right.literal() else {
            // A pattern that asks for text somewhere: `[[ $x == /srv/* ]]`.
            if let (Some(name), false) = (variable_in(left), right.literal_prefix().is_empty()) {
                let value = self.variable(name, same).without_empty();
                same.learn(name, value);
            }
            return;
        };
        let mut left = left.clone();
        // `[ "x$1" = x ]` asks the same as `[ -z "$1" ]`.
        if let [Part { kind: PartKind::Literal(text), .. }, _] = &*left.parts
            && let Some(rest) = expected.strip_prefix(&**text)
        {
            expected = rest;
            left.parts.remove(0);
        }
        let Some(name) = variable_in(&left) else { return };
        if expected.is_empty() {
            self.is_text(&left, other, same);
        } else {
            same.learn(name, Value::exact(expected));
            let value = self.variable(name, other);
            if value.texts().any(|it| it == expected) {
                other.learn(name, value.except(expected));
            }
        }
    }

    /// `[ $# -lt 2 ]` and its like.
    fn counted(&self, operator: &str, number: usize, yes: &mut State, no: &mut State) {
        match operator {
            "-lt" => self.has_arguments(number, no),
            "-le" => self.has_arguments(number + 1, no),
            "-ge" => self.has_arguments(number, yes),
            "-gt" => self.has_arguments(number + 1, yes),
            // `[ $# -eq 0 ] && exit`
            "-eq" if number == 0 => self.has_arguments(1, no),
            "-ne" if number == 0 => self.has_arguments(1, yes),
            "-eq" => self.has_arguments(number, yes),
            "-ne" => self.has_arguments(number, no),
            _ => {}
        }
    }

    fn has_arguments(&self, least: usize, state: &mut State) {
        for number in 1..=least.min(9) {
            let name = number.to_string();
            let value = self.variable(&name, state).without_empty();
            state.learn(&name, value);
        }
    }

    /// `(( $# < 2 ))` and its like.
    pub(super) fn arithmetic_test(&self, word: &Word, state: &mut State) -> State {
        let mut failed = state.clone();
        let text = word.span.of(&self.text.text);
        let mut tokens = text.split_whitespace();
        let compact: Vec<&str> = tokens.by_ref().take(4).collect();
        // `(( ${#x} ))`
        let blank = |it: &&Part| matches!(&it.kind, PartKind::Literal(text) if text.trim().is_empty());
        let mut parts = word.parts.iter().filter(|it| !blank(it));
        if let (Some(Part { kind: PartKind::Parameter(parameter), .. }), None) = (parts.next(), parts.next())
            && parameter.length
        {
            let value = self.variable(&parameter.name, state);
            failed.learn(&parameter.name, value.clone().only_empty());
            state.learn(&parameter.name, value.without_empty());
        }
        if let [left, operator, number] = compact[..]
            && matches!(left, "$#" | "#" | "${#}")
            && let Ok(number) = number.parse()
        {
            let operator = match operator {
                "<" => "-lt",
                "<=" => "-le",
                ">" => "-gt",
                ">=" => "-ge",
                "==" => "-eq",
                "!=" => "-ne",
                _ => return failed,
            };
            self.counted(operator, number, state, &mut failed);
        }
        failed
    }

    /// What a `case` arm tells: `inner` is inside it, `rest` goes on to the next one.
    pub(super) fn case_arm(&self, word: &Word, patterns: &[Word], inner: &mut State, rest: &mut State) {
        let Some(name) = variable_in(word) else { return };
        let mut value = Value::default();
        for pattern in patterns {
            match pattern.literal() {
                Some("") => {
                    value.join(&self.variable(name, inner).only_empty());
                    let left = self.variable(name, rest).without_empty();
                    rest.learn(name, left);
                }
                Some(text) => {
                    value.join(&Value::exact(text));
                    let left = self.variable(name, rest);
                    if left.texts().any(|it| it == text) {
                        rest.learn(name, left.except(text));
                    }
                }
                None if pattern.parts.iter().all(|it| matches!(&it.kind, PartKind::Glob(it) if &**it == "*")) => return,
                None => {
                    // A pattern with a letter in it matches no empty text.
                    if pattern.parts.iter().any(|it| matches!(&it.kind, PartKind::Literal(_)) || is_character(it)) {
                        value.join(&self.variable(name, inner).without_empty());
                    } else {
                        return;
                    }
                }
            }
        }
        inner.learn(name, value);
    }

    /// `set -eu`, `set +e`, `set -o nounset`, `set -- a b`.
    pub(super) fn options(&self, command: &Command, state: &mut State) {
        let mut words = command.arguments().iter().enumerate();
        while let Some((at, word)) = words.next() {
            let Some(text) = word.literal() else { break };
            let on = text.starts_with('-');
            if text == "--" {
                let words = &command.arguments()[at + 1..];
                let known = !words.iter().any(spreads);
                let bare = |it: &Part| it.quote == Quote::Bare && !matches!(it.kind, PartKind::Literal(_));
                let mut values = Vec::new();
                for word in words {
                    let split = self.values(word, state);
                    let splits = word.parts.iter().any(bare) && split.len() == 1 && split[0].text().is_none();
                    values.extend(split);
                    // Nobody knows how many words it becomes.
                    if splits {
                        values.resize(values.len() + 9, Value::some());
                    }
                }
                state.shift(None);
                state.arguments = known.then(|| Arc::new(values));
                return;
            }
            let Some(letters) = text.strip_prefix(['-', '+']) else { break };
            for letter in letters.chars() {
                match letter {
                    'e' => state.errexit = on,
                    'u' => state.nounset = on,
                    'o' => match words.next().and_then(|it| it.1.literal()) {
                        Some("errexit") => state.errexit = on,
                        Some("nounset") => state.nounset = on,
                        _ => {}
                    },
                    _ => {}
                }
            }
        }
    }

    /// `cd` and `pushd`.
    pub(super) fn enter(&self, command: &Command, state: &mut State) -> State {
        let mut failed = state.clone();
        let place = self.place(command.span);
        failed.folder = Folder::Unsure(place);
        let Some(word) = command.operands().next() else {
            state.folder = Folder::Entered(Value::exact("~"), place);
            return failed;
        };
        if word.literal() == Some("-") {
            state.folder = Folder::Entered(Value::some(), place);
            return failed;
        }
        let mut value = self.value(word, state);
        if value.may_be_empty() {
            // `cd ""` stays where it is and calls that a success; without quotes it goes home.
            if word.parts.iter().any(|it| it.quote != Quote::Bare) {
                state.folder = Folder::Unsure(place);
                return failed;
            }
            for shape in value.shapes.iter_mut().filter(|it| it.is_empty()) {
                shape.text = "~".into();
            }
        }
        // A relative folder counts from the one that the script is in.
        if let Folder::Entered(outer, _) = &state.folder {
            let relative = |it: &Shape| !(it.text.starts_with(['/', '~']) || it.open && it.text.is_empty());
            if value.shapes.iter().all(relative) {
                let mut joined = outer.clone();
                joined.then(&Value::exact("/"));
                joined.then(&value);
                value = joined;
            }
        }
        state.entered = Some(value.clone());
        // Nobody waits for a machine without a root.
        if value.text() == Some("/") {
            failed.dead = true;
        }
        state.folder = Folder::Entered(value, place);
        failed
    }

    /// `x=$(…)`: a success means that something was printed, as far as anybody asks.
    pub(super) fn failed_assignment(&self, command: &Command, state: &mut State) -> State {
        let failed = state.clone();
        for assignment in &command.assignments {
            if let Some(crate::script::AssignedValue::Word(word)) = &assignment.value
                && word.parts.iter().any(|it| matches!(it.kind, PartKind::Substitution(_)))
                && !words::swallows_failure(word)
            {
                let value = self.variable(&assignment.name.text, state).without_empty();
                state.set(&assignment.name.text, value);
            }
        }
        failed
    }
}

fn is_character(part: &Part) -> bool {
    matches!(&part.kind, PartKind::Glob(it) if &**it == "?" || it.starts_with('['))
}

/// The variable that a word is, and nothing else: `"$x"`, `${x}`, `"${x:-}"`.
fn variable_in(word: &Word) -> Option<&str> {
    let [Part { kind: PartKind::Parameter(parameter), .. }] = &*word.parts else { return None };
    let plain = !parameter.length
        && !parameter.indirect
        && match parameter.operator.as_deref() {
            None => true,
            Some((operator, operand)) => matches!(&**operator, ":-" | "-") && operand.parts.is_empty(),
        };
    plain.then_some(&*parameter.name)
}
