//! Writes a command so that it begins with what is typed already, where the two only differ in blanks and quotes that change
//! nothing: what is inserted then gives the command that was meant, byte for byte checked.

use crate::Document;
use crate::script::{Dialect, Statement, StatementKind};

/// The command, beginning with exactly what is typed; `None` where it says something else.
pub(super) fn agreed(command: &str, typed: &str, dialect: Dialect) -> Option<String> {
    if command.starts_with(typed) {
        return Some(command.to_owned());
    }
    as_root(command, typed, dialect).or_else(|| in_variable(command, typed)).or_else(|| rewritten(command, typed))
}

/// What the shell does itself.
const OWN: [&str; 12] =
    ["cd", "export", "source", ".", "set", "unset", "alias", "trap", "read", "eval", "exec", "shopt"];

/// `sudo …` is typed, and the command runs programs alone.
fn as_root(command: &str, typed: &str, dialect: Dialect) -> Option<String> {
    let rest = typed.strip_prefix("sudo ")?;
    let document = Document::new(command, dialect);
    let [chunk] = document.chunks() else { return None };
    let [Statement { kind: StatementKind::Command(first), .. }] = &*chunk.body.statements else { return None };
    let starts_program = first.wrappers.is_empty() && first.assignments.is_empty() && first.redirects.is_empty();
    // What the shell does itself has no program that sudo could start.
    let program = first.program.as_deref()?;
    if !starts_program || OWN.contains(&program) {
        return None;
    }
    let rest = rest.trim_start();
    let lead = &typed[..typed.len() - rest.len()];
    Some(format!("{lead}{}", if rest.is_empty() { command.to_owned() } else { agreed(command, rest, dialect)? }))
}

/// `name=$(…` is typed: the command goes between the brackets.
fn in_variable(command: &str, typed: &str) -> Option<String> {
    let open = typed.find("$(")?;
    let (lead, rest) = typed.split_at(open + 2);
    let name =
        ["local ", "export ", "readonly ", "declare "].iter().find_map(|it| lead.strip_prefix(it)).unwrap_or(lead);
    let name = name.strip_suffix("$(")?;
    let (name, close) = match name.strip_suffix('"') {
        Some(name) => (name, ")\""),
        None => (name, ")"),
    };
    let name = name.strip_suffix('=')?;
    let is_name = !name.is_empty()
        && !name.starts_with(|it: char| it.is_ascii_digit())
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
    if !is_name || rest.starts_with('(') || command.contains(['\n', '#']) {
        return None;
    }
    let inner = if command.starts_with(rest) { command.to_owned() } else { rewritten(command, rest)? };
    Some(format!("{lead}{inner}{close}"))
}

/// The command with the blanks and quotes that are typed.
fn rewritten(command: &str, typed: &str) -> Option<String> {
    if typed.len() > MOST || command.len() > MOST {
        return None;
    }
    let (mut rest, mut left) = (command, typed);
    let mut before = ' ';
    while let Some(wanted) = left.chars().next() {
        let given = rest.chars().next()?;
        if is_blank(wanted) || is_blank(given) {
            let next = if is_blank(wanted) { given } else { wanted };
            // Around an operator blanks may be left out, but not within one.
            let is_within =
                is_operator(before) == is_operator(next) || matches!(before, '<' | '>') || matches!(next, '<' | '>');
            if is_blank(wanted) != is_blank(given) && is_within {
                return None;
            }
            (rest, left) = (rest.trim_start_matches(is_blank), left.trim_start_matches(is_blank));
            before = ' ';
        } else if is_quote(given) || is_quote(wanted) {
            let is_start = is_blank(before) || is_operator(before);
            let (piece, behind) = piece(rest, wanted, is_start)?;
            let Some(unread) = left.strip_prefix(piece.as_str()) else {
                let missing = piece.strip_prefix(left)?;
                return Some(format!("{typed}{missing}{behind}"));
            };
            (rest, left) = (behind, unread);
            before = wanted;
        } else if wanted == given && given != '\\' {
            (rest, left) = (&rest[given.len_utf8()..], &left[wanted.len_utf8()..]);
            before = given;
        } else {
            return None;
        }
    }
    Some(format!("{typed}{rest}"))
}

/// The longest command that is compared.
const MOST: usize = 4096;

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t')
}

fn is_quote(char: char) -> bool {
    matches!(char, '\'' | '"')
}

fn is_operator(char: char) -> bool {
    matches!(char, '|' | ';' | '&')
}

/// The next piece of a command in the quotes that are typed, and what stands behind it.
fn piece(command: &str, wanted: char, is_start: bool) -> Option<(String, &str)> {
    let given = command.chars().next()?;
    let (text, behind) = if is_quote(given) {
        let end = command[1..].find(given)? + 1;
        (&command[1..end], &command[end + 1..])
    } else {
        let end = command.find(|it| !is_plain(it)).unwrap_or(command.len());
        // A word that goes on with something else is not quoted in one piece.
        let is_whole = command[end..].chars().next().is_none_or(|it| is_blank(it) || is_operator(it));
        (is_start && is_whole && end > 0).then_some((&command[..end], &command[end..]))?
    };
    let is_same = given == wanted && (given == '\'' || !text.contains(['\\', '`', '(']));
    let written = match wanted {
        '\'' | '"' if is_same || is_safe(text) => format!("{wanted}{text}{wanted}"),
        '\'' | '"' => return None,
        // Without quotes: only where nothing in it means anything to the shell.
        _ if !text.is_empty() && text.chars().all(is_plain) => text.to_owned(),
        _ => return None,
    };
    Some((written, behind))
}

/// Whether a text is the same between single and double quotes.
pub(super) fn is_safe(text: &str) -> bool {
    !text.contains(['$', '`', '\\', '"', '\'', '!'])
}

fn is_plain(char: char) -> bool {
    char.is_ascii_alphanumeric() || "_./,:@%+-".contains(char)
}

/// The command with its plain text between double quotes, as a script writes it that has no single ones.
pub(in crate::generate) fn in_double_quotes(command: &str) -> String {
    let mut written = String::with_capacity(command.len());
    let mut rest = command;
    // A `$` or a backslash before a quote makes another quote of it.
    while let Some(start) = rest.find(['\'', '"', '\\']) {
        let quote = rest.as_bytes()[start];
        let end = rest[start + 1..].find(quote as char).map(|it| it + start + 1);
        let (Some(end), b'\'', false) = (end, quote, rest[..start].ends_with('$')) else { return command.to_owned() };
        written.push_str(&rest[..start]);
        let text = &rest[start + 1..end];
        if !is_safe(text) {
            return command.to_owned();
        }
        written.extend(["\"", text, "\""]);
        rest = &rest[end + 1..];
    }
    written.push_str(rest);
    written
}
