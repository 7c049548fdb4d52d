//! Files, folders and links by what they are: listed, counted, deleted, copied, moved, summed, compressed.

use super::Setting;
use super::count::is_gzipped;
use super::selection::Selection;
use crate::Platform;
use crate::files::wish::{Counted, Key, Kind, Note, Order, Output, Target, Test, Verb, Wish};
use crate::literals::names_file;
use crate::shell::{join, path, paths};

/// What to do with a set of files.
#[derive(Clone, Debug, PartialEq)]
struct FindRequest {
    selection: Selection,
    action: Action,
    order: Option<Order>,
    limit: Option<u32>,
    all_but: bool,
    preserve: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    List(Output),
    Count,
    Delete,
    Copy(Target),
    Move(Target),
    /// In units of so many bytes.
    TotalSize {
        human: bool,
        unit: u32,
    },
    Compress {
        program: &'static str,
        keep: bool,
    },
}

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    named(wish).or_else(|| request(wish)?.render(setting))
}

/// "delete old.txt", "copy notes.txt to backup": files that are named need no search.
fn named(wish: &Wish) -> Option<String> {
    let plain = wish.conditions.is_empty()
        && wish.excluded.is_empty()
        && wish.texts.is_empty()
        && wish.how_many.is_none()
        && wish.order.is_none()
        && wish.limit.is_none()
        && wish.modes.is_empty()
        && wish.notes.is_empty()
        && !wish.recursive
        && !wish.shell_glob
        && matches!(wish.kind, None | Some(Kind::File));
    if !plain || wish.objects.is_empty() || !wish.objects.iter().all(|it| names_file(it) && !it.contains(['*', '?'])) {
        return None;
    }
    let files: Vec<String> = match wish.places.as_slice() {
        [] => wish.objects.clone(),
        [place] if wish.objects.iter().all(|it| !it.contains('/')) => {
            wish.objects.iter().map(|it| join(place, it)).collect()
        }
        _ => return None,
    };
    let files = paths(&files);
    match action(wish)? {
        Action::Delete => Some(format!("rm {files}")),
        Action::Copy(target) if target.fresh => Some(format!("mkdir -p {0} && cp {files} {0}", path(&target.path))),
        Action::Copy(target) => Some(format!("cp {files} {}", path(&target.path))),
        Action::Move(target) if target.fresh => Some(format!("mkdir -p {0} && mv {files} {0}", path(&target.path))),
        Action::Move(target) => Some(format!("mv {files} {}", path(&target.path))),
        _ => None,
    }
}

