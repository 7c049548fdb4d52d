//! Values whose name says that they are secret: `DB_PASSWORD=…`, `"apiKey": "…"`, `secret_key: …`, `<password>…</password>`.

use std::ops::Range;

use super::{
    names::{self, Kind},
    reading::Reading,
    suspect,
    value::{self, Ends},
};

const LONG: usize = 64;

/// A name, and where its value would begin.
struct Named<'a> {
    name: &'a str,
    start: usize,
    form: Form,
    quoted: bool,
    /// The byte before the name.
    before: u8,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `NAME=value`.
    Close,
    /// `name = value`, `name => value`.
    Wide,
    /// `name: value`.
    Colon,
    /// `name:value`.
    CloseColon,
    /// `${NAME:-value}`.
    Default,
    /// `<name>value</name>`.
    Element,
}

pub(super) fn look(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    let bytes = reading.bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let b'=' | b':' | b'>' = bytes[at]
            && let Some(span) = named(reading, at).and_then(|it| secret(reading, &it))
        {
            at = span.end.max(at + 1);
            spans.push(span);
        } else {
            at += 1;
        }
    }
}

/// The name before a sign, if one stands there.
fn named<'a>(reading: &Reading<'a>, sign: usize) -> Option<Named<'a>> {
    let bytes = reading.bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let next = byte(sign + 1);
    let before_sign = sign.checked_sub(1).map_or(b' ', byte);
    let mut end = sign;
    let (mut form, mut start) = match (bytes[sign], next) {
        (b':', b'-' | b'=') if dollar_brace(bytes, sign) => (Form::Default, sign + 2),
        (b':', _) if dollar_brace(bytes, sign) => return None,
        (b':', b':' | b'/' | b'=') => return None,
        (b':', b' ' | b'\t') => (Form::Colon, sign + 1),
        (b':', _) => (Form::CloseColon, sign + 1),
        (b'=', b'>') => (Form::Wide, sign + 2),
        (b'=', b'=' | b'~') => return None,
        (b'=', _) if matches!(before_sign, b'!' | b'<' | b'>' | b'=' | b'~') => return None,
        (b'=', _) => {
            end -= usize::from(matches!(before_sign, b':' | b'?' | b'+'));
            (Form::Close, sign + 1)
        }
        _ if before_sign.is_ascii_alphanumeric() => (Form::Element, sign + 1),
        _ => return None,
    };
    let gap = bytes[..end].iter().rev().take(8).take_while(|it| matches!(it, b' ' | b'\t')).count();
    end -= gap;
    if form == Form::Close && (gap > 0 || sign > end + gap) {
        form = Form::Wide;
    }
    let closing = bytes[..end].iter().rev().take(4).take_while(|it| matches!(it, b'"' | b'\'' | b']' | b'\\')).count();
    end -= closing;
    let length = bytes[..end].iter().rev().take(LONG + 1).take_while(|it| is_name(**it)).count();
    let name = reading.text.get(end - length..end)?;
    let before = (end - length).checked_sub(1).map_or(b' ', byte);
    if length > LONG || form == Form::Element && before != b'<' || gap > 0 && form == Form::CloseColon {
        return None;
    }
    // In `"password ="` and `"password="` the quote ends what began before the name.
    let rest =
        bytes[(sign + 1).min(bytes.len())..].strip_prefix(b"\\").unwrap_or(&bytes[(sign + 1).min(bytes.len())..]);
    if matches!(before, b'"' | b'\'') && closing == 0 && rest.first() == Some(&before) {
        return None;
    }
    // `X= program` gives X nothing.
    if form != Form::Close {
        start += bytes[start.min(bytes.len())..].iter().take_while(|it| matches!(it, b' ' | b'\t')).count();
    }
    Some(Named { name, start, form, quoted: closing > 0, before })
}

fn dollar_brace(bytes: &[u8], sign: usize) -> bool {
    let name = bytes[..sign].iter().rev().take(LONG).take_while(|it| is_name(**it)).count();
    bytes[..sign - name].ends_with(b"${")
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || !byte.is_ascii()
}

