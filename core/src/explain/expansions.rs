//! Explains `$x` and everything that `${…}` can say, with its own operand in the sentence.

use super::patterns::cut;
use super::words::{Place, SPLIT, code, splits, titled};
use super::{Explained, Explainer, Kind, Source, special};
use crate::script::{Dialect, Parameter, Part, Quote, Word};
use std::fmt::Write;

impl Explainer<'_> {
    /// `$x`, `${x…}`.
    pub(super) fn parameter(&self, part: &Part, parameter: &Parameter, place: Place) -> Explained {
        let is_plain = parameter.operator.is_none() && parameter.index.is_none() && !parameter.length;
        let mut meaning = match parameter.operator.as_deref() {
            _ if self.whole.is_some() => String::new(),
            Some((operator, operand)) => self.operation(parameter, operator, operand),
            None if parameter.length => self.length(parameter),
            None if is_plain && !parameter.indirect && matches!(&*parameter.name, "@" | "*") => {
                arguments(&parameter.name, part.quote, place).to_owned()
            }
            None => self.subject(parameter, part.quote != Quote::Bare || place != Place::Argument),
        };
        let is_number = parameter.length || is_plain && matches!(&*parameter.name, "#" | "?" | "$" | "!" | "-");
        let is_told = is_plain && matches!(&*parameter.name, "@" | "*");
        if splits(part, place) && !is_number && !is_told {
            meaning.push_str(SPLIT);
        }
        if self.view.document.dialect() == Dialect::Sh && self.whole.is_none() && is_no_posix(parameter) {
            meaning.push_str("; `dash` does not know this and stops");
        }
        if let Some(known) = self.known(part) {
            let _ = write!(meaning, "; {known}");
        }
        let title = titled(part.span.of(self.text()));
        let mut explained = Explained::new(part.span, Kind::Expansion, title, meaning, Source::Shell);
        if let Some(index) = &parameter.index {
            self.word_in(index, Place::Number, &mut explained.parts);
        }
        if let Some((operator, operand)) = parameter.operator.as_deref() {
            let inner = match &**operator {
                ":-" | "-" | ":=" | "=" | ":?" | "?" | ":+" | "+" => place,
                ":" => Place::Number,
                // The sentence above tells what the pattern matches.
                _ => Place::Text,
            };
            self.word_in(operand, inner, &mut explained.parts);
        }
        explained
    }

    /// What an expansion starts from: the value of a variable, an element, the arguments.
    fn subject(&self, parameter: &Parameter, whole: bool) -> String {
        let name = &*parameter.name;
        if parameter.indirect {
            return match &parameter.index {
                Some(index) if whole && index.literal() == Some("@") => {
                    format!("the indices or keys of `{name}`, each as one word")
                }
                Some(index) if matches!(index.literal(), Some("@" | "*")) => {
                    format!("the indices or keys of `{name}`")
                }
                Some(index) => {
                    format!("the value of the variable that element {} of `{name}` names", self.shown(index))
                }
                None if name.bytes().all(|it| it.is_ascii_digit()) => {
                    format!("the value of the variable that {} names", argument(name))
                }
                None => format!("the value of the variable whose name `{name}` holds"),
            };
        }
        if let Some(index) = &parameter.index {
            return match index.literal() {
                Some("@") if whole => format!("all elements of `{name}`, each as one word"),
                Some("*") if whole => {
                    format!("all elements of `{name}` in one word, with the first character of `IFS` between them")
                }
                Some("@" | "*") => format!("all elements of `{name}`"),
                Some("-1") => format!("the last element of `{name}`"),
                _ => {
                    let known = special::variable(name, self.view.document.dialect());
                    let known = known.map_or(String::new(), |it| format!("; `{name}`: {it}"));
                    format!("the element of `{name}` at {}{known}", self.shown(index))
                }
            };
        }
        self.named(name)
    }

    /// What a name stands for.
    fn named(&self, name: &str) -> String {
        if name != "0" && name.bytes().all(|it| it.is_ascii_digit()) {
            return argument(name);
        }
        match special::variable(name, self.view.document.dialect()) {
            Some(known) if LISTS.contains(&name) => format!("the first element of `{name}`: {known}"),
            Some(known) => known.to_owned(),
            None if special::variable(name, Dialect::Bash).is_some() => {
                format!("the value of `{name}`; bash sets it, other shells may not")
            }
            None => format!("the value of `{name}`"),
        }
    }

    /// The same in few words, for sentences that go on.
    fn briefly(&self, parameter: &Parameter, each: bool) -> String {
        let name = &*parameter.name;
        if parameter.indirect || parameter.index.is_some() {
            return self.subject(parameter, false);
        }
        match name {
            "@" | "*" if each => "each argument".to_owned(),
            "@" | "*" => "all arguments".to_owned(),
            "0" => "the script's name".to_owned(),
            "#" => "the number of arguments".to_owned(),
            "?" => "the last exit status".to_owned(),
            _ if name.bytes().all(|it| it.is_ascii_digit()) => argument(name),
            _ if name.starts_with(|it: char| it == '_' || it.is_ascii_alphabetic()) => format!("the value of `{name}`"),
            _ => format!("`${name}`"),
        }
    }

    /// `${#x}`
    fn length(&self, parameter: &Parameter) -> String {
        let name = &*parameter.name;
        match &parameter.index {
            Some(index) if matches!(index.literal(), Some("@" | "*")) => format!("how many elements `{name}` has"),
            Some(_) => format!("the length of {} in characters", self.subject(parameter, false)),
            None if matches!(name, "@" | "*") => "how many arguments the script or function was given".to_owned(),
            None => format!("the length of {} in characters", self.briefly(parameter, false)),
        }
    }

    /// `${x…}` with an operator.
    fn operation(&self, parameter: &Parameter, operator: &str, operand: &Word) -> String {
        let lists = parameter.index.as_ref().is_some_and(|it| matches!(it.literal(), Some("@" | "*")));
        let takes_text = matches!(operator, ":-" | "-" | ":=" | "=" | ":?" | "?" | ":+" | "+");
        let value = match (lists && !parameter.indirect, takes_text) {
            (true, false) => format!("each element of `{}`", parameter.name),
            _ => self.briefly(parameter, !takes_text),
        };
        let name = &*parameter.name;
        let written = operand.span.of(self.text());
        let shown = self.shown(operand);
        // `${#x…}` with an operator is no length: the shell refuses it.
        if parameter.length {
            return String::new();
        }
        match operator {
            "@" | "*" if parameter.indirect && written.is_empty() => {
                format!("the names of all variables that begin with `{name}`")
            }
            ":-" => format!("{value}, or {shown} where it is unset or empty"),
            "-" => format!("{value}, or {shown} where it is unset"),
            ":=" => format!("{value}; where it is unset or empty, `{name}` is set to {shown} first"),
            "=" => format!("{value}; where it is unset, `{name}` is set to {shown} first"),
            ":?" if written.is_empty() => {
                format!("{value}; where it is unset or empty, prints an error and stops the shell")
            }
            ":?" => format!("{value}; where it is unset or empty, prints {shown} as an error and stops the shell"),
            "?" if written.is_empty() => format!("{value}; where it is unset, prints an error and stops the shell"),
            "?" => format!("{value}; where it is unset, prints {shown} as an error and stops the shell"),
            ":+" => format!("{shown} where {} is set and not empty, else nothing", named_only(&value)),
            "+" => format!("{shown} where {} is set, even to nothing; else nothing", named_only(&value)),
            "#" | "##" | "%" | "%%" => format!("{value} without {}", cut(operator, operand, self.text())),
            "/" | "//" | "/#" | "/%" => replaced(&value, operator, written),
            ":" => slice(parameter, &value, written),
            "^" | "^^" | "," | ",," | "~" | "~~" => {
                let case = match operator.as_bytes().first() {
                    Some(b'^') => "in upper case",
                    Some(b',') => "in lower case",
                    _ => "with upper and lower case exchanged",
                };
                let which = match (operator.len(), written) {
                    (1, "") => "its first letter".to_owned(),
                    (1, _) => format!("its first letter, where that matches {},", code(written)),
                    (_, "") => return format!("{value} {case}"),
                    (..) => format!("the letters that match {}", code(written)),
                };
                format!("{value} with {which} {}", case.trim_start_matches("with "))
            }
            "@" => match transformed(written) {
                Some(how) => format!("{value}{how}"),
                None => String::new(),
            },
            _ => String::new(),
        }
    }
}

