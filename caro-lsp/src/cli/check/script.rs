//! What happens to one script in a run: it is read, fixed where that is asked for, judged, and shown.

use super::super::input::{self, LARGEST, Script};
use super::super::place::Lines;
use super::super::visible::visible;
use super::run::Run;
use super::statistics::Tally;
use super::walk::{Target, plain};
use super::{Checked, fix};
use crate::judge::Judge;
use caro_core::rules::Finding;
use caro_core::script::Dialect;
use caro_core::{Document, dialect_of};
use std::io::{IsTerminal, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

const TOO_LONG: &str = "not changed: it is longer than 32 MiB";

/// What came of one script.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) complaints: Vec<String>,
    /// What goes to standard output.
    pub(super) shown: Vec<u8>,
    /// Whether what is left of standard input follows it.
    pub(super) passes_on: bool,
    /// What goes into a new baseline.
    pub(super) known: Vec<String>,
    pub(super) tally: Tally,
}

impl Answer {
    fn fail(&mut self, why: String) {
        self.complaints.push(why);
        self.tally.failed += 1;
    }
}

impl Run<'_> {
    /// Checks one script; whatever goes wrong costs only this one.
    pub(super) fn one(&self, target: &Target) -> Answer {
        let mut answer = Answer::default();
        let mut came_in = Vec::new();
        let read = match (&target.blob, &self.blobs) {
            (Some(blob), Some(blobs)) => blobs.script(&target.path, blob),
            _ => input::bytes(&target.path).map_err(|it| input::reason(&it)).map(|bytes| {
                if self.arguments.fix && target.is_stdin() {
                    came_in.clone_from(&bytes);
                }
                Some(Script::new(bytes))
            }),
        };
        let check = |script| catch_unwind(AssertUnwindSafe(|| self.script(target, script, &mut answer)));
        match read.map(|it| it.map(check)) {
            Ok(None | Some(Ok(()))) => {}
            Ok(Some(Err(_))) => answer.fail("caro failed on this file; please report it".to_owned()),
            Err(why) => answer.fail(why),
        }
        if answer.tally.failed > 0 && !came_in.is_empty() {
            // What cannot be fixed comes out as it went in.
            answer.passes_on = came_in.len() > LARGEST;
            answer.shown = came_in;
        }
        let path = visible(&target.path.to_string_lossy());
        answer.complaints.iter_mut().for_each(|it| *it = format!("{path}: {it}"));
        answer
    }

    fn script(&self, target: &Target, script: Script, answer: &mut Answer) {
        let name = target.path.to_string_lossy();
        let dialect = dialect_of(None, Some(&name), script.first_line()).unwrap_or_default();
        match (target.is_named, dialect == Dialect::Unsupported) {
            (false, true) => return answer.tally.foreign += 1,
            (true, true) => {
                let why = "written for a shell that is not read yet, so nothing is said of it";
                answer.complaints.push(why.to_owned());
            }
            _ => {}
        }
        if script.is_cut && self.arguments.fix && target.is_stdin() {
            return answer.fail(TOO_LONG.to_owned());
        }
        if script.is_cut {
            answer.complaints.push("only the first 32 MiB are looked at".to_owned());
        }
        let judge =
            Judge::of((!target.is_stdin()).then_some(&*target.path), self.arguments.trust(), self.arguments.platform);
        let mut document = Document::new(&script.text, dialect);
        let mut text = script.text.clone();
        if self.arguments.fix || self.arguments.diff {
            let fixed = judge.fixed(&document, &|document, found| self.new_ones(target, document, found));
            let better = fixed.text().to_string();
            if better != text {
                match self.change(target, &script, &better, answer) {
                    Ok(()) if self.arguments.fix => (document, text) = (fixed, better),
                    Ok(()) => {}
                    Err(why) => answer.fail(why),
                }
            }
        }
        let mut found = judge.findings(&document);
        let lines = Lines::new(&text);
        match &self.baseline {
            Some(baseline) if self.arguments.write_baseline.is_some() => {
                answer.known = baseline.lines_of(&target.path, &lines, &found);
            }
            Some(baseline) => {
                let compared = baseline.compare(&target.path, &lines, found);
                answer.tally.known += compared.known;
                answer.tally.gone += compared.gone;
                found = compared.new;
            }
            None => {}
        }
        answer.tally.count(&text, &lines, &found);
        if self.shows_findings() {
            let checked = Checked { path: slashed(&target.path), lines, findings: &found };
            answer.shown = self.arguments.format.script(&checked, &self.look).into_bytes();
        } else if self.arguments.fix && target.is_stdin() {
            answer.shown = script.raw.unwrap_or_else(|| text.into_bytes());
        }
    }

    /// The findings that no baseline knows.
    fn new_ones(&self, target: &Target, document: &Document, found: Vec<Finding>) -> Vec<Finding> {
        let Some(baseline) = &self.baseline else { return found };
        baseline.compare(&target.path, &Lines::new(&document.text().to_string()), found).new
    }

    /// Writes a fixed script, or shows what would change.
    fn change(&self, target: &Target, script: &Script, fixed: &str, answer: &mut Answer) -> Result<(), String> {
        if script.is_cut {
            return Err(TOO_LONG.to_owned());
        }
        if script.raw.is_some() {
            return Err("not changed: it is not UTF-8".to_owned());
        }
        if self.arguments.diff {
            let diff = fix::diff(&slashed(&target.path), &script.text, fixed);
            // A program takes it as it is; a terminal must not obey it.
            answer.shown = if stdout().is_terminal() { lines_visible(&diff) } else { diff }.into_bytes();
        } else if !target.is_stdin() {
            fix::write(&target.path, &script.text, fixed)?;
        }
        answer.tally.changed += 1;
        Ok(())
    }
}

fn lines_visible(text: &str) -> String {
    let line = |it: &str| it.split('\t').map(visible).collect::<Vec<_>>().join("\t") + "\n";
    text.lines().map(line).collect()
}

/// A path as pipelines write it.
fn slashed(path: &Path) -> String {
    let path = plain(path).to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}
