//! What was understood of a wish, before anyone decides which family answers it.

/// Everything read from one wish. A family answers only if it can honour every fact in here.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wish {
    /// What to do, in the order of the words.
    pub(super) verbs: Vec<Verb>,
    /// What kind of entry is meant.
    pub(super) kind: Option<Kind>,
    /// Whether the files themselves were asked for ("which files …", "find python files …").
    pub(super) files_wanted: bool,
    /// Where to look.
    pub(super) places: Vec<String>,
    /// Literals that stand alone, in order: files, archives, members.
    pub(super) objects: Vec<String>,
    /// Conditions on the entries.
    pub(super) conditions: Vec<Condition>,
    /// Folders and files to leave out, as name patterns.
    pub(super) excluded: Vec<String>,
    /// How deep to look.
    pub(super) depth: Option<u32>,
    /// Whether subfolders were named as wanted.
    pub(super) recursive: bool,
    /// Whether letter case is to be ignored.
    pub(super) ignore_case: bool,
    /// What to sort by.
    pub(super) order: Option<Order>,
    /// How many to show.
    pub(super) limit: Option<u32>,
    /// What to show of each.
    pub(super) output: Output,
    /// Whether a number is wanted.
    pub(super) how_many: Option<Counted>,
    /// Text to search for; any of them.
    pub(super) texts: Vec<Text>,
    /// Whether lines or files without the text are wanted.
    pub(super) without_text: bool,
    /// Lines around a hit: before and after.
    pub(super) context: (u32, u32),
    /// Whether each result is wanted once.
    pub(super) unique: bool,
    /// Which lines of a file.
    pub(super) slice: Option<Slice>,
    /// Where results go.
    pub(super) target: Option<Target>,
    /// A file mode to set or to look for, and who it is for.
    pub(super) modes: Vec<(Option<Kind>, String)>,
    /// A new owner, a new group.
    pub(super) new_owner: Option<String>,
    /// A new group.
    pub(super) new_group: Option<String>,
    /// Whether the archive or the original stays (`true`) or goes (`false`), where it was said.
    pub(super) keep: Option<bool>,
    /// Whether a place was named by "here" or the like.
    pub(super) here: bool,
    /// The archive format that was named.
    pub(super) format: Option<&'static str>,
    /// Whether a pattern was written as a shell would expand it.
    pub(super) shell_glob: bool,
    /// Whether a result is wanted for each file.
    pub(super) each: bool,
    /// Whether it asks where something is.
    pub(super) asks_where: bool,
    /// Facts that only some families can honour.
    pub(super) notes: Vec<Note>,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Find,
    Search,
    Show,
    Delete,
    Copy,
    Move,
    Compress,
    Pack,
    Unpack,
    SetMode,
    SetOwner,
}

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    BrokenLink,
    Any,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Entries, or whatever the wish lists.
    Entries,
    Lines,
    Words,
    Characters,
    Bytes,
    Occurrences,
}

/// A test on an entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    pub(super) test: Test,
    pub(super) negated: bool,
    /// Whether "or" stands before it.
    pub(super) or: bool,
}

/// The tests.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    /// Any of these name patterns; `true` where the case of the extension varies in practice.
    Name(Vec<String>, bool),
    /// Bytes: at least, at most.
    Size(Option<u64>, Option<u64>),
    Age(Age),
    Empty,
    Hidden,
    Owner(String),
    Group(String),
    NoOwner,
    Mode(String),
    /// Some of these symbolic bits: `u=x`, `o=w`.
    Allows(&'static str),
}

/// When something happened to a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Age {
    pub(super) stamp: Stamp,
    pub(super) when: When,
}

/// Which time of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    Modified,
    Accessed,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    /// Less than so many minutes ago.
    Within(u64),
    /// More than so many minutes ago.
    Before(u64),
    Today,
    Yesterday,
    ThisMonth,
    ThisYear,
    /// Since the last day of that name.
    SinceDay(&'static str),
    /// From this day on.
    Since(String),
    /// Before this day.
    Until(String),
    /// From the first day up to and without the second.
    Range(String, String),
    /// After this file.
    NewerThan(String),
}

/// What to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) key: Key,
    /// Biggest, newest or last in the alphabet first.
    pub(super) descending: bool,
}

/// The keys of an [`Order`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Name,
    Size,
    Time,
}

/// What to show of each result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Output {
    /// The name without its folder.
    pub(super) bare_name: bool,
    /// Names, where lines might be expected.
    pub(super) names: bool,
    /// The size with the path.
    pub(super) size: bool,
    /// As `ls -l` does.
    pub(super) details: bool,
    /// Line numbers.
    pub(super) numbers: bool,
    /// The file's name with each line.
    pub(super) with_name: bool,
    /// Sizes that people read.
    pub(super) human: bool,
    /// The sum of sizes.
    pub(super) total_size: bool,
    /// A link's target.
    pub(super) link_target: bool,
}

/// Text to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) form: TextForm,
}

/// How the text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextForm {
    /// As it stands.
    Literal,
    /// A whole word.
    Word,
    /// Only at the start of a line.
    Start,
    /// Only at the end of a line.
    End,
    /// A regular expression.
    Regex,
    /// A regular expression whose match alone is wanted.
    Extract,
}

/// Lines of a file by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slice {
    First(u32),
    Last(u32),
    From(u32, u32),
}

/// Where results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) path: String,
    /// Whether it has to be made first.
    pub(super) fresh: bool,
}

/// Facts that only some families can honour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// Contents of an archive.
    Contents,
    /// To the terminal.
    ToTerminal,
    /// Without folder names inside the archive.
    Junk,
    /// Free space.
    FreeSpace,
    /// Where a link points to.
    PointsTo,
    /// One result for each folder.
    EachFolder,
    /// In kilobytes.
    Kilobytes,
    /// The permission bits are asked for.
    ShowMode,
    /// Only the number.
    OnlyNumber,
    /// The archive goes after it was unpacked.
    ThenDelete,
    /// The link's final target.
    Final,
    /// Only files, not the folder itself.
    NotItself,
}

impl Wish {
    pub(super) fn wants(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb)
    }

    pub(super) fn notes(&self, note: Note) -> bool {
        self.notes.contains(&note)
    }

    /// Whether something more than showing is asked for.
    pub(super) fn acts(&self) -> bool {
        self.verbs.iter().any(|it| !matches!(it, Verb::Find | Verb::Search | Verb::Show))
    }
}
