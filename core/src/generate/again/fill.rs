//! Puts the literals of a new wish into the command of an old one, where it is certain what each of them takes the place of.

use super::Entry;
use super::wish::{Kind, Literal, Wish};
use crate::generate::Request;
use crate::generate::refine::{commands, document};
use crate::script::{Command, Node, PartKind, StatementKind, quote, walk};
use crate::{Document, Span};

/// The command of an entry for a wish of the same words; `None` where it is not certain, or means something else here.
pub(super) fn filled(entry: &Entry, wish: &Wish, request: &Request<'_>) -> Option<String> {
    let (old, new) = (&entry.wish.literals, &wish.literals);
    if old.len() != new.len() || old.iter().zip(new).any(|it| it.0.kind != it.1.kind) {
        return None;
    }
    let changed: Vec<(&Literal, &Literal)> = old.iter().zip(new).filter(|it| it.0 != it.1).collect();
    if changed.is_empty() && !entry.command.contains('$') {
        return Some(entry.command.to_string());
    }
    let before = document(&entry.command, request.dialect)?;
    if !has_its_variables(&before, request) {
        return None;
    }
    if changed.is_empty() {
        return Some(entry.command.to_string());
    }
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (was, now) in &changed {
        let is_single = old.iter().filter(|it| it.text == was.text).count() == 1;
        let span = place(&entry.command, was).filter(|_| is_single && may_follow(was, now))?;
        if edits.iter().any(|it| it.0.overlaps(span)) {
            return None;
        }
        edits.push(written(&before, span, was, now)?);
    }
    if old.iter().any(|it| is_elsewhere(&entry.command, &edits, it, &changed)) {
        return None;
    }
    edits.sort_by_key(|it| it.0);
    let mut text = entry.command.to_string();
    for (span, new) in edits.iter().rev() {
        text.replace_range(span.start..span.end, new);
    }
    let after = document(&text, request.dialect)?;
    is_same_deed(&before, &after).then_some(text)
}

/// Whether every variable that a command uses is set here: in the script, by the command itself, or always.
fn has_its_variables(document: &Document, request: &Request<'_>) -> bool {
    const ALWAYS: [&str; 8] = ["HOME", "USER", "PWD", "PATH", "SHELL", "HOSTNAME", "RANDOM", "TMPDIR"];
    let (mut set, mut used): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for chunk in document.chunks() {
        walk(&chunk.body.statements, &mut |node| match node {
            Node::Word(word) => {
                used.extend(word.parts.iter().filter_map(|it| match &it.kind {
                    PartKind::Parameter(it) => Some(it.name.to_string()),
                    _ => None,
                }));
            }
            Node::Command(command) => {
                set.extend(command.assignments.iter().map(|it| it.name.text.to_string()));
                if command.program.as_deref() == Some("read") {
                    set.extend(command.operands().filter_map(|it| it.literal()).map(str::to_owned));
                }
            }
            Node::Statement(statement) => {
                if let StatementKind::For { variable, .. } = &statement.kind {
                    set.push(variable.text.to_string());
                }
            }
            Node::Redirect(_) => {}
        });
    }
    used.iter().all(|it| {
        let is_special = !it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
        is_special || ALWAYS.contains(&it.as_str()) || set.contains(it) || request.variables.contains(&it.as_str())
    })
}

/// Whether one literal may take the place of another of its kind.
fn may_follow(was: &Literal, now: &Literal) -> bool {
    let is_plain = |it: &str| it.chars().all(|it| it.is_alphanumeric() || " _-".contains(it)) && !it.starts_with('-');
    match was.kind {
        // In a pattern other signs mean something.
        Kind::Quoted => is_plain(&was.text) && is_plain(&now.text),
        Kind::Variable => false,
        _ => !now.text.starts_with('-') && !now.text.contains(['\'', '"', '\\', '$', '`', '!']),
    }
}

