//! Habits that are a flag more or a flag less of a program: in which company, which may be learnt, and how it is written in.

use super::manners::{asks, is_manner, is_silent, may_be_learnt, needed};
use super::places::Places;
use crate::generate::meaning::has_rivals;
use crate::generate::refine::{commands, edited};
use crate::knowledge::{self, Program, Syntax};
use crate::rules::edits;
use crate::script::{Command, Flag};
use crate::{Document, Span};
use std::fmt;

/// A flag of a program that the user adds, or leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct OfFlag {
    /// The program with its sub-commands, as the facts call them: `git log`.
    command: Box<str>,
    /// The flag, by its letter where it has one: `-h`, `--oneline`.
    flag: Box<str>,
    wanted: bool,
    company: Company,
}

/// The flags that must be there beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Company {
    /// Whatever there is.
    Any,
    /// At least these.
    With(Vec<Box<str>>),
    /// These and no others.
    Only(Vec<Box<str>>),
}

impl OfFlag {
    /// `-h with -l` behind the name of a program.
    pub(super) fn parse(command: &str, text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let first = words.next()?;
        let (wanted, flag) = if first == "no" { (false, words.next()?) } else { (true, first) };
        let rest: Vec<&str> = words.collect();
        let program = program(command)?;
        let named = |all: &[&str]| -> Option<Vec<Box<str>>> {
            let mut found: Vec<Box<str>> =
                all.iter().map(|it| Some(name(known(program, it)?))).collect::<Option<_>>()?;
            found.sort();
            found.dedup();
            (!found.is_empty()).then_some(found)
        };
        let company = match &*rest {
            [] => Company::Any,
            ["alone"] => Company::Only(Vec::new()),
            ["with", "only", all @ ..] => Company::Only(named(all)?),
            ["with", all @ ..] => Company::With(named(all)?),
            _ => return None,
        };
        let facts = known(program, flag)?;
        let is_one = facts.value.is_none() || facts.optional;
        let is_bounded = rest.len() <= MOST_BESIDE + 2;
        is_one.then_some(()).filter(|()| is_bounded)?;
        let found = Self { command: path(command)?.into(), flag: name(facts), wanted, company };
        (may_be_learnt(program.name, facts, wanted) && !found.company.holds(&found.flag)).then_some(found)
    }

    pub(super) fn sentence(&self) -> String {
        let Self { command, flag, wanted, .. } = self;
        let beside = match &self.company {
            Company::Any => String::new(),
            Company::Only(all) if all.is_empty() => " alone".to_owned(),
            Company::With(all) | Company::Only(all) => format!(" {}", all.join(" ")),
        };
        if *wanted {
            format!("you usually add {flag} to {command}{beside}")
        } else {
            format!("you usually leave {flag} out of {command}{beside}")
        }
    }

    pub(super) fn rival(&self) -> Self {
        Self { wanted: !self.wanted, ..self.clone() }
    }

    /// The program's own name, as far as the facts have it.
    pub(super) fn program(&self) -> &str {
        // `egrep` is `grep` to the facts: the last letters are what both share.
        self.command.split(' ').next().unwrap_or_default()
    }

    /// Whether it speaks of a command, and has its flag already where it does.
    pub(super) fn asks(&self, command: &Command) -> Option<bool> {
        if !is_called(command, &self.command) {
            return None;
        }
        let mut given = own_flags(command)?;
        let has = given.contains(&self.flag);
        given.retain(|it| *it != self.flag);
        self.company.fits(&given).then_some(has)
    }

    /// Whether a command is as the habit wants it; `None` where the habit does not speak of it.
    pub(super) fn is_kept(&self, command: &Command) -> Option<bool> {
        self.asks(command).map(|it| it == self.wanted)
    }

    /// The command line with the flag added or left out, wherever that fits.
    pub(super) fn applied(&self, document: &Document) -> Option<String> {
        let text = document.text().to_string();
        let places = Places::of(document);
        let mut all = Vec::new();
        for command in commands(document) {
            if self.is_kept(command) == Some(false)
                && self.may_change(command, &places)
                && let Some(edits) = if self.wanted { self.added(command, &text) } else { self.removed(command) }
            {
                all.extend(edits);
            }
        }
        (!all.is_empty()).then(|| edited(document, &all))
    }

    /// Whether a command stands where the flag does nothing but what it is for: who reads what it prints may count on its
    /// form, and where nobody is asked, an answer could come from a file.
    fn may_change(&self, command: &Command, places: &Places) -> bool {
        if is_silent(&self.command, &self.flag) {
            return true;
        }
        if asks(&self.command, &self.flag) {
            return places.may_ask(command);
        }
        places.is_shown(command)
    }

    fn added(&self, command: &Command, text: &str) -> Option<edits::Edits> {
        let program = *command.facts().last()?;
        let facts = known(program, &self.flag)?;
        let mut given = own_flags(command)?;
        given.push(self.flag.clone());
        // What only shows what it would do, or how it is used, is left as it is; and so are flags of which the last counts.
        if command.is_dry_run() || has_rivals(command.facts().first()?.name, &given) {
            return None;
        }
        let Some(letter) = facts.short else {
            return Some(edits::with(command, &self.flag));
        };
        if program.syntax == Syntax::OldBundle
            && command.arguments().first().is_some_and(|it| !it.literal_prefix().starts_with('-'))
        {
            return None;
        }
        Some(bundled(command, program, text, letter).unwrap_or_else(|| edits::with(command, &self.flag)))
    }

    fn removed(&self, command: &Command) -> Option<edits::Edits> {
        let program = *command.facts().last()?;
        let facts = known(program, &self.flag)?;
        let mut given = command.flags().filter(|it| it.facts.is_some_and(|it| std::ptr::eq(it, facts)));
        let only = given.next().filter(|it| it.value.is_none())?;
        given.next().is_none().then(|| edits::without(command, only))
    }
}

