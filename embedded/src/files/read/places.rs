//! Where to look, where results go, and the literals that stand alone.

use super::Reader;
use super::groups::FILE_NOUNS;
use super::turns::turns;
use crate::files::archive;
use crate::files::wish::{Kind, Target, Verb};
use crate::literals::{Form, Token, names_file};
use crate::vocabulary::{FILLER, GROUP};

/// Vocabulary words that people also call folders.
pub(crate) const FOLDERISH: &str = "archive archives backup backups old new content contents server system text texts names users \
                         groups links disk lines words latest current release temporary notes bin tmp volume root home \
                         copy copies image images line pack bundle save empty project projects path private letters include out output";

impl Reader<'_, '_> {
    /// "in src", "under Documents and bin", "here", "from the current folder".
    pub(crate) fn place(&mut self, at: usize) -> Option<usize> {
        if self.is(at, "here") {
            self.explain(at, at + 1);
            self.wish.here = true;
            return Some(at + 1);
        }
        // "search my home for files"
        if matches!(self.tokens[at].text.to_lowercase().as_str(), "search" | "scan")
            && let Some(end) = self.seq(self.past_fillers(at + 1), turns!["home ?folder"])
            && self.is(end, "for")
        {
            self.wish.verbs.push(Verb::Find);
            self.wish.places.push("~".to_owned());
            self.explain(at, end);
            return Some(end);
        }
        if self.is(at, "current whole") && self.is(self.past_fillers(at + 1), "folder project") {
            return self.known_place(at).inspect(|end| self.explain(at, *end));
        }
        let from_of = self.is(at, "of");
        let sets = self.sets_access();
        self.conflict |= self.is(at, "from") && self.wish.wants(Verb::SetOwner);
        let prep = from_of || self.is(at, "in within under from across on at") || sets && self.is(at, "to for");
        if !prep {
            return None;
        }
        let mut next = at + 1;
        // "in all logs under /var": a kind of files.
        if self.is(self.past_fillers(next), "all each")
            && self.token(self.past_fillers(next) + 1).is_some_and(|it| it.is(GROUP))
        {
            return None;
        }
        while self.is(next, "in under all within anywhere at") || self.token(next).is_some_and(|it| it.is(FILLER)) {
            next += 1;
        }
        if let Some(end) = self.known_place(next) {
            let end = self.more_places(end);
            self.explain(at, end);
            return Some(end);
        }
        // "the size of MP3 files"
        let noun = |it: &Token<'_>| FILE_NOUNS.split(' ').any(|noun| it.text.eq_ignore_ascii_case(noun));
        if self.token(next).is_some_and(|it| it.is(GROUP)) && self.token(next + 1).is_some_and(noun) {
            return None;
        }
        // "the sum of all units": only what is clearly a place or a file is meant behind "of".
        if from_of
            && !(at > 0 && self.is(at - 1, "subfolder"))
            && let Some(it) = self.token(next)
            && it.form == Form::Word
            && !it.text.starts_with(|it: char| it.is_uppercase())
            && !self.is(next + 1, "folder project")
            && !it.is_any("folder file pack")
            && !(self.wish.acts()
                && self.wish.texts.is_empty()
                && !self.wish.verbs.iter().any(|it| matches!(it, Verb::Delete | Verb::Move | Verb::Copy)))
            && !(self.wish.output.total_size && next == self.past_fillers(at + 1))
        {
            return None;
        }
        let end = self.place_name(next)?;
        let end = self.more_places(end);
        // "in x only": not below.
        let only = self.is(end, "only") && self.token(end + 1).is_none_or(Token::is_mark) && self.wish.texts.is_empty();
        let end = end + usize::from(only);
        if only {
            self.wish.depth.get_or_insert(1);
        }
        self.explain(at, end);
        Some(end)
    }

