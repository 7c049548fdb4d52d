//! A request and a few words more: "only the ones from today", "in /var/log instead", "count them", as one request.
//!
//! The words are put to the request in a few plain ways, and each is asked as any other request is: what is not read to
//! its last word gives nothing.

mod restated;
#[cfg(test)]
mod tests;

use crate::literals::Form;
use crate::steps::is_deed;
use crate::vocabulary::{self, FILLER};
use crate::{Answer, Request, context, literals, propose};

/// A request that holds an earlier one and what was said behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Refined {
    /// Both as one request.
    pub text: String,
    /// Its answer.
    pub answer: Answer,
    /// How many values of the earlier request gave way to others.
    pub replaced: usize,
}

/// How sure an answer must be.
const LEAST: f32 = 0.75;
/// How much less sure it may be than the earlier one.
const LESS: f32 = 0.06;
/// The longest words behind a request, in bytes.
const MOST_BYTES: usize = 300;

/// The answers of a request together with words that were said behind it, the nearest reading first. `earlier` is the
/// answer that was shown, where it was composed here: an answer that is the same says nothing new.
pub fn refine(request: &Request<'_>, words: &str, earlier: Option<&Answer>) -> Vec<Refined> {
    if words.len() > MOST_BYTES {
        return Vec::new();
    }
    let completed = context::complete(request);
    let wish = completed.as_deref().unwrap_or(request.text);
    if !says_something(words) {
        return Vec::new();
    }
    let least = earlier.map_or(LEAST, |it| (it.confidence - LESS).max(LEAST));
    let mut found: Vec<Refined> = Vec::new();
    for (text, replaced) in together(wish, words) {
        let answers = propose(&Request { text: &text, above: None, ..*request });
        let is_sure = |it: &&Answer| it.confidence >= least;
        let is_akin = |it: &&Answer| earlier.is_none_or(|earlier| it.family == earlier.family);
        let is_near = |it: &&Answer| earlier.is_some_and(|earlier| are_near(earlier.family, it.family));
        let best =
            answers.iter().filter(is_sure).find(is_akin).or_else(|| answers.iter().filter(is_sure).find(is_near));
        let counts = |it: &&Answer| found.iter().all(|known| known.answer.command != it.command);
        if let Some(answer) = best.filter(counts) {
            found.push(Refined { text, answer: answer.clone(), replaced });
        }
    }
    // What is another command says more than what is the same; that was so already only where the words say it.
    let same = |it: &Refined| earlier.is_some_and(|earlier| earlier.command == it.answer.command);
    if found.iter().any(|it| !same(it)) || !found.iter().all(|it| is_said(wish, words, &it.answer.command)) {
        found.retain(|it| !same(it));
    }
    found
}

/// Whether words say nothing but what a request says already, or what is so where nothing else is said.
fn is_said(wish: &str, words: &str, command: &str) -> bool {
    let (Some(old), Some(new)) = (literals::tokens(wish), literals::tokens(words)) else { return false };
    let is_usual = |it: &literals::Token<'_>| it.is_any("recursive subfolder hidden human");
    let is_read =
        |it: &literals::Token<'_>| it.number.is_some_and(|it| command.split(' ').any(|word| word == it.to_string()));
    new.iter().all(|it| {
        it.is_mark()
            || it.is(FILLER)
            || it.is_any(vocabulary::SOFT)
            || is_usual(it)
            || is_read(it)
            || old.iter().any(|old| restated::is_same(old, it))
    })
}

/// Families that read each word of a request about files and what is in them, and none as noise.
const STRICT: [&str; 6] = ["files", "lines", "table", "deeds", "records", "steps"];

/// Whether an answer of one family can be about what an answer of the other was about.
fn are_near(left: &str, right: &str) -> bool {
    right == "steps" || STRICT.contains(&left) && STRICT.contains(&right)
}

/// Whether words hold more than fillers and joints.
fn says_something(words: &str) -> bool {
    let tokens = literals::tokens(words).unwrap_or_default();
    tokens.iter().any(|it| {
        !(it.is_mark() || it.is(FILLER) || it.form == Form::Word && it.is_any(vocabulary::SOFT)) || it.is("count")
    })
}

/// What the words say of themselves.
struct Said {
    /// Without what only leads in or says how they are meant.
    body: String,
    /// "… instead"
    instead: bool,
    /// "only …"
    only: bool,
    /// "also …"
    also: bool,
}

/// The requests that both together can be, with how many values of the first gave way; the nearest first.
fn together(wish: &str, words: &str) -> Vec<(String, usize)> {
    let wish = wish.trim().trim_end_matches(['.', '!', ',', ';', ' ']);
    let mut found: Vec<(String, usize)> = Vec::new();
    if let Some(text) = restated::pair(wish, words) {
        return vec![(text, 1)];
    }
    let said = said(words);
    let body = said.body.as_str();
    if body.is_empty() || wish.is_empty() {
        return found;
    }
    let deed = deed(body);
    if said.also {
        return restated::widened(wish, body).into_iter().map(|it| (it, 0)).collect();
    }
    if !said.only && deed.is_none() {
        found.extend(restated::restated(wish, body, said.instead));
    }
    if let Some(rest) = deed {
        // "count them": what was listed is acted on. "delete them instead": another deed on the same.
        if restated::is_listing(wish) {
            found.push((format!("{wish}, then {body}"), 0));
        }
        found.extend(restated::other_deed(wish, body, rest).map(|it| (it, 1)));
    }
    if !said.instead || restated::is_missing(wish, body) {
        // What stands in the place of something needs something in that place.
        found.push((format!("{wish}, {body}"), 0));
        if said.only {
            found.push((format!("{wish}, only {body}"), 0));
        }
        found.push((format!("{wish} {body}"), 0));
        found.push((format!("{wish} and {body}"), 0));
    }
    found
}

