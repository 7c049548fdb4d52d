//! A damaged database: what can be read of it goes into a new one, and the damaged one stays beside it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, Statement, Transaction, TransactionBehavior, params_from_iter};

use crate::clock::{self, DAY};
use crate::folder::{self, Files};
use crate::lock::Lock;
use crate::read::kept_key;
use crate::rows::{COLUMNS, Upsert};
use crate::schema::{self, Owner};
use crate::store::{self, Store};
use crate::{Error, Evidence, Record, learned};

mod pages;

/// A whole check of the file is made so often, and earlier where somebody ended without closing it.
const BETWEEN_CHECKS: i64 = 7 * DAY;

/// Whether a file is sound, as far as it is worth looking now.
pub(crate) fn looks_sound(store: &Store, now: i64) -> bool {
    let checked = schema::meta::<i64>(&store.connection, "checked_at").ok().flatten().unwrap_or_default();
    let enough = if store.unclean { DAY } else { BETWEEN_CHECKS };
    if now.abs_diff(checked) < enough as u64 {
        return true;
    }
    let sound = is_sound(&store.connection, "quick_check");
    if sound {
        let _ = schema::set_meta(&store.connection, "checked_at", now);
    }
    sound
}

/// What cannot be read is not sound. That others keep it busy does not come up: this only reads.
fn is_sound(connection: &Connection, check: &str) -> bool {
    let verdict = connection.query_row(&format!("PRAGMA {check}(1)"), [], |row| row.get::<_, String>(0));
    verdict.is_ok_and(|it| it == "ok")
}

/// Puts a new database in the place of a damaged one, with all that can be read of that; gives what the user should know.
/// Where another process did so already, nothing is done.
pub(crate) fn salvage(files: &Files) -> Result<Option<String>, Error> {
    let _lock = Lock::alone(files)?;
    files.check()?;
    if !files.database.exists() {
        return finish(files).map(|()| None);
    }
    let foreign = match store::connect(files) {
        Ok(store) => match schema::owner(&store.connection) {
            Ok(Owner::Newer) => return Err(Error::Newer { path: files.database.clone() }),
            Ok(Owner::Foreign) => true,
            Ok(_) if is_sound(&store.connection, "integrity_check") && works(&store.connection) => return Ok(None),
            Ok(_) if is_sound(&store.connection, "quick_check") && mend(&store.connection) => return Ok(None),
            _ => {
                // What stands in the log belongs to it.
                let _ = store.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
                false
            }
        },
        Err(Error::Damaged { .. }) => false,
        Err(error) => return Err(error),
    };
    let new = files.coming();
    for file in Files::with_companions(&new) {
        folder::delete(&file)?;
    }
    let count = match make(files, &new, foreign) {
        Ok(count) => count,
        Err(error) => {
            let _ = folder::delete(&new);
            return Err(error);
        }
    };
    let aside = put_aside(files)?;
    finish(files)?;
    let aside = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = files.database.display();
    Ok(Some(if foreign {
        format!("{path}: was no history of Caro's; it now stands beside it as {aside}, and an empty history begins")
    } else {
        format!(
            "{path}: was damaged; {count} records could be read and are kept, and the damaged file stands beside it as {aside}"
        )
    }))
}

/// The indexes alone may be wrong; they can be made again. Whether that helped.
fn mend(connection: &Connection) -> bool {
    let run = || -> rusqlite::Result<()> {
        let change = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        let sealed = kept_key(&change)?.is_some();
        schema::index_words(&change, !sealed)?;
        change.execute_batch("REINDEX")?;
        change.commit()
    };
    run().is_ok() && is_sound(connection, "integrity_check") && works(connection)
}

/// Whether a record can be kept and found: the names of the columns may be what is damaged. Nothing of it stays.
fn works(connection: &Connection) -> bool {
    let trial = Record { uid: "trial".to_owned(), prompt: "trial".to_owned(), ..Record::default() };
    let run = || -> rusqlite::Result<()> {
        let change = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        Upsert::new(&change, None)?.put(&trial)?;
        let evidence = Evidence { habit: "trial".to_owned(), scope: String::new(), yes: 1.0, no: 0.0 };
        learned::add(&change, &[evidence], Duration::ZERO, 0)?;
        learned::all(&change)?;
        clock::settle(&change, 0)?;
        let found =
            change.prepare(&format!("SELECT {COLUMNS} FROM history WHERE uid = 'trial'"))?.query([])?.next()?.is_some();
        change.execute("DELETE FROM history WHERE uid = 'trial'", [])?;
        change.rollback()?;
        if found { Ok(()) } else { Err(rusqlite::Error::QueryReturnedNoRows) }
    };
    run().is_ok()
}

/// Where a process was killed between two renames, the second is done now. To be called by who holds the lock alone, where
/// there is no database.
pub(crate) fn finish(files: &Files) -> Result<(), Error> {
    let [_, log, memory] = Files::with_companions(&files.database);
    // Of the one before: they would be taken for the new one's.
    folder::delete(&log)?;
    folder::delete(&memory)?;
    let new = files.coming();
    if new.exists() {
        fs::rename(&new, &files.database).map_err(|it| Error::disk("renaming", &new, it))?;
    }
    Ok(())
}

