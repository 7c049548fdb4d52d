//! Reads what is said of the order of lines.

use super::{Choice, Manner, Reader, Repeats, Says, number};
use crate::Platform;
use crate::lines::{Lines, Sort, Step};
use crate::pattern::Match;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Order {
    Sort,
    Numeric,
    Descending,
    BigFirst,
    SmallFirst,
    Ascending,
    ByLength,
    LongFirst,
    ShortFirst,
    Human,
    Version,
    Shuffle,
    Month,
    IsSorted,
    Reverse,
    BiggestN,
    SmallestN,
    LongestN,
    ShortestN,
}

pub(in crate::lines) const ROWS: &[(&str, Order)] = &[
    (
        "=is|=are|=whether|=if|=check|=verify|=test ?=that|=whether|=if {file:f} ?=is ?=already|=really|=properly|=correctly =sorted|=ordered ?alphabetical; =is {file:f} in =sorted order; {file:f} ?=is =already =sorted",
        Order::IsSorted,
    ),
    // Whole-line work.
    ("sort ?all ?line|entry|row|name|word|content ?of ?file; in =sorted ?order; =sort", Order::Sort),
    (
        "sort ?line|file ?in|by alphabetical ?order; alphabetical ?sort; in alphabetical order; from =a to =z; by name alphabetical",
        Order::Sort,
    ),
    (
        "?by|in|as numeric ?value|order; sort number|numeric; by number|value ?value; as number; by ?its numeric value; sort ?by number; number sort",
        Order::Numeric,
    ),
    (
        "?and ?in descending ?order; in reverse ?alphabetical|numeric|sort order; from =z to =a; ?in reverse sort; sort ?in ?line reverse ?order; reverse alphabetical ?order",
        Order::Descending,
    ),
    (
        "biggest ?number|value|one first; biggest ?number|value|one ?on|at top; biggest ?number|one to smallest; ?from big to small; ?from high to low; high ?number|value|one first; high ?number to low; high ?one ?on|at top; from biggest to smallest; ?from large to small; with biggest first; high first",
        Order::BigFirst,
    ),
    (
        "smallest ?number|value|one first; smallest ?number|one to biggest; smallest ?one ?on|at top; ?from small to big|large; from low to high; low ?number|value|one first; low ?number to high",
        Order::SmallFirst,
    ),
    ("?in ascending ?order; ?in normal order", Order::Ascending),
    (
        "?sort ?line by|of ?line length ?of ?line; by number of character; by length; by length; by how long ones",
        Order::ByLength,
    ),
    (
        "longest ?line|one first; longest ?line|one ?on|at top; longest ?line to shortest; long to short",
        Order::LongFirst,
    ),
    ("shortest ?line|one first; shortest ?line to longest; shortest ?one ?on|at top; short to long", Order::ShortFirst),
    (
        "?by|as human ?readable ?size|number; human numeric; by size ?like|such|as {text:x} ?and|or|, {text:x}; by human size",
        Order::Human,
    ),
    (
        "by|as|in version ?number ?order|sort; sort version; natural ?order|sort; by|as semantic version; by octet; numeric|sort ?numeric by octet; by ip ?address; version sort|order; version number sort",
        Order::Version,
    ),
    (
        "in|by|into random order; shuffle ?line|file|order ?of ?line; random ?order; =shuf; mix up line; in random order",
        Order::Shuffle,
    ),
    ("by month ?name", Order::Month),
    (
        "?in|put|print reverse ?line order ?of ?line; ?order of line reverse; reverse ?order ?of ?all line|file|order; last line|one first ?to ?first ?last; ?line in reverse ?line ?order; bottom to top; from bottom|end to top|start; upside down; newest ?line|one|entry ?first|at|on ?the ?top; last to first; from ?the last ?line to ?first; =tac; from end to start; reverse; newest ?entry first; in reverse",
        Order::Reverse,
    ),
    ("biggest|high {number:n} number|value|line; {number:n} biggest|high number|value", Order::BiggestN),
    ("smallest|low {number:n} number|value|line; {number:n} smallest|low number|value", Order::SmallestN),
    ("?the {number:n} longest line", Order::LongestN),
    ("?the {number:n} shortest line", Order::ShortestN),
];

impl Reader<'_, '_> {
    /// What has an order of its own; the others are read together at the end.
    pub(super) fn put_in_order(&mut self, says: Order, at: &Match) -> Option<()> {
        match says {
            Order::Shuffle => {
                self.is_linux().then_some(())?;
                self.run("shuf");
            }
            // "In reverse" beside a sort is the sort's order.
            Order::Reverse if self.has(Order::Sort) || self.has(Order::Numeric) => {}
            Order::Reverse => self.run_surely(match self.frame.platform {
                Platform::MacOs => "tail -r",
                Platform::Posix => "sed -n '1!G;h;$p'",
                _ => "tac",
            }),
            Order::LongestN | Order::ShortestN => {
                let n = number(at, "n")?;
                self.frame.steps.extend(by_length(says == Order::LongestN));
                self.push(Step::Keep(Lines::Range(1, Some(n))));
            }
            Order::BiggestN | Order::SmallestN => {
                let n = number(at, "n")?;
                self.push(Step::Sort(Sort { by: Some('n'), reverse: says == Order::BiggestN, ..Sort::default() }));
                self.push(Step::Keep(Lines::Range(1, Some(n))));
            }
            Order::IsSorted => {
                let by = self.key().map_or(String::new(), String::from);
                self.sure = true;
                self.run(format!("sort -c{by}"));
            }
            _ => {}
        }
        Some(())
    }

