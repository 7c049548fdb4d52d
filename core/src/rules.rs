//! Findings: what a careful reviewer would stop at, and the list of all rules.

use crate::{Document, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Could be more robust; never a squiggle.
    Note,
    /// Right in some scripts, wrong in most, or its damage is bounded.
    Caution,
    /// A careful reviewer would stop it.
    Danger,
}

/// A rule's identity and words.
#[derive(Debug)]
pub struct Rule {
    /// `CARO` and four digits.
    pub code: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// The level unless the place says less.
    pub level: Level,
    /// The rule's documentation, in Markdown; its first line says what happens to the user.
    pub doc: &'static str,
}

/// One place where a rule speaks.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which rule.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub level: Level,
    /// Where.
    pub span: Span,
    /// What would happen, in the user's own words.
    pub message: String,
    /// Places that explain it, such as where a variable got its value.
    pub related: Vec<(Span, String)>,
    /// A change that removes it and keeps all else the same.
    pub fix: Option<Fix>,
}

/// A change that removes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// An order: "Filter first, then delete".
    pub title: String,
    /// What to replace by what; the spans do not overlap.
    pub edits: Vec<(Span, String)>,
}

/// All findings of one version of a document, kept to make the next check cheap.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// The findings in order, with spans that count from the document's start.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// Checks a document; what `previous` knows of unchanged parts is used again.
pub fn check(_document: &Document, _previous: Option<&Report>) -> Report {
    Report::default()
}

/// Every rule, in the order of their codes.
pub const ALL: &[&Rule] = &[];

/// The rule with this code (`CARO0101`) or name (`recursive-delete`), in any case.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|it| it.code.eq_ignore_ascii_case(code_or_name) || it.name == code_or_name)
}
