//! Loops: what is printed of each file, or done with each.

use super::Setting;
use super::frame::{Clause, Op, Part};
use super::phrases::{Depth, Field, Flag, Key, Verb, What};
use super::set::Set;
use super::transfer;
use crate::literals::names_file;
use crate::shell::path;

pub(crate) fn answer(clause: &Clause, setting: Setting) -> Option<String> {
    let parts = [
        Part::Kinds,
        Part::Globs,
        Part::Any,
        Part::Called,
        Part::Places,
        Part::Depths,
        Part::Contents,
        Part::Ops,
        Part::Fields,
        Part::Names,
        Part::Run,
    ];
    if !clause.says_only(&parts) || !clause.has_set() {
        return None;
    }
    if clause.run.is_some() {
        return run(clause, setting);
    }
    match clause.verb {
        Some(Verb::Show) | None => print(clause, setting),
        Some(Verb::Convert) => convert(clause, setting),
        _ => None,
    }
}

impl Clause {
    /// Whether contents change with the extension: "convert all png images to jpg".
    pub(crate) fn converts(&self) -> bool {
        self.verb == Some(Verb::Convert)
            && !self.names
            && matches!(self.ops.as_slice(), [Op::Extension(..)])
            && !self.extension_said
    }
}

/// What is printed, in the order in which it was said.
fn print(clause: &Clause, setting: Setting) -> Option<String> {
    let allowed = clause.ops.is_empty() && clause.only(&[Flag::Each, Flag::AnyCase, Flag::UpperCase]);
    let many = clause.has(Flag::Each) || clause.fields.contains(&Field::WithoutExtension);
    if !allowed || clause.fields.is_empty() || !many {
        return None;
    }
    let mut clause = clause.clone();
    if clause.names && !clause.fields.contains(&Field::Name) {
        clause.fields.insert(0, Field::Name);
    }
    let fields = clause.fields.clone();
    let wants = |field: Field| fields.contains(&field);
    // "its name and number of files" of folders
    let folders = clause.any == Some(What::Folder);
    // "… without .mp3": the kind is the loop's.
    let set = Set::of(&clause)?;
    clause.kinds.clear();
    let counts = wants(Field::Entries);
    if counts != folders && counts || set.depth == Depth::Below && folders {
        return None;
    }
    let bare = wants(Field::WithoutFolder) || folders;
    let stem = wants(Field::WithoutExtension);
    let here = set.is_flat() && set.folder() == Some("");
    let name = match (set.extension(), stem, bare && !here) {
        (Some(extension), true, true) if !set.any_case => {
            Some(format!("\"$(basename \"$f\" .{})\"", crate::shell::quote(extension)))
        }
        (Some(extension), true, false) if !set.any_case => Some(format!("\"${{f%.{extension}}}\"")),
        (_, true, _) => None,
        (_, false, true) if folders => Some("\"$(basename \"$f\")\"".to_owned()),
        (_, false, true) => Some("\"${f##*/}\"".to_owned()),
        (_, false, false) if folders => Some("\"${f%/}\"".to_owned()),
        (_, false, false) => Some("\"$f\"".to_owned()),
    }?;
    let mut shown = Vec::new();
    for field in &clause.fields {
        shown.push(match field {
            Field::Name | Field::Path => name.clone(),
            Field::Lines | Field::Words | Field::FirstLine | Field::LastLine if folders => return None,
            Field::Lines => "\"$(wc -l < \"$f\")\"".to_owned(),
            Field::Words => "\"$(wc -w < \"$f\")\"".to_owned(),
            Field::Bytes if folders => "\"$(du -sh \"$f\" | cut -f1)\"".to_owned(),
            Field::Bytes => "\"$(wc -c < \"$f\")\"".to_owned(),
            Field::FirstLine => "\"$(head -n 1 \"$f\")\"".to_owned(),
            Field::LastLine => "\"$(tail -n 1 \"$f\")\"".to_owned(),
            Field::Entries => "\"$(find \"$f\" -type f | wc -l)\"".to_owned(),
            Field::WithoutFolder | Field::WithoutExtension => continue,
        });
    }
    if shown.is_empty() || clause.fields.contains(&Field::Path) && (bare || stem) {
        return None;
    }
    // A number alone does not say whose it is.
    if let [Field::Lines | Field::Words | Field::Bytes | Field::Entries] = clause.fields.as_slice() {
        shown.insert(0, name.clone());
    }
    // Only a number for each says little without the name; the words did not ask for it, though.
    if shown == [name.clone()] && stem && bare && !here && set.extension().is_some() {
        let extension = set.extension()?;
        return set.each_do(&format!("basename \"$f\" .{}", crate::shell::quote(extension)), false, setting);
    }
    if !setting.gnu && clause.fields.iter().any(|it| matches!(it, Field::Lines | Field::Words | Field::Bytes)) {
        return None;
    }
    let format = vec!["%s"; shown.len()].join(" ");
    let body = if shown.len() == 1 && !name.is_empty() && clause.fields.len() == 1 && shown[0].starts_with("\"$(head") {
        "head -n 1 \"$f\"".to_owned()
    } else if let [one] = shown.as_slice() {
        format!("printf '%s\\n' {one}")
    } else {
        format!("printf '{format}\\n' {}", shown.join(" "))
    };
    set.each_do(&body, false, setting)
}

