//! Requests said in other words: what the tables read once it is put plainly.
//!
//! A rule is a pattern (see `pattern`) and the plain words for it, with the values as `{name}`, or as `{name:q}` where
//! they shall stand in quotes. Some rules hold for a part of a request, others only for the whole of it.

use crate::asked::Asked;
use crate::literals::Form;
use crate::pattern::{Capture, Match, Pattern};
use crate::slots::Kind;
use crate::syntax;
use crate::words::{FILL, Lexicon, Seen};

/// What must hold for a rule to be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum If {
    Always,
    /// The file `f` holds settings, and `k`, `a` and `b` can be keys.
    Settings,
    /// `a` and `b` are no words of the language: texts.
    Texts,
}

/// A rule as it is written: patterns with `;` between, the plain words, and when it holds.
pub(crate) type Row = (&'static str, &'static str, If);

/// Compiled rules.
pub(crate) struct Rewording {
    lexicon: Lexicon,
    parts: Vec<Rule>,
    wholes: Vec<Rule>,
}

struct Rule {
    pattern: Pattern,
    plain: &'static str,
    holds: If,
}

/// Words of the language that a setting may be given.
const VALUES: &[&str] = &[
    "true", "false", "yes", "no", "on", "off", "none", "null", "never", "always", "all", "debug", "info", "warn",
    "warning", "error", "enabled", "disabled", "auto", "root", "json", "text", "utf-8",
];

/// The most parts of one request that are put plainly.
const MOST: usize = 6;

impl Rewording {
    pub(crate) fn new(synonyms: &[(&'static str, &'static str)], parts: &[Row], wholes: &[Row]) -> Self {
        let mut lexicon = Lexicon::new(synonyms);
        let mut compile = |rows: &[Row]| {
            let mut rules = Vec::new();
            for (patterns, plain, holds) in rows {
                for text in patterns.split(';').filter(|it| !it.trim().is_empty()) {
                    lexicon.learn(syntax::words(text));
                    rules.push(Rule { pattern: Pattern::new(text, &lexicon), plain, holds: *holds });
                }
            }
            rules
        };
        let parts = compile(parts);
        let wholes = compile(wholes);
        Self { lexicon, parts, wholes }
    }

    /// The tokens as the rules see them: marks say nothing.
    fn see(&self, asked: &Asked<'_>) -> Vec<Seen> {
        let see = |(token, word): (&crate::literals::Token<'_>, &crate::words::Word)| {
            let mut seen = self.lexicon.see(token, word);
            if token.is_mark() && token.form != Form::Quoted {
                seen.key = FILL;
            }
            seen
        };
        asked.tokens.iter().zip(&asked.words).map(see).collect()
    }

    /// The whole request in plain words.
    pub(crate) fn whole(&self, asked: &Asked<'_>) -> Option<String> {
        let seen = self.see(asked);
        let start = seen.iter().position(|it| it.key != FILL)?;
        for rule in &self.wholes {
            let Some(found) = rule.pattern.match_at(asked, &seen, start) else { continue };
            if seen[found.end..].iter().any(|it| it.key != FILL) || !rule.holds(asked, &found) {
                continue;
            }
            if let Some(plain) = fill(rule.plain, asked, &found) {
                return Some(plain);
            }
        }
        None
    }

    /// The request with each known part in plain words.
    pub(crate) fn parts(&self, asked: &Asked<'_>) -> Option<String> {
        let seen = self.see(asked);
        let mut out = String::new();
        let (mut at, mut copied, mut changes) = (0, 0, 0);
        while at < asked.tokens.len() && changes < MOST {
            let found = self.parts.iter().find_map(|rule| {
                let found = rule.pattern.match_at(asked, &seen, at)?;
                rule.holds(asked, &found).then_some(())?;
                Some((fill(rule.plain, asked, &found)?, found.end))
            });
            let Some((plain, end)) = found.filter(|it| it.1 > at) else {
                at += 1;
                continue;
            };
            let (start, stop) = (asked.tokens[at].span.start, asked.tokens.get(end - 1)?.span.end);
            out.push_str(asked.text.get(copied..start)?);
            out.push_str(&plain);
            copied = stop;
            at = end;
            changes += 1;
        }
        (changes > 0).then_some(())?;
        out.push_str(asked.text.get(copied..)?);
        Some(out)
    }
}

