//! Writes the command that a query asks for: `cut`, `sort` and `uniq` where they do, `awk` for the rest.

mod acts;
mod grouped;
mod rows;

use super::awk::Program;
use super::query::{Col, Cond, Delimiter, Fun, Header, Op, Query, Value};
use crate::asked::Asked;
use crate::{Shell, shell};

/// Where the rows come from and which tools there are.
pub(super) struct Writer<'q> {
    pub(super) query: &'q Query,
    pub(super) shell: Shell,
    /// The files as shell words.
    files: String,
    many: bool,
    zipped: bool,
}

/// The command of a query; `None` for what asks for nothing.
pub(super) fn answer(query: &Query, asked: &Asked<'_>) -> Option<String> {
    let many = query.files.len() > 1
        || query.files.iter().any(|it| it.contains(['*', '?', '[', '{']) && !it.starts_with('\''));
    // Whoever searches knows expressions.
    let expression = |it: &Cond| matches!(&it.value, Value::Text(text) if is_expression(text));
    if query.conds.iter().any(expression) {
        return None;
    }
    let gz = query.typed.iter().filter(|it| it.ends_with(".gz")).count();
    if gz > 0 && gz < query.typed.len() {
        return None;
    }
    let writer = Writer { query, shell: asked.shell, files: query.files.join(" "), many, zipped: gz > 0 };
    if writer.zipped && many && query.has_header() {
        return None;
    }
    let command = writer.command()?;
    if query.in_place {
        // What reads the file must be done before it is replaced.
        let [file] = query.files.as_slice() else { return None };
        let plain = query.target.is_none() && !many && !writer.zipped && !file.contains(['\'', '"']);
        return plain.then(|| format!("{command} > {file}.new && mv {file}.new {file}"));
    }
    match &query.target {
        None => Some(command),
        Some(target) if query.typed.contains(target) || query.typed.iter().any(|it| would_read(it, target)) => None,
        Some(target) => Some(format!("{command} > {}", shell::path(target))),
    }
}

