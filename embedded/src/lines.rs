//! Requests about the lines of text files: read into a frame of sources, steps and a target, then shown or edited.

pub(crate) mod limits;
mod plainly;
mod read;
pub(crate) mod render;
pub(crate) mod reword;
mod table;
#[cfg(test)]
mod tests;
pub(crate) mod text;

use crate::asked::{Asked, Proposal};
use crate::literals::Form;
use crate::opening::Opening;
use crate::{Platform, Shell, edit};

/// What a request asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) sources: Vec<Source>,
    /// The file whose lines are taken away, in sets of two files.
    pub(crate) other: Option<Source>,
    pub(crate) target: Option<Target>,
    /// Whether it was said to be done in the file itself, or not to.
    pub(crate) in_place: Option<bool>,
    /// What the copy of the old content ends with.
    pub(crate) backup: Option<String>,
    pub(crate) steps: Vec<Step>,
    /// Whether several files count as one.
    pub(crate) total: bool,
    /// Whether a new line is added only where it is missing.
    pub(crate) if_missing: bool,
    pub(crate) platform: Platform,
    pub(crate) shell: Shell,
}

/// Where text is read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// One file, as typed.
    File(String),
    /// Files by a pattern that the shell expands, as a shell word.
    Glob(String),
    /// All files under folders, perhaps with names like one of these.
    Tree { folders: Vec<String>, names: Vec<String>, except: Option<String> },
}

/// Where the result goes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    pub(crate) file: String,
    pub(crate) append: bool,
}

/// Which lines.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lines {
    Empty,
    Blank,
    /// With this sign at the start.
    Comments(&'static str),
    Has(Has),
    One(u32),
    Two(Vec<u32>),
    Range(u32, Option<u32>),
    Last(u32),
    /// The first and the last.
    Ends,
    /// Every so many, from the second number on.
    Every(u32, u32),
    Between {
        from: String,
        to: String,
        inclusive: bool,
    },
    From {
        text: String,
        inclusive: bool,
    },
    Until {
        text: String,
        inclusive: bool,
    },
    Longer(u32),
    Shorter(u32),
    Shape(Shape),
}

/// Lines by a pattern rather than by a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    /// The expression, and the options that `grep` needs for it.
    pub(crate) regex: String,
    pub(crate) options: &'static str,
    pub(crate) not: bool,
}

/// Lines by the text in them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Has {
    pub(crate) text: String,
    pub(crate) place: Place,
    pub(crate) not: bool,
    pub(crate) ignore_case: bool,
    pub(crate) word: bool,
}

/// Where in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Anywhere,
    Start,
    End,
    Whole,
    /// The first word of the line.
    Head,
}

/// Where new lines go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Spot {
    Top,
    End,
    AfterLine(u32),
    BeforeLine(u32),
    After(Has),
    Before(Has),
}

/// One thing that is done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    Keep(Lines),
    Drop(Lines),
    Comment(Lines),
    Uncomment(String),
    /// A command of `sed`.
    Sed(String),
    /// A replacement.
    Replace(Replace),
    /// A program that takes files.
    Run(String),
    /// A program that reads standard input only.
    Filter(String),
    Sort(Sort),
    /// The same lines once each, in the order of their first places.
    Dedupe {
        ignore_case: bool,
    },
    /// A program that wants its lines sorted: `uniq -d`.
    Uniq(&'static str, bool),
    Set {
        key: String,
        value: String,
        section: Option<String>,
    },
    Insert(String, Spot),
    Truncate,
    Count(Count),
    /// Two files with each other: the command takes them in this order.
    Both(String),
    /// Lines of both files, those of the first alone, of the second alone, of one alone, or of any.
    Sets(Sets),
    /// Writes files of its own: the program, and what stands behind the file.
    Pieces(String, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sets {
    Common,
    First,
    Second,
    Symmetric,
    Union,
}

/// A replacement of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Replace {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) times: Times,
    pub(crate) ignore_case: bool,
    pub(crate) word: bool,
    pub(crate) on: Option<Lines>,
    pub(crate) place: Place,
}

/// Which occurrences are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Times {
    All,
    /// The first on each line.
    EachLine,
    /// This one on each line.
    Nth(u32),
    /// The first in the file.
    Once,
}

/// An order of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sort {
    pub(crate) by: Option<char>,
    pub(crate) reverse: bool,
    pub(crate) ignore_case: bool,
    pub(crate) unique: bool,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Lines,
    Words,
    Characters,
    Bytes,
    Longest,
}

