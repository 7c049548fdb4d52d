//! Words: what they say where that can be known, and how text becomes a word.

use crate::Span;
use crate::script::{Part, PartKind, Quote, Word};

impl Word {
    pub(crate) fn new(span: Span, mut parts: Vec<Part>) -> Self {
        parts.shrink_to_fit();
        let mut joined = None;
        if parts.len() > 1 {
            let texts =
                parts.iter().map(|it| if let PartKind::Literal(text) = &it.kind { Some(&**text) } else { None });
            joined = texts.collect::<Option<String>>().map(Into::into);
        }
        Self { span, parts, joined }
    }

    pub(crate) fn plain(span: Span, text: &str) -> Self {
        Self::new(span, vec![Part { span, quote: Quote::Bare, kind: PartKind::Literal(text.into()) }])
    }

    /// Its value after quote removal, where every script that holds it gives the same.
    pub fn literal(&self) -> Option<&str> {
        match &*self.parts {
            [] => Some(""),
            [Part { kind: PartKind::Literal(text), .. }] => Some(text),
            _ => self.joined.as_deref(),
        }
    }

    /// The literal text it starts with, up to the first part that is not literal.
    pub fn literal_prefix(&self) -> String {
        let literals = self.parts.iter().map_while(|it| match &it.kind {
            PartKind::Literal(text) => Some(&**text),
            _ => None,
        });
        literals.collect()
    }

    /// Its text with every variable as `$name`, and `$(…)` for what else only shows when it runs.
    pub(crate) fn sketch(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match &part.kind {
                PartKind::Literal(it) | PartKind::Glob(it) | PartKind::Tilde(it) | PartKind::Sequence(it) => {
                    text.push_str(it);
                }
                PartKind::Parameter(it) => text.extend(["${", &it.name, "}"]),
                _ => text.push_str("$(…)"),
            }
        }
        text
    }

    /// Whether any of it is quoted.
    pub fn is_quoted(&self) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|it| it.quote != Quote::Bare)
    }

    /// The variable that it starts with, when it does.
    pub fn leading_variable(&self) -> Option<&super::Parameter> {
        match &self.parts.first()?.kind {
            PartKind::Parameter(parameter) => Some(parameter),
            _ => None,
        }
    }

    /// Where bytes of its literal start stand in the source; `None` where they were written otherwise, or not together.
    pub(crate) fn place(&self, from: usize, to: usize) -> Option<Span> {
        let mut before = 0;
        for part in &self.parts {
            let PartKind::Literal(text) = &part.kind else { return None };
            if to <= before + text.len() {
                let start = part.span.start + from.checked_sub(before)?;
                return (text.len() == part.span.len()).then(|| Span::new(start, start + to - from));
            }
            before += text.len();
        }
        None
    }

    /// Where the first bytes of its literal start stand in the source, with their quotes where these hold nothing else.
    pub(crate) fn head(&self, length: usize) -> Option<Span> {
        let (place, first) = (self.place(0, length)?, self.parts.first()?);
        let is_all = first.span == place && !matches!(first.quote, Quote::Bare | Quote::Backslash);
        Some(if is_all { Span::new(self.span.start, (place.end + 1).min(self.span.end)) } else { place })
    }

    /// What is left behind the first `length` bytes of its literal start; `None` where the cut falls elsewhere.
    pub(crate) fn behind(&self, length: usize) -> Option<Word> {
        let mut rest = length;
        for (at, part) in self.parts.iter().enumerate() {
            let PartKind::Literal(text) = &part.kind else { return (rest == 0).then(|| self.tail_from(at)) };
            if rest == 0 {
                return Some(self.tail_from(at));
            }
            if rest < text.len() {
                let tail = text.get(rest..)?;
                let mut parts = self.parts[at..].to_vec();
                // A literal without escapes is as long as its source.
                let start = if text.len() == part.span.len() { part.span.start + rest } else { part.span.start };
                parts[0] = Part {
                    span: Span::new(start, part.span.end),
                    quote: part.quote,
                    kind: PartKind::Literal(tail.into()),
                };
                // The quote that was cut open closes behind the tail.
                let is_one_quote = parts.windows(2).all(|it| it[0].span.end == it[1].span.start);
                let is_cut = part.quote != Quote::Bare && is_one_quote;
                let end = parts.last().filter(|_| is_cut).map_or(self.span.end, |it| it.span.end);
                return Some(Word::new(Span::new(start, end), parts));
            }
            rest -= text.len();
        }
        (rest == 0).then(|| Word { span: Span::at(self.span.end), ..Word::default() })
    }

    /// What stands behind the first `=` of its literal start.
    pub(crate) fn value_behind_sign(&self) -> Option<Word> {
        self.behind(self.literal_prefix().find('=')? + 1)
    }

    /// The parts from one on, with the quote that opens before it.
    fn tail_from(&self, at: usize) -> Word {
        let part = self.parts.get(at).map(|it| it.span.start);
        let before = at.checked_sub(1).and_then(|it| self.parts.get(it));
        let start = match (part, before) {
            (Some(start), Some(before)) if before.span.end != start => {
                // Behind a quote that closes here, another may open.
                let closes = usize::from(!matches!(before.quote, Quote::Bare | Quote::Backslash));
                start.min(before.span.end + closes)
            }
            (Some(start), Some(_)) => start,
            (Some(_), None) => self.span.start,
            (None, _) => self.span.end,
        };
        Word::new(Span::new(start.min(self.span.end), self.span.end), self.parts[at..].to_vec())
    }
}

