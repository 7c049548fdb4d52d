//! What a script around a request adds to it: variables that its words name, and the request before it.

use crate::Request;
use crate::literals::{self, Form, Token};
use crate::vocabulary::{self, FILLER, GROUP};

/// The request with what its context says in place of what only names it; `None` where the context adds nothing.
pub(crate) fn complete(request: &Request<'_>) -> Option<String> {
    if let Some(text) = request.above.and_then(|above| same(request.text, above)) {
        return Some(text);
    }
    with_variables(request)
}

/// "same but for gz files", "and now for last week": the request above with the values that are given anew.
fn same(text: &str, above: &str) -> Option<String> {
    let tokens = literals::tokens(text)?;
    let start = tokens.iter().position(|it| !it.is(FILLER) && !it.is_any("and also but now"))?;
    let opening = tokens.get(start)?.text.to_lowercase();
    if !matches!(opening.as_str(), "same" | "again" | "ditto" | "likewise" | "dasselbe") {
        return None;
    }
    let old = literals::tokens(above)?;
    let mut values: Vec<Option<String>> = vec![None; old.len()];
    let mut replaced = 0;
    let mut at = start + 1;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if token.is(FILLER)
            || token.is_mark()
            || token.is_any("but for with in only and on of from file instead as thing now")
            || matches!(token.text.to_lowercase().as_str(), "instead" | "time" | "again" | "above" | "before")
        {
            continue;
        }
        let placed = tokens[..at - 1].last().is_some_and(|it| it.is_any("in from under to into on"));
        let place = (0..old.len()).rev().find(|it| values[*it].is_none() && is_alike(&old[*it], token, placed))?;
        values[place] = Some(token.text.to_owned());
        replaced += 1;
        // A number brings its unit along.
        if let (Some(unit), Some(old_unit)) = (tokens.get(at), old.get(place + 1))
            && token.number.is_some()
            && is_unit(unit)
            && is_unit(old_unit)
        {
            values[place + 1] = Some(unit.text.to_owned());
            at += 1;
        }
    }
    let write = |(token, new): (&Token<'_>, &Option<String>)| {
        let text = new.clone().unwrap_or_else(|| token.text.to_owned());
        if token.form == Form::Quoted { format!("\"{text}\"") } else { text }
    };
    (replaced > 0).then(|| old.iter().zip(&values).map(write).collect::<Vec<_>>().join(" "))
}

/// Whether two tokens are values of one kind; a plain word is a path only where it stands as a place.
pub(crate) fn is_alike(old: &Token<'_>, new: &Token<'_>, placed: bool) -> bool {
    let path = |it: &Token<'_>| matches!(it.form, Form::Path | Form::FileName);
    let kind = |it: &Token<'_>| it.is(GROUP) || matches!(it.form, Form::Glob | Form::Dotted);
    let name = |it: &Token<'_>| it.form == Form::Word && it.concept.is_empty();
    kind(old) && kind(new)
        || path(old) && (path(new) || placed && name(new))
        || old.number.is_some() && new.number.is_some()
        || old.form == Form::Quoted && (new.form == Form::Quoted || name(new))
        || name(old) && (name(new) || path(new))
        || matches!(
            (old.form, new.form),
            (Form::Size(_), Form::Size(_)) | (Form::Span(_), Form::Span(_)) | (Form::Date, Form::Date)
        )
        || is_unit(old) && is_unit(new)
}

pub(crate) fn is_unit(token: &Token<'_>) -> bool {
    token.is_any("byte kilobyte megabyte gigabyte terabyte minute hour day week month year")
}

/// The longest request that is searched for variables' names, in words, and the most words of one name.
const MOST_WORDS: usize = 60;
const LONGEST_NAME: usize = 3;

/// A request in which words that name a variable of the script become that variable: "in the log dir" with `LOG_DIR`.
fn with_variables(request: &Request<'_>) -> Option<String> {
    if request.variables.is_empty() {
        return None;
    }
    let words: Vec<&str> = request.text.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let mut out: Vec<String> = Vec::new();
    let mut found = false;
    let mut at = 0;
    while at < words.len() {
        let named = (1..=LONGEST_NAME.min(words.len() - at))
            .rev()
            .find_map(|length| variable(&words[at..at + length], request.variables).map(|name| (name, length)));
        match named {
            Some((name, length)) => {
                let last = words[at + length - 1];
                let mark = last.trim_end_matches([',', '.', '?', '!']);
                out.push(format!("${name}{}", &last[mark.len()..]));
                at += length;
                found = true;
            }
            None => {
                out.push(words[at].to_owned());
                at += 1;
            }
        }
    }
    found.then(|| out.join(" "))
}

/// The variable that words name: written as it is, or its parts as words.
fn variable<'v>(words: &[&str], variables: &[&'v str]) -> Option<&'v str> {
    let bare = |it: &str| it.trim_end_matches([',', '.', '?', '!']).to_owned();
    let parts: Vec<String> = words.iter().map(|it| bare(it)).collect();
    if let [word] = parts.as_slice() {
        let shouted = word.len() > 1 && !word.contains(|it: char| it.is_lowercase());
        let odd = word.contains('_') || vocabulary::look_up(word).0.is_empty();
        return variables.iter().find(|it| **it == word && it.len() > 2 && (shouted || odd)).copied();
    }
    let joined: String = parts.concat().to_lowercase();
    let same = |name: &str| name.len() > 3 && name.replace('_', "").eq_ignore_ascii_case(&joined);
    let plain = |it: &String| it.bytes().all(|it| it.is_ascii_alphanumeric());
    variables.iter().find(|it| parts.iter().all(plain) && same(it)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(text: &str, variables: &[&str], above: Option<&str>) -> Option<String> {
        complete(&Request { text, variables, above, ..Request::default() })
    }

    #[test]
    fn words_that_name_a_variable_become_it() {
        let variables = ["LOG_DIR", "backup_file", "OUT", "files"];
        let check = |text, wanted: Option<&str>| assert_eq!(completed(text, &variables, None).as_deref(), wanted);
        check("find files older than 7 days in the log dir", Some("find files older than 7 days in the $LOG_DIR"));
        check("unpack backup_file into OUT.", Some("unpack $backup_file into $OUT."));
        check("find files in out", None);
    }

    #[test]
    fn a_name_beside_the_script_is_a_path() {
        let answer = |names: &[String]| {
            crate::propose(&Request { text: "disk usage vendor", names, ..Request::default() })
                .first()
                .filter(|it| it.confidence > 0.6)
                .map(|it| it.command.clone())
        };
        assert_eq!(answer(&[]), None);
        assert_eq!(answer(&["vendor/".to_owned()]).as_deref(), Some("du -sh vendor"));
    }

    #[test]
    fn the_request_above_is_taken_again_with_other_values() {
        let above = Some("find log files in /var/log older than 30 days");
        let check = |text, wanted: Option<&str>| assert_eq!(completed(text, &[], above).as_deref(), wanted);
        check("same but for gz files", Some("find gz files in /var/log older than 30 days"));
        check("the same for 2 weeks", Some("find log files in /var/log older than 2 weeks"));
        check("same in /srv", Some("find log files in /srv older than 30 days"));
        check("same but purple", None);
        check("find other things", None);
    }
}
