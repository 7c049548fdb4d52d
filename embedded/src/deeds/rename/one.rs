//! A new name for one named file, where the words say what becomes of the old one.

use crate::deeds::frame::{Clause, Op, Part};
use crate::deeds::phrases::{Flag, Verb, What};
use crate::deeds::set::stamp;
use crate::literals::names_file;
use crate::shell::{join, path, quote};

/// The one file, whether it was named as the thing or as the place ("the extension of a.txt").
fn only(clause: &Clause) -> Option<String> {
    match (clause.things.as_slice(), clause.places.as_slice()) {
        ([one], []) if one.what != What::Folder => Some(one.path.clone()),
        ([], [one]) if names_file(one) => Some(one.clone()),
        ([one], [place]) if one.what != What::Folder && !names_file(place) && !one.path.contains('/') => {
            Some(join(if place == "." { "" } else { place }, &one.path))
        }
        _ => None,
    }
}

/// `None` where it is not one file, or its new name is not said.
pub(crate) fn one(clause: &Clause) -> Option<String> {
    let parts = [Part::Things, Part::Places, Part::Ops, Part::Names, Part::Any];
    if !clause.says_only(&parts) || clause.any == Some(What::Folder) {
        return None;
    }
    let old = only(clause)?;
    let (folder, name) = old.rsplit_once('/').map_or(("", old.as_str()), |(folder, name)| (folder, name));
    let (stem, extension) = name.rsplit_once('.').filter(|it| !it.0.is_empty()).unwrap_or((name, ""));
    let said = clause.names || clause.verb == Some(Verb::Rename);
    let dotted = |stem: &str, extension: &str| {
        if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
    };
    if let Some(stamp) = stamp(clause).filter(|_| said && clause.ops.is_empty()) {
        if !clause.only(&[Flag::Today, Flag::Hour, Flag::Clock, Flag::Front]) {
            return None;
        }
        let tail = if extension.is_empty() { String::new() } else { quote(&format!(".{extension}")) };
        let new = if clause.has(Flag::Front) {
            let folder = if folder.is_empty() { String::new() } else { format!("{}/", path(folder)) };
            format!("{folder}\"{stamp}\"_{}", quote(name))
        } else {
            format!("{}-\"{stamp}\"{tail}", path(&join(folder, stem)))
        };
        return Some(format!("mv {} {new}", path(&old)));
    }
    let [op] = clause.ops.as_slice() else { return None };
    let removes = matches!(op, Op::Remove(_) | Op::RemoveEnd(_) | Op::RemoveStart(_));
    if !clause.flags.is_empty() || clause.verb == Some(Verb::Delete) && !removes {
        return None;
    }
    let new = match op {
        Op::Extension(from, to) if from.as_ref().is_none_or(|it| it == extension) => dotted(stem, to),
        // "give README.txt the extension md"
        Op::End(it) if it.starts_with('.') && clause.verb == Some(Verb::Give) => dotted(stem, &it[1..]),
        Op::Remove(it) | Op::RemoveEnd(it) if it.starts_with('.') && name.ends_with(it.as_str()) => {
            name.strip_suffix(it.as_str())?.to_owned()
        }
        Op::ExtensionCase(upper) => {
            dotted(stem, &if *upper { extension.to_uppercase() } else { extension.to_lowercase() })
        }
        _ if !said => return None,
        Op::Start(it) => format!("{it}{name}"),
        Op::End(it) if it.starts_with('.') => format!("{name}{it}"),
        Op::End(it) | Op::BeforeExtension(it) => dotted(&format!("{stem}{it}"), extension),
        Op::RemoveStart(it) => name.strip_prefix(it.as_str())?.to_owned(),
        Op::RemoveEnd(it) => dotted(stem.strip_suffix(it.as_str())?, extension),
        Op::Remove(it) => name.replace(it.as_str(), ""),
        Op::Replace(from, Some(to)) => name.replace(from.as_str(), to),
        Op::Case(upper) => {
            if *upper {
                name.to_uppercase()
            } else {
                name.to_lowercase()
            }
        }
        _ => return None,
    };
    let bad = new.is_empty() || new == name || new.contains('/') || matches!(new.as_str(), "." | "..");
    (!bad).then(|| format!("mv {} {}", path(&old), path(&join(folder, &new))))
}