/// What stands behind "them", where words order something to be done with what was found.
fn deed(body: &str) -> Option<&str> {
    let tokens = literals::tokens(body)?;
    let verb = tokens.iter().position(|it| !it.is(FILLER))?;
    let them = tokens.get(verb + 1)?;
    let pronoun = matches!(them.text.to_lowercase().as_str(), "them" | "those" | "these" | "all" | "it");
    // "save it": what was printed, not what it was printed of.
    let one = them.text.eq_ignore_ascii_case("it") && !tokens[verb].is_any("delete copy move compress unpack");
    (is_deed(&tokens[verb]) && pronoun && !one).then(|| body.get(them.span.end..).unwrap_or_default().trim())
}

/// Words that lead in and say nothing.
const LEADS: &[&str] = &[
    "please ",
    "pls ",
    "ok ",
    "okay ",
    "hmm ",
    "no ",
    "no, ",
    "now ",
    "and ",
    "but ",
    "then ",
    "actually ",
    "could you ",
    "can you ",
    "i want ",
    "i'd like ",
    "i need ",
    "i meant ",
    "i mean ",
    "make it ",
    "make that ",
    "let me have ",
    "do it ",
    "do that ",
    "do this ",
    "restrict it to ",
    "limit it to ",
    "narrow it down to ",
    "restrict to ",
    "limit to ",
    "it should be ",
    "they should be ",
    "it should ",
    "they should ",
];
/// What stands for the things themselves behind "only".
const ONES: &[&str] = &[
    "the ones ",
    "those ",
    "ones ",
    "these ",
    "the files ",
    "files ",
    "that are ",
    "which are ",
    "that were ",
    "which were ",
    "that ",
    "which ",
];
/// What is said behind, and how the rest is meant then.
const ENDS: &[&str] = &[" please", " instead", " rather", " too", " as well", " also", " thanks", " now"];

/// What is said in words that the families do not know so.
const SAYINGS: &[(&str, &str)] = &[
    ("how many", "count them"),
    ("how many are there", "count them"),
    ("how many are they", "count them"),
    ("the count", "count them"),
    ("the number", "count them"),
    ("the number of them", "count them"),
    ("count", "count them"),
    ("top level", "not in subfolders"),
    ("the top level", "not in subfolders"),
    ("this folder", "not in subfolders"),
    ("here", "not in subfolders"),
    ("no subfolders", "not in subfolders"),
    ("without subfolders", "not in subfolders"),
    ("without sub-folders", "not in subfolders"),
    ("no sub-folders", "not in subfolders"),
    ("non-recursive", "not in subfolders"),
    ("non-recursively", "not in subfolders"),
    ("not recursive", "not in subfolders"),
    ("not recursively", "not in subfolders"),
    ("recursive", "recursively"),
    ("in subfolders", "recursively"),
    ("in sub-folders", "recursively"),
    ("with subfolders", "recursively"),
    ("including subfolders", "recursively"),
    ("subfolders too", "recursively"),
    ("case insensitive", "ignoring case"),
    ("case-insensitive", "ignoring case"),
    ("case insensitively", "ignoring case"),
    ("ignore case", "ignoring case"),
    ("no hidden files", "without hidden files"),
    ("skip hidden files", "without hidden files"),
    ("without hidden ones", "without hidden files"),
    ("not the hidden ones", "without hidden files"),
];

fn said(words: &str) -> Said {
    let mut body = words.trim().trim_end_matches(['.', '!', '?', ',', ';', ' ']);
    let mut said = Said { body: String::new(), instead: false, only: false, also: false };
    // Each round takes something away.
    loop {
        let before = body.len();
        for lead in LEADS {
            body = without_start(body, lead).unwrap_or(body);
        }
        for only in ["only ", "just "] {
            if let Some(rest) = without_start(body, only) {
                said.only = true;
                body = rest;
            }
        }
        if let Some(rest) = without_start(body, "also ") {
            said.also = true;
            body = rest;
        }
        if said.only {
            for ones in ONES {
                body = without_start(body, ones).unwrap_or(body);
            }
        }
        for end in ENDS {
            if let Some(rest) = without_end(body, end) {
                said.instead |= matches!(*end, " instead" | " rather");
                said.also |= matches!(*end, " too" | " as well" | " also");
                body = rest.trim_end_matches([',', ' ']);
            }
        }
        if let Some(rest) = without_end(body, " only") {
            said.only = true;
            body = rest;
        }
        if body.len() == before {
            break;
        }
    }
    let lower = body.to_lowercase();
    let saying = SAYINGS.iter().find(|it| it.0 == lower).map(|it| it.1);
    saying.unwrap_or(body).clone_into(&mut said.body);
    said
}

fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let head = text.get(..start.len())?;
    head.eq_ignore_ascii_case(start).then(|| text[start.len()..].trim_start()).filter(|it| !it.is_empty())
}

fn without_end<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(end.len())?;
    text.get(at..)?.eq_ignore_ascii_case(end).then(|| text[..at].trim_end()).filter(|it| !it.is_empty())
}
