//! Reads what is said of lines that stand several times, and how often each does.

use super::{Manner, Mode, Order, Reader, Says, number};
use crate::lines::{Lines, Step};
use crate::pattern::Match;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Repeats {
    LetterTally,
    ExactlyTimes,
    MoreTimes,
    AtLeastTimes,
    Unique,
    Dedupe,
    Adjacent,
    KeepOrder,
    OnlyDuplicates,
    OnlySingles,
    Counts,
    WholeLines,
    Appears,
    Tally,
    WordTally,
    TopWords,
    TopLines,
    TopWord,
    TopLine,
    MostFirst,
    LeastFirst,
    Ties,
    Punctuation,
    EachWord,
}

pub(in crate::lines) const ROWS: &[(&str, Repeats)] = &[
    (
        "count how frequent|many ?times each character ?appear|used; how frequent|many ?times each character ?appear|used; count ?number ?of ?occurrence of each character; character =frequency|=frequencies; frequency of ?each character; count each character",
        Repeats::LetterTally,
    ),
    (
        "line|entry|ones|value ?ones|which appear exactly {number:n} ?times|=x ?times; line|entry|ones ?ones|which appear exactly {text:x} ?times; line|entry ones exactly {number:n} times ?in; line|entry|ones appear {number:n} times",
        Repeats::ExactlyTimes,
    ),
    ("line|entry|ones|value ?ones|which ?appear more than {number:n} times ?in", Repeats::MoreTimes),
    (
        "line|entry|ones|value ?ones|which ?appear at least {number:n} times ?in; line|entry|ones ?which appear {number:n} times or more",
        Repeats::AtLeastTimes,
    ),
    (
        "unique ?line|value|entry|one|item|name; line ?only once; each ?line ?only once; ?each one ?only once; no duplicate ?line; without duplicate ?line|entry; not duplicate; each ?distinct line|value once",
        Repeats::Unique,
    ),
    (
        "dedupe ?line|entry; delete ?all|any duplicate ?line|entry|value|row|name|address ?and|or; duplicate ?line|entry delete; without duplicate line; remove ?any|all line ones appear|duplicate twice",
        Repeats::Dedupe,
    ),
    (
        "delete|squeeze ?all consecutive duplicate ?line; consecutive duplicate ?line; delete duplicate consecutive line; duplicate line ones follow each other; only consecutive duplicate",
        Repeats::Adjacent,
    ),
    (
        "?and ?but keep|preserve|leave|maintain ?in ?original|the|same|current ?line order ?of ?line|entry|appear|original ?same|unchanged|intact; order preserved|kept; in original ?line order; in order ?of ?first appearance; in original order; without sort|changing|change ?ones|order|the ?order; keep ?only first one|occurrence ?of ?each; order stay ?same; not sort; order not change|changed; keeping order; do not change order; in same order; first appear first",
        Repeats::KeepOrder,
    ),
    (
        "?only|all|each ?line|entry|ones ?ones|which appear|duplicate|there ?more than once ?in ?file; ?only|all duplicate line|entry|one; ?line ones duplicate; ?line|entry|ones appear|occur twice ?or ?more; ?line|ones appear at least|minimum twice; ?which line ones duplicate; only duplicate; line appear several|multiple|many times; duplicate",
        Repeats::OnlyDuplicates,
    ),
    (
        "?only|all|each ?line|entry|ones ?ones|which appear|there exactly|only once; ?line ?ones not duplicate; line without duplicate only; only unique ?ones line not duplicate; appear only|exactly ?one times",
        Repeats::OnlySingles,
    ),
    (
        "show|and|, count ?and|then|, ?line|word|value|name|entry; count and|then line|word|value|name|entry; count first",
        Repeats::Counts,
    ),
    ("whole|entire line", Repeats::WholeLines),
    ("appear|there", Repeats::Appears),
    (
        "?count how frequent|many ?times each ?different|unique|distinct ?line|value|entry|item|name|address ?appear|there|duplicate|contained; count|number ?of ?occurrence of|for each ?different|unique ?line|value|entry|item|name; occurrence of|for each ?different|unique line|value|entry|item|name; how frequent ?each line|value|entry|item ?appear; count occurrence ?of ?each ?unique|different ?line|value|entry; frequency of each line|value|entry; count ?of|for each ?unique line|value; count ?of unique|duplicate line|value; ?together with|and ?its count ?of|for ?each ?line; how many times ?each ?line|value|entry appear; line with ?its count; occurrence ?count per|of|each line|value; count duplicate line; =tally ?line|value|entry; with count; with count each; with|and ?its number ?of occurrence; with ?its count; and ?its count",
        Repeats::Tally,
    ),
    (
        "?count how frequent|many ?times each ?different word ?appear|used|there; word frequency|frequent ?list|table; count occurrence ?of ?each word; frequency of ?each word; \
         count ?number ?of ?each ?different word occurrence; number of occurrence of each word; how frequent each word appear|used; count ?of|per each word; each word with count",
        Repeats::WordTally,
    ),
    (
        "?only ?the|top {number:n} ?most frequent|used|common word ?in ?file ?with|and ?its ?number|count ?of ?occurrence; top {number:n} word ?with|by|and ?frequent|count",
        Repeats::TopWords,
    ),
    (
        "?only ?the|top {number:n} ?most frequent|used|common|duplicate line|entry|value|item ?with|and ?its ?count|number ?of ?occurrence; top {number:n} line|entry|value ?with|by|and frequent|count; {number:n} line appear most ?frequent",
        Repeats::TopLines,
    ),
    ("most frequent|used|common word ?with|and ?its count; word appear|used most ?frequent", Repeats::TopWord),
    (
        "most frequent|used|common line|entry|value ?with|and ?its count; line appear most ?frequent; line|value|entry appear most ?frequent",
        Repeats::TopLine,
    ),
    (
        "?sort ?by|with ?the most frequent|used|common|duplicate ?word|line|value|one|entry ?first|top ?first; by ?number ?of ?frequent|count|occurrence ?descending; most first; high|biggest count|number ?first|on ?top; sort ?descending by count; most ?ones ?first; by count ?descending; most used first; sort by frequent; sort by count",
        Repeats::MostFirst,
    ),
    (
        "least frequent|used|common ?first; rare first; low|smallest count first; sort ascending by count; by count ascending",
        Repeats::LeastFirst,
    ),
    (
        "?and ?with ties|tie ?count|ones ?in|by ?alphabetical ?order ?alphabetical|word|name; ?word|line|value|ones with same|equal count|number ?in alphabetical order; ties alphabetical; same|equal count ?in alphabetical ?order; ties by word|name|line|alphabet; ties sort alphabetical",
        Repeats::Ties,
    ),
    ("and punctuation; ignore|exclude|without punctuation; punctuation", Repeats::Punctuation),
    ("each|all word; word", Repeats::EachWord),
];

