//! What the history says in numbers.

use std::collections::BTreeMap;

use rusqlite::{Connection, params_from_iter};
use serde::Serialize;

use crate::read::{Filter, Reader};
use crate::{Error, Outcome};

/// Numbers about requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stats {
    /// All of them together.
    pub all: Tally,
    /// By day as it is here, like `2026-11-22`, the oldest first; days without requests are not listed.
    pub days: Vec<Tally>,
    /// By who proposed, the most first.
    pub sources: Vec<Tally>,
    /// By program, the most first.
    pub families: Vec<Tally>,
    /// Until the answer was shown.
    pub latency: Option<Latency>,
    /// Commands that were a caution or a danger.
    pub risky: Risky,
}

/// How many requests there were, and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The day, the source or the program.
    pub name: String,
    /// How many.
    pub requests: u64,
    /// How many were taken as they were.
    pub accepted: u64,
    /// How many were taken and changed.
    pub edited: u64,
    /// How many were refused.
    pub dismissed: u64,
}

impl Tally {
    fn add(&mut self, outcome: Outcome) {
        self.requests += 1;
        match outcome {
            Outcome::Accepted => self.accepted += 1,
            Outcome::Edited => self.edited += 1,
            Outcome::Dismissed => self.dismissed += 1,
            Outcome::Shown => {}
        }
    }

    /// The share that was taken, changed or not.
    pub fn taken(&self) -> f64 {
        if self.requests == 0 { 0.0 } else { (self.accepted + self.edited) as f64 / self.requests as f64 }
    }
}

/// Times in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Latency {
    /// Half of the answers were faster.
    pub median: u32,
    /// 95 of a hundred were faster.
    pub p95: u32,
}

/// Offers that were a caution or a danger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Risky {
    /// How many.
    pub offered: u64,
    /// How many of them were not taken.
    pub avoided: u64,
}

impl Reader {
    /// Numbers about the records that fit. Limit and offset mean nothing here.
    pub fn stats(&self, filter: &Filter) -> Result<Stats, Error> {
        self.ask(|connection| stats(connection, filter))
    }
}

/// Time zones differ by quarters of an hour: all of one such quarter are of one day.
const QUARTER: i64 = 15 * 60;

fn stats(connection: &Connection, filter: &Filter) -> rusqlite::Result<Stats> {
    let (conditions, values) = filter.conditions();
    let mut rows = connection.prepare(&format!(
        "SELECT created_at, outcome, source, family, risk, latency_ms FROM history WHERE true{conditions}"
    ))?;
    let mut rows = rows.query(params_from_iter(values))?;
    let mut all = Tally::default();
    let mut risky = Tally::default();
    let (mut quarters, mut sources, mut families) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut times: Vec<u32> = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |place| row.get_ref(place).map(|it| it.as_str().unwrap_or_default());
        let outcome = Outcome::of_word(text(1)?).unwrap_or_default();
        all.add(outcome);
        quarters
            .entry(row.get_ref(0)?.as_i64().unwrap_or_default().div_euclid(QUARTER))
            .or_insert_with(Tally::default)
            .add(outcome);
        tally(&mut sources, text(2)?).add(outcome);
        tally(&mut families, text(3)?).add(outcome);
        if matches!(text(4)?, "caution" | "danger") {
            risky.add(outcome);
        }
        times.extend(row.get_ref(5)?.as_i64().ok().and_then(|it| u32::try_from(it).ok()));
    }
    let by_count = |it: BTreeMap<String, Tally>| {
        let mut tallies: Vec<Tally> = it.into_values().collect();
        tallies.sort_by_key(|it| std::cmp::Reverse(it.requests));
        tallies
    };
    Ok(Stats {
        all,
        days: days(connection, &quarters)?,
        sources: by_count(sources),
        families: by_count(families),
        latency: latency(times),
        risky: Risky { offered: risky.requests, avoided: risky.requests - risky.accepted - risky.edited },
    })
}

fn tally<'t>(tallies: &'t mut BTreeMap<String, Tally>, name: &str) -> &'t mut Tally {
    if !tallies.contains_key(name) {
        tallies.insert(name.to_owned(), Tally { name: name.to_owned(), ..Tally::default() });
    }
    tallies.entry(name.to_owned()).or_default()
}

/// Quarters of an hour as days of the place where this runs.
fn days(connection: &Connection, quarters: &BTreeMap<i64, Tally>) -> rusqlite::Result<Vec<Tally>> {
    let mut day = connection.prepare("SELECT date(?, 'unixepoch', 'localtime')")?;
    let mut days = BTreeMap::new();
    for (quarter, count) in quarters {
        let name: Option<String> = day.query_row([quarter.saturating_mul(QUARTER)], |row| row.get(0))?;
        let day = tally(&mut days, name.as_deref().unwrap_or_default());
        day.requests += count.requests;
        day.accepted += count.accepted;
        day.edited += count.edited;
        day.dismissed += count.dismissed;
    }
    Ok(days.into_values().collect())
}

fn latency(mut times: Vec<u32>) -> Option<Latency> {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share).div_ceil(100).saturating_sub(1)).copied();
    at(50).zip(at(95)).map(|(median, p95)| Latency { median, p95 })
}
