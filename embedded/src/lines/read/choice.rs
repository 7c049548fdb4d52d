//! Reads what is said of which lines are meant, by their numbers and by what they hold.

use super::{Exchange, Manner, Mode, Reader, number};
use crate::lines::text::{self, symbol};
use crate::lines::{Has, Lines, Place, Spot, Step};
use crate::pattern::Match;
use crate::slots::Kind;
use crate::slots::Value;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Choice {
    Delete,
    Without,
    KeepOnly,
    NotEmpty,
    Empty,
    Blank,
    Comments,
    CommentsAndEmpty,
    NoHeader,
    Header,
    Contains,
    NotContains,
    StartFirst,
    StartAt,
    Starts,
    NotStarts,
    Ends,
    NotEnds,
    Equals,
    DeleteHas,
    HeadOf,
    TailOf,
    NLines,
    Line,
    LineRange,
    FirstAndLast,
    Line1,
    LastLine,
    Range,
    TwoLines,
    First,
    Last,
    FromLine,
    ToLine,
    Every,
    EverySecond,
    Odd,
    Even,
    Random,
    RandomOne,
    Part,
    Between,
    Inclusive,
    Exclusive,
    AfterMatch,
    FromMatch,
    BeforeMatch,
    UntilMatch,
    SectionOf,
    Doubled,
    ExactLength,
    OnLine,
    LongerThan,
    ShorterThan,
}