    /// Places that have no name: here, home, the parent, the whole disk.
    fn known_place(&mut self, at: usize) -> Option<usize> {
        let known = turns![&'static str;
            ("here|current ?whole ?current folder|project|path|=place|=one|thing", "."),
            ("?whole|current ?current folder|project", "."),
            ("current =app|=site", "."),
            ("home ?folder", "~"),
            ("parent folder", ".."),
            ("folder =above|over", ".."),
            ("?whole computer|disk", "/"),
            ("here", "."),
        ];
        let (end, place) = self.turn(at, known).map(|(end, place)| (end, *place))?;
        // A folder may be called `projects`: what only resembles a word is a name.
        if self.tokens[end - 1].guessed && !self.is(end - 1, "folder here") {
            return None;
        }
        // "ownership of project": without an article it is the name of a folder.
        let bare = end == at + 1 && at > 0 && !self.tokens[at - 1].is(FILLER);
        if bare && self.is(at, "project") {
            return None;
        }
        // "in the folder Shared", "in the project src": the name follows.
        let named = self.token(end).is_some_and(|it| {
            it.names_path()
                || it.form == Form::Quoted
                || it.is("named")
                || it.form == Form::Word && it.concept.is_empty()
                || it.is(GROUP) && self.is(end - 1, "folder") && !self.lists_files(end)
        });
        if self.token(end).is_some_and(|it| matches!(it.text, "tree" | "hierarchy"))
            && self.is(end - 1, "folder")
            && self
                .token(end + 1)
                .is_some_and(|it| it.names_path() || it.is(GROUP) || it.form == Form::Word && it.concept.is_empty())
        {
            return None;
        }
        if self.is(end - 1, "folder project") && self.tokens[end - 1].text.ends_with('s') {
            return None;
        }
        if place == "." && named && self.is(end - 1, "folder project") && !self.is(at, "current whole") {
            return None;
        }
        if place == "." {
            self.wish.here = true;
        } else {
            self.wish.places.push(place.to_owned());
        }
        Some(end)
    }

    /// The name of one place, with the noun before or behind it.
    fn place_name(&mut self, at: usize) -> Option<usize> {
        let mut next = self.past_fillers(at);
        let mut noun = false;
        while self.is_noun_before_name(next) || noun && self.token(next).is_some_and(|it| it.is(FILLER)) {
            noun |= !self.is(next, "new");
            next += 1;
        }
        let token = self.token(next)?;
        // "left over from merging": a doing is no place.
        let doing = token.form == Form::Word && token.concept.is_empty() && token.text.ends_with("ing");
        if doing && !noun && at > 0 && self.is(at - 1, "from") && !self.is(next + 1, "folder") {
            return None;
        }
        if !self.can_be_place(next, noun) || token.form == Form::Word && token.text.contains(['\'', '’']) {
            return None;
        }
        let text = token.text.to_owned();
        let form = token.form;
        let mut end = next + 1;
        // "the tmp folder": but not "all raw folders", which have the name.
        if self.token(end).is_some_and(|it| {
            it.is("folder") && !it.text.ends_with('s') && !it.text.ends_with("ies") || it.is("project")
        }) || self.token(end).is_some_and(|it| it.text.eq_ignore_ascii_case("file")) && form != Form::Dotted
        {
            end += 1;
        }
        self.add_place(&text, form);
        Some(end)
    }

