//! Reads the words of a request about rows and fields into a query; what a word does not add makes it no answer.

mod acts;
mod amounts;
mod anywhere;
mod conditions;
mod form;
mod rows;
mod times;
mod web;

use super::columns::{self, Names};
use super::files;
use super::logs::{self, Kind};
use super::phrase::{Part, phrase};
use super::query::{By, Col, Delimiter, Expr, Fun, Header, Order, Query};
use super::words::{Item, singular};
use crate::asked::Asked;
use crate::literals::Form;

/// What was said about an order, before it is known what it can refer to.
#[derive(Debug, Default)]
pub(super) struct Said {
    by: Option<Sorted>,
    down: Option<bool>,
    numbers: Option<bool>,
    sorted: bool,
}

/// What "sorted by" names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sorted {
    Columns(Vec<Col>),
    Amount,
    Key,
}

/// A request on its way to a query.
pub(super) struct Reader<'a> {
    pub(super) items: Vec<Item<'a>>,
    pub(super) names: Names,
    pub(super) query: Query,
    pub(super) kind: Option<Kind>,
    pub(super) said: Said,
    /// Columns named before anything says what they are for.
    loose: Vec<Col>,
    /// Sums and the like of a column that only a definition names.
    pending: Vec<Fun>,
    /// Whether what is counted is named by a column that stands apart.
    pub(super) lacks_group: bool,
    /// Words that say what the rows are, in the singular.
    nouns: Vec<String>,
    /// Whether the request asks who did it.
    who: bool,
    /// Whether it asks how much each got: what is summed is the one number.
    spends: bool,
    /// Whether all of something is meant together.
    altogether: bool,
    /// Whether pages are asked for by what is wrong with them.
    links: bool,
    /// Whether something is asked that no query here can say.
    refused: bool,
}

impl<'a> Reader<'a> {
    /// The query of a request; `None` where a word is not understood.
    pub(super) fn read(asked: &Asked<'a>) -> Option<Self> {
        if !asked.tokens.iter().any(files::may_be_file) {
            return None;
        }
        let mut items: Vec<Item<'_>> = Vec::with_capacity(asked.tokens.len() + 4);
        for token in &asked.tokens {
            items.extend(Item::cut(token));
        }
        files::find(&mut items, asked);
        if !items.iter().any(|it| it.file.is_some()) {
            return None;
        }
        web::paths_are_no_files(&mut items);
        let names = columns::find(&mut items);
        let kind = logs::format(&items).map(|it| it.kind);
        let mut reader = Self {
            items,
            names,
            query: Query::default(),
            kind,
            said: Said::default(),
            loose: Vec::new(),
            pending: Vec::new(),
            lacks_group: false,
            nouns: Vec::new(),
            who: false,
            spends: false,
            altogether: false,
            links: false,
            refused: false,
        };
        reader.stems();
        let mut at = 0;
        while at < reader.items.len() {
            // A phrase begins with a word that means something.
            if reader.items[at].is_filler() && reader.items[at].file.is_none() || reader.items[at].form == Form::Comma {
                at += 1;
                continue;
            }
            match reader.clause(at) {
                Some(end) if end > at => {
                    for item in &mut reader.items[at..end] {
                        item.used = true;
                    }
                    at = end;
                }
                _ => at += 1,
            }
        }
        reader.finish()
    }

    /// One turn of phrase at an item: where it ends.
    fn clause(&mut self, at: usize) -> Option<usize> {
        if self.items[at].used {
            return None;
        }
        self.act(at)
            .or_else(|| self.form(at))
            .or_else(|| self.web(at))
            .or_else(|| self.log(at))
            .or_else(|| self.anywhere(at))
            .or_else(|| self.repeated(at))
            .or_else(|| self.order(at))
            .or_else(|| self.limit(at))
            .or_else(|| self.extreme(at))
            .or_else(|| self.count(at))
            .or_else(|| self.group(at))
            .or_else(|| self.aggregate(at))
            .or_else(|| self.condition(at))
            .or_else(|| self.file(at))
            .or_else(|| self.distinct(at))
            .or_else(|| self.projection(at))
            .or_else(|| self.noun(at))
    }

