//! The verdict on a script: what the rules found, as its policy wants it told. Editor, command line and hooks ask here.

use crate::policy::{Policy, judged};
use crate::rules::{Finding, Report, one_for_each_place};
use crate::{Document, ignores};

/// The findings that are told, in the order of the text.
pub fn verdict(document: &Document, report: &Report, policy: &Policy) -> Vec<Finding> {
    let (findings, doubles) = told(report, policy);
    ignores::heed(document, findings, &doubles)
}

/// The same for a command that an agent wrote: its comments can silence nothing.
pub fn verdict_without_ignores(_document: &Document, report: &Report, policy: &Policy) -> Vec<Finding> {
    told(report, policy).0
}

/// What the policy wants told, and what others at the same place stand for.
fn told(report: &Report, policy: &Policy) -> (Vec<Finding>, Vec<Finding>) {
    if policy.layers.is_empty() {
        return (report.findings().to_vec(), report.doubles().to_vec());
    }
    let mut findings = judged(report.findings().iter().chain(report.doubles()), policy);
    let doubles = one_for_each_place(&mut findings);
    (findings, doubles)
}
