//! Puts the facts of a request together into deeds.

use super::frame::{Clause, Named, Op, Target};
use super::phrases::{Field, Flag, Says, TABLE, Verb, What};
use super::series::{self, Series};
use crate::asked::Asked;
use crate::literals::{Form, Token};
use crate::pattern::Match;
use crate::vocabulary::GROUP;
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

/// Things that are no files.
const FOREIGN: &str = "branch branches commit commits tag tags stash remote container containers docker pod pods table \
    tables column columns row rows field fields user users account package packages service services process processes \
    port ports alias variable variables function functions database schema record records partition volume image \
    duplicates lines words comments whitespace cursor window pane session job jobs";

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
    let mut reader = Reader { asked, clauses: vec![Clause::default()], last: Last::Nothing, doubt: 0.0, inner: None };
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
                if matches!(verb, None | Some(Verb::Show | Verb::Convert)) {
                    clause.flags.push(Flag::Each);
                }
                return;
            }
            (Some(Verb::Rename | Verb::Change | Verb::Add | Verb::Give), Verb::Number) => true,
            (Some(Verb::Add), Verb::Prefix | Verb::Suffix) => return,
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
            Last::Nothing => return None,
        }
        Some(())
    }

    fn kind(&mut self, at: &Match) -> Option<()> {
        let kind = at.get("kind")?.clone();
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

    /// Takes one fact; `None` where it contradicts what was said.
    fn take(&mut self, says: Says, at: &Match) -> Option<()> {
        let said_folder = (at.start..at.end).any(|it| self.asked.tokens[it].is("folder"));
        let said_name = (at.start..at.end).any(|it| {
            let token = &self.asked.tokens[it];
            let text = token.text.to_lowercase();
            token.is_any("name filename") || ["file-name", "file-names"].contains(&text.as_str())
        });
        let affix = (at.start..at.end)
            .any(|it| ["prefix", "suffix"].contains(&self.asked.tokens[it].text.to_lowercase().as_str()));
        let slashed = |name: &str| at.get(name).is_some_and(|it| it.text.ends_with('/'));
        match says {
            Says::Verb(verb) => {
                // "Strip" and "cut" take parts away, "clean" leaves the thing itself.
                let first = self.asked.tokens.get(at.start)?;
                let word = first.text.to_lowercase();
                let deletes = first.is("delete") && !["clean", "wipe"].contains(&word.as_str())
                    || ["get", "throw", "erase"].contains(&word.as_str());
                if verb == Verb::Delete && !deletes {
                    return None;
                }
                self.verb(verb);
                if let Some(it) = at.get("text") {
                    self.clause().text = Some(it.text.clone());
                }
                if let Some(it) = text(at, "it") {
                    if self.is_noun(at) {
                        return None;
                    }
                    let slash = slashed("it") || verb == Verb::Make;
                    if !said_folder && !matches!(verb, Verb::Sync | Verb::Merge | Verb::Point | Verb::Make) {
                        self.bare_doubt(at);
                    }
                    self.thing(it, if slash { What::Folder } else { What::Unknown }, false);
                }
            }
            Says::Thing(what) => {
                // "every folder named x" is not one thing.
                // "Check if the directory …" is not the folder Check.
                let last = at.taken.last().and_then(|it| self.asked.tokens.get(*it));
                let behind = at.taken.len() == 2 && last.is_some_and(|it| it.is_any("folder file subfolder"));
                let bare = self.asked.tokens[at.start].form == Form::Word;
                let makes = self.clause().verb == Some(Verb::Make);
                if behind && bare && (at.end - at.start > 2 || makes) {
                    return None;
                }
                let named = (at.start..at.end).any(|it| self.asked.tokens[it].is("named"));
                let each = |it: &usize| self.asked.tokens[*it].is_any("each all");
                if named && (at.start.saturating_sub(2)..at.end).any(|it| each(&it)) {
                    return None;
                }
                // "I need a new folder x."
                let fresh = (at.start..at.end).any(|it| self.asked.tokens[it].is("new"));
                if fresh && self.clause().verb.is_none() {
                    self.verb(Verb::Make);
                }
                let slash = slashed("it");
                self.thing(text(at, "it")?, if slash { What::Folder } else { what }, false);
            }
            Says::Inner => {
                let it = text(at, "it")?;
                let outer = self.clause().things.pop().filter(|it| it.what == What::Folder)?;
                self.thing(crate::shell::join(&outer.path, &it), What::Folder, false);
                self.inner = Some(outer.path);
            }
            Says::EmptyFolder => {
                // "Empty the folder x" rather than "the empty folder x".
                // Only with an article: "empty folder check" may be anything.
                let first = &self.asked.tokens[at.start];
                let article = first.text.eq_ignore_ascii_case("empty") && at.end - at.start > at.taken.len();
                let orders = self.clause().verb.is_none() && article;
                if self.clause().verb.is_none() && !orders {
                    return None;
                }
                if orders {
                    self.verb(Verb::Empty);
                }
                self.thing(text(at, "it")?, What::Folder, !orders);
            }
            Says::More => {
                self.clause().listed = true;
                let it = text(at, "it")?;
                self.take_more(it)?;
            }
            Says::Except => {
                let other = at.get("kind")?.text.clone();
                let clause = self.clause();
                if clause.has(Flag::Each) && clause.fields.contains(&Field::Name) {
                    clause.fields.push(Field::WithoutExtension);
                    return Some(());
                }
                // Who names one kind need not be told what else there is.
                if clause.kinds.is_empty() || other.split(' ').any(|it| clause.kinds.iter().any(|kind| kind == it)) {
                    return None;
                }
            }
            Says::Kind => self.kind(at)?,
            Says::MoreKind => {
                if !self.clause().kinds.is_empty() {
                    return self.kind(at);
                }
                // "the folders a, b and c": a name that is also a kind.
                let last = self.asked.tokens.get(at.end - 1)?;
                if self.last != Last::Thing || last.form != Form::Word {
                    return None;
                }
                return self.take_more(last.text.to_owned());
            }
            Says::All(what) => {
                let joined = at.start > 0 && self.asked.tokens[at.start - 1].is_any("and or");
                let clause = self.clause();
                clause.any = match clause.any {
                    Some(it) if it != what && joined => Some(What::Unknown),
                    Some(it) if it != what => return None,
                    _ => Some(what),
                };
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
                let what = if files { What::File } else { What::Folder };
                self.clause().any = Some(what);
                if let Some(it) = text(at, "it") {
                    self.thing(it, what, false);
                }
            }
            Says::In(depth) => {
                let place = text(at, "p").unwrap_or_else(|| ".".to_owned());
                if place.contains(['*', '?']) {
                    self.clause().globs.push(place);
                } else {
                    self.clause().places.push(place);
                }
                self.clause().depths.push(depth);
                self.clause().from |= self.asked.tokens[at.start].is_any("from of out");
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
            Says::Into { .. }
                if self.asked.tokens[at.start].form == Form::Sign
                    && matches!(self.clause().verb, Some(Verb::Link { .. }))
                    || self.clause().verb == Some(Verb::Point) =>
            {
                self.clause().points = text(at, "t");
            }
            Says::Into { fresh } => {
                let folder = said_folder || slashed("t") || self.asked.tokens[at.start].is("into");
                let path = text(at, "t")?;
                // "into pdf" in a change of extensions is told apart where it is rendered.
                self.target(Target { path, fresh, folder: folder || fresh })?;
            }
            Says::IntoIt => {
                self.clause().unrange();
                self.clause().into_it = true;
            }
            Says::IntoParent => self.target(Target { path: "..".to_owned(), fresh: false, folder: true })?,
            Says::IntoHere => {
                let clause = self.clause();
                if clause.target.is_none() && matches!(clause.verb, Some(Verb::Copy | Verb::Move)) {
                    clause.target = Some(Target { path: ".".to_owned(), fresh: false, folder: true });
                } else {
                    clause.places.push(".".to_owned());
                }
            }
            // "make 3 folders named a, b and c"
            Says::As if self.clause().verb == Some(Verb::Make) && self.clause().things.is_empty() => {
                let what = self.clause().any?;
                self.thing(text(at, "t")?, what, false);
            }
            Says::As if text(at, "t")?.eq_ignore_ascii_case("yyyy-mm-dd") => {}
            Says::As => {
                if self.clause().new_name.is_some() {
                    return None;
                }
                self.clause().new_name = text(at, "t");
            }
            Says::ToExtension | Says::NewExtension => self.extension(says, at)?,
            Says::ExtensionCase { upper } => self.op(Op::ExtensionCase(upper)),
            Says::Case { upper } => self.op(Op::Case(upper)),
            Says::Names if self.clause().has(Flag::Each) => self.clause().fields.push(Field::Name),
            Says::Names => {
                self.clause().names = true;
                for (word, what) in [("file", What::File), ("folder", What::Folder)] {
                    if (at.start..at.end).any(|it| self.asked.tokens[it].is(word)) && !self.clause().has_set() {
                        self.clause().any = Some(what);
                    }
                }
            }
            Says::AddsStart => {
                self.clause().names |= said_name;
                self.clause().affix |= affix;
                self.op_text(Op::Start, at)?;
            }
            Says::AddsEnd => {
                self.clause().names |= said_name;
                self.clause().affix |= affix;
                self.op_text(Op::End, at)?;
            }
            Says::Example => {
                let (Some(first), Some(second)) = (text(at, "first"), text(at, "second")) else { return None };
                self.clause().example = vec![first, second];
            }
            Says::AddsBeforeExtension => match text(at, "a") {
                Some(it) => self.op(Op::BeforeExtension(it)),
                None => {
                    let clause = self.clause();
                    let Some(Op::Add(it) | Op::End(it)) = clause.ops.pop() else { return None };
                    clause.ops.push(Op::BeforeExtension(it));
                }
            },
            Says::Adds => self.op_text(Op::Add, at)?,
            Says::Removes => {
                self.clause().names |= said_name;
                self.op_text(Op::Remove, at)?;
            }
            Says::RemovesStart => self.op_text(Op::RemoveStart, at)?,
            Says::RemovesEnd => self.op_text(Op::RemoveEnd, at)?,
            Says::RemovesDigits => {
                let signs = ["sep", "sep2"].iter().filter_map(|it| at.get(it).map(|it| it.text.clone())).collect();
                self.op(Op::RemoveDigits(signs));
            }
            Says::RemovesFirst => {
                let count = whole(at, "n")?;
                self.op(Op::RemoveFirst(count));
            }
            Says::TextFiles => self.clause().kinds.push("txt".to_owned()),
            Says::Replaces => {
                let from = at.get("a")?.text.clone();
                let to = at.get("b").map(|it| it.text.clone());
                // "change .htm to .html"
                let dotted = |it: &str| it.starts_with('.') && it.len() > 1 && !it[1..].contains(['.', ' ']);
                if let Some(to) = to.as_ref().filter(|it| dotted(it) && dotted(&from)) {
                    self.op(Op::Extension(Some(from[1..].to_owned()), to[1..].to_owned()));
                    return Some(());
                }
                self.clause().names |= said_name;
                self.op(Op::Replace(from, to));
            }
            Says::With => {
                let it = at.get("a")?.text.clone();
                let quoted = (at.start..at.end).any(|it| self.asked.tokens[it].form == Form::Quoted);
                if quoted && self.clause().verb == Some(Verb::Make) {
                    self.clause().text = Some(it);
                } else if self.clause().verb == Some(Verb::Sync) {
                    self.target(Target { path: trimmed(&it), fresh: false, folder: true })?;
                } else {
                    self.clause().with = Some(it);
                }
            }
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
            // "create folders 01 to 12, one per month"
            Says::By(_) if self.clause().verb == Some(Verb::Make) => {}
            Says::By(key) => {
                if self.clause().by.replace(key).is_some() {
                    return None;
                }
            }
            Says::Run => self.clause().run = Some(at.get("cmd")?.text.clone()),
            Says::Print(field) => self.clause().fields.push(field),
            Says::Flag(flag) => self.clause().flags.push(flag),
            Says::Nothing => {}
        }
        Some(())
    }

    /// A bare word with an article is a noun rather than a name: "rename the branch".
    fn is_noun(&self, at: &Match) -> bool {
        let Some(last) = at.taken.last().and_then(|it| self.asked.tokens.get(*it)) else { return false };
        let article = |it: usize| {
            let text = self.asked.tokens[it].text.to_lowercase();
            ["the", "a", "an", "my", "our", "this", "that", "all", "every", "each", "some", "any"]
                .contains(&text.as_str())
        };
        let folder = (at.start..=at.end).any(|it| self.asked.tokens.get(it).is_some_and(|it| it.is("folder")));
        last.form == Form::Word
            && !folder
            && (FOREIGN.split_whitespace().any(|it| last.text.eq_ignore_ascii_case(it))
                || (at.start..at.end).any(|it| article(it) && !at.taken.contains(&it)))
    }

    /// A bare word behind a verb may be a kind of things rather than a name.
    fn bare_doubt(&mut self, at: &Match) {
        let Some(last) = at.taken.last().and_then(|it| self.asked.tokens.get(*it)) else { return };
        let literal = |it: &Token<'_>| it.names_path() || it.form == Form::Quoted;
        if last.form == Form::Word && !self.asked.tokens.iter().any(literal) {
            self.doubt = 0.2;
        }
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
        let asked = self.asked;
        let to = text(at, "t")?;
        let clause = self.clause();
        // "append .old to the .img files"
        if let (Some(Verb::Add), Some(from), Says::ToExtension) = (clause.verb, text(at, "x"), says) {
            let dotted = at.taken.iter().any(|it| asked.tokens[*it].text == format!(".{from}"));
            let clause = self.clause();
            clause.kinds.extend(to.split(' ').map(str::to_owned));
            self.op(Op::End(if dotted { format!(".{from}") } else { return None }));
            return Some(());
        }
        let one = clause.things.len() == 1;
        clause.extension_said |= (at.start..at.end).any(|it| asked.tokens[it].is("extension"));
        let transfers = matches!(clause.verb, Some(Verb::Copy | Verb::Move | Verb::Collect | Verb::Sync | Verb::Merge));
        let first = asked.tokens.get(at.start)?;
        if clause.any == Some(What::Folder) && clause.things.is_empty() && text(at, "x").is_some() && first.is(GROUP) {
            // "rename the folder photos to pictures"
            let path = asked.tokens.get(*at.taken.last()?)?.text;
            self.thing(first.text.to_owned(), What::Folder, false);
            return self.target(Target { path: trimmed(path), fresh: false, folder: false });
        }
        let last = asked.tokens.get(*at.taken.last()?)?;
        let typed = at
            .taken
            .iter()
            .rev()
            .filter_map(|it| asked.tokens.get(*it))
            .find(|it| it.is(GROUP) || it.form != Form::Word)?;
        let named = one && typed.form == Form::Word && text(at, "x").is_none();
        let clause_verb = self.clause().verb;
        let ending = says == Says::NewExtension && matches!(clause_verb, Some(Verb::Copy | Verb::Backup));
        if (transfers || named) && !ending {
            let path = trimmed(typed.text);
            let folder = last.is("folder") || asked.tokens[at.start].is("into") || transfers;
            if let Some(kinds) = text(at, "x") {
                self.clause().kinds.extend(kinds.split(' ').map(str::to_owned));
            }
            return self.target(Target { path, fresh: false, folder });
        }
        // "a copy of x with the ending .orig"
        if let (Some(Verb::Copy | Verb::Backup), [only], Says::NewExtension) =
            (clause_verb, self.clause().things.clone().as_slice(), says)
        {
            let path = format!("{}.{to}", only.path);
            self.clause().new_name = Some(path);
            return Some(());
        }
        let clause = self.clause();
        if to.contains(' ') {
            return None;
        }
        if says == Says::NewExtension && clause.verb == Some(Verb::Add) {
            self.op(Op::End(format!(".{to}")));
            return Some(());
        }
        if says == Says::NewExtension && clause.verb == Some(Verb::Give) && clause.kinds.is_empty() {
            self.op(Op::End(format!(".{to}")));
            return Some(());
        }
        let capitals = at.get("x").is_some_and(|it| it.amount > 1.0);
        let from = text(at, "x").map(|it| if capitals && it == to { it.to_uppercase() } else { it });
        self.op(Op::Extension(from, to));
        Some(())
    }
}
