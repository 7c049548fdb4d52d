//! What each turn of phrase adds to the deed that is being read.

use super::{Last, Reader, text, trimmed, whole};
use crate::deeds::frame::Target;
use crate::deeds::phrases::{Depth, Field, Flag, Says, Verb, What};
use crate::deeds::series::{self, Series};
use crate::literals::{Form, Token};
use crate::pattern::Match;
use crate::slots::{Kind, members};

/// Things that are no files.
const FOREIGN: &str = "branch branches commit commits tag tags stash remote container containers docker pod pods table \
    tables column columns row rows field fields user users account package packages service services process processes \
    port ports alias variable variables function functions database schema record records partition volume image \
    duplicates lines words comments whitespace cursor window pane session job jobs";

/// What with "file" before it is something else.
const FOREIGN_FILES: &[&str] = &["system", "systems", "server", "manager", "descriptor", "share", "sharing", "type"];

/// Whether a value was typed with a slash at its end.
fn slashed(at: &Match, name: &str) -> bool {
    at.get(name).is_some_and(|it| it.text.ends_with('/'))
}

impl Reader<'_, '_> {
    /// Whether one of the words of a match is like this, taken or not.
    pub(super) fn says_any(&self, at: &Match, is: impl Fn(&Token<'_>) -> bool) -> bool {
        self.asked.tokens[at.start..at.end].iter().any(is)
    }

    /// Whether a name is said of many things: "all folders named x", "x folders".
    fn says_several(&self, at: &Match) -> bool {
        const MANY: &str = "folders directories dirs subfolders subdirectories files each every all any";
        let many = |it: &Token<'_>| MANY.split(' ').any(|word| it.text.eq_ignore_ascii_case(word));
        self.asked.tokens[at.start.saturating_sub(2)..at.end].iter().any(many)
    }

    fn says_folder(&self, at: &Match) -> bool {
        self.says_any(at, |it| it.is("folder"))
    }

    /// Takes one fact; `None` where it contradicts what was said.
    pub(super) fn take(&mut self, says: Says, at: &Match) -> Option<()> {
        match says {
            Says::Verb(verb) => self.take_verb(verb, at)?,
            Says::Thing(what) => self.take_thing(what, at)?,
            Says::Inner => {
                let it = text(at, "it")?;
                let outer = self.clause().things.pop().filter(|it| it.what == What::Folder)?;
                self.thing(crate::shell::join(&outer.path, &it), What::Folder, false);
                self.inner = Some(outer.path);
            }
            Says::EmptyFolder => self.take_empty_folder(at)?,
            Says::More => {
                self.clause().listed = true;
                let it = text(at, "it")?;
                let count = self.clause().things.len();
                self.take_more(it)?;
                let said = [("folder", What::Folder), ("file", What::File)];
                let what = said.into_iter().find(|(noun, _)| self.says_any(at, |it| it.is(noun))).map(|it| it.1);
                if let (Some(what), true) = (what, self.clause().things.len() > count)
                    && let Some(last) = self.clause().things.last_mut()
                {
                    last.what = what;
                }
            }
            Says::Except => self.take_except(at)?,
            Says::Kind => self.kind(at)?,
            Says::MoreKind => self.take_more_kind(at)?,
            Says::TextFiles => self.clause().kinds.push("txt".to_owned()),
            Says::All(what) => self.take_all(what, at)?,
            Says::Glob => {
                let it = text(at, "it")?;
                self.clause().globs.push(it);
            }
            Says::Called(spot) => {
                let it = text(at, "a")?;
                let what = if self.says_folder(at) { What::Folder } else { What::File };
                let clause = self.clause();
                clause.called.push((spot, it));
                clause.any = Some(what);
            }
            Says::Range => self.take_range(at)?,
            Says::Sample => {
                let all = ["first", "second", "third"];
                self.clause().sample = all.iter().filter_map(|it| text(at, it)).collect();
            }
            Says::Months => self.clause().year = whole(at, "year").filter(|it| (1900..2200).contains(it)),
            Says::Count => {
                let what = if self.says_any(at, |it| it.is("file")) { What::File } else { What::Folder };
                let clause = self.clause();
                clause.count = whole(at, "n");
                clause.any = Some(what);
                if let Some(it) = text(at, "it") {
                    self.thing(it, what, false);
                }
            }
            Says::In(depth) => self.take_place(depth, at),
            Says::InWord => {
                let place = self.asked.tokens[at.start..at.end].iter().find(|it| matches!(it.text, "logs" | "docs"))?;
                let from = self.asked.tokens[at.start].is("from");
                let clause = self.clause();
                clause.places.push(place.text.to_owned());
                clause.from |= from;
                self.last = Last::Place;
            }
            Says::InHome => self.clause().places.push("~".to_owned()),
            Says::Deep(depth) => self.clause().depths.push(depth),
            Says::ContentsOf => {
                let place = text(at, "p")?;
                if self.clause().contents.replace(place).is_some() {
                    return None;
                }
            }
            Says::Into { fresh } => self.take_target(fresh, at)?,
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
            Says::As => self.take_as(at)?,
            Says::Names if self.clause().has(Flag::Each) => self.clause().fields.push(Field::Name),
            // "their names": whose is not said.
            Says::Names if !self.clause().has_set() && self.says_any(at, |it| matches!(it.text, "their" | "its")) => {
                return None;
            }
            Says::Names => {
                self.clause().names = true;
                for (word, what) in [("file", What::File), ("folder", What::Folder)] {
                    if self.says_any(at, |it| it.is(word)) && !self.clause().has_set() {
                        self.clause().any = Some(what);
                    }
                }
            }
            Says::Example => {
                let (Some(first), Some(second)) = (text(at, "first"), text(at, "second")) else { return None };
                self.clause().example = vec![first, second];
            }
            Says::With => self.take_with(at)?,
            Says::PointsTo => self.clause().points = text(at, "t"),
            Says::Text => {
                let it = at.get("text")?;
                let typed = it.kind == Kind::Words && it.amount == 0.0;
                (!typed || self.clause().verb == Some(Verb::Make) && !self.clause().things.is_empty()).then_some(())?;
                self.clause().text = Some(it.text.clone());
            }
            Says::Dated => {
                let date = text(at, "d")?;
                let clock = text(at, "c");
                self.clause().date = Some(clock.map_or(date.clone(), |it| format!("{date} {it}")));
            }
            Says::ReferenceFile => self.clause().reference = text(at, "ref"),
            // "create folders 01 to 12, one per month"
            Says::By(_) if self.clause().verb == Some(Verb::Make) => {}
            Says::By(key) => {
                self.clause().by_folder |= self.says_any(at, |it| it.is_any("folder subfolder"));
                if self.clause().by.replace(key).is_some() {
                    return None;
                }
            }
            Says::KindNames => {
                self.kind(at)?;
                self.clause().names = true;
            }
            Says::NamedRange => {
                let name = |at: usize| self.asked.tokens.get(at).map(|it| it.text);
                let (first, last) = (name(at.end - 3)?, name(at.end - 1)?);
                let what = if self.says_any(at, |it| it.is("file")) { What::File } else { What::Folder };
                for it in series::named(first, last)? {
                    self.thing(it, what, false);
                }
            }
            Says::DeleteLink => {
                self.verb(Verb::Delete);
                self.thing(text(at, "it")?, What::File, false);
            }
            Says::SortIn => {
                self.verb(Verb::Sort);
                let place = text(at, "p")?;
                let clause = self.clause();
                clause.places.push(place);
                clause.any = Some(What::File);
            }
            Says::RenamedAs => {
                let name = text(at, "t");
                let clause = self.clause();
                if clause.verb.is_some() || clause.things.len() != 1 || clause.has_set() {
                    return None;
                }
                clause.verb = Some(Verb::Rename);
                clause.new_name = name;
            }
            Says::Put => {
                self.verb(Verb::Move);
                self.clause().put = true;
            }
            Says::Them => {
                let what = if self.says_any(at, |it| it.is("file")) { What::File } else { What::Folder };
                match whole(at, "n") {
                    Some(count) if self.clause().verb.is_some() => self.clause().count = Some(count),
                    count => {
                        self.verb(Verb::Make);
                        self.clause().count = count;
                    }
                }
                self.clause().any = Some(what);
                for it in members(&at.get("them")?.text) {
                    self.thing(trimmed(it), what, false);
                }
            }
            Says::IntoEach => {
                let place = text(at, "p").unwrap_or_default();
                self.clause().into_each = Some(place);
            }
            Says::EachLine => self.clause().each_line = text(at, "p"),
            Says::EachName => {
                let kind = self.kind(at);
                let clause = self.clause();
                clause.each_name = true;
                if kind.is_none() {
                    clause.any = Some(What::File);
                }
            }
            Says::NewerThan => self.clause().newer_than = text(at, "ref"),
            Says::Mode(rights) => {
                let mode = text(at, "mode").unwrap_or_default();
                let before = self.clause().mode.replace((rights, mode.clone()));
                before.is_none_or(|it| it == (rights, mode)).then_some(())?;
            }
            Says::Enter => self.clause().enter = true,
            Says::Run => {
                let it = at.get("cmd")?;
                let clause = self.clause();
                clause.run = Some(it.text.clone());
                clause.run_typed = it.kind == Kind::Words && it.amount == 0.0;
            }
            Says::Print(field) => self.clause().fields.push(field),
            Says::Flag(flag) => self.clause().flags.push(flag),
            Says::Nothing => {}
            Says::ToExtension
            | Says::NewExtension
            | Says::ExtensionCase { .. }
            | Says::Case { .. }
            | Says::AddsStart
            | Says::AddsEnd
            | Says::AddsBeforeExtension
            | Says::Adds
            | Says::Removes
            | Says::RemovesStart
            | Says::RemovesEnd
            | Says::RemovesDigits
            | Says::RemovesFirst
            | Says::Replaces
            | Says::Pads => self.take_name(says, at)?,
        }
        Some(())
    }

    fn take_verb(&mut self, verb: Verb, at: &Match) -> Option<()> {
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
            // "update the link current"
            let link = verb == Verb::Point && self.says_any(at, |it| it.is("link"));
            if self.is_noun(at) && !link {
                return None;
            }
            let slash = slashed(at, "it") || verb == Verb::Make;
            if !self.says_folder(at) && !matches!(verb, Verb::Sync | Verb::Merge | Verb::Point | Verb::Make) {
                self.bare_doubt(at);
            }
            self.thing(it, if slash { What::Folder } else { What::Unknown }, false);
        }
        Some(())
    }

