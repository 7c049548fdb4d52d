//! Conditions on names: "named x", "python files", "ending in ~", and what is to be left out.

use super::Reader;
use super::places::FOLDERISH;
use super::turns::turns;
use crate::files::archive;
use crate::files::wish::{Condition, Kind, Test, Text, TextForm, Verb};
use crate::literals::{Form, Token, names_file};
use crate::vocabulary::{self, FILLER, GROUP};

/// Nouns that stand for "file" behind a kind: "python scripts", "html pages".
pub(crate) const FILE_NOUNS: &str = "file files script scripts page pages document documents source sources module modules \
                          migration migrations config configs configuration program programs sheets table tables dump \
                          dumps track tracks archive archives package packages picture pictures photo photos pic pics \
                          image images ones code video videos song songs book books backup backups tarball tarballs";

/// Words for kinds of files that mean something else as often.
const AMBIGUOUS: &str = "key lock service env log temporary java pid music image picture photo video movie film song c h o so notes \
                         header headers swift lua python ruby rust perl scala audio db conf doc pem stylesheet terraform";

impl Reader<'_, '_> {
    /// Conditions that name the name.
    pub(crate) fn name(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        let next = self.past_fillers(at + 1);
        // "an archive called backup.tar.gz" is where it goes.
        let archive = self.token(next).is_some_and(|it| archive::format(it.text).is_some());
        if token.is("named") && archive && self.wish.wants(Verb::Pack) {
            return None;
        }
        if token.is("named") || token.is("name") && !self.is(next, "contain start end with match") {
            let value = if self.is(next, "or as") { self.past_fillers(next + 1) } else { next };
            // "which have the name old": a name, whatever the word means elsewhere.
            let has = self.tokens[at.saturating_sub(2)..at]
                .iter()
                .any(|it| it.is("with") || matches!(it.text.to_lowercase().as_str(), "have" | "has" | "the" | "bear"));
            let ends = self.token(value + 1).is_none_or(|it| it.is_mark() || it.is_any("in under from within at"));
            let any = token.is("named") || has && ends && token.text.eq_ignore_ascii_case("name");
            // "remove the file named -x.txt": one file, not all of that name.
            let one = at > 1
                && self.tokens[at - 1].text.eq_ignore_ascii_case("file")
                && self.tokens[at - 2].text.eq_ignore_ascii_case("the");
            if one
                && token.is("named")
                && self.wish.acts()
                && self.wish.texts.is_empty()
                && let Some(name) = self.token(value).filter(|it| {
                    matches!(it.form, Form::Quoted | Form::FileName)
                        && names_file(it.text)
                        && !it.text.contains(['*', '?'])
                })
            {
                let name = name.text.to_owned();
                self.wish.objects.push(name);
                self.explain(at, value + 1);
                return Some(value + 1);
            }
            return self.name_values(at, value, ToOwned::to_owned, any);
        }
        // "names longer than 40 characters"
        if let Some(end) = self.seq(
            at,
            turns![
                "?file name|filename =longer than # character",
                "?file name|filename over|with # character",
                "?file name|filename with more than # character",
                "?file name|filename more than # character",
            ],
        ) && token.is_any("name filename file")
            && let Some(number) = self.tokens[at..end].iter().find_map(|it| it.number)
            && (1.0..=250.0).contains(&number)
            && !self.is(at + 1, "with") | self.tokens[at..end].iter().any(|it| it.is("more"))
        {
            self.condition(Test::Regex(format!("^[^/]{{{:.0},}}$", number + 1.0)), at);
            self.wish.kind.get_or_insert(Kind::File);
            self.wish.files_wanted = true;
            self.explain(at, end);
            return Some(end);
        }
        // "whose name starts with x", "name contains x", "names matching x".
        let verb = if token.is_any("name filename") { next } else { at };
        let said = verb != at;
        if let Some(value) = self.seq(verb, turns!["start with", "start in", "=prefix", "with =prefix"]) {
            return self.edge(at, value, true, said);
        }
        if let Some(value) = self.seq(verb, turns!["end with|in|on", "=ending", "with end"]) {
            return self.edge(at, value, false, said);
        }
        let contains = self.seq(verb, turns!["contain ?text|word", "with|have ?text|word"]);
        if said && let Some(value) = contains {
            return self.name_values(at, self.past_fillers(value), |it| format!("*{it}*"), true);
        }
        if said && let Some(value) = self.seq(verb, turns!["match ?pattern"]) {
            return self.name_values(at, self.past_fillers(value), ToOwned::to_owned, true);
        }
        // "contain "copy" in their name", "with a space in the name", "have x in the file name".
        let start = contains.map_or(at, |it| self.past_fillers(it));
        if let Some(value) = self.token(start)
            && (value.form == Form::Quoted || value.form == Form::Word || value.form == Form::Number)
            && !value.is_any("folder which in name")
            && let Some(end) = self.seq(
                self.past_fillers(start + 1),
                turns!["in ?file|folder name", "in filename", "as =part of ?file name"],
            )
            && (contains.is_some() || value.form == Form::Quoted || value.concept.is_empty() || value.is("space"))
        {
            let text = if value.is("space") { " ".to_owned() } else { escape(value.text) };
            self.condition(Test::Name(vec![format!("*{text}*")], false), at);
            self.explain(at, end);
            return Some(end);
        }
        // "with extension .log", "with the .log extension", "of type pdf".
        if let Some(value) = self.seq(at, turns!["with|by|of extension", "extension", "of|with type", "type"])
            && let Some(token) = self.token(value)
            && (token.form == Form::Dotted
                || token.is(GROUP)
                || token.form == Form::Quoted
                || token.form == Form::Glob
                || token.form == Form::Word && token.concept.is_empty())
        {
            let extension = token.text.trim_start_matches(['*', '.']).to_owned();
            return self.name_list(at, value, move |it| format!("*.{}", it.trim_start_matches(['*', '.'])), extension);
        }
        if token.is_any("with by") && self.is(next + 1, "extension") {
            let extension = self.token(next)?.text.trim_start_matches('.').to_owned();
            self.condition(Test::Name(vec![format!("*.{}", escape(&extension))], false), at);
            self.explain(at, next + 2);
            return Some(next + 2);
        }
        if let Some(value) = self.seq(at, turns!["match ?pattern"])
            && self.token(value).is_some_and(|it| it.form == Form::Glob)
        {
            return self.name_values(at, value, ToOwned::to_owned, false);
        }
        None
    }

