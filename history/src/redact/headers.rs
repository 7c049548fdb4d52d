//! `Authorization: Bearer …`, `Cookie: …` and what stands for them.

use std::ops::Range;

use super::{reading::Reading, suspect, value, vocabulary::is_in};

/// So long a header can be.
const FAR: usize = 4096;

const SCHEMES: &str = "basic bearer token digest apikey api-key aws4-hmac-sha256 negotiate ntlm key genie-key sso-key bot oauth splunk discordbot sharedkey sharedkeylite hawk jwt aws";

/// What proves who asks.
pub(super) fn authorization(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for (name, _) in reading.lower.match_indices("authorization") {
        let Some(start) = after_name(reading, name + "authorization".len()) else { continue };
        let end = header_end(reading, start);
        spans.extend(proof(reading, start..end));
    }
    for (scheme, _) in reading.lower.match_indices("bearer ") {
        let start = scheme + "bearer ".len();
        let start = start + reading.text[start..].len() - reading.text[start..].trim_start_matches(' ').len();
        let Some(value) = value::at(reading, start, value::Ends::Field) else { continue };
        let text = reading.at(&value.span).trim_end_matches(['.', ',']);
        if text.len() >= 6 && suspect::looks_odd(text) && suspect::is_secret(text, value.quote) {
            spans.push(value.span.start..value.span.start + text.len());
        }
    }
}

/// All of `Cookie:`, `Set-Cookie:`, and `-b name=value` of curl.
pub(super) fn cookies(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for (name, _) in reading.lower.match_indices("cookie") {
        let Some(start) = after_name(reading, name + "cookie".len()) else { continue };
        let end = header_end(reading, start);
        let text = reading.at(&(start..end));
        if text.contains('=')
            && text.split(';').any(|it| it.split_once('=').is_some_and(|(_, it)| suspect::is_secret(it, 0)))
        {
            spans.push(start..end);
        }
    }
    for command in &reading.commands {
        let curl = command.words.iter().any(|it| matches!(reading.word(it), "curl" | "http" | "xh" | "wget"));
        for pair in command.words.windows(2).filter(|_| curl) {
            if !matches!(reading.word(&pair[0]), "-b" | "--cookie") {
                continue;
            }
            let value = value::unquoted(reading, &pair[1]);
            let text = reading.at(&value.span);
            if text.split(';').any(|it| it.split_once('=').is_some_and(|(_, it)| suspect::is_secret(it, value.quote))) {
                spans.push(value.span);
            }
        }
    }
}

/// Where a header's value begins: after `: `, also in JSON and in code.
fn after_name(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let rest = &reading.text[at..];
    let quotes = rest.len() - rest.trim_start_matches(['"', '\'', '\\', ']']).len();
    let named = rest[quotes..].trim_start_matches(' ');
    let named = named.strip_prefix("=>").or_else(|| named.strip_prefix([':', '=']))?;
    let value = named.trim_start_matches(' ');
    // A quoted name has a quoted value; a header within quotes ends where they do.
    let value = if quotes > 0 || !named.starts_with(' ') { value.trim_start_matches('\\') } else { value };
    let value = if value.starts_with('$') { value } else { value.trim_start_matches(['"', '\'']) };
    Some(reading.text.len() - value.len())
}

fn header_end(reading: &Reading<'_>, start: usize) -> usize {
    let text = &reading.text[start..reading.line_end_within(start, FAR)];
    let quoted = reading.quotes.get(start).is_some_and(|it| *it != 0)
        || start > 0 && matches!(reading.bytes()[start - 1], b'"' | b'\'');
    // `-H name:value` without quotes is one word.
    let close = start > 0 && matches!(reading.bytes()[start - 1], b':' | b'=');
    let length = match (quoted, close) {
        (true, _) => text.find(['"', '\'', '`']),
        (false, true) => text.find(|it: char| it.is_whitespace() || "\"'`|>};".contains(it)),
        (false, false) => text.find(['"', '\'', '`', '|', '>', '}']),
    };
    start + text[..length.unwrap_or(text.len())].trim_end().trim_end_matches(['\\', ',']).len()
}

/// The header's value without its scheme.
fn proof(reading: &Reading<'_>, span: Range<usize>) -> Option<Range<usize>> {
    let text = reading.at(&span);
    let (scheme, rest) = text.split_once([' ', ':']).unwrap_or(("", text));
    let known = is_in(SCHEMES, &scheme.to_ascii_lowercase());
    let rest = if known { rest.trim_start() } else { text };
    let start = span.end - rest.len();
    // Without a scheme it can be a sentence: "authorization: ask the admin".
    let told = known || !rest.contains(' ') && suspect::looks_odd(rest);
    let first = rest.split_whitespace().next()?;
    let told = told && (!rest.contains(' ') || suspect::looks_odd(first) || first.len() >= 16 || rest.contains('='));
    (told && suspect::is_secret(rest, 0)).then_some(start..span.end)
}