    /// Words for the rows, from the names of the files.
    fn stems(&mut self) {
        for item in &self.items {
            let Some((typed, _)) = &item.file else { continue };
            let base = typed.rsplit('/').next().unwrap_or(typed);
            for part in base.split(|it: char| !it.is_alphabetic()).filter(|it| it.len() > 2) {
                self.nouns.push(singular(part));
            }
        }
    }

    /// The items that a pattern takes from an item on: words are meanings, `=word` is the word, `?` may be missing.
    pub(super) fn eat(&self, at: usize, pattern: &'static str) -> Option<usize> {
        let first = self.items.get(self.skip(at))?;
        let phrase = phrase(pattern).filter(|it| it.may_begin(first))?;
        self.eat_rest(at, &phrase.parts).filter(|it| *it > at)
    }

    fn eat_rest(&self, at: usize, parts: &[Part]) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return Some(at) };
        let next = self.skip(at);
        if self.items.get(next).is_some_and(|it| !it.used && part.fits(it)) {
            let end = self.eat_rest(next + 1, rest);
            if end.is_some() {
                return end;
            }
        }
        if part.optional { self.eat_rest(at, rest) } else { None }
    }

    /// The same, or the item itself where the pattern does not stand there.
    pub(super) fn try_eat(&self, at: usize, pattern: &'static str) -> usize {
        self.eat(at, pattern).unwrap_or(at)
    }

    /// The next item that is no filler.
    pub(super) fn skip(&self, mut at: usize) -> usize {
        while self.items.get(at).is_some_and(Item::is_filler) {
            at += 1;
        }
        at
    }

    /// The item before that is no filler.
    pub(super) fn back(&self, at: usize) -> Option<&Item<'a>> {
        self.items.get(..at)?.iter().rev().find(|it| !it.is_filler())
    }

    /// Whether a column can be called by its name in the header.
    pub(super) fn by_name(&self) -> bool {
        let typed = self.items.iter().find_map(|it| it.file.as_ref()).map_or("", |it| it.0.as_str());
        let typed = typed.strip_suffix(".gz").unwrap_or(typed);
        (typed.ends_with(".csv") || typed.ends_with(".tsv") || typed.ends_with(".psv"))
            && !matches!(self.query.header, Header::None)
            || self.items.iter().any(|it| it.is("header") && it.text != "h")
    }

    /// Whether a word says what the rows are.
    pub(super) fn is_row_noun(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at) else { return false };
        if item.form != Form::Word || !item.cols.is_empty() || item.file.is_some() {
            return false;
        }
        item.is("row line request")
            || (item.text.ends_with('s') || item.text == "people") && self.nouns.contains(&singular(item.text))
            || item.is("thing") && item.text != "it"
    }

    /// One column at an item: a reference, or a name that the header may have.
    pub(super) fn column(&self, at: usize) -> Option<(Col, usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        if item.used {
            return None;
        }
        if let [col] = item.cols.as_slice() {
            return Some((col.clone(), here + 1));
        }
        (item.may_name() && self.by_name() && !self.is_row_noun(here) && item.text.len() > 1)
            .then(|| (Col::Name(item.text.to_owned()), here + 1))
    }

    /// Several columns with commas and "and" between.
    pub(super) fn columns(&self, at: usize, names: bool) -> Option<(Vec<Col>, usize)> {
        let mut all = Vec::new();
        let mut here = at;
        loop {
            let next = self.skip(here);
            match self.items.get(next) {
                Some(item) if !item.cols.is_empty() && !item.used => {
                    all.extend(item.cols.clone());
                    here = next + 1;
                }
                Some(item) if names && item.cols.is_empty() => match self.column(next) {
                    Some((col, end)) => {
                        all.push(col);
                        here = end;
                    }
                    None => break,
                },
                _ => break,
            }
            let mut joint = self.skip(here);
            let start = joint;
            while self.items.get(joint).is_some_and(|it| it.form == Form::Comma || it.is("and then plus") && !it.used) {
                joint = self.skip(joint + 1);
            }
            if joint == start {
                break;
            }
            let more = self.items.get(joint).is_some_and(|it| {
                !it.used && (!it.cols.is_empty() || names && it.may_name() && !self.is_row_noun(joint))
            });
            // "name and count", "name, sorted by age"
            if !more || self.items[joint].is("count number order total") && self.items[joint].cols.is_empty() {
                break;
            }
            here = joint;
        }
        (!all.is_empty()).then_some((all, here))
    }

    /// An expression of columns at an item.
    pub(super) fn expression(&self, at: usize) -> Option<(Expr, usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        if item.used || item.file.is_some() {
            return None;
        }
        if item.form == Form::Word
            && item.cols.is_empty()
            && let Some((_, expr)) = self.names.computed.iter().find(|it| it.0 == singular(item.text))
        {
            return Some((expr.clone(), here + 1));
        }
        let (_, _) = self.column(here)?;
        let mut end = here;
        let (expr, end) = columns::expression(&self.items, &mut end, &self.names)?;
        let by_name = |it: &Col| !matches!(it, Col::Name(_)) || self.by_name();
        (by_name(&expr.first) && expr.rest.iter().all(|it| by_name(&it.1))).then_some((expr, end))
    }

    /// A file at an item: where the data is, or where the result goes.
    fn file(&mut self, at: usize) -> Option<usize> {
        let here = self.eat(at, "?in|from|of|for|=according|to|on|over|across|at|see|show|use|look ?out|of|to|in|at ?every|whole ?=six|=three|=two|=both|=four|=five ?file|table|log|list").unwrap_or(at);
        let here = self.skip(here);
        let here = if self.items.get(here).is_some_and(|it| it.is("files-of"))
            && (self.items.get(here + 1).is_some_and(|it| it.is("file") || it.file.is_some()))
        {
            here + 1
        } else {
            here
        };
        let here =
            if self.items.get(here).is_some_and(|it| it.is("file table log") || it.text.eq_ignore_ascii_case("log")) {
                self.skip(here + 1)
            } else {
                here
            };
        let (typed, word) = self.items.get(here)?.file.clone()?;
        let mut end = here + 1;
        if self.items.get(end).is_some_and(|it| it.is("file")) {
            end += 1;
        }
        if !self.query.files.contains(&word) {
            self.query.files.push(word);
            self.query.typed.push(typed);
        }
        Some(end)
    }

    /// A word that says what the rows are, or asks for them.
    fn noun(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.eat(at, "over|of|for|across|from|in|on each|every|whole ?of row|line|request|file") {
            return Some(end);
        }
        if let Some(end) = self.eat(at, "every|each|whole ?of ?row|line|request") {
            return Some(end);
        }
        if self.is_row_noun(at) {
            return Some(at + 1);
        }
        // "invoice numbers of FILE"
        if let Some(next) = self.items.get(at + 1)
            && self.items[at].may_name()
            && !self.is_quality(at)
            && !self.items[at].text.ends_with("ful")
            && !next.text.starts_with(|it: char| it.is_ascii_digit())
            && next.is_any_word()
            && next.text.ends_with('s')
            && (next.may_name() || next.is("number"))
            && self
                .eat(at + 2, "of|in|from")
                .is_some_and(|it| self.items.get(self.skip(it)).is_some_and(|it| it.file.is_some()))
            && self.query.act.is_none()
        {
            self.query.noun = true;
            return Some(at + 2);
        }
        // "customers with", "people whose", "the products that"
        let item = &self.items[at];
        let plural = item.text.ends_with('s') || matches!(item.text, "people" | "everybody" | "everyone" | "those");
        let next = self.items.get(at + 1)?;
        let before_file =
            next.is("in from of") && self.items.get(self.skip(at + 2)).is_some_and(|it| it.file.is_some());
        let asked = next.is("with whose where that have per be which older over under bigger")
            || next.text == "are"
            || next.text == "did"
            || before_file;
        // "employees in sales" says where.
        let within = self.back(at).is_some_and(|it| it.is("in by")) && !matches!(item.text, "people" | "those");
        if !(plural
            && !within
            && asked
            && item.form == Form::Word
            && item.cols.is_empty()
            && (item.may_name() || item.is("user ones everyone")))
        {
            return None;
        }
        self.query.noun = true;
        Some(at + 1)
    }

    /// Puts together what was said apart; `None` where something is left over.
    fn finish(mut self) -> Option<Self> {
        if self.query.files.is_empty() {
            return None;
        }
        if self.refused {
            return None;
        }
        self.frame();
        self.assign_who();
        self.assign_once();
        self.assign_sum();
        self.assign_pending()?;
        self.assign_loose()?;
        if self.query.act.is_none() {
            self.assign_order()?;
        } else if self.said.sorted {
            let said = std::mem::take(&mut self.said);
            self.query.order = Some(Order { by: By::Key, down: said.down.unwrap_or(false), numbers: said.numbers });
        }
        if let Some((sign, found)) = self.query.said_sign.take() {
            // "columns 1 and 3 separated by a comma" is about what is printed.
            if self.query.cols.len() > 1 && self.query.aggregates.is_empty() && self.query.act.is_none() {
                self.query.out = Some(sign);
                self.query.doubt += 0.1;
            } else if self.query.delimiter.is_none_or(|it| it == found) {
                self.query.delimiter = Some(found);
            } else {
                return None;
            }
        }
        let asks_done =
            self.items.iter().find(|it| !it.is_filler() && it.file.is_none()).is_some_and(|it| it.is("how which"))
                && self.items.iter().any(|it| it.is("have be do"))
                && (!self.query.aggregates.is_empty() || self.query.count && !self.query.group.is_empty());
        let left = self.items.iter().any(|it| {
            let free = it.used || it.is_mark() || it.is_filler() && it.cols.is_empty();
            // "how many words have I translated"
            let done =
                asks_done && it.text.len() > 4 && it.text.ends_with("ed") && it.means.is_empty() && it.may_name();
            let verb = done
                || it.form == Form::Word && RELATES.split_whitespace().any(|verb| it.text.eq_ignore_ascii_case(verb));
            !free
                && !verb
                && !(it.cols.is_empty()
                    && it.file.is_none()
                    && it.number.is_none()
                    && it.form == Form::Word
                    && it.is(SOFT))
        });
        if left {
            return None;
        }
        // "whose shell is bash"
        if self.kind == Some(Kind::Passwd) {
            for cond in &mut self.query.conds {
                if let super::query::Value::Text(text) = &mut cond.value
                    && cond.left.first == Col::Number(7)
                    && !text.contains('/')
                    && !text.is_empty()
                {
                    if cond.op != super::query::Op::Is {
                        return None;
                    }
                    cond.op = super::query::Op::Ends;
                    text.insert(0, '/');
                }
            }
        }
        // The name stands at another place in lines about failures.
        let contains = |wanted: &str| {
            self.query
                .conds
                .iter()
                .any(|it| matches!(&it.value, super::query::Value::Text(text) if text.starts_with(wanted)))
        };
        let user = if contains("Failed") {
            Some(Col::FromEnd(5))
        } else if contains("Accepted") {
            Some(Col::Number(9))
        } else {
            None
        };
        for col in self.query.group.iter_mut().chain(&mut self.query.cols) {
            if *col == Col::Part("USER") {
                *col = user.clone()?;
            }
        }
        if self.query.all_cols().contains(&&Col::Part("USER")) {
            return None;
        }
        // "the sizes of all csv files" are no columns.
        let about = |name: &str| FILE_FACTS.split_whitespace().any(|it| it == singular(name));
        let pattern = self.query.files.iter().any(|it| it.contains('*'));
        let spoken = self.items.iter().any(|it| it.is("column header"));
        if pattern && !spoken && self.query.all_cols().iter().any(|it| matches!(it, Col::Name(name) if about(name))) {
            return None;
        }
        // A column that only the header knows cannot be found where there is none.
        let by_name = self.query.all_cols().iter().any(|it| matches!(it, Col::Name(_)));
        if by_name && (!self.by_name() || self.names.schema) {
            return None;
        }
        Some(self)
    }

    /// The delimiter and the header that nobody spoke of.
    fn frame(&mut self) {
        if self.query.delimiter.is_none() {
            self.query.delimiter = self.names.delimiter.or(match self.query.ending() {
                "csv" => Some(Delimiter::Char(',')),
                "tsv" => Some(Delimiter::Char('\t')),
                "psv" => Some(Delimiter::Char('|')),
                _ => None,
            });
        }
        if self.query.header == Header::Unsaid && self.names.headerless {
            self.query.header = Header::None;
        }
        if self.query.header == Header::Unsaid && self.names.schema && self.query.ending() == "txt" {
            self.query.header = Header::Has;
        }
    }

    /// "who got a 404": the addresses, each once.
    fn assign_who(&mut self) {
        let query = &mut self.query;
        if self.links && query.act.is_none() && query.aggregates.is_empty() {
            self.loose.retain(|it| *it != Col::Number(7));
            if query.group.is_empty() && (query.cols.is_empty() || query.cols == [Col::Number(7)]) {
                let counted = query.frequent || query.count && self.said.sorted;
                let cols = vec![Col::Number(7)];
                if counted {
                    query.cols.clear();
                    query.group = cols;
                    query.count = true;
                } else {
                    query.cols = cols;
                    query.distinct = true;
                }
            }
        }
        let free = query.cols.is_empty() && query.group.is_empty() && query.aggregates.is_empty();
        if !self.who
            || !free
            || !self.loose.is_empty()
            || !matches!(self.kind, Some(Kind::Access | Kind::Passwd))
            || query.act.is_some()
        {
            return;
        }
        if query.frequent {
            query.group = vec![Col::Number(1)];
        } else {
            query.cols = vec![Col::Number(1)];
            query.distinct = true;
        }
    }

    /// "which addresses got a 404": each once.
    fn assign_once(&mut self) {
        let query = &mut self.query;
        let plain = !query.count && !query.frequent && query.group.is_empty() && query.aggregates.is_empty();
        let asks = self.items.iter().find(|it| !it.is_filler()).is_some_and(|it| it.is("which"));
        let once = asks && plain && query.cols.len() == 1 && !query.conds.is_empty() && query.order.is_none();
        query.distinct |= once && query.limit.is_none() && matches!(self.kind, Some(Kind::Access | Kind::System));
    }

    /// "hours per person": a number for each is a sum.
    fn assign_sum(&mut self) {
        let query = &mut self.query;
        if query.count || query.frequent || query.distinct || !query.aggregates.is_empty() || query.act.is_some() {
            return;
        }
        if self.spends && query.cols.is_empty() && self.loose.is_empty() && self.pending.is_empty() {
            self.pending.push(Fun::Sum);
            return;
        }
        if query.group.is_empty() && !self.altogether {
            return;
        }
        let from = if query.cols.is_empty() { &mut self.loose } else { &mut query.cols };
        if let [col] = from.as_slice()
            && self.names.is_number(col)
        {
            let col = col.clone();
            from.clear();
            query.aggregates.push((Fun::Sum, Expr::from(col)));
        }
    }

    /// Gives "total per category" the one defined column that nothing else uses.
    fn assign_pending(&mut self) -> Option<()> {
        if self.pending.is_empty() {
            return Some(());
        }
        let query = &self.query;
        let free: Vec<Col> = self
            .names
            .defined()
            .into_iter()
            .filter(|it| {
                !query.group.contains(it)
                    && !query.cols.contains(it)
                    && !query.conds.iter().any(|cond| cond.left.first == *it)
            })
            .collect();
        let [col] = free.as_slice() else { return None };
        for fun in std::mem::take(&mut self.pending) {
            self.query.aggregates.push((fun, Expr::from(col.clone())));
        }
        Some(())
    }

    /// Gives a column that stands alone to what lacks one.
    fn assign_loose(&mut self) -> Option<()> {
        if self.loose.is_empty() {
            return (!self.lacks_group || !self.query.group.is_empty()).then_some(());
        }
        let mut loose = std::mem::take(&mut self.loose);
        let query = &mut self.query;
        // What is said in brackets again is known already.
        loose.retain(|it| !query.all_cols().contains(&it));
        if loose.is_empty() {
            return Some(());
        }
        let named = matches!(query.cols.as_slice(), [Col::Name(_)]);
        if self.lacks_group && query.group.is_empty() {
            query.group = loose;
        } else if query.distinct && (query.cols.is_empty() || named && loose.len() == 1) {
            query.cols = loose;
        } else if query.frequent && query.group.is_empty() && query.cols.is_empty() {
            query.group = loose;
        } else if query.aggregates.is_empty() && query.cols.is_empty() && !query.count {
            query.cols = loose;
        } else if query.cols != loose && query.group != loose {
            return None;
        }
        Some(())
    }

    fn assign_order(&mut self) -> Option<()> {
        let query = &mut self.query;
        let said = std::mem::take(&mut self.said);
        let amounts = !query.group.is_empty();
        if query.frequent && query.group.is_empty() {
            query.group = std::mem::take(&mut query.cols);
        }
        if query.frequent && query.aggregates.is_empty() {
            query.count = true;
        }
        let amounts = amounts || query.frequent;
        if !query.aggregates.is_empty() {
            let known = |col: &Col| {
                query.conds.iter().any(|it| it.left.first == *col)
                    || query.aggregates.iter().any(|it| it.1.first == *col || it.1.rest.iter().any(|it| it.1 == *col))
            };
            let left: Vec<Col> = query.cols.iter().filter(|it| !known(it)).cloned().collect();
            query.cols = left;
        }
        if amounts {
            // "count per region": a column that is printed beside is the one that groups.
            query.cols.retain(|it| !query.group.contains(it));
            query.cols.retain(|it| !query.aggregates.iter().any(|agg| agg.1.first == *it));
        }
        if said.by.is_none() && said.down.is_none() && !said.sorted {
            if query.frequent {
                query.order = Some(Order { by: By::Amount, down: true, numbers: Some(true) });
            }
            return Some(());
        }
        let down = said.down.unwrap_or(query.frequent && said.by.is_none());
        let mut numbers = said.numbers;
        let by = match said.by {
            Some(Sorted::Amount) => By::Amount,
            Some(Sorted::Key) => By::Key,
            Some(Sorted::Columns(cols)) => {
                let first = cols.first()?.clone();
                if cols.len() > 1 {
                    return None;
                }
                if amounts {
                    let name = |wanted: &[&str]| matches!(&first, Col::Name(it) if wanted.contains(&it.to_lowercase().as_str()));
                    if query.group.contains(&first) {
                        By::Key
                    } else if query.aggregates.iter().any(|it| it.1.first == first && it.1.rest.is_empty()) {
                        By::Amount
                    } else if name(&[
                        "name", "key", "date", "code", "word", "user", "url", "address", "ip", "day", "month", "hour",
                    ]) {
                        By::Key
                    } else {
                        return None;
                    }
                } else {
                    numbers = numbers.or_else(|| self.names.is_number(&first).then_some(true));
                    By::Column(first)
                }
            }
            None if amounts && (said.down.is_some() || query.frequent) && said.numbers != Some(false) => By::Amount,
            // "name and stock, highest first": what can be higher is the number.
            None if said.numbers.is_some() && !query.cols.is_empty() && query.cols.len() != 1
                || said.numbers == Some(true) && query.cols.is_empty() && query.has_header() =>
            {
                let numbers: Vec<&Col> = query.cols.iter().filter(|it| self.names.is_number(it)).collect();
                match numbers.as_slice() {
                    [col] => By::Column((*col).clone()),
                    _ => return None,
                }
            }
            None => By::Key,
        };
        if by == By::Amount && !amounts {
            return None;
        }
        query.order = Some(Order { by, down, numbers });
        Some(())
    }

    pub(super) fn has_amount(&self) -> bool {
        self.query.count || self.query.frequent || !self.query.aggregates.is_empty()
    }
}

/// What files have themselves, and their columns may have too.
const FILE_FACTS: &str = "size name owner date path permission group mode type extension line word content age user path \
    folder file title count number";

/// Verbs that say how rows come to be what they are, and nothing more.
const RELATES: &str = "got get gets hit hits called came come seen visited viewed visits visit booked ordered place placed bought sold loaded logged our us site website server ran run received placed made sent asked visited requested happened make made earn spend sell together here also asking listed stored returned gave transferred served downloaded uploaded shown found \
    given resulted ended respective respectively \
    work worked calculate compute determine print tell check according data dataset log logs tell we us i";

/// Words that may be left: they hold the others together.
const SOFT: &str = "and then also of for in from to each which ones find look show every be do have there on at by with \
    it as what only just whole how result line row value give that when value out per where up number i";

pub(super) fn fun_of(item: &Item<'_>) -> Option<Fun> {
    Some(match item.means {
        "sum" | "total" | "add" => Fun::Sum,
        "avg" => Fun::Average,
        "max" | "largest" | "newest" => Fun::Max,
        "min" | "smallest" | "oldest" => Fun::Min,
        "median" => Fun::Median,
        _ => return None,
    })
}
