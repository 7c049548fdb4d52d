//! When something happened to a file: "changed this week", "older than 30 days", "since 2024-05-01".

use super::Reader;
use super::turns::turns;
use crate::calendar::next_day;
use crate::files::wish::{Age, Stamp, Test, When};
use crate::literals::{Form, times};

impl Reader<'_, '_> {
    /// "changed this week", "older than 30 days", "since 2024-05-01".
    pub(crate) fn age(&mut self, at: usize) -> Option<usize> {
        let (when, end) = self.when(at)?;
        let mut start = at;
        let mut stamp = Stamp::Modified;
        let mut negated = false;
        // What stands around it says which time is meant: "not been accessed since …".
        for back in (at.saturating_sub(4)..at).rev() {
            let it = &self.tokens[back];
            if it.is_any("modified accessed created last old date")
                || matches!(it.text, "untouched" | "unmodified" | "unchanged" | "unused")
            {
                if it.text.starts_with("un") {
                    negated = !negated;
                }
                if it.is("accessed") || it.text == "unused" {
                    stamp = Stamp::Accessed;
                }
                self.explained[back] = true;
                start = back;
            } else if it.is("not") && !self.explained[back] {
                negated = true;
                self.explained[back] = true;
                start = back;
            } else if !(it.is(super::FILLER) || it.is_any("which ones in only since within or for")) {
                break;
            }
        }
        if self.negated {
            negated = true;
            self.negated = false;
        }
        if self.is(end, "accessed") {
            stamp = Stamp::Accessed;
        }
        // "not changed for more than 30 days" is older than that; "not more than 30 days ago" is younger.
        let idiom = at > 0 && self.is(at - 1, "for in since") && !self.tokens[at..end].iter().any(|it| it.is("ago"));
        let when = match (negated, when) {
            (true, When::Before(minutes)) if idiom => When::Before(minutes),
            (true, When::Within(minutes)) => When::Before(minutes),
            (true, When::Before(minutes)) => When::Within(minutes),
            (true, When::Since(day)) => When::Until(day),
            (true, other) => {
                self.negated = true;
                other
            }
            (false, other) => other,
        };
        // "older than 48 hours" is not "on the third day".
        let hours = self.tokens[at..end].iter().any(|it| {
            it.is_any("hour minute") || matches!(it.form, Form::Span(_)) && !it.text.ends_with(['d', 's', 'w', 'y'])
        });
        let when = match when {
            When::Before(minutes) if hours => When::Longer(minutes),
            other => other,
        };
        self.condition(Test::Age(Age { stamp, when }), start);
        if at > 0 && self.is(at - 1, "for since") {
            self.explain(at - 1, at);
        }
        let end = if self.is(end, "old ago modified accessed") { end + 1 } else { end };
        self.explain(at, end);
        Some(end)
    }

    fn when(&mut self, at: usize) -> Option<(When, usize)> {
        let within = turns![
            "in|within|from|over|since|for|on|under|of last",
            "in|within",
            "last",
            "less than",
            "newer than",
            "not older than",
            "less old than",
            "for",
            "since",
            "up to",
            "not more than",
            "=<",
        ];
        let before = turns![
            "older than",
            "more than",
            "over",
            "before",
            "older",
            "bigger than",
            "not newer than",
            "at least",
            "=>",
            "before more than",
        ];
        let simple = turns![When;
            ("?=from today", When::Today),
            ("yesterday", When::Yesterday),
            ("?in|within|since|on current week", When::Within(7 * 1440)),
            ("?in|within|since|on current month", When::ThisMonth),
            ("?in|within|since|on current year", When::ThisYear),
            ("?in|within|since|on current day", When::Today),
            ("since yesterday", When::Since("'yesterday 00:00'".to_owned())),
        ];
        if let Some((end, when)) = self.turn(at, simple) {
            return Some((when.clone(), end));
        }
        if self.is(at, "since")
            && let Some(day) = self
                .token(self.past_fillers(at + 1))
                .filter(|it| it.is_any("monday tuesday wednesday thursday friday saturday sunday"))
        {
            return Some((When::SinceDay(day.concept), self.past_fillers(at + 1) + 1));
        }
        if self.seq(at, turns!["since last"]).is_some()
            && let Some(day) =
                self.token(at + 2).filter(|it| it.is_any("monday tuesday wednesday thursday friday saturday sunday"))
        {
            return Some((When::SinceDay(day.concept), at + 3));
        }
        if let Some(found) = self.day(at).or_else(|| self.written_day(at)) {
            return Some(found);
        }
        if let Some(start) = self.seq(at, before)
            && let Some((minutes, end, _)) = self.span(start)
        {
            let marked =
                self.is(end, "old ago") || self.is(at, "older before") || self.seq(at, turns!["not newer"]).is_some();
            let past = self.tokens[at.saturating_sub(4)..at].iter().any(|it| it.is_any("modified accessed old"));
            // "lying there since more than 100 days", "for over a year".
            let lasting = at > 0 && matches!(self.tokens[at - 1].text, "since" | "for" | "Since" | "For");
            if marked || past || lasting {
                let ago = usize::from(self.is(end, "ago old"));
                return Some((When::Before(minutes), end + ago));
            }
        }
        if let Some(start) = self.seq(at, within)
            && let Some((minutes, end, counted)) = self.span(start)
        {
            let last = self.tokens[at..start].iter().any(|it| it.is("last"));
            // "from last month" is the month before this one, which nothing here computes.
            let the = self.tokens[at..start].iter().any(|it| it.text.eq_ignore_ascii_case("the"));
            if last && !counted && !the && self.is(at, "from last") {
                return None;
            }
            let less = self.is(at, "less newer not up") || self.token(at).is_some_and(|it| it.text == "<");
            let sure = last
                || self.is(at, "newer within")
                || self.is(at, "less not") && self.is(end, "ago old")
                || less && self.is(end, "ago old");
            // "not touched for 30 days", "in 7 days": only behind a word for changing.
            let changed = (counted || self.tokens[at..end].iter().any(|it| it.text == "a"))
                && self.tokens[at.saturating_sub(5)..at].iter().any(|it| {
                    it.is_any("modified accessed")
                        || matches!(it.text, "untouched" | "unmodified" | "unchanged" | "unused")
                });
            if sure || changed && self.is(at, "in for since") || self.is(at, "since") && self.is(end, "ago") {
                return Some((When::Within(minutes), end + usize::from(self.is(end, "ago old"))));
            }
        }
        // "30 days or older", "a year old or more".
        let (minutes, end, _) = self.span(at)?;
        let end = self.seq(end, turns!["or older", "old or more|older", "and older", "old ?at least", "=+ old"])?;
        Some((When::Before(minutes), end))
    }

