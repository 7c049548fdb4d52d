//! What the prompt writes. Nothing of it depends on colour, and a terminal obeys nothing in a command or a message.

use super::clipboard;
use super::shown::Shown;
use crate::cli::visible::{self, visible};
use caro_core::Document;
use caro_core::explain::text;
use caro_core::generate::question::Question;
use caro_core::script::Dialect;
use std::io::{self, Write};

/// How many lines of an explanation are shown unasked.
const MOST_LINES: usize = 14;

pub(super) struct Screen<'s> {
    pub(super) out: &'s mut dyn Write,
}

impl Screen<'_> {
    /// One line for people.
    pub(super) fn says(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", visible(line))?;
        self.out.flush()
    }

    /// A command with its parts and its risk.
    pub(super) fn shows(&mut self, shown: &Shown, dialect: Dialect, width: usize) -> io::Result<()> {
        let lines = explained(shown, dialect, width);
        writeln!(self.out)?;
        for line in lines.iter().take(MOST_LINES) {
            writeln!(self.out, "{}", visible(line))?;
        }
        if lines.len() > MOST_LINES {
            writeln!(self.out, "  … and {} more lines: x shows them", lines.len() - MOST_LINES)?;
        }
        writeln!(self.out, "Risk: {}", shown.risk())?;
        for finding in &shown.findings {
            let line = format!("  {}: {} {}", finding.level.name(), finding.rule.code, finding.message);
            writeln!(self.out, "{}", visible(&line))?;
        }
        if !shown.assumed.is_empty() {
            writeln!(self.out, "Assumed: {}", visible(&shown.assumed.join("; ")))?;
        }
        self.says(&format!("From: {}", shown.source))
    }

    /// A question with its answers, by number.
    pub(super) fn asks(&mut self, question: &Question) -> io::Result<()> {
        let choices = (1..).zip(&question.choices).map(|(number, it)| format!("  {number} {}", it.label));
        self.says(&format!("{}{}", question.text, choices.collect::<String>()))
    }

    /// All that is known of it.
    pub(super) fn explains(&mut self, shown: &Shown, dialect: Dialect, width: usize) -> io::Result<()> {
        writeln!(self.out)?;
        for line in explained(shown, dialect, width) {
            writeln!(self.out, "{}", visible(&line))?;
        }
        for finding in &shown.findings {
            let line = format!("{}: {} {}", finding.level.name(), finding.rule.code, finding.message);
            writeln!(self.out, "{}", visible(&line))?;
            for fix in &finding.fixes {
                writeln!(self.out, "  help: {}", visible(&fix.title))?;
            }
            writeln!(self.out, "  caro-lsp rule {} says more", finding.rule.code)?;
        }
        self.out.flush()
    }

    /// Commands to choose from, by number.
    pub(super) fn lists(&mut self, all: &[Shown]) -> io::Result<()> {
        for (number, shown) in (1..).zip(all) {
            let mut lines = shown.command.lines();
            writeln!(self.out, "{number}  {}", visible(lines.next().unwrap_or_default()))?;
            for line in lines {
                writeln!(self.out, "   {}", visible(line))?;
            }
            if !shown.summary().is_empty() {
                writeln!(self.out, "     {}", visible(shown.summary()))?;
            }
            if !shown.findings.is_empty() {
                writeln!(self.out, "     Risk: {}", shown.risk())?;
            }
        }
        self.out.flush()
    }

    /// Hands the command to the terminal's clipboard. Whether the terminal takes it is not known.
    pub(super) fn copies(&mut self, command: &str) -> io::Result<()> {
        match clipboard::sequence(command) {
            Some(sequence) => {
                write!(self.out, "{sequence}")?;
                self.says("Sent to the terminal's clipboard, where the terminal allows that (OSC 52).")
            }
            None => self.says("It is too long for a terminal's clipboard."),
        }
    }

    /// The command, as it was taken.
    pub(super) fn prints(&mut self, command: &str) -> io::Result<()> {
        writeln!(self.out, "{}", visible::lines(command))?;
        self.out.flush()
    }
}

fn explained(shown: &Shown, dialect: Dialect, width: usize) -> Vec<String> {
    if shown.parts.is_empty() {
        return shown.command.lines().map(str::to_owned).collect();
    }
    text::lines(&Document::new(&shown.command, dialect), &shown.parts, width)
}
