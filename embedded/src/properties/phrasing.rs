//! What carries no meaning changes nothing, and a word that nobody knows is not passed over.

use super::templates::{TEMPLATES, filled};
use super::{Chance, answer, at_most, of_others};
use crate::literals::{Form, Token, tokens};
use crate::vocabulary::FILLER;

/// Requests that are answered, with their commands and confidence.
fn answered() -> Vec<(String, String, f32)> {
    let ours = TEMPLATES.iter().map(|it| filled(it, "", ""));
    let all = ours.chain(of_others()).map(|it| it.trim_start_matches(['#', ' ']).to_owned());
    all.filter_map(|it| answer(&it).map(|(command, confidence)| (it, command, confidence))).collect()
}

/// Where a token's text begins: within its place in the request, behind its quote.
pub(super) fn place(text: &str, token: &Token<'_>) -> Option<usize> {
    text.get(token.span.clone())?.find(token.text).map(|it| token.span.start + it)
}

/// Whether a sentence may end behind it without that the mark could belong to a name or pattern.
fn can_end(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    text.ends_with(|it: char| it.is_alphanumeric() || it == '\'' || it == '"') && !last.contains(['*', '/', '?'])
}

/// Each variant of a request that means the same; empty texts are left out.
fn variants(text: &str) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let Some(tokens) = tokens(text) else { return all };
    let Some(first) = tokens.first() else { return all };
    let is_polite = |it: &Token<'_>| it.text.eq_ignore_ascii_case("please") || it.text.eq_ignore_ascii_case("bitte");
    if !tokens.iter().any(is_polite) {
        if first.form == Form::Word && !first.is(FILLER) {
            all.push(("please before", format!("please {text}")));
        }
        if can_end(text) {
            all.push(("please behind", format!("{text} please")));
            all.push((", please", format!("{text}, please")));
        }
    }
    if first.form == Form::Word
        && let Some(letter) = text.chars().next().filter(char::is_ascii_alphabetic)
    {
        let turned =
            if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
        // `I need` stays; so does a name that is written with a capital.
        if first.text.len() > 1 && first.text[1..].bytes().all(|it| it.is_ascii_lowercase()) {
            all.push(("first letter", format!("{turned}{}", &text[1..])));
        }
    }
    if can_end(text) {
        all.push(("stop", format!("{text}.")));
        all.push(("question mark", format!("{text}?")));
        all.push(("spaces", format!("  {}  ", text.replace(", ", ",  "))));
    }
    if let Some(shorter) = text.strip_suffix('.').filter(|it| can_end(it)) {
        all.push(("no stop", shorter.to_owned()));
    }
    // An article before a thing that has none, behind a word that such a thing can follow.
    for pair in tokens.windows(2) {
        let follows = pair[0].form == Form::Word
            && pair[0].is_any("in under of from into to find show count delete copy move compress sort search all");
        let thing = pair[1].form == Form::Word && pair[1].is_any("file folder line word column link disk");
        if follows
            && thing
            && let Some(at) = place(text, &pair[1])
        {
            all.push(("article", format!("{}the {}", &text[..at], &text[at..])));
        }
    }
    all
}

#[test]
fn please_an_article_a_capital_letter_and_a_stop_change_nothing() {
    let (mut broken, mut count) = (Vec::new(), 0);
    for (text, command, _) in answered() {
        for (what, variant) in variants(&text) {
            count += 1;
            let given = answer(&variant).map_or("nothing".to_owned(), |it| it.0);
            if given != command {
                broken.push(format!("{what}: {variant}\n    was {command}\n    got {given}"));
            }
        }
    }
    at_most(count / 200, &broken, count, "what carries no meaning changes nothing");
}

/// Words that say something about a request that no family could do.
const UNKNOWN: [&str; 12] = [
    "vertically",
    "anonymously",
    "tomorrow-ish",
    "glimmering",
    "blorptic",
    "upside",
    "unicorns",
    "quixotically",
    "biweekly",
    "translucent",
    "moonlight",
    "verschlüsselt",
];

#[test]
fn a_word_that_nobody_knows_is_not_passed_over() {
    let mut chance = Chance::new(7);
    let (mut broken, mut taken, mut count) = (Vec::new(), Vec::new(), 0);
    for (text, command, confidence) in answered().into_iter().filter(|it| can_end(&it.0)) {
        let start = chance.below(UNKNOWN.len());
        for word in UNKNOWN.iter().cycle().skip(start).take(3) {
            count += 1;
            let more = format!("{text} {word}");
            let Some((now, sure)) = answer(&more) else { continue };
            // As one more word of a text or name: nothing else may change.
            let bare = |it: &str| it.replace(['\'', '"'], "").split_whitespace().collect::<Vec<_>>().join(" ");
            if now == command && sure < confidence {
                // It is left out, and costs some confidence.
            } else if bare(&now.replace(word, "")) == bare(&command) {
                taken.push(format!("{more}\n    {now}"));
            } else if sure >= confidence || now.contains(word) {
                broken.push(format!("{more}\n    {sure:.2} {now}\n    {confidence:.2} {command}"));
            }
        }
    }
    at_most(count / 25, &broken, count, "a word that nobody knows is not passed over");
    // "Files mentioning eDNA gracefully": who knows.
    at_most(count / 20, &taken, count, "a word that nobody knows is taken for a name");
}
