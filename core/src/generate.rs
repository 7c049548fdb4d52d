//! From a wish in plain words to commands: sources propose, checks decide, and only a `Suggestion` leaves.

use crate::Document;
use crate::explain::Explained;
use crate::rules::Finding;
use crate::script::Dialect;
use crate::target::Platform;
use again::Again;
use calibration::Calibration;
use habits::Habits;
use merge::Merged;

pub mod again;
pub mod answer;
pub mod ask;
pub mod at_prompt;
pub mod calibration;
mod checks;
mod embedded;
pub mod ghost;
pub mod habits;
mod layout;
mod meaning;
mod merge;
mod prompt;
pub mod question;
pub mod refine;

/// A wish, and what the answer must fit.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The user's words, without the comment sign.
    pub text: &'a str,
    /// The shell that will run it.
    pub dialect: Dialect,
    /// The tools it will find.
    pub platform: Platform,
    /// The variables that the script has set before.
    pub variables: Vec<&'a str>,
    /// The functions that the script has defined before.
    pub functions: Vec<&'a str>,
    /// The wish that was made above this one.
    pub above: Option<String>,
    /// The names of files that the words may mean, where the user lets them be read; folders as `name/`, files as `./name`.
    pub names: &'a [String],
    /// What this user usually changes about answers.
    pub habits: Habits,
    /// What this user took before.
    pub again: Again,
    /// How often this user takes what a source proposes.
    pub calibration: Calibration,
}

impl<'a> Request<'a> {
    /// A wish that stands alone.
    pub fn new(text: &'a str, dialect: Dialect, platform: Platform) -> Self {
        Self {
            text,
            dialect,
            platform,
            variables: Vec::new(),
            functions: Vec::new(),
            above: None,
            names: &[],
            habits: Habits::default(),
            again: Again::default(),
            calibration: Calibration::default(),
        }
    }

    /// A wish for a place in a script: what that sets and defines before may be used, and the wish above may be meant.
    pub fn at(text: &'a str, document: &'a Document, offset: usize, platform: Platform) -> Self {
        let offset = offset.min(document.text().len_bytes());
        Self {
            variables: prompt::variables(document, offset),
            functions: prompt::functions(document, offset),
            above: prompt::above(document, document.text().byte_to_line(offset)),
            ..Self::new(text, document.dialect(), platform)
        }
    }
}

/// What a source proposes, before any check.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The shell text, one command line without a newline at its end.
    pub command: String,
    /// How sure the source is, 0 to 1.
    pub confidence: f32,
    /// Whether the wish reads as prose does: then it is shown only where it was asked for.
    pub prose: bool,
    /// Who proposed it: `embedded`, `history`, `model` (on this machine) or `server`.
    pub source: &'static str,
}

/// A checked command. Only this module and [`ghost`] can build one.
#[derive(Clone, Debug)]
pub struct Suggestion {
    command: String,
    confidence: f32,
    prose: bool,
    wish: String,
    assumed: Vec<String>,
    learned: Vec<String>,
    sources: Vec<&'static str>,
    findings: Vec<Finding>,
    explanation: Vec<Explained>,
}

impl Suggestion {
    /// The shell text.
    pub fn command(&self) -> &str {
        &self.command
    }

    /// How sure Caro is, 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The wish that it answers; of a refinement all that was wished, to be given as [`Request::text`] for the next one.
    pub fn wish(&self) -> &str {
        &self.wish
    }

    /// What nobody said and our own generator filled in, to be put behind "assumed": "the current folder", "the first line
    /// is a header". Only what the user could say otherwise.
    pub fn assumed(&self) -> &[String] {
        &self.assumed
    }

    /// By which of the user's habits it is written as it is, each as a few words: "you usually add -h to ls -l". The
    /// first sentence of the explanation says it too.
    pub fn learned(&self) -> &[String] {
        &self.learned
    }

    /// Who proposed it; the surest, where several did.
    pub fn source(&self) -> &'static str {
        self.sources.first().copied().unwrap_or_default()
    }

    /// All who proposed it, the surest first.
    pub fn sources(&self) -> &[&'static str] {
        &self.sources
    }

    /// What a reviewer would stop at; spans count from the command's start.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What it does, in one sentence; empty where that is not known. Among several it says how they differ.
    pub fn summary(&self) -> &str {
        self.explanation.first().map_or("", |it| &it.meaning)
    }

    /// Its parts with their meaning.
    pub fn explanation(&self) -> &[Explained] {
        &self.explanation
    }
}

/// The words of a wish that may be typed as a comment.
pub fn without_sign(text: &str) -> &str {
    text.trim().trim_start_matches('#').trim()
}

/// How sure a source must be before anything is shown.
const ENOUGH: f32 = 0.55;
/// How sure it must be before something is shown that nobody asked for.
const SURE: f32 = 0.75;

/// The suggestions for a wish, best first, none where Caro is not sure. Dangerous ones are among them: the user asked,
/// and is shown their findings. With more than one asked for, a request that leaves something open is read both ways.
pub fn generate(request: &Request<'_>, most: usize) -> Vec<Suggestion> {
    generate_with(request, most, Vec::new())
}

/// The same, with what other sources propose: a model's answers, the likeliest first. All pass the same checks, and compete
/// with what is composed here; what two sources propose independently is surer than either.
pub fn generate_with(request: &Request<'_>, most: usize, others: Vec<Candidate>) -> Vec<Suggestion> {
    let mut candidates = embedded::proposed(request, most > 1);
    candidates.extend(request.again.proposed(request));
    candidates.extend(others.into_iter().map(Merged::from));
    let mut found = checked(candidates, request);
    found.truncate(most);
    found
}

/// The candidates that pass the checks, best first, each once.
fn checked(candidates: Vec<impl Into<Merged>>, request: &Request<'_>) -> Vec<Suggestion> {
    let mut candidates: Vec<Merged> = candidates.into_iter().map(Into::into).collect();
    Habits::applied(&mut candidates, request);
    let merged = merge::merged(candidates, request.dialect);
    let mut found: Vec<Suggestion> = merged
        .into_iter()
        .filter(|it| it.candidate.confidence >= ENOUGH)
        .filter_map(|it| checks::check(it, request))
        .collect();
    found.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_said_is_told_and_what_was_said_is_not() {
        for (wish, assumed) in [
            ("list files", &["the current folder"][..]),
            ("find notes.txt", &["the current folder"]),
            ("list files here", &[]),
            ("list files in the current folder", &[]),
            ("find python files in src", &[]),
            ("delete old.txt", &[]),
            ("show the biggest files in /var", &["ten of them"]),
            ("show the 10 biggest files in /var", &[]),
            ("search for error", &["the current folder"]),
            ("average of column 2 in data.csv", &["the first line is a header"]),
            ("average of column 2 in data.csv, skip the header", &[]),
            ("sum of the first column of a.txt", &[]),
            ("push branch dev", &["the remote `origin`"]),
            ("push branch dev to upstream", &[]),
            ("files created today in src", &["“created” means last changed"]),
            ("files modified today in src", &[]),
            ("find log files, then delete them", &["the current folder"]),
        ] {
            let found = generate(&Request::new(wish, Dialect::Bash, Platform::Linux), 1);
            let best = found.first().unwrap_or_else(|| panic!("nothing for {wish}"));
            assert_eq!(best.assumed(), assumed, "{wish}: {}", best.command());
        }
    }
}
