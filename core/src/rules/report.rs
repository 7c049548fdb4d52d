//! Checks a document, and uses again what an edit cannot have changed.

use super::{Asking, Finding, Fix, Raw};
use crate::Document;
use crate::flow::{Place, State, Walk};
use crate::script::{Body, Chunk, Node, StatementKind, walk};
use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// All findings of one version of a document, kept to make the next check cheap.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
    chunks: Vec<Arc<ChunkReport>>,
    assigned: Arc<BTreeSet<Box<str>>>,
    digest: u64,
}

/// What was found in one chunk, and under which conditions that stays true.
#[derive(Debug)]
struct ChunkReport {
    body: u64,
    /// The names it assigns.
    names: Arc<Names>,
    before: Arc<State>,
    behind: Arc<State>,
    found: Vec<Raw>,
}

#[derive(Debug, Default)]
struct Names {
    names: Vec<Box<str>>,
    /// A sum over the names, so that a whole script's names can be compared at the price of a few.
    digest: u64,
}

impl Report {
    /// The findings in order, with spans that count from the document's start.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// Checks a document; what `previous` knows of unchanged parts is used again.
pub fn check(document: &Document, previous: Option<&Report>) -> Report {
    let chunks = document.chunks();
    let known = Known::new(chunks, previous);
    let names: Vec<Arc<Names>> = (0..chunks.len())
        .map(|at| known.at(at).map_or_else(|| Arc::new(names_in(&chunks[at].body)), |it| it.names.clone()))
        .collect();
    let digest = names.iter().fold(0u64, |acc, it| acc.wrapping_add(it.digest));
    let assigned = match previous {
        Some(previous) if previous.digest == digest => previous.assigned.clone(),
        _ => Arc::new(names.iter().flat_map(|it| it.names.iter().cloned()).collect()),
    };
    let same_names = previous.is_some_and(|it| Arc::ptr_eq(&it.assigned, &assigned));

    let mut state: Arc<State> = Arc::default();
    let mut reports = Vec::with_capacity(chunks.len());
    for (at, (chunk, names)) in chunks.iter().zip(names).enumerate() {
        let kept = known.at(at).filter(|it| same_names && (Arc::ptr_eq(&it.before, &state) || it.before == state));
        let report = match kept {
            Some(report) => report.clone(),
            None => Arc::new(check_chunk(chunk, names, state, &assigned)),
        };
        state = report.behind.clone();
        reports.push(report);
    }
    let findings = findings(chunks, &reports);
    Report { findings, chunks: reports, assigned, digest }
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

fn check_chunk(chunk: &Chunk, names: Arc<Names>, before: Arc<State>, assigned: &BTreeSet<Box<str>>) -> ChunkReport {
    let mut found = Vec::new();
    let behind = if chunk.body.statements.is_empty() {
        before.clone()
    } else {
        let behind =
            Walk::new(chunk.body.clone(), assigned).chunk((*before).clone(), &mut Asking { found: &mut found });
        if behind == *before { before.clone() } else { Arc::new(behind) }
    };
    ChunkReport { body: chunk.body.id, names, before, behind, found }
}

fn names_in(body: &Body) -> Names {
    let mut names = Names::default();
    let mut add = |name: &str| {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        names.digest = names.digest.wrapping_add(hasher.finish());
        names.names.push(name.into());
    };
    walk(&body.statements, &mut |node| match node {
        Node::Command(command) => {
            command.assignments.iter().filter(|it| it.value.is_some()).for_each(|it| add(&it.name.text));
            if matches!(command.program.as_deref(), Some("read" | "getopts" | "mapfile" | "readarray")) {
                command.operands().filter_map(|it| it.literal()).for_each(&mut add);
            }
        }
        Node::Statement(statement) => {
            if let StatementKind::For { variable, .. } = &statement.kind {
                add(&variable.text);
            }
        }
        Node::Word(_) | Node::Redirect(_) => {}
    });
    names
}

/// The findings of all chunks with absolute places, each said once.
fn findings(chunks: &[Chunk], reports: &[Arc<ChunkReport>]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (chunk, report) in chunks.iter().zip(reports) {
        for raw in &report.found {
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
            let fix = raw.fix.as_ref().map(|it| Fix {
                title: it.title.clone(),
                edits: it.edits.iter().map(|it| (it.0.shifted(by), it.1.clone())).collect(),
            });
            let related =
                raw.related.iter().filter_map(|(place, text)| Some((absolute(place)?, text.clone()))).collect();
            findings.push(Finding {
                rule: raw.rule,
                level: raw.level,
                span,
                message: raw.message.clone(),
                related,
                fix,
            });
        }
    }
    findings.sort_by_key(|it| (it.span, it.rule.code, std::cmp::Reverse(it.level)));
    findings.dedup_by(|next, kept| next.span == kept.span && next.rule.code == kept.rule.code);
    findings
}
