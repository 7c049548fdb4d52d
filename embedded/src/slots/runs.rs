//! Runs of words as they were typed: the old and the new text of a replacement.

use super::{JOINING, Kind, Value};
use crate::asked::Asked;
use crate::literals::{Form, Token};
use crate::vocabulary::FILLER;

/// The most tokens that a run of words takes.
pub(crate) const LONGEST_RUN: usize = 12;

/// A run of tokens as typed; its amount tells whether it stood in quotes.
pub(crate) fn words(asked: &Asked<'_>, at: usize, length: usize) -> Option<Value> {
    let run = asked.tokens.get(at..at.checked_add(length)?)?;
    let (first, last) = (run.first()?, run.last()?);
    if length == 1 && (first.form == Form::Quoted || is_quoted_by_word(asked, at) && !is_pause(first)) {
        return Some(Value { kind: Kind::Words, text: first.text.to_owned(), amount: 1.0 });
    }
    let stands_alone = length == 1 && ["on", "off", "no", "none", "never", "all", "and", "or"].contains(&first.text);
    let barred = |it: &Token<'_>| it.form == Form::Quoted || it.is_any("line file occurrence each not without");
    let literal = |it: &Token<'_>| matches!(it.form, Form::FileName | Form::Path | Form::Glob);
    let joins = first.is(FILLER) && first.text.len() < 6 && !first.text.starts_with(char::is_uppercase)
        || first.is_any(JOINING);
    if (joins || run.iter().any(barred)) && !stands_alone
        || is_pause(first)
        || is_pause(last)
        || length > 1 && first.is_any("word text")
        || length > 1 && (run.iter().any(literal) || run.iter().any(|it| it.is_any("in under of from across into")))
    {
        return None;
    }
    Some(Value { kind: Kind::Words, text: asked.between(at, at + length)?.to_owned(), amount: 0.0 })
}

/// Whether "the word" stands before a token: then it is said as it stands, as in quotes. "The word comma" is no sign.
pub(crate) fn is_quoted_by_word(asked: &Asked<'_>, at: usize) -> bool {
    let said = |back: usize, words: &[&str]| {
        at.checked_sub(back).is_some_and(|it| words.iter().any(|word| asked.tokens[it].text.eq_ignore_ascii_case(word)))
    };
    asked.tokens.get(at).is_some_and(|it| it.form == Form::Word)
        && said(1, &["word", "string", "term"])
        && said(2, &["the"])
}

/// Whether a mark is the sentence's rather than a part of a text such as `<!--`.
fn is_pause(token: &Token<'_>) -> bool {
    token.is_mark() && !token.text.starts_with('-')
}

/// Whether a run of words may end before a token.
pub(crate) fn ends_run(asked: &Asked<'_>, at: usize) -> bool {
    let Some(token) = asked.tokens.get(at) else { return true };
    match token.form {
        // The comma of `name,country` and the colon of `draft: true` belong to the text.
        Form::Comma => asked.between(at, at + 2).is_none_or(|it| it.contains(char::is_whitespace)),
        Form::Stop => token.text != ":",
        Form::Open | Form::Close => true,
        Form::Word => {
            token.is_any(JOINING)
                || [
                    "then",
                    "everywhere",
                    "ignoring",
                    "when",
                    "if",
                    "directly",
                    "recursively",
                    "globally",
                    "only",
                    "please",
                    "right",
                    "throughout",
                ]
                .contains(&token.text)
        }
        _ => false,
    }
}
