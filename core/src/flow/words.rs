//! What words can be: expansions applied to what is known of variables.

use super::expand::{MOST_WORDS, braces};
use super::state::State;
use super::values::{Empty, Origin, Shape, Value};
use super::{Folder, Walk};
use crate::script::{AndOr, Parameter, Part, PartKind, Statement, StatementKind, Word};
use crate::web_request;
use std::sync::Arc;

/// Variables that a shell or a login always sets.
const ALWAYS_SET: [&str; 25] = [
    "BASH",
    "BASHPID",
    "BASH_REMATCH",
    "BASH_SOURCE",
    "BASH_VERSION",
    "EPOCHSECONDS",
    "EUID",
    "FUNCNAME",
    "GROUPS",
    "HOSTNAME",
    "IFS",
    "LINENO",
    "LOGNAME",
    "MACHTYPE",
    "OPTIND",
    "OSTYPE",
    "PATH",
    "PPID",
    "RANDOM",
    "SECONDS",
    "SHELL",
    "SHLVL",
    "TERM",
    "UID",
    "USER",
];

/// Whether a path is so near to the top that more depends on it than on others: `/`, `/etc`, `~`, `..`, `*`.
pub(super) fn decides(path: &str) -> bool {
    let depth = path.trim_end_matches('/').matches('/').count();
    matches!(path, "." | "..") || path.starts_with("../") || path.starts_with(['/', '~', '*', '-']) && depth < 2
}