pub(in crate::lines) const ROWS: &[(&str, Choice)] = &[
    // What is done with the lines that are named.
    ("delete; get rid of; filter out; throw away", Choice::Delete),
    (
        "without; but|and without; exclude; skip; all|everything but|except|exclude; except ?for; not show|include|contain|print; leave out; no; not count|counting; omit; excluding; not included; not",
        Choice::Without,
    ),
    ("keep only; only keep", Choice::KeepOnly),
    // Which lines.
    ("not empty; not =blank; non-empty line; non-empty", Choice::NotEmpty),
    ("empty line; empty ones; line ones|?which empty; completely empty line", Choice::Empty),
    (
        "blank|empty line ?and|or line|ones ?with|of only|just space|whitespace; =blank line; =blank ones; line with only|just space|whitespace; line only contain space|whitespace; whitespace only line; line only consist of space|whitespace; =blanks",
        Choice::Blank,
    ),
    ("comment ?line; commented ?out line; line commented ?out; line start with =#; #-comment", Choice::Comments),
    (
        "empty line and|or comment ?line; comment ?line and|or empty line; =blank line and|or comment; comment ?line and|or =blank line; empty and|or comment line; comment and|or empty line",
        Choice::CommentsAndEmpty,
    ),
    (
        "header not include|contain|count|show; not count|include|show header ?line; no header ?line; header exclude|skip|ignore; header leave out; header omit; exclude|skip|ignore|without|omit ?first header ?line; without ?first header ?line",
        Choice::NoHeader,
    ),
    (
        "?first header ?line; first line ?ones|which header; title|column line; column name|title line; title ?row",
        Choice::Header,
    ),
    (
        "?all|each|any line|ones|entry ?ones|which ?also|still contain|mention ?word|text|string|pattern|phrase {words:a}; \
         ?all|each|any line|entry with ?word|text|string|phrase {words:a} ?in|on ?ones; line where|in {words:a} appear; contain ?word|text|string|phrase {words:a}; \
         line match {words:a}; on|in|only line with|contain {words:a}",
        Choice::Contains,
    ),
    (
        "?all|each|any line|ones|entry ?ones|which not contain|mention|have ?word|text|string|pattern|phrase {words:a}; \
         line|entry without ?word|text|string {words:a}; not contain|mention|match ?word|text|string {words:a}",
        Choice::NotContains,
    ),
    ("?and ?starting|start|begin with|from|at ?the first ?line|one", Choice::StartFirst),
    (
        "?and ?starting|start|begin with|from|at ?the second ?line|one; starting|start|begin with|from|at line {number:n}; starting|start|begin with|from|at {nth:n} ?line|one",
        Choice::StartAt,
    ),
    ("?all|each line|ones|entry ?ones|which start|begin with {words:a}; start|begin with {words:a}", Choice::Starts),
    (
        "?all|each line|ones|entry ?ones|which not start|begin with {words:a}; start not with {words:a}; not start with {words:a}",
        Choice::NotStarts,
    ),
    (
        "?all|each line|ones|entry ?ones|which end with {words:a}; ?all|each line|ones|entry ?ones|which end in {quoted:a}; ?all|each line|ones|entry ?ones|which end in|with {sign:a}; end with {words:a}; ending with {words:a}; ?all|each line|ones|entry ending with {words:a}",
        Choice::Ends,
    ),
    ("?all|each line|ones|entry ?ones|which not end with|in|on {words:a}", Choice::NotEnds),
    (
        "line equal|exactly {words:a}; line ones exactly {words:a}; line only|exactly consist of {words:a}; line ?exactly equal to {words:a}; line ones ?only say {words:a}",
        Choice::Equals,
    ),
    (
        "delete ?all|each|any {new:a} line; delete ?all line {quoted:a}; delete line {quoted:a}; delete ?all {quoted:a} line",
        Choice::DeleteHas,
    ),
    ("delete {new:a} entry", Choice::DeleteHas),
    // Lines by number.
    ("=head ?of|from; begin of file; first few line", Choice::HeadOf),
    ("=tail ?of|from; end ?of file; last few line", Choice::TailOf),
    ("{number:n} line|row|entry", Choice::NLines),
    ("?only|just line ?number {number:n}; ?only|just {nth:n} line", Choice::Line),
    ("line {new:r}", Choice::LineRange),
    ("first and last line; first line and last|the last line; last and first line", Choice::FirstAndLast),
    ("first line; ?very first line; line 1; top line", Choice::Line1),
    ("?very last line; final line", Choice::LastLine),
    (
        "line {number:n} to|until|through|- {number:m}; line from {number:n} to|until|through {number:m}; line between {number:n} and {number:m}; from line {number:n} to|until|through ?line {number:m}; line {number:n} – {number:m}; {nth:n} to|until|through {nth:m} line; line {number:n} and {number:m} inclusive; {text:x} {number:n} to|until {number:m}",
        Choice::Range,
    ),
    ("line {number:n} and {number:m}; line {number:n} , {number:m}", Choice::TwoLines),
    (
        "line {number:n} , {number:m} and {number:o}; line {number:n} , {number:m} , and {number:o}; line {number:n} , {number:m} , {number:o}",
        Choice::TwoLines,
    ),
    (
        "?only|just first|top {number:n} line|entry|row; =head -n {number:n}; first|top {number:n}; top {number:n} only",
        Choice::First,
    ),
    ("?only|just last|bottom {number:n} line|entry|row; last {number:n}; bottom {number:n}", Choice::Last),
    (
        "?starting|start from|at|with line {number:n} ?on|onwards|onward|until|to ?end ?of ?file; from {nth:n} line ?on|onwards ?to|until ?end ?of ?file; line {number:n} to|until|through end|last ?line; line {number:n} and following|after|later; all after line {number:p}; everything after line {number:p}; line after line {number:p}; from line {number:n} onwards; from line {number:n} to end|last ?line",
        Choice::FromLine,
    ),
    (
        "?all|everything|line until|to ?and ?including line {number:n}; everything before line {number:q}; all before line {number:q}; until ?and ?including line {number:n}",
        Choice::ToLine,
    ),
    ("each {nth:n} line; each {number:n} line; all {number:n} line", Choice::Every),
    ("each other line; each second line; alternate line", Choice::EverySecond),
    ("odd ?numbered line; odd-numbered line", Choice::Odd),
    ("even ?numbered line; even-numbered line", Choice::Even),
    (
        "{number:n} random ?line|entry; random {number:n} line; {number:n} line|entry random; pick|choose|draw {number:n} ?line|entry at|in random; {number:n} random|randomly ?chosen|picked|selected line; {number:n} line at random",
        Choice::Random,
    ),
    ("random line; one random line; line at random; pick|choose ?one random line", Choice::RandomOne),
    ("part|section|block|region|portion ?of", Choice::Part),
    (
        "?only|all ?line|text|part|block|section|everything between ?line|marker|word|text|string ?with|contain|ones {words:a} and ?line|marker ?with|contain {words:b}; \
         from ?first line|marker ?ones ?contain|with|match|start {words:a} ?down|up to|until|through ?next ?first line|marker ?ones ?with|contain|match|start {words:b}; text|part|=everything|line|=bit|=stuff from {quoted:a} ?down|up to|until|through {quoted:b}; from {quoted:a} ?down|up to|until|through {quoted:b}; \
         line between ?two marker|line {words:a} and {words:b}; ?all|everything from ?line contain|with|start {words:a} ?up to|until|through ?line contain|with {words:b}",
        Choice::Between,
    ),
    (
        "?and include|inclusive|including ?both ?marker ?line ?itself|themselves; ?both marker included; inclusive; inclusively; marker ?line included",
        Choice::Inclusive,
    ),
    (
        "?and exclude|exclusive|excluding|without|not ?include|including ?both|=two marker ?line ?themselves|itself; exclusive; marker not included; not including marker ?line; but|and not marker ?line ?themselves; without marker ?line ?themselves; without those ?two line ?themselves; exclude|excluding them",
        Choice::Exclusive,
    ),
    (
        "?all|everything ?line after ?first|the ?line ?contain|with|start|match|ones {words:a}; line after|since ?line contain|with {words:a}",
        Choice::AfterMatch,
    ),
    (
        "?all|everything ?line from ?first ?line contain|with|match {words:a} ?on|onwards ?to|until ?end ?of ?file; from {words:a} to|until end ?of ?file; from ?line ?contain|with {words:a} ?to end; starting|start at|with|from ?first line contain|with {words:a}",
        Choice::FromMatch,
    ),
    (
        "?all|everything ?line before ?first|the ?line ?contain|with|match|ones {words:a}; until ?but ?not ?including ?line contain|with {words:a}",
        Choice::BeforeMatch,
    ),
    (
        "?all|everything ?line ?up|down until|to ?and ?including ?first ?line contain|with|match {words:a}; until ?first line contain|with {words:a}; until line {quoted:a}; ?all|everything ?line until|to ?and ?include line {quoted:a}",
        Choice::UntilMatch,
    ),
    (
        "part|section|chapter|paragraph|block about|on|for|named|titled|=headed {words:s}; section|chapter {quoted|new|glob:s}; section|chapter {words:s}; {words:s} section|chapter|paragraph; =what {file:f} =says about|on {words:s}",
        Choice::SectionOf,
    ),
    (
        "=doubled|=repeated|duplicate word; word duplicate; word ones ?which appear|=come|=stand|=typed twice|duplicate in =a row; word twice in =a row; same word twice in =a row; same word twice; word ones direct|immediately duplicate",
        Choice::Doubled,
    ),
    ("=exact-length {number:n} line", Choice::ExactLength),
    ("only ?in|on|at line {number:n}; on|in line {number:n}; on|in ?the {nth:n} line", Choice::OnLine),
    (
        "longer|more than {number:n} character ?long|length; longer than {number:n}; line over {number:n} character ?long; line longer than {number:n} ?character; line with more than {number:n} character; with|of more than {number:n} character; over {number:n} character ?long",
        Choice::LongerThan,
    ),
    (
        "shorter|less than {number:n} character ?long; line shorter than {number:n} ?character; line with less than {number:n} character; shorter than {number:n}; with|of less than {number:n} character",
        Choice::ShorterThan,
    ),
];

