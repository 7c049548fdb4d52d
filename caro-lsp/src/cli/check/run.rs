//! One run of `check`: what to look at, all of it at once, what came of it in order, and the sum.

use super::super::visible::visible;
use super::super::{Outcome, complain, input};
use super::baseline::Baseline;
use super::script::Answer;
use super::staged::{self, Blobs};
use super::statistics::Tally;
use super::walk::{self, Target};
use super::{Arguments, order, text};
use annotate_snippets::Renderer;
use std::io::{self, Write};
use std::time::Instant;

/// What every script's check needs.
pub(super) struct Run<'a> {
    pub(super) arguments: &'a Arguments,
    /// What is known, or will be written.
    pub(super) baseline: Option<Baseline>,
    pub(super) blobs: Option<Blobs>,
    pub(super) look: Renderer,
}

/// What a run has written and counted.
struct Written<'a> {
    out: &'a mut dyn Write,
    /// What goes between two scripts; not yet before the first one.
    between: &'static str,
    is_first: bool,
    complaints: Vec<String>,
    known: Vec<String>,
    total: Tally,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let started = Instant::now();
    match Run::prepare(arguments) {
        Ok((run, targets, complaints)) => run.all(targets, complaints, out, started),
        Err(why) => {
            complain(&why);
            Ok(Outcome::Failed)
        }
    }
}

impl<'a> Run<'a> {
    /// Finds out what to check, and against what; also gives what could not be found out.
    fn prepare(arguments: &'a Arguments) -> Result<(Self, Vec<Target>, Vec<String>), String> {
        if arguments.fix && arguments.paths.len() > 1 && arguments.paths.iter().any(|it| input::is_stdin(it)) {
            return Err("with --fix, `-` prints the fixed script, so name nothing else".to_owned());
        }
        let baseline = match (&arguments.baseline, &arguments.write_baseline) {
            (Some(file), _) => {
                Some(Baseline::read(file).map_err(|it| format!("{}: {it}", visible(&file.to_string_lossy())))?)
            }
            (None, file) => file.as_deref().map(Baseline::at),
        };
        let (blobs, targets, complaints) = if arguments.staged {
            let (targets, blobs) = staged::targets(&arguments.paths)?;
            (Some(blobs), targets, Vec::new())
        } else {
            let (targets, complaints) = walk::targets(&arguments.paths, threads(arguments));
            (None, targets, complaints)
        };
        Ok((Self { arguments, baseline, blobs, look: text::look() }, targets, complaints))
    }

    /// Checks all targets, and writes what came of it in their order.
    fn all(
        &self,
        targets: Vec<Target>,
        complaints: Vec<String>,
        out: &mut dyn Write,
        started: Instant,
    ) -> io::Result<Outcome> {
        let arguments = self.arguments;
        let (head, between) = if self.shows_findings() { arguments.format.head() } else { (String::new(), "") };
        out.write_all(head.as_bytes())?;
        let mut written = Written {
            out,
            between,
            is_first: true,
            complaints: Vec::new(),
            known: Vec::new(),
            total: Tally::default(),
        };
        written.total.failed = complaints.len();
        written.complain(complaints)?;
        order::in_order(targets, threads(arguments), |it| self.one(&it), |it| written.add(it))?;
        if self.shows_findings() {
            written.out.write_all(arguments.format.tail(&written.complaints, written.total.failed > 0).as_bytes())?;
        }
        written.out.flush()?;
        if !self.write_baseline(written.known) {
            return Ok(Outcome::Failed);
        }
        let total = written.total;
        if arguments.statistics {
            // Without standard error there is nobody to tell.
            let _ = io::stderr().write_all(total.table(started.elapsed()).as_bytes());
        }
        if !arguments.quiet && arguments.format.sums_up() {
            complain(&total.summary(arguments.diff));
        }
        let is_found = if arguments.diff { total.changed > 0 } else { total.fails(arguments.fail_on) };
        Ok(match (total.failed > 0, is_found && arguments.write_baseline.is_none()) {
            (true, _) => Outcome::Failed,
            (_, true) => Outcome::Found,
            _ => Outcome::Clean,
        })
    }

    /// Whether findings go to standard output, and not a script, a diff or nothing.
    pub(super) fn shows_findings(&self) -> bool {
        let arguments = self.arguments;
        let prints_script = arguments.fix && arguments.paths.iter().any(|it| input::is_stdin(it));
        !arguments.diff && !prints_script && arguments.write_baseline.is_none()
    }

    /// Writes the baseline that was asked for; `false` where that fails.
    fn write_baseline(&self, known: Vec<String>) -> bool {
        let Some(file) = &self.arguments.write_baseline else { return true };
        let shown = visible(&file.to_string_lossy());
        let count = known.len();
        let written = Baseline::write(file, known);
        match &written {
            Ok(()) if self.arguments.quiet => {}
            Ok(()) => complain(&format!("wrote {count} lines to {shown}")),
            Err(why) => complain(&format!("{shown}: {why}")),
        }
        written.is_ok()
    }
}

impl Written<'_> {
    fn add(&mut self, answer: Answer) -> io::Result<()> {
        self.complain(answer.complaints)?;
        self.total.add(&answer.tally);
        self.known.extend(answer.known);
        if answer.shown.is_empty() {
            return Ok(());
        }
        if !std::mem::take(&mut self.is_first) {
            self.out.write_all(self.between.as_bytes())?;
        }
        self.out.write_all(&answer.shown)?;
        if answer.passes_on {
            io::copy(&mut io::stdin().lock(), &mut self.out)?;
        }
        Ok(())
    }

    /// Tells what went wrong, behind what was written before it.
    fn complain(&mut self, lines: Vec<String>) -> io::Result<()> {
        if !lines.is_empty() {
            self.out.flush()?;
        }
        for line in &lines {
            complain(line);
        }
        self.complaints.extend(lines);
        Ok(())
    }
}

fn threads(arguments: &Arguments) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    arguments.jobs.map_or_else(all, usize::from)
}