    fn name_list(&mut self, at: usize, value: usize, shape: impl Fn(&str) -> String, _first: String) -> Option<usize> {
        self.name_values(at, value, shape, true)
    }

    /// A list of names, each put into a shape.
    fn name_values(
        &mut self,
        at: usize,
        start: usize,
        shape: impl Fn(&str) -> String,
        any_word: bool,
    ) -> Option<usize> {
        let mut names = Vec::new();
        let mut next = start;
        let mut end = start;
        while let Some(token) = self.token(next) {
            let usable = match token.form {
                Form::Quoted | Form::Glob | Form::FileName | Form::Dotted | Form::Date => true,
                Form::Path => !token.text.contains('/'),
                Form::Number => any_word,
                Form::Word => {
                    token.concept.is_empty()
                        || any_word
                            && names.is_empty()
                            && !token.is_any("like in with which only start end contain and or")
                        || token.is("space")
                        || !names.is_empty() && any_word && token.is(GROUP)
                }
                _ => false,
            };
            if !usable {
                break;
            }
            let text = match token.form {
                _ if token.is("space") => " ".to_owned(),
                Form::Glob => token.text.to_owned(),
                _ => something(token.text),
            };
            names.push(shape(&text));
            end = next + 1;
            next = end;
            let mut joined = false;
            while self.is(next, "or and") || self.token(next).is_some_and(|it| it.form == Form::Comma) {
                joined = true;
                next += 1;
            }
            next = self.past_fillers(next);
            if self.is(next, "named") && joined {
                next += 1;
            }
            if !joined || self.token(next).is_none_or(|it| it.form == Form::Path) {
                break;
            }
        }
        if names.is_empty() {
            return None;
        }
        let end = end
            + usize::from(self.token(end).is_some_and(|it| {
                it.is_any("file folder") && at + 1 < end && !it.text.ends_with('s') && !self.is(at, "named")
            }));
        self.condition(Test::Name(names, false), at);
        self.explain(at, end);
        Some(end)
    }

