//! Rows read from the pages of a database file without SQLite: where the way to a page is damaged, the page itself is not.
//!
//! The form is that of <https://www.sqlite.org/fileformat2.html>. Every number in the file may be wrong.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use rusqlite::types::Value;

use crate::store::PAGE;

const SIZE: usize = PAGE as usize;
/// The kind of a page that holds rows of a table.
const LEAF: u8 = 0x0d;
/// The most bytes of a row: those of the longest record.
const LONG: usize = 1 << 20;
/// The most columns of a row.
const COLUMNS: usize = 64;

/// Calls back with each row of each page that can be read.
pub(crate) fn rows(path: &Path, mut found: impl FnMut(&[Value])) -> std::io::Result<()> {
    let mut file = File::open(path)?;
    let pages = file.metadata()?.len() / SIZE as u64;
    let mut page = [0; SIZE];
    for number in 0..pages {
        // A bad place on the disk costs its page.
        if read(&mut file, number, &mut page).is_err() {
            continue;
        }
        let header = if number == 0 { 100 } else { 0 };
        if page[header] != LEAF {
            continue;
        }
        let cells = u16_at(&page, header + 3).unwrap_or_default();
        for cell in 0..usize::from(cells) {
            let Some(place) = u16_at(&page, header + 8 + 2 * cell) else { break };
            let row = payload(&mut file, &page, usize::from(place)).and_then(|it| columns(&it));
            if let Some(row) = row {
                found(&row);
            }
        }
    }
    Ok(())
}

fn read(file: &mut File, number: u64, page: &mut [u8; SIZE]) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(number * SIZE as u64))?;
    file.read_exact(page)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

/// A number of one to nine bytes, and where it ends.
fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut number = 0;
    for place in 0..9 {
        let byte = *bytes.get(at + place)?;
        if place == 8 {
            return Some((number << 8 | u64::from(byte), at + 9));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, at + place + 1));
        }
    }
    None
}

/// All bytes of a row, also where it goes on in other pages.
fn payload(file: &mut File, page: &[u8; SIZE], at: usize) -> Option<Vec<u8>> {
    let (length, at) = varint(page, at)?;
    let (_, at) = varint(page, at)?;
    let length = usize::try_from(length).ok().filter(|it| *it <= LONG)?;
    let most = SIZE - 35;
    if length <= most {
        return page.get(at..at + length).map(<[u8]>::to_owned);
    }
    let least = (SIZE - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % (SIZE - 4);
    let here = if fitting <= most { fitting } else { least };
    let mut payload = page.get(at..at + here)?.to_owned();
    let mut next = u32_at(page, at + here)?;
    let mut more = [0; SIZE];
    // Each page brings some of the rest, so that a circle ends.
    while payload.len() < length {
        read(file, u64::from(next.checked_sub(1)?), &mut more).ok()?;
        next = u32_at(&more, 0)?;
        let rest = (length - payload.len()).min(SIZE - 4);
        payload.extend(&more[4..4 + rest]);
    }
    Some(payload)
}

/// The values of a row.
fn columns(payload: &[u8]) -> Option<Vec<Value>> {
    let (end, mut at) = varint(payload, 0)?;
    let end = usize::try_from(end).ok().filter(|it| *it <= payload.len())?;
    let mut body = end;
    let mut values = Vec::new();
    while at < end {
        let (kind, after) = varint(payload, at)?;
        at = after;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((kind - 12) / 2).ok()?,
        };
        let bytes = payload.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            1..=6 => {
                let negative = bytes[0] & 0x80 != 0;
                let start = if negative { -1 } else { 0 };
                Value::Integer(bytes.iter().fold(start, |acc, it| acc << 8 | i64::from(*it)))
            }
            7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            _ if kind % 2 == 0 => Value::Blob(bytes.to_owned()),
            _ => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        });
        if values.len() > COLUMNS {
            return None;
        }
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn rows_are_read_as_sqlite_wrote_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)").unwrap();
        let mut expected = Vec::new();
        for number in 0..300_i64 {
            let text = "ä".repeat((number * number) as usize % 9_000);
            let integer = (number - 150) << (number % 50);
            let real = number as f64 / 7.0;
            connection.execute("INSERT INTO t VALUES (NULL, ?, ?, ?)", (&text, integer, real)).unwrap();
            expected.push(vec![Value::Null, Value::Text(text), Value::Integer(integer), Value::Real(real)]);
        }
        drop(connection);
        let mut found = Vec::new();
        rows(&path, |it| found.push(it.to_vec())).unwrap();
        found.retain(|it| it.len() == 4);
        assert_eq!(found.len(), 300);
        for (expected, found) in expected.iter().zip(&found) {
            let same = match (&found[3], &expected[3]) {
                // SQLite keeps a whole number as one.
                (Value::Integer(found), Value::Real(expected)) => (*found as f64 - *expected).abs() < 1e-9,
                (found, expected) => found == expected,
            };
            assert!(same && found[..3] == expected[..3]);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>, at in 0_usize..SIZE) {
            let _ = columns(&bytes);
            let mut page = [0; SIZE];
            for (place, byte) in page.iter_mut().zip(&bytes) {
                *place = *byte;
            }
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("x");
            std::fs::write(&path, [page, page].concat()).unwrap();
            let _ = payload(&mut File::open(&path).unwrap(), &page, at);
            page[0] = LEAF;
            std::fs::write(&path, [page, page].concat()).unwrap();
            rows(&path, |_| {}).unwrap();
        }
    }
}
