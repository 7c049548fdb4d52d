//! The other readings of a request that leaves something open: folders below or not, the case of letters, whole words.
//!
//! Each is the request with the words that would have decided it, asked again: so a reading is composed as any other
//! request is, and one that makes no difference is none.

use crate::literals::{self, Form, Token};
use crate::{Answer, Request, propose};

/// What a request may leave open.
struct Open {
    /// Whether a command decides it one way.
    decides: fn(&str) -> bool,
    /// What would decide it the other way.
    says: &'static str,
    /// The question that decides it.
    question: &'static Question,
    /// Whether a request and its command leave it open in earnest, so that asking is worth the while.
    in_earnest: fn(&[Token<'_>], &str) -> bool,
}

const SUBFOLDERS: Question =
    Question { text: "Sub-folders too?", nearest: "Yes", other: "No, only this folder", words: "not in subfolders" };
const CAPITALS: Question = Question {
    text: "Capital letters too?",
    nearest: "No, as written",
    other: "Yes, in any case",
    words: "ignoring case",
};
const WORDS: Question =
    Question { text: "Inside longer words too?", nearest: "Yes", other: "No, whole words", words: "whole words" };

const OPEN: &[Open] = &[
    Open {
        decides: |it| it.starts_with("find ") && !it.contains(" -maxdepth "),
        says: ", not in subfolders",
        question: &SUBFOLDERS,
        in_earnest: |tokens, command| {
            let says = tokens.iter().any(|it| it.is_any(DEPTHS));
            let searches = tokens.iter().any(|it| it.is_any("find look which where all each project"));
            !says && (!searches || crate::guard::changes(command))
        },
    },
    Open {
        decides: |it| has_flag(it, "grep", 'r'),
        says: ", not in subfolders",
        question: &SUBFOLDERS,
        in_earnest: |_, _| false,
    },
    Open {
        decides: |it| it.contains("grep ") && !has_flag(it, "grep", 'i'),
        says: ", ignoring case",
        question: &CAPITALS,
        in_earnest: |tokens, _| tokens.iter().any(|it| it.form != Form::Quoted && MESSAGES.contains(&it.text)),
    },
    Open {
        decides: |it| it.contains("grep ") && !has_flag(it, "grep", 'w'),
        says: ", whole words",
        question: &WORDS,
        in_earnest: |tokens, command| {
            let is_short = |it: &&str| it.len() <= 3 && it.bytes().all(|it| it.is_ascii_lowercase());
            pattern(command).filter(is_short).is_some_and(|word| tokens.iter().any(|it| it.text == word))
        },
    },
];

/// Words that say how deep to go.
const DEPTHS: &str =
    "recursive subfolder direct anywhere under across whole depth level here current below only shell within";

/// What programs write in small letters as well as in capitals.
const MESSAGES: [&str; 12] = [
    "error",
    "errors",
    "warning",
    "warnings",
    "failed",
    "failure",
    "exception",
    "timeout",
    "fatal",
    "critical",
    "denied",
    "refused",
];

/// What a `grep` looks for, where that is one plain word.
fn pattern(command: &str) -> Option<&str> {
    let mut words = command.split(' ').skip_while(|it| *it != "grep").skip(1);
    words.find(|it| !it.starts_with('-'))
}

/// A question whose two answers are two commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: &'static str,
    /// The answer that is the nearest reading.
    pub nearest: &'static str,
    /// The other answer.
    pub other: &'static str,
    /// The words behind the request that say the other answer.
    pub words: &'static str,
}

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
    /// The question that tells it from the nearest one, where the request leaves that open in earnest.
    pub question: Option<Question>,
}

/// The answers of [`propose`], then those of other readings of the request, each less sure than the answer it differs
/// from.
pub fn propose_all(request: &Request<'_>) -> Vec<Answer> {
    readings(request).into_iter().map(|it| it.answer).collect()
}

/// The same, each with the request as it was read.
pub fn readings(request: &Request<'_>) -> Vec<Reading> {
    let as_it_stands = |answer: Answer| Reading { text: request.text.to_owned(), answer, question: None };
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
            let is_open = literals::tokens(request.text).is_some_and(|it| (open.in_earnest)(&it, &nearest.command));
            found.push(Reading { text, answer: other, question: is_open.then_some(*open.question) });
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
