//! The one moment that everything in a release bears, and how formats write it.

use super::said;
use anyhow::{Context, Result};
use std::process::Command;

/// Seconds since 1970: `SOURCE_DATE_EPOCH`, or when the commit was made.
pub(crate) fn of_release() -> Result<u64> {
    if let Ok(time) = std::env::var("SOURCE_DATE_EPOCH") {
        return time.parse().context("SOURCE_DATE_EPOCH is a number of seconds");
    }
    let time = said(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(crate::root()))
        .context("without git, SOURCE_DATE_EPOCH must say from when this is")?;
    time.trim().parse().context("git says when a commit was made in seconds")
}

/// A moment in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: u64,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
    /// Days since Sunday.
    weekday: usize,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

impl Date {
    /// Seconds since 1970, as a calendar has them.
    pub(crate) fn of(time: u64) -> Self {
        let (days, rest) = (time / 86_400, time % 86_400);
        let (mut year, mut day) = (1970, days);
        while day >= year_length(year) {
            day -= year_length(year);
            year += 1;
        }
        let mut month = 0;
        while day >= month_length(year, month) {
            day -= month_length(year, month);
            month += 1;
        }
        Self {
            year,
            month: month as u8 + 1,
            day: day as u8 + 1,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
            // 1970 began with a Thursday.
            weekday: ((days + 4) % 7) as usize,
        }
    }

    /// `2026-11-22`.
    pub(crate) fn day(&self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `2026-11-22T21:24:21Z`.
    pub(crate) fn iso(&self) -> String {
        format!("{}T{:02}:{:02}:{:02}Z", self.day(), self.hour, self.minute, self.second)
    }

    /// `Sun, 22 Nov 2026 21:24:21 +0000`, as in Debian's changelogs.
    pub(crate) fn mail(&self) -> String {
        let (weekday, month) = (WEEKDAYS[self.weekday], MONTHS[usize::from(self.month) - 1]);
        let Self { year, day, hour, minute, second, .. } = self;
        format!("{weekday}, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} +0000")
    }
}

fn year_length(year: u64) -> u64 {
    if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) { 366 } else { 365 }
}

fn month_length(year: u64, month: u64) -> u64 {
    match month {
        1 => year_length(year) - 337,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn moments_are_those_of_the_calendar() {
        // As `date --utc --rfc-email --date @SECONDS` says them.
        for (time, mail) in [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"),
            (951_782_399, "Mon, 28 Feb 2000 23:59:59 +0000"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (1_795_382_661, "Sun, 22 Nov 2026 21:24:21 +0000"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 +0000"),
        ] {
            assert_eq!(Date::of(time).mail(), mail);
        }
        assert_eq!(Date::of(1_795_382_661).iso(), "2026-11-22T21:24:21Z");
    }
}
