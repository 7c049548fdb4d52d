//! Which rows are meant: what a field must be, contain, exceed or lack.

use super::Reader;
use crate::literals::Form;
use crate::table::query::{Col, Cond, Expr, Op, Value};

impl Reader<'_> {
    pub(super) fn condition(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        let opens = item.form == Form::Open;
        let intro = self
            .eat(at, "?but ?for|of where|whose|with|that|which|when|=if|have|without ?be ?there")
            .or_else(|| self.eat(at, "just row|line|request|ones ?with|where|whose|that|have|of|for"))
            .or_else(|| if opens { Some(at + 1) } else { None });
        let of = self
            .eat(at, "of|for|in|from")
            .filter(|it| intro.is_none() && self.items.get(self.skip(*it)).is_some_and(|it| it.cols.len() == 1));
        let start = intro.or(of).unwrap_or(at);
        // "which" and "that" ask for more than a column and a word: "which url got".
        let strong = of.is_some()
            || intro.is_some()
                && self.items[at..start].iter().any(|it| {
                    it.is("whose where with when without for have") || it.text == "if" || it.form == Form::Open
                });
        let introduced = intro.is_some() || of.is_some();
        if let Some(end) = self.having(at) {
            return Some(end);
        }
        if let Some(end) = self.lines(at) {
            return Some(end);
        }
        if let Some(end) = self.implied(at) {
            return Some(end);
        }
        let with = intro.is_some() && self.items[at..start].iter().any(|it| it.is("with have without no"));
        let mut conds = Vec::new();
        let mut here = start;
        loop {
            let Some((mut more, end)) = self.one(here, (introduced, strong), with, conds.last()) else { break };
            let or = self.items[..here].last().is_some_and(|it| it.is("or") || it.text == "||");
            if let Some(first) = more.first_mut().filter(|_| !conds.is_empty()) {
                first.or = or;
            }
            conds.append(&mut more);
            here = end;
            let joint = self.eat(here, "?, and|or|but|&& ?where|whose|with|that|have|which").or_else(|| {
                let next = self.skip(here);
                self.items.get(next).filter(|it| matches!(it.text, "&&" | "||" | "&"))?;
                Some(next + 1)
            });
            let Some(joint) = joint else { break };
            let last = conds.last().cloned();
            if self.one(joint, (true, strong), with, last.as_ref()).is_none() {
                break;
            }
            here = joint;
        }
        if conds.is_empty() {
            return None;
        }
        // The joint was taken, but nothing followed it.
        let mut end = here;
        if opens {
            (self.items.get(end)?.form == Form::Close).then_some(())?;
            end += 1;
            // "that are out of stock (stock is 0)": the words before are said again in brackets.
            self.explain_before(at);
        }
        self.query.conds.extend(conds);
        Some(end)
    }

    /// "from Germany" where the one column that is spoken of is the country; "after 2024-03-01" where one is a date.
    fn implied(&mut self, at: usize) -> Option<usize> {
        let next = self.skip(at + 1);
        let item = self.items.get(next)?;
        if item.used || !item.cols.is_empty() || item.file.is_some() || self.kind.is_some() {
            return None;
        }
        if self.items[at].is("from in by for of") && item.is_any_word() && item.text.starts_with(char::is_uppercase) {
            let defined = self.names.defined();
            let [col] = defined.as_slice() else { return None };
            let (value, end) = self.value(next)?;
            self.query.conds.push(cond(col.clone().into(), Op::Is, value));
            return Some(end);
        }
        if item.form == Form::Date
            || self.eat(at, "between").is_some()
                && self.items.get(self.skip(at + 1)).is_some_and(|it| it.form == Form::Date)
        {
            let col = ["date", "day", "created", "order date", "timestamp"]
                .iter()
                .find_map(|it| self.names.get(it))
                .or_else(|| (self.by_name() && !self.names.any()).then(|| Col::Name("date".to_owned())))?;
            if let Some(start) = self.eat(at, "between")
                && let Some((low, next)) = self.value(start)
                && let Some(next) = self.eat(next, "and|to")
                && let Some((high, end)) = self.value(next)
            {
                self.query.conds.push(cond(col.clone().into(), Op::AtLeast, low));
                self.query.conds.push(cond(col.into(), Op::AtMost, high));
                return Some(end);
            }
            let op = match self.items[at].means {
                "after" => Op::Over,
                "since" => Op::AtLeast,
                "before" => Op::Under,
                "until" => Op::AtMost,
                "on" | "of" | "from" => Op::Is,
                _ => return None,
            };
            let (value, end) = self.value(next)?;
            self.query.conds.push(cond(col.into(), op, value));
            return Some(end);
        }
        None
    }

    /// Marks "that are out of stock" as explained.
    fn explain_before(&mut self, at: usize) {
        let from = (at.saturating_sub(6)..at)
            .rev()
            .find(|it| self.items[*it].is("that which with whose") && self.items[*it].cols.is_empty());
        if let Some(from) = from
            && self.items[from..at]
                .iter()
                .all(|it| it.file.is_none() && it.number.is_none() && it.form == Form::Word && !it.is("not no"))
        {
            for item in &mut self.items[from..at] {
                item.used = true;
            }
        }
    }

    /// "with more than 30 requests", "that appear more than once": how many of each.
    fn having(&mut self, at: usize) -> Option<usize> {
        let start = self
            .eat(at, "?that|which ?do|have appear|make|=made|=sent|=get|=got|have")
            .or_else(|| self.eat(at, "with"))?;
        let (op, next) = self.comparison(start)?;
        matches!(op, Op::Over | Op::AtLeast | Op::Under | Op::AtMost).then_some(())?;
        let here = self.skip(next);
        let item = self.items.get(here)?;
        let number = if item.is("once") { 1.0 } else { item.number? };
        let behind = self.skip(here + 1);
        let ends = !self.query.group.is_empty()
            && self.query.count
            && self.items.get(behind).is_none_or(super::super::words::Item::is_mark);
        if ends && number.fract() == 0.0 && self.query.having.is_none() {
            self.query.having = Some((op, format!("{number}")));
            return Some(here + 1);
        }
        let counted = item.is("once")
            || self
                .items
                .get(behind)
                .is_some_and(|it| it.is("times row line request how-often") || self.is_row_noun(behind));
        let grouped =
            self.query.frequent || !self.query.group.is_empty() || !self.query.cols.is_empty() || self.query.count;
        if !counted || !grouped || number.fract() != 0.0 || self.query.having.is_some() {
            return None;
        }
        if self.query.group.is_empty() {
            let cols = std::mem::take(&mut self.query.cols);
            let cols = if cols.is_empty() { std::mem::take(&mut self.loose) } else { cols };
            if cols.is_empty() {
                return None;
            }
            self.query.group = cols;
            // Whether the counts are shown depends on the other words.
            self.query.bare = !self.query.count && !self.items.iter().any(|it| it.is("count number how"));
            self.query.count = true;
        }
        self.query.having = Some((op, format!("{number}")));
        Some(if item.is("once") { here + 1 } else { behind + 1 })
    }

    /// "containing ERROR", "that do not mention x", "with the word refunded", "ERROR lines": the whole line.
    fn lines(&mut self, at: usize) -> Option<usize> {
        let drops = self.eat(at, "drop ?every row|line|request|ones").is_some()
            || self.eat(at, "without row|line that|which|with|contain|begin|start").is_some();
        let start = self.try_eat(at, "?drop|without ?every|each ?row|line|request|message|entry|ones");
        let start = self.try_eat(start, "where|that|which|with ?line|row|ones");
        let (negated, next) = match self.eat(start, "?do|be not ?do").or_else(|| self.eat(start, "without|no")) {
            Some(next) => (true, next),
            None => (false, start),
        };
        let without = negated && self.items[start..next].iter().any(|it| it.is("without no"));
        let (op, next) = if let Some(next) = self.eat(next, "contain ?every ?word|text|line ?of") {
            (if negated { Op::Lacks } else { Op::Contains }, next)
        } else if let Some(next) = self.eat(next, "begin|start ?not with|by") {
            let not = negated || self.items[start..next].iter().any(|it| it.is("not"));
            (if not { Op::StartsNot } else { Op::Starts }, next)
        } else if let Some(next) = self.eat(next, "endwith with|in|on").filter(|_| !negated) {
            (Op::Ends, next)
        } else if (without || self.eat(at, "?row|line|request with").is_some())
            && let Some(next) = self.eat(next, "?in word|text")
        {
            (if negated { Op::Lacks } else { Op::Contains }, next)
        } else if let Some(next) = self
            .eat(at, "with|=mentioning")
            .filter(|it| self.items.get(self.skip(*it)).is_some_and(|it| it.form == Form::Quoted || is_shout(it.text)))
        {
            (Op::Contains, next)
        } else if is_shout(self.items[at].text)
            && self.eat(at + 1, "row|line|request|=entries|=messages|=message|thing").is_some()
            && self.kind.is_some()
            && self.items[at].is_any_word()
        {
            let text = self.items[at].text.to_owned();
            self.query.conds.push(line(Op::Contains, text));
            return Some(at + 2);
        } else {
            return None;
        };
        let here = self.skip(next);
        let item = self.items.get(here)?;
        if item.used || !item.cols.is_empty() || item.file.is_some() || item.is_mark() || item.is("more less") {
            return None;
        }
        if !matches!(item.form, Form::Word | Form::Quoted | Form::Number | Form::Date | Form::FileName | Form::Path) {
            return None;
        }
        let op = if drops { inverse(op)? } else { op };
        self.query.conds.push(line(op, item.text.to_owned()));
        let mut end = here + 1;
        // "a or b", "a and b"
        while let Some(next) = self.eat(end, "or|and") {
            let more = self.skip(next);
            let Some(item) =
                self.items.get(more).filter(|it| it.form == Form::Quoted || is_shout(it.text) && it.is_any_word())
            else {
                break;
            };
            let mut cond = line(op, item.text.to_owned());
            cond.or = self.items[end..next].iter().any(|it| it.is("or"))
                && matches!(op, Op::Contains | Op::Starts | Op::Ends);
            self.query.conds.push(cond);
            end = more + 1;
        }
        Some(self.try_eat(end, "in ?ones|line"))
    }

    /// One condition (or several values of one) at an item.
    fn one(
        &self,
        at: usize,
        (introduced, strong): (bool, bool),
        with: bool,
        last: Option<&Cond>,
    ) -> Option<(Vec<Cond>, usize)> {
        // "with no phone", "with a missing age", "with negative balance"
        if with {
            if let Some(next) = self.eat(at, "no|empty|missing")
                && let Some((col, end)) = self.column(next)
            {
                return Some((vec![cond(col.into(), Op::Is, Value::Text(String::new()))], end));
            }
            if let Some(next) = self.eat(at, "negative|positive")
                && let Some((col, end)) = self.column(next)
            {
                let op = if self.items[self.skip(at)].is("negative") { Op::Under } else { Op::Over };
                return Some((vec![cond(col.into(), op, number("0"))], end));
            }
            // "with paid in the status column", "with 404 as status"
            if let Some((value, next)) = self.value(at)
                && let Some(next) = self.eat(next, "in|as")
                && let Some((col, end)) = self.column(next)
                && (matches!(col, Col::Name(_)) || self.items[self.skip(next)].cols.len() == 1)
            {
                return Some((vec![cond(col.into(), Op::Is, value)], end));
            }
            if self.items[..at].last().is_some_and(|it| it.is("without"))
                && let Some((col, end)) = self.column(at)
                && self.comparison(end).is_none()
                && self.value(end).is_none_or(|_| self.items.get(self.skip(end)).is_none_or(|it| it.is("in from")))
            {
                return Some((vec![cond(col.into(), Op::Is, Value::Text(String::new()))], end));
            }
        }
        // "took longer than 2 seconds"
        if let Some(next) = self.eat(at, "need ?ones")
            && let Some(col) = self.duration()
            && let Some((op, next)) = self.comparison(next)
            && let Some((value, end)) = self.value(next)
        {
            return Some((vec![cond(col.into(), op, value)], self.unit(end)));
        }
        // "older than 30"
        if self.eat(at, "older than").is_some()
            || self.eat(at, "=younger than").is_some()
            || self.eat(at, "newer than").is_some() && self.names.get("age").is_some()
        {
            let col = self.names.get("age").or_else(|| self.by_name().then(|| Col::Name("age".to_owned())))?;
            let (_, next) = self.comparison(at)?;
            let op = if self.items[self.skip(at)].is("older") { Op::Over } else { Op::Under };
            let (value, end) = self.value(next).filter(|it| matches!(it.0, Value::Number(_)))?;
            return Some((vec![cond(col.into(), op, value)], self.unit(end)));
        }
        // "cheaper than 10"
        let compared = [
            ("=cheaper than", "price", Op::Under),
            ("more expensive than", "price", Op::Over),
            ("=costlier|=dearer|=pricier than", "price", Op::Over),
            ("=heavier than", "weight", Op::Over),
            ("=lighter than", "weight", Op::Under),
        ];
        for (pattern, name, op) in compared {
            if let Some(next) = self.eat(at, pattern)
                && let Some((value, end)) = self.value(next).filter(|it| matches!(it.0, Value::Number(_)))
            {
                let known = self.names.get(name);
                let col =
                    known.or_else(|| (self.by_name() && !self.names.any()).then(|| Col::Name(name.to_owned())))?;
                return Some((vec![cond(col.into(), op, value)], self.unit(end)));
            }
        }
        if let Some((left, mut here)) = self.expression(at) {
            // "with totals of amount" asks for sums.
            let first = self.items.get(self.skip(at)).is_some_and(|it| {
                it.cols.is_empty()
                    && matches!(
                        crate::table::words::singular(it.text).as_str(),
                        "total" | "sum" | "average" | "count" | "number"
                    )
            });
            if first && self.eat(here, "of").is_some() {
                return None;
            }
            here = self.try_eat(here, "value");
            let first = self.skip(at);
            let reference = self.items.get(first).is_some_and(|it| !it.cols.is_empty());
            let mut seen_verb = false;
            let mut negated = false;
            // "users have bash as their shell" is about the shell.
            if self.eat(here, "have").and_then(|it| self.value(it)).and_then(|it| self.eat(it.1, "as")).is_some() {
                return None;
            }
            if let Some(next) =
                self.eat(here, "be|have|do|=contains").filter(|_| !self.items[self.skip(here)].is("contain"))
            {
                here = next;
                seen_verb = true;
            }
            if let Some(next) = self.eat(here, "not") {
                here = next;
                negated = true;
                seen_verb = true;
            }
            if let Some(next) = self.eat(here, "empty|missing").or_else(|| self.eat(here, "no value")) {
                let op = if negated { Op::IsNot } else { Op::Is };
                return Some((vec![cond(left, op, Value::Text(String::new()))], next));
            }
            if seen_verb && let Some(next) = self.eat(here, "filled|set|exist|there|=available") {
                let op = if negated { Op::Is } else { Op::IsNot };
                return Some((vec![cond(left, op, Value::Text(String::new()))], next));
            }
            if let Some(next) = self.eat(here, "negative|positive|zero").filter(|_| seen_verb) {
                let op = match (self.items[next - 1].means, negated) {
                    ("negative", false) => Op::Under,
                    ("negative", true) => Op::AtLeast,
                    ("positive", false) => Op::Over,
                    ("positive", true) => Op::AtMost,
                    (_, false) => Op::Is,
                    (_, true) => Op::IsNot,
                };
                return Some((vec![cond(left, op, number("0"))], next));
            }
            if let Some(next) = self.eat(here, "?be between")
                && !negated
                && let Some((low, next)) = self.value(next)
                && let Some(next) = self.eat(next, "and|to")
                && let Some((high, end)) = self.value(next)
            {
                return Some((
                    vec![cond(left.clone(), Op::AtLeast, low), cond(left, Op::AtMost, high)],
                    self.unit(end),
                ));
            }
            if self.items.get(self.skip(here)).is_some_and(|it| it.is("one ones same either in")) {
                // "is one of a, b"
                let next = self.eat(here, "?either ?ones of|in")?;
                return self.values(left, if negated { Op::IsNot } else { Op::Is }, next);
            }
            if let Some((op, next)) = self.comparison(here).filter(|it| with || !self.items[it.1 - 1].is("of")) {
                if !introduced && !reference && self.items[self.skip(here)].form != Form::Sign {
                    return None;
                }
                // Only a time or a number comes after another.
                let timed =
                    self.items[..next].last().is_some_and(|it| it.is("after before since until") || it.text == "from");
                if timed
                    && matches!(self.value(next), Some((Value::Text(text), _)) if !text.bytes().any(|it| it.is_ascii_digit()))
                {
                    return None;
                }
                let op = if negated { inverse(op)? } else { op };
                if let Some((other, end)) = self.share_of(next) {
                    return Some((vec![cond(left, op, Value::Other(other))], end));
                }
                return self.values(left, op, next);
            }
            // "status is open", "with status 500", "country NO"
            let value_at = self.skip(here);
            let value = self.items.get(value_at)?;
            let literal = matches!(value.form, Form::Quoted | Form::Number | Form::Date)
                || is_shout(value.text)
                || value.text.starts_with(|it: char| it.is_uppercase());
            let ends = self
                .items
                .get(value_at + 1)
                .is_none_or(|it| it.is_mark() || it.is("and or in from sort") || it.file.is_some());
            let word = value.is_any_word() && value.means.is_empty() && (reference || ends);
            let fits = seen_verb || strong && (literal || word);
            if !fits || !introduced && !literal && !reference {
                return None;
            }
            if let Some((other, end)) = self
                .expression(here)
                .filter(|it| seen_verb && self.items[self.skip(here)].cols.len() == 1 && it.0 != left)
            {
                return Some((vec![cond(left, if negated { Op::IsNot } else { Op::Is }, Value::Other(other))], end));
            }
            return self.values(left, if negated { Op::IsNot } else { Op::Is }, here);
        }
        // "… over 10 and under 20": the same field again.
        if let Some(last) = last
            && let Some((op, next)) = self.eat(at, "?be").map_or_else(|| self.comparison(at), |it| self.comparison(it))
            && let Some((value, end)) = self.value(next)
        {
            return Some((vec![cond(last.left.clone(), op, value)], self.unit(end)));
        }
        None
    }

    /// "90 percent of their limit": a part of another field.
    fn share_of(&self, at: usize) -> Option<(Expr, usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        if let [_] = item.cols.as_slice() {
            return self.expression(here);
        }
        let amount = item
            .number
            .or_else(|| item.text.strip_suffix('%')?.parse().ok())
            .filter(|it: &f64| it.is_finite() && *it > 0.0 && *it < 1000.0)?;
        let next = if item.text.ends_with('%') { here + 1 } else { self.eat(here + 1, "share")? };
        let next = self.eat(next, "of")?;
        let next = self.try_eat(next, "=their|=its");
        let (expr, end) = self.expression(next)?;
        expr.rest.is_empty().then_some(())?;
        let factor = format!("{}", amount / 100.0);
        Some((Expr { first: expr.first, rest: vec![('*', Col::Name(format!("={factor}")))] }, end))
    }

    fn values(&self, left: Expr, op: Op, at: usize) -> Option<(Vec<Cond>, usize)> {
        let (value, mut end) = self.value(at)?;
        end = self.unit(end);
        // "5 or more"
        if matches!(op, Op::Is | Op::Over | Op::Under) && matches!(value, Value::Number(_)) {
            if let Some(next) = self.eat(end, "or|and more|over|bigger|later|higher|newest|up|=upwards|=above|since") {
                return Some((vec![cond(left, Op::AtLeast, value)], next));
            }
            if let Some(next) = self.eat(end, "or|and less|under|smaller|earlier|=below|=lower") {
                return Some((vec![cond(left, Op::AtMost, value)], next));
            }
        }
        let mut all = vec![cond(left.clone(), op, value)];
        loop {
            let next = self.eat(end, "?, or|nor").or_else(|| {
                // "is one of a, b and c"
                let comma = self.items.get(end).filter(|it| it.form == Form::Comma)?;
                let _ = comma;
                let ahead = self.items[end..].iter().take(6).any(|it| it.is("or"));
                ahead.then_some(end + 1)
            });
            let Some(next) = next else { break };
            let behind = self.skip(next);
            let column = self.items.get(behind).is_some_and(|it| !it.cols.is_empty());
            let verb = self
                .items
                .get(behind + 1)
                .is_some_and(|it| it.is("be not contain over under") || it.form == Form::Sign);
            if column || verb || self.comparison(next).is_some() {
                break;
            }
            let Some((value, stop)) = self.value(next) else { break };
            let mut more = cond(left.clone(), op, value);
            more.or = !matches!(op, Op::IsNot | Op::Lacks | Op::StartsNot);
            all.push(more);
            end = stop;
        }
        Some((all, end))
    }

    /// A unit behind a number that a field is compared with.
    fn unit(&self, at: usize) -> usize {
        let here = self.skip(at);
        let unit = self.items.get(here).is_some_and(|it| {
            it.cols.is_empty()
                && !it.used
                && matches!(
                    it.text,
                    "seconds"
                        | "second"
                        | "ms"
                        | "milliseconds"
                        | "years"
                        | "year"
                        | "bytes"
                        | "euros"
                        | "euro"
                        | "dollars"
                        | "EUR"
                        | "USD"
                        | "€"
                        | "$"
                        | "degrees"
                        | "points"
                        | "cm"
                        | "mm"
                        | "kg"
                        | "g"
                        | "minutes"
                        | "hours"
                        | "days"
                        | "sec"
                        | "secs"
                        | "s"
                )
        });
        if unit { self.try_eat(here + 1, "old") } else { at }
    }

    /// The column of durations that the request defines.
    pub(super) fn duration(&self) -> Option<Col> {
        [
            "duration",
            "time",
            "response time",
            "latency",
            "second",
            "seconds",
            "ms",
            "elapsed",
            "request time",
            "runtime",
            "took",
        ]
        .iter()
        .find_map(|it| self.names.get(it))
    }

    /// "over", "at least", ">=", "starts with", "is not".
    pub(super) fn comparison(&self, at: usize) -> Option<(Op, usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        if item.form == Form::Sign || item.is("equal") {
            let op = match item.text {
                ">" => Op::Over,
                "<" => Op::Under,
                ">=" | "=>" | "≥" => Op::AtLeast,
                "<=" | "=<" | "≤" => Op::AtMost,
                "!=" | "<>" | "≠" => Op::IsNot,
                "~" => Op::Contains,
                "=" | "==" => Op::Is,
                _ if item.is("equal") => return Some((Op::Is, self.try_eat(here + 1, "to|with"))),
                _ => return None,
            };
            return Some((op, here + 1));
        }
        let table = [
            ("no|not more|bigger|over|later than", Op::AtMost),
            ("no|not less|smaller|under|earlier than", Op::AtLeast),
            ("at least|min", Op::AtLeast),
            ("at most|max", Op::AtMost),
            ("of at least", Op::AtLeast),
            ("up to", Op::AtMost),
            ("bigger|more|over|longer|later|older|higher than", Op::Over),
            ("over", Op::Over),
            ("newer than", Op::Over),
            ("less|smaller|under|earlier|lower|=shorter|=younger than", Op::Under),
            ("under", Op::Under),
            ("after", Op::Over),
            ("since", Op::AtLeast),
            ("=from", Op::AtLeast),
            ("before", Op::Under),
            ("until", Op::AtMost),
            ("bigger|smaller or equal ?to|than", Op::AtLeast),
            ("other|unique than|from", Op::IsNot),
            ("not equal ?to", Op::IsNot),
            ("not", Op::IsNot),
            ("exactly", Op::Is),
            ("begin with|by|in", Op::Starts),
            ("start with|by", Op::Starts),
            ("endwith with|in|on", Op::Ends),
            ("contain ?word|text", Op::Contains),
            ("of", Op::Is),
        ];
        for (pattern, op) in table {
            let Some(end) = self.eat(at, pattern) else { continue };
            if pattern.starts_with("bigger|smaller or") && self.items[self.skip(at)].is("smaller") {
                return Some((Op::AtMost, end));
            }
            // "more than or equal to"
            if let Some(next) = self.eat(end, "or equal ?to") {
                return Some((if op == Op::Over { Op::AtLeast } else { Op::AtMost }, next));
            }
            return Some((op, end));
        }
        None
    }

    /// A value that a field is compared with.
    pub(super) fn value(&self, at: usize) -> Option<(Value, usize)> {
        let mut here = self.skip(at);
        if let Some(next) = self
            .eat(here, "word|text|value|number")
            .filter(|it| self.items.get(self.skip(*it)).is_some_and(|it| it.form == Form::Quoted))
        {
            here = self.skip(next);
        }
        let item = self.items.get(here)?;
        if item.used || !item.cols.is_empty() || item.is_mark() {
            return None;
        }
        if item.file.is_some() {
            return None;
        }
        let text = item.text;
        let end = here + 1;
        Some(match item.form {
            Form::Quoted if !text.is_empty() => (Value::Text(text.to_owned()), end),
            Form::Number => (Value::Number(text.replace(',', "")), end),
            Form::Path if crate::shell::is_variable(text) => (Value::Variable(text.to_owned()), end),
            Form::Date | Form::Path | Form::FileName | Form::Dotted => (Value::Text(text.to_owned()), end),
            Form::Word => {
                if let Some(value) = item.number.filter(|_| item.means.is_empty() || item.is("count-word ones one")) {
                    return Some((Value::Number(format!("{value}")), end));
                }
                if (item.is(NO_VALUE) || matches!(text, "used" | "found" | "listed" | "shown" | "stored" | "there"))
                    && !is_shout(text)
                {
                    return None;
                }
                let decimal = text.trim_start_matches('-');
                if decimal.len() < text.len() && crate::literals::number(decimal).is_some() {
                    return Some((Value::Number(text.to_owned()), end));
                }
                let mut words = text.to_owned();
                let mut end = end;
                // "New York"
                while text.starts_with(char::is_uppercase)
                    && let Some(next) = self
                        .items
                        .get(end)
                        .filter(|it| it.is_any_word() && !it.used && it.text.starts_with(char::is_uppercase))
                {
                    words = format!("{words} {}", next.text);
                    end += 1;
                }
                (Value::Text(words), end)
            }
            Form::Sign => {
                let decimal = text.strip_prefix('-')?;
                crate::literals::number(decimal)?;
                (Value::Number(text.to_owned()), end)
            }
            _ => return None,
        })
    }
}

