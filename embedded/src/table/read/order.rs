//! In what order rows are shown: "sorted by age", "highest first", "ties by name".

use super::{Reader, Sorted};
use crate::literals::Form;
use crate::table::words::singular;

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
    pub(super) fn sort_key(&self, at: usize) -> Option<(Sorted, usize)> {
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
        if self.names.computed.iter().any(|it| it.0 == singular(item.text)) && item.cols.is_empty() {
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
}
