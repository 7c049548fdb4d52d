//! Reads a request about lines: its turns of phrase become a frame.
//!
//! Each concern has a file with its turns of phrase and with what they do to the frame. What can be decided only when
//! all is read is decided at the end, in `finish`.

pub(super) mod adding;
pub(super) mod choice;
pub(super) mod counts;
pub(super) mod exchange;
pub(super) mod layout;
pub(super) mod letters;
pub(super) mod look;
pub(super) mod manner;
pub(super) mod order;
pub(super) mod pairs;
pub(super) mod pieces;
pub(super) mod places;
pub(super) mod repeats;

use super::table::{Says, TABLE};
use super::{Frame, Spot, Step};
use crate::Platform;
use crate::asked::Asked;
use crate::cover::Found;
use crate::literals::{Form, Token};
use crate::pattern::{Capture, Match};
use crate::slots::Kind;
pub(super) use exchange::{is_identifier, is_settings};
use {choice::Choice, manner::Manner, order::Order, pairs::Pair, pieces::Piece, places::Where};
use {exchange::Exchange, repeats::Repeats};

/// A frame, and how sure it is.
pub(super) struct Reading {
    pub(super) frame: Frame,
    /// Whether the words alone mean that the file shall change.
    pub(super) edits: bool,
    pub(super) guessed: usize,
    pub(super) explained: usize,
    /// How many words of texts without quotes stand behind their first.
    pub(super) loose: usize,
    pub(super) sure: bool,
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

/// What is put before or behind each line.
struct Affix {
    text: String,
    before: bool,
    /// As a line of its own.
    own_line: bool,
}

/// A request while it is read.
struct Reader<'a, 't> {
    asked: &'a Asked<'a>,
    found: Vec<Found<'t, Says>>,
    frame: Frame,
    mode: Mode,
    shows: bool,
    edits: bool,
    /// What a new line says, and whether it stood in quotes, until its place is known.
    insert: Option<(String, bool)>,
    spot: Option<Spot>,
    /// Files said with "to".
    to: Vec<String>,
    files: Vec<String>,
    each: Option<Affix>,
    /// Whether the turn of phrase that is being read says "first".
    first: bool,
    /// Whether something was understood that other families pass over.
    sure: bool,
    /// What was assumed without being told.
    doubt: f32,
    loose: usize,
}

/// What a noun that nobody knows costs, where it seems to say what the lines hold.
const STRANGE_THINGS: f32 = 0.1;
/// What it is worth to account for what other families pass over.
const SURE: f32 = 0.02;

/// Reads a request; `None` where something that matters is not understood.
pub(super) fn read(asked: &Asked<'_>) -> Option<Reading> {
    let cover = TABLE.cover(asked);
    let mut covered = cover.covered;
    for (at, token) in asked.tokens.iter().enumerate() {
        // `story.txt | squeeze blank lines`
        covered[at] |= token.form == Form::Sign && matches!(token.text, "|" | "&" | "+");
    }
    let named = cover_things(asked, &cover.found, &mut covered);
    if is_search(asked, &cover.found) || has_condition(asked, &covered) || asked.missing(&covered)? > 0 {
        return None;
    }
    let loose = cover.found.iter().flat_map(|it| &it.at.captures).map(loose_words).sum();
    let explained = covered.iter().enumerate().filter(|(at, it)| **it && !asked.is_free(*at)).count();
    let mut reader = Reader {
        asked,
        found: cover.found,
        frame: Frame::new(asked.platform, asked.shell),
        mode: Mode::Keep,
        shows: false,
        edits: false,
        insert: None,
        spot: None,
        to: Vec::new(),
        files: Vec::new(),
        each: None,
        first: false,
        sure: false,
        doubt: 0.0,
        loose,
    };
    reader.all()?;
    let edits = reader.edits && !reader.shows && reader.frame.target.is_none();
    let mut frame = reader.frame;
    if frame.in_place == Some(true) && frame.target.is_some() || frame.steps.is_empty() {
        return None;
    }
    frame.steps.sort_by_key(Step::rank);
    let doubt = if named { STRANGE_THINGS } else { 0.0 } + reader.doubt - if reader.sure { SURE } else { 0.0 };
    Some(Reading { frame, edits, guessed: cover.guessed, explained, loose: reader.loose, sure: reader.sure, doubt })
}

/// Covers nouns that say what the lines of sets hold, "which addresses are in both"; whether there are any.
fn cover_things(asked: &Asked<'_>, found: &[Found<'_, Says>], covered: &mut [bool]) -> bool {
    use Repeats::{Dedupe, OnlyDuplicates, OnlySingles, Unique, WholeLines};
    let sets = |it: Says| match it {
        Says::Pair(it) => matches!(it, Pair::OnlyIn | Pair::Common),
        Says::Repeats(it) => matches!(it, OnlyDuplicates | OnlySingles | Dedupe | Unique | WholeLines),
        _ => false,
    };
    if !found.iter().any(|it| sets(*it.says)) {
        return false;
    }
    let whole = found.iter().any(|it| *it.says == WholeLines.into());
    let mut things = 0;
    for (at, token) in asked.tokens.iter().enumerate() {
        let known = !token.concept.is_empty() && !token.guessed && !token.is_any("number name user thing id path");
        let noun = token.form == Form::Word && !known && token.number.is_none();
        let plural = |at: usize| asked.tokens.get(at).is_some_and(|it| it.text.ends_with('s'));
        if !covered[at] && noun && things < 2 && (plural(at) || plural(at + 1) || whole) {
            covered[at] = true;
            things += 1;
        }
    }
    things > 0
}

