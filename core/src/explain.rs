//! Explains a command part by part, each with its meaning and where that is known from.

use crate::Span;
use crate::script::Dialect;

/// One part of a command with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Where it stands in the text.
    pub span: Span,
    /// The part itself.
    pub text: String,
    /// What it does here.
    pub meaning: String,
    /// Where that is known from: `caro` (our own facts), or a path such as a man page.
    pub source: &'static str,
}

/// The parts of a text in order; what Caro does not know is left out.
pub fn explain(_text: &str, _dialect: Dialect) -> Vec<Explained> {
    Vec::new()
}
