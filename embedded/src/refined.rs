//! A request and a few words more: "only the ones from today", "in /var/log instead", "count them", as one request.
//!
//! The words are put to the request in a few plain ways, and each is asked as any other request is: what is not read to
//! its last word gives nothing.

mod restated;
mod said;
mod sound;
#[cfg(test)]
mod tests;

use crate::literals::Form;
use crate::steps::is_deed;
use crate::vocabulary::{self, FILLER};
use crate::{Answer, Request, context, literals, propose};
use said::said;

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
    let said_of_them = said(words);
    let (doing, widens) = (deed(&said_of_them.body).is_some(), said_of_them.also);
    for (text, replaced) in together(wish, words) {
        let answers = propose(&Request { text: &text, above: None, ..*request });
        let is_sure =
            |it: &&Answer| it.confidence >= least && sound::is_sound(words, (doing, widens, replaced), earlier, it);
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
    let recurses = (command.contains("find ") || command.contains("grep -r")) && !command.contains("-maxdepth");
    let is_usual = |it: &literals::Token<'_>| {
        recurses && it.is_any("recursive subfolder") || it.is("human") && command.contains('h')
    };
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
    if said.also {
        return restated::widened(wish, body).into_iter().map(|it| (it, 0)).collect();
    }
    if let Some(rest) = deed(body) {
        let once = |text: String| vec![(text, 1)];
        // "delete them instead": another deed on the same.
        if said.instead || said.only {
            let found = restated::other_deed(wish, body, rest).map(once).unwrap_or_default();
            // "find …, then delete them" does instead what was only shown.
            let then = (format!("{wish}, then {body}"), 0);
            return if restated::only_lists(wish) { vec![then].into_iter().chain(found).collect() } else { found };
        }
        // "count them": what was listed is acted on. What was done is not done to twice, unless "and" says so.
        if restated::only_lists(wish) || said.and {
            let forms = [", then ", ", ", " ", " and "];
            return forms.iter().map(|it| (format!("{wish}{it}{body}"), 0)).collect();
        }
        return Vec::new();
    }
    // How something is shown changes nothing about what is done.
    if !restated::only_lists(wish) && shows_only(body) {
        return Vec::new();
    }
    found.extend(restated::restated(wish, body, said.instead));
    // What stands in the place of something needs something in that place, and what is there twice was not meant so.
    if (!said.instead || restated::is_missing(wish, body)) && !restated::is_taken(wish, body) {
        // "in src" goes on with the sentence, "newest first" begins another part of it.
        let goes_on =
            literals::tokens(body).is_some_and(|it| it.first().is_some_and(|it| it.is_any("in from under to into")));
        let forms: &[&str] = match (goes_on, said.only) {
            (true, _) => &[" ", ", ", ", only ", " and "],
            (false, true) => &[", ", ", only ", " ", " and "],
            (false, false) => &[", ", " ", " and "],
        };
        found.extend(forms.iter().map(|it| (format!("{wish}{it}{body}"), 0)));
    }
    found
}

/// Whether words say only how things are to be shown: "the names", "full paths".
fn shows_only(body: &str) -> bool {
    let tokens = literals::tokens(body).unwrap_or_default();
    let mut says =
        tokens.iter().filter(|it| !it.is(FILLER) && !it.is_mark() && !it.is_any(vocabulary::SOFT)).peekable();
    says.peek().is_some() && says.all(|it| it.is_any("name filename path detail whole file"))
}

/// What stands behind "them", where words order something to be done with what was found.
fn deed(body: &str) -> Option<&str> {
    let tokens = literals::tokens(body)?;
    let verb = tokens.iter().position(|it| !it.is(FILLER))?;
    let them = tokens.get(verb + 1)?;
    let pronoun = matches!(them.text.to_lowercase().as_str(), "them" | "those" | "these" | "all" | "it");
    // "save it": what was printed, not what it was printed of.
    let one = them.text.eq_ignore_ascii_case("it") && !tokens[verb].is_any("delete copy move compress unpack");
    ((is_deed(&tokens[verb]) || tokens[verb].text.eq_ignore_ascii_case("compress")) && pronoun && !one)
        .then(|| body.get(them.span.end..).unwrap_or_default().trim())
}
