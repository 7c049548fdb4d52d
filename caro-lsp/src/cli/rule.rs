//! `caro-lsp rule`: a rule's documentation, or the list of all rules.

use super::{Outcome, complain};
use caro_core::{documentation, rules};
use clap::Args;
use std::io::{self, Write};

/// The words of `rule`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The rule's code, such as CARO0101, or its name
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let Some(code) = &arguments.code else {
        for rule in rules::all() {
            writeln!(out, "{} {:28} {:8} {}", rule.code, rule.name, rule.level.name(), rule.summary())?;
        }
        return Ok(Outcome::Clean);
    };
    let Some(rule) = rules::find(code) else {
        complain(&format!("{code}: no rule has this code or name; `caro-lsp rule` lists them all"));
        return Ok(Outcome::Failed);
    };
    writeln!(out, "{} {} ({})\n", rule.code, rule.name, rule.level.name())?;
    for line in rule.doc.lines() {
        writeln!(out, "{}", documentation::unindented(line))?;
    }
    Ok(Outcome::Clean)
}
