//! Values that their own form tells: addresses, times of day, modes, sizes and spans of time.

use super::{Kind, Value, is_bare};
use crate::asked::Asked;
use crate::literals::{Form, Token};
use crate::shell;

/// Whether a path is on another machine: `web:/tmp`.
pub(super) fn is_remote(token: &Token<'_>) -> bool {
    token.form == Form::Path
        && token.text.split_once(':').is_some_and(|(host, path)| {
            !host.is_empty() && !host.contains('/') && path.starts_with(['/', '~']) && !path.starts_with("//")
        })
}

/// `HEAD~2`: no shell expands it.
pub(super) fn is_ancestor(text: &str) -> bool {
    text.split_once('~').is_some_and(|(name, count)| {
        !name.is_empty()
            && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"._/-".contains(&it))
            && count.bytes().all(|it| it.is_ascii_digit())
    })
}

pub(super) fn is_clock(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    matches!(parts.len(), 2 | 3)
        && parts.iter().all(|it| matches!(it.len(), 1 | 2) && it.bytes().all(|it| it.is_ascii_digit()))
}

pub(super) fn is_url(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty() && scheme.bytes().all(|it| it.is_ascii_alphanumeric()) && !rest.is_empty()
    }) || text.split_once(['/', ':']).map_or(text, |it| it.0).contains('.')
        && is_domain(text.split(['/', ':']).next().unwrap_or(text))
        || text.starts_with("localhost")
}

/// `example.com`, `10.0.0.5`, `localhost`: told from a file by a known ending.
pub(super) fn is_domain(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "com", "org", "net", "io", "de", "dev", "fr", "uk", "eu", "internal", "local", "lan", "test", "example", "edu",
        "gov", "co", "app", "info", "ch", "at", "nl", "home", "corp", "intern", "cloud", "us", "ca", "es", "it", "pl",
    ];
    let address = text.split('.').count() == 4 && text.split('.').all(|it| it.parse::<u8>().is_ok());
    address
        || text.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && ENDINGS.contains(&end))
            && text.chars().all(|it| it.is_alphanumeric() || ".-_".contains(it))
}

pub(super) fn is_host(token: &Token<'_>) -> bool {
    let text = token.text;
    let host = text.rsplit_once('@').map_or(text, |it| it.1);
    match token.form {
        Form::Quoted => true,
        Form::Path if shell::is_variable(text) => true,
        Form::FileName | Form::Path | Form::Number => is_domain(host) || text.contains('@') && !text.contains('/'),
        Form::Word => {
            host == "localhost"
                || text.contains('@')
                || is_bare(token) && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
        }
        _ => is_domain(host),
    }
}

pub(super) fn is_mode(token: &Token<'_>) -> bool {
    token.form == Form::Mode
        || matches!(token.text.len(), 3 | 4) && token.text.bytes().all(|it| (b'0'..=b'7').contains(&it))
}

pub(super) fn size(asked: &Asked<'_>, at: usize) -> Option<(Value, usize)> {
    let token = asked.tokens.get(at)?;
    let value = |bytes: f64| Value { kind: Kind::Size, text: token.text.to_owned(), amount: bytes };
    if let Form::Size(bytes) = token.form {
        #[expect(clippy::cast_precision_loss, reason = "sizes of files")]
        return Some((value(bytes as f64), 1));
    }
    let unit = asked.tokens.get(at + 1)?;
    let factor = match unit.concept {
        "byte" => 1.0,
        "kilobyte" => 1024.0,
        "megabyte" => 1_048_576.0,
        "gigabyte" => 1_073_741_824.0,
        "terabyte" => 1_099_511_627_776.0,
        _ => return None,
    };
    Some((value((token.number? * factor).round()), 2))
}

pub(super) fn span(asked: &Asked<'_>, at: usize) -> Option<(Value, usize)> {
    let token = asked.tokens.get(at)?;
    let value = |minutes: f64| Value { kind: Kind::Span, text: token.text.to_owned(), amount: minutes };
    if let Form::Span(minutes) = token.form {
        #[expect(clippy::cast_precision_loss, reason = "spans of days")]
        return Some((value(minutes as f64), 1));
    }
    let (amount, unit, taken) = match token.number {
        Some(number) => (number, asked.tokens.get(at + 1)?, 2),
        None => (1.0, token, 1),
    };
    let factor = match unit.concept {
        "minute" => 1.0,
        "hour" => 60.0,
        "day" => 1440.0,
        "week" => 7.0 * 1440.0,
        "month" => 30.0 * 1440.0,
        "year" => 365.0 * 1440.0,
        _ => return None,
    };
    Some((value(amount * factor), taken))
}

/// The number of `3rd` or `third`.
pub(crate) fn nth(text: &str) -> Option<f64> {
    const NAMES: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth";
    let lower = text.to_lowercase();
    if let Some(at) = NAMES.split(' ').position(|it| it == lower) {
        #[expect(clippy::cast_precision_loss, reason = "a handful of names")]
        return Some(at as f64 + 1.0);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|it| lower.strip_suffix(it))?;
    digits.parse::<u32>().ok().map(f64::from)
}