/// `${x:o:l}`
fn slice(parameter: &Parameter, value: &str, written: &str) -> String {
    let (offset, length) = match top_level(written, ':') {
        Some(at) => (written[..at].trim(), Some(written[at + 1..].trim())),
        None => (written.trim(), None),
    };
    let number = |it: &str| it.parse::<i64>().ok();
    let lists = parameter.index.as_ref().is_some_and(|it| matches!(it.literal(), Some("@" | "*")));
    let arguments = matches!(&*parameter.name, "@" | "*");
    if arguments || lists {
        let what = if arguments { "argument" } else { "element" };
        let of = if arguments { String::new() } else { format!(" of `{}`", parameter.name) };
        let counted = if arguments { "" } else { ", counted from 0" };
        return match length {
            None if offset == "-1" => format!("the last {what}{of}"),
            None => format!("the {what}s{of} from number {} on{counted}", code(offset)),
            Some(length) => {
                format!("{} {what}s{of} from number {} on{counted}", amount(length), code(offset))
            }
        };
    }
    match (number(if offset.is_empty() { "0" } else { offset }), length) {
        (Some(0), Some(length)) => match number(length) {
            Some(least) if least < 0 => format!("{value} without its {}", last(least)),
            Some(1) => format!("the first character of {}", named_only(value)),
            Some(most) => format!("the first {most} characters of {}", named_only(value)),
            None => format!("the first {} characters of {}", code(length), named_only(value)),
        },
        (Some(skipped), None) if skipped < 0 => format!("the {} of {}", last(skipped), named_only(value)),
        (Some(1), None) => format!("{value} without its first character"),
        (Some(skipped), None) => format!("{value} without its first {skipped} characters"),
        (None, None) => format!("{value} from character {} on, counted from 0", code(offset)),
        (_, Some(length)) => match number(length) {
            Some(least) if least < 0 => {
                format!("{value} from character {} on, counted from 0, without its {}", code(offset), last(least))
            }
            _ => {
                format!("{} of {} from {} on, counted from 0", characters(length), named_only(value), code(offset))
            }
        },
    }
}

