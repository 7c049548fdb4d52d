//! `caro-lsp doctor`: what is here, what is wrong, and what to do about it. It asks no network, starts nothing and
//! changes nothing.

use super::facts::{self, Folder, Hardware, Host, Kind, Program, Settings};
use super::{Format, Outcome, visible::visible};
use caro_models::size;
use clap::Args;
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, Write};

/// The words of `doctor`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// All that is found, with the fields of `--format json`.
#[derive(Serialize)]
struct Report {
    program: Program,
    machine: Hardware,
    folders: Vec<Folder>,
    models: Option<Vec<Kind>>,
    hosts: Vec<Host>,
    settings: Vec<Settings>,
    wrong: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut wrong = Vec::new();
    let report = Report {
        program: facts::program(&mut wrong),
        machine: facts::hardware(&mut wrong),
        folders: facts::folders(&mut wrong),
        models: facts::models(&mut wrong),
        hosts: facts::hosts(&mut wrong),
        settings: facts::settings(&mut wrong),
        wrong,
    };
    match arguments.format {
        Format::Json => writeln!(out, "{:#}", serde_json::to_value(&report)?)?,
        Format::Text => text(&report, out)?,
    }
    Ok(if report.wrong.is_empty() { Outcome::Clean } else { Outcome::Found })
}

fn text(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Report { program, machine, folders, models, hosts, settings, wrong } = report;
    writeln!(out, "Program:")?;
    fact(out, "caro-lsp", format!("{} ({})", program.version, program.build))?;
    fact(out, "platform", format!("{} {}", program.os, program.arch))?;
    fact(out, "llama.cpp", if program.local_models { "in this build" } else { "not in this build" })?;
    if let Some(path) = &program.path {
        fact(out, "path", path)?;
    }
    let shown = |it: Option<u64>| it.map_or("not known".to_owned(), size::shown);
    writeln!(out, "Machine:")?;
    fact(out, "cores", machine.cores)?;
    fact(out, "memory", format!("{}, {} of it free", shown(machine.memory), shown(machine.free_memory)))?;
    let free = machine.free_disk.map(|it| format!("{} free for models", size::shown(it)));
    fact(out, "disk", free.unwrap_or("free space not known".to_owned()))?;
    writeln!(out, "Folders:")?;
    for Folder { name, path, exists, mode } in folders {
        let end = mode.as_ref().map_or(String::new(), |it| format!(" ({it})"));
        fact(out, name, format!("{path}{}", if *exists { &end } else { " (not there yet)" }))?;
    }
    writeln!(out, "Models:")?;
    match models {
        Some(models) if models.is_empty() => {
            fact(out, "none", "commands are composed without one; caro-lsp models recommend names some")?;
        }
        Some(models) => {
            for Kind { name, bytes, chosen, .. } in models {
                let mark = if *chosen { ", chosen" } else { "" };
                writeln!(out, "{}", visible(&format!("  {name} ({}{mark})", size::shown(*bytes))))?;
            }
        }
        None => fact(out, "none", "no list of them can be read")?,
    }
    writeln!(out, "Model host:")?;
    if hosts.is_empty() {
        fact(out, "none", "it is started when a model is first asked, and ends 10 minutes after the last time")?;
    }
    hosts.iter().try_for_each(|it| fact(out, "process", described(it)))?;
    writeln!(out, "Settings:")?;
    settings.iter().try_for_each(|it| fact(out, "file", format!("{} ({})", it.path, it.whose)))?;
    if wrong.is_empty() {
        return writeln!(out, "Nothing is wrong.");
    }
    writeln!(out, "Wrong:")?;
    wrong.iter().try_for_each(|it| writeln!(out, "  {}", visible(it)))
}

fn fact(out: &mut dyn Write, name: &str, value: impl Display) -> io::Result<()> {
    writeln!(out, "  {name:9} {}", visible(&value.to_string()))
}

pub(super) fn described(host: &Host) -> String {
    let Host { pid, version, model, bytes, threads, seconds, clients, answered, failed, .. } = host;
    let model = match (host.state, model) {
        ("loading", _) => "loads its model".to_owned(),
        (_, Some(model)) => {
            let bytes = size::shown(bytes.unwrap_or_default());
            format!("{model} ({bytes}, {} threads)", threads.unwrap_or_default())
        }
        (_, None) => "has no model that it can use".to_owned(),
    };
    format!(
        "{pid}, version {version}: {model}; {seconds} s old, {clients} clients, {answered} answered, {failed} failed"
    )
}