impl Reader<'_, '_> {
    /// Which lines are meant, and what they are named for.
    pub(super) fn choose(&mut self, says: Choice, at: &Match) -> Option<()> {
        match says {
            Choice::NLines
            | Choice::Part
            | Choice::Inclusive
            | Choice::Exclusive
            | Choice::StartFirst
            | Choice::StartAt => {}
            Choice::Delete => self.mode = Mode::Delete,
            Choice::Without => self.mode = Mode::Without,
            Choice::KeepOnly => self.mode = Mode::Keep,
            Choice::NoHeader => {
                self.leave_out(Lines::One(1));
                self.edits |= self.mode == Mode::Delete;
            }
            Choice::NotEmpty => {
                (self.mode != Mode::Delete && self.mode != Mode::Comment).then_some(())?;
                self.leave_out(Lines::Empty);
            }
            Choice::CommentsAndEmpty => {
                self.lines(Lines::Comments(""));
                self.chosen(Lines::Blank);
            }
            Choice::DeleteHas => {
                self.mode = Mode::Delete;
                let value = at.get("a")?;
                let place = Some(value).filter(|it| it.amount == 0.0).and_then(|it| crate::slots::nth(&it.text));
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a row")]
                match place.filter(|it| (1.0..1e9).contains(it)) {
                    Some(place) => self.lines(Lines::One(place as u32)),
                    None => self.chosen(self.has_text(value, Place::Anywhere, false)),
                }
            }
            Choice::AfterMatch | Choice::BeforeMatch if self.insert.is_some() => {
                let value = at.get("a")?;
                let after = says == Choice::AfterMatch;
                self.place(match line_number(value) {
                    Some(line) if after => Spot::AfterLine(line),
                    Some(line) => Spot::BeforeLine(line),
                    None if after => Spot::After(self.anchor(at, value)),
                    None => Spot::Before(self.anchor(at, value)),
                })?;
            }
            Choice::Random | Choice::RandomOne => {
                self.is_linux().then_some(())?;
                self.run(format!("shuf -n {}", number(at, "n").unwrap_or(1)));
            }
            Choice::SectionOf => {
                (self.mode == Mode::Keep && self.frame.steps.is_empty()).then_some(())?;
                let name = at.get("s")?.text.trim_matches(['[', ']']).to_owned();
                let all = self.found.iter().filter_map(|it| it.at.get("f").or_else(|| it.at.get("t")));
                let file = all.map(|it| it.text.clone()).next_back()?;
                self.run(format!("awk {}", text::script(&text::section(&name, &file)?)));
            }
            Choice::Doubled => {
                self.is_linux().then_some(())?;
                let fold = if self.has(Manner::IgnoreCase) { "i" } else { "" };
                self.run(format!("grep -{fold}E '\\b(\\w+) \\1\\b'"));
            }
            Choice::ExactLength => self.run(format!("grep -xE '.{{{}}}'", number(at, "n")?)),
            // "The file starts with a mark": no line is named.
            Choice::Starts | Choice::Ends if !self.names_lines() => return None,
            _ => {
                // The sign that a word names, which other families take for the word.
                let sign = |it: &Value| it.kind == Kind::Sign || it.amount == 0.0 && named_sign(&it.text).is_some();
                self.sure |= at.get("a").is_some_and(sign);
                let lines = self.by_number(says, at).or_else(|| self.by_content(says, at))?;
                self.chosen(lines);
            }
        }
        Some(())
    }

