//! The verdict on a script: what the rules found, as its policy wants it told. Editor, command line and hooks ask here.

use crate::policy::{Policy, judged};
use crate::rules::{Finding, Report, one_for_each_place};
use crate::{Document, ignores};
use std::borrow::Cow;

/// The findings that are told, in the order of the text. Those of the report itself where nobody asks for less or more.
pub fn verdict<'a>(document: &Document, report: &'a Report, policy: &Policy) -> Cow<'a, [Finding]> {
    let (told, doubles) = told(report, policy);
    if !ignores::are_in(document) {
        return told;
    }
    let spoken = report.findings().iter().chain(report.doubles());
    Cow::Owned(ignores::heed(document, told.into_owned(), &doubles, spoken))
}

/// The same for a command that an agent wrote: its comments can silence nothing.
pub fn verdict_without_ignores<'a>(report: &'a Report, policy: &Policy) -> Cow<'a, [Finding]> {
    told(report, policy).0
}

/// What the policy wants told, and what others at the same place stand for.
fn told<'a>(report: &'a Report, policy: &Policy) -> (Cow<'a, [Finding]>, Cow<'a, [Finding]>) {
    if policy.layers.is_empty() {
        return (Cow::Borrowed(report.findings()), Cow::Borrowed(report.doubles()));
    }
    let mut findings = judged(report.findings().iter().chain(report.doubles()), policy);
    let doubles = one_for_each_place(&mut findings);
    (Cow::Owned(findings), Cow::Owned(doubles))
}
