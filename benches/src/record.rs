//! What was measured: printed at once, and kept for the page.

use std::sync::Mutex;
use std::time::Duration;

/// A line of the page about Caro alone.
#[derive(Clone)]
pub(crate) enum Line {
    /// Times in milliseconds.
    Times {
        what: String,
        median: f64,
        p99: f64,
        most: f64,
        budget: String,
    },
    Memory {
        what: String,
        megabytes: f64,
        budget: String,
    },
    Said(String),
}

static KEPT: Mutex<Vec<Line>> = Mutex::new(Vec::new());

/// All that was kept so far.
pub(crate) fn kept() -> Vec<Line> {
    KEPT.lock().map(|it| it.clone()).unwrap_or_default()
}

fn keep(line: Line) {
    KEPT.lock().expect("no measurement panics while it holds it").push(line);
}

pub(crate) fn row(what: &str, times: &mut [Duration], budget: &str) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    let (median, p99, most) = (at(50), at(99), at(100));
    println!("{what:58} {median:>6.2} ms {p99:>6.2} ms {most:>6.2} ms {budget:>10}");
    keep(Line::Times { what: what.to_owned(), median, p99, most, budget: budget.to_owned() });
}

pub(crate) fn memory(what: &str, kilobytes: u64, budget: &str) {
    let megabytes = kilobytes as f64 / 1024.0;
    println!("{what:58} {megabytes:>6.1} MB {:>9} {:>9} {budget:>10}", "", "");
    keep(Line::Memory { what: what.trim().to_owned(), megabytes, budget: budget.to_owned() });
}

pub(crate) fn said(text: &str) {
    println!("{text}");
    keep(Line::Said(text.to_owned()));
}

/// Several measurements of one thing, in milliseconds, megabytes or whatever it is counted in.
#[derive(Clone, Default)]
pub(crate) struct Sample(Vec<f64>);

impl Sample {
    pub(crate) fn push(&mut self, value: f64) {
        let at = self.0.partition_point(|it| *it < value);
        self.0.insert(at, value);
    }

    pub(crate) fn time(&mut self, time: Duration) {
        self.push(time.as_secs_f64() * 1000.0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn least(&self) -> f64 {
        self.0.first().copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn most(&self) -> f64 {
        self.0.last().copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }
}
