//! What is done with each of a set of files: a program is run on it, text in it replaced, its first lines shown.

use super::Setting;
use super::selection::Selection;
use crate::Platform;
use crate::files::wish::{Kind, Note, Slice, Verb, Wish};
use crate::shell::{glob, path, paths, quote};

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    let unsupported = !wish.texts.is_empty()
        || !wish.modes.is_empty()
        || wish.how_many.is_some()
        || wish.order.is_some()
        || wish.limit.is_some()
        || wish.new_owner.is_some()
        || wish.unique
        || wish.output.total_size
        || matches!(wish.kind, Some(Kind::BrokenLink))
        || !wish.notes_only(&[Note::ToTerminal, Note::NotItself]);
    if unsupported {
        return None;
    }
    let acts: Vec<Verb> =
        wish.verbs.iter().copied().filter(|it| !matches!(it, Verb::Find | Verb::Search | Verb::Show)).collect();
    match acts.as_slice() {
        [Verb::Run] => run(wish, setting),
        [Verb::Replace] if wish.target.is_none() => replace(wish, setting),
        [] if wish.slice.is_some() && wish.target.is_none() => lines(wish, setting),
        _ => None,
    }
}

/// The files that were named, where nothing else restricts them.
fn named(wish: &Wish) -> Option<String> {
    let plain = wish.conditions.is_empty() && wish.excluded.is_empty() && wish.places.is_empty();
    if !plain || wish.objects.is_empty() {
        return None;
    }
    if let [pattern] = wish.objects.as_slice()
        && pattern.contains(['*', '?'])
    {
        let (folder, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
        return Some(glob(folder, name));
    }
    wish.objects.iter().all(|it| crate::literals::names_file(it)).then(|| paths(&wish.objects))
}

/// The set, where it is one: something has to say that files are meant.
fn described(wish: &Wish) -> Option<Selection> {
    let selection = Selection::of(wish)?;
    let meant = wish.kind.is_some() || !selection.groups.is_empty();
    meant.then_some(selection)
}

fn run(wish: &Wish, setting: Setting) -> Option<String> {
    let mut program = wish.program?;
    if setting.platform == Platform::MacOs {
        program = match program {
            "md5sum" => "md5 -r",
            "sha1sum" => "shasum",
            "sha256sum" => "shasum -a 256",
            "sha512sum" => "shasum -a 512",
            other => other,
        };
    }
    if setting.platform == Platform::Posix && program.ends_with("sum") && program != "cksum" {
        return None;
    }
    let into = match &wish.target {
        Some(target) if target.fresh || program == "touch" => return None,
        Some(target) => format!(" > {}", path(&target.path)),
        None => String::new(),
    };
    if let Some(files) = named(wish) {
        return Some(format!("{program} {files}{into}"));
    }
    let selection = described(wish)?;
    let changes = program == "touch";
    if changes && selection.is_risky() && !wish.here {
        return None;
    }
    let mut found = selection.render(setting, true)?;
    if let Some(target) = &wish.target
        && (selection.places.is_empty() || selection.places.iter().any(|it| it == "."))
    {
        found = format!("{found} ! -name {}", quote(target.path.rsplit('/').next().unwrap_or(&target.path)));
    }
    Some(format!("{found} -exec {program} {{}} +{into}"))
}

fn replace(wish: &Wish, setting: Setting) -> Option<String> {
    let (from, to) = wish.replacement.as_ref()?;
    let selection = described(wish)?;
    let folder = matches!(wish.kind, Some(Kind::Folder | Kind::Link | Kind::Any));
    // One file is not a set.
    if !wish.objects.is_empty() || folder || from.is_empty() || from.contains('\n') || to.contains('\n') {
        return None;
    }
    if selection.places.iter().any(|it| it == "/" || it == "~") {
        return None;
    }
    let mark = ['/', '|', '#', ','].into_iter().find(|it| !from.contains(*it) && !to.contains(*it))?;
    let mut pattern = String::new();
    for letter in from.chars() {
        if ".[]*^$\\".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    let mut with = String::new();
    for letter in to.chars() {
        if letter == '\\' || letter == '&' {
            with.push('\\');
        }
        with.push(letter);
    }
    let case = match (wish.ignore_case, setting.platform) {
        (true, Platform::Linux) => "I",
        (true, _) => return None,
        _ => "",
    };
    let program = match setting.platform {
        Platform::Linux | Platform::Busybox => "sed -i",
        Platform::MacOs => "sed -i ''",
        Platform::Posix => return None,
    };
    // What `git` keeps for itself is no text of anyone.
    let git = if selection.is_everything() { " ! -path '*/.git/*'" } else { "" };
    let script = quote(&format!("s{mark}{pattern}{mark}{with}{mark}g{case}"));
    Some(format!("{}{git} -exec {program} {script} {{}} +", selection.render(setting, true)?))
}

/// "the first line of every csv file".
fn lines(wish: &Wish, setting: Setting) -> Option<String> {
    let selection = described(wish)?;
    if !wish.objects.is_empty() || matches!(wish.kind, Some(Kind::Folder | Kind::Link | Kind::Any)) {
        return None;
    }
    let (program, count) = match wish.slice? {
        Slice::First(count) => ("head", count),
        Slice::Last(count) => ("tail", count),
        Slice::From(..) => return None,
    };
    let found = selection.render(setting, true)?;
    if wish.output.with_name || wish.output.names {
        return (setting.platform == Platform::Linux).then(|| format!("{found} -exec {program} -v -n {count} {{}} +"));
    }
    if wish.output.numbers {
        return None;
    }
    Some(format!("{found} -exec {program} -n {count} {{}} \\;"))
}
