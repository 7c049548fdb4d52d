//! Text in files: which lines, which files, how often.

use super::Setting;
use super::count::is_gzipped;
use super::selection::Selection;
use crate::Platform;
use crate::files::wish::{Counted, Key, Kind, Note, Order, Slice, Test, Text, TextForm, Verb, Wish};
use crate::shell::{path, quote};

/// A search.
#[derive(Clone, Debug, PartialEq)]
struct SearchRequest {
    pattern: Pattern,
    answer: Answer,
    /// Files that were named.
    files: Vec<String>,
    /// The files to search where none was named.
    selection: Selection,
    recursive: bool,
    /// What has to be there as well, and what may not.
    also: Vec<Pattern>,
    but_not: Vec<Pattern>,
    /// Only the first or last hits.
    slice: Option<Slice>,
    only_numbers: bool,
    no_binary: bool,
    each: bool,
    ignore_case: bool,
    inverted: bool,
    numbers: bool,
    with_name: bool,
    context: (u32, u32),
    unique: bool,
    sorted: bool,
    limit: Option<u32>,
}

/// What the program gets to match.
#[derive(Clone, Debug, PartialEq)]
struct Pattern {
    text: String,
    /// `F` for literal text, `E` for an extended expression.
    flag: Option<char>,
    word: bool,
    /// Whether the match alone is wanted.
    only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    Lines,
    Files,
    CountLines,
    /// Lines of each file.
    CountEach,
    /// Occurrences in each file.
    MatchesEach,
    CountFiles,
    CountMatches,
}

pub(crate) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    let request = request(wish)?;
    let Some(act) = then_do(wish) else { return request.render(setting) };
    if let Some(command) = request.without_lines(wish, setting) {
        return Some(command);
    }
    // Files that a search found are named with zeros between.
    let only = request.answer == Answer::Files
        && request.also.is_empty()
        && request.but_not.is_empty()
        && !request.sorted
        && !wish.lines
        && request.limit.is_none()
        && setting.platform == Platform::Linux
        && !request.selection.places.iter().any(|it| matches!(it.as_str(), "/" | "~"));
    if !only {
        return None;
    }
    let make = wish.target.as_ref().filter(|it| it.fresh).map(|it| format!("mkdir -p {} && ", path(&it.path)));
    let mut request = request;
    // What `git` keeps for itself is no file of anyone.
    if request.selection.places.is_empty() {
        request.selection.excluded.push(".git".to_owned());
    }
    let command = request.render(setting)?.replacen("grep -r", "grep -Zr", 1);
    command.starts_with("grep -Zr").then(|| format!("{}{command} | xargs -0 -r {act}", make.unwrap_or_default()))
}

/// What is done with the files that were found.
fn then_do(wish: &Wish) -> Option<String> {
    let acts: Vec<Verb> =
        wish.verbs.iter().copied().filter(|it| !matches!(it, Verb::Find | Verb::Search | Verb::Show)).collect();
    match (acts.as_slice(), &wish.target) {
        ([Verb::Delete], None) => Some("rm --".to_owned()),
        ([Verb::Copy], Some(target)) => Some(format!("cp -t {} --", path(&target.path))),
        ([Verb::Move], Some(target)) => Some(format!("mv -t {} --", path(&target.path))),
        _ => None,
    }
}

