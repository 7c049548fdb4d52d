//! What the user took before, for a wish like one of earlier: the same words give the same command, with new names and
//! numbers put in where it is certain which ones they take the place of.

use super::ask::Example;
use super::merge::Merged;
use super::{Candidate, Request};
use crate::script::Dialect;
use crate::target::Platform;
use std::collections::HashMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use wish::Wish;

mod fill;
#[cfg(test)]
mod tests;
mod wish;

/// The most records that are looked through, the newest ones.
const MOST: usize = 10_000;
/// The most records of one wish that are looked at, and the most commands that are proposed for it.
const MOST_OF_ONE: usize = 32;
const MOST_PROPOSED: usize = 3;
/// How sure a command is that was taken once, twice and so on, and the surest one.
const TAKEN: [f32; 6] = [0.70, 0.80, 0.86, 0.90, 0.92, 0.94];
/// How much surer what the user wrote twice is than what was offered.
const WRITTEN: f32 = 0.14;
const SUREST: f32 = 0.96;
/// What each time costs that it was not taken.
const DISMISSED: f32 = 0.08;
/// How much of their words two wishes must share for one to be an example of the other.
const ALIKE: f32 = 0.5;

/// A wish of the past, and what became of a command for it.
#[derive(Clone, Copy)]
pub struct Past<'a> {
    /// The user's words.
    pub wish: &'a str,
    /// The command as it was taken, edits included; of a dismissed one as it was offered.
    pub command: &'a str,
    /// The shell that it is for.
    pub dialect: Dialect,
    /// The tools that it is for.
    pub platform: Platform,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a command that was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was taken as it was.
    Accepted,
    /// It was taken and changed.
    Edited,
    /// It was seen and not taken.
    Dismissed,
}

impl fmt::Debug for Past<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Past({} and {} bytes, {:?})", self.wish.len(), self.command.len(), self.outcome)
    }
}

/// The past, prepared for being asked at each request. A clone is cheap.
#[derive(Clone, Default)]
pub struct Again(Option<Arc<Index>>);

struct Index {
    entries: Vec<Entry>,
    /// Which entries have the words, shell and tools of a key.
    by_words: HashMap<u64, Vec<u32>>,
}

struct Entry {
    text: Box<str>,
    wish: Wish,
    command: Box<str>,
    dialect: Dialect,
    platform: Platform,
    counts: Counts,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    accepted: u16,
    edited: u16,
    dismissed: u16,
}

impl fmt::Debug for Again {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Again({} entries)", self.0.as_ref().map_or(0, |it| it.entries.len()))
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.accepted = self.accepted.saturating_add(other.accepted);
        self.edited = self.edited.saturating_add(other.edited);
        self.dismissed = self.dismissed.saturating_add(other.dismissed);
    }

    fn of(outcome: Outcome) -> Self {
        let mut counts = Self::default();
        match outcome {
            Outcome::Accepted => counts.accepted = 1,
            Outcome::Edited => counts.edited = 1,
            Outcome::Dismissed => counts.dismissed = 1,
        }
        counts
    }

    fn taken(self) -> u16 {
        self.accepted.saturating_add(self.edited)
    }

    fn confidence(self) -> Option<f32> {
        let times = usize::from(self.taken()).checked_sub(1)?;
        let base = TAKEN[times.min(TAKEN.len() - 1)];
        let written = if self.edited >= 2 { (base + WRITTEN).min(SUREST) } else { base };
        Some((written - DISMISSED * f32::from(self.dismissed)).max(0.0))
    }
}

fn key(words: u64, dialect: Dialect, platform: Platform) -> u64 {
    let mut hasher = DefaultHasher::new();
    (words, dialect, platform).hash(&mut hasher);
    hasher.finish()
}

