//! What is copied, backed up, moved or renamed; the ways to delete and to work on two things lie below.

mod pair;
mod remove;

use super::Setting;
use super::frame::{Clause, Named, Op, Part, Target};
use super::phrases::{Depth, Flag, Verb, What};
use super::set::{Set, stamp};
use crate::literals::names_file;
use crate::shell::{join, path};

pub(crate) fn answer(clause: &Clause, setting: Setting) -> Option<String> {
    let parts = [
        Part::Things,
        Part::Series,
        Part::Kinds,
        Part::Globs,
        Part::Any,
        Part::Called,
        Part::Places,
        Part::Depths,
        Part::Contents,
        Part::Target,
        Part::NewName,
        Part::Copies,
        Part::NewerThan,
    ];
    let copies = matches!(clause.verb, Some(Verb::Backup | Verb::Copy)) && clause.target.is_none();
    if copies && clause.things.is_empty() && clause.has_set() && clause.new_name.is_none() {
        let ends = clause.verb == Some(Verb::Backup) || !clause.ops.is_empty();
        return ends.then(|| backups(clause, setting))?;
    }
    if !clause.says_only(&parts) {
        return None;
    }
    if !clause.copies.is_empty() {
        return several_copies(clause);
    }
    if clause.newer_than.is_some() && !matches!(clause.verb, Some(Verb::Copy | Verb::Move)) {
        return None;
    }
    match clause.verb? {
        Verb::Copy if stamp(clause).is_some() && clause.target.is_none() => backup(clause),
        Verb::Copy | Verb::Collect => copy(clause, setting),
        Verb::Backup if clause.has_set_beyond_nouns() => copy(clause, setting),
        Verb::Backup => backup(clause),
        Verb::Move => relocate(clause, setting),
        Verb::Rename | Verb::Change => rename(clause),
        Verb::Delete if clause.contents.is_some() => remove::empty(clause),
        Verb::Delete => remove::delete(clause),
        Verb::Swap => pair::swap(clause),
        Verb::Empty => remove::empty(clause),
        Verb::Sync => pair::sync(clause),
        Verb::Merge => pair::merge(clause),
        _ => None,
    }
}

/// "copy a.txt as b.txt and c.txt"
fn several_copies(clause: &Clause) -> Option<String> {
    let things = named(clause)?;
    let [only] = things.as_slice() else { return None };
    let parts = [Part::Things, Part::Places, Part::NewName, Part::Copies];
    let plain = matches!(clause.verb, Some(Verb::Copy | Verb::Backup)) && clause.says_only(&parts) && clause.only(&[]);
    if !plain || may_be_folder(only) {
        return None;
    }
    let names = clause.new_name.iter().chain(&clause.copies);
    Some(names.map(|it| format!("cp {} {}", path(&only.path), path(it))).collect::<Vec<_>>().join(" && "))
}

/// What a deed on one named thing can say.
const NAMED: &[Part] = &[Part::Things, Part::Places, Part::Any, Part::Target, Part::NewName];

/// The named things, with the one folder that they lie in joined to them.
pub(crate) fn named(clause: &Clause) -> Option<Vec<Named>> {
    let other = clause.contents.is_some() || !clause.series.is_empty() || clause.newer_than.is_some();
    if clause.has_set_beyond_nouns() || other {
        return None;
    }
    let place = match clause.places.as_slice() {
        [] => "",
        [one] if one == "." => "",
        [one] => one,
        _ => return None,
    };
    if !place.is_empty() && clause.things.iter().any(|it| it.path.starts_with(['/', '~', '$'])) {
        return None;
    }
    Some(clause.things.iter().map(|it| Named { path: join(place, &it.path), ..it.clone() }).collect())
}

impl Clause {
    /// Whether conditions are said, rather than only "the files a and b".
    fn has_set_beyond_nouns(&self) -> bool {
        !self.kinds.is_empty() || !self.globs.is_empty() || !self.called.is_empty()
    }
}

fn words(things: &[Named]) -> String {
    things.iter().map(|it| path(&it.path)).collect::<Vec<_>>().join(" ")
}

/// Whether it may be a folder.
fn may_be_folder(it: &Named) -> bool {
    it.what == What::Folder || it.what == What::Unknown && !names_file(&it.path)
}

/// The target as a word; with a slash where it must be a folder.
fn goal(target: &Target, many: bool) -> String {
    let folder = (target.folder || many) && target.path != "." && !(names_file(&target.path) && !target.fresh && !many);
    let word = path(&target.path);
    if folder && !word.ends_with('/') { format!("{word}/") } else { word }
}