fn request(wish: &Wish) -> Option<FindRequest> {
    let unsupported = !wish.texts.is_empty()
        || !wish.modes.is_empty()
        || wish.new_owner.is_some()
        || wish.unique
        || wish.format.is_some() && !wish.wants(Verb::Compress) && !wish.wants(Verb::Unpack)
        || wish.slice.is_some()
        || wish.strip.is_some()
        || wish.output.numbers
        || wish.context != (0, 0)
        || wish.notes.iter().any(|it| !match it {
            Note::NotItself => true,
            Note::Preserve => wish.wants(Verb::Copy),
            Note::Megabytes | Note::Kilobytes => wish.output.total_size && !wish.output.size,
            Note::OnlyNumber => wish.output.size || wish.output.total_size || wish.how_many.is_some(),
            _ => false,
        });
    if unsupported {
        return None;
    }
    // What is in an archive is not found by looking at files.
    let archived = wish.objects.iter().any(|it| super::archive::format(it).is_some());
    if archived && !wish.conditions.is_empty() && wish.conditions.iter().any(|it| matches!(it.test, Test::Name(..))) {
        return None;
    }
    let mut selection = Selection::of(wish)?;
    let action = action(wish)?;
    // `delete *.tmp` means those here, as the shell would; "all .tmp files" means all.
    if wish.shell_glob && !wish.recursive && matches!(action, Action::Delete | Action::Copy(_) | Action::Move(_)) {
        selection.depth.get_or_insert(1);
    }
    // A wish that names neither a kind nor a condition does not ask for files.
    let says_something = wish.kind.is_some()
        || !selection.groups.is_empty()
        || !wish.conditions.is_empty()
        || selection.groups.iter().flatten().next().is_some();
    if !says_something {
        return None;
    }
    let listing = matches!(action, Action::List(_));
    let asked = !wish.verbs.is_empty() || wish.asks_where;
    if listing && !asked && wish.kind.is_none() && wish.conditions.is_empty() {
        return None;
    }
    // "show notes.txt" asks for what is in it.
    if listing && wish.wants(Verb::Show) && !wish.wants(Verb::Find) && !wish.objects.is_empty() && wish.kind.is_none() {
        return None;
    }
    // The size of a folder itself says nothing of what is in it; "links to x" are not links called x.
    let sized = wish.conditions.iter().any(|it| matches!(it.test, Test::Size(..)));
    if sized && wish.kind == Some(Kind::Folder) || wish.kind == Some(Kind::Link) && !wish.objects.is_empty() {
        return None;
    }
    // A named file is one file, not every file of that name below here.
    if !wish.objects.is_empty() && wish.conditions.is_empty() && !listing && action != Action::Count {
        return None;
    }
    let first = !listing && (wish.order.is_some() && action != Action::Count || wish.limit.is_some());
    let transfers = matches!(action, Action::Delete | Action::Copy(_) | Action::Move(_));
    if first && !(transfers && wish.order.is_some() && wish.limit.is_some()) || wish.all_but && !(first && transfers) {
        return None;
    }
    if matches!(wish.order, Some(Order { key: Key::Size, .. })) && matches!(wish.kind, Some(Kind::Folder | Kind::Any)) {
        return None;
    }
    // "all but the newest three" counts those of one folder.
    let preserve = wish.notes(Note::Preserve);
    if preserve && first {
        return None;
    }
    if wish.all_but && !wish.recursive {
        selection.depth.get_or_insert(1);
    }
    Some(FindRequest { selection, action, order: wish.order, limit: wish.limit, all_but: wish.all_but, preserve })
}

fn action(wish: &Wish) -> Option<Action> {
    let acts: Vec<Verb> =
        wish.verbs.iter().copied().filter(|it| !matches!(it, Verb::Find | Verb::Search | Verb::Show)).collect();
    match (acts.as_slice(), wish.how_many) {
        ([], Some(Counted::Entries)) => Some(Action::Count),

        ([], None) if wish.target.is_none() && wish.output.total_size && !wish.output.size => {
            let unit = match (wish.notes(Note::Megabytes), wish.notes(Note::Kilobytes)) {
                (true, _) => 1 << 20,
                (_, true) => 1 << 10,
                _ => 1,
            };
            Some(Action::TotalSize { human: wish.output.human, unit })
        }
        ([], None) if wish.target.is_none() => Some(Action::List(wish.output)),
        ([Verb::Delete], None) if wish.target.is_none() => Some(Action::Delete),
        ([Verb::Copy], None) => Some(Action::Copy(wish.target.clone()?)),
        ([Verb::Move], None) => Some(Action::Move(wish.target.clone()?)),
        ([Verb::Unpack], None) if wish.target.is_none() && only_gzipped(wish) => {
            Some(Action::Compress { program: "gunzip", keep: wish.keep == Some(true) })
        }
        ([Verb::Compress], None) if wish.target.is_none() => {
            let program = match wish.format {
                None | Some("gz") => "gzip",
                Some("bz2") => "bzip2",
                Some("xz") => "xz",
                _ => return None,
            };
            Some(Action::Compress { program, keep: wish.keep == Some(true) })
        }
        _ => None,
    }
}

/// Whether nothing but `.gz` files is asked for.
fn only_gzipped(wish: &Wish) -> bool {
    let name =
        |it: &Test| matches!(it, Test::Name(all, _) if all.iter().all(|it| is_gzipped(it) && !it.contains(".tar")));
    wish.conditions.iter().any(|it| !it.negated && !it.or && name(&it.test)) && wish.format.is_none()
}

