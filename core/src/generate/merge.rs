//! One candidate for each command, whoever proposed it: agreement of sources that know nothing of each other is worth
//! more than the word of one.

use super::checks::Checked;
use super::meaning::meaning;
use super::{Candidate, SURE};
use crate::script::Dialect;

/// How sure a model's likeliest answer is, before the checks: just enough to be shown unasked, and less than most of what
/// is composed here. The user chose to ask a model.
const MODEL: f32 = SURE + 0.03;
/// How much less sure each further answer of a model is.
const FURTHER: f32 = 0.02;
/// The most candidates that are looked at.
const MOST: usize = 64;

/// A command with all who proposed it, the surest first.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    pub(super) candidate: Candidate,
    pub(super) sources: Vec<&'static str>,
    /// The wish as it was read, where that is not the one of the request.
    pub(super) wish: Option<String>,
    /// What its source chose without being told.
    pub(super) assumed: Vec<String>,
    /// The user's habits that it is written by, in words.
    pub(super) learned: Vec<String>,
    /// Whether the user wrote it so: then it stays as it is written.
    pub(super) is_written: bool,
    /// What was found out about the command already.
    pub(super) checked: Option<Checked>,
}

impl From<Candidate> for Merged {
    fn from(candidate: Candidate) -> Self {
        let sources = vec![candidate.source];
        Self {
            candidate,
            sources,
            wish: None,
            assumed: Vec::new(),
            learned: Vec::new(),
            is_written: false,
            checked: None,
        }
    }
}

/// The candidates of all sources, each command once. It is written as its surest source writes it.
pub(super) fn merged(candidates: Vec<Merged>, dialect: Dialect) -> Vec<Merged> {
    let mut ranks: Vec<&'static str> = Vec::new();
    // The meanings of those that were compared.
    let mut found: Vec<(Option<String>, Merged)> = Vec::new();
    for mut it in candidates.into_iter().take(MOST) {
        let candidate = &mut it.candidate;
        if matches!(candidate.source, "model" | "server") {
            let rank = ranks.iter().filter(|it| **it == candidate.source).count();
            ranks.push(candidate.source);
            candidate.confidence = candidate.confidence.min(MODEL - FURTHER * rank as f32);
        }
        // What is written the same says the same, and what stands alone is compared with nothing.
        if let Some((_, known)) = found.iter_mut().find(|known| known.1.candidate.command == candidate.command) {
            join(known, it);
            continue;
        }
        if found.is_empty() {
            found.push((None, it));
            continue;
        }
        for (known, other) in &mut found {
            known.get_or_insert_with(|| meaning(&other.candidate.command, dialect));
        }
        let own = Some(meaning(&candidate.command, dialect));
        let same = found.iter_mut().find(|it| it.0 == own);
        match same {
            Some((_, known)) => join(known, it),
            None => found.push((own, it)),
        }
    }
    found.into_iter().map(|it| it.1).collect()
}

fn join(known: &mut Merged, other: Merged) {
    let Merged { candidate: other, assumed, learned, checked, .. } = other;
    // The same command fills in the same, whoever says so.
    if known.assumed.is_empty() {
        known.assumed = assumed;
    }
    let is_surer = other.confidence > known.candidate.confidence;
    let (high, low) = if is_surer {
        (other.confidence, known.candidate.confidence)
    } else {
        (known.candidate.confidence, other.confidence)
    };
    let is_new = !known.sources.contains(&other.source);
    if is_new {
        known.sources.insert(if is_surer { 0 } else { known.sources.len() }, other.source);
    }
    // That is about the wish: one source that says so is enough.
    let prose = is_new && (known.candidate.prose || other.prose);
    if is_surer {
        known.candidate = other;
        known.learned = learned;
        known.checked = checked;
    }
    known.candidate.prose |= prose;
    // Both are wrong only where each is, as far as they are independent.
    known.candidate.confidence = if is_new { 1.0 - (1.0 - high) * (1.0 - low) } else { high };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(command: &str, confidence: f32, source: &'static str) -> Candidate {
        Candidate { command: command.to_owned(), confidence, prose: false, source }
    }

    fn shown(candidates: &[Candidate]) -> Vec<(String, String, u32)> {
        merged(candidates.iter().cloned().map(Merged::from).collect(), Dialect::Bash)
            .into_iter()
            .map(|it| (it.candidate.command, it.sources.join("+"), (it.candidate.confidence * 100.0).round() as u32))
            .collect()
    }

    fn entry(command: &str, sources: &str, confidence: u32) -> (String, String, u32) {
        (command.to_owned(), sources.to_owned(), confidence)
    }

    #[test]
    fn a_model_is_never_sure_however_sure_it_says_it_is() {
        assert_eq!(
            shown(&[candidate("ls", 1.0, "model"), candidate("ls -l", 1.0, "model")]),
            [entry("ls", "model", 78), entry("ls -l", "model", 76)]
        );
    }

    #[test]
    fn two_sources_that_agree_are_surer_and_both_are_named() {
        assert_eq!(
            shown(&[candidate("ls -l | wc -l", 0.6, "embedded"), candidate("ls  -l|wc -l", 1.0, "model")]),
            [entry("ls  -l|wc -l", "model+embedded", 91)]
        );
        assert_eq!(
            shown(&[candidate("ls", 0.9, "embedded"), candidate("ls", 1.0, "server"), candidate("ls", 1.0, "server")]),
            [entry("ls", "embedded+server", 98)]
        );
    }

    #[test]
    fn what_is_not_the_same_does_not_agree() {
        for (left, right) in [
            ("ls a b", "ls 'a b'"),
            ("ls && pwd", "ls ; pwd"),
            ("ls | wc", "ls > wc"),
            ("ls *", "ls '*'"),
            ("echo $x", "echo \"$x\""),
            ("ls &", "ls"),
            ("rm 1:2", "rm 1:3"),
            ("! ls", "ls"),
        ] {
            let found = shown(&[candidate(left, 0.9, "embedded"), candidate(right, 1.0, "model")]);
            assert_eq!(found.len(), 2, "{left} and {right}: {found:?}");
        }
    }
}
