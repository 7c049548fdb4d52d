//! Reads a request about lines: its turns of phrase become a frame.

use super::table::TABLE;
use super::text::{self, symbol};
use super::{Count, Frame, Has, Lines, Place, Replace, Sets, Sort, Source, Spot, Step, Target, Times};
use crate::asked::Asked;
use crate::cover::Found;
use crate::literals::{Form, names_file};
use crate::pattern::Match;
use crate::shell;
use crate::slots::Value;
use crate::{Platform, Shell};

/// What one turn of phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Noise,
    Show,
    Source,
    FirstAndLast,
    NotEmpty,
    BiggestN,
    SmallestN,
    JoinEvery,
    DoubleSpace,
    Appears,
    LineRange,
    ReplaceLine,
    ReplaceLineWith,
    SetPair,
    HeadOf,
    TailOf,
    NLines,
    Part,
    AppendFile,
    LineEnds,
    EachWord,
    OwnLine,
    SourceBare,
    Verb,
    FromToIn,
    CountText,
    Counts,
    WholeLines,
    ReplaceStart,
    ReplaceEnd,
    SourceIn,
    NoHeader,
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
    IgnoreCase,
    WholeWord,
    FirstEach,
    FirstOnly,
    Delete,
    Without,
    KeepOnly,
    CommentOut,
    Uncomment,
    Empty,
    Blank,
    Comments,
    CommentsAndEmpty,
    Header,
    Contains,
    NotContains,
    Starts,
    NotStarts,
    Ends,
    NotEnds,
    Equals,
    DeleteHas,
    DeleteText,
    Line,
    Line1,
    LastLine,
    Range,
    TwoLines,
    First,
    Last,
    FromLine,
    ToLine,
    Every,
    EverySecond,
    StartFirst,
    StartAt,
    Odd,
    Even,
    Random,
    RandomOne,
    Between,
    Inclusive,
    Exclusive,
    AfterMatch,
    FromMatch,
    BeforeMatch,
    UntilMatch,
    Sort,
    Numeric,
    Descending,
    BigFirst,
    SmallFirst,
    Ascending,
    ByLength,
    LongFirst,
    ShortFirst,
    Human,
    Version,
    Shuffle,
    Month,
    Unique,
    Dedupe,
    Adjacent,
    KeepOrder,
    OnlyDuplicates,
    OnlySingles,
    Tally,
    WordTally,
    TopWords,
    TopLines,
    TopWord,
    TopLine,
    MostFirst,
    LeastFirst,
    Ties,
    Punctuation,
    Reverse,
    ReverseChars,
    Number,
    SideBySide,
    Separator,
    CommaSeparated,
    Join,
    SplitWords,
    SplitAt,
    Wrap,
    AtSpaces,
    Indent,
    IndentTab,
    Prefix,
    Suffix,
    QuoteLines,
    SingleQuoteLines,
    Upper,
    Lower,
    Title,
    CapitalLine,
    TrimEnd,
    TrimStart,
    Trim,
    SqueezeBlank,
    SqueezeSpace,
    TabsToSpaces,
    ExpandTabs,
    SpacesToTab,
    Unexpand,
    ToUnix,
    ToDos,
    FromTo,
    ToEncoding,
    Replace,
    Change,
    SetKey,
    SetOrChange,
    SetFrom,
    Section,
    SectionOf,
    Doubled,
    NumberFull,
    ExactLength,
    Interleave,
    Rename,
    InsertText,
    InsertTop,
    AppendText,
    InsertEmpty,
    AtEnd,
    AtTop,
    AfterLine,
    BeforeLine,
    AtLine,
    OnLine,
    AfterText,
    BeforeText,
    CommentText,
    UncommentText,
    Truncate,
    KeepFile,
    CountLines,
    CountWords,
    CountChars,
    CountBytes,
    CountEmpty,
    CountNonEmpty,
    CountUnique,
    Total,
    LongestLength,
    Longest,
    Shortest,
    LongestN,
    ShortestN,
    Lengths,
    LongerThan,
    ShorterThan,
    Compare,
    Unified,
    Identical,
    IgnoreSpace,
    IgnoreBlank,
    Common,
    OnlyIn,
    OnlyFirst,
    OnlySecond,
    Symmetric,
    Union,
    Concatenate,
    HeadBytes,
    TailBytes,
    FirstChars,
    LastChars,
    DropFirstChars,
    DropFirstChar,
    DropLastChars,
    DropLastChar,
    HeadChars,
    Hexdump,
    SplitParts,
    SplitLines,
    SplitSize,
    PartName,
    Follow,
    Aligned,
    DelDigits,
    DelPunct,
    DelQuotes,
    DelApostrophes,
    DelCommas,
    DelSpaces,
    DelBlanks,
    DelTabs,
    DelTags,
    DelNonAscii,
    DelNewlines,
}

/// A frame, and how sure it is.
pub(super) struct Reading {
    pub(super) frame: Frame,
    /// Whether the words alone mean that the file shall change.
    pub(super) edits: bool,
    pub(super) guessed: usize,
    pub(super) explained: usize,
    pub(super) doubt: f32,
}

/// What the lines that are named next are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Keep,
    Delete,
    Without,
    Comment,
    Uncomment,
}

/// A request while it is read.
struct Reader<'a, 't> {
    asked: &'a Asked<'a>,
    found: Vec<Found<'t, Says>>,
    frame: Frame,
    mode: Mode,
    shows: bool,
    edits: bool,
    /// What a new line says, until its place is known.
    insert: Option<(String, bool)>,
    spot: Option<Spot>,
    /// Files said with "to".
    to: Vec<String>,
    files: Vec<(usize, String)>,
    doubt: f32,
    /// What is put before or behind each line, whether before, and whether as a line of its own.
    each: Option<(String, bool, bool)>,
    /// Whether the turn of phrase that is being read says "first".
    first: bool,
}

/// Reads a request; `None` where something that matters is not understood.
pub(super) fn read(asked: &Asked<'_>) -> Option<Reading> {
    let table = &*TABLE;
    let cover = table.cover(asked);
    let mut covered = cover.covered;
    for (at, token) in asked.tokens.iter().enumerate() {
        // `story.txt | squeeze blank lines`
        if token.form == Form::Sign && matches!(token.text, "|" | "&" | "+") {
            covered[at] = true;
        }
    }
    let sets = cover.found.iter().any(|it| {
        matches!(
            it.says,
            Says::OnlyIn
                | Says::Common
                | Says::OnlyDuplicates
                | Says::OnlySingles
                | Says::Dedupe
                | Says::Unique
                | Says::WholeLines
        )
    });
    let whole = cover.found.iter().any(|it| *it.says == Says::WholeLines);
    let mut doubt = 0.0;
    let mut things = 0;
    for (at, token) in asked.tokens.iter().enumerate() {
        // What the lines hold is said by any noun: "which addresses are in both".
        let known = !token.concept.is_empty() && !token.guessed && !token.is_any("number name user thing id path");
        let noun = token.form == Form::Word && !known && token.number.is_none();
        if sets && !covered[at] && noun && things < 2 {
            let plural = |at: usize| asked.tokens.get(at).is_some_and(|it| it.text.ends_with('s'));
            if plural(at) || plural(at + 1) || whole {
                covered[at] = true;
                things += 1;
                doubt = 0.1;
            }
        }
    }
    // A search is another family's, and so are names of files.
    let searches = |it: &crate::literals::Token<'_>| {
        it.form == Form::Word && matches!(it.text.to_lowercase().as_str(), "search" | "grep" | "rename" | "named")
    };
    if asked.tokens.iter().any(searches)
        && !cover.found.iter().any(|it| matches!(it.says, Says::Rename | Says::PartName))
    {
        return None;
    }
    (asked.missing(&covered)? == 0).then_some(())?;
    let explained = covered.iter().enumerate().filter(|(at, it)| **it && !asked.is_free(*at)).count();
    let frame = Frame {
        sources: Vec::new(),
        other: None,
        target: None,
        in_place: None,
        backup: None,
        steps: Vec::new(),
        total: false,
        platform: asked.platform,
        shell: asked.shell,
    };
    let mut reader = Reader {
        asked,
        found: cover.found,
        frame,
        mode: Mode::Keep,
        shows: false,
        edits: false,
        insert: None,
        spot: None,
        to: Vec::new(),
        files: Vec::new(),
        doubt,
        each: None,
        first: false,
    };
    reader.all()?;
    let edits = reader.edits && !reader.shows && reader.frame.target.is_none();
    let mut frame = reader.frame;
    if frame.in_place == Some(true) && frame.target.is_some() {
        return None;
    }
    if frame.steps.is_empty() {
        return None;
    }
    frame.steps.sort_by_key(Step::rank);
    Some(Reading { frame, edits, guessed: cover.guessed, explained, doubt: reader.doubt })
}

/// A whole number of a capture.
fn count(at: &Match, name: &str) -> Option<u32> {
    let amount = at.get(name)?.amount;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
    (amount.fract() == 0.0 && (0.0..1e9).contains(&amount)).then_some(amount as u32)
}

/// A capture's text, as the characters it names where it is not in quotes.
fn meant(value: &Value) -> String {
    if value.amount > 0.0 { value.text.clone() } else { symbol(&value.text).unwrap_or_else(|| value.text.clone()) }
}

pub(super) fn is_identifier(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-".contains(&it))
}

