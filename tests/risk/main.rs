//! Our own scripts with the marks of a careful reviewer, written without looking at the rules, against what the rules say.
//! `known.txt` lists the scripts that differ today; `UPDATE_EXPECT=1` writes it anew and keeps reasons that a person gave.
//! `RISK_VERBOSE=1` prints the table even where all is as expected. Nothing in the scripts is run.

use caro_tests::risk::{Tally, families, folder};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// How a reason starts that this file has written itself.
const NOT_YET: &str = "not yet";

#[test]
fn scripts_get_the_marks_of_a_careful_reviewer() {
    let folder = folder();
    let known = known(&folder);
    let mut report = String::new();
    let mut table: BTreeMap<String, Tally> = BTreeMap::new();
    let mut differing: BTreeMap<String, String> = BTreeMap::new();

    for (family, scripts) in families(&folder) {
        let tally = table.entry(family.clone()).or_default();
        for script in scripts {
            let id = format!("{family}/{}", script.name);
            let differences = script.compare(tally);
            for line in &differences {
                let _ = writeln!(report, "{id}:{line}");
            }
            if let Some(first) = differences.into_iter().next() {
                differing.insert(id, first);
            }
        }
    }

    let unlisted: Vec<&String> = differing.keys().filter(|it| !known.contains_key(*it)).collect();
    let settled: Vec<&String> = known.keys().filter(|it| !differing.contains_key(*it)).collect();
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|it| it == "1") {
        write_known(&folder, &differing, &known);
        return show(&rendered(&table));
    }
    let as_expected = unlisted.is_empty() && settled.is_empty();
    if !as_expected || std::env::var_os("RISK_VERBOSE").is_some() {
        show(&format!("\n{report}\n{}", rendered(&table)));
    }
    assert!(as_expected, "differ, but not in known.txt: {unlisted:#?}\nin known.txt, but as marked: {settled:#?}");
}

#[test]
fn every_name_stands_once_and_every_known_one_has_a_reason() {
    let folder = folder();
    let mut names: Vec<String> = Vec::new();
    for (family, scripts) in families(&folder) {
        assert!(!scripts.is_empty(), "{family} holds no script");
        names.extend(scripts.into_iter().map(|it| format!("{family}/{}", it.name)));
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "a name stands twice");
    for (name, why) in known(&folder) {
        assert!(names.contains(&name), "known.txt names {name}, which is no script");
        assert!(!why.is_empty(), "known.txt gives no reason for {name}");
    }
}

/// Past what the test harness keeps back, so that it is seen even where the test passes.
fn show(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).expect("standard error can be written");
}

fn rendered(table: &BTreeMap<String, Tally>) -> String {
    let mut text = String::from("family        dangers   cautions  false alarms/scripts  as marked\n");
    let mut all = Tally::default();
    for (family, it) in table {
        row(&mut text, family, it);
        all += *it;
    }
    row(&mut text, "all", &all);
    text
}

fn row(text: &mut String, family: &str, it: &Tally) {
    let of = |part: usize, whole: usize| format!("{part}/{whole}");
    let (dangers, cautions) = (of(it.dangers_found, it.dangers), of(it.cautions_found, it.cautions));
    let (alarms, as_marked) = (of(it.false_alarms, it.scripts), of(it.as_marked, it.scripts));
    let _ = writeln!(text, "{family:<12}  {dangers:<8}  {cautions:<8}  {alarms:<20}  {as_marked}");
}

/// The scripts that differ today, each with why.
fn known(folder: &Path) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder.join("known.txt")).unwrap_or_default();
    let lines = text.lines().filter(|it| !it.trim().is_empty() && !it.starts_with('#'));
    lines
        .map(|it| it.split_once(" # ").unwrap_or((it, "")))
        .map(|(name, why)| (name.trim().to_owned(), why.trim().to_owned()))
        .collect()
}

fn write_known(folder: &Path, differing: &BTreeMap<String, String>, known: &BTreeMap<String, String>) {
    let mut text =
        String::from("# Scripts that do not get their marks today, and why. `UPDATE_EXPECT=1` writes this file.\n");
    for (name, difference) in differing {
        let why = known.get(name).filter(|it| !it.is_empty() && !it.starts_with(NOT_YET)).cloned();
        let why = why.unwrap_or_else(|| first_words(difference));
        let _ = writeln!(text, "{name} # {why}");
    }
    std::fs::write(folder.join("known.txt"), text).expect("known.txt can be written");
}

/// A difference without the line's own text and the message: enough to say what is wrong.
fn first_words(difference: &str) -> String {
    let what = difference.split_once(": ").map_or(difference, |it| it.1);
    let end = what.find(": ").unwrap_or(what.len());
    format!("{NOT_YET}: {}", &what[..end].split(" CARO").next().unwrap_or_default())
}
