//! Questions to records: fields, conditions, order, groups and sums over JSON files with `jq` and tables of `SQLite`.

mod jq;
mod sql;
#[cfg(test)]
mod tests;

use crate::Request;
use crate::asked::{Asked, Proposal};
use crate::cover::Table;
use crate::literals::Form;
use crate::pattern::{Capture, Match};
use crate::slots::{self, Kind};
use std::sync::LazyLock;

/// What one turn of phrase says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Say {
    /// Fields to print.
    Fields,
    /// Fields whose words are plurals of their names where there are many records.
    FieldsOfAll,
    /// What the records are called.
    Noun,
    /// Where the records are in the file: a table, or the key of an array.
    Base,
    /// The record at a place of an array: the pattern's ordinal.
    Nth(i32),
    Where(Test),
    Count,
    Total(Sum),
    PerGroup,
    Most(bool),
    SortBy,
    /// The first ones by a field.
    TopBy,
    /// A word that only a database has.
    Database,
    Alphabetical,
    Numerical,
    Descending,
    Ascending,
    Limit,
    Distinct,
    Lines,
    /// A word without a condition.
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Test {
    Is,
    Not,
    Over,
    Least,
    Under,
    Most,
    Has,
    Starts,
    Ends,
    Missing,
    Present,
    /// The record has this quality: a field of its name is true, or a field has it as its value.
    Quality,
    NotQuality,
    /// Any field has this value.
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sum {
    Sum,
    Average,
    Largest,
    Smallest,
}

/// Where the records are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Source {
    Json,
    Lines,
    Sql,
}

/// A condition on one field.
#[derive(Clone, Debug, PartialEq)]
struct Condition {
    field: String,
    test: Test,
    value: Option<Constant>,
}

/// A value that a field is compared with.
#[derive(Clone, Debug, PartialEq)]
struct Constant {
    text: String,
    /// Whether it was quoted: then it is text, whatever it looks like.
    quoted: bool,
}

/// A request about records.
#[derive(Clone, Debug, PartialEq)]
struct Wish {
    source: Source,
    file: String,
    base: Option<String>,
    noun: Option<String>,
    fields: Vec<String>,
    conditions: Vec<Condition>,
    count: bool,
    total: Option<(Sum, Option<String>)>,
    group: Option<String>,
    /// The one record with most or least of a field.
    most: Option<(bool, String)>,
    nth: Option<i32>,
    sort: Option<String>,
    alphabetical: bool,
    descending: bool,
    limit: Option<u64>,
    distinct: bool,
    /// Whether it speaks of many records.
    many: bool,
}

const WORDS: &[(&str, &str)] = &[
    ("is", "is are equals equal = == be was equalling"),
    ("unequal", "!= <> ≠"),
    ("where", "where whose with having"),
    ("sum", "sum sums total totals totalled add sums"),
    ("average", "average avg mean averages"),
    ("largest", "largest highest biggest maximum max greatest"),
    ("smallest", "smallest lowest minimum min cheapest"),
    ("per", "per"),
    ("each", "each every"),
    ("record", "record records entry entries object objects item items element elements row rows"),
    ("distinct", "distinct unique different"),
    ("field", "field fields value values key column columns attribute property keys"),
    ("table", "table tables"),
    ("array", "array arrays"),
    ("descending", "descending desc reverse reversed decreasing"),
    ("quote", "quotes quotation quotations"),
    ("tie", "->  → =>"),
    ("plain", "plain raw"),
    ("json", "json jsons"),
    ("numeric", "numeric numerical numerically"),
    ("over", "over above exceeding exceeds >"),
    ("under", "under below <"),
    ("more", "more greater bigger larger higher"),
    ("less", "less fewer lower smaller"),
    ("first", "first"),
    ("group", "group grouped grouping"),
    ("null", "null"),
];

