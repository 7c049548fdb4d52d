//! Days and months by their names, and how they follow each other.

pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// From Sunday on, as cron counts them.
pub(crate) const DAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// A name as it is written short: its first three letters.
pub(crate) fn short(name: &str) -> &str {
    name.get(..3).unwrap_or(name)
}

/// The number of a month by its name or the first three letters of it, in small letters.
pub(crate) fn month(word: &str) -> Option<u32> {
    named(&MONTHS, word).map(|it| it + 1)
}

/// The number of a day of the week, from Sunday on: `monday`, `mondays`, `mon`.
pub(crate) fn weekday(word: &str) -> Option<u32> {
    named(&DAYS, word.strip_suffix('s').filter(|it| it.ends_with("day")).unwrap_or(word))
}

fn named(names: &[&str], word: &str) -> Option<u32> {
    let found = names.iter().position(|it| *it == word || short(it) == word)?;
    u32::try_from(found).ok()
}

/// The day after a date.
pub(crate) fn next_day(date: &str) -> Option<String> {
    let mut parts = date.split('-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (year, month, day) = match (day >= days, month == 12) {
        (true, true) => (year + 1, 1, 1),
        (true, false) => (year, month + 1, 1),
        (false, _) => (year, month, day + 1),
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_day_after_knows_months_and_leap_years() {
        assert_eq!(super::next_day("2024-02-28").as_deref(), Some("2024-02-29"));
        assert_eq!(super::next_day("2023-12-31").as_deref(), Some("2024-01-01"));
    }
}
