//! Runs small scripts before and after each refactoring and compares what they print, return and leave behind.
//!
//! The scripts are our own, and harmless by construction: relative paths only, in a throw-away folder, with a `PATH` of
//! a few chosen programs and an `rm` that refuses all that does not lie below that folder.

mod cases;
mod folder;

use caro_core::refactor::{self, Refactoring, Scene};
use caro_core::script::Dialect;
use caro_core::{Document, Span, actions, dialect_of};
use caro_tests::scripts::{self, Script};
use cases::Case;
use folder::{Folder, Outcome};

/// What a refactoring of a whole script makes of it; nothing where it does not apply.
fn changed(refactoring: &Refactoring, script: &str, dialect: Dialect) -> Option<String> {
    let document = Document::new(script, dialect);
    let selection = Span::new(0, script.len());
    let draft = refactoring.draft(&Scene { document: &document, findings: &[], selection })?;
    Some(actions::edited(&document, &draft.edits).text().to_string())
}

fn refactored(name: &str, script: &str) -> Option<String> {
    let dialect = dialect_of(None, None, script.lines().next().unwrap_or_default()).unwrap_or_default();
    let refactoring = refactor::all().iter().find(|it| it.name == name).expect("there is such a refactoring");
    changed(refactoring, script, dialect)
}

fn run(script: &str, case: &Case, input: &cases::Input) -> Outcome {
    Folder::new(input, case.stubs).run(script)
}

#[test]
fn a_script_does_the_same_after_a_refactoring_and_better_on_bad_input() {
    if !folder::can_run() {
        eprintln!("no bash here: nothing is compared");
        return;
    }
    let cases = cases::all();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    for case in &cases {
        let name = format!("{}\n{}", case.refactoring, case.script);
        let after = refactored(case.refactoring, case.script).unwrap_or_else(|| panic!("it does not apply: {name}"));
        let after = (case.filled_in)(after);
        // Fixed names in the system's folder are not ours to write to.
        let before = case.script.replace("/tmp/", "fixed/");
        assert!(!after.contains("/tmp/"), "{name}\n{after}");
        let (was, is) = (run(&before, case, &case.good), run(&after, case, &case.good));
        assert!(was.same(&is), "on good input it does something else: {name}\n{after}\n{was:#?}\n{is:#?}");
        for (input, better) in &case.bad {
            let was = run(&before, case, input);
            let is = run(&after, case, input);
            assert!(better(&was, &is), "on bad input it is not better: {name}\n{after}\n{was:#?}\n{is:#?}");
        }
    }
}

/// Our scripts; with `CARO_ALL_SCRIPTS`, also the machine's, which takes minutes.
fn scripts() -> Vec<Script> {
    if std::env::var_os("CARO_ALL_SCRIPTS").is_some() { scripts::all() } else { scripts::corpus() }
}

#[test]
fn a_refactoring_done_again_changes_nothing_and_bash_can_read_what_it_could() {
    let readable = |text: &str| folder::can_run() && folder::is_readable(text);
    for script in scripts().into_iter().filter(|it| it.dialect != Dialect::Unsupported) {
        let could = readable(&script.text);
        for refactoring in refactor::all() {
            let Some(after) = changed(refactoring, &script.text, script.dialect) else { continue };
            let name = format!("{}: {}", script.path.display(), refactoring.name);
            assert_eq!(changed(refactoring, &after, script.dialect), None, "{name} is not done after one time");
            assert!(!could || readable(&after), "{name} cannot be read:\n{after}");
        }
    }
}

#[test]
fn a_refactoring_of_a_place_does_no_more_than_that_of_the_whole_script() {
    for script in scripts() {
        let document = Document::new(&script.text, script.dialect);
        // The note of a rehearsal may stand where no command does.
        for refactoring in refactor::all().iter().filter(|it| it.name != "rehearse") {
            let whole = Scene { document: &document, findings: &[], selection: Span::new(0, script.text.len()) };
            let Some(all) = refactoring.draft(&whole) else { continue };
            for edit in all.edits.iter().take(3) {
                let there = refactoring.draft(&Scene { selection: Span::at(edit.0.start), ..whole });
                let some = there.map_or(0, |it| it.edits.len());
                assert!((1..=all.edits.len()).contains(&some), "{}: {}", script.path.display(), refactoring.name);
            }
        }
    }
}
