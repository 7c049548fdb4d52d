//! The database: opened, checked and made where it is missing.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::folder::{self, Files, Identity};
use crate::lock::Lock;
use crate::schema::{self, Owner};
use crate::{Error, salvage};

/// So long others may be waited for. They hold the database for milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open database.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) connection: Connection,
    pub(crate) files: Files,
    /// Whether somebody who wrote to it ended without closing it, or has it open now.
    pub(crate) unclean: bool,
    identity: Option<Identity>,
}

/// A store, and what the user should know of how it was found.
pub(crate) struct Opened {
    pub(crate) store: Store,
    pub(crate) message: Option<String>,
}

/// Opens the database for writing, and makes it where there is none. What is damaged is salvaged.
pub(crate) fn open(folder: &Path) -> Result<Opened, Error> {
    folder::private(folder)?;
    let files = Files::of(folder)?;
    match try_open(&files) {
        Err(Error::Damaged { .. }) => {
            let message = salvage::salvage(&files)?;
            Ok(Opened { store: try_open(&files)?, message })
        }
        opened => Ok(Opened { store: opened?, message: None }),
    }
}

/// Opens the database for reading; none where there is none. What is damaged is salvaged.
pub(crate) fn open_to_read(folder: &Path) -> Result<Option<Opened>, Error> {
    if fs::symlink_metadata(folder).is_err() {
        return Ok(None);
    }
    folder::check(folder)?;
    let files = Files::of(folder)?;
    if !files.database.exists() && !files.coming().exists() {
        return Ok(None);
    }
    let opened = match try_open_to_read(&files) {
        Err(Error::Damaged { .. }) => {
            let message = salvage::salvage(&files)?;
            Opened { store: try_open_to_read(&files)?, message }
        }
        opened => Opened { store: opened?, message: None },
    };
    Ok(Some(opened))
}

/// A history with nothing in it, for those who look where there is none.
pub(crate) fn nothing() -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    schema::migrate(&mut connection)?;
    Ok(connection)
}

fn try_open(files: &Files) -> Result<Store, Error> {
    let writing = |error: rusqlite::Error| Error::database("writing", &files.database, &error);
    if !files.database.exists() {
        let _lock = Lock::alone(files)?;
        if !files.database.exists() {
            salvage::finish(files)?;
        }
        if !files.database.exists() {
            folder::new_file(&files.database)?;
        }
    }
    let mut store = connect(files)?;
    let read_only = store.connection.is_readonly("main").map_err(writing)?;
    match schema::owner(&store.connection).map_err(writing)? {
        Owner::Newer => return Err(Error::Newer { path: files.database.clone() }),
        Owner::Foreign => return Err(Error::Damaged { path: files.database.clone() }),
        _ if read_only => {
            return Err(Error::disk("writing", &files.database, std::io::ErrorKind::PermissionDenied.into()));
        }
        Owner::Ours => {}
        Owner::Nobody | Owner::Older => {
            let _lock = Lock::alone(files)?;
            // Only an empty file takes this one.
            store.connection.pragma_update(None, "auto_vacuum", "INCREMENTAL").map_err(writing)?;
            store.connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(writing)?;
            schema::migrate(&mut store.connection).map_err(writing)?;
        }
    }
    store.probe()?;
    Ok(store)
}

fn try_open_to_read(files: &Files) -> Result<Store, Error> {
    if !files.database.exists() {
        let _lock = Lock::alone(files)?;
        salvage::finish(files)?;
    }
    let mut store = connect(files)?;
    let reading = |error: rusqlite::Error| Error::database("reading", &files.database, &error);
    match schema::owner(&store.connection).map_err(reading)? {
        Owner::Foreign => return Err(Error::Damaged { path: files.database.clone() }),
        // It is made whole by whoever writes.
        Owner::Nobody | Owner::Older => store.connection = nothing().map_err(reading)?,
        Owner::Ours => store.probe()?,
        Owner::Newer => {}
    }
    store.connection.pragma_update(None, "query_only", true).map_err(reading)?;
    Ok(store)
}

/// Opens a file as it is.
pub(crate) fn connect(files: &Files) -> Result<Store, Error> {
    files.check()?;
    let [database, log, _] = Files::with_companions(&files.database);
    let unclean = fs::metadata(&log).is_ok_and(|it| it.len() > 0);
    let identity = folder::identity(&database);
    let connection = connect_to(&database).map_err(|it| Error::database("opening", &database, &it))?;
    Ok(Store { connection, files: files.clone(), unclean, identity })
}

/// The settings that every connection has.
pub(crate) fn connect_to(database: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(database, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // What is deleted is overwritten, and nothing of it goes to files elsewhere.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // A power cut may take the last batch, and never breaks the file.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

impl Store {
    /// Whether its file is still the one that the path stands for.
    pub(crate) fn is_current(&self) -> bool {
        folder::identity(&self.files.database) == self.identity
    }

    pub(crate) fn writing(&self, error: &rusqlite::Error) -> Error {
        Error::database("writing", &self.files.database, error)
    }

    pub(crate) fn reading(&self, error: &rusqlite::Error) -> Error {
        Error::database("reading", &self.files.database, error)
    }

    /// Finds the plain kinds of damage: a file that was cut, ends of tables and indexes that cannot be read. What lies
    /// deeper is found when it is met, or by the check that is made now and then.
    fn probe(&self) -> Result<(), Error> {
        let probed = || -> rusqlite::Result<i64> {
            for statement in [
                "SELECT * FROM history ORDER BY id DESC LIMIT 1",
                "SELECT * FROM history ORDER BY created_at LIMIT 1",
                "SELECT * FROM meta LIMIT 1",
            ] {
                self.connection.prepare(statement)?.query([])?.next()?;
            }
            self.connection.pragma_query_value(None, "page_count", |row| row.get(0))
        };
        let pages = probed().map_err(|it| self.reading(&it))?;
        let length = fs::metadata(&self.files.database).map_or(0, |it| it.len());
        // While there is a log, the last pages may be there and not yet here.
        if !self.unclean && !self.has_log() && length.cast_signed() < pages.saturating_mul(PAGE) {
            return Err(Error::Damaged { path: self.files.database.clone() });
        }
        Ok(())
    }

    fn has_log(&self) -> bool {
        fs::metadata(&Files::with_companions(&self.files.database)[1]).is_ok_and(|it| it.len() > 0)
    }
}

/// The size of a page: SQLite's own choice for a new file.
pub(crate) const PAGE: i64 = 4096;
