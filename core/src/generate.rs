//! From a wish in plain words to commands: sources propose, checks decide, and only a `Suggestion` leaves.

use crate::Document;
use crate::explain::Explained;
use crate::rules::Finding;
use crate::script::Dialect;

pub mod embedded;

/// Which family of tools a command must run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Platform {
    /// GNU coreutils and findutils: most Linux systems.
    #[default]
    Gnu,
    /// BSD tools: macOS and the BSDs.
    Bsd,
    /// busybox.
    Busybox,
}

/// A wish, and what the answer must fit.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The user's words, without the comment sign.
    pub text: &'a str,
    /// The shell that will run it.
    pub dialect: Dialect,
    /// The tools it will find.
    pub platform: Platform,
}

/// What a source proposes, before any check.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The shell text, one command line without a newline at its end.
    pub command: String,
    /// How sure the source is, 0 to 1.
    pub confidence: f32,
    /// Who proposed it: `embedded`, later `model`, `history`.
    pub source: &'static str,
}

/// A checked command. Only [`generate`] and [`ghost_text`] can build one.
#[derive(Clone, Debug)]
pub struct Suggestion {
    command: String,
    confidence: f32,
    source: &'static str,
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

    /// Who proposed it.
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// What a reviewer would stop at; spans count from the command's start.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Its parts with their meaning.
    pub fn explanation(&self) -> &[Explained] {
        &self.explanation
    }
}

/// The suggestions for a wish, best first, none where Caro is not sure. Dangerous ones are among them: the user asked,
/// and is shown their findings.
pub fn generate(request: &Request<'_>, most: usize) -> Vec<Suggestion> {
    embedded::propose(request)
        .into_iter()
        .take(most)
        .map(|it| Suggestion {
            command: it.command,
            confidence: it.confidence,
            source: it.source,
            findings: Vec::new(),
            explanation: Vec::new(),
        })
        .collect()
}

/// Ghost text for a cursor.
#[derive(Clone, Debug)]
pub struct Ghost {
    /// What to insert at the cursor.
    pub insert: String,
    /// The checked command in it.
    pub suggestion: Suggestion,
}

/// The ghost text at a byte offset; never a dangerous one. `manual` is true where the user asked for it by key.
pub fn ghost_text(_document: &Document, _offset: usize, _platform: Platform, _manual: bool) -> Option<Ghost> {
    None
}
