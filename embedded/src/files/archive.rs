//! Archives and compressed files: packed, unpacked, listed, and read without unpacking.

use super::Setting;
use super::selection::Selection;
use crate::Platform;
use crate::files::wish::{Condition, Counted, Kind, Note, Test, Verb, Wish};
use crate::shell::{glob, join, path, paths, quote};

/// How an archive is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `tar` with the letter of its compression, or none.
    Tar(Option<&'static str>),
    Zip,
    /// One compressed file, with the program that packs it.
    Single(&'static str),
}

/// The format that a name tells by its ending.
pub(crate) fn format(name: &str) -> Option<Format> {
    const ENDINGS: &[(&str, Format)] = &[
        (".tar.gz", Format::Tar(Some("z"))),
        (".tgz", Format::Tar(Some("z"))),
        (".tar.bz2", Format::Tar(Some("j"))),
        (".tbz2", Format::Tar(Some("j"))),
        (".tbz", Format::Tar(Some("j"))),
        (".tar.xz", Format::Tar(Some("J"))),
        (".txz", Format::Tar(Some("J"))),
        (".tar.zst", Format::Tar(Some("--zstd"))),
        (".tar", Format::Tar(None)),
        (".zip", Format::Zip),
        (".gz", Format::Single("gzip")),
        (".bz2", Format::Single("bzip2")),
        (".xz", Format::Single("xz")),
        (".zst", Format::Single("zstd")),
    ];
    let base = name.rsplit('/').next().unwrap_or(name);
    let (ending, format) = ENDINGS.iter().find(|it| base.ends_with(it.0))?;
    (base.len() > ending.len() && !base.contains('*')).then_some(*format)
}

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    if wish.notes(Note::Check) {
        return check(wish);
    }
    if wish.wants(Verb::Append) {
        return append(wish);
    }
    if let Some(command) = unpack_all(wish, setting) {
        return Some(command);
    }
    if !wish.texts.is_empty()
        || !wish.modes.is_empty()
        || wish.new_owner.is_some()
        || wish.output.total_size
        || wish.order.is_some()
    {
        return None;
    }
    let unpacks = wish.wants(Verb::Unpack);
    let packs = wish.wants(Verb::Pack) || wish.wants(Verb::Compress) || wish.format.is_some();
    let archives: Vec<&String> = wish.objects.iter().filter(|it| format(it).is_some()).collect();
    let target = wish.target.as_ref().is_some_and(|it| format(&it.path).is_some());
    if let [archive] = archives.as_slice()
        && !target
    {
        if wish.wants(Verb::Copy) || wish.wants(Verb::Move) {
            return None;
        }
        let members: Vec<&String> = wish.objects.iter().filter(|it| it != archive).collect();
        // Nothing is unpacked that nobody asked to.
        let shows = wish.wants(Verb::Show) || wish.wants(Verb::Find);
        if unpacks || shows && !members.is_empty() && !packs && !wish.wants(Verb::Delete) && wish.how_many.is_none() {
            return unpack(wish, archive, &members, setting);
        }
        if !packs && !wish.excluded.is_empty() {
            return None;
        }
        if wish.how_many == Some(Counted::Entries) && members.is_empty() && wish.conditions.is_empty() {
            return Some(format!("{} | wc -l", list(archive)?));
        }
        let lists = wish.notes(Note::Contents) || wish.wants(Verb::Show) || wish.kind.is_some();
        if lists
            && !packs
            && !wish.acts()
            && members.is_empty()
            && wish.conditions.is_empty()
            && wish.how_many.is_none()
            && wish.places.is_empty()
        {
            return list_in_detail(wish, archive);
        }
        // "list only the csv files in data.zip"
        if let Some(names) = member_patterns(wish)
            && !packs
            && !wish.acts()
            && members.is_empty()
            && wish.how_many.is_none()
            && wish.places.is_empty()
            && wish.wants(Verb::Show)
        {
            let names: Vec<String> = names.iter().map(|it| quote(it)).collect();
            return match format(archive)? {
                Format::Zip => Some(format!("unzip -Z1 {} {}", path(archive), names.join(" "))),
                Format::Tar(_) if setting.platform == Platform::Linux => {
                    Some(format!("tar -tf {} --wildcards {}", path(archive), names.join(" ")))
                }
                _ => None,
            };
        }
    }
    if (packs || target) && !unpacks && !wish.wants(Verb::Delete) && !wish.wants(Verb::Copy) && !wish.wants(Verb::Move)
    {
        return pack(wish, setting);
    }
    None
}

