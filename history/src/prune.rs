//! What is too old or too much goes, a little at a time.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::clock::{self, DAY};
use crate::read::kept_key;
use crate::store::PAGE;
use crate::{Terms, clear, schema};

/// So many are deleted in one transaction, so that others wait for milliseconds only.
const AT_ONCE: i64 = 50;
/// From so many on, the index of words is made anew.
const MANY: i64 = 1_000;

/// Deletes what the terms want no longer kept; gives how many that were.
pub(crate) fn prune(connection: &mut Connection, terms: &Terms, now: i64) -> rusqlite::Result<u64> {
    let look = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let settled = clock::settle(&look, now)?;
    if settled.trusted {
        // They were written while the clock was wrong. As they are, they would stay for ever.
        look.execute("UPDATE history SET created_at = ?1 WHERE created_at > ?1 + ?2", (settled.time, DAY))?;
    }
    look.commit()?;
    let mut gone = 0;
    if let Some(days) = terms.days {
        let limit = settled.time.saturating_sub(i64::from(days).saturating_mul(DAY));
        gone += delete_before(connection, limit)?;
    }
    gone += shrink(connection, terms.most_bytes)?;
    if gone > 0 {
        give_back(connection)?;
        // The log would hold it until somebody writes over that. Where a reader is in the way, that is soon enough.
        let _ = clear::checkpoint(connection);
    }
    Ok(gone)
}

/// Where there is too much, the oldest tenth goes, or more where more is too much.
fn shrink(connection: &mut Connection, most: u64) -> rusqlite::Result<u64> {
    let mut gone = 0;
    loop {
        let used = used(connection)?;
        let count: i64 = connection.query_row("SELECT count(*) FROM history", [], |row| row.get(0))?;
        if used <= most || count == 0 {
            return Ok(gone);
        }
        let kept = most as f64 / used as f64 * 0.9 * count as f64;
        let last = "SELECT created_at FROM history ORDER BY created_at LIMIT 1 OFFSET ?";
        let limit: Option<i64> = connection.query_row(last, [kept_from(count, kept)], |row| row.get(0)).optional()?;
        // At least the oldest, also where all are of one time.
        let limit = match limit {
            Some(limit) => limit.max(oldest(connection)?.saturating_add(1)),
            None => i64::MAX,
        };
        gone += delete_before(connection, limit)?;
    }
}

/// The place, from the oldest, of the first that is kept.
fn kept_from(count: i64, kept: f64) -> i64 {
    (count - kept as i64).clamp(1, count)
}

fn oldest(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT min(created_at) FROM history", [], |row| row.get(0))
}

/// Deletes what is from before this time. The index of words forgets one record at a time, slowly; where many go, it is
/// made anew.
fn delete_before(connection: &mut Connection, limit: i64) -> rusqlite::Result<u64> {
    let many = "SELECT count(*) FROM (SELECT 1 FROM history WHERE created_at < ?1 LIMIT ?2)";
    let many: i64 = connection.query_row(many, (limit, MANY), |row| row.get(0))?;
    if many >= MANY {
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sealed = kept_key(&change)?.is_some();
        schema::index_words(&change, false)?;
        let count = change.execute("DELETE FROM history WHERE created_at < ?", [limit])?;
        schema::index_words(&change, !sealed)?;
        change.commit()?;
        return Ok(count as u64);
    }
    let some = "DELETE FROM history WHERE id IN
        (SELECT id FROM history WHERE created_at < ?1 ORDER BY created_at LIMIT ?2)";
    let mut gone = 0;
    loop {
        let count = connection.execute(some, (limit, AT_ONCE))?;
        gone += count as u64;
        if count < AT_ONCE as usize {
            return Ok(gone);
        }
    }
}

/// How many bytes are in use.
pub(crate) fn used(connection: &Connection) -> rusqlite::Result<u64> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok(((number("page_count")? - number("freelist_count")?) * PAGE).try_into().unwrap_or_default())
}

/// Gives pages that nothing stands in any more back to the disk.
fn give_back(connection: &Connection) -> rusqlite::Result<()> {
    let mut pages = connection.prepare("PRAGMA incremental_vacuum")?;
    let mut rows = pages.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}
