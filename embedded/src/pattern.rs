//! Patterns over the words of a request: what a turn of phrase looks like, and the values in it. `syntax` tells how they
//! are written.

use crate::asked::Asked;
use crate::literals::Form;
use crate::meaning::named;
use crate::slots::{self, KINDS, Kind, Value};
use crate::syntax::{self, Choice, Place};
use crate::words::{FILL, Key, Lexicon, Seen, UNKNOWN};

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    pub(crate) parts: Vec<Part>,
}

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) any: Vec<Want>,
    pub(crate) optional: bool,
    /// Whether it is a word that only joins others or asks for an answer ("in", "show").
    pub(crate) joins: bool,
}

/// What a place takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Want {
    Key(Key),
    Exact(Key),
    Slot(Kind, &'static str),
    Mark(Form),
}

/// A place of a pattern as the build packed it.
#[derive(Clone, Copy)]
pub(crate) struct Packed<'a> {
    /// How many choices there are, and whether it may be missing or only joins.
    header: u32,
    /// Two numbers for each.
    choices: &'a [u32],
}

/// In a header: it may be missing.
const OPTIONAL: u32 = 256;
/// In a header: it only joins others.
const JOINS: u32 = 512;

/// The places of a packed pattern: how many there are, then each with its header and its choices.
pub(crate) fn packed(codes: &[u32]) -> impl Iterator<Item = Packed<'_>> {
    let (count, mut rest) = codes.split_first().map_or((0, codes), |(count, rest)| (*count, rest));
    (0..count).map_while(move |_| {
        let (header, behind) = rest.split_first()?;
        let (choices, behind) = behind.split_at_checked((*header & 0xff) as usize * 2)?;
        rest = behind;
        Some(Packed { header: *header, choices })
    })
}

impl Packed<'_> {
    /// What it takes: 0 for a meaning, 1 for a word, 2 for a mark, else a kind of value; and which.
    pub(crate) fn choices(&self) -> impl Iterator<Item = (u32, u32)> {
        self.choices.chunks_exact(2).map(|it| (it[0], it[1]))
    }

    /// The meanings and words among them.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Key> {
        self.choices().filter(|it| it.0 < 2).map(|it| it.1)
    }

    /// Whether a request must say it.
    pub(crate) fn is_needed(&self) -> bool {
        self.header & (OPTIONAL | JOINS) == 0
    }
}

/// A value with the name that the pattern gave it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Capture {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    /// The token it begins at.
    pub(crate) at: usize,
}

/// Where a pattern matched.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Match {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The tokens that it took, in order, without words between that carry nothing.
    pub(crate) taken: Vec<usize>,
    pub(crate) captures: Vec<Capture>,
}

impl Match {
    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.captures.iter().find(|it| it.name == name).map(|it| &it.value)
    }
}

impl Pattern {
    /// Compiles a pattern. What cannot be read is left out, which the tests of the tables would show.
    pub(crate) fn new(text: &'static str, lexicon: &Lexicon) -> Self {
        let parts = syntax::places(text).filter_map(|it| Part::new(&it, lexicon)).collect();
        Self { parts }
    }

