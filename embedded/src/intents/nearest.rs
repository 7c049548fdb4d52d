//! Which phrasings of the corpus are nearest in meaning to a request, whether or not they account for all of it.

use super::data::{EVERYWHERE, OFTEN};
use super::{ALL, Family, KINDS};
use crate::Request;
use crate::asked::Asked;
use crate::literals::Form;
use crate::pattern::{self, Packed, Pattern};
use crate::slots::{self, Kind};
use crate::words::{FILL, Key};

/// A phrasing of the corpus, as a wish that somebody could have.
pub(crate) struct Near {
    /// The wish, with values in its places.
    pub(crate) wish: &'static str,
    /// How near it is: 1 says the same.
    nearness: f32,
    /// The family and the intent that it is of, by their places.
    of: (usize, usize),
    /// Where its code begins.
    start: u32,
}

/// The nearest phrasing of each intent that is near at all, the nearest first.
pub(crate) fn nearest(asked: &Asked<'_>) -> Vec<Near> {
    let values: Vec<bool> = KINDS.iter().map(|it| it.is_some_and(|it| holds(asked, it))).collect();
    let mut all = Vec::new();
    for (family_at, family) in ALL.iter().enumerate() {
        let said = Said::of(asked, family);
        if said.weights.is_empty() {
            continue;
        }
        for (at, intent) in family.data.intents.iter().enumerate() {
            let mut best: Option<Near> = None;
            for (wish, start) in intent.wishes {
                let codes = family.data.codes.get(*start as usize..).unwrap_or_default();
                let nearness = said.nearness(codes, &values);
                if nearness >= LEAST && best.as_ref().is_none_or(|it| nearness > it.nearness) {
                    best = Some(Near { wish, nearness, of: (family_at, at), start: *start });
                }
            }
            all.extend(best);
        }
    }
    all.sort_by(|left, right| right.nearness.total_cmp(&left.nearness).then(left.of.cmp(&right.of)));
    all
}

/// Every wish of the corpus.
#[cfg(test)]
pub(crate) fn every() -> impl Iterator<Item = Near> {
    ALL.iter().enumerate().flat_map(|(family_at, family)| {
        family.data.intents.iter().enumerate().flat_map(move |(at, intent)| {
            intent.wishes.iter().map(move |(wish, start)| Near {
                wish,
                nearness: 1.0,
                of: (family_at, at),
                start: *start,
            })
        })
    })
}

impl Near {
    /// The command that the phrasing's own intent gives for the wish, for the tools of a request.
    pub(crate) fn command(&self, request: &Request<'_>) -> Option<String> {
        let family = ALL.get(self.of.0)?;
        let data = family.data;
        let intent = data.intents.get(self.of.1)?;
        let phrase = Pattern::packed(data.codes.get(self.start as usize..)?, data.names, &KINDS)?;
        let asked = Asked::new(&Request { text: self.wish, ..*request })?;
        let seen = family.see(&asked);
        let matches = family.facts().matches(&asked, &seen);
        let (fit, proposal) = family.try_phrase(&asked, &seen, &matches, &phrase, intent, false)?;
        (fit.unexplained == 0).then_some(proposal.command)
    }
}

/// How near a phrasing must be.
const LEAST: f32 = 0.45;
/// How much of what the words of either side tell must be meant by both.
const SHARED: f32 = 0.3;
/// How much of its weight a word has that mostly joins others.
const SOFT: f32 = 0.2;
/// About how many intents there are.
const INTENTS: f32 = 1700.0;
/// What it tells that a request holds a value whose form a phrasing has a place for: an address, a size.
const OF_FORM: f32 = 3.0;
/// What any other value tells.
const OF_ANY: f32 = 0.5;

/// How much a meaning tells: the rarer the more.
fn weight(key: Key) -> f32 {
    let often = OFTEN.binary_search_by_key(&key, |it| it.0).map_or(1, |at| OFTEN[at].1);
    (INTENTS / f32::from(often.max(1))).ln().max(0.0)
}

