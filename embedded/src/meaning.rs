//! What a word means, as a number: the build, which packs the intents, and the running generator must agree on it.

use crate::vocabulary::{self, FILLER, GROUP};

/// A meaning, as a number that is compared fast.
pub(crate) type Key = u32;

/// No meaning that a family knows.
pub(crate) const UNKNOWN: Key = 0;
/// A word that carries no condition of its own.
pub(crate) const FILL: Key = 1;

/// The key of a word by the common vocabulary, else by its stem. `word` is in lower case.
pub(crate) fn common(word: &str) -> Key {
    match vocabulary::concept(word) {
        FILLER => FILL,
        "" | "foreign" | GROUP => named(&stem(word)),
        concept => named(concept),
    }
}

/// What a family may call a word for which it has none of its own: the common vocabulary's name, or the stem.
pub(crate) fn other_name(word: &str) -> String {
    match vocabulary::concept(word) {
        "" | "foreign" | GROUP => stem(word),
        concept => concept.to_owned(),
    }
}

/// The key of a meaning by its name: FNV-1a, with the reserved numbers left out.
pub(crate) fn named(name: &str) -> Key {
    if name == FILLER {
        return FILL;
    }
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, it| (hash ^ u32::from(it)).wrapping_mul(0x0100_0193));
    hash.max(FILL + 1)
}

/// A word as it is compared: in lower case, with a straight apostrophe.
pub(crate) fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// A word without the ending that its number, tense or person gives it.
pub(crate) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if word.len() < 4 || !word.bytes().all(|it| it.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let cut = if let Some(base) = word.strip_suffix("ies").filter(|it| it.len() > 2) {
        return format!("{base}y");
    } else if let Some(base) =
        ["sses", "xes", "ches", "shes", "zes"].iter().find_map(|it| word.ends_with(it).then(|| &word[..word.len() - 2]))
    {
        base
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|it| word.ends_with(it)) {
        &word[..word.len() - 1]
    } else if let Some(base) = word.strip_suffix("ing").filter(|it| it.len() > 2) {
        undoubled(base)
    } else if let Some(base) = word.strip_suffix("ed").filter(|it| it.len() > 2) {
        undoubled(base)
    } else {
        word
    };
    cut.strip_suffix('e').filter(|it| it.len() > 2).unwrap_or(cut).to_owned()
}

fn undoubled(base: &str) -> &str {
    let bytes = base.as_bytes();
    match bytes {
        [.., a, b] if a == b && !b"lsz".contains(b) => &base[..base.len() - 1],
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_change_a_meaning() {
        for (stem_of, words) in [
            ("merg", "merge merges merged merging"),
            ("branch", "branch branches"),
            ("commit", "commit commits committed committing"),
            ("query", "query queries"),
            ("stop", "stops stopped stopping stop"),
        ] {
            for word in words.split(' ') {
                assert_eq!(stem(word), stem_of, "{word}");
            }
        }
    }
}