/// Whether it is a search or about names of files: these are other families'.
fn is_search(asked: &Asked<'_>, found: &[Found<'_, Says>]) -> bool {
    const SEARCHES: &[&str] = &["search", "grep", "rename", "named"];
    let searches = |it: &Token<'_>| it.form == Form::Word && SEARCHES.contains(&it.text.to_lowercase().as_str());
    let own = |it: &Found<'_, Says>| matches!(it.says, Says::Exchange(Exchange::Rename) | Says::Piece(Piece::PartName));
    asked.tokens.iter().any(searches) && !found.iter().any(own)
}

/// Whether something shall be done only under a condition that was not understood.
fn has_condition(asked: &Asked<'_>, covered: &[bool]) -> bool {
    let condition = |it: &Token<'_>| it.form == Form::Word && matches!(it.text, "if" | "unless");
    asked.tokens.iter().zip(covered).any(|(token, covered)| !covered && condition(token))
}

/// The words of a text without quotes, beyond the first.
fn loose_words(it: &Capture) -> usize {
    if it.value.kind == Kind::Words && it.value.amount == 0.0 {
        it.value.text.split_whitespace().count().saturating_sub(1)
    } else {
        0
    }
}

/// A whole number of a capture.
fn count(at: &Match, name: &str) -> Option<u32> {
    let amount = at.get(name)?.amount;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
    (amount.fract() == 0.0 && (0.0..1e9).contains(&amount)).then_some(amount as u32)
}

/// The same, above zero.
fn number(at: &Match, name: &str) -> Option<u32> {
    count(at, name).filter(|it| *it > 0)
}

impl Reader<'_, '_> {
    fn has(&self, says: impl Into<Says>) -> bool {
        self.found_at(says).is_some()
    }

    /// Where something is said first.
    fn found_at(&self, says: impl Into<Says>) -> Option<&Match> {
        let says = says.into();
        self.found.iter().find(|it| *it.says == says).map(|it| &it.at)
    }

    /// The number that something is said with.
    fn value_of(&self, says: impl Into<Says>, name: &str) -> Option<u32> {
        count(self.found_at(says)?, name)
    }

    /// Whether a turn of phrase holds one of these words.
    fn says_any(&self, at: &Match, concepts: &str) -> bool {
        at.taken.iter().any(|it| self.asked.tokens[*it].is_any(concepts))
    }

    fn quoted(&self, text: &str) -> bool {
        self.asked.tokens.iter().any(|it| it.form == Form::Quoted && it.text == text)
    }

    /// Whether `sed` and its companions know what GNU's and busybox's do.
    fn is_linux(&self) -> bool {
        matches!(self.frame.platform, Platform::Linux | Platform::Busybox)
    }

    fn push(&mut self, step: Step) {
        self.edits |= step.edits();
        self.frame.steps.push(step);
    }

    /// A program that takes files.
    fn run(&mut self, command: impl Into<String>) {
        self.push(Step::Run(command.into()));
    }

    /// The same, for what other families take for something else.
    fn run_surely(&mut self, command: impl Into<String>) {
        self.sure = true;
        self.run(command);
    }

    /// A program that reads standard input only.
    fn filter(&mut self, command: impl Into<String>) {
        self.push(Step::Filter(command.into()));
    }

    fn sed(&mut self, command: impl Into<String>) {
        self.push(Step::Sed(command.into()));
    }

    /// The same, as an order that changes the file.
    fn sed_edits(&mut self, command: impl Into<String>) {
        self.sed(command);
        self.edits |= self.mode != Mode::Without;
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
            // What is captured as a file is read, whatever is said of it.
            if !matches!(it.says, Says::Where(Where::Source | Where::SourceIn | Where::SourceBare)) {
                for file in it.at.captures.iter().filter(|it| it.name == "f") {
                    if !self.files.contains(&file.value.text) {
                        self.files.push(file.value.text.clone());
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
        match says {
            Says::Manner(says) => self.in_manner(says),
            Says::Repeats(says) => self.repeated(says, at)?,
            Says::Where(says) => self.at_places(says, at)?,
            Says::Look(says) => self.look(says, at)?,
            Says::Choice(says) => self.choose(says, at)?,
            Says::Order(says) => self.put_in_order(says, at)?,
            Says::Counts(says) => self.count(says, at)?,
            Says::Layout(says) => self.lay_out(says, at)?,
            Says::Letters(says) => self.write_letters(says, at)?,
            Says::Exchange(says) => self.exchange(says, at)?,
            Says::Adding(says) => self.add(says, at)?,
            Says::Pair(says) => self.with_another(says, at)?,
            Says::Piece(says) => self.cut_pieces(says, at)?,
        }
        Some(())
    }

    /// What can be decided only when all is read.
    fn finish(&mut self) -> Option<()> {
        self.words_apart()?;
        (self.counts_are_told() && self.verbs_are_told() && self.line_ends_are_told()).then_some(())?;
        self.some_lines()?;
        (self.parts_are_told() && self.separators_are_told()).then_some(())?;
        self.new_line()?;
        self.together()?;
        self.split_by_lines()?;
        self.settle_files()?;
        self.settle_comments()?;
        self.fits_sources().then_some(())
    }
}
