//! Deeds on two things at once: swapped, synchronised, merged.

use super::{flags, named, prepared};
use crate::deeds::frame::{Clause, Part, Target};
use crate::deeds::phrases::Flag;
use crate::literals::names_file;
use crate::shell::path;

pub(super) fn swap(clause: &Clause) -> Option<String> {
    let things = named(clause)?;
    let [one, other] = things.as_slice() else { return None };
    let plain = clause.says_only(&[Part::Things, Part::Places, Part::Any]) && clause.only(&[]);
    if !plain || one.path == other.path {
        return None;
    }
    let (first, second) = (path(&one.path), path(&other.path));
    Some(format!("mv {first} {first}.swap && mv {second} {first} && mv {first}.swap {second}"))
}

/// Two folders, in the order in which they were said.
fn pair(clause: &Clause) -> Option<(String, Target)> {
    let mut from: Vec<String> = clause.things.iter().map(|it| it.path.clone()).collect();
    from.extend(clause.contents.clone());
    if clause.has_set_beyond_nouns() || !clause.places.is_empty() || clause.new_name.is_some() {
        return None;
    }
    let target = match (&clause.target, &clause.with, from.len()) {
        (Some(target), None, 1) => target.clone(),
        _ => return None,
    };
    let from = from.pop()?;
    let local = |it: &str| !it.contains(':') && !names_file(it);
    (local(&from) && local(&target.path)).then_some((from, target))
}

pub(super) fn sync(clause: &Clause) -> Option<String> {
    let known = [Flag::DeleteGone, Flag::WithContents, Flag::KeepTimes, Flag::Newer, Flag::Verbose];
    if !clause.only(&known) {
        return None;
    }
    let (from, target) = pair(clause)?;
    let mut flags = "-a".to_owned();
    if clause.has(Flag::Newer) {
        flags.push('u');
    }
    if clause.has(Flag::Verbose) {
        flags.push('v');
    }
    let gone = if clause.has(Flag::DeleteGone) { " --delete" } else { "" };
    Some(format!("rsync {flags}{gone} {}/ {}/", path(&from), path(&target.path)))
}

pub(super) fn merge(clause: &Clause) -> Option<String> {
    let flags = flags(clause, "a")?;
    let (from, target) = pair(clause)?;
    Some(prepared(&target, &format!("cp{flags} {}/. {}/", path(&from), path(&target.path))))
}