static TABLE: LazyLock<Table<Say>> = LazyLock::new(|| {
    use Say::{
        Alphabetical, Ascending, Base, Count, Database, Descending, Distinct, Fields, FieldsOfAll, Limit, Lines, Most,
        Nothing, Noun, Nth, Numerical, PerGroup, SortBy, TopBy, Total, Where,
    };
    let (eq, not) = (Where(Test::Is), Where(Test::Not));
    Table::new(
        WORDS,
        vec![
            (
                "where|that {field:k} ?field is ?= {name:v}; {field:k} is {name:v}; {field:k} field is {name:v}; where {field:k} field {name:v}",
                eq,
            ),
            ("where {field:k} {decimal|quoted:v}", eq),
            (
                "where {field:k} is not {name:v}; {field:k} is not {name:v}; {field:k} unequal {name:v}; where {field:k} unequal {name:v}; where {field:k} not {name:v}",
                not,
            ),
            (
                "where|that ?is {field:k} ?field ?is over {decimal:v}; {field:k} ?is over {decimal:v}; {field:k} ?field is over {decimal:v}; where ?more {field:k} ?is more than {decimal:v}; {field:k} is more than {decimal:v}; more than {decimal:v} {field:k}",
                Where(Test::Over),
            ),
            (
                "where {field:k} ?field ?is at least {decimal:v}; {field:k} ?field ?is at least {decimal:v}; {field:k} >= {decimal:v}; where {field:k} >= {decimal:v}; where {field:k} ?is {decimal:v} or more; where at least {decimal:v} {field:k}; {field:k} ≥ {decimal:v}",
                Where(Test::Least),
            ),
            (
                "where {field:k} ?field ?is under {decimal:v}; {field:k} ?is under {decimal:v}; where {field:k} ?field ?is less than {decimal:v}; {field:k} is less than {decimal:v}; where less than {decimal:v} {field:k}",
                Where(Test::Under),
            ),
            (
                "where {field:k} ?field ?is at most {decimal:v}; {field:k} ?field ?is at most {decimal:v}; {field:k} <= {decimal:v}; where {field:k} <= {decimal:v}; where {field:k} ?is {decimal:v} or less; {field:k} ≤ {decimal:v}",
                Where(Test::Most),
            ),
            (
                "where {field:k} ?field contain {name:v}; {field:k} contain {name:v}; where {name:v} in {field:k}",
                Where(Test::Has),
            ),
            ("where {field:k} ?field start with {name:v}; {field:k} start with {name:v}", Where(Test::Starts)),
            ("where {field:k} ?field end with {name:v}; {field:k} end with {name:v}", Where(Test::Ends)),
            (
                "without {field:k} ?field; where no {field:k} ?field; where {field:k} is null; where {field:k} is empty; where {field:k} is missing; where not {field:k}",
                Where(Test::Missing),
            ),
            ("where {field:k} is not null; where {field:k} is not empty", Where(Test::Present)),
            (
                "how many ?record; count ?of ?record; number of ?record; count ?all ?record; how many {field:t}; number of {field:t}; count ?all {field:t}",
                Count,
            ),
            (
                "sum ?of|up ?all ?field {field:f} ?field; sum {field:f} field; add up ?field {field:f} ?field; add up all {field:f} ?field",
                Total(Sum::Sum),
            ),
            ("average ?of ?all ?field {field:f} ?field", Total(Sum::Average)),
            ("largest ?of ?field {field:f} ?field", Total(Sum::Largest)),
            ("smallest ?of ?field {field:f} ?field", Total(Sum::Smallest)),
            (
                "per {field:g}; for each {field:g}; by {field:g}; group by {field:g}; of each {field:g}; each {field:g}; for each different {field:g}",
                PerGroup,
            ),
            ("where largest {field:k}; where most {field:k}; the most {field:k}", Most(true)),
            ("where smallest {field:k}; where least {field:k}", Most(false)),
            (
                "sort by {field:k}; order by {field:k}; sort after {field:k}; by {field:k} sort; sort on {field:k}; alphabetical by {field:k}; sort alphabetical by {field:k}; sort by field {field:k}",
                SortBy,
            ),
            (
                "top {number:n} ?{field:t} by {field:k}; {number:n} ?{field:t} where largest {field:k}; {number:n} largest ?{field:t} by {field:k}",
                TopBy,
            ),
            ("alphabetical; sort; alphabetical sort; sort alphabetical; in alphabetical order", Alphabetical),
            ("numeric; by number", Numerical),
            ("database; in|of database; sqlite ?database; sqlite3 database; in|of sqlite database", Database),
            (
                "descending; largest first; most first; newest first; from largest to smallest; in descending order; latest first; in descending",
                Descending,
            ),
            ("ascending; smallest first; oldest first; in ascending order; lowest first", Ascending),
            ("first {number:n} ?record; top {number:n}; only {number:n}; limit {number:n}; {number:n} record", Limit),
            (
                "distinct {field:f} ?field; show ?all distinct {field:f} ?field; distinct; each only once; each once; without duplicate; no duplicate; without repetition; each {field:f} once; only once",
                Distinct,
            ),
            (
                "one json ?record per|each line; json line; one record per line of json; per line one json ?record; one ?json record on each line",
                Lines,
            ),
            ("table {name:t}; from table {name:t}; in table {name:t}; {field:t} table; of table {name:t}", Base),
            ("array {field:t}; in|under|of array {field:t}; under ?field {field:t}; {field:t} array", Base),
            (
                "field {field:f}; field of {field:f}; field {field:f} and {field:g}; field {field:f} , {field:g} and {field:h}; \
                 only {field:f} field; field named {field:f}",
                Fields,
            ),
            (
                "{field:f} ?field of|from|for ?all|each {field:t}; {field:f} and {field:g} of|from|for ?all|each {field:t}; \
                 {field:f} , {field:g} and {field:h} of|from|for ?all|each {field:t}; \
                 {field:f} , {field:g} , {field:h} of|from|for ?all|each {field:t}; \
                 {field:f} and {field:g} of|from|for ?all|each record; {field:f} ?field of|from|for ?all|each record",
                FieldsOfAll,
            ),
            (
                "show ?only ?all {field:f} ?field; {field:f} only; only {field:f}; show ?only {field:f} and {field:g}; \
                 show {field:f} , {field:g} and {field:h}; what is {field:f}; which {field:f} is; what {field:f}; \
                 all {field:f} ?field; {field:f} and {field:g}",
                FieldsOfAll,
            ),
            ("of|from ?all|each {field:t}; for each {field:t}; for all {field:t}; show ?all {field:t} where", Noun),
            ("record; all record; each record; of ?all|each record; in all record; for each record", Noun),
            ("first {field:x} of ?array {field:t}; first record of ?array {field:t}; first record", Nth(0)),
            ("second {field:x} of ?array {field:t}; second record of ?array {field:t}; second record", Nth(1)),
            ("third {field:x} of ?array {field:t}; third record of ?array {field:t}; third record", Nth(2)),
            ("last {field:x} of ?array {field:t}; last record of ?array {field:t}; last record", Nth(-1)),
            (
                "list|array of record; no quote; without quote; one per line; each on own line; only; plain text; plain; tie; as plain text; in file; file; json file; json; only number; number; it is array|list ?of ?record; is array; which is array|list of record; array|list of record where {field:x} and {field:y}; which is array|list of record where {field:x} and {field:y}; and; ; print it; without any quote; one ?each per line; print number; it; its array; array; where no quote; result;  every one on own line; column one per line; show; in json file",
                Nothing,
            ),
        ],
    )
});