/// Whether an archive is whole.
fn check(wish: &Wish) -> Option<String> {
    let [archive] = wish.objects.as_slice() else { return None };
    let plain = wish.places.is_empty()
        && wish.conditions.is_empty()
        && wish.texts.is_empty()
        && !wish.acts()
        && wish.how_many.is_none()
        && wish.target.is_none();
    if !plain {
        return None;
    }
    let archive_path = path(archive);
    Some(match format(archive)? {
        Format::Tar(Some(letter)) if !letter.starts_with("--") => format!("tar -t{letter}f {archive_path} > /dev/null"),
        Format::Tar(_) => format!("tar -tf {archive_path} > /dev/null"),
        Format::Zip => format!("unzip -tq {archive_path}"),
        Format::Single(program) => format!("{program} -t {archive_path}"),
    })
}

/// Adds to an archive that is there.
fn append(wish: &Wish) -> Option<String> {
    let plain = wish.verbs.iter().all(|it| matches!(it, Verb::Append | Verb::Pack))
        && wish.excluded.is_empty()
        && wish.conditions.is_empty()
        && wish.texts.is_empty()
        && wish.how_many.is_none()
        && wish.notes.is_empty()
        && wish.limit.is_none();
    if !plain {
        return None;
    }
    let mut sources = wish.objects.clone();
    let archive = match &wish.target {
        Some(target) if format(&target.path).is_some() && !target.fresh => target.path.clone(),
        None => sources.remove(sources.iter().position(|it| format(it).is_some())?),
        Some(_) => return None,
    };
    if sources.is_empty() {
        sources.clone_from(&wish.places);
    } else if let [place] = wish.places.as_slice() {
        sources = sources.iter().map(|it| join(place, it)).collect();
    } else if !wish.places.is_empty() {
        return None;
    }
    if sources.is_empty() || sources.iter().any(|it| it.contains(['*', '?'])) {
        return None;
    }
    match format(&archive)? {
        Format::Tar(None) => Some(format!("tar -rf {} {}", path(&archive), paths(&sources))),
        Format::Zip => Some(format!("zip -qr {} {}", path(&archive), paths(&sources))),
        // What is compressed cannot be added to.
        Format::Tar(Some(_)) | Format::Single(_) => None,
    }
}

