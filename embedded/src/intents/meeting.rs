//! How a phrasing meets a request: in its order, or as a bag of words.

use crate::asked::Asked;
use crate::literals::Form;
use crate::pattern::{self, Capture, Match, Part, Pattern, Want};
use crate::slots::Kind;
use crate::words::{FILL, Key, Seen, UNKNOWN};

/// How a phrasing met a request.
pub(super) struct Meeting {
    pub(super) covered: Vec<bool>,
    pub(super) captures: Vec<Capture>,
    pub(super) guessed: usize,
    /// How many words of the request the phrasing itself took.
    pub(super) taken: usize,
    /// How many of its values stand where nothing announced them.
    pub(super) uncued: usize,
    pub(super) out_of_order: bool,
    pub(super) skipped: usize,
    pub(super) joined: usize,
}

/// Whether each word that a packed phrasing needs is there at all.
pub(super) fn may_meet(seen: &[Seen], codes: &[u32]) -> bool {
    pattern::packed(codes).all(|place| {
        let needed = place.is_needed() && place.choices().all(|it| it.0 == 0);
        !needed || place.keys().any(|key| seen.iter().any(|it| it.key == key))
    })
}

pub(super) fn part_keys(part: &Part) -> impl Iterator<Item = Key> + '_ {
    part.any.iter().filter_map(|it| if let Want::Key(key) = it { Some(*key) } else { None })
}

/// Meets a request with a phrasing: in its order, or as a bag of words.
///
/// `closed` are the tokens that are not to be taken.
pub(super) fn meet(asked: &Asked<'_>, seen: &[Seen], phrase: &Pattern, closed: &[bool]) -> Option<Meeting> {
    (0..asked.tokens.len())
        .filter(|at| !closed[*at])
        .find_map(|at| phrase.match_at(asked, seen, at))
        .filter(|it| !it.taken.iter().any(|it| closed[*it]))
        .map(|it| in_order(asked, seen, it))
        .or_else(|| phrase.parts.iter().any(is_telling).then(|| as_bag(asked, seen, phrase, closed))?)
}

fn in_order(asked: &Asked<'_>, seen: &[Seen], found: Match) -> Meeting {
    let mut covered = vec![false; asked.tokens.len()];
    found.taken.iter().for_each(|it| covered[*it] = true);
    Meeting {
        guessed: found.taken.iter().filter(|it| seen[**it].guessed).count(),
        taken: found.taken.iter().filter(|it| counts(asked, seen, **it)).count(),
        joined: found.taken.iter().filter(|it| !counts(asked, seen, **it)).count(),
        out_of_order: false,
        skipped: 0,
        covered,
        captures: found.captures,
        uncued: 0,
    }
}

/// Every word of the phrasing somewhere in the request. Words that only join are not asked for, unless there are no
/// others.
fn as_bag(asked: &Asked<'_>, seen: &[Seen], phrase: &Pattern, closed: &[bool]) -> Option<Meeting> {
    let count = asked.tokens.len();
    let mut meeting = Meeting {
        covered: vec![false; count],
        captures: Vec::new(),
        guessed: 0,
        taken: 0,
        uncued: 0,
        out_of_order: true,
        skipped: 0,
        joined: 0,
    };
    let only_slots = |it: &Part| it.any.iter().any(|it| matches!(it, Want::Slot(..)));
    for part in phrase.parts.iter().filter(|it| !only_slots(it)) {
        let fits = |at: &usize| {
            !meeting.covered[*at]
                && !closed[*at]
                && part.any.iter().any(|want| match want {
                    Want::Key(key) => seen[*at].key == *key && *key != UNKNOWN && *key != FILL,
                    Want::Exact(key) => seen[*at].exact == *key && *key != UNKNOWN,
                    Want::Mark(_) | Want::Slot(..) => false,
                })
        };
        match (0..count).find(fits) {
            Some(at) => {
                meeting.covered[at] = true;
                meeting.taken += usize::from(counts(asked, seen, at));
                meeting.joined += usize::from(!counts(asked, seen, at));
                meeting.guessed += usize::from(seen[at].guessed);
            }
            None if part.optional => {}
            None if part.joins => meeting.skipped += 1,
            None => return None,
        }
    }
    let mut before: Option<&Part> = None;
    for part in &phrase.parts {
        if !only_slots(part) {
            before = Some(part);
            continue;
        }
        let cue = before.take();
        let mut places: Vec<(usize, usize, usize, Vec<Capture>)> = Vec::new();
        for at in 0..count {
            if meeting.covered[at] || closed[at] {
                continue;
            }
            let mut found = Match { start: at, end: at, taken: Vec::new(), captures: Vec::new() };
            let Some(end) = part.any.iter().find_map(|it| it.fits(asked, seen, at, &mut found)) else { continue };
            if (at..end).any(|it| meeting.covered[it] || closed[it]) {
                continue;
            }
            let cued = cue.is_some_and(|cue| {
                let behind = (0..at).rev().find(|it| seen[*it].key != FILL);
                behind.is_some_and(|it| part_keys(cue).any(|key| key == seen[it].key) || is_exactly(cue, &seen[it]))
            });
            // A word that means something is a value only behind the word that announces one.
            let kind = found.captures.last().map(|it| it.value.kind);
            let bare = asked.tokens[at].concept.is_empty() || asked.tokens[at].guessed;
            if !cued
                && asked.tokens[at].form == Form::Word
                && matches!(kind, Some(Kind::Name | Kind::Names | Kind::Program | Kind::Text | Kind::Host | Kind::Path))
                && (seen[at].key != UNKNOWN || !bare)
            {
                continue;
            }
            // A literal is a likelier value than a plain word.
            let literal = asked.tokens[at].form != Form::Word;
            places.push((usize::from(!cued) * 2 + usize::from(!literal), at, end, found.captures));
        }
        let Some((cost, at, end, captures)) = places.into_iter().min_by_key(|it| (it.0, it.1)) else {
            if part.optional {
                continue;
            }
            return None;
        };
        meeting.uncued += usize::from(cost >= 2);
        for taken in at..end {
            meeting.covered[taken] = true;
            meeting.taken += usize::from(counts(asked, seen, taken));
        }
        meeting.captures.extend(captures);
    }
    Some(meeting)
}

fn is_exactly(part: &Part, it: &Seen) -> bool {
    it.exact != UNKNOWN && part.any.iter().any(|want| matches!(want, Want::Exact(key) if *key == it.exact))
}

/// Whether a part is a word that must be there: a phrasing without one says what it wants by its order alone.
fn is_telling(part: &Part) -> bool {
    !part.optional && !part.joins && part.any.iter().all(|it| !matches!(it, Want::Slot(..) | Want::Mark(_)))
}

/// Whether a token that a phrasing took says something: a word without meaning was asked for by itself.
pub(super) fn counts(asked: &Asked<'_>, seen: &[Seen], at: usize) -> bool {
    !asked.is_free(at) || seen[at].key == FILL
}
