//! Finds reserved words and signs where they stand, and says what each begins or ends.

use super::{Explained, Explainer, Kind, Source};
use crate::Span;
use crate::script::Statement;

/// Which of several is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    First,
    Last,
}

impl Explainer<'_> {
    /// A reserved word between two places.
    pub(super) fn keyword(&self, from: usize, to: usize, word: &str, pick: Pick, meaning: &str) -> Option<Explained> {
        let span = self.find_sign(from, to, word, pick)?;
        Some(Explained::new(span, Kind::Keyword, word, meaning, Source::Shell))
    }

    /// A sign that stands between two places.
    pub(super) fn sign(&self, from: usize, to: usize, sign: &str, meaning: &str) -> Option<Explained> {
        let span = self.find_sign(from, to, sign, Pick::First)?;
        Some(Explained::new(span, Kind::Operator, sign, meaning, Source::Shell))
    }

    /// Where a sign stands; none where nobody asked for it.
    pub(super) fn find_sign(&self, from: usize, to: usize, sign: &str, pick: Pick) -> Option<Span> {
        if self.whole.is_some() || to < from || !self.wants(Span::new(from, to)) {
            return None;
        }
        let signs = &self.chunk.body.signs;
        let first = signs.partition_point(|it| it.start < from);
        let count = signs.get(first..)?.partition_point(|it| it.end <= to);
        let own = signs.get(first..first + count)?;
        let is_it = |it: &&Span| it.of(self.text()) == sign;
        let found = if pick == Pick::First { own.iter().find(is_it) } else { own.iter().rfind(is_it) };
        // Scripts inside words keep no signs; there it stands at the edge.
        let span = found.copied().or_else(|| {
            // Where signs are kept, one that is not found is not there.
            if !own.is_empty() {
                return None;
            }
            let between = Span::new(from, to).of(self.text());
            let blank = |it: char| it.is_whitespace() || matches!(it, ';' | '&') && !sign.starts_with(it);
            let at = match pick {
                Pick::First => {
                    let rest = between.trim_start_matches(blank);
                    let behind = rest.strip_prefix(sign)?;
                    (!goes_on(sign, behind.chars().next())).then(|| to - rest.len())
                }
                Pick::Last => {
                    let rest = between.trim_end_matches(blank);
                    let before = rest.strip_suffix(sign)?;
                    (!goes_on(sign, before.chars().next_back())).then(|| from + before.len())
                }
            };
            at.map(|at| Span::new(at, at + sign.len()))
        })?;
        self.wants(span).then_some(span)
    }

    /// The word that ends a compound statement, with what it ends and where that began.
    pub(super) fn closer(&self, statement: &Statement, from: usize, word: &str, what: &str) -> Option<Explained> {
        // Its redirects stand behind it.
        let end = statement.redirects.first().map_or(statement.span.end, |it| it.span.start);
        let span = self.find_sign(from, end.max(from), word, Pick::Last)?;
        let (begun, here) = (self.line_number(statement.span.start), self.line_number(span.start));
        let line = if begun == here { String::new() } else { format!(" of line {begun}") };
        Some(Explained::new(span, Kind::Keyword, word, format!("ends the {what}{line}"), Source::Shell))
    }
}

/// Whether the character beside a sign belongs to it: `;;` is no `;`.
fn goes_on(sign: &str, beside: Option<char>) -> bool {
    let is_word = |it: char| it == '_' || it.is_alphanumeric();
    let Some(beside) = beside else { return false };
    if sign.starts_with(is_word) { is_word(beside) } else { matches!(beside, ';' | '&' | '|') }
}

/// Where the last of some statements ends, or `otherwise` where there is none.
pub(super) fn end_of(statements: &[Statement], otherwise: usize) -> usize {
    statements.last().map_or(otherwise, |it| it.span.end.max(otherwise))
}

/// Where the first of some statements begins, or `otherwise`.
pub(super) fn start_of(statements: &[Statement], otherwise: usize) -> usize {
    statements.first().map_or(otherwise, |it| it.span.start.min(otherwise))
}
