//! Command templates: `{name}` is a value as one shell word or what a fact gives. Braces of the shell stay as they are
//! where they do not look like that: `{ print }`, `{print $1}`, `${X}`, `{}`.
//!
//! `{name:raw}` is the value without quotes, for inside an `awk` or `sed` program: declined where it is not plain.
//! `{name:single}` stands inside single quotes, `{name:regex}` is a value as a basic regular expression inside single
//! quotes, `{name:next}` a number and one more. `{?name: -n {name}?}` is there only where the value is, `{!name: -n 10?}`
//! only where it is not, `{name|HEAD}` is `HEAD` where it was not said.
//! `{fact:said}` is a fact without which there is no answer.
//! `{c:bare}` is a quoted command without its quotes, `{s:short}` a size such as `200M`, `{f:base}` a path's last part,
//! `{f:folder}` a path with a slash at its end, `{p:homed}` one with `$HOME` for `~`, for inside double quotes,
//! `{name:command}` is a command that was quoted, `{name:home}` a path inside double quotes.

use crate::pattern::Capture;
use crate::slots::Kind;
use std::collections::HashMap;

/// Whether a template has a place for a name.
pub(super) fn names(template: &str, name: &str) -> bool {
    template.match_indices('{').any(|(at, _)| {
        let rest = template[at + 1..].trim_start_matches(['?', '!']);
        rest.strip_prefix(name).is_some_and(|it| it.starts_with(['}', ':', '|']))
    })
}

/// The command; `None` where a value is missing or does not fit its place.
pub(super) fn fill(template: &str, captures: &[Capture], given: &HashMap<&str, String>) -> Option<String> {
    fill_telling(template, captures, given, &mut Vec::new())
}

/// The same, with the defaults that stand where nothing was said.
pub(super) fn fill_telling(
    template: &str,
    captures: &[Capture],
    given: &HashMap<&str, String>,
    defaults: &mut Vec<String>,
) -> Option<String> {
    let filled = part(template, captures, given, defaults)?;
    Some(tidy(&filled))
}

fn part(
    template: &str,
    captures: &[Capture],
    given: &HashMap<&str, String>,
    defaults: &mut Vec<String>,
) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        if let Some(optional) = inner.strip_prefix(['?', '!'])
            && let Some((name, behind)) = optional.split_once(':')
            && let Some((text, behind)) = behind.split_once("?}")
        {
            let there = captures.iter().any(|it| it.name == name) || given.get(name).is_some_and(|it| !it.is_empty());
            if there == inner.starts_with('?') {
                out.push_str(&part(text, captures, given, defaults)?);
            }
            rest = behind;
            continue;
        }
        let name_end = inner.find(|it: char| !it.is_ascii_lowercase() && it != '-' && it != '_').unwrap_or(inner.len());
        let name = &inner[..name_end];
        let (filter, close) = match inner[name_end..].strip_prefix(':') {
            Some(behind) => {
                let end = behind.find(|it: char| !it.is_ascii_lowercase()).unwrap_or(behind.len());
                (&behind[..end], name_end + 1 + end)
            }
            None => ("", name_end),
        };
        let (default, close) = match inner[close..].strip_prefix('|') {
            Some(behind) => {
                let end = behind.find(|it: char| !it.is_ascii_alphanumeric() && !"~^/._+%-".contains(it));
                let end = end.unwrap_or(behind.len());
                (Some(&behind[..end]).filter(|it| !it.is_empty()), close + 1 + end)
            }
            None => (None, close),
        };
        // `${x}`, `%{http_code}` and git's `@{u}` are the command's own.
        let before = &template[..template.len() - rest.len() + at];
        let own = before.ends_with(['$', '%']) || before.ends_with('@') && matches!(name, "u" | "upstream");
        if own || name.is_empty() || !inner[close..].starts_with('}') {
            out.push('{');
            rest = inner;
            continue;
        }
        if let Some(capture) = captures.iter().find(|it| it.name == name) {
            out.push_str(&filtered(capture, filter)?);
        } else {
            let said = given.get(name).filter(|it| !it.is_empty()).map(String::as_str);
            let unsaid = given.contains_key(name) && filter != "said";
            defaults.extend(default.filter(|_| said.is_none()).map(str::to_owned));
            out.push_str(said.or(default).or_else(|| unsaid.then_some(""))?);
        }
        rest = &inner[close + 1..];
    }
    out.push_str(rest);
    Some(out)
}

