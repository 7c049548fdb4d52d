//! The text that is searched for, and how much around it is wanted.

use super::Reader;
use super::turns::turns;
use crate::files::wish::{Text, TextForm, Verb};
use crate::literals::{Form, Token};
use crate::vocabulary::{self, FILLER, GROUP};

impl Reader<'_, '_> {
    /// "containing TODO", "the word revenue", "ERROR lines", "plus the 3 lines after it".
    pub(crate) fn text(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.context(at) {
            return Some(end);
        }
        let token = &self.tokens[at];
        if let Some(end) = self.long_lines(at).or_else(|| self.used(at)) {
            return Some(end);
        }
        // "show Jonas with 2 lines of context"
        if self.is(at, "show find")
            && self.wish.texts.is_empty()
            && let Some(value) = self.token(at + 1).filter(|it| it.form == Form::Word && it.concept.is_empty())
            && self.is(at + 2, "with and")
            && self.token(at + 3).is_some_and(|it| it.number.is_some())
            && self.tokens.iter().any(|it| it.is("context"))
            && !value.is_mark()
        {
            let text = value.text.to_owned();
            return Some(self.found(text, TextForm::Literal, at, at + 2));
        }
        // "import logging" is itself the text.
        if token.is("import") {
            let next = self.token(at + 1).filter(|it| it.form == Form::Word || it.form == Form::FileName)?;
            let value = format!("import {}", next.text);
            self.explain(at, at + 2);
            return Some(self.found(value, TextForm::Literal, at, at + 2));
        }
        let explicit = self.seq(
            at,
            turns![
                "contain ?=the ?=whole word",
                "with ?=the ?=whole word",
                "word|text|pattern",
                "?for ?=the ?=exact text",
                "for word",
                "occurrence of ?word|text",
                "with ?=the text",
                "contain ?=the text",
                "grep ?for",
                "for text|pattern|word",
                "match ?regular pattern|text",
                "contain|with ?=http =status =code",
                "contain|with ?=http =code|=status|=port|=version|=code|=error ?=code|number",
                "contain ?=the =value|=port|=id|=number",
                "for ?=the =literal|=exact|=fixed text|word",
                "=literal|=fixed text",
                "contain ?=the =literal|=fixed|=exact text",
                "?grep for pattern",
                "contain of ?=the ?word|text|pattern",
                "contain for ?=the ?word|text|pattern",
                "?grep ?for ?=the ?=given regular pattern|text",
                "?=whole word",
                "contain character",
            ],
        );
        if let Some(start) = explicit
            && !self.is(at, "match contain") | self.is(start - 1, "word text pattern character")
        {
            let word = self.tokens[at..start].iter().any(|it| it.text.eq_ignore_ascii_case("word"))
                && !self.tokens[at..start].iter().any(|it| it.text.eq_ignore_ascii_case("words"));
            // "the word ok" is meant as it stands, whatever else it means.
            let article = |it: &Token<'_>| matches!(it.text, "the" | "a" | "an" | "is" | "are" | "that" | "to");
            let as_is = self.is(start - 1, "word text")
                && self.tokens.get(start).is_some_and(|it| it.is(FILLER) && it.form == Form::Word && !article(it));
            let start = if as_is { start } else { self.past_both(start) };
            let usable = self.token(start).is_some_and(|it| {
                it.form == Form::Quoted
                    || !it.is_mark()
                        && (as_is || !it.is(FILLER))
                        && !it.is_any(
                            "in of from with count and or under to for at on by as which current ones here line file",
                        )
            });
            let last_noun =
                self.tokens[start - 1].is_any("word text") && !self.is(start - 1, "word") && self.is(start, "file");
            if usable && !last_noun && !self.is(at, "word") | self.explicit_word(at, start) {
                let regex = self.tokens[at..start].iter().any(|it| it.is("pattern"));
                let form = if regex {
                    TextForm::Regex
                } else if word && self.whole_word(at) {
                    TextForm::Word
                } else {
                    TextForm::Literal
                };
                return self.values(at, start, form, true);
            }
        }
        if self
            .seq(
                at,
                turns![
                    "line with|contain =email|=e-mail|=ip|=urls",
                    "contain =email|=e-mail|=ip",
                    "line with|contain =an =email|=ip",
                ],
            )
            .is_some()
        {
            return None;
        }
        let searches =
            self.wish.wants(Verb::Find) || self.wish.wants(Verb::Search) || self.tokens.iter().any(|it| it.is("line"));
        if let Some(start) = self
            .seq(at, turns!["contain", "line with|contain|about|which ?contain", "line =that", "line =where", "with"])
        {
            let start = self.past_both(start);
            let token = self.token(start)?;
            let with = self.is(at, "with");
            let assigns = token.form == Form::Sign && token.text.chars().any(char::is_alphanumeric);
            // "[TODO]" is text: as a pattern it would be one letter.
            let label = token.text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).is_some_and(|it| {
                it.len() > 1 && it.chars().all(|it| it.is_alphabetic() || " _-".contains(it)) && !it.contains('-')
            });
            if token.form == Form::Glob && label && (!with || self.wish.files_wanted || self.has_line) {
                return self.values(at, start, TextForm::Literal, true);
            }
            if !with && assigns {
                return self.values(at, start, TextForm::Literal, true);
            }
            let literal =
                token.form == Form::Quoted || shouts(token) || token.form == Form::Word && token.concept.is_empty();
            let plain = !with && self.can_be_text(start);
            if token.is(GROUP) && self.is(start + 1, "file") {
                return None;
            }
            if with && !(literal && (self.has_line || token.form == Form::Quoted || searches && shouts(token))) {
                return None;
            }
            if !with && !literal && !plain {
                return None;
            }
            return self.values(at, start, TextForm::Literal, false);
        }
        // "search src for deploy", "looking for TODO".
        if self.is(at, "for") && self.wish.verbs.iter().any(|it| matches!(it, Verb::Find | Verb::Search))
            || self.seq(at, turns!["find for", "look for"]).is_some()
        {
            let start = self.past_fillers(at + 1 + usize::from(!self.is(at, "for")));
            let token = self.token(start)?;
            // "for the literal string x": the text comes later.
            let manner = matches!(token.text, "literal" | "exact" | "fixed" | "verbatim");
            if manner && self.is(start + 1, "text word") {
                return None;
            }
            let noun = self.is(start + 1, "file folder link");
            // `console.log` in js files is text; `nginx.conf` in /etc is a file.
            let among = self.is(start + 1, "in under across") && {
                let kind = self.past_fillers(start + 2);
                let kind = if self.is(kind, "all each") { self.past_fillers(kind + 1) } else { kind };
                self.token(kind).is_some_and(|it| it.is(GROUP) || it.is("file"))
            };
            let extension = token.text.rsplit('.').next().unwrap_or_default();
            let placed =
                (!self.wish.places.is_empty() || self.wish.here) && vocabulary::extensions(extension).is_none();
            let usable = token.form == Form::Quoted
                || shouts(token)
                || token.form == Form::FileName && (placed || among)
                || token.form == Form::Number
                    && self.token(start + 1).is_none_or(|it| it.is_mark() || it.is_any("in under across"))
                || token.form == Form::Word && token.concept.is_empty() && !noun;
            if usable && !noun {
                if self.is(at, "find") {
                    self.wish.verbs.push(Verb::Search);
                }
                return self.values(at, start, TextForm::Literal, false);
            }
            return None;
        }
        // "how often error appears in app.log"
        if let Some(behind) = self.token(at + 1)
            && behind.is("contain")
            && ["appear", "occur", "mentioned"].iter().any(|it| behind.text.to_lowercase().starts_with(it))
            && !token.is(FILLER)
            && !token.is_mark()
            && !token.is_any("times word text line file which ones occurrence string")
        {
            let text = token.text.to_owned();
            return Some(self.found(text, TextForm::Literal, at, at + 2));
        }
        // "TODO lines", "every console.log call", "'import pandas' in *.py".
        let line = self.is(at + 1, "line occurrence") && !self.is(at, "each count number many all");
        let literal = token.form == Form::Quoted
            || token.form == Form::FileName
            || token.form == Form::Word && (token.concept.is_empty() || shouts(token));
        if line && literal && !token.is_mark() {
            let text = token.text.to_owned();
            return Some(self.found(text, TextForm::Literal, at, at + 2));
        }
        if token.form == Form::Quoted
            && !self.wish.acts()
            && self.wish.texts.is_empty()
            && !self.is(at.wrapping_sub(1), "in under from file folder of")
        {
            let placed = at == 0 && self.is(at + 1, "in")
                || self.wish.wants(Verb::Search)
                || self.wish.wants(Verb::Find)
                || self.has_line;
            if placed {
                return self.values(at, at, TextForm::Literal, false);
            }
        }
        let asked = self.has_line
            || self.wish.how_many.is_some()
            || self.wish.verbs.iter().any(|it| matches!(it, Verb::Find | Verb::Search | Verb::Show));
        if asked
            && shouts(token)
            && self.wish.texts.is_empty()
            && !self.wish.acts()
            && token.concept.is_empty()
            && token.text.len() > 3
            && !self.is(at + 1, "file folder")
        {
            return self.values(at, at, TextForm::Literal, false);
        }
        None
    }

    /// "word X", not "how many words in X".
    fn explicit_word(&self, at: usize, start: usize) -> bool {
        self.tokens[at].text.eq_ignore_ascii_case("word") || self.token(start).is_some_and(|it| it.form == Form::Quoted)
    }

    /// Whether "word" was said of something found as a whole: "the whole word", "as a word".
    fn whole_word(&self, at: usize) -> bool {
        self.tokens[at.saturating_sub(2)..]
            .iter()
            .any(|it| it.text.eq_ignore_ascii_case("whole") || it.text.eq_ignore_ascii_case("exact"))
    }

    /// "Search for x as a whole word", "whole words only": said behind what is looked for.
    pub(super) fn settle_words(&mut self) {
        let says = |it: &Token<'_>, words: &[&str]| words.iter().any(|word| it.text.eq_ignore_ascii_case(word));
        let whole =
            |it: &[Token<'_>]| says(&it[0], &["whole", "entire", "complete"]) && says(&it[1], &["word", "words"]);
        if self.tokens.windows(2).any(whole) {
            for text in self.wish.texts.iter_mut().filter(|it| it.form == TextForm::Literal) {
                text.form = TextForm::Word;
            }
        }
    }

    fn can_be_text(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let behind = self.token(at + 1);
        let ends = behind.is_none_or(|it| it.is_mark() || it.is_any("in or and under from but with ones within"));
        match token.form {
            Form::Word => ends && !token.is(FILLER) && !token.is_any("in hidden empty file folder thing not space number character word line at only more less line subfolder to for at on by as which current ones here"),
            Form::FileName | Form::Number | Form::Mode | Form::Path | Form::Dotted => true,
            _ => false,
        }
    }

    /// A list of texts, any of which may occur.
    pub(crate) fn values(&mut self, at: usize, start: usize, form: TextForm, explicit: bool) -> Option<usize> {
        let before = self.wish.texts.len();
        let both = self.tokens[start.saturating_sub(2)..start].iter().any(|it| it.text.eq_ignore_ascii_case("both"));
        let container = both || self.tokens[at..start].iter().any(|it| it.is_any("contain with"));
        let matched = self.tokens[at..start].iter().any(|it| it.text.to_lowercase().starts_with("match"));
        let mut all = false;
        let mut next = start;
        let mut end = start;
        let mut first = true;
        while let Some(token) = self.token(next) {
            let usable = first && (explicit || token.form != Form::Glob)
                || token.form == Form::Quoted
                || token.form == Form::FileName && !first
                || token.form == Form::Word && (token.concept.is_empty() || shouts(token))
                || both && token.form == Form::Word && !token.is(FILLER)
                || container && !first && token.form == Form::Number;
            if !usable || token.is_mark() {
                break;
            }
            let mut text = token.text.to_owned();
            end = next + 1;
            // "Failed password": unquoted words that belong together, when the vocabulary knows none of them.
            while token.form == Form::Word
                && !explicit
                && self.token(end).is_some_and(|it| {
                    it.form == Form::Word && it.concept.is_empty() && !it.is_mark() && !it.text.contains("://")
                })
            {
                text.push(' ');
                text.push_str(self.tokens[end].text);
                end += 1;
            }
            if text.contains("://") {
                text = text.trim_end_matches('/').to_owned() + "//";
                text = text.replace("////", "//");
            }
            let form = if form == TextForm::Literal && matched && is_regex(&text) { TextForm::Regex } else { form };
            let loud = shouts(token);
            self.wish.texts.push(Text { value: text, form });
            first = false;
            next = end;
            if self.token(next).is_some_and(|it| it.form == Form::Comma) && self.is(next + 1, "and or") {
                next += 1;
            }
            // "nor the word lost"
            let noun = |it: usize| {
                let it = self.past_fillers(it);
                self.past_fillers(it + usize::from(self.is(it, "text word") && !self.is(it + 1, "line text word")))
            };
            let joined = self.token(noun(next + 1)).is_some_and(|it| {
                it.form == Form::Quoted
                    || container && it.form == Form::Number && both
                    || (both || container || loud && shouts(it))
                        && it.form == Form::Word
                        && (it.concept.is_empty() || shouts(it) || both)
                        && !it.is_mark()
            });
            let nor = self.token(next).is_some_and(|it| it.text.eq_ignore_ascii_case("nor"));
            let and = self.is(next, "and") && joined && !nor;
            let or = self.is(next, "or") || nor && joined;
            if !or && !and {
                break;
            }
            all |= and && container;
            let behind = noun(next + 1);
            next = if behind > self.past_fillers(next + 1) { behind } else { self.past_both(next + 1) };
        }
        if first {
            return None;
        }
        // "ERROR and WARN lines" are lines with either.
        let either = self.is(end, "line occurrence comment") && !both;
        self.settle(before, at, all && !either);
        let web = self.is(end, "link") && self.tokens[end - 1].text.starts_with("http");
        let noun = self.is(end, "line text word occurrence comment") || web;
        let end = if noun { end + 1 } else { end };
        self.explain(at, end);
        Some(end)
    }

    /// "both foo and bar", "either of them", "neither".
    fn past_both(&mut self, at: usize) -> usize {
        let next = self.past_fillers(at);
        let word = self.token(next).map(|it| it.text.to_lowercase()).unwrap_or_default();
        match word.as_str() {
            "both" | "either" => {}
            "neither" => self.negated = true,
            _ => return next,
        }
        self.explain(next, next + 1);
        let next = self.past_fillers(next + 1);
        if self.seq(next, turns!["?=the text|word|=strings|=words"]).is_some() {
            self.past_fillers(next + 1)
        } else {
            next
        }
    }

    /// Puts the texts that were just read where they belong: wanted, wanted as well, or not wanted.
    fn settle(&mut self, before: usize, at: usize, all: bool) {
        let without = std::mem::take(&mut self.wish.without_text);
        self.settle_negation(at);
        let negated = std::mem::replace(&mut self.wish.without_text, without);
        if negated {
            if before > 0 && !without {
                let more: Vec<Text> = self.wish.texts.drain(before..).collect();
                self.conflict |= all;
                self.wish.but_not.extend(more);
            } else {
                self.conflict |= before > 0 || all;
                self.wish.without_text = true;
            }
            return;
        }
        self.conflict |= before > 0 && without;
        if before > 0 && !without && self.is(at.saturating_sub(1), "and also but with") {
            // "lines with foo and with bar"
            let more: Vec<Text> = self.wish.texts.drain(before..).collect();
            self.conflict |= more.len() > 1 && !all;
            self.wish.also.extend(more);
            return;
        }
        self.conflict |= before > 0;
        if all {
            let more: Vec<Text> = self.wish.texts.drain(before + 1..).collect();
            self.wish.also.extend(more);
        }
    }

    fn found(&mut self, value: String, form: TextForm, at: usize, end: usize) -> usize {
        let before = self.wish.texts.len();
        self.wish.texts.push(Text { value, form });
        self.settle(before, at, false);
        self.explain(at, end);
        end
    }

    /// "do not import", "nobody ever says": a negation shortly before turns the search around.
    fn settle_negation(&mut self, at: usize) {
        if std::mem::take(&mut self.negated) {
            self.wish.without_text = true;
            return;
        }
        for back in (at.saturating_sub(4)..at).rev() {
            let it = &self.tokens[back];
            if it.is_any("not without") && !self.explained[back] {
                self.explained[back] = true;
                self.wish.without_text = true;
                return;
            }
            if !(it.is(FILLER) || it.is_any("which ones contain in start")) {
                return;
            }
        }
    }

    /// "lines longer than 80 characters", "lines with exactly 5 characters".
    fn long_lines(&mut self, at: usize) -> Option<usize> {
        let patterns = turns![(i64, bool);
            ("line ?which =longer than # character", (1, true)),
            ("line ?with more than # character", (1, true)),
            ("line ?which over # character ?=long", (1, true)),
            ("line ?with at least # character ?=long", (0, true)),
            ("line ?with exactly # character ?=long", (0, false)),
            ("line ?which ?with =shorter than # character", (-1, false)),
            ("line ?with less than # character", (-1, false)),
        ];
        let (end, (more, open)) = self.turn(at, patterns)?;
        #[expect(clippy::cast_possible_truncation, reason = "clamped")]
        let number = self.tokens[at..end].iter().find_map(|it| it.number)?.clamp(1.0, 30000.0) as i64;
        let regex = match (more, open) {
            (-1, _) => format!("^.{{0,{}}}$", number - 1),
            (_, true) => format!(".{{{}}}", number + more),
            _ => format!("^.{{{number}}}$"),
        };
        Some(self.found(regex, TextForm::Regex, at, end))
    }

    /// "which files call `init_db`", "where is `MAX_SIZE` defined".
    fn used(&mut self, at: usize) -> Option<usize> {
        let lower = |at: usize| self.token(at).map(|it| it.text.to_lowercase()).unwrap_or_default();
        let identifier = |at: usize| {
            self.token(at).is_some_and(|it| {
                it.form == Form::Quoted
                    || matches!(it.form, Form::FileName)
                    || it.form == Form::Word
                        && it.concept.is_empty()
                        && (it.text.contains('_')
                            || it.text.contains("()")
                            || it.text.chars().skip(1).any(char::is_uppercase)
                                && it.text.chars().any(char::is_lowercase)
                            || shouts(it))
            })
        };
        let uses = |word: &str| {
            matches!(
                word,
                "call" | "calls" | "use" | "uses" | "using" | "reference" | "references" | "invoke" | "invokes"
            )
        };
        if uses(&lower(at)) && self.wish.texts.is_empty() && !self.wish.acts() {
            let value = self.past_fillers(at + 1);
            let value = if matches!(lower(value).as_str(), "function" | "variable" | "class" | "method" | "macro") {
                value + 1
            } else {
                value
            };
            let asks = self.wish.asks_where
                || self.wish.files_wanted
                || self.tokens[..at].iter().any(|it| it.text.eq_ignore_ascii_case("who"));
            if asks && identifier(value) {
                let text = self.tokens[value].text.trim_end_matches("()").to_owned();
                if self.wish.asks_where || !self.wish.files_wanted {
                    self.wish.output.numbers = true;
                    self.explain_where();
                }
                return Some(self.found(text, TextForm::Literal, at, value + 1));
            }
            return None;
        }
        if !self.wish.asks_where || !self.wish.texts.is_empty() || self.wish.acts() {
            return None;
        }
        let noun =
            matches!(lower(at).as_str(), "function" | "variable" | "class" | "method" | "macro" | "port" | "constant");
        let value = if noun { self.past_fillers(at + 1) } else { at };
        let number = noun && self.token(value)?.form == Form::Number;
        let end = value + 1;
        let said = matches!(
            lower(self.past_fillers(end)).as_str(),
            "used" | "defined" | "called" | "mentioned" | "referenced" | "declared" | "set" | "imported" | "configured"
        );
        if !said || !number && !identifier(value) {
            return None;
        }
        let end = self.past_fillers(end) + 1;
        let text = self.tokens[value].text.trim_end_matches("()").to_owned();
        self.wish.output.numbers = true;
        self.explain_where();
        Some(self.found(text, TextForm::Literal, at, end))
    }

    /// "where" and "who" are answered by the search itself.
    fn explain_where(&mut self) {
        for at in 0..self.tokens.len() {
            let text = self.tokens[at].text.to_lowercase();
            if matches!(text.as_str(), "where" | "who" | "code" | "source") {
                self.explain(at, at + 1);
            }
        }
    }
}

/// Whether text uses what only expressions use.
fn is_regex(text: &str) -> bool {
    let class = text.find('[').is_some_and(|at| text[at..].contains(']'));
    class
        || text.contains(".*")
        || text.contains(".+")
        || text.contains('\\')
        || text.starts_with('^')
        || text.ends_with('$')
}

/// Whether it is written in capitals, as `TODO` is.
pub(crate) fn shouts(token: &Token<'_>) -> bool {
    token.text.len() > 2
        && token.form == Form::Word
        && token.text.chars().all(|it| it.is_ascii_uppercase() || it == '_' || it.is_ascii_digit())
        && token.text.starts_with(|it: char| it.is_ascii_uppercase())
        && !token.is_any("megabyte gigabyte kilobyte files-of not and or")
}