/// Whether a value's form alone tells its kind.
fn has_form(kind: Kind) -> bool {
    use Kind::{
        Called, Commit, Field, File, Files, Name, NamedFile, Names, Novel, Numbered, Part, Path, Person, Place,
        Program, Proper, Ref, Sign, Text, Thing, Words,
    };
    !matches!(
        kind,
        Called
            | Commit
            | Field
            | File
            | Files
            | Name
            | NamedFile
            | Names
            | Novel
            | Numbered
            | Part
            | Path
            | Person
            | Place
            | Program
            | Proper
            | Ref
            | Sign
            | Text
            | Thing
            | Words
    )
}

/// Whether a request holds a value of a kind.
fn holds(asked: &Asked<'_>, kind: Kind) -> bool {
    let is_value = |at: &usize| has_form(kind) || asked.tokens[*at].form != Form::Word || asked.is_strange(*at);
    (0..asked.tokens.len())
        .filter(|it| !asked.is_free(*it))
        .filter(is_value)
        .any(|it| slots::take(asked, it, kind).is_some())
}

/// What a request says, as a family hears it.
struct Said {
    /// The meanings that the family knows, with what each tells, and which word it is of.
    weights: Vec<(Key, f32, usize)>,
    /// What the family's own name tells, where it was said.
    by_name: f32,
    /// What its words tell, with those that the family does not know.
    by_words: f32,
    /// What all of it tells.
    total: f32,
}

impl Said {
    fn of(asked: &Asked<'_>, family: &Family) -> Self {
        let mut said = Self { weights: Vec::new(), by_name: 0.0, by_words: 0.0, total: 0.0 };
        for (at, (seen, word)) in family.see(asked).iter().zip(&asked.words).enumerate() {
            if word.keys().any(|it| family.data.marks.binary_search(&it).is_ok()) {
                said.by_name = OF_FORM;
            }
            let known = [seen.key, seen.exact].into_iter().filter(|it| *it > FILL && !seen.barred);
            let known: Vec<Key> = known.filter(|it| family.data.known.binary_search(it).is_ok()).collect();
            if let Some(key) = known.first() {
                // Words that mostly join say little, also to a family that knows them.
                let weight = weight(*key) * if asked.is_free(at) { SOFT } else { 1.0 };
                said.weights.extend(known.iter().map(|it| (*it, weight, at)));
                said.by_words += weight;
            } else if seen.barred || asked.is_free(at) {
                // It says nothing more here.
            } else if asked.tokens[at].form != Form::Word {
                said.total += OF_FORM / 2.0;
            } else if let Some(elsewhere) = word.keys().find(|it| EVERYWHERE.binary_search(it).is_ok()) {
                said.by_words += weight(elsewhere);
            } else {
                said.total += OF_ANY;
            }
        }
        said.total += said.by_name + said.by_words;
        said
    }

    /// How near a packed phrasing is: what both say, of what each says.
    fn nearness(&self, codes: &[u32], values: &[bool]) -> f32 {
        let said = |key: Key| self.weights.iter().any(|it| it.0 == key);
        if !pattern::packed(codes).any(|it| it.keys().any(said)) {
            return 0.0;
        }
        let mut used = Vec::new();
        let (mut both, mut total) = (0.0_f32, 0.0_f32);
        let (mut meant, mut of_words) = (0.0_f32, 0.0_f32);
        for place in pattern::packed(codes).filter(Packed::is_needed) {
            let unused = |key: Key| self.weights.iter().find(|it| it.0 == key && !used.contains(&it.2));
            if let Some((_, weight, at)) = place.keys().find_map(unused) {
                used.push(*at);
                meant += weight;
                of_words += weight;
            } else if let Some(key) = place.keys().next() {
                of_words += weight(key);
            } else if let Some((kind, _)) = place.choices().next() {
                let at = (kind as usize).saturating_sub(3);
                let tells = if KINDS.get(at).copied().flatten().is_some_and(has_form) { OF_FORM } else { OF_ANY };
                both += if values.get(at) == Some(&true) { tells } else { 0.0 };
                total += tells;
            }
        }
        // Values alone make no two requests alike.
        if meant < SHARED * of_words || meant < SHARED * self.by_words {
            return 0.0;
        }
        let all = (total + of_words + self.by_name) * self.total;
        if all > 0.0 { (both + meant + self.by_name) / all.sqrt() } else { 0.0 }
    }
}
