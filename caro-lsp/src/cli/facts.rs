//! What is here, and what of it is wrong: the one definition, which `doctor` and `status` show. Finding it asks no network,
//! starts nothing and changes nothing.

use crate::policy_file::{self, Trust};
use caro_host::client::running;
use caro_host::place::{cache_folder, run_folder};
use caro_host::protocol::{Health, ModelState};
use caro_models::{Kept, Machine, Model, Store, folder, gguf, size};
use serde::Serialize;
use std::io;
use std::path::Path;
use std::time::Duration;

/// A host that hangs is not waited for any longer.
const HOST_ANSWERS: Duration = Duration::from_secs(1);
/// With less room on the disk nothing can be kept.
const LITTLE_ROOM: u64 = 256 << 20;

/// This program.
#[derive(Debug, Serialize)]
pub(super) struct Program {
    pub(super) version: &'static str,
    /// `debug` or `release`.
    pub(super) build: &'static str,
    pub(super) os: &'static str,
    pub(super) arch: &'static str,
    /// Whether llama.cpp is in it.
    pub(super) local_models: bool,
    pub(super) path: Option<String>,
}

/// What models need of a machine, in bytes; nothing where it is not known.
#[derive(Debug, Serialize)]
pub(super) struct Hardware {
    pub(super) cores: usize,
    pub(super) memory: Option<u64>,
    pub(super) free_memory: Option<u64>,
    pub(super) free_disk: Option<u64>,
}

/// A folder of ours.
#[derive(Debug, Serialize)]
pub(super) struct Folder {
    pub(super) name: &'static str,
    pub(super) path: String,
    pub(super) exists: bool,
    /// Its permissions, such as `700`; nothing where there are none, or it is no folder.
    pub(super) mode: Option<String>,
}

/// A model in the store.
#[derive(Debug, Serialize)]
pub(super) struct Kind {
    pub(super) name: String,
    pub(super) bytes: u64,
    /// Whether it is the one that answers.
    pub(super) chosen: bool,
    /// Whether its file is as it was, as far as can be seen without reading all of it.
    pub(super) usable: bool,
}

/// A model host that runs.
#[derive(Debug, Serialize)]
pub(super) struct Host {
    pub(super) pid: u32,
    pub(super) version: String,
    /// `loading`, `ready` or `failed`.
    pub(super) state: &'static str,
    /// What the model's file calls it, where it is loaded.
    pub(super) model: Option<String>,
    pub(super) bytes: Option<u64>,
    pub(super) threads: Option<u32>,
    pub(super) seconds: u64,
    /// Who is connected.
    pub(super) clients: u32,
    pub(super) answered: u64,
    pub(super) failed: u64,
}

/// A file with settings that hold in the current folder.
#[derive(Debug, Serialize)]
pub(super) struct Settings {
    pub(super) path: String,
    pub(super) whose: &'static str,
}

/// What is wrong, each with what to do, in one line.
pub(super) type Wrong = Vec<String>;

pub(super) fn program(wrong: &mut Wrong) -> Program {
    let path = std::env::current_exe().map_err(|error| {
        wrong.push(format!("our own program is not found ({error}), so no model host can be started"));
    });
    Program {
        version: env!("CARGO_PKG_VERSION"),
        build: if cfg!(debug_assertions) { "debug" } else { "release" },
        os: std::env::consts::OS,
        arch: std::env::consts::ARCH,
        local_models: cfg!(feature = "local-models"),
        path: path.ok().map(|it| it.display().to_string()),
    }
}

pub(super) fn hardware(wrong: &mut Wrong) -> Hardware {
    let place = folder::of_this_user().unwrap_or_else(std::env::temp_dir);
    let machine = Machine::this(&place);
    if let Some(free) = machine.disk.filter(|it| *it < LITTLE_ROOM) {
        wrong.push(format!("{}: only {} are free on its disk: make room", place.display(), size::shown(free)));
    }
    Hardware { cores: machine.cores, memory: machine.memory, free_memory: machine.available, free_disk: machine.disk }
}

pub(super) fn folders(wrong: &mut Wrong) -> Vec<Folder> {
    let mut found = Vec::new();
    match cache_folder() {
        Ok(path) => found.push(folder_of("cache", &path, wrong)),
        Err(_) => wrong.push("there is no home folder: set HOME to an absolute path".to_owned()),
    }
    if let Some(path) = folder::of_this_user() {
        found.push(folder_of("models", &path, wrong));
    }
    if let Ok(path) = run_folder() {
        found.push(folder_of("sockets", &path, wrong));
    }
    if let Some(path) = caro_history::folder::of_this_user() {
        found.push(folder_of("history", &path, wrong));
    }
    found
}

