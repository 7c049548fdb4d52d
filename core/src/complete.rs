//! What can be typed at the cursor: commands, sub-commands, flags, their values, variables, each only where it can stand.
//!
//! Everything comes from our own facts, the script itself and lists that are handed in: no file is read here and nothing
//! is run. Where a file's name is expected, nothing is offered: editors and shells do that.

use crate::flow::Library;
use crate::rules::Report;
use crate::script::Dialect;
use crate::target::Platform;
use crate::{Document, Span};
use std::collections::HashSet;

mod arguments;
mod commands;
mod explained;
mod shell;
mod spot;
mod variables;

pub use explained::documentation;

use spot::{Place, Spot};

/// How many things are offered at once. What is typed already is always among them.
const MOST: usize = 500;

/// What a completion is asked of.
pub struct Scene<'a> {
    /// The script.
    pub document: &'a Document,
    /// Which make of the tools the script is for: flags that it does not have are not offered.
    pub platform: Platform,
    /// The programs of this machine by name, in order; empty where they are not known.
    pub programs: &'a [Box<str>],
    /// Finds what is known of the script's values. Asked only where variables are offered.
    pub report: &'a dyn Fn() -> &'a Report,
    /// Finds the files that the script sources.
    pub library: Option<&'a dyn Library>,
}

/// What is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The best ones first.
    pub items: Vec<Item>,
    /// Whether more may fit once more is typed: then it must be asked again.
    pub is_incomplete: bool,
    /// Whether programs of the machine belong here, so that their list matters.
    pub wants_programs: bool,
}

/// One thing that can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// What it does or holds, in a few words; may be empty.
    pub detail: String,
    /// What documentation calls the value that a flag takes.
    pub value: Option<&'static str>,
    /// What is put in place of [`Item::span`].
    pub insert: String,
    /// What most likely comes next and is not known yet: the name of a flag's value, behind a blank.
    pub placeholder: Option<&'static str>,
    /// From the start of what is typed to the cursor.
    pub span: Span,
    /// The end of the word that the cursor stands in.
    pub end: usize,
    /// Asks [`documentation`] for more.
    pub key: Option<String>,
}

/// The kinds of [`Item`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A program of the machine, or one that Caro knows.
    Program,
    /// A builtin of the shell.
    Builtin,
    /// A reserved word of the shell.
    Keyword,
    /// A function of the script or of a file that it sources.
    Function,
    /// A sub-command.
    Subcommand,
    /// A flag.
    Flag,
    /// One of a few values.
    Value,
    /// A variable.
    Variable,
}

/// What can be typed at a byte offset.
pub fn complete(scene: &Scene<'_>, offset: usize) -> Completion {
    if scene.document.dialect() == Dialect::Unsupported {
        return Completion::default();
    }
    let Some(spot) = Spot::at(scene.document, offset) else { return Completion::default() };
    let mut list = List { items: Vec::new(), is_incomplete: false, wants_programs: false, spot: &spot };
    match &spot.place {
        Place::Word { command, index, runner } => arguments::offer(scene, &spot, command, *index, *runner, &mut list),
        Place::Test => arguments::offer_tests(&spot, &mut list),
        Place::Variable => variables::offer(scene, &spot, true, &mut list),
        Place::Arithmetic => variables::offer(scene, &spot, false, &mut list),
    }
    list.finish()
}

/// Collects what fits.
struct List<'a> {
    /// With a number that orders them: the smallest first, then by name.
    items: Vec<(u8, Item)>,
    is_incomplete: bool,
    wants_programs: bool,
    spot: &'a Spot,
}

impl List<'_> {
    /// Offers something for all that is typed, where that is its beginning.
    fn add(&mut self, rank: u8, kind: Kind, label: &str, detail: &str, key: Option<String>) {
        self.add_from(0, rank, kind, label, detail, key);
    }

    /// The same for what is typed from byte `from` on.
    fn add_from(&mut self, from: usize, rank: u8, kind: Kind, label: &str, detail: &str, key: Option<String>) {
        let spot = self.spot;
        if !spot.prefix.get(from..).is_some_and(|it| label.starts_with(it)) {
            return;
        }
        let item = Item {
            label: label.to_owned(),
            kind,
            detail: detail.to_owned(),
            value: None,
            insert: label.to_owned(),
            placeholder: None,
            span: Span::new(spot.span.start + from, spot.span.end),
            end: spot.end,
            key,
        };
        self.items.push((rank, item));
    }

    fn finish(self) -> Completion {
        let prefix = &self.spot.prefix;
        let is_typed = |it: &Item| prefix.ends_with(&it.insert) && it.span.len() == it.insert.len();
        let mut items = self.items;
        items.sort_by_cached_key(|(rank, it)| (!is_typed(it), *rank, it.label.to_ascii_lowercase(), it.label.clone()));
        // A function hides a builtin, and a builtin a program.
        let mut seen = HashSet::new();
        items.retain(|it| seen.insert(it.1.label.clone()));
        let is_incomplete = self.is_incomplete || items.len() > MOST;
        items.truncate(MOST);
        let items = items.into_iter().map(|it| it.1).collect();
        Completion { items, is_incomplete, wants_programs: self.wants_programs }
    }
}

impl Completion {
    /// The first thing offered, where all of it stands there already: taking it changes nothing.
    pub fn typed(&self, document: &Document) -> Option<&Item> {
        self.items.first().filter(|it| document.slice(it.span) == it.insert && !it.insert.is_empty())
    }
}

#[cfg(test)]
mod tests;
