//! What people say about an access log without naming its columns: who came, what they asked for, what went wrong.

use super::Reader;
use super::conditions::cond;
use crate::literals::Form;
use crate::table::logs::Kind;
use crate::table::query::{Col, Op, Value};
use crate::table::words::Item;

/// Ways to say that an answer was got.
const GOT: &str = "?that|which|have =ran|=run|=running|=runs|=got|=get|=gets|=getting|=received|=receive|=hit|=hits|=saw|=met|=ended|=end|=resulted|=answered|=returned|=return|=returning|=gave|=giving|=responded|=failed|=encountered|=cause|=causes|=caused|=produced|=threw|=experienced|=bumped|=show|=showing|=yielded|=came ?=up|=back ?=with|=in|=into";

/// Words for what went wrong, the lowest status, and the one above the highest.
const STATES: &[(&str, u32, u32)] = &[
    ("=not =found ?=errors|=error|=responses|=response|=answers|request", 404, 405),
    ("=broken|=dead|=missing =link|=links", 404, 405),
    ("=forbidden|=denied ?request|=responses", 403, 404),
    ("=unauthorized|=unauthorised ?request|=responses", 401, 402),
    ("=internal =server =error|=errors", 500, 501),
    ("=bad request", 400, 401),
    ("=rate =limited|=limit ?request", 429, 430),
    ("=redirects|=redirected|=redirections|=redirect ?request|=responses", 300, 400),
];