    /// "the folder Shared", "the archive x.tgz": a noun whose name follows.
    fn is_noun_before_name(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|it| !it.guessed) else { return false };
        let follows = self.token(self.past_fillers(at + 1)).is_some_and(|it| {
            it.names_path()
                || it.form == Form::Quoted
                || it.is("named")
                || it.form == Form::Word && it.concept.is_empty()
                || token.is("folder") && it.is(GROUP)
        });
        // "the directory tree notes"
        if token.is("folder")
            && self.token(at + 1).is_some_and(|it| matches!(it.text, "tree" | "hierarchy" | "structure"))
            && self
                .token(at + 2)
                .is_some_and(|it| it.names_path() || it.is(GROUP) || it.concept.is_empty() && it.form == Form::Word)
        {
            return true;
        }
        if at > 0 && self.is(at - 1, "folder") && matches!(token.text, "tree" | "hierarchy" | "structure") {
            return self.token(at + 1).is_some_and(|it| !it.is_mark());
        }
        token.is_any("folder file link pack project new") && follows || token.is("named")
    }

    fn add_place(&mut self, text: &str, form: Form) {
        let text = if text.len() > 1 { text.trim_end_matches('/') } else { text };
        let text = if text.is_empty() { "/" } else { text };
        let base = text.rsplit('/').next().unwrap_or(text);
        let is_file = form != Form::Quoted && names_file(base) || archive::format(text).is_some();
        if is_file || base.contains(['*', '?']) && form != Form::Quoted {
            self.wish.objects.push(text.to_owned());
        } else {
            self.wish.places.push(text.to_owned());
        }
    }

    fn can_be_place(&self, at: usize, noun: bool) -> bool {
        let Some(token) = self.token(at) else { return false };
        let followed_by = |concepts: &str| self.is(at + 1, concepts);
        match token.form {
            Form::Quoted | Form::Path | Form::FileName => true,
            Form::Glob => !self.tokens.iter().any(|it| it.is_any("recursive anywhere subfolder")),
            Form::Dotted => {
                let list = followed_by("and or") && self.token(at + 2).is_some_and(|it| it.form == Form::Dotted);
                !list && !followed_by("file extension") && !token.text[1..].contains('.')
            }
            Form::Date => followed_by("folder") || noun,
            Form::Number => followed_by("folder") && !self.is(at + 1, "file") && token.text.len() == 4,
            Form::Word if token.concept.is_empty() || token.guessed => {
                !token.text.contains("://")
                    && (token.concept.is_empty()
                        || !token.is_any("current order which each thing file folder line sort"))
            }
            Form::Word => {
                let capital = token.text.starts_with(|it: char| it.is_uppercase());
                let folderish = FOLDERISH.split(' ').any(|it| it == token.text);
                let group = token.is(GROUP) && !followed_by("file extension") && !self.lists_files(at);
                let singular = self.token(at + 1).is_some_and(|it| it.is("folder") && !it.text.ends_with('s'));
                let before_noun = singular
                    && !token.is_any("current each which all whole parent here empty hidden new and ones first last")
                    && !token.is(FILLER);
                capital && !token.is(FILLER) && !token.is_any("byte kilobyte megabyte gigabyte terabyte case")
                    || noun && !token.is_any("and or with which in under from at of to")
                    || before_noun
                    || (folderish || group) && !followed_by("file folder link")
            }
            _ => false,
        }
    }

    /// "js and ts files": a list of kinds rather than of folders.
    pub(crate) fn lists_files(&self, at: usize) -> bool {
        let mut next = at;
        while self.is(next, "and or") || self.token(next).is_some_and(|it| it.is(GROUP) || it.form == Form::Comma) {
            next += 1;
        }
        self.is(next, "file")
    }

    /// ", b and c" behind a place.
    fn more_places(&mut self, mut end: usize) -> usize {
        loop {
            let mut next = end;
            let mut joined = false;
            while self.token(next).is_some_and(|it| it.form == Form::Comma || it.text == "+") || self.is(next, "and or")
            {
                joined = true;
                next += 1;
            }
            while joined && (self.is(next, "in under from") || self.token(next).is_some_and(|it| it.is(FILLER))) {
                next += 1;
            }
            let Some(token) = self.token(next) else { return end };
            let sure = token.concept.is_empty() && !matches!(token.form, Form::Glob | Form::Number | Form::Date)
                || token.form == Form::Word
                    && token.text.starts_with(|it: char| it.is_uppercase())
                    && !token.is(FILLER)
                || token.is(GROUP) && !self.is(next + 1, "file");
            let sure = sure
                && !token.is_mark()
                && !matches!(token.form, Form::Size(_) | Form::Sign | Form::Mode | Form::Span(_));
            if !joined || !sure || !self.can_be_place(next, false) {
                return end;
            }
            let Some(read) = self.place_name(next) else { return end };
            end = read;
        }
    }

    /// "to /mnt/backup", "into a new folder called restored", "-> site.tgz".
    pub(crate) fn target(&mut self, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        let arrow = token.form == Form::Sign && matches!(token.text, "->" | "=>" | "→" | ">");
        if !arrow && !token.is_any("to into as on in named under put") || self.wish.target.is_some() {
            return None;
        }
        let acts = self.wish.acts() || self.wish.format.is_some();
        if !arrow && (!acts || self.sets_access()) {
            return None;
        }
        let mut next = at + 1;
        let mut fresh = false;
        let mut noun = false;
        loop {
            let it = self.token(next)?;
            if self.seq(next, turns!["current folder|project"]).is_some() {
                break;
            }
            fresh |= it.is("new");
            noun |= it.is("folder");
            if it.is(FILLER)
                || it.is_any("new folder file named pack into current put ones")
                    && !self.token(next + 1).is_none_or(Token::is_mark)
            {
                next += 1;
            } else {
                break;
            }
        }
        let it = self.token(next)?;
        let plain = token.is_any("to into") || arrow || noun || fresh;
        let archived = archive::format(it.text).is_some();
        // What is unpacked is no place to unpack to.
        if archived && self.wish.wants(Verb::Unpack) {
            return None;
        }
        if token.is_any("in on under") && !fresh && !archived || token.is("named") && !archived {
            return None;
        }
        if token.is("as") && !archived && !it.names_path() {
            return None;
        }
        let known = self.seq(next, turns!["here"]).or_else(|| self.seq(next, turns!["current folder|project"]));
        if let Some(end) =
            known.or_else(|| self.is(next.wrapping_sub(1), "folder").then_some(next).filter(|_| it.is_mark()))
        {
            self.explain(at, end);
            self.wish.here = true;
            return Some(end);
        }
        if let Some(end) = self.seq(next, turns!["home folder"]) {
            self.explain(at, end);
            self.wish.target = Some(Target { path: "~".to_owned(), fresh: false });
            return Some(end);
        }
        let usable = match it.form {
            Form::Quoted | Form::Path | Form::FileName => true,
            Form::Word => {
                plain
                    && !it.is(FILLER)
                    && (it.concept.is_empty() || it.guessed || fresh || noun || self.can_be_place(next, false))
            }
            _ => false,
        };
        if !usable {
            return None;
        }
        let path = it.text.to_owned();
        let mut end = next + 1;
        if self.is(end, "folder") {
            end += 1;
        }
        self.explain(at, end);
        let path = if path.len() > 1 { path.trim_end_matches('/').to_owned() } else { path };
        self.wish.target = Some(Target { path, fresh });
        Some(end)
    }

    /// Whether the wish is about permissions and owners alone, so that "to x" is no place to put things.
    fn sets_access(&self) -> bool {
        use crate::files::wish::Verb;
        self.wish.verbs.iter().any(|it| matches!(it, Verb::SetMode | Verb::SetOwner))
            && !self
                .wish
                .verbs
                .iter()
                .any(|it| matches!(it, Verb::Copy | Verb::Move | Verb::Pack | Verb::Unpack | Verb::Compress))
    }

    /// A literal that stands alone, or a name with its noun: "the folder reports", "presets.zip".
    pub(crate) fn object(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        match token.form {
            Form::Path | Form::FileName | Form::Dotted => {
                let text = token.text.trim_end_matches('/');
                self.wish.objects.push(if text.is_empty() { "/" } else { text }.to_owned());
                let noun =
                    self.token(at + 1).is_some_and(|it| it.is_any("folder file pack") && !it.text.ends_with('s'));
                let end = at + 1 + usize::from(noun);
                self.explain(at, end);
                Some(end)
            }
            Form::Quoted if self.wish.acts() || self.is(at.wrapping_sub(1), "file folder") => {
                self.wish.objects.push(token.text.to_owned());
                self.explain(at, at + 1);
                Some(at + 1)
            }
            // "the log syslog.2.gz": a kind before the one it is.
            Form::Word
                if token.is(GROUP)
                    && self.token(at + 1).is_some_and(|it| matches!(it.form, Form::FileName | Form::Path)) =>
            {
                self.explain(at, at + 1);
                Some(at + 1)
            }
            Form::Word if token.is("folder") || token.is("file") => {
                // "folder reports": the noun before a name that the vocabulary does not know.
                let next = self.token(at + 1)?;
                let kind = next.is(GROUP) && token.is("folder") && !self.lists_files(at + 1);
                let name = next.form == Form::Word && (next.concept.is_empty() || next.guessed || kind)
                    || next.form == Form::Quoted;
                let singular = !token.text.ends_with('s') && !next.text.ends_with("ly");
                let several = at > 0 && self.is(self.before_fillers(at), "each all");
                if !name || !singular || several {
                    return None;
                }
                let text = next.text.to_owned();
                // "extract the folder src from a.tgz" names a member.
                let member = self.wish.wants(Verb::Unpack) && self.is(at + 2, "from out of");
                if token.is("folder") && !member {
                    self.wish.places.push(text);
                } else {
                    self.wish.objects.push(text);
                }
                self.explain(at, at + 2);
                Some(at + 2)
            }
            Form::Word
                if token.concept.is_empty()
                    || token.guessed
                    || token.is(GROUP)
                    || token.text.starts_with(|it: char| it.is_uppercase()) && at > 0 =>
            {
                // "the Lightroom folder", with its article.
                let singular = self.token(at + 1).is_some_and(|it| it.is("folder") && !it.text.ends_with('s'));
                let before =
                    |words: &[&str]| at > 0 && words.iter().any(|it| self.tokens[at - 1].text.eq_ignore_ascii_case(it));
                let behind = |words: &[&str]| {
                    self.token(at + 1).is_some_and(|next| words.iter().any(|it| next.text.eq_ignore_ascii_case(it)))
                };
                let plain = token.concept.is_empty() && !token.text.contains(['\'', '’']);
                let folder =
                    singular && before(&["the", "my", "our", "search", "pack", "compress", "tar", "zip", "archive"]);
                // "how many folders does src have", "search src for x".
                let place = plain
                    && before(&["does", "do"])
                    && behind(&["have", "contain", "hold", "take", "use", "occupy", "need"])
                    || plain && before(&["search", "grep", "scan"]) && behind(&["for"]);
                // "tar up src and docs".
                let source = plain
                    && (self.wish.wants(Verb::Pack) || self.wish.wants(Verb::Compress))
                    && (at > 0 && self.tokens[at - 1].is_any("pack compress up")
                        || self.wish.target.is_none()
                            && at > 1
                            && self.is(at - 1, "and")
                            && self.explained[at - 2]
                            && !self.wish.objects.is_empty());
                let owned = plain
                    && self.wish.wants(Verb::SetOwner)
                    && self.is(at.wrapping_sub(1), "chown chgrp")
                    && self.is(at + 1, "to");
                // "how big is Downloads"
                let asked = self.wish.output.total_size
                    && before(&["is", "are", "does", "do"])
                    && self.token(at + 1).is_none_or(|it| it.is_mark() || it.is_any("and in") || it.is(FILLER));
                // "how much space raw takes"
                let takes =
                    plain && self.wish.output.total_size && self.is(at + 1, "take") && self.is(at - 1, "space much");
                let place = place || owned || asked || takes;
                if !folder && !place && !source {
                    return None;
                }
                if source && !folder {
                    self.wish.objects.push(token.text.to_owned());
                } else {
                    self.wish.places.push(token.text.to_owned());
                }
                let end = at + 1 + usize::from(singular);
                // "how big are www, exports and cache"
                let end = if asked || takes { self.more_places(end) } else { end };
                self.explain(at, end);
                Some(end)
            }
            _ => None,
        }
    }

    /// "test files (test_*.py)": what stands in the parentheses says what the words before them mean.
    pub(crate) fn definition(&mut self, open: usize) -> Option<usize> {
        let close = (open + 1..self.tokens.len()).find(|it| self.tokens[*it].form == Form::Close)?;
        let inner = &self.tokens[open + 1..close];
        // "albums (folders)"
        if let [noun] = inner
            && noun.is_any("file folder link")
            && open > 0
            && self.tokens[open - 1].form == Form::Word
            && self.tokens[open - 1].concept.is_empty()
        {
            self.explain(open - 1, open + 1);
            return Some(open + 1);
        }
        let literal = |it: &Token<'_>| {
            matches!(it.form, Form::Glob | Form::Dotted) || it.is(GROUP) && it.form == Form::Word && !it.guessed
        };
        if !inner.iter().any(literal)
            || !inner
                .iter()
                .all(|it| literal(it) || it.is_mark() || it.is(FILLER) || it.is_any("and or in case file also"))
        {
            return None;
        }
        let mut before = open;
        while before > 0 {
            let it = &self.tokens[before - 1];
            let noun = it.form == Form::Word
                && (it.concept.is_empty()
                    || it.is(GROUP)
                    || it.guessed
                    || it.is_any("file and image regular pack link disk text computer home"));
            if !noun {
                break;
            }
            before -= 1;
        }
        if before == open {
            return None;
        }
        // What those words were taken for gives way.
        let vague = self.tokens[before..open].iter().any(|it| it.is(GROUP));
        if vague
            && matches!(self.wish.conditions.last(), Some(it) if matches!(it.test, crate::files::wish::Test::Name(..)))
        {
            self.wish.conditions.pop();
        }
        self.explain(before, open);
        self.wish.kind.get_or_insert(Kind::File);
        self.wish.files_wanted |= self.wish.texts.is_empty();
        self.explain(open, open + 1);
        Some(open + 1)
    }
}
