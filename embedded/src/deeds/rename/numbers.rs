//! Numbers and dates in names: digits made two, names counted, the day of the last change in front.

use super::flags;
use super::steps::{inside, pattern};
use crate::deeds::Setting;
use crate::deeds::frame::{Clause, Op};
use crate::deeds::phrases::{Depth, Flag, What};
use crate::deeds::set::Set;

/// `fig1.png` to `fig01.png`: one digit becomes two.
pub(super) fn padded(clause: &Clause, setting: Setting) -> Option<String> {
    let two = match clause.ops.as_slice() {
        [Op::Pad(width)] => width.is_none_or(|it| it == 2),
        _ => true,
    };
    let digits = |it: &str| it.bytes().filter(u8::is_ascii_digit).count();
    let example = match clause.example.as_slice() {
        [] => None,
        [first, second] => {
            let at = first.find(|it: char| it.is_ascii_digit())?;
            let padded = format!("{}0{}", &first[..at], &first[at..]);
            if digits(first) != 1 || padded != *second {
                return None;
            }
            Some((first[..at].to_owned(), first[at + 1..].to_owned()))
        }
        _ => return None,
    };
    let named = clause.names || clause.has_set() || example.is_some();
    if !two || !named || clause.with.is_some() || clause.has(Flag::ByDate) || clause.has(Flag::ByName) {
        return None;
    }
    let mut clause = clause.clone();
    let (head, tail) = match example {
        Some((head, tail)) => {
            clause.kinds.clear();
            clause.globs = vec![format!("{head}[0-9]{tail}")];
            clause.any = Some(What::File);
            (head, tail)
        }
        None => (String::new(), String::new()),
    };
    // What the list of the example says beyond it: "fig1.png should become fig01.png".
    let set = Set::of(&clause)?;
    let (pattern_text, tail) = if tail.is_empty() && head.is_empty() {
        let extension = match set.extension() {
            Some(it) => it.to_owned(),
            None if set.is_everything() => "*".to_owned(),
            None => return None,
        };
        (format!("*[!0-9][0-9].{extension}"), format!(".{extension}"))
    } else {
        (format!("{head}[0-9]{tail}"), tail)
    };
    let mut set = set;
    set.patterns = vec![pattern_text];
    let end = if tail.is_empty() || tail == ".*" { tail } else { pattern(&tail)? };
    let body = format!("p=${{f%[0-9]{end}}}; mv{} -- \"$f\" \"${{p}}0${{f#\"$p\"}}\"", flags(&clause));
    set.each_do(&body, false, setting)
}

/// The date of the last change in front of each name.
pub(super) fn dated(clause: &Clause, setting: Setting) -> Option<String> {
    let today = clause.has(Flag::Today);
    if !(setting.gnu || today) || !clause.has_set() || !clause.sample.is_empty() || clause.with.is_some() {
        return None;
    }
    let set = Set::of(clause)?;
    if set.what == What::Folder {
        return None;
    }
    let flags = flags(clause);
    let day = if today { "$(date +%F)" } else { "$(date -r \"$f\" +%F)" };
    let new = if set.is_flat() && set.folder() == Some("") {
        format!("{day}_$f")
    } else {
        format!("${{f%/*}}/{day}_${{f##*/}}")
    };
    set.each_do(&format!("mv{flags} -- \"$f\" \"{new}\""), false, setting)
}

/// Numbers instead of names.
pub(super) fn numbered(clause: &Clause, setting: Setting) -> Option<String> {
    if !clause.ops.is_empty() || clause.sample.len() < 2 || clause.has(Flag::ChangeDate) {
        return None;
    }
    if !clause.things.is_empty() || !clause.has_set() {
        return None;
    }
    let mut set = Set::of(clause)?;
    if set.depth == Depth::Below || set.what == What::Folder || set.folder().is_none() {
        return None;
    }
    let parts = |it: &str| {
        let start = it.find(|it: char| it.is_ascii_digit())?;
        let end = it[start..].find(|it: char| !it.is_ascii_digit()).map_or(it.len(), |at| start + at);
        let number: u32 = it[start..end].parse().ok()?;
        Some((it[..start].to_owned(), number, end - start, it[end..].to_owned()))
    };
    let (prefix, first, width, suffix) = parts(&clause.sample[0])?;
    let (other, second, _, other_suffix) = parts(&clause.sample[1])?;
    if prefix != other || suffix != other_suffix || second != first + 1 || prefix.contains('/') {
        return None;
    }
    let extension = if suffix.is_empty() {
        match set.extension().filter(|_| !set.any_case) {
            Some(it) => format!(".{}", inside(it)?),
            None => ".${f##*.}".to_owned(),
        }
    } else {
        inside(&suffix)?
    };
    let prefix = if prefix.is_empty() { String::new() } else { inside(&prefix)? };
    let pad = if clause.sample[0].contains(&format!("{first:0width$}")) && width > 1 {
        format!("%0{width}d")
    } else {
        "%d".to_owned()
    };
    let folder = if set.folder() == Some("") { "" } else { "${f%/*}/" };
    let flags = flags(clause);
    let plain = prefix.chars().all(|it| it.is_ascii_alphanumeric() || "_-. ".contains(it));
    if !plain {
        return None;
    }
    let body = format!("mv{flags} -- \"$f\" \"{folder}{prefix}$(printf {pad} \"$n\"){extension}\"; n=$((n + 1))");
    if clause.has(Flag::ByDate) || clause.has(Flag::Reversed) {
        if !setting.gnu || !setting.bash {
            return None;
        }
        let reverse = if clause.has(Flag::Reversed) { "r" } else { "" };
        return Some(format!(
            "n={first}; {} -printf '%T@ %p\\0' | sort -z{reverse}n | cut -zd' ' -f2- | while IFS= read -rd '' f; do {body}; done",
            set.find(None)
        ));
    }
    if set.any_case {
        if !setting.gnu || !setting.bash {
            return None;
        }
        return Some(format!(
            "n={first}; {} -print0 | sort -z | while IFS= read -rd '' f; do {body}; done",
            set.find(None)
        ));
    }
    // "number the files as scan_01.pdf, …": those that are such files already.
    if set.is_everything() && suffix.len() > 1 && suffix.starts_with('.') {
        set.patterns = vec![format!("*{suffix}")];
    }
    if set.needs_look() {
        return None;
    }
    Some(format!("n={first}; for f in {}; do {body}; done", set.words()))
}
