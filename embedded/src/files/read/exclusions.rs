//! What is to be left out: "except in `node_modules`", "but not the raw folders", "without the .git folder".

use super::Reader;
use super::groups::{AMBIGUOUS, is_extension};
use super::names::escape;
use super::places::FOLDERISH;
use super::turns::turns;
use crate::files::wish::{Condition, Test, TextForm};
use crate::literals::{Form, names_file};
use crate::vocabulary::{self, FILLER, GROUP};

impl Reader<'_, '_> {
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
        if let Some(end) = self.described_exclusion(at) {
            return Some(end);
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

    /// "except the ones ending with .o", "without those over 2 MB": what is left out is described.
    fn described_exclusion(&mut self, at: usize) -> Option<usize> {
        let next =
            self.seq(at, turns!["exclude|without ?all ones|file ?which", "but not|without ?all ones|file ?which"])?;
        if self.negated || !self.is(next, "end start named contain over under bigger smaller older newer") {
            return None;
        }
        self.negated = true;
        let end = self.size(next).or_else(|| self.age(next)).or_else(|| self.name(next));
        self.negated = false;
        self.explain(at, end?);
        end
    }
}
