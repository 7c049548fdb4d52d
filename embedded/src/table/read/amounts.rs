//! What is counted, summed, averaged, and for each of what.

use super::{Reader, Sorted, fun_of};
use crate::literals::Form;
use crate::table::query::{Col, Expr, Fun};

impl Reader<'_> {
    pub(super) fn count(&mut self, at: usize) -> Option<usize> {
        // "how much did each customer spend", "what did each customer pay"
        if let Some(end) = self.eat(at, "how =much do|have|be").or_else(|| self.eat(at, "which do|have"))
            && self.items.get(self.skip(end)).is_some_and(|it| it.is("each every"))
            && (self.items[at].is("how") || self.spending(end))
        {
            self.spends = true;
            return Some(end);
        }
        if let Some(end) = self
            .eat(at, "=altogether|=overall")
            .or_else(|| self.eat(at, "in total"))
            .or_else(|| self.eat(at, "every together"))
        {
            self.altogether = true;
            return Some(end);
        }
        if self.spends
            && let Some(end) = self.eat(at, "=spend|=spent|=pay|=paid|=earn|=earned|=make|=made|=cost|=sell|=sold|=work|=worked ?in ?total|=altogether|=overall")
        {
            return Some(end);
        }
        // "a breakdown of status codes", "how busy was each hour"
        if let Some(start) = self
            .eat(at, "?show =breakdown|=distribution|=histogram|=statistics|=stats|=spread ?of|by|per|=over|for|on ?every|each")
            .or_else(|| self.eat(at, "how =busy|busiest|frequent be|do each|every"))
            && let Some((cols, end)) = self.columns(start, true)
            && self.query.group.is_empty()
        {
            self.query.count = true;
            self.query.group = cols;
            return Some(self.try_eat(end, "appear|exist|=called|=requested|=used|=come"));
        }
        if let Some((cols, next)) = self.columns(at, false)
            && let Some(end) = self.eat(next, "=breakdown|=distribution|=histogram|=statistics|=stats")
            && self.query.group.is_empty()
        {
            self.query.count = true;
            self.query.group = cols;
            return Some(end);
        }
        let (start, asks) = if let Some(end) = self.eat(at, "?and|with ?=their|of ?show|tell how many|much|often") {
            (end, true)
        } else if let Some(end) = self
            .eat(at, "?and ?together|along ?with ?and ?show ?total number|count of")
            .filter(|it| self.items[at..*it].iter().all(|it| it.text != "numbers"))
        {
            (end, false)
        } else if let Some(end) = self
            .eat(at, "?and ?show count|show ?the how-often ?of ?=up")
            .or_else(|| self.eat(at, "?and ?show count ?how ?many|often ?of ?=up"))
        {
            (end, false)
        } else if let Some(end) =
            self.eat(at, "how-often of").or_else(|| self.eat(at, "with ?=their number|count|how-often"))
        {
            (end, false)
        } else {
            return None;
        };
        // "the total amount of paid orders" is a sum.
        let amount = self.items[at..start].iter().any(|it| it.text == "amount");
        if amount && self.by_name() && self.items[at..start].iter().any(|it| it.is("total")) {
            return None;
        }
        // "total number of words" is a sum where words are a column, and so is what is computed.
        let noun = self.skip(start);
        if self.items.get(noun).is_some_and(|it| !it.cols.is_empty() && !it.used)
            && self.items[at..start].iter().any(|it| it.is("total"))
        {
            return None;
        }
        if self.items.get(noun).is_some_and(|it| {
            it.is_any_word()
                && self.names.computed.iter().any(|known| known.0 == crate::table::words::singular(it.text))
        }) {
            let (expr, end) = self.expression(noun)?;
            self.query.aggregates.push((Fun::Sum, expr));
            return Some(end);
        }
        if self.kind == Some(crate::table::logs::Kind::Access)
            && self.items.get(noun).is_some_and(|it| it.text.len() >= 3 && it.text.as_bytes()[0].is_ascii_digit())
        {
            self.query.count = true;
            return Some(start);
        }
        // "how many errors": what the log's own words say.
        if self.kind.is_some()
            && self.items.get(noun).is_some_and(|it| {
                matches!(
                    it.text.to_ascii_lowercase().as_str(),
                    "error"
                        | "errors"
                        | "warning"
                        | "warnings"
                        | "failed"
                        | "successful"
                        | "unsuccessful"
                        | "server"
                        | "client"
                        | "accepted"
                        | "failures"
                ) || super::conditions::is_shout(it.text)
            })
            && self.items[noun].cols.is_empty()
        {
            self.query.count = true;
            return Some(start);
        }
        let often = self.items[at..start].iter().any(|it| it.is("often how-often"))
            || self.eat(start, "times").is_some_and(|_| true);
        let start = self.try_eat(start, "times");
        if often {
            let start = self.try_eat(start, "do|be|have");
            let start = self.try_eat(start, "each|every|of|per");
            let start = self.try_eat(start, "each|every|per");
            let start = self.try_eat(start, "?unique value|entry of|in|from");
            // "…, and how often each of them came"
            let told = self.try_eat(
                start,
                "?of ?=them|=it|ones ?value|=one ?do|be|have ?appear|exist|=came|=come|=called|=used|=there|=seen",
            );
            let ends =
                self.items.get(self.skip(told)).is_none_or(|it| it.is_mark() || it.is("in from") || it.file.is_some());
            let shown = !self.query.cols.is_empty() || !self.loose.is_empty();
            if ends && shown && self.query.group.is_empty() {
                let cols = if self.query.cols.is_empty() {
                    std::mem::take(&mut self.loose)
                } else {
                    std::mem::take(&mut self.query.cols)
                };
                self.query.group = cols;
                self.query.count = true;
                return Some(told);
            }
            let whole = self.eat(start, "?unique line|row|value|entry|ones");
            let end = if let Some((cols, end)) = self.columns(start, true) {
                self.set_group(cols);
                self.try_eat(end, "?value|name ?do appear|exist|=shows ?up|=come")
            } else if self.items.iter().any(|it| !it.cols.is_empty() && !it.used)
                && self.items.get(start).is_some_and(super::super::words::Item::is_any_word)
            {
                self.lacks_group = true;
                let two = self.items.get(start + 1).is_some_and(|it| it.is_any_word() && it.may_name());
                start + 1 + usize::from(two)
            } else if let Some(end) = whole.filter(|_| !self.by_name() && self.kind.is_none()) {
                self.set_group(vec![Col::Line]);
                end
            } else {
                // "how often each command appears", where a line is one thing.
                let ending =
                    self.items.iter().find_map(|it| it.file.as_ref()).map(|it| it.0.as_str()).unwrap_or_default();
                let lines = (at..self.items.len())
                    .any(|it| self.eat(it, "whole line").or_else(|| self.eat(it, "ones per|each line")).is_some());
                let plain = lines || ending.ends_with(".txt") || ending.ends_with("_history");
                let item = self.items.get(start)?;
                if !plain
                    || !item.is_any_word()
                    || item.is("word character") && !lines
                    || self.kind.is_some()
                    || self.names.any()
                {
                    return None;
                }
                self.query.doubt += if lines { 0.0 } else { 0.08 };
                self.set_group(vec![Col::Line]);
                start + 1
            };
            self.query.count = true;
            return Some(self.try_eat(end, "?be appear|exist|there|used|found|=called|=requested|=visited|=hit|=used|=seen|=came|=ordered|=sold ?in ?ones"));
        }
        // "count each value of column 2"
        if let Some(next) = self.eat(start, "each|every ?unique value|entry of|in|from")
            && let Some((cols, end)) = self.columns(next, true)
        {
            self.query.count = true;
            self.set_group(cols);
            return Some(end);
        }
        if let Some(next) = self.eat(start, "unique") {
            self.query.count = true;
            self.query.distinct = true;
            if let Some((cols, end)) = self.columns(next, true) {
                self.query.cols = cols;
                return Some(self.tail(self.try_eat(end, "value|name|entry")));
            }
            if let Some(end) = self.eat(next, "value|entry|name ?in|of|from ?column") {
                let end = self.columns(end, true).map_or(end, |(cols, end)| {
                    self.query.cols = cols;
                    end
                });
                return Some(end);
            }
            return None;
        }
        if let Some(next) = self
            .eat(start, "?row|line|request|value ?of|per|for each|per")
            .filter(|it| self.items[start..*it].iter().any(|it| it.is("each per")))
            && let Some((cols, end)) = self.columns(next, true)
        {
            self.query.count = true;
            self.set_group(cols);
            return Some(end);
        }
        let noun = self.skip(start);
        if let Some(item) = self.items.get(noun) {
            if !item.cols.is_empty() && !item.used {
                let (cols, end) = self.columns(noun, false)?;
                // "how many hours was each device booked"
                let for_each = self.items.iter().any(|it| it.is("per each") && !it.used);
                if let [col] = cols.as_slice()
                    && asks
                    && for_each
                    && self
                        .eat(end, "each")
                        .is_none_or(|it| self.items.get(self.skip(it)).is_some_and(|it| !it.cols.is_empty()))
                    && self.names.is_number(col)
                    && self.names.defined().contains(col)
                {
                    self.query.aggregates.push((Fun::Sum, Expr::from(col.clone())));
                    return Some(self.tail(end));
                }
                // "how many pics each"
                self.query.count = true;
                if self.eat(end, "each").is_some() || self.items.iter().any(|it| it.is("per each") && !it.used) {
                    return Some(end);
                }
                if asks {
                    self.query.distinct = true;
                    self.query.cols = cols;
                    self.query.doubt += 0.12;
                } else {
                    self.set_group(cols);
                    self.query.doubt += 0.05;
                }
                return Some(self.tail(end));
            }
            let mut end = noun;
            // "paid orders": which ones is said elsewhere.
            if self.is_quality(noun) && self.is_row_noun(noun + 1) {
                self.query.count = true;
                return Some(start);
            }
            while self.items.get(end).is_some_and(|it| {
                !it.used
                    && it.is_any_word()
                    && it.number.is_none()
                    && (it.may_name()
                        || it.is("row line request user thing ones order value files-of image")
                        || self.is_row_noun(end) && it.is_any_word())
            }) && end < noun + 2
            {
                end += 1;
            }
            if end > noun {
                self.query.count = true;
                self.query.lines = self.items[noun..end].iter().any(|it| it.is("line row"));
                if let Some(next) = self.eat(end, "each|per|for").filter(|it| {
                    self.items[*it - 1].is("each")
                        && self.items.get(*it).is_none_or(|it| it.is_mark() || it.is("with in of"))
                }) {
                    // "… and how many each"
                    let cols = std::mem::take(&mut self.query.cols);
                    let cols = if cols.is_empty() { std::mem::take(&mut self.loose) } else { cols };
                    self.set_group(cols);
                    return Some(next);
                }
                return Some(self.tail(end));
            }
        }
        if self.eat(start, "each").is_some_and(|it| self.items.get(it).is_none_or(super::super::words::Item::is_mark)) {
            self.query.count = true;
            let cols = std::mem::take(&mut self.query.cols);
            self.set_group(cols);
            return self.eat(start, "each");
        }
        // "with counts", "count them", "…, show the count": the number beside.
        let ends = self
            .items
            .get(noun)
            .is_none_or(|it| it.is_mark() || it.is("and in per for ones by with of from") || it.file.is_some());
        if ends {
            self.query.count = true;
            return Some(self.try_eat(start, "ones"));
        }
        None
    }

    /// "are there", "do we have", "did we get": words behind what is counted.
    fn tail(&self, at: usize) -> usize {
        let mut end = at;
        for pattern in ["be ?there", "there ?be", "do ?ones have|get|exist|appear", "do", "appear|exist", "have"] {
            if let Some(next) = self.eat(end, pattern) {
                // "have a price over 10" is a condition.
                if self.items[next - 1].is("have be do")
                    && self
                        .items
                        .get(self.skip(next))
                        .is_some_and(|it| !it.cols.is_empty() || it.is("not no over empty missing negative positive"))
                {
                    continue;
                }
                end = next;
                break;
            }
        }
        end
    }

    /// "per region", "for each day", "grouped by country".
    pub(super) fn group(&mut self, at: usize) -> Option<usize> {
        let start = self
            .eat(at, "?and ?for|in|of|by|from|on|at|with per|each|grouped ?by|of|per|each|single|unique")
            .or_else(|| {
            let rows = self.back(at).is_some_and(|it| it.is("request") || it.text.eq_ignore_ascii_case("logins"))
                && self.kind.is_some();
            self.eat(at, "by").filter(|_| self.has_amount() || self.amount_ahead(at) || rows)
        })?;
        let (cols, end) = self.columns(start, true)?;
        if cols.iter().all(|it| self.query.group.contains(it)) {
            return Some(end);
        }
        if !self.query.group.is_empty() {
            return None;
        }
        self.query.cols.retain(|it| !cols.contains(it));
        self.query.group = cols;
        Some(self.try_eat(end, "value|name|column"))
    }

    fn amount_ahead(&self, at: usize) -> bool {
        self.items[at..].iter().any(|it| it.is("sum total avg count median add") && !it.used)
    }

    pub(super) fn aggregate(&mut self, at: usize) -> Option<usize> {
        let mut here =
            self.try_eat(at, "?and|also|with ?show|find|get|=calculate|=compute|=determine|=work|give|tell ?out|ones");
        here = self.skip(here);
        let mut funs = vec![];
        while let Some(fun) = self.items.get(here).filter(|it| !it.used && it.cols.is_empty()).and_then(fun_of) {
            funs.push(fun);
            here += 1;
            here = self.try_eat(here, "up|together|=up");
            let joint = self.skip(here);
            if self.items.get(joint).is_some_and(|it| it.is("and") || it.form == Form::Comma) {
                let mut next = self.skip(joint + 1);
                if self.items.get(next).is_some_and(|it| it.is("and")) {
                    next = self.skip(next + 1);
                }
                if self.items.get(next).is_some_and(|it| fun_of(it).is_some() && it.cols.is_empty()) {
                    here = next;
                    continue;
                }
            }
            break;
        }
        if funs.is_empty() {
            // "the revenue per region": what is computed is summed for each.
            let item = self.items.get(here)?;
            // "amount per region": a number that the header names.
            let number = Col::Name(item.text.to_ascii_lowercase());
            if item.is_any_word()
                && !item.used
                && (item.may_name() || item.text == "amount")
                && self.by_name()
                && !self.names.any()
                && !self.query.count
                && self.query.aggregates.is_empty()
                && self.names.is_number(&number)
                && !self.names.computed.iter().any(|it| it.0 == crate::table::words::singular(item.text))
                && !item.is("number count")
                || (item.text == "amount")
                    && self.eat(here + 1, "per|each").or_else(|| self.eat(here + 1, "for|by each|every")).is_some()
            {
                self.query.aggregates.push((Fun::Sum, Expr::from(number)));
                return Some(here + 1);
            }
            let named = item.is_any_word()
                && !item.used
                && self.names.computed.iter().any(|it| it.0 == crate::table::words::singular(item.text));
            if named && self.query.aggregates.is_empty() && self.items.iter().any(|it| it.is("per each")) {
                let (expr, end) = self.expression(here)?;
                self.query.aggregates.push((Fun::Sum, expr));
                return Some(end);
            }
            return None;
        }
        if funs == [Fun::Sum]
            && !self.query.aggregates.is_empty()
            && self.items[at..here].iter().any(|it| it.is("add sum"))
            && self.items.get(here).is_none_or(|it| it.used || it.is_mark() || it.is("over for across in"))
        {
            return Some(here);
        }
        if funs.len() == 2 && funs[0] == Fun::Sum && self.items[at..here].iter().any(|it| it.is("total")) {
            // "total average" is nothing.
            return None;
        }
        let mut start = here;
        loop {
            let next = [
                "of|for|from|in",
                "each|every",
                "=number|=numbers|value|count of|in|from",
                "=number|=numbers|=amount|value of",
                "number of",
            ]
            .iter()
            .find_map(|it| self.eat(start, it));
            match next {
                Some(next) if next > start && self.items[next - 1].file.is_none() => start = next,
                _ => break,
            }
        }
        // "total per category", where only one column is left that can be meant
        if self.eat(start, "per|each").is_some()
            || self
                .items
                .get(start)
                .is_some_and(|it| it.is("for in") && self.items.get(start + 1).is_some_and(|it| it.is("each")))
        {
            self.pending = funs;
            return Some(start);
        }
        // "total amount of paid orders"
        if self.items.get(self.skip(start)).is_some_and(|it| it.text == "amount" && !it.used && it.cols.is_empty())
            && self.by_name()
            && !self.names.any()
        {
            for fun in funs {
                self.query.aggregates.push((fun, Expr::from(Col::Name("amount".to_owned()))));
            }
            return Some(self.total_words(self.skip(start) + 1));
        }
        let superlative = matches!(funs[0], Fun::Max | Fun::Min);
        let rows_with = superlative && funs.len() == 1 && self.rows_with(at);
        if let Some((expr, end)) = self
            .expression(start)
            .filter(|it| self.ends_phrase(it.1) || it.0.first != Col::Line && !matches!(it.0.first, Col::Name(_)))
        {
            if rows_with {
                let down = funs[0] == Fun::Max;
                if !expr.rest.is_empty() {
                    return None;
                }
                self.order_by(expr.first, down);
                self.said.by = self.query.order.take().map(|it| match it.by {
                    crate::table::query::By::Column(col) => Sorted::Columns(vec![col]),
                    _ => Sorted::Key,
                });
                self.said.down = Some(down);
                self.said.numbers = Some(true);
                self.query.limit.get_or_insert(1);
                return Some(end);
            }
            for fun in funs {
                self.query.aggregates.push((fun, expr.clone()));
            }
            let end = self.try_eat(end, "value|number|column");
            return Some(self.total_words(end));
        }
        // "the sum of the numbers in amounts.txt": a file of numbers.
        let plain = start > at
            && self.items[here.min(start - 1)..start]
                .iter()
                .chain(self.items.get(start))
                .any(|it| it.is("number value") && !it.text.starts_with("amount"));
        let ending = self.items.iter().find_map(|it| it.file.as_ref()).map(|it| it.0.clone()).unwrap_or_default();
        if plain
            && !self.by_name()
            && (ending.ends_with(".txt")
                || ending.ends_with(".dat")
                || ending.ends_with(".log")
                || !ending.contains('.'))
            && !self.names.any()
        {
            let end = self.try_eat(start, "number|value");
            for fun in funs {
                self.query.aggregates.push((fun, Expr::from(Col::Number(1))));
            }
            return Some(end);
        }
        None
    }

    /// Whether what is spent or earned is asked for further on.
    fn spending(&self, at: usize) -> bool {
        self.items[at..].iter().any(|it| {
            matches!(
                it.text,
                "spend" | "spent" | "pay" | "paid" | "earn" | "earned" | "make" | "cost" | "sell" | "sold"
            )
        })
    }

    /// Whether a name ends here: what follows is no further part of it.
    fn ends_phrase(&self, at: usize) -> bool {
        self.items.get(self.skip(at)).is_none_or(|it| {
            it.is_mark() || it.file.is_some() || it.used
                || it.is("in of from for per each by where whose with that when and then over under be value number grouped sort across only just to into save which have as")
        })
    }

    /// "which product has the highest price", "the row with the lowest score".
    fn rows_with(&self, at: usize) -> bool {
        let Some(before) = self.back(at) else { return false };
        let with = self.items[at].is("with") && before.is_any_word() && (before.is("row line") || before.may_name());
        (before.is("have with") || with) && !self.items[at].used
    }

    /// "added up over all rows", "in total".
    fn total_words(&self, at: usize) -> usize {
        let end = self.try_eat(at, "?in total|add|sum ?up|together");
        let end = self.try_eat(end, "over|of|for|across|from|in each|every|whole ?of row|line|request|value");
        self.try_eat(end, "over|of|for|across row|line|request")
    }
}
