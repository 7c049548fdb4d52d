//! `caro-lsp doctor`: what is here, what is wrong, and what to do about it. It asks no network, starts nothing and
//! changes nothing.

use super::{Outcome, visible::visible};
use caro_host::client::running;
use caro_host::place::{cache_folder, run_folder};
use caro_host::protocol::{Health, ModelState};
use caro_models::{Kept, Machine, Model, Store, folder, gguf, size};
use clap::Args;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// A host that hangs is not waited for any longer.
const HOST_ANSWERS: Duration = Duration::from_secs(1);
/// With less room on the disk nothing can be kept.
const LITTLE_ROOM: u64 = 256 << 20;

/// The words of `doctor`: none yet.
#[derive(Debug, Args)]
pub struct Arguments {}

/// What is found, and what of it is wrong.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    wrong: Vec<String>,
}

impl Report {
    fn heading(&mut self, text: &str) {
        self.lines.push(text.to_owned());
    }

    fn fact(&mut self, name: &str, value: impl Display) {
        self.lines.push(format!("  {name:9} {}", visible(&value.to_string())));
    }

    /// What, where and what to do.
    fn wrong(&mut self, text: impl Display) {
        self.wrong.push(visible(&text.to_string()));
    }
}

pub(super) fn run(_: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut report = Report::default();
    program(&mut report);
    machine(&mut report);
    folders(&mut report);
    models(&mut report);
    hosts(&mut report);
    for line in &report.lines {
        writeln!(out, "{line}")?;
    }
    if report.wrong.is_empty() {
        writeln!(out, "Nothing is wrong.")?;
        return Ok(Outcome::Clean);
    }
    writeln!(out, "Wrong:")?;
    for line in &report.wrong {
        writeln!(out, "  {line}")?;
    }
    Ok(Outcome::Found)
}