impl Reader<'_, '_> {
    /// What leaves lines out; how often each stands is read at the end.
    pub(super) fn repeated(&mut self, says: Repeats, at: &Match) -> Option<()> {
        let ignore_case = self.has(Manner::IgnoreCase);
        match says {
            Repeats::Adjacent => self.run("uniq"),
            Repeats::OnlyDuplicates if self.mode == Mode::Delete || self.mode == Mode::Without => {
                self.push(Step::Dedupe { ignore_case });
            }
            Repeats::OnlyDuplicates => self.push(Step::Uniq("-d", ignore_case)),
            Repeats::OnlySingles => self.push(Step::Uniq("-u", ignore_case)),
            Repeats::ExactlyTimes | Repeats::MoreTimes | Repeats::AtLeastTimes => {
                // "3x" is a word.
                let typed = || match at.get("x")?.text.as_str() {
                    "once" => Some(1),
                    "twice" => Some(2),
                    "thrice" => Some(3),
                    text => text.strip_suffix('x')?.parse().ok(),
                };
                let n: u32 = number(at, "n").or_else(typed)?;
                let sign = match says {
                    Repeats::ExactlyTimes => "==",
                    Repeats::MoreTimes => ">",
                    _ => ">=",
                };
                if sign == "==" && n == 1 {
                    self.push(Step::Uniq("-u", ignore_case));
                    return Some(());
                }
                self.push(Step::Uniq("-c", ignore_case));
                self.filter(format!("awk '$1 {sign} {n} {{ sub(/^ *[0-9]+ /, \"\"); print }}'"));
                self.sure = true;
            }
            _ => {}
        }
        Some(())
    }

