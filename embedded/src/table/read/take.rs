//! Takes single things from the items: a turn of phrase, a column, a list of columns, an expression.

use super::Reader;
use crate::literals::Form;
use crate::table::columns::computed;
use crate::table::phrase::{Part, phrase};
use crate::table::query::{Col, Expr, Header};
use crate::table::words::{Item, singular};

impl<'a> Reader<'a> {
    /// The items that a pattern takes from an item on: words are meanings, `=word` is the word, `?` may be missing.
    pub(super) fn eat(&self, at: usize, pattern: &'static str) -> Option<usize> {
        let first = self.items.get(self.skip(at))?;
        let phrase = phrase(pattern).filter(|it| it.may_begin(first))?;
        self.eat_rest(at, &phrase.parts).filter(|it| *it > at)
    }

    fn eat_rest(&self, at: usize, parts: &[Part]) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return Some(at) };
        let next = self.skip(at);
        if self.items.get(next).is_some_and(|it| !it.used && part.fits(it)) {
            let end = self.eat_rest(next + 1, rest);
            if end.is_some() {
                return end;
            }
        }
        if part.optional { self.eat_rest(at, rest) } else { None }
    }

    /// The same, or the item itself where the pattern does not stand there.
    pub(super) fn try_eat(&self, at: usize, pattern: &'static str) -> usize {
        self.eat(at, pattern).unwrap_or(at)
    }

    /// The next item that is no filler.
    pub(super) fn skip(&self, mut at: usize) -> usize {
        while self.items.get(at).is_some_and(Item::is_filler) {
            at += 1;
        }
        at
    }

    /// The item before that is no filler.
    pub(super) fn back(&self, at: usize) -> Option<&Item<'a>> {
        self.items.get(..at)?.iter().rev().find(|it| !it.is_filler())
    }

    /// The sign that an item names; "the word comma" is none.
    pub(super) fn named_sign(&self, at: usize) -> Option<&'static str> {
        let said = |back: usize, words: &[&str]| {
            at.checked_sub(back)
                .is_some_and(|it| words.iter().any(|word| self.items[it].text.eq_ignore_ascii_case(word)))
        };
        let is_word = said(1, &["word", "string", "term"]) && said(2, &["the"]);
        self.items.get(at)?.sign().filter(|_| !is_word)
    }

    /// Whether a column can be called by its name in the header.
    pub(super) fn by_name(&self) -> bool {
        let typed = self.items.iter().find_map(|it| it.file.as_ref()).map_or("", |it| it.0.as_str());
        let typed = typed.strip_suffix(".gz").unwrap_or(typed);
        (typed.ends_with(".csv") || typed.ends_with(".tsv") || typed.ends_with(".psv"))
            && !matches!(self.query.header, Header::None)
            || self.items.iter().any(|it| it.is("header") && it.text != "h")
    }

    /// Whether a word says what the rows are.
    pub(super) fn is_row_noun(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at) else { return false };
        if item.form != Form::Word || !item.cols.is_empty() || item.file.is_some() {
            return false;
        }
        item.is("row line request")
            || (item.text.ends_with('s') || item.text == "people") && self.nouns.contains(&singular(item.text))
            || item.is("thing") && item.text != "it"
    }

    /// One column at an item: a reference, or a name that the header may have.
    pub(super) fn column(&self, at: usize) -> Option<(Col, usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        if item.used {
            return None;
        }
        if let [col] = item.cols.as_slice() {
            return Some((col.clone(), here + 1));
        }
        (item.may_name() && self.by_name() && !self.is_row_noun(here) && item.text.len() > 1)
            .then(|| (Col::Name(item.text.to_owned()), here + 1))
    }

    /// Several columns with commas and "and" between.
    pub(super) fn columns(&self, at: usize, names: bool) -> Option<(Vec<Col>, usize)> {
        let mut all = Vec::new();
        let mut here = at;
        loop {
            let next = self.skip(here);
            match self.items.get(next) {
                Some(item) if !item.cols.is_empty() && !item.used => {
                    all.extend(item.cols.clone());
                    here = next + 1;
                }
                Some(item) if names && item.cols.is_empty() => match self.column(next) {
                    Some((col, end)) => {
                        all.push(col);
                        here = end;
                    }
                    None => break,
                },
                _ => break,
            }
            let mut joint = self.skip(here);
            let start = joint;
            while self.items.get(joint).is_some_and(|it| it.form == Form::Comma || it.is("and then plus") && !it.used) {
                joint = self.skip(joint + 1);
            }
            if joint == start {
                break;
            }
            let more = self.items.get(joint).is_some_and(|it| {
                !it.used && (!it.cols.is_empty() || names && it.may_name() && !self.is_row_noun(joint))
            });
            // "name and count", "name, sorted by age"
            if !more || self.items[joint].is("count number order total") && self.items[joint].cols.is_empty() {
                break;
            }
            here = joint;
        }
        (!all.is_empty()).then_some((all, here))
    }

    /// An expression of columns at an item.
    pub(super) fn expression(&self, at: usize) -> Option<(Expr, usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        if item.used || item.file.is_some() {
            return None;
        }
        if item.form == Form::Word
            && item.cols.is_empty()
            && let Some((_, expr)) = self.names.computed.iter().find(|it| it.0 == singular(item.text))
        {
            return Some((expr.clone(), here + 1));
        }
        let (_, _) = self.column(here)?;
        let mut end = here;
        let (expr, end) = computed::expression(&self.items, &mut end, &self.names)?;
        let by_name = |it: &Col| !matches!(it, Col::Name(_)) || self.by_name();
        (by_name(&expr.first) && expr.rest.iter().all(|it| by_name(&it.1))).then_some((expr, end))
    }
}
