//! Code actions: what the editor can offer to change at a selection, and all certain fixes at once.

use crate::rules::{Finding, Fix};
use crate::{Document, Span};
use std::collections::HashMap;

/// How often a script is looked at again after fixes: one may make room for another.
const MOST_ROUNDS: usize = 8;

/// How many fixes of one script are tried one by one, where all together do harm.
const MOST_TRIED: usize = 64;

/// A change on offer.
#[derive(Clone, Debug)]
pub struct Action {
    /// The finding it removes.
    pub finding: Finding,
    /// What it changes.
    pub fix: Fix,
}

/// The fixes on offer for a selection, each of which leaves a script that can be read.
pub fn actions(document: &Document, findings: &[Finding], selection: Span) -> Vec<Action> {
    let touched = findings.iter().filter(|it| it.span.overlaps(selection));
    let offered = touched.flat_map(|it| it.fixes.iter().map(|fix| Action { finding: it.clone(), fix: fix.clone() }));
    offered.filter(|it| is_readable(document, &it.fix.edits)).collect()
}

/// The document with all certain fixes, and nothing that they would spoil; `check` judges what comes out.
pub fn fix_all(document: &Document, check: &mut dyn FnMut(&Document) -> Vec<Finding>) -> Document {
    let mut document = document.clone();
    for _ in 0..MOST_ROUNDS {
        let findings = check(&document);
        let fixes: Vec<&Fix> = apart(findings.iter().filter_map(Finding::certain_fix));
        let Some(better) = with(&document, &findings, &fixes, check) else { break };
        document = better;
    }
    document
}

/// Replaces stretches of a document that do not overlap.
pub fn edited(document: &Document, edits: &[(Span, String)]) -> Document {
    let mut document = document.clone();
    let mut edits: Vec<_> = edits.iter().collect();
    // From the end, so that earlier places stay; of two insertions at one place the first stays first.
    edits.sort_by_key(|it| it.0);
    for (span, text) in edits.into_iter().rev() {
        document.edit(*span, text);
    }
    document
}

/// As many of the fixes as do not touch each other.
fn apart<'a>(fixes: impl Iterator<Item = &'a Fix>) -> Vec<&'a Fix> {
    let mut chosen: Vec<&Fix> = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for fix in fixes {
        if fix.edits.iter().all(|edit| taken.iter().all(|it| !it.overlaps(edit.0))) {
            taken.extend(fix.edits.iter().map(|it| it.0));
            chosen.push(fix);
        }
    }
    chosen
}

/// The document with these fixes; where they do harm together, with those that do none.
fn with(
    document: &Document,
    findings: &[Finding],
    fixes: &[&Fix],
    check: &mut dyn FnMut(&Document) -> Vec<Finding>,
) -> Option<Document> {
    if fixes.is_empty() {
        return None;
    }
    let edits: Vec<_> = fixes.iter().flat_map(|it| it.edits.iter().cloned()).collect();
    let better = edited(document, &edits);
    if errors(&better) <= errors(document) && is_better(findings, &check(&better)) {
        return Some(better);
    }
    if fixes.len() == 1 {
        return None;
    }
    let mut sound = fixes.iter().take(MOST_TRIED).copied();
    sound.find_map(|it| with(document, findings, &[it], check))
}

/// Whether there are fewer findings, and none of a rule that did not speak before.
fn is_better(before: &[Finding], after: &[Finding]) -> bool {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for finding in before {
        *left.entry(finding.rule.code).or_default() += 1;
    }
    let known = |it: &Finding| left.get_mut(it.rule.code).and_then(|it| it.checked_sub(1).map(|less| *it = less));
    after.len() < before.len() && after.iter().map(known).all(|it| it.is_some())
}

/// Whether edits leave a script that can be read as well as before.
pub(crate) fn is_readable(document: &Document, edits: &[(Span, String)]) -> bool {
    errors(&edited(document, edits)) <= errors(document)
}

fn errors(document: &Document) -> usize {
    document.chunks().iter().map(|it| it.body.errors.len()).sum()
}
