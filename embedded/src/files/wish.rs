//! What was understood of a wish, before anyone decides which family answers it.

/// Everything read from one wish. A family answers only if it can honour every fact in here.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wish {
    /// What to do, in the order of the words.
    pub(crate) verbs: Vec<Verb>,
    /// What kind of entry is meant.
    pub(crate) kind: Option<Kind>,
    /// Whether the files themselves were asked for ("which files …", "find python files …").
    pub(crate) files_wanted: bool,
    /// Where to look.
    pub(crate) places: Vec<String>,
    /// Literals that stand alone, in order: files, archives, members.
    pub(crate) objects: Vec<String>,
    /// Conditions on the entries.
    pub(crate) conditions: Vec<Condition>,
    /// Folders and files to leave out, as name patterns.
    pub(crate) excluded: Vec<String>,
    /// How deep to look.
    pub(crate) depth: Option<u32>,
    /// Where looking begins, in levels below the place.
    pub(crate) depth_least: Option<u32>,
    /// Whether subfolders were named as wanted.
    pub(crate) recursive: bool,
    /// Whether letter case is to be ignored.
    pub(crate) ignore_case: bool,
    /// What to sort by.
    pub(crate) order: Option<Order>,
    /// How many to show.
    pub(crate) limit: Option<u32>,
    /// Whether they are ten because nobody said how many.
    pub(crate) ten: bool,
    /// Whether all but those are meant.
    pub(crate) all_but: bool,
    /// What to show of each.
    pub(crate) output: Output,
    /// Whether a number is wanted.
    pub(crate) how_many: Option<Counted>,
    /// Text to search for; any of them.
    pub(crate) texts: Vec<Text>,
    /// Text that has to be there as well.
    pub(crate) also: Vec<Text>,
    /// Text that may not be there as well.
    pub(crate) but_not: Vec<Text>,
    /// Whether lines or files without the text are wanted.
    pub(crate) without_text: bool,
    /// Lines around a hit: before and after.
    pub(crate) context: (u32, u32),
    /// Whether each result is wanted once.
    pub(crate) unique: bool,
    /// Which lines of a file.
    pub(crate) slice: Option<Slice>,
    /// Where results go.
    pub(crate) target: Option<Target>,
    /// A file mode to set or to look for, and who it is for.
    pub(crate) modes: Vec<(Option<Kind>, String)>,
    /// A new owner, a new group.
    pub(crate) new_owner: Option<String>,
    /// A new group.
    pub(crate) new_group: Option<String>,
    /// Whether the archive or the original stays (`true`) or goes (`false`), where it was said.
    pub(crate) keep: Option<bool>,
    /// Whether a place was named by "here" or the like.
    pub(crate) here: bool,
    /// The archive format that was named.
    pub(crate) format: Option<&'static str>,
    /// How many leading folders of an archive's members to leave out.
    pub(crate) strip: Option<u32>,
    /// The program that is run on each file.
    pub(crate) program: Option<&'static str>,
    /// What is replaced, and by what.
    pub(crate) replacement: Option<(String, String)>,
    /// The file whose mode is taken over.
    pub(crate) reference: Option<String>,
    /// Whether a pattern was written as a shell would expand it.
    pub(crate) shell_glob: bool,
    /// Whether lines of files were spoken of.
    pub(crate) lines: bool,
    /// Whether a result is wanted for each file.
    pub(crate) each: bool,
    /// Whether a folder is to be emptied.
    pub(crate) emptied: bool,
    /// Whether it asks where something is.
    pub(crate) asks_where: bool,
    /// Facts that only some families can honour.
    pub(crate) notes: Vec<Note>,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
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
    /// Adds to an archive.
    Append,
    /// Runs the program of the wish on each file.
    Run,
    /// Replaces text in each file.
    Replace,
}

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Link,
    BrokenLink,
    Any,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Entries, or whatever the wish lists.
    Entries,
    Lines,
    Words,
    Characters,
    Bytes,
    Occurrences,
    /// Entries of each extension.
    ByExtension,
    /// Entries in each folder.
    ByFolder,
    /// Entries below each folder that lies directly in the place.
    BySubfolder,
}

