//! What pure text filters make of a text: `base64 -d`, `xxd -r`, `rev`, `tr`, `sed s/a/b/`, `printf`.

use crate::script::{Command, Escapes};

/// The longest text that is computed, in bytes.
pub(super) const LONGEST: usize = 64 << 10;

/// What a filter prints for a text; `None` where it is no filter that can be computed.
pub(super) fn filtered(command: &Command, operands: &[String], text: &str) -> Option<String> {
    match command.program.as_deref()? {
        "cat" | "tee" | "sponge" | "buffer" | "pv" => Some(text.to_owned()),
        _ if is_decoder(command) => decoded(command, text),
        "rev" => Some(text.lines().map(|it| it.chars().rev().collect::<String>()).collect::<Vec<_>>().join("\n")),
        "tac" => Some(text.lines().rev().collect::<Vec<_>>().join("\n")),
        "tr" => translated(command, operands, text),
        "sed" => replaced(operands, text),
        _ => None,
    }
}

/// Whether a command turns unreadable text into readable one.
pub(super) fn is_decoder(command: &Command) -> bool {
    let decodes = command.has_flag('d', "decode") || command.has_flag('D', "");
    match command.program.as_deref() {
        Some("base64" | "base32" | "basenc" | "gbase64") => decodes,
        Some("openssl") => {
            command.arguments().iter().any(|it| it.literal() == Some("-d"))
                && command.operands().next().is_some_and(|it| matches!(it.literal(), Some("enc" | "base64")))
        }
        Some("xxd") => command.has_flag('r', "revert") || command.has_flag('r', "r"),
        Some("uudecode" | "unhex" | "b64decode") => true,
        _ => false,
    }
}

fn decoded(command: &Command, text: &str) -> Option<String> {
    let bytes = match command.program.as_deref()? {
        "base64" | "gbase64" | "b64decode" => base64(text)?,
        "openssl" => base64(text)?,
        "basenc" if command.has_flag('\0', "base16") => hex(text)?,
        "basenc" => base64(text)?,
        "base32" => base32(text)?,
        "xxd" => {
            let plain = ["p", "ps", "postscript", "plain"].iter().any(|it| command.gives(it));
            if !plain {
                return None;
            }
            hex(text)?
        }
        "unhex" => hex(text)?,
        _ => return None,
    };
    String::from_utf8(bytes).ok().map(|it| it.trim_end_matches('\n').to_owned())
}

/// The bytes of base64 text; blanks do not count, and what is no base64 ends it.
fn base64(text: &str) -> Option<Vec<u8>> {
    let value = |it: u8| {
        Some(match it {
            b'A'..=b'Z' => it - b'A',
            b'a'..=b'z' => it - b'a' + 26,
            b'0'..=b'9' => it - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        })
    };
    bits(text, 6, value)
}

fn base32(text: &str) -> Option<Vec<u8>> {
    let value = |it: u8| {
        Some(match it {
            b'A'..=b'Z' => it - b'A',
            b'2'..=b'7' => it - b'2' + 26,
            _ => return None,
        })
    };
    bits(text, 5, value)
}

fn hex(text: &str) -> Option<Vec<u8>> {
    bits(text, 4, |it| char::from(it).to_digit(16).map(|it| it as u8))
}

/// Joins digits of `width` bits to bytes.
fn bits(text: &str, width: u32, value: impl Fn(u8) -> Option<u8>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut count) = (0u32, 0);
    for digit in text.bytes().filter(|it| !it.is_ascii_whitespace()) {
        if digit == b'=' {
            break;
        }
        held = held << width | u32::from(value(digit)?);
        count += width;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

/// `tr 'a-z' 'b-za'`, `tr -d x`.
fn translated(command: &Command, operands: &[String], text: &str) -> Option<String> {
    let complement = command.has_flag('c', "complement") || command.has_flag('C', "");
    let from = set(operands.first()?)?;
    if complement || command.has_flag('s', "squeeze-repeats") {
        return None;
    }
    if command.has_flag('d', "delete") {
        return Some(text.chars().filter(|it| !from.contains(it)).collect());
    }
    let to = set(operands.get(1)?)?;
    let last = *to.last()?;
    let change = |it: char| match from.iter().rposition(|known| *known == it) {
        Some(at) => to.get(at).copied().unwrap_or(last),
        None => it,
    };
    Some(text.chars().map(change).collect())
}

/// The characters of a set of `tr`.
fn set(text: &str) -> Option<Vec<char>> {
    let text = unescape(text);
    let mut rest: &str = &text;
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        if let Some(class) = rest.strip_prefix("[:") {
            let (name, behind) = class.split_once(":]")?;
            match name {
                "lower" => found.extend('a'..='z'),
                "upper" => found.extend('A'..='Z'),
                "digit" => found.extend('0'..='9'),
                "alpha" => found.extend(('A'..='Z').chain('a'..='z')),
                "alnum" => found.extend(('0'..='9').chain('A'..='Z').chain('a'..='z')),
                "space" => found.extend([' ', '\t', '\n', '\r', '\x0b', '\x0c']),
                "blank" => found.extend([' ', '\t']),
                "punct" => found.extend((0x21u8..0x7f).map(char::from).filter(char::is_ascii_punctuation)),
                _ => return None,
            }
            rest = behind;
            continue;
        }
        rest = &rest[first.len_utf8()..];
        let mut behind = rest.chars();
        if let (Some('-'), Some(last)) = (behind.next(), behind.next()) {
            if last < first || last as u32 - first as u32 > 0x100 {
                return None;
            }
            found.extend(first..=last);
            rest = behind.as_str();
        } else {
            found.push(first);
        }
    }
    Some(found)
}

