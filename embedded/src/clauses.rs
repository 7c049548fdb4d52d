//! Requests with a reason: "the disk is filling up, show …", "… so that my colleague can grab it". The clause that only
//! tells why is left out, and the rest is read.

use crate::asked::Asked;
use crate::literals::{Form, Token};
use crate::opening::is_order;
use crate::vocabulary::FILLER;

/// Words that begin a clause that tells why.
const REASONS: &str =
    "because since so as im i'm i it its it's they thanks thank need my we he she this that's thats for";

/// The longest clause that is left out, in words.
const LONGEST: usize = 14;

/// The request without a clause that tells why; `None` where there is no such clause.
pub(crate) fn without_reason(asked: &Asked<'_>) -> Option<String> {
    let tokens = &asked.tokens;
    let mut start = 0;
    let mut end = tokens.len();
    // Before: up to the last mark behind which an order or a question begins.
    let ends_clause = |it: &Token<'_>| it.form == Form::Comma || it.form == Form::Stop && !matches!(it.text, ":");
    if let Some(mark) = (1..tokens.len().min(LONGEST + 1)).rev().find(|at| {
        ends_clause(&tokens[*at]) && begins(tokens, at + 1) && is_reason(&tokens[..*at]) && !begins(tokens, 0)
    }) {
        start = mark + 1;
    }
    // In parentheses at the end, behind a mark, or behind "so that", "because".
    let tail = (start + 2..end).find(|at| {
        let rest = &tokens[*at..];
        let marked = ends_clause(&tokens[*at]) || tokens[*at].form == Form::Open;
        let first = rest.iter().find(|it| !it.is_mark());
        let why = first.is_some_and(|it| it.form == Form::Word && is_word(it, REASONS));
        let joined = tokens[*at].form == Form::Word
            && (is_word(&tokens[*at], "because")
                || is_word(&tokens[*at], "so")
                    && rest.get(1).is_some_and(|it| is_word(it, "that i my we it they he she")));
        rest.len() <= LONGEST && (marked && why || joined) && is_reason(rest)
    });
    if let Some(at) = tail {
        end = at;
    }
    if start == 0 && end == tokens.len() || start + 2 > end {
        return None;
    }
    let last = tokens.get(end).map_or(asked.text.len(), |it| it.span.start);
    asked.text.get(tokens[start].span.start..last).map(|it| it.trim().to_owned())
}

/// Whether an order or a question begins at a token.
fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(first) = tokens[at.min(tokens.len())..].iter().find(|it| !it.is_mark() && !it.is(FILLER)) else {
        return false;
    };
    first.form == Form::Word
        && (is_order(first.text)
            || first.is_any(
                "find look show count delete copy move compress pack unpack make set grep give put which how where",
            ))
}

/// Whether a clause only tells why: plain words of which none is a condition, an order or a value.
fn is_reason(clause: &[Token<'_>]) -> bool {
    const CONDITIONS: &str = "not only without exclude or sort biggest smallest newest oldest first last top each unique \
        reverse count total size bigger smaller older newer recursive ascending alphabetical case ignore before after \
        between most least all delete copy move compress pack unpack replace rename header line column";
    let words = clause.iter().filter(|it| !it.is_mark());
    let plain = |it: &Token<'_>| {
        it.form == Form::Word && it.number.is_none() && !it.is_any(CONDITIONS) && !it.text.contains(['_', '.', '@'])
    };
    let told = clause.iter().filter(|it| it.is(FILLER)).count();
    words.clone().count() >= 2 && words.clone().all(plain) && told > 0
}

fn is_word(token: &Token<'_>, words: &str) -> bool {
    let lower = token.text.to_lowercase();
    words.split_whitespace().any(|it| it == lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Request;

    fn shortened(text: &str) -> Option<String> {
        without_reason(&Asked::new(&Request { text, ..Request::default() }).unwrap())
    }

    #[test]
    fn a_clause_that_tells_why_is_left_out() {
        for (text, wanted) in [
            ("the disk is filling up, show me the biggest files in /var", Some("show me the biggest files in /var")),
            ("count the lines of a.csv, i need it for my boss", Some("count the lines of a.csv")),
            ("serve this folder on port 8000 so my colleague can grab a file", Some("serve this folder on port 8000")),
            ("list python files in src, biggest first", None),
            ("show a.txt, not b.txt", None),
            ("find python files", None),
        ] {
            assert_eq!(shortened(text).as_deref(), wanted, "{text}");
        }
    }
}
