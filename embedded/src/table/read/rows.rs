//! Which rows and columns are shown, in what order and how many.

use super::{Reader, Sorted};
use crate::literals::Form;
use crate::table::query::{By, Col, Order};

impl Reader<'_> {
    pub(super) fn order(&mut self, at: usize) -> Option<usize> {
        // A second key of the order is more than is known here.
        if self.said.sorted
            && let Some(end) = self
                .eat(at, "?, ?and then by|on")
                .or_else(|| self.eat(at, "and by|on").filter(|_| self.said.by.is_some()))
            && self.columns(end, true).is_some()
        {
            self.refused = true;
            return Some(end);
        }
        // "the ten biggest orders in FILE by amount", "in order of price"
        if self.said.sorted
            && self.said.by.is_none()
            && let Some(next) = self.eat(at, "by|on|according ?to")
            && let Some((by, next)) = self.sort_key(next)
        {
            self.said.by = Some(by);
            return Some(next);
        }
        if let Some(next) = self.eat(at, "in|by order of")
            && let Some((by, mut next)) = self.sort_key(next)
        {
            self.said.sorted = true;
            self.said.by = Some(by);
            while let Some(more) = self.direction(next) {
                next = more;
            }
            return Some(next);
        }
        let ordered =
            self.eat(at, "=order").filter(|it| self.items.get(self.skip(*it)).is_some_and(|it| it.file.is_some()));
        if let Some(start) = self.eat(at, "=order by").map(|it| it - 1).or(ordered).or_else(|| {
            self.eat(at, "?and|then|=but ?also|result|output|them sort ?ones|result|output|value|row|line|all|them")
        }) {
            let mut end = start;
            // "sort FILE by …"
            if let Some(next) = self.file(start) {
                for item in &mut self.items[start..next] {
                    item.used = true;
                }
                end = next;
            }
            self.said.sorted = true;
            if let Some(next) = self.eat(end, "by|on|after|according|in ?to|by|of") {
                if let Some((by, next)) = self.sort_key(next) {
                    self.said.by = Some(by);
                    end = next;
                } else if self.eat(end, "by|on|after").is_some() && self.direction(next).is_none() {
                    return None;
                }
            }
            while let Some(next) = self.direction(end) {
                end = next;
            }
            // "descending by price"
            if self.said.by.is_none()
                && let Some(next) = self.eat(end, "by|on|of|to")
                && let Some((by, mut next)) = self.sort_key(next)
            {
                self.said.by = Some(by);
                while let Some(more) = self.direction(next) {
                    next = more;
                }
                end = next;
            }
            return Some(end);
        }
        // "the user agents by frequency"
        if let Some(end) = self
            .eat(at, "by how-often|=popularity")
            .or_else(|| self.eat(at, "by number|count of row|line|request|how-often"))
            && !self.query.cols.is_empty()
        {
            self.query.frequent = true;
            self.said.sorted = true;
            self.said.down = Some(true);
            self.said.numbers = Some(true);
            self.said.by = Some(Sorted::Amount);
            return Some(end);
        }
        // "most expensive first", "ties by name", "by name"
        if let Some(end) = self.eat(at, "?and ?in|with|on|when|of|for|if ?case ?of ?same|equal tie|ones|count|number|=counts ?ones|count|number|should|be|have|by|in ?same ?count|number ?be|by|in ?ordered|sort|broken ?by|in")
            .filter(|end| self.items[at..*end].iter().any(|it| it.is("tie same equal")))
            && let Some(end) = self.tie_key(end)
        {
            self.query.ties = true;
            return Some(end);
        }
        if self.has_tie_words(at)
            && let Some(end) = self.tie_sentence(at)
        {
            self.query.ties = true;
            return Some(end);
        }
        self.direction(at).filter(|end| {
            let order = self.items[at..*end]
                .iter()
                .any(|it| it.is("first top numeric alphabetical descending ascending reverse sort to"));
            order && self.items[at..*end].iter().any(|it| !it.is("first"))
        })
    }

    fn has_tie_words(&self, at: usize) -> bool {
        self.items[at].is("when tie same equal word if") || self.items[at].cols.len() == 1
    }

    /// "words with the same count in alphabetical order", "when two have the same count the email in alphabetical order".
    fn tie_sentence(&self, at: usize) -> Option<usize> {
        let mut here = at;
        let mut same = false;
        while here < self.items.len() && here < at + 14 {
            let item = &self.items[here];
            if item.is("same equal tie") {
                same = true;
            } else if same && (item.is("alphabetical") || self.eat(here, "by ?of name|alphabetical|alphabet").is_some())
            {
                let end = self.eat(here, "?by alphabetical|name ?order|sort").unwrap_or(here + 1);
                return Some(end);
            } else if item.form == Form::Comma || item.file.is_some() || item.is("sort show") {
                return None;
            }
            here += 1;
        }
        None
    }

    fn tie_key(&self, at: usize) -> Option<usize> {
        self.eat(at, "?by alphabetical ?order|sort")
            .or_else(|| self.eat(at, "?by|in name|key|word ?order|sort"))
            .or_else(|| {
                let start = self.try_eat(at, "by|after|in");
                self.columns(start, true).map(|it| self.try_eat(it.1, "order|sort|alphabetical|name|=code|value"))
            })
    }

    /// What follows "sorted by".
    fn sort_key(&self, at: usize) -> Option<(Sorted, usize)> {
        if let Some(end) = self.eat(at, "?sum|total|avg ?of ?number|count|how-often|value ?of ?total|sum|avg|how-often ?of ?row|line|request|occurrence")
            .filter(|end| self.items[at..*end].iter().any(|it| it.is("number count how-often total sum avg")))
            .filter(|end| self.items.get(self.skip(*end)).is_none_or(|it| it.cols.is_empty()))
            .filter(|_| self.has_amount())
        {
            return Some((Sorted::Amount, end));
        }
        if let Some(end) = self.eat(at, "how often|many ?ones|row ?be|appear|come|occur") {
            return Some((Sorted::Amount, end));
        }
        // "by region name", "by revenue": what the rows are grouped by, or what is computed.
        let item = self.items.get(self.skip(at))?;
        if self.names.computed.iter().any(|it| it.0 == crate::table::words::singular(item.text)) && item.cols.is_empty()
        {
            return Some((Sorted::Amount, self.skip(at) + 1));
        }
        if self.has_amount()
            && let Some(end) = self.eat(at, "name|value|key|alphabet|alphabetical").filter(|_| item.cols.is_empty())
        {
            return Some((Sorted::Key, end));
        }
        let (cols, end) = self.columns(at, true)?;
        let end = self
            .eat(end, "name|value|number|column|code|code")
            .filter(|_| self.items[end].cols.is_empty())
            .unwrap_or(end);
        Some((Sorted::Columns(cols), end))
    }

    /// "descending", "numerically", "highest first", "from high to low": which way.
    fn direction(&mut self, at: usize) -> Option<usize> {
        let start = self.try_eat(at, "?and|but|, ?in|with|from ?from");
        let mut here = start;
        // "most frequent first", "biggest total first", "the highest on top"
        let adjective = self.eat(here, "most|more frequent|often|expensive|=used|busiest|request|row|line|common|recent|hits|active|ones|=pics|number|count")
            .or_else(|| self.eat(here, "most|least|max|min|largest|smallest|best|newest|oldest|frequent|busiest|cheap|expensive|slowest|fastest|longest|bigger|smaller|recent|=worst|top|=shortest|=heaviest|=lightest|=high|=low"));
        if let Some(end) = adjective {
            let mut end = end;
            // The noun between: "biggest total first", "most orders first".
            let noun = self.skip(end);
            let first =
                |at: usize| self.eat(at, "first|top").or_else(|| self.eat(at, "on|at|in first|top|=beginning|start"));
            let to = |at: usize| {
                self.eat(at, "to|=-> least|min|smallest|largest|max|most|cheap|expensive|newest|oldest|slowest|fastest|=low|=high|=lowest")
            };
            let low = self.items[self.skip(here)].is("least min smallest cheap oldest fastest smaller")
                || matches!(self.items[self.skip(here)].text, "lowest" | "low" | "shortest" | "lightest");
            let text = self.items[self.skip(here)].is("newest oldest recent");
            let stop = first(end).or_else(|| to(end)).or_else(|| {
                let next = noun + 1;
                let item = self.items.get(noun)?;
                (item.form == Form::Word && !item.used && item.file.is_none() && !item.is("and in of from with"))
                    .then_some(())?;
                first(next).or_else(|| to(next)).or_else(|| first(next + 1).filter(|_| item.is("number count total")))
            });
            if let Some(stop) = stop {
                end = stop;
                self.said.down = Some(!low);
                if text {
                    self.said.numbers = Some(false);
                } else {
                    self.said.numbers = Some(true);
                }
                self.said.sorted = true;
                // "user agents, most used first"
                let used = self.items[at..end].iter().any(|it| it.is("frequent often busiest") || it.text == "used");
                let alone = self.query.cols.len() == 1 || self.query.cols.is_empty() && self.loose.len() == 1;
                if used && alone && !self.has_amount() && self.query.group.is_empty() && self.query.act.is_none() {
                    let cols = if self.query.cols.is_empty() { &mut self.loose } else { &mut self.query.cols };
                    self.query.group = std::mem::take(cols);
                    self.query.frequent = true;
                }
                if self.items[at..end].iter().any(|it| it.is("frequent most"))
                    && self.said.by.is_none()
                    && self.has_amount()
                {
                    self.said.by = Some(Sorted::Amount);
                }
                // A column between: "highest price first" orders by it.
                if self.said.by.is_none()
                    && !self.has_amount()
                    && let [col] = self.items[noun].cols.as_slice()
                {
                    self.said.by = Some(Sorted::Columns(vec![col.clone()]));
                }
                return Some(end);
            }
        }
        here = start;
        let plain = [
            ("descending", Some(true), None),
            ("numeric", None, Some(true)),
            ("=numbers", None, Some(true)),
            ("alphabetical", None, Some(false)),
            ("ascending", Some(false), None),
            ("reverse", Some(true), None),
            ("=a to =z", Some(false), Some(false)),
        ];
        for (word, down, numbers) in plain {
            if let Some(end) = self.eat(here, word) {
                self.said.down = down.or(self.said.down);
                self.said.numbers = numbers.or(self.said.numbers);
                self.said.sorted = true;
                let mut end = self.try_eat(end, "order|sort|direction|=way|value");
                if let Some(next) = self.eat(end, "?descending|ascending|reverse|numeric|alphabetical order|sort") {
                    for item in &self.items[end..next] {
                        match item.means {
                            "descending" | "reverse" => self.said.down = Some(true),
                            "ascending" => self.said.down = Some(false),
                            "numeric" => self.said.numbers = Some(true),
                            "alphabetical" => self.said.numbers = Some(false),
                            _ => {}
                        }
                    }
                    end = next;
                }
                if let Some(next) = self.eat(end, "of|by")
                    && self.said.by.is_none()
                    && let Some((by, next)) = self.sort_key(next)
                {
                    self.said.by = Some(by);
                    end = next;
                }
                return Some(end);
            }
        }
        None
    }

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
                return Some(end + usize::from(plain && !self.by_name() || plain && self.names.any()));
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
            if self.query.cols.is_empty() || self.query.cols == cols {
                self.query.cols = cols;
            } else if self.query.cols.iter().all(|it| cols.contains(it)) {
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