impl Rule {
    fn holds(&self, asked: &Asked<'_>, found: &Match) -> bool {
        let known = |it: &Capture| {
            let quoted = asked.tokens.get(it.at).is_some_and(|it| it.form == Form::Quoted);
            let text = it.value.text.as_str();
            !quoted && (text.contains(' ') || !crate::vocabulary::concept(text).is_empty())
        };
        match self.holds {
            If::Always => true,
            If::Settings => {
                let file = found.get("f").is_some_and(|it| super::read::is_settings(&it.text));
                let key = |it: &Capture| {
                    !matches!(it.name, "k" | "a" | "b")
                        || super::read::is_identifier(&it.value.text)
                            && !matches!(it.value.text.as_str(), "value" | "key" | "setting" | "everything" | "this")
                };
                let value = |it: &Capture| {
                    it.name != "v" || !known(it) || VALUES.contains(&it.value.text.to_lowercase().as_str())
                };
                file && found.captures.iter().all(|it| key(it) && value(it))
            }
            If::Texts => !found.captures.iter().any(|it| matches!(it.name, "a" | "b") && known(it)),
        }
    }
}

/// The plain words with the values of a match.
fn fill(plain: &str, asked: &Asked<'_>, found: &Match) -> Option<String> {
    let mut out = String::new();
    let mut rest = plain;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let (name, behind) = behind.split_once('}')?;
        rest = behind;
        let (name, form) = name.split_once(':').unwrap_or((name, ""));
        let quotes = form == "q";
        let capture = found.captures.iter().find(|it| it.name == name)?;
        if form == "n" {
            let number = capture.value.amount;
            (number.fract() == 0.0 && (1.0..1e9).contains(&number)).then_some(())?;
            out.push_str(&number.to_string());
            continue;
        }
        let token = asked.tokens.get(capture.at)?;
        if form == "0" {
            // `fig1.png` with a zero in front of its one digit.
            let one = token.text.bytes().filter(u8::is_ascii_digit).count() == 1;
            let (before, behind) = token.text.split_at(token.text.find(|it: char| it.is_ascii_digit())?);
            one.then_some(())?;
            out.extend([before, "0", behind]);
            continue;
        }
        // The extension of a kind of files, as it stands or in small letters.
        if (form == "e" || form == "l") && !capture.value.text.contains(' ') {
            let extension = capture.value.text.as_str();
            out.push('.');
            out.push_str(&if form == "l" { extension.to_lowercase() } else { extension.to_owned() });
            continue;
        }
        (form != "l").then_some(())?;
        let text = if capture.value.kind == Kind::Words || token.form == Form::Quoted {
            // What stands in parentheses is said apart.
            let apart = token.form != Form::Quoted && capture.value.text.contains(['(', ')', ',', ';', '\n']);
            (!apart).then_some(())?;
            capture.value.text.as_str()
        } else {
            token.text
        };
        if token.form == Form::Quoted || quotes {
            let sign = ['"', '\''].into_iter().find(|it| !text.contains(*it))?;
            out.extend([sign]);
            out.push_str(text);
            out.extend([sign]);
        } else {
            out.push_str(text);
        }
    }
    out.push_str(rest);
    Some(out)
}

/// Reads a request in plain words as if it had been asked.
pub(crate) fn asked_plainly<T>(asked: &Asked<'_>, text: &str, read: impl Fn(&Asked<'_>) -> Option<T>) -> Option<T> {
    let request = crate::Request { text, shell: asked.shell, platform: asked.platform, ..crate::Request::default() };
    read(&Asked::new(&request)?)
}
