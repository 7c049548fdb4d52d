//! Space: free, taken, and by whom.

use super::Setting;
use crate::Platform;
use crate::files::wish::{Key, Kind, Note, Wish};
use crate::literals::names_file;
use crate::shell::{path, paths};

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    let unsupported = !wish.texts.is_empty()
        || wish.acts()
        || wish.target.is_some()
        || !wish.modes.is_empty()
        || wish.how_many.is_some()
        || wish.unique
        || !wish.conditions.is_empty()
        || !wish.excluded.is_empty();
    if unsupported {
        return None;
    }
    let mut targets = wish.places.clone();
    targets.extend(wish.objects.iter().cloned());
    if wish.notes(Note::FreeSpace) {
        return Some(if targets.is_empty() { "df -h".to_owned() } else { format!("df -h {}", paths(&targets)) });
    }
    let by_size = wish.order.filter(|it| it.key == Key::Size);
    let unit = if wish.notes(Note::Kilobytes) { 'k' } else { 'h' };
    let sort = |descending: bool| {
        format!("sort -{}{}", if descending { "r" } else { "" }, if unit == 'k' { 'n' } else { 'h' })
    };
    let head = wish.limit.map(|it| format!(" | head -n {it}")).unwrap_or_default();
    let each = wish.notes(Note::EachFolder) && wish.output.total_size;
    match wish.kind {
        Some(Kind::Folder) if by_size.is_some() || each => {
            let ([] | [_]) = targets.as_slice() else { return None };
            let prefix = targets.first().filter(|it| *it != ".").map(|it| format!("{}/", path(it))).unwrap_or_default();
            let sorted = by_size.map(|it| format!(" | {}", sort(it.descending))).unwrap_or_default();
            Some(format!("du -s{unit} {prefix}*/{sorted}{head}"))
        }
        Some(Kind::Any) if by_size.is_some() => {
            let place = if targets.is_empty() { ".".to_owned() } else { paths(&targets) };
            let all = if wish.depth == Some(1) { "-d 1" } else { "" };
            Some(format!("du -a{unit} {all} {place} | {}{head}", sort(by_size?.descending)).replace("  ", " "))
        }
        _ if wish.output.total_size && by_size.is_none() && wish.limit.is_none() => {
            if wish.kind == Some(Kind::File) && wish.objects.is_empty() || wish.depth.is_some() {
                return None;
            }
            if targets.is_empty() {
                return wish.here.then(|| format!("du -s{unit} ."));
            }
            if let [file] = targets.as_slice()
                && names_file(file)
                && (wish.notes(Note::OnlyNumber) || wish.output.size)
                && !wish.output.human
            {
                let format = if setting.platform == Platform::MacOs { "-f %z" } else { "-c %s" };
                return Some(format!("stat {format} {}", path(file)));
            }
            if wish.notes(Note::OnlyNumber) {
                return None;
            }
            Some(format!("du -s{unit} {}", paths(&targets)))
        }
        _ => None,
    }
}
