//! Reads what is said of where text is read, and where the result goes.

use super::Reader;
use crate::lines::{Lines, Source, Step, Target};
use crate::literals::names_file;
use crate::pattern::Match;
use crate::shell;
use crate::slots::Value;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Where {
    SourceIn,
    Source,
    SourceBare,
    Selection,
    Tree,
    TreeBelow,
    Here,
    Recursive,
    NotIn,
    Target,
    ToFile,
    AppendTo,
    InPlace,
    NotInPlace,
    Backup,
}

pub(in crate::lines) const ROWS: &[(&str, Where)] = &[
    // Where it is read.
    (
        "?in|of|from ?file {file:f} in|from|under|inside ?folder {file:d} ?folder; ?in|of|from ?file {file:f} in|from|under|inside folder {path:d}; ?in|of|from ?file {file:f} in|from|under|inside {new:d} ?folder",
        Where::SourceIn,
    ),
    (
        "in|of|from|inside|through ?text|content|line ?file|script|log|document ?named {file:f}; in|of|from =list ?named {file:f}; on {file:f}; at {file:f}; for ?all ?line ?in|of ?file {file:f}; in ?all ?line of ?file {file:f}; \
         file|script|document ?named {file:f}; file {path:f}; {file:f}",
        Where::Source,
    ),
    ("in|of|from {new:f}", Where::SourceBare),
    (
        "?in|of|from|across|for ?all|each {glob:g} ?file|script ?in|under|from|of ?folder|directory {path:d} ?folder",
        Where::Selection,
    ),
    (
        "?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|sheet|module ?that|ones ?lie|live ?direct in|from|of|inside ?folder {path:d} ?folder; ?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|sheet|module ?that|ones ?lie|live ?direct in|from|of|inside ?folder {path:d} ?folder and|or ?folder {path:d} ?folder",
        Where::Tree,
    ),
    (
        "?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|module in|under|within|across|inside|of ?folder|subfolder|tree ?of {path|name:d} ?folder ?and ?its ?subfolder; ?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|module in|under|within|across|inside|of ?folder|subfolder|tree ?of {path|name:d} ?folder and|or ?folder {path|name:d} ?folder; ?in|of|from|across|for ?all|each file with|of ?extension {ext:e} in|under|within|across|inside folder {name:d}; ?in|of|from|across|for ?all|each {ext:e} ?file in|under|within|across|inside folder {name:d}",
        Where::TreeBelow,
    ),
    (
        "?in|of|from|across|for ?all|each file with ?extension {ext:e} in|under|within|across|inside ?folder {path|name:d} ?folder; ?in|of|from|across|for ?all|each file with ?extension {ext:e} in|under|within|across|inside ?folder {path|name:d} ?folder and|or ?folder {path|name:d} ?folder",
        Where::TreeBelow,
    ),
    ("?in|of|from|across|for ?all|each {ext:e} file|template|page|script|source|module", Where::Tree),
    ("in|of|from|across|for all|each {ext:e}", Where::Tree),
    (
        "?in|of|from|across|for all|each file in|under|within|across|inside|of ?folder {path|name:d} ?folder; ?in|of|from|across|for all|each file in|under|within|across|inside|of ?folder {path|name:d} ?folder and|or ?folder {path|name:d} ?folder",
        Where::TreeBelow,
    ),
    ("?in|from|under current folder; here; in here", Where::Here),
    (
        "recursive; and|in|including ?all ?its subfolder; anywhere in|under it; ?in|under whole|this project; below here; in current folder and below",
        Where::Recursive,
    ),
    (
        "but|except|and not in|for|on {file:x}; but|except not {file:x}; except ?in|for {file:x}; without {file:x}",
        Where::NotIn,
    ),
    // Where it goes.
    (
        "?and put|show|send|redirect ?result|output|ones|line|content ?out to|in|into|as ?new ?file ?named {file:t}; \
         into|as ?new file ?named {file:t}; to new|file {file:t}; into {file:t}; and as {file:t}",
        Where::Target,
    ),
    ("to {file:t}", Where::ToFile),
    ("append ?result|output|ones to ?end|bottom ?of ?file {file:t}; to end of ?file {file:t}", Where::AppendTo),
    (
        "in place; in-place; inplace; in ?same file itself; in ?its file; direct in file; in same file; back to|in|into ?same file; ?and put|overwrite ?file|change|ones ?back in place; put change; permanently; ?and ?save|put|write|result ?=written =back ?to|in|into ?same ?file|ones|itself; =on disk; put|=under|with|as same file|=name; ?and put|=overwrite ?ones ?=under ?same =name; overwrite ?file|ones",
        Where::InPlace,
    ),
    ("edit|modify|change file in place; edit in place; modify ?file in place; edit file", Where::InPlace),
    (
        "not change|modify|touch|edit ?file|original|ones; without change|modify|touch|edit ?file|original|ones; leave|keep \
         file unchanged|untouched|intact; unchanged; only|just ?on|to stdout; on|to stdout|=stdout; only show|display; \
         standard out; to standard output; not save; in output|result",
        Where::NotInPlace,
    ),
    (
        "?and ?but keep|make|with|create|leave ?a backup|copy|original|old ?file|version|copy|content ?of ?file ?as|in|under|with|named|to ?ending|extension|suffix {file|ext|quoted:b} ?backup|extension|suffix|copy|file; \
         ?and backup ?ending|with|as|to|in ?extension|suffix {file|ext:b}; with {ext:b} backup|copy|extension; ?and keep|make|create {ext:b} backup|copy",
        Where::Backup,
    ),
    (
        "?and keep|make|with|create|leave backup ?copy|file ?of ?original ?file; ?and keep ?copy original; keep backup; back up ?file|original first",
        Where::Backup,
    ),
];

