//! Which rows and columns are shown, in what order and how many.

use super::{Reader, Sorted};
use crate::literals::Form;
use crate::table::query::{By, Col, Order};

impl Reader<'_> {
    /// "top 5", "the first 3", "only the 2 most frequent".
    pub(super) fn limit(&mut self, at: usize) -> Option<usize> {
        let number = |at: usize| -> Option<(u64, usize)> {
            let here = self.skip(at);
            let item = self.items.get(here)?;
            let value = item.number.filter(|it| *it >= 1.0 && *it < 1e6 && it.fract() == 0.0)?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the check before")]
            (item.cols.is_empty() && !item.used).then_some((value as u64, here + 1))
        };
        let start = self.try_eat(at, "?and ?show ?just|only|but ?just|only");
        if let Some(next) = self.eat(start, "top|first|best|=limit")
            && let Some((amount, end)) = number(next)
            && (self.query.limit.is_none() || self.query.one)
        {
            let top = self.items[self.skip(start)].is("top best");
            self.query.limit = Some(amount);
            let end = self.try_eat(end, "?=of just|only").max(self.try_eat(end, "row|line|result|entry|thing|ones"));
            if top {
                return Some(self.top(end).unwrap_or(end));
            }
            return Some(end);
        }
        // "3 most frequent", "five largest", "which three … the most"
        if let Some((amount, end)) = number(start)
            && self.query.limit.is_none()
        {
            if let Some(end) = self.top(end) {
                self.query.limit = Some(amount);
                return Some(end);
            }
            let which = start > at || self.back(at).is_some_and(|it| it.is("which show of"));
            let superlative = self.items[end..].iter().any(|it| it.is("most") || it.is("busiest"));
            if which && superlative && self.items.get(end).is_some_and(|it| it.form == Form::Word) {
                self.query.limit = Some(amount);
                let plain = self.items[end].is_any_word() && self.items[end].means.is_empty();
                if plain
                    && self.by_name()
                    && !self.names.any()
                    && self.eat(end + 1, "with most").is_some()
                    && let Some((col, next)) = self.column(end)
                {
                    self.loose = vec![col];
                    return Some(next);
                }
                return Some(end + usize::from(plain && (!self.by_name() || self.names.any())));
            }
        }
        if let Some(end) =
            self.eat(at, "most|more|=top|busiest ?frequent|=used|=requested|=visited|=accessed|busiest|often|common")
        {
            return self.superlative(at, end);
        }
        None
    }

    /// What a number of "top" is counted in: "most frequent X", "X by Y", "X".
    fn top(&mut self, at: usize) -> Option<usize> {
        let here = self.skip(at);
        if let Some(end) = self
            .eat(
                here,
                "most frequent|=used|=requested|=visited|=accessed|busiest|often|common|recent|busiest|=called|=hit",
            )
            .or_else(|| self.eat(here, "busiest|frequent"))
        {
            let (cols, end) = self.columns(end, true)?;
            self.query.frequent = true;
            self.set_group(cols);
            return Some(end);
        }
        // "5 largest orders by amount", "5 highest prices"
        if let Some(next) = self
            .eat(here, "?most largest|max|best|expensive|slowest|longest|newest|=heaviest|=longest")
            .or_else(|| self.eat(here, "?most smallest|min|cheap|fastest|oldest|=worst|=lightest|=shortest|=youngest"))
        {
            // The length of a line is no field.
            if self.items.get(self.skip(next)).is_some_and(|it| it.is("line word") && it.cols.is_empty()) {
                self.refused = true;
            }
            let low = self.items[here].is("smallest min cheap fastest oldest") || self.is_low(next - 1);
            self.said.sorted = true;
            self.said.down = Some(!low);
            self.said.numbers = Some(!self.items[here].is("newest oldest"));
            let word = if self.items[here].is("expensive cheap") || next < 2 { here } else { next - 1 };
            if let Some(col) = self.quality(word) {
                self.said.by = Some(Sorted::Columns(vec![col]));
            }
            let noun = self.skip(next);
            if let Some((cols, end)) = self.columns(next, false).filter(|it| it.0.len() == 1) {
                self.said.by = Some(Sorted::Columns(cols.clone()));
                self.query.cols = cols;
                return Some(end);
            }
            // "the 3 largest amounts": of the column with this name.
            if self.by_name()
                && !self.names.any()
                && !self.is_row_noun(noun)
                && let Some(col) = self.number_named(noun)
                && self.said.by.is_none()
            {
                self.said.by = Some(Sorted::Columns(vec![col.clone()]));
                self.query.cols = vec![col];
                return Some(noun + 1);
            }
            let noun_end = if self.is_row_noun(noun)
                || self.items.get(noun).is_some_and(|it| it.means.is_empty() && it.form == Form::Word)
            {
                noun + 1
            } else {
                next
            };
            return Some(noun_end);
        }
        // "top 5 products by stock": ordered by what follows.
        let noun = self.skip(here);
        let item = self.items.get(noun)?;
        if item.form == Form::Word || !item.cols.is_empty() {
            let cols = item.cols.clone();
            let row = self.is_row_noun(noun) || item.cols.is_empty() && item.may_name();
            if let Some(next) = self.eat(noun + 1, "by|with ?=their ?most|max|largest ?number|count|total ?of")
                && let Some((by, end)) =
                    self.summed(noun + 1, next, &cols).or_else(|| self.sort_key(next)).or_else(|| {
                        self.eat(next, "request|row|line|count|number|how-often ?of ?request|row")
                            .map(|it| (Sorted::Amount, it))
                    })
                && (row || !cols.is_empty())
            {
                self.said.sorted = true;
                self.said.down = Some(true);
                self.said.numbers = Some(true);
                match &by {
                    Sorted::Amount => {
                        self.query.frequent = true;
                        if !cols.is_empty() {
                            self.set_group(cols);
                        }
                    }
                    _ if !cols.is_empty() => self.query.cols = cols,
                    _ => {}
                }
                self.said.by = Some(by);
                return Some(end);
            }
            if !cols.is_empty() {
                let from_rows = !self.said.sorted && self.query.order.is_none();
                if from_rows {
                    self.query.frequent = true;
                    self.set_group(cols);
                    return Some(noun + 1);
                }
            }
        }
        None
    }

    /// "top 3 regions by total amount": what is summed for each.
    fn summed(&mut self, from: usize, at: usize, cols: &[Col]) -> Option<(Sorted, usize)> {
        if cols.is_empty() || !self.items[from..at].iter().any(|it| it.is("total")) {
            return None;
        }
        let (expr, end) = self.expression(at)?;
        self.query.aggregates.push((crate::table::query::Fun::Sum, expr));
        self.set_group(cols.to_vec());
        Some((Sorted::Amount, end))
    }

    /// "most frequent city", "the most orders", "busiest hour".
    fn superlative(&mut self, at: usize, end: usize) -> Option<usize> {
        let quality = self.items[at..end].iter().any(|it| {
            it.is("frequent busiest often active") || matches!(it.text, "used" | "requested" | "visited" | "accessed")
        });
        if quality {
            if let Some((cols, next)) = self.columns(end, true).filter(|it| it.0.len() == 1) {
                let singular = self.items.get(next.saturating_sub(1)).is_some_and(|it| !it.text.ends_with('s'));
                self.query.frequent = true;
                self.set_group(cols);
                if singular && self.query.limit.is_none() {
                    self.query.limit = Some(1);
                }
                return Some(next);
            }
            if self.query.frequent || !self.query.group.is_empty() {
                self.query.frequent = true;
                return Some(end);
            }
            // "which page is visited most often"
            if !self.query.cols.is_empty() || !self.loose.is_empty() {
                self.frequent_of_shown();
                return Some(end);
            }
            return None;
        }
        // "which url got the most requests"
        let noun = self.skip(end);
        let item = self.items.get(noun)?;
        let state = self.kind.is_some()
            && matches!(
                item.text,
                "failed"
                    | "successful"
                    | "errors"
                    | "error"
                    | "accepted"
                    | "invalid"
                    | "warnings"
                    | "404s"
                    | "404"
                    | "500s"
                    | "POST"
                    | "GET"
            );
        if state && self.items[at].is("most") && !(self.query.cols.is_empty() && self.loose.is_empty()) {
            self.frequent_of_shown();
            return Some(end);
        }
        let counted = self.is_row_noun(noun)
            || item.is("line row request order how-often often times")
            || item.means.is_empty()
                && item.form == Form::Word
                && item.cols.is_empty()
                && item.text.ends_with('s')
                && !self.by_name();
        if counted && item.is_any_word() && self.items[at].is("most") && self.eat(noun + 1, "first|top").is_none() {
            if self.query.cols.is_empty() && self.loose.is_empty() && self.query.group.is_empty() {
                return None;
            }
            self.frequent_of_shown();
            return Some(noun + 1);
        }
        None
    }

    /// A column that the header must know, by a name that says it holds numbers.
    fn number_named(&self, at: usize) -> Option<Col> {
        let item = self.items.get(at).filter(|it| it.is_any_word() && !it.used)?;
        let col = Col::Name(crate::table::words::singular(item.text));
        (item.may_name() || item.text.starts_with("amount")).then_some(())?;
        self.names.is_number(&col).then_some(col)
    }

    /// "which department has the most people": the column's value that stands in most rows.
    pub(super) fn most_rows(&mut self, at: usize) -> Option<usize> {
        if self.kind.is_some() {
            return None;
        }
        let start = self.eat(at, "which")?;
        let (col, next) = self.column(start).filter(|_| !self.is_row_noun(start))?;
        let next = self.eat(next, "?have|=got|=gets|=made|=makes|=placed|=appears|=occurs|be ?=been")?;
        let free = self.query.cols.is_empty() && self.query.group.is_empty() && self.loose.is_empty();
        let often = self.eat(
            next,
            "?=ordered|=bought|=sold|=used|=seen|=booked|=rented|=chosen|=listed|=mentioned most often|frequent",
        );
        let end = if let Some(end) = often {
            end
        } else {
            let noun = self.skip(self.eat(next, "most")?);
            let item =
                self.items.get(noun).filter(|it| it.is_any_word() && it.text.ends_with('s') || it.text == "people")?;
            if self.number_named(noun).is_some() || item.is("frequent often") {
                return None;
            }
            noun + 1
        };
        free.then_some(())?;
        self.query.cols = vec![col];
        self.frequent_of_shown();
        Some(end)
    }

    pub(super) fn frequent_of_shown(&mut self) {
        self.query.frequent = true;
        let cols = if self.query.cols.is_empty() {
            std::mem::take(&mut self.loose)
        } else {
            std::mem::take(&mut self.query.cols)
        };
        if !cols.is_empty() {
            self.set_group(cols);
        }
        if self.query.limit.is_none() && !self.plural_question() {
            self.query.limit = Some(1);
            self.query.one = true;
        }
    }

    /// "which ips", "who are": more than one is expected.
    fn plural_question(&self) -> bool {
        let first = self.items.iter().find(|it| !it.is_filler());
        if first.is_some_and(|it| {
            it.cols.len() == 1 && it.text.ends_with('s') && !it.text.ends_with("ss") && !it.text.ends_with("us")
        }) {
            return true;
        }
        self.items.windows(2).any(|it| {
            it[0].is("which") && it[1].text.ends_with('s') && !it[1].text.ends_with("ss") && !it[1].text.ends_with("us")
                || it[0].text == "are"
        })
    }

    pub(super) fn set_group(&mut self, cols: Vec<Col>) {
        if self.query.group.is_empty() {
            self.query.group = cols;
        }
    }

    /// "distinct cities", "each city once", "unique values of column 3".
    pub(super) fn distinct(&mut self, at: usize) -> Option<usize> {
        let start = self.eat(at, "?show|which ?every unique ?value|entry|line ?of|in|from ?value|name ?of|in")?;
        self.query.distinct = true;
        if let Some((cols, end)) = self.columns(start, true) {
            self.query.cols.extend(cols);
            return Some(self.try_eat(end, "value|name|entry|column"));
        }
        Some(start)
    }

    /// "print the name and the email of", "only the names".
    pub(super) fn projection(&mut self, at: usize) -> Option<usize> {
        let long = self.eat(at, "?please show|which|extract|unpack|get|take|just|cut|keep ?just|every|value ?every|value|name|content ?of|from ?every|value ?of");
        let short = self.eat(at, "?please show|which|extract|get|take|just|keep|value|from ?every|value ?of ?just");
        self.projected(at, long).or_else(|| self.projected(at, short))
    }

    fn projected(&mut self, at: usize, verb: Option<usize>) -> Option<usize> {
        // "users … with their home folders"
        if let Some(next) = self.eat(at, "?together|along with ?=their|its")
            && !self.query.cols.is_empty()
            && !self.query.count
            && let Some((cols, end)) = self.columns(next, false)
            && self
                .items
                .get(self.skip(end))
                .is_none_or(|it| it.is_mark() || it.is("in from of sort") || it.file.is_some())
        {
            self.query.cols.extend(cols);
            return Some(end);
        }
        let start = verb.unwrap_or(at);
        // A reference by place or a name that the request defines says what it is; a name of the header needs a verb.
        let bare_word = self.items.get(self.skip(start)).is_some_and(|it| it.cols.is_empty());
        if bare_word {
            let end = self.columns(start, true).and_then(|(cols, end)| {
                let behind = self.items.get(self.skip(end));
                let asked = verb.is_some() || self.back(at).is_none() || behind.is_some_and(|it| it.is("just"));
                // "open orders.csv" is an order, no column.
                let bare = verb.is_none() && cols.len() == 1 && behind.is_some_and(|it| it.file.is_some());
                if bare && !cols.iter().any(|it| matches!(it, Col::Name(name) if name.ends_with('s'))) {
                    return None;
                }
                let place = behind.is_none_or(|it| {
                    it.is_mark() || it.is("of from in where whose for with sort just and that") || it.file.is_some()
                });
                (asked && place).then_some((cols, end))
            });
            if let Some((cols, end)) = end {
                if self.query.cols.is_empty() || self.query.cols == cols {
                    self.query.cols = cols;
                } else {
                    return None;
                }
                return Some(self.try_eat(end, "just|column|=instead"));
            }
            return None;
        }
        let (cols, end) = self.columns(start, false)?;
        let more =
            self.eat(end, "and|,").and_then(|it| self.columns(it, true)).filter(|_| verb.is_some() && self.by_name());
        let (cols, end) = match more {
            Some((more, end)) => ([cols, more].concat(), end),
            None => (cols, end),
        };
        let before_file = verb.is_some() || self.query.files.is_empty() || self.query.cols.is_empty();
        if verb.is_some() || before_file {
            if self.query.cols.iter().all(|it| cols.contains(it)) {
                self.query.cols = cols;
            } else if !cols.iter().all(|it| self.query.cols.contains(it)) {
                self.loose = cols;
            }
        } else {
            self.loose = cols;
        }
        Some(self.try_eat(end, "just|column|value|=itself"))
    }

    /// An order that is known already.
    pub(super) fn order_by(&mut self, col: Col, down: bool) {
        self.query.order = Some(Order { by: By::Column(col), down, numbers: Some(true) });
    }
}