    /// "starting with x": of a line where lines are meant, of a name else; decided at the end.
    fn edge(&mut self, at: usize, value: usize, start: bool, said: bool) -> Option<usize> {
        let value = self.past_fillers(value);
        let value = if self.is(value, "text word character extension") { value + 1 } else { value };
        let token = self.token(value)?;
        let text = match token.text.to_lowercase().as_str() {
            "dash" | "hyphen" => "-".to_owned(),
            "dot" | "period" => ".".to_owned(),
            "tilde" => "~".to_owned(),
            "underscore" => "_".to_owned(),
            "hash" => "#".to_owned(),
            "semicolon" => ";".to_owned(),
            "colon" => ":".to_owned(),
            "comma" => ",".to_owned(),
            "digit" | "number" | "vowel" | "letter" | "capital" | "character" | "word" | "quote" | "tab"
            | "newline" | "linebreak" | "whitespace" | "bracket" | "brace" | "parenthesis" | "slash" | "backslash"
            | "vowels" | "digits" => {
                return None;
            }
            _ if token.is("space") => " ".to_owned(),
            _ => token.text.to_owned(),
        };
        if token.is_mark() && token.form != Form::Stop || token.is_any("in which with") {
            return None;
        }
        // "paths starting with scripts/" says how they look, not which they are.
        if token.form == Form::Path && token.text.ends_with('/') {
            self.explain(at, value + 1);
            return Some(value + 1);
        }
        if said || self.negated || !self.has_line && self.wish.files_wanted && !self.any_file_object() {
            let mut names = vec![text];
            let mut end = value + 1;
            while self.is(end, "or and")
                && self.token(end + 1).is_some_and(|it| it.form != Form::Word || it.concept.is_empty())
            {
                names.push(self.tokens[end + 1].text.to_owned());
                end += 2;
            }
            let names = names.iter().map(|it| {
                if start { format!("{}*", escape(it)) } else { format!("*{}", escape(it.trim_start_matches('*'))) }
            });
            self.condition(Test::Name(names.collect(), false), at);
            self.explain(at, end);
            return Some(end);
        }
        self.starts.push((start, text, std::mem::take(&mut self.negated)));
        self.explain(at, value + 1);
        Some(value + 1)
    }

    pub(crate) fn any_file_object(&self) -> bool {
        self.tokens.iter().any(|it| matches!(it.form, Form::FileName | Form::Path) && names_file(it.text))
    }

    /// Decides whose start and end were meant.
    pub(crate) fn settle_starts(&mut self) {
        let lines = self.has_line || self.any_file_object() && !self.wish.acts();
        for (start, text, negated) in std::mem::take(&mut self.starts) {
            if lines {
                let form = if start { TextForm::Start } else { TextForm::End };
                self.conflict |= !self.wish.texts.is_empty();
                self.wish.texts.push(Text { value: text, form });
                self.wish.without_text |= negated;
            } else {
                let glob = if start { format!("{}*", escape(&text)) } else { format!("*{}", escape(&text)) };
                self.wish.conditions.push(Condition { test: Test::Name(vec![glob], false), negated, or: false });
            }
        }
    }

