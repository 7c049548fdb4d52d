//! Code actions: what the editor can offer to change at a selection.

use crate::rules::{Finding, Fix, Report};
use crate::{Document, Span};

/// A change on offer.
#[derive(Clone, Debug)]
pub struct Action {
    /// The finding it removes.
    pub finding: Finding,
    /// What it changes.
    pub fix: Fix,
}

/// The actions on offer for a selection.
pub fn actions(_document: &Document, report: &Report, selection: Span) -> Vec<Action> {
    let touched = report.findings().iter().filter(|it| it.span.overlaps(selection));
    touched.filter_map(|it| Some(Action { finding: it.clone(), fix: it.fix.clone()? })).collect()
}
