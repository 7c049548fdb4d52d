//! Lines, words, characters and bytes of files, each or summed.

use super::Setting;
use super::selection::Selection;
use crate::files::wish::{Counted, Key, Kind, Note, Order, Test, Wish};
use crate::shell::{glob, path, paths};

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    let flag = match wish.how_many? {
        Counted::Lines => "-l",
        Counted::Words => "-w",
        Counted::Characters => "-m",
        Counted::Bytes => "-c",
        _ => return None,
    };
    let unsupported = !wish.texts.is_empty()
        || wish.acts()
        || wish.target.is_some()
        || wish.order.is_some() && !wish.each
        || wish.limit.is_some() && wish.order.is_none()
        || matches!(wish.order, Some(Order { key: Key::Time, .. }))
        || wish.unique
        || !wish.modes.is_empty()
        || matches!(wish.kind, Some(Kind::Folder | Kind::Link | Kind::BrokenLink))
        || wish.notes.iter().any(|it| !matches!(it, Note::OnlyNumber | Note::ToTerminal | Note::WithTotal));
    if unsupported {
        return None;
    }
    let files = &wish.objects;
    // "every main.tf" is each file of that name.
    let named = wish.each && wish.places.is_empty() && files.iter().all(|it| !it.contains(['/', '*', '?']));
    if named && !files.is_empty() && wish.conditions.is_empty() && wish.order.is_none() && files.len() == 1 {
        let found = Selection::of(wish)?.render(setting, true)?;
        return Some(format!(r"{found} -exec wc {flag} {{}} \;"));
    }
    if wish.conditions.is_empty() && wish.places.is_empty() && !files.is_empty() {
        let packed = files.iter().filter(|it| is_gzipped(it)).count();
        if let [pattern] = files.as_slice()
            && pattern.contains(['*', '?'])
        {
            let (folder, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
            return (packed == 0).then(|| format!("cat {} | wc {flag}", glob(folder, name)));
        }
        if files.iter().any(|it| it.contains(['*', '?'])) {
            return None;
        }
        return match (packed, files.as_slice()) {
            (0, [file]) => Some(format!("wc {flag} < {}", path(file))),
            (0, _) => Some(format!("cat {} | wc {flag}", paths(files))),
            (packed, _) if packed == files.len() => Some(format!("zcat {} | wc {flag}", paths(files))),
            _ => None,
        };
    }
    if !files.is_empty() && (!wish.conditions.is_empty() || wish.places.len() > 1) {
        return None;
    }
    if let ([file], [place]) = (files.as_slice(), wish.places.as_slice()) {
        let file = crate::shell::join(place, file);
        return Some(format!("wc {flag} < {}", path(&file)));
    }
    // "lines in src" alone could mean a file; only what speaks of files is summed.
    if wish.conditions.is_empty() && wish.kind.is_none() {
        return None;
    }
    let found = Selection::of(wish)?.render(setting, true)?;
    let packed = wish
        .conditions
        .iter()
        .any(|it| matches!(&it.test, Test::Name(names, _) if !it.negated && names.iter().any(|it| is_gzipped(it))));
    if packed {
        let plain = wish.conditions.len() == 1 && !wish.each && wish.order.is_none() && wish.notes.is_empty();
        return plain.then(|| format!("{found} -exec zcat {{}} + | wc {flag}"));
    }
    if let Some(order) = wish.order {
        if wish.notes(Note::WithTotal) || wish.output.total_size {
            return None;
        }
        let sort = match (order.key, order.descending) {
            (Key::Name, false) => " | sort -k2",
            (Key::Name, true) => " | sort -rk2",
            (_, true) => " | sort -rn",
            (_, false) => " | sort -n",
        };
        let head = wish.limit.map(|it| format!(" | head -n {it}")).unwrap_or_default();
        return Some(format!(r"{found} -exec wc {flag} {{}} \;{sort}{head}"));
    }
    if wish.notes(Note::WithTotal) || wish.each && wish.output.total_size {
        return Some(format!("{found} -exec wc {flag} {{}} +"));
    }
    if wish.each {
        return Some(format!(r"{found} -exec wc {flag} {{}} \;"));
    }
    Some(format!("{found} -exec cat {{}} + | wc {flag}"))
}

/// Whether a file has to be read through `zcat` and its like.
#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "the tools look at `.gz` alone")]
pub(crate) fn is_gzipped(file: &str) -> bool {
    file.ends_with(".gz")
}
