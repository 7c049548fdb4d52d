//! What one user usually changes about answers, as patterns without a word of theirs, and how those are put to use.

use super::Request;
use super::checks::Checked;
use super::meaning::meaning;
use super::merge::Merged;
use flags::OfFlag;
use spelling::{Quotes, Spelling};
use std::fmt;
use std::sync::Arc;
use swaps::Swap;

mod apply;
mod flags;
mod learn;
mod manners;
mod places;
mod spelling;
mod swaps;
#[cfg(test)]
mod tests;

pub use learn::{kept, learned_from};
pub(super) use spelling::SINGLE;

/// What an edit counts, for or against a habit.
pub const EDITED: f32 = 1.0;
/// What "prefer this" counts.
pub const PREFERRED: f32 = 2.0;
/// What an answer counts that was taken as it was.
pub const KEPT: f32 = 0.2;

/// How much must speak for a habit before it is put to use: two edits, which may have faded a little.
pub const SPEAKS: f32 = 1.5;
/// How many times more must speak for it than against it.
const MORE: f32 = 2.0;
/// The most habits that are put to use.
const MOST: usize = 256;

/// A pattern in what a user changes. Its text form, such as `ls: -h with -l` or `find -> fd`, is read back by
/// [`Habit::parse`]; it holds names of programs and flags that Caro knows, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Habit(Kind);

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    /// `ls: -h with -l`, `rm: no -v`
    Flag(OfFlag),
    /// `find -> fd`
    Program(&'static Swap),
    /// `docker: no sudo`
    NoSudo(Box<str>),
    /// `flags: long`
    Flags(Spelling),
    /// `quotes: single`
    Quotes(Quotes),
    /// `variables: quoted`
    Variables,
}

/// What an edit, or an answer that was kept, says of a habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// The user has it.
    For,
    /// The user does not have it.
    Against,
}

impl Habit {
    /// Reads the text form; `None` where it is none, or names a program or flag that Caro does not know.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once("->") {
            return swaps::named(from.trim(), to.trim()).map(|it| Self(Kind::Program(it)));
        }
        let (name, rest) = text.split_once(':')?;
        let (name, rest) = (name.trim(), rest.trim());
        let kind = match (name, rest) {
            ("quotes", _) => Kind::Quotes(Quotes::parse(rest)?),
            ("flags", _) => Kind::Flags(Spelling::parse(rest)?),
            ("variables", "quoted") => Kind::Variables,
            (_, "no sudo") => Kind::NoSudo(crate::knowledge::program(name)?.name.into()),
            _ => Kind::Flag(OfFlag::parse(name, rest)?),
        };
        Some(Self(kind))
    }

    /// What it says of the user, in a few words: "you usually add -h to ls".
    pub fn sentence(&self) -> String {
        match &self.0 {
            Kind::Flag(it) => it.sentence(),
            Kind::Program(it) => it.sentence(),
            Kind::NoSudo(program) => format!("you usually run {program} without sudo"),
            Kind::Flags(it) => format!("you usually write {} flags", it.name()),
            Kind::Quotes(it) => it.sentence(),
            Kind::Variables => "you usually put variables into double quotes".to_owned(),
        }
    }

    /// The habit that cannot be had beside this one.
    fn rival(&self) -> Option<Self> {
        let kind = match &self.0 {
            Kind::Flag(it) => Kind::Flag(it.rival()),
            Kind::Program(it) => Kind::Program(it.rival()?),
            Kind::Flags(it) => Kind::Flags(it.rival()),
            Kind::Quotes(it) => Kind::Quotes(it.rival()),
            Kind::NoSudo(_) | Kind::Variables => return None,
        };
        Some(Self(kind))
    }

    /// In which order habits are put to use: which program runs decides which flags there are.
    fn turn(&self) -> u8 {
        match &self.0 {
            Kind::Program(_) => 0,
            Kind::NoSudo(_) => 1,
            Kind::Flag(_) => 2,
            Kind::Flags(_) => 3,
            Kind::Variables => 4,
            Kind::Quotes(_) => 5,
        }
    }

    /// Whether a command can be about it at all: a look at the text that costs next to nothing.
    fn may_be_about(&self, command: &str) -> bool {
        match &self.0 {
            Kind::Flag(it) => command.contains(it.program()),
            Kind::Program(it) => command.contains(it.program()),
            Kind::NoSudo(_) => command.contains("sudo "),
            Kind::Flags(_) => command.contains(" -"),
            Kind::Quotes(_) => command.contains(['\'', '"']),
            Kind::Variables => command.contains('$'),
        }
    }
}

