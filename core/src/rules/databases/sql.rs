//! Reads SQL as far as its dangers go: which statements drop, empty or overwrite what.
//!
//! It knows words, quotes, comments and where statements end, and no product's full grammar.

use crate::rules::sink::is_unsure;
use reader::{Reader, Word, WordKind};

mod reader;

/// How many statements of one text are looked at.
const MOST_STATEMENTS: usize = 20_000;
/// How far back something that is made may have been dropped.
const MOST_REMADE: usize = 64;

/// One thing that a statement does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Act {
    /// Where in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: ActKind,
    /// What it is done to, as written.
    pub(super) name: String,
    /// Whether the same text makes it afresh behind this.
    pub(super) remade: bool,
}

/// The kinds of [`Act`].
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ActKind {
    /// `DROP DATABASE`, `DROP SCHEMA`, `DROP KEYSPACE`: the word that says which.
    DropDatabase(&'static str),
    /// `DROP TABLE` and what else holds rows: the word that says which.
    DropTable(&'static str),
    /// `ALTER TABLE … DROP COLUMN`, `DROP PARTITION`: what is dropped.
    DropColumn(String),
    /// `TRUNCATE`
    Truncate,
    /// `DELETE` that keeps no row.
    DeleteAll,
    /// `UPDATE` that changes every row.
    UpdateAll,
    /// `DROP USER`, `DROP ROLE`; with whether all that they own goes too.
    DropUser { owned: bool },
    /// `GRANT`: what, on what.
    Grant { what: String, on: String },
    /// A user who needs no password.
    NoPassword,
    /// The server runs a program or writes a file: how.
    RunsProgram(&'static str),
    /// A safety of the server is switched off: which.
    SwitchesOff(String),
    /// What a restore would need is deleted.
    DropBackups(&'static str),
}

impl Act {
    /// Whether a part of the name is filled in only when the script runs.
    pub(super) fn is_unsure(&self) -> bool {
        self.name.is_empty() || self.name.contains(['{', '%']) || is_unsure(&self.name)
    }
}

/// Everything in a text that is more than ordinary work.
pub(super) fn acts(text: &str) -> Vec<Act> {
    let mut reader = Reader::new(text);
    let mut temporary: Vec<String> = Vec::new();
    let mut found: Vec<Act> = Vec::new();
    // Where the open transaction began, as an index into `found`.
    let mut transaction = None;
    let mut body_depth = 0_usize;
    for _ in 0..MOST_STATEMENTS {
        let Some(words) = reader.statement() else { break };
        let Some(first) = words.first() else { continue };
        if body_depth > 0 {
            // The body of a procedure is defined here, and run elsewhere.
            let opens = words.iter().filter(|it| it.is("BEGIN") || it.is("CASE")).count();
            body_depth += opens;
            body_depth -= usize::from(
                first.is("END") && !words.get(1).is_some_and(|it| it.is("IF") || it.is("LOOP") || it.is("WHILE")),
            );
            continue;
        }
        if first.is("CREATE")
            && words
                .iter()
                .take(12)
                .any(|it| it.is("PROCEDURE") || it.is("FUNCTION") || it.is("TRIGGER") || it.is("EVENT"))
        {
            body_depth = words.iter().filter(|it| it.is("BEGIN")).count();
            continue;
        }
        let second = words.get(1);
        if first.is("BEGIN") || first.is("START") && second.is_some_and(|it| it.is("TRANSACTION")) {
            transaction = Some(found.len());
            // `BEGIN TRANSACTION DELETE …` without a semicolon, as T-SQL allows.
        } else if first.is("ROLLBACK") && !words.iter().any(|it| it.is("TO")) {
            if let Some(from) = transaction.take() {
                found.truncate(from);
            }
        } else if first.is("COMMIT") {
            transaction = None;
        }
        if first.is("CREATE") && words.iter().take(5).any(|it| it.is("TEMP") || it.is("TEMPORARY")) {
            temporary.extend(words.iter().skip(2).take(6).map(Word::name));
        }
        found.extend(statement(&words).into_iter().filter(|it| !temporary.contains(&it.name)));
        // A block that runs at once holds statements of its own.
        if first.is("DO")
            && let Some(body) = words.iter().find(|it| it.kind == WordKind::Text && it.dollar)
        {
            let inner = acts_of_block(body.text);
            found.extend(inner.into_iter().map(|it| Act {
                start: it.start + body.inner,
                end: it.end + body.inner,
                ..it
            }));
        }
        // `\copy` of psql fills a table as `COPY` does.
        let verb = if first.is("\\") { words.get(1).unwrap_or(first) } else { first };
        if verb.is("CREATE") || verb.is("INSERT") || verb.is("COPY") {
            let made: Vec<String> = words.iter().skip(1).take(8).map(Word::name).collect();
            for act in found.iter_mut().rev().take(MOST_REMADE) {
                let filled = matches!(act.kind, ActKind::Truncate | ActKind::DeleteAll);
                if filled != verb.is("CREATE") {
                    act.remade |= made.iter().any(|it| it.eq_ignore_ascii_case(&act.name));
                }
            }
        }
    }
    found
}

/// The statements of a `DO $$ BEGIN … END $$`.
fn acts_of_block(text: &str) -> Vec<Act> {
    let mut reader = Reader::new(text);
    let mut found = Vec::new();
    while found.len() < MOST_STATEMENTS
        && let Some(words) = reader.statement()
    {
        // `BEGIN`, `IF … THEN`, `LOOP` stand before a statement without a sign between.
        let at = words.iter().rposition(|it| it.is("BEGIN") || it.is("THEN") || it.is("LOOP") || it.is("ELSE"));
        found.extend(statement(words.get(at.map_or(0, |it| it + 1)..).unwrap_or_default()));
    }
    found
}

fn statement(words: &[Word<'_>]) -> Vec<Act> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let is = |at: usize, word: &str| words.get(at).is_some_and(|it| it.is(word));
    let any = |word: &str| words.iter().any(|it| it.is(word));
    let act = |kind: ActKind, name: String| Act { start: first.start, end: last.end, kind, name, remade: false };
    let one = |kind: ActKind, name: String| vec![act(kind, name)];
    if first.kind != WordKind::Name {
        return Vec::new();
    }
    match &*first.text.to_ascii_uppercase() {
        "DROP" => {
            let mut at = 1;
            while ["MATERIALIZED", "FOREIGN", "EXTERNAL", "VIRTUAL", "OR", "PUBLIC"].iter().any(|it| is(at, it)) {
                at += 1;
            }
            if is(at, "TEMPORARY") || is(at, "TEMP") {
                return Vec::new();
            }
            let Some(what) = words.get(at) else { return Vec::new() };
            let names = named(words, at + 1);
            let kind = match &*what.text.to_ascii_uppercase() {
                "DATABASE" => ActKind::DropDatabase("database"),
                "SCHEMA" => ActKind::DropDatabase("schema"),
                "KEYSPACE" => ActKind::DropDatabase("keyspace"),
                "CATALOG" => ActKind::DropDatabase("catalog"),
                "TABLE" | "TABLES" => ActKind::DropTable("table"),
                "TABLESPACE" => ActKind::DropTable("tablespace"),
                "MEASUREMENT" => ActKind::DropTable("measurement"),
                "STREAM" | "COLLECTION" | "BUCKET" => ActKind::DropTable("collection"),
                "USER" | "ROLE" | "LOGIN" => ActKind::DropUser { owned: false },
                "OWNED" => {
                    return one(
                        ActKind::DropUser { owned: true },
                        words.get(at + 2).map(Word::name).unwrap_or_default(),
                    );
                }
                _ => return Vec::new(),
            };
            // What is called `#x` is a temporary table.
            let kept: Vec<String> = names.into_iter().filter(|it| !it.starts_with('#')).collect();
            if kept.is_empty() { Vec::new() } else { one(kind, kept.join(", ")) }
        }
        "TRUNCATE" => {
            let at = 1 + usize::from(is(1, "TABLE"));
            let at = at + usize::from(is(at, "ONLY"));
            // `truncate(x, 2)` is a function.
            let names = named(words, at).join(", ");
            if is(1, "(") || names.is_empty() { Vec::new() } else { one(ActKind::Truncate, names) }
        }
        "ALTER" => alter(words, &act),
        "DELETE" => change(words, &act),
        "UPDATE" => change(words, &act),
        "WITH" => {
            let mut depth = 0_usize;
            let verb = words.iter().position(|it| {
                depth = if it.is("(") { depth + 1 } else { depth.saturating_sub(usize::from(it.is(")"))) };
                depth == 0 && (it.is("DELETE") || it.is("UPDATE"))
            });
            verb.map(|at| change(&words[at..], &act)).unwrap_or_default()
        }
        "EXPLAIN" if is(1, "ANALYZE") => statement(words.get(2..).unwrap_or_default()),
        "GRANT" => grant(words, &act),
        "CREATE" | "SET" | "RESET" | "PURGE" | "COPY" | "EXEC" | "EXECUTE" | "SELECT" | "SHUTDOWN" => {
            server(words, &act, &any)
        }
        _ => Vec::new(),
    }
}

/// The names from `at` on, up to a word that is no name: `IF EXISTS a, b.c CASCADE`.
fn named(words: &[Word<'_>], mut at: usize) -> Vec<String> {
    while words.get(at).is_some_and(|it| it.is("IF") || it.is("EXISTS") || it.is("NOT")) {
        at += 1;
    }
    let mut names: Vec<String> = Vec::new();
    let mut name = String::new();
    while let Some(word) = words.get(at) {
        let is_name = word.kind != WordKind::Sign;
        let touches = at > 0 && words.get(at - 1).is_some_and(|it| it.end == word.start);
        if word.is(",") {
            names.extend((!name.is_empty()).then(|| std::mem::take(&mut name)));
        } else if word.is(".")
            || word.is("-") && touches && !name.is_empty()
            || is_name && (name.is_empty() || touches || name.ends_with('.'))
        {
            name.push_str(&word.name());
        } else {
            break;
        }
        at += 1;
    }
    names.extend((!name.is_empty()).then_some(name));
    names.truncate(8);
    names
}

fn alter(words: &[Word<'_>], act: &dyn Fn(ActKind, String) -> Act) -> Vec<Act> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|it| it.is(word));
    if is(1, "SYSTEM") {
        let off = words.get(3).filter(|_| is(2, "SET")).map(|it| it.text.to_ascii_lowercase());
        let value = words.last().map(Word::name).unwrap_or_default().to_ascii_lowercase();
        return match off.as_deref() {
            Some(name @ ("fsync" | "full_page_writes")) if matches!(&*value, "off" | "false" | "0") => {
                vec![act(ActKind::SwitchesOff(name.to_owned()), String::new())]
            }
            _ => Vec::new(),
        };
    }
    if is(1, "USER") || is(1, "ROLE") || is(1, "LOGIN") {
        let name = named(words, 2).join(", ");
        let empty = words.windows(2).any(|it| {
            (it[0].is("BY") || it[0].is("PASSWORD")) && it[1].kind == WordKind::Text && it[1].text.is_empty()
        });
        return if empty { vec![act(ActKind::NoPassword, name)] } else { Vec::new() };
    }
    if !is(1, "TABLE") {
        return Vec::new();
    }
    let table = named(words, 2 + usize::from(is(2, "ONLY"))).join(", ");
    let Some(at) = words.iter().position(|it| it.is("DROP")) else { return Vec::new() };
    let what = words.get(at + 1).map(|it| it.text.to_ascii_uppercase()).unwrap_or_default();
    match &*what {
        "COLUMN" | "PARTITION" | "SUBPARTITION" => {
            let name = named(words, at + 2).into_iter().next().unwrap_or_else(|| "…".to_owned());
            vec![act(ActKind::DropColumn(format!("{} {name}", what.to_lowercase())), table)]
        }
        _ => Vec::new(),
    }
}

/// `DELETE` and `UPDATE`, where they reach every row.
fn change(words: &[Word<'_>], act: &dyn Fn(ActKind, String) -> Act) -> Vec<Act> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|it| it.is(word));
    let deletes = is(0, "DELETE");
    if !deletes && !words.iter().any(|it| it.is("SET")) {
        return Vec::new();
    }
    // In Cassandra and in multi-table forms the table stands behind `FROM`.
    let from = if deletes { words.iter().position(|it| it.is("FROM")) } else { None };
    let mut at = from.map_or(1, |it| it + 1);
    while ["ONLY", "LOW_PRIORITY", "IGNORE", "OR", "ROLLBACK", "QUICK"].iter().any(|it| is(at, it)) {
        at += 1;
    }
    let table = named(words, at).join(", ");
    // A name for a temporary table, or a statement that is not finished.
    if table.is_empty() || table.starts_with(['#', '@']) || deletes && from.is_none() {
        return Vec::new();
    }
    let mut depth = 0_usize;
    let limit = words.iter().position(|it| {
        depth = if it.is("(") { depth + 1 } else { depth.saturating_sub(usize::from(it.is(")"))) };
        depth == 0
            && (it.is("WHERE") || it.is("LIMIT") || it.is("USING") || it.is("JOIN") || it.is("TOP") || it.is("FETCH"))
    });
    let unlimited = match limit {
        None => !words.iter().any(|it| is_unsure(it.text)),
        Some(at) => words[at].is("WHERE") && is_always_true(&words[at + 1..]),
    };
    if !unlimited {
        return Vec::new();
    }
    vec![act(if deletes { ActKind::DeleteAll } else { ActKind::UpdateAll }, table)]
}

/// `1=1`, `true`, `'a' = 'a'`, also behind an `OR`.
fn is_always_true(words: &[Word<'_>]) -> bool {
    let until =
        words.iter().position(|it| it.is("RETURNING") || it.is("LIMIT") || it.is("ORDER")).unwrap_or(words.len());
    if words.get(until).is_some_and(|it| it.is("LIMIT")) {
        return false;
    }
    let words: Vec<&Word<'_>> = words[..until].iter().filter(|it| !it.is("(") && !it.is(")")).collect();
    let holds = |it: &[&Word<'_>]| match it {
        [only] => only.is("TRUE") || only.text == "1",
        [left, sign, right] => {
            let constant =
                |it: &Word<'_>| it.kind == WordKind::Text || it.text.starts_with(|it: char| it.is_ascii_digit());
            let same = left.text == right.text;
            constant(left) && constant(right) && (sign.is("=") || sign.is("LIKE")) && same
        }
        _ => false,
    };
    words.split(|it| it.is("OR")).any(|it| !it.is_empty() && holds(it))
}

fn grant(words: &[Word<'_>], act: &dyn Fn(ActKind, String) -> Act) -> Vec<Act> {
    let Some(to) = words.iter().position(|it| it.is("TO")) else { return Vec::new() };
    let on = words.iter().position(|it| it.is("ON")).filter(|it| *it < to);
    let join = |words: &[Word<'_>]| words.iter().map(Word::name).collect::<Vec<_>>().join(" ");
    let what = join(&words[1..on.unwrap_or(to)]);
    let on = on.map(|it| join(&words[it + 1..to]).replace(" . ", ".")).unwrap_or_default();
    let whom = words[to + 1..].iter().take_while(|it| !it.is("IDENTIFIED") && !it.is("WITH") && !it.is("REQUIRE"));
    let whom: String = whom.map(|it| it.text).collect();
    vec![act(ActKind::Grant { what, on }, whom)]
}

/// What changes the server itself.
fn server(words: &[Word<'_>], act: &dyn Fn(ActKind, String) -> Act, any: &dyn Fn(&str) -> bool) -> Vec<Act> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|it| it.is(word));
    let one = |kind: ActKind| vec![act(kind, String::new())];
    if is(0, "COPY") && any("PROGRAM") {
        let runs = words.windows(2).any(|it| (it[0].is("FROM") || it[0].is("TO")) && it[1].is("PROGRAM"));
        return if runs { one(ActKind::RunsProgram("`COPY … PROGRAM`")) } else { Vec::new() };
    }
    if any("XP_CMDSHELL") {
        return one(ActKind::RunsProgram("`xp_cmdshell`"));
    }
    if is(0, "SELECT") {
        let calls = |name: &str| words.windows(2).any(|it| it[0].is(name) && it[1].is("("));
        let writes = words.windows(3).find(|it| it[0].is("INTO") && (it[1].is("OUTFILE") || it[1].is("DUMPFILE")));
        return match writes {
            _ if calls("SYS_EXEC") || calls("SYS_EVAL") => one(ActKind::RunsProgram("`sys_exec`")),
            Some(it) if is_code_path(it[2].text) => one(ActKind::RunsProgram("`INTO OUTFILE`")),
            _ if calls("LO_EXPORT") => one(ActKind::RunsProgram("`lo_export`")),
            _ => Vec::new(),
        };
    }
    if is(0, "CREATE") && is(1, "USER") {
        let named_host = words.iter().any(|it| it.is("@"));
        let open = !any("IDENTIFIED")
            || words.windows(2).any(|it| it[0].is("BY") && it[1].kind == WordKind::Text && it[1].text.is_empty());
        let name = named(words, 2).join(", ");
        return if named_host && open { vec![act(ActKind::NoPassword, name)] } else { Vec::new() };
    }
    if is(0, "RESET") && is(1, "MASTER") {
        return one(ActKind::DropBackups("every binary log"));
    }
    if is(0, "PURGE") && any("LOGS") {
        return one(ActKind::DropBackups("binary logs"));
    }
    if is(0, "SET") && words.iter().any(|it| it.is("GLOBAL") || it.text.eq_ignore_ascii_case("@@global")) {
        let off = words.windows(3).find(|it| {
            it[1].is("=")
                && matches!(
                    (&*it[0].text.to_ascii_lowercase(), &*it[2].text.to_ascii_lowercase()),
                    ("sync_binlog" | "innodb_flush_log_at_trx_commit" | "read_only" | "super_read_only", "0" | "off")
                        | ("local_infile", "1" | "on")
                )
        });
        return off.map(|it| one(ActKind::SwitchesOff(it[0].text.to_ascii_lowercase()))).unwrap_or_default();
    }
    Vec::new()
}

/// A file that a web server or a scheduler would run.
fn is_code_path(path: &str) -> bool {
    let ends = [".php", ".jsp", ".asp", ".aspx", ".cgi", ".sh", ".so", ".py"].iter().any(|it| path.ends_with(it));
    ends || ["/etc/", "/var/www/", "/root/", "/usr/"].iter().any(|it| path.starts_with(it))
}

#[cfg(test)]
mod tests;