    fn take_thing(&mut self, what: What, at: &Match) -> Option<()> {
        // "Check if the directory …" is not the folder Check.
        let last = at.taken.last().and_then(|it| self.asked.tokens.get(*it));
        let behind = at.taken.len() == 2 && last.is_some_and(|it| it.is_any("folder file subfolder"));
        let bare = self.asked.tokens[at.start].form == Form::Word;
        let makes = self.clause().verb == Some(Verb::Make);
        if behind && bare && (at.end - at.start > 2 || makes) {
            return None;
        }
        // "every folder named x" is not one thing.
        let named = self.says_any(at, |it| it.is("named"));
        let each = |it: &Token<'_>| it.is_any("each all");
        if named && self.asked.tokens[at.start.saturating_sub(2)..at.end].iter().any(each) {
            return None;
        }
        // "I need a new folder x."
        if self.says_any(at, |it| it.is("new")) && self.clause().verb.is_none() {
            self.verb(Verb::Make);
        }
        let name = text(at, "it")?;
        // "a file system" is no file.
        if what == What::File && !named && FOREIGN_FILES.contains(&name.as_str()) {
            return None;
        }
        // "dirs a b and c": the first name reads like an article.
        let many = |it: &Token<'_>| matches!(it.text, "folders" | "directories" | "dirs" | "files");
        if self.says_any(at, many) && self.says_any(at, |it| it.text == "a") && name != "a" {
            return None;
        }
        self.clause().several |= what != What::Unknown && self.says_several(at);
        let slash = slashed(at, "it");
        self.thing(name, if slash { What::Folder } else { what }, false);
        Some(())
    }

