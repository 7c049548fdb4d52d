//! `caro-lsp check` beside ShellCheck and shellharden: the same files, in turns, each with one thread.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::beside::LENGTHS;
use crate::machine::Peers;
use crate::page::{Comparison, Unit};
use crate::plot::Curve;
use crate::record::Sample;
use caro_tests::scripts::made;

const ROUNDS: usize = 5;
/// Of the machine's scripts, every so many-th is checked.
const EACH: usize = 8;
/// What takes longer is not measured on longer scripts.
const TOO_LONG: Duration = Duration::from_secs(20);

/// A program that checks files: its name, itself, and its words.
struct Checker {
    name: String,
    program: PathBuf,
    words: &'static [&'static str],
}

/// Checking many small scripts, and single ones of growing length.
pub(crate) fn checkers(peers: &Peers, folder: &Path) -> (Vec<Comparison>, Vec<Curve>) {
    let mut all = vec![Checker {
        name: "Caro".to_owned(),
        program: caro_tests::binary(),
        words: &["check", "--jobs", "1", "--fail-on", "never"],
    }];
    if let Some(program) = &peers.shellcheck {
        let (name, program) = (peers.shellcheck_name(), program.clone());
        all.push(Checker { name, program, words: &["--severity=style"] });
    }
    if let Some(program) = &peers.shellharden {
        let (name, program) = (peers.shellharden_name(), program.clone());
        all.push(Checker { name, program, words: &["--check"] });
    }
    let mut found = Vec::new();
    let many: Vec<_> = caro_tests::scripts::all().into_iter().step_by(EACH).collect();
    let lines: usize = many.iter().map(|it| it.text.lines().count()).sum();
    let paths: Vec<PathBuf> = many.into_iter().map(|it| it.path).collect();
    let mut samples: Vec<Sample> = all.iter().map(|_| Sample::default()).collect();
    for _ in 0..ROUNDS {
        for (checker, sample) in all.iter().zip(&mut samples) {
            if let Some(time) = checker.run(&paths) {
                sample.push(lines as f64 / time.as_secs_f64() / 1000.0);
            }
        }
    }
    let what = format!("`check` of {} scripts of this machine, {lines} lines", paths.len());
    compare(&mut found, &what, Unit::ThousandLines, &all, &samples);
    let mut curves: Vec<Curve> = all.iter().map(|it| Curve::new(&it.name)).collect();
    for lines in LENGTHS {
        let path = folder.join(format!("{lines}.sh"));
        std::fs::write(&path, made(lines)).expect("the temporary folder can be written");
        let mut samples: Vec<Sample> = all.iter().map(|_| Sample::default()).collect();
        for _ in 0..ROUNDS {
            for ((checker, sample), curve) in all.iter().zip(&mut samples).zip(&curves) {
                let limit = TOO_LONG.as_secs_f64() * 1000.0;
                if curve.last().is_none_or(|it| it < limit / 10.0)
                    && (sample.is_empty() || sample.most() <= limit / 4.0)
                {
                    sample.time(checker.run(std::slice::from_ref(&path)).unwrap_or(TOO_LONG));
                }
            }
        }
        for (sample, curve) in samples.iter().zip(&mut curves).filter(|it| !it.0.is_empty()) {
            curve.add(lines, sample.median());
        }
        compare(&mut found, &format!("`check` of {lines} lines, with the start"), Unit::Milliseconds, &all, &samples);
    }
    (found, curves)
}

fn compare(found: &mut Vec<Comparison>, what: &str, unit: Unit, all: &[Checker], samples: &[Sample]) {
    for (checker, sample) in all.iter().zip(samples).skip(1) {
        let theirs = Some(sample.clone()).filter(|it| !it.is_empty());
        found.push(Comparison::new(what, unit, samples[0].clone(), &checker.name, theirs));
    }
}

impl Checker {
    /// The time for these files; none where it does not start.
    fn run(&self, paths: &[PathBuf]) -> Option<Duration> {
        let mut command = Command::new(&self.program);
        command.args(self.words).args(paths).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let began = Instant::now();
        command.status().ok()?;
        Some(began.elapsed())
    }
}
