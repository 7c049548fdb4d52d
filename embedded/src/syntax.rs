//! How a pattern is written: the build, which packs the phrasings, and the tables of the generator both read it here.
//!
//! A pattern is places with spaces between. `a|b` are alternatives, `?a` may be missing, `=a` is the word itself rather
//! than its meaning, `{file}` or `{file:name}` takes a value (see `slots`), `{number|text:n}` one of several kinds, and
//! `,` `(` `)` are marks. Words without meaning ("the", "please") may stand between and are not written.

use crate::vocabulary;

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    pub(crate) optional: bool,
    pub(crate) any: Vec<Choice<'a>>,
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice<'a> {
    /// A word for its meaning.
    Meaning(&'a str),
    /// This word and no other.
    Exact(&'a str),
    /// A value of a kind, with its name.
    Value { kind: &'a str, name: &'a str },
    /// A comma, an opening or a closing parenthesis.
    Mark(char),
}

/// The places of a pattern.
pub(crate) fn places(pattern: &str) -> impl Iterator<Item = Place<'_>> {
    pattern.split_whitespace().map(|text| {
        let (optional, text) = text.strip_prefix('?').map_or((false, text), |it| (true, it));
        let any = match text.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(inner) => {
                let (kinds, name) = inner.split_once(':').unwrap_or((inner, inner));
                kinds.split('|').map(|kind| Choice::Value { kind, name }).collect()
            }
            None => text.split('|').map(choice).collect(),
        };
        Place { optional, any }
    })
}

fn choice(text: &str) -> Choice<'_> {
    match text {
        "," | "(" | ")" => Choice::Mark(text.chars().next().unwrap_or(',')),
        _ => text.strip_prefix('=').map_or(Choice::Meaning(text), Choice::Exact),
    }
}

/// The words of a pattern that stand for their meaning.
pub(crate) fn words(pattern: &str) -> impl Iterator<Item = &str> {
    places(pattern).flat_map(|it| it.any).filter_map(|it| match it {
        Choice::Meaning(word) => Some(word),
        _ => None,
    })
}

impl Place<'_> {
    /// Whether it only joins others or asks for an answer ("in", "show"), for a family that does not own its words.
    pub(crate) fn joins(&self, owns: impl Fn(&str) -> bool) -> bool {
        self.any.iter().all(|it| matches!(it, Choice::Meaning(word) if vocabulary::is_soft(word) && !owns(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_read() {
        let read: Vec<Place<'_>> = places("show|list ?=my {file|glob:what} ,").collect();
        let wanted = [
            (false, vec![Choice::Meaning("show"), Choice::Meaning("list")]),
            (true, vec![Choice::Exact("my")]),
            (false, vec![Choice::Value { kind: "file", name: "what" }, Choice::Value { kind: "glob", name: "what" }]),
            (false, vec![Choice::Mark(',')]),
        ];
        assert_eq!(read, wanted.map(|(optional, any)| Place { optional, any }));
        assert_eq!(words("show|list ?=my {file} a").collect::<Vec<_>>(), ["show", "list", "a"]);
        assert!(places("show|in").all(|it| it.joins(|_| false)) && !places("show|in").all(|it| it.joins(|_| true)));
    }
}
