//! What a field is compared with, and how: "over", "at least", "is one of a, b and c", "90 percent of their limit".

use super::Reader;
use super::conditions::{cond, is_shout};
use crate::literals::Form;
use crate::table::query::{Col, Cond, Expr, Op, Value};

impl Reader<'_> {
    /// "90 percent of their limit": a part of another field.
    pub(super) fn share_of(&self, at: usize) -> Option<(Expr, usize)> {
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

    pub(super) fn values(&self, left: Expr, op: Op, at: usize) -> Option<(Vec<Cond>, usize)> {
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
    pub(super) fn unit(&self, at: usize) -> usize {
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
        if let Some(sign) = self.named_sign(here) {
            return Some((Value::Text(sign.to_owned()), self.try_eat(here + 1, "character|=sign")));
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

pub(super) fn inverse(op: Op) -> Option<Op> {
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

pub(super) fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}