/// A command for each file.
fn run(clause: &Clause, setting: Setting) -> Option<String> {
    let command = clause.run.as_ref()?;
    let parts =
        [Part::Kinds, Part::Globs, Part::Any, Part::Called, Part::Places, Part::Depths, Part::Contents, Part::Run];
    let plain = |it: char| it.is_ascii_alphanumeric() || " _-./=:+@%,".contains(it);
    let harmless = command.chars().all(plain) && command.starts_with(|it: char| it.is_ascii_alphabetic() || it == '.');
    if !clause.says_only(&parts) || !clause.only(&[Flag::Each, Flag::AnyCase]) || !clause.has(Flag::Each) || !harmless {
        return None;
    }
    // Words without quotes are a command only where each folder gets it.
    if clause.run_typed && clause.any != Some(What::Folder) {
        return None;
    }
    if clause.any == Some(What::Folder) {
        let set = Set::of(clause).filter(|it| it.is_flat() && is_command(command))?;
        return Some(in_each(&set.words(), command));
    }
    Set::of(clause)?.each_do(&format!("{command} \"$f\""), false, setting)
}

/// Files into folders, one for each extension, month or year.
pub(crate) fn sort(clause: &Clause, setting: Setting) -> Option<String> {
    let parts =
        [Part::Kinds, Part::Globs, Part::Any, Part::Called, Part::Places, Part::Depths, Part::Contents, Part::By];
    // "Sort the pictures by year" may only want to see them.
    let verb = clause.verb == Some(Verb::Move) || clause.verb == Some(Verb::Sort) && clause.by_folder;
    if !verb || !clause.says_only(&parts) || !clause.only(&[Flag::AnyCase]) || !clause.has_set() {
        return None;
    }
    let mut clause = clause.clone();
    if clause.kinds.is_empty() && clause.globs.is_empty() && clause.called.is_empty() {
        clause.any = Some(What::File);
    }
    let mut set = Set::of(&clause)?;
    if set.depth == Depth::Below || set.what == What::Folder || set.folder().is_none() {
        return None;
    }
    let by = match clause.by? {
        Key::Extension => {
            if set.is_everything() {
                set.patterns = vec!["*.*".to_owned()];
            }
            "${f##*.}"
        }
        Key::Month if setting.gnu => "$(date -r \"$f\" +%Y-%m)",
        Key::Year if setting.gnu => "$(date -r \"$f\" +%Y)",
        Key::Month | Key::Year => return None,
    };
    let here = set.is_flat() && set.folder() == Some("");
    let folder = if here { String::new() } else { "${f%/*}/".to_owned() };
    let everything = set.patterns == ["*.*"];
    let look = if everything { "[ -f \"$f\" ] || continue; " } else { "" };
    let body = format!("{look}d=\"{folder}{by}\"; mkdir -p -- \"$d\" && mv -- \"$f\" \"$d/\"");
    set.each_do(&body, false, setting)
}

