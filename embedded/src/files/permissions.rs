//! Modes and owners: set on named files, on found ones, and shown.

use super::Setting;
use super::selection::Selection;
use crate::Platform;
use crate::files::wish::{Kind, Note, Verb, Wish};
use crate::shell::{glob, join, path, paths, quote};

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    if wish.notes(Note::ShowMode) {
        return show(wish, setting);
    }
    if wish.output.owner != (false, false) && !wish.acts() {
        return show_owner(wish, setting);
    }
    let sets_mode = wish.wants(Verb::SetMode) && (!wish.modes.is_empty() || wish.reference.is_some());
    let sets_owner = wish.wants(Verb::SetOwner) && (wish.new_owner.is_some() || wish.new_group.is_some());
    let other = wish
        .verbs
        .iter()
        .any(|it| !matches!(it, Verb::Find | Verb::Show | Verb::SetMode | Verb::SetOwner | Verb::Delete));
    // "remove write permission" is read as deleting too; the mode says what was meant.
    let deletes = wish.wants(Verb::Delete) && !sets_mode;
    if sets_mode == sets_owner
        || other
        || deletes
        || !wish.texts.is_empty()
        || wish.target.is_some()
        || wish.how_many.is_some()
        || wish.limit.is_some()
        || wish.output.total_size
        || wish.slice.is_some()
        || !wish.notes_only(&[Note::NotItself])
    {
        return None;
    }
    if sets_owner {
        return change_owner(wish, setting);
    }
    if let Some(reference) = &wish.reference {
        let gnu = setting.platform == Platform::Linux && wish.modes.is_empty();
        return apply(wish, &format!("chmod --reference={}", path(reference)), setting).filter(|_| gnu);
    }
    if let [first, second] = wish.modes.as_slice() {
        return two_modes(wish, first, second, setting);
    }
    let [(_, mode)] = wish.modes.as_slice() else { return None };
    let command = format!("chmod {}", quote_mode(mode));
    apply(wish, &command, setting)
}

/// Modes keep their signs and commas bare.
fn quote_mode(mode: &str) -> String {
    if mode.starts_with('-') { format!("-- {}", quote(mode)) } else { quote(mode) }
}

fn show(wish: &Wish, setting: Setting) -> Option<String> {
    let mut targets = wish.objects.clone();
    targets.extend(wish.places.iter().cloned());
    if targets.is_empty()
        || !wish.excluded.is_empty()
        || !wish.conditions.is_empty()
        || !wish.texts.is_empty()
        || wish.acts()
    {
        return None;
    }
    let one = wish.places.is_empty() && wish.kind != Some(Kind::Any) || wish.kind.is_none() || wish.objects.len() == 1;
    if !one || wish.depth.is_some() {
        return None;
    }
    let format = if setting.platform == Platform::MacOs { "-f %Lp" } else { "-c %a" };
    Some(format!("stat {format} {}", paths(&targets)))
}

/// "who owns report.txt".
fn show_owner(wish: &Wish, setting: Setting) -> Option<String> {
    let mut targets = wish.objects.clone();
    targets.extend(wish.places.iter().cloned());
    let plain = !targets.is_empty()
        && wish.kind.is_none()
        && wish.conditions.is_empty()
        && wish.excluded.is_empty()
        && wish.texts.is_empty()
        && wish.how_many.is_none()
        && wish.order.is_none()
        && !wish.output.date
        && !wish.output.mode
        && !targets.iter().any(|it| it.contains(['*', '?']));
    if !plain {
        return None;
    }
    let format = match (wish.output.owner, setting.platform) {
        ((true, true), Platform::MacOs) => "-f '%Su %Sg'",
        ((true, false), Platform::MacOs) => "-f %Su",
        (_, Platform::MacOs) => "-f %Sg",
        ((true, true), _) => "-c '%U %G'",
        ((true, false), _) => "-c %U",
        _ => "-c %G",
    };
    Some(format!("stat {format} {}", paths(&targets)))
}

/// The named files, in their folder where one was named.
fn named(wish: &Wish) -> Option<Vec<String>> {
    match (wish.objects.as_slice(), wish.places.as_slice()) {
        ([], _) => None,
        (objects, []) => Some(objects.to_vec()),
        (objects, [place]) if objects.iter().all(|it| !it.contains('/')) => {
            Some(objects.iter().map(|it| join(place, it)).collect())
        }
        _ => None,
    }
}

