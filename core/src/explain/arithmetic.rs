//! Explains what `(( … ))`, `$(( … ))` and `let` compute: operators, names, numbers that are not decimal.

use super::words::{Place, code, titled};
use super::{Explained, Explainer, Kind, Source, special};
use crate::Span;
use crate::script::{Command, Dialect, PartKind, Word};

/// How many tokens of one expression are told.
const MOST_TOKENS: usize = 512;

/// How many expressions of one `let` are told.
const MOST_EXPRESSIONS: usize = 64;

/// All operators, longest first.
const OPERATORS: [&str; 36] = [
    "<<=", ">>=", "**", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=",
    "^=", "|=", "?", ":", "=", "+", "-", "*", "/", "%", "<", ">", "&", "^", "|", "~", "!",
];

impl Explainer<'_> {
    /// Adds what there is to say of an expression.
    pub(super) fn arithmetic(&self, word: &Word, parts: &mut Vec<Explained>) {
        if !self.wants(word.span) {
            return;
        }
        let from = parts.len();
        self.word_in(word, Place::Number, parts);
        if self.whole.is_some() {
            return;
        }
        // The operand before a sign, which tells `-` from `-`, and what `+=` changes.
        let mut before = Before::Nothing;
        let mut tokens = 0;
        for part in &word.parts {
            if !matches!(part.kind, PartKind::Literal(_)) {
                before = Before::Operand(part.span.of(self.text()));
                continue;
            }
            // With a backslash or a zero byte the text is not what is written.
            let written = part.span.of(self.text());
            let mut at = 0;
            while let Some((start, token)) = next_token(written, at) {
                tokens += 1;
                if tokens > MOST_TOKENS {
                    return;
                }
                at = start + token.len();
                let span = Span::new(part.span.start + start, part.span.start + at);
                let behind = written[at..].trim_start();
                let told = self.token(token, before, behind);
                if let Some((kind, meaning)) = told.filter(|_| self.wants(span)) {
                    parts.push(Explained::new(span, kind, titled(token), meaning, Source::Shell));
                }
                before = match token {
                    ")" | "]" => Before::Operand(token),
                    "++" | "--" if matches!(before, Before::Operand(_)) => before,
                    _ if is_operand(token) => Before::Operand(token),
                    _ => Before::Nothing,
                };
            }
        }
        parts[from..].sort_by_key(|it| it.span.start);
    }

    /// `let`: each operand is an expression.
    pub(super) fn let_of(&self, command: &Command, explained: &mut Explained) {
        if command.program.as_deref() != Some("let") || self.whole.is_some() {
            return;
        }
        for word in command.arguments().iter().take(MOST_EXPRESSIONS) {
            let mut tokens = Vec::new();
            self.arithmetic(word, &mut tokens);
            // What it expands is told already.
            tokens.retain(|it| !it.title.starts_with('$'));
            match explained.parts.iter_mut().find(|it| it.span == word.span) {
                Some(part) => part.parts.extend(tokens),
                None => explained.parts.extend(tokens),
            }
        }
    }

    /// What one token is.
    fn token(&self, token: &str, before: Before<'_>, behind: &str) -> Option<(Kind, String)> {
        if token.starts_with(|it: char| it.is_ascii_digit()) {
            return Some((Kind::Test, number(token, behind, self.view.document.dialect())?));
        }
        if is_operand(token) {
            let meaning = match special::variable(token, self.view.document.dialect()) {
                Some(known) => known.to_owned(),
                None if behind.starts_with('[') => {
                    format!("an element of {} as a number; 0 where it is unset or empty", code(token))
                }
                None if behind.starts_with('=') && !behind.starts_with("==") => {
                    format!("the variable {}, which is set here", code(token))
                }
                None => format!("the value of {} as a number; 0 where it is unset or empty", code(token)),
            };
            return Some((Kind::Expansion, meaning));
        }
        let left = match before {
            Before::Operand(left) => Some(left),
            Before::Nothing => None,
        };
        let changed = left
            .filter(|it| *it != ")")
            .map_or("it".to_owned(), |it| if it == "]" { "the element".to_owned() } else { code(it) });
        let meaning = match token {
            "++" if left.is_some() => format!("adds 1 to {changed}; the value is the one before"),
            "--" if left.is_some() => format!("takes 1 from {changed}; the value is the one before"),
            "++" => format!("adds 1 to {}; the value is the new one", code(name_at(behind))),
            "--" => format!("takes 1 from {}; the value is the new one", code(name_at(behind))),
            "+" | "-" if left.is_none() => {
                if token == "-" { "turns the sign around" } else { "the number itself" }.into()
            }
            "+" => "plus".into(),
            "-" => "minus".into(),
            "*" => "times".into(),
            "/" => "divided by; what is behind the point is dropped".into(),
            "%" => "the rest when divided by".into(),
            "**" => "to the power of".into(),
            "<<" => "shifts the bits to the left: each step doubles".into(),
            ">>" => "shifts the bits to the right: each step halves".into(),
            "<" => "1 where the left side is less, else 0".into(),
            ">" => "1 where the left side is more, else 0".into(),
            "<=" => "1 where the left side is not more, else 0".into(),
            ">=" => "1 where the left side is not less, else 0".into(),
            "==" => "1 where both sides are equal, else 0".into(),
            "!=" => "1 where the sides differ, else 0".into(),
            "&" => "the bits that both sides have".into(),
            "|" => "the bits that one side or both have".into(),
            "^" => "the bits that just one side has".into(),
            "~" => "every bit turned around".into(),
            "!" => "1 where what follows is 0, else 0".into(),
            "&&" => "1 where both sides are not 0, else 0; the right one is left alone where the left one is 0".into(),
            "||" => "1 where one side is not 0, else 0; the right one is left alone where the left one is not 0".into(),
            "?" => "takes what follows where the left side is not 0, else what stands behind `:`".into(),
            ":" => "begins what is taken where the side before `?` is 0".into(),
            "=" => format!("sets {changed} to what follows"),
            "+=" => format!("adds what follows to {changed}"),
            "-=" => format!("takes what follows from {changed}"),
            "*=" => format!("multiplies {changed} by what follows"),
            "/=" => format!("divides {changed} by what follows"),
            "%=" => format!("leaves in {changed} the rest when divided by what follows"),
            "<<=" | ">>=" | "&=" | "^=" | "|=" => {
                format!("sets {changed} to the result of `{}` with what follows", token.trim_end_matches('='))
            }
            "," => "works out both sides; the result is that of the right one".into(),
            _ => return None,
        };
        Some((Kind::Operator, meaning))
    }
}