/// `mkdir -p x && ` where the target is new.
fn prepared(target: &Target, command: &str) -> String {
    if target.fresh { format!("mkdir -p {} && {command}", path(&target.path)) } else { command.to_owned() }
}

/// The flags that copying and moving share.
fn flags(clause: &Clause, base: &str) -> Option<String> {
    let known = [
        Flag::KeepTimes,
        Flag::Newer,
        Flag::NoOverwrite,
        Flag::Ask,
        Flag::Verbose,
        Flag::WithContents,
        Flag::Parents,
        Flag::AnyCase,
        Flag::UpperCase,
        Flag::KeepSource,
    ];
    if !clause.only(&known) {
        return None;
    }
    let mut flags = base.to_owned();
    for (flag, letter) in [(Flag::Newer, 'u'), (Flag::NoOverwrite, 'n'), (Flag::Ask, 'i'), (Flag::Verbose, 'v')] {
        if clause.has(flag) {
            flags.push(letter);
        }
    }
    Some(if flags.is_empty() { String::new() } else { format!(" -{flags}") })
}

/// The target, from "to x" or "as x".
fn target(clause: &Clause) -> Option<Target> {
    match (&clause.target, &clause.new_name) {
        (Some(target), None) => Some(target.clone()),
        (None, Some(name)) => Some(Target { path: name.clone(), fresh: false, folder: false }),
        // "copy a.txt into b as c.txt"
        (Some(target), Some(name)) if !name.contains('/') => {
            Some(Target { path: join(&target.path, name), fresh: false, folder: false })
        }
        _ => None,
    }
}

/// A set of files that the words name by their kind or pattern.
fn set(clause: &Clause) -> Option<Set> {
    if !clause.things.is_empty() || clause.new_name.is_some() {
        return None;
    }
    let mut clause = clause.clone();
    // "orders_2024-01.csv to orders_2024-03.csv from data/raw"
    if !clause.series.is_empty() {
        return None;
    }
    if clause.contents.is_some() && !clause.has_set() {
        clause.any = Some(What::Unknown);
    }
    clause.has_set().then(|| Set::of(&clause)).flatten()
}

/// Files by a series of names, as words.
fn series(clause: &Clause, setting: Setting) -> Option<String> {
    let [one] = clause.series.as_slice() else { return None };
    let place = match clause.places.as_slice() {
        [] => "",
        [place] if place == "." => "",
        [place] => place,
        _ => return None,
    };
    let named = clause.things.is_empty() && clause.kinds.is_empty() && clause.globs.is_empty();
    named.then(|| one.pattern(place, setting.bash)).flatten()
}

fn copy(clause: &Clause, setting: Setting) -> Option<String> {
    // "copy the contents of a to b"
    if let Some(from) = &clause.contents
        && !clause.has_set()
        && clause.places.is_empty()
        && clause.things.is_empty()
        && clause.depth() != Depth::Direct
    {
        let target = target(clause)?;
        let flags = flags(clause, if clause.has(Flag::KeepTimes) { "a" } else { "r" })?;
        return Some(prepared(&target, &format!("cp{flags} {}/. {}", path(from), goal(&target, true))));
    }
    let things = named(clause).filter(|it| !it.is_empty());
    if let Some(things) = things {
        let folders = things.iter().any(may_be_folder);
        let base = match (clause.has(Flag::KeepTimes), folders) {
            (true, true) => "a",
            (true, false) => "p",
            (false, true) => "r",
            (false, false) => "",
        };
        let flags = flags(clause, base)?;
        if clause.any.is_some() && clause.depth() != Depth::Unsaid {
            return None;
        }
        let target = copy_target(clause, &things)?;
        if clause.has(Flag::Parents) {
            return setting.gnu.then(|| {
                prepared(&target, &format!("cp{flags} --parents {} {}", words(&things), goal(&target, true)))
            });
        }
        let into = if things.len() == 1 && !target.fresh && names_file(&things[0].path) {
            path(&target.path)
        } else {
            goal(&target, things.len() > 1)
        };
        return Some(prepared(&target, &format!("cp{flags} {} {into}", words(&things))));
    }
    let target = target(clause)?;
    if target.path.contains(':') {
        return None;
    }
    if let Some(files) = series(clause, setting) {
        let flags = flags(clause, if clause.has(Flag::KeepTimes) { "p" } else { "" })?;
        return Some(prepared(&target, &format!("cp{flags} {files} {}", goal(&target, true))));
    }
    let set = set(clause)?;
    // "copy all .ini files to .ini.bak"
    if target.path.starts_with('.') && !target.path.contains('/') && !matches!(target.path.as_str(), "." | "..") {
        let ending = target.path.strip_prefix(&format!(".{}.", set.extension()?))?.to_owned();
        let plain = ending.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'~');
        let simple = plain && clause.only(&[]) && !target.fresh;
        return simple.then(|| set.each_do(&format!("cp -- \"$f\" \"$f.{ending}\""), false, setting))?;
    }
    if clause.has(Flag::Parents) {
        return parents(clause, &set, &target, setting);
    }
    let times = if clause.has(Flag::KeepTimes) { "p" } else { "" };
    let base = if set.what == What::File && !set.is_everything() { times } else { "" };
    if set.is_flat() && !set.needs_look() && set.what != What::Folder {
        let folders = set.what == What::Unknown;
        let base = match (folders, clause.has(Flag::KeepTimes)) {
            (true, true) => "a",
            (true, false) => "r",
            _ => base,
        };
        let flags = flags(clause, base)?;
        return Some(prepared(&target, &format!("cp{flags} {} {}", set.words(), goal(&target, true))));
    }
    let base = match (set.what, clause.has(Flag::KeepTimes)) {
        (What::File, true) => "p",
        (What::File, false) => "",
        (_, true) => "a",
        (_, false) => "r",
    };
    if set.what != What::File && set.depth == Depth::Below {
        return None;
    }
    let flags = flags(clause, base)?;
    Some(prepared(&target, &exec(&set, &format!("cp{flags}"), &target, setting)))
}

