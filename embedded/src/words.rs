//! The words of one family: which of them mean the same there, and how a request's tokens look to it.

use crate::literals::{Form, Token};
pub(crate) use crate::meaning::{FILL, Key, UNKNOWN};
use crate::meaning::{common, lower, named, other_name};
use crate::vocabulary;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A token's word, read once for all families.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As it is compared; empty for what is no word.
    text: String,
    /// The same as a key.
    exact: Key,
    /// Its name in the common vocabulary, or its stem, as a key.
    other: Key,
    /// What these make of it.
    common: Key,
}

impl Word {
    /// What a family may know it by.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Key> {
        [self.common, self.exact, self.other].into_iter()
    }

    pub(crate) fn of(token: &Token<'_>) -> Self {
        if token.text.len() > 32 || token.form == Form::Quoted {
            return Self { text: String::new(), exact: UNKNOWN, other: UNKNOWN, common: UNKNOWN };
        }
        let text = lower(token.text);
        let means = matches!(token.form, Form::Word | Form::Sign | Form::Number);
        let (other, common) = if means { (named(&other_name(&text)), common(&text)) } else { (UNKNOWN, UNKNOWN) };
        Self { exact: named(&text), other, common, text }
    }
}

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
    /// What the family calls a word, where that differs from the common vocabulary: the word, its meaning; sorted.
    own: Cow<'static, [(Key, Key)]>,
    /// Whether it means a word's name in the common vocabulary, or its stem, too. Tables written in Rust name each word
    /// that they mean.
    by_stem: bool,
    /// The meanings that its patterns ask for; sorted.
    known: Cow<'static, [Key]>,
    /// The longer words of its patterns and lists, for spelling mistakes.
    spelled: Cow<'static, [&'static str]>,
    /// Words that are never a value, and whether a pattern asks for them all the same; sorted.
    barred: &'static [(Key, bool)],
}

impl Lexicon {
    /// A lexicon from lines `meaning: word word …`; the meaning is one of its own words.
    pub(crate) fn new(synonyms: &[(&'static str, &'static str)]) -> Self {
        let mut own = BTreeMap::new();
        for (meaning, words) in synonyms {
            own.extend(words.split_whitespace().chain([*meaning]).map(|it| (it, named(meaning))));
        }
        let spelled: Vec<&str> = own.keys().copied().filter(|it| it.len() > 4).collect();
        let known: BTreeSet<Key> = own.values().copied().collect();
        let by_key: BTreeMap<Key, Key> = own.iter().map(|(word, meaning)| (named(word), *meaning)).collect();
        Self {
            own: by_key.into_iter().collect::<Vec<_>>().into(),
            by_stem: false,
            known: known.into_iter().collect::<Vec<_>>().into(),
            spelled: spelled.into(),
            barred: &[],
        }
    }

    /// A lexicon that the build has packed.
    pub(crate) fn packed(
        own: &'static [(Key, Key)],
        known: &'static [Key],
        spelled: &'static [&'static str],
        barred: &'static [(Key, bool)],
    ) -> Self {
        Self { own: own.into(), by_stem: true, known: known.into(), spelled: spelled.into(), barred }
    }

    /// Adds the words of patterns.
    pub(crate) fn learn(&mut self, words: impl Iterator<Item = &'static str>) {
        for word in words {
            let key = self.key(word);
            if key == FILL {
                continue;
            }
            if let Err(at) = self.known.binary_search(&key) {
                self.known.to_mut().insert(at, key);
            }
            if word.len() > 4 && !self.spelled.contains(&word) {
                self.spelled.to_mut().push(word);
            }
        }
    }

    /// Whether the family gives a word a meaning of its own.
    pub(crate) fn owns(&self, word: &str) -> bool {
        self.own_meaning(named(word)).is_some()
    }

    fn own_meaning(&self, word: Key) -> Option<Key> {
        self.own.binary_search_by_key(&word, |it| it.0).ok().map(|at| self.own[at].1)
    }

    /// The key of a word of a pattern; `FILL` for a word without meaning.
    pub(crate) fn key(&self, word: &str) -> Key {
        let word = lower(word);
        let own = self.own_meaning(named(&word)).or_else(|| self.own_meaning(named(&other_name(&word))));
        own.unwrap_or_else(|| common(&word))
    }

    /// A token as this family sees it.
    pub(crate) fn see(&self, token: &Token<'_>, word: &Word) -> Seen {
        let mut seen = Seen { key: UNKNOWN, exact: UNKNOWN, guessed: false, barred: false };
        if word.text.is_empty() {
            return seen;
        }
        seen.exact = word.exact;
        if word.common == UNKNOWN {
            return seen;
        }
        // A family may give a meaning of its own to a word's name in the common vocabulary, or to its stem.
        let own = self.own_meaning(word.exact);
        let own = if self.by_stem { own.or_else(|| self.own_meaning(word.other)) } else { own };
        let key = own.unwrap_or(word.common);
        if let Ok(at) = self.barred.binary_search_by_key(&key, |it| it.0) {
            seen.barred = true;
            seen.key = if self.barred[at].1 { key } else { FILL };
            return seen;
        }
        if key == FILL {
            seen.key = FILL;
            return seen;
        }
        if self.known.binary_search(&key).is_ok() {
            seen.key = key;
            return seen;
        }
        let unknown = own.is_none() && token.concept.is_empty() || token.guessed;
        if unknown && token.form == Form::Word {
            let slip = self.slip(&word.text).or_else(|| {
                let concept = named(token.concept);
                (token.guessed && self.known.binary_search(&concept).is_ok()).then_some(concept)
            });
            if let Some(key) = slip {
                seen = Seen { key, guessed: true, ..seen };
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
        for known in self.spelled.iter().filter(|it| vocabulary::is_slip(word.as_bytes(), it.as_bytes())) {
            let key = self.key(known);
            if best.is_some_and(|it| it != key) {
                return None;
            }
            best = Some(key);
        }
        best
    }
}