/// Runs a command on what the wish names or describes.
fn apply(wish: &Wish, command: &str, setting: Setting) -> Option<String> {
    if wish.objects.iter().chain(&wish.places).any(|it| it == "/") {
        return None;
    }
    if wish.conditions.is_empty() && wish.excluded.is_empty() {
        if let Some(files) = named(wish) {
            let globs = files.iter().any(|it| it.contains(['*', '?']));
            if globs && wish.recursive {
                return None;
            }
            let recursive = wish.recursive || wish.kind == Some(Kind::Any) && !globs;
            let flag = if recursive { " -R" } else { "" };
            let (program, rest) = command.split_once(' ')?;
            let shown: Vec<String> = files
                .iter()
                .map(|it| match it.rsplit_once('/') {
                    _ if !it.contains(['*', '?']) => path(it),
                    Some((folder, name)) => glob(folder, name),
                    None => glob("", it),
                })
                .collect();
            return Some(format!("{program}{flag} {rest} {}", shown.join(" ")));
        }
        let everything = matches!(wish.kind, None | Some(Kind::Any)) && wish.depth.is_none();
        // "keys/a and keys/b.key": both, whichever of them looks like a folder.
        if !wish.objects.is_empty() {
            let plain = everything
                && !wish.recursive
                && wish.kind.is_none()
                && wish.objects.iter().all(|it| it.contains('/'))
                && !wish.objects.iter().chain(&wish.places).any(|it| it.contains(['*', '?']) || it == "~");
            let all: Vec<String> = wish.places.iter().chain(&wish.objects).cloned().collect();
            return plain.then(|| format!("{command} {}", paths(&all)));
        }
        let globs = wish.places.iter().any(|it| it.contains(['*', '?']));
        if everything && globs && wish.objects.is_empty() {
            let shown: Vec<String> = wish
                .places
                .iter()
                .map(|it| match it.rsplit_once('/') {
                    _ if !it.contains(['*', '?']) => path(it),
                    Some((folder, name)) => glob(folder, name),
                    None => glob("", it),
                })
                .collect();
            return Some(format!("{command} {}", shown.join(" ")));
        }
        if everything && !wish.places.is_empty() && !wish.places.iter().any(|it| it == "/" || it == "~") {
            let recursive = wish.recursive || wish.kind == Some(Kind::Any);
            let flag = if recursive { " -R" } else { "" };
            let (program, rest) = command.split_once(' ')?;
            return Some(format!("{program}{flag} {rest} {}", paths(&wish.places)));
        }
    }
    let mut selection = Selection::of(wish)?;
    if wish.shell_glob && !wish.recursive {
        selection.depth.get_or_insert(1);
    }
    let broad = |it: &String| it.starts_with('/') && it.trim_end_matches('/').matches('/').count() < 2 || it == "~";
    if selection.places.iter().any(broad) && selection.is_everything()
        || selection.is_everything() && selection.places.is_empty() && !wish.here
        || selection.places.iter().any(|it| it == "/")
        || wish.kind == Some(Kind::Any)
    {
        return None;
    }
    if selection.is_everything() && selection.places.is_empty() && !wish.here {
        return None;
    }
    Some(format!("{} -exec {command} {{}} +", selection.render(setting, wish.kind.is_none())?))
}

/// "644 for files and 755 for folders".
fn two_modes(
    wish: &Wish,
    first: &(Option<Kind>, String),
    second: &(Option<Kind>, String),
    setting: Setting,
) -> Option<String> {
    if !wish.conditions.is_empty() {
        return None;
    }
    if let (None, None) = (first.0, second.0) {
        let [one, two] = wish.objects.as_slice() else { return None };
        return Some(format!(
            "chmod {} {} && chmod {} {}",
            quote_mode(&first.1),
            path(one),
            quote_mode(&second.1),
            path(two)
        ));
    }
    let letter = |kind: Option<Kind>| match kind {
        Some(Kind::File) => Some('f'),
        Some(Kind::Folder) => Some('d'),
        _ => None,
    };
    let (one, two) = (letter(first.0)?, letter(second.0)?);
    let selection = Selection { kind: None, ..Selection::of(wish)? };
    if one == two || selection.places.iter().any(|it| it == "/" || it == "~") {
        return None;
    }
    let found = selection.render(setting, false)?.replace(" -mindepth 1", "");
    let part = |kind: char, mode: &str| format!("-type {kind} -exec chmod {} {{}} +", quote_mode(mode));
    Some(format!(r"{found} \( {} -o {} \)", part(one, &first.1), part(two, &second.1)))
}

fn change_owner(wish: &Wish, setting: Setting) -> Option<String> {
    let user = wish.new_owner.as_deref().unwrap_or_default();
    let group = wish.new_group.as_deref().filter(|it| !it.is_empty());
    let command = match (user, group) {
        ("", Some(group)) => format!("chgrp {}", quote(group)),
        ("", None) => return None,
        (user, Some(group)) => format!("chown {}", quote(&format!("{user}:{group}"))),
        (user, None) => format!("chown {}", quote(user)),
    };
    apply(wish, &command, setting)
}