fn filtered(capture: &Capture, filter: &str) -> Option<String> {
    let text = &capture.value.text;
    Some(match filter {
        "" => capture.value.word(),
        "raw" => {
            let number = capture.value.word();
            let plain =
                |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-:/".contains(&it));
            if plain(&number) { number } else { return None }
        }
        "bare" => {
            let plain = |it: u8| it.is_ascii_alphanumeric() || b" _./:@%+,=-".contains(&it);
            text.bytes().all(plain).then(|| text.clone())?
        }
        "base" => crate::shell::path(text.trim_end_matches('/').rsplit('/').next().unwrap_or(text)),
        "folder" => crate::shell::path(&format!("{}/", text.trim_end_matches('/'))),
        // For inside double quotes in single quotes: `~` would not expand there.
        "homed" => {
            let plain = text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-/~".contains(&it));
            match text.strip_prefix("~/") {
                Some(rest) if plain => format!("$HOME/{rest}"),
                None if plain && !text.contains('~') => text.clone(),
                _ => return None,
            }
        }
        "short" => short(capture.value.amount)?,
        "next" => format!("{}", capture.value.amount.round() + 1.0),
        "single" => text.replace('\'', r"'\''"),
        "regex" => {
            let mut escaped = String::new();
            for letter in text.chars() {
                if ".[]*^$\\/".contains(letter) {
                    escaped.push('\\');
                }
                escaped.push(letter);
            }
            escaped.replace('\'', r"'\''")
        }
        // A command as the user quoted it.
        "command" | "simple" => {
            if capture.value.kind != Kind::Quoted {
                return Some(capture.value.word());
            }
            (is_command(text) && (filter != "simple" || !text.contains(['|', ';', '&', '<', '>'])))
                .then(|| text.clone())?
        }
        // A path inside double quotes, where `~` would not be the home folder.
        "home" => {
            let text = text.strip_prefix("~/").map_or_else(|| text.clone(), |it| format!("$HOME/{it}"));
            let plain = |it: u8| it.is_ascii_alphanumeric() || b"_.-:/$".contains(&it);
            (text.bytes().all(plain) && !text.trim_start_matches("$HOME/").contains('$')).then_some(text)?
        }
        _ => return None,
    })
}

/// A size with its unit: `200M`.
fn short(bytes: f64) -> Option<String> {
    let units = [(1_099_511_627_776.0, "T"), (1_073_741_824.0, "G"), (1_048_576.0, "M"), (1024.0, "K")];
    let (unit, letter) = units.into_iter().find(|it| bytes >= it.0 && (bytes / it.0).fract() == 0.0)?;
    Some(format!("{}{letter}", bytes / unit))
}

/// Whether quoted text can stand as a command by itself: its quotes are closed and it does not go on.
fn is_command(text: &str) -> bool {
    let mut quote = None;
    for letter in text.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            None if letter == '\'' || letter == '"' => quote = Some(letter),
            _ => {}
        }
    }
    let open = text.trim_end().ends_with(['|', '&', ';', '\\', '(', '<', '>']);
    quote.is_none()
        && !open
        && !text.contains(['#', '`'])
        && !text.chars().any(char::is_control)
        && !text.trim().is_empty()
}

/// One space where an absent fact left two; text in quotes stays as it is.
fn tidy(command: &str) -> String {
    let mut out = String::with_capacity(command.len());
    let mut quote: Option<char> = None;
    for letter in command.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            None if letter == '\'' || letter == '"' => quote = Some(letter),
            None if letter == ' ' && (out.ends_with(' ') || out.is_empty()) => continue,
            _ => {}
        }
        out.push(letter);
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slots::Value;

    #[test]
    fn values_are_quoted_and_braces_of_the_shell_stay() {
        let captures = [
            Capture { name: "file", value: Value { kind: Kind::File, text: "a b".to_owned(), amount: 0.0 }, at: 0 },
            Capture { name: "n", value: Value { kind: Kind::Number, text: "three".to_owned(), amount: 3.0 }, at: 0 },
        ];
        let given = HashMap::from([("order", String::new())]);
        let filled = |it: &str| fill(it, &captures, &given);
        assert_eq!(filled("awk '{print $1}' {order} {file}").as_deref(), Some("awk '{print $1}' 'a b'"));
        assert_eq!(filled("awk 'NR=={n:raw} { print }' ${HOME}").as_deref(), Some("awk 'NR==3 { print }' ${HOME}"));
        assert_eq!(filled("head {?n:-n {n}?} {?m:-m {m}?}").as_deref(), Some("head -n 3"));
        assert_eq!(filled("head -n {n:next}{!n: 1?}{!m: a?}").as_deref(), Some("head -n 4 a"));
        assert_eq!(filled("cat {other}"), None);
        assert_eq!(filled("log {order|HEAD} {n|1} @{u}").as_deref(), Some("log HEAD 3 @{u}"));
        assert!(names("git log {author} {?since:x?}", "author") && names("{?since:x?}", "since"));
    }
}
