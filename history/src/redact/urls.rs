//! Passwords and tokens in addresses: before the `@`, in the query, and in the path of a webhook.

use std::ops::Range;

use super::{names, reading::Reading, suspect, value, vocabulary::is_in};

/// An address ends somewhere.
const LONG: usize = 2048;

/// `scheme://user:secret@host`, half-typed too, and `user:secret@host` where it cannot be anything else.
pub(super) fn passwords(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    let mut done = 0;
    for (sign, _) in reading.text.match_indices("://") {
        let start = sign + 3;
        if start < done {
            continue;
        }
        let rest = &reading.bytes()[start..];
        let length = rest.iter().take(LONG).take_while(|it| !ends(**it)).count();
        spans.extend(in_address(reading, start..start + length));
        done = start + length;
    }
    let mut done = 0;
    for (sign, _) in reading.text.match_indices('@') {
        if sign >= done {
            done = sign + 1;
            spans.extend(without_scheme(reading, sign));
        }
    }
}

fn ends(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'|' | b'\\')
}

fn in_address(reading: &Reading<'_>, span: Range<usize>) -> Option<Range<usize>> {
    let text = reading.at(&span);
    let authority = text.find(['/', '?', '#', ',']).unwrap_or(text.len());
    // A password with `/` in it, or with `@`.
    let host_port = |it: &str| it.rsplit_once(':').is_none_or(|(_, port)| is_port(port));
    let user = match text[..authority].rfind('@') {
        Some(at) => at,
        None if host_port(&text[..authority]) => return None,
        None => text.rfind('@').unwrap_or(authority),
    };
    let user = &text[..user];
    let Some((name, password)) = user.split_once(':') else {
        let machine = user.len() >= 16 && suspect::looks_odd(user) && !user.contains('.') && text.len() > user.len();
        return (machine && suspect::is_secret(user, 0)).then(|| span.start..span.start + user.len());
    };
    let start = span.start + name.len() + 1;
    // `http://[::1` and `host:port/…` half typed.
    let told =
        !name.starts_with('[') && suspect::is_secret(password, 0) && !(text.len() == user.len() && is_port(password));
    told.then(|| start..start + password.len())
}

fn is_port(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 5 && text[digits..].bytes().all(|it| it.is_ascii_punctuation())
        || text.starts_with(['$', '{', '<', '*', '%', '['])
        || text.eq_ignore_ascii_case("port")
        || text.contains(']')
}

/// `bob:pa55@db.example.com`, but not `mailto:bob@example.com`, and no digest of an image.
fn without_scheme(reading: &Reading<'_>, sign: usize) -> Option<Range<usize>> {
    const OTHERS: &str = "mailto user group serviceaccount from to cc bcc author email npm jsr file sip xmpp acct domain workspace git ssh http https docker oci mail contact";
    let bytes = reading.bytes();
    let inside = |it: &&u8| !ends(**it) && !matches!(**it, b'@' | b'=' | b'/' | b',' | b'<' | b'(');
    let length = bytes[..sign].iter().rev().take(128).take_while(inside).count();
    let before = reading.text.get(sign - length..sign)?;
    let host = bytes[sign + 1..]
        .iter()
        .take(80)
        .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-'))
        .count();
    let host = &reading.text[sign + 1..sign + 1 + host];
    let (name, password) = before.split_once(':')?;
    let known = host == "localhost"
        || host
            .rsplit_once('.')
            .is_some_and(|(_, end)| end.len() > 1 && end.bytes().all(|it| it.is_ascii_alphabetic()));
    let known = known || host.split('.').count() == 4 && host.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    let told = known && !name.is_empty() && !is_in(OTHERS, &name.to_ascii_lowercase()) && suspect::looks_odd(password);
    (told && suspect::is_secret(password, 0)).then(|| sign - password.len()..sign)
}

/// `?token=…`, `&sig=…`, also in an address that was cut off before them.
pub(super) fn queries(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    let bytes = reading.bytes();
    for (sign, _) in reading.text.match_indices('=') {
        let length = bytes[..sign]
            .iter()
            .rev()
            .take(48)
            .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.'))
            .count();
        let start = sign - length;
        if length == 0 || start == 0 || !matches!(bytes[start - 1], b'?' | b'&' | b';' | b'#') {
            continue;
        }
        let name = reading.text[start..sign].to_ascii_lowercase();
        let Some(value) = value::at(reading, sign + 1, value::Ends::Query) else { continue };
        let text = reading.at(&value.span);
        let signature =
            matches!(name.as_str(), "sig" | "signature" | "x-amz-signature" | "x-goog-signature" | "auth" | "hmac");
        let named = names::kind(&name).is_some() && bytes[start - 1] != b';';
        let keyed = matches!(
            name.as_str(),
            "key" | "tempauth" | "appid" | "code" | "sid" | "session" | "k" | "state" | "apitoken" | "x-amz-credential"
        ) && text.len() >= 16
            && suspect::looks_odd(text);
        if (named || signature && text.len() >= 6 || keyed) && suspect::is_secret(text, value.quote) {
            spans.push(value.span);
        }
    }
}

/// Addresses whose path is the secret.
pub(super) fn webhooks(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    const HOOKS: &[&str] = &[
        "hooks.slack.com/services/",
        "hooks.slack.com/workflows/",
        "hooks.slack.com/triggers/",
        "discord.com/api/webhooks/",
        "discordapp.com/api/webhooks/",
        ".webhook.office.com/webhookb2/",
        "outlook.office.com/webhook/",
        "hooks.zapier.com/hooks/catch/",
        "maker.ifttt.com/use/",
        "hc-ping.com/",
    ];
    for hook in HOOKS {
        for (at, _) in reading.lower.match_indices(hook) {
            let start = at + hook.len();
            let length = reading.bytes()[start..]
                .iter()
                .take(LONG)
                .take_while(|it| !ends(**it) && !matches!(**it, b'?' | b')' | b'>' | b',' | b';'))
                .count();
            let text = reading.text[start..start + length].trim_end_matches('.');
            if text.len() >= 6 && suspect::looks_odd(text) && suspect::is_secret(text, 0) {
                spans.push(start..start + text.len());
            }
        }
    }
}
