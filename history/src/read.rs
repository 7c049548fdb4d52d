//! Reading the history: what was asked lately, one request, what may be proposed again.

use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::folder::Files;
use crate::rows::{self, COLUMNS};
use crate::schema;
use crate::sealed::Sealer;
use crate::store::{self, Store};
use crate::{Error, History, Learned, Outcome, Record, learned, salvage};

/// Which records are wanted. What is not said is not asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Not before this time.
    pub since: Option<i64>,
    /// What the user made of them.
    pub outcome: Option<Outcome>,
    /// Who proposed them.
    pub source: Option<String>,
    /// The program that does the work.
    pub family: Option<String>,
    /// In which workspace, as its hash.
    pub workspace: Option<String>,
    /// At most so many; 0 stands for all.
    pub limit: usize,
    /// After leaving out so many.
    pub offset: usize,
}

impl Filter {
    /// As conditions, each after an `AND`.
    pub(crate) fn conditions(&self) -> (String, Vec<Value>) {
        let text = |it: &Option<String>| it.clone().map(Value::Text);
        let parts = [
            ("created_at >= ?", self.since.map(Value::Integer)),
            ("outcome = ?", self.outcome.map(|it| Value::Text(it.word().to_owned()))),
            ("source = ?", text(&self.source)),
            ("family = ?", text(&self.family)),
            ("workspace = ?", text(&self.workspace)),
        ];
        let mut conditions = String::new();
        let mut values = Vec::new();
        for (condition, value) in parts {
            if let Some(value) = value {
                conditions.push_str(" AND ");
                conditions.push_str(condition);
                values.push(value);
            }
        }
        (conditions, values)
    }

    pub(crate) fn most(&self) -> usize {
        if self.limit == 0 { usize::MAX } else { self.limit }
    }
}

/// How large a history is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// How many records it has.
    pub records: u64,
    /// How many bytes its files have.
    pub bytes: u64,
}

/// What a short number stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// No record.
    None,
    /// This one.
    One(Box<Record>),
    /// Several: these are their numbers, or the first of them.
    Many(Vec<String>),
}

/// A history that is open for reading. It is not for keeping: each look wants a new one.
pub struct Reader {
    store: RefCell<Option<Store>>,
    /// Where there is no file.
    nothing: Connection,
    pub(crate) sealer: Option<Sealer>,
    folder: PathBuf,
    pub(crate) history: History,
}

