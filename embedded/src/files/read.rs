//! Reads tokens into a `Wish`, and keeps account of which words it understood.

mod access;
mod actions;
mod ages;
mod around;
mod dates;
mod deletes;
mod exclusions;
mod groups;
mod kinds;
mod modes;
mod names;
mod nouns;
mod order;
mod phrases;
mod places;
mod sayings;
mod sizes;
mod texts;
mod turns;

use super::archive;
use super::wish::{Condition, Counted, Kind, Note, Test, Verb, Wish};
use crate::literals::{Form, Token};
use crate::vocabulary::{FILLER, GROUP};
use turns::{Sight, turns};

/// What was read, and how well.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) wish: Wish,
    /// How many words that matter were understood.
    pub(crate) explained: usize,
    /// The words that matter and were not.
    pub(crate) unexplained: Vec<String>,
    /// Whether one of those is a literal, a number or a negation: without it any answer is wrong.
    pub(crate) blind: bool,
    /// How many words were understood through a spelling mistake.
    pub(crate) guessed: usize,
    /// What was assumed without being told, 0 to 1.
    pub(crate) doubt: f32,
}

/// Reads a wish.
pub(crate) fn read(tokens: &[Token<'_>]) -> Reading {
    let mut tokens = sayings::plain(tokens);
    names::known_names(&mut tokens);
    names::trust_values(&mut tokens);
    let tokens = &tokens;
    let mut reader = Reader {
        tokens,
        sights: tokens.iter().map(Sight::of).collect(),
        explained: vec![false; tokens.len()],
        wish: Wish::default(),
        negated: false,
        starts: Vec::new(),
        mode_conditions: Vec::new(),
        has_line: tokens
            .iter()
            .enumerate()
            .any(|(at, it)| it.is("line") && !tokens.get(at + 1).is_some_and(|it| it.is("number"))),
        conflict: false,
        direction: None,
    };
    reader.wish.lines = reader.has_line;
    // ".txt to .md" renames, "give them the ending .jpg" does too.
    let ending = |it: &Token<'_>| matches!(it.form, Form::Dotted | Form::Glob);
    reader.conflict |= tokens.windows(3).any(|it| ending(&it[0]) && it[1].is_any("to into") && ending(&it[2]))
        || tokens.first().is_some_and(|it| matches!(it.text.to_lowercase().as_str(), "please" | "give"))
            && tokens.iter().any(|it| it.text.eq_ignore_ascii_case("give"))
            && (1..tokens.len()).any(|at| {
                let described = tokens[..at - 1].iter().rev().find(|it| !it.is(FILLER));
                tokens[at - 1].is_any("extension end")
                    && ending(&tokens[at])
                    && !described.is_some_and(|it| it.is_any("with by of file which ones"))
            });
    reader.two_modes();
    reader.wish.each = tokens.windows(2).any(|it| {
        matches!(it[0].text.to_lowercase().as_str(), "each" | "every" | "per")
            && (it[1].is("file") || it[1].is(GROUP) || matches!(it[1].form, Form::Dotted | Form::Glob | Form::FileName))
    });
    // "Who owns this file": which one, nobody said.
    reader.conflict |= tokens.windows(2).any(|it| {
        it[1].text.eq_ignore_ascii_case("file") && matches!(it[0].text.to_lowercase().as_str(), "this" | "that")
    });
    reader.conflict |= tokens.windows(3).any(|it| {
        let [of, a, file] = [&it[0], &it[1], &it[2]].map(|it| it.text.to_lowercase());
        of == "of" && matches!(&*a, "a" | "an" | "one") && file == "file"
    }) && tokens.last().is_some_and(|it| it.text.eq_ignore_ascii_case("file"));
    // "what does the link x point to"
    let to_what = tokens.first().is_some_and(|it| it.is("which"))
        && tokens.iter().rev().find(|it| !it.is_mark() && !it.is_any("to at on")).is_some_and(|it| it.is("point"));
    reader.wish.asks_where = to_what || tokens.iter().any(|it| it.is("where"));
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(at).unwrap_or(at + 1).max(at + 1);
    }
    reader.finish()
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    /// The tokens as patterns see them.
    sights: Vec<Sight>,
    explained: Vec<bool>,
    wish: Wish,
    /// Whether the condition being read stands behind a negation.
    negated: bool,
    /// "starts with X", "ends with X": of a line or of a name, which the whole wish decides.
    starts: Vec<(bool, String, bool)>,
    /// Modes that entries have, rather than get.
    mode_conditions: Vec<String>,
    has_line: bool,
    /// Whether two facts do not go together.
    conflict: bool,
    /// Whether a sort was said to be descending or ascending.
    direction: Option<bool>,
}