    /// Days of the calendar.
    fn day(&self, at: usize) -> Option<(When, usize)> {
        let date = |at: usize| self.token(at).filter(|it| it.form == Form::Date).map(|it| it.text.to_owned());
        let modified = |at: usize| self.seq(at, turns!["?last modified"]).unwrap_or(at);
        if let Some(start) = self.seq(at, turns!["between", "from"])
            && let Some(first) = date(start)
            && self.is(start + 1, "and to")
            && let Some(last) = date(start + 2)
        {
            return Some((When::Range(first, next_day(&last)?), start + 3));
        }
        let since = self
            .seq(at, turns!["since", "newer than", "on or since", "from", "later than", "=later than", "=>", "=>="]);
        if let Some(start) = since.map(modified) {
            let start = self.past_fillers(start);
            if let Some(day) = date(start) {
                return Some((When::Since(day), start + 1));
            }
            let file = self
                .token(start)
                .filter(|it| matches!(it.form, Form::FileName | Form::Path | Form::Quoted | Form::Dotted));
            let was = self.token(start + 1).is_some_and(|it| matches!(it.text, "was" | "is"))
                && self.is(start + 2, "modified");
            let changed = self.tokens[at.saturating_sub(3)..at].iter().any(|it| it.is("modified"));
            if (self.is(at, "newer") || was || self.is(at, "since") && changed && start == self.past_fillers(at + 1))
                && let Some(file) = file
            {
                let end = if was { start + 3 } else { start + 1 };
                return Some((When::NewerThan(file.text.to_owned()), end));
            }
        }
        if let Some(start) = self.seq(at, turns!["before", "older than", "earlier than", "=earlier than", "=<"]) {
            let start = self.past_fillers(start);
            if let Some(day) = date(start) {
                return Some((When::Until(day), start + 1));
            }
            if let Some(year) = self.year(start) {
                return Some((When::Until(format!("{year}-01-01")), start + 1));
            }
        }
        if self.is(at, "since")
            && let Some(year) = self.year(at + 1)
        {
            let first = if self.token(at)?.text.eq_ignore_ascii_case("after") { year + 1 } else { year };
            return Some((When::Since(format!("{first}-01-01")), at + 2));
        }
        if self.is(at, "on")
            && let Some(day) = date(self.past_fillers(at + 1))
        {
            return Some((When::Range(day.clone(), next_day(&day)?), self.past_fillers(at + 1) + 1));
        }
        if self.is(at, "in from")
            && self.tokens[at.saturating_sub(3)..at].iter().any(|it| it.is("modified"))
            && let Some(year) = self.year(at + 1)
        {
            return Some((When::Range(format!("{year}-01-01"), format!("{}-01-01", year + 1)), at + 2));
        }
        None
    }

    pub(crate) fn year(&self, at: usize) -> Option<u32> {
        let token = self.token(at).filter(|it| it.form == Form::Number && it.text.len() == 4)?;
        token.text.parse().ok().filter(|it| (1980..2100).contains(it))
    }

    /// A span of time in minutes, and whether a number was given.
    fn span(&self, at: usize) -> Option<(u64, usize, bool)> {
        let next = self.past_fillers(at);
        let token = self.token(next)?;
        if let Form::Span(minutes) = token.form {
            return Some((minutes, next + 1, true));
        }
        let (amount, behind) = token.number.map_or((1.0, next), |it| (it, next + 1));
        let behind = if token.number.is_some_and(|it| it <= 2.0) { self.past_fillers(behind) } else { behind };
        let behind = if self.is(behind, "of") { behind + 1 } else { behind };
        let unit = match self.token(behind)?.concept {
            "minute" => 1,
            "hour" => 60,
            "day" => 1440,
            "week" => 7 * 1440,
            "month" => 30 * 1440,
            "year" => 365 * 1440,
            _ => return None,
        };
        Some((times(amount, unit), behind + 1, token.number.is_some()))
    }
}
