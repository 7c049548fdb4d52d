//! Which queries a command sends to a database, and whether that was made to be thrown away.

use super::sql::{self, Act};
use crate::Span;
use crate::rules::listing;
use crate::rules::names::is_throwaway;
use crate::rules::sink::{Sink, Sketch};
use crate::script::{Command, Part, PartKind, Quote, RedirectOperator, Word};

macro_rules! programs {
    ($($name:literal),* ; $($admin:literal),*) => {
        /// Programs that send SQL.
        pub(super) const SQL: &[&str] = &[$($name),*];
        /// The same, and programs that do to a server what SQL can do.
        pub(super) const SQL_AND_ADMIN: &[&str] = &[$($name,)* $($admin),*];
    };
}

programs! {
    "psql", "ysqlsh", "mysql", "mariadb", "mycli", "pgcli", "sqlite3", "sqlite", "sqlcipher", "duckdb", "sqlcmd",
    "mssql-cli", "osql", "bsqldb", "tsql", "clickhouse-client", "clickhouse", "cqlsh", "bq", "influx", "snowsql", "snow",
    "sqlplus", "sql", "hive", "beeline", "impala-shell", "presto", "presto-cli", "trino", "spark-sql", "usql", "isql",
    "isql-fb", "db2", "vsql", "cockroach", "nzsql", "mclient", "ksql", "wp", "drush", "heroku", "supabase", "turso",
    "wrangler", "gcloud", "aws", "cypher-shell";
    "dropdb", "dropuser", "mysqladmin", "mariadb-admin", "pg_resetwal", "pg_resetxlog", "pg_dropcluster", "mysqld",
    "mysqld_safe", "mariadbd", "mariadbd-safe"
}

/// How the programs that Caro has no facts about take a query.
const FLAGS: [&str; 17] = [
    "-c",
    "-e",
    "-q",
    "-Q",
    "-s",
    "-execute",
    "--command",
    "--execute",
    "--query",
    "--sql",
    "--statement",
    "--exec",
    "-cmd",
    "--query-string",
    "-query",
    "--query-text",
    "--queries",
];

/// An act with the place of its words.
pub(super) struct Sent {
    pub(super) act: Act,
    pub(super) span: Span,
}

/// What the queries do that a command sends, apart from what happens to things made for a test.
pub(super) fn acts(command: &Command, sink: &Sink<'_>) -> Vec<Sent> {
    if is_for_tests(command, sink) {
        return Vec::new();
    }
    let mut found: Vec<Sent> = Vec::new();
    let mut fed = false;
    let mut words = given(command);
    let by_input = fed_words(command, sink);
    if words.is_empty() {
        fed = true;
        words = by_input;
    }
    for word in &words {
        let sketch = sink.sketch(word);
        found.extend(sql::acts(&sketch.text).into_iter().map(|act| Sent { span: place(&act, &sketch, word), act }));
    }
    // What a file or another command supplies, as far as the walk could tell.
    if fed
        && found.is_empty()
        && let Some(input) = sink.input(command)
    {
        let acts = input.texts().flat_map(sql::acts).collect::<Vec<_>>();
        found.extend(acts.into_iter().map(|act| Sent { span: command.name_span(), act }));
    }
    found.retain(|it| !it.act.name.split(", ").all(|it| !it.is_empty() && is_throwaway(it)));
    found
}

fn place(act: &Act, sketch: &Sketch, word: &Word) -> Span {
    sketch.place(act.start, act.end).filter(|it| !it.is_empty()).unwrap_or(word.span)
}

/// The words of a command that are queries.
fn given(command: &Command) -> Vec<Word> {
    let program = command.program.as_deref().unwrap_or_default();
    let flag = |short: char, long: &str| {
        command.flags().filter(|it| it.is(short, long)).filter_map(|it| it.value.clone()).collect::<Vec<_>>()
    };
    let operands = |skip: usize| command.operands().skip(skip).cloned().collect::<Vec<_>>();
    match program {
        "psql" | "ysqlsh" => flag('c', "command"),
        "mysql" | "mariadb" => {
            let mut words = flag('e', "execute");
            words.extend(flag('\0', "init-command"));
            words
        }
        "sqlite3" => {
            let mut words = operands(1);
            words.extend(flag('\0', "cmd"));
            words
        }
        "db2" => operands(0),
        "bq" => {
            if command.operands().any(|it| it.literal() == Some("query")) {
                operands(1)
            } else {
                Vec::new()
            }
        }
        "wp" | "drush" | "turso" => {
            let words = flagged(command);
            if words.is_empty() { operands(1) } else { words }
        }
        _ => {
            let mut words = flagged(command);
            if matches!(program, "duckdb" | "sqlite" | "sqlcipher") {
                words.extend(operands(1));
            }
            words
        }
    }
}