/// Concepts that need no explanation of their own.
const SOFT: &str = "and than also all each which where ones find look show current but up out for to of as here only with by \
                    thing give after own path put at on";

impl Reader<'_, '_> {
    /// Reads what begins at a token; gives back where to go on.
    fn step(&mut self, at: usize) -> Option<usize> {
        if self.explained[at] {
            return None;
        }
        if self.tokens[at].form == Form::Open
            && let Some(next) = self.definition(at)
        {
            return Some(next);
        }
        self.rare(at)
            .or_else(|| self.every_of_name(at))
            .or_else(|| self.action(at))
            .or_else(|| self.modes(at))
            .or_else(|| self.phrase(at))
            .or_else(|| self.exclusion(at))
            .or_else(|| self.negation(at))
            .or_else(|| self.size(at))
            .or_else(|| self.age(at))
            .or_else(|| self.ordering(at))
            .or_else(|| self.access(at))
            .or_else(|| self.name(at))
            .or_else(|| self.text(at))
            .or_else(|| self.target(at))
            .or_else(|| self.place(at))
            .or_else(|| self.group(at))
            .or_else(|| self.object(at))
            .or_else(|| self.verb_or_noun(at))
    }

    /// "every main.tf": all files of this name, wherever they are.
    fn every_of_name(&mut self, at: usize) -> Option<usize> {
        let every = matches!(self.tokens[at].text.to_lowercase().as_str(), "every" | "each" | "all" | "any");
        let name = self.token(at + 1).filter(|it| it.form == Form::FileName && archive::format(it.text).is_none())?;
        if !every
            || self.is(at + 2, "line occurrence text")
            || !crate::literals::names_file(name.text)
            || name.text.contains('/')
        {
            return None;
        }
        let glob = names::escape(name.text);
        self.condition(Test::Name(vec![glob], false), at);
        self.wish.kind.get_or_insert(Kind::File);
        self.wish.files_wanted |= self.wish.texts.is_empty();
        let end = at + 2 + usize::from(self.is(at + 2, "file"));
        self.explain(at, end);
        Some(end)
    }

    /// "not empty", "not owned by root": the condition behind it, turned around.
    fn negation(&mut self, at: usize) -> Option<usize> {
        let neither = self.tokens[at].text.eq_ignore_ascii_case("neither");
        if !self.tokens[at].is_any("not without") && !neither || self.negated {
            return None;
        }
        if let Some(end) = self.no_text(at) {
            return Some(end);
        }
        let mut next = at + 1;
        while self.tokens.get(next).is_some_and(|it| it.is(FILLER) || it.is_any("not the ones which all")) {
            next += 1;
        }
        if next >= self.tokens.len() {
            return None;
        }
        self.negated = true;
        let read = self
            .size(next)
            .or_else(|| self.age(next))
            .or_else(|| self.access(next))
            .or_else(|| self.name(next))
            .or_else(|| self.text(next))
            .or_else(|| self.phrase(next))
            .or_else(|| if self.is(at, "not") || neither { self.group(next) } else { None });
        let used = std::mem::take(&mut self.negated);
        if let Some(end) = read
            && !used
        {
            self.explain(at, next);
            // "neither .jpg nor .png", where only the first was taken.
            if neither
                && self.token(end).is_some_and(|it| it.text.eq_ignore_ascii_case("nor"))
                && let Some(end) = {
                    self.negated = true;
                    let next = self.past_fillers(end + 1);
                    self.name(next).or_else(|| self.group(next)).or_else(|| self.text(next))
                }
            {
                self.explain(at, end);
                return Some(end);
            }
            self.negated = false;
            return Some(end);
        }
        None
    }