    fn names_lines(&self) -> bool {
        self.asked.tokens.iter().any(|it| it.is_any("line each all entry") || matches!(it.text, "ones" | "those"))
    }

    /// Lines by their places in the file.
    fn by_number(&self, says: Choice, at: &Match) -> Option<Lines> {
        let n = || number(at, "n");
        Some(match says {
            Choice::FirstAndLast => Lines::Ends,
            Choice::Header | Choice::Line1 => Lines::One(1),
            Choice::LastLine => Lines::Last(1),
            Choice::Line | Choice::OnLine => Lines::One(n()?),
            Choice::First => Lines::Range(1, Some(n()?)),
            Choice::Last => Lines::Last(n()?),
            Choice::LineRange => {
                let (from, to) = line_range(&at.get("r")?.text)?;
                Lines::Range(from, Some(to))
            }
            // Any noun may stand for lines ("readings 12 to 18"), but not a known one.
            Choice::Range => {
                let (from, to) = n().zip(number(at, "m")).filter(|it| it.0 <= it.1)?;
                Lines::Range(from, Some(to))
            }
            Choice::TwoLines => {
                let all: Vec<u32> = ["n", "m", "o"].iter().filter_map(|it| number(at, it)).collect();
                (all.len() > 1 && all.is_sorted()).then_some(Lines::Two(all))?
            }
            Choice::FromLine => Lines::Range(n().or_else(|| Some(number(at, "p")? + 1))?, None),
            Choice::ToLine => {
                let to = n().or_else(|| number(at, "q")?.checked_sub(1)).filter(|it| *it > 0)?;
                Lines::Range(1, Some(to))
            }
            Choice::HeadOf | Choice::TailOf => {
                let n = self.value_of(Choice::NLines, "n").unwrap_or(10);
                if says == Choice::HeadOf { Lines::Range(1, Some(n)) } else { Lines::Last(n) }
            }
            Choice::Odd => Lines::Every(2, 1),
            Choice::Even => Lines::Every(2, 2),
            Choice::Every | Choice::EverySecond => {
                let step = if says == Choice::Every { n().filter(|it| *it > 1)? } else { 2 };
                let start = if self.has(Choice::StartFirst) {
                    1
                } else if self.has(Choice::StartAt) {
                    self.value_of(Choice::StartAt, "n").unwrap_or(2)
                } else {
                    step
                };
                Lines::Every(step, start)
            }
            // "After line 7" is read as after a text.
            Choice::AfterMatch | Choice::FromMatch | Choice::UntilMatch | Choice::BeforeMatch => {
                let line = line_number(at.get("a")?)?;
                (1..1_000_000_000).contains(&line).then_some(())?;
                match says {
                    Choice::AfterMatch => Lines::Range(line + 1, None),
                    Choice::FromMatch => Lines::Range(line, None),
                    Choice::UntilMatch => Lines::Range(1, Some(line)),
                    _ => Lines::Range(1, Some(line.checked_sub(1).filter(|it| *it > 0)?)),
                }
            }
            _ => return None,
        })
    }