/// Files that have no ending.
const USUAL: &[&str] = &["Makefile", "Dockerfile", "Vagrantfile", "Gemfile", "Rakefile", "Jenkinsfile", "Procfile"];

impl Reader<'_, '_> {
    /// Where text is read, and where the result goes.
    pub(super) fn at_places(&mut self, says: Where, at: &Match) -> Option<()> {
        match says {
            Where::Here | Where::Recursive => {}
            Where::Source => self.named_file(at)?,
            Where::SourceBare => {
                let file = &at.get("f")?.text;
                let capitals = file.len() > 3 && file.bytes().all(|it| it.is_ascii_uppercase());
                let usual = capitals || USUAL.contains(&file.as_str());
                (names_file(file) || file.contains('_') || usual).then_some(())?;
                self.files.push(file.clone());
            }
            Where::SourceIn => {
                let (file, folder) = (&at.get("f")?.text, &at.get("d")?.text);
                if let Some((from, to)) = typed_sed(file) {
                    self.files.push(folder.clone());
                    return self.replace(from, to, false);
                }
                let text = file.contains('/') || names_file(folder) || self.quoted(file) && !file.contains('.');
                (!text).then_some(())?;
                self.files.push(shell::join(folder.trim_end_matches('/'), file));
            }
            Where::Selection => {
                let (glob, folder) = (&at.get("g")?.text, at.get("d").map_or("", |it| it.text.as_str()));
                self.frame.sources.push(if self.has(Where::Recursive) {
                    let folder = if folder.is_empty() { "." } else { folder };
                    Source::Tree { folders: vec![folder.to_owned()], names: vec![glob.clone()], except: None }
                } else {
                    Source::Glob(shell::glob(folder, glob))
                });
            }
            Where::Tree => self.tree(at, false)?,
            Where::TreeBelow => self.tree(at, true)?,
            Where::NotIn => {
                let file = &at.get("x")?.text;
                let Some(Source::Tree { except, .. }) = self.frame.sources.last_mut() else { return None };
                except.is_none().then_some(())?;
                *except = Some(file.clone());
            }
            Where::Target => self.target(at.get("t")?, false)?,
            Where::ToFile => self.to.push(at.get("t")?.text.clone()),
            Where::AppendTo => self.target(at.get("t")?, true)?,
            Where::InPlace => self.frame.in_place = Some(true),
            Where::NotInPlace => self.frame.in_place = Some(false),
            Where::Backup => {
                let end = at.get("b").map_or(".bak".to_owned(), |it| it.text.clone());
                self.frame.backup = Some(if end.contains(['.', '/']) { end } else { format!(".{end}") });
            }
        }
        Some(())
    }

    /// A file that is named, if it is one.
    fn named_file(&mut self, at: &Match) -> Option<()> {
        let file = &at.get("f")?.text;
        if let Some((from, to)) = typed_sed(file) {
            return self.replace(from, to, false);
        }
        let before = at.start.checked_sub(1).and_then(|it| self.asked.tokens.get(it));
        // "The value of database.host" is no file.
        let of_value = before.is_some_and(|it| it.text.eq_ignore_ascii_case("value")) && !file.contains('/');
        // `.log` alone is a kind of files.
        let extension = |it: &str| crate::vocabulary::extensions(it).is_some() && it != "env";
        let kind = file.strip_prefix('.').is_some_and(extension);
        let every = before.is_some_and(|it| it.is_any("each all")) || self.says_any(at, "each");
        if matches!(file.as_str(), "i.e" | "e.g") && !of_value {
            return Some(());
        }
        let named = !self.quoted(file) || at.taken.len() > 1 || file.contains(['.', '/']);
        (named && !of_value && !kind && !every).then_some(())?;
        self.files.push(file.clone());
        Some(())
    }

    /// A file or a pattern for files, by its text.
    pub(super) fn source(&self, text: &str) -> Source {
        if text.contains(['*', '?', '[']) && !self.quoted(text) {
            let (folder, name) = text.rsplit_once('/').unwrap_or(("", text));
            return Source::Glob(shell::glob(folder, name));
        }
        Source::File(text.to_owned())
    }