    /// Kinds of files: "python files", "mp3 and flac", ".part and .crdownload", "*.log".
    pub(crate) fn group(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.folders_called(at) {
            return Some(end);
        }
        let mut names: Vec<String> = Vec::new();
        let mut varied = false;
        let mut next = at;
        let mut end = at;
        let mut place = String::new();
        while let Some(token) = self.token(next) {
            let go = token.text.eq_ignore_ascii_case("go");
            let noun = self
                .token(next + 1)
                .is_some_and(|it| FILE_NOUNS.split(' ').any(|noun| it.text.eq_ignore_ascii_case(noun)));
            match token.form {
                Form::Glob => names.push(token.text.to_owned()),
                Form::Path if token.text.contains(['*', '?']) => {
                    let (folder, name) = token.text.rsplit_once('/')?;
                    if folder.contains(['*', '?']) || !names.is_empty() {
                        break;
                    }
                    folder.clone_into(&mut place);
                    names.push(name.to_owned());
                }
                Form::Dotted if is_extension(token, noun) => names.push(format!("*{}", escape(token.text))),
                Form::Dotted
                    if token.text.len() > 3 && (names.is_empty() || next > at) && !token.text.contains("ssh") =>
                {
                    names.push(escape(token.text));
                }
                Form::FileName if !names.is_empty() && !names_file(token.text) => break,
                Form::FileName if !names.is_empty() => names.push(escape(token.text)),
                // "README files" may have any extension.
                Form::Word
                    if token.concept.is_empty() && noun && names_file(token.text) && !token.text.contains('.') =>
                {
                    names.push(format!("{}*", escape(token.text)));
                }
                // "the Dockerfiles", "all Makefiles".
                Form::Word
                    if (token.text.ends_with("files") || token.text == "READMEs")
                        && token.concept.is_empty()
                        && names_file(&token.text[..token.text.len() - 1]) =>
                {
                    names.push(token.text[..token.text.len() - 1].to_owned());
                }
                Form::Word if token.text.eq_ignore_ascii_case("text") && self.is(next + 1, "file") => {
                    names.push("*.txt".to_owned());
                }
                Form::Word if go && noun => names.push("*.go".to_owned()),
                Form::Word if matches!(token.text, "shell" | "bash" | "Shell" | "Bash") && noun => {
                    names.push("*.sh".to_owned());
                }
                Form::Word if token.is(GROUP) && self.is_named_folder(next) => break,
                // "the subfolder css" is one folder.
                Form::Word
                    if token.is(GROUP)
                        && next > 0
                        && self.is(next - 1, "folder subfolder")
                        && !self.tokens[next - 1].text.ends_with('s')
                        && !self.lists_files(next) =>
                {
                    break;
                }
                // "the key", "a log": an English word first, and a kind of file only with its noun.
                Form::Word
                    if token.is(GROUP)
                        && !noun
                        && AMBIGUOUS.split(' ').any(|it| token.text.eq_ignore_ascii_case(it))
                        && !self.lists_files(next) =>
                {
                    break;
                }
                Form::Word if token.is(GROUP) => {
                    let (extensions, vague) = vocabulary::extensions(token.text)?;
                    let shouted = token.text.len() > 1 && token.text.chars().all(|it| !it.is_lowercase());
                    varied |= vague || shouted;
                    if vague && !names.is_empty() && next == end {
                        // "jpg pictures": the extension says it better.
                    } else {
                        names.extend(
                            extensions
                                .iter()
                                .map(|it| format!("*.{}", if shouted { it.to_lowercase() } else { (*it).to_owned() })),
                        );
                    }
                }
                Form::Word
                    if token.concept.is_empty()
                        && noun
                        && token.text.len() <= 5
                        && self.is(next + 1, "file")
                        && !self.unlikely_extension(next) =>
                {
                    names.push(format!("*.{}", token.text));
                }
                _ => break,
            }
            end = next + 1;
            let mut after = end;
            if self.token(after).is_some_and(|it| it.is(GROUP)) {
                next = after;
                continue;
            }
            let mut joined = false;
            while self.is(after, "or and") || self.token(after).is_some_and(|it| it.form == Form::Comma) {
                joined = true;
                after += 1;
            }
            if !joined {
                break;
            }
            after = self.past_fillers(after);
            if self.token(after).is_none_or(|it| it.is(FILLER)) {
                break;
            }
            next = after;
        }
        if names.is_empty() {
            return None;
        }
        if !place.is_empty() {
            self.wish.places.push(place);
            self.wish.depth.get_or_insert(1);
        }
        let generic = |it: &&str| self.token(end).is_some_and(|token| token.text.eq_ignore_ascii_case(it));
        let noun = FILE_NOUNS.split(' ').any(|it| generic(&it));
        if noun {
            end += 1;
            self.wish.kind = Some(Kind::File);
        } else if !self.is(end, "folder") {
            let literal = matches!(self.tokens[at].form, Form::Glob | Form::Dotted | Form::FileName | Form::Path);
            if !literal {
                self.wish.kind.get_or_insert(Kind::File);
            }
        }
        let in_place = at > 0 && {
            let mut before = at;
            while before > 0 && (self.tokens[before - 1].is(FILLER) || self.tokens[before - 1].is_any("all each only"))
            {
                before -= 1;
            }
            before > 0
                && self.tokens[before - 1].is_any("in of from across under for within")
                && !(before > 1 && self.tokens[before - 2].is_any("find look"))
        };
        if in_place {
            let mut before = at;
            while before > 0 && !self.tokens[before].is_any("in of from across under within") {
                before -= 1;
            }
            if !self.is(before, "for") {
                self.explain(before, at);
            }
        }
        if self.wish.texts.is_empty() && !in_place {
            self.wish.files_wanted = true;
        }
        names.dedup();
        self.wish.shell_glob |= self.tokens[at].form == Form::Glob && !noun;
        self.condition(Test::Name(names, varied), at);
        self.explain(at, end);
        Some(end)
    }

