//! Checks a document, and uses again what an edit cannot have changed.

use super::asking::Asking;
use super::sink::Raw;
use super::{Finding, Fix};
use crate::Document;
use crate::flow::{Asked, Changes, Library, MOST_STEPS, Place, State, Walk, Watcher};
use crate::policy::Policy;
use crate::script::{Body, Chunk, hash};
use crate::target::Target;
use std::collections::BTreeSet;
use std::sync::Arc;

/// All findings of one version of a document, kept to make the next check cheap.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
    /// What is not said, since a worse finding speaks at the same place.
    doubles: Vec<Finding>,
    policy: Arc<Policy>,
    target: Target,
    chunks: Vec<Arc<ChunkReport>>,
    assigned: Arc<BTreeSet<Box<str>>>,
    digest: u64,
}

/// What was found in one chunk, and under which conditions that stays true.
#[derive(Debug)]
struct ChunkReport {
    body: u64,
    before: Arc<State>,
    behind: Arc<State>,
    found: Arc<Vec<Raw>>,
    /// The files that it sourced.
    asked: Arc<Asked>,
    /// How many steps it was given, and how many it took.
    given: usize,
    steps: usize,
    /// Whether it was followed to its end.
    complete: bool,
}

impl Report {
    /// The findings in order, with spans that count from the document's start.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether all of the script was judged, and not only as much as there was time for.
    pub fn is_complete(&self) -> bool {
        self.chunks.iter().all(|it| it.complete)
    }

    /// Walks one chunk again with what was known before it, for whoever asks what is known at a place in it.
    pub(crate) fn walk(&self, chunk: &Chunk, at: usize, library: Option<&dyn Library>, watcher: &mut dyn Watcher) {
        let Some(known) = self.chunks.get(at).filter(|it| it.body == chunk.body.id) else { return };
        let walk = Walk::new(chunk.body.clone(), &self.assigned, library).within(known.given);
        walk.through(&self.policy.wrappers).chunk((*known.before).clone(), watcher);
    }

    /// What is known before the chunk at this place in the document; behind the last one, what is known at the end.
    pub(crate) fn known_before(&self, chunk: usize) -> Option<&State> {
        match self.chunks.get(chunk) {
            Some(report) => Some(&report.before),
            None => self.chunks.last().map(|it| &*it.behind),
        }
    }

    /// The variables that the script sets somewhere.
    pub(crate) fn assigned(&self) -> &BTreeSet<Box<str>> {
        &self.assigned
    }

    /// The findings that others at the same place stand for.
    pub(crate) fn doubles(&self) -> &[Finding] {
        &self.doubles
    }
}

/// How many steps a whole script may take: some in any case, and some for each of its commands.
const LEAST_STEPS: usize = 100_000;
const STEPS_FOR_EACH: usize = 50;

/// Checks a document; what `previous` knows of unchanged parts is used again.
pub fn check(document: &Document, previous: Option<&Report>) -> Report {
    check_with(document, previous, None)
}

/// Checks a document, and follows the files that it sources and `library` finds.
pub fn check_with(document: &Document, previous: Option<&Report>, library: Option<&dyn Library>) -> Report {
    check_under(document, previous, library, &Arc::default())
}

/// Checks a document under a policy: its own rules, and what it protects.
pub fn check_under(
    document: &Document,
    previous: Option<&Report>,
    library: Option<&dyn Library>,
    policy: &Arc<Policy>,
) -> Report {
    let chunks = document.chunks();
    let target = Target::of(document, policy);
    let previous = previous.filter(|it| Arc::ptr_eq(&it.policy, policy) || it.policy == *policy);
    let previous = previous.filter(|it| it.target == target);
    let known = Known::new(chunks, previous);
    let digest = chunks.iter().fold(0u64, |acc, it| acc.wrapping_add(it.body.names.digest));
    let assigned = match previous {
        Some(previous) if previous.digest == digest => previous.assigned.clone(),
        _ => Arc::new(chunks.iter().flat_map(|it| it.body.names.assigned.iter().cloned()).collect()),
    };
    let same_names = previous.is_some_and(|it| Arc::ptr_eq(&it.assigned, &assigned) || it.assigned == assigned);

    let mut state: Arc<State> = Arc::default();
    let mut left = LEAST_STEPS + STEPS_FOR_EACH * chunks.iter().map(|it| it.commands).sum::<usize>();
    let mut reports = Vec::with_capacity(chunks.len());
    for (at, chunk) in chunks.iter().enumerate() {
        let kept = known.at(at).filter(|_| same_names).and_then(|it| it.kept(chunk, &state, library, policy, left));
        let report =
            kept.unwrap_or_else(|| Arc::new(check_chunk(chunk, state, &assigned, library, (policy, target), left)));
        state = report.behind.clone();
        left = left.saturating_sub(report.steps);
        reports.push(report);
    }
    let mut findings = findings(chunks, &reports);
    let doubles = one_for_each_place(&mut findings);
    Report { findings, doubles, policy: policy.clone(), target, chunks: reports, assigned, digest }
}

