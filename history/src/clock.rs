//! What time it is, as far as anything may be deleted for it: a clock can jump.
//!
//! A clock that differs by more than a day from the last one that was trusted has to be seen for a day before it is
//! trusted itself. Until then the earlier of both counts, so that a jump ahead deletes nothing that was not old before.

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

use crate::schema::{meta, set_meta};

pub(crate) const DAY: i64 = 24 * 60 * 60;

/// Two looks further apart than this are no proof that the clock goes well: it may have jumped again.
const YEAR: i64 = 366 * DAY;

/// A clock, in seconds since 1970.
#[derive(Clone)]
pub(crate) struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    pub(crate) fn of(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub(crate) fn now(&self) -> i64 {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::of(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs().cast_signed()))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Clock")
    }
}

/// What is kept of the times that were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    /// The last time that was trusted.
    trusted: i64,
    /// Since when another clock is seen, and when it was seen last.
    other: Option<(i64, i64)>,
}

/// The time by which things are old, and whether the clock itself is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Settled {
    pub(crate) time: i64,
    pub(crate) trusted: bool,
}

impl Seen {
    fn look(&mut self, now: i64) -> Settled {
        if now.abs_diff(self.trusted) <= DAY as u64 {
            *self = Self { trusted: now, other: None };
            return Settled { time: now, trusted: true };
        }
        self.other = match self.other {
            Some((since, last)) if now >= since && now.saturating_sub(last) <= YEAR => Some((since, now.max(last))),
            _ => Some((now, now)),
        };
        if self.other.is_some_and(|(since, last)| last.saturating_sub(since) >= DAY) {
            *self = Self { trusted: now, other: None };
            return Settled { time: now, trusted: true };
        }
        Settled { time: now.min(self.trusted), trusted: false }
    }
}

/// Looks at the clock, within a transaction, and keeps what was seen. The first look trusts what it sees, unless
/// there are records already: then it trusts the newest of those.
pub(crate) fn settle(connection: &Connection, now: i64) -> rusqlite::Result<Settled> {
    let number = |name| meta::<i64>(connection, name);
    let trusted = match number("clock")? {
        Some(trusted) => trusted,
        None => connection
            .query_row("SELECT max(created_at) FROM history", [], |row| row.get::<_, Option<i64>>(0))?
            .unwrap_or(now),
    };
    let mut seen = Seen { trusted, other: number("clock_other_since")?.zip(number("clock_other_last")?) };
    let settled = seen.look(now);
    set_meta(connection, "clock", seen.trusted)?;
    match seen.other {
        Some((since, last)) => {
            set_meta(connection, "clock_other_since", since)?;
            set_meta(connection, "clock_other_last", last)?;
        }
        None => drop(connection.execute("DELETE FROM meta WHERE name LIKE 'clock\\_other\\_%' ESCAPE '\\'", [])?),
    }
    Ok(settled)
}

/// The same for those who only want to know.
pub(crate) fn settled(connection: &Connection, now: i64) -> rusqlite::Result<i64> {
    Ok(match meta::<i64>(connection, "clock")? {
        Some(trusted) if now.abs_diff(trusted) > DAY as u64 => now.min(trusted),
        _ => now,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(looks: &[i64]) -> Vec<(i64, bool)> {
        let mut seen = Seen { trusted: 1000 * DAY, other: None };
        let looks = looks.iter().map(|it| seen.look(it * DAY));
        looks.map(|it| (it.time / DAY, it.trusted)).collect()
    }

    #[test]
    fn who_comes_daily_is_always_trusted() {
        assert_eq!(times(&[1000, 1001, 1002, 1002]), [(1000, true), (1001, true), (1002, true), (1002, true)]);
    }

    #[test]
    fn a_jump_ahead_is_believed_only_after_a_day() {
        assert_eq!(
            times(&[9000, 9000, 1001, 9000, 9001]),
            [(1000, false), (1000, false), (1001, true), (1001, false), (9001, true)]
        );
    }

    #[test]
    fn two_jumps_prove_nothing() {
        assert_eq!(
            times(&[9000, 20_000, 20_000, 20_001]),
            [(1000, false), (1000, false), (1000, false), (20_001, true)]
        );
    }

    #[test]
    fn who_comes_weekly_is_believed_every_other_time() {
        assert_eq!(times(&[1007, 1014, 1021]), [(1000, false), (1014, true), (1014, false)]);
    }

    #[test]
    fn a_clock_behind_makes_nothing_older_and_heals() {
        assert_eq!(times(&[0, 0, 1, 1000]), [(0, false), (0, false), (1, true), (1, false)]);
        // It was wrong for a while, and is right again.
        assert_eq!(times(&[9000, 9001, 1003, 1004]), [(1000, false), (9001, true), (1003, false), (1004, true)]);
    }
}
