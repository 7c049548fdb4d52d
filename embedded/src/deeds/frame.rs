//! Puts the facts of a request together into deeds: who is acted on, where, and how.

use super::phrases::{Depth, Field, Flag, Says, Spot, TABLE, Verb, What};
use super::series::{self, Series};
use crate::asked::Asked;
use crate::literals::Form;
use crate::pattern::Match;

/// A thing with a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) path: String,
    pub(crate) what: What,
    /// Whether it is said to be an empty folder.
    pub(crate) empty: bool,
}

/// Where things go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    pub(crate) path: String,
    pub(crate) fresh: bool,
    /// Whether it is surely a folder.
    pub(crate) folder: bool,
}

/// What happens to a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Op {
    Start(String),
    End(String),
    BeforeExtension(String),
    /// Added somewhere: before or behind.
    Add(String),
    Remove(String),
    RemoveStart(String),
    RemoveEnd(String),
    RemoveDigits(Vec<String>),
    Replace(String, Option<String>),
    Case(bool),
    ExtensionCase(bool),
    Extension(Option<String>, String),
    Pad(Option<u32>),
}

/// One deed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clause {
    pub(crate) verb: Option<Verb>,
    pub(crate) things: Vec<Named>,
    pub(crate) series: Vec<Series>,
    pub(crate) sample: Vec<String>,
    pub(crate) year: Option<u32>,
    pub(crate) count: Option<u32>,
    /// Extensions.
    pub(crate) kinds: Vec<String>,
    pub(crate) varied: bool,
    pub(crate) globs: Vec<String>,
    pub(crate) any: Option<What>,
    pub(crate) called: Vec<(Spot, String)>,
    pub(crate) places: Vec<String>,
    pub(crate) depths: Vec<Depth>,
    pub(crate) contents: Option<String>,
    pub(crate) target: Option<Target>,
    pub(crate) into_it: bool,
    pub(crate) new_name: Option<String>,
    pub(crate) ops: Vec<Op>,
    pub(crate) names: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) points: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) with: Option<String>,
    pub(crate) flags: Vec<Flag>,
}

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
}

impl Clause {
    pub(crate) fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The only flags that may be set.
    pub(crate) fn only(&self, flags: &[Flag]) -> bool {
        self.flags.iter().all(|it| flags.contains(it))
    }

    pub(crate) fn depth(&self) -> Depth {
        self.depths.iter().copied().find(|it| *it != Depth::Unsaid).unwrap_or_default()
    }

    pub(crate) fn depth_conflict(&self) -> bool {
        self.depths.contains(&Depth::Below) && self.depths.contains(&Depth::Direct)
    }

    /// Whether it speaks of files by what they are rather than by their names.
    pub(crate) fn has_set(&self) -> bool {
        !self.kinds.is_empty() || !self.globs.is_empty() || self.any.is_some() || !self.called.is_empty()
    }

    /// Whether it changes the names of many files.
    pub(crate) fn renames_many(&self) -> bool {
        let verb = matches!(self.verb, Some(Verb::Number));
        let by_date = self.has(Flag::ChangeDate)
            && matches!(self.verb, Some(Verb::Prefix | Verb::Add | Verb::Rename | Verb::Replace));
        verb || by_date || !self.ops.is_empty()
    }

    /// A folder's name that a joining word did not make one: "thesis/chapters: .txt to .md".
    fn settle(&mut self) {
        if self.renames_many() && self.has_set() {
            for it in std::mem::take(&mut self.things) {
                self.places.push(it.path);
            }
        }
    }
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

/// Reads a request; `None` where a word of it has no place in a deed.
pub(crate) fn read(asked: &Asked<'_>) -> Option<Frame> {
    let mut open = vec![true; asked.tokens.len()];
    let found_series = series::find(asked);
    for it in &found_series {
        open[it.start..it.end].fill(false);
    }
    let cover = TABLE.cover_where(asked, &TABLE.see(asked), &open, |_| true);
    let mut covered = cover.covered;
    for it in &found_series {
        covered[it.start..it.end].fill(true);
    }
    if asked.missing(&covered) != Some(0) {
        return None;
    }
    let mut reader = Reader { asked, clauses: vec![Clause::default()], last: Last::Nothing, doubt: 0.0 };
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
    (clauses[0] != Clause::default()).then_some(Frame { clauses, guessed: cover.guessed, doubt })
}

impl Clause {
    /// Takes over what was said before the verb: a place, a kind of files.
    fn lead(&mut self, lead: Clause) -> Option<()> {
        let clash = lead.target.is_some() && self.target.is_some() || lead.has_set() && self.has_set();
        if clash {
            return None;
        }
        self.things.splice(0..0, lead.things);
        self.series.splice(0..0, lead.series);
        self.places.splice(0..0, lead.places);
        self.depths.extend(lead.depths);
        self.kinds.extend(lead.kinds);
        self.globs.extend(lead.globs);
        self.called.extend(lead.called);
        self.ops.extend(lead.ops);
        self.flags.extend(lead.flags);
        self.fields.extend(lead.fields);
        self.varied |= lead.varied;
        self.names |= lead.names;
        self.any = self.any.or(lead.any);
        self.count = self.count.or(lead.count);
        self.target = self.target.take().or(lead.target);
        self.contents = self.contents.take().or(lead.contents);
        Some(())
    }
}

struct Reader<'r, 'a> {
    asked: &'r Asked<'a>,
    clauses: Vec<Clause>,
    last: Last,
    doubt: f32,
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
            (_, Verb::Each) => {
                clause.flags.push(Flag::Each);
                return;
            }
            (None, _) => self.clauses.len() == 1 && !self.clauses[0].has(Flag::Each) && false,
            (Some(Verb::Rename | Verb::Change | Verb::Add | Verb::Give), Verb::Number) => true,
            (Some(Verb::Make), Verb::Backup | Verb::Copy) => true,
            (Some(Verb::Add), Verb::Prefix | Verb::Suffix) => return,
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