    /// Lines by what they hold.
    fn by_content(&self, says: Choice, at: &Match) -> Option<Lines> {
        let has = |place: Place, not: bool| Some(self.has_text(at.get("a")?, place, not));
        let text = |name: &str| Some(at.get(name)?.text.clone());
        Some(match says {
            Choice::Empty => Lines::Empty,
            Choice::Blank => Lines::Blank,
            Choice::Comments => Lines::Comments(""),
            Choice::LongerThan => Lines::Longer(number(at, "n")?),
            Choice::ShorterThan => Lines::Shorter(number(at, "n")?),
            Choice::Contains | Choice::NotContains => {
                const NO_TEXT: &str = "number character word space date path upper lower user";
                let value = at.get("a")?;
                // "Lines with a number" names no text.
                (value.amount > 0.0 || !crate::asked::is_one_of(&value.text, NO_TEXT)).then_some(())?;
                self.has_text(value, Place::Anywhere, says == Choice::NotContains)
            }
            Choice::Starts => has(Place::Start, false)?,
            Choice::NotStarts => has(Place::Start, true)?,
            Choice::Ends => has(Place::End, false)?,
            Choice::NotEnds => has(Place::End, true)?,
            Choice::Equals => has(Place::Whole, false)?,
            Choice::Between => {
                let between = at.taken.iter().any(|it| self.asked.tokens[*it].is("between"));
                let inclusive = !self.has(Choice::Exclusive) && (self.has(Choice::Inclusive) || !between);
                Lines::Between { from: text("a")?, to: text("b")?, inclusive }
            }
            // A line's number is no text.
            Choice::AfterMatch | Choice::FromMatch | Choice::UntilMatch | Choice::BeforeMatch
                if line_number(at.get("a")?).is_some() =>
            {
                return None;
            }
            Choice::AfterMatch => Lines::From { text: text("a")?, inclusive: false },
            Choice::FromMatch => Lines::From { text: text("a")?, inclusive: true },
            Choice::BeforeMatch => Lines::Until { text: text("a")?, inclusive: false },
            Choice::UntilMatch => Lines::Until { text: text("a")?, inclusive: true },
            _ => return None,
        })
    }

