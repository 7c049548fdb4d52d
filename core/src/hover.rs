//! Explains what is under the cursor, from the program's own facts and the findings there.

use crate::rules::Report;
use crate::{Document, Span};

/// What a hover shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The text it speaks of.
    pub span: Span,
    /// Markdown.
    pub text: String,
}

/// The hover at a byte offset.
pub fn hover(_document: &Document, _report: &Report, _offset: usize) -> Option<Hover> {
    None
}
