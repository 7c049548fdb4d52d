//! Where a value begins and ends: in quotes, in a shell word, in JSON, in the query of an address.

use std::ops::Range;

use super::reading::{Reading, Word};

/// So far the end of a value is looked for; what goes on longer is one all the more.
const FAR: usize = 512;

/// A value without its quotes.
pub(super) struct Value {
    pub(super) span: Range<usize>,
    /// The quote around it, or 0.
    pub(super) quote: u8,
}

/// What ends a value that has no quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// As a shell ends a word.
    Word,
    /// As JSON, YAML and lists do.
    Field,
    /// As the query of an address does.
    Query,
}

/// The value that stands at a place, if one does.
pub(super) fn at(reading: &Reading<'_>, start: usize, ends: Ends) -> Option<Value> {
    let bytes = reading.bytes();
    let rest = bytes.get(start..).filter(|it| !it.is_empty())?;
    // The quote that closes what stands around is no value.
    if start > 0 && reading.quotes[start - 1] == rest[0] {
        return None;
    }
    let (open, quote) = match rest {
        [b'\\', quote @ (b'"' | b'\''), ..] => (2, *quote),
        [b'$', b'\'', ..] => (2, b'\''),
        [quote @ (b'"' | b'\''), ..] if reading.quotes[start] != *quote => (1, *quote),
        _ => (0, 0),
    };
    let from = start + open;
    let escaped = rest.first() == Some(&b'\\') && open == 2;
    let around = reading.quotes[start];
    let stop = (from + FAR).min(bytes.len());
    let mut at = from;
    while at < stop {
        let byte = bytes[at];
        if byte == b'\n' {
            break;
        }
        if quote != 0 {
            if byte == b'\\' && escaped || byte == quote && !escaped {
                break;
            }
            at += if byte == b'\\' && quote == b'"' { 2 } else { 1 };
            continue;
        }
        if around != 0 && byte == around || byte.is_ascii_whitespace() || is_end(bytes, at, from, ends) {
            break;
        }
        // A line end that is written out, in a string.
        if around != 0 && byte == b'\\' && matches!(bytes.get(at + 1), Some(b'n' | b'r' | b't')) {
            break;
        }
        // `ab'c d'` is one word.
        if ends == Ends::Word && around == 0 && matches!(byte, b'"' | b'\'') {
            let close = bytes[at + 1..stop].iter().take_while(|it| **it != b'\n').position(|it| *it == byte);
            at += close.map_or(1, |it| it + 2);
            continue;
        }
        at += if byte == b'\\' && ends == Ends::Word && around == 0 { 2 } else { 1 };
    }
    let mut end = at.min(bytes.len());
    if at >= stop && stop < bytes.len() {
        end = stop + bytes[stop..].iter().take_while(|it| !it.is_ascii_whitespace() && **it != quote).count();
    }
    // `'a'b` is one word, and so is its secret.
    if quote != 0 && !escaped && ends == Ends::Word && bytes.get(end) == Some(&quote) && around == 0 {
        let tail = bytes[end + 1..].iter().take(FAR).take_while(|it| is_inside(**it)).count();
        if tail > 0 {
            return Some(Value { span: start..end + 1 + tail, quote: 0 });
        }
    }
    (end > from).then_some(Value { span: from..end, quote })
}

fn is_inside(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !b";|&<>()`,}]\"'\\:.".contains(&byte)
}

fn is_end(bytes: &[u8], at: usize, from: usize, ends: Ends) -> bool {
    let next = bytes.get(at + 1).copied().unwrap_or(b' ');
    match bytes[at] {
        b'&' | b'`' => true,
        b';' | b'|' | b'<' | b'>' => true,
        // `$(…)` and a call are looked at by whoever asked.
        b'(' | b')' => bytes.get(from) != Some(&b'$'),
        b'"' | b'\'' => ends != Ends::Word || next.is_ascii_whitespace(),
        b'#' => ends == Ends::Query,
        b'}' | b']' => ends == Ends::Field && !matches!(bytes.get(from), Some(b'$' | b'{' | b'[')),
        b',' => next.is_ascii_whitespace() || ends != Ends::Word || names_follow(&bytes[at + 1..]),
        b'\\' => next == b'n' && ends == Ends::Field || next == b'"' && ends != Ends::Word,
        _ => false,
    }
}

/// `uid=…` in `password=x,uid=1000`.
fn names_follow(bytes: &[u8]) -> bool {
    let name = bytes.iter().take(24).take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'.')).count();
    name > 0 && bytes.get(name) == Some(&b'=')
}

/// A word without its quotes.
pub(super) fn unquoted(reading: &Reading<'_>, word: &Word) -> Value {
    trimmed(reading, word.span.clone())
}

/// A stretch without quotes around the whole of it.
pub(super) fn trimmed(reading: &Reading<'_>, span: Range<usize>) -> Value {
    let bare = reading.at(&span);
    let span = span.start..span.start + bare.strip_suffix("\\n").unwrap_or(bare).len();
    let text = reading.at(&span);
    let open = usize::from(text.starts_with("$'") || text.starts_with("\\\""));
    let Some(&quote @ (b'"' | b'\'')) = text.as_bytes().get(open) else { return Value { span, quote: 0 } };
    let inner = &text[open + 1..];
    let inner = inner.strip_suffix(char::from(quote)).unwrap_or(inner);
    let inner = if open == 1 { inner.strip_suffix('\\').unwrap_or(inner) } else { inner };
    if inner.as_bytes().contains(&quote) && !inner.contains('\\') && !inner.contains("$(") {
        return Value { span, quote: 0 };
    }
    let start = span.start + open + 1;
    Value { span: start..start + inner.len(), quote }
}
