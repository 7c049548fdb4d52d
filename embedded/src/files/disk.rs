//! Space: free, taken, and by whom.

use super::Setting;
use crate::Platform;
use crate::files::wish::{Condition, Key, Kind, Note, Order, Test, Wish};
use crate::literals::names_file;
use crate::shell::{path, paths, quote};

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    let unsupported = !wish.texts.is_empty()
        || wish.acts()
        || wish.target.is_some()
        || !wish.modes.is_empty()
        || wish.slice.is_some()
        || wish.depth_least.is_some()
        || wish.output.date
        || wish.output.mode
        || wish.output.owner != (false, false)
        || !wish.notes_only(&[
            Note::FreeSpace,
            Note::Kilobytes,
            Note::Megabytes,
            Note::Bytes,
            Note::OnlyNumber,
            Note::EachFolder,
            Note::EachEntry,
            Note::Inodes,
        ])
        || wish.how_many.is_some()
        || wish.unique
        || wish.conditions.iter().any(|it| {
            let left_out = it.negated && !it.or && matches!(it.test, Test::Name(..) | Test::Hidden);
            !left_out && least_size(it).is_none()
        });
    let over = wish.conditions.iter().find_map(least_size);
    let sized_folders = over.is_some() && wish.kind == Some(Kind::Folder) && setting.platform == Platform::Linux;
    if unsupported || over.is_some() && !sized_folders {
        return None;
    }
    let mut targets = wish.places.clone();
    targets.extend(wish.objects.iter().cloned());
    // What is left out, as `du` knows it; "not hidden ones" is what `*/` means anyway.
    let mut excluded: Vec<&String> = wish.excluded.iter().collect();
    excluded.extend(wish.conditions.iter().flat_map(|it| match &it.test {
        Test::Name(names, _) => names.as_slice(),
        _ => &[],
    }));
    let hidden_out = wish.conditions.iter().any(|it| it.test == Test::Hidden);
    if !excluded.is_empty() && setting.platform != Platform::Linux {
        return None;
    }
    let excluded: String =
        excluded.iter().flat_map(|it| ["--exclude=".to_owned(), quote(it), " ".to_owned()]).collect();
    if wish.notes(Note::Inodes) {
        let plain = excluded.is_empty() && by_plain(wish);
        return plain
            .then(|| if targets.is_empty() { "df -i".to_owned() } else { format!("df -i {}", paths(&targets)) });
    }
    if wish.notes(Note::FreeSpace) {
        if !excluded.is_empty() || hidden_out || wish.notes(Note::Kilobytes) || wish.notes(Note::Bytes) {
            return None;
        }
        return Some(if targets.is_empty() { "df -h".to_owned() } else { format!("df -h {}", paths(&targets)) });
    }
    let by_size = wish.order.filter(|it| it.key == Key::Size);
    let gnu = setting.platform == Platform::Linux;
    let unit = match (wish.notes(Note::Kilobytes), wish.notes(Note::Megabytes), wish.notes(Note::Bytes)) {
        (true, ..) => 'k',
        (_, true, _) => 'm',
        (.., true) if gnu => 'b',
        (.., true) => return None,
        _ => 'h',
    };
    let sort = |descending: bool| {
        format!("sort -{}{}", if descending { "r" } else { "" }, if unit == 'h' { 'h' } else { 'n' })
    };
    let by_size = by_size.or(wish
        .order
        .filter(|it| it.key == Key::Name && wish.output.total_size)
        .map(|_| Order { key: Key::Size, descending: true }));
    let head = wish.limit.map(|it| format!(" | head -n {it}")).unwrap_or_default();
    let each = wish.notes(Note::EachFolder) && wish.output.total_size;
    // "up to depth 2": a tree.
    if let Some(depth) = wish.depth.filter(|_| wish.output.total_size || by_size.is_some())
        && matches!(wish.kind, None | Some(Kind::Folder | Kind::Any))
        && (depth > 1 || wish.kind.is_none() || wish.notes(Note::EachEntry) || by_size.is_none() && !each)
    {
        let ([] | [_]) = targets.as_slice() else { return None };
        let place = targets.first().map_or(".".to_owned(), |it| path(it));
        let all = if wish.kind == Some(Kind::Any) || wish.notes(Note::EachEntry) { "a" } else { "" };
        let sorted = by_size.map(|it| format!(" | {}", sort(it.descending))).unwrap_or_default();
        return Some(format!("du -{all}{unit} -d {depth} {excluded}{place}{sorted}{head}"));
    }
    if let Some(least) = over {
        let ([] | [_]) = targets.as_slice() else { return None };
        let prefix = targets.first().filter(|it| *it != ".").map(|it| format!("{}/", path(it))).unwrap_or_default();
        let sorted = by_size.map(|it| format!(" | {}", sort(it.descending))).unwrap_or_default();
        return Some(format!("du -s{unit} -t {least} {excluded}{prefix}*/{sorted}{head}"));
    }
    match wish.kind {
        Some(Kind::Folder) if by_size.is_some() || each => {
            let ([] | [_]) = targets.as_slice() else { return None };
            let prefix = targets.first().filter(|it| *it != ".").map(|it| format!("{}/", path(it))).unwrap_or_default();
            let sorted = by_size.map(|it| format!(" | {}", sort(it.descending))).unwrap_or_default();
            Some(format!("du -s{unit} {excluded}{prefix}*/{sorted}{head}"))
        }
        // "who uses most in /home": folders and files that lie directly there.
        _ if wish.notes(Note::EachEntry) && (by_size.is_some() || wish.output.total_size) => {
            let ([] | [_]) = targets.as_slice() else { return None };
            let prefix = targets.first().filter(|it| *it != ".").map(|it| format!("{}/", path(it))).unwrap_or_default();
            let sorted = by_size.map(|it| format!(" | {}", sort(it.descending))).unwrap_or_default();
            Some(format!("du -s{unit} {excluded}{prefix}*{sorted}{head}"))
        }
        Some(Kind::Any) if by_size.is_some() => {
            if hidden_out || !excluded.is_empty() {
                return None;
            }
            let place = if targets.is_empty() { ".".to_owned() } else { paths(&targets) };
            let all = if wish.depth == Some(1) { "-d 1" } else { "" };
            Some(format!("du -a{unit} {all} {place} | {}{head}", sort(by_size?.descending)).replace("  ", " "))
        }
        _ if wish.output.total_size && by_size.is_none() && wish.limit.is_none() => {
            if wish.kind == Some(Kind::File) && wish.objects.is_empty() || wish.depth.is_some() {
                return None;
            }
            if targets.is_empty() {
                return wish.here.then(|| format!("du -s{unit} {excluded}."));
            }
            if let [file] = targets.as_slice()
                && names_file(file)
                && excluded.is_empty()
                && (wish.notes(Note::Bytes) || wish.notes(Note::OnlyNumber) || wish.output.size)
                && !wish.output.human
            {
                let format = if setting.platform == Platform::MacOs { "-f %z" } else { "-c %s" };
                return Some(format!("stat {format} {}", path(file)));
            }
            if wish.notes(Note::OnlyNumber) {
                // In bytes, as they would be counted.
                return (gnu && wish.output.size).then(|| format!("du -sb {excluded}{}", paths(&targets)));
            }
            if hidden_out {
                return None;
            }
            Some(format!("du -s{unit} {excluded}{}", paths(&targets)))
        }
        _ => None,
    }
}

/// "bigger than 5G", as `du` is told: from so much on.
fn least_size(condition: &Condition) -> Option<String> {
    let Test::Size(Some(least), None) = condition.test else { return None };
    let least = least.saturating_sub(1);
    let unit = [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "K")].into_iter().find(|it| least > 0 && least % it.0 == 0);
    (!condition.negated && !condition.or)
        .then(|| unit.map_or_else(|| least.to_string(), |(unit, letter)| format!("{}{letter}", least / unit)))
}

/// Whether nothing is asked but the numbers as they are.
fn by_plain(wish: &Wish) -> bool {
    wish.order.is_none() && wish.limit.is_none() && wish.conditions.is_empty() && wish.depth.is_none()
}