/// The command for a request about records; none where a word of it is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let (_, source) = source(asked)?;
    // "paid orders", "customers in Berlin", "alice's orders": said without a field.
    let Some((text, conditions)) = qualities(asked, source) else { return compose(asked, &[]) };
    let request = Request { text: &text, shell: asked.shell, platform: asked.platform, ..Request::default() };
    let found = Asked::new(&request).and_then(|it| compose(&it, &conditions));
    found.map(|it| Proposal { doubt: it.doubt + 0.05, ..it }).or_else(|| {
        let is_field = |it: &Condition, command: &str| command.contains(&format!(".{}", it.field));
        compose(asked, &[]).filter(|found| !conditions.iter().any(|it| is_field(it, &found.command)))
    })
}

/// Qualities that end in no "ed".
const STATES: &str = "open active inactive pending new paid unpaid overdue draft ok public private valid invalid online \
    offline free hidden";

/// The conditions that are said without a field, and the request without their words.
fn qualities(asked: &Asked<'_>, source: Source) -> Option<(String, Vec<Condition>)> {
    let mut text = String::new();
    let mut conditions = Vec::new();
    let mut from = 0;
    let tokens = &asked.tokens;
    let word = |at: usize| tokens.get(at).filter(|it| it.form == Form::Word && it.number.is_none()).map(|it| it.text);
    let plural = |at: usize| word(at).is_some_and(|it| it.len() > 3 && it.ends_with('s') || it == "people");
    let ends =
        |at: usize| tokens.get(at).is_none_or(|it| it.is_mark() || it.is_any("in from of") || it.form != Form::Word);
    let quality = |at: usize| {
        word(at).filter(|it| {
            it.bytes().all(|it| it.is_ascii_lowercase())
                && (it.len() > 4
                    && it.ends_with("ed")
                    && !matches!(*it, "named" | "called" | "sorted" | "ordered" | "based" | "listed")
                    || STATES.split_whitespace().any(|state| state == *it))
        })
    };
    let mut at = 0;
    while at < tokens.len() {
        let value = |it: &str| Some(Constant { text: it.to_owned(), quoted: true });
        let be = word(at).is_some_and(|it| matches!(it, "are" | "is" | "was" | "were"));
        let not = word(at + 1) == Some("not");
        let found = if plural(at + 1)
            && let Some(it) = quality(at)
        {
            Some((at, at + 1, Condition { field: it.to_owned(), test: Test::Quality, value: value(it) }))
        } else if be
            && at > 0
            && (plural(at - 1) && !word(at - 1).is_some_and(|it| it.ends_with("us") || it.ends_with("ss"))
                || tokens[at - 1].form != Form::Word && !tokens[at - 1].is_mark()
                || word(at - 1).is_some_and(|it| matches!(it, "that" | "which" | "who")))
            && let Some(it) = quality(at + 1 + usize::from(not)).filter(|_| ends(at + 2 + usize::from(not)))
        {
            let start =
                at - usize::from(at > from && word(at - 1).is_some_and(|it| matches!(it, "that" | "which" | "who")));
            let test = if not { Test::NotQuality } else { Test::Quality };
            Some((start, at + 2 + usize::from(not), Condition { field: it.to_owned(), test, value: value(it) }))
        } else if let Some(owner) = word(at).and_then(|it| it.strip_suffix("'s")).filter(|_| plural(at + 1))
            && source != Source::Sql
            && !matches!(owner, "what" | "that" | "it" | "who" | "let" | "there" | "here")
        {
            Some((at, at + 1, Condition { field: "owner".to_owned(), test: Test::Any, value: value(owner) }))
        } else if plural(at)
            && word(at + 1).is_some_and(|it| matches!(it, "in" | "from"))
            && let Some(place) =
                word(at + 2).filter(|it| it.starts_with(char::is_uppercase) && it.chars().all(char::is_alphabetic))
            && !word(at + 3).is_some_and(|it| it.starts_with(char::is_uppercase))
        {
            Some((at + 1, at + 3, Condition { field: "city".to_owned(), test: Test::Any, value: value(place) }))
        } else {
            None
        };
        let Some((start, end, condition)) = found else {
            at += 1;
            continue;
        };
        text.push_str(asked.between(from, start).unwrap_or_default());
        text.push(' ');
        from = end;
        at = end;
        conditions.push(condition);
    }
    text.push_str(asked.between(from, tokens.len()).unwrap_or_default());
    (!conditions.is_empty()).then_some((text, conditions))
}