impl Again {
    /// Prepares the past, the oldest first.
    pub fn of(past: &[Past<'_>]) -> Self {
        let mut index = Index { entries: Vec::new(), by_words: HashMap::new() };
        for it in past.iter().skip(past.len().saturating_sub(MOST)) {
            let is_one_line = !it.command.trim().is_empty() && !it.command.contains(char::is_control);
            if let Some(wish) = Wish::read(it.wish).filter(|_| is_one_line) {
                index.add(it, wish);
            }
        }
        Self((!index.entries.is_empty()).then(|| Arc::new(index)))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// What was taken for the words of a request, the surest first.
    pub(super) fn proposed(&self, request: &Request<'_>) -> Vec<Merged> {
        let Some((index, wish)) = self.0.as_ref().zip(Wish::read(request.text)) else { return Vec::new() };
        let Some(known) = index.by_words.get(&key(wish.key, request.dialect, request.platform)) else {
            return Vec::new();
        };
        let mut found: Vec<(String, Counts)> = Vec::new();
        for at in known.iter().rev().take(MOST_OF_ONE) {
            let entry = &index.entries[*at as usize];
            let Some(command) = fill::filled(entry, &wish, request) else { continue };
            match found.iter_mut().find(|it| it.0 == command) {
                Some(it) => it.1.add(entry.counts),
                None => found.push((command, entry.counts)),
            }
        }
        let merged = |(command, counts): (String, Counts)| {
            let confidence = counts.confidence()?;
            let candidate = Candidate { command, confidence, prose: false, source: "history" };
            Some(Merged { is_written: counts.edited > 0, ..Merged::from(candidate) })
        };
        let mut found: Vec<Merged> = found.into_iter().filter_map(merged).collect();
        found.sort_by(|left, right| right.candidate.confidence.total_cmp(&left.candidate.confidence));
        found.truncate(MOST_PROPOSED);
        found
    }

    /// The wishes of the past that are most like a request, with the commands that were taken, for the same shell and tools;
    /// the most alike first. They hold the user's own words: they are for nobody else's machine.
    pub fn examples(&self, request: &Request<'_>, most: usize) -> Vec<Example> {
        let Some((index, wish)) = self.0.as_ref().zip(Wish::read(request.text)).filter(|_| most > 0) else {
            return Vec::new();
        };
        let mut alike: Vec<(f32, &Entry)> = Vec::new();
        for entry in index.entries.iter().rev() {
            let fits = entry.dialect == request.dialect && entry.platform == request.platform;
            if fits && entry.counts.taken() > entry.counts.dismissed {
                let likeness = wish.likeness(&entry.wish);
                if likeness >= ALIKE {
                    alike.push((likeness, entry));
                }
            }
        }
        alike.sort_by(|left, right| right.0.total_cmp(&left.0));
        let mut found: Vec<(u64, Example)> = Vec::new();
        for (_, it) in alike {
            if found.len() == most {
                break;
            }
            // A second one with the same words would teach nothing.
            if found.iter().all(|known| known.0 != it.wish.key && *known.1.command != *it.command) {
                found.push((it.wish.key, Example { wish: it.text.to_string(), command: it.command.to_string() }));
            }
        }
        found.into_iter().map(|it| it.1).collect()
    }
}

impl Index {
    fn add(&mut self, past: &Past<'_>, wish: Wish) {
        let counts = Counts::of(past.outcome);
        let command = past.command.trim();
        let known = self.by_words.entry(key(wish.key, past.dialect, past.platform)).or_default();
        let same = known.iter().copied().find(|at| {
            let entry = &self.entries[*at as usize];
            *entry.command == *command && entry.wish.literals == wish.literals
        });
        if let Some(at) = same {
            self.entries[at as usize].counts.add(counts);
            return;
        }
        let Ok(at) = u32::try_from(self.entries.len()) else { return };
        known.push(at);
        self.entries.push(Entry {
            text: past.wish.trim().into(),
            wish,
            command: command.into(),
            dialect: past.dialect,
            platform: past.platform,
            counts,
        });
    }
}