/// `s/literal/literal/g`, the only program of `sed` that is computed.
fn replaced(operands: &[String], text: &str) -> Option<String> {
    let [program] = operands else { return None };
    let mut chars = program.strip_prefix('s')?.chars();
    let sign = chars.next()?;
    let mut parts = chars.as_str().split(sign);
    let (from, to, flags) = (parts.next()?, parts.next()?, parts.next()?);
    let literal = |it: &str| !it.contains(['.', '*', '[', '\\', '^', '$', '&', '+', '?', '(', '|', '{']);
    if parts.next().is_some() || from.is_empty() || !literal(from) || !literal(to) {
        return None;
    }
    Some(match flags {
        "g" => text.replace(from, to),
        "" => text.lines().map(|it| it.replacen(from, to, 1)).collect::<Vec<_>>().join("\n"),
        _ => return None,
    })
}

/// The text of the backslash sequences of `printf`, `echo -e` and `tr`.
pub(super) fn unescape(text: &str) -> String {
    Escapes::Printed.resolve(text)
}

/// What `printf` prints; the format is used again as long as arguments are left.
pub(super) fn printf(format: &str, arguments: &[String]) -> Option<String> {
    let mut out = String::new();
    let mut left = arguments.iter();
    loop {
        let mut used = false;
        let mut chars = format.chars();
        // Directives are read from the text as written, and what stands between them is unescaped.
        let mut plain = String::new();
        while let Some(char) = chars.next() {
            if char == '\\' {
                plain.push(char);
                plain.extend(chars.next());
                continue;
            }
            if char != '%' {
                plain.push(char);
                continue;
            }
            out.push_str(&unescape(&std::mem::take(&mut plain)));
            let directive = chars.find(|it| !it.is_ascii_digit() && !matches!(it, '-' | '.' | '#' | '+' | ' '))?;
            if directive == '%' {
                out.push('%');
                continue;
            }
            let value = left.next();
            used |= value.is_some();
            let value = value.map_or("", String::as_str);
            match directive {
                's' | 'q' => out.push_str(value),
                'd' | 'i' | 'u' => out.push_str(if value.is_empty() { "0" } else { value }),
                'b' => out.push_str(&unescape(value)),
                'c' => out.extend(value.chars().next()),
                _ => return None,
            }
        }
        out.push_str(&unescape(&plain));
        if !used || left.len() == 0 || out.len() > LONGEST {
            break;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_decoded() {
        assert_eq!(base64("cm0gLXJm\nIC8="), Some(b"rm -rf /".to_vec()));
        assert_eq!(base32("OJWSALLSMYQC6==="), Some(b"rm -rf /".to_vec()));
        assert_eq!(hex("726d20"), Some(b"rm ".to_vec()));
        assert_eq!(base64("no base64!"), None);
        assert_eq!(unescape(r"\x72\155 \055rf\n"), "rm -rf\n");
        assert_eq!(printf(r"%s-%s\n", &["a".into(), "b".into(), "c".into()]).as_deref(), Some("a-b\nc-\n"));
        assert_eq!(printf(r"\x72m %d%%", &[]).as_deref(), Some("rm 0%"));
        assert_eq!(set("a-cx[:digit:]").map(|it| it.len()), Some(14));
        assert_eq!(replaced(&["s/X/rm/g".into()], "X -X"), Some("rm -rm".into()));
    }
}
