//! Turns of phrase: patterns of words, cut once and found by the word that they begin with.
//!
//! They are written as all patterns are (`syntax`), with `#` for a number. Words without meaning may stand between.

use super::Reader;
use crate::literals::{Form, Token};
use crate::meaning::{FILL, Key, UNKNOWN, named};
use crate::syntax::{self, Choice, Place};

/// Patterns, each with what it says.
pub(super) struct Turns<T> {
    all: Vec<(Vec<Part>, T)>,
    /// Where in `all` the patterns are that may begin with a token of this key; sorted.
    by_first: Vec<(Key, usize)>,
}

struct Part {
    optional: bool,
    any: Vec<Key>,
}

/// A token as patterns see it.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// Its meaning, its word, and what it is besides; `UNKNOWN` for none.
    keys: [Key; 3],
    filler: bool,
}

/// The patterns of one place in the code, cut when they are first asked for.
macro_rules! turns {
    ($($pattern:literal),+ $(,)?) => {{
        static TURNS: std::sync::LazyLock<$crate::files::read::turns::Turns<()>> =
            std::sync::LazyLock::new(|| $crate::files::read::turns::Turns::new([$(($pattern, ())),+]));
        &*TURNS
    }};
    ($of:ty; $(($pattern:literal, $says:expr)),+ $(,)?) => {{
        static TURNS: std::sync::LazyLock<$crate::files::read::turns::Turns<$of>> =
            std::sync::LazyLock::new(|| $crate::files::read::turns::Turns::new([$(($pattern, $says)),+]));
        &*TURNS
    }};
}
pub(super) use turns;

impl<T> Turns<T> {
    pub(super) fn new(patterns: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let all: Vec<(Vec<Part>, T)> = patterns
            .into_iter()
            .map(|(it, says)| (syntax::places(it).map(|it| Part::new(&it)).collect(), says))
            .collect();
        let mut by_first = Vec::new();
        for (at, (parts, _)) in all.iter().enumerate() {
            // Behind a first part that may be missing, words without meaning are passed over.
            if parts.first().is_some_and(|it| it.optional) {
                by_first.push((FILL, at));
            }
            let required = parts.iter().position(|it| !it.optional).map_or(parts.len(), |it| it + 1);
            by_first.extend(parts[..required].iter().flat_map(|it| &it.any).map(|it| (*it, at)));
        }
        by_first.sort_unstable();
        by_first.dedup();
        Self { all, by_first }
    }

    fn beginning(&self, sight: Sight) -> impl Iterator<Item = usize> {
        sight.keys.into_iter().filter(|it| *it != UNKNOWN).flat_map(move |key| {
            let from = self.by_first.partition_point(|it| it.0 < key);
            self.by_first[from..].iter().take_while(move |it| it.0 == key).map(|it| it.1)
        })
    }
}

impl Part {
    fn new(place: &Place<'_>) -> Self {
        let key = |it: &Choice<'_>| match *it {
            Choice::Meaning(meaning) => Some(named(meaning)),
            Choice::Exact(exact) => Some(word(exact)),
            Choice::Mark(mark) => Some(named(mark.encode_utf8(&mut [0; 4]))),
            // The reader takes values by itself.
            Choice::Value { .. } => None,
        };
        Self { optional: place.optional, any: place.any.iter().filter_map(key).collect() }
    }
}

impl Sight {
    pub(super) fn of(token: &Token<'_>) -> Self {
        let besides = match token.form {
            _ if token.number.is_some() => named("#"),
            Form::Open => named("("),
            Form::Close => named(")"),
            Form::Comma => named(","),
            _ => UNKNOWN,
        };
        let means = if token.concept.is_empty() { UNKNOWN } else { named(token.concept) };
        Self { keys: [means, word(token.text), besides], filler: means == FILL }
    }

    fn fits(self, part: &Part) -> bool {
        part.any.iter().any(|it| self.keys.contains(it))
    }
}

/// The key of a word itself, which no meaning has.
fn word(text: &str) -> Key {
    named(&format!("={}", text.to_ascii_lowercase()))
}

impl Reader<'_, '_> {
    /// The place behind the longest of some patterns, from a token on.
    pub(super) fn seq(&self, at: usize, turns: &Turns<()>) -> Option<usize> {
        self.turn(at, turns).map(|it| it.0)
    }

    /// The longest of some patterns from a token on: the place behind it, and what it says. Of two the first.
    pub(super) fn turn<'t, T>(&self, at: usize, turns: &'t Turns<T>) -> Option<(usize, &'t T)> {
        let mut best: Option<(usize, usize)> = None;
        for index in turns.beginning(*self.sights.get(at)?) {
            if let Some(end) = self.walk(at, &turns.all[index].0)
                && best.is_none_or(|it| end > it.0 || end == it.0 && index < it.1)
            {
                best = Some((end, index));
            }
        }
        best.map(|(end, index)| (end, &turns.all[index].1))
    }

    fn walk(&self, at: usize, parts: &[Part]) -> Option<usize> {
        let mut next = at;
        for (index, part) in parts.iter().enumerate() {
            let mut here = next;
            loop {
                let sight = self.sights.get(here);
                if sight.is_some_and(|it| it.fits(part)) {
                    next = here + 1;
                    break;
                }
                if index > 0 && sight.is_some_and(|it| it.filler) {
                    here += 1;
                } else if part.optional {
                    break;
                } else {
                    return None;
                }
            }
        }
        (next > at).then_some(next)
    }
}
