//! In which folders pages may lie: as `man` looks for them, and where tldr clients keep theirs.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Where manual pages lie on most machines.
const USUAL: [&str; 7] = [
    "/usr/local/share/man",
    "/usr/local/man",
    "/usr/share/man",
    "/opt/homebrew/share/man",
    "/opt/local/share/man",
    "/Library/Developer/CommandLineTools/usr/share/man",
    "/usr/X11R6/man",
];
/// So many folders of `PATH` and of `MANPATH` are looked at.
const FOLDERS: usize = 1000;

/// The folders with `man1` and `man8`, the one to be looked at first in front; many of them may not exist.
///
/// An empty part of `MANPATH` stands for what is there without it: pages beside the folders of `PATH`, then the usual.
pub(super) fn manuals(variable: &dyn Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let path = variable("PATH").unwrap_or_default();
    let beside = folders(&path).flat_map(|bin| {
        let above = bin.parent().map(Path::to_owned);
        above.into_iter().flat_map(|it| [it.join("share/man"), it.join("man")])
    });
    let usual: Vec<PathBuf> = beside.chain(USUAL.iter().map(PathBuf::from)).collect();
    let Some(manpath) = variable("MANPATH").filter(|it| !it.is_empty()) else { return distinct(usual) };
    let mut all = Vec::new();
    for part in std::env::split_paths(&manpath).take(FOLDERS) {
        if part.as_os_str().is_empty() {
            all.extend(usual.iter().cloned());
        } else if part.is_absolute() {
            all.push(part);
        }
    }
    distinct(all)
}

/// The folders that hold `common`, `linux` and the like; most of them do not exist.
pub(super) fn tldr(variable: &dyn Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let home = absolute("HOME").or_else(|| absolute("USERPROFILE"));
    let in_home = |name: &str| home.as_ref().map(|it| it.join(name));
    let caches = absolute("XDG_CACHE_HOME").or_else(|| in_home(".cache"));
    let data = absolute("XDG_DATA_HOME").or_else(|| in_home(".local/share"));
    let library = in_home("Library/Caches");
    let local = absolute("LOCALAPPDATA");
    let within = |folder: &Option<PathBuf>, names: &[&str]| -> Vec<PathBuf> {
        folder.iter().flat_map(|folder| names.iter().map(|it| folder.join(it))).collect()
    };
    let mut clients = Vec::new();
    clients.extend(absolute("TEALDEER_CACHE_DIR").map(|it| it.join("tldr-pages")));
    for caches in [&caches, &library, &local] {
        clients.extend(within(caches, &["tealdeer/tldr-pages", "tealdeer/tldr-master", "tlrc", "tldr", "tldr-pages"]));
    }
    clients.extend(within(&data, &["tldr", "tldr/tldr"]));
    clients.extend(within(&home, &[".tldrc/tldr", ".tldrc/tldr-main", ".tldr/cache", ".tldr/tldr", ".tldr"]));
    // English pages only: the rest of what we say is English too.
    distinct(clients.iter().flat_map(|it| [it.join("pages.en"), it.join("pages"), it.clone()]).collect())
}

fn folders(path: &OsStr) -> impl Iterator<Item = PathBuf> {
    // What a relative part means depends on where somebody stands.
    std::env::split_paths(path).filter(|it| it.is_absolute()).take(FOLDERS)
}

fn distinct(folders: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = std::collections::HashSet::new();
    folders.into_iter().filter(|it| seen.insert(it.clone())).collect()
}
