//! Our own scripts with the marks of a careful reviewer, written without looking at the rules, and how what the rules say
//! compares with them.
//!
//! The scripts lie in `tests/risk/FAMILY.sh`, each below a line `### name: what it is`. `#^ danger`, `#^ caution` or
//! `#^ danger|caution` below a line says what that line must get; `#@ 3 danger` says it for line 3, and `#@ 3-5 danger`
//! for one of the lines 3 to 5. These lines are cut out first. A line without a mark must get neither.

use caro_core::rules::{self, Level};
use caro_core::{Document, dialect_of};
use std::ops::{AddAssign, RangeInclusive};
use std::path::{Path, PathBuf};

/// One script of the set.
#[derive(Debug)]
pub struct Script {
    /// Its name, once in its family.
    pub name: String,
    text: String,
    marks: Vec<Mark>,
}

/// What one line must get, or one of several lines.
#[derive(Debug)]
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

/// What some scripts came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// How many there are.
    pub scripts: usize,
    /// How many got their marks and no others.
    pub as_marked: usize,
    /// Lines that must get a danger, or may.
    pub dangers: usize,
    /// How many of them got what they must.
    pub dangers_found: usize,
    /// Lines that must get a caution.
    pub cautions: usize,
    /// How many of them got it.
    pub cautions_found: usize,
    /// Scripts with a mark where none belongs.
    pub false_alarms: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, it: Self) {
        self.scripts += it.scripts;
        self.as_marked += it.as_marked;
        self.dangers += it.dangers;
        self.dangers_found += it.dangers_found;
        self.cautions += it.cautions;
        self.cautions_found += it.cautions_found;
        self.false_alarms += it.false_alarms;
    }
}

/// All scripts together.
pub fn tally() -> Tally {
    let mut all = Tally::default();
    for script in families(&folder()).iter().flat_map(|it| &it.1) {
        script.compare(&mut all);
    }
    all
}

/// Where the scripts lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("risk")
}

/// The families in the order of their names, with their scripts.
pub fn families(folder: &Path) -> Vec<(String, Vec<Script>)> {
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

impl Script {
    /// What differs from the marks, one text for each line; counts on the way.
    pub fn compare(&self, tally: &mut Tally) -> Vec<String> {
        let seen = squiggles(&self.text);
        let source = |line: usize| self.text.lines().nth(line - 1).unwrap_or_default().trim();
        let mut differences = Vec::new();

        for mark in &self.marks {
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

        let marked = |line: usize| self.marks.iter().any(|it| it.lines.contains(&line));
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
}

fn said(seen: &[Seen], lines: &RangeInclusive<usize>, level: Level) -> String {
    let message = seen.iter().find(|it| lines.contains(&it.line) && it.level == level).map(|it| it.message.as_str());
    format!("{} {}", level.name(), message.unwrap_or_default())
}
