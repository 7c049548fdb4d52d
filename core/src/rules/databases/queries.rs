//! What to send first in the place of a query that loses data: a count, a new name, a transaction that is taken back.

use super::clients::Sent;
use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::sink::Sink;
use crate::script::Command;

/// How to try a query.
pub(super) const TRY: &str = "Only try it: `BEGIN; …; ROLLBACK`";
/// How to count rows.
pub(super) const COUNT: &str = "Count the rows first";

/// The statement as it is written; none where what is sent stands elsewhere.
fn written<'a>(sent: &Sent, sink: &'a Sink<'_>) -> Option<&'a str> {
    const VERBS: [&str; 8] = ["DROP ", "DELETE ", "TRUNCATE ", "UPDATE ", "ALTER ", "GRANT ", "CREATE ", "SET "];
    let text = sink.text(sent.span);
    let start = text.get(..9).unwrap_or(text).to_ascii_uppercase();
    VERBS.iter().any(|it| start.starts_with(it)).then_some(text)
}

/// Whether a client's server takes back all that a transaction did to its tables.
fn takes_back(command: &Command) -> bool {
    matches!(
        command.program.as_deref(),
        Some("psql" | "ysqlsh" | "pgcli" | "cockroach" | "sqlite3" | "sqlite" | "sqlcipher" | "duckdb")
    )
}

/// Whether a client's server takes back what a transaction did to rows.
fn takes_rows_back(command: &Command) -> bool {
    takes_back(command) || matches!(command.program.as_deref(), Some("mysql" | "mariadb"))
}

/// The statement in a transaction that is taken back.
pub(super) fn tried(sent: &Sent, command: &Command, sink: &Sink<'_>) -> Edits {
    let rows = written(sent, sink).is_some_and(|it| it.starts_with(['d', 'D', 'u', 'U']) && !is_word(it, "DROP"));
    let back = if rows { takes_rows_back(command) } else { takes_back(command) };
    if written(sent, sink).is_none() || !back {
        return Edits::new();
    }
    vec![(Span::at(sent.span.start), "BEGIN; ".to_owned()), (Span::at(sent.span.end), "; ROLLBACK".to_owned())]
}

/// How many rows there are that the statement deletes.
pub(super) fn counted(sent: &Sent, sink: &Sink<'_>) -> Edits {
    let Some(text) = written(sent, sink).filter(|it| is_word(it, "DELETE") || is_word(it, "TRUNCATE")) else {
        return Edits::new();
    };
    let verb = if is_word(text, "DELETE") { "DELETE" } else { "TRUNCATE" };
    let rest = text[verb.len()..].trim_start();
    let plain = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "_.$`{}".contains(it));
    if is_word(rest, "FROM") && verb == "DELETE" {
        let end = sent.span.start + verb.len();
        return vec![(Span::new(sent.span.start, end), "SELECT count(*)".to_owned())];
    }
    let name = if is_word(rest, "TABLE") { rest["TABLE".len()..].trim_start() } else { rest };
    if verb == "DELETE" || !plain(name) {
        return Edits::new();
    }
    let end = sent.span.start + text.len() - name.len();
    vec![(Span::new(sent.span.start, end), "SELECT count(*) FROM ".to_owned())]
}

/// A `DROP` of one thing, such as a `TABLE`, as the order that keeps it under another name.
pub(super) fn kept_aside(sent: &Sent, command: &Command, sink: &Sink<'_>) -> Edits {
    let Some(text) = written(sent, sink).filter(|it| is_word(it, "DROP")) else { return Edits::new() };
    let mut words = text.split_whitespace().skip(1).filter(|it| !it.eq_ignore_ascii_case("CASCADE"));
    let kind = words.next().unwrap_or_default();
    let mut rest = words.collect::<Vec<_>>();
    if let [first, second, ..] = *rest
        && first.eq_ignore_ascii_case("IF")
        && second.eq_ignore_ascii_case("EXISTS")
    {
        rest.drain(..2);
    }
    let [name] = *rest else { return Edits::new() };
    let plain = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '.'));
    let renames = match kind.to_ascii_uppercase().as_str() {
        "TABLE" => takes_rows_back(command),
        "DATABASE" | "SCHEMA" => matches!(command.program.as_deref(), Some("psql" | "ysqlsh" | "pgcli")),
        _ => false,
    };
    if !plain || !renames {
        return Edits::new();
    }
    // Elsewhere the new name has no folder of its own.
    let is_mysql = matches!(command.program.as_deref(), Some("mysql" | "mariadb"));
    let short = if is_mysql { name } else { name.rsplit('.').next().unwrap_or(name) };
    vec![(sent.span, format!("ALTER {kind} {name} RENAME TO {short}_old"))]
}

/// Another text in the place of one that stands in the statement, in any case.
pub(super) fn instead(sent: &Sent, old: &str, new: &str, sink: &Sink<'_>) -> Edits {
    let text = sink.text(sent.span);
    let Some(at) = text.to_ascii_uppercase().rfind(&old.to_ascii_uppercase()) else { return Edits::new() };
    let start = sent.span.start + at;
    vec![(Span::new(start, start + old.len()), new.to_owned())]
}

/// Whether a text starts with a word.
fn is_word(text: &str, word: &str) -> bool {
    let start = text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    start && text[word.len()..].starts_with(|it: char| it.is_whitespace())
}
