//! Conditions that are said without a field: "paid orders", "customers in Berlin", "alice's orders".

use super::{Condition, Constant, Source, Test};
use crate::asked::Asked;
use crate::literals::Form;

/// Qualities that end in no "ed".
const STATES: &str = "open active inactive pending new paid unpaid overdue draft ok public private valid invalid online \
    offline free hidden";

/// The conditions that are said without a field, and the request without their words.
pub(super) fn qualities(asked: &Asked<'_>, source: Source) -> Option<(String, Vec<Condition>)> {
    let mut text = String::new();
    let mut conditions = Vec::new();
    let mut from = 0;
    let tokens = &asked.tokens;
    let word = |at: usize| tokens.get(at).filter(|it| it.form == Form::Word && it.number.is_none()).map(|it| it.text);
    let plural = |at: usize| word(at).is_some_and(|it| it.len() > 3 && it.ends_with('s') || it == "people");
    let ends =
        |at: usize| tokens.get(at).is_none_or(|it| it.is_mark() || it.is_any("in from of") || it.form != Form::Word);
    let quality = |at: usize| {
        word(at).filter(|it| {
            it.bytes().all(|it| it.is_ascii_lowercase())
                && (it.len() > 4
                    && it.ends_with("ed")
                    && !matches!(*it, "named" | "called" | "sorted" | "ordered" | "based" | "listed")
                    || STATES.split_whitespace().any(|state| state == *it))
        })
    };
    let mut at = 0;
    while at < tokens.len() {
        let value = |it: &str| Some(Constant { text: it.to_owned(), quoted: true });
        let be = word(at).is_some_and(|it| matches!(it, "are" | "is" | "was" | "were"));
        let not = word(at + 1) == Some("not");
        let found = if plural(at + 1)
            && let Some(it) = quality(at)
        {
            Some((at, at + 1, Condition { field: it.to_owned(), test: Test::Quality, value: value(it) }))
        } else if be
            && at > 0
            && (plural(at - 1) && !word(at - 1).is_some_and(|it| it.ends_with("us") || it.ends_with("ss"))
                || tokens[at - 1].form != Form::Word && !tokens[at - 1].is_mark()
                || word(at - 1).is_some_and(|it| matches!(it, "that" | "which" | "who")))
            && let Some(it) = quality(at + 1 + usize::from(not)).filter(|_| ends(at + 2 + usize::from(not)))
        {
            let start =
                at - usize::from(at > from && word(at - 1).is_some_and(|it| matches!(it, "that" | "which" | "who")));
            let test = if not { Test::NotQuality } else { Test::Quality };
            Some((start, at + 2 + usize::from(not), Condition { field: it.to_owned(), test, value: value(it) }))
        } else if let Some(owner) = word(at).and_then(|it| it.strip_suffix("'s")).filter(|_| plural(at + 1))
            && source != Source::Sql
            && !matches!(owner, "what" | "that" | "it" | "who" | "let" | "there" | "here")
        {
            Some((at, at + 1, Condition { field: "owner".to_owned(), test: Test::Any, value: value(owner) }))
        } else if plural(at)
            && word(at + 1).is_some_and(|it| matches!(it, "in" | "from"))
            && let Some(place) =
                word(at + 2).filter(|it| it.starts_with(char::is_uppercase) && it.chars().all(char::is_alphabetic))
            && !word(at + 3).is_some_and(|it| it.starts_with(char::is_uppercase))
        {
            Some((at + 1, at + 3, Condition { field: "city".to_owned(), test: Test::Any, value: value(place) }))
        } else {
            None
        };
        let Some((start, end, condition)) = found else {
            at += 1;
            continue;
        };
        text.push_str(asked.between(from, start).unwrap_or_default());
        text.push(' ');
        from = end;
        at = end;
        conditions.push(condition);
    }
    text.push_str(asked.between(from, tokens.len()).unwrap_or_default());
    (!conditions.is_empty()).then_some((text, conditions))
}
