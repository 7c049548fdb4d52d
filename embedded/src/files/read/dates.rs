//! Days as people write them: "after January 1st 2024", "in march 2024", "between the 1st of April and the 30th of June".

use super::Reader;
use super::turns::turns;
use crate::calendar::{self, next_day};
use crate::files::wish::When;
use crate::literals::Form;

/// A day, or a whole month.
#[derive(Clone, Copy, PartialEq)]
struct Written {
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
}

impl Written {
    fn first(self, year: u32) -> String {
        format!("{year:04}-{:02}-{:02}", self.month, self.day.unwrap_or(1))
    }

    /// The day behind it.
    fn end(self, year: u32) -> Option<String> {
        if self.day.is_some() {
            return next_day(&self.first(year));
        }
        let (year, month) = if self.month == 12 { (year + 1, 1) } else { (year, self.month + 1) };
        Some(format!("{year:04}-{month:02}-01"))
    }
}

impl Reader<'_, '_> {
    /// Days and months in words, with what bounds them.
    pub(crate) fn written_day(&self, at: usize) -> Option<(When, usize)> {
        if let Some(start) = self.seq(at, turns!["between", "from"])
            && let Some((first, next)) = self.written(start)
            && self.is(next, "and to before")
            && let Some((last, end)) = self.written(next + 1)
        {
            let year = first.year.or(last.year)?;
            return Some((When::Range(first.first(year), last.end(last.year?)?), end));
        }
        if let Some(start) = self.seq(at, turns!["since", "newer than", "on or since", "=later than", "from"])
            && let Some((day, end)) = self.written(start)
        {
            let after = self.tokens[at].text.eq_ignore_ascii_case("after") || self.is(at, "newer");
            let year = day.year?;
            return Some((When::Since(if after && day.day.is_none() { day.end(year)? } else { day.first(year) }), end));
        }
        if let Some(start) = self.seq(at, turns!["before", "older than", "=earlier than"])
            && let Some((day, end)) = self.written(start)
        {
            return Some((When::Until(day.first(day.year?)), end));
        }
        let start = self.seq(at, turns!["on|in|within|from"])?;
        let (day, end) = self.written(start)?;
        let year = day.year?;
        Some((When::Range(day.first(year), day.end(year)?), end))
    }

    /// "January 1st, 2024", "1 January 2024", "the 30th of June", "march 2024".
    fn written(&self, at: usize) -> Option<(Written, usize)> {
        let mut next = self.past_fillers(at);
        let mut found = Written { year: None, month: 0, day: self.ordinal(next) };
        if found.day.is_some() {
            next += 1;
            if self.is(next, "of") {
                next += 1;
            }
        }
        found.month = self.month(next)?;
        next += 1;
        if found.day.is_none()
            && let Some(day) = self.ordinal(next)
        {
            found.day = Some(day);
            next += 1;
        }
        let behind = next + usize::from(self.token(next).is_some_and(|it| it.form == Form::Comma));
        let behind = if self.is(behind, "of") { behind + 1 } else { behind };
        if let Some(year) = self.year(behind) {
            found.year = Some(year);
            next = behind + 1;
        }
        Some((found, next))
    }

    fn month(&self, at: usize) -> Option<u32> {
        calendar::month(&self.token(at)?.text.to_lowercase())
    }

    /// `1st`, `30`, a day of a month.
    fn ordinal(&self, at: usize) -> Option<u32> {
        let text = self.token(at)?.text.to_lowercase();
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|it| text.strip_suffix(it)).unwrap_or(&text);
        if digits.len() > 2 {
            return None;
        }
        digits.parse().ok().filter(|it| (1..=31).contains(it))
    }
}