    /// What the lines are ordered by, as `sort` calls it.
    fn key(&self) -> Option<char> {
        const ADDRESSES: &[&str] = &["ip", "ips", "addresses"];
        if self.has(Order::Human) {
            Some('h')
        } else if self.has(Order::Version) {
            Some('V')
        } else if self.has(Order::Month) {
            Some('M')
        } else if self.has(Order::Numeric) || self.has(Order::BigFirst) || self.has(Order::SmallFirst) {
            // Numbers with dots in them: addresses.
            let addresses = self.asked.tokens.iter().any(|it| ADDRESSES.contains(&it.text.to_lowercase().as_str()));
            Some(if addresses && self.frame.platform == Platform::Linux { 'V' } else { 'n' })
        } else {
            None
        }
    }

    /// The order of lines, from all that was said about it, at the place where it was said first.
    pub(super) fn order(&mut self) -> Option<()> {
        use Order::{Ascending, BigFirst, ByLength, Descending, LongFirst, Reverse, ShortFirst};
        use Repeats::{Dedupe, KeepOrder, Unique};
        if self.tallied() || self.has(Order::IsSorted) {
            return Some(());
        }
        if self.frame.steps.iter().any(|it| matches!(it, Step::Uniq(..))) {
            // The lines come sorted, and once each.
            return (!self.has(Descending) && !self.has(BigFirst) && !self.has(KeepOrder)).then_some(());
        }
        let by = self.key();
        if by.is_some_and(|it| it != 'n') && self.frame.platform != Platform::Linux {
            return None;
        }
        let sorts = self.has(Order::Sort);
        let reverse = self.has(Descending) || self.has(BigFirst) || self.has(LongFirst) || sorts && self.has(Reverse);
        if self.has(Ascending) && reverse {
            return None;
        }
        let ignore_case = self.has(Manner::IgnoreCase);
        let duplicates = self.frame.steps.iter().any(|it| matches!(it, Step::Dedupe { .. }));
        let unique = duplicates || self.has(Unique) || self.has(Dedupe);
        if self.has(ByLength) || self.has(LongFirst) || self.has(ShortFirst) {
            (!unique).then_some(())?;
            self.insert_steps(by_length(reverse));
            return Some(());
        }
        let ordered = sorts || by.is_some() || self.has(Descending);
        let step = if ordered && !self.has(KeepOrder) {
            self.frame.steps.retain(|it| !matches!(it, Step::Dedupe { .. }));
            Step::Sort(Sort { by, reverse, ignore_case, unique })
        } else if duplicates || !unique {
            return Some(());
        } else if self.has(KeepOrder) || self.has(Dedupe) || self.frame.in_place == Some(true) {
            Step::Dedupe { ignore_case }
        } else {
            Step::Sort(Sort { ignore_case, unique: true, ..Sort::default() })
        };
        self.insert_steps(vec![step]);
        Some(())
    }

    /// Puts steps that order before a choice of lines that is said later.
    fn insert_steps(&mut self, steps: Vec<Step>) {
        let orders = |says: Says| {
            matches!(says, Says::Order(it) if !matches!(it, Order::Ascending | Order::Reverse | Order::Shuffle | Order::IsSorted | Order::LongestN | Order::ShortestN | Order::BiggestN | Order::SmallestN))
                || matches!(says, Says::Repeats(Repeats::Unique | Repeats::Dedupe))
        };
        let chooses = |says: Says| {
            use Choice::{First, Last, LastLine, Line, Line1, Range};
            matches!(says, Says::Choice(First | Last | Line1 | LastLine | Line | Range) | Says::Order(Order::Reverse))
        };
        let place = |of: &dyn Fn(Says) -> bool| self.found.iter().position(|it| of(*it.says));
        let early = place(&orders).zip(place(&chooses)).is_some_and(|(order, choice)| order < choice);
        let chosen = |it: &Step| {
            matches!(it, Step::Keep(Lines::Range(..) | Lines::Last(_) | Lines::One(_)))
                || matches!(it, Step::Run(it) if it == "tac")
        };
        // Joining, numbering and the like come behind the order.
        let laid_out = |it: &Step| {
            const LAID_OUT: [&str; 5] = ["paste", "cat -n", "nl", "column", "awk 'NR > 1"];
            matches!(it, Step::Run(it) if LAID_OUT.iter().any(|start| it.starts_with(start)))
        };
        let steps_now = &self.frame.steps;
        let at = if early { steps_now.iter().position(chosen) } else { None };
        let at = at.or_else(|| steps_now.iter().position(laid_out)).unwrap_or(steps_now.len());
        self.frame.steps.splice(at..at, steps);
    }
}

/// Lines by their length.
fn by_length(longest_first: bool) -> Vec<Step> {
    let order = if longest_first { "sort -k1,1nr -s" } else { "sort -k1,1n -s" };
    vec![
        Step::Run("awk '{ print length, $0 }'".to_owned()),
        Step::Filter(order.to_owned()),
        Step::Filter("cut -d' ' -f2-".to_owned()),
    ]
}