/// The command for a request about records that fulfil these conditions.
fn compose(asked: &Asked<'_>, told: &[Condition]) -> Option<Proposal> {
    let (at, source) = source(asked)?;
    let seen = TABLE.see(asked);
    let open: Vec<bool> = (0..asked.tokens.len()).map(|it| it != at).collect();
    let cover = TABLE.cover_where(asked, &seen, &open, |_| true);
    let mut covered = cover.covered.clone();
    covered[at] = true;
    // "names in users.json": the one word before the file that nothing else explains.
    let before = (0..at).rev().find(|it| !asked.is_free(*it) && !covered[*it]);
    let field = before
        .filter(|it| {
            (*it + 1..at).all(|it| asked.is_free(it))
                && (*it + 1..at).any(|it| asked.tokens[it].is_any("in of from"))
                && asked.missing(&covered) == Some(1)
        })
        .filter(|it| slots::take(asked, *it, Kind::Field).is_some());
    if let Some(field) = field {
        covered[field] = true;
    }
    if asked.missing(&covered)? > 0 {
        return None;
    }
    let mut wish = Wish {
        source,
        file: asked.tokens[at].text.to_owned(),
        base: None,
        noun: None,
        fields: Vec::new(),
        conditions: told.to_vec(),
        count: false,
        total: None,
        group: None,
        most: None,
        nth: None,
        sort: None,
        alphabetical: false,
        descending: false,
        limit: None,
        distinct: false,
        many: !told.is_empty(),
    };
    for found in &cover.found {
        wish.take(asked, *found.says, &found.at)?;
    }
    if let Some(field) = field {
        wish.fields.is_empty().then_some(())?;
        let text = asked.tokens[field].text;
        let one = if wish.is_settings() { text.to_owned() } else { singular(text) };
        wish.many |= one != text;
        wish.fields.push(one);
    }
    let said = cover.found.iter().filter(|it| !matches!(it.says, Say::Nothing | Say::Noun)).count();
    (said > 0 || field.is_some() || !told.is_empty()).then_some(())?;
    if wish.nth.is_some() && wish.base.is_none() && wish.many {
        return None;
    }
    wish.settle()?;
    let command = match wish.source {
        Source::Sql => sql::render(&wish)?,
        Source::Json | Source::Lines => jq::render(&wish)?,
    };
    Some(Proposal { guessed: cover.guessed, doubt: -0.02, ..Proposal::new("records", command) })
}

