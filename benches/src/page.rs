//! Writes `docs/benchmarks.md`: each figure on it was measured in the run that wrote it.

use std::fmt::Write as _;
use std::path::Path;

use crate::machine::Peers;
use crate::plot::{Curve, svg};
use crate::record::{Line, Sample, kept};

/// The plots.
const KEY_PRESS: &str = "key-press.svg";
const CHECK: &str = "check-growth.svg";

/// What a comparison counts, and whether more of it is better.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    Milliseconds,
    Megabytes,
    ThousandLines,
    Percent,
}

/// The same thing measured for Caro and for another program.
pub(crate) struct Comparison {
    what: String,
    unit: Unit,
    ours: Sample,
    other: String,
    theirs: Option<Sample>,
}

impl Comparison {
    pub(crate) fn new(what: &str, unit: Unit, ours: Sample, other: &str, theirs: Option<Sample>) -> Self {
        Self { what: what.to_owned(), unit, ours, other: other.to_owned(), theirs }
    }

    /// As a row of a table.
    fn row(&self) -> String {
        let Self { what, unit, ours, other, theirs } = self;
        let ratio = theirs.as_ref().map_or(String::new(), |it| match unit {
            Unit::ThousandLines => format!("{} times", short(ours.median() / it.median())),
            Unit::Percent => String::new(),
            _ => format!("{} times", short(it.median() / ours.median())),
        });
        let theirs =
            theirs.as_ref().map_or("left out: it took too long on a shorter one".to_owned(), |it| unit.said(it));
        format!("| {what} | {} | {other} | {theirs} | {ratio} |", unit.said(ours))
    }
}

impl Unit {
    fn said(self, sample: &Sample) -> String {
        let unit = match self {
            Self::Milliseconds => "ms",
            Self::Megabytes => "MB",
            Self::ThousandLines => "thousand lines/s",
            Self::Percent => "%",
        };
        let (least, median, most) = (short(sample.least()), short(sample.median()), short(sample.most()));
        if least == most { format!("{median} {unit}") } else { format!("{median} {unit} ({least} to {most})") }
    }
}

/// Three digits that count.
fn short(value: f64) -> String {
    match value {
        _ if value < 0.1 => format!("{value:.4}"),
        _ if value < 10.0 => format!("{value:.2}"),
        _ if value < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// What a run found.
pub(crate) struct Found {
    pub(crate) servers: (Vec<Comparison>, Vec<Curve>),
    pub(crate) checkers: (Vec<Comparison>, Vec<Curve>),
    /// What the host's own benchmark printed.
    pub(crate) host: String,
}

/// Writes the page and its plots below the folder of the documents.
pub(crate) fn write(docs: &Path, page: &str, found: &Found) {
    let plot = |name: &str, title: &str, curves: &[Curve]| {
        if !curves.is_empty() {
            std::fs::write(docs.join("pictures").join(name), svg(title, curves)).expect("the documents can be written");
        }
    };
    plot(KEY_PRESS, "From a key press to the marks", &found.servers.1);
    plot(CHECK, "Checking a script from the command line", &found.checkers.1);
    std::fs::write(docs.join("benchmarks.md"), page).expect("the documents can be written");
}

/// The whole page.
pub(crate) fn page(peers: &Peers, facts: &[(&str, String)], found: &Found) -> String {
    let mut page = String::from(
        "<!-- Written by `make bench`; every figure is from its last run. -->\n\n# Benchmarks\n\n\
         `make bench` measures anew and writes this page.\n\
         What is compared was measured in one run, in turns, on one machine; a figure is the median, with the least and the most in brackets.\n\
         A ratio above 1 says how many times faster or smaller Caro is.\n\n## The run\n\n| | |\n|---|---|\n",
    );
    let mut line = |text: String| {
        page.push_str(&text);
        page.push('\n');
    };
    for (name, value) in facts.iter().filter(|it| !it.1.is_empty()) {
        line(format!("| {name} | {value} |"));
    }
    line(String::new());
    peers.missing().into_iter().for_each(&mut line);
    line("\n## Beside other programs\n".to_owned());
    line("Each question is one that both can answer: Caro's dangers, explanations and commands have no counterpart in these programs, and of what the registries hold we know of none that answers them.".to_owned());
    line("Servers are spoken to over standard input and output, as an editor does.".to_owned());
    line("bash-language-server gives marks only through ShellCheck, half a second after the last key; without it, it only reads the script again.".to_owned());
    line("ShellCheck finds other things than Caro does, and looks for more of them: its time is no waste, and the ratio says only what an editor or a hook waits for.".to_owned());
    line("shellharden looks at quotes alone, and `--check` ends at the first place that it would change, which its times with long scripts show.".to_owned());
    line("Scripts of a given length are made: functions of about 20 lines with a loop, a here-document and a pipeline each (`made` in `tests/src/scripts.rs`).".to_owned());
    for (title, plot, comparisons) in
        [("Language servers", KEY_PRESS, &found.servers), ("Checkers", CHECK, &found.checkers)]
    {
        if comparisons.0.is_empty() {
            continue;
        }
        line(format!("\n### {title}\n"));
        line("| | Caro | beside | | ratio |\n|---|---|---|---|---|".to_owned());
        comparisons.0.iter().map(Comparison::row).for_each(&mut line);
        line(format!("\n![How the time grows with the script](pictures/{plot})"));
    }
    line("\n## Caro alone\n\nTimes in milliseconds. A budget is what we hold ourselves to.\n".to_owned());
    line("| | median | 99 of 100 | most | budget |\n|---|--:|--:|--:|--:|".to_owned());
    let escaped = |it: &str| it.replace('|', "\\|");
    for it in kept() {
        match it {
            Line::Times { what, median, p99, most, budget } => {
                let (median, p99, most) = (short(median), short(p99), short(most));
                line(format!("| {} | {median} | {p99} | {most} | {budget} |", escaped(&what)));
            }
            Line::Memory { what, megabytes, budget } => {
                line(format!("| {} | {} MB | | | {budget} |", escaped(&what), short(megabytes)));
            }
            Line::Said(text) => line(format!("| {} | | | | |", escaped(&text))),
        }
    }
    if !found.host.is_empty() {
        line("\n## The model host\n".to_owned());
        line("With a model of our tests that says nonsense, and the same with 64 layers; a real model's speed is its own.".to_owned());
        let mut block = String::new();
        let _ = write!(block, "\n```text\n{}\n```", found.host.trim_end());
        line(block);
    }
    page
}
