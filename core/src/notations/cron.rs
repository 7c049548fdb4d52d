//! Lines of a crontab in words: when they run, and what.

use super::quoted;
use crate::Span;
use crate::listed::listed;
use std::fmt::Write;

/// Longer lines are not read; cron itself takes 998 bytes of a command.
const LONGEST: usize = 4096;

/// Longer fields are not read.
const LONGEST_FIELD: usize = 256;

/// The five fields, with what they may hold.
pub(crate) const FIELDS: [Field; 5] = [
    Field { name: "MINUTE", first: 0, last: 59, allowed: "0 to 59" },
    Field { name: "HOUR", first: 0, last: 23, allowed: "0 to 23" },
    Field { name: "DAY", first: 1, last: 31, allowed: "1 to 31, a day of the month" },
    Field { name: "MONTH", first: 1, last: 12, allowed: "1 to 12, or `jan` to `dec`" },
    Field { name: "WEEKDAY", first: 0, last: 7, allowed: "0 to 7, or `sun` to `sat`; 0 and 7 are Sunday" },
];

/// One field of a line.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    first: u32,
    last: u32,
    pub(crate) allowed: &'static str,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Whether a line names the user behind the five fields, as in `/etc/crontab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Users {
    /// It does: `/etc/crontab`, `/etc/cron.d`.
    Named,
    /// It does not: what `crontab` takes.
    Own,
}

/// What one line of a crontab does; nothing for a comment, a variable, or what cron would refuse.
pub(crate) fn line(text: &str, users: Users) -> Option<String> {
    let text = text.trim_matches([' ', '\t', '\r']);
    if text.len() > LONGEST || text.contains(['\n', '\0']) {
        return None;
    }
    let (when, rest) = times(text)?;
    let (user, command) = match users {
        Users::Own => (None, rest),
        Users::Named => {
            let (user, command) = rest.split_once([' ', '\t'])?;
            (Some(user), command.trim_start_matches([' ', '\t']))
        }
    };
    let (command, input) = split_input(command);
    if command.trim().is_empty() {
        return None;
    }
    if when.starts_with("never") {
        return Some(when);
    }
    let mut said = format!("{when}: runs {}", quoted(command.trim()));
    if let Some(user) = user {
        let _ = write!(said, " as {}", quoted(user));
    }
    match input {
        Some("") => said.push_str(" with nothing on its standard input"),
        Some(input) => {
            let _ = write!(said, " with {} on its standard input", quoted(input));
            if input.contains('%') {
                said.push_str(", each `%` being a line break");
            }
        }
        None => {}
    }
    Some(said)
}

/// When the five fields come true, or a word such as `@daily`.
pub(crate) fn schedule(text: &str) -> Option<String> {
    let text = text.trim_matches([' ', '\t']);
    if text.len() > LONGEST || text.contains(['\n', '\0']) {
        return None;
    }
    times(text).filter(|it| it.1.is_empty()).map(|it| it.0)
}

/// Where the line under `at` stands in a text.
pub(crate) fn line_under(text: &str, at: usize) -> Option<Span> {
    let at = at.min(text.len());
    let (before, behind) = (text.get(..at)?, text.get(at..)?);
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    let end = behind.find('\n').map_or(text.len(), |it| at + it);
    let blank = text.get(start..end)?.len() - text.get(start..end)?.trim_start_matches([' ', '\t']).len();
    Some(Span::new(start + blank, end))
}

/// What one field means alone, as far as it is right.
pub(crate) fn field(at: usize, text: &str) -> Option<String> {
    let field = FIELDS.get(at)?;
    let Set { mask, .. } = read(text, field)?;
    let (first, last) = (field.first, if at == 4 { 6 } else { field.last });
    if mask == all(first, last) {
        return Some(
            ["every minute", "every hour", "every day", "every month", "every day of the week"][at].to_owned(),
        );
    }
    Some(match at {
        0 => format!("at {}", plural("minute", &numbers(mask)?, mask)),
        1 => format!("in {}", plural("hour", &numbers(mask)?, mask)),
        2 => days_of_month(mask)?,
        3 => months(mask)?,
        _ => weekdays(mask),
    })
}

