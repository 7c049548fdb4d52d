//! The variables that a command sets without an assignment of its own: `read`, `printf -v`, `((i++))`, `{fd}>x`.

use crate::script::{Command, PartKind, Redirect, Word};

/// The variables that a command sets by its words and redirects.
pub(crate) fn by_command(command: &Command) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    let operands = || command.operands().filter_map(Word::literal);
    let of_flag = |letter: char| command.flag_value(letter, "").and_then(Word::literal);
    match command.program.as_deref() {
        Some("read") => {
            found.extend(operands().map(bare));
            found.extend(of_flag('a').map(bare));
            if found.is_empty() {
                found.push("REPLY".into());
            }
        }
        Some("mapfile" | "readarray") => found.push(operands().next().map_or("MAPFILE".into(), bare)),
        Some("getopts") => {
            found.extend(operands().nth(1).map(bare));
            found.extend(["OPTARG".into(), "OPTIND".into()]);
        }
        Some("printf") => found.extend(of_flag('v').map(bare)),
        Some("wait") => found.extend(of_flag('p').map(bare)),
        Some("let") => found.extend(command.arguments().iter().flat_map(in_arithmetic)),
        _ => {}
    }
    found.extend(by_redirects(&command.redirects));
    found
}

/// The variables that get a descriptor: `{fd}>x`.
pub(crate) fn by_redirects(redirects: &[Redirect]) -> impl Iterator<Item = Box<str>> {
    redirects.iter().filter_map(|it| Some(it.fd.as_deref()?.strip_prefix('{')?.strip_suffix('}')?.into()))
}

/// The variables that arithmetic sets: `i++`, `--n`, `x = 5`, `a[0] += 2`.
pub(crate) fn in_arithmetic(word: &Word) -> Vec<Box<str>> {
    let mut found = Vec::new();
    for part in &word.parts {
        if let PartKind::Literal(text) = &part.kind {
            set_in(text, &mut found);
        }
    }
    found
}

fn set_in(text: &str, found: &mut Vec<Box<str>>) {
    let bytes = text.as_bytes();
    let is_name = |it: u8| it == b'_' || it.is_ascii_alphanumeric();
    let mut at = 0;
    while at < bytes.len() {
        if !is_name(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && is_name(bytes[at]) {
            at += 1;
        }
        let before = text[..start].trim_end();
        let mut behind = text[at..].trim_start();
        if let Some(rest) = behind.strip_prefix('[') {
            behind = rest.split_once(']').map_or("", |it| it.1).trim_start();
        }
        let steps = ["++", "--"].iter().any(|it| before.ends_with(it) || behind.starts_with(it));
        let operator = behind.trim_start_matches(['+', '-', '*', '/', '%', '<', '>', '&', '^', '|']);
        let sets = operator.starts_with('=') && !operator.starts_with("==") && !is_comparison(behind);
        if !bytes[start].is_ascii_digit() && (steps || sets) {
            found.push(text[start..at].into());
        }
    }
}

/// `<=` and `>=` compare; `<<=` and `>>=` set.
fn is_comparison(behind: &str) -> bool {
    behind.starts_with("<=") || behind.starts_with(">=")
}

/// The variable of `name` or `name[index]`.
fn bare(name: &str) -> Box<str> {
    name.split('[').next().unwrap_or(name).into()
}

/// Whether what is set before a command may stay so behind it: some shells do that for these builtins.
pub(crate) fn may_stay(command: &Command) -> bool {
    const BUILTINS: [&str; 12] =
        [":", ".", "source", "eval", "exec", "export", "readonly", "set", "unset", "trap", "shift", "times"];
    command.program.as_deref().is_some_and(|it| BUILTINS.contains(&it)) || command.is_wrapped_by("exec")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn arithmetic_sets_what_is_left_of_an_operator_that_sets() {
        for (text, set) in [
            ("i++", "i"),
            ("--n + m", "n"),
            ("x = 5, y == 3, z<=4", "x"),
            ("a[i] += 2", "a"),
            ("b <<= 1, c >= 2", "b"),
            ("d ? e : 3", ""),
            ("5 = 3", ""),
        ] {
            assert_eq!(in_arithmetic(&Word::plain(Span::at(0), text)).join(" "), set, "{text}");
        }
    }
}