    /// Lines that a replacement before them is bound to, or that are named for themselves.
    pub(super) fn chosen(&mut self, lines: Lines) {
        if let Some(Step::Replace(last)) = self.frame.steps.last_mut()
            && last.on.is_none()
        {
            match (&lines, self.mode) {
                // "But not in lines that contain x" chooses where a text is replaced.
                (Lines::Has(has), Mode::Without) => {
                    last.on = Some(Lines::Has(Has { not: !has.not, ..has.clone() }));
                    return;
                }
                (_, Mode::Keep) => {
                    last.on = Some(lines);
                    return;
                }
                _ => {}
            }
        }
        self.lines(lines);
    }

    /// Lines, for what they are named for.
    fn lines(&mut self, lines: Lines) {
        match self.mode {
            Mode::Keep => self.push(Step::Keep(lines)),
            Mode::Delete => self.push(Step::Drop(lines)),
            Mode::Without => self.leave_out(lines),
            Mode::Comment => self.push(Step::Comment(lines)),
            Mode::Uncomment => {}
        }
    }

    /// Lines that are not shown; the file keeps them.
    fn leave_out(&mut self, lines: Lines) {
        self.frame.steps.push(Step::Drop(lines));
    }

    pub(super) fn has_text(&self, value: &Value, place: Place, not: bool) -> Lines {
        // "Lines with a comma": the sign, not its name.
        let sign = if value.amount > 0.0 { None } else { named_sign(&value.text) };
        Lines::Has(Has {
            text: sign.unwrap_or_else(|| value.text.clone()),
            place,
            not,
            ignore_case: self.has(Manner::IgnoreCase),
            word: self.has(Manner::WholeWord),
        })
    }

    /// Whether what is said of a part of the text says where it begins or ends, and "the head" how long it is.
    pub(super) fn parts_are_told(&self) -> bool {
        let ends = [
            Choice::Between,
            Choice::AfterMatch,
            Choice::FromMatch,
            Choice::UntilMatch,
            Choice::BeforeMatch,
            Choice::SectionOf,
        ];
        let part = ends.iter().any(|it| self.has(*it)) || self.has(Exchange::Section);
        let head = self.has(Choice::HeadOf) || self.has(Choice::TailOf);
        (part || !self.has(Choice::Part)) && (head || !self.has(Choice::NLines))
    }
}

/// The sign that a text names: "a comma".
fn named_sign(text: &str) -> Option<String> {
    if text.chars().count() < 2 { None } else { symbol(text).filter(|it| !it.is_empty() && it != "\n") }
}

/// A number that stands where a text is asked for.
fn line_number(value: &Value) -> Option<u32> {
    if value.amount == 0.0 { value.text.parse().ok() } else { None }
}

/// `10-15`: a range of lines.
pub(super) fn line_range(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(['-', '–'])?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (0 < from && from <= to && to < 1_000_000_000).then_some((from, to))
}