impl Writer<'_> {
    fn command(&self) -> Option<String> {
        let query = self.query;
        if let Some(act) = &query.act {
            return self.act(act);
        }
        if query.files.len() == 2
            && query.typed.iter().any(|it| !it.ends_with(".csv") && !it.ends_with(".tsv") && !it.contains("log"))
            && query.aggregates.is_empty()
            && !query.count
            && query.cols.is_empty()
        {
            return None;
        }
        if query.share {
            return self.share();
        }
        if !query.aggregates.is_empty() {
            if query.count
                || query.distinct
                || query.having.is_some()
                || !query.cols.is_empty() && query.group.is_empty()
            {
                return None;
            }
            if !query.cols.is_empty() {
                return None;
            }
            return if query.group.is_empty() { self.total() } else { self.totals() };
        }
        if query.decimals.is_some() {
            return None;
        }
        if !query.group.is_empty() {
            if !query.cols.is_empty() || query.distinct && !query.count {
                return None;
            }
            return self.frequencies();
        }
        if query.count {
            return self.count();
        }
        self.rows()
    }

    /// Whether the first line has to be left out, given what is done with the rows.
    fn skips(&self, certain: bool) -> bool {
        self.query.has_header() && (certain || self.query.header != Header::Unsaid)
    }

    fn record(&self) -> &'static str {
        if self.many { "FNR" } else { "NR" }
    }

    /// An `awk` command over the files: the condition, the body and the end of its program.
    fn awk(&self, program: &Program, options: &str, skip: bool, conditions: &str, body: &str, end: &str) -> String {
        let header = program.header(self.record(), "next");
        let mut all = Vec::new();
        if skip && header.is_empty() {
            all.push(format!("{} > 1", self.record()));
        }
        if !conditions.is_empty() {
            let alone = all.is_empty() || !conditions.contains(" || ") || conditions.contains(" && ");
            all.push(if alone { conditions.to_owned() } else { format!("({conditions})") });
        }
        let mut text = header;
        text.push_str(&all.join(" && "));
        if !body.is_empty() {
            if !all.is_empty() {
                text.push(' ');
            }
            text.push_str(&format!("{{ {body} }}"));
        }
        if !end.is_empty() {
            text.push_str(&format!(" END {{ {} }}", program.end(end)));
        }
        let options = format!("{}{options}", program.options(self.query));
        self.fed(&format!("awk{options} '{text}'"))
    }

    /// A program with the files as its arguments, or what unpacks them before it.
    fn fed(&self, program: &str) -> String {
        if self.zipped { format!("zcat {} | {program}", self.files) } else { format!("{program} {}", self.files) }
    }

    /// The lines of the files without their headers.
    fn bodies(&self) -> String {
        let quiet = if self.many { " -q" } else { "" };
        self.fed(&format!("tail{quiet} -n +2"))
    }

    /// The places of columns that `cut` can take as they stand.
    fn cut(&self, cols: &[Col]) -> Option<String> {
        let Delimiter::Char(delimiter) = self.query.delimiter() else { return None };
        if self.query.out.is_some_and(|it| it != delimiter) || cols.is_empty() {
            return None;
        }
        let mut places = Vec::new();
        for col in cols {
            let Col::Number(place) = col else { return None };
            if places.last().is_some_and(|it| it >= place) {
                return None;
            }
            places.push(*place);
        }
        let run = places.len() > 2 && places.windows(2).all(|it| it[1] == it[0] + 1);
        let list = match (places.first(), places.last()) {
            (Some(first), Some(last)) if run => format!("{first}-{last}"),
            _ => places.iter().map(u32::to_string).collect::<Vec<_>>().join(","),
        };
        let delimiter =
            if delimiter == '\t' { String::new() } else { format!(" -d{}", shell::quote(&delimiter.to_string())) };
        Some(format!("cut{delimiter} -f{list}"))
    }

    /// One line for each row with the columns, without the header.
    fn extract(&self, cols: &[Col]) -> Option<String> {
        let mut program = Program::new(self.query)?;
        let conditions = program.conditions(self.query)?;
        let skip = self.skips(true);
        if conditions.is_empty() && !program.by_name() {
            if cols == [Col::Line] {
                return Some(if skip { self.bodies() } else { String::new() });
            }
            if let Some(cut) = self.cut(cols) {
                return Some(if skip { format!("{} | {cut}", self.bodies()) } else { self.fed(&cut) });
            }
        }
        let fields: Vec<String> = cols.iter().map(|it| program.field(it)).collect();
        Some(self.awk(&program, "", skip, &conditions, &format!("print {}", fields.join(", ")), ""))
    }

    fn sort(&self, before: &str, options: &str) -> String {
        if before.is_empty() { self.fed(&format!("sort{options}")) } else { format!("{before} | sort{options}") }
    }

    fn head(&self, command: String) -> String {
        match self.query.limit {
            Some(limit) => format!("{command} | head -n {limit}"),
            None => command,
        }
    }

    /// One condition on whole lines is `grep`'s.
    pub(super) fn grep(&self, flags: &str) -> Option<String> {
        let [cond] = self.query.conds.as_slice() else { return None };
        let (Value::Text(text), Col::Line) = (&cond.value, &cond.left.first) else { return None };
        let many = self.many && flags.is_empty();
        let special = text.contains(['.', '*', '[', ']', '^', '$', '\\']);
        let plain = !special || matches!(cond.op, Op::Contains | Op::Lacks);
        if many || !plain || self.query.header == Header::Dropped {
            return None;
        }
        let (invert, pattern) = match cond.op {
            Op::Contains => ("", text.clone()),
            Op::Lacks => (" -v", text.clone()),
            Op::Starts => ("", format!("^{text}")),
            Op::StartsNot => (" -v", format!("^{text}")),
            Op::Ends => ("", format!("{text}$")),
            _ => return None,
        };
        let dash = if pattern.starts_with('-') { " -e" } else { "" };
        let fixed = if special { " -F" } else { "" };
        Some(self.fed(&format!("grep{flags}{invert}{fixed}{dash} {}", shell::quote(&pattern))))
    }

    /// How many rows, or how many different values.
    fn count(&self) -> Option<String> {
        let query = self.query;
        if query.order.is_some() || query.limit.is_some() || query.having.is_some() {
            return None;
        }
        if query.distinct {
            let cols = if query.cols.is_empty() { return None } else { &query.cols };
            let before = self.extract(cols)?;
            return Some(format!("{} | wc -l", self.sort(&before, " -u")));
        }
        if !query.cols.is_empty() {
            return None;
        }
        if let Some(grep) = self.grep(" -c").filter(|_| !self.many) {
            return Some(grep);
        }
        let mut program = Program::new(query)?;
        let conditions = program.conditions(query)?;
        if conditions.is_empty() {
            if !query.has_header() || query.header == Header::Unsaid && query.lines {
                return None;
            }
            return Some(format!("{} | wc -l", self.bodies()));
        }
        let plain = query.conds.iter().all(|it| it.left.first == Col::Line || it.op == Op::Is);
        Some(self.awk(&program, "", self.skips(!plain), &conditions, "n++", "print n + 0"))
    }

    /// What part of the rows the conditions hold for, in percent.
    fn share(&self) -> Option<String> {
        let query = self.query;
        if query.conds.is_empty() || !query.group.is_empty() || !query.aggregates.is_empty() || !query.cols.is_empty() {
            return None;
        }
        let mut program = Program::new(query)?;
        let conditions = program.conditions(query)?;
        let all = if query.has_header() { "(NR - 1)" } else { "NR" };
        if self.many && query.has_header() {
            return None;
        }
        let decimals = query.decimals.unwrap_or(1);
        Some(self.awk(
            &program,
            "",
            self.skips(true),
            &conditions,
            "n++",
            &format!("printf \"%.{decimals}f%%\\n\", 100 * n / {all}"),
        ))
    }

    /// One number (or several) over all rows.
    fn total(&self) -> Option<String> {
        let query = self.query;
        if query.order.is_some() || query.limit.is_some() {
            return None;
        }
        if let [(Fun::Median, expr)] = query.aggregates.as_slice() {
            if !expr.rest.is_empty() {
                return None;
            }
            let before = self.extract(std::slice::from_ref(&expr.first))?;
            let printed = match query.decimals {
                Some(decimals) => format!("printf \"%.{decimals}f\\n\", m"),
                None => "print m".to_owned(),
            };
            return Some(format!(
                "{} | awk '{{ v[NR] = $1 }} END {{ if (NR) {{ m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; {printed} }} }}'",
                self.sort(&before, " -n"),
            ));
        }
        let mut program = Program::new(query)?;
        let mut conditions = program.conditions(query)?;
        let mut body = Vec::new();
        let mut shown = Vec::new();
        let numbers = query.ending() == "txt" || query.ending() == "dat";
        let (_, first) = query.aggregates.first()?;
        let one = query.aggregates.iter().all(|it| it.1 == *first);
        if !one {
            // Several columns: only sums and averages share their rows.
            if query.aggregates.iter().any(|it| !matches!(it.0, Fun::Sum | Fun::Average)) {
                return None;
            }
        }
        let extreme = query.aggregates.iter().any(|it| matches!(it.0, Fun::Max | Fun::Min));
        let average = query.aggregates.iter().any(|it| it.0 == Fun::Average);
        let plain = program.expr(first);
        if numbers
            && conditions.is_empty()
            && (extreme || average)
            && one
            && first.rest.is_empty()
            && query.delimiter() == Delimiter::Blank
        {
            // Empty lines are no numbers.
            "NF".clone_into(&mut conditions);
        }
        let alone = query.aggregates.len() == 1;
        for (index, (fun, expr)) in query.aggregates.iter().enumerate() {
            let text = program.expr(expr);
            let number = if one || index == 0 { String::new() } else { (index + 1).to_string() };
            let add = |body: &mut Vec<String>, part: String| {
                if !body.contains(&part) {
                    body.push(part);
                }
            };
            match fun {
                Fun::Sum => {
                    add(&mut body, format!("s{number} += {text}"));
                    shown.push((format!("s{number}"), true));
                }
                Fun::Average => {
                    add(&mut body, format!("s{number} += {text}"));
                    add(&mut body, "n++".to_owned());
                    shown.push((format!("s{number} / n"), false));
                }
                Fun::Max | Fun::Min if alone => {
                    let sign = if *fun == Fun::Max { '>' } else { '<' };
                    conditions = both(&conditions, &format!("!n++ || {plain} {sign} m"));
                    body.push(format!("m = {plain}"));
                    shown.push(("m".to_owned(), false));
                }
                Fun::Max => {
                    body.push(format!("if (!a++ || {plain} > m) m = {plain}"));
                    shown.push(("m".to_owned(), false));
                }
                Fun::Min => {
                    body.push(format!("if (!b++ || {plain} < l) l = {plain}"));
                    shown.push(("l".to_owned(), false));
                }
                Fun::Median => return None,
            }
        }
        let guard = if average { "if (n) " } else { "" };
        let end = match query.decimals {
            Some(decimals) => {
                let format = vec![format!("%.{decimals}f"); shown.len()].join(" ");
                let values: Vec<&str> = shown.iter().map(|it| it.0.as_str()).collect();
                format!("{guard}printf \"{format}\\n\", {}", values.join(", "))
            }
            None => {
                let empty = !query.conds.is_empty() && alone;
                let values: Vec<String> =
                    shown.iter().map(|it| if it.1 && empty { format!("{} + 0", it.0) } else { it.0.clone() }).collect();
                format!("{guard}print {}", values.join(", "))
            }
        };
        let sums = query.aggregates.iter().all(|it| it.0 == Fun::Sum);
        let equal = query.conds.iter().all(|it| it.op == Op::Is);
        let options = self.digits();
        Some(self.awk(&program, options, self.skips(!(sums && equal)), &conditions, &body.join("; "), &end))
    }

    /// `awk` prints six digits unless told: money needs more.
    fn digits(&self) -> &'static str {
        let sums = self.query.aggregates.iter().any(|it| it.0 == Fun::Sum);
        let log = self.query.ending().contains("log");
        if sums && self.query.decimals.is_none() && !log { " -v OFMT=%.12g" } else { "" }
    }
}

