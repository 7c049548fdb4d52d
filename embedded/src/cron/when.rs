//! When a job runs, as the fields of a crontab; and the words for its units, days, months and hours.

use crate::calendar;
use crate::literals::Token;

/// The five fields of a crontab, where they were told.
#[derive(Debug, Default)]
pub(super) struct When {
    pub(super) minute: Option<String>,
    pub(super) hour: Option<String>,
    pub(super) day: Option<String>,
    pub(super) month: Option<String>,
    pub(super) weekday: Option<String>,
    /// Instead of fields: `@reboot`.
    pub(super) event: Option<&'static str>,
    /// How often, where no time was told: "daily" is at midnight.
    pub(super) every: Option<Unit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl When {
    /// The five fields; `None` where nothing was told.
    pub(super) fn fields(&self) -> Option<String> {
        if let Some(event) = self.event {
            let alone = self.hour.is_none() && self.minute.is_none() && self.every.is_none() && self.weekday.is_none();
            return alone.then(|| event.to_owned());
        }
        let told = self.minute.is_some()
            || self.hour.is_some()
            || self.day.is_some()
            || self.weekday.is_some()
            || self.every.is_some();
        let stepped = self.month.as_deref().is_some_and(|it| it.starts_with('*'));
        if !told || self.month.is_some() && self.day.is_none() && !stepped {
            return None;
        }
        let every = self.every.unwrap_or(Unit::Day);
        let star = || "*".to_owned();
        let zero = || "0".to_owned();
        let minute = self.minute.clone().unwrap_or_else(|| {
            if every == Unit::Minute && self.hour.is_none() && self.day.is_none() { star() } else { zero() }
        });
        let stepping = self.minute.as_deref().is_some_and(|it| it.starts_with('*'));
        let hour = self
            .hour
            .clone()
            .unwrap_or_else(|| if stepping || every <= Unit::Hour && self.every.is_some() { star() } else { zero() });
        let day = self
            .day
            .clone()
            .unwrap_or_else(|| if every >= Unit::Month && self.weekday.is_none() { "1".to_owned() } else { star() });
        let month = self.month.clone().unwrap_or_else(|| if every == Unit::Year { "1".to_owned() } else { star() });
        let weekday = self.weekday.clone().unwrap_or_else(|| if every == Unit::Week { zero() } else { star() });
        // A day of the month and a weekday together mean either of them, which nobody says so.
        if day != "*" && weekday != "*" {
            return None;
        }
        Some(format!("{minute} {hour} {day} {month} {weekday}"))
    }
}

/// Sets a field; `None` where it holds something else.
pub(super) fn set(field: &mut Option<String>, text: String) -> Option<()> {
    if field.as_ref().is_some_and(|it| *it != text) {
        return None;
    }
    *field = Some(text);
    Some(())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small whole numbers")]
pub(super) fn whole(token: &Token<'_>) -> Option<u32> {
    token.number.filter(|it| it.fract() == 0.0 && (0.0..1000.0).contains(it)).map(|it| it as u32)
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "min" | "mins" => Unit::Minute,
        "hour" | "hours" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

pub(super) fn part_of_day(word: &str) -> Option<&str> {
    matches!(word, "night" | "morning" | "evening" | "afternoon").then_some(word)
}

/// A month by its whole name; "may" is a word of its own.
pub(super) fn month(word: &str) -> Option<u32> {
    calendar::month(word).filter(|_| word.len() > 3)
}

/// `15th`, `1st`.
pub(super) fn ordinal(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let stem = ["st", "nd", "rd", "th"].iter().find_map(|it| text.strip_suffix(it))?;
    stem.parse().ok().filter(|it| (1..=31).contains(it))
}

pub(super) fn hour_word(text: &str) -> Option<u32> {
    match text.to_lowercase().as_str() {
        "midnight" => Some(0),
        "noon" | "midday" => Some(12),
        _ => None,
    }
}

/// `14:30`, `7`, `6am`, `2:30pm`: hour, minute and whether the half of the day is told with it.
pub(super) fn clock(text: &str) -> Option<(u32, u32, bool)> {
    let lower = text.to_lowercase();
    let (time, evening) = if let Some(time) = lower.strip_suffix("am").or(lower.strip_suffix("a.m")) {
        (time, Some(false))
    } else if let Some(time) = lower.strip_suffix("pm").or(lower.strip_suffix("p.m")) {
        (time, Some(true))
    } else {
        (lower.as_str(), None)
    };
    let (hour, minute) = time.split_once(':').unwrap_or((time, "0"));
    if hour.is_empty() || hour.len() > 2 || minute.is_empty() || minute.len() > 2 {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    if hour > 24 || minute > 59 {
        return None;
    }
    Some(match evening {
        Some(true) if hour < 12 => (hour + 12, minute, true),
        Some(false) if hour == 12 => (0, minute, true),
        Some(_) => (hour, minute, true),
        None => (hour, minute, hour > 12 || hour == 0),
    })
}
