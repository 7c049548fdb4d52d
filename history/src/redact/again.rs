//! A secret that was found once is taken out wherever it stands as a word: `echo hunter2` after `-phunter2`.

use std::{collections::HashSet, ops::Range};

use super::suspect;

/// Shorter ones could be anything.
const SHORT: usize = 6;

const BETWEEN: &[char] =
    &[' ', '\t', '\n', '\r', '"', '\'', '=', ':', ',', ';', '@', '/', '&', '|', '(', ')', '<', '>', '`', '%', '?'];

/// The secrets that are taken out elsewhere too: not `root`, which is also a name.
pub(super) fn memorable<'a>(secrets: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
    secrets.filter(|it| it.len() >= SHORT && suspect::looks_odd(it)).collect()
}

pub(super) fn look(text: &str, secrets: &HashSet<&str>) -> Vec<Range<usize>> {
    if secrets.is_empty() {
        return Vec::new();
    }
    let mut spans = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(BETWEEN) {
        let bare = word.trim_end_matches(BETWEEN);
        let said = bare.trim_end_matches(['.', '!']);
        if let Some(secret) = [bare, said].into_iter().find(|it| secrets.contains(it)) {
            spans.push(start..start + secret.len());
        }
        start += word.len();
    }
    spans
}
