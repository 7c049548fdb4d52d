//! `history redact`: shows what is taken out of a text before it is written down. Nothing is written by it.

use crate::cli::{Outcome, complain, visible};
use caro_history::redact;
use clap::Args;
use std::io::{self, Read, Write};

/// The longest text that is read, in bytes.
const LONGEST: u64 = 16 << 20;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Say what would be taken out, by which rule; the status is 1 where there is something
    #[arg(long)]
    check: bool,
    /// List the rules, each with an example
    #[arg(long, conflicts_with = "check")]
    rules: bool,
    /// The text; without it, standard input
    #[arg(value_name = "TEXT", conflicts_with = "rules")]
    text: Option<String>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.rules {
        for rule in redact::rules() {
            writeln!(out, "{:22} {}\n{:22}   such as: {}", rule.name, rule.finds, "", visible::visible(rule.example))?;
        }
        return Ok(Outcome::Clean);
    }
    let Some(text) = text(arguments) else { return Ok(Outcome::Failed) };
    let found = redact::found(&text);
    if arguments.check {
        for it in &found {
            let line = text[..it.span.start].matches('\n').count() + 1;
            writeln!(out, "line {line}: {} ({})", it.rule.name, it.rule.finds)?;
        }
    } else {
        write!(out, "{}", redact::redacted(&text).text)?;
        if !text.ends_with('\n') {
            writeln!(out)?;
        }
    }
    Ok(if arguments.check && !found.is_empty() { Outcome::Found } else { Outcome::Clean })
}

fn text(arguments: &Arguments) -> Option<String> {
    if let Some(text) = &arguments.text {
        return Some(text.clone());
    }
    let mut bytes = Vec::new();
    match io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes) {
        Err(error) => complain(&format!("standard input: {error}")),
        Ok(length) if length as u64 > LONGEST => complain("standard input: longer than 16 MiB; check it in parts"),
        Ok(_) => return Some(String::from_utf8_lossy(&bytes).into_owned()),
    }
    None
}