    /// "every __pycache__ and .cache folder", "the raw folders": names with their noun behind them.
    fn folders_called(&mut self, at: usize) -> Option<usize> {
        let mut names = Vec::new();
        let mut next = at;
        while let Some(token) = self.token(next) {
            let name = matches!(token.form, Form::Dotted | Form::Quoted | Form::FileName)
                || token.form == Form::Word && token.concept.is_empty() && !token.text.contains(['\'', '’']);
            if !name {
                break;
            }
            names.push(escape(token.text));
            next += 1;
            if !self.is(next, "and or") && self.token(next).is_none_or(|it| it.form != Form::Comma) {
                break;
            }
            while self.is(next, "and or") || self.token(next).is_some_and(|it| it.form == Form::Comma) {
                next += 1;
            }
        }
        let noun = self.token(next).filter(|it| it.is("folder"))?;
        let several =
            noun.text.ends_with('s') || names.len() > 1 || at > 0 && self.is(self.before_fillers(at), "each all");
        if names.is_empty() || !several {
            return None;
        }
        self.wish.kind = Some(Kind::Folder);
        self.wish.files_wanted = true;
        self.condition(Test::Name(names, false), at);
        self.explain(at, next + 1);
        Some(next + 1)
    }

    /// "the photos folder" is one folder, not a folder of photos.
    fn is_named_folder(&self, at: usize) -> bool {
        self.token(at + 1).is_some_and(|it| it.is("folder") && !it.text.ends_with('s'))
    }

    pub(crate) fn before_fillers(&self, at: usize) -> usize {
        let mut before = at.saturating_sub(1);
        while before > 0 && self.tokens[before].is(FILLER) {
            before -= 1;
        }
        before
    }

    fn unlikely_extension(&self, at: usize) -> bool {
        self.tokens[at].text.len() > 4 || self.tokens[at].text == "test"
    }

