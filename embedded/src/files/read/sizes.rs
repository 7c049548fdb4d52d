//! Sizes: "over 2 megs", "between 1 MB and 20 MB", "10M or more".

use super::Reader;
use super::turns::{Turns, turns};
use crate::files::wish::Test;
use crate::literals::{Form, times};
use std::sync::LazyLock;

/// Which side of a bound is meant.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    Over,
    AtLeast,
    Under,
    AtMost,
}

#[rustfmt::skip]
static BOUNDS: LazyLock<Turns<Bound>> = LazyLock::new(|| Turns::new([
    ("over", Bound::Over), ("more than", Bound::Over), ("bigger than", Bound::Over), ("bigger", Bound::Over), ("=>", Bound::Over),
    ("more", Bound::Over), ("at least", Bound::AtLeast), ("=>=", Bound::AtLeast), ("=≥", Bound::AtLeast), ("not less|smaller than", Bound::AtLeast),
    ("under", Bound::Under), ("less than", Bound::Under), ("smaller than", Bound::Under), ("smaller", Bound::Under), ("=<", Bound::Under),
    ("at most", Bound::AtMost), ("up to", Bound::AtMost), ("=<=", Bound::AtMost), ("=≤", Bound::AtMost),
    ("not more|bigger than", Bound::AtMost), ("not over", Bound::AtMost), ("=minimum", Bound::AtLeast), ("=maximum", Bound::AtMost),
    ("size over|bigger|more ?than", Bound::Over), ("size under|smaller|less ?than", Bound::Under), ("size =>", Bound::Over), ("size =<", Bound::Under),
    ("size at least", Bound::AtLeast), ("size at most", Bound::AtMost), ("size of over|more ?than", Bound::Over), ("size of at least", Bound::AtLeast),
    ("size of less|under ?than", Bound::Under),
]));

impl Reader<'_, '_> {
    /// "over 2 megs", "between 1 MB and 20 MB", "10M or more".
    pub(crate) fn size(&mut self, at: usize) -> Option<usize> {
        if let Some(start) = self.seq(at, turns!["between", "size between", "from", "size from"])
            && let Some((least, next)) = self.amount(start)
            && self.is(next, "and to") | self.token(next).is_some_and(|it| it.text == "-")
            && let Some((most, end)) = self.amount(next + 1)
        {
            self.bounded(Some(least), Some(most), at, end);
            return Some(end);
        }
        // "between 1 and 20 MB": the first number borrows the unit.
        if let Some(start) = self.seq(at, turns!["between", "size between"])
            && self.token(start)?.form == Form::Number
            && self.is(start + 1, "and")
            && let Some((most, end)) = self.amount(start + 2)
        {
            let (low, high) = (self.tokens[start].number?, self.tokens[start + 2].number.unwrap_or(1.0));
            #[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "sizes people type fit")]
            let least = (low * most as f64 / high) as u64;
            self.bounded(Some(least), Some(most), at, end);
            return Some(end);
        }
        if let Some((start, bound)) = self.turn(at, &BOUNDS).map(|(start, bound)| (start, *bound)) {
            let (bytes, end) = self.amount(start)?;
            self.bound(bound, bytes, at, end);
            return Some(end);
        }
        let (bytes, next) = self.amount(at)?;
        let bound = turns![Bound;
            ("or more|bigger|over|=up", Bound::AtLeast),
            ("and over|=up|more|bigger", Bound::AtLeast),
            ("or less|smaller|under", Bound::AtMost),
            ("and under|less|smaller", Bound::AtMost),
            ("=+", Bound::AtLeast),
        ];
        let (end, bound) = self.turn(next, bound)?;
        self.bound(*bound, bytes, at, end);
        Some(end)
    }

    fn bound(&mut self, bound: Bound, bytes: u64, at: usize, end: usize) {
        let (least, most) = match bound {
            Bound::Over => (Some(bytes + 1), None),
            Bound::AtLeast => (Some(bytes), None),
            Bound::Under => (None, Some(bytes.saturating_sub(1))),
            Bound::AtMost => (None, Some(bytes)),
        };
        self.bounded(least, most, at, end);
    }

    fn bounded(&mut self, least: Option<u64>, most: Option<u64>, at: usize, end: usize) {
        self.condition(Test::Size(least, most), at);
        let end = end + usize::from(self.seq(end, turns!["in size"]).is_some()) * 2;
        self.explain(at, end);
        if self.is(end, "much") {
            self.explain(end, end + 1);
        }
    }

    /// A size in bytes.
    pub(crate) fn amount(&self, at: usize) -> Option<(u64, usize)> {
        let next = self.past_fillers(at);
        let token = self.token(next)?;
        if let Form::Size(bytes) = token.form {
            return Some((bytes, next + 1));
        }
        let unit = |at: usize| {
            Some(match self.token(at)?.concept {
                "byte" => 1,
                "kilobyte" => 1 << 10,
                "megabyte" => 1 << 20,
                "gigabyte" => 1 << 30,
                "terabyte" => 1_u64 << 40,
                _ => return self.letter_unit(at),
            })
        };
        if let Some(amount) = token.number {
            let mut behind = next + 1;
            let mut amount = amount;
            if token.text.eq_ignore_ascii_case("half") {
                behind = self.past_fillers(behind);
            } else if let Some(more) = self.token(behind).filter(|it| it.text.eq_ignore_ascii_case("hundred")) {
                amount *= more.number?;
                behind += 1;
            }
            return Some((times(amount, unit(behind)?), behind + 1));
        }
        // "a megabyte"
        let article = next > at && matches!(self.tokens[next - 1].text, "a" | "an");
        (article && unit(next).is_some()).then(|| (unit(next).unwrap_or(1), next + 1))
    }

    /// `10 M`
    fn letter_unit(&self, at: usize) -> Option<u64> {
        match self.token(at)?.text {
            "k" | "K" => Some(1 << 10),
            "M" => Some(1 << 20),
            "G" => Some(1 << 30),
            _ => None,
        }
    }
}
