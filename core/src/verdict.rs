//! The verdict on a script: what the rules found, as its policy wants it told. Editor, command line and hooks ask here.

use crate::policy::Policy;
use crate::rules::{Finding, Report};
use crate::{Document, ignores};

/// The findings that are told, in the order of the text.
pub fn verdict(document: &Document, report: &Report, _policy: &Policy) -> Vec<Finding> {
    ignores::heed(document, report)
}

/// The same for a command that an agent wrote: its comments can silence nothing.
pub fn verdict_without_ignores(_document: &Document, report: &Report, _policy: &Policy) -> Vec<Finding> {
    report.findings().to_vec()
}
