//! What compares files with each other: counts by extension and by folder, and files with the same content.

use super::Setting;
use super::selection::Selection;
use crate::Platform;
use crate::files::wish::{Counted, Key, Kind, Note, Test, Wish};
use crate::shell::path;

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    let by_time = wish.order.is_some_and(|it| it.key == Key::Time);
    let unsupported = !wish.texts.is_empty()
        || wish.acts()
        || wish.target.is_some()
        || !wish.modes.is_empty()
        || by_time
        || wish.slice.is_some()
        || matches!(wish.kind, Some(Kind::Link | Kind::BrokenLink))
        || !wish.notes_only(&[Note::Duplicates, Note::EachFolder, Note::Parents]);
    if unsupported || setting.platform != Platform::Linux {
        return None;
    }
    let mut selection = Selection::of(wish)?;
    let git = selection.groups.iter().flatten().any(|it| it.test == Test::Name(vec![".git".to_owned()], false));
    selection.kind = if wish.notes(Note::Parents) && git { Some(Kind::Folder) } else { Some(Kind::File) };
    if wish.notes(Note::Parents) {
        if wish.order.is_some() || wish.limit.is_some() || selection.groups.is_empty() {
            return None;
        }
        let found = selection.render(setting, true)?;
        let count = match wish.how_many {
            None => "",
            Some(Counted::Entries) => " | wc -l",
            Some(_) => return None,
        };
        return Some(format!(r"{found} -printf '%h\n' | sort -u{count}"));
    }
    if wish.notes(Note::Duplicates) {
        let plain = wish.how_many.is_none() && wish.order.is_none() && wish.limit.is_none();
        return plain.then(|| {
            let names = if wish.output.names { " | cut -c35-" } else { "" };
            Some(format!("{} -exec md5sum {{}} + | sort | uniq -w32 -D{names}", selection.render(setting, true)?))
        })?;
    }
    let head = wish.limit.map(|it| format!(" | head -n {it}")).unwrap_or_default();
    let found = selection.render(setting, true)?;
    match wish.how_many? {
        Counted::ByExtension => {
            let named = if selection.groups.is_empty() { " -name '*.*'" } else { "" };
            Some(format!(r"{found}{named} -printf '%f\n' | sed 's/.*\.//' | sort | uniq -c | sort -rn{head}"))
        }
        Counted::ByFolder => {
            let sort = if wish.order.is_some() || wish.limit.is_some() { " | sort -rn" } else { "" };
            Some(format!(r"{found} -printf '%h\n' | sort | uniq -c{sort}{head}"))
        }
        Counted::BySubfolder if wish.order.is_none() && wish.limit.is_none() && selection.depth.is_none() => {
            let prefix = match selection.places.as_slice() {
                [] => String::new(),
                [place] if place == "." => String::new(),
                [place] => format!("{}/", path(place)),
                _ => return None,
            };
            selection.places = vec!["$d".to_owned()];
            let inner = selection.render(setting, true)?;
            Some(format!(r#"for d in {prefix}*/; do printf '%s %s\n' "$({inner} | wc -l)" "$d"; done"#))
        }
        _ => None,
    }
}
