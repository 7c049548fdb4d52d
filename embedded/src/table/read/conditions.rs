//! Which rows are meant: what a field must be, contain, exceed or lack.

use super::Reader;
use super::values::inverse;
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
        while let Some((mut more, end)) = self.one(here, (introduced, strong), with, conds.last()) {
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
                let named = self.eat(end, "by|in|on|according ?to").and_then(|it| self.column(it));
                let (col, end) = named.unwrap_or((col, end));
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
        if item.names_kind() {
            self.refused = true;
            return Some(here + 1);
        }
        let text = self.named_sign(here).unwrap_or(item.text).to_owned();
        let mut end = here + 1;
        // "not containing gmail in the email column"
        if let Some(next) = self.eat(end, "in|as")
            && let Some((col, next)) = self.column(next)
            && self.items[end..next].iter().any(|it| it.cols.len() == 1)
        {
            self.query.conds.push(cond(col.into(), op, Value::Text(text)));
            return Some(next);
        }
        self.query.conds.push(line(op, text));
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
}

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