/// What stands before a token.
#[derive(Clone, Copy)]
enum Before<'a> {
    Nothing,
    Operand(&'a str),
}

/// The token at or behind `at`, with its place.
fn next_token(text: &str, at: usize) -> Option<(usize, &str)> {
    let rest = text.get(at..)?;
    let is_blank = |it: char| it.is_whitespace() || matches!(it, '"' | '\\' | '\'' | '\0');
    let start = at + rest.find(|it: char| !is_blank(it))?;
    let rest = &text[start..];
    let is_word = |it: char| it == '_' || it == '#' || it == '@' || it.is_ascii_alphanumeric();
    let length = rest.find(|it: char| !is_word(it)).unwrap_or(rest.len());
    if length > 0 {
        return Some((start, &rest[..length]));
    }
    if let Some(operator) = OPERATORS.iter().find(|it| rest.starts_with(**it)) {
        return Some((start, &rest[..operator.len()]));
    }
    let length = rest.chars().next().map_or(1, char::len_utf8);
    Some((start, &rest[..length]))
}

fn is_operand(token: &str) -> bool {
    token.starts_with(|it: char| it == '_' || it.is_ascii_alphanumeric())
}

/// The name that a text begins with.
fn name_at(text: &str) -> &str {
    let end = text.find(|it: char| it != '_' && !it.is_ascii_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// What a number means that is not decimal; none for a plain one.
fn number(token: &str, behind: &str, dialect: Dialect) -> Option<String> {
    if let Some((base, digits)) = token.split_once('#') {
        let base: u32 = base.parse().ok().filter(|it| (2..=64).contains(it))?;
        if digits.is_empty() {
            let expands = behind.is_empty();
            return expands.then(|| format!("reads what follows as a number with base {base}"));
        }
        let value = (base <= 36).then(|| i64::from_str_radix(digits, base).ok()).flatten();
        return Some(match value {
            Some(value) => format!("{value}, written with base {base}"),
            None => format!("a number written with base {base}"),
        });
    }
    if let Some(digits) = token.strip_prefix("0x").or_else(|| token.strip_prefix("0X")) {
        let value = i64::from_str_radix(digits, 16).ok()?;
        return Some(format!("{value}, written in hexadecimal"));
    }
    let digits = token.strip_prefix('0').filter(|it| !it.is_empty() && dialect != Dialect::Ksh)?;
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    match digits.bytes().find(|it| *it > b'7') {
        Some(wrong) => {
            let wrong = char::from(wrong);
            Some(format!("an error: a number that begins with 0 is octal, and `{wrong}` is no octal digit"))
        }
        None => Some(format!("{}, since a number that begins with 0 is octal", i64::from_str_radix(digits, 8).ok()?)),
    }
}
