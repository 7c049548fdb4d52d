//! Tests that hold for every refactoring, and what their documentation shows.

use super::*;
use crate::documentation::examples;
use crate::rules;
use crate::script::Dialect;

/// What a refactoring of the whole script makes of it, or nothing.
pub(crate) fn refactored(name: &str, script: &str) -> Option<String> {
    refactored_in(name, script, Span::new(0, script.len()))
}

/// What a refactoring of a selection makes of the script, or nothing.
pub(crate) fn refactored_in(name: &str, script: &str, selection: Span) -> Option<String> {
    let (document, draft) = drafted(name, script, selection);
    Some(actions::edited(&document, &draft?.edits).text().to_string())
}

/// What is told to change, with the text it is told of.
pub(crate) fn warnings(name: &str, script: &str) -> Vec<(String, String)> {
    let (document, draft) = drafted(name, script, Span::new(0, script.len()));
    let warnings = draft.map(|it| it.warnings).unwrap_or_default();
    warnings.into_iter().map(|it| (document.slice(it.0), it.1)).collect()
}

fn drafted(name: &str, script: &str, selection: Span) -> (Document, Option<Draft>) {
    let document = Document::new(
        script,
        crate::dialect_of(None, None, script.lines().next().unwrap_or_default()).unwrap_or_default(),
    );
    let report = rules::check(&document, None);
    let refactoring = all().iter().find(|it| it.name == name).expect("there is such a refactoring");
    let draft = refactoring.draft(&Scene { document: &document, findings: report.findings(), selection });
    (document, draft)
}

#[test]
fn every_refactoring_does_what_its_documentation_shows() {
    for refactoring in all() {
        let examples = examples(refactoring.doc);
        for kind in ["before", "after", "untouched"] {
            assert!(examples.iter().any(|it| it.0 == kind), "{} shows no `{kind}`", refactoring.name);
        }
        let mut before = None;
        for (kind, text) in &examples {
            match *kind {
                "before" => before = Some(text),
                "after" => {
                    let before = before.take().expect("`after` follows `before`");
                    assert_eq!(refactored(refactoring.name, before).as_ref(), Some(text), "{}", refactoring.name);
                }
                "untouched" => assert_eq!(refactored(refactoring.name, text), None, "{}", refactoring.name),
                other => panic!("{}: examples are before, after or untouched, not {other}", refactoring.name),
            }
        }
    }
}

#[test]
fn a_refactoring_done_twice_changes_nothing_more() {
    for (refactoring, (kind, text)) in
        all().iter().flat_map(|it| examples(it.doc).into_iter().map(move |text| (it, text)))
    {
        if kind != "after" {
            continue;
        }
        assert_eq!(refactored(refactoring.name, &text), None, "{}", refactoring.name);
        let document = Document::new(&text, Dialect::Bash);
        assert!(document.chunks().iter().all(|it| it.body.errors.is_empty()), "{text}");
    }
}

#[test]
fn no_refactoring_adds_a_finding() {
    let codes = |text: &str| {
        let report = rules::check(&Document::new(text, Dialect::Bash), None);
        report.findings().iter().map(|it| it.rule.code).collect::<Vec<_>>()
    };
    for refactoring in all() {
        for pair in examples(refactoring.doc).windows(2) {
            if pair[0].0 == "before" && pair[1].0 == "after" {
                let (before, after) = (codes(&pair[0].1), codes(&pair[1].1));
                let count = |codes: &[&str], code: &str| codes.iter().filter(|it| **it == code).count();
                for code in &after {
                    assert!(
                        count(&after, code) <= count(&before, code),
                        "{}: {code} in\n{}",
                        refactoring.name,
                        pair[1].1
                    );
                }
            }
        }
    }
}

#[test]
fn names_are_unique_and_every_first_line_is_a_sentence() {
    for refactoring in all() {
        assert_eq!(all().iter().filter(|it| it.name == refactoring.name).count(), 1, "{}", refactoring.name);
        assert!(refactoring.doc.lines().next().is_some_and(|it| it.trim_end().ends_with('.')), "{}", refactoring.name);
    }
}