    fn tallies_words(&self) -> bool {
        self.has(Repeats::WordTally) || self.has(Repeats::TopWords) || self.has(Repeats::TopWord)
    }

    fn tallies_lines(&self) -> bool {
        self.has(Repeats::Tally) || self.has(Repeats::TopLines) || self.has(Repeats::TopLine)
    }

    /// Whether it is said in so many words that equal lines or words are counted.
    pub(super) fn tallied(&self) -> bool {
        self.tallies_words() || self.tallies_lines() || self.has(Repeats::LetterTally)
    }

    /// Whether "how often it occurs" and "the counts" are said of something that is counted.
    pub(super) fn counts_are_told(&self) -> bool {
        let repeats = self.frame.steps.iter().any(|it| matches!(it, Step::Uniq(..) | Step::Sets(_)));
        self.tallied() || !self.has(Repeats::Counts) && (repeats || !self.has(Repeats::Appears))
    }

    /// Counts of equal lines or words.
    pub(super) fn tallies(&mut self) -> Option<()> {
        let of_words = self.tallies_words() || self.has(Repeats::EachWord) && self.has(Repeats::MostFirst);
        let of_letters = self.has(Repeats::LetterTally);
        if !of_words && !of_letters && !self.tallies_lines() {
            let orders = [Repeats::MostFirst, Repeats::LeastFirst, Repeats::Ties];
            return (!orders.iter().any(|it| self.has(*it))).then_some(());
        }
        let fold = self.has(Manner::IgnoreCase);
        if of_letters {
            let letters = self.asked.tokens.iter().any(|it| it.text.to_lowercase().starts_with("letter"));
            self.run(if letters { "grep -o '[[:alpha:]]'" } else { "grep -o ." });
        } else if of_words {
            self.run("grep -oE '[[:alpha:]]+'");
        }
        if fold && (of_letters || of_words) {
            self.filter("tr '[:upper:]' '[:lower:]'");
        }
        // "Top 3" keeps the first three of the counts.
        let first = |it: &Step| matches!(it, Step::Keep(Lines::Range(1, Some(_)) | Lines::One(1)));
        let (keeps, mut steps): (Vec<_>, Vec<_>) = std::mem::take(&mut self.frame.steps).into_iter().partition(first);
        // "Duplicate lines with their counts".
        let repeated = steps.iter().any(|it| matches!(it, Step::Uniq("-d", _)));
        steps.retain(|it| !matches!(it, Step::Uniq(..)));
        steps.push(Step::Uniq(if repeated { "-cd" } else { "-c" }, fold && !of_words && !of_letters));
        self.frame.steps = steps;
        let top = self.value_of(Repeats::TopLines, "n").or_else(|| self.value_of(Repeats::TopWords, "n"));
        let one = self.has(Repeats::TopLine) || self.has(Repeats::TopWord);
        let most = [Says::Repeats(Repeats::MostFirst), Order::BigFirst.into(), Order::Descending.into()];
        let ties = self.has(Repeats::Ties);
        if top.is_some() || one || !keeps.is_empty() || most.iter().any(|it| self.has(*it)) {
            self.filter(if ties { "sort -k1,1nr -k2" } else { "sort -rn" });
        } else if self.has(Repeats::LeastFirst) || self.has(Order::SmallFirst) {
            self.filter(if ties { "sort -k1,1n -k2" } else { "sort -n" });
        }
        if let Some(top) = top.or((one && keeps.is_empty()).then_some(1)) {
            self.filter(format!("head -n {top}"));
        }
        self.frame.steps.extend(keeps);
        Some(())
    }
}