/// "requests for /login": what is asked for in a log is no file.
pub(super) fn paths_are_no_files(items: &mut [Item<'_>]) {
    let is_log = |it: &Item<'_>| it.file.as_ref().is_some_and(|it| it.0.contains("access"));
    if items.iter().filter(|it| is_log(it)).count() != 1 {
        return;
    }
    for item in items.iter_mut() {
        let root = item.text.starts_with('/') && !item.text.contains('*');
        if root && item.file.is_some() && !is_log(item) && !item.text.contains("log") {
            item.file = None;
        }
    }
}

impl Reader<'_> {
    /// A turn of phrase about an access log.
    pub(super) fn web(&mut self, at: usize) -> Option<usize> {
        let kind = self.kind?;
        let first = self.back(at).is_none_or(Item::is_mark);
        if first && matches!(kind, Kind::Passwd | Kind::System) && self.items[at].text.eq_ignore_ascii_case("who") {
            self.who = true;
            return Some(at + 1);
        }
        (kind == Kind::Access).then_some(())?;
        if let Some(end) = self.excluded(at) {
            return Some(end);
        }
        if first && matches!(self.items[at].text.to_ascii_lowercase().as_str(), "who" | "whom") {
            self.who = true;
            return Some(at + 1);
        }
        self.got_code(at).or_else(|| self.went_wrong(at)).or_else(|| self.path_asked(at)).or_else(|| self.most(at))
    }

    /// "without requests for /health", "that are not 200", "excluding 10.0.0.5".
    fn excluded(&mut self, at: usize) -> Option<usize> {
        let next = self.eat(at, "?that|which ?be|have|do not|without|drop|but|=except|=minus|=excluding|=ignoring ?every ?request|=hits|=those ?=for|=to|=from|=with|=by|=on|of ?=status|=code|=path|=address")?;
        let item = self.items.get(self.skip(next)).filter(|it| !it.used && it.file.is_none())?;
        let text = item.text.to_owned();
        let code = text.trim_end_matches(['s', '\'']).to_owned();
        let address = text.split('.').count() == 4 && text.split('.').all(|it| it.parse::<u8>().is_ok());
        let more = if text.starts_with('/') {
            let op = if text.len() > 1 && text.ends_with('/') { Op::StartsNot } else { Op::IsNot };
            cond(Col::Number(7).into(), op, Value::Text(text))
        } else if address {
            cond(Col::Number(1).into(), Op::IsNot, Value::Text(text))
        } else if code.len() == 3 && code.parse::<u32>().is_ok_and(|it| (100..600).contains(&it)) {
            cond(Col::Number(9).into(), Op::IsNot, Value::Number(code))
        } else {
            return None;
        };
        self.query.conds.push(more);
        let end = self.skip(next) + 1;
        Some(self.try_eat(end, "request|=status|=code"))
    }

    /// "who uses zsh", "users with bash": the shell by its name.
    pub(super) fn shells(&mut self, at: usize) -> Option<usize> {
        // "which users have zsh"
        let start = self.skip(self.try_eat(at, "which|show"));
        let user = self.items.get(start).is_some_and(|it| it.cols == [Col::Number(1)] && !it.used);
        let from = if user && start > at { start + 1 } else { at };
        let next = self.eat(from, "?that|which ?be|do with|have|use|=uses|=using|=use|=run|=runs")?;
        let item = self.items.get(self.skip(next)).filter(|it| !it.used)?;
        if !matches!(item.text, "bash" | "zsh" | "fish" | "sh" | "dash" | "ksh" | "nologin" | "tcsh") {
            return None;
        }
        let shell = Value::Text(item.text.to_owned());
        self.query.conds.push(cond(Col::Number(7).into(), Op::Is, shell));
        if from > at && self.query.cols.is_empty() && !self.query.count {
            self.query.cols = vec![Col::Number(1)];
        }
        let end = self.skip(next) + 1;
        let end = self.eat(end, "as ?=their ?=login|=default").unwrap_or(end);
        Some(if self.items.get(end).is_some_and(|it| it.text == "shell") { end + 1 } else { end })
    }

    /// "ran into a 403", "ended with status 500".
    fn got_code(&mut self, at: usize) -> Option<usize> {
        let next = self.eat(at, GOT)?;
        let next = self.skip(self.try_eat(next, "=http|=status ?=code|=error|=status"));
        let item = self.items.get(next)?;
        let code = item.text.trim_end_matches(['s', '\'']);
        let is_code = code.len() == 3 && code.parse::<u32>().is_ok_and(|it| (100..600).contains(&it));
        if !is_code || item.used || self.eat(next + 1, "times").is_some() {
            return None;
        }
        let code = code.to_owned();
        let same = cond(Col::Number(9).into(), Op::Is, Value::Number(code));
        if !self.query.conds.contains(&same) {
            self.query.conds.push(same);
        }
        Some(self.try_eat(next + 1, "=error|=errors|=response|=status|=code|=answer|=back"))
    }

    /// "broken links", "not found": the status by its name.
    fn went_wrong(&mut self, at: usize) -> Option<usize> {
        // "which pages are broken", "broken pages"
        let start = self.skip(self.try_eat(at, "which|show"));
        let is_page = |at: usize| self.items.get(at).is_some_and(|it| it.cols == [Col::Number(7)] && !it.used);
        let behind =
            Some(start).filter(|it| is_page(*it)).and_then(|it| self.eat(it + 1, "be =broken|=dead|=missing|=down"));
        let before = self.eat(start, "=broken|=dead|=missing").filter(|it| is_page(*it)).map(|it| it + 1);
        if let Some(end) = behind.or(before) {
            self.query.conds.push(cond(Col::Number(9).into(), Op::Is, Value::Number("404".to_owned())));
            self.links = true;
            return Some(end);
        }
        let (pattern, low, high, end) =
            STATES.iter().find_map(|it| self.eat(at, it.0).map(|end| (it.0, it.1, it.2, end)))?;
        if high == low + 1 {
            let same = cond(Col::Number(9).into(), Op::Is, Value::Number(low.to_string()));
            if !self.query.conds.contains(&same) {
                self.query.conds.push(same);
            }
        } else {
            self.query.conds.push(cond(Col::Number(9).into(), Op::AtLeast, Value::Number(low.to_string())));
            self.query.conds.push(cond(Col::Number(9).into(), Op::Under, Value::Number(high.to_string())));
        }
        if pattern.contains("=link") {
            self.links = true;
        }
        Some(end)
    }

    /// "requests for /login", "who visited /shop".
    fn path_asked(&mut self, at: usize) -> Option<usize> {
        let start = self
            .eat(at, "?request|=visits|=views|=calls|=traffic =for|=to|=of|=on|=at|=against|=did|=does|=was|=is|=requested|=visited|=called|=opened|=page|=path|=url|=fetched")
            .or_else(|| self.eat(at, "?=asked|=looked|=went =for|=at|=to"))
            .map_or(at, |it| self.skip(it));
        let item = self.items.get(start)?;
        let text = item.text;
        if item.used
            || item.file.is_some()
            || !text.starts_with('/')
            || !matches!(item.form, Form::Path | Form::FileName | Form::Quoted)
        {
            return None;
        }
        let op = if text.len() > 1 && text.ends_with('/') { Op::Starts } else { Op::Is };
        let value = Value::Text(text.to_owned());
        self.query.conds.push(cond(Col::Number(7).into(), op, value));
        Some(start + 1)
    }

    /// "which url got hit most", "who visits us most".
    fn most(&mut self, at: usize) -> Option<usize> {
        if self.who
            && let Some(end) = self.eat(at, "have|=made|=makes|=sent|=sends|=did|=got most request|=traffic")
        {
            self.query.cols = vec![Col::Number(1)];
            self.frequent_of_shown();
            return Some(end);
        }
        // "which hour is the busiest"
        if let Some(end) = self.eat(at, "be ?most busiest|frequent")
            && self.items.get(self.skip(end)).is_none_or(|it| it.is_mark() || it.is("in of from") || it.file.is_some())
            && !(self.query.cols.is_empty() && self.loose.is_empty())
        {
            self.frequent_of_shown();
            return Some(end);
        }
        let end = self.eat(at, "?=got|=gets|=was|=is|=are|=were|=get|=has|=have ?=been =hit|=hits|=visits|=visit|=visited|=called|=calls|=requested|=asked|=used|=uses|=accessed|=connects|=connected|=came|=comes ?=us|=me|=our|=for ?=site|=server|=website|=page most ?often")?;
        let ends =
            self.items.get(self.skip(end)).is_none_or(|it| it.is_mark() || it.is("in of from") || it.file.is_some());
        ends.then_some(())?;
        if self.who && self.query.cols.is_empty() && self.loose.is_empty() {
            self.query.cols = vec![Col::Number(1)];
        }
        if self.query.cols.is_empty() && self.loose.is_empty() {
            return None;
        }
        self.frequent_of_shown();
        Some(end)
    }
}