/// What stands behind the flags that take a query, for programs without facts.
fn flagged(command: &Command) -> Vec<Word> {
    let words = command.arguments();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let text = word.literal_prefix();
        if FLAGS.contains(&&*text) && word.literal().is_some() {
            found.extend(words.get(at + 1).cloned());
        } else if let Some((name, _)) = text.split_once('=')
            && FLAGS.contains(&name)
        {
            found.extend(word.behind(name.len() + 1));
        }
    }
    found
}

/// What a command reads from its standard input, where that is written in the script.
pub(super) fn fed_words(command: &Command, sink: &Sink<'_>) -> Vec<Word> {
    for redirect in command.redirects.iter().rev() {
        match (&redirect.body, redirect.operator) {
            (Some(body), _) => return vec![body.text.clone()],
            (None, RedirectOperator::HereString) => return vec![redirect.target.clone()],
            (None, RedirectOperator::Read) => return Vec::new(),
            _ => {}
        }
    }
    let body = sink.body();
    let Some(before) = listing::stage_before(&body, command) else { return Vec::new() };
    match before.program.as_deref() {
        Some("cat") => fed_words(before, sink),
        Some("echo" | "printf") => vec![joined(before.operands())],
        _ => Vec::new(),
    }
}

/// Several words as one, with blanks between.
fn joined<'a>(words: impl Iterator<Item = &'a Word>) -> Word {
    let mut parts: Vec<Part> = Vec::new();
    for word in words {
        if !parts.is_empty() {
            let span = Span::at(word.span.start);
            parts.push(Part { span, quote: Quote::Bare, kind: PartKind::Literal(" ".into()) });
        }
        parts.extend(word.parts.iter().cloned());
    }
    let span = parts.iter().map(|it| it.span).reduce(Span::cover).unwrap_or_default();
    Word { span, parts, ..Word::default() }
}

/// Whether the connection says that the database is one for tests: its name, its user, or a port of its own on this machine.
pub(super) fn is_for_tests(command: &Command, sink: &Sink<'_>) -> bool {
    let text = |word: &Word| sink.text_of(word).unwrap_or_default();
    let flag = |short: char, long: &str| command.flag_value(short, long).map(text);
    let variable = |name: &str| {
        let own = command.assignments.iter().find(|it| &*it.name.text == name).and_then(|it| match &it.value {
            Some(crate::script::AssignedValue::Word(word)) => Some(text(word)),
            _ => None,
        });
        own.or_else(|| Some(sink.state().get(name)?.texts().next().unwrap_or_default().to_owned()))
    };
    let program = command.program.as_deref().unwrap_or_default();
    let (mut host, mut port) = (None, None);
    let mut names: Vec<Option<String>> = Vec::new();
    match program {
        "psql" | "dropdb" | "dropuser" | "pg_restore" | "ysqlsh" => {
            host = flag('h', "host").or_else(|| variable("PGHOST"));
            port = flag('p', "port").or_else(|| variable("PGPORT"));
            names.push(flag('d', "dbname").or_else(|| variable("PGDATABASE")));
            names.push(flag('U', "username").or_else(|| variable("PGUSER")));
            names.extend(command.operands().take(1).map(|it| Some(text(it))));
        }
        "mysql" | "mariadb" | "mysqladmin" | "mariadb-admin" => {
            host = flag('h', "host").or_else(|| variable("MYSQL_HOST"));
            port = flag('P', "port").or_else(|| variable("MYSQL_TCP_PORT"));
            names.push(flag('D', "database"));
            names.push(flag('u', "user"));
            if program == "mysql" || program == "mariadb" {
                names.extend(command.operands().take(1).map(|it| Some(text(it))));
            }
        }
        "sqlite3" | "sqlite" | "duckdb" | "sqlcipher" => {
            let file = command.operands().next().map(text).unwrap_or_default();
            return file == ":memory:"
                || file.starts_with("/tmp/")
                || file.starts_with("/var/tmp/")
                || is_throwaway(&file)
                || command
                    .operands()
                    .next()
                    .is_some_and(|it| sink.value(it).shapes.iter().any(|it| it.text.starts_with("/tmp/")));
        }
        "mongosh" | "mongo" | "mongorestore" => {
            host = flag('h', "host");
            port = flag('\0', "port");
            names.push(flag('d', "db"));
            names.extend(command.operands().take(1).map(|it| Some(text(it))));
        }
        "redis-cli" | "valkey-cli" | "keydb-cli" => {
            host = flag('h', "");
            port = flag('p', "");
            names.push(flag('u', ""));
        }
        _ => {
            for pair in command.arguments().windows(2) {
                if matches!(pair[0].literal(), Some("-d" | "--database" | "-D" | "-database" | "--db")) {
                    names.push(Some(text(&pair[1])));
                }
            }
        }
    }
    names.push(host.clone());
    // A server beside the one that a machine has: some container, started for this.
    let local = host.as_deref().is_some_and(|it| matches!(it, "localhost" | "127.0.0.1" | "::1"));
    let odd = port.is_some_and(|it| !matches!(&*it, "5432" | "3306" | "27017" | "6379"));
    local && odd || names.iter().flatten().any(|it| is_throwaway(it))
}
