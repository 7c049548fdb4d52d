//! The page of figures, made of what was graded and of nothing else.

use caro_tests::answers::{Graded, Verdict};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Where bins of confidence begin; the first is the default threshold, 0.75 is where ghost text begins.
const BINS: [f64; 6] = [0.55, 0.65, 0.75, 0.80, 0.85, 0.90];

const HEAD: &str = "\
<!-- Written by `cargo xtask answers` from tests/answers/graded.jsonl; edit neither. -->

# What the generator answers

Requests by people who never saw the generator, and what `caro-lsp generate` answers to them at its default threshold.
A command is right by what it does: it runs in a throw-away sandbox, and ends with the same files and output as a right one.
Lenient forgives columns, owners and times that nobody asked for. \"Right of answered\" counts silence neither way.

`make answers` measures again; it needs the judge (`../shared/judge`), root and overlayfs.
";

const TEXTS: &str = "
## What no sandbox can grade

Requests about processes, services, packages, networks and clusters. A command is right where it is one of the texts that
their author accepts; another text is no proof that it is wrong.

";

const CONFIDENCE: &str = "
## How sure, and how often right

Of answers given at 0.9, nine in ten should be right.

";

/// How many of some requests were answered, and how many of them right.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    tasks: usize,
    answered: usize,
    strict: usize,
    right: usize,
}

impl Tally {
    fn of<'a>(graded: impl Iterator<Item = &'a Graded>) -> Self {
        let mut tally = Self::default();
        for it in graded {
            tally.tasks += 1;
            tally.answered += usize::from(it.verdict != Verdict::Silent);
            tally.strict += usize::from(matches!(it.verdict, Verdict::Strict | Verdict::Accepted));
            tally.right += usize::from(it.verdict.is_right());
        }
        tally
    }
}

/// The whole page.
pub(super) fn page(graded: &[Graded]) -> String {
    let (by_text, by_effect) = graded.iter().cloned().partition::<Vec<_>, _>(is_by_text);
    let mut page = format!("{HEAD}\n{}", table("", &rows(&by_effect)));
    for (title, of) in [("area", area as Key), ("style", style as Key)] {
        let _ = write!(page, "\n## By {title}\n\n{}", table(title, &grouped(&by_effect, of)));
    }
    page += CONFIDENCE;
    page += &calibration(&by_effect);
    page += TEXTS;
    page += &table("area", &[all(&by_text), grouped(&by_text, area)].concat());
    let _ = write!(page, "\n{}", calibration(&by_text));
    page
}

/// All of what a sandbox graded, then each set.
pub(crate) fn rows(graded: &[Graded]) -> Vec<(String, Tally)> {
    let by_effect: Vec<Graded> = graded.iter().filter(|it| !is_by_text(it)).cloned().collect();
    [all(&by_effect), grouped(&by_effect, |it| &it.set)].concat()
}

/// A table of tallies.
pub(crate) fn table(title: &str, rows: &[(String, Tally)]) -> String {
    let mut table = format!(
        "| {title} | requests | answered | strict | lenient | right of answered, strict | lenient |\n\
         |---|--:|--:|--:|--:|--:|--:|\n"
    );
    for (name, it) in rows {
        let _ = writeln!(
            table,
            "| {name} | {} | {} | {} | {} | {} | {} |",
            it.tasks,
            percent(it.answered, it.tasks),
            percent(it.strict, it.tasks),
            percent(it.right, it.tasks),
            percent(it.strict, it.answered),
            percent(it.right, it.answered)
        );
    }
    table
}

type Key = fn(&Graded) -> &str;

fn area(it: &Graded) -> &str {
    &it.area
}

fn style(it: &Graded) -> &str {
    &it.style
}

fn is_by_text(it: &Graded) -> bool {
    it.set.starts_with("texts")
}

fn all(graded: &[Graded]) -> Vec<(String, Tally)> {
    vec![("all".to_owned(), Tally::of(graded.iter()))]
}

fn grouped(graded: &[Graded], of: impl Fn(&Graded) -> &str) -> Vec<(String, Tally)> {
    let mut groups: BTreeMap<&str, Vec<&Graded>> = BTreeMap::new();
    for it in graded {
        groups.entry(of(it)).or_default().push(it);
    }
    groups.into_iter().map(|(name, all)| (name.to_owned(), Tally::of(all.into_iter()))).collect()
}

/// For each bin of confidence, how many of its answers are right.
fn calibration(graded: &[Graded]) -> String {
    let mut table = String::from("| confidence | answers | on average | strict | lenient |\n|---|--:|--:|--:|--:|\n");
    for (at, from) in BINS.iter().enumerate() {
        let to = BINS.get(at + 1).copied().unwrap_or(1.01);
        let answers = graded.iter().filter(|it| it.verdict != Verdict::Silent);
        // Confidences are rounded to hundredths: 0.75 belongs to the bin that begins there.
        let bin: Vec<&Graded> =
            answers.filter(|it| it.confidence > from - 0.001 && it.confidence < to - 0.001).collect();
        if bin.is_empty() {
            continue;
        }
        let mean = bin.iter().map(|it| it.confidence).sum::<f64>() / bin.len() as f64;
        let tally = Tally::of(bin.iter().copied());
        let (strict, right) = (percent(tally.strict, tally.answered), percent(tally.right, tally.answered));
        let upper = if to > 1.0 { "1".to_owned() } else { format!("{to:.2}") };
        let _ = writeln!(table, "| {from:.2} to {upper} | {} | {mean:.2} | {strict} | {right} |", bin.len());
    }
    table
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format!("{:.0} %", 100.0 * part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(confidence: f64, verdict: Verdict) -> Graded {
        let command = (verdict != Verdict::Silent).then(|| "ls".to_owned());
        let [id, set, area, style] = ["x-1", "x", "find", "terse"].map(str::to_owned);
        Graded { id, set, area, style, command, confidence, verdict }
    }

    #[test]
    fn silence_counts_against_strict_but_not_against_right_of_answered() {
        let all = [
            graded(0.92, Verdict::Strict),
            graded(0.92, Verdict::Lenient),
            graded(0.62, Verdict::Wrong),
            graded(0.0, Verdict::Silent),
        ];
        let table = table("", &super::all(&all));
        assert!(table.ends_with("| all | 4 | 75 % | 25 % | 50 % | 33 % | 67 % |\n"), "{table}");
        let bins = calibration(&all);
        assert!(bins.contains("| 0.55 to 0.65 | 1 | 0.62 | 0 % | 0 % |\n"), "{bins}");
        assert!(bins.contains("| 0.90 to 1 | 2 | 0.92 | 50 % | 100 % |\n"), "{bins}");
    }
}