    /// Folders with a kind of files in them.
    fn tree(&mut self, at: &Match, below: bool) -> Option<()> {
        let mut folders: Vec<String> =
            at.captures.iter().filter(|it| it.name == "d").map(|it| it.value.text.clone()).collect();
        let one_file = folders.len() == 1 && names_file(&folders[0]);
        (!one_file).then_some(())?;
        let here = folders.is_empty() || folders == ["."];
        if here {
            folders = vec![".".to_owned()];
        }
        let flat = here && self.has(Where::Here) && !self.has(Where::Recursive) && !below;
        let name = at.get("e").map(|it| format!("*.{}", it.text));
        self.frame.sources.push(match name {
            Some(name) if flat => Source::Glob(shell::glob("", &name)),
            name => Source::Tree { folders, names: name.into_iter().collect(), except: None },
        });
        Some(())
    }

    pub(super) fn target(&mut self, file: &Value, append: bool) -> Option<()> {
        self.frame.target.is_none().then_some(())?;
        self.frame.target = Some(Target { file: file.text.clone(), append });
        Some(())
    }

    /// Which of the files that were named are read, and which one is written.
    pub(super) fn settle_files(&mut self) -> Option<()> {
        for file in std::mem::take(&mut self.files) {
            let source = self.source(&file);
            if !self.frame.sources.contains(&source) {
                self.frame.sources.push(source);
            }
        }
        let pairs = self.frame.works_on_pairs();
        for file in std::mem::take(&mut self.to) {
            if self.frame.sources.is_empty() || pairs && self.frame.sources.len() < 2 {
                let source = self.source(&file);
                self.frame.sources.push(source);
                continue;
            }
            // "part1.csv to part6.csv" is a row of files.
            let bare = |it: &str| it.rsplit('/').next().unwrap_or(it).replace(|it: char| it.is_ascii_digit(), "");
            let row = |it: &Source| matches!(it, Source::File(it) if bare(it) == bare(&file) && *it != file);
            let numbered = file.contains(|it: char| it.is_ascii_digit()) && self.frame.sources.iter().any(row);
            (self.frame.target.is_none() && !numbered).then_some(())?;
            self.frame.target = Some(Target { file, append: false });
        }
        if let Some(other) = &self.frame.other {
            let other = other.clone();
            self.frame.sources.retain(|it| *it != other);
        }
        self.backup_ending()
    }

    /// The ending of a copy: "keep the original as FILE.bak" names it by the whole name.
    fn backup_ending(&mut self) -> Option<()> {
        let Some(backup) = self.frame.backup.take() else { return Some(()) };
        let file = match &self.frame.sources[..] {
            [Source::File(file)] => file.as_str(),
            _ => "",
        };
        let base = file.rsplit('/').next().unwrap_or(file);
        let behind = |name: &str, start: &str| {
            let end = name.strip_prefix(start).filter(|it| !it.is_empty());
            end.unwrap_or(name).to_owned()
        };
        let end = behind(&behind(&backup, file), base);
        (end.starts_with(['.', '~', '_']) && !end.contains(['/', '*'])).then_some(())?;
        self.frame.backup = Some(end);
        self.frame.in_place.get_or_insert(true);
        Some(())
    }

    /// Whether what is done fits what it is done to.
    pub(super) fn fits_sources(&self) -> bool {
        const NAMES: &[&str] = &["prefix", "suffix", "filename", "filenames", "names"];
        let (sources, steps) = (&self.frame.sources, &self.frame.steps);
        let tokens = &self.asked.tokens;
        let many = sources.iter().any(|it| !matches!(it, Source::File(_)));
        let of_lines = tokens.iter().any(|it| it.is_any("line text"));
        // Said of many files, these are of the files themselves: "delete those with x", "count them".
        let of_files = |it: &Step| match it {
            Step::Truncate | Step::Count(_) | Step::Keep(Lines::Has(_) | Lines::Shape(_)) => true,
            Step::Insert(..) | Step::Drop(_) => !of_lines,
            _ => false,
        };
        // A prefix of many files is one of their names.
        let of_names = || {
            tokens.iter().any(|it| NAMES.contains(&it.text.to_lowercase().as_str()))
                && steps.iter().any(|it| matches!(it, Step::Replace(_)))
        };
        if many && (steps.iter().any(of_files) || of_names()) {
            return false;
        }
        let root = |it: &Source| matches!(it, Source::File(it) if it.chars().all(|it| it == '/'));
        // A folder has no lines.
        let folder = |it: &Source| matches!(it, Source::File(it) if it.ends_with('/'));
        if sources.iter().any(root) || !self.frame.works_on_pairs() && sources.iter().any(folder) {
            return false;
        }
        // What is emptied must be a file.
        let file = |it: &Source| matches!(it, Source::File(it) if names_file(it) || shell::is_variable(it));
        let truncates = steps.contains(&Step::Truncate) && !tokens.iter().any(|it| it.is("file"));
        !sources.is_empty() && (!truncates || sources.iter().all(file))
    }
}

/// The texts of `s/old/new/`, as some type it: taken as they stand.
fn typed_sed(token: &str) -> Option<(String, String)> {
    let mut parts = token.strip_prefix("s/")?.split('/');
    let (from, to, flags) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = parts.next().is_none() && matches!(flags, "" | "g") && !from.is_empty();
    let literal = !from.contains(['\\', '*', '[', '^', '$']) && !to.contains(['\\', '&']);
    (plain && literal).then(|| (from.to_owned(), to.to_owned()))
}
