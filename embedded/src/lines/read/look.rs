//! Reads what is said of the look of lines, and of matches: the first ones, what stands around them, their numbers.

use super::{Mode, Reader, number};
use crate::Platform;
use crate::lines::render::grep;
use crate::lines::{Lines, Place, Shape, Step};
use crate::pattern::Match;
use crate::slots::Value;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Look {
    Regex,
    HasDigit,
    OnlyDigits,
    StartsDigit,
    StartsCapital,
    AllUpper,
    AllLower,
    NonAscii,
    FromEnd,
    FirstMatch,
    LastMatch,
    FirstWith,
    LastWith,
    ContextAfter,
    ContextBefore,
    ContextAround,
    NumbersOf,
}

pub(in crate::lines) const ROWS: &[(&str, Look)] = &[
    // By the look of their characters.
    (
        "?all|each ?line|ones|entry ?ones|which ?not match|fit ?the =regex|=regexp|=pattern|=re {quoted|glob|words:a}; ?all|each ?line|ones|entry ?ones|which ?not match|fit ?the =regular =expression {quoted|glob|words:a}; ?by|with|for ?the =regex|=regexp {quoted|glob|words:a}",
        Look::Regex,
    ),
    (
        "line|ones|entry ?ones|which ?not contain|with|have|has|without ?at ?=least ?one|any =digit|=digits|=number|=numbers ?in|on ?ones; ?not contain ?at ?=least ?one|any =digit|=digits|=number|=numbers",
        Look::HasDigit,
    ),
    (
        "line|ones|entry ?ones|which ?are ?=consist|=consisting|contain|made|with ?of only|just|nothing|=entirely ?but ?of =digits|=numbers",
        Look::OnlyDigits,
    ),
    ("line|ones|entry ?ones|which ?not start with =digit|=digits|=number|=numbers", Look::StartsDigit),
    (
        "line|ones|entry ?ones|which ?not start with =capital|=uppercase|=upper-case|upper ?case ?character",
        Look::StartsCapital,
    ),
    (
        "line|ones|entry ?only ?=if ?ones|which =entirely|=completely|=fully|=wholly|=exclusively ?in|of upper ?case ?character",
        Look::AllUpper,
    ),
    (
        "line|ones|entry ?only ?=if ?ones|which =entirely|=completely|=fully|=wholly|=exclusively ?in|of lower ?case ?character",
        Look::AllLower,
    ),
    (
        "line ?ones|which ?not contain|with|have|has|without ?any =non-ascii|=nonascii ?character|byte; line ?ones|which ?not contain|with|have|without =non =ascii ?character|byte; ?not contain ?any =non-ascii|=nonascii ?character|byte; line with|contain =umlauts|=accents|=emoji",
        Look::NonAscii,
    ),
    // By their places.
    (
        "=second|=third|=fourth|=fifth|=2nd|=3rd|=4th|=5th ?to|=from last|bottom line; {nth:n} line from|before ?the =end|=bottom; =penultimate line; =next =to =last line; last but =one line",
        Look::FromEnd,
    ),
    (
        "?only|just first match|occurrence|=hit ?line ?of|for|with {words:a}; where {words:a} appear first",
        Look::FirstMatch,
    ),
    (
        "?only|just last match|occurrence|=hit ?line ?of|for|with {words:a}; where {words:a} appear last",
        Look::LastMatch,
    ),
    ("?only|just|the first|top {number:n} {new:a} line|entry", Look::FirstWith),
    ("?only|just|the last|bottom|=newest|=latest {number:n} {new:a} line|entry", Look::LastWith),
    (
        "{number:n} line after|=following each|all|any ?line|match|occurrence|=hit ?of|for|with|contain {words:a}; {number:n} line after|=following ?each|all match|occurrence|=hit of|for {words:a}; line|match contain|with|of|for {words:a} and|with|=plus ?the {number:n} line after|=following ?ones|each|match; line|match contain|with|of|for {words:a} and|with|=plus ?the =next|=following {number:n} line",
        Look::ContextAfter,
    ),
    (
        "{number:n} line before|=preceding each|all|any ?line|match|occurrence|=hit ?of|for|with|contain {words:a}; {number:n} line before ?each|all match|occurrence|=hit of|for {words:a}; line|match contain|with|of|for {words:a} and|with|=plus ?the {number:n} line before|=preceding ?ones|each|match",
        Look::ContextBefore,
    ),
    (
        "{number:n} line around ?each|all|any ?line|match|occurrence|=hit ?of|for|with|contain {words:a}; line|match contain|with|of|for {words:a} and|with|=plus {number:n} line around|=of =context ?ones|each|match; line|match contain|with|of|for {words:a} with {number:n} line ?=of =context",
        Look::ContextAround,
    ),
    (
        "line =number|=numbers of|for|where ?all|each|the line ?ones|which contain|with|match|have {words:a}; ?on|at|in which|what line ?=number|=numbers ?=does|=do|=is {words:a} appear; line =number|=numbers where|on ?which {words:a} appear",
        Look::NumbersOf,
    ),
];