fn request(wish: &Wish) -> Option<SearchRequest> {
    let unsupported = wish.texts.is_empty()
        || wish.acts() && then_do(wish).is_none()
        || wish.target.is_some() && !wish.acts()
        || !wish.modes.is_empty()
        || wish.output.total_size
        || wish.output.date
        || wish.output.absolute
        || wish.output.owner != (false, false)
        || wish.output.link_target
        || matches!(wish.slice, Some(Slice::From(..)))
        || wish.output.size
        || wish.output.details
        || matches!(wish.kind, Some(Kind::Folder | Kind::Link | Kind::BrokenLink))
        || matches!(wish.order, Some(Order { key: Key::Size | Key::Time, .. }))
        || wish.notes.iter().any(|it| {
            !matches!(it, Note::OnlyNumber | Note::ToTerminal | Note::NotItself | Note::LineNumbers | Note::NoBinary)
        })
        || wish.how_many.is_some() && wish.order.is_some();
    if unsupported {
        return None;
    }
    // Names in an archive are no lines of it.
    if wish.objects.iter().any(|it| {
        matches!(super::archive::format(it), Some(super::archive::Format::Tar(_) | super::archive::Format::Zip))
    }) {
        return None;
    }
    let mut pattern = pattern(&wish.texts)?;
    pattern.only |= wish.output.only_match;
    let one = |it: &Text| self::pattern(std::slice::from_ref(it));
    let also = wish.also.iter().map(one).collect::<Option<Vec<_>>>()?;
    let but_not = wish.but_not.iter().map(one).collect::<Option<Vec<_>>>()?;
    let joined = !also.is_empty() || !but_not.is_empty();
    if joined && (wish.without_text || pattern.only || wish.context != (0, 0)) {
        return None;
    }
    let (files, folders): (Vec<String>, Vec<String>) =
        wish.objects.iter().cloned().partition(|it| crate::literals::names_file(it) || it.contains('*'));
    let mut rest = wish.clone();
    rest.objects = folders;
    rest.kind = None;
    let selection = Selection::of(&rest)?;
    let named_files_only = !files.is_empty() && selection.places.is_empty() && selection.groups.is_empty();
    if !files.is_empty() && !named_files_only {
        return None;
    }
    let wants_files = wish.output.names && !pattern.only || wish.files_wanted && !named_files_only && !pattern.only;
    let several = !named_files_only || files.len() > 1 || files.iter().any(|it| it.contains('*'));
    let answer = match wish.how_many {
        Some(Counted::Occurrences) if wish.each && several => Answer::MatchesEach,
        Some(Counted::Lines | Counted::Entries) if wish.each && several => Answer::CountEach,
        Some(Counted::Occurrences) => Answer::CountMatches,
        Some(Counted::Entries) if wish.files_wanted && !named_files_only => Answer::CountFiles,
        Some(Counted::Entries) if pattern.only => Answer::CountMatches,
        Some(Counted::Lines | Counted::Entries) => Answer::CountLines,
        Some(_) => return None,
        None if wants_files && !wish.output.with_name && !wish.output.numbers && wish.context == (0, 0) => {
            Answer::Files
        }
        None => Answer::Lines,
    };
    if !matches!(answer, Answer::Lines | Answer::Files) && wish.limit.is_some()
        || answer != Answer::Lines && wish.slice.is_some()
        || joined && !matches!(answer, Answer::Lines | Answer::CountLines | Answer::Files | Answer::CountFiles)
        || wish.limit.is_some() && wish.slice.is_some()
    {
        return None;
    }
    if answer != Answer::Lines && wish.context != (0, 0) || pattern.only && wish.without_text {
        return None;
    }
    Some(SearchRequest {
        pattern,
        answer,
        files,
        recursive: !named_files_only,
        also,
        but_not,
        slice: wish.slice,
        only_numbers: wish.notes(Note::LineNumbers),
        no_binary: wish.notes(Note::NoBinary),
        each: wish.each,
        selection,
        ignore_case: wish.ignore_case,
        inverted: wish.without_text,
        numbers: wish.output.numbers || wish.notes(Note::LineNumbers),
        with_name: wish.output.with_name,
        context: wish.context,
        unique: wish.unique,
        sorted: wish.order.is_some(),
        limit: wish.limit,
    })
}

/// One expression for all texts.
fn pattern(texts: &[Text]) -> Option<Pattern> {
    let only = texts.iter().any(|it| it.form == TextForm::Extract);
    if only && texts.len() > 1 || texts.iter().any(|it| it.value.is_empty() || it.value.contains('\n')) {
        return None;
    }
    let word = texts.iter().all(|it| it.form == TextForm::Word);
    if let [text] = texts {
        let special = text.value.contains(['.', '[', ']', '*', '^', '$', '\\']);
        return Some(match text.form {
            TextForm::Literal | TextForm::Word => {
                Pattern { text: text.value.clone(), flag: special.then_some('F'), word, only }
            }
            TextForm::Start => Pattern { text: format!("^{}", basic(&text.value)), flag: None, word, only },
            TextForm::End => Pattern { text: format!("{}$", basic(&text.value)), flag: None, word, only },
            TextForm::Regex | TextForm::Extract => {
                let perl =
                    ["\\d", "\\s", "\\S", "\\K", "(?", "\\x", "\\t", "\\r"].iter().any(|it| text.value.contains(it));
                let flag = Some(if perl { 'P' } else { 'E' });
                Pattern { text: text.value.clone(), flag, word, only }
            }
        });
    }
    let parts: Vec<String> = texts
        .iter()
        .map(|it| match it.form {
            TextForm::Literal | TextForm::Word => extended(&it.value),
            TextForm::Start => format!("^{}", extended(&it.value)),
            TextForm::End => format!("{}$", extended(&it.value)),
            TextForm::Regex | TextForm::Extract => it.value.clone(),
        })
        .collect();
    Some(Pattern { text: parts.join("|"), flag: Some('E'), word, only })
}

