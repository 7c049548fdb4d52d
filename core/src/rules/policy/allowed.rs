//! Whether a policy's `allow` entry speaks of a command: all that it could do must be within its conditions.

use super::super::asking::names;
use crate::flow::{State, Walk};
use crate::policy::{Allowed, AllowedBy, From, Policy, matches};
use crate::rules::paths;
use crate::script::{Command, Word};

/// The entries that allow a command, those of trusted files first.
pub(in crate::rules) fn allowing(
    policy: &Policy,
    command: &Command,
    walk: &Walk<'_>,
    state: &State,
) -> Vec<(AllowedBy, Allowed)> {
    let Some(program) = command.program.as_deref() else { return Vec::new() };
    let mut found = Vec::new();
    for (layer, by) in policy.layers.iter().enumerate() {
        for (entry, allowed) in by.allowed.iter().enumerate() {
            if is(&allowed.program, program, command) && holds(allowed, command, walk, state) {
                found.push((by.from == From::Workspace, AllowedBy { layer, entry }, allowed.clone()));
            }
        }
    }
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| (it.1, it.2)).collect()
}

/// Whether a command runs this program and sub-command.
pub(super) fn is(words: &[String], program: &str, command: &Command) -> bool {
    let Some((first, path)) = words.split_first() else { return false };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    first == program && (path.is_empty() || names(command, &path))
}

/// Whether a flag is written so: `-f`, `--force`, `-name`.
pub(super) fn gives(command: &Command, flag: &str) -> bool {
    command.gives(flag.trim_start_matches('-'))
}

fn holds(allowed: &Allowed, command: &Command, walk: &Walk<'_>, state: &State) -> bool {
    let known = |flag: &crate::script::Flag| {
        allowed.flags.iter().any(|it| {
            let name = it.trim_start_matches('-');
            let mut letters = name.chars();
            let letter = letters.next().filter(|_| letters.next().is_none());
            letter.is_some() && flag.short == letter || flag.long.as_deref() == Some(name)
        })
    };
    if !allowed.flags.is_empty() && !command.flags().all(known) {
        return false;
    }
    if allowed.operands.is_empty() {
        return true;
    }
    let path = allowed.program.len().saturating_sub(1).max(command.facts().len().saturating_sub(1));
    let mut operands = command.operands().skip(path).peekable();
    // What is added when it runs, or comes from a list, cannot be told.
    let is_whole = !command.wrappers.iter().any(|it| matches!(&*it.program, "xargs" | "parallel"));
    is_whole && operands.peek().is_some() && operands.all(|word| all_match(&allowed.operands, word, walk, state))
}

/// Whether everything that a word can be matches one of the patterns.
fn all_match(patterns: &[String], word: &Word, walk: &Walk<'_>, state: &State) -> bool {
    let value = walk.known_value(word, state);
    let shapes: Vec<_> = value.shapes.iter().flat_map(|it| paths::from_folder(it, state)).collect();
    !shapes.is_empty()
        && shapes.iter().all(|shape| {
            let Some(text) = shape.text() else { return false };
            let text = plain(text);
            patterns.iter().any(|it| matches(it, &text))
        })
}

/// A path without `.`, `..` and doubled `/`; an address as it is.
pub(super) fn plain(text: &str) -> String {
    if text.contains("://") || text.is_empty() {
        return text.to_owned();
    }
    let (folder, everything) = paths::reach(text);
    match (everything, &*folder) {
        (false, _) => folder,
        (true, "/") => "/*".to_owned(),
        (true, ".") => "*".to_owned(),
        (true, _) => format!("{folder}/*"),
    }
}