impl FindRequest {
    fn render(&self, setting: Setting) -> Option<String> {
        let selection = &self.selection;
        if let (Some(order), Some(limit), Action::Delete | Action::Copy(_) | Action::Move(_)) =
            (self.order, self.limit, &self.action)
        {
            return self.first_of(order, limit, setting);
        }
        match &self.action {
            Action::List(output) => self.list(*output, setting),
            Action::Count => Some(format!("{}{} | wc -l", selection.render(setting, false)?, selection.print(setting))),
            Action::Delete => self.delete(setting),
            Action::Copy(target) => self.transfer(
                match (selection.kind == Some(Kind::Folder), self.preserve) {
                    (true, true) => "cp -Rp",
                    (true, false) => "cp -R",
                    (false, true) => "cp -p",
                    (false, false) => "cp",
                },
                target,
                setting,
            ),
            Action::Move(target) => self.transfer("mv", target, setting),
            Action::TotalSize { human, unit } => self.total(*human, *unit, setting),
            Action::Compress { program, keep } => {
                if selection.is_risky() || matches!(selection.kind, Some(Kind::Folder | Kind::Any)) {
                    return None;
                }
                let keep = if *keep { " -k" } else { "" };
                Some(format!("{} -exec {program}{keep} {{}} +", selection.render(setting, true)?))
            }
        }
    }

    /// "delete the oldest file", "copy the 5 newest", "delete all but the newest 3".
    fn first_of(&self, order: Order, limit: u32, setting: Setting) -> Option<String> {
        let selection = &self.selection;
        let places = selection.places.iter().any(|it| matches!(it.as_str(), "/" | "~" | "." | ".."));
        if setting.platform != Platform::Linux
            || !matches!(selection.kind, None | Some(Kind::File))
            || places
            || selection.is_everything() && selection.places.is_empty()
        {
            return None;
        }
        let key = match order.key {
            Key::Time => "%T@",
            Key::Size => "%s",
            Key::Name => return None,
        };
        let (make, act) = match &self.action {
            Action::Delete => (String::new(), "rm --".to_owned()),
            Action::Copy(target) | Action::Move(target) if self.all_but || target.path.starts_with("/dev/") => {
                let _ = target;
                return None;
            }
            Action::Copy(target) => (fresh(target), format!("cp -t {} --", path(&target.path))),
            Action::Move(target) => (fresh(target), format!("mv -t {} --", path(&target.path))),
            _ => return None,
        };
        let found = selection.render(setting, true)?;
        let reverse = if order.descending { "r" } else { "" };
        let part = if self.all_but { format!("tail -zn +{}", limit + 1) } else { format!("head -zn {limit}") };
        Some(format!(
            r"{make}{found} -printf '{key} %p\0' | sort -z{reverse}n | {part} | cut -zd' ' -f2- | xargs -0 -r {act}"
        ))
    }

    fn delete(&self, setting: Setting) -> Option<String> {
        let selection = &self.selection;
        let dead = selection.kind == Some(Kind::BrokenLink) && selection.places.is_empty();
        if !dead && selection.is_risky()
            || selection.is_everything() && !matches!(selection.kind, Some(Kind::BrokenLink | Kind::File | Kind::Any))
        {
            return None;
        }
        // "delete user tim" speaks of no file.
        let named = selection.groups.iter().flatten().any(|it| matches!(it.test, Test::Name(..)) && !it.negated);
        if selection.kind.is_none() && !named {
            return None;
        }
        let empty = selection.groups.iter().flatten().any(|it| it.test == Test::Empty && !it.negated);
        match selection.kind {
            // "delete everything in build": what is in one folder that was named.
            Some(Kind::Any) if !empty && selection.is_everything() && selection.depth.is_none() => {
                let [_] = selection.places.as_slice() else { return None };
                Some(format!("{} -delete", selection.render(setting, false)?))
            }
            Some(Kind::Any) if !empty => None,
            Some(Kind::Folder) if !empty => {
                Some(format!("{} -prune -exec rm -rf {{}} +", selection.render(setting, true)?))
            }
            _ => Some(format!("{} -delete", selection.render(setting, selection.kind.is_none())?)),
        }
    }