    fn kind(&mut self, at: &Match) -> Option<()> {
        let kind = at.get("kind")?.clone();
        let clause = self.clause();
        clause.varied |= kind.amount > 0.0;
        clause.kinds.extend(kind.text.split(' ').map(str::to_owned));
        Some(())
    }

    fn target(&mut self, target: Target) -> Option<()> {
        let clause = self.clause();
        if clause.target.is_some() {
            return None;
        }
        clause.target = Some(target);
        self.last = Last::Nothing;
        Some(())
    }

    /// Takes one fact; `None` where it contradicts what was said.
    fn take(&mut self, says: Says, at: &Match) -> Option<()> {
        let said_folder = (at.start..at.end).any(|it| self.asked.tokens[it].is("folder"));
        let slashed = |name: &str| at.get(name).is_some_and(|it| it.text.ends_with('/'));
        match says {
            Says::Verb(verb) => {
                self.verb(verb);
                if let Some(it) = text(at, "it") {
                    let slash = slashed("it");
                    self.bare_doubt(at);
                    self.thing(it, if slash { What::Folder } else { What::Unknown }, false);
                }
            }
            Says::Thing(what) => {
                let slash = slashed("it");
                self.thing(text(at, "it")?, if slash { What::Folder } else { what }, false);
            }
            Says::EmptyFolder => self.thing(text(at, "it")?, What::Folder, true),
            Says::More => {
                let it = text(at, "it")?;
                match self.last {
                    Last::Thing => {
                        let what = self.clause().things.last().map_or(What::Unknown, |it| it.what);
                        let empty = self.clause().things.last().is_some_and(|it| it.empty);
                        self.thing(it, what, empty);
                    }
                    Last::Place => self.clause().places.push(it),
                    Last::Nothing => return None,
                }
            }
            Says::Kind => self.kind(at)?,
            Says::MoreKind => {
                if self.clause().kinds.is_empty() {
                    return None;
                }
                self.kind(at)?;
            }
            Says::All(what) => {
                let clause = self.clause();
                clause.any = Some(clause.any.map_or(what, |it| if it == what { it } else { What::Unknown }));
            }
            Says::Glob => {
                let it = text(at, "it")?;
                self.clause().globs.push(it);
            }
            Says::Called(spot) => {
                let it = text(at, "a")?;
                self.clause().called.push((spot, it));
                let folders = (at.start..at.end).any(|it| self.asked.tokens[it].is("folder"));
                self.clause().any = Some(if folders { What::Folder } else { What::File });
            }
            Says::Range => {
                let series = Series::new(&text(at, "first")?, &text(at, "last")?);
                let folders = said_folder;
                match series {
                    Some(series) => {
                        if folders {
                            self.clause().any = Some(What::Folder);
                        }
                        self.clause().series.push(series);
                    }
                    None => {
                        self.thing(text(at, "first")?, What::Unknown, false);
                        self.target(Target { path: text(at, "last")?, fresh: false, folder: false })?;
                    }
                }
            }
            Says::Sample => {
                let all = ["first", "second", "third"];
                self.clause().sample = all.iter().filter_map(|it| text(at, it)).collect();
            }
            Says::Months => self.clause().year = whole(at, "year").filter(|it| (1900..2200).contains(it)),
            Says::Count => {
                let files = (at.start..at.end).any(|it| self.asked.tokens[it].is("file"));
                self.clause().count = whole(at, "n");
                self.clause().any = Some(if files { What::File } else { What::Folder });
            }
            Says::In(depth) => {
                let place = text(at, "p").unwrap_or_else(|| ".".to_owned());
                if place.contains(['*', '?']) {
                    self.clause().globs.push(place);
                } else {
                    self.clause().places.push(place);
                }
                self.clause().depths.push(depth);
                self.last = Last::Place;
            }
            Says::InHome => self.clause().places.push("~".to_owned()),
            Says::Deep(depth) => self.clause().depths.push(depth),
            Says::ContentsOf => {
                let place = text(at, "p")?;
                if self.clause().contents.is_some() {
                    return None;
                }
                self.clause().contents = Some(place);
            }
            Says::Into { fresh } => {
                let folder = said_folder || slashed("t") || self.asked.tokens[at.start].is("into");
                let path = text(at, "t")?;
                // "into pdf" in a change of extensions is told apart where it is rendered.
                self.target(Target { path, fresh, folder: folder || fresh })?;
            }
            Says::IntoIt => self.clause().into_it = true,
            Says::IntoHere => {
                let clause = self.clause();
                if clause.target.is_none() && matches!(clause.verb, Some(Verb::Copy | Verb::Move)) {
                    clause.target = Some(Target { path: ".".to_owned(), fresh: false, folder: true });
                } else {
                    clause.places.push(".".to_owned());
                }
            }
            Says::As => {
                if self.clause().new_name.is_some() {
                    return None;
                }
                self.clause().new_name = text(at, "t");
            }
            Says::ToExtension | Says::NewExtension => self.extension(says, at)?,
            Says::ExtensionCase { upper } => self.op(Op::ExtensionCase(upper)),
            Says::Case { upper } => self.op(Op::Case(upper)),
            Says::Names => {
                self.clause().names = true;
                for (word, what) in [("file", What::File), ("folder", What::Folder)] {
                    if (at.start..at.end).any(|it| self.asked.tokens[it].is(word)) && !self.clause().has_set() {
                        self.clause().any = Some(what);
                    }
                }
            }
            Says::AddsStart => self.op_text(Op::Start, at)?,
            Says::AddsEnd => self.op_text(Op::End, at)?,
            Says::AddsBeforeExtension => match text(at, "a") {
                Some(it) => self.op(Op::BeforeExtension(it)),
                None => {
                    let clause = self.clause();
                    let (Some(Op::Add(it) | Op::End(it))) = clause.ops.pop() else { return None };
                    clause.ops.push(Op::BeforeExtension(it));
                }
            },
            Says::Adds => self.op_text(Op::Add, at)?,
            Says::Removes => self.op_text(Op::Remove, at)?,
            Says::RemovesStart => self.op_text(Op::RemoveStart, at)?,
            Says::RemovesEnd => self.op_text(Op::RemoveEnd, at)?,
            Says::RemovesDigits => {
                let signs = ["sep", "sep2"].iter().filter_map(|it| at.get(it).map(|it| it.text.clone())).collect();
                self.op(Op::RemoveDigits(signs));
            }
            Says::Replaces => {
                let from = at.get("a")?.text.clone();
                let to = at.get("b").map(|it| it.text.clone());
                self.op(Op::Replace(from, to));
            }
            Says::With => self.clause().with = Some(at.get("a")?.text.clone()),
            Says::Pads => self.op(Op::Pad(whole(at, "width"))),
            Says::PointsTo => {
                self.clause().points = text(at, "t");
            }
            Says::Text => self.clause().text = Some(at.get("text")?.text.clone()),
            Says::Dated => {
                let date = text(at, "d")?;
                let clock = text(at, "c");
                self.clause().date = Some(clock.map_or(date.clone(), |it| format!("{date} {it}")));
            }
            Says::ReferenceFile => self.clause().reference = text(at, "ref"),
            Says::Print(field) => self.clause().fields.push(field),
            Says::Flag(flag) => self.clause().flags.push(flag),
            Says::Nothing => {}
        }
        Some(())
    }