/// "unpack all zip files in downloads": each where it lies, or each into a folder of its own.
fn unpack_all(wish: &Wish, setting: Setting) -> Option<String> {
    let plain = wish.wants(Verb::Unpack)
        && wish.verbs.iter().all(|it| matches!(it, Verb::Unpack | Verb::Find | Verb::Pack | Verb::Show))
        && wish.texts.is_empty()
        && wish.how_many.is_none()
        && wish.limit.is_none()
        && wish.order.is_none()
        && wish.strip.is_none()
        && wish.excluded.is_empty()
        && wish.keep.is_none()
        && wish.notes_only(&[Note::OwnFolder])
        && wish.places.len() < 2;
    let names = match (wish.format, wish.conditions.as_slice()) {
        (Some(ending), []) if !wish.places.iter().any(|it| format(it).is_some()) => vec![format!("*.{ending}")],
        _ => member_patterns(wish)?,
    };
    let [name] = names.as_slice() else { return None };
    if !plain || !wish.objects.is_empty() || setting.platform == Platform::Posix {
        return None;
    }
    let ending = name.strip_prefix('*')?;
    let (program, into) = match format(&format!("x{ending}"))? {
        Format::Tar(Some(letter)) if !letter.starts_with("--") => (format!("tar -x{letter}f"), "-C"),
        Format::Tar(None) => ("tar -xf".to_owned(), "-C"),
        Format::Zip => ("unzip -q".to_owned(), "-d"),
        _ => return None,
    };
    let place = wish.places.first().cloned().unwrap_or_default();
    if wish.notes(Note::OwnFolder) {
        if wish.target.is_some() || wish.recursive {
            return None;
        }
        let make = if into == "-C" { format!(r#"mkdir -p "${{f%{ending}}}" && "#) } else { String::new() };
        return Some(format!(
            r#"for f in {}; do {make}{program} "$f" {into} "${{f%{ending}}}"; done"#,
            glob(&place, name)
        ));
    }
    if let Some(target) = &wish.target {
        let make = if target.fresh { format!("mkdir -p {} && ", path(&target.path)) } else { String::new() };
        let folder = path(&target.path);
        if wish.recursive {
            return None;
        }
        return Some(format!(r#"{make}for f in {}; do {program} "$f" {into} {folder}; done"#, glob(&place, name)));
    }
    let named = if wish.conditions.is_empty() { format!(" -name {}", quote(name)) } else { String::new() };
    let found = Selection { kind: Some(Kind::File), ..Selection::of(wish)? }.render(setting, true)? + &named;
    let run = if place.is_empty() || place == "." { "-exec" } else { "-execdir" };
    Some(format!(r"{found} {run} {program} {{}} \;"))
}

fn list_in_detail(wish: &Wish, archive: &str) -> Option<String> {
    if !(wish.output.size || wish.output.details) {
        return list(archive);
    }
    match format(archive)? {
        Format::Tar(_) => Some(format!("tar -tvf {}", path(archive))),
        Format::Zip => Some(format!("unzip -l {}", path(archive))),
        Format::Single(_) => None,
    }
}

fn list(archive: &str) -> Option<String> {
    match format(archive)? {
        Format::Tar(_) => Some(format!("tar -tf {}", path(archive))),
        Format::Zip => Some(format!("unzip -Z1 {}", path(archive))),
        Format::Single(_) => None,
    }
}

fn unpack(wish: &Wish, archive: &str, members: &[&String], setting: Setting) -> Option<String> {
    let names = member_patterns(wish);
    let unsupported = names.is_none() && !wish.conditions.is_empty()
        || wish.how_many.is_some()
        || wish.limit.is_some()
        || !wish.excluded.is_empty()
        || wish.notes.iter().any(|it| {
            !matches!(it, Note::ToTerminal | Note::ThenDelete | Note::Contents | Note::NotItself | Note::Junk)
        })
        || wish.places.len() > 1;
    if unsupported {
        return None;
    }
    // What is only to be shown is not unpacked.
    let shown = !wish.wants(Verb::Unpack) && wish.notes(Note::Contents);
    let to_terminal = wish.notes(Note::ToTerminal) || shown;
    if to_terminal && wish.target.is_some() {
        return None;
    }
    let target =
        wish.target.clone().map(|it| (it.path, it.fresh)).or_else(|| wish.places.first().map(|it| (it.clone(), false)));
    let target = target.filter(|it| it.0 != ".");
    let then = wish.notes(Note::ThenDelete) || wish.wants(Verb::Delete);
    let packed = path(archive);
    let mut command = match format(archive)? {
        Format::Tar(_) if wish.notes(Note::Junk) => return None,
        Format::Tar(letter) => {
            let letter = match letter {
                Some(long) if long.starts_with("--") => format!("{long} -xf"),
                Some(letter) => format!("-x{letter}f"),
                None => "-xf".to_owned(),
            };
            let letter = if to_terminal { letter.replace("-x", "-xO") } else { letter };
            let mut words = vec!["tar".to_owned(), letter, packed.clone()];
            words.extend(wish.strip.map(|it| format!("--strip-components={it}")));
            if let Some((folder, fresh)) = &target {
                words.push(format!("-C {}", path(folder)));
                if *fresh {
                    words.insert(0, format!("mkdir -p {} &&", path(folder)));
                }
            }
            let bare = members.iter().any(|it| !it.contains('/'));
            if bare && !members.is_empty() {
                if setting.platform != Platform::Linux {
                    return None;
                }
                words.push("--no-anchored".to_owned());
            }
            words.extend(members.iter().map(|it| path(it)));
            if let Some(names) = names {
                if setting.platform == Platform::Linux {
                    words.push("--wildcards".to_owned());
                }
                words.extend(names.iter().map(|it| quote(it)));
            }
            words.join(" ")
        }
        Format::Zip | Format::Single(_) if wish.strip.is_some() => return None,
        Format::Single(_) if wish.notes(Note::Junk) => return None,
        Format::Zip => {
            let flag = match (to_terminal, wish.notes(Note::Junk)) {
                (true, _) => "-p",
                (false, true) => "-jq",
                (false, false) => "-q",
            };
            let mut words = vec![format!("unzip {flag} {packed}")];
            words.extend(members.iter().map(|it| if it.contains('/') { path(it) } else { quote(&format!("*{it}")) }));
            words.extend(names.unwrap_or_default().iter().map(|it| quote(it)));
            if let Some((folder, _)) = &target {
                words.push(format!("-d {}", path(folder)));
            }
            words.join(" ")
        }
        Format::Single(program) => {
            if !members.is_empty() || !wish.conditions.is_empty() {
                return None;
            }
            let base = archive.rsplit('/').next().unwrap_or(archive);
            let plain = base.rsplit_once('.').map_or(base, |it| it.0);
            if to_terminal {
                format!("{program} -dc {packed}")
            } else if let Some((folder, _)) = &target {
                let file = if crate::literals::names_file(folder) { folder.clone() } else { join(folder, plain) };
                format!("{program} -dc {packed} > {}", path(&file))
            } else if wish.keep == Some(true) {
                format!("{program} -dk {packed}")
            } else {
                format!("{program} -d {packed}")
            }
        }
    };
    if then && !matches!(format(archive)?, Format::Single(_)) {
        command = format!("{command} && rm {packed}");
    } else if then {
        return None;
    }
    Some(command)
}

/// "only the csv files": the one condition that an archive's members can be asked for.
fn member_patterns(wish: &Wish) -> Option<Vec<String>> {
    match wish.conditions.as_slice() {
        [Condition { test: Test::Name(names, false), negated: false, .. }] if !wish.ignore_case => Some(names.clone()),
        _ => None,
    }
}

fn pack(wish: &Wish, setting: Setting) -> Option<String> {
    if wish.how_many.is_some()
        || wish.limit.is_some()
        || wish.strip.is_some()
        || wish.notes.iter().any(|it| !matches!(it, Note::Junk))
    {
        return None;
    }
    let mut sources = wish.objects.clone();
    let mut archive = wish.target.as_ref().map(|it| it.path.clone()).filter(|it| format(it).is_some());
    // "web.zip in this folder" names the archive among the objects.
    if archive.is_none()
        && let Some(at) = sources.iter().position(|it| format(it).is_some_and(|it| !matches!(it, Format::Single(_))))
    {
        archive = Some(sources.remove(at));
    }
    if sources.iter().any(|it| format(it).is_some()) {
        return None;
    }
    // "the folder x without the png files": all of it but those.
    let left_out: Vec<&String> = wish
        .conditions
        .iter()
        .filter(|it| it.negated && !it.or)
        .filter_map(|it| if let Test::Name(names, _) = &it.test { Some(names) } else { None })
        .flatten()
        .collect();
    let only_left_out = wish.conditions.iter().all(|it| it.negated && !it.or && matches!(it.test, Test::Name(..)))
        && wish.kind.is_none();
    let described = !wish.conditions.is_empty() && !only_left_out;
    if sources.is_empty() && !described {
        sources.clone_from(&wish.places);
    } else if !wish.places.is_empty() && !described {
        let [place] = wish.places.as_slice() else { return None };
        sources = sources.iter().map(|it| join(place, it)).collect();
    }
    if archive.is_none() {
        // One named file is compressed where it lies; a folder gets an archive beside it.
        let [source] = sources.as_slice() else { return None };
        if described || wish.target.is_some() {
            return None;
        }
        let is_file = crate::literals::names_file(source);
        let name = source.trim_end_matches('/');
        let beside = !name.contains('/') && !name.starts_with(['.', '~']);
        match wish.format {
            None | Some("gz" | "bz2" | "xz" | "zst") if !is_file && beside && wish.wants(Verb::Compress) => {
                archive = Some(format!("{name}.tar.{}", wish.format.unwrap_or("gz")));
            }
            None | Some("gz" | "bz2" | "xz" | "zst") if is_file && wish.wants(Verb::Compress) => {
                let program = match wish.format {
                    Some("bz2") => "bzip2",
                    Some("xz") => "xz",
                    Some("zst") => "zstd",
                    _ => "gzip",
                };
                let keep = if wish.keep == Some(true) { " -k" } else { "" };
                return Some(format!("{program}{keep} {}", path(source)));
            }
            Some("zip") if beside => {
                archive = Some(format!("{name}.zip"));
            }
            Some("gz" | "bz2" | "xz" | "zst") if !is_file && beside && wish.wants(Verb::Pack) => {
                archive = Some(format!("{name}.tar.{}", wish.format.unwrap_or("gz")));
            }
            Some("tar.gz") if beside => {
                archive = Some(format!("{name}.tar.gz"));
            }
            _ => return None,
        }
    }
    let archive = archive?;
    let packed = path(&archive);
    let kind = format(&archive)?;
    if described {
        return pack_found(wish, kind, &packed, setting);
    }
    if sources.is_empty() {
        if !wish.here || matches!(kind, Format::Single(_)) {
            return None;
        }
        sources.push(".".to_owned());
    }
    if wish.kind == Some(Kind::File) && sources == ["."] {
        return None;
    }
    let from = paths(&sources);
    match kind {
        Format::Tar(letter) => {
            let flags = match letter {
                Some(long) if long.starts_with("--") => format!("{long} -cf"),
                Some(letter) => format!("-c{letter}f"),
                None => "-cf".to_owned(),
            };
            let mut excluded = String::new();
            for name in wish.excluded.iter().chain(left_out) {
                excluded.extend(["--exclude=", &quote(name), " "]);
            }
            if sources == ["."] {
                excluded.extend(["--exclude=", &quote(&format!("./{archive}")), " "]);
            }
            Some(format!("tar {flags} {packed} {excluded}{from}"))
        }
        Format::Zip => {
            let recursive = if wish.notes(Note::Junk) { "-qrj" } else { "-qr" };
            let mut excluded = String::new();
            for name in &wish.excluded {
                excluded.extend([" -x ", &quote(&format!("*{name}/*"))]);
            }
            for name in left_out {
                excluded.extend([" -x ", &quote(name)]);
            }
            Some(format!("zip {recursive} {packed} {from}{excluded}"))
        }
        Format::Single(program) => {
            let [source] = sources.as_slice() else { return None };
            if !left_out.is_empty() {
                return None;
            }
            Some(format!("{program} -c {} > {packed}", path(source)))
        }
    }
}

/// Files by condition into an archive.
fn pack_found(wish: &Wish, kind: Format, packed: &str, setting: Setting) -> Option<String> {
    let mut rest = wish.clone();
    rest.objects.retain(|it| format(it).is_none());
    if !rest.objects.is_empty() {
        return None;
    }
    let selection = Selection::of(&rest)?;
    let names: Option<Vec<&String>> = match selection.groups.as_slice() {
        [group] => match group.as_slice() {
            [condition] if !condition.negated => match &condition.test {
                Test::Name(names, false) => Some(names.iter().collect()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    let place = selection.places.first().cloned().unwrap_or_default();
    let shallow = !wish.recursive && selection.excluded.is_empty() && selection.places.len() < 2 && !wish.ignore_case;
    if let Some(names) = names.filter(|_| shallow) {
        let globs: Vec<String> = names.iter().map(|it| glob(&place, it)).collect();
        let globs = globs.join(" ");
        return match kind {
            Format::Zip => Some(format!("zip {} {packed} {globs}", if wish.notes(Note::Junk) { "-qj" } else { "-q" })),
            Format::Tar(Some(letter)) if !letter.starts_with("--") => Some(format!("tar -c{letter}f {packed} {globs}")),
            Format::Tar(None) => Some(format!("tar -cf {packed} {globs}")),
            _ => None,
        };
    }
    let found = selection.render(setting, true)?;
    match (kind, setting.platform) {
        (Format::Tar(Some(letter)), Platform::Linux) if !letter.starts_with("--") => {
            Some(format!("{found} -print0 | tar --null -T - -c{letter}f {packed}"))
        }
        (Format::Tar(None), Platform::Linux) => Some(format!("{found} -print0 | tar --null -T - -cf {packed}")),
        (Format::Zip, _) => {
            Some(format!("{found} -exec zip {} {packed} {{}} +", if wish.notes(Note::Junk) { "-qj" } else { "-q" }))
        }
        _ => None,
    }
}
