//! Baselines: the findings that an old code base starts with, so that only new ones are told.
//!
//! A line for each, sorted, so that two branches merge: the rule, the hash of the marked line, how often, the path from the
//! baseline's folder.

use super::super::place::Lines;
use super::fingerprint::fingerprints;
use super::fix::replace;
use caro_core::rules::Finding;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// The start of the first line; its number follows.
const HEAD: &str = "caro-baseline ";
/// The version that is written and read.
const VERSION: &str = "1";
/// The longest baseline that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// A rule and the hash of a line.
type Marked = (String, u64);

/// What a baseline holds of one script: how often each rule marked each line.
type Counts = BTreeMap<Marked, usize>;

/// The findings that are known, for each script.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    /// What its paths start from.
    folder: PathBuf,
    scripts: HashMap<String, Counts>,
}

/// What is new in a script, beside its baseline.
pub(super) struct Compared {
    pub(super) new: Vec<Finding>,
    /// How many findings stand in the baseline.
    pub(super) known: usize,
    /// How many of the baseline are gone.
    pub(super) gone: usize,
}

impl Baseline {
    /// An empty one, to be written to `file`.
    pub(super) fn at(file: &Path) -> Self {
        let folder = file.parent().map_or_else(PathBuf::new, Path::to_owned);
        Self { folder: real(&folder), scripts: HashMap::new() }
    }

    /// Reads a baseline; what is wrong with it is said in one line.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        let mut bytes = Vec::new();
        let text = match File::open(file).and_then(|it| it.take(LONGEST + 1).read_to_end(&mut bytes)) {
            Ok(_) if bytes.len() as u64 > LONGEST => {
                return Err("is longer than 64 MiB, so it is no baseline".to_owned());
            }
            Ok(_) => String::from_utf8(bytes).map_err(|_| "is no baseline: it is not UTF-8".to_owned())?,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err("no such baseline; make it with --write-baseline".to_owned());
            }
            Err(error) => return Err(format!("cannot be read: {error}")),
        };
        let mut lines = text.lines();
        match lines.next().and_then(|it| it.strip_prefix(HEAD)) {
            Some(VERSION) => {}
            Some(other) => {
                let other: String = other.chars().take(16).collect();
                return Err(format!(
                    "is a baseline of version {other:?}, and this Caro reads version {VERSION}; make it again with --write-baseline"
                ));
            }
            None => return Err(format!("is no baseline: its first line is not `{HEAD}{VERSION}`")),
        }
        let mut baseline = Self::at(file);
        for (at, line) in lines.enumerate().filter(|it| !it.1.trim().is_empty()) {
            let (path, marked, count) = entry(line)
                .ok_or_else(|| format!("line {} is broken; mend it, or make it again with --write-baseline", at + 2))?;
            *baseline.scripts.entry(path).or_default().entry(marked).or_default() += count;
        }
        Ok(baseline)
    }

    /// The findings of a script that are not known.
    pub(super) fn compare(&self, script: &Path, lines: &Lines<'_>, findings: Vec<Finding>) -> Compared {
        let mut left = self.scripts.get(&self.key(script)).cloned().unwrap_or_default();
        let before = findings.len();
        let marks = fingerprints(lines, &findings);
        let is_new = |rule: &str, line: u64| match left.get_mut(&(rule.to_owned(), line)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let mut is_new = is_new;
        let new: Vec<Finding> =
            findings.into_iter().zip(marks).filter(|it| is_new(it.1.rule, it.1.line)).map(|it| it.0).collect();
        let known = before - new.len();
        Compared { new, known, gone: left.values().sum() }
    }

    /// The lines of a script's findings, to be given to [`Self::write`].
    pub(super) fn lines_of(&self, script: &Path, lines: &Lines<'_>, findings: &[Finding]) -> Vec<String> {
        let mut counts = Counts::new();
        for mark in fingerprints(lines, findings) {
            *counts.entry((mark.rule.to_owned(), mark.line)).or_default() += 1;
        }
        let path = self.key(script);
        counts.into_iter().map(|((rule, line), count)| format!("{path}\n{rule} {line:016x} {count} {path}")).collect()
    }

    /// Writes the baseline with these lines.
    pub(super) fn write(file: &Path, mut lines: Vec<String>) -> Result<(), String> {
        // Each carries its path in front, to be sorted by.
        lines.sort();
        let mut text = format!("{HEAD}{VERSION}\n");
        for line in lines {
            let _ = writeln!(text, "{}", line.split_once('\n').map_or("", |it| it.1));
        }
        may_be_written(file)?;
        replace(file, text.as_bytes(), None)
    }

    /// How a script is called here: its path from the baseline's folder, in one line and with `/`.
    fn key(&self, script: &Path) -> String {
        let folder = script.parent().map(real).unwrap_or_default();
        let name = script.file_name().unwrap_or_default();
        let path = folder.join(name);
        let shared = path.components().zip(self.folder.components()).take_while(|it| it.0 == it.1).count();
        let up = self.folder.components().skip(shared).map(|_| "..".to_owned());
        let down = path.components().skip(shared).map(|it| match it {
            Component::Normal(name) => escaped(name.as_encoded_bytes()),
            other => other.as_os_str().to_string_lossy().into_owned(),
        });
        up.chain(down).collect::<Vec<_>>().join("/")
    }
}

