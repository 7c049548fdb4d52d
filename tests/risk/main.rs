//! Our own scripts with the marks of a careful reviewer, written without looking at the rules, against what the rules say.
//!
//! The scripts lie in `FAMILY.sh`, each below a line `### name: what it is`. `#^ danger`, `#^ caution` or
//! `#^ danger|caution` below a line says what that line must get; `#@ 3 danger` says it for line 3, and `#@ 3-5 danger`
//! for one of the lines 3 to 5. These lines are cut out first. A line without a mark must get neither.
//! `known.txt` lists the scripts that differ today; `UPDATE_EXPECT=1` writes it anew and keeps reasons that a person gave.
//! `RISK_VERBOSE=1` prints the table even where all is as expected. Nothing in the scripts is run.

use caro_core::rules::{self, Level};
use caro_core::{Document, dialect_of};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// How a reason starts that this file has written itself.
const NOT_YET: &str = "not yet";

/// One script of the set.
struct Script {
    name: String,
    text: String,
    marks: Vec<Mark>,
}

/// What one line must get, or one of several lines.
struct Mark {
    lines: RangeInclusive<usize>,
    levels: Vec<Level>,
}

/// A finding that a reader would see as a squiggle.
struct Seen {
    line: usize,
    level: Level,
    message: String,
}

/// What a family's scripts came to.
#[derive(Default)]
struct Tally {
    scripts: usize,
    as_marked: usize,
    dangers: usize,
    dangers_found: usize,
    cautions: usize,
    cautions_found: usize,
    false_alarms: usize,
}

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
            let differences = compare(&script, tally);
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

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("risk")
}

/// The families in the order of their names, with their scripts.
fn families(folder: &Path) -> Vec<(String, Vec<Script>)> {
    let entries = std::fs::read_dir(folder).expect("the folder of the scripts can be read");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("a folder entry can be read").path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "sh"));
    paths.sort();
    let family = |path: &Path| path.file_stem().expect("it has an extension").to_string_lossy().into_owned();
    let read = |path: &Path| std::fs::read_to_string(path).expect("a file of scripts is text");
    paths.iter().map(|it| (family(it), scripts(&read(it)))).collect()
}

fn scripts(file: &str) -> Vec<Script> {
    let mut scripts: Vec<Script> = Vec::new();
    let mut line_number = 0;
    for line in file.split_inclusive('\n') {
        if let Some(heading) = line.strip_prefix("### ") {
            let (name, _) = heading.split_once(':').unwrap_or_else(|| panic!("no name before a colon: {heading}"));
            scripts.push(Script { name: name.to_owned(), text: String::new(), marks: Vec::new() });
            line_number = 0;
            continue;
        }
        let Some(script) = scripts.last_mut() else { continue };
        if let Some(levels) = line.strip_prefix("#^ ") {
            script.marks.push(Mark { lines: line_number..=line_number, levels: levels_of(levels) });
        } else if let Some(rest) = line.strip_prefix("#@ ") {
            let (lines, levels) = rest.split_once(' ').unwrap_or_else(|| panic!("no level in {line}"));
            let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
            let number = |it: &str| it.parse::<usize>().unwrap_or_else(|_| panic!("no line number in {line}"));
            script.marks.push(Mark { lines: number(first)..=number(last), levels: levels_of(levels) });
        } else {
            script.text.push_str(line);
            line_number += 1;
        }
    }
    for script in &mut scripts {
        script.text.truncate(script.text.trim_end().len());
        script.text.push('\n');
        let lines = script.text.lines().count();
        let fits = |it: &Mark| *it.lines.start() > 0 && it.lines.start() <= it.lines.end() && *it.lines.end() <= lines;
        assert!(script.marks.iter().all(fits), "{} has a mark for a line that it has not", script.name);
    }
    scripts
}

fn levels_of(text: &str) -> Vec<Level> {
    let level = |it| match it {
        "danger" => Level::Danger,
        "caution" => Level::Caution,
        other => panic!("no level: {other}"),
    };
    text.trim().split('|').map(level).collect()
}

/// The squiggles of a script, in the order of its lines.
fn squiggles(text: &str) -> Vec<Seen> {
    let first_line = text.lines().next().unwrap_or_default();
    let document = Document::new(text, dialect_of(None, None, first_line).unwrap_or_default());
    let report = rules::check(&document, None);
    let shown = report.findings().iter().filter(|it| matches!(it.level, Level::Danger | Level::Caution));
    let mut seen: Vec<Seen> = shown
        .map(|it| Seen {
            line: document.text().byte_to_line(it.span.start.min(text.len())) + 1,
            level: it.level,
            message: format!("{} {}", it.rule.code, it.message),
        })
        .collect();
    seen.sort_by_key(|it| it.line);
    seen
}

/// What differs from the marks, one text for each line; counts on the way.
fn compare(script: &Script, tally: &mut Tally) -> Vec<String> {
    let seen = squiggles(&script.text);
    let source = |line: usize| script.text.lines().nth(line - 1).unwrap_or_default().trim();
    let mut differences = Vec::new();

    for mark in &script.marks {
        let here = || seen.iter().filter(|it| mark.lines.contains(&it.line));
        let highest = if here().any(|it| it.level == Level::Danger) {
            Some(Level::Danger)
        } else {
            here().next().map(|it| it.level)
        };
        let found = highest.is_some_and(|it| mark.levels.contains(&it));
        if mark.levels.contains(&Level::Danger) {
            tally.dangers += 1;
            tally.dangers_found += usize::from(found);
        } else {
            tally.cautions += 1;
            tally.cautions_found += usize::from(found);
        }
        if !found {
            let wanted: Vec<&str> = mark.levels.iter().map(|it| it.name()).collect();
            let got = highest.map_or_else(|| "nothing".to_owned(), |level| said(&seen, &mark.lines, level));
            let line = mark.lines.start();
            differences.push(format!("{line}: wants {}, got {got}: {}", wanted.join("|"), source(*line)));
        }
    }

    let marked = |line: usize| script.marks.iter().any(|it| it.lines.contains(&line));
    let alarms: Vec<&Seen> = seen.iter().filter(|it| !marked(it.line)).collect();
    for it in &alarms {
        let level = it.level.name();
        differences.push(format!("{}: false alarm, {level} {}: {}", it.line, it.message, source(it.line)));
    }

    tally.scripts += 1;
    tally.false_alarms += usize::from(!alarms.is_empty());
    tally.as_marked += usize::from(differences.is_empty());
    differences
}

fn said(seen: &[Seen], lines: &RangeInclusive<usize>, level: Level) -> String {
    let message = seen.iter().find(|it| lines.contains(&it.line) && it.level == level).map(|it| it.message.as_str());
    format!("{} {}", level.name(), message.unwrap_or_default())
}

fn rendered(table: &BTreeMap<String, Tally>) -> String {
    let mut text = String::from("family        dangers   cautions  false alarms/scripts  as marked\n");
    let mut all = Tally::default();
    for (family, it) in table {
        row(&mut text, family, it);
        all.scripts += it.scripts;
        all.as_marked += it.as_marked;
        all.dangers += it.dangers;
        all.dangers_found += it.dangers_found;
        all.cautions += it.cautions;
        all.cautions_found += it.cautions_found;
        all.false_alarms += it.false_alarms;
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