fn put_aside(files: &Files) -> Result<std::path::PathBuf, Error> {
    let before = files.damaged_ones();
    let aside = files.damaged(before.last().map_or(1, |it| it.saturating_add(1)));
    fs::rename(&files.database, &aside).map_err(|it| Error::disk("renaming", &files.database, it))?;
    for number in before {
        for file in Files::with_companions(&files.damaged(number)) {
            folder::delete(&file)?;
        }
    }
    Ok(aside)
}

/// Makes a new database of what can be read of the old one; gives the number of records.
fn make(files: &Files, new: &Path, foreign: bool) -> Result<u64, Error> {
    let writing = |it: rusqlite::Error| Error::database("writing", new, &it);
    folder::new_file(new)?;
    let mut into = store::connect_to(new).map_err(writing)?;
    into.pragma_update(None, "auto_vacuum", "INCREMENTAL").map_err(writing)?;
    schema::migrate(&mut into).map_err(writing)?;
    let change = into.transaction().map_err(writing)?;
    // In a damaged file, anything may look like an encrypted text; the words come when it is known.
    schema::index_words(&change, false).map_err(writing)?;
    if !foreign {
        if let Ok(from) = store::connect_to(&files.database) {
            for (table, columns) in TABLES {
                copy(&from, &change, table, columns).map_err(writing)?;
            }
        }
        copy_pages(&files.database, &change).map_err(writing)?;
        drop_nonsense(&change).map_err(writing)?;
    }
    let sealed = kept_key(&change).map_err(writing)?.is_some();
    schema::index_words(&change, !sealed).map_err(writing)?;
    let count: i64 = change.query_row("SELECT count(*) FROM history", [], |row| row.get(0)).map_err(writing)?;
    change.commit().map_err(writing)?;
    into.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(writing)?;
    into.close().map_err(|it| writing(it.1))?;
    Ok(count.try_into().unwrap_or_default())
}

const TABLES: [(&str, &str); 3] =
    [("meta", "name, value"), ("learned", "habit, scope, yes, no, first_at, at"), ("history", COLUMNS)];

fn insert(table: &str, columns: &str) -> String {
    let places = vec!["?"; columns.split(',').count()].join(", ");
    format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})")
}

/// Copies the rows of a table that can be read from the front, and from the end.
fn copy(from: &Connection, into: &Connection, table: &str, columns: &str) -> rusqlite::Result<()> {
    let mut put = into.prepare(&insert(table, columns))?;
    for order in ["", " DESC"] {
        let Ok(mut statement) = from.prepare(&format!("SELECT {columns} FROM {table} ORDER BY rowid{order}")) else {
            return Ok(());
        };
        let Ok(mut rows) = statement.query([]) else { return Ok(()) };
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(()),
                // What comes after has to be reached another way.
                Err(_) => break,
            };
            let count = columns.split(',').count();
            let values: Result<Vec<Value>, _> = (0..count).map(|it| row.get::<_, Value>(it)).collect();
            if let Ok(values) = values {
                put_row(&mut put, &values)?;
            }
        }
    }
    Ok(())
}

/// Adds a row. One that breaks a rule of the table is none of ours, or is there already.
fn put_row(put: &mut Statement<'_>, values: &[Value]) -> rusqlite::Result<()> {
    match put.execute(params_from_iter(values)) {
        Err(error) if error.sqlite_error_code() != Some(ErrorCode::ConstraintViolation) => Err(error),
        _ => Ok(()),
    }
}

/// Copies the rows that stand in any page, wherever SQLite cannot go.
fn copy_pages(database: &Path, into: &Connection) -> rusqlite::Result<()> {
    let mut puts = Vec::new();
    for (table, columns) in TABLES {
        puts.push((into.prepare(&insert(table, columns))?, columns.split(',').count()));
    }
    let mut outcome = Ok(());
    let read = pages::rows(database, |row| {
        // What a row is of, its form says: the history's rows begin with their number, which stands elsewhere.
        let (number, row) = match row {
            [Value::Text(name), value] if KEPT.contains(&name.as_str()) && *value != Value::Null => (0, row),
            [Value::Text(_), Value::Text(_), ..] if row.len() == 6 => (1, row),
            [Value::Null, row @ ..] if row.len() == 20 => (2, row),
            _ => return,
        };
        if outcome.is_ok() && puts[number].1 == row.len() {
            outcome = put_row(&mut puts[number].0, row);
        }
    });
    // Of a file that cannot be read at all, there is nothing to copy.
    let _ = read;
    outcome
}

/// The names in the table `meta`.
const KEPT: [&str; 6] = ["salt", "seal", "clock", "clock_other_since", "clock_other_last", "checked_at"];

/// Deletes rows that no Caro wrote as they are, and texts that nobody can read any more.
fn drop_nonsense(connection: &Connection) -> rusqlite::Result<()> {
    let sealed = kept_key(connection).ok().flatten().is_some();
    let kind = if sealed { "blob" } else { "text" };
    connection.execute(
        "DELETE FROM history WHERE typeof(uid) != 'text' OR length(uid) NOT BETWEEN 1 AND 64
         OR typeof(created_at) != 'integer' OR typeof(prompt) != ?1 OR typeof(generated_command) != ?1",
        [kind],
    )?;
    connection
        .execute("DELETE FROM learned WHERE typeof(at) != 'integer' OR typeof(yes) NOT IN ('real', 'integer')", [])?;
    Ok(())
}