/// The texts of `s/old/new/`, as some type it: taken as they stand.
fn typed_sed(token: &str) -> Option<(String, String)> {
    let mut parts = token.strip_prefix("s/")?.split('/');
    let (from, to, flags) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = parts.next().is_none() && matches!(flags, "" | "g") && !from.is_empty();
    let literal = !from.contains(['\\', '*', '[', '^', '$']) && !to.contains(['\\', '&']);
    (plain && literal).then(|| (from.to_owned(), to.to_owned()))
}

/// `10-15`: a range of lines.
fn line_range(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(['-', '–'])?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (0 < from && from <= to && to < 1_000_000_000).then_some((from, to))
}

/// What a file has itself, rather than the settings in it.
const OF_FILES: &str = "extension permission owner group size location path date";

/// Whether a file holds settings.
pub(super) fn is_settings(file: &str) -> bool {
    let base = file.rsplit('/').next().unwrap_or(file);
    let end = base.rsplit_once('.').map_or(base, |it| it.1);
    [
        "env",
        "ini",
        "conf",
        "cfg",
        "cnf",
        "yaml",
        "yml",
        "toml",
        "properties",
        "json",
        "config",
        "sshd_config",
        "ssh_config",
    ]
    .contains(&end)
        || base.starts_with(".env")
}

impl Reader<'_, '_> {
    fn has(&self, says: Says) -> bool {
        self.found.iter().any(|it| *it.says == says)
    }

    fn push(&mut self, step: Step) {
        self.edits |= step.edits();
        self.frame.steps.push(step);
    }

    /// Lines, for what they are named for.
    fn lines(&mut self, lines: Lines) {
        match self.mode {
            Mode::Keep => self.push(Step::Keep(lines)),
            Mode::Delete => self.push(Step::Drop(lines)),
            Mode::Without => {
                let edits = self.edits;
                self.push(Step::Drop(lines));
                self.edits = edits;
            }
            Mode::Comment => self.push(Step::Comment(lines)),
            Mode::Uncomment => {}
        }
    }

    fn sed(&mut self, command: impl Into<String>) {
        self.push(Step::Sed(command.into()));
    }

    /// The same, as an order that changes the file.
    fn sed_edits(&mut self, command: impl Into<String>) {
        self.sed(command);
        self.edits |= self.mode != Mode::Without;
    }

    fn has_text(&self, value: &Value, place: Place, not: bool) -> Lines {
        // "Lines with a comma": the sign, not its name.
        let sign = if value.amount > 0.0 || value.text.chars().count() < 2 { None } else { symbol(&value.text) };
        Lines::Has(Has {
            text: sign.filter(|it| !it.is_empty() && it != "\n").unwrap_or_else(|| value.text.clone()),
            place,
            not,
            ignore_case: self.has(Says::IgnoreCase),
            word: self.has(Says::WholeWord),
        })
    }

    fn replace(&mut self, from: String, to: String, word: bool) -> Option<()> {
        (!from.is_empty() && !from.contains('\n')).then_some(())?;
        let times = if self.has(Says::FirstEach) {
            Times::EachLine
        } else if self.has(Says::FirstOnly) || self.first {
            Times::Once
        } else {
            Times::All
        };
        // "http" with "https": not in what has been replaced before.
        let grows = to.contains(from.as_str()) && from.len() > 1 && from.chars().all(char::is_alphanumeric);
        let word = word || grows || self.has(Says::WholeWord);
        self.push(Step::Replace(Replace {
            from,
            to,
            times,
            ignore_case: self.has(Says::IgnoreCase),
            word,
            on: None,
            place: Place::Anywhere,
        }));
        Some(())
    }

    /// "From a to b": encodings, characters, or text.
    fn exchange(&mut self, from: &Value, to: &Value, orders: bool) -> Option<()> {
        if let (Some(from), Some(to)) = (text::encoding(&from.text), text::encoding(&to.text)) {
            self.push(Step::Run(format!("iconv -f {from} -t {to}")));
            return Some(());
        }
        // "Convert notes.txt to upper case": what stands first is the file.
        if from.amount == 0.0 && names_file(&from.text) {
            let words = to.text.to_lowercase();
            let step = match words.as_str() {
                "uppercase" | "upper case" | "upper-case" | "capitals" | "capital letters" | "all caps" => {
                    Step::Filter("tr '[:lower:]' '[:upper:]'".to_owned())
                }
                "lowercase" | "lower case" | "lower-case" => Step::Filter("tr '[:upper:]' '[:lower:]'".to_owned()),
                _ => match text::encoding(&to.text) {
                    Some(to) => Step::Run(format!("iconv -t {to}")),
                    None => return self.exchange_text(from, to, orders),
                },
            };
            self.files.push((0, from.text.clone()));
            self.push(step);
            return Some(());
        }
        self.exchange_text(from, to, orders)
    }

    fn exchange_text(&mut self, from: &Value, to: &Value, orders: bool) -> Option<()> {
        let (one, other) = (symbol(&from.text), symbol(&to.text));
        if let (Some(one), Some(other)) = (&one, &other) {
            return self.swap_characters(one, other);
        }
        orders.then_some(())?;
        // "Change the extension of a.txt" is said of the file.
        if from.amount == 0.0 && crate::asked::is_one_of(&from.text, OF_FILES) {
            return None;
        }
        if self.is_key(from, to) {
            return self.set(from, to);
        }
        self.replace(meant(from), meant(to), false)
    }

    /// One character for another.
    fn swap_characters(&mut self, from: &str, to: &str) -> Option<()> {
        if from == "\n" {
            self.join(to);
            return Some(());
        }
        if to == "\n" && from.len() == 1 {
            self.push(Step::Filter(format!("tr {} '\\n'", shell::quote(from))));
            return Some(());
        }
        self.replace(from.to_owned(), to.to_owned(), false)
    }

    /// Whether "change a to b" gives a setting a new value, rather than replace text.
    fn is_key(&self, from: &Value, to: &Value) -> bool {
        let file = self.found.iter().filter_map(|it| it.at.get("f")).any(|it| is_settings(&it.text));
        let value = to.text.as_str();
        let plain = value.starts_with(|it: char| it.is_ascii_digit()) && from.text != "localhost"
            || ["true", "false", "yes", "no", "on", "off", "none", "null", "debug", "info", "warn", "error"]
                .contains(&value.to_lowercase().as_str());
        file && from.amount == 0.0
            && is_identifier(&from.text)
            && from.text.parse::<f64>().is_err()
            && !to.text.starts_with(&from.text)
            && !from.text.contains('.')
            && (plain && !["true", "false", "yes", "no", "on", "off"].contains(&from.text.as_str())
                || from.text.contains('_')
                || from.text.len() > 2 && from.text.bytes().all(|it| it.is_ascii_uppercase()))
    }