/// `find … -exec cp -t x {} +`, or once for each where the tools know no `-t`.
fn exec(set: &Set, command: &str, target: &Target, setting: Setting) -> String {
    let spared = Some(target.path.as_str());
    if setting.gnu {
        set.each(&format!("{command} -t {} {{}} +", path(&target.path)), spared)
    } else {
        set.each(&format!("{command} {{}} {} \\;", goal(target, true)), spared)
    }
}

/// Copies with the folders that files lie in.
fn parents(clause: &Clause, set: &Set, target: &Target, setting: Setting) -> Option<String> {
    if !clause.only(&[Flag::Parents, Flag::KeepTimes, Flag::WithContents]) || set.what != What::File {
        return None;
    }
    let mut set = set.clone();
    if set.depth == Depth::Unsaid {
        set.depth = Depth::Below;
    }
    let spared = Some(target.path.as_str());
    let times = if clause.has(Flag::KeepTimes) { " -p" } else { "" };
    if !setting.gnu {
        let goal = path(&target.path);
        let plain = goal.bytes().all(|it| it.is_ascii_alphanumeric() || b"/._-".contains(&it));
        let shown = set.places.iter().all(|it| !it.starts_with(['/', '~', '$', '.']));
        let body = format!("mkdir -p \"{goal}/${{f%/*}}\" && cp{times} \"$f\" \"{goal}/$f\"");
        let loops = format!("sh -c 'for f do {body}; done' sh {{}} +");
        return (plain && shown).then(|| set.each(&loops, spared));
    }
    let command = set.each(&format!("cp{times} --parents -t {} {{}} +", path(&target.path)), spared);
    Some(prepared(target, &command))
}

/// Where a copy goes: also "x.bak" beside it.
fn copy_target(clause: &Clause, things: &[Named]) -> Option<Target> {
    let mut target = target(clause)?;
    if target.path.contains(':') {
        return None;
    }
    // "make a copy of etc/a called b": beside it.
    if clause.target.is_none()
        && clause.new_name.is_some()
        && let [only] = things
        && !target.path.contains('/')
        && !target.path.starts_with('~')
        && let Some((folder, _)) = only.path.rsplit_once('/')
    {
        target.path = join(folder, &target.path);
    }
    Some(target)
}

/// "back up every .conf file in etc": one beside each.
fn backups(clause: &Clause, setting: Setting) -> Option<String> {
    let ending = match clause.ops.as_slice() {
        [] => "bak",
        [Op::Extension(None, ending) | Op::End(ending)] => ending.trim_start_matches('.'),
        _ => return None,
    };
    let parts = [Part::Kinds, Part::Globs, Part::Called, Part::Any, Part::Places, Part::Depths, Part::Ops];
    let plain = ending.bytes().all(|it| it.is_ascii_alphanumeric() || b"~_-".contains(&it));
    if !plain || !clause.says_only(&parts) || !clause.only(&[Flag::AnyCase, Flag::KeepTimes]) || !clause.has_set() {
        return None;
    }
    let set = Set::of(clause).filter(|it| it.what == What::File)?;
    let times = if clause.has(Flag::KeepTimes) { " -p" } else { "" };
    set.each_do(&format!("cp{times} -- \"$f\" \"$f.{ending}\""), false, setting)
}

