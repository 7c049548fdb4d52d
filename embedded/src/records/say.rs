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
    /// A field of the record at a place.
    FieldOfNth(i32),
    Where(Test),
    /// A condition whose word tells the field.
    Of(&'static str, Test),
    /// The records with most or least of a field that the word tells.
    MostOf(&'static str, bool),
    /// What one key holds, counted.
    CountIn,
    /// Whether there is a key.
    HasKey,
    /// The names of what a key holds.
    KeysOf,
    /// The file without a key.
    Without,
    Csv,
    /// A query as it stands.
    Query,
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
    ("show", "extract filter pull output grab select export"),
    ("without", "minus lacking"),
    ("convert", "convert converted turn transform make"),
    ("drop", "remove delete drop strip omit removed deleted erase"),
    ("csv", "csv"),
    ("query", "query sql statement"),
    ("orders", "orders"),
];

pub(super) static TABLE: LazyLock<Table<Say>> = LazyLock::new(|| {
    use Say::{
        Alphabetical, Ascending, Base, Count, CountIn, Csv, Database, Descending, Distinct, FieldOfNth, Fields,
        FieldsOfAll, HasKey, KeysOf, Limit, Lines, Most, MostOf, Nothing, Noun, Nth, Numerical, Of, PerGroup, Query,
        SortBy, TopBy, Total, Where, Without,
    };
    let (eq, not) = (Where(Test::Is), Where(Test::Not));
    Table::new(
        WORDS,
        vec![
            (
                "where|that {field:k} ?field is ?= {name:v}; {field:k} is {name:v}; {field:k} field is {name:v}; where {field:k} field {name:v}",
                eq,
            ),
            (
                "where {field:k} {decimal|quoted:v}; {field:k} is {decimal:v}; where {field:k} ?field is {decimal:v}; show for {field:k} {name:v}; show by {field:k} {name:v}; {field:t} where {field:k} {decimal|quoted:v}",
                eq,
            ),
            (
                "=older than {decimal:v}; who|where|that is =older than {decimal:v}; over {decimal:v} =years =old",
                Of("age", Test::Over),
            ),
            ("=younger than {decimal:v}; who|where|that is =younger than {decimal:v}", Of("age", Test::Under)),
            ("=cheaper than {decimal:v}; where|that is =cheaper than {decimal:v}", Of("price", Test::Under)),
            (
                "more =expensive than {decimal:v}; where|that is more =expensive than {decimal:v}; =costlier|=dearer|=pricier than {decimal:v}",
                Of("price", Test::Over),
            ),
            ("=heavier than {decimal:v}", Of("weight", Test::Over)),
            ("=lighter than {decimal:v}", Of("weight", Test::Under)),
            (
                "most =expensive ?{field:t}; {number:n} most =expensive ?{field:t}; top {number:n} most =expensive ?{field:t}",
                MostOf("price", true),
            ),
            ("=cheapest ?{field:t}; {number:n} =cheapest ?{field:t}", MostOf("price", false)),
            ("=oldest ?{field:t}; {number:n} =oldest ?{field:t}", MostOf("age", true)),
            ("=youngest ?{field:t}; {number:n} =youngest ?{field:t}", MostOf("age", false)),
            ("=heaviest ?{field:t}; {number:n} =heaviest ?{field:t}", MostOf("weight", true)),
            (
                "how =long is ?array {field:t}; =length of ?array {field:t}; number of record in ?array {field:t}; how many record in ?array {field:t}; count record in ?array {field:t}",
                CountIn,
            ),
            (
                "there is ?field =named|=called ?field {field:k}; is there ?field =named|=called {field:k}; is there field {field:k}; has field {field:k}; has field =named|=called {field:k}; have field {field:k}; have field =named|=called {field:k}; contain field {field:k}",
                HasKey,
            ),
            (
                "=names of ?all {field:t}; =keys of {field:t}; =keys under|in|inside {field:t}; =keys inside of {field:t}",
                KeysOf,
            ),
            (
                "drop field {field:k}; drop {field:k} field; drop field {field:k} of|from all|each {field:t}; drop {field:k} field of|from all|each {field:t}; drop {field:k} of|from all|each record; drop field {field:k} of|from all|each record; drop field =named|=called {field:k}",
                Without,
            ),
            (
                "as|to|into csv; convert as|to|into csv; into csv where {field:f}; into csv where {field:f} and {field:g}; into csv where {field:f} , {field:g} and {field:h}; convert to|into csv where {field:f} and {field:g}; convert to|into csv where {field:f} , {field:g} and {field:h}; csv format; csv",
                Csv,
            ),
            ("run ?query {quoted:q}; execute ?query {quoted:q}; run ?query {quoted:q} on|against|in database", Query),
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
            (
                "where {field:k} ?field start with {name:v}; {field:k} start with {name:v}; where {field:k} ?field begin with {name:v}",
                Where(Test::Starts),
            ),
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
                Total(Sum::Total),
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
                "sort by {field:k}; sort ?all record by {field:k}; sort ?all {field:t} by {field:k}; order by {field:k}; sort after {field:k}; by {field:k} sort; sort on {field:k}; alphabetical by {field:k}; sort alphabetical by {field:k}; sort by field {field:k}",
                SortBy,
            ),
            (
                "top {number:n} ?{field:t} by {field:k}; newest|latest {number:n} ?{field:t} by {field:k}; {number:n} newest|latest ?{field:t} by {field:k}; {number:n} ?{field:t} where largest {field:k}; {number:n} largest ?{field:t} by {field:k}",
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
            (
                "first {number:n} ?record; first {number:n} {field:t}; top {number:n}; only {number:n}; limit {number:n}; {number:n} record",
                Limit,
            ),
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
                 only {field:f} field; field named {field:f}; only {field:f} and {field:g}; only {field:f} , {field:g} and {field:h}; where ?only {field:f} and {field:g} field",
                Fields,
            ),
            (
                "{field:f} ?field of|from|for ?all|each {field:t}; {field:f} and {field:g} of|from|for ?all|each {field:t}; \
                 {field:f} , {field:g} and {field:h} of|from|for ?all|each {field:t}; \
                 {field:f} , {field:g} , {field:h} of|from|for ?all|each {field:t}; \
                 {field:f} and {field:g} of|from|for ?all|each record; {field:f} ?field of|from|for ?all|each record; show {field:f} ?field of|from each|all record; {field:f} of|from each|all line; show {field:f} of|from each|all line",
                FieldsOfAll,
            ),
            (
                "show ?only ?all {field:f} ?field; {field:f} only; only {field:f}; show ?only {field:f} and {field:g}; \
                 show {field:f} , {field:g} and {field:h}; what is {field:f}; which {field:f} is; what {field:f}; \
                 all {field:f} ?field; {field:f} and {field:g}",
                FieldsOfAll,
            ),
            (
                "show ?all {field:t}; of|from ?all|each {field:t}; for each {field:t}; for all {field:t}; show ?all {field:t} where",
                Noun,
            ),
            ("record; all record; each record; of ?all|each record; in all record; for each record", Noun),
            ("first {field:x} of ?array {field:t}; first record of ?array {field:t}; first record", Nth(0)),
            ("second {field:x} of ?array {field:t}; second record of ?array {field:t}; second record", Nth(1)),
            ("third {field:x} of ?array {field:t}; third record of ?array {field:t}; third record", Nth(2)),
            ("{field:f} ?field of first {field:t}; {field:f} ?field of first record", FieldOfNth(0)),
            ("{field:f} ?field of last {field:t}; {field:f} ?field of last record", FieldOfNth(-1)),
            ("last {field:x} of ?array {field:t}; last record of ?array {field:t}; last record", Nth(-1)),
            (
                "list|array of record; no quote; without quote; one per line; each on own line; only; plain text; plain; tie; as plain text; in file; file; json file; json; only number; number; it is array|list ?of ?record; is array; which is array|list of record; array|list of record where {field:x} and {field:y}; which is array|list of record where {field:x} and {field:y}; and; ; print it; without any quote; one ?each per line; print number; it; its array; array; where no quote; result;  every one on own line; column one per line; show; in json file",
                Nothing,
            ),
        ],
    )
});