/// One copy, or one new thing, for each folder; or a command that runs in each.
pub(crate) fn into_each(clause: &Clause) -> Option<String> {
    let folders = crate::shell::glob(clause.into_each.as_ref()?, "*/");
    if clause.run.is_some() || clause.verb.is_none() {
        let run = clause.run.clone().or_else(|| Some(clause.things.first()?.path.clone()))?;
        let alone = clause.things.len() == usize::from(clause.run.is_none());
        let plain = alone && clause.says_only(&[Part::Things, Part::IntoEach, Part::Run]) && clause.only(&[Flag::Each]);
        return (plain && is_command(&run)).then(|| in_each(&folders, &run));
    }
    let files = transfer::named(&Clause { into_each: None, ..clause.clone() }).filter(|it| !it.is_empty())?;
    if !clause.says_only(&[Part::Things, Part::IntoEach]) || !clause.only(&[]) {
        return None;
    }
    if clause.verb == Some(Verb::Make) {
        let plain = |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-".contains(&it));
        let made = |program: &str, it: &str| plain(it).then(|| format!("{program} \"${{d}}{it}\""));
        let [only] = files.as_slice() else { return None };
        let file = only.what == What::File || only.what == What::Unknown && names_file(&only.path);
        let body = made(if file { "touch" } else { "mkdir -p" }, &only.path)?;
        return Some(format!("for d in {folders}; do {body}; done"));
    }
    if clause.verb != Some(Verb::Copy) || files.iter().any(|it| it.what == What::Folder || !names_file(&it.path)) {
        return None;
    }
    let words = files.iter().map(|it| path(&it.path)).collect::<Vec<_>>().join(" ");
    Some(format!("for d in {folders}; do cp {words} \"$d\"; done"))
}

/// Programs that people run in one folder after the other.
const PROGRAMS: &str = "git make npm yarn pnpm cargo go mvn gradle terraform docker pip python python3 bundle composer \
    ls pwd du dotnet svn hg poetry pytest tox";

/// Whether a text is a command that is known to be one, without marks that the shell reads.
fn is_command(text: &str) -> bool {
    let plain = |it: char| it.is_ascii_alphanumeric() || " _-./=:+@%,".contains(it);
    let program = text.split(' ').next().unwrap_or_default();
    text.chars().all(plain) && PROGRAMS.split_whitespace().any(|it| it == program)
}

fn in_each(folders: &str, command: &str) -> String {
    format!("for d in {folders}; do (cd \"$d\" && {command}); done")
}

const PICTURES: &str = "jpg jpeg png gif webp bmp tif tiff heic";
const SOUNDS: &str = "mp3 flac ogg wav m4a mp4 mkv avi mov webm";

/// From one format to another, with the tool that is known to do it.
fn convert(clause: &Clause, setting: Setting) -> Option<String> {
    let known = [Flag::Each, Flag::WithMagick, Flag::WithFfmpeg, Flag::KeepSource, Flag::UpperCase];
    let [Op::Extension(from, to)] = clause.ops.as_slice() else { return None };
    if !clause.only(&known) || clause.names || !clause.fields.is_empty() {
        return None;
    }
    let mut clause = clause.clone();
    if let Some(from) = from {
        if !clause.kinds.is_empty() || from.contains(' ') {
            return None;
        }
        clause.kinds = vec![from.clone()];
    }
    let to = to.clone();
    clause.ops.clear();
    let set = Set::of(&clause)?;
    let from = set.extension()?.to_owned();
    let one_of = |list: &str, it: &str| list.split(' ').any(|known| it.eq_ignore_ascii_case(known));
    let plain = |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric());
    if from == to || !plain(&from) || !plain(&to) {
        return None;
    }
    let new = format!("\"${{f%.{from}}}.{to}\"");
    let pictures = one_of(PICTURES, &from) && one_of(PICTURES, &to);
    let sounds = one_of(SOUNDS, &from) && one_of(SOUNDS, &to);
    let body = if pictures && !clause.has(Flag::WithFfmpeg) {
        format!("convert \"$f\" {new}")
    } else if sounds && !clause.has(Flag::WithMagick) || pictures {
        format!("ffmpeg -i \"$f\" {new}")
    } else {
        return None;
    };
    set.each_do(&body, false, setting)
}
