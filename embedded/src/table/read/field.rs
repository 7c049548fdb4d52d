//! One condition on a field: "with no phone", "status is open", "cheaper than 10", "whose age is between 20 and 30".

use super::Reader;
use super::conditions::{cond, is_shout};
use super::values::{inverse, number};
use crate::literals::Form;
use crate::table::query::{Col, Cond, Op, Value};

impl Reader<'_> {
    /// One condition (or several values of one) at an item.
    pub(super) fn one(
        &self,
        at: usize,
        (introduced, strong): (bool, bool),
        with: bool,
        last: Option<&Cond>,
    ) -> Option<(Vec<Cond>, usize)> {
        if with && let Some(found) = self.with_field(at) {
            return Some(found);
        }
        if let Some(found) = self.adjective(at) {
            return Some(found);
        }
        if let Some(found) = self.width(at).or_else(|| self.beside(at)) {
            return Some(found);
        }
        if self.expression(at).is_some() {
            return self.of_field(at, (introduced, strong), with);
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

    /// "with no phone", "with a missing age", "with negative balance": what stands behind "with".
    fn with_field(&self, at: usize) -> Option<(Vec<Cond>, usize)> {
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
        None
    }

    /// "older than 30", "took longer than 2 seconds", "cheaper than 10": the word tells the field.
    fn adjective(&self, at: usize) -> Option<(Vec<Cond>, usize)> {
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
        None
    }

    /// "field 2 and field 3 differ": one column beside another.
    fn beside(&self, at: usize) -> Option<(Vec<Cond>, usize)> {
        let (cols, next) = self.columns(at, false)?;
        let [left, right] = cols.as_slice() else { return None };
        let (op, end) = if let Some(end) = self
            .eat(next, "=differ")
            .or_else(|| self.eat(next, "be not same|equal|=identical"))
            .or_else(|| self.eat(next, "be =different|unique"))
        {
            (Op::IsNot, end)
        } else {
            (Op::Is, self.eat(next, "be ?the same|equal|=identical").or_else(|| self.eat(next, "=match|=agree"))?)
        };
        Some((vec![cond(left.clone().into(), op, Value::Other(right.clone().into()))], end))
    }

    /// "with more than 5 fields": how many fields a row has.
    fn width(&self, at: usize) -> Option<(Vec<Cond>, usize)> {
        let (op, next) = self.comparison(at).unwrap_or((Op::Is, at));
        let (value, next) = self.value(next).filter(|it| matches!(it.0, Value::Number(_)))?;
        let end = self.eat(next, "column")?;
        Some((vec![cond(Col::Part("NF").into(), op, value)], end))
    }

    /// "status is open", "amount over 20", "column 3 not empty": the field and its comparison.
    fn of_field(&self, at: usize, (introduced, strong): (bool, bool), with: bool) -> Option<(Vec<Cond>, usize)> {
        let (left, mut here) = self.expression(at)?;
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
            return Some((vec![cond(left.clone(), Op::AtLeast, low), cond(left, Op::AtMost, high)], self.unit(end)));
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
        // "which url is requested most often"
        if self.items.get(value_at + 1).is_some_and(|it| it.is("most")) {
            return None;
        }
        let word = value.is_any_word() && value.means.is_empty() && (reference || ends);
        let fits = seen_verb || strong && (literal || word);
        if !fits || !introduced && !literal && !reference {
            return None;
        }
        if let Some((other, end)) =
            self.expression(here).filter(|it| seen_verb && self.items[self.skip(here)].cols.len() == 1 && it.0 != left)
        {
            return Some((vec![cond(left, if negated { Op::IsNot } else { Op::Is }, Value::Other(other))], end));
        }
        self.values(left, if negated { Op::IsNot } else { Op::Is }, here)
    }
}