    /// "Empty the folder x" rather than "the empty folder x".
    fn take_empty_folder(&mut self, at: &Match) -> Option<()> {
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
        Some(())
    }

    fn take_except(&mut self, at: &Match) -> Option<()> {
        let other = at.get("kind")?.text.clone();
        let clause = self.clause();
        if clause.has(Flag::Each) && clause.fields.contains(&Field::Name) {
            clause.fields.push(Field::WithoutExtension);
            return Some(());
        }
        // Who names one kind need not be told what else there is.
        let both = other.split(' ').any(|it| clause.kinds.iter().any(|kind| kind == it));
        (!clause.kinds.is_empty() && !both).then_some(())
    }

    fn take_more_kind(&mut self, at: &Match) -> Option<()> {
        if !self.clause().kinds.is_empty() {
            return self.kind(at);
        }
        // "the folders a, b and c": a name that is also a kind.
        let last = self.asked.tokens.get(at.end - 1)?;
        if self.last != Last::Thing || last.form != Form::Word {
            return None;
        }
        self.take_more(last.text.to_owned())
    }

    fn take_all(&mut self, what: What, at: &Match) -> Option<()> {
        let joined = at.start > 0 && self.asked.tokens[at.start - 1].is_any("and or");
        let noun = &self.asked.tokens[*at.taken.last()?];
        let one = !noun.text.to_lowercase().ends_with('s');
        // "the src folder" is one thing; "screenshot files" are not the file `screenshot`.
        if self.bare == Some(at.start) {
            let last = self.clause().things.last_mut().filter(|_| one && what == What::Folder)?;
            last.what = What::Folder;
            self.doubt = 0.0;
            self.clause().several |= self.says_several(at);
            return Some(());
        }
        // "A folder", "the file": which one is not said.
        let before = at.start.checked_sub(1).map(|it| self.asked.tokens[it].text.to_lowercase());
        let article = before.is_some_and(|it| matches!(it.as_str(), "a" | "an" | "the" | "this" | "that" | "my"));
        if one && article && noun.is_any("file folder subfolder") && self.clause().verb != Some(Verb::Make) {
            return None;
        }
        let clause = self.clause();
        clause.any = match clause.any {
            Some(it) if it != what && joined => Some(What::Unknown),
            Some(it) if it != what => return None,
            _ => Some(what),
        };
        Some(())
    }

