//! An entry of the history for people: a line of a list, or a page.

use crate::cli::visible::{lines, visible};
use crate::remembered::{PRIVATE, age};
use caro_history::{Outcome, Record};
use std::io::{self, Write};

/// How many characters of a number are shown: enough to name it.
const SHORT: usize = 8;

pub(super) fn line(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let command = record.corrected_command.as_deref().filter(|_| record.outcome == Outcome::Edited);
    let command = command.unwrap_or(&record.generated_command);
    writeln!(
        out,
        "{}  {:>4}  {:9}  {}    # {}",
        record.uid.get(..SHORT).unwrap_or(&record.uid),
        age(record.created_at),
        record.outcome.word(),
        visible(&one_line(command)),
        visible(&one_line(&record.prompt)),
    )
}

pub(super) fn page(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let mut fact = |name: &str, value: &str| {
        if value.is_empty() { Ok(()) } else { writeln!(out, "{name:13} {value}") }
    };
    fact("number", &record.uid)?;
    fact("when", &format!("{} ago ({} s since 1970)", age(record.created_at), record.created_at))?;
    fact("request", &visible(&record.prompt))?;
    fact("offered", &lines(&record.generated_command))?;
    for other in &record.alternatives {
        fact("or", &lines(other))?;
    }
    fact("outcome", record.outcome.word())?;
    fact("yours", &record.corrected_command.as_deref().map(lines).unwrap_or_default())?;
    let yes_no = |it: Option<bool>| it.map_or("", |it| if it { "yes" } else { "no" });
    fact("ran", yes_no(record.executed))?;
    fact("well", yes_no(record.success))?;
    fact(
        "source",
        &[Some(record.source.as_str()), record.model.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" "),
    )?;
    fact("risk", &record.risk)?;
    fact("confidence", &format!("{:.0} %", record.confidence * 100.0))?;
    fact("latency", &format!("{} ms", record.latency_ms))?;
    fact("for", &format!("{} on {}", record.shell, record.platform))?;
    let workspace = record.workspace.as_deref().unwrap_or_default();
    fact("workspace", workspace.strip_prefix(PRIVATE).unwrap_or(workspace))?;
    if record.redacted {
        fact("note", "something that looked like a secret was taken out")?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ⏎ ")
}
