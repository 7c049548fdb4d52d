//! Puts the facts of a request together into deeds.

mod names;
mod take;

use super::frame::{Clause, Named, Target};
use super::phrases::{Flag, Says, TABLE, Verb, What};
use super::series;
use crate::asked::Asked;
use crate::literals::Form;
use crate::pattern::Match;
use crate::words::FILL;

/// A request that was understood.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) guessed: usize,
    pub(crate) doubt: f32,
}

/// What "and x" adds to.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Thing,
    Place,
    NewName,
}

fn text(at: &Match, name: &str) -> Option<String> {
    at.get(name).map(|it| trimmed(&it.text))
}

/// A path without the slash at its end.
fn trimmed(path: &str) -> String {
    let cut = path.trim_end_matches('/');
    if cut.is_empty() { path.to_owned() } else { cut.to_owned() }
}

fn whole(at: &Match, name: &str) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
    at.get(name).map(|it| it.amount.clamp(0.0, 1_000_000.0) as u32)
}

/// Verbs behind "to": "I want to move".
const ORDERS: &str = "make copy move delete foreign set put show";

/// Reads a request; `None` where a word of it has no place in a deed.
pub(crate) fn read(asked: &Asked<'_>) -> Option<Frame> {
    let mut open = vec![true; asked.tokens.len()];
    let found_series = series::find(asked);
    for it in &found_series {
        open[it.start..it.end].fill(false);
    }
    let seen = TABLE.see(asked);
    let cover = TABLE.cover_where(asked, &seen, &open, |_| true);
    let mut covered = cover.covered;
    for it in &found_series {
        covered[it.start..it.end].fill(true);
    }
    for (at, it) in seen.iter().enumerate() {
        covered[at] |= it.key == FILL;
    }
    // A joining word that was left over held something together.
    let loose = |at: usize| {
        let orders = || {
            cover.found.iter().any(|it| it.at.start == at + 1 && asked.tokens[at + 1].is_any(ORDERS))
                || at > 0 && asked.tokens[at].is("to") && asked.tokens[at - 1].is_any("· how")
        };
        !covered[at]
            && (asked.tokens[at].is_any("in into to from under within out without not") && !orders()
                || matches!(asked.tokens[at].form, Form::Open | Form::Close))
    };
    // A noun that stands for the files that an example shows need not be known.
    let spared = usize::from(cover.found.iter().any(|it| *it.says == Says::Example));
    if asked.missing(&covered).is_none_or(|it| it > spared) || (0..covered.len()).any(loose) {
        return None;
    }
    let mut reader =
        Reader { asked, clauses: vec![Clause::default()], last: Last::Nothing, doubt: 0.0, inner: None, bare: None };
    let mut series = found_series.into_iter().peekable();
    for it in &cover.found {
        while let Some(range) = series.next_if(|range| range.start < it.at.start) {
            reader.clause().series.push(range.series);
        }
        reader.take(*it.says, &it.at)?;
    }
    for range in series {
        reader.clause().series.push(range.series);
    }
    let (mut clauses, doubt) = (reader.clauses, reader.doubt);
    // What stands before the first verb belongs to it.
    if clauses.len() > 1 && clauses[0].verb.is_none() {
        let lead = clauses.remove(0);
        clauses[0].lead(lead)?;
    }
    clauses.iter_mut().for_each(Clause::settle);
    let whole = |it: &Named| matches!(it.path.as_str(), "." | ".." | "/" | "~");
    if clauses.iter().any(|it| it.things.iter().any(whole)) {
        return None;
    }
    (clauses[0] != Clause::default()).then_some(Frame { clauses, guessed: cover.guessed, doubt })
}

struct Reader<'r, 'a> {
    asked: &'r Asked<'a>,
    clauses: Vec<Clause>,
    last: Last,
    doubt: f32,
    /// The folder that further names lie in.
    inner: Option<String>,
    /// The token behind a bare word that a verb took for a name.
    bare: Option<usize>,
}

impl Reader<'_, '_> {
    fn clause(&mut self) -> &mut Clause {
        if self.clauses.is_empty() {
            self.clauses.push(Clause::default());
        }
        let last = self.clauses.len() - 1;
        &mut self.clauses[last]
    }

    /// Adds a verb; one that only completes the verb before it does not begin another deed.
    fn verb(&mut self, verb: Verb) {
        let clause = self.clause();
        let completes = match (clause.verb, verb) {
            (verb, Verb::Each) => {
                if matches!(verb, None | Some(Verb::Show)) {
                    clause.flags.push(Flag::Each);
                }
                return;
            }
            (Some(Verb::Rename | Verb::Change | Verb::Add | Verb::Give), Verb::Number) => true,
            (Some(Verb::Add), Verb::Prefix | Verb::Suffix) => return,
            (Some(Verb::Give), Verb::Prefix | Verb::Suffix) => true,
            // "put a copy of x into y"
            (Some(Verb::Move), Verb::Copy) => !clause.has_set() && clause.things.is_empty(),
            _ => false,
        };
        let clause = self.clause();
        if completes || clause.has(Flag::Each) && clause.verb.is_none() || *clause == Clause::default() {
            clause.verb = Some(verb);
        } else {
            self.clauses.push(Clause { verb: Some(verb), ..Clause::default() });
        }
    }

    fn thing(&mut self, path: String, what: What, empty: bool) {
        if path.contains(['*', '?']) {
            self.clause().globs.push(path);
        } else {
            self.clause().things.push(Named { path, what, empty });
            self.last = Last::Thing;
        }
    }

    /// One more of what was named last.
    fn take_more(&mut self, it: String) -> Option<()> {
        match self.last {
            Last::Thing => {
                let it = self.inner.as_ref().map_or(it.clone(), |outer| crate::shell::join(outer, &it));
                let what = self.clause().things.last().map_or(What::Unknown, |it| it.what);
                let empty = self.clause().things.last().is_some_and(|it| it.empty);
                self.thing(it, what, empty);
            }
            Last::Place => self.clause().places.push(it),
            Last::NewName => self.clause().copies.push(it),
            Last::Nothing => return None,
        }
        Some(())
    }

    fn kind(&mut self, at: &Match) -> Option<()> {
        let kind = at.get("kind")?.clone();
        // "move the pngs to images and the mp4s to videos"
        let clause = self.clause();
        let again = matches!(clause.verb, Some(Verb::Copy | Verb::Move)) && !clause.kinds.is_empty();
        if again && clause.target.is_some() {
            let verb = clause.verb;
            let places = clause.places.clone();
            self.clauses.push(Clause { verb, places, ..Clause::default() });
        }
        let clause = self.clause();
        clause.capitals |= kind.amount > 1.0;
        clause.varied |= kind.amount > 0.0 && kind.amount < 2.0;
        clause.kinds.extend(kind.text.split(' ').map(str::to_owned));
        Some(())
    }

    fn target(&mut self, target: Target) -> Option<()> {
        self.clause().unrange();
        let clause = self.clause();
        if clause.target.is_some() {
            return None;
        }
        clause.target = Some(target);
        self.last = Last::Nothing;
        Some(())
    }
}