impl Frame {
    fn new(platform: Platform, shell: Shell) -> Self {
        Self {
            sources: Vec::new(),
            other: None,
            target: None,
            in_place: None,
            backup: None,
            steps: Vec::new(),
            total: false,
            if_missing: false,
            platform,
            shell,
        }
    }

    /// Whether two files are taken together.
    fn works_on_pairs(&self) -> bool {
        self.steps.iter().any(|it| matches!(it, Step::Both(_) | Step::Sets(_)))
    }

    /// The name of the first file, or of its kind.
    fn name(&self) -> &str {
        match self.sources.first() {
            Some(Source::File(it) | Source::Glob(it)) => it,
            Some(Source::Tree { names, .. }) => names.first().map_or("", String::as_str),
            None => "",
        }
    }

    /// What a comment begins with in this kind of file.
    pub(crate) fn comment_sign(&self) -> &'static str {
        match self.name().rsplit_once('.').map_or("", |it| it.1) {
            "js" | "ts" | "jsx" | "tsx" | "c" | "h" | "cpp" | "java" | "go" | "rs" | "php" | "kt" | "swift"
            | "scala" => "//",
            "sql" | "lua" => "--",
            "tex" => "%",
            _ => "#",
        }
    }
}

impl Step {
    /// Whether saying it as an order means that the file itself shall change.
    fn edits(&self) -> bool {
        use Step::{Comment, Drop, Insert, Replace, Set, Truncate, Uncomment};
        matches!(self, Drop(_) | Comment(_) | Uncomment(_) | Replace(_) | Set { .. } | Insert(..) | Truncate)
    }

    /// The stage of the work at which it is done, whatever the order of the words.
    fn rank(&self) -> u8 {
        match self {
            Self::Drop(_) => 1,
            Self::Keep(
                Lines::Has(_) | Lines::Shape(_) | Lines::Empty | Lines::Blank | Lines::Longer(_) | Lines::Shorter(_),
            ) => 1,
            Self::Sed(_) | Self::Replace(_) => 2,
            Self::Run(it) if it.starts_with("head -c") || it.starts_with("tail -c") => 0,
            Self::Run(it) if it.starts_with("hexdump") || it.starts_with("od ") => 7,
            Self::Count(_) => 8,
            _ => 4,
        }
    }
}

/// What each further word of a text without quotes costs where a file is changed.
const LOOSE_WORD: f32 = 0.08;

/// The command for a request about lines; none where too much of it is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let rules = plainly::rules();
    // A rule for the whole of it is surer than words that happen to fit.
    let by_rule = |asked: &Asked<'_>| {
        let found = reword::asked_plainly(asked, &rules.whole(asked)?, as_typed)?;
        Some(Proposal { doubt: -0.03, ..found })
    };
    let parts = rules.parts(asked);
    let plain = |read: &dyn Fn(&Asked<'_>) -> Option<Proposal>| reword::asked_plainly(asked, parts.as_ref()?, read);
    let found = plain(&by_rule).or_else(|| by_rule(asked)).or_else(|| plain(&as_typed)).or_else(|| as_typed(asked));
    found.filter(|it| limits::keeps(asked, it))
}

/// The same, for the words as they stand.
fn as_typed(asked: &Asked<'_>) -> Option<Proposal> {
    let reading = read::read(asked)?;
    let frame = &reading.frame;
    // "The .img files": an ending is no file to write to.
    let is_ending = |at: usize| {
        let next = asked.tokens.get(at + 1);
        asked.tokens[at].form == Form::Dotted && next.is_some_and(|it| it.is("file"))
    };
    if frame.target.is_some() && (0..asked.tokens.len()).any(is_ending) {
        return None;
    }
    let changes = frame.in_place.unwrap_or(reading.edits);
    let (family, command) = if changes { ("edit", edit::answer(frame)?) } else { ("lines", render::answer(frame)?) };
    // Who accounts for "delete" and "in place" is surer than who only shows the lines.
    let told = changes && (frame.in_place == Some(true) || frame.steps.iter().any(|it| matches!(it, Step::Drop(_))));
    let sure = if told { 0.02 } else { 0.0 };
    // Text of several words without quotes may be read to the wrong end: a file that is changed has no second chance.
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let loose = if changes { reading.loose.min(5) as f32 * LOOSE_WORD } else { 0.0 };
    let doubt = reading.doubt + loose - sure
        + if asked.opening == Opening::Asks || reading.explained > 2 || reading.sure { 0.0 } else { 0.1 };
    Some(Proposal { guessed: reading.guessed, doubt, ..Proposal::new(family, command) })
}
