//! One question at most, where two readings of a request do different things and neither is plainly meant.

use super::habits::Habits;
use super::meaning::meaning;
use super::merge::Merged;
use super::refine::length;
use super::{Request, Suggestion, checked, embedded};

/// A question about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question, in a few plain words.
    pub text: String,
    /// Its answers; the first is what is suggested first.
    pub choices: Vec<Choice>,
}

/// An answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The answer, in a few plain words.
    pub label: String,
    /// What it leads to.
    pub leads_to: LeadsTo,
}

/// What a [`Choice`] leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// The suggestion at this place.
    Suggestion(usize),
    /// What [`super::refine::refine`] makes of the first suggestion with these words.
    Words(String),
}

/// The question that decides between the first suggestion and another reading of the request; `None` where the request
/// says which is meant, or both do the same.
pub fn question(request: &Request<'_>, suggestions: &[Suggestion]) -> Option<Question> {
    let first = suggestions.first()?;
    let asked = embedded::asked(request)?;
    let meaning = |it: &str| meaning(it, request.dialect);
    let shown = meaning(&first.command);
    // What is shown is written as the user writes.
    let written = |it: &str| Habits::meaning(it, request);
    let readings = caro_embedded::readings(&asked);
    // What another source says is not what these questions are about.
    if readings.first().is_none_or(|it| written(&it.answer.command) != shown) {
        return None;
    }
    let choice = |label: &str, leads_to| Choice { label: label.to_owned(), leads_to };
    let place = |command: &str| {
        let wanted = written(command);
        suggestions.iter().position(|it| meaning(&it.command) == wanted)
    };
    for reading in readings {
        let Some(open) = reading.question else { continue };
        let command = reading.answer.command.clone();
        if written(&command) == shown || checked(vec![embedded::merged(reading.answer)], request).is_empty() {
            continue;
        }
        let other = place(&command).map_or_else(|| LeadsTo::Words(open.words.to_owned()), LeadsTo::Suggestion);
        return Some(Question {
            text: open.text.to_owned(),
            choices: vec![choice(open.nearest, LeadsTo::Suggestion(0)), choice(open.other, other)],
        });
    }
    let command = length(request, &first.command)?;
    let candidate = super::Candidate { command, confidence: first.confidence, prose: false, source: "embedded" };
    if checked(vec![Merged::from(candidate)], request).is_empty() {
        return None;
    }
    Some(Question {
        text: "By size on disk or by length?".to_owned(),
        choices: vec![
            choice("Size on disk", LeadsTo::Suggestion(0)),
            choice("Length", LeadsTo::Words("by length".to_owned())),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::super::generate;
    use super::super::refine::refine;
    use super::*;
    use crate::script::Dialect;
    use crate::target::Platform;

    fn asked(wish: &str, most: usize) -> String {
        let request = Request::new(wish, Dialect::Bash, Platform::Linux);
        let suggestions = generate(&request, most);
        let Some(question) = question(&request, &suggestions) else { return "none".to_owned() };
        let first = suggestions[0].command();
        let choices = question.choices.iter().map(|it| {
            let command = match &it.leads_to {
                LeadsTo::Suggestion(at) => suggestions[*at].command().to_owned(),
                LeadsTo::Words(words) => {
                    let found = refine(&request, first, words, 1, Vec::new());
                    found.first().map_or("NOTHING".to_owned(), |it| it.command().to_owned())
                }
            };
            format!("{}: {command}", it.label)
        });
        format!("{} {}", question.text, choices.collect::<Vec<_>>().join(" | "))
    }

    #[test]
    fn a_question_is_asked_where_two_readings_differ_and_neither_is_meant() {
        for most in [1, 3] {
            for (wish, wanted) in [
                (
                    "delete all .tmp files in cache",
                    "Sub-folders too? Yes: find cache -type f -name '*.tmp' -delete | No, only this folder: \
                     find cache -maxdepth 1 -type f -name '*.tmp' -delete",
                ),
                (
                    "count the python files in src",
                    "Sub-folders too? Yes: find src -type f -name '*.py' | wc -l | No, only this folder: \
                     find src -maxdepth 1 -type f -name '*.py' | wc -l",
                ),
                (
                    "search for error in src",
                    "Capital letters too? No, as written: grep -r error src | Yes, in any case: grep -ri error src",
                ),
                (
                    "search for foo in src",
                    "Inside longer words too? Yes: grep -r foo src | No, whole words: grep -rw foo src",
                ),
                (
                    "how big is src",
                    "By size on disk or by length? Size on disk: du -sh src | Length: du --apparent-size -sh src",
                ),
            ] {
                assert_eq!(asked(wish, most), wanted, "{wish}, {most}");
            }
        }
    }

    #[test]
    fn what_is_plainly_meant_is_not_asked() {
        for wish in [
            "find python files",
            "find all log files in /var/log",
            "delete all .tmp files in cache, not in subfolders",
            "delete all .tmp files in cache and its subfolders",
            "count the python files in src recursively",
            "search for 'error' in src",
            "search for TODO in src",
            "search for error in src, ignoring case",
            "show disk usage of src",
            "how much space does src take on disk",
            "show running processes",
            "frobnicate the flux",
            "",
        ] {
            assert_eq!(asked(wish, 3), "none", "{wish}");
        }
    }
}