impl Walk<'_> {
    /// What a word can be. Globs stand as they are written, a home folder as `~`, the start folder as `.`.
    pub(crate) fn value(&self, word: &Word, state: &State) -> Value {
        if let Some(text) = word.literal() {
            return Value::exact(text);
        }
        let mut value = Value::exact("");
        for part in &word.parts {
            value.then(&self.part(part, state));
        }
        if value.is_cut() && word.parts.iter().any(|it| matches!(it.kind, PartKind::Brace(_))) {
            self.look_behind(word, state);
        }
        value
    }

    /// Gives up where braces stand for more words than are kept, and one of those can decide.
    fn look_behind(&self, word: &Word, state: &State) {
        if !self.is_complete() {
            return;
        }
        let words = braces(word);
        let is_harmless = |it: &Word| {
            let value = self.value(it, state);
            !value.shapes.iter().any(|it| it.open) && !value.texts().any(decides)
        };
        if words.len() < 2 || words.len() >= MOST_WORDS || !words.iter().all(is_harmless) {
            self.give_up();
        }
    }

    fn part(&self, part: &Part, state: &State) -> Value {
        match &part.kind {
            PartKind::Literal(text) | PartKind::Glob(text) | PartKind::Tilde(text) => Value::exact(text),
            PartKind::Parameter(parameter) => self.parameter(parameter, state),
            PartKind::Substitution(statements) => self.substitution(statements, part, state),
            PartKind::Brace(words) => {
                let mut value = Value::default();
                for word in words {
                    value.join(&self.value(word, state));
                }
                value.every = true;
                value
            }
            PartKind::Process(_) | PartKind::Arithmetic(_) | PartKind::Sequence(_) => Value::some(),
        }
    }

    /// What a variable can be, before any operator; with `set -u`, using an unset one ends the script.
    pub(crate) fn variable(&self, name: &str, state: &State) -> Value {
        let value = self.variable_or_unset(name, state);
        let unset = |it: &Shape| it.is_empty() && it.empty.as_ref().is_some_and(|it| it.unset);
        if !state.nounset || !value.shapes.iter().any(unset) {
            return value;
        }
        let mut value = value;
        value.shapes.retain(|it| !unset(it));
        if value.shapes.is_empty() { Value { origins: value.origins, ..Value::some() } } else { value }
    }

    fn variable_or_unset(&self, name: &str, state: &State) -> Value {
        if let Ok(number) = name.parse::<usize>() {
            return self.argument(number, state);
        }
        if let Some(value) = state.get(name) {
            return value.clone();
        }
        match name {
            "IFS" => Value::exact(" \t\n"),
            "HOME" => Value::exact("~"),
            "PWD" if state.folder == Folder::Start => Value::exact("."),
            "@" | "*" | "#" | "?" | "-" | "$" | "!" | "_" | "PWD" | "OLDPWD" => Value::some(),
            // What a web server hands on is what a visitor sent.
            _ if web_request::is_variable(name) && !(name.starts_with("HTTP_") && self.assigned.contains(name)) => {
                Value::maybe_unset(format!("${name}"), "when it is not set").from(Origin::Network, None)
            }
            _ if ALWAYS_SET.contains(&name) || state.sourced => Value::some(),
            _ if self.lenient && self.assigned.contains(name) => Value::some(),
            _ => Value::maybe_unset(format!("${name}"), "when it is not set").from(Origin::Environment, None),
        }
    }

    fn argument(&self, number: usize, state: &State) -> Value {
        if number == 0 {
            return Value::some();
        }
        let name = format!("${number}");
        match &state.arguments {
            Some(arguments) => match arguments.get(number - 1) {
                Some(value) => value.clone(),
                None if self.lenient => Value::some(),
                None => {
                    Value::maybe_unset(name, "when the function gets no such argument").from(Origin::Argument, None)
                }
            },
            None => match state.get(&name[1..]) {
                Some(value) => value.clone(),
                None if self.lenient => Value::some().from(Origin::Argument, None),
                None => Value::maybe_unset(name, "when the script gets no such argument").from(Origin::Argument, None),
            },
        }
    }

    fn parameter(&self, parameter: &Parameter, state: &State) -> Value {
        if parameter.length {
            return Value::some();
        }
        if parameter.indirect {
            let name = self.variable(&parameter.name, state);
            return match name.text() {
                Some(name) if parameter.operator.is_none() && !name.is_empty() => self.variable(name, state),
                _ => Value::some(),
            };
        }
        let base = match parameter.index.as_deref().and_then(Word::literal).and_then(|it| it.parse::<usize>().ok()) {
            Some(index) if state.elements(&parameter.name).is_some() => {
                let elements = state.elements(&parameter.name).and_then(|it| it.get(index));
                elements.cloned().unwrap_or_else(|| Value::exact(""))
            }
            // An operator that says what stands for an unset variable keeps `set -u` quiet.
            _ => match parameter.operator.as_deref() {
                Some((operator, _)) if operator.trim_start_matches(':').starts_with(['-', '=', '+', '?']) => {
                    self.variable_or_unset(&parameter.name, state)
                }
                _ => self.variable(&parameter.name, state),
            },
        };
        let Some((operator, operand)) = parameter.operator.as_deref() else { return base };
        match &**operator {
            ":-" | "-" | ":=" | "=" => {
                if !base.may_be_empty() {
                    return base;
                }
                let mut other = self.value(operand, state);
                if other.may_be_empty() && operand.parts.is_empty() {
                    // `${x:-}` only quiets `set -u`.
                    return base;
                }
                // Whatever the default does, it does it when the variable is empty.
                let cause = base.shapes.iter().find_map(|it| it.empty.clone().filter(|_| it.is_empty()));
                for shape in &mut other.shapes {
                    shape.empty = shape.empty.take().or_else(|| cause.clone());
                }
                if base.shapes.iter().any(|it| !it.is_empty()) {
                    other.join(&base.without_empty());
                }
                other
            }
            ":?" => base.without_empty(),
            // Set to nothing is set.
            "?" => {
                let mut value = base;
                value.shapes.retain(|it| it.empty.as_ref().is_none_or(|it| !it.unset));
                if value.shapes.is_empty() { Value::some() } else { value }
            }
            ":+" | "+" => {
                let mut value = self.value(operand, state);
                if base.may_be_empty() {
                    value.join(&base.only_empty());
                }
                value
            }
            operator => {
                let pattern = self.value(operand, state);
                let pattern = match &*pattern.shapes {
                    [only] => only.text(),
                    _ => None,
                };
                let rest = Value { origins: base.origins, every: base.every, ..Value::default() };
                let shapes = base.shapes.into_iter().map(|it| changed(it, operator, pattern)).collect();
                Value { shapes, ..rest }
            }
        }
    }

    fn substitution(&self, statements: &[Statement], part: &Part, state: &State) -> Value {
        let unknown = |why| {
            let text = part.span.of(&self.text.text);
            let name = match text.char_indices().nth(32) {
                Some((cut, _)) => format!("{}…", &text[..cut]),
                None => text.to_owned(),
            };
            Value::maybe(name.split_whitespace().collect::<Vec<_>>().join(" "), why, Some(self.place(part.span)))
        };
        let printed = self.list_prints(statements, None, state, 1);
        let mut value = match (printed.value, statements) {
            (Some(mut value), _) => {
                for shape in value.shapes.iter_mut().filter(|it| !it.open && it.text.ends_with('\n')) {
                    shape.text = shape.text.trim_end_matches('\n').into();
                }
                value
            }
            // `cd "$(dirname "$0")" && pwd`, the script's own folder.
            (None, [Statement { kind: StatementKind::AndOr { first, rest }, .. }])
                if is(first, &["cd", "pushd"]) && matches!(&**rest, [(AndOr::And, last)] if is(last, &["pwd"])) =>
            {
                unknown("when `cd` fails")
            }
            _ => unknown("when the command prints nothing"),
        };
        value.origins.join(printed.origins);
        value
    }
}

