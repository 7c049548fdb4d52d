//! Explains what stands in words: expansions, patterns, and the commands inside them.

use super::{Explained, Explainer, Kind, Source};
use crate::script::{PartKind, Word};

/// How much of a word is shown in a sentence, in characters.
const WIDEST: usize = 48;

impl Explainer<'_> {
    /// Adds what there is to say of a word's parts.
    pub(super) fn word(&self, word: &Word, parts: &mut Vec<Explained>) {
        if !self.wants(word.span) {
            return;
        }
        for part in word.parts.iter().filter(|it| self.wants(it.span)) {
            match &part.kind {
                PartKind::Substitution(statements) | PartKind::Process(statements) => {
                    self.statements(statements, part.span.end, parts);
                }
                PartKind::Parameter(parameter) => {
                    let known = self.known(part);
                    let meaning = known.unwrap_or_else(|| format!("the value of `{}`", parameter.name));
                    let title = part.span.of(self.text());
                    parts.push(Explained::new(part.span, Kind::Expansion, title, meaning, Source::Script));
                }
                PartKind::Arithmetic(inner) => self.word(inner, parts),
                _ => {}
            }
        }
    }

    /// A word as sentences show it: its text where that is known, as it is written where it is not; between back-ticks.
    pub(super) fn shown(&self, word: &Word) -> String {
        let text = match word.literal() {
            Some(text) => text.to_owned(),
            None if self.whole.is_some() => word.sketch(),
            None => {
                let written = word.span.of(self.text());
                let inner = written.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
                let inner = inner.filter(|it| !it.contains('"')).unwrap_or(written);
                // The value of `-j"$n"` begins behind the quote.
                if inner.matches('"').count() == 1 { inner.replace('"', "") } else { inner.to_owned() }
            }
        };
        code(&text)
    }
}

/// A text between back-ticks: on one line, shortened, and without any of its own.
pub(super) fn code(text: &str) -> String {
    if !text.is_empty() && text.len() <= WIDEST && text.chars().all(|it| matches!(it, ' ' | '\t' | '\n')) {
        return format!("`'{}'`", text.replace('\t', "\\t").replace('\n', "\\n"));
    }
    let clean: String = text
        .chars()
        .map(|it| {
            if it.is_control() {
                ' '
            } else if it == '`' {
                '\''
            } else {
                it
            }
        })
        .collect();
    let clean = clean.trim();
    if clean.is_empty() {
        return "an empty text".to_owned();
    }
    if clean.chars().count() <= WIDEST {
        return format!("`{clean}`");
    }
    let start: String = clean.chars().take(WIDEST - 1).collect();
    format!("`{}…`", start.trim_end())
}