impl fmt::Display for Habit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Flag(it) => it.fmt(formatter),
            Kind::Program(it) => it.fmt(formatter),
            Kind::NoSudo(program) => write!(formatter, "{program}: no sudo"),
            Kind::Flags(it) => write!(formatter, "flags: {}", it.name()),
            Kind::Quotes(it) => write!(formatter, "quotes: {}", it.name()),
            Kind::Variables => formatter.write_str("variables: quoted"),
        }
    }
}

/// Whether a habit is put to use, by what spoke for it and against it; the caller lets both fade with time. One edit is
/// too little, and one that says otherwise weighs as much as two.
pub fn is_active(yes: f32, no: f32) -> bool {
    yes >= SPEAKS && yes > MORE * no
}

/// The habits that are put to use. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub struct Habits(Arc<[Habit]>);

impl Habits {
    /// Those that are active, of habits with what speaks for and against them. Of two that exclude each other the stronger
    /// one is taken.
    pub fn of(all: Vec<(Habit, f32, f32)>) -> Self {
        let mut active: Vec<(Habit, f32)> =
            all.into_iter().filter(|it| is_active(it.1, it.2)).map(|it| (it.0, it.1 - it.2)).collect();
        active.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let mut chosen: Vec<Habit> = Vec::new();
        for (habit, _) in active {
            let is_open = |it: &Habit| *it != habit && it.rival().is_none_or(|it| it != habit);
            if chosen.len() < MOST && chosen.iter().all(is_open) {
                chosen.push(habit);
            }
        }
        chosen.sort_by_key(Habit::turn);
        Self(chosen.into())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Habit> {
        self.0.iter()
    }

    /// A command as this user writes it, with what that is taken from; `None` where nothing of it changes.
    pub(super) fn rewritten(&self, command: &str, request: &Request<'_>) -> Option<Rewritten> {
        if self.is_empty() { None } else { apply::rewritten(&self.0, command, request) }
    }

    /// The meaning of a command as this user writes it.
    pub(super) fn meaning(command: &str, request: &Request<'_>) -> String {
        let rewritten = request.habits.rewritten(command, request);
        meaning(rewritten.as_ref().map_or(command, |it| &it.command), request.dialect)
    }

    /// Puts them to use on candidates, before any other check: what a habit makes of one takes its place only where it is
    /// as sound and no riskier.
    pub(super) fn applied(candidates: &mut [Merged], request: &Request<'_>) {
        if request.habits.is_empty() {
            return;
        }
        for it in candidates.iter_mut().filter(|it| !it.is_written) {
            if it.candidate.confidence < super::ENOUGH {
                continue;
            }
            let rewritten = request.habits.rewritten(&it.candidate.command, request);
            if let Some(Rewritten { command, sentences, checked }) = rewritten {
                it.candidate.command = command;
                it.checked = Some(checked);
                it.learned = sentences;
            }
        }
    }
}

/// Whether one of these sentences says that a program is preferred to another.
pub(super) fn prefers(learned: &[String], program: &str) -> bool {
    let rest = |it: &String| it.strip_prefix(swaps::PREFERS)?.strip_prefix(program).map(|it| it.starts_with(' '));
    learned.iter().any(|it| rest(it) == Some(true))
}

/// A command after habits were put to use.
#[derive(Clone, Debug)]
pub(super) struct Rewritten {
    pub(super) command: String,
    /// The habits, in words.
    pub(super) sentences: Vec<String>,
    /// What was found out about it.
    pub(super) checked: Checked,
}