/// The lists among the variables of the shell.
const LISTS: [&str; 12] = [
    "BASH_ARGC",
    "BASH_ARGV",
    "BASH_LINENO",
    "BASH_REMATCH",
    "BASH_SOURCE",
    "BASH_VERSINFO",
    "COMP_WORDS",
    "COPROC",
    "DIRSTACK",
    "FUNCNAME",
    "GROUPS",
    "PIPESTATUS",
];

/// Whether POSIX has no such form.
fn is_no_posix(parameter: &Parameter) -> bool {
    let operator = parameter.operator.as_deref().map_or("", |it| &*it.0);
    let posix = ["", ":-", "-", ":=", "=", ":?", "?", ":+", "+", "#", "##", "%", "%%"];
    parameter.indirect || parameter.index.is_some() || !posix.contains(&operator)
}

/// `$1`, in words.
fn argument(digits: &str) -> String {
    let word = match digits {
        "1" => "first",
        "2" => "second",
        "3" => "third",
        _ => return format!("argument {digits} of the script or function"),
    };
    format!("the {word} argument of the script or function")
}

/// `$@` and `$*`: what their quotes mean.
fn arguments(name: &str, quote: Quote, place: Place) -> &'static str {
    match (name, quote == Quote::Bare, place) {
        (_, true, Place::Argument) => {
            "all arguments; without quotes each is split into words and matched against file names"
        }
        ("@", false, Place::Argument) => "all arguments, each as one word, as they were given",
        ("*", ..) => {
            "all arguments in one text, with the first character of `IFS` between them: a blank unless it was set"
        }
        _ => "all arguments in one text",
    }
}

