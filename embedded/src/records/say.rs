//! The turns of phrase of questions to records, and what each says.

use super::{Sum, Test};
use crate::cover::Table;
use std::sync::LazyLock;

/// What one turn of phrase says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Say {
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

pub(super) static TABLE: LazyLock<Table<Say>> = LazyLock::new(|| {
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
