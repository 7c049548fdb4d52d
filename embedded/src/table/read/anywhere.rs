//! Rows that are told by a word without a column: "paid orders", "customers from Berlin", "alice's orders"; and rows
//! that stand at one end of an order: "the most expensive product".

use super::Reader;
use super::Sorted;
use super::conditions::cond;
use crate::table::query::{Col, Delimiter, Op, Value};
use crate::table::words::Item;

/// Qualities that are as often the value of a field.
const STATES: &str = "open closed active inactive pending new paid unpaid cancelled canceled shipped delivered \
    refunded overdue draft approved rejected blocked returned confirmed processed completed enabled disabled";

impl Reader<'_> {
    /// A row told by the value of any of its fields.
    pub(super) fn anywhere(&mut self, at: usize) -> Option<usize> {
        let lives = || self.items.iter().any(|it| matches!(it.text, "lives" | "live" | "living" | "based" | "located"));
        let first = self.back(at).is_none_or(Item::is_mark);
        if first && self.items[at].text.eq_ignore_ascii_case("who") && self.by_name() && lives() {
            return Some(at + 1);
        }
        if !self.by_name() || self.kind.is_some() || self.query.act.is_some() || !self.names.defined().is_empty() {
            return None;
        }
        let item = self.items.get(at)?;
        let next = self.items.get(at + 1)?;
        // "paid orders"
        let lower = item.text.to_ascii_lowercase();
        if item.is_any_word() && !item.used && self.is_stem(at + 1) && STATES.split_whitespace().any(|it| it == lower) {
            self.any_field(&lower)?;
            return Some(at + 2);
        }
        // "alice's orders"
        if let Some(owner) = item.text.strip_suffix("'s").or_else(|| item.text.strip_suffix("’s"))
            && item.is_any_word()
            && self.is_stem(at + 1)
            && item.means.is_empty()
        {
            self.any_field(owner)?;
            return Some(at + 2);
        }
        // "customers from Berlin", "orders of alice", "people living in Paris"
        let noun =
            self.is_stem(at) || item.is("row") || matches!(item.text, "people" | "everyone" | "everybody" | "those");
        let start = if noun {
            let after = self.try_eat(at + 1, "?that|which|who|be =live|=lives|=living|=based|=located|=sitting");
            self.eat(after, "in|of|from|by|for")?
        } else if matches!(item.text, "live" | "lives" | "living" | "based" | "located") && next.is("in") {
            at + 2
        } else {
            return None;
        };
        let value = self.items.get(start)?;
        let upper = value.text.starts_with(char::is_uppercase);
        let ends = |at: usize| {
            self.items.get(at).is_none_or(|it| it.is_mark() || it.file.is_some() || it.is("in from of and sort"))
        };
        let plain = value.is_any_word()
            && !value.used
            && value.number.is_none()
            && value.means.is_empty()
            && value.text.chars().all(char::is_alphanumeric)
            && (upper || !value.text.ends_with('s') && ends(start + 1));
        if !plain {
            return None;
        }
        let mut text = value.text.to_owned();
        let mut end = start + 1;
        while upper
            && let Some(more) =
                self.items.get(end).filter(|it| it.is_any_word() && it.text.starts_with(char::is_uppercase))
        {
            text = format!("{text} {}", more.text);
            end += 1;
        }
        self.any_field(&text)?;
        Some(end)
    }

    /// Whether a word tells what state something is in.
    pub(super) fn is_quality(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|it| {
            let lower = it.text.to_ascii_lowercase();
            it.is_any_word()
                && (STATES.split_whitespace().any(|it| it == lower) || lower.len() > 4 && lower.ends_with("ed"))
        })
    }

    /// Whether a word is what the file's rows are called, by the file's name.
    fn is_stem(&self, at: usize) -> bool {
        self.is_row_noun(at) && self.items.get(at).is_some_and(|it| it.means != "line")
    }

    fn any_field(&mut self, text: &str) -> Option<()> {
        text.chars().all(|it| it.is_alphanumeric() || it == ' ').then_some(())?;
        let typed = self.items.iter().find_map(|it| it.file.as_ref()).map_or("", |it| it.0.as_str());
        let sign = match (self.names.delimiter.or(self.query.delimiter), typed.rsplit('.').next()) {
            (Some(Delimiter::Char(sign)), _) => sign,
            (None, Some("csv")) => ',',
            _ => return None,
        };
        let line = match sign {
            ',' => "\",\" $0 \",\"",
            ';' => "\";\" $0 \";\"",
            '|' => "\"|\" $0 \"|\"",
            _ => return None,
        };
        self.query.conds.push(cond(Col::Part(line).into(), Op::Contains, Value::Text(format!("{sign}{text}{sign}"))));
        self.query.doubt += 0.05;
        Some(())
    }

    /// "duplicate emails", "emails that appear twice": the values that more rows than one have.
    pub(super) fn repeated(&mut self, at: usize) -> Option<usize> {
        if self.kind.is_some() || !self.query.group.is_empty() || self.query.having.is_some() {
            return None;
        }
        let (cols, end) = if let Some(start) = self.eat(at, "?show|be|which ?there ?every|=any repeated ?value|entry ?of|in|for")
            && let Some((cols, end)) = self.columns(start, true)
        {
            (cols, end)
        } else if let Some(start) = self.eat(at, "?show|which ?every")
            && let Some((cols, next)) = self.columns(start, true)
            && let Some(end) = self.eat(next, "?that|which|be ?be|have|do appear|exist|=registered|=used|=listed|=stored|=present|=there =twice|=repeatedly|=several|=multiple ?times")
        {
            (cols, end)
        } else if let Some(start) = self.eat(at, "?do|be|have same|=any")
            && let Some((cols, next)) = self.columns(start, true)
            && let Some(end) = self.eat(next, "=twice|repeated|=repeatedly").or_else(|| self.eat(next + 1, "=twice|=repeatedly"))
        {
            (cols, end)
        } else {
            return None;
        };
        let ends =
            self.items.get(self.skip(end)).is_none_or(|it| it.is_mark() || it.is("in from of") || it.file.is_some());
        (ends && cols.len() == 1).then_some(())?;
        self.query.bare = true;
        self.query.count = true;
        self.query.having = Some((Op::Over, "1".to_owned()));
        self.query.group = cols;
        Some(end)
    }

    /// "the most expensive product", "slowest requests": rows at one end of an order, without a number.
    pub(super) fn extreme(&mut self, at: usize) -> Option<usize> {
        if self.has_amount() || self.said.by.is_some() {
            return None;
        }
        let next = self.eat(at, "?which|show|be ?=most expensive|cheap|slowest|fastest|oldest|=heaviest|=lightest|=longest|=shortest|=youngest")?;
        let col = self.quality(next - 1)?;
        let noun = self.items.get(next).filter(|it| it.is_any_word() && !it.used)?;
        (self.is_row_noun(next) || noun.may_name() || noun.is("ones")).then_some(())?;
        let one = !noun.text.ends_with('s');
        let low = self.is_low(next - 1);
        self.said.sorted = true;
        self.said.down = Some(!low);
        self.said.numbers = Some(true);
        self.said.by = Some(Sorted::Columns(vec![col]));
        if one {
            self.query.limit.get_or_insert(1);
        }
        Some(next + 1)
    }

    pub(super) fn is_low(&self, at: usize) -> bool {
        self.items
            .get(at)
            .is_some_and(|it| it.is("cheap fastest") || matches!(it.text, "lightest" | "shortest" | "youngest"))
    }

    /// The column that an adjective speaks of.
    pub(super) fn quality(&self, at: usize) -> Option<Col> {
        let item = self.items.get(at)?;
        let known = |names: &[&str]| names.iter().find_map(|it| self.names.get(it));
        let named = |name: &str| (self.by_name() && !self.names.any()).then(|| Col::Name(name.to_owned()));
        match (item.means, item.text) {
            ("expensive" | "cheap", _) => known(&["price", "cost", "unit price"]).or_else(|| named("price")),
            ("slowest" | "fastest", _) => self.duration().or_else(|| named("duration")),
            (_, "heaviest" | "lightest") => known(&["weight", "mass"]).or_else(|| named("weight")),
            (_, "longest" | "shortest") => known(&["length"]).or_else(|| self.duration()).or_else(|| named("length")),
            ("oldest", _) => known(&["age"]),
            (_, "youngest") => known(&["age"]).or_else(|| named("age")),
            _ => None,
        }
    }
}
