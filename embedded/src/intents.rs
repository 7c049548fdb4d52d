//! What no family composes: intents with the phrasings people use, from `intents/*.toml`.
//!
//! An intent's phrasing is a bag: its words may stand in any order, and a request matches when every word of the
//! phrasing is there and every word of the request is accounted for, by the phrasing or by a fact that the intent's
//! command can take in ("by anna", "since monday", "sorted").

mod data;
mod template;
#[cfg(test)]
mod tests;

use crate::Platform;
use crate::asked::{Asked, Proposal};
use crate::cover::Table;
use crate::literals::Form;
use crate::pattern::{Capture, Match, Part, Pattern, Want};
use crate::slots;
use crate::words::{FILL, Key, Lexicon, Seen, UNKNOWN};
use data::{FAMILIES, FamilyData, IntentData};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A family of intents, compiled.
struct Family {
    data: &'static FamilyData,
    facts: Table<usize>,
    noise: Vec<Key>,
    /// Phrasings, with the index of their intent.
    phrases: Vec<(Pattern, usize)>,
    /// Phrasings by the rarest word that each needs; `UNKNOWN` for those that need none.
    by_key: HashMap<Key, Vec<usize>>,
}

static COMPILED: LazyLock<Vec<Family>> = LazyLock::new(|| FAMILIES.iter().map(Family::new).collect());

/// The commands of the intents that account for all of a request.
pub(crate) fn propose(asked: &Asked<'_>) -> Vec<Proposal> {
    COMPILED.iter().filter_map(|it| it.propose(asked)).collect()
}

/// How a phrasing met a request.
struct Meeting {
    covered: Vec<bool>,
    captures: Vec<Capture>,
    guessed: usize,
    /// How many words of the request the phrasing itself took.
    taken: usize,
}

impl Family {
    fn new(data: &'static FamilyData) -> Self {
        let mut lexicon = Lexicon::new(data.words);
        let noise = data.noise.split_whitespace().filter_map(|it| lexicon.pattern_key(it)).collect();
        let mut phrases = Vec::new();
        for (index, intent) in data.intents.iter().enumerate() {
            for says in intent.says {
                phrases.push((Pattern::new(says, &mut lexicon), index));
            }
        }
        let mut rows = Vec::new();
        for (index, fact) in data.facts.iter().enumerate() {
            rows.extend(fact.says.iter().map(|it| (Pattern::new(it, &mut lexicon), index)));
        }
        let mut often: HashMap<Key, usize> = HashMap::new();
        for (phrase, _) in &phrases {
            keys(phrase).for_each(|it| *often.entry(it).or_default() += 1);
        }
        let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, (phrase, _)) in phrases.iter().enumerate() {
            let rarest = phrase
                .parts
                .iter()
                .filter(|it| !it.optional && it.any.iter().all(|it| matches!(it, Want::Key(_))))
                .min_by_key(|it| part_keys(it).map(|it| often.get(&it).copied().unwrap_or(0)).sum::<usize>());
            match rarest {
                Some(part) => part_keys(part).for_each(|it| by_key.entry(it).or_default().push(at)),
                None => by_key.entry(UNKNOWN).or_default().push(at),
            }
        }
        Self { data, facts: Table::of(lexicon, rows), noise, phrases, by_key }
    }

    /// The answer of the phrasing that takes most of the request.
    fn propose(&self, asked: &Asked<'_>) -> Option<Proposal> {
        let seen = self.facts.see(asked);
        let mut candidates: Vec<usize> = seen
            .iter()
            .map(|it| it.key)
            .chain([UNKNOWN])
            .filter_map(|it| self.by_key.get(&it))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut best: Option<(usize, Proposal)> = None;
        for candidate in candidates {
            let (phrase, intent) = &self.phrases[candidate];
            let Some((taken, proposal)) = self.try_phrase(asked, &seen, phrase, &self.data.intents[*intent]) else {
                continue;
            };
            let better = best.as_ref().is_none_or(|(most, it)| {
                (proposal.unexplained, it_order(it)) < (it.unexplained, it_order(&proposal)) && taken >= *most
                    || proposal.unexplained < it.unexplained
                    || proposal.unexplained == it.unexplained && taken > *most
            });
            if better {
                best = Some((taken, proposal));
            }
        }
        best.map(|it| it.1)
    }

    fn try_phrase(
        &self,
        asked: &Asked<'_>,
        seen: &[Seen],
        phrase: &Pattern,
        intent: &IntentData,
    ) -> Option<(usize, Proposal)> {
        let template = intent.template(asked.platform)?;
        let mut meeting = meet(asked, seen, phrase)?;
        let open: Vec<bool> = meeting.covered.iter().map(|it| !it).collect();
        let cover = self.facts.cover_where(asked, seen, &open, |fact| {
            let fact = &self.data.facts[*fact];
            fact.gives.is_empty() || template::names(template, fact.name)
        });
        let mut given: HashMap<&str, String> = HashMap::new();
        for found in &cover.found {
            let fact = &self.data.facts[*found.says];
            let text = template::fill(fact.gives, &found.at.captures, &HashMap::new())?;
            // The same fact twice is one too many, unless it says the same.
            if let Some(before) = given.insert(fact.name, text.clone())
                && before != text
            {
                return None;
            }
        }
        for (at, covered) in cover.covered.iter().enumerate() {
            meeting.covered[at] |= *covered || self.noise.contains(&seen[at].key);
        }
        for fact in self.data.facts {
            given.entry(fact.name).or_default();
        }
        let unexplained = asked.missing(&meeting.covered)?;
        let command = template::fill(template, &meeting.captures, &given)?;
        let guessed = meeting.guessed + cover.guessed;
        Some((
            meeting.taken,
            Proposal { unexplained, guessed, doubt: intent.doubt, ..Proposal::new(self.data.name, command) },
        ))
    }
}

