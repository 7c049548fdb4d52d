//! A command as the prompt shows it: one of our suggestions, or what the user wrote, which is judged in the same way.

use crate::config::Platform;
use crate::judge::Judge;
use crate::policy_file::Trust;
use caro_core::explain::{Explained, View, explain};
use caro_core::generate::Suggestion;
use caro_core::pages::NoPages;
use caro_core::rules::{Finding, Level};
use caro_core::script::Dialect;
use caro_core::{Document, Span};

/// A command with all that is said about it.
pub(super) struct Shown {
    pub(super) command: String,
    /// The wish that it answers, with all that was said about it since.
    pub(super) wish: String,
    pub(super) parts: Vec<Explained>,
    pub(super) findings: Vec<Finding>,
    /// What nobody said and was filled in.
    pub(super) assumed: Vec<String>,
    /// Who proposed it.
    pub(super) source: String,
}

impl Shown {
    pub(super) fn of(suggestion: &Suggestion) -> Self {
        let sources = suggestion.sources().join(" and ");
        let percent = (suggestion.confidence() * 100.0).round();
        Self {
            command: suggestion.command().to_owned(),
            wish: suggestion.wish().to_owned(),
            parts: suggestion.explanation().to_vec(),
            findings: suggestion.findings().to_vec(),
            assumed: suggestion.assumed().to_vec(),
            source: format!("{sources}, {percent} % sure"),
        }
    }

    /// What the user wrote.
    pub(super) fn written(command: &str, wish: &str, dialect: Dialect) -> Self {
        let document = Document::new(command, dialect);
        let (report, findings) = Judge::of(None, Trust::AsConfigured, Platform::Auto).judged(&document);
        let view =
            View { document: &document, report: Some(&report), findings: &findings, pages: &NoPages, library: None };
        let parts = explain(&view, Span::new(0, command.len()));
        Self {
            command: command.to_owned(),
            wish: wish.to_owned(),
            parts,
            findings,
            assumed: Vec::new(),
            source: "you".to_owned(),
        }
    }

    /// The worst that is found, in words.
    pub(super) fn risk(&self) -> &'static str {
        self.findings.iter().map(|it| it.level).max().map_or("none found", Level::name)
    }

    /// What it does, in one sentence; empty where that is not known.
    pub(super) fn summary(&self) -> &str {
        self.parts.first().map_or("", |it| &it.meaning)
    }
}