/// Whether nothing but a baseline is replaced: a script that was named in the wrong place must stay.
fn may_be_written(file: &Path) -> Result<(), String> {
    // What is no plain file may wait for ever, and is not replaced anyway.
    if !file.metadata().is_ok_and(|it| it.is_file()) {
        return Ok(());
    }
    let mut first = Vec::new();
    let read = File::open(file).and_then(|it| it.take(HEAD.len() as u64).read_to_end(&mut first));
    read.map_err(|it| format!("not changed: it cannot be read: {it}"))?;
    if first.is_empty() || first == HEAD.as_bytes() {
        return Ok(());
    }
    Err("not changed: it is no baseline; name a new file behind --write-baseline".to_owned())
}

/// A folder by its true name, so that links and `..` make no difference.
fn real(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}

/// A name in one line, another one for each name: bytes that are no UTF-8 are written as `%xFF`.
fn escaped(name: &[u8]) -> String {
    let mut escaped = String::new();
    for chunk in name.utf8_chunks() {
        for char in chunk.valid().chars() {
            if char == '%' || char.is_control() {
                // Writing to a text cannot fail.
                let _ = write!(escaped, "%{:02X}", u32::from(char));
            } else {
                escaped.push(char);
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(escaped, "%x{byte:02X}");
        }
    }
    escaped
}

fn entry(line: &str) -> Option<(String, Marked, usize)> {
    let mut parts = line.splitn(4, ' ');
    let (rule, hash, count, path) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let is_rule = rule.starts_with("CARO") || rule.bytes().all(|it| it.is_ascii_graphic());
    let hash = u64::from_str_radix(hash, 16).ok().filter(|_| hash.len() == 16)?;
    let count = count.parse().ok().filter(|it| *it > 0 && *it < usize::MAX / 2)?;
    (is_rule && !rule.is_empty() && !path.is_empty()).then(|| (path.to_owned(), (rule.to_owned(), hash), count))
}

#[cfg(test)]
mod tests {
    use super::{Baseline, escaped};
    use std::path::Path;

    #[test]
    fn each_name_has_its_own_line() {
        assert_eq!(escaped("a b%\n\u{85}ü".as_bytes()), "a b%25%0A%85ü");
        assert_eq!(escaped(b"\x85\xff.sh"), "%x85%xFF.sh");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_without_end_is_no_baseline() {
        assert!(Baseline::read(Path::new("/dev/zero")).is_err_and(|it| it.contains("longer than 64 MiB")));
    }
}