/// Text as a basic regular expression that matches only itself.
fn basic(text: &str) -> String {
    escaped(text, ".[]*^$\\")
}

/// Text as an extended regular expression that matches only itself.
fn extended(text: &str) -> String {
    escaped(text, ".[]*^$\\+?(){}|")
}

fn escaped(text: &str, special: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 4);
    for letter in text.chars() {
        if special.contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

impl SearchRequest {
    /// "delete all lines containing DEBUG from all log files".
    fn without_lines(&self, wish: &Wish, setting: Setting) -> Option<String> {
        let program = match setting.platform {
            Platform::Linux | Platform::Busybox => "sed -i",
            Platform::MacOs => "sed -i ''",
            Platform::Posix => return None,
        };
        let [text] = wish.texts.as_slice() else { return None };
        let script = match text.form {
            TextForm::Literal => basic(&text.value),
            TextForm::Start => format!("^{}", basic(&text.value)),
            TextForm::End => format!("{}$", basic(&text.value)),
            _ => return None,
        };
        let plain = wish.lines
            && wish.wants(Verb::Delete)
            && self.files.is_empty()
            && !self.selection.groups.is_empty()
            && self.also.is_empty()
            && self.but_not.is_empty()
            && !self.ignore_case
            && self.context == (0, 0)
            && self.limit.is_none()
            && wish.how_many.is_none()
            && wish.slice.is_none();
        if !plain || script.contains('/') {
            return None;
        }
        let not = if self.inverted { "!" } else { "" };
        let found = self.selection.render(setting, true)?;
        Some(format!("{found} -exec {program} {} {{}} +", quote(&format!("/{script}/{not}d"))))
    }

    /// The next `grep` of a pipe: on the lines found so far, or on the files.
    fn then(&self, pattern: &Pattern, wanted: bool, files: bool, last: bool) -> String {
        let mut flags = String::new();
        if files {
            flags.push(if wanted { 'l' } else { 'L' });
            if !last {
                flags.push('Z');
            }
        } else if !wanted {
            flags.push('v');
        }
        if self.ignore_case {
            flags.push('i');
        }
        if pattern.word {
            flags.push('w');
        }
        flags.extend(pattern.flag);
        let flags = if flags.is_empty() { String::new() } else { format!(" -{flags}") };
        let dash = if pattern.text.starts_with('-') { " -e" } else { "" };
        let program = if files { "xargs -0 -r grep" } else { "grep" };
        format!(" | {program}{flags}{dash} {}", quote(&pattern.text))
    }

    fn render(&self, setting: Setting) -> Option<String> {
        let gz = self.files.iter().filter(|it| is_gzipped(it)).count();
        if gz > 0 && gz < self.files.len() {
            return None;
        }
        let packed =
            !self.selection.groups.is_empty()
                && self.selection.groups.iter().flatten().any(
                    |it| matches!(&it.test, Test::Name(all, _) if !it.negated && all.iter().all(|it| is_gzipped(it))),
                );
        if packed && !self.recursive || self.pattern.flag == Some('P') && setting.platform != Platform::Linux {
            return None;
        }
        let program = if gz > 0 || packed { "zgrep" } else { "grep" };
        // What `grep` cannot ask of a file, `find` asks.
        let simple = self.selection.groups.iter().all(|group| group.len() == 1 && matches!(group[0].test, Test::Name(_, false)))
                && self.selection.depth.is_none()
            // `--exclude-dir` knows names, not paths.
            && !self.selection.excluded.iter().any(|it| it.contains('/'))
                && setting.platform != Platform::Busybox;
        let through_find = self.recursive && (!simple || packed);
        let mut flags = String::new();
        let recursive = self.recursive && !through_find;
        if recursive {
            flags.push('r');
        }
        let matches = self.answer == Answer::CountMatches;
        let several = self.recursive || self.files.len() > 1 || self.files.iter().any(|it| it.contains('*'));
        match self.answer {
            Answer::Files | Answer::CountFiles => flags.push(if self.inverted { 'L' } else { 'l' }),
            Answer::CountLines if !several => flags.push('c'),
            Answer::CountEach => flags.push('c'),
            Answer::MatchesEach => flags.push('o'),
            Answer::CountLines if several => flags.push('h'),
            Answer::CountMatches => flags.push_str(if several { "oh" } else { "o" }),
            _ => {}
        }
        if self.answer == Answer::Lines && self.pattern.only {
            flags.push_str(if several { "oh" } else { "o" });
        }
        if self.inverted && matches!(self.answer, Answer::Lines | Answer::CountLines | Answer::CountEach) {
            flags.push('v');
        }
        if self.inverted && (matches || self.answer == Answer::MatchesEach) {
            return None;
        }
        if through_find && matches!(self.answer, Answer::CountEach | Answer::MatchesEach) {
            flags.push('H');
        }
        if self.numbers && self.answer == Answer::Lines {
            flags.push('n');
        }
        if (self.with_name || through_find && self.answer == Answer::Lines && !self.pattern.only)
            && self.answer == Answer::Lines
        {
            flags.push('H');
        }
        if self.ignore_case {
            flags.push('i');
        }
        if self.no_binary {
            flags.push('I');
        }
        if self.pattern.word {
            flags.push('w');
        }
        flags.extend(self.pattern.flag);
        if let (Some(Slice::First(count)), true) = (self.slice, self.each) {
            flags.extend(["m ", &count.to_string()]);
        }
        let joined = !self.also.is_empty() || !self.but_not.is_empty();
        let files = matches!(self.answer, Answer::Files | Answer::CountFiles);
        if joined && files {
            // Names with zeros between them are GNU's.
            if setting.platform != Platform::Linux {
                return None;
            }
            flags.push('Z');
        }
        let counted = joined && self.answer == Answer::CountLines;
        if counted {
            flags = flags.replace('c', "");
        }
        let mut words = vec![program.to_owned()];
        if !flags.is_empty() {
            words.push(format!("-{flags}"));
        }
        match self.context {
            (0, 0) => {}
            (0, after) => words.push(format!("-A {after}")),
            (before, 0) => words.push(format!("-B {before}")),
            (before, after) if before == after => words.push(format!("-C {before}")),
            (before, after) => words.push(format!("-B {before} -A {after}")),
        }
        if recursive {
            for condition in self.selection.groups.iter().flatten() {
                if let Test::Name(patterns, _) = &condition.test {
                    let flag = if condition.negated { "--exclude" } else { "--include" };
                    words.extend(patterns.iter().map(|it| format!("{flag}={}", quote(it))));
                }
            }
            words.extend(self.selection.excluded.iter().map(|it| format!("--exclude-dir={}", quote(it))));
        }
        if self.pattern.text.starts_with('-') {
            words.push("-e".to_owned());
        }
        words.push(quote(&self.pattern.text));
        if through_find {
            let found = self.selection.render(setting, true)?;
            words.insert(0, format!("{found} -exec"));
            words.push("{} +".to_owned());
        } else if recursive {
            if self.selection.places.is_empty() {
                words.push(".".to_owned());
            }
            words.extend(self.selection.places.iter().map(|it| path(it)));
        } else {
            for file in &self.files {
                words.push(match file.rsplit_once('/') {
                    Some((folder, name)) if name.contains('*') => crate::shell::glob(folder, name),
                    None if file.contains('*') => crate::shell::glob("", file),
                    _ => path(file),
                });
            }
        }
        let mut line = words.join(" ");
        if joined && (packed || gz > 0) {
            return None;
        }
        for (pattern, wanted) in self.also.iter().map(|it| (it, true)).chain(self.but_not.iter().map(|it| (it, false)))
        {
            let last = std::ptr::eq(pattern, self.but_not.last().or(self.also.last()).unwrap_or(pattern));
            line.push_str(&self.then(pattern, wanted, files, last));
        }
        if self.answer == Answer::MatchesEach {
            line.push_str(" | cut -d: -f1 | sort | uniq -c");
        }
        if self.only_numbers {
            if several || !self.pattern.text.is_empty() && self.answer != Answer::Lines {
                return None;
            }
            line.push_str(" | cut -d: -f1");
        }
        match self.slice {
            Some(Slice::First(_)) if self.each => {}
            Some(Slice::First(count)) => line.extend([" | head -n ", &count.to_string()]),
            Some(Slice::Last(_)) if self.each => return None,
            Some(Slice::Last(count)) => line.extend([" | tail -n ", &count.to_string()]),
            _ => {}
        }
        let piped_count = matches!(self.answer, Answer::CountFiles | Answer::CountMatches)
            || self.answer == Answer::CountLines && (several || joined);
        if self.unique {
            line.push_str(" | sort -u");
        } else if self.sorted {
            line.push_str(" | sort");
        }
        if piped_count {
            line.push_str(" | wc -l");
        } else if let Some(limit) = self.limit {
            use std::fmt::Write as _;
            let _ = write!(line, " | head -n {limit}");
        }
        Some(line)
    }
}