/// Whether a statement is one command that runs one of these programs.
pub(super) fn is(statement: &Statement, names: &[&str]) -> bool {
    statement.command().and_then(|it| it.program.as_deref()).is_some_and(|it| names.contains(&it))
}

/// Whether a substitution's own last word hides that it failed: `$(a || true)`, `$(a | b)`.
pub(super) fn swallows_failure(word: &Word) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        PartKind::Substitution(statements) => match statements.last().map(|it| &it.kind) {
            Some(StatementKind::AndOr { rest, .. }) => rest.iter().any(|it| it.0 == AndOr::Or),
            Some(StatementKind::Pipeline(pipeline)) => pipeline.stages.len() > 1,
            _ => false,
        },
        _ => false,
    })
}

/// Applies an operator that changes text. What cannot be computed becomes unknown, what was empty stays so.
fn changed(shape: Shape, operator: &str, pattern: Option<&str>) -> Shape {
    if shape.is_empty() {
        return shape;
    }
    let cause: Option<Arc<Empty>> = shape.empty.clone();
    let known = shape.text().and_then(|text| {
        let text = match operator {
            "^^" => text.to_uppercase(),
            ",," => text.to_lowercase(),
            "@" => text.to_owned(),
            ":" => substring(text, pattern?)?.to_owned(),
            "%" | "%%" | "#" | "##" => strip(text, operator, pattern?)?.to_owned(),
            _ => return None,
        };
        Some(Shape { text: text.into(), open: false, empty: cause })
    });
    known.unwrap_or_else(|| Shape::open(""))
}

/// `${x:2:3}`
fn substring<'a>(text: &'a str, operand: &str) -> Option<&'a str> {
    let (from, length) = operand.split_once(':').map_or((operand, None), |it| (it.0, Some(it.1)));
    let from: usize = from.trim().parse().ok()?;
    let length: usize = length.map_or(Some(text.len()), |it| it.trim().parse().ok())?;
    let rest = text.get(from.min(text.len())..)?;
    rest.get(..length.min(rest.len()))
}

/// `${x%pattern}` and its like, for patterns of literals and `*`.
fn strip<'a>(text: &'a str, operator: &str, pattern: &str) -> Option<&'a str> {
    if pattern.contains(['?', '[', '(', '\\']) {
        return None;
    }
    let front = operator.starts_with('#');
    let longest = operator.len() == 2;
    let mut cuts: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
    // Shortest first: from the front that is the smallest cut, from the back the largest.
    if front == longest {
        cuts.reverse();
    }
    let cut = cuts.into_iter().find(|at| matches(if front { &text[..*at] } else { &text[*at..] }, pattern));
    Some(match cut {
        Some(at) if front => &text[at..],
        Some(at) => &text[..at],
        None => text,
    })
}

fn matches(text: &str, pattern: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cut_as_the_shell_does() {
        let cases = [
            ("/a/b.tar.gz", "%", ".*", "/a/b.tar"),
            ("/a/b.tar.gz", "%%", ".*", "/a/b"),
            ("/a/b", "%", "/*", "/a"),
            ("/a/b", "##", "*/", "b"),
            ("/a/b", "#", "*/", "a/b"),
            ("/a/", "%", "/", "/a"),
            ("abc", "%", "x", "abc"),
        ];
        for (text, operator, pattern, expected) in cases {
            assert_eq!(strip(text, operator, pattern), Some(expected), "${{x{operator}{pattern}}} of {text}");
        }
    }
}
