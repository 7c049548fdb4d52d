//! Lines for a crontab: when something shall run, said in words, and what it is.

use crate::asked::{Asked, Proposal};
use crate::calendar::{self, weekday};
use crate::literals::{Form, Token};
use crate::shell;

/// The five fields of a crontab, where they were told.
#[derive(Debug, Default)]
struct When {
    minute: Option<String>,
    hour: Option<String>,
    day: Option<String>,
    month: Option<String>,
    weekday: Option<String>,
    /// Instead of fields: `@reboot`.
    event: Option<&'static str>,
    /// How often, where no time was told: "daily" is at midnight.
    every: Option<Unit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What happens with what the job prints.
#[derive(Debug, PartialEq)]
enum Output {
    Kept,
    Dropped,
    To(String),
}

/// Words that say no more than that a job is wanted.
const SAID: &str = "run runs running execute executes start starts launch call job jobs line lines entry entries look like \
    crontab cron cronjob cronjobs cron-job expression schedule scheduled scheduling script program task that which \
    time times clock on at the of in add new what would to my a i want need is with should shall be and morning \
    put into write using via every automatically gets regularly does calls executed started launched triggered fired \
    invoke invokes trigger triggers fire fires kick kicks command please me give show form has have needed once job's";

/// The line, where a request asks for one.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let words: Vec<String> = asked.tokens.iter().map(|it| it.text.to_lowercase()).collect();
    let about_cron = words.iter().any(|it| {
        matches!(
            it.as_str(),
            "cron" | "crontab" | "cronjob" | "cronjobs" | "cron-job" | "schedule" | "scheduled" | "cronline"
        )
    });
    let is_order =
        words.iter().any(|it| matches!(it.as_str(), "run" | "execute" | "call" | "start" | "launch" | "runs"));
    if !about_cron && !is_order {
        return None;
    }
    let mut reader = Reader { asked, words, covered: vec![false; asked.tokens.len()], when: When::default() };
    let output = reader.output()?;
    let job = reader.job();
    reader.times()?;
    let Reader { words, mut covered, when, .. } = reader;
    let only_schedule = words.iter().any(|it| it == "expression");
    let job = match job {
        Some(job) => job,
        None if only_schedule => String::new(),
        None => return None,
    };
    for (at, word) in words.iter().enumerate() {
        covered[at] |= SAID.split_whitespace().any(|it| it == word);
    }
    let fields = when.fields()?;
    // Without a word of cron, "every 5 minutes" may as well be a loop.
    let doubt = if about_cron {
        0.0
    } else if when.hour.is_some() || when.every >= Some(Unit::Day) || when.weekday.is_some() {
        0.05
    } else {
        0.15
    };
    let unexplained = asked.missing(&covered)?;
    let tail = match output {
        Output::Kept => String::new(),
        Output::Dropped => " > /dev/null 2>&1".to_owned(),
        Output::To(file) => format!(" >> {file} 2>&1"),
    };
    let command = format!("{fields} {job}{tail}").trim_end().to_owned();
    Some(Proposal { unexplained, doubt, ..Proposal::new("cron", command) })
}