/// Whether a pattern of names would take the result for one of its files.
fn would_read(pattern: &str, target: &str) -> bool {
    let split = |it: &str| -> (String, String) {
        let (folder, name) = it.rsplit_once('/').unwrap_or((".", it));
        (folder.to_owned(), name.to_owned())
    };
    let ((folder, name), (other, end)) = (split(pattern), split(target));
    let same = folder == other || folder.contains(['*', '?']);
    let last = name.rsplit(['*', '?', ']']).next().unwrap_or_default();
    let first = name.split(['*', '?', '[']).next().unwrap_or_default();
    name.contains(['*', '?', '[']) && same && end.starts_with(first) && end.ends_with(last)
}

/// Two conditions that must both hold.
fn both(left: &str, right: &str) -> String {
    if left.is_empty() {
        return right.to_owned();
    }
    let closed = |it: &str| if it.contains(" || ") && !it.contains(" && ") { format!("({it})") } else { it.to_owned() };
    format!("{} && {}", closed(left), closed(right))
}

/// Whether text can only be meant as an expression: `[0-9]`, `a.*b`. `[ERROR]` is text.
fn is_expression(text: &str) -> bool {
    let range = |class: &str| class.split(']').next().is_some_and(|it| it.chars().skip(1).any(|it| it == '-'));
    text.contains(".*") || text.contains(".+") || text.split('[').skip(1).any(range)
}