/// The one file of records in a request.
fn source(asked: &Asked<'_>) -> Option<(usize, Source)> {
    let mut found = None;
    for (at, token) in asked.tokens.iter().enumerate() {
        if !matches!(token.form, Form::FileName | Form::Path | Form::Quoted) {
            continue;
        }
        let extension = token.text.rsplit_once('.').map_or("", |it| it.1);
        let source = match extension {
            "json" => Source::Json,
            "jsonl" | "ndjson" => Source::Lines,
            "db" | "sqlite" | "sqlite3" => Source::Sql,
            _ => continue,
        };
        found.is_none().then_some(())?;
        found = Some((at, source));
    }
    found
}

impl Wish {
    /// Takes what the records are called for no field of theirs, and an adjective for the field it speaks of.
    fn settle(&mut self) -> Option<()> {
        if let Some((most, field)) = &mut self.most {
            match field.as_str() {
                "expensive" => "price".clone_into(field),
                "heavy" => "weight".clone_into(field),
                "cheap" => {
                    *most = !*most;
                    "price".clone_into(field);
                }
                "recent" | "popular" | "active" | "frequent" | "common" | "important" | "used" => return None,
                _ => {}
            }
        }
        if self.fields.iter().any(|it| matches!(it.as_str(), "top-level" | "key" | "nested" | "object")) {
            return None;
        }
        let stem = self.file.rsplit('/').next()?.split('.').next().map(singular)?;
        if self.source == Source::Json && !self.is_settings() {
            let before = self.fields.len();
            self.fields.retain(|it| *it != stem);
            self.many |= self.fields.len() < before;
            if self.total.as_ref().is_some_and(|it| it.1.as_ref() == Some(&stem)) {
                return None;
            }
            if self.conditions.iter().any(|it| singular(&it.field) == stem && it.test != Test::Any) {
                return None;
            }
            if before > 0
                && self.fields.is_empty()
                && self.conditions.is_empty()
                && self.most.is_none()
                && !self.distinct
            {
                return None;
            }
        }
        Some(())
    }

    /// Whether the file is one object by its name, whose fields may be lists of their own.
    fn is_settings(&self) -> bool {
        const NAMES: &str = "package.json package-lock.json composer.json tsconfig.json config.json settings.json";
        let name = self.file.rsplit('/').next().unwrap_or_default();
        NAMES.split_whitespace().any(|it| it == name)
    }

