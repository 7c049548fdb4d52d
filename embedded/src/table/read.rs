//! Reads the words of a request about rows and fields into a query; what a word does not add makes it no answer.

mod acts;
mod amounts;
mod anywhere;
mod conditions;
mod field;
mod finish;
mod form;
mod order;
mod rows;
mod take;
mod times;
mod values;
mod web;

use super::columns::{self, Names};
use super::files;
use super::logs::{self, Kind};
use super::query::{Col, Fun, Query};
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
        // Where lines stand is for others.
        if items.windows(2).any(|it| it[0].is("line") && it[1].is("number") && it[0].text == "line") {
            return None;
        }
        // "is the second column sorted" is a question.
        let asks = items.iter().find(|it| !it.is_filler()).is_some_and(|it| it.is("be do"));
        if asks && items.iter().any(|it| it.is("sort numeric alphabetical")) {
            return None;
        }
        // "starts with A" is about the letter.
        items.iter_mut().skip(1).filter(|it| it.text == "A").for_each(|it| it.means = "");
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
            .or_else(|| self.most_rows(at))
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
}

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