fn it_order(it: &Proposal) -> usize {
    it.command.len()
}

fn part_keys(part: &Part) -> impl Iterator<Item = Key> + '_ {
    part.any.iter().filter_map(|it| if let Want::Key(key) = it { Some(*key) } else { None })
}

fn keys(phrase: &Pattern) -> impl Iterator<Item = Key> + '_ {
    phrase.parts.iter().filter(|it| !it.optional).flat_map(part_keys)
}

/// Meets a request with a phrasing: in its order, or as a bag of words.
fn meet(asked: &Asked<'_>, seen: &[Seen], phrase: &Pattern) -> Option<Meeting> {
    (0..asked.tokens.len())
        .find_map(|at| phrase.match_at(asked, seen, at))
        .map(|it| in_order(asked, seen, it))
        .or_else(|| as_bag(asked, seen, phrase))
}

fn in_order(asked: &Asked<'_>, seen: &[Seen], found: Match) -> Meeting {
    let mut covered = vec![false; asked.tokens.len()];
    found.taken.iter().for_each(|it| covered[*it] = true);
    Meeting {
        guessed: found.taken.iter().filter(|it| seen[**it].guessed).count(),
        taken: found.taken.iter().filter(|it| !asked.is_free(**it)).count(),
        covered,
        captures: found.captures,
    }
}

/// Every word of the phrasing somewhere in the request. Words that only join are not asked for, unless there are no
/// others.
fn as_bag(asked: &Asked<'_>, seen: &[Seen], phrase: &Pattern) -> Option<Meeting> {
    let count = asked.tokens.len();
    let mut meeting = Meeting { covered: vec![false; count], captures: Vec::new(), guessed: 0, taken: 0 };
    let only_slots = |it: &Part| it.any.iter().any(|it| matches!(it, Want::Slot(..)));
    for part in phrase.parts.iter().filter(|it| !only_slots(it)) {
        let fits = |at: &usize| {
            !meeting.covered[*at]
                && part.any.iter().any(|want| match want {
                    Want::Key(key) => seen[*at].key == *key && *key != UNKNOWN && *key != FILL,
                    Want::Exact(key) => seen[*at].exact == *key && *key != UNKNOWN,
                    Want::Mark(_) | Want::Slot(..) => false,
                })
        };
        match (0..count).find(fits) {
            Some(at) => {
                meeting.covered[at] = true;
                meeting.taken += usize::from(!asked.is_free(at));
                meeting.guessed += usize::from(seen[at].guessed);
            }
            None if part.optional || is_joining(part) => {}
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
        let mut places: Vec<(usize, usize, Vec<Capture>)> = Vec::new();
        for at in 0..count {
            if meeting.covered[at] {
                continue;
            }
            let mut found = Match { start: at, end: at, taken: Vec::new(), captures: Vec::new() };
            let Some(end) = part.any.iter().find_map(|it| it.fits(asked, seen, at, &mut found)) else { continue };
            if (at..end).any(|it| meeting.covered[it]) {
                continue;
            }
            let cued = cue.is_some_and(|cue| {
                let behind = (0..at).rev().find(|it| seen[*it].key != FILL);
                behind.is_some_and(|it| part_keys(cue).any(|key| key == seen[it].key))
            });
            // A literal is a likelier value than a plain word.
            let literal = asked.tokens[at].form != Form::Word;
            places.push((usize::from(!cued) * 2 + usize::from(!literal), at, found.captures));
        }
        let Some((_, at, captures)) = places.into_iter().min_by_key(|it| (it.0, it.1)) else {
            if part.optional {
                continue;
            }
            return None;
        };
        let length = captures.first().and_then(|it| slots::take(asked, at, it.value.kind)).map_or(1, |it| it.1);
        for taken in at..at + length {
            meeting.covered[taken] = true;
            meeting.taken += 1;
        }
        meeting.captures.extend(captures);
    }
    Some(meeting)
}

/// Whether a part is a word that only joins others or asks for an answer.
fn is_joining(part: &Part) -> bool {
    part.joins
}

impl IntentData {
    /// The command for a platform; `None` where it has none there.
    fn template(&self, platform: Platform) -> Option<&'static str> {
        let own = match platform {
            Platform::Linux => None,
            Platform::MacOs => self.macos,
            Platform::Busybox => self.busybox,
            Platform::Posix => self.posix,
        };
        Some(own.unwrap_or(self.gives)).filter(|it| !it.is_empty())
    }
}
