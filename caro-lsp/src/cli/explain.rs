//! `caro-lsp explain`: each part of a command with its meaning.

use super::{Format, Outcome, check, complain};
use crate::config::Shell;
use crate::policy_file::Trust;
use caro_core::explain::{Explained, explain_text};
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
    let parts = explain_text(&text, dialect);
    let findings = check::findings(&text, dialect, Trust::AsConfigured);
    if arguments.format == Format::Json {
        let answer =
            json!({"command": text, "parts": shown(&text, &parts), "findings": check::shown(&text, &findings)});
        writeln!(out, "{answer:#}")?;
    } else {
        let mut lines = Vec::new();
        flatten(&text, &parts, 0, &mut lines);
        let width = lines.iter().map(|it| it.0.chars().count()).max().unwrap_or(0).min(32);
        for (written, meaning) in &lines {
            writeln!(out, "{written:width$}  {meaning}")?;
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

/// Each part as a line: how it is written, indented by how deep it stands, and what it means.
fn flatten(text: &str, parts: &[Explained], depth: usize, lines: &mut Vec<(String, String)>) {
    for part in parts {
        let written = part.span.of(text).lines().next().unwrap_or_default();
        if !part.meaning.is_empty() {
            lines.push((format!("{}{written}", "  ".repeat(depth)), part.meaning.clone()));
        }
        flatten(text, &part.parts, depth + usize::from(!part.meaning.is_empty()), lines);
    }
}

/// The tree as JSON, as `docs/cli.md` describes it.
pub(super) fn shown(text: &str, parts: &[Explained]) -> Value {
    let part = |it: &Explained| {
        json!({
            "text": it.span.of(text),
            "kind": it.kind.name(),
            "title": it.title,
            "meaning": it.meaning,
            "source": it.source.name(),
            "parts": shown(text, &it.parts),
        })
    };
    Value::Array(parts.iter().map(part).collect())
}