impl Reader<'_, '_> {
    /// Lines by their look, and what stands around a match.
    pub(super) fn look(&mut self, says: Look, at: &Match) -> Option<()> {
        match says {
            Look::FirstWith | Look::LastWith | Look::FirstMatch | Look::LastMatch => {
                (self.mode == Mode::Keep && self.insert.is_none()).then_some(())?;
                self.chosen(self.has_text(at.get("a")?, Place::Anywhere, false));
                let n = number(at, "n").unwrap_or(1);
                let first = matches!(says, Look::FirstWith | Look::FirstMatch);
                self.push(Step::Keep(if first { Lines::Range(1, Some(n)) } else { Lines::Last(n) }));
            }
            Look::ContextAfter | Look::ContextBefore | Look::ContextAround => {
                (self.mode == Mode::Keep && self.platform_has_context()).then_some(())?;
                let option = match says {
                    Look::ContextAfter => 'A',
                    Look::ContextBefore => 'B',
                    _ => 'C',
                };
                let search = self.search(at.get("a")?)?;
                self.run_surely(search.replacen("grep ", &format!("grep -{option} {} ", number(at, "n")?), 1));
            }
            Look::NumbersOf => {
                (self.mode == Mode::Keep).then_some(())?;
                let search = self.search(at.get("a")?)?;
                self.run_surely(search.replacen("grep ", "grep -n ", 1));
                self.filter("cut -d: -f1");
            }
            Look::FromEnd => {
                let n = number(at, "n").or_else(|| {
                    let named = at.taken.iter().find_map(|it| crate::slots::nth(self.asked.tokens[*it].text));
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a row")]
                    named.map(|it| it as u32)
                });
                let n = n.unwrap_or(2);
                (self.mode == Mode::Keep && (2..1_000_000_000).contains(&n)).then_some(())?;
                self.sure = true;
                self.push(Step::Keep(Lines::Last(n)));
                self.push(Step::Keep(Lines::One(1)));
            }
            _ => {
                let lines = self.by_shape(says, at)?;
                self.chosen(lines);
            }
        }
        Some(())
    }

    /// Lines by the look of their characters.
    fn by_shape(&self, says: Look, at: &Match) -> Option<Lines> {
        let (regex, options) = match says {
            Look::Regex => (at.get("a")?.text.as_str(), "E"),
            Look::HasDigit => ("[0-9]", ""),
            Look::OnlyDigits => ("[0-9]+", "xE"),
            Look::StartsDigit => ("^[0-9]", ""),
            Look::StartsCapital => ("^[[:upper:]]", ""),
            Look::AllUpper => ("[^[:lower:]]*[[:upper:]][^[:lower:]]*", "x"),
            Look::AllLower => ("[^[:upper:]]*[[:lower:]][^[:upper:]]*", "x"),
            Look::NonAscii if self.frame.platform == Platform::Linux => ("[^\\x00-\\x7F]", "P"),
            _ => return None,
        };
        (!regex.is_empty() && !regex.starts_with('-')).then_some(())?;
        Some(Lines::Shape(Shape { regex: regex.to_owned(), options, not: self.says_any(at, "not without") }))
    }

    /// A search for a text, as a command.
    fn search(&self, value: &Value) -> Option<String> {
        match self.has_text(value, Place::Anywhere, false) {
            Lines::Has(it) => grep(&it),
            _ => None,
        }
    }

    fn platform_has_context(&self) -> bool {
        self.frame.platform != Platform::Posix
    }
}