fn secret(reading: &Reading<'_>, named: &Named<'_>) -> Option<Range<usize>> {
    let in_query = matches!(named.before, b'?' | b'&');
    let name = named.name.trim_matches(['.', '-']);
    let kind = names::kind(name).or_else(|| (in_query && signs(name)).then_some(Kind::Token))?;
    let ends = match named.form {
        Form::Close if in_query => Ends::Query,
        Form::Close if is_form_data(reading, named) => Ends::Query,
        Form::Close => Ends::Word,
        _ => Ends::Field,
    };
    let value = value::at(reading, named.start, ends)?;
    let text = reading.at(&value.span);
    let text = if value.quote == 0 {
        text.trim_end_matches(|it| matches!(it, ',' | '.') && named.form != Form::Close)
    } else {
        text
    };
    // `s/PASSWORD=.*/PASSWORD=x/`.
    let text = if named.before == b'/' {
        text.strip_suffix("/g").or_else(|| text.strip_suffix('/')).unwrap_or(text)
    } else {
        text
    };
    let span = value.span.start..value.span.start + text.len();
    let after = reading.bytes().get(span.end).copied().unwrap_or(b' ');
    if !suspect::is_secret(text, value.quote) || value.quote == 0 && is_code(text, after) {
        return None;
    }
    let odd = suspect::looks_odd(text);
    let sure = match named.form {
        Form::Close => !suspect::is_file(text) || kind == Kind::Password && odd && !text.contains('/'),
        Form::Default => true,
        Form::Element => !text.starts_with('<'),
        Form::Wide if named.before == b'$' => odd,
        Form::Wide | Form::Colon if value.quote != 0 => {
            !suspect::is_file(text) && (kind == Kind::Password || odd || named.quoted)
        }
        Form::Wide | Form::Colon => odd || is_lone(reading, named, &span, kind, text),
        Form::CloseColon => {
            let sure = named.quoted || odd && (kind == Kind::Password || text.len() >= 8);
            sure && named.before != b'/' && !is_tag(text)
        }
    };
    sure.then_some(span)
}

/// In an address a signature opens the door as well.
fn signs(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "sig" | "signature" | "x-amz-signature" | "x-goog-signature" | "auth" | "appid" | "api-key" | "pin"
    ) || lower.ends_with("-signature")
}

/// `user=bob&password=x` within quotes.
fn is_form_data(reading: &Reading<'_>, named: &Named<'_>) -> bool {
    let quote = reading.quotes.get(named.start).copied().unwrap_or(0);
    quote != 0 && !matches!(reading.bytes().get(named.start), Some(b'"' | b'\''))
}

/// A call or a look into a table: code, whose value is elsewhere.
fn is_code(text: &str, after: u8) -> bool {
    let name = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '_' || it == '.');
    let called = after == b'(' && name(text);
    let looked_up =
        text.split_once(['[', '(']).is_some_and(|(it, rest)| name(it) && rest.contains([']', ')', '"', '\'']));
    let field = text.rsplit_once('.').is_some_and(|(object, it)| {
        name(object) && !object.contains(|it: char| it.is_ascii_digit()) && names::kind(it).is_some()
    });
    called || looked_up || field
}

/// `nginx:1.25`, `latest`: the tag of an image.
fn is_tag(text: &str) -> bool {
    let lower = text.strip_prefix('v').unwrap_or(text);
    lower.starts_with(|it: char| it.is_ascii_digit()) && lower.contains('.')
        || matches!(text, "latest" | "stable" | "alpine" | "main")
}

/// Whether it is the only word on the rest of the line, and so a value rather than a sentence.
fn is_lone(reading: &Reading<'_>, named: &Named<'_>, span: &Range<usize>, kind: Kind, text: &str) -> bool {
    let rest = reading.text[span.end..reading.line_end_within(span.end, 64)]
        .trim_matches([' ', '\t', '\r', ',', ';', '}', '"', '\'', '.', ')']);
    let before = reading.bytes()[..span.start].iter().rev().take(96).take_while(|it| **it != b'\n').count();
    let before = reading.text.get(span.start - before..span.start).unwrap_or("x");
    let opens = before.trim_start_matches(['-', ' ', '\t', '#', '"']).starts_with(named.name);
    let word = text.chars().all(|it| it.is_alphabetic() || it == '-' || it == '_');
    let digits = text.len() >= 4 && text.chars().all(|it| it.is_ascii_digit());
    // `X-Api-Key: …` and `secret_key: …` are nothing but names with their values.
    let header = named.name.starts_with("X-") || named.name.starts_with("x-");
    if kind == Kind::Token && rest.is_empty() && text.len() >= 5 && !super::vocabulary::is_common(text) {
        return header || opens && named.name.contains(['_', '-']);
    }
    let sayable = kind == Kind::Password && named.name != "pass" && !super::vocabulary::is_common(text);
    text.len() >= 3
        && (digits && kind == Kind::Password || rest.is_empty() && sayable && (!word || opens || text.len() >= 5))
}
