//! What changes all of the history at once: clearing it, and encrypting it. Afterwards nothing of the old text is left in
//! its files.

use std::time::{Duration, Instant};

use rusqlite::{Connection, Row, TransactionBehavior};

use crate::folder::{self, Files};
use crate::read::kept_key;
use crate::sealed::Sealer;
use crate::store::Store;
use crate::{Error, schema};

/// What is to be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clear {
    /// All records.
    All,
    /// Those from before this time.
    Before(i64),
    /// Those of a workspace, by its hash.
    Workspace(String),
    /// This one.
    One(String),
}

/// So long others may go on reading what was there.
const PATIENCE: Duration = Duration::from_secs(3);

/// Deletes records, and everything that holds their texts; gives how many.
pub(crate) fn clear(store: &mut Store, what: &Clear) -> Result<u64, Error> {
    let cleared = change(store, |connection| {
        let sealed = kept_key(connection)?.is_some();
        schema::index_words(connection, false)?;
        let count = match what {
            Clear::All => {
                // With nothing left to encrypt, who lost the passphrase may begin anew.
                connection.execute("DELETE FROM meta WHERE name = 'seal'", [])?;
                connection.execute("DELETE FROM history", [])?
            }
            Clear::Before(time) => connection.execute("DELETE FROM history WHERE created_at < ?", [time])?,
            Clear::One(uid) => connection.execute("DELETE FROM history WHERE uid = ?", [uid])?,
            Clear::Workspace(hash) => connection.execute("DELETE FROM history WHERE workspace = ?", [hash])?,
        };
        schema::index_words(connection, !sealed || *what == Clear::All)?;
        Ok(count as u64)
    })?;
    scrub(store, cleared)?;
    Ok(cleared)
}

/// Deletes what was learned of one habit; whether anything was.
pub(crate) fn forget(store: &mut Store, habit: &str, scope: &str) -> Result<bool, Error> {
    let statement = "DELETE FROM learned WHERE habit = ? AND scope = ?";
    let known = change(store, |connection| Ok(connection.execute(statement, (habit, scope))? > 0))?;
    scrub(store, known.into())?;
    Ok(known)
}

/// Deletes all that was learned; gives how much.
pub(crate) fn reset_learned(store: &mut Store) -> Result<u64, Error> {
    let count = change(store, |connection| Ok(connection.execute("DELETE FROM learned", [])? as u64))?;
    scrub(store, count)?;
    Ok(count)
}

/// The columns that hold the user's words and commands.
const TEXTS: [&str; 4] = ["prompt", "generated_command", "alternatives", "corrected_command"];

/// Encrypts all texts; gives of how many records. Where another process did so already, none.
pub(crate) fn seal(store: &Store, sealer: &Sealer) -> Result<u64, Error> {
    let sealed = change(store, |connection| {
        if kept_key(connection)?.is_some() {
            return Ok(0);
        }
        schema::index_words(connection, false)?;
        let count = each_text(connection, |row, uid, place, column| {
            let text = row.get_ref(place)?;
            Ok(text.as_str().ok().map(|it| sealer.seal(uid, column, it).into()))
        })?;
        schema::set_meta(connection, "seal", &sealer.kept)?;
        Ok(count)
    })?;
    scrub(store, sealed)?;
    Ok(sealed)
}

/// The contrary. What cannot be unsealed is damaged, and left out.
pub(crate) fn unseal(store: &Store, sealer: &Sealer) -> Result<u64, Error> {
    let unsealed = change(store, |connection| {
        if kept_key(connection)?.is_none_or(|it| it != sealer.kept) {
            return Ok(0);
        }
        let count = each_text(connection, |row, uid, place, column| {
            let sealed = row.get_ref(place)?;
            Ok(sealed.as_blob().ok().and_then(|it| sealer.unseal(uid, column, it)).map(Into::into))
        })?;
        connection.execute("DELETE FROM meta WHERE name = 'seal'", [])?;
        schema::index_words(connection, true)?;
        Ok(count)
    })?;
    scrub(store, unsealed)?;
    Ok(unsealed)
}

/// Puts another value in place of each text; a record of which one cannot be changed is deleted.
fn each_text(
    connection: &Connection,
    change: impl Fn(&Row<'_>, &str, usize, &str) -> rusqlite::Result<Option<rusqlite::types::Value>>,
) -> rusqlite::Result<u64> {
    let mut ids = connection.prepare("SELECT id FROM history")?;
    let ids: Vec<i64> = ids.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let columns = TEXTS.join(", ");
    let mut select = connection.prepare(&format!("SELECT uid, {columns} FROM history WHERE id = ?"))?;
    let columns = TEXTS.join(" = ?, ");
    let mut update = connection.prepare(&format!("UPDATE history SET {columns} = ? WHERE id = ?"))?;
    let mut delete = connection.prepare("DELETE FROM history WHERE id = ?")?;
    let mut count = 0;
    for id in ids {
        let values = select.query_row([id], |row| {
            let Ok(uid) = row.get::<_, String>(0) else { return Ok(None) };
            let mut values = Vec::new();
            for (place, column) in (1..).zip(TEXTS) {
                match row.get_ref(place)? {
                    rusqlite::types::ValueRef::Null => values.push(rusqlite::types::Value::Null),
                    _ => values.extend(change(row, &uid, place, column)?),
                }
            }
            Ok(Some(values))
        })?;
        match values {
            Some(mut values) if values.len() == TEXTS.len() => {
                values.push(id.into());
                update.execute(rusqlite::params_from_iter(values))?;
                count += 1;
            }
            _ => {
                delete.execute([id])?;
            }
        }
    }
    Ok(count)
}

/// Something that is done as a whole or not at all.
fn change<T>(store: &Store, change: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
    let run = || {
        let transaction = rusqlite::Transaction::new_unchecked(&store.connection, TransactionBehavior::Immediate)?;
        let value = change(&transaction)?;
        transaction.commit()?;
        Ok(value)
    };
    run().map_err(|it| store.writing(&it))
}

/// Leaves nothing of what was deleted in any file: it is overwritten already (`secure_delete`), but the log and unused
/// pages may have older copies.
fn scrub(store: &Store, cleared: u64) -> Result<(), Error> {
    for number in store.files.damaged_ones() {
        for file in Files::with_companions(&store.files.damaged(number)) {
            folder::delete(&file)?;
        }
    }
    let connection = &store.connection;
    // Where there is no room for it, unused pages stay, all overwritten.
    let _ = checkpoint(connection).and_then(|_| connection.execute_batch("VACUUM"));
    let begun = Instant::now();
    loop {
        match checkpoint(connection) {
            Ok(true) => return Ok(()),
            Ok(false) if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(50)),
            Ok(false) => return Err(Error::StillRead { cleared, path: store.files.database.clone() }),
            Err(error) => return Err(store.writing(&error)),
        }
    }
}

/// Brings the log into the database and empties it; whether nobody was in the way.
pub(crate) fn checkpoint(connection: &Connection) -> rusqlite::Result<bool> {
    connection.busy_timeout(Duration::from_millis(500))?;
    let done = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    connection.busy_timeout(Duration::from_secs(10))?;
    Ok(done? == 0)
}