    fn take(&mut self, asked: &Asked<'_>, say: Say, found: &Match) -> Option<()> {
        let name = |it: &str| found.get(it).map(|it| it.text.clone());
        let each = found.taken.iter().any(|it| asked.tokens[*it].is("each"));
        let mut names = Vec::new();
        for capture in &found.captures {
            if matches!(capture.name, "f" | "g" | "h") {
                names.push(field_name(asked, capture)?);
            }
        }
        match say {
            Say::Fields => self.fields.extend(names),
            Say::FieldsOfAll => {
                self.fields.is_empty().then_some(())?;
                for field in names {
                    let plural = if self.is_settings() { field.clone() } else { singular(&field) };
                    self.many |= plural != field;
                    self.fields.push(plural);
                }
                if let Some(noun) = name("t") {
                    self.many = true;
                    self.noun = Some(many(noun, each)?);
                }
                self.many |= found.taken.iter().any(|it| asked.tokens[*it].is_any("all each"));
            }
            Say::Noun => {
                self.many = true;
                if let Some(noun) = name("t") {
                    self.noun = Some(many(noun, each)?);
                }
            }
            Say::Base => put(&mut self.base, name("t")?)?,
            Say::Nth(place) => {
                put(&mut self.nth, place)?;
                if let Some(base) = name("t") {
                    put(&mut self.base, base)?;
                }
            }
            Say::Where(test) => {
                let value = found.get("v").map(|it| Constant {
                    text: it.text.clone(),
                    quoted: asked.tokens.iter().any(|token| token.form == Form::Quoted && token.text == it.text),
                });
                self.many = true;
                let field = name("k")?;
                self.conditions.push(Condition { field, test, value });
            }
            Say::Count => {
                self.count = true;
                if let Some(noun) = name("t") {
                    self.noun = Some(many(noun, each)?);
                }
            }
            Say::Total(sum) => put(&mut self.total, (sum, names.first().map(|it| singular(it))))?,
            Say::PerGroup => put(&mut self.group, singular(names.first()?))?,
            Say::Most(most) => put(&mut self.most, (most, name("k")?))?,
            Say::SortBy => put(&mut self.sort, name("k")?)?,
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small by its kind")]
            Say::TopBy => {
                put(&mut self.sort, name("k")?)?;
                put(&mut self.limit, found.get("n")?.amount as u64)?;
                self.descending = true;
                self.many = true;
            }
            Say::Database => (self.source == Source::Sql).then_some(())?,
            Say::Alphabetical => self.alphabetical = true,
            Say::Descending => self.descending = true,
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small by its kind")]
            Say::Limit => put(&mut self.limit, found.get("n")?.amount as u64)?,
            Say::Distinct => {
                self.distinct = true;
                self.fields.extend(names.iter().map(|it| singular(it)));
            }
            Say::Lines => self.source = if self.source == Source::Json { Source::Lines } else { self.source },
            Say::Numerical | Say::Ascending | Say::Nothing => {}
        }
        Some(())
    }
}

/// Sets what may be said once.
fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.is_none().then_some(())?;
    *place = Some(value);
    Some(())
}

/// The text of a field; none where it is a word that only holds others together.
fn field_name(asked: &Asked<'_>, capture: &Capture) -> Option<String> {
    let text = &capture.value.text;
    let token = asked.tokens.iter().find(|it| it.text == text)?;
    let fits = capture.value.kind == Kind::Field && token.form != Form::Number;
    fits.then(|| text.clone())
}

/// A word for many things: anything else in its place says more than what they are called.
fn many(noun: String, each: bool) -> Option<String> {
    let word = !noun.contains('\'') && !noun.contains('’');
    (word && (each || noun.ends_with('s')) || noun == "people").then_some(noun)
}

/// The name of one from the word for many.
fn singular(word: &str) -> String {
    if word.len() < 4 && word != "ids" || !word.ends_with('s') || word.contains('.') {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes", "uses"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    if ["ss", "us", "is"].iter().any(|it| word.ends_with(it)) {
        return word.to_owned();
    }
    word[..word.len() - 1].to_owned()
}
