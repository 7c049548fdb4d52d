//! What was learned of the user's habits: evidence for and against each, which fades.

use std::time::Duration;

use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

/// The most habits that are kept: the weakest go.
const MANY: i64 = 5_000;
/// The most bytes of a habit's name.
const LONG: usize = 512;
/// The most that one piece of evidence counts, and all together.
const HEAVY: f64 = 1e6;

/// Something that speaks for or against a habit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which.
    pub habit: String,
    /// Where it holds: empty for the user, else a workspace's hash.
    pub scope: String,
    /// How much speaks for it.
    pub yes: f64,
    /// How much speaks against it.
    pub no: f64,
}

/// All that is known of one habit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// Which.
    pub habit: String,
    /// Where it holds: empty for the user, else a workspace's hash.
    pub scope: String,
    /// What spoke for it, as it counted at `at`.
    pub yes: f64,
    /// What spoke against it, as it counted then.
    pub no: f64,
    /// When it was first seen.
    pub first_at: i64,
    /// When it was last seen.
    pub at: i64,
}

impl Learned {
    /// For and against, as they count at this time.
    pub fn counted(&self, now: i64, half_life: Duration) -> (f64, f64) {
        let faded = fading(now.saturating_sub(self.at), half_life);
        (self.yes * faded, self.no * faded)
    }
}

/// How much is left of something after so many seconds.
fn fading(seconds: i64, half_life: Duration) -> f64 {
    let half_life = half_life.as_secs_f64();
    if half_life <= 0.0 { 1.0 } else { (-(seconds.max(0) as f64) / half_life).exp2() }
}

fn is_sound(habit: &str, scope: &str, numbers: [f64; 2]) -> bool {
    let named = !habit.is_empty() && habit.len() <= LONG && scope.len() <= LONG;
    let plain = !habit.chars().chain(scope.chars()).any(char::is_control);
    named && plain && numbers.iter().all(|it| it.is_finite() && (0.0..=HEAVY).contains(it))
}

/// Adds evidence to what is there, which fades first. To be called within a transaction; `now` is a settled time.
pub(crate) fn add(
    connection: &Connection,
    evidence: &[Evidence],
    half_life: Duration,
    now: i64,
) -> rusqlite::Result<()> {
    let mut find = connection.prepare("SELECT yes, no, at FROM learned WHERE habit = ? AND scope = ?")?;
    let mut put = connection.prepare(
        "INSERT INTO learned (habit, scope, yes, no, first_at, at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
         ON CONFLICT (habit, scope) DO UPDATE SET yes = excluded.yes, no = excluded.no, at = excluded.at",
    )?;
    for it in evidence.iter().filter(|it| is_sound(&it.habit, &it.scope, [it.yes, it.no])) {
        let mut rows = find.query((&it.habit, &it.scope))?;
        let (yes, no) = match rows.next()? {
            Some(row) => {
                let faded = fading(now.saturating_sub(whole(row, 2)?), half_life);
                (number(row, 0)? * faded, number(row, 1)? * faded)
            }
            None => (0.0, 0.0),
        };
        drop(rows);
        put.execute((&it.habit, &it.scope, (yes + it.yes).min(HEAVY), (no + it.no).min(HEAVY), now))?;
    }
    bound(connection)
}

/// Puts in what was learned elsewhere. Where the habit is known here, the one that was seen last stays.
pub(crate) fn put(connection: &Connection, learned: &[Learned], now: i64) -> rusqlite::Result<u64> {
    let mut put = connection.prepare(
        "INSERT INTO learned (habit, scope, yes, no, first_at, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (habit, scope) DO UPDATE SET yes = excluded.yes, no = excluded.no, at = excluded.at
         WHERE excluded.at > learned.at",
    )?;
    let mut count = 0;
    for it in learned.iter().filter(|it| is_sound(&it.habit, &it.scope, [it.yes, it.no])) {
        let at = it.at.clamp(0, now);
        count += put.execute((&it.habit, &it.scope, it.yes, it.no, it.first_at.clamp(0, at), at))? as u64;
    }
    bound(connection)?;
    Ok(count)
}

fn bound(connection: &Connection) -> rusqlite::Result<()> {
    let count: i64 = connection.query_row("SELECT count(*) FROM learned", [], |row| row.get(0))?;
    if count > MANY {
        let weakest = "DELETE FROM learned WHERE rowid IN (SELECT rowid FROM learned ORDER BY yes + no, at LIMIT ?)";
        connection.execute(weakest, [count - MANY])?;
    }
    Ok(())
}

/// All, by name.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Learned>> {
    let mut all =
        connection.prepare("SELECT habit, scope, yes, no, first_at, at FROM learned ORDER BY habit, scope")?;
    let mut rows = all.query([])?;
    let mut learned = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |place| row.get_ref(place).map(|it| it.as_str().map(str::to_owned).unwrap_or_default());
        let (yes, no) = (number(row, 2)?, number(row, 3)?);
        learned.push(Learned {
            habit: text(0)?,
            scope: text(1)?,
            yes,
            no,
            first_at: whole(row, 4)?,
            at: whole(row, 5)?,
        });
    }
    learned.retain(|it| is_sound(&it.habit, &it.scope, [it.yes, it.no]));
    Ok(learned)
}

fn number(row: &Row<'_>, place: usize) -> rusqlite::Result<f64> {
    let number = row.get_ref(place)?.as_f64().unwrap_or_default();
    Ok(if number.is_finite() { number.clamp(0.0, HEAVY) } else { 0.0 })
}

fn whole(row: &Row<'_>, place: usize) -> rusqlite::Result<i64> {
    Ok(row.get_ref(place)?.as_i64().unwrap_or_default())
}