    /// A bare word behind a verb may be a kind of things rather than a name.
    fn bare_doubt(&mut self, at: &Match) {
        let Some(last) = at.taken.last().and_then(|it| self.asked.tokens.get(*it)) else { return };
        if last.form == Form::Word && last.text.ends_with('s') && last.text.bytes().all(|it| it.is_ascii_lowercase()) {
            self.doubt = 0.2;
        }
    }

    fn op(&mut self, op: Op) {
        let clause = self.clause();
        if !clause.ops.contains(&op) {
            clause.ops.push(op);
        }
    }

    fn op_text(&mut self, op: fn(String) -> Op, at: &Match) -> Option<()> {
        let text = at.get("a")?.text.clone();
        self.op(op(text));
        Some(())
    }

    /// "to .txt", "from .TXT to .txt", "the ending .jpg".
    fn extension(&mut self, says: Says, at: &Match) -> Option<()> {
        let to = text(at, "t")?;
        let clause = self.clause();
        let transfers = matches!(clause.verb, Some(Verb::Copy | Verb::Move | Verb::Collect | Verb::Sync | Verb::Merge));
        if transfers {
            return self.target(Target { path: to, fresh: false, folder: true });
        }
        if to.contains(' ') {
            return None;
        }
        if says == Says::NewExtension && clause.verb == Some(Verb::Add) {
            self.op(Op::End(format!(".{to}")));
            return Some(());
        }
        self.op(Op::Extension(text(at, "x"), to));
        Some(())
    }
}
