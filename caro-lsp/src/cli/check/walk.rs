//! What to check: the scripts that were named, and those in folders, in an order that is always the same.

use super::super::input::is_stdin;
use super::super::visible::visible;
use super::{ignored, tracked};
use caro_core::dialect_of;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

/// How much of a file is read to see whether it starts as a script does, in bytes.
const FIRST: usize = 256;

/// Where version control keeps its own files.
const NOT_ENTERED: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// A script to check.
#[derive(Debug)]
pub(super) struct Target {
    /// Where it lies, as it was named or found; `-`, where it is named, is standard input.
    pub(super) path: PathBuf,
    /// The object of git that holds it, where that is what is checked.
    pub(super) blob: Option<String>,
    /// Whether it was named, and not found in a folder.
    pub(super) is_named: bool,
}

impl Target {
    pub(super) fn is_stdin(&self) -> bool {
        self.is_named && self.blob.is_none() && is_stdin(&self.path)
    }
}

/// The scripts that `paths` name, each once, and a line for everything that could not be looked at.
pub(super) fn targets(paths: &[PathBuf], threads: usize) -> (Vec<Target>, Vec<String>) {
    let (mut targets, mut complaints) = (Vec::new(), Vec::new());
    // By their true names, so that no way of writing a path, and no link, checks a file twice.
    let mut seen = HashMap::new();
    let mut add = |real: PathBuf, path: &Path, is_named: bool| match seen.entry(real) {
        Entry::Vacant(new) => {
            new.insert(targets.len());
            targets.push(Target { path: path.to_owned(), blob: None, is_named });
        }
        Entry::Occupied(old) => targets[*old.get()].is_named |= is_named,
    };
    for path in paths {
        if is_stdin(path) {
            add(path.clone(), path, true);
            continue;
        }
        let real = path.canonicalize();
        if !path.is_dir() {
            add(real.unwrap_or_else(|_| plain(path).to_owned()), path, true);
            continue;
        }
        let (mut found, errors) = scripts_in(path, threads);
        found.sort();
        complaints.extend(errors);
        let real = real.unwrap_or_else(|_| path.clone());
        for script in found {
            // No link is followed on the way, so this is its true name.
            let real = real.join(script.strip_prefix(path).unwrap_or(&script));
            add(real, plain(&script), false);
        }
    }
    (targets, complaints)
}

/// The shell scripts below a folder that git tracks, or does not ignore. Links are not followed: what they lead to has its own path,
/// or lies outside.
fn scripts_in(folder: &Path, threads: usize) -> (Vec<PathBuf>, Vec<String>) {
    // The folders above are asked too for what git ignores.
    let above = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if let Some(odd) = above.ancestors().find_map(ignored::odd_list) {
        return (Vec::new(), vec![left_out(folder, &odd)]);
    }
    let (sender, found) = channel();
    let refused = sender.clone();
    let is_entered = move |it: &DirEntry| {
        if it.depth() == 0 || !it.file_type().is_some_and(|it| it.is_dir()) {
            return true;
        }
        if NOT_ENTERED.iter().any(|name| it.file_name() == OsStr::new(name)) {
            return false;
        }
        let odd = ignored::odd_list(it.path());
        if let Some(odd) = &odd {
            // The receiver outlives the walk.
            let _ = refused.send(Err(left_out(it.path(), odd)));
        }
        odd.is_none()
    };
    let mut walk = WalkBuilder::new(folder);
    walk.hidden(false).ignore(false).follow_links(false).filter_entry(is_entered).threads(threads);
    walk.build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| {
            let found = match entry {
                Ok(it) if it.file_type().is_some_and(|it| it.is_file()) => Ok((is_script(it.path()), it.into_path())),
                Ok(_) => return WalkState::Continue,
                Err(error) => Err(error.to_string()),
            };
            sender.send(found).map_or(WalkState::Quit, |()| WalkState::Continue)
        })
    });
    // Both hold a sender: the end is seen when all are gone.
    drop((sender, walk));
    let (mut paths, mut errors, mut others) = (Vec::new(), Vec::new(), HashSet::new());
    for it in found {
        match it {
            Ok((true, path)) => paths.push(path),
            Ok((false, path)) => drop(others.insert(path)),
            Err(error) => errors.push(error),
        }
    }
    errors.sort();
    // A list of ignored files hides nothing that git tracks.
    let found: HashSet<PathBuf> = paths.iter().cloned().collect();
    let left_out =
        |it: &PathBuf| !found.contains(it) && !others.contains(it) && tracked::is_there(folder, it) && is_script(it);
    paths.extend(tracked::files(folder).into_iter().filter(left_out));
    (paths, errors)
}

fn left_out(folder: &Path, odd: &Path) -> String {
    let (folder, odd) = (visible(&folder.to_string_lossy()), visible(&odd.to_string_lossy()));
    format!("{folder}: not searched: {odd} is no plain file, or longer than 1 MiB; mend it, or name the scripts")
}

/// Whether a file's name or first line says that a shell reads it.
fn is_script(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy);
    dialect_of(None, name.as_deref(), "").is_some() || starts_as_script(path)
}

fn starts_as_script(path: &Path) -> bool {
    let mut first = Vec::with_capacity(FIRST);
    let read = File::open(path).and_then(|it| it.take(FIRST as u64).read_to_end(&mut first));
    // What cannot be read is told when it is checked, if its name says that it is a script.
    if read.is_err() {
        return false;
    }
    // A byte of value 0 ends the line for the system, and hides nothing of a script.
    let line = first.split(|it| *it == 0).next().unwrap_or_default();
    let first = String::from_utf8_lossy(line);
    dialect_of(None, None, first.lines().next().unwrap_or_default()).is_some()
}

/// The path without the `./` in front that says nothing; a file that is called `-` keeps it, to be told from standard input.
pub(super) fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").ok().filter(|it| !it.as_os_str().is_empty() && !is_stdin(it)).unwrap_or(path)
}
