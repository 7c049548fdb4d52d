//! Taking the history elsewhere, and back: one record a line, as JSON.

use std::io::{BufRead, Read, Write};

use rusqlite::{Connection, TransactionBehavior, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::read::{Filter, Reader};
use crate::rows::{self, COLUMNS};
use crate::sealed::Sealer;
use crate::store::Store;
use crate::{Error, Record, redaction};

/// The form that is written; older ones are read.
const FORM: u32 = 1;
/// The most bytes of a line, of all lines, and the most lines.
const LINE: u64 = 512 << 10;
const TOTAL: u64 = 512 << 20;
const LINES: u64 = 1_000_000;

/// The first line.
#[derive(Serialize, Deserialize)]
struct Header {
    caro_history: u32,
}

/// What became of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// How many records are new.
    pub added: u64,
    /// How many were known.
    pub known: u64,
    /// From how many something that looked like a secret was taken out.
    pub redacted: u64,
}

/// Writes all records, the oldest first; gives how many.
pub(crate) fn export(reader: &Reader, out: &mut dyn Write) -> Result<u64, Error> {
    let line = |out: &mut dyn Write, it: Vec<u8>| out.write_all(&it).and_then(|()| out.write_all(b"\n"));
    line(out, serde_json::to_vec(&Header { caro_history: FORM }).unwrap_or_default()).map_err(Error::Stream)?;
    let path = reader.path();
    let reading = |it: rusqlite::Error| Error::database("reading", &path, &it);
    // That it can be read as a whole is asked first: nothing damaged is met halfway.
    reader.list(&Filter { limit: 1, ..Filter::default() })?;
    let statement = format!("SELECT {COLUMNS} FROM history ORDER BY created_at, id");
    let count = reader.with(|connection| {
        let mut statement = connection.prepare(&statement).map_err(reading)?;
        let mut rows = statement.query([]).map_err(reading)?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(reading)? {
            if let Some(record) = rows::read(row, reader.sealer.as_ref()).map_err(reading)? {
                line(out, serde_json::to_vec(&record).unwrap_or_default()).map_err(Error::Stream)?;
                count += 1;
            }
        }
        Ok(count)
    })?;
    out.flush().map_err(Error::Stream)?;
    Ok(count)
}

/// Reads records, and takes secrets out of them. Nothing of what is read is believed: not its size, its types or its times.
pub(crate) fn parse(from: &mut dyn BufRead, now: i64) -> Result<Vec<Record>, Error> {
    let mut records = Vec::new();
    let mut total = 0;
    let mut text = Vec::new();
    for line in 1.. {
        let wrong = |reason| Err(Error::Import { line, reason });
        text.clear();
        let length = from.take(LINE + 1).read_until(b'\n', &mut text).map_err(Error::Stream)?;
        total += length as u64;
        if length == 0 {
            if line == 1 {
                return wrong("this is empty, and no export of a history");
            }
            break;
        }
        if length as u64 > LINE {
            return wrong("a line should have at most 512 KB");
        }
        if total > TOTAL || line > LINES {
            return wrong("an import should have at most a million lines and 512 MB");
        }
        if line == 1 {
            match serde_json::from_slice::<Header>(&text) {
                Ok(header) if header.caro_history > FORM => return wrong("this was written by a newer Caro"),
                Ok(header) if header.caro_history == FORM => continue,
                _ => return wrong("this is no export of a history, which begins with `{\"caro_history\":1}`"),
            }
        }
        if text.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        // Serde would also take a list of values.
        let is_object = text.trim_ascii_start().starts_with(b"{");
        let record = serde_json::from_slice::<Record>(&text).ok().filter(|_| is_object);
        let Some(mut record) = record else {
            return wrong("this is no record: an object is wanted, its fields of the types that an export has");
        };
        if record.uid.is_empty() || (record.prompt.is_empty() && record.generated_command.is_empty()) {
            return wrong("a record needs `uid`, and `prompt` or `generated_command`");
        }
        if let Err(reason) = rows::fit(&mut record, now) {
            return wrong(reason);
        }
        record.created_at = record.created_at.min(now);
        redaction::clean(&mut record);
        records.push(record);
    }
    Ok(records)
}

/// Adds those that are not there.
pub(crate) fn put(store: &mut Store, records: &[Record], sealer: Option<&Sealer>) -> Result<Imported, Error> {
    let path = store.files.database.clone();
    let mut run = || -> rusqlite::Result<Imported> {
        let batch = store.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let imported = add(&batch, records, sealer)?;
        batch.commit()?;
        Ok(imported)
    };
    run().map_err(|it| Error::database("writing", &path, &it))
}

pub(crate) fn add(connection: &Connection, records: &[Record], sealer: Option<&Sealer>) -> rusqlite::Result<Imported> {
    let places: Vec<String> = (1..=20).map(|it| format!("?{it}")).collect();
    let add = format!("INSERT INTO history ({COLUMNS}) VALUES ({}) ON CONFLICT (uid) DO NOTHING", places.join(", "));
    let mut add = connection.prepare(&add)?;
    let mut imported = Imported::default();
    for record in records {
        if add.execute(params_from_iter(rows::values(record, sealer)))? > 0 {
            imported.added += 1;
            imported.redacted += u64::from(record.redacted);
        } else {
            imported.known += 1;
        }
    }
    Ok(imported)
}
