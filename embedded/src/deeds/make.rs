//! New folders and files, and the times of old ones.

use super::Setting;
use super::frame::{Clause, Named, Part};
use super::phrases::{Depth, Flag, Verb, What};
use super::series::Series;
use super::set::stamp;
use super::transfer;
use crate::literals::names_file;
use crate::shell::{join, path, paths, quote};

/// The one folder that a clause makes: for "make a folder x and move … into it".
pub(crate) fn folder(clause: &Clause) -> Option<String> {
    let [it] = clause.things.as_slice() else { return None };
    let plain = clause.says_only(&[Part::Things, Part::Places, Part::Depths, Part::Any])
        && clause.only(&[])
        && !clause.from
        && clause.any != Some(What::File)
        && it.what != What::File
        && (it.what == What::Folder || !names_file(&it.path));
    if !plain {
        return None;
    }
    let place = place(clause)?;
    Some(join(&place, &it.path))
}

/// The folder that new things lie in; empty for the current one.
fn place(clause: &Clause) -> Option<String> {
    let target = clause.target.as_ref().map(|it| it.path.clone());
    match (clause.places.as_slice(), target) {
        ([], None) => Some(String::new()),
        ([one], None) => Some(if one == "." { String::new() } else { one.clone() }),
        ([], Some(one)) => Some(one),
        _ => None,
    }
}

impl Clause {
    fn makes_folders(&self) -> bool {
        self.any == Some(What::Folder) || self.things.iter().any(|it| it.what == What::Folder)
    }

    fn makes_files(&self) -> bool {
        self.any == Some(What::File) || self.things.iter().any(|it| it.what == What::File)
    }
}

pub(crate) fn answer(clause: &Clause, setting: Setting) -> Option<String> {
    match clause.verb {
        Some(Verb::Touch | Verb::Give) => return touch(clause, setting),
        Some(Verb::Write) => return write(clause),
        _ => {}
    }
    if clause.text.is_some() {
        return write(clause);
    }
    if clause.each_line.is_some() || clause.each_name {
        return one_for_each(clause, setting);
    }
    if let Some(stamp) = stamp(clause) {
        return dated(clause, stamp);
    }
    if clause.enter {
        let folder = folder(&Clause { enter: false, ..clause.clone() })?;
        let folder = path(&folder);
        return Some(format!("mkdir -p {folder} && cd {folder}"));
    }
    let parts = [
        Part::Things,
        Part::Series,
        Part::Sample,
        Part::Year,
        Part::Count,
        Part::Any,
        Part::Places,
        Part::Target,
        Part::NewName,
        Part::Depths,
    ];
    if !clause.says_only(&parts) || !clause.only(&[]) || clause.depth() == Depth::Direct && clause.places.is_empty() {
        return None;
    }
    // What is made from other things is no empty file.
    let archive = |it: &Named| crate::files::archive::format(&it.path).is_some();
    if clause.from || clause.things.iter().any(archive) {
        return None;
    }
    let place = place(clause)?;
    // What lies under `/dev` is no file of the user's.
    if place.starts_with("/dev") || clause.things.iter().any(|it| it.path.starts_with("/dev")) {
        return None;
    }
    let words = words(clause, &place, setting)?;
    let files = clause.makes_files() && !clause.makes_folders();
    let folders = clause.makes_folders() && !clause.makes_files() || clause.year.is_some();
    let shaped_as_files = !clause.things.is_empty() && clause.things.iter().all(|it| names_file(&it.path));
    if files || !folders && shaped_as_files && clause.verb == Some(Verb::Make) {
        return Some(format!("touch {words}"));
    }
    let placed = clause.verb == Some(Verb::Make) && clause.things.iter().any(|it| it.path.contains('/'));
    if !folders && !placed {
        return None;
    }
    Some(format!("mkdir -p {words}"))
}

/// A folder that is called by the day, alone or behind a name.
fn dated(clause: &Clause, stamp: &str) -> Option<String> {
    let parts = [Part::Things, Part::Any, Part::Places, Part::Depths, Part::NewName];
    let folders = clause.any == Some(What::Folder) || clause.things.iter().any(|it| it.what == What::Folder);
    if !clause.says_only(&parts)
        || !clause.only(&[Flag::Today, Flag::Hour, Flag::Clock])
        || !folders
        || clause.makes_files()
        || clause.from
    {
        return None;
    }
    let place = place(clause)?;
    let mut names = clause.things.iter().map(|it| it.path.clone()).chain(clause.new_name.clone());
    let name = names.next();
    if names.next().is_some() {
        return None;
    }
    let day = format!("\"{stamp}\"");
    Some(match name {
        Some(name) => format!("mkdir -p {}-{day}", path(&join(&place, &name))),
        None if place.is_empty() => format!("mkdir -p {day}"),
        None => format!("mkdir -p {}/{day}", path(&place)),
    })
}

