//! How many of what comes first, and how deep: "the three biggest", "the first 3 lines", "at most 2 levels deep".

use super::Reader;
use super::turns::turns;
use crate::files::wish::{Key, Kind, Order, Slice, Verb};
use crate::literals::{Form, number};

impl Reader<'_, '_> {
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
            self.wish.ten = true;
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