    fn transfer(&self, program: &str, target: &Target, setting: Setting) -> Option<String> {
        let selection = &self.selection;
        if selection.is_risky() || target.path.starts_with("/dev/") {
            return None;
        }
        let mut found = selection.render(setting, selection.kind.is_none())?;
        let relative = !target.path.starts_with(['/', '~', '.']);
        let here = selection.places.is_empty() || selection.places.iter().any(|it| it == ".");
        if here && relative && selection.depth != Some(1) {
            // What already lies there is not moved onto itself.
            found = format!("{found} ! -path {}", crate::shell::quote(&format!("./{}/*", target.path)));
        }
        let prune = if selection.kind == Some(Kind::Folder) { " -prune" } else { "" };
        let make = if target.fresh { format!("mkdir -p {} && ", path(&target.path)) } else { String::new() };
        let folder = format!("{}/", path(&target.path).trim_end_matches('/'));
        Some(format!("{make}{found}{prune} -exec {program} {{}} {folder} \\;"))
    }

    fn total(&self, human: bool, unit: u32, setting: Setting) -> Option<String> {
        if self.selection.kind == Some(Kind::Folder) {
            if self.selection.is_everything() || unit > 1 {
                return None;
            }
            let found = self.selection.render(setting, true)?;
            let unit = if human { "h" } else { "b" };
            return (setting.platform == Platform::Linux)
                .then(|| format!("{found} -prune -exec du -sc{unit} {{}} + | tail -n 1"));
        }
        let found = self.selection.render(setting, true)?;
        let sizes = match setting.platform {
            Platform::Linux if human => return Some(format!("{found} -print0 | du -ch --files0-from=- | tail -n 1")),
            Platform::Linux => r"-printf '%s\n'",
            Platform::MacOs => "-exec stat -f %z {} +",
            Platform::Busybox => "-exec stat -c %s {} +",
            Platform::Posix => return None,
        };
        if human {
            return None;
        }
        let sum = if unit > 1 { format!(r#"printf "%.1f\n", s / {unit}"#) } else { "print s + 0".to_owned() };
        Some(format!("{found} {sizes} | awk '{{s += $1}} END {{{sum}}}'"))
    }

    /// Each with its date, owner, mode or whole path.
    fn facts(&self, found: &str, output: Output, setting: Setting) -> Option<String> {
        let plain = self.order.is_none_or(|it| it.key == Key::Name) && !output.link_target;
        if !plain || setting.platform != Platform::Linux {
            return None;
        }
        let sort = match self.order {
            Some(Order { descending: true, .. }) => " | sort -r",
            Some(_) => " | sort",
            None => "",
        };
        let mut parts = Vec::new();
        if output.mode {
            parts.push(if output.octal { "%m" } else { "%M" });
        }
        match output.owner {
            (true, true) => parts.push("%u %g"),
            (true, false) => parts.push("%u"),
            (false, true) => parts.push("%g"),
            (false, false) => {}
        }
        if output.size {
            parts.push("%s");
        }
        if output.date {
            parts.push("%TY-%Tm-%Td %TH:%TM");
        }
        if output.absolute {
            let [place] = self.selection.places.as_slice() else {
                return (self.selection.places.is_empty() && parts.is_empty()).then(|| {
                    format!("{}{}{sort}", found.replacen("find .", r#"find "$PWD""#, 1), self.selection.print(setting))
                });
            };
            if parts.is_empty() && !output.bare_name {
                return if place.starts_with(['/', '~', '$']) {
                    Some(format!("{found}{}{sort}", self.selection.print(setting)))
                } else {
                    Some(format!("{found} -exec realpath -s {{}} +{sort}"))
                };
            }
            return None;
        }
        parts.push(if output.bare_name { "%f" } else { "%p" });
        Some(format!(r"{found} -printf '{}\n'{sort}", parts.join(" ")))
    }

    fn list(&self, output: Output, setting: Setting) -> Option<String> {
        let found = self.selection.render(setting, false)?;
        let head = self.limit.map(|it| format!(" | head -n {it}")).unwrap_or_default();
        let gnu = setting.platform == Platform::Linux;
        if output.total_size && !output.size && self.order.is_none() {
            return None;
        }
        let by = self.order.filter(|it| it.key != Key::Name);
        // A folder's own size says nothing of what is in it.
        if self.selection.kind == Some(Kind::Folder) && output.size && !output.details && !output.bare_name {
            let sort = match by {
                Some(Order { key: Key::Size, descending: true }) => " | sort -rh",
                Some(Order { key: Key::Size, descending: false }) => " | sort -h",
                Some(_) => return None,
                None => "",
            };
            return Some(format!("{found} -prune -exec du -sh {{}} +{sort}{head}"));
        }
        if output.details {
            if let Some(order) = by {
                let flag = if order.key == Key::Size { "S" } else { "t" };
                let reverse = if order.descending { "" } else { "r" };
                return Some(format!("{found} -exec ls -lh{flag}{reverse} {{}} +{head}"));
            }
            return Some(format!("{found} -exec ls -ldh {{}} +{head}"));
        }
        if output.date || output.owner != (false, false) || output.mode || output.absolute {
            return self.facts(&found, output, setting).map(|it| format!("{it}{head}"));
        }
        if output.link_target {
            if !gnu || by.is_some() {
                return None;
            }
            return Some(format!(r"{found} -printf '%p -> %l\n'{head}"));
        }
        let Some(order) = by else {
            let shown = match (output.size, output.bare_name) {
                (true, _) if output.human => " -exec du -h {} +".to_owned(),
                (true, _) => match setting.platform {
                    Platform::Linux if output.bare_name => r" -printf '%s %f\n'".to_owned(),
                    Platform::Linux => r" -printf '%s %p\n'".to_owned(),
                    Platform::MacOs => " -exec stat -f '%z %N' {} +".to_owned(),
                    Platform::Busybox => " -exec stat -c '%s %n' {} +".to_owned(),
                    Platform::Posix => return None,
                },
                (false, true) if gnu => r" -printf '%f\n'".to_owned(),
                (false, true) => r" -exec basename {} \;".to_owned(),
                (false, false) => String::new(),
            };
            // The size stands before the name.
            let key = if output.size { " -k 2" } else { "" };
            let sort = match self.order {
                Some(Order { descending: true, .. }) => format!(" | sort -r{key}"),
                Some(_) => format!(" | sort{key}"),
                None => String::new(),
            };
            let shown = if shown.is_empty() { self.selection.print(setting).to_owned() } else { shown };
            return Some(format!("{found}{shown}{sort}{head}"));
        };
        if order.key == Key::Size && output.human {
            let reverse = if order.descending { "r" } else { "" };
            return Some(format!("{found} -exec du -h {{}} + | sort -{reverse}h{head}"));
        }
        let name = if output.bare_name { "%f" } else { "%p" };
        let keyed = match (setting.platform, order.key) {
            (Platform::Linux, Key::Size) => format!(r"-printf '%s {name}\n'"),
            (Platform::Linux, _) if output.size => format!(r"-printf '%T@ %s {name}\n'"),
            (Platform::Linux, _) => format!(r"-printf '%T@ {name}\n'"),
            (_, Key::Time) if output.size => return None,
            (_, _) if output.bare_name => return None,
            (Platform::MacOs, Key::Size) => "-exec stat -f '%z %N' {} +".to_owned(),
            (Platform::MacOs, _) => "-exec stat -f '%m %N' {} +".to_owned(),
            (Platform::Busybox, Key::Size) => "-exec stat -c '%s %n' {} +".to_owned(),
            (Platform::Busybox, _) => "-exec stat -c '%Y %n' {} +".to_owned(),
            (Platform::Posix, _) => return None,
        };
        let reverse = if order.descending { "r" } else { "" };
        let sizes = order.key == Key::Size && (!output.names || output.size);
        let cut = if sizes { "" } else { " | cut -d' ' -f2-" };
        Some(format!("{found} {keyed} | sort -{reverse}n{head}{cut}"))
    }
}

/// What makes a new target.
fn fresh(target: &Target) -> String {
    if target.fresh { format!("mkdir -p {} && ", path(&target.path)) } else { String::new() }
}
