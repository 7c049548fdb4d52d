//! Conditions on names: "named x", "ending in ~", "with extension .log".

use super::Reader;
use super::turns::turns;
use crate::files::archive;
use crate::files::wish::{Condition, Kind, Test, Text, TextForm, Verb};
use crate::literals::{Form, Token, names_file};
use crate::vocabulary::GROUP;

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
            // A name with spaces in it, not one that is a space.
            let inside = self.is(value, "space");
            let shape = |it: &str| if inside { format!("*{it}*") } else { it.to_owned() };
            return self.name_values(at, value, shape, any);
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
        // "with extension .log", "with the .log extension", "of type pdf"; a bare "types x" is none.
        let cue = !token.is("type")
            || at > 0
                && matches!(self.tokens[at - 1].text.to_lowercase().as_str(), "the" | "file" | "files" | "is" | "are");
        if cue
            && let Some(value) = self.seq(at, turns!["with|by|of extension", "extension", "of|with type", "type"])
            && let Some(token) = self.token(value)
            && (token.form == Form::Dotted
                || token.is(GROUP)
                || token.form == Form::Quoted
                || token.form == Form::Glob
                || token.form == Form::Word && token.concept.is_empty() && token.text.len() <= 7)
        {
            return self.name_values(at, value, |it| format!("*.{}", it.trim_start_matches(['*', '.'])), true);
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
        // "words starting with pre" are no lines.
        self.conflict |= at > 0 && self.is(at - 1, "word");
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
}

/// What stands behind "containing", "mentioning" or "named" is no slip of a common word: `acme` is not "came".
pub(crate) fn trust_values(tokens: &mut [Token<'_>]) {
    for at in 1..tokens.len() {
        if tokens[at].guessed && tokens[at - 1].means() && tokens[at - 1].is_any("contain named") {
            tokens[at].concept = "";
            tokens[at].guessed = false;
        }
    }
}

/// `Makefile`, `id_rsa`: names that are files' although they have no extension; "README files" is a kind.
pub(crate) fn known_names(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        let noun = tokens.get(at + 1).is_some_and(|it| it.is("file"));
        let token = &mut tokens[at];
        if token.form == Form::Word && !token.means() && !noun && names_file(token.text) {
            token.form = Form::FileName;
            token.concept = "";
            token.guessed = false;
        }
    }
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