    /// "except in `node_modules`", "but not the raw folders", "without the .git folder".
    pub(crate) fn exclusion(&mut self, at: usize) -> Option<usize> {
        // "all lines except those with DEBUG"
        if self.has_line
            && let Some(value) = self.seq(
                at,
                turns![
                    "exclude ?ones|line with|contain",
                    "without ones with|contain",
                    "but not ones with|contain",
                    "but|and not contain|with ?=the ?text|word",
                    "but|and without ?=the text|word",
                    "but without ones ?contain|with",
                ],
            )
        {
            self.negated = true;
            let value = self.past_fillers(value);
            let read = self.values(at, value, TextForm::Literal, false);
            self.negated = false;
            return read;
        }
        let start = self.seq(
            at,
            turns![
                "exclude ?for|in|under",
                "leave ?thing ?=them out ?thing",
                "leave out ?thing ?in|under",
                "exclude ?all each|all folder|file named",
                "exclude folder|file ?which ?named",
                "without ?all each|all folder named",
                "but not folder named",
                "but not =descend|=descending|go|=recurse ?into ?ones",
                "not =descend|=descending|go|=recurse into ?ones",
                "and not =descend|=descending|go ?into ?ones",
                "but not ?=the ?ones ?in|from|under|within",
                "not in|from|under|within",
                "without ?ones ?in",
                "other than",
                "=other than ?in",
                "but exclude ?in|under",
                "and not ?in|under|from",
                "but leave out ?thing ?in",
                "but =skip ?in",
                "and exclude ?thing ?in",
                "but without ?in",
                "outside ?of",
                "=outside ?of",
                "other-than",
                "not count",
                "not =descend|go ?into",
            ],
        )?;
        let mut next = start;
        while self.token(next).is_some_and(|it| {
            it.is(FILLER)
                || it.is_any("named each subfolder")
                || it.is_any("in under thing all ones file of from current each content within which folder into out")
                    && self.token(next + 1).is_some()
        }) {
            next += 1;
        }
        // "contain foo but not bar" speaks of text, "without asking" of a manner.
        let plain = self.token(next).is_some_and(|it| it.form == Form::Word && it.concept.is_empty());
        let said_in =
            self.tokens[at..next].iter().any(|it| it.is_any("in under from within folder ones exclude leave out"));
        let said_in_place = self.tokens[at..next].iter().any(|it| it.is_any("in under from within folder"));
        if plain
            && !said_in
            && !self.is(next + 1, "folder")
            && (!self.wish.texts.is_empty() || self.tokens[next].text.ends_with("ing"))
        {
            if self.wish.texts.is_empty() || self.wish.without_text || !self.is(at, "but and without exclude not") {
                self.conflict = true;
                return None;
            }
            let known =
                matches!(self.tokens[next].text, "node_modules" | "vendor" | "dist" | "build" | "target" | "venv");
            if !known || self.has_line {
                self.negated = true;
                let read = self.values(at, next, TextForm::Literal, false);
                self.negated = false;
                // "import os but not sys"
                if self.wish.texts.first().is_some_and(|it| it.value.starts_with("import "))
                    && let Some(last) = self.wish.but_not.last_mut().filter(|it| !it.value.contains(' '))
                {
                    last.value.insert_str(0, "import ");
                }
                return read;
            }
        }
        // "with foo but not 'bar'": text in quotes behind text is text.
        if self.token(next).is_some_and(|it| it.form == Form::Quoted)
            && !said_in
            && !self.wish.texts.is_empty()
            && !self.wish.without_text
            && !self.is(next + 1, "folder file")
        {
            self.negated = true;
            let read = self.values(at, next, TextForm::Literal, false);
            self.negated = false;
            return read;
        }
        let mut excluded = Vec::new();
        let mut not_named = Vec::new();
        let mut end = next;
        while let Some(token) = self.token(next) {
            let behind = self.token(next + 1);
            let folder = behind.is_some_and(|it| it.is_any("folder subfolder"))
                || self.tokens[at..next].iter().any(|it| it.is("folder") && it.text != "current");
            let text = token.text.trim_end_matches('/').trim_start_matches("./");
            match token.form {
                Form::Glob => not_named.push(token.text.to_owned()),
                Form::Dotted if is_extension(token, behind.is_some_and(|it| it.is("file"))) && !folder => {
                    not_named.push(format!("*{}", escape(token.text)));
                }
                Form::FileName if names_file(token.text) => not_named.push(escape(token.text)),
                Form::Dotted | Form::FileName | Form::Path | Form::Quoted => excluded.push(escape(text)),
                Form::Word if token.is(GROUP) && !folder && behind.is_some_and(|it| it.is_any("file ones")) => {
                    let (extensions, _) = vocabulary::extensions(token.text)?;
                    not_named.extend(extensions.iter().map(|it| format!("*.{it}")));
                }
                // "leave out the png"
                Form::Word
                    if vocabulary::is_short_extension(text)
                        && !folder
                        && !said_in_place
                        && !AMBIGUOUS.split(' ').any(|it| it == text)
                        && !matches!(text, "log" | "zip" | "tmp" | "css" | "html" | "sql") =>
                {
                    not_named.push(format!("*.{text}"));
                }
                Form::Word if FOLDERISH.split(' ').any(|it| it == text) => excluded.push(text.to_owned()),
                Form::Word
                    if token.concept.is_empty()
                        || folder
                            && !token.is_any(
                                "current hidden empty sort with show find only in recursive biggest newest oldest \
                                 smallest size line number than reverse each",
                            )
                        || !token.is(FILLER) && token.text.starts_with(|it: char| it.is_uppercase())
                        || token.is(GROUP) =>
                {
                    excluded.push(escape(text));
                }
                _ => break,
            }
            end = next + 1 + usize::from(behind.is_some_and(|it| it.is_any("folder subfolder file ones")));
            let mut joined = false;
            next = end;
            while self.is(next, "or and not") || self.token(next).is_some_and(|it| it.form == Form::Comma) {
                joined = true;
                next += 1;
            }
            // ", i need line numbers" is a sentence of its own.
            if self.token(next).is_some_and(|it| {
                matches!(it.text.to_lowercase().as_str(), "i" | "we" | "please" | "can" | "could" | "i'd" | "but")
            }) {
                break;
            }
            while self.is(next, "in under") || self.token(next).is_some_and(|it| it.is(FILLER)) {
                next += 1;
            }
            if !joined {
                break;
            }
        }
        // "go files except the tests": what a language calls them.
        let spoken = |it: usize| matches!(self.tokens[it].text.to_lowercase().as_str(), "tests" | "test");
        if excluded.len() == 1
            && (at..end).any(spoken)
            && !said_in_place
            && !(at..end).any(|it| self.is(it, "folder"))
            && let Some(Test::Name(all, _)) = self.wish.conditions.last().map(|it| it.test.clone())
        {
            let of_language: &[&str] = match all.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                ["*.go"] => &["*_test.go"],
                ["*.py"] => &["test_*.py", "*_test.py"],
                ["*.js"] => &["*.test.js", "*.spec.js"],
                ["*.ts"] => &["*.test.ts", "*.spec.ts"],
                ["*.java"] => &["*Test.java"],
                ["*.rb"] => &["*_test.rb", "*_spec.rb"],
                _ => &[],
            };
            if !of_language.is_empty() {
                excluded.clear();
                not_named.extend(of_language.iter().map(|it| (*it).to_owned()));
            }
        }
        if excluded.is_empty() && not_named.is_empty() {
            return None;
        }
        if !not_named.is_empty() {
            self.wish.conditions.push(Condition { test: Test::Name(not_named, false), negated: true, or: false });
        }
        self.wish.excluded.extend(excluded);
        self.explain(at, end);
        Some(end)
    }
}

/// Whether `.x` is an extension rather than the name of a hidden file.
fn is_extension(token: &Token<'_>, before_noun: bool) -> bool {
    let name = &token.text[1..];
    let known = vocabulary::extensions(name).is_some() || name.starts_with("tar.");
    let plain = name.len() <= 10
        && !name.contains('_')
        && !matches!(name, "ssh" | "git" | "config" | "cache" | "gnupg" | "bashrc" | "profile" | "gitignore" | "venv");
    plain
        && (known
            || before_noun
            || !name.chars().next().is_some_and(char::is_uppercase)
            || name.chars().all(|it| !it.is_lowercase()))
}

/// Text as a name pattern that matches only itself.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '?' | '[' | ']' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A name as written, where the word `something` stands for whatever is there: `DSC_something.jpg`.
fn something(text: &str) -> String {
    match text.find("something") {
        Some(at) if text.len() > "something".len() => {
            format!("{}*{}", escape(&text[..at]), escape(&text[at + "something".len()..]))
        }
        _ => escape(text),
    }
}
