//! Sizes, ages, and how many of what comes first: everything that compares.

use super::Reader;
use super::turns::{Turns, turns};
use crate::files::wish::{Age, Key, Kind, Order, Slice, Stamp, Test, Verb, When};
use crate::literals::{Form, number, times};
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
            && let Some((least, next)) = self.amount(start, None)
            && self.is(next, "and to") | self.token(next).is_some_and(|it| it.text == "-")
            && let Some((most, end)) = self.amount(next + 1, None)
        {
            self.bounded(Some(least), Some(most), at, end);
            return Some(end);
        }
        // "between 1 and 20 MB": the first number borrows the unit.
        if let Some(start) = self.seq(at, turns!["between", "size between"])
            && self.token(start)?.form == Form::Number
            && self.is(start + 1, "and")
            && let Some((most, end)) = self.amount(start + 2, None)
        {
            let (low, high) = (self.tokens[start].number?, self.tokens[start + 2].number.unwrap_or(1.0));
            #[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "sizes people type fit")]
            let least = (low * most as f64 / high) as u64;
            self.bounded(Some(least), Some(most), at, end);
            return Some(end);
        }
        if let Some((start, bound)) = self.turn(at, &BOUNDS).map(|(start, bound)| (start, *bound)) {
            let (bytes, end) = self.amount(start, None)?;
            self.bound(bound, bytes, at, end);
            return Some(end);
        }
        let (bytes, next) = self.amount(at, None)?;
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
    pub(crate) fn amount(&self, at: usize, _unit: Option<u64>) -> Option<(u64, usize)> {
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

    /// "three biggest", "newest 5", "the oldest one", "top 10".
    pub(crate) fn ordering(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.slice(at) {
            return Some(end);
        }
        let mut next = at;
        let mut limit = None;
        let mut top = false;
        if self.is(next, "top first") {
            top = true;
            next += 1;
        }
        if let Some(amount) = self.count(next) {
            limit = Some(amount);
            next += 1;
        }
        next = self.past_fillers(next);
        let order = match self.token(next).map_or("", |it| it.concept) {
            "last"
                if limit.is_none()
                    && self.count(next + 1).is_some()
                    && self.is(next + 2, "modified accessed created") =>
            {
                limit = self.count(next + 1);
                next += 1;
                Some(Order { key: Key::Time, descending: true })
            }
            "biggest" => Some(Order { key: Key::Size, descending: true }),
            "smallest" => Some(Order { key: Key::Size, descending: false }),
            "newest" => Some(Order { key: Key::Time, descending: true }),
            "oldest" => Some(Order { key: Key::Time, descending: false }),
            "most" if self.is(next + 1, "recent") => {
                next += 1;
                Some(Order { key: Key::Time, descending: true })
            }
            "last" if limit.is_none() && self.is(next + 1, "modified") && self.is(next + 2, "file folder") => {
                Some(Order { key: Key::Time, descending: true })
            }
            _ => None,
        };
        let Some(order) = order else {
            // "top 10 by size", "only the first 5".
            if top && let Some(limit) = limit {
                let end = at + 2;
                if self.is(end, "line word") {
                    return None;
                }
                if self.is(at, "first")
                    && self.wish.order.is_none()
                    && self.token(end).is_some()
                    && !self.is(end, "contain file occurrence")
                {
                    return None;
                }
                self.wish.limit = Some(limit);
                self.explain(at, end);
                return Some(end);
            }
            return None;
        };
        next += 1;
        if self.is(next, "modified accessed created") {
            next += 1;
        }
        if self.is(next, "first last") || limit.is_none() && self.is(next, "at") {
            return None;
        }
        if limit.is_none()
            && let Some(amount) = self.count(next)
        {
            limit = Some(amount);
            next += 1;
        }
        // "the newest file" is one; "the newest files" are several, and people mean a handful.
        let noun = self.token(next).filter(|it| it.is_any("file folder thing ones") || it.is("files-of"));
        let plural = noun.is_some_and(|it| it.text.ends_with('s') || it.text.eq_ignore_ascii_case("them"))
            || self.token(next + 1).is_some_and(|it| it.is("file") && it.text.ends_with('s'));
        if limit.is_none() && !plural {
            limit = Some(1);
        }
        if limit.is_none() {
            limit = Some(10);
        }
        // "all but the newest three", "keep only the last five".
        let before = self.before_fillers(at);
        let before = if at > 1 && self.is(before, "only") { self.before_fillers(before) } else { before };
        if at > 0 && self.is(before, "but exclude") && self.wish.wants(Verb::Delete) {
            self.wish.all_but = true;
            self.explain(before, at);
        } else if at > 0 && self.is(before, "keep") && limit.is_some() && order.key == Key::Time {
            self.wish.all_but = true;
            self.wish.keep = None;
            if !self.wish.wants(Verb::Delete) {
                self.wish.verbs.push(Verb::Delete);
            }
            self.explain(before, at);
        }
        self.wish.order = Some(order);
        if self.wish.limit.is_none() {
            self.wish.limit = limit;
        }
        if let Some(noun) = self.token(next) {
            let kind = match noun.concept {
                "file" => Some(Kind::File),
                "folder" => Some(Kind::Folder),
                _ => None,
            };
            if let Some(kind) = kind {
                self.note_kind(kind, next);
                next += 1;
            } else if noun.is("ones") {
                next += 1;
            }
        }
        self.explain(at, next);
        Some(next)
    }

    #[expect(clippy::cast_sign_loss, reason = "checked to be positive")]
    fn count(&self, at: usize) -> Option<u32> {
        let token = self.token(at)?;
        let amount = token.number.filter(|it| *it >= 1.0 && *it < 1e6 && it.fract() == 0.0)?;
        let counts = token.form == Form::Number || token.form == Form::Word && number(token.text).is_none();
        counts.then_some(amount as u32)
    }

    /// "the first 3 lines", "last 5 lines", "lines 20 to 25".
    fn slice(&mut self, at: usize) -> Option<usize> {
        let hits = self.tokens.iter().any(|it| it.is_any("occurrence contain") && it.text.to_lowercase() != "in");
        let first =
            self.seq(at, turns!["first|top # line"]).or_else(|| self.seq(at, turns!["first line"])).or_else(|| {
                self.seq(at, turns!["first ?# occurrence|contain"]).filter(|it| hits && self.is(*it, "of for"))
            });
        let last = self
            .seq(at, turns!["last # line"])
            .or_else(|| self.seq(at, turns!["last line"]))
            .or_else(|| self.seq(at, turns!["last ?# occurrence|contain"]).filter(|it| hits && self.is(*it, "of for")));
        // What was found is read on from its noun: "the first match of x".
        let back = usize::from(first.or(last).is_some_and(|it| self.is(it - 1, "occurrence contain")));
        let range = self.seq(at, turns!["line # to|across #"]).or_else(|| self.seq(at, turns!["line from # to #"]));
        let (end, slice) = if let Some(end) = range {
            let mut numbers = (at..end).filter_map(|it| self.count(it));
            (end, Slice::From(numbers.next()?, numbers.next()?))
        } else {
            let end = first.or(last)?;
            let plural = self.tokens[end - 1].text.ends_with('s');
            let number = (at..end).find_map(|it| self.count(it)).or((!plural).then_some(1))?;
            (end, if first.is_some() { Slice::First(number) } else { Slice::Last(number) })
        };
        if self.wish.slice.is_some() {
            self.conflict = true;
        }
        self.wish.slice = Some(slice);
        self.explain(at, end - back);
        Some((end - back).max(at + 1))
    }

    /// "at most 2 levels deep", "max depth 3".
    pub(crate) fn depth(&mut self, at: usize) -> Option<usize> {
        let patterns = turns![
            "at most # level ?=down|level",
            "up to # level ?=down|level",
            "not =deeper than # level",
            "?with most depth ?of #",
            "# level ?level ?=down",
            "not more than # level ?level",
            "only # level ?level",
            "to ?=a depth of #",
            "down to # level",
            "down to level #",
            "=down to # level",
            "?in first # level",
            "most # level ?level",
            "with depth #",
            "depth #",
            "within # level",
            "=maxdepth #",
        ];
        let end = self.seq(at, patterns)?;
        let number = self.tokens[at..end].iter().find_map(|it| it.number)?;
        #[expect(clippy::cast_sign_loss, reason = "a count")]
        let depth = number.clamp(0.0, 1000.0) as u32;
        self.wish.depth = Some(depth);
        self.explain(at, end);
        Some(end)
    }
}

/// The day after a date.
pub(crate) fn next_day(date: &str) -> Option<String> {
    let mut parts = date.split('-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (year, month, day) = match (day >= days, month == 12) {
        (true, true) => (year + 1, 1, 1),
        (true, false) => (year, month + 1, 1),
        (false, _) => (year, month, day + 1),
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_day_after_knows_months_and_leap_years() {
        assert_eq!(super::next_day("2024-02-28").as_deref(), Some("2024-02-29"));
        assert_eq!(super::next_day("2023-12-31").as_deref(), Some("2024-01-01"));
    }
}
