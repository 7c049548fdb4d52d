//! Reads the comments that speak to a checker: `# caro: ignore …`, `# caro: ignore-file …`, `# shellcheck disable=…`.

use crate::Span;
use crate::nearest::nearest;
use crate::rules::{self, Rule};
use std::ops::RangeInclusive;

/// How many names one comment may hold; what follows is taken for the reason.
const MOST_NAMES: usize = 64;

/// The words that may stand behind `caro:`.
const ORDERS: [&str; 2] = ["ignore", "ignore-file"];

/// What a comment says; its places count from its `#`.
#[derive(Debug)]
pub(super) enum Said {
    /// `# caro: ignore NAMES because REASON`
    Ignore { file: bool, order: Span, names: Vec<Name>, has_reason: bool },
    /// Something like it.
    Misspelt { order: Span, meant: &'static str },
    /// `# shellcheck disable=CODES`
    ShellCheck(Vec<RangeInclusive<u32>>),
}

/// A word that names a rule, or should.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) rule: Option<&'static Rule>,
}

/// Reads a comment, from its `#` on.
pub(super) fn read(text: &str) -> Option<Said> {
    let start = text.len() - text.trim_start_matches('#').trim_start().len();
    let rest = text.get(start..)?;
    if rest.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("caro:")) {
        return ours(text, start + 5);
    }
    let rest = rest.strip_prefix("shellcheck")?;
    rest.starts_with(char::is_whitespace).then(|| shellcheck(rest)).filter(|it| !it.is_empty()).map(Said::ShellCheck)
}

fn ours(text: &str, from: usize) -> Option<Said> {
    let mut words = Words { text, at: from, comma: false };
    let order = words.next()?;
    let word = order.of(text);
    if !ORDERS.contains(&word) {
        return nearest(word, ORDERS).map(|meant| Said::Misspelt { order, meant });
    }
    let mut names = Vec::new();
    let mut has_reason = false;
    while let Some(mut span) = words.next() {
        let word = span.of(text).trim_end_matches([':', ';', '.']);
        span.end = span.start + word.len();
        let rule = rules::find(&word.to_ascii_lowercase());
        let is_code = word.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("caro")) && word.len() > 4;
        if word.eq_ignore_ascii_case("because") {
            has_reason = text.get(span.end..).is_some_and(|it| it.contains(char::is_alphanumeric));
            break;
        }
        let is_near = || word.contains('-') && meant(word).is_some();
        let is_name = rule.is_some() || words.comma || names.is_empty() || is_code || is_near();
        if !is_name || names.len() == MOST_NAMES || !word.contains(char::is_alphanumeric) {
            has_reason = text.get(span.start..).is_some_and(|it| it.contains(char::is_alphanumeric));
            break;
        }
        names.push(Name { span, rule });
    }
    Some(Said::Ignore { file: word == "ignore-file", order, names, has_reason })
}

/// The rule's name or code that was probably meant by a word.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    nearest(word, rules::all().flat_map(|it| [it.code, it.name]))
}

/// The words of a comment, between blanks and commas.
struct Words<'a> {
    text: &'a str,
    at: usize,
    /// Whether a comma stands before the word that came last.
    comma: bool,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let is_gap = |it: char| it.is_whitespace() || it == ',';
        let rest = self.text.get(self.at..)?;
        let word = rest.trim_start_matches(is_gap);
        let gap = rest.len() - word.len();
        self.comma = rest.get(..gap).is_some_and(|it| it.contains(','));
        let length = word.find(is_gap).unwrap_or(word.len());
        let start = self.at + gap;
        self.at = start + length;
        (length > 0).then(|| Span::new(start, start + length))
    }
}

/// The codes behind each `disable=`: `SC2086,SC2115`, `SC3000-SC3061`. `all` names nothing.
fn shellcheck(rest: &str) -> Vec<RangeInclusive<u32>> {
    let words = rest.split_whitespace().take_while(|it| !it.starts_with('#'));
    let codes = words.filter_map(|it| it.strip_prefix("disable=")).flat_map(|it| it.split(','));
    codes.filter_map(range).take(MOST_NAMES).collect()
}

fn range(codes: &str) -> Option<RangeInclusive<u32>> {
    let number = |it: &str| it.strip_prefix("SC").unwrap_or(it).parse::<u32>().ok();
    match codes.split_once('-') {
        Some((first, last)) => Some(number(first)?..=number(last)?),
        None => number(codes).map(|it| it..=it),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match read(text) {
            None => "nothing".to_owned(),
            Some(Said::ShellCheck(codes)) => format!("{codes:?}"),
            Some(Said::Misspelt { order, meant }) => format!("{} for {meant}", order.of(text)),
            Some(Said::Ignore { file, names, has_reason, .. }) => {
                let names = names
                    .iter()
                    .map(|it| it.rule.map_or_else(|| format!("?{}", it.span.of(text)), |it| it.code.to_owned()));
                let names: Vec<String> = names.collect();
                let (file, why) = (if file { "file " } else { "" }, if has_reason { " why" } else { "" });
                format!("{file}{}{why}", names.join(" "))
            }
        }
    }

    #[test]
    fn names_end_where_the_reason_begins() {
        for (text, expected) in [
            ("# caro: ignore CARO0101 because it is ours", "CARO0101 why"),
            ("#caro:ignore caro0101,find-delete-first , CARO0401 because x", "CARO0101 CARO0113 CARO0401 why"),
            ("## Caro: ignore-file Recursive-Delete: it is ours", "file CARO0101 why"),
            ("# caro: ignore CARO0101 re-created daily", "CARO0101 why"),
            ("# caro: ignore CARO0101 -- the caller asked", "CARO0101 why"),
            ("# caro: ignore CARO0101", "CARO0101"),
            ("# caro: ignore CARO0101 because …", "CARO0101"),
            ("# caro: ignore CARO0101,", "CARO0101"),
            ("# caro: ignore because x", " why"),
            ("# caro: ignore", ""),
            ("# caro: ignore CARO9999, nonsense because x", "?CARO9999 ?nonsense why"),
            ("# caro: ignore CARO0101 find-delete-frist because x", "CARO0101 ?find-delete-frist why"),
            ("# caro: ingore CARO0101", "ingore for ignore"),
            ("# caro: list all files", "nothing"),
            ("# caro is kind; ignore it", "nothing"),
            ("# caro:", "nothing"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn codes_of_shellcheck_are_read_as_it_reads_them() {
        for (text, expected) in [
            ("# shellcheck disable=SC2086,SC2115", "[2086..=2086, 2115..=2115]"),
            ("#shellcheck source=a disable=SC2086 disable=SC3000-SC3061 # x disable=SC1", "[2086..=2086, 3000..=3061]"),
            ("# shellcheck disable=all", "nothing"),
            ("# shellcheck shell=sh", "nothing"),
            ("# shellchecks disable=SC2086", "nothing"),
            ("# shellcheck disable=SCxx,-,", "nothing"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