fn backup(clause: &Clause) -> Option<String> {
    let things = named(clause)?;
    let [only] = things.as_slice() else { return None };
    if !clause.only(&[Flag::Today, Flag::Hour, Flag::Clock, Flag::KeepTimes, Flag::WithContents])
        || !clause.says_only(NAMED)
    {
        return None;
    }
    let base = if may_be_folder(only) {
        " -a"
    } else if clause.has(Flag::KeepTimes) {
        " -p"
    } else {
        ""
    };
    let from = path(&only.path);
    if let Some(stamp) = stamp(clause) {
        if clause.target.is_some() || clause.new_name.is_some() {
            return None;
        }
        return Some(format!("cp{base} {from} {from}.\"{stamp}\""));
    }
    if clause.target.is_some() || clause.new_name.is_some() {
        let target = copy_target(clause, &things)?;
        return Some(prepared(&target, &format!("cp{base} {from} {}", goal(&target, false))));
    }
    Some(format!("cp{base} {from} {from}.bak"))
}

fn relocate(clause: &Clause, setting: Setting) -> Option<String> {
    let flags = flags(clause, "")?;
    if clause.has(Flag::KeepTimes) && !clause.has(Flag::KeepSource) || clause.has(Flag::Parents) {
        return None;
    }
    if clause.has(Flag::KeepSource) {
        return None;
    }
    let things = named(clause).filter(|it| !it.is_empty());
    if let Some(things) = things {
        if clause.depth() != Depth::Unsaid {
            return None;
        }
        let target = target(clause)?;
        let into = if things.len() == 1 && !target.fresh && names_file(&things[0].path) {
            path(&target.path)
        } else {
            goal(&target, things.len() > 1)
        };
        return Some(prepared(&target, &format!("mv{flags} {} {into}", words(&things))));
    }
    let target = target(clause)?;
    if target.path.contains(':') {
        return None;
    }
    if let Some(files) = series(clause, setting) {
        return Some(prepared(&target, &format!("mv{flags} {files} {}", goal(&target, true))));
    }
    let set = set(clause)?;
    if target.path.starts_with('.') && !target.path.contains('/') && !matches!(target.path.as_str(), "." | "..") {
        return None;
    }
    // A folder cannot be moved into itself: `mv * new` complains.
    let inside = set.is_everything()
        && (set.places.is_empty() && !target.path.starts_with(['/', '~', '.', '$'])
            || set.places.iter().any(|it| target.path.starts_with(&format!("{it}/"))));
    if set.is_flat() && !set.needs_look() && set.what != What::Folder && !inside {
        return Some(prepared(&target, &format!("mv{flags} {} {}", set.words(), goal(&target, true))));
    }
    if set.what != What::File && (set.depth == Depth::Below || inside) {
        return None;
    }
    // Up out of all subfolders: what is here stays, and nothing is overwritten.
    if target.path == "." && set.places.is_empty() {
        let find = set.find(None).replacen("find .", "find . -mindepth 2", 1);
        let plain = setting.gnu && flags.is_empty() && set.depth == Depth::Below;
        return plain.then(|| format!("{find} -exec mv -n -t . {{}} +"));
    }
    Some(prepared(&target, &exec(&set, &format!("mv{flags}"), &target, setting)))
}

/// One thing gets another name.
fn rename(clause: &Clause) -> Option<String> {
    let flags = flags(clause, "")?;
    let things = named(clause)?;
    let two = clause.verb == Some(Verb::Rename) && !clause.listed && clause.says_only(NAMED);
    if let ([one, other], true, None) = (things.as_slice(), two, target(clause)) {
        return (one.path != other.path).then(|| format!("mv{flags} {} {}", path(&one.path), path(&other.path)));
    }
    let ([only], true) = (things.as_slice(), clause.says_only(NAMED)) else { return None };
    let new = target(clause).filter(|it| !it.fresh && clause.target.is_some() != clause.new_name.is_some())?.path;
    // "rename a/b.txt to c.txt" keeps it where it is.
    let new = match only.path.rsplit_once('/') {
        Some((folder, _)) if !new.contains('/') && !new.starts_with('~') => {
            join(if folder.is_empty() { "/" } else { folder }, &new)
        }
        _ => new,
    };
    (new != only.path).then(|| format!("mv{flags} {} {}", path(&only.path), path(&new)))
}
