//! The other readings of a request that leaves something open: folders below or not, the case of letters, whole words.
//!
//! Each is the request with the words that would have decided it, asked again: so a reading is composed as any other
//! request is, and one that makes no difference is none.

use crate::{Answer, Request, propose};

/// What a request may leave open.
struct Open {
    /// Whether a command decides it one way.
    decides: fn(&str) -> bool,
    /// What would decide it the other way.
    says: &'static str,
}

const OPEN: &[Open] = &[
    Open { decides: |it| it.starts_with("find ") && !it.contains(" -maxdepth "), says: ", not in subfolders" },
    Open { decides: |it| has_flag(it, "grep", 'r'), says: ", not in subfolders" },
    Open { decides: |it| it.contains("grep ") && !has_flag(it, "grep", 'i'), says: ", ignoring case" },
    Open { decides: |it| it.contains("grep ") && !has_flag(it, "grep", 'w'), says: ", whole words only" },
];

/// How much less sure a reading is than the one that the words are nearest to.
const LESS_SURE: f32 = 0.2;
/// How sure the nearest reading must be.
const LEAST: f32 = 0.75;

/// One way to read a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The request, with the words that decide what it leaves open.
    pub text: String,
    /// Its answer.
    pub answer: Answer,
}

/// The answers of [`propose`], then those of other readings of the request, each less sure than the answer it differs
/// from.
pub fn propose_all(request: &Request<'_>) -> Vec<Answer> {
    readings(request).into_iter().map(|it| it.answer).collect()
}

/// The same, each with the request as it was read.
pub fn readings(request: &Request<'_>) -> Vec<Reading> {
    let as_it_stands = |answer: Answer| Reading { text: request.text.to_owned(), answer };
    let mut found: Vec<Reading> = propose(request).into_iter().map(as_it_stands).collect();
    let Some(nearest) = found.first().map(|it| it.answer.clone()).filter(|it| it.confidence >= LEAST) else {
        return found;
    };
    let text = request.text.trim_end_matches(['.', '!', ' ']);
    for open in OPEN.iter().filter(|it| (it.decides)(&nearest.command)) {
        let text = format!("{text}{}", open.says);
        let other = propose(&Request { text: &text, ..*request }).into_iter().next();
        let Some(mut other) = other.filter(|it| it.family == nearest.family && it.confidence >= LEAST) else {
            continue;
        };
        if found.iter().all(|it| it.answer.command != other.command) {
            other.confidence = other.confidence.min(nearest.confidence) - LESS_SURE;
            found.push(Reading { text, answer: other });
        }
    }
    found
}

/// Whether a program is given a short flag: `grep -rl`.
fn has_flag(command: &str, program: &str, flag: char) -> bool {
    let mut words = command.split(' ').skip_while(|it| *it != program).skip(1);
    words.by_ref().take_while(|it| it.starts_with('-')).any(|it| !it.starts_with("--") && it.contains(flag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands(text: &str) -> Vec<String> {
        propose_all(&Request { text, ..Request::default() }).into_iter().map(|it| it.command).collect()
    }

    #[test]
    fn what_a_request_leaves_open_is_read_both_ways() {
        assert_eq!(
            commands("find python files over 1 MB"),
            ["find . -type f -name '*.py' -size +1M", "find . -maxdepth 1 -type f -name '*.py' -size +1M"]
        );
        assert_eq!(commands("find python files over 1 MB, not in subfolders").len(), 1);
        let cases = commands("list all files containing TODO");
        assert!(cases.contains(&"grep -rli TODO .".to_owned()), "{cases:?}");
    }

    #[test]
    fn the_nearest_reading_stays_first_and_surest() {
        for text in ["find python files", "search for foo in src", "count the lines of all python files"] {
            let all = propose_all(&Request { text, ..Request::default() });
            assert_eq!(all.first(), propose(&Request { text, ..Request::default() }).first());
            assert!(all.iter().skip(1).all(|it| it.confidence <= all[0].confidence), "{text}: {all:?}");
        }
    }
}
