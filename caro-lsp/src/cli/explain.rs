//! `caro-lsp explain`: each part of a command with its meaning.

use super::{Format, Outcome, check, complain};
use crate::config::Shell;
use crate::policy_file::Trust;
use caro_core::explain::explain;
use clap::Args;
use serde_json::{Value, json};
use std::io::{self, Write};

/// The words of `explain`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The shell it is written for
    #[arg(long, value_enum, default_value = "bash", value_name = "S")]
    shell: Shell,
    /// The command, best as one quoted word; nothing in it is run
    #[arg(required = true, value_name = "COMMAND", trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let text = arguments.command.join(" ");
    let dialect = arguments.shell.dialect();
    let parts = explain(&text, dialect);
    let findings = check::findings(&text, dialect, Trust::AsConfigured);
    if arguments.format == Format::Json {
        let parts: Vec<Value> =
            parts.iter().map(|it| json!({"text": it.text, "meaning": it.meaning, "source": it.source})).collect();
        let answer = json!({"command": text, "parts": parts, "findings": check::shown(&text, &findings)});
        writeln!(out, "{answer:#}")?;
    } else {
        let width = parts.iter().map(|it| it.text.chars().count()).max().unwrap_or(0).min(32);
        for part in &parts {
            writeln!(out, "{:width$}  {}", part.text, part.meaning)?;
        }
        for finding in &findings {
            writeln!(out, "{}: {} {}", finding.level.name(), finding.rule.code, finding.message)?;
        }
        if parts.is_empty() {
            out.flush()?;
            complain("nothing in this command is known");
        }
    }
    Ok(if parts.is_empty() { Outcome::Found } else { Outcome::Clean })
}
