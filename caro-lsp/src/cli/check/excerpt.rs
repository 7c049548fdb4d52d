//! A few lines of a script as they may be shown: dangerous characters written out, long lines cut, places moved along.

use super::super::place::Lines;
use super::super::visible::push;
use caro_core::Span;
use std::ops::Range;

/// How much of a line is shown, in characters; a longer one is cut around its mark.
const WIDEST: usize = 160;

/// What stands for the rest of a line.
const CUT: char = '…';

/// Neighbouring lines of a script.
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) first_line: usize,
    /// For each character that is shown: where it is in the script, and where in `text`.
    places: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines from `first` to `last`; `marks` are what must be seen of them.
    pub(super) fn new(lines: &Lines<'_>, first: usize, last: usize, marks: &[Span]) -> Self {
        let mut excerpt = Self { text: String::new(), first_line: first, places: Vec::new() };
        for line in first..=last {
            if line > first {
                excerpt.text.push('\n');
            }
            let start = lines.start(line);
            let text = lines.line(line);
            let end = start + text.len();
            let mark = marks.iter().map(|it| it.start).filter(|it| (start..=end).contains(it)).min();
            excerpt.add(start, text, mark.unwrap_or(start));
        }
        excerpt
    }

    /// Adds a line, or what is around `mark` of it.
    fn add(&mut self, start: usize, line: &str, mark: usize) {
        let before = line.get(..mark - start).unwrap_or_default();
        // Most lines are short. A long one begins a little before its mark, if the mark would not be seen otherwise.
        let from = match before.char_indices().rev().nth(WIDEST / 4) {
            Some((at, _)) if before.len() > WIDEST / 2 && line.len() > WIDEST => at,
            _ => 0,
        };
        if from > 0 {
            self.text.push(CUT);
        }
        let mut at = start + from;
        let mut chars = line[from..].chars();
        for char in chars.by_ref().take(WIDEST) {
            self.places.push((at, self.text.len()));
            at += char.len_utf8();
            if char == '\t' { self.text.push(char) } else { push(&mut self.text, char) }
        }
        // The place behind the last character.
        self.places.push((at, self.text.len()));
        if chars.next().is_some() {
            self.text.push(CUT);
        }
    }

    /// Where a span of the script is in the text, as far as it is shown.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let start = self.place(span.start);
        start..self.place(span.end).max(start)
    }

    /// Whether a place is shown.
    pub(super) fn shows(&self, offset: usize) -> bool {
        self.places.binary_search_by_key(&offset, |it| it.0).is_ok()
    }

    fn place(&self, offset: usize) -> usize {
        let at = self.places.partition_point(|it| it.0 < offset);
        self.places.get(at).or(self.places.last()).map_or(0, |it| it.1)
    }
}

/// A text that goes into a line, or several, in the same form.
pub(super) fn inserted(text: &str) -> String {
    let mut shown = String::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            shown.push('\n');
        }
        for char in line.trim_end_matches('\r').chars().take(WIDEST) {
            if char == '\t' { shown.push(char) } else { push(&mut shown, char) }
        }
        if line.chars().nth(WIDEST).is_some() {
            shown.push(CUT);
        }
    }
    shown
}
