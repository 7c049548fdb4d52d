//! The tables, and how those of an older Caro become today's.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// By which a file is known as ours: "Caro".
pub(crate) const APPLICATION: i64 = 0x4361_726f;

/// The version that this Caro writes.
const TODAY: u8 = 1;

/// Each entry leads from the version before to the next. What was released is never changed, only added to.
const MIGRATIONS: [&str; TODAY as usize] = [r"
    CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value NOT NULL);
    CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        prompt NOT NULL,
        generated_command NOT NULL,
        alternatives NOT NULL,
        outcome TEXT NOT NULL,
        corrected_command,
        executed INTEGER,
        success INTEGER,
        source TEXT NOT NULL,
        model TEXT,
        family TEXT NOT NULL,
        risk TEXT NOT NULL,
        confidence REAL NOT NULL,
        latency_ms INTEGER NOT NULL,
        shell TEXT NOT NULL,
        platform TEXT NOT NULL,
        workspace TEXT,
        via TEXT NOT NULL,
        redacted INTEGER NOT NULL
    );
    CREATE INDEX history_by_time ON history (created_at);
    CREATE INDEX history_by_workspace ON history (workspace, created_at);
    CREATE TABLE learned (
        habit TEXT NOT NULL,
        scope TEXT NOT NULL,
        yes REAL NOT NULL,
        no REAL NOT NULL,
        first_at INTEGER NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (habit, scope)
    );
"];

/// The index of words: there only while the history is not encrypted, since it holds them. What is deleted leaves it at
/// once.
const WORDS: &str = r"
    CREATE VIRTUAL TABLE words USING fts5 (
        prompt, generated_command, corrected_command,
        content = 'history', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 4'
    );
    INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
    INSERT INTO words (words) VALUES ('rebuild');
    CREATE TRIGGER history_added AFTER INSERT ON history BEGIN
        INSERT INTO words (rowid, prompt, generated_command, corrected_command)
        VALUES (new.id, new.prompt, new.generated_command, new.corrected_command);
    END;
    CREATE TRIGGER history_removed AFTER DELETE ON history BEGIN
        INSERT INTO words (words, rowid, prompt, generated_command, corrected_command)
        VALUES ('delete', old.id, old.prompt, old.generated_command, old.corrected_command);
    END;
    CREATE TRIGGER history_changed AFTER UPDATE OF prompt, generated_command, corrected_command ON history
    WHEN old.prompt IS NOT new.prompt OR old.generated_command IS NOT new.generated_command
        OR old.corrected_command IS NOT new.corrected_command BEGIN
        INSERT INTO words (words, rowid, prompt, generated_command, corrected_command)
        VALUES ('delete', old.id, old.prompt, old.generated_command, old.corrected_command);
        INSERT INTO words (rowid, prompt, generated_command, corrected_command)
        VALUES (new.id, new.prompt, new.generated_command, new.corrected_command);
    END;
";

const NO_WORDS: &str = r"
    DROP TRIGGER IF EXISTS history_added;
    DROP TRIGGER IF EXISTS history_removed;
    DROP TRIGGER IF EXISTS history_changed;
    DROP TABLE IF EXISTS words;
";

/// Whose tables are in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody's: there are none.
    Nobody,
    /// Ours, of today.
    Ours,
    /// Ours, of before.
    Older,
    /// Ours, of a Caro to come.
    Newer,
    /// Somebody else's.
    Foreign,
}

/// Looks at a file's header and the names in it.
pub(crate) fn owner(connection: &Connection) -> rusqlite::Result<Owner> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let version = number("user_version")?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let today = i64::from(TODAY);
    Ok(match number("application_id")? {
        0 if version == 0 && tables == 0 => Owner::Nobody,
        APPLICATION if version > today => Owner::Newer,
        APPLICATION if version < 1 => Owner::Foreign,
        APPLICATION if version < today => Owner::Older,
        APPLICATION => {
            // That all is there that we ask for; columns that are missing would be found here, too.
            connection.prepare("SELECT id, uid, created_at, prompt, redacted FROM history LIMIT 0")?;
            connection.prepare("SELECT habit, scope, yes, no, first_at, at FROM learned LIMIT 0")?;
            connection.prepare("SELECT name, value FROM meta LIMIT 0")?;
            Owner::Ours
        }
        _ => Owner::Foreign,
    })
}

/// Brings a file to today's tables, all or nothing.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = usize::try_from(version).unwrap_or(usize::MAX).min(MIGRATIONS.len());
    for step in &MIGRATIONS[version..] {
        change.execute_batch(step)?;
    }
    if version == 0 {
        change.execute_batch(WORDS)?;
    }
    change.pragma_update(None, "application_id", APPLICATION)?;
    change.pragma_update(None, "user_version", TODAY)?;
    change.commit()
}

/// Makes the index of words and fills it, or takes it away.
pub(crate) fn index_words(connection: &Connection, wanted: bool) -> rusqlite::Result<()> {
    connection.execute_batch(NO_WORDS)?;
    if wanted { connection.execute_batch(WORDS) } else { Ok(()) }
}

/// A value that the history keeps for itself.
pub(crate) fn meta<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> rusqlite::Result<Option<T>> {
    connection.query_row("SELECT value FROM meta WHERE name = ?", [name], |row| row.get(0)).optional()
}

/// Keeps one.
pub(crate) fn set_meta(connection: &Connection, name: &str, value: impl rusqlite::ToSql) -> rusqlite::Result<()> {
    let statement = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(statement, (name, value)).map(drop)
}
