//! Reads when a job shall run: "every 15 minutes", "mondays and thursdays at half past seven", "on the first of the month".

use super::Reader;
use super::when::{Unit, clock, hour_word, month, ordinal, part_of_day, set, unit, whole};
use crate::calendar::weekday;

impl Reader<'_, '_> {
    /// Reads when; `None` where two tellings contradict each other.
    pub(super) fn times(&mut self) -> Option<()> {
        let mut at = 0;
        while at < self.words.len() {
            let taken = if self.covered[at] { 1 } else { self.time_at(at)? };
            if taken > 0 && !self.covered[at] {
                self.cover(at, at + taken);
            }
            at += taken.max(1);
        }
        Some(())
    }

    /// How many tokens from here tell a time: 0 for none.
    fn time_at(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at).to_owned();
        let next = self.word(at + 1).to_owned();
        let number = self.token(at + 1).and_then(whole);
        let is_each = matches!(word.as_str(), "every" | "each" | "per" | "all");
        if is_each {
            if let Some(number) = number
                && let Some(unit) = unit(self.word(at + 2))
            {
                self.step(unit, number)?;
                return Some(3);
            }
            if matches!(next.as_str(), "other" | "second")
                && let Some(unit) = unit(self.word(at + 2))
            {
                self.step(unit, 2)?;
                return Some(3);
            }
            if next == "half" {
                let skip = usize::from(matches!(self.word(at + 2), "an" | "a"));
                if self.word(at + 2 + skip) == "hour" {
                    self.step(Unit::Minute, 30)?;
                    return Some(3 + skip);
                }
            }
            if next == "quarter" {
                let skip = (at + 2..at + 4).take_while(|it| matches!(self.word(*it), "of" | "an" | "a")).count();
                if self.word(at + 2 + skip) == "hour" {
                    self.step(Unit::Minute, 15)?;
                    return Some(3 + skip);
                }
            }
            if let Some(unit) = unit(&next) {
                self.often(unit);
                return Some(2);
            }
            if let Some(part) = part_of_day(&next) {
                self.often(Unit::Day);
                let _ = part;
                return Some(2);
            }
        }
        if matches!(word.as_str(), "once" | "twice") {
            let skip = usize::from(matches!(next.as_str(), "a" | "an" | "per" | "each" | "every"));
            let found = unit(self.word(at + 1 + skip)).filter(|it| skip > 0 && (word == "once" || *it == Unit::Day));
            if let Some(found) = found {
                if word == "once" {
                    self.often(found);
                } else {
                    self.step(Unit::Hour, 12)?;
                }
                return Some(2 + skip);
            }
        }
        if next == "times"
            && let Some(times) = self.token(at).and_then(whole).filter(|it| (2..=24).contains(it) && 24 % it == 0)
            && matches!(self.word(at + 2), "a" | "per" | "each" | "every")
            && self.word(at + 3) == "day"
        {
            self.step(Unit::Hour, 24 / times)?;
            return Some(4);
        }
        let often = match word.as_str() {
            "minutely" => Some(Unit::Minute),
            "hourly" => Some(Unit::Hour),
            "daily" | "nightly" => Some(Unit::Day),
            "weekly" => Some(Unit::Week),
            "monthly" => Some(Unit::Month),
            "quarterly" => {
                self.step(Unit::Month, 3)?;
                return Some(1);
            }
            "yearly" | "annually" => Some(Unit::Year),
            _ => None,
        };
        if let Some(unit) = often {
            self.often(unit);
            return Some(1);
        }
        if matches!(word.as_str(), "reboot" | "boot" | "startup" | "bootup") {
            self.when.event = Some("@reboot");
            return Some(1);
        }
        if let Some(taken) = self.hours(at) {
            return Some(taken);
        }
        if let Some(taken) = self.weekdays(at)? {
            return Some(taken);
        }
        if let Some(taken) = self.day_of_month(at)? {
            return Some(taken);
        }
        if let Some(month) = month(&next)
            && let Some(day) = self.token(at).and_then(whole).filter(|it| (1..=31).contains(it))
        {
            set(&mut self.when.day, day.to_string())?;
            set(&mut self.when.month, month.to_string())?;
            return Some(2);
        }
        if let Some(month) = month(&word) {
            set(&mut self.when.month, month.to_string())?;
            return Some(1);
        }
        self.time_of_day(at)
    }

    fn often(&mut self, unit: Unit) {
        self.when.every = Some(self.when.every.map_or(unit, |it| if it < unit { unit } else { it }));
    }

    fn step(&mut self, unit: Unit, number: u32) -> Option<()> {
        let most = match unit {
            Unit::Minute => 60,
            Unit::Hour => 24,
            Unit::Day => 31,
            Unit::Month => 12,
            Unit::Week | Unit::Year => return (number == 1).then(|| self.often(unit)),
        };
        if number == 1 {
            self.often(unit);
            return Some(());
        }
        // Steps that do not divide an hour or a day are not what they seem.
        let even = !matches!(unit, Unit::Minute | Unit::Hour) || most % number == 0;
        if number == 0 || number >= most || !even {
            return (unit == Unit::Minute && number == 60).then(|| self.often(Unit::Hour));
        }
        let text = format!("*/{number}");
        match unit {
            Unit::Minute => set(&mut self.when.minute, text)?,
            Unit::Hour => set(&mut self.when.hour, text)?,
            Unit::Day => set(&mut self.when.day, text)?,
            _ => set(&mut self.when.month, text)?,
        }
        self.often(unit);
        Some(())
    }

    /// "from 8 to 18", "between 9 am and 5 pm": the hours of a job that runs more than once a day.
    fn hours(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.word(at), "from" | "between") {
            return None;
        }
        let hour = |at: usize| {
            let (hour, minute, exact) = clock(self.word(at))?;
            let (hour, taken) = if exact { (hour, 0) } else { self.half_of_day(at + 1, hour) };
            (minute == 0 && hour < 24).then_some((hour, at + 1 + taken))
        };
        let (first, end) = hour(at + 1)?;
        if !matches!(self.word(end), "to" | "and" | "until" | "till" | "-") {
            return None;
        }
        let (last, end) = hour(end + 1)?;
        // "every 5 minutes between 9 and 17" ends when it is 17.
        let stepping = self.when.minute.is_some() || self.tells_minutes();
        let last = if stepping { last.checked_sub(1)? } else { last };
        (first < last && self.when.hour.is_none()).then_some(())?;
        self.when.hour = Some(format!("{first}-{last}"));
        self.often(if stepping { Unit::Minute } else { Unit::Hour });
        Some(end - at)
    }

    /// Whether the job runs every few minutes.
    fn tells_minutes(&self) -> bool {
        (0..self.words.len()).any(|it| unit(self.word(it)) == Some(Unit::Minute))
            && !self.words.iter().any(|it| it == "hour")
    }

    /// "mondays", "monday and thursday", "monday to friday", "weekdays".
    fn weekdays(&mut self, at: usize) -> Option<Option<usize>> {
        let (word, next) = (self.word(at).to_owned(), self.word(at + 1).to_owned());
        let days = |it: &str| matches!(it, "day" | "days");
        let group = match word.as_str() {
            "weekday" | "weekdays" | "workday" | "workdays" => Some(("1-5", 1)),
            "working" | "business" | "work" if days(&next) => Some(("1-5", 2)),
            "weekend" | "weekends" => Some(("0,6", 1)),
            _ => None,
        };
        if let Some((days, taken)) = group {
            set(&mut self.when.weekday, days.to_owned())?;
            // "working days only"
            return Some(Some(taken));
        }
        let Some(first) = weekday(&word) else { return Some(None) };
        let mut taken = 1;
        let mut text = first.to_string();
        let mut here = at + 1;
        while taken < 14 {
            let joint = self.word(here).to_owned();
            let Some(day) = weekday(self.word(here + 1)) else { break };
            match joint.as_str() {
                "to" | "till" | "until" | "through" | "-" => {
                    let last = if day == 0 { 7 } else { day };
                    if last <= first || text.contains([',', '-']) {
                        return None;
                    }
                    text = format!("{first}-{last}");
                }
                "and" | "," | "&" | "or" => text = format!("{text},{day}"),
                _ => break,
            }
            taken += 2;
            here += 2;
        }
        set(&mut self.when.weekday, text)?;
        Some(Some(taken))
    }

    /// "on the 15th", "first of each month", "day 1 of the month", "first day of the month".
    fn day_of_month(&mut self, at: usize) -> Option<Option<usize>> {
        let word = self.word(at).to_owned();
        let monthly = |reader: &Self, from: usize| {
            (from..from + 5)
                .any(|it| matches!(reader.word(it), "month" | "months" | "monthly") || month(reader.word(it)).is_some())
        };
        let day = match word.as_str() {
            "first" => Some(1),
            "last" if monthly(self, at) => return None,
            "day" => self.token(at + 1).and_then(whole).filter(|_| monthly(self, at)),
            _ => ordinal(&word),
        };
        let Some(day) = day.filter(|it| (1..=31).contains(it)) else { return Some(None) };
        if !monthly(self, at) && ordinal(&word).is_none() {
            return Some(None);
        }
        let mut end = at + 1 + usize::from(word == "day" || self.word(at + 1) == "day");
        // "first monday of the month" is more than five fields can say.
        if weekday(self.word(end)).is_some() {
            return None;
        }
        let mut days = day.to_string();
        while matches!(self.word(end), "and" | ",") {
            let next = end + 1 + usize::from(self.word(end + 1) == "the");
            let Some(more) = ordinal(self.word(next)) else { break };
            days.push_str(&format!(",{more}"));
            end = next + 1;
        }
        while matches!(self.word(end), "of" | "the" | "every" | "each" | "a" | "month" | "months") {
            end += 1;
        }
        set(&mut self.when.day, days)?;
        self.often(Unit::Month);
        Some(Some(end - at))
    }

    fn time_of_day(&mut self, at: usize) -> Option<usize> {
        let word = self.word(at).to_owned();
        if let Some(hour) = hour_word(&word) {
            self.at_time(hour, 0)?;
            return Some(1);
        }
        // "half past seven", "quarter to nine", "10 past every hour"
        let minutes = match word.as_str() {
            "half" => Some(30),
            "quarter" => Some(15),
            _ => self.token(at).and_then(whole).filter(|it| *it < 60),
        };
        let skip = usize::from(matches!(self.word(at + 1), "minutes" | "minute" | "min"));
        let side = self.word(at + 1 + skip).to_owned();
        if let Some(minutes) = minutes
            && matches!(side.as_str(), "past" | "after" | "to")
        {
            let behind = at + 2 + skip;
            if matches!(self.word(behind), "every" | "each" | "the") && self.word(behind + 1) == "hour" && side != "to"
            {
                set(&mut self.when.minute, minutes.to_string())?;
                self.often(Unit::Hour);
                return Some(4 + skip);
            }
            if let Some(hour) = self.token(behind).and_then(whole).filter(|it| (1..24).contains(it)) {
                let (shift, taken) = self.half_of_day(behind + 1, hour);
                let (hour, minute) =
                    if side == "to" { ((shift + 23) % 24, 60_u32.checked_sub(minutes)?) } else { (shift, minutes) };
                self.at_time(hour, minute)?;
                return Some(3 + skip + taken);
            }
            return Some(0);
        }
        if word == "minute"
            && let Some(minute) = self.token(at + 1).and_then(whole).filter(|it| *it < 60)
        {
            set(&mut self.when.minute, minute.to_string())?;
            self.often(Unit::Hour);
            return Some(2);
        }
        let Some((hour, minute, exact)) = clock(&word) else { return Some(0) };
        let cued = at > 0 && matches!(self.word(at - 1), "at" | "and" | "," | "or" | "around" | "@");
        let (hour, taken) = if exact { (hour, 0) } else { self.half_of_day(at + 1, hour) };
        if !cued && !exact && taken == 0 && !word.contains(':') {
            return Some(0);
        }
        if hour > 23 || minute > 59 {
            return None;
        }
        self.at_time(hour, minute)?;
        Some(1 + taken)
    }

    /// The hour of 24 that "7", "7 pm" or "7 in the evening" means, and how many tokens said so.
    fn half_of_day(&self, from: usize, hour: u32) -> (u32, usize) {
        let mut here = from;
        if matches!(self.word(here), "o'clock" | "oclock" | "uhr") {
            here += 1;
        }
        let evening = match self.word(here) {
            "am" | "a.m" => Some((false, here + 1)),
            "pm" | "p.m" => Some((true, here + 1)),
            "in" | "at" => {
                let part = here + 1 + usize::from(self.word(here + 1) == "the");
                match self.word(part) {
                    "morning" => Some((false, part + 1)),
                    "afternoon" | "evening" => Some((true, part + 1)),
                    "night" => Some((hour > 6 && hour < 12, part + 1)),
                    _ => None,
                }
            }
            _ => None,
        };
        match evening {
            Some((true, end)) if hour < 12 => (hour + 12, end - from),
            Some((false, end)) if hour == 12 => (0, end - from),
            Some((_, end)) => (hour, end - from),
            None => (hour, here - from),
        }
    }

    /// One more time of the day; several at the same minute share a line.
    fn at_time(&mut self, hour: u32, minute: u32) -> Option<()> {
        let (hour, minute) = (hour.to_string(), minute.to_string());
        match (&mut self.when.hour, &self.when.minute) {
            (Some(hours), Some(before)) if *before == minute && !hours.contains('*') => {
                hours.push(',');
                hours.push_str(&hour);
            }
            (None, None) => {
                self.when.hour = Some(hour);
                self.when.minute = Some(minute);
            }
            _ => return None,
        }
        Some(())
    }
}