/// Writes `text` as one word: bare where the shell leaves it alone, else in quotes.
pub fn quote(text: &str) -> String {
    let is_plain =
        |it: char| it.is_ascii_alphanumeric() || "_-./,:+@%".contains(it) || !it.is_ascii() && it.is_alphanumeric();
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Who reads backslash sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escapes {
    /// The shell, between `$'` and `'`.
    Ansi,
    /// `printf`, `echo -e` and `tr`.
    Printed,
}

impl Escapes {
    /// What a text with backslash sequences says.
    pub(crate) fn resolve(self, text: &str) -> String {
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text.chars();
        let mut buffer = [0; 4];
        while let Some(char) = rest.next() {
            if char != '\\' {
                bytes.extend_from_slice(char.encode_utf8(&mut buffer).as_bytes());
                continue;
            }
            let Some(sign) = rest.next() else {
                bytes.push(b'\\');
                break;
            };
            let known = match sign {
                'a' => Some(7),
                'b' => Some(8),
                'e' | 'E' => Some(27),
                'f' => Some(12),
                'n' => Some(b'\n'),
                'r' => Some(b'\r'),
                't' => Some(b'\t'),
                'v' => Some(11),
                '\\' => Some(b'\\'),
                '\'' | '"' | '?' if self == Self::Ansi => Some(sign as u8),
                'x' => number(&mut rest, 16, 2).map(|it| it as u8),
                'u' | 'U' => match number(&mut rest, 16, if sign == 'u' { 4 } else { 8 }) {
                    Some(value) => {
                        let char = char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER);
                        bytes.extend_from_slice(char.encode_utf8(&mut buffer).as_bytes());
                        continue;
                    }
                    None => None,
                },
                // It prints no more.
                'c' if self == Self::Printed => break,
                'c' => match rest.next() {
                    Some(letter) => Some((letter as u32 & 0x1f) as u8),
                    None => continue,
                },
                '0'..='7' => {
                    let more = if sign == '0' && self == Self::Printed { 3 } else { 2 };
                    Some(number_from(&mut rest, sign as u32 - '0' as u32, 8, more) as u8)
                }
                _ => None,
            };
            match known {
                Some(byte) => bytes.push(byte),
                // What nobody knows stays as it is written.
                None => {
                    bytes.push(b'\\');
                    bytes.extend_from_slice(sign.encode_utf8(&mut buffer).as_bytes());
                }
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

fn number(rest: &mut std::str::Chars<'_>, radix: u32, most: usize) -> Option<u32> {
    let first = rest.clone().next()?.to_digit(radix)?;
    rest.next();
    Some(number_from(rest, first, radix, most - 1))
}

fn number_from(rest: &mut std::str::Chars<'_>, mut value: u32, radix: u32, most: usize) -> u32 {
    for _ in 0..most {
        let Some(digit) = rest.clone().next().and_then(|it| it.to_digit(radix)) else { break };
        rest.next();
        value = value.wrapping_mul(radix).wrapping_add(digit);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_and_printf_read_backslashes_in_their_own_ways() {
        let cases = [
            (r"\x72\155 \u2d\n", "rm -\n", "rm -\n"),
            (r#"\'\"\?"#, r#"'"?"#, r#"\'\"\?"#),
            (r"\0555", "-5", "m"),
            (r"a\cbc", "a\u{2}c", "a"),
            (r"\x \u \z \", r"\x \u \z \", r"\x \u \z \"),
        ];
        for (text, ansi, printed) in cases {
            assert_eq!(Escapes::Ansi.resolve(text), ansi, "$'{text}'");
            assert_eq!(Escapes::Printed.resolve(text), printed, "printf '{text}'");
        }
    }
}