/// A test on an entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) test: Test,
    pub(crate) negated: bool,
    /// Whether "or" stands before it.
    pub(crate) or: bool,
}

/// The tests.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
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
    /// One of these symbolic bits.
    AllowsAny(String),
    /// An extended regular expression that the whole name, or where it is not anchored a part of it, matches.
    Regex(String),
    /// The same file under another name.
    SameFile(String),
    /// A folder that has no such file in it.
    Lacks(String),
    /// A link whose text is like this.
    TargetName(String),
    /// A link that leads to this file.
    LeadsTo(String),
    /// Words of `find` itself, and whether all platforms have them.
    Fixed(&'static str, bool),
}

/// When something happened to a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Age {
    pub(crate) stamp: Stamp,
    pub(crate) when: When,
}

/// Which time of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    Modified,
    Accessed,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// Less than so many minutes ago.
    Within(u64),
    /// More than so many minutes ago, counted in whole days where they are days.
    Before(u64),
    /// More than so many minutes ago, to the minute.
    Longer(u64),
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
pub(crate) struct Order {
    pub(crate) key: Key,
    /// Biggest, newest or last in the alphabet first.
    pub(crate) descending: bool,
}

/// The keys of an [`Order`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Name,
    Size,
    Time,
}

/// What to show of each result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Output {
    /// The name without its folder.
    pub(crate) bare_name: bool,
    /// Names, where lines might be expected.
    pub(crate) names: bool,
    /// The size with the path.
    pub(crate) size: bool,
    /// As `ls -l` does.
    pub(crate) details: bool,
    /// Line numbers.
    pub(crate) numbers: bool,
    /// Of a line only what matches.
    pub(crate) only_match: bool,
    /// The file's name with each line.
    pub(crate) with_name: bool,
    /// Sizes that people read.
    pub(crate) human: bool,
    /// The sum of sizes.
    pub(crate) total_size: bool,
    /// A link's target.
    pub(crate) link_target: bool,
    /// The time of the last change.
    pub(crate) date: bool,
    /// The owner, the group.
    pub(crate) owner: (bool, bool),
    /// The permission bits, and whether as a number.
    pub(crate) mode: bool,
    /// Bits as a number.
    pub(crate) octal: bool,
    /// The path from the root.
    pub(crate) absolute: bool,
}

/// Text to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) form: TextForm,
}

/// How the text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextForm {
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
pub(crate) enum Slice {
    First(u32),
    Last(u32),
    From(u32, u32),
}

/// Where results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) path: String,
    /// Whether it has to be made first.
    pub(crate) fresh: bool,
}

/// Facts that only some families can honour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
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
    /// Files with the same content.
    Duplicates,
    /// The folders that the files lie in, rather than the files.
    Parents,
    /// Each file's number, then the sum.
    WithTotal,
    /// Whether an archive is whole.
    Check,
    /// What free places for files there are.
    Inodes,
    /// In megabytes.
    Megabytes,
    /// In bytes.
    Bytes,
    /// Folders and files alike.
    EachEntry,
    /// Copies keep times and modes.
    Preserve,
    /// Only the numbers of lines.
    LineNumbers,
    /// Without files that are no text.
    NoBinary,
    /// Without what goes wrong on the way.
    Quiet,
    /// Each archive into a folder of its own.
    OwnFolder,
}

impl Wish {
    pub(crate) fn wants(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb)
    }

    pub(crate) fn notes(&self, note: Note) -> bool {
        self.notes.contains(&note)
    }

    /// Whether it has no facts but these that only some families can honour.
    pub(crate) fn notes_only(&self, known: &[Note]) -> bool {
        self.notes.iter().all(|it| known.contains(it))
    }

    /// Whether something more than showing is asked for.
    pub(crate) fn acts(&self) -> bool {
        self.verbs.iter().any(|it| !matches!(it, Verb::Find | Verb::Search | Verb::Show))
    }
}
