//! `caro-lsp status`: how it is right now, in the words of the editors' `caro/status`: the model, its host, the settings.

use super::doctor::described;
use super::facts::{self, Host, Kind, Settings};
use super::{Format, Outcome, visible::visible};
use caro_models::size;
use clap::Args;
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, Write};

/// The words of `status`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How it is, with the fields of `--format json`.
#[derive(Serialize)]
struct Status {
    /// `ready`, `loading`, `modelMissing` or `error`.
    state: &'static str,
    /// The model that answers beside the generator that is built in.
    model: Option<Kind>,
    hosts: Vec<Host>,
    settings: Vec<Settings>,
    /// What is wrong with these, each with what to do.
    wrong: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut wrong = Vec::new();
    let models = facts::models(&mut wrong);
    let hosts = facts::hosts(&mut wrong);
    let settings = facts::settings(&mut wrong);
    let is_readable = models.is_some() || caro_models::folder::of_this_user().is_none();
    let model = models.unwrap_or_default().into_iter().find(|it| it.chosen);
    let state = if !is_readable || hosts.iter().any(|it| it.state == "failed") {
        "error"
    } else if model.as_ref().is_some_and(|it| !it.usable) {
        "modelMissing"
    } else if hosts.iter().any(|it| it.state == "loading") {
        "loading"
    } else {
        "ready"
    };
    let status = Status { state, model, hosts, settings, wrong };
    match arguments.format {
        Format::Json => writeln!(out, "{:#}", serde_json::to_value(&status)?)?,
        Format::Text => text(&status, out)?,
    }
    Ok(if matches!(state, "error" | "modelMissing") { Outcome::Found } else { Outcome::Clean })
}

fn text(status: &Status, out: &mut dyn Write) -> io::Result<()> {
    let Status { state, model, hosts, settings, wrong } = status;
    let words = match *state {
        "modelMissing" => "the model is missing",
        other => other,
    };
    fact(out, "state", words)?;
    match model {
        Some(model) => fact(out, "model", format!("{} ({})", model.name, size::shown(model.bytes)))?,
        None => fact(out, "model", "none is chosen: commands are composed without one")?,
    }
    if hosts.is_empty() {
        fact(out, "host", "not running; it is started when a model is first asked")?;
    }
    hosts.iter().try_for_each(|it| fact(out, "host", described(it)))?;
    settings.iter().try_for_each(|it| fact(out, "settings", format!("{} ({})", it.path, it.whose)))?;
    wrong.iter().try_for_each(|it| fact(out, "wrong", it))
}

fn fact(out: &mut dyn Write, name: &str, value: impl Display) -> io::Result<()> {
    writeln!(out, "{name:9} {}", visible(&value.to_string()))
}