/// When a line runs, and the rest of it.
fn times(text: &str) -> Option<(String, &str)> {
    let blank = [' ', '\t'];
    if text.starts_with('@') {
        let (word, rest) = text.split_once(blank).unwrap_or((text, ""));
        let when = match &*word.to_ascii_lowercase() {
            "@reboot" => "once when cron starts, which is after a boot",
            "@yearly" | "@annually" => "at 00:00 on 1 January",
            "@monthly" => "at 00:00 on day 1 of the month",
            "@weekly" => "at 00:00 on Sundays",
            "@daily" | "@midnight" => "at 00:00 every day",
            "@hourly" => "every hour, at minute 0",
            _ => return None,
        };
        return Some((when.to_owned(), rest.trim_start_matches(blank)));
    }
    let mut sets = [Set { mask: 0, star: false }; 5];
    let mut rest = text;
    for (set, field) in sets.iter_mut().zip(&FIELDS) {
        let (word, behind) = rest.split_once(blank).unwrap_or((rest, ""));
        *set = read(word, field)?;
        rest = behind.trim_start_matches(blank);
    }
    Some((in_words(&sets)?, rest))
}

/// The values of a field.
#[derive(Clone, Copy)]
struct Set {
    /// A bit for each value.
    mask: u64,
    /// Whether it begins with `*`: then the other field of days decides alone.
    star: bool,
}

fn read(text: &str, field: &Field) -> Option<Set> {
    if text.is_empty() || text.len() > LONGEST_FIELD {
        return None;
    }
    let mut mask = 0;
    for item in text.split(',') {
        let (range, step) = item.split_once('/').map_or((item, None), |(range, step)| (range, Some(step)));
        let step = match step {
            Some(step) => number(step).filter(|it| *it > 0)?,
            None => 1,
        };
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => (field.first, field.last),
            Some((first, last)) => (value(first, field)?, value(last, field)?),
            // `5/10` is read in more than one way.
            None if item.contains('/') => return None,
            None => (value(range, field)?, value(range, field)?),
        };
        if first > last {
            return None;
        }
        mask = (first..=last).step_by(step as usize).fold(mask, |mask, it| mask | 1 << it);
    }
    // Sunday has two numbers.
    if field.last == 7 && mask >> 7 & 1 == 1 {
        mask = mask & !(1 << 7) | 1;
    }
    Some(Set { mask, star: text.starts_with('*') })
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.len() <= 4 && text.bytes().all(|it| it.is_ascii_digit()))
}

fn value(text: &str, field: &Field) -> Option<u32> {
    let named = |names: &[&str], from: u32| {
        let at = names.iter().position(|it| it.get(..3).is_some_and(|it| it.eq_ignore_ascii_case(text)))?;
        Some(at as u32 + from)
    };
    let value = number(text).or_else(|| match field.last {
        12 => named(&MONTHS, 1),
        7 => named(&WEEKDAYS, 0),
        _ => None,
    });
    value.filter(|it| (field.first..=field.last).contains(it))
}

