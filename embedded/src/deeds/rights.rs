//! Permissions that are said as part of a deed: a private folder, a script that is made executable.

use super::Setting;
use super::frame::{Clause, Named};
use super::phrases::{Rights, Verb, What};
use super::{make, transfer};
use crate::literals::names_file;
use crate::shell::{join, path};

/// The deed, and what may be done with what it made.
pub(super) fn with(clause: &Clause, rights: Rights, mode: &str, setting: Setting) -> Option<String> {
    let [only] = clause.things.as_slice() else { return None };
    if !clause.flags.is_empty() || clause.has_set() && clause.any.is_none() {
        return None;
    }
    let folder = only.what == What::Folder || only.what == What::Unknown && !names_file(&only.path);
    let mode = match (rights, folder) {
        (Rights::Said, _) => mode,
        (Rights::Executable, false) => "+x",
        (Rights::Executable, true) => return None,
        (Rights::Private, true) => "700",
        (Rights::Private, false) => "600",
        (Rights::Public, true) => "777",
        (Rights::Public, false) => "a+rw",
    };
    let (command, made) = match clause.verb? {
        Verb::Make => (make::answer(clause, setting)?, made(clause, only)?),
        Verb::Copy if !folder => (transfer::answer(clause, setting)?, copied(clause, only)?),
        _ => return None,
    };
    if let Some(names) = command.strip_prefix("mkdir -p ").filter(|it| !it.contains('/')) {
        return Some(format!("mkdir -m {mode} {names}"));
    }
    Some(format!("{command} && chmod {mode} {}", path(&made)))
}

/// Where a new thing is.
fn made(clause: &Clause, only: &Named) -> Option<String> {
    match clause.places.as_slice() {
        [] => Some(only.path.clone()),
        [place] if place == "." => Some(only.path.clone()),
        [place] => Some(join(place, &only.path)),
        _ => None,
    }
}

/// Where a copy is, as far as the words say whether they name a folder.
fn copied(clause: &Clause, only: &Named) -> Option<String> {
    let target = clause.target.as_ref().filter(|_| clause.new_name.is_none())?;
    let name = only.path.rsplit('/').next()?;
    if names_file(&target.path) && !target.folder {
        return Some(target.path.clone());
    }
    // `/usr/local/bin` is a folder that everyone knows; `tool` may be a new name.
    let known = target.folder || target.path.starts_with('/') || target.path.ends_with("/bin");
    known.then(|| join(&target.path, name))
}