struct Reader<'r, 'a> {
    asked: &'r Asked<'a>,
    words: Vec<String>,
    covered: Vec<bool>,
    when: When,
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.asked.tokens.get(at)
    }

    fn cover(&mut self, from: usize, to: usize) {
        for at in from..to.min(self.covered.len()) {
            self.covered[at] = true;
        }
    }

    /// "with output thrown away", "log to /var/log/x.log"; `None` where it is said in a way that is not understood.
    fn output(&mut self) -> Option<Output> {
        let Some(at) = self.words.iter().position(|it| {
            matches!(
                it.as_str(),
                "output" | "logging" | "log" | "logs" | "logged" | "silently" | "quietly" | "mails" | "mail"
            )
        }) else {
            return Some(Output::Kept);
        };
        let count = self.words.len();
        let file = (at..count).find(|it| self.token(*it).is_some_and(Token::names_path));
        if let Some(file) = file
            && (at..file)
                .any(|it| matches!(self.word(it), "to" | "in" | "into" | "appended" | "append" | "goes" | "going"))
        {
            let path = self.token(file)?.text.to_owned();
            self.cover(at, file + 1);
            if at > 0 && matches!(self.word(at - 1), "all" | "its" | "the" | "append") {
                self.cover(at - 1, at);
            }
            return (!path.contains('%')).then(|| match path.as_str() {
                "/dev/null" => Output::Dropped,
                path => Output::To(shell::path(path)),
            });
        }
        let dropping = "thrown throw away discard discarded discarding drop dropped ignore ignored ignoring without no \
            suppress suppressed silently quietly hide hidden not any";
        let is_dropping = |it: &str| dropping.split_whitespace().any(|word| word == it);
        let near: Vec<usize> =
            (at.saturating_sub(2)..count.min(at + 6)).filter(|it| is_dropping(self.word(*it))).collect();
        if near.is_empty() {
            return None;
        }
        self.cover(at, at + 1);
        for it in near {
            self.cover(it, it + 1);
        }
        Some(Output::Dropped)
    }

    /// What is to run: the first path, file or quoted command, with the words of a quoted command as they stand.
    fn job(&mut self) -> Option<String> {
        let plain = |it: u8| it.is_ascii_alphanumeric() || b" _./:@+,=~-".contains(&it);
        for at in 0..self.words.len() {
            if self.covered[at] {
                continue;
            }
            let token = self.asked.tokens.get(at)?;
            let is_time =
                clock(token.text).is_some() || ordinal(token.text).is_some() || hour_word(token.text).is_some();
            if is_time {
                continue;
            }
            match token.form {
                Form::Quoted if token.text.bytes().all(plain) => {
                    let text = token.text.to_owned();
                    self.cover(at, at + 1);
                    return Some(text);
                }
                Form::Path | Form::FileName if !token.text.contains('%') && token.text != "." => {
                    // `php /srv/job.php`, `/usr/bin/python3 /srv/job.py`.
                    let start = at.checked_sub(1).filter(|it| is_interpreter(self.word(*it))).unwrap_or(at);
                    let is_argument = |it: &usize| {
                        let file =
                            |it: &Token<'_>| matches!(it.form, Form::Path | Form::FileName) && !it.text.contains('%');
                        !self.covered[*it] && self.token(*it).is_some_and(file)
                    };
                    let end = (at + 1..self.words.len()).take_while(is_argument).last().map_or(at + 1, |it| it + 1);
                    let parts = (start..end).filter_map(|it| self.token(it)).map(|it| shell::path(it.text));
                    let text = parts.collect::<Vec<_>>().join(" ");
                    self.cover(start, end);
                    return Some(text);
                }
                _ => {}
            }
        }
        None
    }

    /// Reads when; `None` where two tellings contradict each other.
    fn times(&mut self) -> Option<()> {
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
        let often = match word.as_str() {
            "minutely" => Some(Unit::Minute),
            "hourly" => Some(Unit::Hour),
            "daily" | "nightly" => Some(Unit::Day),
            "weekly" => Some(Unit::Week),
            "monthly" => Some(Unit::Month),
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
        if let Some(taken) = self.weekdays(at)? {
            return Some(taken);
        }
        if let Some(taken) = self.day_of_month(at)? {
            return Some(taken);
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
        let mut end = at + 1;
        if word == "day" {
            end += 1;
        } else if matches!(self.word(end), "day") {
            end += 1;
        }
        // "first monday of the month" is more than five fields can say.
        if weekday(self.word(end)).is_some() {
            return None;
        }
        while matches!(self.word(end), "of" | "the" | "every" | "each" | "a" | "month" | "months") {
            end += 1;
        }
        set(&mut self.when.day, day.to_string())?;
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
                let (shift, taken) = self.half_of_day(behind + 1, hour)?;
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
        let (hour, taken) = if exact { (hour, 0) } else { self.half_of_day(at + 1, hour)? };
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
    fn half_of_day(&self, from: usize, hour: u32) -> Option<(u32, usize)> {
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
        Some(match evening {
            Some((true, end)) if hour < 12 => (hour + 12, end - from),
            Some((false, end)) if hour == 12 => (0, end - from),
            Some((_, end)) => (hour, end - from),
            None => (hour, here - from),
        })
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

impl When {
    /// The five fields; `None` where nothing was told.
    fn fields(&self) -> Option<String> {
        if let Some(event) = self.event {
            let alone = self.hour.is_none() && self.minute.is_none() && self.every.is_none() && self.weekday.is_none();
            return alone.then(|| event.to_owned());
        }
        let told = self.minute.is_some()
            || self.hour.is_some()
            || self.day.is_some()
            || self.weekday.is_some()
            || self.every.is_some();
        if !told || self.month.is_some() && self.day.is_none() {
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
fn set(field: &mut Option<String>, text: String) -> Option<()> {
    if field.as_ref().is_some_and(|it| *it != text) {
        return None;
    }
    *field = Some(text);
    Some(())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small whole numbers")]
fn whole(token: &Token<'_>) -> Option<u32> {
    token.number.filter(|it| it.fract() == 0.0 && (0.0..1000.0).contains(it)).map(|it| it as u32)
}

fn unit(word: &str) -> Option<Unit> {
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

fn is_interpreter(word: &str) -> bool {
    matches!(word, "python" | "python3" | "php" | "perl" | "ruby" | "node" | "bash" | "sh")
}

fn part_of_day(word: &str) -> Option<&str> {
    matches!(word, "night" | "morning" | "evening" | "afternoon").then_some(word)
}

/// A month by its whole name; "may" is a word of its own.
fn month(word: &str) -> Option<u32> {
    calendar::month(word).filter(|_| word.len() > 3)
}

/// `15th`, `1st`.
fn ordinal(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let stem = ["st", "nd", "rd", "th"].iter().find_map(|it| text.strip_suffix(it))?;
    stem.parse().ok().filter(|it| (1..=31).contains(it))
}

fn hour_word(text: &str) -> Option<u32> {
    match text.to_lowercase().as_str() {
        "midnight" => Some(0),
        "noon" | "midday" => Some(12),
        _ => None,
    }
}

/// `14:30`, `7`, `6am`, `2:30pm`: hour, minute and whether the half of the day is told with it.
fn clock(text: &str) -> Option<(u32, u32, bool)> {
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

#[cfg(test)]
mod tests {
    use crate::{Request, propose};

    #[test]
    fn times_in_words_become_a_line() {
        for (wish, line) in [
            ("crontab line that runs /opt/x.sh every 15 minutes", "*/15 * * * * /opt/x.sh"),
            ("cron: /opt/x.sh every day at 2:30", "30 2 * * * /opt/x.sh"),
            ("cron entry for /opt/x.sh daily at 2:30 pm", "30 14 * * * /opt/x.sh"),
            ("crontab entry: run /opt/x.sh every night at 3", "0 3 * * * /opt/x.sh"),
            (
                "cron entry for /home/pi/l.py, working days only at half past seven in the morning",
                "30 7 * * 1-5 /home/pi/l.py",
            ),
            ("cron line, mondays at 7, backup.sh", "0 7 * * 1 backup.sh"),
            ("schedule /opt/x.sh every monday and thursday at 18:05", "5 18 * * 1,4 /opt/x.sh"),
            ("run ~/bin/sync hourly with cron", "0 * * * * ~/bin/sync"),
            ("run ~/bin/sync every 2 hours via cron", "0 */2 * * * ~/bin/sync"),
            ("cron job for /opt/x.sh at midnight on the first of every month", "0 0 1 * * /opt/x.sh"),
            ("crontab: /opt/x.sh at 6 am on the 15th, output thrown away", "0 6 15 * * /opt/x.sh > /dev/null 2>&1"),
            (
                "cronjob every sunday at 4am for /opt/x.sh, log to /var/log/x.log",
                "0 4 * * 0 /opt/x.sh >> /var/log/x.log 2>&1",
            ),
            ("run /opt/x.sh at every reboot by cron", "@reboot /opt/x.sh"),
            ("cronjob every 2 hours /usr/bin/python3 /srv/job.py", "0 */2 * * * /usr/bin/python3 /srv/job.py"),
            ("cron line: php /srv/cron.php twice a day", "0 */12 * * * php /srv/cron.php"),
            (
                "What does the crontab line look like that calls /opt/sync every 15 minutes on weekdays?",
                "*/15 * * * 1-5 /opt/sync",
            ),
            ("cron line to run 'make -C /srv/site' at 8 and 18 every day", "0 8,18 * * * make -C /srv/site"),
            ("crontab entry every weekday at quarter to nine in the evening: /opt/x.sh", "45 20 * * 1-5 /opt/x.sh"),
            ("cron expression for every 5 minutes", "*/5 * * * *"),
            ("cron weekly /opt/x.sh", "0 0 * * 0 /opt/x.sh"),
            ("cron entry monday to friday at 9 for /opt/x.sh", "0 9 * * 1-5 /opt/x.sh"),
        ] {
            let found = propose(&Request { text: wish, ..Request::default() });
            assert_eq!(found.first().map(|it| it.command.as_str()), Some(line), "{wish}");
        }
    }

    #[test]
    fn what_five_fields_cannot_say_is_not_answered() {
        for wish in [
            "cron line for /opt/x.sh on the last day of the month",
            "cron line for /opt/x.sh on the first monday of the month",
            "cron line for /opt/x.sh every 7 minutes",
            "cron line for /opt/x.sh at 8:15 and 9:30",
            "crontab entry for /opt/x.sh on mondays and the 15th",
            "run /opt/x.sh",
        ] {
            let found = propose(&Request { text: wish, ..Request::default() });
            assert!(found.iter().all(|it| it.family != "cron"), "{wish}: {found:?}");
        }
    }
}