    fn set(&mut self, key: &Value, value: &Value) -> Option<()> {
        (key.amount > 0.0 || key.text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-".contains(&it)))
            .then_some(())?;
        (key.amount > 0.0 || !crate::asked::is_one_of(&key.text, OF_FILES)).then_some(())?;
        self.push(Step::Set { key: key.text.clone(), value: value.text.clone(), section: None });
        Some(())
    }

    fn join(&mut self, separator: &str) {
        let step = if separator.chars().count() == 1 && separator != "\\" {
            Step::Run(format!(
                "paste -sd {}",
                if separator == "\t" { "'\\t'".to_owned() } else { shell::quote(separator) }
            ))
        } else if separator.is_empty() {
            Step::Filter("tr -d '\\n'".to_owned())
        } else {
            let between = text::awk(separator);
            Step::Run(format!(
                "awk {}",
                text::script(&format!(
                    "NR > 1 {{ printf \"{between}\" }} {{ printf \"%s\", $0 }} END {{ print \"\" }}"
                ))
            ))
        };
        self.push(step);
    }

    fn separator(&self) -> Option<String> {
        if self.has(Says::CommaSeparated) {
            return Some(",".to_owned());
        }
        let value = self.found.iter().find(|it| *it.says == Says::Separator)?.at.get("s");
        Some(value.map_or("\t".to_owned(), |it| it.text.clone()))
    }

    /// The text of a line that is named only, "the Port line": at its start where it is a word.
    fn anchor(&self, at: &Match, value: &Value) -> Has {
        let told = at.taken.iter().any(|it| {
            let token = &self.asked.tokens[*it];
            token.is_any("contain with match") || matches!(token.text, "matching" | "matches" | "saying" | "says")
        });
        let starts = at.taken.iter().any(|it| self.asked.tokens[*it].is("start"));
        let place = if starts {
            Place::Start
        } else if !told && value.amount == 0.0 && is_identifier(&value.text) {
            Place::Head
        } else {
            Place::Anywhere
        };
        Has { text: value.text.clone(), place, not: false, ignore_case: self.has(Says::IgnoreCase), word: false }
    }

    fn quoted(&self, text: &str) -> bool {
        self.asked.tokens.iter().any(|it| it.form == Form::Quoted && it.text == text)
    }

    /// A file or a pattern for files, by its text.
    fn source(&self, text: &str) -> Source {
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
        let name = at.get("e").map(|it| format!("*.{}", it.text));
        let one_file = folders.len() == 1 && names_file(&folders[0]);
        if one_file {
            return None;
        }
        let here = folders.is_empty() || folders == ["."];
        if here {
            folders = vec![".".to_owned()];
        }
        let deep = self.has(Says::Recursive);
        let flat = here && self.has(Says::Here) && !deep && !below;
        self.frame.sources.push(match name {
            Some(name) if flat => Source::Glob(shell::glob("", &name)),
            name => Source::Tree { folders, names: name.into_iter().collect(), except: None },
        });
        Some(())
    }

    fn all(&mut self) -> Option<()> {
        let found = std::mem::take(&mut self.found);
        // What is said of the whole is looked up by `has`: the list stays at hand while each part is read.
        self.found = found.iter().map(|it| Found { says: it.says, at: it.at.clone() }).collect();
        let mut end = 0;
        for it in &found {
            self.first = it.at.taken.iter().any(|at| self.asked.tokens[*at].is("first"));
            let comma = (end..it.at.start).any(|at| self.asked.tokens[at].form == Form::Comma);
            if comma && self.mode == Mode::Without {
                self.mode = Mode::Keep;
            }
            end = it.at.end;
            self.one(*it.says, &it.at)?;
            if !matches!(it.says, Says::Source | Says::SourceIn | Says::SourceBare) {
                for file in it.at.captures.iter().filter(|it| it.name == "f") {
                    if !self.files.iter().any(|it| it.1 == file.value.text) {
                        self.files.push((it.at.start, file.value.text.clone()));
                    }
                }
            }
        }
        self.order()?;
        self.tallies()?;
        self.finish()
    }

    /// One turn of phrase.
    fn one(&mut self, says: Says, at: &Match) -> Option<()> {
        let words = |name: &str| at.get(name);
        match says {
            Says::Noise
            | Says::Verb
            | Says::LineEnds
            | Says::EachWord
            | Says::NLines
            | Says::Appears
            | Says::Part
            | Says::OwnLine
            | Says::Counts
            | Says::WholeLines
            | Says::Here
            | Says::Recursive
            | Says::IgnoreCase
            | Says::WholeWord
            | Says::FirstEach
            | Says::FirstOnly
            | Says::KeepFile
            | Says::Separator
            | Says::CommaSeparated
            | Says::Inclusive
            | Says::Exclusive
            | Says::StartFirst
            | Says::StartAt
            | Says::KeepOrder
            | Says::AtSpaces
            | Says::Ties
            | Says::Punctuation
            | Says::Unified
            | Says::IgnoreSpace
            | Says::IgnoreBlank
            | Says::PartName
            | Says::Sort
            | Says::Numeric
            | Says::Descending
            | Says::Ascending
            | Says::BigFirst
            | Says::SmallFirst
            | Says::ByLength
            | Says::LongFirst
            | Says::ShortFirst
            | Says::Human
            | Says::Version
            | Says::Month
            | Says::Unique
            | Says::Dedupe
            | Says::MostFirst
            | Says::LeastFirst
            | Says::Tally
            | Says::WordTally
            | Says::TopWords
            | Says::TopLines
            | Says::TopWord
            | Says::TopLine => {}
            Says::Show => {
                self.shows = true;
                self.mode = Mode::Keep;
            }
            Says::Source => {
                let file = words("f")?.text.clone();
                if let Some((from, to)) = typed_sed(&file) {
                    return self.replace(from, to, false);
                }
                // "The value of database.host" is no file.
                let before = at.start.checked_sub(1).and_then(|it| self.asked.tokens.get(it));
                let of_value = before.is_some_and(|it| it.text.eq_ignore_ascii_case("value"));
                (!of_value || file.contains('/')).then_some(())?;
                if matches!(file.as_str(), "i.e" | "e.g") {
                    return Some(());
                }
                // `.log` alone is a kind of files.
                if file.strip_prefix('.').is_some_and(|it| crate::vocabulary::extensions(it).is_some() && it != "env") {
                    return None;
                }
                let every = at.start > 0 && self.asked.tokens[at.start - 1].is_any("each all")
                    || at.taken.iter().any(|it| self.asked.tokens[*it].is("each"));
                (!every).then_some(())?;
                let plain = !self.quoted(&file) || at.taken.len() > 1 || file.contains(['.', '/']);
                plain.then_some(())?;
                self.files.push((at.start, file));
            }
            Says::SourceBare => {
                let file = words("f")?.text.clone();
                let known = names_file(&file)
                    || file.contains('_')
                    || file.len() > 3 && file.bytes().all(|it| it.is_ascii_uppercase());
                known.then_some(())?;
                self.files.push((at.start, file));
            }
            Says::SourceIn => {
                let (file, folder) = (words("f")?.text.clone(), words("d")?.text.clone());
                if let Some((from, to)) = typed_sed(&file) {
                    self.files.push((at.start, folder));
                    return self.replace(from, to, false);
                }
                if file.contains('/') || names_file(&folder) || self.quoted(&file) && !file.contains('.') {
                    return None;
                }
                self.files.push((at.start, shell::join(folder.trim_end_matches('/'), &file)));
            }
            Says::NoHeader => {
                let edits = self.edits || self.mode == Mode::Delete;
                self.push(Step::Drop(Lines::One(1)));
                self.edits = edits;
            }
            Says::Selection => {
                let (glob, folder) = (&words("f")?.text, words("d").map_or("", |it| it.text.as_str()));
                let deep = self.has(Says::Recursive);
                self.frame.sources.push(if deep {
                    Source::Tree {
                        folders: vec![if folder.is_empty() { "." } else { folder }.to_owned()],
                        names: vec![glob.clone()],
                        except: None,
                    }
                } else {
                    Source::Glob(shell::glob(folder, glob))
                });
            }
            Says::Tree => self.tree(at, false)?,
            Says::TreeBelow => self.tree(at, true)?,
            Says::NotIn => {
                let file = words("x")?.text.clone();
                let Some(Source::Tree { except, .. }) = self.frame.sources.last_mut() else { return None };
                except.is_none().then_some(())?;
                *except = Some(file);
            }
            Says::Target => self.target(words("t")?, false)?,
            Says::ToFile => self.to.push(words("t")?.text.clone()),
            Says::AppendTo => self.target(words("t")?, true)?,
            Says::InPlace => self.frame.in_place = Some(true),
            Says::NotInPlace => self.frame.in_place = Some(false),
            Says::Backup => {
                let end = words("b").map_or(".bak".to_owned(), |it| it.text.clone());
                self.frame.backup = Some(if end.contains(['.', '/']) { end } else { format!(".{end}") });
            }
            Says::Delete => self.mode = Mode::Delete,
            Says::Without => self.mode = Mode::Without,
            Says::KeepOnly => {
                self.mode = Mode::Keep;
            }
            Says::CommentOut => self.mode = Mode::Comment,
            Says::Uncomment => self.mode = Mode::Uncomment,
            Says::Total => self.frame.total = true,
            _ => match self.line_set(says, at) {
                Some(done) => done?,
                None => self.work(says, at)?,
            },
        }
        Some(())
    }

    fn target(&mut self, file: &Value, append: bool) -> Option<()> {
        if self.frame.target.is_some() {
            return None;
        }
        self.frame.target = Some(Target { file: file.text.clone(), append });
        Some(())
    }

    /// Which lines; the outer `None` where the phrase says no lines.
    #[expect(clippy::option_option, reason = "no lines, and lines that cannot be")]
    fn line_set(&mut self, says: Says, at: &Match) -> Option<Option<()>> {
        let words = |name: &str| at.get(name);
        let number = |name: &str| count(at, name).filter(|it| *it > 0);
        let lines = match says {
            Says::Empty => Some(Lines::Empty),
            Says::NotEmpty => {
                let edits = self.edits;
                self.push(Step::Drop(Lines::Empty));
                self.edits = edits;
                return Some((self.mode != Mode::Delete && self.mode != Mode::Comment).then_some(()));
            }
            Says::FirstAndLast => Some(Lines::Ends),
            Says::Blank => Some(Lines::Blank),
            Says::Comments => Some(Lines::Comments("")),
            Says::CommentsAndEmpty => {
                self.lines(Lines::Comments(""));
                Some(Lines::Blank)
            }
            Says::Header => Some(Lines::One(1)),
            // "Lines with a number" names no text.
            Says::Contains | Says::NotContains
                if words("a").is_some_and(|it| {
                    it.amount == 0.0
                        && crate::asked::is_one_of(&it.text, "number character word space date path upper lower user")
                }) =>
            {
                None
            }
            Says::Contains => words("a").map(|it| self.has_text(it, Place::Anywhere, false)),
            Says::NotContains => words("a").map(|it| self.has_text(it, Place::Anywhere, true)),
            Says::Starts => words("a").map(|it| self.has_text(it, Place::Start, false)),
            Says::NotStarts => words("a").map(|it| self.has_text(it, Place::Start, true)),
            Says::Ends => words("a").map(|it| self.has_text(it, Place::End, false)),
            Says::NotEnds => words("a").map(|it| self.has_text(it, Place::End, true)),
            Says::Equals => words("a").map(|it| self.has_text(it, Place::Whole, false)),
            Says::DeleteHas => {
                self.mode = Mode::Delete;
                let place = words("a").filter(|it| it.amount == 0.0).and_then(|it| crate::slots::nth(&it.text));
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a row")]
                if let Some(place) = place.filter(|it| (1.0..1e9).contains(it)) {
                    self.lines(Lines::One(place as u32));
                    return Some(Some(()));
                }
                words("a").map(|it| self.has_text(it, Place::Anywhere, false))
            }
            Says::Line => number("n").map(Lines::One),
            Says::LineRange => words("r").and_then(|it| line_range(&it.text)).map(|it| Lines::Range(it.0, Some(it.1))),
            Says::OnLine => number("n").map(Lines::One),
            Says::Line1 => Some(Lines::One(1)),
            Says::LastLine => Some(Lines::Last(1)),
            Says::Range => {
                let range = number("n").zip(number("m")).filter(|it| it.0 <= it.1);
                // Any noun may stand for lines ("readings 12 to 18"), but not a known one.
                range.map(|it| Lines::Range(it.0, Some(it.1)))
            }
            Says::TwoLines => {
                let all: Vec<u32> = ["n", "m", "o"].iter().filter_map(|it| number(it)).collect();
                (all.len() > 1 && all.is_sorted()).then_some(Lines::Two(all))
            }
            Says::First => number("n").map(|it| Lines::Range(1, Some(it))),
            Says::Last => number("n").map(Lines::Last),
            Says::FromLine => number("n").or_else(|| Some(number("p")? + 1)).map(|it| Lines::Range(it, None)),
            Says::ToLine => number("n")
                .or_else(|| number("q")?.checked_sub(1))
                .filter(|it| *it > 0)
                .map(|it| Lines::Range(1, Some(it))),
            Says::Every | Says::EverySecond => {
                let step = if says == Says::Every { number("n") } else { Some(2) };
                step.filter(|it| *it > 1).map(|step| {
                    let start = if self.has(Says::StartFirst) {
                        1
                    } else {
                        let at = self.found.iter().find(|it| *it.says == Says::StartAt);
                        at.map_or(step, |it| count(&it.at, "n").unwrap_or(2))
                    };
                    Lines::Every(step, start)
                })
            }
            Says::Odd => Some(Lines::Every(2, 1)),
            Says::Even => Some(Lines::Every(2, 2)),
            Says::Between => words("a").zip(words("b")).map(|(from, to)| Lines::Between {
                from: from.text.clone(),
                to: to.text.clone(),
                inclusive: !self.has(Says::Exclusive)
                    && (self.has(Says::Inclusive) || !at.taken.iter().any(|it| self.asked.tokens[*it].is("between"))),
            }),
            Says::AfterMatch | Says::BeforeMatch if self.insert.is_some() => {
                let Some(value) = words("a") else { return Some(None) };
                let has = self.anchor(at, value);
                return Some(self.place(if says == Says::AfterMatch { Spot::After(has) } else { Spot::Before(has) }));
            }
            Says::AfterMatch | Says::FromMatch | Says::UntilMatch | Says::BeforeMatch
                if words("a").is_some_and(|it| it.amount == 0.0 && it.text.parse::<u32>().is_ok()) =>
            {
                let line =
                    words("a").and_then(|it| it.text.parse::<u32>().ok()).filter(|it| (1..1_000_000_000).contains(it));
                line.and_then(|line| match says {
                    Says::AfterMatch => Some(Lines::Range(line + 1, None)),
                    Says::FromMatch => Some(Lines::Range(line, None)),
                    Says::UntilMatch => Some(Lines::Range(1, Some(line))),
                    _ => (line > 1).then(|| Lines::Range(1, Some(line - 1))),
                })
            }
            Says::HeadOf | Says::TailOf => {
                let told = self.found.iter().find(|it| *it.says == Says::NLines).and_then(|it| count(&it.at, "n"));
                let n = told.unwrap_or(10);
                Some(if says == Says::HeadOf { Lines::Range(1, Some(n)) } else { Lines::Last(n) })
            }
            Says::AfterMatch => words("a").map(|it| Lines::From { text: it.text.clone(), inclusive: false }),
            Says::FromMatch => words("a").map(|it| Lines::From { text: it.text.clone(), inclusive: true }),
            Says::BeforeMatch => words("a").map(|it| Lines::Until { text: it.text.clone(), inclusive: false }),
            Says::UntilMatch => words("a").map(|it| Lines::Until { text: it.text.clone(), inclusive: true }),
            Says::LongerThan => number("n").map(Lines::Longer),
            Says::ShorterThan => number("n").map(Lines::Shorter),
            _ => return None,
        };
        Some(lines.map(|it| {
            let replaces = matches!(self.frame.steps.last(), Some(Step::Replace(it)) if it.on.is_none());
            // "But not in lines that contain x" chooses where a text is replaced.
            let others = match &it {
                Lines::Has(has) if replaces && self.mode == Mode::Without => {
                    Some(Lines::Has(Has { not: !has.not, ..has.clone() }))
                }
                _ => None,
            };
            if let Some(others) = others {
                if let Some(Step::Replace(last)) = self.frame.steps.last_mut() {
                    last.on = Some(others);
                }
            } else if replaces && self.mode == Mode::Keep {
                if let Some(Step::Replace(last)) = self.frame.steps.last_mut() {
                    last.on = Some(it);
                }
            } else {
                self.lines(it);
            }
        }))
    }

    /// What is done, where it is no choice of lines.
    fn work(&mut self, says: Says, at: &Match) -> Option<()> {
        let words = |name: &str| at.get(name);
        let number = |name: &str| count(at, name).filter(|it| *it > 0);
        let linux = matches!(self.frame.platform, Platform::Linux | Platform::Busybox);
        match says {
            Says::DeleteText => {
                let value = words("a")?.clone();
                self.replace(value.text, String::new(), false)?;
            }
            Says::Random | Says::RandomOne => {
                linux.then_some(())?;
                let n = number("n").unwrap_or(1);
                self.push(Step::Run(format!("shuf -n {n}")));
            }
            Says::Shuffle => {
                linux.then_some(())?;
                self.push(Step::Run("shuf".to_owned()));
            }
            Says::Adjacent => self.push(Step::Run("uniq".to_owned())),
            Says::OnlyDuplicates if self.mode == Mode::Delete || self.mode == Mode::Without => {
                let ignore_case = self.has(Says::IgnoreCase);
                self.push(Step::Dedupe { ignore_case });
            }
            Says::OnlyDuplicates => {
                let ignore_case = self.has(Says::IgnoreCase);
                self.push(Step::Uniq("-d", ignore_case));
            }
            Says::OnlySingles => {
                let ignore_case = self.has(Says::IgnoreCase);
                self.push(Step::Uniq("-u", ignore_case));
            }
            Says::Reverse => {
                // "In reverse" beside a sort is the sort's order.
                if !self.has(Says::Sort) && !self.has(Says::Numeric) {
                    self.push(Step::Run(
                        match self.frame.platform {
                            Platform::MacOs => "tail -r",
                            Platform::Posix => "sed -n '1!G;h;$p'",
                            _ => "tac",
                        }
                        .to_owned(),
                    ));
                }
            }
            Says::ReverseChars => {
                (self.frame.platform != Platform::Posix).then_some(())?;
                self.push(Step::Run("rev".to_owned()));
            }
            Says::Number => self
                .push(Step::Run(if self.frame.platform == Platform::Posix { "nl -ba" } else { "cat -n" }.to_owned())),
            Says::AppendFile => {
                let (file, target) = (words("a")?.text.clone(), words("t")?.clone());
                if self.quoted(&file) {
                    self.insert = Some((file, true));
                    self.spot.get_or_insert(Spot::End);
                    self.files.push((at.start, target.text));
                    return Some(());
                }
                self.files.push((at.start, file));
                self.target(&target, true)?;
                self.push(Step::Run("cat".to_owned()));
            }
            Says::SideBySide => {
                let compares = self.has(Says::Compare);
                if !compares {
                    let option = match self.separator() {
                        Some(it) if it == "\t" => String::new(),
                        Some(it) if it.chars().count() == 1 => format!(" -d {}", shell::quote(&it)),
                        Some(_) => return None,
                        None => String::new(),
                    };
                    self.push(Step::Both(format!("paste{option}")));
                }
            }
            Says::Join => {
                let own = words("s").and_then(|it| symbol(&it.text));
                let separator = own.or_else(|| self.separator()).unwrap_or_else(|| " ".to_owned());
                self.join(&separator);
            }
            Says::SplitWords => self.push(Step::Filter("tr -s '[:space:]' '\\n'".to_owned())),
            Says::SplitAt => {
                let separator = match words("s") {
                    Some(value) => meant(value),
                    None => self.separator()?,
                };
                (separator.len() == 1).then_some(())?;
                self.push(Step::Filter(format!("tr {} '\\n'", shell::quote(&separator))));
            }
            Says::Wrap => {
                let spaces = if self.has(Says::AtSpaces)
                    || at.taken.iter().any(|it| self.asked.tokens[*it].text.starts_with("wrap"))
                {
                    "-s "
                } else {
                    ""
                };
                self.push(Step::Run(format!("fold {spaces}-w {}", number("n")?)));
            }
            Says::Indent => {
                let n = number("n").filter(|it| *it < 80)? as usize;
                self.sed(format!("s/^/{}/", " ".repeat(n)));
            }
            Says::IndentTab => {
                linux.then_some(())?;
                self.sed("s/^/\\t/");
            }
            Says::Prefix => {
                let value = meant(words("a")?);
                let sign = text::delimiter(&[&value]);
                self.each(at, &value, true);
                self.sed(format!("s{sign}^{sign}{}{sign}", text::replacement(&value, sign)));
            }
            Says::Suffix => {
                let value = meant(words("a")?);
                let sign = text::delimiter(&[&value]);
                self.each(at, &value, false);
                self.sed(format!("s{sign}${sign}{}{sign}", text::replacement(&value, sign)));
            }
            Says::QuoteLines => self.sed("s/.*/\"&\"/"),
            Says::SingleQuoteLines => self.sed("s/.*/'&'/"),
            Says::Upper => self.push(Step::Filter("tr '[:lower:]' '[:upper:]'".to_owned())),
            Says::Lower => self.push(Step::Filter("tr '[:upper:]' '[:lower:]'".to_owned())),
            Says::Title | Says::CapitalLine => {
                (self.frame.platform == Platform::Linux).then_some(())?;
                self.sed(if says == Says::Title { "s/\\b[[:alpha:]]/\\u&/g" } else { "s/^./\\u&/" });
            }
            Says::TrimEnd => self.sed_edits("s/[[:space:]]*$//"),
            Says::TrimStart => self.sed_edits("s/^[[:space:]]*//"),
            Says::Trim => self.sed_edits("s/^[[:space:]]*//; s/[[:space:]]*$//"),
            Says::SqueezeBlank => {
                let posix = matches!(self.frame.platform, Platform::Posix | Platform::Busybox);
                self.push(if posix { Step::Sed("/^$/N;/^\\n$/D".to_owned()) } else { Step::Run("cat -s".to_owned()) });
            }
            Says::SqueezeSpace => self.push(Step::Filter("tr -s ' '".to_owned())),
            Says::TabsToSpaces => {
                linux.then_some(())?;
                let n = number("n").filter(|it| *it < 40)? as usize;
                self.sed(format!("s/\\t/{}/g", " ".repeat(n)));
            }
            Says::ExpandTabs => self.push(Step::Run("expand".to_owned())),
            Says::SpacesToTab => {
                linux.then_some(())?;
                let n = number("n").filter(|it| *it < 40)? as usize;
                self.sed(format!("s/{}/\\t/g", " ".repeat(n)));
            }
            Says::Unexpand => self.push(Step::Run("unexpand -a".to_owned())),
            Says::ToUnix => {
                self.edits = true;
                self.push(if linux {
                    Step::Sed("s/\\r$//".to_owned())
                } else {
                    Step::Filter("tr -d '\\r'".to_owned())
                });
            }
            Says::ToDos => {
                linux.then_some(())?;
                self.edits = true;
                self.sed("s/\\r*$/\\r/");
            }
            Says::FromTo => {
                let orders =
                    at.taken.first().is_some_and(|it| !self.asked.tokens[*it].is("from")) && at.taken.len() > 3;
                self.exchange(words("a")?, words("b")?, orders)?;
            }
            Says::FromToIn => {
                self.files.push((at.start, words("f")?.text.clone()));
                let to = words("b")?;
                match words("a") {
                    Some(from) => self.exchange(from, to, true)?,
                    None => {
                        let to = text::encoding(&to.text)?;
                        self.push(Step::Run(format!("iconv -t {to}")));
                    }
                }
            }
            Says::ReplaceStart | Says::ReplaceEnd => {
                self.replace(meant(words("a")?), meant(words("b")?), false)?;
                if let Some(Step::Replace(last)) = self.frame.steps.last_mut() {
                    last.place = if says == Says::ReplaceStart { Place::Start } else { Place::End };
                }
            }
            Says::CountText => {
                let value = words("a")?;
                let word = is_identifier(&value.text)
                    && (self.has(Says::WholeWord) || at.taken.iter().any(|it| self.asked.tokens[*it].is("word")));
                let fold = if self.has(Says::IgnoreCase) { "i" } else { "" };
                let word = if word || self.has(Says::WholeWord) { "w" } else { "" };
                let fixed = if value.text.contains(['.', '*', '[', '\\', '^', '$']) { "F" } else { "" };
                let dash = if value.text.starts_with('-') { "-e " } else { "" };
                self.push(Step::Run(format!("grep -o{fold}{word}{fixed} {dash}{}", shell::quote(&value.text))));
                self.push(Step::Filter("wc -l".to_owned()));
            }
            Says::ToEncoding => {
                let name = at.taken.iter().rev().find_map(|it| text::encoding(self.asked.tokens[*it].text))?;
                self.push(Step::Run(format!("iconv -t {name}")));
            }
            Says::Replace => {
                let (from, to) = (words("a")?, words("b")?);
                if let Some(file) = words("f") {
                    self.files.push((at.start, file.text.clone()));
                }
                if let (Some(one), Some(other)) = (symbol(&from.text), symbol(&to.text))
                    && from.amount == 0.0
                {
                    self.swap_characters(&one, &other)?;
                } else {
                    let word = is_identifier(&from.text) && at.taken.iter().any(|it| self.asked.tokens[*it].is("word"));
                    self.replace(meant(from), meant(to), word)?;
                }
            }
            Says::Change => {
                if let Some(file) = words("f") {
                    self.files.push((at.start, file.text.clone()));
                }
                let told = at.taken.iter().any(|it| self.asked.tokens[*it].is_any("word text name occurrence"));
                if told {
                    self.replace(meant(words("a")?), meant(words("b")?), false)?;
                } else {
                    self.exchange(words("a")?, words("b")?, true)?;
                }
            }
            Says::SetPair => {
                let (key, value) = words("p")?.text.split_once('=')?;
                (is_identifier(key) && !value.is_empty()).then_some(())?;
                self.push(Step::Set { key: key.to_owned(), value: value.to_owned(), section: None });
            }
            Says::ReplaceLine | Says::ReplaceLineWith => {
                linux.then_some(())?;
                let new = text::added(&words("b")?.text);
                let command = match words("a") {
                    Some(value) => {
                        let starts = at.taken.iter().any(|it| self.asked.tokens[*it].is("start"));
                        format!("/{}{}/c{new}", if starts { "^" } else { "" }, text::regex(&value.text, '/'))
                    }
                    None => format!("{}c{new}", number("n")?),
                };
                self.sed(command);
                self.edits = true;
            }
            Says::SetKey | Says::SetOrChange => {
                if let Some(file) = words("f") {
                    self.files.push((at.start, file.text.clone()));
                }
                let (key, value) = (words("k")?, words("v")?);
                let told = says == Says::SetKey
                    || key.amount == 0.0
                        && at.taken.iter().any(|it| {
                            matches!(
                                self.asked.tokens[*it].text,
                                "update"
                                    | "bump"
                                    | "value"
                                    | "key"
                                    | "option"
                                    | "setting"
                                    | "variable"
                                    | "property"
                                    | "parameter"
                                    | "set"
                            )
                        });
                if told && is_identifier(&key.text) {
                    self.set(key, value)?;
                } else {
                    self.exchange(key, value, true)?;
                }
            }
            Says::SetFrom => {
                if let Some(file) = words("f") {
                    self.files.push((at.start, file.text.clone()));
                }
                let (from, to) = (meant(words("a")?), meant(words("b")?));
                let key = words("k")?;
                self.replace(from, to, false)?;
                let on = Lines::Has(Has {
                    text: key.text.clone(),
                    place: Place::Anywhere,
                    not: false,
                    ignore_case: key.amount == 0.0,
                    word: false,
                });
                if let Some(Step::Replace(last)) = self.frame.steps.last_mut() {
                    last.on = Some(on);
                }
            }
            Says::Section => {
                let name = words("s")?.text.trim_matches(['[', ']']).to_owned();
                let Some(Step::Set { section, .. }) = self.frame.steps.last_mut() else {
                    self.spot = None;
                    return None;
                };
                *section = Some(name);
            }
            Says::SectionOf => {
                (self.mode == Mode::Keep && self.frame.steps.is_empty()).then_some(())?;
                let name = words("s")?.text.trim_matches(['[', ']']).to_owned();
                let all = self.found.iter().filter_map(|it| it.at.get("f").or_else(|| it.at.get("t")));
                let file = all.map(|it| it.text.clone()).next_back()?;
                let program = text::section(&name, &file)?;
                self.push(Step::Run(format!("awk {}", text::script(&program))));
            }
            Says::Doubled => {
                linux.then_some(())?;
                let fold = if self.has(Says::IgnoreCase) { "i" } else { "" };
                self.push(Step::Run(format!("grep -{fold}E '\\b(\\w+) \\1\\b'")));
            }
            Says::NumberFull => self.push(Step::Run("nl".to_owned())),
            Says::ExactLength => self.push(Step::Run(format!("grep -xE '.{{{}}}'", number("n")?))),
            Says::Interleave => {
                for it in at.captures.iter().filter(|it| it.name == "f") {
                    self.files.push((at.start, it.value.text.clone()));
                }
                self.push(Step::Both("paste -d '\\n'".to_owned()));
            }
            Says::Rename => {
                let (from, to) = (words("a")?, words("b")?);
                (is_identifier(&from.text) && is_identifier(&to.text)).then_some(())?;
                self.replace(from.text.clone(), to.text.clone(), true)?;
            }
            Says::InsertText | Says::AppendText => {
                self.insert.is_none().then_some(())?;
                let value = words("t")?;
                self.insert = Some((value.text.clone(), value.amount > 0.0));
            }
            Says::InsertTop => {
                self.insert.is_none().then_some(())?;
                self.insert = Some((words("t")?.text.clone(), true));
                self.spot.get_or_insert(Spot::Top);
            }
            Says::InsertEmpty => {
                self.insert.is_none().then_some(())?;
                self.insert = Some((String::new(), true));
            }
            Says::AtEnd => self.place(Spot::End)?,
            Says::AtTop => self.place(Spot::Top)?,
            Says::AfterLine => self.place(Spot::AfterLine(number("n")?))?,
            Says::BeforeLine | Says::AtLine => {
                let n = number("n")?;
                let replaces = matches!(self.frame.steps.last(), Some(Step::Replace(_)));
                if replaces {
                    if let Some(Step::Replace(last)) = self.frame.steps.last_mut() {
                        last.on = Some(Lines::One(n));
                    }
                } else {
                    self.place(Spot::BeforeLine(n))?;
                }
            }
            Says::AfterText => {
                let has = self.anchor(at, words("m")?);
                self.place(Spot::After(has))?;
            }
            Says::BeforeText => {
                let has = self.anchor(at, words("m")?);
                self.place(Spot::Before(has))?;
            }
            Says::CommentText => {
                let value = words("a")?;
                let lines = match value.text.parse::<u32>() {
                    Ok(line) if value.amount == 0.0 => Lines::One(line),
                    _ if line_range(&value.text).is_some() => {
                        let (from, to) = line_range(&value.text)?;
                        Lines::Range(from, Some(to))
                    }
                    _ => Lines::Has(self.anchor(at, value)),
                };
                self.push(Step::Comment(lines));
            }
            Says::UncommentText => {
                let value = words("a")?;
                let numbers = match value.text.parse::<u32>() {
                    Ok(line) if value.amount == 0.0 => Some(line.to_string()),
                    _ => line_range(&value.text).map(|it| format!("{},{}", it.0, it.1)),
                };
                match numbers {
                    Some(numbers) => {
                        self.sed(format!("{numbers}s/^\\([[:space:]]*\\)#[[:space:]]*/\\1/"));
                        self.edits = true;
                    }
                    None => self.push(Step::Uncomment(value.text.clone())),
                }
            }
            Says::Truncate => {
                // "Empty" as an order, not as a quality: nothing that counts stands before it.
                let makes = self.asked.tokens[..at.start].iter().any(|it| it.is("make"));
                let orders = (0..at.start).all(|it| {
                    let token = &self.asked.tokens[it];
                    token.is(crate::vocabulary::FILLER)
                        || token.is_mark()
                        || token.is_any("how make than also")
                        || makes && (self.quoted(token.text) || token.names_path())
                });
                (orders && !self.shows && self.mode == Mode::Keep).then_some(())?;
                self.push(Step::Truncate);
            }
            Says::CountLines => self.push(Step::Count(Count::Lines)),
            Says::CountWords => self.push(Step::Count(Count::Words)),
            Says::CountChars => self.push(Step::Count(Count::Characters)),
            Says::CountBytes => self.push(Step::Count(Count::Bytes)),
            Says::LongestLength => self.push(Step::Count(Count::Longest)),
            Says::CountEmpty => self.push(Step::Run("grep -c '^$'".to_owned())),
            Says::CountNonEmpty => self.push(Step::Run("grep -c .".to_owned())),
            Says::CountUnique => {
                let ignore_case = self.has(Says::IgnoreCase);
                self.push(Step::Sort(Sort { unique: true, ignore_case, ..Sort::default() }));
                self.push(Step::Count(Count::Lines));
            }
            Says::Longest => {
                self.push(Step::Run("awk 'length > n { n = length; line = $0 } END { print line }'".to_owned()));
            }
            Says::Shortest => {
                self.push(Step::Run(
                    "awk 'NR == 1 || length < n { n = length; line = $0 } END { print line }'".to_owned(),
                ));
            }
            Says::LongestN | Says::ShortestN => {
                let n = number("n")?;
                self.by_length(says == Says::LongestN);
                self.push(Step::Keep(Lines::Range(1, Some(n))));
            }
            Says::BiggestN | Says::SmallestN => {
                let n = number("n")?;
                self.push(Step::Sort(Sort { by: Some('n'), reverse: says == Says::BiggestN, ..Sort::default() }));
                self.push(Step::Keep(Lines::Range(1, Some(n))));
            }
            Says::JoinEvery => {
                let n = number("n").unwrap_or(2);
                (2..=12).contains(&n).then_some(())?;
                let sign = self.separator().unwrap_or_else(|| " ".to_owned());
                (sign.chars().count() == 1).then_some(())?;
                let dashes = " -".repeat(n as usize);
                let option = if sign == "\t" { String::new() } else { format!(" -d {}", shell::quote(&sign)) };
                self.push(Step::Filter(format!("paste{option}{dashes}")));
            }
            Says::DoubleSpace => {
                self.each(at, "", false);
                self.sed("G");
            }
            Says::Lengths => self.push(Step::Run("awk '{ print length, $0 }'".to_owned())),
            Says::Compare => {
                for it in at.captures.iter().filter(|it| it.name == "f") {
                    self.files.push((at.start, it.value.text.clone()));
                }
                if !self.has(Says::Identical) {
                    let mut command = "diff".to_owned();
                    for (says, option) in [
                        (Says::Unified, " -u"),
                        (Says::SideBySide, " -y"),
                        (Says::IgnoreSpace, " -w"),
                        (Says::IgnoreBlank, " -B"),
                        (Says::IgnoreCase, " -i"),
                    ] {
                        if self.has(says) {
                            command.push_str(option);
                        }
                    }
                    self.push(Step::Both(command));
                }
            }
            Says::Identical => {
                for it in at.captures.iter().filter(|it| it.name == "f") {
                    self.files.push((at.start, it.value.text.clone()));
                }
                self.push(Step::Both("diff -qs".to_owned()));
            }
            Says::Common => {
                for it in at.captures.iter().filter(|it| it.name == "f") {
                    self.files.push((at.start, it.value.text.clone()));
                }
                self.push(Step::Sets(Sets::Common));
            }
            Says::OnlyIn => {
                if let Some(file) = words("f") {
                    self.files.push((at.start, file.text.clone()));
                }
                self.frame.other.is_none().then_some(())?;
                self.frame.other = Some(self.source(&words("x")?.text));
                self.push(Step::Sets(Sets::First));
            }
            Says::OnlyFirst => {
                if let Some(file) = words("f") {
                    // The file that is named here comes first.
                    self.files.insert(0, (at.start, file.text.clone()));
                }
                self.push(Step::Sets(Sets::First));
            }
            Says::OnlySecond => self.push(Step::Sets(Sets::Second)),
            Says::Symmetric => self.push(Step::Sets(Sets::Symmetric)),
            Says::Union => self.push(Step::Sets(Sets::Union)),
            Says::Concatenate => self.push(Step::Run("cat".to_owned())),
            Says::HeadBytes | Says::HeadChars => self.push(Step::Run(format!("head -c {}", number("n")?))),
            Says::TailBytes => self.push(Step::Run(format!("tail -c {}", number("n")?))),
            Says::FirstChars => self.push(Step::Run(format!("cut -c 1-{}", number("n")?))),
            Says::LastChars => {
                let n = number("n")?;
                self.sed(format!("s/.*\\(.\\{{{n}\\}}\\)$/\\1/"));
            }
            Says::DropFirstChars => self.push(Step::Run(format!("cut -c {}-", number("n")? + 1))),
            Says::DropFirstChar => self.push(Step::Run("cut -c 2-".to_owned())),
            Says::DropLastChars => {
                let n = number("n")?;
                self.sed(format!("s/.\\{{{n}\\}}$//"));
            }
            Says::DropLastChar => self.sed("s/.$//"),
            Says::Hexdump => self.push(Step::Run(
                if self.frame.platform == Platform::Posix { "od -A x -t x1" } else { "hexdump -C" }.to_owned(),
            )),
            Says::SplitParts => {
                (self.frame.platform == Platform::Linux).then_some(())?;
                let name = self.part_name();
                self.push(Step::Pieces(format!("split -n l/{}", number("n")?), name));
            }
            Says::SplitLines => {
                let name = self.part_name();
                self.push(Step::Pieces(format!("split -l {}", number("n")?), name));
            }
            Says::SplitSize => {
                let bytes = words("n")?.amount;
                (bytes >= 1.0).then_some(())?;
                let name = self.part_name();
                let megabytes = bytes / 1_048_576.0;
                let size = if megabytes.fract() == 0.0 { format!("{megabytes}M") } else { format!("{bytes}") };
                let size = if self.frame.platform == Platform::MacOs { size.to_lowercase() } else { size };
                self.push(Step::Pieces(format!("split -b {size}"), name));
            }
            Says::Follow => self.push(Step::Run("tail -f".to_owned())),
            Says::Aligned => {
                (self.frame.platform != Platform::Posix).then_some(())?;
                let end = self
                    .found
                    .iter()
                    .filter_map(|it| it.at.get("f"))
                    .map(|it| it.text.clone())
                    .find(|it| it.contains('.'));
                let separator = self.separator().or_else(|| match end?.rsplit_once('.')?.1 {
                    "csv" => Some(",".to_owned()),
                    "tsv" => Some("\t".to_owned()),
                    _ => None,
                });
                self.push(Step::Run(match separator.as_deref() {
                    Some("\t") if self.frame.shell == Shell::Posix => return None,
                    Some("\t") => "column -t -s $'\\t'".to_owned(),
                    Some(" ") | None => "column -t".to_owned(),
                    Some(sign) if sign.chars().count() == 1 => format!("column -t -s {}", shell::quote(sign)),
                    Some(_) => return None,
                }));
            }
            Says::DelDigits => self.push(Step::Filter("tr -d '[:digit:]'".to_owned())),
            Says::DelPunct => self.push(Step::Filter("tr -d '[:punct:]'".to_owned())),
            Says::DelQuotes => self.push(Step::Filter("tr -d '\"'".to_owned())),
            Says::DelApostrophes => self.push(Step::Filter("tr -d \"'\"".to_owned())),
            Says::DelCommas => self.push(Step::Filter("tr -d ,".to_owned())),
            Says::DelSpaces => self.push(Step::Filter("tr -d ' '".to_owned())),
            Says::DelBlanks => self.push(Step::Filter("tr -d ' \\t'".to_owned())),
            Says::DelTabs => self.push(Step::Filter("tr -d '\\t'".to_owned())),
            Says::DelTags => self.sed("s/<[^>]*>//g"),
            Says::DelNonAscii => self.push(Step::Filter("LC_ALL=C tr -cd '\\0-\\177'".to_owned())),
            Says::DelNewlines => self.push(Step::Filter("tr -d '\\n'".to_owned())),
            _ => return None,
        }
        Some(())
    }

    /// "Before each line" may be followed by which lines: then a line of its own is meant.
    fn each(&mut self, at: &Match, value: &str, before: bool) {
        let own = at
            .taken
            .iter()
            .any(|it| matches!(self.asked.tokens[*it].text, "before" | "after" | "above" | "below" | "behind"));
        self.each = Some((value.to_owned(), before, own));
    }

    /// What is put before or behind some lines only.
    fn some_lines(&mut self) -> Option<()> {
        let Some((value, before, own)) = self.each.take() else { return Some(()) };
        let Some(at) = self.frame.steps.iter().position(|it| matches!(it, Step::Keep(Lines::Has(_)))) else {
            return Some(());
        };
        let Step::Keep(Lines::Has(has)) = self.frame.steps.remove(at) else { return None };
        let is_sed = |it: &Step| matches!(it, Step::Sed(it) if it.starts_with('s') || it == "G");
        let at = self.frame.steps.iter().position(is_sed)?;
        let Step::Sed(command) = self.frame.steps.remove(at) else { return None };
        if own {
            self.push(Step::Insert(value, if before { Spot::Before(has) } else { Spot::After(has) }));
        } else {
            (!has.not).then_some(())?;
            let address = super::render::address(&Lines::Has(has), self.frame.platform)?;
            self.sed(format!("{address}{command}"));
        }
        Some(())
    }

    fn place(&mut self, spot: Spot) -> Option<()> {
        (self.spot.is_none() || self.spot == Some(Spot::Top)).then_some(())?;
        self.spot = Some(spot);
        Some(())
    }

    /// How the parts of a split file are called.
    fn part_name(&self) -> String {
        let Some(it) = self.found.iter().find(|it| *it.says == Says::PartName) else { return String::new() };
        let Some(name) = it.at.get("p") else { return String::new() };
        let name = name.text.strip_suffix("aa").unwrap_or(&name.text);
        format!(" {}", shell::path(name))
    }

    fn by_length(&mut self, reverse: bool) {
        let order = if reverse { "sort -k1,1nr" } else { "sort -k1,1n" };
        self.push(Step::Run("awk '{ print length, $0 }'".to_owned()));
        self.push(Step::Filter(format!("{order} -s")));
        self.push(Step::Filter("cut -d' ' -f2-".to_owned()));
    }

    /// The order of lines, from all that was said about it, at the place where it was said first.
    fn order(&mut self) -> Option<()> {
        use Says::{
            Ascending, BigFirst, ByLength, Descending, Human, IgnoreCase, LongFirst, Month, Numeric, Reverse,
            ShortFirst, SmallFirst, Unique, Version,
        };
        if self.has(Says::Tally)
            || self.has(Says::WordTally)
            || self.has(Says::TopLines)
            || self.has(Says::TopWords)
            || self.has(Says::TopLine)
            || self.has(Says::TopWord)
        {
            return Some(());
        }
        if self.frame.steps.iter().any(|it| matches!(it, Step::Uniq(..))) {
            // The lines come sorted, and once each.
            return (!self.has(Descending) && !self.has(BigFirst) && !self.has(Says::KeepOrder)).then_some(());
        }
        let sorts = self.has(Says::Sort);
        let linux = self.frame.platform == Platform::Linux;
        let unique = self.has(Unique) || self.has(Says::Dedupe);
        let by = if self.has(Human) {
            Some('h')
        } else if self.has(Version) {
            Some('V')
        } else if self.has(Month) {
            Some('M')
        } else if self.has(Numeric) || (self.has(BigFirst) || self.has(SmallFirst)) {
            // Numbers with dots in them: addresses.
            let is_address =
                |it: &crate::literals::Token<'_>| matches!(it.text.to_lowercase().as_str(), "ip" | "ips" | "addresses");
            Some(if linux && self.asked.tokens.iter().any(is_address) { 'V' } else { 'n' })
        } else {
            None
        };
        let length = self.has(ByLength) || self.has(LongFirst) || self.has(ShortFirst);
        let reverse = self.has(Descending) || self.has(BigFirst) || self.has(LongFirst) || sorts && self.has(Reverse);
        if self.has(Ascending) && reverse {
            return None;
        }
        let ignore_case = self.has(IgnoreCase);
        if by.is_some_and(|it| it != 'n') && !linux {
            return None;
        }
        let sets = self.frame.steps.iter().any(|it| matches!(it, Step::Sets(_)));
        let duplicates = self.frame.steps.iter().any(|it| matches!(it, Step::Dedupe { .. }));
        let unique = unique || duplicates;
        let ordered = sorts || by.is_some() || self.has(Descending) || length;
        let step = if length {
            (!unique).then_some(())?;
            let before = self.frame.steps.len();
            self.by_length(reverse);
            let new = self.frame.steps.split_off(before);
            self.at_place(new, |it| matches!(it, Says::Sort | ByLength | LongFirst | ShortFirst));
            return Some(());
        } else if ordered && !self.has(Says::KeepOrder) {
            self.frame.steps.retain(|it| !matches!(it, Step::Dedupe { .. }));
            Step::Sort(Sort { by, reverse, ignore_case, unique: unique || sets && self.has(Unique) })
        } else if duplicates {
            return Some(());
        } else if unique && (self.has(Says::KeepOrder) || self.has(Says::Dedupe) || self.frame.in_place == Some(true)) {
            Step::Dedupe { ignore_case }
        } else if unique {
            Step::Sort(Sort { ignore_case, unique: true, ..Sort::default() })
        } else {
            return Some(());
        };
        self.at_place(vec![step], |it| {
            matches!(
                it,
                Says::Sort
                    | Numeric
                    | Descending
                    | BigFirst
                    | SmallFirst
                    | Human
                    | Version
                    | Month
                    | Unique
                    | Says::Dedupe
            )
        });
        Some(())
    }

    /// Puts steps before a choice of lines that is said later.
    fn at_place(&mut self, steps: Vec<Step>, says: impl Fn(Says) -> bool) {
        let first = self.found.iter().position(|it| says(*it.says));
        let slice = |it: Says| {
            matches!(
                it,
                Says::First | Says::Last | Says::Line1 | Says::LastLine | Says::Line | Says::Range | Says::Reverse
            )
        };
        let cut = self.found.iter().position(|it| slice(*it.says));
        let early = match (first, cut) {
            (Some(first), Some(cut)) => first < cut,
            _ => false,
        };
        let before = |it: &Step| {
            matches!(it, Step::Keep(Lines::Range(..) | Lines::Last(_) | Lines::One(_)))
                || matches!(it, Step::Run(it) if it == "tac")
        };
        let at = if early { self.frame.steps.iter().position(before) } else { None };
        let at = at.unwrap_or_else(|| {
            // Joining, numbering and the like come behind the order.
            let last = |it: &Step| matches!(it, Step::Run(it) if it.starts_with("paste") || it.starts_with("cat -n") || it.starts_with("nl") || it.starts_with("column") || it.starts_with("awk 'NR > 1"));
            self.frame.steps.iter().position(last).unwrap_or(self.frame.steps.len())
        });
        for (offset, step) in steps.into_iter().enumerate() {
            self.frame.steps.insert(at + offset, step);
        }
    }

    /// Counts of equal lines or words.
    fn tallies(&mut self) -> Option<()> {
        let top = self
            .found
            .iter()
            .find(|it| matches!(it.says, Says::TopLines | Says::TopWords))
            .and_then(|it| count(&it.at, "n"));
        let one = self.has(Says::TopLine) || self.has(Says::TopWord);
        let of_words = self.has(Says::EachWord) && self.has(Says::MostFirst)
            || self.has(Says::WordTally)
            || self.has(Says::TopWords)
            || self.has(Says::TopWord);
        let of_lines = self.has(Says::Tally) || self.has(Says::TopLines) || self.has(Says::TopLine);
        if !of_words && !of_lines {
            return (!self.has(Says::MostFirst) && !self.has(Says::LeastFirst) && !self.has(Says::Ties)).then_some(());
        }
        let fold = self.has(Says::IgnoreCase);
        if of_words {
            self.push(Step::Run("grep -oE '[[:alpha:]]+'".to_owned()));
            if fold {
                self.push(Step::Filter("tr '[:upper:]' '[:lower:]'".to_owned()));
            }
        }
        // "Top 3" keeps the first three of the counts.
        let mut keeps = Vec::new();
        self.frame.steps.retain(|it| {
            let slice = matches!(it, Step::Keep(Lines::Range(1, Some(_)) | Lines::One(1)));
            if slice {
                keeps.push(it.clone());
            }
            !slice
        });
        // "Duplicate lines with their counts".
        let repeated = self.frame.steps.iter().any(|it| matches!(it, Step::Uniq("-d", _)));
        self.frame.steps.retain(|it| !matches!(it, Step::Uniq(..)));
        self.push(Step::Uniq(if repeated { "-cd" } else { "-c" }, fold && !of_words));
        let most = self.has(Says::MostFirst)
            || self.has(Says::BigFirst)
            || self.has(Says::Descending)
            || top.is_some()
            || one
            || !keeps.is_empty();
        if most {
            let order = if self.has(Says::Ties) { "sort -k1,1nr -k2" } else { "sort -rn" };
            self.push(Step::Filter(order.to_owned()));
        } else if self.has(Says::LeastFirst) || self.has(Says::SmallFirst) {
            self.push(Step::Filter(if self.has(Says::Ties) { "sort -k1,1n -k2" } else { "sort -n" }.to_owned()));
        }
        if let Some(top) = top.or((one && keeps.is_empty()).then_some(1)) {
            self.push(Step::Filter(format!("head -n {top}")));
        }
        self.frame.steps.extend(keeps);
        Some(())
    }

    /// What can be decided only when all is read.
    fn finish(&mut self) -> Option<()> {
        match (self.has(Says::EachWord), self.has(Says::OwnLine)) {
            (true, true) => self.push(Step::Filter("tr -s '[:space:]' '\\n'".to_owned())),
            (true, false) if self.has(Says::MostFirst) || self.has(Says::Ties) => {}
            (false, false) => {}
            _ => return None,
        }
        let tallies = [Says::Tally, Says::WordTally, Says::TopLines, Says::TopWords, Says::TopLine, Says::TopWord];
        let tallied = tallies.iter().any(|it| self.has(*it));
        if self.has(Says::Appears)
            && !tallied
            && !self.frame.steps.iter().any(|it| matches!(it, Step::Uniq(..) | Step::Sets(_)))
        {
            return None;
        }
        if self.has(Says::Counts) && !tallied {
            return None;
        }
        let splits = self.asked.tokens.iter().any(|it| it.text.eq_ignore_ascii_case("split"));
        let saved = self.frame.target.is_some() || !self.to.is_empty();
        // "Copy a to b and then change …" is two orders.
        let copies = self.asked.tokens.iter().any(|it| it.is("copy") && it.text.to_lowercase().starts_with("cop"));
        if copies && self.frame.backup.is_none() && self.frame.steps.iter().any(Step::edits) {
            return None;
        }
        if self.has(Says::Verb)
            && !splits
            && !saved
            && self.frame.steps.iter().all(|it| matches!(it, Step::Keep(_) | Step::Count(_)))
        {
            return None;
        }
        let ends = self.has(Says::ToUnix) || self.has(Says::ToDos) || self.has(Says::FromTo) || self.has(Says::Replace);
        if self.has(Says::LineEnds) && !ends {
            return None;
        }
        self.some_lines()?;
        let parts = [
            Says::Between,
            Says::AfterMatch,
            Says::FromMatch,
            Says::UntilMatch,
            Says::BeforeMatch,
            Says::Section,
            Says::SectionOf,
        ];
        if self.has(Says::Part) && !parts.iter().any(|it| self.has(*it)) {
            return None;
        }
        let separates = [Says::Join, Says::SideBySide, Says::SplitAt, Says::Aligned, Says::JoinEvery];
        if self.separator().is_some() && !separates.iter().any(|it| self.has(*it)) {
            return None;
        }
        if let Some((text, quoted)) = self.insert.take() {
            (!text.contains('\n') && !text.is_empty() || self.spot.is_some()).then_some(())?;
            (quoted || symbol(&text).is_none()).then_some(())?;
            // Words without quotes are a new line only where they are called one, or are one that nothing else is.
            let told = self.asked.tokens.iter().any(|it| it.is_any("line text"));
            let name = !text.contains(' ') && crate::vocabulary::concept(&text).is_empty();
            (quoted || told || name).then_some(())?;
            let spot = self.spot.take().unwrap_or(Spot::End);
            for file in std::mem::take(&mut self.to) {
                self.files.push((usize::MAX, file));
            }
            if let Some(target) = self.frame.target.take() {
                self.files.push((usize::MAX, target.file));
            }
            self.push(Step::Insert(text, spot));
        } else if let Some(spot) = self.spot.take() {
            let Spot::BeforeLine(line) = spot else { return None };
            match self.frame.steps.last_mut() {
                None => self.push(Step::Keep(Lines::One(line))),
                Some(Step::Replace(last)) if last.on.is_none() => last.on = Some(Lines::One(line)),
                Some(_) => return None,
            }
        }
        // "Merge a and b side by side": the way is said apart.
        if self.has(Says::Concatenate) && self.frame.steps.len() == 1 && self.files.len() + self.frame.sources.len() < 2
        {
            let many = self.frame.sources.iter().any(|it| !matches!(it, Source::File(_)));
            let globs = self.files.iter().any(|it| it.1.contains('*'));
            (many || globs).then_some(())?;
        }
        let pastes = |it: &Step| {
            matches!(it, Step::Both(_) | Step::Sort(_) | Step::Sets(_) | Step::Dedupe { .. })
                || matches!(it, Step::Run(it) if it.starts_with("paste") || it.starts_with("awk 'NR > 1"))
        };
        if self.has(Says::Concatenate) && self.frame.steps.len() > 1 {
            let one = self.files.len() + self.frame.sources.len() < 2;
            (!one || self.frame.steps.iter().any(pastes)).then_some(())?;
            self.frame.steps.retain(|it| *it != Step::Run("cat".to_owned()));
        }
        // "Split it every 500 lines".
        if let [Step::Keep(Lines::Every(n, start))] = self.frame.steps[..]
            && splits
        {
            (n == start).then_some(())?;
            let name = self.part_name();
            self.frame.steps = vec![Step::Pieces(format!("split -l {n}"), name)];
        }
        if self.has(Says::NLines) && !self.has(Says::HeadOf) && !self.has(Says::TailOf) {
            return None;
        }
        for (_, file) in std::mem::take(&mut self.files) {
            let source = self.source(&file);
            if !self.frame.sources.contains(&source) {
                self.frame.sources.push(source);
            }
        }
        let pairs = self.frame.steps.iter().any(|it| matches!(it, Step::Both(_) | Step::Sets(_)));
        for file in std::mem::take(&mut self.to) {
            if self.frame.sources.is_empty() || pairs && self.frame.sources.len() < 2 {
                let source = self.source(&file);
                self.frame.sources.push(source);
            } else if self.frame.target.is_none() && !self.frame.sources.is_empty() {
                // "part1.csv to part6.csv" is a row of files.
                let bare = |it: &str| it.rsplit('/').next().unwrap_or(it).replace(|it: char| it.is_ascii_digit(), "");
                let row = |it: &Source| matches!(it, Source::File(it) if bare(it) == bare(&file) && *it != file);
                if file.contains(|it: char| it.is_ascii_digit()) && self.frame.sources.iter().any(row) {
                    return None;
                }
                self.frame.target = Some(Target { file, append: false });
            } else {
                return None;
            }
        }
        if let Some(other) = &self.frame.other {
            let other = other.clone();
            self.frame.sources.retain(|it| *it != other);
        }
        if let Some(backup) = &self.frame.backup {
            // "Keep the original as FILE.bak" names the ending by the whole name.
            let file = match &self.frame.sources[..] {
                [Source::File(file)] => file.as_str(),
                _ => "",
            };
            let end = backup.strip_prefix(file).filter(|it| !it.is_empty()).unwrap_or(backup).to_owned();
            let base = file.rsplit('/').next().unwrap_or(file);
            let end = end.strip_prefix(base).filter(|it| !it.is_empty()).map_or(end.clone(), str::to_owned);
            (end.starts_with(['.', '~', '_']) && !end.contains(['/', '*'])).then_some(())?;
            self.frame.backup = Some(end);
            self.frame.in_place.get_or_insert(true);
        }
        let told = self.frame.steps.iter().any(|it| matches!(it, Step::Comment(Lines::Comments(_))));
        if told {
            return None;
        }
        let sign = self.comment_sign();
        for step in &mut self.frame.steps {
            if let Step::Keep(Lines::Comments(of)) | Step::Drop(Lines::Comments(of)) = step {
                *of = sign;
            }
        }
        let many = self.frame.sources.iter().any(|it| !matches!(it, Source::File(_)));
        let lines = self.asked.tokens.iter().any(|it| it.is_any("line text"));
        let unsafe_for_many = self.frame.steps.iter().any(|it| match it {
            Step::Truncate | Step::Count(_) => true,
            Step::Insert(..) | Step::Drop(_) => !lines,
            Step::Keep(Lines::Has(_)) => true,
            _ => false,
        });
        if many && unsafe_for_many {
            return None;
        }
        if self.frame.sources.iter().any(|it| matches!(it, Source::File(it) if it.chars().all(|it| it == '/'))) {
            return None;
        }
        // A prefix of many files is one of their names.
        let affix = self.asked.tokens.iter().any(|it| {
            matches!(it.text.to_lowercase().as_str(), "prefix" | "suffix" | "filename" | "filenames" | "names")
        });
        if many && affix && self.frame.steps.iter().any(|it| matches!(it, Step::Replace(_))) {
            return None;
        }
        // A folder has no lines.
        if !pairs && self.frame.sources.iter().any(|it| matches!(it, Source::File(it) if it.ends_with('/'))) {
            return None;
        }
        let file = |it: &Source| matches!(it, Source::File(it) if names_file(it) || shell::is_variable(it));
        let told = self.asked.tokens.iter().any(|it| it.is("file"));
        if self.frame.steps.contains(&Step::Truncate) && !told && !self.frame.sources.iter().all(file) {
            return None;
        }
        (!self.frame.sources.is_empty()).then_some(())
    }

    fn comment_sign(&self) -> &'static str {
        let name = match self.frame.sources.first() {
            Some(Source::File(it) | Source::Glob(it)) => it.clone(),
            Some(Source::Tree { names, .. }) => names.first().cloned().unwrap_or_default(),
            None => String::new(),
        };
        match name.rsplit_once('.').map_or("", |it| it.1) {
            "js" | "ts" | "jsx" | "tsx" | "c" | "h" | "cpp" | "java" | "go" | "rs" | "php" | "kt" | "swift"
            | "scala" => "//",
            "sql" | "lua" => "--",
            "tex" => "%",
            "ini" => "[#;]",
            // The first line of a script is no comment.
            "sh" | "bash" | "py" | "pl" | "rb" if self.frame.platform == Platform::Linux => "#\\([^!]\\|$\\)",
            _ => "#",
        }
    }
}
