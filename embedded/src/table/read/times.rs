//! What is said about log files: times of the day, dates, states, methods and levels.

use super::Reader;
use super::conditions::{cond, line};
use crate::calendar;
use crate::literals::Form;
use crate::table::logs::Kind;
use crate::table::query::{Col, Cond, Op, Value};

impl Reader<'_> {
    /// A turn of phrase about a log.
    pub(super) fn log(&mut self, at: usize) -> Option<usize> {
        let kind = self.kind?;
        if kind == Kind::Passwd {
            return self.shells(at);
        }
        self.share(at)
            .or_else(|| match kind {
                Kind::Access => self.state(at),
                Kind::System => self.login(at),
                _ => self.level(at),
            })
            .or_else(|| self.clocks(at, kind))
            .or_else(|| self.date(at, kind))
    }

    /// "what share of requests".
    fn share(&mut self, at: usize) -> Option<usize> {
        let end = self.eat(at, "?which share ?of ?every row|line|request")?;
        self.query.share = true;
        Some(self.try_eat(end, "be|have|=ended|=got|=were|=failed ?with|in"))
    }

    /// "404s", "server errors", "POST requests", "failed".
    fn state(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        let status = |op: Op, value: &str| cond(Col::Number(9).into(), op, Value::Number(value.to_owned()));
        let errors = |it: usize| {
            self.items.get(it).is_some_and(|it| {
                matches!(
                    it.text.to_ascii_lowercase().as_str(),
                    "error" | "errors" | "responses" | "response" | "answers" | "failures" | "statuses" | "codes"
                )
            })
        };
        let text = item.text.to_ascii_lowercase();
        let verb = item.text.strip_suffix('s').unwrap_or(item.text);
        let several = verb.len() < item.text.len();
        let method = matches!(verb, "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "PATCH" | "OPTIONS");
        let introduced = |it: usize| {
            self.back(it).is_some_and(|it| {
                it.is("many be with of every show count have no not by in for")
                    || matches!(it.text, "returned" | "gave" | "got" | "returning" | "ended" | "resulted")
            })
        };
        let address = item.text.split('.').count() == 4 && item.text.split('.').all(|it| it.parse::<u8>().is_ok());
        let code = text.trim_end_matches('s').trim_end_matches('\'');
        let is_code = code.len() == 3 && code.parse::<u32>().is_ok_and(|it| (100..600).contains(&it));
        let class = code.len() == 3 && code.ends_with("xx") && matches!(code.as_bytes()[0], b'1'..=b'5');
        let (conds, end) = if address && !item.used {
            (vec![cond(Col::Number(1).into(), Op::Is, Value::Text(item.text.to_owned()))], at + 1)
        } else if class {
            let digit = &code[..1];
            let low = format!("{digit}00");
            let next = (digit.parse::<u32>().ok()? + 1) * 100;
            (
                vec![status(Op::AtLeast, &low), status(Op::Under, &next.to_string())],
                at + 1 + usize::from(errors(at + 1)),
            )
        } else if is_code
            && (text.len() > 3
                || errors(at + 1)
                || introduced(at) && self.back(at).is_some_and(|it| !it.is("with"))
                || self.eat(at + 1, "request").is_some())
        {
            (vec![status(Op::Is, code)], at + 1 + usize::from(errors(at + 1)))
        } else if text == "server" && errors(at + 1) {
            (vec![status(Op::AtLeast, "500")], at + 2)
        } else if text == "client" && errors(at + 1) {
            (vec![status(Op::AtLeast, "400"), status(Op::Under, "500")], at + 2)
        } else if matches!(text.as_str(), "error" | "errors" | "failed" | "unsuccessful") {
            (vec![status(Op::AtLeast, "400")], at + 1)
        } else if matches!(text.as_str(), "successful" | "succeeded") {
            (vec![status(Op::AtLeast, "200"), status(Op::Under, "300")], at + 1)
        } else if method
            && (self.eat(at + 1, "request").is_some()
                || introduced(at)
                || several
                || self.eat(at + 1, "and|or").is_some()
                || self.items.get(at + 1).is_some_and(|it| it.text == "requests"))
        {
            (vec![cond(Col::Part("substr($6, 2)").into(), Op::Is, Value::Text(verb.to_owned()))], at + 1)
        } else {
            return None;
        };
        // "GET and POST requests", "404s and 500s" are requests of either.
        let mut conds = conds;
        if let ([more], Some(last)) = (conds.as_mut_slice(), self.query.conds.last()) {
            let joined = self.back(at).is_some_and(|it| it.is("and or") || it.form == Form::Comma);
            more.or = joined && more.left == last.left && last.op == Op::Is && more.op == Op::Is;
        }
        let end = self.try_eat(end, "row|line|request");
        self.query.conds.extend(conds);
        Some(end)
    }

    /// "failed logins", "accepted passwords", "invalid users": what the secure shell writes.
    fn login(&mut self, at: usize) -> Option<usize> {
        // "that logged in", "who failed to log in"
        let pairs = [
            ("?that|which|have =successfully =logged in", "Accepted"),
            ("?that|which|have =logged in ?=successfully", "Accepted"),
            ("?that|which|have =failed to =log|=login ?in", "Failed password"),
        ];
        for (pattern, text) in pairs {
            if let Some(end) = self.eat(at, pattern) {
                self.query.conds.push(line(Op::Contains, text.to_owned()));
                return Some(end);
            }
        }
        let lower = self.items[at].text.to_ascii_lowercase();
        let next = self.items.get(at + 1)?;
        let noun = next.text.to_ascii_lowercase();
        let login = matches!(
            noun.as_str(),
            "login"
                | "logins"
                | "password"
                | "passwords"
                | "attempt"
                | "attempts"
                | "authentication"
                | "authentications"
                | "ssh"
                | "logon"
                | "logons"
        );
        let text = match lower.as_str() {
            "failed" | "unsuccessful" | "failing" if login => "Failed password",
            "successful" | "accepted" if login => "Accepted",
            "invalid" if noun.starts_with("user") => "Failed password for invalid user",
            _ => return None,
        };
        let mut end = at + 2;
        while self.items.get(end).is_some_and(|it| {
            matches!(it.text, "attempts" | "attempt" | "logins" | "login" | "tries" | "lines" | "entries" | "messages")
                && !it.used
        }) {
            end += 1;
        }
        self.query.conds.push(line(Op::Contains, text.to_owned()));
        // "failed logins for root"
        if let Some(next) = self.eat(end, "for|of|=as|=against")
            && let Some(user) = self.items.get(self.skip(next)).filter(|it| {
                (it.text == "root" || it.is_any_word() && it.means.is_empty() && !it.text.ends_with('s'))
                    && it.text.bytes().all(|it| it.is_ascii_alphanumeric())
            })
        {
            let text = format!(" {} from", user.text);
            end = self.skip(next) + 1;
            self.query.conds.push(line(Op::Contains, text));
        }
        Some(end)
    }

    /// "(INFO, WARN, ERROR)": the levels that there are.
    fn levels(&self, at: usize) -> Option<usize> {
        let mut here = at;
        let mut found = 0;
        while let Some(item) = self.items.get(here) {
            if matches!(
                item.text,
                "TRACE" | "DEBUG" | "INFO" | "NOTICE" | "WARN" | "WARNING" | "ERROR" | "FATAL" | "CRITICAL"
            ) && !item.used
            {
                found += 1;
            } else if !(item.form == Form::Comma
                || item.form == Form::Open
                || item.form == Form::Close
                || item.is("and or"))
            {
                break;
            }
            here += 1;
        }
        let grouped = !self.query.group.is_empty() && self.query.count;
        (found > 1 && grouped).then_some(here)
    }

    /// "per level", "error lines", "of each level (INFO, WARN)".
    fn level(&mut self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        if !item.is_any_word() {
            return None;
        }
        if let Some(end) = self.levels(at) {
            return Some(end);
        }
        let lower = item.text.to_ascii_lowercase();
        let noun = self
            .items
            .get(at + 1)
            .is_some_and(|it| it.is("row line request thing") || matches!(it.text, "messages" | "message" | "entries"));
        let level = match lower.as_str() {
            "error" | "errors" => "ERROR",
            "warning" | "warnings" | "warn" | "warns" => "WARN",
            _ => return None,
        };
        let plural = lower.ends_with('s');
        if !(plural || noun)
            || self.back(at).is_some_and(|it| it.is("contain") || it.form == Form::Comma && self.query.conds.is_empty())
        {
            return None;
        }
        // "errors and warnings" are lines of either.
        let joined = self.back(at).is_some_and(|it| it.is("and or") || it.form == Form::Comma);
        let mut level = line(Op::Contains, level.to_owned());
        level.or =
            joined && self.query.conds.last().is_some_and(|it| it.left.first == Col::Line && it.op == Op::Contains);
        self.query.conds.push(level);
        self.query.doubt += 0.05;
        Some(at + 1 + usize::from(noun))
    }

    /// "between 10:00 and 11:00", "from 8:30 until 9:00", "after 22:00".
    fn clocks(&mut self, at: usize, kind: Kind) -> Option<usize> {
        let range = self.eat(at, "?time between|from");
        let single = self.eat(at, "after|since|before|until");
        if let Some(start) = range
            && let Some((from, next)) = self.moment(start, kind)
            && let Some(next) = self.eat(next, "and|to|until|up ?to ?and ?include")
            && let Some((to, end)) = self.moment(next, kind)
        {
            let inclusive = self.items[start..end].iter().any(|it| it.is("include"));
            let (left, low) = from;
            let (right, high) = to;
            if left != right {
                return None;
            }
            self.query.conds.push(cond(left.into(), Op::AtLeast, Value::Text(low)));
            self.query.conds.push(cond(
                right.into(),
                if inclusive { Op::AtMost } else { Op::Under },
                Value::Text(high),
            ));
            return Some(end);
        }
        let start = single?;
        let op = match self.items[start - 1].means {
            "before" | "until" => Op::Under,
            _ => Op::AtLeast,
        };
        let ((left, value), end) = self.moment(start, kind)?;
        self.query.conds.push(cond(left.into(), op, Value::Text(value)));
        Some(end)
    }

    /// "10:00", "2025-03-04 08:00": the part of a line and the text it is compared with.
    fn moment(&self, at: usize, kind: Kind) -> Option<((Col, String), usize)> {
        let here = self.skip(at);
        let item = self.items.get(here)?;
        let clock = |it: &str| -> Option<String> {
            let it = it.strip_suffix('h').unwrap_or(it);
            let (hour, rest) = it.split_once(':')?;
            let hour: u32 = hour.parse().ok().filter(|it| *it < 25)?;
            let minute = rest.get(..2).filter(|it| it.bytes().all(|it| it.is_ascii_digit()))?;
            (rest.len() == 2 || rest.len() == 5).then(|| format!("{hour:02}:{minute}"))
        };
        if item.form == Form::Date {
            let day = item.text.to_owned();
            let next = self.items.get(here + 1)?;
            let time = clock(next.text)?;
            return (kind == Kind::App).then(|| {
                ((Col::Part("substr($0, 1, 10) \" \" substr($0, 12, 5)"), format!("{day} {time}")), here + 2)
            });
        }
        let time = clock(item.text)?;
        let left = match kind {
            Kind::Access => Col::Part("substr($4, 14, 5)"),
            Kind::System => Col::Part("substr($3, 1, 5)"),
            Kind::App | Kind::Passwd => Col::Part("substr($0, 12, 5)"),
        };
        Some((
            (left, time),
            here + 1 + usize::from(self.items.get(here + 1).is_some_and(|it| it.text.eq_ignore_ascii_case("oclock"))),
        ))
    }

    /// "on 10 March 2024", "on 2024-03-10", "of March 10".
    fn date(&mut self, at: usize, kind: Kind) -> Option<usize> {
        let start = self.eat(at, "on|of|from|for|in|at").unwrap_or(at);
        let start = self.skip(start);
        let item = self.items.get(start)?;
        let month_of = |text: &str| match text.to_lowercase().as_str() {
            "sept" => Some(9),
            lower => calendar::month(lower),
        };
        let day_of = |item: &super::Item<'_>| -> Option<u32> {
            let lower = item.text.trim_end_matches('.').to_ascii_lowercase();
            let digits = ["st", "nd", "rd", "th"].iter().find_map(|it| lower.strip_suffix(it)).unwrap_or(&lower);
            digits.parse().ok().filter(|it| (1..=31).contains(it))
        };
        let year_of = |item: Option<&super::Item<'_>>| {
            item.and_then(|it| it.text.parse::<u32>().ok()).filter(|it| (1990..2100).contains(it))
        };
        let (day, month, year, end) = if item.form == Form::Date {
            let mut parts = item.text.split('-');
            let year = parts.next()?.parse::<u32>().ok()?;
            let month = parts.next()?.parse::<u32>().ok()?;
            (parts.next()?.parse::<u32>().ok()?, month, Some(year), start + 1)
        } else if let Some((day, month)) =
            item.text.split_once('/').and_then(|(day, rest)| Some((day.parse::<u32>().ok()?, rest)))
        {
            // `10/Mar/2024` as the log has it
            let (name, year) = month.split_once('/').map_or((month, None), |it| (it.0, it.1.parse().ok()));
            (day, month_of(name)?, year, start + 1)
        } else if let Some(day) = day_of(item) {
            let next = self.try_eat(start + 1, "of");
            let next = self.skip(next);
            let month = month_of(self.items.get(next)?.text)?;
            let year = year_of(self.items.get(next + 1));
            (day, month, year, next + 1 + usize::from(year.is_some()))
        } else {
            let month = month_of(item.text)?;
            let next = self.skip(start + 1);
            let day = day_of(self.items.get(next)?)?;
            let behind = next
                + 1
                + usize::from(
                    self.items
                        .get(next + 1)
                        .is_some_and(|it| it.form == Form::Comma && year_of(self.items.get(next + 2)).is_some()),
                );
            let year = year_of(self.items.get(behind));
            (day, month, year, if year.is_some() { behind + 1 } else { next + 1 })
        };
        let name = calendar::short(calendar::MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?);
        // As logs write it.
        let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        let text = |left: &'static str, value: String| cond(Col::Part(left).into(), Op::Is, Value::Text(value));
        let conds: Vec<Cond> = match (kind, year) {
            (Kind::Access, Some(year)) => vec![text("substr($4, 2, 11)", format!("{day:02}/{name}/{year}"))],
            (Kind::Access, None) => vec![text("substr($4, 2, 6)", format!("{day:02}/{name}"))],
            (Kind::System, _) => vec![
                cond(Col::Number(1).into(), Op::Is, Value::Text(name)),
                cond(Col::Number(2).into(), Op::Is, Value::Number(day.to_string())),
            ],
            (_, Some(year)) => vec![text("substr($0, 1, 10)", format!("{year}-{month:02}-{day:02}"))],
            (_, None) => vec![text("substr($0, 6, 5)", format!("{month:02}-{day:02}"))],
        };
        self.query.conds.extend(conds);
        Some(end)
    }
}