/// What a value is of: that is what is set, or has characters.
fn named_only(value: &str) -> &str {
    value.strip_prefix("the value of ").unwrap_or(value)
}

fn last(count: i64) -> String {
    match count.unsigned_abs() {
        1 => "last character".to_owned(),
        count => format!("last {count} characters"),
    }
}

fn amount(length: &str) -> String {
    if length.parse::<u32>().is_ok() { length.to_owned() } else { code(length) }
}

fn characters(length: &str) -> String {
    if length == "1" { "1 character".to_owned() } else { format!("{} characters", amount(length)) }
}

/// `${x@Q}` and its like.
fn transformed(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "Q" => ", quoted so that the shell reads it back as the same text",
        "U" => " in upper case",
        "u" => " with its first letter in upper case",
        "L" => " in lower case",
        "E" => " with its backslashes read as in `$'…'`",
        "P" => " as a prompt would show it",
        "A" => " as the command that would set it again",
        "K" => " as quoted keys and values in one text",
        "k" => " as keys and values, each as one word",
        "a" => ": not that, but the letters of its attributes",
        _ => return None,
    })
}

/// `${x/p/r}` and its like.
fn replaced(value: &str, operator: &str, written: &str) -> String {
    let slash = top_level(written, '/');
    let (pattern, with) = slash.map_or((written, ""), |at| (&written[..at], &written[at + 1..]));
    let with = plain_text(with)
        .map_or_else(|| code(in_quotes(with).unwrap_or(with)), |it| if it.is_empty() { it } else { code(&it) });
    let plain = plain_text(pattern);
    if plain.as_deref() == Some("") {
        return match operator {
            "/#" => format!("{value} with {with} put before it"),
            "/%" => format!("{value} with {with} put behind it"),
            _ => value.to_owned(),
        };
    }
    let what = match (plain, in_quotes(pattern)) {
        (Some(text), _) => code(&text),
        // What quotes hold is no pattern.
        (None, Some(quoted)) => code(quoted),
        (None, None) => format!("part that matches {}", code(pattern)),
    };
    let which = match operator {
        "//" => format!("every {what}"),
        "/#" => format!("{what} at its start"),
        "/%" => format!("{what} at its end"),
        _ => format!("the first {what}"),
    };
    if with.is_empty() {
        return format!("{value} without {which}");
    }
    format!("{value} with {which} replaced by {with}")
}

/// What one pair of double quotes holds, where that is all there is.
fn in_quotes(written: &str) -> Option<&str> {
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains('"')).then_some(inside)
}

/// What a piece of source says, where it holds neither a pattern nor an expansion.
fn plain_text(written: &str) -> Option<String> {
    if let Some(inside) = written.strip_prefix("$'").and_then(|it| it.strip_suffix('\'')) {
        return (!inside.contains('\'')).then(|| crate::script::Escapes::Ansi.resolve(inside));
    }
    let (mut text, mut quote, mut chars) = (String::new(), None, written.chars());
    while let Some(char) = chars.next() {
        match char {
            _ if quote == Some(char) => quote = None,
            _ if quote == Some('\'') => text.push(char),
            '\\' => text.push(chars.next()?),
            '$' | '`' => return None,
            '\'' | '"' if quote.is_none() => quote = Some(char),
            '*' | '?' | '[' | '(' | '~' if quote.is_none() => return None,
            _ => text.push(char),
        }
    }
    Some(text)
}

/// The first place of a sign outside of quotes, backslashes and braces.
pub(super) fn top_level(text: &str, sign: char) -> Option<usize> {
    let (mut depth, mut quote, mut escaped) = (0usize, None, false);
    for (at, char) in text.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' if quote != Some('\'') => escaped = true,
            _ if quote == Some(char) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(char),
            _ if char == sign && depth == 0 => return Some(at),
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
