//! Requests of two or three steps: cut where a new deed begins, each answered alone, what "it" and "them" stand for
//! taken from the step before.

use crate::asked::Asked;
use crate::literals::{Form, Token};
use crate::opening::is_order;
use crate::vocabulary::FILLER;
use crate::{Answer, Request, answers};
use std::ops::Range;

/// The most steps of one request.
const MOST: usize = 4;

/// The answer of a request that is cut into steps; none where it has one step only, or a step is not understood.
pub(crate) fn propose(request: &Request<'_>, asked: &Asked<'_>, parts: &[Range<usize>]) -> Option<Answer> {
    let parts: Vec<&[Token<'_>]> = parts.iter().filter_map(|it| asked.tokens.get(it.clone())).collect();
    if !(2..=MOST).contains(&parts.len()) {
        return None;
    }
    let mut commands: Vec<String> = Vec::new();
    let mut confidence: f32 = 1.0;
    let mut assumed: Vec<String> = Vec::new();
    // The step before as words, where it only names what the next one acts on.
    let mut named: Option<String> = None;
    let mut before: Option<&[Token<'_>]> = None;
    for (index, part) in parts.iter().enumerate() {
        let text = match before {
            Some(before) => resolved(part, before, named.as_deref())?,
            None => said(part),
        };
        let next_takes_all = parts.get(index + 1).is_some_and(|next| next.iter().any(|it| stands_for_all(it)));
        named = if next_takes_all { things(part) } else { None };
        if !(next_takes_all && is_listing(part)) {
            let best = answers(&Request { text: &text, ..*request })?;
            confidence = confidence.min(best.confidence);
            assumed.extend(best.assumed);
            commands.push(best.command);
        }
        before = Some(part);
    }
    assumed.dedup();
    let prose = asked.opening == crate::opening::Opening::Tells;
    (!commands.is_empty()).then(|| Answer {
        command: joined(&commands),
        confidence: confidence - 0.02,
        prose,
        assumed,
        family: "steps",
    })
}

/// Whether a request says "… and then" and a deed that changes something.
pub(crate) fn has_second_deed(asked: &Asked<'_>, parts: &[Range<usize>]) -> bool {
    const CHANGES: &str = "delete copy move compress pack unpack rename remove create append replace truncate";
    let says = |it: &Token<'_>, words: &str| words.split(' ').any(|word| it.text.eq_ignore_ascii_case(word));
    parts.iter().skip(1).any(|part| {
        let joint = &asked.tokens[part.start.saturating_sub(3)..part.start];
        let verb = asked.tokens[part.clone()].iter().find(|it| !it.is(FILLER));
        joint.iter().any(|it| says(it, "then afterwards finally"))
            && verb.is_some_and(|it| it.is_any(CHANGES) || says(it, CHANGES))
    })
}

/// Steps in one line, each only where the one before went well.
fn joined(commands: &[String]) -> String {
    commands.join(" && ")
}

/// Cuts the tokens where a joining word stands before a verb.
pub(crate) fn cut(asked: &Asked<'_>) -> Vec<Range<usize>> {
    let tokens = &asked.tokens;
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 1;
    while at < tokens.len() {
        let Some(next) = joint(tokens, at) else {
            at += 1;
            continue;
        };
        if start < at && next < tokens.len() {
            parts.push(start..at);
            start = next;
        }
        at = next.max(at + 1);
    }
    if start < tokens.len() {
        parts.push(start..tokens.len());
    }
    parts
}

/// The place of the verb behind a joint that stands at a token: "and then", ", then", ". Then", "and", "afterwards".
fn joint(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut next = at;
    let mut strong = false;
    let mut joins = false;
    while let Some(token) = tokens.get(next) {
        let lower = token.text.to_lowercase();
        match lower.as_str() {
            "then" | "afterwards" | "finally" | "next" | "danach" => strong = true,
            "and" | "&" | "also" | "und" => joins = true,
            _ if matches!(token.form, Form::Comma | Form::Stop) => joins |= token.form == Form::Stop,
            "after" if tokens.get(next + 1).is_some_and(|it| it.text.eq_ignore_ascii_case("that")) => {
                strong = true;
                next += 1;
            }
            _ => break,
        }
        next += 1;
    }
    if next == at || !(strong || joins || tokens[at].form == Form::Comma) {
        return None;
    }
    let verb = (next..tokens.len()).find(|it| !tokens[*it].is(FILLER))?;
    is_deed(&tokens[verb]).then_some(next)
}

/// Whether a word is a verb that begins a step, in its plain form.
pub(crate) fn is_deed(token: &Token<'_>) -> bool {
    if token.form != Form::Word || token.text.ends_with("ed") || token.text.ends_with("ing") {
        return false;
    }
    let lower = token.text.to_lowercase();
    is_order(&lower)
        || token.is_any("find show count delete copy move compress pack unpack make set put") && !lower.ends_with('s')
}

/// Whether a step only names things: "find all log files", "list the pdfs".
fn is_listing(part: &[Token<'_>]) -> bool {
    part.iter().find(|it| !it.is(FILLER)).is_some_and(|it| it.is_any("find show look"))
}

/// The things that a step acts on: what stands behind its verb, up to where they go.
fn things(part: &[Token<'_>]) -> Option<String> {
    let verb = part.iter().position(is_deed)?;
    let behind = &part[verb + 1..];
    let end = if is_listing(part) {
        behind.len()
    } else {
        behind.iter().position(|it| it.is_any("to into")).unwrap_or(behind.len())
    };
    (end > 0).then(|| said(&behind[..end]))
}

fn stands_for_all(token: &Token<'_>) -> bool {
    matches!(token.text.to_lowercase().as_str(), "them" | "those" | "these" | "they")
}

/// A step as text again.
fn said(part: &[Token<'_>]) -> String {
    part.iter().map(written).collect::<Vec<_>>().join(" ")
}

/// A token as it was written, quoted again where it was.
fn written(token: &Token<'_>) -> String {
    match token.form {
        Form::Quoted if token.text.contains('"') => format!("'{}'", token.text),
        Form::Quoted => format!("\"{}\"", token.text),
        _ => token.text.to_owned(),
    }
}

/// A step with what its pronouns stand for; `None` where that is not clear.
fn resolved(part: &[Token<'_>], before: &[Token<'_>], named: Option<&str>) -> Option<String> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(token) = part.get(at) {
        let lower = token.text.to_lowercase();
        let two = part.get(at + 1).map(|it| it.text.to_lowercase()).unwrap_or_default();
        let article = matches!(lower.as_str(), "the" | "that" | "this");
        if token.form != Form::Word {
            words.push(written(token));
        } else if stands_for_all(token) {
            let noun = matches!(two.as_str(), "files" | "folders" | "ones" | "lines" | "directories");
            words.push(named?.to_owned());
            at += usize::from(noun);
        } else if lower == "it" || matches!(lower.as_str(), "there" | "therein") && index_of_place(before).is_some() {
            let object = object(before)?;
            words.push(if lower == "it" { object } else { format!("in {object}") });
        } else if article && matches!(two.as_str(), "archive" | "zip" | "tarball") {
            words.push(literals(before).find(|it| crate::files::archive::format(it.text).is_some()).map(written)?);
            at += 1;
        } else if article && matches!(two.as_str(), "original" | "source") {
            words.push(literals(before).next().map(written)?);
            at += 1;
        } else if article && matches!(two.as_str(), "copy" | "result" | "output") && literals(before).count() > 1 {
            words.push(literals(before).last().map(written)?);
            at += 1;
        } else if article
            && matches!(two.as_str(), "folder" | "directory" | "file")
            && part.get(at + 2).is_none_or(|it| it.form == Form::Stop || it.is_any("and"))
        {
            words.push(object(before)?);
            at += 1;
        } else {
            words.push(written(token));
        }
        at += 1;
    }
    Some(words.join(" "))
}

fn literals<'t, 'a>(part: &'t [Token<'a>]) -> impl DoubleEndedIterator<Item = &'t Token<'a>> {
    part.iter().filter(|it| it.names_path() || it.form == Form::Quoted)
}

fn index_of_place(before: &[Token<'_>]) -> Option<usize> {
    before.iter().position(Token::names_path)
}

/// What "it" is after a step: what was made, packed, copied or moved last, else what was acted on.
fn object(before: &[Token<'_>]) -> Option<String> {
    let made = before.iter().any(|it| it.is_any("make copy move pack"))
        || before.iter().any(|it| it.text.eq_ignore_ascii_case("rename"));
    let named = before
        .iter()
        .position(|it| {
            it.is("named") || matches!(it.text.to_lowercase().as_str(), "folder" | "directory" | "dir" | "file")
        })
        .and_then(|it| before.get(it + 1..)?.iter().find(|it| !it.is_any("named") && !it.is(FILLER)));
    let bare =
        |it: &&Token<'_>| it.form == Form::Word && it.concept.is_empty() || it.names_path() || it.form == Form::Quoted;
    let mut all = literals(before);
    let found = if made { all.next_back() } else { all.next() };
    found.or_else(|| named.filter(bare)).map(written)
}

#[cfg(test)]
mod tests {
    use crate::{Request, propose};
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: &Expect) {
        let found = propose(&Request { text, ..Request::default() });
        let shown = found.first().map_or("nothing".to_owned(), |it| it.command.clone());
        expected.assert_eq(&shown);
    }

    #[test]
    fn steps_are_done_one_after_the_other() {
        check(
            "unpack release.tar.gz into tmp and then delete the archive",
            &expect!["tar -xzf release.tar.gz -C tmp && rm release.tar.gz"],
        );
    }

    #[test]
    fn what_is_listed_first_is_what_the_next_step_acts_on() {
        check(
            "find all log files in /var/log older than 30 days, then delete them",
            &expect!["find /var/log -type f -name '*.log' -mtime +30 -delete"],
        );
        check("list the .tmp files in cache and count them", &expect!["find cache -type f -name '*.tmp' | wc -l"]);
    }

    #[test]
    fn a_step_that_is_not_understood_silences_all() {
        check("unpack release.tar.gz into tmp and then frobnicate the archive", &expect!["nothing"]);
    }
}