impl ChunkReport {
    /// This report where it still holds: what is known before the chunk may differ in what the chunk cannot see.
    fn kept(
        self: &Arc<Self>,
        chunk: &Chunk,
        state: &Arc<State>,
        library: Option<&dyn Library>,
        policy: &Policy,
        left: usize,
    ) -> Option<Arc<Self>> {
        // Where steps ran out, more or fewer of them may tell something else.
        if left != self.given && (self.steps > self.given.min(MOST_STEPS) || self.steps > left) {
            return None;
        }
        let same =
            |it: &(Box<str>, Option<u64>)| library.and_then(|library| library.find(&it.0)).map(|it| it.stamp) == it.1;
        if !self.asked.iter().all(same) {
            return None;
        }
        if Arc::ptr_eq(&self.before, state) {
            return Some(self.clone());
        }
        let changes = self.before.changes(state)?;
        if changes.is_empty() {
            return Some(self.clone());
        }
        // What a wrapper of the policy runs is not among the names that were read.
        if !policy.wrappers.is_empty() || sees(chunk, state, &changes) {
            return None;
        }
        let behind = if Arc::ptr_eq(&self.before, &self.behind) {
            state.clone()
        } else {
            Arc::new(self.behind.with(&changes, state))
        };
        Some(Arc::new(Self {
            body: self.body,
            before: state.clone(),
            behind,
            found: self.found.clone(),
            asked: self.asked.clone(),
            given: self.given,
            steps: self.steps,
            complete: self.complete,
        }))
    }
}

/// Whether a chunk, or a function that it can call, names something that changed.
fn sees(chunk: &Chunk, state: &State, changes: &Changes) -> bool {
    let hashes: Vec<u64> = changes.names().map(hash).collect();
    let mut bodies: Vec<&Arc<Body>> = vec![&chunk.body];
    let mut at = 0;
    while let Some(body) = bodies.get(at) {
        if hashes.iter().any(|it| body.names.mentions(*it)) {
            return true;
        }
        let called = body.names.called.iter().filter_map(|it| state.function(it));
        let called: Vec<&Arc<Body>> = called.map(|it| &it.body).collect();
        for body in called {
            if !bodies.iter().any(|it| it.id == body.id) {
                bodies.push(body);
            }
        }
        at += 1;
    }
    false
}

/// What an earlier report says of the chunks that are still there: those before and those behind an edit.
struct Known<'a> {
    previous: &'a [Arc<ChunkReport>],
    /// How many chunks at the start are the same.
    front: usize,
    /// How many at the end.
    back: usize,
    length: usize,
}

impl<'a> Known<'a> {
    fn new(chunks: &[Chunk], previous: Option<&'a Report>) -> Self {
        let previous = previous.map_or(&[][..], |it| &it.chunks);
        let same = |it: &(&Chunk, &Arc<ChunkReport>)| it.0.body.id == it.1.body;
        let front = chunks.iter().zip(previous).take_while(same).count();
        let back = chunks.iter().rev().zip(previous.iter().rev()).take_while(same).count();
        Self { previous, front, back: back.min(chunks.len() - front).min(previous.len() - front), length: chunks.len() }
    }

