//! The timeline: what the user saw, step by step.

use std::fmt::Write as _;
use std::time::Instant;

/// What can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Grey text where there was none.
    Shown,
    /// A suggestion became shorter by what was typed, or a new answer was the same: so many keys, so many answers.
    Through { keys: usize, answers: usize },
    /// Another suggestion in the place of one that still agreed with the text.
    Replaced,
    /// No suggestion any more, and why.
    Gone(&'static str),
    /// An answer for a state that is over.
    Late,
    /// Anything else.
    Said(&'static str),
}

struct Entry {
    at: Instant,
    seen: Seen,
    /// The line with its grey text, or the words.
    text: String,
}

struct Step {
    began: Instant,
    line: String,
    entries: Vec<Entry>,
}

/// How often what was seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    pub(crate) shown: usize,
    pub(crate) kept: usize,
    pub(crate) shrunk: usize,
    pub(crate) replaced: usize,
    pub(crate) gone: usize,
}

/// What the user saw.
pub(crate) struct Timeline {
    began: Instant,
    steps: Vec<Step>,
    /// While keys come quickly, what is seen depends on the machine; only flicker is written down.
    pub(crate) quickly: bool,
    pub(crate) totals: Totals,
    /// What no server may do.
    pub(crate) faults: Vec<String>,
}

impl Timeline {
    pub(crate) fn new() -> Self {
        let (steps, faults) = (Vec::new(), Vec::new());
        Self { began: Instant::now(), steps, quickly: false, totals: Totals::default(), faults }
    }

    pub(crate) fn step(&mut self, line: &str) {
        self.steps.push(Step { began: Instant::now(), line: line.to_owned(), entries: Vec::new() });
    }

    /// Writes down what was seen, with the line as it is now.
    pub(crate) fn see(&mut self, seen: Seen, text: String) {
        if self.quickly && seen != Seen::Replaced {
            return;
        }
        let totals = &mut self.totals;
        match &seen {
            Seen::Shown => totals.shown += 1,
            Seen::Through { keys, answers } => {
                totals.shrunk += keys;
                totals.kept += answers;
            }
            Seen::Replaced => totals.replaced += 1,
            Seen::Gone(_) => totals.gone += 1,
            Seen::Late | Seen::Said(_) => {}
        }
        let Some(step) = self.steps.last_mut() else { return };
        if let Seen::Through { keys, answers } = seen
            && let Some(Entry { seen: Seen::Through { keys: before, answers: kept }, text: shown, .. }) =
                step.entries.last_mut()
        {
            *before += keys;
            *kept += answers;
            *shown = text;
            return;
        }
        step.entries.push(Entry { at: Instant::now(), seen, text });
    }

    /// Whether words were said: in a message, a diagnostic, a report.
    pub(crate) fn was_said(&self, words: &str) -> bool {
        let mut entries = self.steps.iter().flat_map(|it| &it.entries);
        entries.any(|it| matches!(it.seen, Seen::Said(_)) && it.text.contains(words))
    }

    /// Says what must not be.
    pub(crate) fn fault(&mut self, what: String) {
        let line = self.steps.last().map_or("", |it| it.line.as_str());
        self.faults.push(format!("at {line:?}: {what}"));
    }

    /// All of it; with times, for people.
    pub(crate) fn text(&self, with_times: bool) -> String {
        let mut text = String::new();
        for step in &self.steps {
            if with_times {
                let _ = write!(text, "{:8} ms ", (step.began - self.began).as_millis());
            }
            let _ = writeln!(text, "> {}", step.line);
            for entry in &step.entries {
                if with_times {
                    let _ = write!(text, "{:+8} ms ", (entry.at - step.began).as_millis());
                }
                let what = match &entry.seen {
                    Seen::Shown => "shown".to_owned(),
                    Seen::Through { keys: 0, .. } => "kept".to_owned(),
                    Seen::Through { keys, answers: 0 } => format!("shrunk by {keys}"),
                    Seen::Through { keys, answers } => format!("shrunk by {keys}, kept by {answers}"),
                    Seen::Replaced => "REPLACED".to_owned(),
                    Seen::Gone(why) => format!("gone, {why}"),
                    Seen::Late => "late".to_owned(),
                    Seen::Said(what) => (*what).to_owned(),
                };
                let line = format!("    {what:<11} {}", entry.text);
                let _ = writeln!(text, "{}", line.trim_end());
            }
        }
        let Totals { shown, kept, shrunk, replaced, gone } = self.totals;
        let _ = writeln!(text, "= shown {shown}, shrunk {shrunk}, kept {kept}, replaced {replaced}, gone {gone}");
        text
    }
}