impl fmt::Display for OfFlag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let no = if self.wanted { "" } else { "no " };
        write!(formatter, "{}: {no}{}", self.command, self.flag)?;
        match &self.company {
            Company::Any => Ok(()),
            Company::With(all) => write!(formatter, " with {}", all.join(" ")),
            Company::Only(all) if all.is_empty() => formatter.write_str(" alone"),
            Company::Only(all) => write!(formatter, " with only {}", all.join(" ")),
        }
    }
}

impl Company {
    fn fits(&self, given: &[Box<str>]) -> bool {
        match self {
            Self::Any => true,
            Self::With(all) => all.iter().all(|it| given.contains(it)),
            Self::Only(all) => given.len() == all.len() && all.iter().all(|it| given.contains(it)),
        }
    }

    fn holds(&self, flag: &str) -> bool {
        match self {
            Self::Any => false,
            Self::With(all) | Self::Only(all) => all.iter().any(|it| &**it == flag),
        }
    }
}

/// The most flags beside the one that is learnt.
const MOST_BESIDE: usize = 6;

/// The habit of a flag more, or of one less, in the company of the flags that stand beside it; `all` are those of the longer
/// command.
pub(super) fn habit(
    command: &Command,
    flag: &str,
    wanted: bool,
    beside: &[Box<str>],
    all: &[Box<str>],
) -> Option<OfFlag> {
    let program = *command.facts().last()?;
    let facts = known(program, flag)?;
    if !may_be_learnt(program.name, facts, wanted) || !matches!(program.syntax, Syntax::Posix | Syntax::OldBundle) {
        return None;
    }
    let called = called(command)?;
    let company = if let Some(needed) = needed(&called, flag) {
        let there = needed.iter().find(|it| all.iter().any(|given| &**given == **it))?;
        Company::With(vec![(*there).into()])
    } else if is_manner(&called, flag) {
        Company::Any
    } else {
        let mut only = beside.to_vec();
        only.sort();
        Company::Only(Some(only).filter(|it| it.len() <= MOST_BESIDE)?)
    };
    Some(OfFlag { command: called.into(), flag: flag.into(), wanted, company })
}

/// The facts of a command by its words: `git log`.
fn program(command: &str) -> Option<&'static Program> {
    let mut words = command.split_whitespace();
    let first = knowledge::program(words.next()?)?;
    words.try_fold(first, Program::subcommand)
}

/// The words of a command as the facts call them.
fn path(command: &str) -> Option<String> {
    let mut words = command.split_whitespace();
    let mut program = knowledge::program(words.next()?)?;
    let mut path = program.name.to_owned();
    for word in words {
        program = program.subcommand(word)?;
        path.extend([" ", program.name]);
    }
    Some(path)
}

/// What the facts call a command: `git log`; `None` where there are none.
pub(super) fn called(command: &Command) -> Option<String> {
    let names: Vec<&str> = command.facts().iter().map(|it| it.name).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

fn is_called(command: &Command, name: &str) -> bool {
    let mut words = name.split(' ');
    command.facts().iter().all(|it| words.next() == Some(it.name)) && words.next().is_none()
}

/// A flag of a program by its text form.
fn known(program: &'static Program, text: &str) -> Option<&'static knowledge::Flag> {
    if let Some(long) = text.strip_prefix("--") {
        return program.flags.iter().find(|it| it.long == Some(long));
    }
    let rest = text.strip_prefix('-')?;
    let mut letters = rest.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => program.short(letter),
        _ => None,
    }
}

/// The text form of a flag.
pub(super) fn name(flag: &knowledge::Flag) -> Box<str> {
    match (flag.short, flag.long) {
        (Some(letter), _) => format!("-{letter}").into(),
        (None, Some(long)) => format!("--{long}").into(),
        (None, None) => Box::default(),
    }
}

/// The flags of the innermost program, each once; `None` where one of them is not known.
pub(super) fn own_flags(command: &Command) -> Option<Vec<Box<str>>> {
    let mut found: Vec<Box<str>> = Vec::new();
    for flag in command.flags() {
        match flag.facts {
            Some(facts) => {
                let name = name(facts);
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            // `head -5`
            None if flag.short.is_some_and(|it| it.is_ascii_digit()) => found.push("-n".into()),
            None => return None,
        }
    }
    Some(found)
}

/// A letter more in the first bundle of letters: `ls -l` becomes `ls -lh`, `tar -xf a` becomes `tar -xvf a`.
fn bundled(command: &Command, program: &Program, text: &str, letter: char) -> Option<edits::Edits> {
    let letters_of = |flag: &Flag| {
        let letters = command.words.get(flag.word)?.span.of(text).strip_prefix('-')?;
        let is_bundle = !letters.is_empty() && letters.chars().all(|it| it.is_ascii_alphanumeric());
        is_bundle.then_some(letters)
    };
    let (first, letters) = command.flags().find_map(|it| Some((it, letters_of(it)?)))?;
    let word = command.words.get(first.word)?;
    let within: Vec<&Flag> = command.flags().filter(|it| it.word == first.word).collect();
    // Flags of an outer program stand before the name of the sub-command.
    let is_own = within.iter().all(|it| {
        it.facts.is_some_and(|facts| facts.short.is_some() && program.flags.iter().any(|own| std::ptr::eq(own, facts)))
    });
    if !is_own || within.len() != letters.len() {
        return None;
    }
    let last = within.last()?;
    match &last.value {
        None => Some(vec![(Span::at(word.span.end), letter.to_string())]),
        Some(_) if within.len() > 1 => Some(vec![(Span::at(last.span.start), letter.to_string())]),
        Some(_) => None,
    }
}