    /// "which have no TODO in them".
    fn no_text(&mut self, at: usize) -> Option<usize> {
        let value = self.past_fillers(at + 1);
        let value = if self.is(value, "occurrence") && self.is(value + 1, "of") { value + 2 } else { value };
        let value = if self.is(value, "text word line with") { value + 1 } else { value };
        let token = self.token(value)?;
        let literal = matches!(token.form, Form::Quoted | Form::FileName)
            || token.form == Form::Word
                && (token.concept.is_empty() || token.text.chars().all(|it| it.is_ascii_uppercase()));
        let end = self.seq(value + 1, turns!["?line in ones", "line", "in content"])?;
        if !literal || !self.wish.files_wanted || !self.wish.texts.is_empty() || self.wish.acts() {
            return None;
        }
        let text = token.text.to_owned();
        self.wish.texts.push(super::wish::Text { value: text, form: super::wish::TextForm::Literal });
        self.wish.without_text = true;
        self.explain(at, end);
        Some(end)
    }

    fn explain(&mut self, start: usize, end: usize) {
        let end = end.min(self.explained.len());
        self.explained[start..end].fill(true);
    }

    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, concepts: &str) -> bool {
        self.tokens.get(at).is_some_and(|it| it.is_any(concepts))
    }

    /// The next token that says something.
    fn past_fillers(&self, mut at: usize) -> usize {
        while self.tokens.get(at).is_some_and(|it| it.is(FILLER)) {
            at += 1;
        }
        at
    }

    /// Adds a condition; "or" directly before it joins it to the one before.
    fn condition(&mut self, test: Test, start: usize) {
        let mut before = start;
        while before > 0 && {
            let it = &self.tokens[before - 1];
            it.is(FILLER) || it.is_mark() || it.is_any("which with ones modified file name size not")
        } {
            before -= 1;
        }
        let or = before > 0 && self.tokens[before - 1].is("or") && !self.wish.conditions.is_empty();
        if or {
            self.explained[before - 1] = true;
        }
        let negated = std::mem::take(&mut self.negated);
        self.wish.conditions.push(Condition { test, negated, or });
    }

    /// Verbs and nouns that stand for themselves.
    fn verb_or_noun(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        let text = token.text.to_lowercase();
        if matches!(text.as_str(), "determine" | "identify" | "calculate" | "compute" | "collect" | "gather") {
            let fresh = self.tokens[at..].iter().any(|it| it.is("new") || it.is("into"));
            let collects = matches!(text.as_str(), "collect" | "gather") && fresh;
            self.wish.verbs.push(if collects { Verb::Copy } else { Verb::Find });
            self.explained[at] = true;
            return Some(at + 1);
        }
        let verb = match token.concept {
            "find" => Some(Verb::Find),
            "grep" => Some(Verb::Search),
            "show" => Some(Verb::Show),
            "delete" => Some(Verb::Delete),
            "copy" => Some(Verb::Copy),
            "move" => Some(Verb::Move),
            "compress" => Some(Verb::Compress),
            "pack" => Some(Verb::Pack),
            "unpack" => Some(Verb::Unpack),
            "make" if self.token(self.past_fillers(at + 1)).is_some_and(|it| archive::format(it.text).is_some()) => {
                Some(Verb::Pack)
            }
            "set" if self.seq(at, turns!["set owner", "set group", "set ownership"]).is_some() => Some(Verb::SetOwner),
            "set" | "grant" => Some(Verb::SetMode),
            "chown" => Some(Verb::SetOwner),
            _ => None,
        };
        // "which files did i change today"
        let did = self.tokens[at.saturating_sub(2)..at].iter().any(|it| it.text.eq_ignore_ascii_case("did"));
        if did && matches!(text.as_str(), "change" | "edit" | "modify" | "touch" | "update") {
            self.explained[at] = true;
            return Some(at + 1);
        }
        if self.is_bit_set(at) {
            self.explained[at] = true;
            return Some(at + 1);
        }
        if verb == Some(Verb::Compress) && self.wish.format.is_none() {
            self.wish.format = match token.text.to_lowercase().as_str() {
                "bzip2" => Some("bz2"),
                "zstd" => Some("zst"),
                "xz" => Some("xz"),
                _ => None,
            };
        }
        let token = &self.tokens[at];
        if let Some(verb) = verb {
            // "in the archive", "a compressed file": no wish to act.
            let quality = matches!(verb, Verb::Pack | Verb::Compress) && token.text.ends_with("ed");
            if quality && !self.tokens.iter().any(|it| archive::format(it.text).is_some()) {
                return None;
            }
            let noun = quality
                || matches!(verb, Verb::Pack | Verb::Copy | Verb::Compress | Verb::Move)
                    && at > 0
                    && matches!(
                        self.tokens[at - 1].text.to_lowercase().as_str(),
                        "the" | "a" | "an" | "this" | "from" | "that"
                    );
            if !noun {
                self.wish.verbs.push(verb);
            }
            self.explained[at] = true;
            return Some(at + 1);
        }
        let kind = match token.concept {
            "file" | "filename" => Kind::File,
            "folder" | "subfolder" => Kind::Folder,
            "link" => Kind::Link,
            "thing" => Kind::Any,
            _ => return None,
        };
        self.explained[at] = true;
        self.note_kind(kind, at);
        // "where does the link prod point to"
        if kind == Kind::Link
            && self.wish.asks_where
            && let Some(name) = self.token(at + 1).filter(|it| it.form == Form::Word && it.concept.is_empty())
            && self.is(at + 2, "point")
        {
            let name = name.text.to_owned();
            self.wish.objects.push(name);
            self.explain(at + 1, at + 2);
            return Some(at + 2);
        }
        Some(at + 1)
    }

    fn note_kind(&mut self, kind: Kind, at: usize) {
        let joined = at > 0 && self.tokens[at - 1].is_any("and or");
        self.wish.kind = match (self.wish.kind, kind) {
            (None | Some(Kind::Any), kind) => Some(kind),
            (Some(first), kind) if joined && first != kind => {
                self.explained[at - 1] = true;
                Some(Kind::Any)
            }
            (first, _) => first,
        };
        if kind != Kind::Any && self.wish.texts.is_empty() {
            self.wish.files_wanted = true;
        }
    }

    fn finish(mut self) -> Reading {
        self.settle_starts();
        self.settle_modes();
        self.settle_actions();
        self.settle_shown_modes();
        // "extract all addresses from a.txt" unpacks nothing.
        let archive_named = self.tokens.iter().any(|it| archive::format(it.text).is_some());
        if self.wish.texts.iter().any(|it| it.form == super::wish::TextForm::Extract) && !archive_named {
            self.wish.verbs.retain(|it| *it != Verb::Unpack);
        }
        // "in descending order" turns what is sorted.
        match (self.wish.order.as_mut(), self.direction) {
            (Some(order), Some(descending)) => order.descending = descending,
            (None, Some(descending)) if self.wish.output.total_size => {
                self.wish.order = Some(super::wish::Order { key: super::wish::Key::Size, descending });
            }
            (None, Some(_)) => self.conflict = true,
            _ => {}
        }
        // "the total size in bytes" is one number.
        if self.wish.output.total_size
            && self.wish.output.size
            && self.wish.notes(Note::OnlyNumber)
            && self.tokens.iter().any(|it| it.is("total"))
            && !self.tokens.iter().any(|it| it.is("each"))
            && self.wish.kind.is_some()
        {
            self.wish.output.size = false;
        }
        // "the size of all folders" is one for each.
        if (self.wish.output.total_size || self.wish.output.size)
            && self.wish.kind == Some(Kind::Folder)
            && self.wish.conditions.is_empty()
            && self.wish.depth.is_none_or(|it| it == 1)
            && self.tokens.iter().any(|it| it.is_any("folder subfolder") && it.text.ends_with('s'))
            && !self.tokens.iter().any(|it| it.is_any("total together"))
            && !self.wish.acts()
            && self.wish.how_many.is_none()
        {
            self.wish.output.size = false;
            self.wish.output.total_size = true;
            self.wish.depth = None;
            if !self.wish.notes(Note::EachFolder) {
                self.wish.notes.push(Note::EachFolder);
            }
        }
        // "the raw files … below raw": what a place is called is no extension.
        let places = &self.wish.places;
        let of_place = |it: &Condition| match &it.test {
            Test::Name(names, _) => matches!(names.as_slice(), [one] if one.strip_prefix("*.").is_some_and(|ending| {
                crate::vocabulary::extensions(ending).is_none() && places.iter().any(|it| it == ending)
            })),
            _ => false,
        };
        self.wish.conditions.retain(|it| it.negated || !of_place(it));
        // "jpg files in a and png files in b" are no two sets that one search finds.
        let names = wish_names(&self.wish);
        let mixed = self.tokens.iter().enumerate().filter(|(_, it)| it.is_any("in under from of")).count() > 1;
        self.conflict |= self.wish.places.len() > 1 && names > 1 && mixed;
        // "permissions and links" are what a copy keeps.
        self.conflict |= self.wish.notes(Note::Preserve) && self.wish.kind == Some(Kind::Link);
        // What lies on another computer is nothing that these programs reach.
        let far = |it: &str| {
            it.contains("://")
                || it.split_once(':').is_some_and(|(host, path)| {
                    !host.is_empty()
                        && path.starts_with(|it: char| it.is_alphanumeric() || "/~.".contains(it))
                        && host.chars().all(|it| it.is_alphanumeric() || "@._-".contains(it))
                })
        };
        let target = self.wish.target.iter().map(|it| it.path.as_str());
        self.conflict |= self.wish.objects.iter().chain(&self.wish.places).map(String::as_str).chain(target).any(far);
        // A package is no file where it has a name of its own.
        self.conflict |= self
            .tokens
            .windows(2)
            .any(|it| matches!(it[0].text.to_lowercase().as_str(), "package" | "packages") && it[1].is("named"));
        self.conflict |= self.deletes_wrongly();
        // "who is in the group sudo", "list group staff": people, not what they own.
        let of_people = |it: &Condition| matches!(it.test, Test::Owner(_) | Test::Group(_));
        let asks_who = self.tokens.first().is_some_and(|it| it.text.eq_ignore_ascii_case("who"));
        self.conflict |= !self.wish.conditions.is_empty()
            && self.wish.conditions.iter().all(of_people)
            && self.wish.kind.is_none()
            && (asks_who || self.wish.places.is_empty() && !self.tokens.iter().any(|it| it.is("owned")));
        // A mark without its partner, a variable that would not expand: no names.
        let odd = |it: &str| it.contains('"') || it.starts_with('\'') || it.starts_with('$');
        let name = |it: &Condition| matches!(&it.test, Test::Name(all, _) if all.iter().any(|it| odd(it)));
        self.conflict |= self.wish.conditions.iter().any(name)
            || self.wish.objects.iter().chain(&self.wish.places).any(|it| it.contains('"') || it.starts_with('\''));
        // `example.com` is a computer.
        let host =
            |it: &String| [".com", ".org", ".net"].iter().any(|end| it.ends_with(end)) && !it.contains(['/', '*']);
        let of_host = |it: &Condition| matches!(&it.test, Test::Name(all, _) if all.iter().any(host));
        self.conflict |=
            self.wish.objects.iter().chain(&self.wish.places).any(host) || self.wish.conditions.iter().any(of_host);
        // Many words without quotes are seldom one text.
        self.conflict |= self.wish.texts.iter().any(|text| {
            text.form == super::wish::TextForm::Literal
                && text.value.split(' ').count() > 3
                && !self.tokens.iter().any(|it| it.text == text.value)
        });
        // What is to be kept is never what is deleted.
        self.conflict |= self.wish.wants(Verb::Delete)
            && self.wish.keep == Some(true)
            && !self.wish.all_but
            && self.wish.order.is_none()
            && !self.wish.conditions.is_empty();
        // "list xls remove": two orders that nothing joins.
        self.conflict |= self.wish.wants(Verb::Delete) && self.wish.wants(Verb::Show);
        // "what eats the space? the five biggest files": files, not what lies in a place.
        if self.wish.kind == Some(Kind::File) && self.wish.notes(Note::EachEntry) && self.wish.limit.is_some() {
            self.wish.notes.retain(|it| *it != Note::EachEntry);
            self.wish.output.total_size = false;
        }
        // "the ten logs, biggest first": how many, though other words stand between.
        if self.wish.order.is_some() && self.wish.limit.is_none() && !self.wish.all_but {
            let numbers: Vec<usize> =
                (0..self.tokens.len()).filter(|it| !self.explained[*it] && self.tokens[*it].number.is_some()).collect();
            if let [at] = numbers.as_slice()
                && self.tokens.get(at + 1).is_some_and(|it| it.is_any("file folder") || it.is(GROUP))
                && let Some(number) = self.tokens[*at].number
                && (1.0..=1000.0).contains(&number)
                && number.fract() == 0.0
            {
                #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "bounded")]
                let limit = number as u32;
                self.wish.limit = Some(limit);
                self.explained[*at] = true;
            }
        }
        self.settle_words();
        let doubt = self.settle_holders() + self.settle_nouns() + self.loose_text();
        // "the full path" of a link is where it leads; of files it is how they are shown.
        if self.wish.notes(Note::Final) && !self.wish.notes(Note::PointsTo) {
            self.wish.notes.retain(|it| *it != Note::Final);
            self.wish.output.absolute = true;
        }
        let mut explained = 0;
        let mut unexplained = Vec::new();
        let mut blind = self.conflict;
        let mut guessed = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            let free = token.is(FILLER) || token.is_mark() || token.is_any(SOFT);
            if self.explained[at] {
                explained += usize::from(!free || token.is_any("find show look here"));
                guessed += usize::from(token.guessed);
                continue;
            }
            if free || self.is_covered(token) {
                continue;
            }
            blind |= !matches!(token.form, Form::Word)
                || at == 0
                || token.number.is_some()
                || token.is_any("foreign make delete copy move")
                || token.text.chars().any(|it| !it.is_lowercase())
                || token.is_any("not without exclude or")
                || token.is(GROUP);
            unexplained.push(token.text.to_owned());
        }
        Reading { doubt, wish: self.wish, explained, unexplained, blind, guessed }
    }

    /// The doubt about text of several words that no quotes hold together.
    fn loose_text(&self) -> f32 {
        let loose = |it: &&super::wish::Text| {
            it.form == super::wish::TextForm::Literal && !self.tokens.iter().any(|token| token.text == it.value)
        };
        let words = self.wish.texts.iter().filter(loose).map(|it| it.value.split(' ').count()).max().unwrap_or(0);
        if words > 2 { 0.15 } else { 0.0 }
    }

    /// Words that are explained by a fact that was read elsewhere: "size" by a size, "modified" by an age.
    fn is_covered(&self, token: &Token<'_>) -> bool {
        let wish = &self.wish;
        let tests = |wanted: fn(&Test) -> bool| wish.conditions.iter().any(|it| wanted(&it.test));
        match token.concept {
            "size" | "bigger" | "much" => {
                tests(|it| matches!(it, Test::Size(..))) || wish.order.is_some() || wish.output.total_size
            }
            "modified" | "old" | "date" | "last" | "created" | "recent" => {
                tests(|it| matches!(it, Test::Age(_))) || wish.order.is_some()
            }
            "name" | "named" | "filename" | "extension" | "type" => {
                tests(|it| matches!(it, Test::Name(..))) || wish.output.names
            }
            "octal" => wish.output.octal || wish.notes(Note::ShowMode),
            "permission" => tests(|it| matches!(it, Test::Mode(_) | Test::Allows(_))) || !wish.modes.is_empty(),
            "contain" if wish.how_many == Some(Counted::Entries) && wish.texts.is_empty() => {
                matches!(wish.objects.as_slice(), [it] if archive::format(it).is_some())
            }
            "text" | "word" | "pattern" | "occurrence" | "line" | "contain" | "character" => !wish.texts.is_empty(),
            "many" | "number" | "how" | "count" => wish.how_many.is_some(),
            "take" => wish.output.total_size || wish.order.is_some(),
            "recursive" => wish.recursive,
            "in" | "from" | "under" | "within" | "across" => {
                wish.here
                    || !wish.places.is_empty()
                    || !wish.objects.is_empty()
                    || !wish.texts.is_empty() && wish.kind == Some(Kind::File)
            }
            "project" | "together" | "whole" => !wish.places.is_empty() || wish.here || wish.how_many.is_some(),
            "make" => !wish.modes.is_empty() || wish.verbs.contains(&Verb::Pack) || wish.format.is_some(),
            "leave" | "put" => wish.asks_where,
            "into" | "count-out" => true,
            _ => false,
        }
    }

    fn counts(&mut self, what: Counted) {
        self.wish.how_many = Some(what);
    }
}

/// How many conditions say what the names are.
fn wish_names(wish: &Wish) -> usize {
    wish.conditions.iter().filter(|it| !it.negated && matches!(it.test, Test::Name(..))).count()
}