/// Where a literal stands in a command, exactly once and as a whole.
fn place(command: &str, literal: &Literal) -> Option<Span> {
    let text = &*literal.text;
    let is_number = matches!(literal.kind, Kind::Number | Kind::Size(_));
    let mut found = None;
    let mut from = 0;
    while let Some(at) = command.get(from..)?.find(text) {
        let (start, end) = (from + at, from + at + text.len());
        from = start + text.chars().next()?.len_utf8();
        let (before, behind) = (command[..start].chars().next_back(), command[end..].chars().next());
        let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        if is_number && (is_digit(before) || is_digit(behind)) {
            continue;
        }
        let unit = if let Kind::Size(unit) = literal.kind { Some(unit) } else { None };
        let is_unit = |it: char| unit.is_some_and(|unit| unit.eq_ignore_ascii_case(&it));
        let ends = behind.is_none_or(|it| is_edge(it) || is_unit(it));
        // A second one, or one within a word, and nothing is certain.
        if found.is_some() || !before.is_none_or(|it| is_edge(it) || is_number && matches!(it, '+' | '-')) || !ends {
            return None;
        }
        found = Some(Span::new(start, end));
    }
    found
}

/// Whether a sign separates what stands beside it.
fn is_edge(sign: char) -> bool {
    sign.is_whitespace() || "'\"=:,/*<>|;&()@".contains(sign)
}

/// Whether a part of a literal is said elsewhere in a command too: the stem of `a.png` in `a.jpg`.
fn is_elsewhere(command: &str, edits: &[(Span, String)], literal: &Literal, changed: &[(&Literal, &Literal)]) -> bool {
    if !changed.iter().any(|it| it.0 == literal) {
        return false;
    }
    let mut rest = command.to_owned();
    let mut spans: Vec<Span> = edits.iter().map(|it| it.0).collect();
    spans.sort();
    for span in spans.iter().rev() {
        rest.replace_range(span.start..span.end, " ");
    }
    let runs = |it: &str| -> Vec<String> {
        it.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    let others = runs(&rest);
    runs(&literal.text).iter().any(|it| others.contains(it))
}

/// What to write in the place of a literal.
fn written(document: &Document, span: Span, was: &Literal, now: &Literal) -> Option<(Span, String)> {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "_-./:,+@%".contains(it);
    let is_sign = |it: char| matches!(was.kind, Kind::Glob) && "*?".contains(it);
    let has_home = now.text.starts_with('~') && was.text.starts_with('~');
    let plain = now.text.strip_prefix('~').filter(|_| has_home).unwrap_or(&now.text);
    if plain.chars().all(|it| is_plain(it) || is_sign(it)) {
        return Some((span, now.text.to_string()));
    }
    // Anything else is put in quotes, which only a whole word can be.
    let is_whole = |it: &crate::script::Word| {
        it.literal() == Some(&*was.text) && it.span.start <= span.start && span.end <= it.span.end
    };
    let all = commands(document);
    let word = all.iter().flat_map(|it| &it.words).find(|it| is_whole(it))?;
    Some((word.span, quote(&now.text)))
}

/// Whether two commands differ in values and operands only.
fn is_same_deed(before: &Document, after: &Document) -> bool {
    let (left, right) = (commands(before), commands(after));
    left.len() == right.len() && left.iter().zip(&right).all(|it| is_same(it.0, it.1))
}

fn is_same(left: &Command, right: &Command) -> bool {
    let flags = |it: &Command| -> Vec<(Option<char>, Option<String>, bool)> {
        let counts = it.facts().last().is_some_and(|it| it.dash_number.is_some());
        it.flags()
            .map(|flag| {
                let short = flag.short.map(|it| if counts && it.is_ascii_digit() { '0' } else { it });
                let is_number = flag.long.as_deref().is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
                let long = flag.long.as_deref().map(|it| if counts && is_number { "0" } else { it });
                (short, long.map(str::to_owned), flag.value.is_some())
            })
            .collect()
    };
    left.program == right.program
        && left.wrappers.len() == right.wrappers.len()
        && left.words.len() == right.words.len()
        && left.redirects.len() == right.redirects.len()
        && left.operands().count() == right.operands().count()
        && flags(left) == flags(right)
}
