//! Folders that everyone can write to, and lists of folders such as `PATH`.

use crate::Span;
use crate::rules::Sink;
use crate::script::{PartKind, Word};

/// Whether a path is one of the folders that everyone can write to.
pub(super) fn is_shared(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    matches!(path, "/tmp" | "/var/tmp" | "/dev/shm" | "/private/tmp" | "/private/var/tmp" | "/var/lock" | "/run/lock")
}

/// Whether a path lies in a folder that everyone can write to, under a name that others can guess.
pub(super) fn is_guessable(path: &str) -> bool {
    let mut folders = path.match_indices('/').map(|it| &path[..it.0]).skip(1);
    folders.any(is_shared) && !path.contains('*')
}

/// The parts of a list between its `:`; `None` for a part that is not known.
pub(super) fn pieces(word: &Word, sink: &Sink<'_>) -> Vec<Option<String>> {
    let mut all = vec![Some(String::new())];
    for part in &word.parts {
        let single = Word { span: part.span, parts: vec![part.clone()], joined: None };
        let text = match &part.kind {
            // The folder at hand is known by its full name when it is written so.
            PartKind::Parameter(it) if matches!(&*it.name, "PWD" | "OLDPWD") => None,
            PartKind::Substitution(_) => None,
            PartKind::Parameter(_) => sink.text_of(&single).filter(|it| !it.is_empty()),
            _ => sink.text_of(&single),
        };
        let Some(text) = text else {
            if let Some(last) = all.last_mut() {
                *last = None;
            }
            continue;
        };
        for (at, piece) in text.split(':').enumerate() {
            if at > 0 {
                all.push(Some(String::new()));
            }
            if let Some(Some(last)) = all.last_mut() {
                last.push_str(piece);
            }
        }
    }
    all
}

/// Takes the parts of a written list away that `is_bad` accepts; nothing where no other part would stay.
pub(super) fn without(word: &Word, is_bad: &dyn Fn(&str) -> bool, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let raw = sink.text(word.span);
    let quote = raw.chars().next().filter(|it| matches!(it, '"' | '\'') && raw.len() > 1 && raw.ends_with(*it));
    let inner = quote.map_or(raw, |it| raw.trim_matches(it));
    // In `${PATH:+:$PATH}` the sign is no border.
    if inner.contains(['{', '(', '\\', '"', '\'', '`', ' ']) {
        return Vec::new();
    }
    let kept: Vec<&str> = inner.split(':').filter(|it| !is_bad(it)).collect();
    let new = kept.join(":");
    if kept.is_empty() || new == inner {
        return Vec::new();
    }
    let start = word.span.start + quote.map_or(0, char::len_utf8);
    vec![(Span::new(start, start + inner.len()), new)]
}