fn in_words(sets: &[Set; 5]) -> Option<String> {
    let [minutes, hours, days, months_of, week] = sets;
    let (every_day, every_weekday) = (days.mask == all(1, 31), week.mask == all(0, 6));
    let every_month = months_of.mask == all(1, 12);
    // With two restricted fields one of them is enough; where one begins with `*`, both must hold.
    let either = !days.star && !week.star;
    let longest = if every_month { 31 } else { ones(months_of.mask).map(longest_month).max()? };
    if days.mask.trailing_zeros() > longest && (every_weekday || !either) {
        return Some(format!("never, since {} has no such day", months(months_of.mask)?.trim_start_matches("in ")));
    }
    let (time, is_point) = time_of_day(minutes.mask, hours.mask)?;
    let mut said = time;
    let on_days = match (every_day, every_weekday) {
        (true, true) => None,
        _ if either && (every_day || every_weekday) => None,
        (false, true) => Some(date(days.mask, months_of.mask, every_month)?),
        (true, false) => Some(on_weekdays(week.mask, months_of.mask, every_month)?),
        (false, false) if either => {
            let month = if every_month { String::new() } else { format!(", {}", months(months_of.mask)?) };
            Some(format!("{} and also {}{month}", days_of_month(days.mask)?, weekdays(week.mask)))
        }
        (false, false) => {
            let month = if every_month { String::new() } else { format!(", {}", months(months_of.mask)?) };
            let days = numbers(days.mask)?;
            Some(format!("{} where that is day {days} of the month{month}", weekdays(week.mask)))
        }
    };
    match on_days {
        Some(days) => {
            let _ = write!(said, "{} {days}", if is_point { "" } else { "," });
        }
        None if !every_month => {
            let _ = write!(said, "{} every day {}", if is_point { "" } else { "," }, months(months_of.mask)?);
        }
        None if is_point => said.push_str(" every day"),
        None => {}
    }
    Some(said)
}

/// The time of a day, and whether it is one or a few points of time.
fn time_of_day(minutes: u64, hours: u64) -> Option<(String, bool)> {
    let (every_minute, every_hour) = (minutes == all(0, 59), hours == all(0, 23));
    let step = every(minutes, 60);
    let at_minutes = |of: &str| -> Option<String> {
        Some(
            match step {
                _ if every_minute => format!("every minute{}", if of.is_empty() { "" } else { " of " }),
                Some(step) => format!("every {step} minutes{}", if of.is_empty() { "" } else { " of " }),
                None => format!("at {} of ", plural("minute", &numbers(minutes)?, minutes)),
            } + of,
        )
    };
    if every_hour {
        return Some(match step {
            _ if every_minute => ("every minute".to_owned(), false),
            Some(step) => (format!("every {step} minutes"), false),
            None if minutes.is_power_of_two() => (format!("every hour, at minute {}", minutes.trailing_zeros()), false),
            None => (at_minutes("every hour")?, false),
        });
    }
    if minutes.count_ones() * hours.count_ones() <= 4 {
        let times = ones(hours).flat_map(|hour| ones(minutes).map(move |minute| format!("{hour:02}:{minute:02}")));
        return Some((format!("at {}", listed(&times.collect::<Vec<_>>(), "and")), true));
    }
    if let Some(step) = every(hours, 24)
        && minutes.is_power_of_two()
    {
        let minute = minutes.trailing_zeros();
        let last = 24 - step;
        return Some((format!("every {step} hours, from 00:{minute:02} to {last:02}:{minute:02}"), false));
    }
    let (first, last) = (hours.trailing_zeros(), hours.ilog2());
    let is_run = hours == all(first, last);
    if is_run && (every_minute || step.is_some()) {
        let end = minutes.ilog2();
        return Some((format!("{} from {first:02}:00 to {last:02}:{end:02}", at_minutes("")?), false));
    }
    Some((at_minutes(&plural("hour", &numbers(hours)?, hours))?, false))
}

/// The step of `0, 5, 10, …` where it divides the whole.
fn every(mask: u64, whole: u32) -> Option<u32> {
    let step = (mask & !1).trailing_zeros();
    (mask & 1 == 1 && step >= 2 && step < whole && whole.is_multiple_of(step))
        .then_some(step)
        .filter(|step| (0..whole).step_by(*step as usize).fold(0, |all, it| all | 1 << it) == mask)
}

