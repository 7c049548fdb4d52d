//! What is deleted, in the narrowest form that does it.

use super::{may_be_folder, named, words};
use crate::deeds::frame::{Clause, Named};
use crate::deeds::phrases::{Depth, Flag, What};
use crate::literals::names_file;
use crate::shell::path;

/// Deletes what is named, in the narrowest form that does it.
pub(super) fn delete(clause: &Clause) -> Option<String> {
    let things = named(clause)?;
    let allowed = clause.only(&[Flag::WithContents, Flag::Ask, Flag::EmptyOnly, Flag::Verbose]);
    let risky = |it: &Named| {
        matches!(it.path.as_str(), "." | ".." | "/" | "~")
            || it.path.starts_with('/') && it.path.matches('/').count() < 3
            || it.path.starts_with("../..")
    };
    let vague = clause.target.is_some()
        || clause.new_name.is_some()
        || clause.depth() == Depth::Direct
        || clause.any == Some(What::Unknown);
    if things.is_empty() || !allowed || vague || things.iter().any(risky) {
        return None;
    }
    let ask = if clause.has(Flag::Ask) { "i" } else { "" };
    let folders = things.iter().all(|it| it.what == What::Folder);
    if things.iter().all(|it| it.empty) || folders && clause.has(Flag::EmptyOnly) {
        return (ask.is_empty() && !clause.has(Flag::WithContents)).then(|| format!("rmdir {}", words(&things)));
    }
    if clause.has(Flag::EmptyOnly) || things.iter().any(|it| it.empty) {
        return None;
    }
    if folders || clause.has(Flag::WithContents) && things.iter().all(may_be_folder) {
        return Some(format!("rm -r{ask} {}", words(&things)));
    }
    // "the file x.txt and the folder y"
    let (inner, outer): (Vec<Named>, Vec<Named>) = things.iter().cloned().partition(|it| it.what == What::Folder);
    let mixed = !inner.is_empty() && outer.iter().all(|it| names_file(&it.path)) && clause.flags.is_empty();
    if mixed {
        return Some(format!("rm {} && rm -r {}", words(&outer), words(&inner)));
    }
    let files = things.iter().all(|it| it.what == What::File || it.what == What::Unknown && names_file(&it.path));
    if !files || clause.has(Flag::WithContents) {
        return None;
    }
    let flags = if ask.is_empty() { "" } else { " -i" };
    Some(format!("rm{flags} {}", words(&things)))
}

/// Deletes what a folder holds and keeps the folder.
pub(super) fn empty(clause: &Clause) -> Option<String> {
    let mut folders: Vec<String> = clause.things.iter().map(|it| it.path.clone()).collect();
    if clause.things.iter().any(|it| it.what != What::Folder || names_file(&it.path)) && clause.contents.is_none() {
        return None;
    }
    folders.extend(clause.contents.clone());
    let [folder] = folders.as_slice() else { return None };
    let plain = clause.places.is_empty()
        && !clause.has_set_beyond_nouns()
        && clause.any.is_none_or(|it| it == What::Unknown)
        && clause.only(&[Flag::WithContents])
        && clause.target.is_none()
        && clause.depth() != Depth::Direct;
    let broad = folder.starts_with('/') && folder.matches('/').count() < 3
        || folder.starts_with("..")
        || matches!(folder.as_str(), "." | "~");
    (plain && !broad).then(|| format!("find {} -mindepth 1 -delete", path(folder)))
}