    fn at(&self, index: usize) -> Option<&'a Arc<ChunkReport>> {
        if index < self.front {
            return self.previous.get(index);
        }
        let from_end = self.length - index;
        if from_end <= self.back { self.previous.get(self.previous.len() - from_end) } else { None }
    }
}

fn check_chunk(
    chunk: &Chunk,
    before: Arc<State>,
    assigned: &BTreeSet<Box<str>>,
    library: Option<&dyn Library>,
    (policy, target): (&Policy, Target),
    given: usize,
) -> ChunkReport {
    let mut found = Vec::new();
    let (mut asked, mut steps, mut complete) = (Vec::new(), 0, true);
    let behind = if chunk.body.statements.is_empty() {
        Asking { found: &mut found, policy, target, allowed: Vec::new() }
            .text(&Walk::new(chunk.body.clone(), assigned, None), &before);
        before.clone()
    } else {
        let mut walk = Walk::new(chunk.body.clone(), assigned, library).within(given).through(&policy.wrappers);
        let mut asking = Asking { found: &mut found, policy, target, allowed: Vec::new() };
        asking.text(&walk, &before);
        let behind = walk.chunk((*before).clone(), &mut asking);
        asked = std::mem::take(&mut walk.asked);
        steps = walk.steps();
        complete = walk.is_complete();
        if behind == *before { before.clone() } else { Arc::new(behind) }
    };
    let (found, asked) = (Arc::new(found), Arc::new(asked));
    ChunkReport { body: chunk.body.id, before, behind, found, asked, given, steps, complete }
}

/// Ends the script where a `cd` fails.
fn stop_where_fails(place: &Place, chunks: &[Chunk]) -> Option<Fix> {
    let chunk = chunks.iter().find(|it| it.body.id == place.body)?;
    let (edits, certain) = super::edits::stop_behind(&chunk.body, place.span)?;
    let edits = edits.into_iter().map(|it| (it.0.shifted(chunk.start), it.1)).collect();
    let title = match certain {
        true => "Stop when `cd` fails",
        false if super::edits::asks_for_argument(&edits) => "Stop when `cd` fails, and when no folder is named",
        false => "End the whole script when `cd` fails",
    };
    Some(Fix { title: title.to_owned(), edits, certain })
}

/// The findings of all chunks with absolute places.
fn findings(chunks: &[Chunk], reports: &[Arc<ChunkReport>]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (chunk, report) in chunks.iter().zip(reports) {
        for raw in &*report.found {
            let absolute = |place: &Place| {
                let start = if place.body == chunk.body.id {
                    chunk.start
                } else {
                    chunks.iter().find(|it| it.body.id == place.body)?.start
                };
                Some(place.span.shifted(start))
            };
            let Some(span) = absolute(&raw.place) else { continue };
            let by = span.start - raw.place.span.start;
            let fixes = raw.fixes.iter().map(|it| Fix {
                edits: it.edits.iter().map(|it| (it.0.shifted(by), it.1.clone())).collect(),
                ..it.clone()
            });
            let stop = raw.stops.and_then(|it| stop_where_fails(&it, chunks));
            let fixes = stop.into_iter().chain(fixes).collect();
            let related =
                raw.related.iter().filter_map(|(place, text)| Some((absolute(place)?, text.clone()))).collect();
            findings.push(Finding {
                rule: raw.rule,
                level: raw.level,
                span,
                message: raw.message.clone(),
                related,
                fixes,
                lowered: None,
                allowed: raw.allowed,
            });
        }
    }
    findings
}

/// One place, one finding: the worst, and of equals the one of the more general family; a policy's own come last.
/// Gives those that are left out.
pub(crate) fn one_for_each_place(findings: &mut Vec<Finding>) -> Vec<Finding> {
    let is_of_policy = |code: &str| !code.starts_with("CARO") || code.starts_with("CARO00");
    findings.sort_by_key(|it| (it.span, std::cmp::Reverse(it.level), is_of_policy(it.rule.code), it.rule.code));
    let mut doubles = Vec::new();
    findings.dedup_by(|next, kept| {
        let is_double = next.span == kept.span;
        if is_double && next.rule.code != kept.rule.code {
            doubles.push(next.clone());
        }
        is_double
    });
    doubles
}
