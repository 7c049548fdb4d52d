//! Names that count up: `week01` to `week12`, `2025-01 … 2025-12`, `a` to `f`.

use crate::asked::Asked;
use crate::calendar;
use crate::literals::Form;
use crate::shell::quote;

/// Names with one number in them that counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Series {
    prefix: String,
    first: u32,
    last: u32,
    /// How wide the number is at least, with zeros in front.
    width: usize,
    suffix: String,
}

/// A series in a request.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) series: Series,
}

/// The most names that are made at once.
const MOST: u32 = 10_000;

impl Series {
    /// The series between two names; `None` where they differ in more than one number.
    pub(crate) fn new(first: &str, last: &str) -> Option<Self> {
        let (first, last) = (first.as_bytes(), last.as_bytes());
        let mut start = first.iter().zip(last).take_while(|(left, right)| left == right).count();
        while start > 0 && first[start - 1].is_ascii_digit() {
            start -= 1;
        }
        let (one, other) = (&first[start..], &last[start..]);
        let mut end = one.iter().rev().zip(other.iter().rev()).take_while(|(left, right)| left == right).count();
        while end > 0 && one[one.len() - end].is_ascii_digit() {
            end -= 1;
        }
        let (one_number, other_number) = (&one[..one.len() - end], &other[..other.len() - end]);
        let number = |it: &[u8]| {
            let digits = !it.is_empty() && it.len() < 7 && it.iter().all(u8::is_ascii_digit);
            digits.then(|| std::str::from_utf8(it).ok()?.parse::<u32>().ok()).flatten()
        };
        let (from, to) = (number(one_number)?, number(other_number)?);
        let padded = one_number.len() == other_number.len() || one_number.first() == Some(&b'0');
        if from >= to || to - from >= MOST || padded && one_number.len() != other_number.len() {
            return None;
        }
        let text = |it: &[u8]| std::str::from_utf8(it).ok().map(str::to_owned);
        Some(Self {
            prefix: text(&first[..start])?,
            first: from,
            last: to,
            width: if padded { one_number.len() } else { 1 },
            suffix: text(&one[one.len() - end..])?,
        })
    }

    /// The months of a year.
    pub(crate) fn months(year: u32) -> Self {
        Self { prefix: format!("{year}-"), first: 1, last: 12, width: 2, suffix: String::new() }
    }

    /// The names that a first and a second one and their number begin.
    pub(crate) fn sampled(sample: &[String], count: u32) -> Option<Self> {
        let [first, second, ..] = sample else { return None };
        let mut series = Self::new(first, second)?;
        if series.last != series.first + 1 || count == 0 {
            return None;
        }
        series.last = series.first + count - 1;
        (series.last.to_string().len() <= series.width.max(1) || series.width == 1).then_some(series)
    }

    pub(crate) fn count(&self) -> u32 {
        self.last - self.first + 1
    }

    /// The names with a folder in front, as shell words.
    pub(crate) fn words(&self, folder: &str, bash: bool) -> Option<String> {
        let prefix = if folder.is_empty() { self.prefix.clone() } else { crate::shell::join(folder, &self.prefix) };
        let head = if prefix.is_empty() { String::new() } else { crate::shell::path(&prefix) };
        let tail = if self.suffix.is_empty() { String::new() } else { quote(&self.suffix) };
        if bash {
            return Some(format!("{head}{{{:0w$}..{:0w$}}}{tail}", self.first, self.last, w = self.width));
        }
        if self.count() > 40 {
            return None;
        }
        let all: Vec<String> =
            (self.first..=self.last).map(|it| format!("{head}{it:0w$}{tail}", w = self.width)).collect();
        Some(all.join(" "))
    }

    /// The names as a pattern of the shell, for files that exist: `orders_2024-0[1-3].csv`.
    pub(crate) fn pattern(&self, folder: &str, bash: bool) -> Option<String> {
        self.words(folder, bash)
    }
}

const LETTERS: &str = "a b c d e f g h i j k l m n o p q r s t u v w x y z";

/// Names that everyone knows the order of: a week may begin with either day.
fn orders() -> [Vec<&'static str>; 7] {
    let short = |it: &[&'static str]| it.iter().map(|it| calendar::short(it)).collect::<Vec<_>>();
    let [sunday, other @ ..] = &calendar::DAYS;
    let week: Vec<&str> = other.iter().chain([sunday]).copied().collect();
    let (days, months) = (&calendar::DAYS, &calendar::MONTHS);
    let letters = LETTERS.split(' ').collect();
    [short(&week), short(days), short(months), week, days.to_vec(), months.to_vec(), letters]
}

/// The days, months or letters from one to another, written as the first is.
pub(crate) fn named(first: &str, last: &str) -> Option<Vec<String>> {
    let (from, to) = (first.to_lowercase(), last.to_lowercase());
    let capital = first.starts_with(|it: char| it.is_ascii_uppercase());
    orders().into_iter().find_map(|all| {
        let start = all.iter().position(|it| *it == from)?;
        let end = all.iter().position(|it| *it == to).filter(|it| *it > start)?;
        let write =
            |it: &&str| if capital { format!("{}{}", it[..1].to_uppercase(), &it[1..]) } else { (*it).to_owned() };
        Some(all[start..=end].iter().map(write).collect())
    })
}

/// Series that stand in one token, or around dots: `week01..week12`, `2025-01 ... 2025-12`.
pub(crate) fn find(asked: &Asked<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < asked.tokens.len() {
        let text = asked.tokens[at].text;
        let between = |it: usize| {
            asked.tokens.get(it).is_some_and(|it| {
                it.form == Form::Stop
                    && (it.text.bytes().all(|it| it == b'.') && it.text.len() > 1
                        || matches!(it.text, "…" | "–" | "—" | "-"))
            })
        };
        if let Some(behind) = asked.tokens.get(at + 2)
            && between(at + 1)
            && asked.tokens[at].form != Form::Quoted
            && let Some(series) = Series::new(text, behind.text)
        {
            all.push(Found { start: at, end: at + 3, series });
            at += 3;
            continue;
        }
        if let Some(series) = inside(text).filter(|_| asked.tokens[at].form != Form::Date) {
            all.push(Found { start: at, end: at + 1, series });
        }
        at += 1;
    }
    all
}

/// `week01..week12`, `week{01..12}`, `week01-week12`, `week[01-12]`.
fn inside(text: &str) -> Option<Series> {
    if let Some((head, rest)) = text.split_once('{')
        && let Some((range, tail)) = rest.split_once('}')
        && let Some((first, last)) = range.split_once("..")
    {
        return Series::new(&format!("{head}{first}{tail}"), &format!("{head}{last}{tail}"));
    }
    for between in ["...", "…", ".."] {
        if let Some((first, last)) = text.split_once(between) {
            return Series::new(first, last);
        }
    }
    let (first, last) = text.split_once('-')?;
    let digit = |it: &str| it.starts_with(|it: char| it.is_ascii_alphabetic()) || it.len() < 4;
    (digit(first) && digit(last)).then(|| Series::new(first, last)).flatten()
}