fn date(days: u64, in_months: u64, every_month: bool) -> Option<String> {
    if every_month {
        return days_of_month(days);
    }
    if days.is_power_of_two() && in_months.is_power_of_two() {
        let month = MONTHS.get(in_months.trailing_zeros().checked_sub(1)? as usize)?;
        return Some(format!("on {} {month}", days.trailing_zeros()));
    }
    Some(format!("{}, {}", days_of_month(days)?, months(in_months)?))
}

fn on_weekdays(week: u64, in_months: u64, every_month: bool) -> Option<String> {
    let week = weekdays(week);
    if every_month { Some(week) } else { Some(format!("{week}, {}", months(in_months)?)) }
}

fn days_of_month(days: u64) -> Option<String> {
    Some(format!("on {} of the month", plural("day", &numbers(days)?, days)))
}

fn months(mask: u64) -> Option<String> {
    let name = |it: u32| MONTHS.get(it.checked_sub(1)? as usize).map(|it| (*it).to_owned());
    let (first, last) = (mask.trailing_zeros(), 63_u32.checked_sub(mask.leading_zeros())?);
    if last - first >= 2 && mask == all(first, last) {
        return Some(format!("from {} to {}", name(first)?, name(last)?));
    }
    let names: Option<Vec<String>> = ones(mask).map(name).collect();
    Some(format!("in {}", listed(&names?, "and")))
}

fn weekdays(mask: u64) -> String {
    // The week begins on Monday.
    let days: Vec<usize> = (1..=7).filter(|it| mask >> (it % 7) & 1 == 1).collect();
    let name = |it: &usize| WEEKDAYS.get(it % 7).copied().unwrap_or_default();
    let (first, last) = (days.first().copied().unwrap_or(1), days.last().copied().unwrap_or(7));
    if last - first >= 2 && days.len() == last - first + 1 {
        return format!("from {} to {}", name(&first), name(&last));
    }
    let names: Vec<String> = days.iter().map(|it| format!("{}s", name(it))).collect();
    format!("on {}", listed(&names, "and"))
}

fn longest_month(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A mask as `1 to 5`, `0, 2, 4, … 22`, or a list; nothing where that would be long.
fn numbers(mask: u64) -> Option<String> {
    let values: Vec<u32> = ones(mask).collect();
    let (first, last) = (*values.first()?, *values.last()?);
    if let [_, second, third, _, ..] = *values
        && second - first == third - second
        && second - first >= 2
        && values.windows(2).all(|it| it[1] - it[0] == second - first)
    {
        return Some(format!("{first}, {second}, {third}, … {last}"));
    }
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for value in values {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == value => run.1 = value,
            _ => runs.push((value, value)),
        }
    }
    if runs.len() > 12 {
        return None;
    }
    let mut said = Vec::new();
    for (from, to) in runs {
        match to - from {
            0 => said.push(from.to_string()),
            1 => said.extend([from.to_string(), to.to_string()]),
            _ => said.push(format!("{from} to {to}")),
        }
    }
    Some(listed(&said, "and"))
}

fn plural(noun: &str, numbers: &str, mask: u64) -> String {
    if mask.is_power_of_two() { format!("{noun} {numbers}") } else { format!("{noun}s {numbers}") }
}

fn ones(mask: u64) -> impl Iterator<Item = u32> + Clone {
    (0..64).filter(move |it| mask >> it & 1 == 1)
}

fn all(first: u32, last: u32) -> u64 {
    (first..=last.min(63)).fold(0, |mask, it| mask | 1 << it)
}

/// The command, and what stands behind its first `%` that no backslash guards.
fn split_input(text: &str) -> (String, Option<&str>) {
    let mut command = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' if chars.peek().is_some_and(|it| it.1 == '%') => {
                command.push('%');
                chars.next();
            }
            '%' => return (command, text.get(at + 1..)),
            _ => command.push(char),
        }
    }
    (command, None)
}

#[cfg(test)]
mod tests;
