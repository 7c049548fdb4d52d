//! How much around a hit is wanted: "with 2 lines of context", "and the 3 lines after it".

use super::Reader;
use super::texts::shouts;
use super::turns::turns;
use crate::files::wish::TextForm;
use crate::literals::Form;

impl Reader<'_, '_> {
    /// "2 lines after", "with one line before and one line after", "3 lines of context".
    pub(crate) fn context(&mut self, at: usize) -> Option<usize> {
        let around = self.seq(
            at,
            turns![
                "?and|with # line of context ?around ?ones",
                "?and|with # line around|=around ?ones|each",
                "?with context of # line",
                "?with # line before and since|after",
                "?show # line before and # ?line since|after",
                "?and|with # line =above and under",
                "?together ?with # line before and # ?line since|after",
            ],
        );
        if let Some(end) = self.seq(at, turns!["line before each|=every", "line since each|=every"])
            && self.wish.texts.is_empty()
            && !self.tokens[at.saturating_sub(1)..at].iter().any(|it| it.number.is_some())
        {
            let value = self.past_fillers(end);
            if self.token(value).is_some_and(|it| it.form == Form::Quoted || shouts(it)) {
                self.wish.context = if self.tokens[at..end].iter().any(|it| it.is("before")) { (1, 0) } else { (0, 1) };
                return self.values(at, value, TextForm::Literal, false);
            }
        }
        if let Some(end) = around {
            // "around 'panic'"
            if self.wish.texts.is_empty()
                && let Some(value) = self
                    .seq(end, turns!["=around|for|of", "?=around|for|of each|all ?occurrence|contain ?of"])
                    .map(|it| self.past_fillers(it))
                && self.token(value).is_some_and(|it| {
                    it.form == Form::Quoted || shouts(it) || it.concept.is_empty() && it.form == Form::Word
                })
            {
                let mut numbers = self.tokens[at..end].iter().filter_map(|it| it.number);
                let before = numbers.next()?;
                self.wish.context = (small(before), small(numbers.next().unwrap_or(before)));
                return self.values(at, value, TextForm::Literal, false);
            }
            let mut numbers = self.tokens[at..end].iter().filter_map(|it| it.number);
            let before = numbers.next()?;
            let after = numbers.next().unwrap_or(before);
            self.wish.context = (small(before), small(after));
            self.explain(at, end);
            return Some(end);
        }
        let after = turns![
            "?and|with ?=the # line since|after|=following ?ones|each|which",
            "?and|with ?=the after # line",
            "?and ?=the # line which =come|=comes since|after ?each|ones",
            "# line =behind|=beneath ?ones",
        ];
        let before =
            turns!["?and|with ?=the # line before ?ones|each", "?and ?=the # last line", "?and ?=the last # line"];
        if let Some(end) = self.seq(at, after) {
            self.wish.context.1 = small(self.tokens[at..end].iter().find_map(|it| it.number)?);
            self.explain(at, end);
            return Some(end);
        }
        // "the 2 lines before each ERROR"
        if self.wish.texts.is_empty()
            && let Some(end) = self.seq(at, turns!["# line before|since ?each|=every"])
        {
            let end = self.seq(end, turns!["line ?which contain|with"]).unwrap_or(end);
            let value = self.past_fillers(end);
            let number = small(self.tokens[at].number?);
            let follows = self.is(value - 1, "since");
            let read = self.token(value).is_some_and(|it| it.form == Form::Quoted || shouts(it));
            if read {
                self.wish.context = if follows { (0, number) } else { (number, 0) };
                return self.values(at, value, TextForm::Literal, false);
            }
        }
        if self.wish.texts.is_empty() && !self.tokens[at].is_any("and with") {
            return None;
        }
        let end = self.seq(at, before)?;
        if !self.tokens[at..end].iter().any(|it| it.is("before")) {
            return None;
        }
        self.wish.context.0 = small(self.tokens[at..end].iter().find_map(|it| it.number)?);
        self.explain(at, end);
        Some(end)
    }
}

#[expect(clippy::cast_sign_loss, reason = "clamped")]
fn small(value: f64) -> u32 {
    value.clamp(0.0, 1000.0) as u32
}