/// A folder for each line of a file, or for each file of a kind.
fn one_for_each(clause: &Clause, setting: Setting) -> Option<String> {
    let parts = [Part::Any, Part::EachLine, Part::EachName, Part::Kinds, Part::Places, Part::Depths];
    if !clause.says_only(&parts) || !clause.only(&[]) || clause.makes_files() && !clause.each_name {
        return None;
    }
    if let Some(list) = &clause.each_line {
        let plain = !clause.each_name && clause.kinds.is_empty() && clause.any != Some(What::File);
        let place = place(clause).filter(|_| plain)?;
        let name = if place.is_empty() {
            "$d".to_owned()
        } else {
            format!("{}/$d", double(&place.replacen('~', "$HOME", 1))?)
        };
        return Some(format!("while IFS= read -r d; do mkdir -p -- \"{name}\"; done < {}", path(list)));
    }
    let set = super::set::Set::of(&Clause { each_name: false, any: Some(What::File), ..clause.clone() })?;
    let stem = match set.extension() {
        Some(it) if it.bytes().all(|it| it.is_ascii_alphanumeric()) => format!("${{f%.{it}}}"),
        _ if set.is_everything() => "${f%.*}".to_owned(),
        _ => return None,
    };
    let set = if set.is_everything() { super::set::Set { patterns: vec!["*.*".to_owned()], ..set } } else { set };
    set.each_do(&format!("mkdir -p -- \"{stem}\""), false, setting)
}

/// Text for inside double quotes.
fn double(text: &str) -> Option<String> {
    let plain = text.strip_prefix("$HOME").unwrap_or(text);
    (!plain.contains(['$', '~', '`', '"', '\\', '!'])).then(|| text.to_owned())
}

/// The new names as shell words.
fn words(clause: &Clause, place: &str, setting: Setting) -> Option<String> {
    if clause.new_name.is_some() && clause.things.is_empty() {
        let mut other = clause.clone();
        let path = other.new_name.take()?;
        other.things.push(Named { path, what: clause.any?, empty: false });
        return words(&other, place, setting);
    }
    if clause.new_name.is_some() {
        return None;
    }
    let mut all = Vec::new();
    for it in &clause.things {
        if it.path.contains(['*', '?']) {
            return None;
        }
        all.push(path(&join(place, &it.path)));
    }
    let mut count = u32::try_from(clause.things.len()).ok()?;
    let mut series = clause.series.clone();
    if let Some(year) = clause.year {
        series.push(Series::months(year));
    }
    if !clause.sample.is_empty() {
        match clause.count {
            Some(count) => series.push(Series::sampled(&clause.sample, count)?),
            None => return None,
        }
    }
    for it in &series {
        count = count.checked_add(it.count())?;
        all.push(it.words(place, setting.bash)?);
    }
    let said = clause.count.filter(|it| *it != 1);
    if all.is_empty() || said.is_some_and(|it| it != count) {
        return None;
    }
    Some(all.join(" "))
}

fn touch(clause: &Clause, setting: Setting) -> Option<String> {
    if clause.things.is_empty() && !(clause.kinds.is_empty() && clause.globs.is_empty()) && clause.only(&[]) {
        let parts = [Part::Kinds, Part::Globs, Part::Called, Part::Any, Part::Places, Part::Depths];
        let set = super::set::Set::of(clause).filter(|it| it.is_flat() && it.what == What::File)?;
        return clause.says_only(&parts).then(|| format!("touch {}", set.words()));
    }
    let files: Vec<String> = transfer::named(clause)?.into_iter().map(|it| it.path).collect();
    let parts = [Part::Things, Part::Places, Part::Any, Part::Date, Part::Reference, Part::Target];
    if files.is_empty() || !clause.says_only(&parts) || !clause.only(&[]) || clause.any == Some(What::Folder) {
        return None;
    }
    // "to 2024-02-29" reads like a place.
    let target = clause.target.as_ref().map(|it| it.path.clone());
    let date = match (&clause.date, target) {
        (date, None) => date.clone(),
        (None, Some(it)) if crate::literals::is_date(&it) => Some(it),
        _ => return None,
    };
    if date.is_some() && clause.reference.is_some() {
        return None;
    }
    let files = paths(&files);
    if let Some(date) = &date {
        if !setting.gnu {
            return None;
        }
        return Some(format!("touch -d {} {files}", quote(date)));
    }
    if let Some(other) = &clause.reference {
        return Some(format!("touch -r {} {files}", path(other)));
    }
    Some(format!("touch {files}"))
}

/// A new file with a line of text.
fn write(clause: &Clause) -> Option<String> {
    let text = clause.text.as_ref()?;
    let mut things: Vec<String> = clause.things.iter().map(|it| it.path.clone()).collect();
    let mut place = String::new();
    match (clause.places.as_slice(), &clause.target) {
        ([], None) => {}
        // "write 'x' into a.txt", "write 'x' in the file a.txt".
        ([], Some(target)) if things.is_empty() && names_file(&target.path) => things.push(target.path.clone()),
        ([one], None) if things.is_empty() && names_file(one) => things.push(one.clone()),
        ([one], None) => one.clone_into(&mut place),
        _ => return None,
    }
    things.extend(clause.new_name.clone());
    let [file] = things.as_slice() else { return None };
    let parts = [Part::Things, Part::Places, Part::Any, Part::Text, Part::Target, Part::NewName];
    let allowed = clause.only(&[]) && clause.says_only(&parts);
    if !allowed || clause.any == Some(What::Folder) {
        return None;
    }
    let plain = !text.starts_with('-') && !text.contains('\\');
    let print = if plain { "echo" } else { r"printf '%s\n'" };
    Some(format!("{print} {} > {}", quote(text), path(&join(&place, file))))
}