impl fmt::Debug for Reader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Reader").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens it. Where there is no file, none is made.
    pub(crate) fn open(history: &History) -> Result<Self, Error> {
        let folder = history.shared.folder()?.to_owned();
        let opened = store::open_to_read(&folder)?;
        let reading = |it: rusqlite::Error| Error::database("reading", &folder, &it);
        let mut sealer = None;
        let store = match opened {
            Some(opened) => {
                history.shared.tell(opened.message);
                sealer = history.shared.sealer(&opened.store, true)?;
                Some(opened.store)
            }
            None => None,
        };
        let nothing = store::nothing().map_err(reading)?;
        Ok(Self { store: store.into(), nothing, sealer, folder, history: history.clone() })
    }

    /// Runs something on the connection.
    pub(crate) fn with<T>(&self, run: impl FnOnce(&Connection) -> T) -> T {
        let store = self.store.borrow();
        run(store.as_ref().map_or(&self.nothing, |it| &it.connection))
    }

    /// Runs a question. What turns out to be damaged is salvaged, and asked again.
    pub(crate) fn ask<T>(&self, question: impl Fn(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        let path = self.path();
        let reading = |it: rusqlite::Error| Error::database("reading", &path, &it);
        match self.with(&question).map_err(reading) {
            Err(Error::Damaged { .. }) if self.store.borrow().is_some() => {}
            answer => return answer,
        }
        let salvaged = salvage::salvage(&Files::of(&self.folder)?)?;
        let found_damage = salvaged.is_some();
        self.history.shared.tell(salvaged);
        *self.store.borrow_mut() = store::open_to_read(&self.folder)?.map(|it| it.store);
        match self.with(&question).map_err(reading) {
            // It is sound, and another process is changing it: its index is gone while it is encrypted, say.
            Err(Error::Damaged { path }) if !found_damage => Err(Error::Busy { path }),
            answer => answer,
        }
    }

    /// The newest first.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Record>, Error> {
        let (conditions, mut values) = filter.conditions();
        let limit = i64::try_from(filter.limit).ok().filter(|it| *it > 0).unwrap_or(-1);
        values.extend([limit, i64::try_from(filter.offset).unwrap_or(i64::MAX)].map(Value::Integer));
        self.records(
            &format!(
                "SELECT {COLUMNS} FROM history WHERE true{conditions} ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?"
            ),
            &values,
        )
    }

    pub(crate) fn records(&self, statement: &str, values: &[Value]) -> Result<Vec<Record>, Error> {
        self.ask(|connection| {
            let mut statement = connection.prepare(statement)?;
            let mut rows = statement.query(params_from_iter(values))?;
            let mut records = Vec::new();
            while let Some(row) = rows.next()? {
                records.extend(rows::read(row, self.sealer.as_ref())?);
            }
            Ok(records)
        })
    }

    /// The record of this number, or of the only one that begins so.
    pub fn show(&self, uid: &str) -> Result<Found, Error> {
        let exact = self.records(&format!("SELECT {COLUMNS} FROM history WHERE uid = ?"), &[uid.to_owned().into()])?;
        if let Some(record) = exact.into_iter().next() {
            return Ok(Found::One(record.into()));
        }
        if uid.is_empty() {
            return Ok(Found::None);
        }
        // Not `LIKE`: its signs would be the user's.
        let begins =
            format!("SELECT {COLUMNS} FROM history WHERE substr(uid, 1, length(?1)) = ?1 ORDER BY uid LIMIT 10");
        let mut found = self.records(&begins, &[uid.to_owned().into()])?;
        Ok(match found.len() {
            0 => Found::None,
            1 => found.pop().map_or(Found::None, |it| Found::One(it.into())),
            _ => Found::Many(found.into_iter().map(|it| it.uid).collect()),
        })
    }

    /// What was taken, for proposing it again: the newest of a workspace and the newest of all, at most so many of each,
    /// and the newest first. Nothing from which a secret was taken out is among them.
    pub fn again(&self, workspace: Option<&str>, limit: usize) -> Result<Vec<Record>, Error> {
        let limit = Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX));
        let newest = |condition: &str| {
            format!(
                "SELECT {COLUMNS} FROM history WHERE outcome IN ('accepted', 'edited') AND redacted = 0{condition} \
                 ORDER BY created_at DESC, id DESC LIMIT ?"
            )
        };
        let mut records = self.records(&newest(""), std::slice::from_ref(&limit))?;
        if let Some(workspace) = workspace {
            let here = self.records(&newest(" AND workspace = ?"), &[workspace.to_owned().into(), limit])?;
            let known: std::collections::HashSet<String> = records.iter().map(|it| it.uid.clone()).collect();
            records.extend(here.into_iter().filter(|it| !known.contains(&it.uid)));
            records.sort_by_key(|it| std::cmp::Reverse(it.created_at));
        }
        Ok(records)
    }

    /// All that was learned.
    pub fn learned(&self) -> Result<Vec<Learned>, Error> {
        self.ask(learned::all)
    }

    /// The database's file, whether it is there or not.
    pub fn path(&self) -> PathBuf {
        self.folder.join("history.db")
    }

    /// How much there is.
    pub fn size(&self) -> Result<Size, Error> {
        let records = self.ask(|it| it.query_row("SELECT count(*) FROM history", [], |row| row.get::<_, i64>(0)))?;
        let length = |it: &Path| std::fs::metadata(it).map_or(0, |it| it.len());
        let bytes = Files::with_companions(&self.path()).iter().map(|it| length(it)).sum();
        Ok(Size { records: records.try_into().unwrap_or_default(), bytes })
    }

    /// Whether it is encrypted.
    pub fn is_sealed(&self) -> bool {
        self.sealer.is_some()
    }
}

/// The key as the database keeps it, where it is encrypted.
pub(crate) fn kept_key(connection: &Connection) -> rusqlite::Result<Option<Vec<u8>>> {
    schema::meta(connection, "seal")
}