/// Words that hold a sentence together and are no value, written in small letters.
const NO_VALUE: &str = "in of from and or with without by per each sort where whose to into as not than over under \
    between more less be have do that which when for on at it ones column row line every just only then show count \
    first last how total sum avg max min most least busiest frequent largest smallest slowest fastest newest oldest \
    best expensive cheap";

/// `ERROR`, `NO`: capitals are a value.
pub(super) fn is_shout(text: &str) -> bool {
    text.len() > 1
        && text.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_')
        && text.starts_with(|it: char| it.is_ascii_uppercase())
}

pub(super) fn line(op: Op, text: String) -> Cond {
    cond(Col::Line.into(), op, Value::Text(text))
}

pub(super) fn cond(left: Expr, op: Op, value: Value) -> Cond {
    Cond { left, op, value, or: false }
}

fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

fn inverse(op: Op) -> Option<Op> {
    Some(match op {
        Op::Is => Op::IsNot,
        Op::Over => Op::AtMost,
        Op::Under => Op::AtLeast,
        Op::AtLeast => Op::Under,
        Op::AtMost => Op::Over,
        Op::Contains => Op::Lacks,
        Op::Starts => Op::StartsNot,
        Op::StartsNot => Op::Starts,
        Op::Lacks => Op::Contains,
        _ => return None,
    })
}
