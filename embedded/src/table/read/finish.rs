//! Puts together what was said apart: which column is counted, summed or ordered by; and refuses what is left over.

use super::{Reader, Sorted};
use crate::literals::Form;
use crate::table::logs::Kind;
use crate::table::query::{By, Col, Cond, Delimiter, Expr, Fun, Header, Op, Order, Value};
use crate::table::words::singular;

impl Reader<'_> {
    /// Puts together what was said apart; `None` where something is left over.
    pub(super) fn finish(mut self) -> Option<Self> {
        if self.query.files.is_empty() {
            return None;
        }
        if self.refused {
            return None;
        }
        self.frame();
        self.assign_who();
        self.assign_once();
        self.assign_sum();
        self.assign_pending()?;
        self.assign_loose()?;
        if self.query.act.is_none() {
            self.assign_order()?;
        } else if self.said.sorted {
            let said = std::mem::take(&mut self.said);
            self.query.order = Some(Order { by: By::Key, down: said.down.unwrap_or(false), numbers: said.numbers });
        }
        if let Some((sign, found)) = self.query.said_sign.take() {
            // "columns 1 and 3 separated by a comma" is about what is printed.
            if self.query.cols.len() > 1 && self.query.aggregates.is_empty() && self.query.act.is_none() {
                self.query.out = Some(sign);
                self.query.doubt += 0.1;
            } else if self.query.delimiter.is_none_or(|it| it == found) {
                self.query.delimiter = Some(found);
            } else {
                return None;
            }
        }
        let asks_done =
            self.items.iter().find(|it| !it.is_filler() && it.file.is_none()).is_some_and(|it| it.is("how which"))
                && self.items.iter().any(|it| it.is("have be do"))
                && (!self.query.aggregates.is_empty() || self.query.count && !self.query.group.is_empty());
        let left = self.items.iter().any(|it| {
            let free = it.used || it.is_mark() || it.is_filler() && it.cols.is_empty();
            // "how many words have I translated"
            let done =
                asks_done && it.text.len() > 4 && it.text.ends_with("ed") && it.means.is_empty() && it.may_name();
            let verb = done
                || it.form == Form::Word && RELATES.split_whitespace().any(|verb| it.text.eq_ignore_ascii_case(verb));
            !free
                && !verb
                && (!it.cols.is_empty()
                    || it.file.is_some()
                    || it.number.is_some()
                    || it.form != Form::Word
                    || !it.is(SOFT))
        });
        if left {
            return None;
        }
        // A field holds no sign that ends it.
        let splits = |it: &Cond| {
            it.left.first != Col::Line
                && matches!((&it.value, self.query.delimiter()), (Value::Text(text), Delimiter::Char(sign)) if text.contains(sign))
        };
        if self.query.conds.iter().any(|it| splits(it) && !matches!(it.left.first, Col::Part(_))) {
            return None;
        }
        // "list the .c files that include x": files are asked for, not their lines.
        if self.lists_files() {
            return None;
        }
        // "whose shell is bash"
        if self.kind == Some(Kind::Passwd) {
            for cond in &mut self.query.conds {
                if let Value::Text(text) = &mut cond.value
                    && cond.left.first == Col::Number(7)
                    && !text.contains('/')
                {
                    if cond.op != Op::Is {
                        return None;
                    }
                    // An empty shell is the default one: who has none has `nologin` or `false`.
                    if text.is_empty() {
                        return None;
                    }
                    cond.op = Op::Ends;
                    text.insert(0, '/');
                }
            }
        }
        // The name stands at another place in lines about failures.
        let contains = |wanted: &str| {
            self.query.conds.iter().any(|it| matches!(&it.value, Value::Text(text) if text.starts_with(wanted)))
        };
        let user = if contains("Failed") {
            Some(Col::FromEnd(5))
        } else if contains("Accepted") {
            Some(Col::Number(9))
        } else {
            None
        };
        for col in self.query.group.iter_mut().chain(&mut self.query.cols) {
            if *col == Col::Part("USER") {
                *col = user.clone()?;
            }
        }
        if self.query.all_cols().contains(&&Col::Part("USER")) {
            return None;
        }
        // "the sizes of all csv files" are no columns.
        let about = |name: &str| FILE_FACTS.split_whitespace().any(|it| it == singular(name));
        let pattern = self.query.files.iter().any(|it| it.contains('*'));
        let spoken = self.items.iter().any(|it| it.is("column header"));
        if pattern && !spoken && self.query.all_cols().iter().any(|it| matches!(it, Col::Name(name) if about(name))) {
            return None;
        }
        // A column that only the header knows cannot be found where there is none.
        let by_name = self.query.all_cols().iter().any(|it| matches!(it, Col::Name(_)));
        if by_name && (!self.by_name() || self.names.schema) {
            return None;
        }
        Some(self)
    }

    /// Whether the files themselves are what is listed or counted.
    fn lists_files(&self) -> bool {
        let Some(at) = self.items.iter().position(|it| it.file.as_ref().is_some_and(|it| it.1.contains('*'))) else {
            return false;
        };
        let before: Vec<&str> = self.items[..at].iter().filter(|it| !it.is_filler()).map(|it| it.means).collect();
        let before = before.strip_suffix(&["every"]).unwrap_or(&before);
        let listed = matches!(before, [] | [.., "show" | "which" | "find" | "where"]);
        let named = matches!(before, [.., "name" | "path", "of"]);
        named
            || listed && self.query.conds.iter().any(|it| it.left.first == Col::Line)
            || listed && self.query.files.len() > 1
    }

    /// The delimiter and the header that nobody spoke of.
    fn frame(&mut self) {
        if self.query.delimiter.is_none() {
            self.query.delimiter = self.names.delimiter.or(match self.query.ending() {
                "csv" => Some(Delimiter::Char(',')),
                "tsv" => Some(Delimiter::Char('\t')),
                "psv" => Some(Delimiter::Char('|')),
                _ => None,
            });
        }
        if self.query.header == Header::Unsaid && self.names.headerless {
            self.query.header = Header::None;
        }
        if self.query.header == Header::Unsaid && self.names.schema && self.query.ending() == "txt" {
            self.query.header = Header::Has;
        }
    }

    /// "who got a 404": the addresses, each once.
    fn assign_who(&mut self) {
        let query = &mut self.query;
        if self.links && query.act.is_none() && query.aggregates.is_empty() {
            self.loose.retain(|it| *it != Col::Number(7));
            if query.group.is_empty() && (query.cols.is_empty() || query.cols == [Col::Number(7)]) {
                let counted = query.frequent || query.count && self.said.sorted;
                let cols = vec![Col::Number(7)];
                if counted {
                    query.cols.clear();
                    query.group = cols;
                    query.count = true;
                } else {
                    query.cols = cols;
                    query.distinct = true;
                }
            }
        }
        let free = query.cols.is_empty() && query.group.is_empty() && query.aggregates.is_empty();
        if !self.who
            || !free
            || !self.loose.is_empty()
            || !matches!(self.kind, Some(Kind::Access | Kind::Passwd | Kind::System))
            || query.act.is_some()
        {
            return;
        }
        if self.kind == Some(Kind::System) {
            query.cols = vec![Col::Part("USER")];
            query.distinct = true;
            return;
        }
        if query.frequent {
            query.group = vec![Col::Number(1)];
        } else {
            query.cols = vec![Col::Number(1)];
            query.distinct = true;
        }
    }

    /// "which addresses got a 404": each once.
    fn assign_once(&mut self) {
        let query = &mut self.query;
        let plain = !query.count && !query.frequent && query.group.is_empty() && query.aggregates.is_empty();
        let asks = self.items.iter().find(|it| !it.is_filler()).is_some_and(|it| it.is("which"));
        let once = asks && plain && query.cols.len() == 1 && !query.conds.is_empty() && query.order.is_none();
        query.distinct |= once && query.limit.is_none() && matches!(self.kind, Some(Kind::Access | Kind::System));
    }

    /// "hours per person": a number for each is a sum.
    fn assign_sum(&mut self) {
        let query = &mut self.query;
        if query.count || query.frequent || query.distinct || !query.aggregates.is_empty() || query.act.is_some() {
            return;
        }
        if self.spends && query.cols.is_empty() && self.loose.is_empty() && self.pending.is_empty() {
            self.pending.push(Fun::Sum);
            return;
        }
        if query.group.is_empty() && !self.altogether {
            return;
        }
        let from = if query.cols.is_empty() { &mut self.loose } else { &mut query.cols };
        if let [col] = from.as_slice()
            && self.names.is_number(col)
        {
            let col = col.clone();
            from.clear();
            query.aggregates.push((Fun::Sum, Expr::from(col)));
        }
    }

    /// Gives "total per category" the one defined column that nothing else uses.
    fn assign_pending(&mut self) -> Option<()> {
        if self.pending.is_empty() {
            return Some(());
        }
        let query = &self.query;
        let free: Vec<Col> = self
            .names
            .defined()
            .into_iter()
            .filter(|it| {
                !query.group.contains(it)
                    && !query.cols.contains(it)
                    && !query.conds.iter().any(|cond| cond.left.first == *it)
            })
            .collect();
        let [col] = free.as_slice() else { return None };
        for fun in std::mem::take(&mut self.pending) {
            self.query.aggregates.push((fun, Expr::from(col.clone())));
        }
        Some(())
    }

    /// Gives a column that stands alone to what lacks one.
    fn assign_loose(&mut self) -> Option<()> {
        if self.loose.is_empty() {
            return (!self.lacks_group || !self.query.group.is_empty()).then_some(());
        }
        let mut loose = std::mem::take(&mut self.loose);
        let query = &mut self.query;
        // What is said in brackets again is known already.
        loose.retain(|it| !query.all_cols().contains(&it));
        if loose.is_empty() {
            return Some(());
        }
        let named = matches!(query.cols.as_slice(), [Col::Name(_)]);
        if self.lacks_group && query.group.is_empty() {
            query.group = loose;
        } else if query.distinct && (query.cols.is_empty() || named && loose.len() == 1) {
            query.cols = loose;
        } else if query.frequent && query.group.is_empty() && query.cols.is_empty() {
            query.group = loose;
        } else if query.aggregates.is_empty() && query.cols.is_empty() && !query.count {
            query.cols = loose;
        } else if query.cols != loose && query.group != loose {
            return None;
        }
        Some(())
    }

    fn assign_order(&mut self) -> Option<()> {
        let query = &mut self.query;
        let said = std::mem::take(&mut self.said);
        let amounts = !query.group.is_empty();
        if query.frequent && query.group.is_empty() {
            query.group = std::mem::take(&mut query.cols);
        }
        if query.frequent && query.aggregates.is_empty() {
            query.count = true;
        }
        let amounts = amounts || query.frequent;
        if !query.aggregates.is_empty() {
            let known = |col: &Col| {
                query.conds.iter().any(|it| it.left.first == *col)
                    || query.aggregates.iter().any(|it| it.1.first == *col || it.1.rest.iter().any(|it| it.1 == *col))
            };
            let left: Vec<Col> = query.cols.iter().filter(|it| !known(it)).cloned().collect();
            query.cols = left;
        }
        if amounts {
            // "count per region": a column that is printed beside is the one that groups.
            query.cols.retain(|it| !query.group.contains(it));
            query.cols.retain(|it| !query.aggregates.iter().any(|agg| agg.1.first == *it));
        }
        if said.by.is_none() && said.down.is_none() && !said.sorted {
            if query.frequent {
                query.order = Some(Order { by: By::Amount, down: true, numbers: Some(true) });
            }
            return Some(());
        }
        let down = said.down.unwrap_or(query.frequent && said.by.is_none());
        let mut numbers = said.numbers;
        let by = match said.by {
            Some(Sorted::Amount) => By::Amount,
            Some(Sorted::Key) => By::Key,
            Some(Sorted::Columns(cols)) => {
                let first = cols.first()?.clone();
                if cols.len() > 1 {
                    return None;
                }
                if amounts {
                    let name = |wanted: &[&str]| matches!(&first, Col::Name(it) if wanted.contains(&it.to_lowercase().as_str()));
                    if query.group.contains(&first) {
                        By::Key
                    } else if query.aggregates.iter().any(|it| it.1.first == first && it.1.rest.is_empty()) {
                        By::Amount
                    } else if name(&[
                        "name", "key", "date", "code", "word", "user", "url", "address", "ip", "day", "month", "hour",
                    ]) {
                        By::Key
                    } else {
                        return None;
                    }
                } else {
                    numbers = numbers.or_else(|| self.names.is_number(&first).then_some(true));
                    By::Column(first)
                }
            }
            None if amounts && (said.down.is_some() || query.frequent) && said.numbers != Some(false) => By::Amount,
            // "name and stock, highest first": what can be higher is the number.
            None if said.numbers.is_some() && !query.cols.is_empty() && query.cols.len() != 1
                || said.numbers == Some(true) && query.cols.is_empty() && query.has_header() =>
            {
                let numbers: Vec<&Col> = query.cols.iter().filter(|it| self.names.is_number(it)).collect();
                match numbers.as_slice() {
                    [col] => By::Column((*col).clone()),
                    _ => return None,
                }
            }
            None => By::Key,
        };
        if by == By::Amount && !amounts {
            return None;
        }
        query.order = Some(Order { by, down, numbers });
        Some(())
    }

    pub(super) fn has_amount(&self) -> bool {
        self.query.count || self.query.frequent || !self.query.aggregates.is_empty()
    }
}

/// What files have themselves, and their columns may have too.
const FILE_FACTS: &str = "size name owner date path permission group mode type extension line word content age user path \
    folder file title count number";

/// Verbs that say how rows come to be what they are, and nothing more.
const RELATES: &str = "got get gets hit hits called came come seen visited viewed visits visit booked ordered place placed bought sold loaded logged our us site website server ran run received placed made sent asked visited requested happened make made earn spend sell together here also asking listed stored returned gave transferred served downloaded uploaded shown found \
    given resulted ended respective respectively \
    work worked calculate compute determine print tell check according data dataset log logs tell we us i";

/// Words that may be left: they hold the others together.
const SOFT: &str = "and then also of for in from to each which ones find look show every be do have there on at by with \
    it as what only just whole how result line row value give that when value out per where up number i";
