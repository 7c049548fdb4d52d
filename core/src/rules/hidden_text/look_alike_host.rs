//! CARO1404: a host whose name only looks like the one that is meant.

use super::letters::{mixed, skeleton};
use super::reading::{Context, MOST_MARKS, Reading};
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Body;

rule! {
    /// Talks to another server than the one that the name seems to say.
    ///
    /// Host names may hold letters of every alphabet, and some look like ASCII letters: `gіthub.com` with a Cyrillic `і` is
    /// somebody else's. `xn--` writes such names in ASCII. Type the name anew.
    ///
    /// To decide: Is this the server that you know, or one whose name was made to look like it?
    ///
    /// ```sh bad
    /// git clone https://gіthub.com/team/app.git
    /// ```
    /// ```sh fixed
    /// git clone https://github.com/team/app.git
    /// ```
    /// ```sh bad
    /// ssh deploy@web.gοogle.com uptime
    /// ```
    /// ```sh fixed
    /// ssh deploy@web.google.com uptime
    /// ```
    /// ```sh bad
    /// curl -O https://xn--gthub-n4a.com/tool.tgz
    /// ```
    /// ```sh fixed
    /// curl -O https://github.com/tool.tgz
    /// ```
    /// ```sh good
    /// curl https://münchen.example/ https://xn--mnchen-3ya.example/
    /// ```
    /// ```sh good
    /// curl -s https://пример.рф/
    /// ```
    /// ```sh good
    /// # see https://gіthub.com for what this looks like
    /// ```
    "CARO1404" "look-alike-host",
    Danger,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    if text.is_ascii() && !text.contains("xn--") {
        return;
    }
    let reading = Reading::of(body);
    let (mut behind, mut marks) = (0, 0);
    for (at, sign) in text.match_indices(['@', '/']) {
        if at < behind || sign == "/" && !text[..at].ends_with(":/") {
            continue;
        }
        let start = at + 1;
        let length = text[start..]
            .find(|it: char| !(it.is_alphanumeric() || matches!(it, '.' | '-' | '_')))
            .unwrap_or(text.len() - start);
        let host = &text[start..start + length];
        behind = start + length;
        // `https://user@host`: the host comes behind the next sign.
        if !host.contains('.') || text[behind..].starts_with('@') || reading.context(start) == Context::Comment {
            continue;
        }
        let Some((label, meant)) = host.split('.').find_map(|label| Some((label, mistaken(label)?))) else { continue };
        marks += 1;
        if marks > MOST_MARKS {
            return;
        }
        let shown = if label.starts_with("xn--") {
            format!("`{label}` is shown like `{meant}` and is not it")
        } else {
            format!("this host only looks like `{meant}`: it has letters of another alphabet")
        };
        sink.report(Span::new(start, start + length), shown).level(if label.starts_with("xn--") {
            Level::Caution
        } else {
            Level::Danger
        });
        let labels: Vec<_> = host.split('.').map(|it| mistaken(it).unwrap_or_else(|| it.to_owned())).collect();
        let meant = labels.join(".");
        sink.choice(&format!("Mean `{meant}`, in ASCII letters"), vec![(Span::new(start, behind), meant)]);
    }
}

/// The ASCII name that a part of a host is taken for.
fn mistaken(label: &str) -> Option<String> {
    if let Some(code) = label.strip_prefix("xn--") {
        let decoded = decode(code)?;
        return skeleton(&decoded).filter(|it| !decoded.is_ascii() && it.len() > 2);
    }
    if label.is_ascii() {
        return None;
    }
    mixed(label)?;
    skeleton(label)
}

/// The text that `xn--` stands for, by RFC 3492.
fn decode(code: &str) -> Option<String> {
    let (plain, digits) = code.rsplit_once('-').unwrap_or(("", code));
    let mut out: Vec<char> = plain.chars().collect();
    let (mut number, mut place, mut bias) = (128u32, 0u32, 72u32);
    let mut rest = digits.bytes();
    while rest.len() > 0 && out.len() < 64 {
        let (start, mut weight, mut step) = (place, 1u32, 36u32);
        loop {
            let digit = match rest.next()? {
                it @ b'a'..=b'z' => it - b'a',
                it @ b'A'..=b'Z' => it - b'A',
                it @ b'0'..=b'9' => it - b'0' + 26,
                _ => return None,
            };
            place = place.checked_add(u32::from(digit).checked_mul(weight)?)?;
            let least = step.saturating_sub(bias).clamp(1, 26);
            if u32::from(digit) < least {
                break;
            }
            weight = weight.checked_mul(36 - least)?;
            step += 36;
        }
        let count = out.len() as u32 + 1;
        let mut delta = if start == 0 { place / 700 } else { (place - start) / 2 };
        delta += delta / count;
        bias = 0;
        while delta > 455 {
            delta /= 35;
            bias += 36;
        }
        bias += 36 * delta / (delta + 38);
        number = number.checked_add(place / count)?;
        place %= count;
        out.insert(place as usize, char::from_u32(number)?);
        place += 1;
    }
    Some(out.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::rules::tests::check_marks;

    #[test]
    fn ascii_forms_are_read() {
        assert_eq!(decode("mnchen-3ya").as_deref(), Some("münchen"));
        assert_eq!(decode("80ak6aa92e").as_deref(), Some("аррӏе"));
        assert_eq!(decode("!"), None);
    }

    #[test]
    fn hosts_are_found_in_strings_too() {
        check_marks("U=\"https://me@gіthub.com/x\"\n#mark 0 14 25 CARO1404\n");
        check_marks("curl https://xn--80ak6aa92e.com/\n#            ^^^^^^^^^^^^^^^^^^ CARO1404\n");
        check_marks("mail ann@müller.example\n");
    }
}
