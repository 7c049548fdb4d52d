//! Passwords in statements of other languages: SQL and expect.

use std::ops::Range;

use super::{reading::Reading, suspect};

/// Words of SQL after which the password stands in quotes.
const SQL: &[&str] = &[
    "identified by",
    "identified with",
    "with password",
    "encrypted password",
    "login password",
    "set password",
    "password",
    "passwordhash",
];

/// So far the quote is looked for.
const FAR: usize = 48;

pub(super) fn look(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for words in SQL {
        for (at, _) in reading.lower.match_indices(words) {
            spans.extend(literal(reading, at + words.len()));
        }
    }
    // `expect "assword:"; send "…\r"`.
    let mut from = 0;
    for (at, _) in reading.lower.match_indices("assword") {
        if at < from {
            continue;
        }
        let rest = &reading.lower[at..reading.line_end_within(at, 4 * FAR)];
        let Some(send) = rest.find("send ") else { continue };
        from = at + send + "send ".len();
        let start = from + rest[send + "send ".len()..].find(['"', '{']).map_or(0, |it| it + 1);
        let end = reading.line_end_within(start, 4 * FAR);
        let length = reading.text[start..end].find(['"', '}', '\\']).unwrap_or(end - start);
        let text = &reading.text[start..start + length];
        if start > from && suspect::is_secret(text, 0) {
            spans.push(start..start + length);
        }
    }
}

/// `= '…'`, `('…')`, `BY '…'` and `'…'` after the words.
fn literal(reading: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    let rest = &reading.text[at..reading.line_end_within(at, FAR)];
    let open = rest.find('\'')?;
    let between = rest[..open].trim_matches([' ', '=', '(']).to_ascii_lowercase();
    let sayable = between.is_empty() && (open > 0)
        || between == "by"
        || between.ends_with(" by")
        || between.starts_with("for ") && between.ends_with('=');
    // Where a `'` is open, the next one closes it.
    if reading.quotes[at + open - 1] == b'\'' {
        return None;
    }
    let start = at + open + 1;
    let end = reading.line_end_within(start, 8 * FAR);
    let length = reading.text[start..end].find('\'').unwrap_or(end - start);
    let text = &reading.text[start..start + length];
    (sayable && suspect::is_secret(text, 0)).then_some(start..start + length)
}
