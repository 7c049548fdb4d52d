//! What a run adds up: for the last line, for `--statistics`, and for the exit status.

use super::super::place::Lines;
use super::FailOn;
use caro_core::rules::{self, Finding, Level};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// Sums over scripts.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) files: usize,
    pub(super) lines: usize,
    pub(super) bytes: usize,
    /// Scripts in which something was found.
    pub(super) marked: usize,
    /// Scripts for shells that are not read.
    pub(super) foreign: usize,
    /// Scripts that `--fix` changed, or `--diff` would change.
    pub(super) changed: usize,
    /// Findings that stand in the baseline.
    pub(super) known: usize,
    /// Findings of the baseline that are gone.
    pub(super) gone: usize,
    /// What could not be done.
    pub(super) failed: usize,
    rules: BTreeMap<(&'static str, Level), usize>,
}

impl Tally {
    /// Counts one script.
    pub(super) fn count(&mut self, text: &str, lines: &Lines<'_>, findings: &[Finding]) {
        self.files += 1;
        self.lines += lines.count();
        self.bytes += text.len();
        self.marked += usize::from(!findings.is_empty());
        for finding in findings {
            *self.rules.entry((finding.rule.code, finding.level)).or_default() += 1;
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.lines += other.lines;
        self.bytes += other.bytes;
        self.marked += other.marked;
        self.foreign += other.foreign;
        self.changed += other.changed;
        self.known += other.known;
        self.gone += other.gone;
        self.failed += other.failed;
        for (rule, count) in &other.rules {
            *self.rules.entry(*rule).or_default() += count;
        }
    }

    /// Whether something was found that makes the run fail.
    pub(super) fn fails(&self, on: FailOn) -> bool {
        self.rules.keys().any(|it| on.least().is_some_and(|least| it.1 >= least))
    }

    fn of(&self, level: Level) -> usize {
        self.rules.iter().filter(|it| it.0.1 == level).map(|it| it.1).sum()
    }

    /// The last line: what was found, and what else somebody must know to believe it.
    pub(super) fn summary(&self, only_shown: bool) -> String {
        let levels = [(Level::Danger, "danger"), (Level::Caution, "caution"), (Level::Note, "note")];
        let found = levels.into_iter().map(|it| (self.of(it.0), it.1)).filter(|it| it.0 > 0);
        let found: Vec<String> = found.map(|it| many(it.0, it.1)).collect();
        let mut line = match (self.files, found.is_empty()) {
            (0, _) => "no shell script was checked".to_owned(),
            (files, true) => format!("nothing found in {}", many(files, "file")),
            (files, false) => format!("{} in {} of {}", found.join(", "), self.marked, many(files, "file")),
        };
        let more = [
            (self.changed, if only_shown { " would change" } else { " changed" }),
            (self.known, " in the baseline"),
            (self.gone, " of the baseline gone: write it again"),
            (self.foreign, " for other shells left out"),
            (self.failed, " that could not be checked"),
        ];
        for (count, what) in more.into_iter().filter(|it| it.0 > 0) {
            // Writing to a text cannot fail.
            let _ = write!(line, "; {count}{what}");
        }
        line
    }

    /// The table of `--statistics`.
    pub(super) fn table(&self, took: Duration) -> String {
        let mut rows: Vec<_> = self.rules.iter().map(|((code, level), count)| (*count, *level, *code)).collect();
        rows.sort_by_key(|it| (std::cmp::Reverse(it.0), std::cmp::Reverse(it.1), it.2));
        let mut table = String::new();
        for (count, level, code) in rows {
            let name = rules::find(code).map_or("", |it| it.name);
            let _ = writeln!(table, "{count:7} {:7} {code} {name}", level.name());
        }
        let seconds = took.as_secs_f64();
        let _ = writeln!(
            table,
            "{:7} danger, {} caution, {} note",
            self.of(Level::Danger),
            self.of(Level::Caution),
            self.of(Level::Note)
        );
        let _ = writeln!(table, "{:7} files, {} lines, {} bytes, {seconds:.2} s", self.files, self.lines, self.bytes);
        table
    }
}

fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
