//! Fixes and refactorings on real scripts: they leave scripts that bash reads, remove what they say, and add nothing.

use crate::scripts::{self, Script};
use caro_core::actions::{edited, fix_all};
use caro_core::policy::Policy;
use caro_core::refactor::{self, Scene};
use caro_core::rules::{self, Finding};
use caro_core::script::Dialect;
use caro_core::verdict::verdict;
use caro_core::{Document, Span};
use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// How many fixes of one script are tried one by one.
const MOST_FIXES: usize = 12;

fn findings(document: &Document) -> Vec<Finding> {
    verdict(document, &rules::check(document, None), &Policy::default()).into_owned()
}

fn errors(document: &Document) -> usize {
    document.chunks().iter().map(|it| it.body.errors.len()).sum()
}

/// How often each rule speaks.
fn counts(findings: &[Finding]) -> HashMap<&'static str, usize> {
    findings.iter().fold(HashMap::new(), |mut counts, it| {
        *counts.entry(it.rule.code).or_default() += 1;
        counts
    })
}

/// The rules that speak more often than before.
fn added(before: &[Finding], after: &[Finding]) -> Vec<String> {
    let known = counts(before);
    let more = |it: &(&&str, &usize)| known.get(*it.0).is_none_or(|old| old < it.1);
    counts(after).iter().filter(more).map(|it| (*it.0).to_owned()).collect()
}

/// Whether bash can read a script; it runs nothing with `-n`. `None` without bash.
fn bash_reads(text: &str) -> Option<bool> {
    let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    // A bash that has seen enough closes its end.
    let _ = bash.stdin.take()?.write_all(text.as_bytes());
    Some(bash.wait().ok()?.success())
}

/// What went wrong between a script and what became of it.
fn problems(what: &str, script: &Script, before: &Document, after: &Document) -> Option<String> {
    let place = format!("{}: {what}", script.path.display());
    let (old, new) = (before.text().to_string(), after.text().to_string());
    if errors(after) > errors(before) {
        return Some(format!("{place}: cannot be read any more"));
    }
    if script.dialect == Dialect::Bash && bash_reads(&old) == Some(true) && bash_reads(&new) == Some(false) {
        return Some(format!("{place}: bash cannot read it any more"));
    }
    None
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_fix_removes_its_finding_and_adds_none() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for script in scripts::all() {
        let document = Document::new(&script.text, script.dialect);
        let before = findings(&document);
        for finding in before.iter().filter(|it| !it.fixes.is_empty()).take(MOST_FIXES) {
            for fix in &finding.fixes {
                let after = edited(&document, &fix.edits);
                // Such a change is not offered.
                if errors(&after) > errors(&document) {
                    continue;
                }
                tried += 1;
                let place = format!("{} {} {:?}", finding.rule.code, finding.message, fix.title);
                wrong.extend(problems(&place, &script, &document, &after));
                let left = findings(&after);
                let more = added(&before, &left);
                let same = counts(&left).get(finding.rule.code) == counts(&before).get(finding.rule.code);
                if same || !more.is_empty() {
                    wrong.push(format!("{}: {place}: still there: {same}; added: {more:?}", script.path.display()));
                }
            }
        }
    }
    println!("{tried} fixes");
    report(&wrong);
}

#[test]
fn all_certain_fixes_together_do_no_harm_and_leave_none() {
    let mut wrong = Vec::new();
    for script in scripts::all() {
        let document = Document::new(&script.text, script.dialect);
        let before = findings(&document);
        if before.iter().all(|it| it.certain_fix().is_none()) {
            continue;
        }
        let after = fix_all(&document, &mut findings);
        wrong.extend(problems("all certain fixes", &script, &document, &after));
        let again = fix_all(&after, &mut findings);
        if again.text() != after.text() {
            wrong.push(format!("{}: a second time changes more", script.path.display()));
        }
        let more = added(&before, &findings(&after));
        if !more.is_empty() {
            wrong.push(format!("{}: adds {more:?}", script.path.display()));
        }
    }
    report(&wrong);
}

fn refactored(name: &str, document: &Document) -> Option<Document> {
    let findings = findings(document);
    let selection = Span::new(0, document.text().len_bytes());
    let refactoring = refactor::all().iter().find(|it| it.name == name)?;
    let draft = refactoring.draft(&Scene { document, findings: &findings, selection })?;
    Some(edited(document, &draft.edits))
}

#[test]
fn refactorings_leave_scripts_that_are_read_and_are_done_when_done() {
    let mut wrong = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for script in scripts::all() {
        let document = Document::new(&script.text, script.dialect);
        for refactoring in refactor::all() {
            let Some(after) = refactored(refactoring.name, &document) else { continue };
            *counts.entry(refactoring.name).or_default() += 1;
            wrong.extend(problems(refactoring.name, &script, &document, &after));
            // A rehearsal stops at a bound, and goes on from there.
            let again = refactored(refactoring.name, &after).filter(|_| refactoring.name != "rehearse");
            if let Some(again) = again.filter(|it| it.text() != after.text()) {
                let first = again.text().lines().zip(after.text().lines()).find(|it| it.0 != it.1);
                wrong.push(format!("{}: {} again changes {first:?}", script.path.display(), refactoring.name));
            }
        }
    }
    println!("{counts:?}");
    report(&wrong);
}

#[test]
fn rehearsals_come_back_byte_for_byte() {
    let mut wrong = Vec::new();
    for script in scripts::all() {
        let document = Document::new(&script.text, script.dialect);
        let Some(rehearsal) = refactored("rehearse", &document) else { continue };
        let back = refactored("restore", &rehearsal).map(|it| it.text().to_string()).unwrap_or_default();
        if back != script.text {
            let first = back.lines().zip(script.text.lines()).find(|it| it.0 != it.1);
            wrong.push(format!("{}: {first:?}", script.path.display()));
        }
    }
    report(&wrong);
}