fn program(report: &mut Report) {
    report.heading("Program:");
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    report.fact("caro-lsp", format!("{} ({build})", env!("CARGO_PKG_VERSION")));
    report.fact("platform", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    report.fact("llama.cpp", if cfg!(feature = "local-models") { "in this build" } else { "not in this build" });
    match std::env::current_exe() {
        Ok(path) => report.fact("path", path.display()),
        Err(error) => report.wrong(format!("our own program is not found ({error}), so no model host can be started")),
    }
}

fn machine(report: &mut Report) {
    let place = folder::of_this_user().unwrap_or_else(std::env::temp_dir);
    let machine = Machine::this(&place);
    let shown = |it: Option<u64>| it.map_or("not known".to_owned(), size::shown);
    report.heading("Machine:");
    report.fact("cores", machine.cores);
    report.fact("memory", format!("{}, {} of it free", shown(machine.memory), shown(machine.available)));
    report.fact("disk", format!("{} free for models", shown(machine.disk)));
    if machine.disk.is_some_and(|it| it < LITTLE_ROOM) {
        let free = shown(machine.disk);
        report.wrong(format!("{}: only {free} are free on its disk: make room", place.display()));
    }
}

fn folders(report: &mut Report) {
    report.heading("Folders:");
    let home = "there is no home folder: set HOME to an absolute path";
    match cache_folder() {
        Ok(path) => folder_of(report, "cache", &path),
        Err(_) => report.wrong(home),
    }
    if let Some(path) = folder::of_this_user() {
        folder_of(report, "models", &path);
    }
    if let Ok(path) = run_folder() {
        folder_of(report, "sockets", &path);
    }
}

/// A folder with its permissions; only the models and the sockets must be closed to others.
fn folder_of(report: &mut Report, name: &str, path: &Path) {
    let shown = path.display();
    let about = match path.symlink_metadata() {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return report.fact(name, format!("{shown} (not there yet)"));
        }
        Err(error) => {
            report.fact(name, &shown);
            return report.wrong(format!("{shown} cannot be looked at: {error}: check who owns the folders above it"));
        }
    };
    if !path.is_dir() {
        report.fact(name, &shown);
        return report.wrong(format!("{shown} is not a folder: move it away, a folder is made in its place"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = about.mode() & 0o777;
        report.fact(name, format!("{shown} ({mode:03o})"));
        if about.uid() != rustix::process::geteuid().as_raw() {
            report.wrong(format!("{shown} belongs to another user: give it back with chown, or move it away"));
        } else if name != "cache" && mode & 0o077 != 0 {
            report.wrong(format!("{shown} is open to others ({mode:03o}): chmod 700 it"));
        } else if mode & 0o700 != 0o700 {
            report.wrong(format!("{shown} is closed to you ({mode:03o}): chmod 700 it"));
        }
    }
    #[cfg(not(unix))]
    {
        let _ = about;
        report.fact(name, &shown);
    }
}

fn models(report: &mut Report) {
    report.heading("Models:");
    let Some(folder) = folder::of_this_user() else { return report.fact("none", "no home folder") };
    let read = Store::existing(&folder).and_then(|store| match store {
        Some(store) => Ok((store.models()?, store.chosen()?)),
        None => Ok((Vec::new(), None)),
    });
    let (models, chosen) = match read {
        Ok(read) => read,
        Err(error) => return report.wrong(error),
    };
    if models.is_empty() {
        report.fact("none", "commands are composed without one; caro-lsp models recommend names some");
    }
    let memory = Machine::this(&folder).memory;
    for model in &models {
        let mark = if chosen.as_ref().is_some_and(|it| it.name == model.name) { ", chosen" } else { "" };
        report.lines.push(visible(&format!("  {} ({}{mark})", model.name, size::shown(model.size))));
        if let Some(wrong) = broken(model) {
            report.wrong(wrong);
        } else if memory.is_some_and(|it| it < model.size) {
            let name = &model.name;
            report
                .wrong(format!("{name} is larger than this machine's memory: caro-lsp models recommend names others"));
        }
    }
}

/// What can be seen of a model's file without reading all of it.
fn broken(model: &Model) -> Option<String> {
    let Model { name, path, .. } = model;
    let remedy = match model.kept {
        Kept::Referenced => format!("put it back, or caro-lsp models remove {name}"),
        Kept::Own | Kept::Linked => format!("caro-lsp models remove {name}, and get it again"),
    };
    match path.metadata() {
        Err(error) => Some(format!("{name}: {} cannot be read ({error}): {remedy}", path.display())),
        Ok(about) if about.len() != model.size => {
            let (now, then) = (about.len(), model.size);
            Some(format!("{name}: {} has {now} bytes and had {then}: {remedy}", path.display()))
        }
        Ok(_) => gguf::read(path).err().map(|error| format!("{name}: {error}: {remedy}")),
    }
}

fn hosts(report: &mut Report) {
    report.heading("Model host:");
    let hosts = run_folder().map_or(Vec::new(), |it| running(&it, HOST_ANSWERS));
    if hosts.is_empty() {
        report.fact("none", "it is started when a model is first asked, and ends 10 minutes after the last time");
    }
    for host in &hosts {
        report.fact("process", described(host));
        if let ModelState::Failed { message, .. } = &host.model {
            report.wrong(format!("process {}: {message}", host.pid));
        }
        if host.build != env!("CARGO_PKG_VERSION") {
            let Health { pid, build, .. } = host;
            report.wrong(format!("process {pid} is of version {build}: restart the editor that started it"));
        }
    }
}

fn described(host: &Health) -> String {
    let Health { pid, build, up_ms, clients, done, failed, .. } = host;
    let model = match &host.model {
        ModelState::Loading => "loads its model".to_owned(),
        ModelState::Ready(facts) => {
            format!("{} ({}, {} threads)", facts.name, size::shown(facts.estimated_bytes), facts.threads)
        }
        ModelState::Failed { .. } => "has no model that it can use".to_owned(),
    };
    // This look is a client, too.
    let clients = clients.saturating_sub(1);
    let seconds = up_ms / 1000;
    format!("{pid}, version {build}: {model}; {seconds} s old, {clients} clients, {done} answered, {failed} failed")
}