    /// A pattern as the build packed it.
    pub(crate) fn packed(codes: &[u32], names: &'static [&'static str], kinds: &[Option<Kind>]) -> Option<Self> {
        let part = |it: Packed<'_>| {
            let want = |it: (u32, u32)| {
                Some(match it.0 {
                    0 => Want::Key(it.1),
                    1 => Want::Exact(it.1),
                    2 => Want::Mark([Form::Comma, Form::Open, Form::Close].get(it.1 as usize).copied()?),
                    kind => Want::Slot((*kinds.get(kind as usize - 3)?)?, names.get(it.1 as usize)?),
                })
            };
            let any = it.choices().map(want).collect::<Option<Vec<_>>>()?;
            Some(Part { any, optional: it.header & OPTIONAL != 0, joins: it.header & JOINS != 0 })
        };
        Some(Self { parts: packed(codes).map(part).collect::<Option<Vec<_>>>()? })
    }

    /// The longest match that begins at a token.
    pub(crate) fn match_at(&self, asked: &Asked<'_>, seen: &[Seen], at: usize) -> Option<Match> {
        self.may_begin(seen, at).then_some(())?;
        let mut found = Match { start: at, end: at, taken: Vec::new(), captures: Vec::new() };
        self.step(0, at, asked, seen, &mut found).then_some(found).filter(|it| it.end > it.start)
    }

    /// Whether a token can be the first of a match, as far as its word tells.
    fn may_begin(&self, seen: &[Seen], at: usize) -> bool {
        let Some(it) = seen.get(at) else { return false };
        let fits = |want: &Want| match want {
            Want::Key(key) => it.key == *key,
            Want::Exact(key) => it.exact == *key,
            Want::Slot(..) | Want::Mark(_) => true,
        };
        let needed = self.parts.iter().position(|it| !it.optional).map_or(self.parts.len(), |it| it + 1);
        self.parts[..needed].iter().any(|it| it.any.iter().any(fits))
    }

    /// Matches from a part on; tries with an optional part first, then without.
    fn step(&self, index: usize, at: usize, asked: &Asked<'_>, seen: &[Seen], found: &mut Match) -> bool {
        let Some(part) = self.parts.get(index) else { return true };
        let (taken, captures, end) = (found.taken.len(), found.captures.len(), found.end);
        let mut here = at;
        loop {
            for (want, length) in part.any.iter().flat_map(|it| it.lengths().map(move |length| (it, length))) {
                let Some(next) = want.fits_run(asked, seen, here, length, found) else { continue };
                found.taken.extend(here..next);
                found.end = next;
                let is_run = matches!(want, Want::Slot(Kind::Words, _));
                let is_quoted = asked.tokens[here].form == Form::Quoted;
                if self.step(index + 1, next, asked, seen, found)
                    && (!is_run || is_quoted || found.end > next || slots::ends_run(asked, next))
                {
                    return true;
                }
                found.taken.truncate(taken);
                found.captures.truncate(captures);
                found.end = end;
            }
            if !found.taken.is_empty() && seen.get(here).is_some_and(|it| it.key == FILL) {
                here += 1;
            } else {
                break;
            }
        }
        part.optional && self.step(index + 1, at, asked, seen, found)
    }

    /// The keys that a match can begin with; `None` where it can begin with anything.
    pub(crate) fn first_keys(&self) -> Option<Vec<Want>> {
        let mut all = Vec::new();
        for part in &self.parts {
            if part.any.iter().any(|it| !matches!(it, Want::Key(_) | Want::Exact(_))) {
                return None;
            }
            all.extend(part.any.iter().cloned());
            if !part.optional {
                return Some(all);
            }
        }
        None
    }
}

impl Part {
    /// A place with what this family makes of its words; `None` where nothing is left of it.
    fn new(place: &Place<'static>, lexicon: &Lexicon) -> Option<Self> {
        let want = |it: &Choice<'static>| match *it {
            Choice::Meaning(word) => Some(lexicon.key(word)).filter(|it| *it != FILL).map(Want::Key),
            Choice::Exact(word) => Some(Want::Exact(named(word))),
            Choice::Value { kind, name } => KINDS.iter().find(|it| it.0 == kind).map(|it| Want::Slot(it.1, name)),
            Choice::Mark(',') => Some(Want::Mark(Form::Comma)),
            Choice::Mark('(') => Some(Want::Mark(Form::Open)),
            Choice::Mark(_) => Some(Want::Mark(Form::Close)),
        };
        let any: Vec<Want> = place.any.iter().filter_map(want).collect();
        let joins = place.joins(|it| lexicon.owns(it));
        (!any.is_empty()).then_some(Self { any, optional: place.optional, joins })
    }
}

impl Want {
    /// How many tokens it may take: more than one only where the pattern asks for a run of words.
    fn lengths(&self) -> std::ops::RangeInclusive<usize> {
        1..=if matches!(self, Self::Slot(Kind::Words, _)) { slots::LONGEST_RUN } else { 1 }
    }

    /// The place behind what is wanted, with a run of words of this length.
    fn fits_run(&self, asked: &Asked<'_>, seen: &[Seen], at: usize, length: usize, found: &mut Match) -> Option<usize> {
        match self {
            Self::Slot(Kind::Words, name) => {
                let value = slots::words(asked, at, length)?;
                found.captures.push(Capture { name, value, at });
                Some(at + length)
            }
            Self::Slot(Kind::Novel, _) if seen.get(at).is_some_and(|it| it.key != UNKNOWN) => None,
            _ => self.fits(asked, seen, at, found),
        }
    }

    /// The place behind what is wanted, where it stands at a token.
    pub(crate) fn fits(&self, asked: &Asked<'_>, seen: &[Seen], at: usize, found: &mut Match) -> Option<usize> {
        let it = seen.get(at)?;
        match self {
            Self::Key(key) => (it.key == *key && *key != UNKNOWN).then_some(at + 1),
            Self::Exact(key) => (it.exact == *key && *key != UNKNOWN).then_some(at + 1),
            Self::Mark(form) => (asked.tokens[at].form == *form).then_some(at + 1),
            Self::Slot(kind, name) => {
                if it.barred {
                    return None;
                }
                // A list of names ends where a word that means something here begins.
                let limit = (at + 1..seen.len())
                    .find(|it| {
                        seen[*it].key != UNKNOWN && !asked.tokens[*it].is("and") && asked.tokens[*it].text != "bash"
                    })
                    .unwrap_or(seen.len());
                let (value, length) = slots::take_before(asked, at, *kind, limit)?;
                found.captures.push(Capture { name, value, at });
                Some(at + length)
            }
        }
    }
}
