//! The words of one family: which of them mean the same, and the number that stands for each meaning.

use crate::literals::{Form, Token};
use crate::vocabulary::{self, FILLER, GROUP};
use std::collections::HashMap;

/// A meaning, as a number that is compared fast.
pub(crate) type Key = u32;

/// No meaning that the family knows.
pub(crate) const UNKNOWN: Key = 0;
/// A word that carries no condition of its own.
pub(crate) const FILL: Key = 1;

/// A token as one family sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// What it means.
    pub(crate) key: Key,
    /// The word itself, for patterns that want this word and no other.
    pub(crate) exact: Key,
    /// Whether its meaning was found through a spelling mistake.
    pub(crate) guessed: bool,
    /// Whether it is a word that is never a value here.
    pub(crate) barred: bool,
}

/// The words of one family.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// What the family calls a word, where that differs from the common vocabulary.
    own: HashMap<&'static str, &'static str>,
    keys: HashMap<String, Key>,
    exact: HashMap<&'static str, Key>,
    /// Every word the family's patterns and lists use, for spelling mistakes.
    words: Vec<(&'static str, Key)>,
}

impl Lexicon {
    /// A lexicon from lines `meaning: word word …`; the meaning is one of its own words.
    pub(crate) fn new(synonyms: &[(&'static str, &'static str)]) -> Self {
        let mut lexicon = Self::default();
        for (meaning, words) in synonyms {
            for word in words.split_whitespace().chain([*meaning]) {
                lexicon.own.insert(word, meaning);
            }
        }
        for (meaning, words) in synonyms {
            for word in words.split_whitespace().chain([*meaning]) {
                let key = lexicon.intern(meaning.to_string());
                lexicon.words.push((word, key));
            }
        }
        lexicon
    }

    /// Whether the family gives a word a meaning of its own.
    pub(crate) fn owns(&self, word: &str) -> bool {
        self.own.contains_key(word)
    }

    fn intern(&mut self, name: String) -> Key {
        let next = Key::try_from(self.keys.len()).unwrap_or(Key::MAX - 8) + 2;
        *self.keys.entry(name).or_insert(next)
    }

    /// The key of a word in a pattern; made where it is new. `None` for a word without meaning.
    pub(crate) fn pattern_key(&mut self, word: &'static str) -> Option<Key> {
        let name = self.name(word);
        if name == FILLER {
            return None;
        }
        let key = self.intern(name);
        self.words.push((word, key));
        Some(key)
    }

    /// The key of a word that a pattern wants as it is.
    pub(crate) fn exact_key(&mut self, word: &'static str) -> Key {
        let next = Key::try_from(self.exact.len()).unwrap_or(Key::MAX - 8) + 2;
        *self.exact.entry(word).or_insert(next)
    }

    /// What a word is called here: by the family, by the common vocabulary, or by its stem.
    fn name(&self, word: &str) -> String {
        let lower = word.to_lowercase().replace('’', "'");
        if let Some(own) = self.own.get(lower.as_str()) {
            return (*own).to_owned();
        }
        match vocabulary::concept(&lower) {
            "" | "foreign" | GROUP => stem(&lower),
            concept => concept.to_owned(),
        }
    }

    /// A token as this family sees it.
    pub(crate) fn see(&self, token: &Token<'_>) -> Seen {
        let mut seen = Seen { key: UNKNOWN, exact: UNKNOWN, guessed: false, barred: false };
        if !matches!(token.form, Form::Word | Form::Sign | Form::Number) || token.text.len() > 32 {
            return seen;
        }
        let lower = token.text.to_lowercase();
        seen.exact = self.exact.get(lower.as_str()).copied().unwrap_or(UNKNOWN);
        let name = self.name(&lower);
        if name == FILLER {
            seen.key = FILL;
            return seen;
        }
        seen.key = self.keys.get(&name).copied().unwrap_or(UNKNOWN);
        let known = !self.own.contains_key(lower.as_str()) && token.concept.is_empty() || token.guessed;
        if seen.key == UNKNOWN && known && token.form == Form::Word {
            if let Some(key) = self.slip(&lower) {
                seen = Seen { key, guessed: true, ..seen };
            } else if token.guessed {
                seen.key = self.keys.get(token.concept).copied().unwrap_or(UNKNOWN);
                seen.guessed = seen.key != UNKNOWN;
            }
        }
        seen
    }

    /// The one meaning whose word is a slip of the finger away.
    fn slip(&self, word: &str) -> Option<Key> {
        if word.len() < 5 || !word.bytes().all(|it| it.is_ascii_lowercase() || it == b'-') {
            return None;
        }
        let mut best = None;
        for (known, key) in &self.words {
            if known.len() > 4 && vocabulary::is_slip(word.as_bytes(), known.as_bytes()) {
                if best.is_some_and(|it| it != *key) {
                    return None;
                }
                best = Some(*key);
            }
        }
        best
    }
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
