//! Where statements stand on their lines, and which names a script has not used yet.

use super::Scene;
use crate::Span;

/// The blanks before a stretch of text that has its lines for itself; `None` where something stands beside it.
pub(super) fn own_lines(text: &str, span: Span) -> Option<&str> {
    let before = text.get(..span.start)?;
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    let indent = before.get(start..)?;
    let rest = text.get(span.end..)?.lines().next().unwrap_or_default();
    (indent.trim().is_empty() && rest.trim().is_empty()).then_some(indent)
}

/// Where the line begins that holds `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1)
}

/// Where new lines go before a statement whose line starts at `at`: above the comment that belongs to it.
///
/// What speaks to a checker at the head of a script speaks of all of it, as long as nothing stands before.
pub(super) fn above_comments(text: &str, at: usize) -> usize {
    let mut above = at;
    while let Some(line) = text.get(..above).and_then(|it| it.strip_suffix('\n')) {
        let start = line.rfind('\n').map_or(0, |it| it + 1);
        let line = line.get(start..).unwrap_or_default();
        if line.starts_with("#!") && start == 0 {
            let directed = text.get(above..at).is_some_and(|it| it.contains("shellcheck "));
            return if directed { at } else { above };
        }
        if !line.trim_start().starts_with('#') {
            break;
        }
        above = start;
    }
    above
}

/// The blanks that a line begins with.
pub(super) fn indent_at(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..).unwrap_or_default();
    let length = line.len() - line.trim_start_matches([' ', '\t']).len();
    &line[..length]
}

/// Where a name stands in a text as a whole word.
pub(super) fn mentions(text: &str, name: &str) -> Vec<usize> {
    let is_name = |it: char| it == '_' || it.is_ascii_alphanumeric();
    let whole = |at: &usize| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        let behind = text.get(*at + name.len()..).and_then(|it| it.chars().next());
        !before.is_some_and(is_name) && !behind.is_some_and(is_name)
    };
    if name.is_empty() {
        return Vec::new();
    }
    text.match_indices(name).map(|it| it.0).filter(whole).collect()
}

/// A name that begins as `wanted` does and that the script does not mention.
pub(super) fn free_name(text: &str, wanted: &str) -> String {
    let names = std::iter::once(wanted.to_owned()).chain((2..100).map(|it| format!("{wanted}{it}")));
    names.into_iter().find(|it| mentions(text, it).is_empty()).unwrap_or_else(|| format!("{wanted}_new"))
}

impl<'a> Scene<'a> {
    /// The whole text.
    pub(super) fn text(&self) -> String {
        self.document.text().to_string()
    }

    /// The same, for the whole script.
    pub(super) fn whole(&self) -> Scene<'a> {
        Scene { selection: Span::new(0, self.document.text().len_bytes()), ..*self }
    }

    /// Whether a place lies in a comment.
    pub(super) fn in_comment(&self, at: usize) -> bool {
        self.document.chunk_at(at).is_some_and(|chunk| {
            chunk.body.comments.iter().any(|it| {
                let span = it.span.shifted(chunk.start);
                span.start <= at && at < span.end
            })
        })
    }
}
