//! What is done to whole files: another delimiter, an aligned table, joins, what is in both, headers only once.

use super::Reader;
use crate::table::query::{Act, Delimiter};
use crate::table::words::Item;

impl Reader<'_> {
    /// A turn of phrase about whole files.
    pub(super) fn act(&mut self, at: usize) -> Option<usize> {
        self.convert(at)
            .or_else(|| self.align(at))
            .or_else(|| self.sets(at))
            .or_else(|| self.merge(at))
            .or_else(|| self.columns_of(at))
    }

    fn set_act(&mut self, act: Act, end: usize) -> Option<usize> {
        match &self.query.act {
            Some(known) if *known == act => Some(end),
            Some(_) => None,
            None => {
                self.query.act = Some(act);
                Some(end)
            }
        }
    }

    /// "convert … from tabs to commas", "turn … into csv", "change the delimiter to ;".
    fn convert(&mut self, at: usize) -> Option<usize> {
        let told = matches!(self.query.act, Some(Act::Convert(..)));
        // "data.tsv as csv"
        if !told
            && let Some(end) = self.eat(at, "as|to|into|=-> files-of ?=format|file")
            && at > 0
            && self.items[at - 1].file.as_ref().is_some_and(|it| it.0.ends_with(".csv") || it.0.ends_with(".tsv"))
            && self.items.iter().filter(|it| it.is_any_word() && !it.is_filler()).count() < 4
            && self.items.get(end).is_none_or(Item::is_mark)
            && matches!(self.items[at + 1].text.to_ascii_lowercase().as_str(), "csv" | "tsv")
        {
            let to = if self.items[at + 1].text.eq_ignore_ascii_case("csv") { ',' } else { '\t' };
            return self.set_act(Act::Convert(None, Some(to)), end);
        }
        if !told {
            let start = self
                .eat(at, "convert|=change|=replace|=switch|=swap|=exchange|=substitute ?separated ?of|in")
                .or_else(|| self.eat(at, "=rewrite"))?;
            // Only where a delimiter or a format is spoken of further on.
            let ahead = (at..self.items.len()).any(|it| {
                self.items[it].is("separated comma tab semicolon colon pipe")
                    || self.items[it].is("files-of")
                        && matches!(self.items[it].text.to_ascii_lowercase().as_str(), "csv" | "tsv")
                    || self.items[it].means.ends_with("-separated")
            });
            let computes = self.items.iter().any(|it| it.is("sum avg count per each") && it.text != "every");
            if !ahead || computes || self.items[at].text == "make" {
                return None;
            }
            return self.set_act(Act::Convert(None, None), start);
        }
        let sign_of = |it: Delimiter| match it {
            Delimiter::Blank => ' ',
            Delimiter::Char(it) => it,
        };
        let format = |at: usize| -> Option<(char, usize)> {
            let here = self.skip(at);
            let item = self.items.get(here)?;
            if item.used || item.file.is_some() {
                return None;
            }
            let sign = match item.text.to_ascii_lowercase().as_str() {
                "csv" => ',',
                "tsv" => '\t',
                _ => match item.means {
                    "comma-separated" => ',',
                    "semicolon-separated" => ';',
                    "colon-separated" => ':',
                    "pipe-separated" => '|',
                    "tab" if item.text.contains('-') => '\t',
                    _ => {
                        let (sign, end) = self.sign(here)?;
                        return Some((sign_of(sign), self.eat(end, "separated ?value|file").unwrap_or(end)));
                    }
                },
            };
            Some((sign, self.eat(here + 1, "=format|file|value").unwrap_or(here + 1)))
        };
        // "from tabs to commas", "tabs into commas", "the commas with semicolons", "to csv"
        let start = self.try_eat(at, "from|every|each");
        if let Some((from, next)) = format(start)
            && let between = self.file_between(next)
            && let Some(next) = self.eat(between.map_or(next, |it| it + 1), "to|into|by|with|as|for")
            && let Some((to, end)) = format(next)
        {
            self.query.act = Some(Act::Convert(Some(from), Some(to)));
            if let Some((typed, word)) = between.and_then(|it| self.items[it].file.clone()) {
                self.query.files.push(word);
                self.query.typed.push(typed);
            }
            return Some(end);
        }
        if let Some(next) = self.eat(at, "?separated to|into|as|in|by|with")
            && let Some((to, end)) = format(next)
        {
            let from = match self.query.act {
                Some(Act::Convert(from, _)) => from,
                _ => None,
            };
            self.query.act = Some(Act::Convert(from, Some(to)));
            return Some(end);
        }
        if let Some(next) = self.eat(at, "from")
            && let Some((from, end)) = format(next)
        {
            let to = match self.query.act {
                Some(Act::Convert(_, to)) => to,
                _ => None,
            };
            self.query.act = Some(Act::Convert(Some(from), to));
            return Some(end);
        }
        None
    }

    /// "the semicolons of FILE": behind the file, which is taken later on.
    fn file_between(&self, at: usize) -> Option<usize> {
        let next = self.skip(self.eat(at, "of|in|from")?);
        self.items.get(next).filter(|it| it.file.is_some() && !it.used && self.query.files.is_empty())?;
        Some(next)
    }

    fn align(&mut self, at: usize) -> Option<usize> {
        let end = self
            .eat(at, "?as|in|into|like|to ?=a ?align align ?column ?table")
            .or_else(|| self.eat(at, "?as|in|into|like|to table ?align|form|format"))
            .or_else(|| self.eat(at, "?with align column"))
            .or_else(|| self.eat(at, "align print|show ?ones"))
            .or_else(|| self.eat(at, "?show column ?of ?file ?align align"))?;
        let table = self.items[at..end].iter().any(|it| it.is("align table"));
        let as_table = self.items[at..end].iter().any(|it| it.is("align as in into like to"));
        if !table || !as_table {
            return None;
        }
        self.set_act(Act::Align, end)
    }

    /// "in both A and B", "in A but not in B", "only in A", "missing in B".
    fn sets(&mut self, at: usize) -> Option<usize> {
        let file = |at: usize| {
            let here = self.skip(at);
            let here = if self.items.get(here).is_some_and(|it| it.is("file")) { self.skip(here + 1) } else { here };
            self.items.get(here).filter(|it| it.file.is_some() && !it.used).map(|_| here)
        };
        // "(that are|appear) in both A and B", "common to A and B"
        if let Some(start) = self
            .eat(at, "?that|which ?be|appear|exist|contain in|of|to both ?file|of")
            .or_else(|| self.eat(at, "?that|which|have ?be frequent ?in|to|of|between ?both ?file"))
            .or_else(|| self.eat(at, "both ?file ?in|of"))
            && let Some(first) = file(start)
            && let Some(next) = self.eat(first + 1, "and|as ?well ?as ?in").or_else(|| self.eat(first + 1, "also ?in"))
            && let Some(second) = file(next)
        {
            self.two(first, second);
            return self.set_act(Act::Both, second + 1);
        }
        // "in A and also in B", "of A that are also in B"
        let start = self.try_eat(at, "?that|which ?be|appear|exist|contain ?just in|of|from");
        if let Some(first) = file(start) {
            let next = first + 1;
            if let Some(next) = self.eat(next, "?, but|and|that|which ?that ?be|appear|exist|do|have ?be not|missing ?appear|exist|yet ?in|from|of ?file")
                .filter(|it| self.items[next..*it].iter().any(|it| it.is("not missing")))
                && let Some(second) = file(next)
            {
                self.two(first, second);
                let end = self.try_eat(second + 1, "yet|=anymore");
                return self.set_act(Act::OnlyFirst, end);
            }
            if let Some(next) = self.eat(next, "?, but|and|that|which be missing|no|not in|from|of")
                && let Some(second) = file(next)
            {
                self.two(first, second);
                return self.set_act(Act::OnlyFirst, second + 1);
            }
            if let Some(next) = self.eat(next, "?, and|that|which|but ?that ?be|appear|exist also|=too in|of")
                && let Some(second) = file(next)
            {
                self.two(first, second);
                return self.set_act(Act::Both, second + 1);
            }
            // "of A are not in B yet"
            if let Some(next) = self
                .eat(next, "be|appear|exist not ?yet ?in|part|of ?of ?yet")
                .or_else(|| self.eat(next, "be missing in|from|of"))
                && let Some(second) = file(next)
            {
                self.two(first, second);
                let end = self.try_eat(second + 1, "yet|=anymore");
                return self.set_act(Act::OnlyFirst, end);
            }
        }
        // "not in B" of rows of A named elsewhere; "only in A, not in B"
        None
    }

    /// Takes two files, in their order.
    fn two(&mut self, first: usize, second: usize) {
        for at in [first, second] {
            if let Some((typed, word)) = self.items[at].file.clone() {
                self.query.typed.push(typed);
                self.query.files.push(word);
            }
        }
    }

    /// "merge A and B into C, the header only once", "join A and B on column 1", "paste A and B side by side".
    fn merge(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self
            .eat(at, "?and|but|with|keep|leave|write|show ?the header ?row|line ?keep|be|in|should|include ?just once")
            .filter(|end| self.items[at..*end].iter().any(|it| it.is("once") || it.text == "once"))
            .or_else(|| self.eat(at, "?and|but|with|keep just ones header ?row|line"))
            .or_else(|| self.eat(at, "?and|but|with|keep =one|=single header ?row|line ?just"))
            .or_else(|| {
                self.eat(
                    at,
                    "?and|but|with|keep ?just ?from ?=one ?first header ?row|line ?just from|of first ?file|ones",
                )
                .filter(|end| self.items[at..*end].iter().any(|it| it.is("from of")))
            })
            .or_else(|| {
                self.eat(at, "without|not repeated header").or_else(|| self.eat(at, "without|not =repeating header"))
            })
        {
            return self.set_act(Act::Merge, end);
        }
        let header = self.items.iter().position(|it| it.is("header"));
        let once = header
            .is_some_and(|it| self.items.iter().any(|it| it.is("once")) || it > 0 && self.items[it - 1].text == "one");
        if once {
            if let Some(end) = self
                .eat(at, "merge|join|put|=concat|=cat|=append ?together ?every|each")
                .or_else(|| self.eat(at, "make|convert =one|ones ?=big ?=single ?file|=csv ?files-of"))
            {
                if let Some((typed, _)) = self.items.get(self.skip(end)).and_then(|it| it.file.clone())
                    && let Some(next) = self
                        .eat(self.skip(end) + 1, "out|from of ?every")
                        .or_else(|| self.eat(self.skip(end) + 1, "from"))
                {
                    self.query.target = Some(typed);
                    return self.set_act(Act::Merge, next);
                }
                return self.set_act(Act::Merge, end);
            }
            if let Some(end) = self.eat(at, "in ?=that|same|=given order") {
                return Some(end);
            }
        }
        // "side by side"
        if let Some(end) = self.eat(at, "beside by beside").or_else(|| self.eat(at, "=next to each other")) {
            return self.set_act(Act::Paste, end);
        }
        let pastes = (0..self.items.len())
            .any(|it| self.eat(it, "beside by beside").or_else(|| self.eat(it, "=next to each other")).is_some())
            || self.query.act == Some(Act::Paste);
        if pastes
            && let Some(end) =
                self.eat(at, "put|join|merge|=paste|show ?every|line|row ?of").filter(|_| !self.items[at].is("show"))
        {
            return Some(end);
        }
        if let Some(start) = self.eat(at, "join|merge|=match ?row|line|table ?of|from ?file|both") {
            let here = self.skip(start);
            let first = self.items.get(here).filter(|it| it.file.is_some())?;
            let _ = first;
            let next = self.eat(here + 1, "and|with|to")?;
            let second = self.skip(next);
            self.items.get(second).filter(|it| it.file.is_some())?;
            let on = self
                .eat(
                    second + 1,
                    "on|by|=using|=via|along ?=common|frequent|same ?first|key|id ?key|column|field|id ?=id",
                )
                .filter(|end| *end > second + 1);
            let key = self.eat(second + 1, "on|by|=using|=via|use");
            let (on, col) = match (key.and_then(|it| self.columns(it, true).or_else(|| self.plain_name(it))), on) {
                (Some((cols, end)), _) if cols.len() == 1 => (end, cols.into_iter().next()),
                (_, Some(end)) => (end, None),
                _ => return None,
            };
            self.two(here, second);
            let place = match col {
                Some(crate::table::query::Col::Number(place)) => place,
                Some(crate::table::query::Col::Name(name)) if name.eq_ignore_ascii_case("id") => {
                    self.query.doubt += 0.1;
                    1
                }
                Some(crate::table::query::Col::Name(_)) => {
                    self.query.doubt += 0.15;
                    1
                }
                Some(_) => return None,
                None => 1,
            };
            return self.set_act(Act::Join(place), on);
        }
        None
    }

    /// A word that the header of a plain text file may have.
    fn plain_name(&self, at: usize) -> Option<(Vec<crate::table::query::Col>, usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        item.may_name().then(|| (vec![crate::table::query::Col::Name(item.text.to_owned())], here + 1))
    }

    /// "how many columns", "the column names", "delete column 3", "swap columns 1 and 2".
    fn columns_of(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self
            .eat(at, "how many column ?do|be ?there|have")
            .or_else(|| self.eat(at, "?show|count number of column"))
            .or_else(|| self.eat(at, "count column"))
        {
            let end = self.try_eat(end, "in");
            let here = self.skip(end);
            // "how many columns does FILE have"
            let end = if self.items.get(here).is_some_and(|it| it.file.is_some()) {
                end
            } else {
                self.try_eat(end, "have|be|there")
            };
            return self.set_act(Act::CountColumns, end);
        }
        let named = self.by_name() && self.query.cols.is_empty();
        if named
            && let Some(end) = self.eat(at, "which column do|be|have ?there").or_else(|| {
                self.eat(at, "?show header").filter(|it| *it == at + 1 && self.items[at].text.ends_with('s'))
            })
            && self.items.iter().filter(|it| it.is_any_word() && !it.is_filler()).count() < 6
        {
            let end = if self.items.get(self.skip(end)).is_some_and(|it| it.file.is_some()) {
                end
            } else {
                self.try_eat(end, "have|there")
            };
            return self.set_act(Act::HeaderNames, end);
        }
        if let Some(end) = self
            .eat(at, "?show|which ?every|be column name")
            .or_else(|| {
                self.eat(at, "column|header name")
                    .filter(|end| self.items.get(self.skip(*end)).is_some_and(|it| it.is("of in from")))
            })
            .or_else(|| self.eat(at, "?show|which ?every|be name of|from ?every column"))
            .or_else(|| {
                self.eat(at, "?show ?just header ?row|line").filter(|end| {
                    self.items.get(self.skip(*end)).is_none_or(|it| it.is("of from in"))
                        && self.items[at].is("show just")
                })
            })
        {
            return self.set_act(Act::HeaderNames, end);
        }
        if let Some(start) = self
            .eat(at, "=throw|=toss|=chop|=take|=kick|=strip =away|=out|=off")
            .or_else(|| self.eat(at, "=get =rid of"))
            .or_else(|| self.eat(at, "=lose|=ditch|=kill|=strip|=remove"))
            && let Some((cols, end)) = self.columns(start, false)
        {
            return self.set_act(Act::Without(cols), end);
        }
        if let Some(start) = self.eat(at, "delete|drop ?out|just").filter(|_| {
            !self.items[at].is("drop")
                || self.items[at].text.starts_with("rem")
                || self.items[at].text.starts_with("drop")
                || self.items[at].text.starts_with("disc")
        }) && let Some((cols, end)) = self.columns(start, false)
        {
            let reference = self.items[start..end].iter().any(|it| !it.cols.is_empty() && !it.may_name());
            (reference).then_some(())?;
            return self.set_act(Act::Without(cols), end);
        }
        if let Some(start) = self
            .eat(at, "show|list ?every column but|drop")
            .or_else(|| self.eat(at, "?show every ?column but|drop|=except|minus|without"))
            && let Some((cols, end)) = self.columns(start, false)
        {
            return self.set_act(Act::Without(cols), end);
        }
        if let Some(start) = self.eat(at, "=swap|=exchange|=switch ?place|=order ?of")
            && let Some((cols, end)) = self.columns(start, false)
            && cols.len() == 2
        {
            return self.set_act(Act::Swap(cols), end);
        }
        if let Some(end) = self
            .eat(at, "transpose ?row|column|table|=matrix ?and|to|into|with ?column|row ?of")
            .or_else(|| self.eat(at, "=swap|=exchange|convert|=flip row|column and|to|into|with row|column"))
        {
            return self.set_act(Act::Transpose, end);
        }
        None
    }
}