/// A folder with its permissions; only the models and the sockets must be closed to others.
fn folder_of(name: &'static str, path: &Path, wrong: &mut Wrong) -> Folder {
    let shown = path.display().to_string();
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut folder = Folder { name, path: shown.clone(), exists: true, mode: None };
    let about = match path.symlink_metadata() {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let above = path.ancestors().skip(1).find(|it| it.exists());
            wrong.extend(above.and_then(no_writing).map(|it| format!("{shown} cannot be made: {it}")));
            return Folder { exists: false, ..folder };
        }
        Err(error) => {
            wrong.push(format!("{shown} cannot be looked at: {error}: check who owns the folders above it"));
            return folder;
        }
    };
    if !path.is_dir() {
        wrong.push(format!("{shown} is not a folder: move it away, a folder is made in its place"));
        return folder;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = about.mode() & 0o777;
        folder.mode = Some(format!("{mode:03o}"));
        if about.uid() != rustix::process::geteuid().as_raw() {
            wrong.push(format!("{shown} belongs to another user: give it back with chown, or move it away"));
        } else if name != "cache" && mode & 0o077 != 0 {
            wrong.push(format!("{shown} is open to others ({mode:03o}): chmod 700 it"));
        } else if mode & 0o700 != 0o700 {
            wrong.push(format!("{shown} is closed to you ({mode:03o}): chmod 700 it"));
        } else {
            wrong.extend(no_writing(path));
        }
    }
    #[cfg(not(unix))]
    let _ = about;
    folder
}

/// What keeps this user from making files in a folder.
#[cfg(unix)]
fn no_writing(folder: &Path) -> Option<String> {
    use rustix::fs::{Access, access};
    let error = io::Error::from(access(folder, Access::WRITE_OK | Access::EXEC_OK).err()?);
    Some(format!("{} cannot be written: {error}: check who owns it, and how its disk is mounted", folder.display()))
}

/// Elsewhere only an attempt would tell, and nothing is changed here.
#[cfg(not(unix))]
fn no_writing(_: &Path) -> Option<String> {
    None
}

/// The models that are kept; nothing where no list of them can be read.
pub(super) fn models(wrong: &mut Wrong) -> Option<Vec<Kind>> {
    let folder = folder::of_this_user()?;
    let read = Store::existing(&folder).and_then(|store| match store {
        Some(store) => Ok((store.models()?, store.chosen()?)),
        None => Ok((Vec::new(), None)),
    });
    let (models, chosen) = match read {
        Ok(read) => read,
        Err(error) => {
            wrong.push(error.to_string());
            return None;
        }
    };
    let memory = if models.is_empty() { None } else { Machine::this(&folder).memory };
    let kind = |model: &Model| {
        let broken = broken(model);
        let usable = broken.is_none();
        if let Some(broken) = broken {
            wrong.push(broken);
        } else if memory.is_some_and(|it| it < model.size) {
            let name = &model.name;
            wrong.push(format!("{name} is larger than this machine's memory: caro-lsp models recommend names others"));
        }
        let chosen = chosen.as_ref().is_some_and(|it| it.name == model.name);
        Kind { name: model.name.clone(), bytes: model.size, chosen, usable }
    };
    Some(models.iter().map(kind).collect())
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

pub(super) fn hosts(wrong: &mut Wrong) -> Vec<Host> {
    let found = run_folder().map_or(Vec::new(), |it| running(&it, HOST_ANSWERS));
    found.iter().map(|it| host(it, wrong)).collect()
}

fn host(health: &Health, wrong: &mut Wrong) -> Host {
    let Health { pid, build, up_ms, clients, done, failed, .. } = health;
    let mut host = Host {
        pid: *pid,
        version: build.clone(),
        state: "loading",
        model: None,
        bytes: None,
        threads: None,
        seconds: up_ms / 1000,
        // This look is a client, too.
        clients: clients.saturating_sub(1),
        answered: *done,
        failed: *failed,
    };
    match &health.model {
        ModelState::Loading => {}
        ModelState::Ready(facts) => {
            host.state = "ready";
            host.model = Some(facts.name.clone());
            (host.bytes, host.threads) = (Some(facts.estimated_bytes), Some(facts.threads));
        }
        ModelState::Failed { message, .. } => {
            host.state = "failed";
            wrong.push(format!("process {pid}: {message}"));
        }
    }
    if build != env!("CARGO_PKG_VERSION") {
        wrong.push(format!("process {pid} is of version {build}: restart the editor that started it"));
    }
    host
}

/// The files whose settings hold in the current folder, and where one could be.
pub(super) fn settings(wrong: &mut Wrong) -> Vec<Settings> {
    let explained = policy_file::explain(Path::new("."), Trust::AsConfigured);
    wrong.extend(explained.warnings.iter().map(ToString::to_string));
    let shown =
        |(path, whose): &(std::path::PathBuf, &'static str)| Settings { path: path.display().to_string(), whose };
    explained.files.iter().map(shown).collect()
}