    fn take_range(&mut self, at: &Match) -> Option<()> {
        let (first, last) = (text(at, "first")?, text(at, "last")?);
        let Some(series) = Series::new(&first, &last) else {
            self.thing(first, What::Unknown, false);
            return self.target(Target { path: last, fresh: false, folder: false });
        };
        if self.says_folder(at) {
            self.clause().any = Some(What::Folder);
        }
        self.clause().series.push(series);
        Some(())
    }

    fn take_place(&mut self, depth: Depth, at: &Match) {
        let place = text(at, "p").unwrap_or_else(|| ".".to_owned());
        let from = self.asked.tokens[at.start].is_any("from of out");
        let clause = self.clause();
        if place.contains(['*', '?']) {
            clause.globs.push(place);
        } else {
            clause.places.push(place);
        }
        clause.depths.push(depth);
        clause.from |= from;
        self.last = Last::Place;
    }

    fn take_target(&mut self, fresh: bool, at: &Match) -> Option<()> {
        let arrow = self.asked.tokens[at.start].form == Form::Sign;
        let verb = self.clause().verb;
        if arrow && matches!(verb, Some(Verb::Link { .. })) || verb == Some(Verb::Point) {
            self.clause().points = text(at, "t");
            return Some(());
        }
        let folder = self.says_folder(at) || slashed(at, "t") || self.asked.tokens[at.start].is("into");
        // "into pdf" in a change of extensions is told apart where it is rendered.
        self.target(Target { path: text(at, "t")?, fresh, folder: folder || fresh })
    }

    fn take_as(&mut self, at: &Match) -> Option<()> {
        let name = text(at, "t")?;
        // "make 3 folders named a, b and c"
        if self.clause().verb == Some(Verb::Make) && self.clause().things.is_empty() {
            let what = self.clause().any?;
            self.thing(name, what, false);
            return Some(());
        }
        if name.eq_ignore_ascii_case("yyyy-mm-dd") {
            return Some(());
        }
        self.last = Last::NewName;
        self.clause().new_name.replace(name).is_none().then_some(())
    }

    fn take_with(&mut self, at: &Match) -> Option<()> {
        let it = at.get("a")?.text.clone();
        let quoted = self.says_any(at, |it| it.form == Form::Quoted);
        match self.clause().verb {
            Some(Verb::Make) if quoted => self.clause().text = Some(it),
            Some(Verb::Sync) => return self.target(Target { path: trimmed(&it), fresh: false, folder: true }),
            _ => self.clause().with = Some(it),
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
        if last.form == Form::Word {
            self.bare = Some(at.end);
        }
        if last.form == Form::Word && !self.asked.tokens.iter().any(literal) {
            self.doubt = 0.2;
        }
        if last.form == Form::Word && last.text.ends_with('s') && last.text.bytes().all(|it| it.is_ascii_lowercase()) {
            self.doubt = 0.2;
        }
    }
}
