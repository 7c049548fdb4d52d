//! How many there are of each, and sums, averages and extremes for each.

use super::Writer;
use crate::Shell;
use crate::table::awk::{self, Program};
use crate::table::query::{By, Delimiter, Fun, Op};

impl Writer<'_> {
    /// How many rows there are for each value.
    pub(super) fn frequencies(&self) -> Option<String> {
        let query = self.query;
        let before = self.extract(&query.group)?;
        let mut command = format!("{} | uniq -c", self.sort(&before, ""));
        if let Some((op, number)) = &query.having {
            let sign = match op {
                Op::Over => ">",
                Op::AtLeast => ">=",
                Op::Under => "<",
                Op::AtMost => "<=",
                _ => return None,
            };
            command = if query.bare && *op == Op::Over && number == "1" && query.order.is_none() {
                // Those that stand there more than once.
                let command = format!("{} | uniq -d", self.sort(&before, ""));
                return Some(self.head(command));
            } else {
                format!("{command} | awk '$1 {sign} {number}'")
            };
        }
        match &query.order {
            None if query.limit.is_some() => return None,
            None => {}
            Some(order) => match (&order.by, order.down) {
                (By::Amount, true) if query.ties => command.push_str(" | sort -k1,1nr -k2"),
                (By::Amount, false) if query.ties => command.push_str(" | sort -k1,1n -k2"),
                (By::Amount, true) => command.push_str(" | sort -rn"),
                (By::Amount, false) => command.push_str(" | sort -n"),
                (By::Key, true) => {
                    command.push_str(if order.numbers == Some(true) { " | sort -k2,2nr" } else { " | sort -k2r" });
                }
                (By::Key, false) if order.numbers == Some(true) => command.push_str(" | sort -k2,2n"),
                (By::Key, false) => {}
                (By::Column(_), _) => return None,
            },
        }
        command = self.head(command);
        let key_first = query.amount_first == Some(false);
        let between = query.between.clone().or_else(|| query.out.map(|it| it.to_string()));
        if query.bare && (!query.frequent || query.having.is_some()) {
            command.push_str(" | sed 's/^ *[0-9]* //'");
        } else if key_first || between.is_some() {
            let between = awk::string(between.as_deref().unwrap_or(" "))?;
            let parts = if key_first { format!("$0 {between} c") } else { format!("c {between} $0") };
            command.push_str(&format!(" | awk '{{ c = $1; sub(/^ *[0-9]+ /, \"\"); print {parts} }}'"));
        }
        Some(command)
    }

    /// Sums, averages or extremes for each value.
    pub(super) fn totals(&self) -> Option<String> {
        let query = self.query;
        let mut program = Program::new(query)?;
        let conditions = program.conditions(query)?;
        let keys: Vec<String> = query.group.iter().map(|it| program.field(it)).collect();
        let order = query.order.as_ref();
        let by_amount = order.is_some_and(|it| it.by == By::Amount);
        let amount_first = query.amount_first == Some(true);
        // Keys may hold blanks where fields are told apart by another sign.
        let tabbed = by_amount && !amount_first && query.delimiter() != Delimiter::Blank;
        let first_expr = &query.aggregates.first()?.1;
        let one = query.aggregates.iter().all(|it| it.1 == *first_expr);
        let glue = if query.group.len() == 1 {
            String::new()
        } else if tabbed {
            " \"\\t\" ".to_owned()
        } else {
            " \" \" ".to_owned()
        };
        let joined = keys.join(&glue);
        // A longer key is computed once.
        let (setup, key) = if keys.len() > 1 || joined.len() > 16 {
            (vec![format!("k = {joined}")], "k")
        } else {
            (Vec::new(), joined.as_str())
        };
        let mut body = setup;
        let mut shown = Vec::new();
        let mut over = "s";
        for (index, (fun, expr)) in query.aggregates.iter().enumerate() {
            let text = program.expr(expr);
            let number = if one || index == 0 { String::new() } else { (index + 1).to_string() };
            let mut add = |part: String| {
                if !body.contains(&part) {
                    body.push(part);
                }
            };
            match fun {
                Fun::Sum => {
                    add(format!("s{number}[{key}] += {text}"));
                    shown.push(format!("s{number}[k]"));
                }
                Fun::Average => {
                    add(format!("s{number}[{key}] += {text}"));
                    add(format!("n[{key}]++"));
                    shown.push(format!("s{number}[k] / n[k]"));
                }
                Fun::Max => {
                    add(format!("if (!({key} in m{number}) || {text} > m{number}[{key}]) m{number}[{key}] = {text}"));
                    shown.push(format!("m{number}[k]"));
                    if index == 0 {
                        over = "m";
                    }
                }
                Fun::Min => {
                    add(format!("if (!({key} in l{number}) || {text} < l{number}[{key}]) l{number}[{key}] = {text}"));
                    shown.push(format!("l{number}[k]"));
                    if index == 0 {
                        over = "l";
                    }
                }
                Fun::Median => return None,
            }
        }
        let plain_between = query.between.as_deref().filter(|it| *it != " ");
        let out = query.out.map(|it| it.to_string());
        let between = plain_between.map(str::to_owned).or(out);
        if between.is_some() && query.aggregates.len() > 1 {
            return None;
        }
        let number_format = |it: &str| match query.decimals {
            Some(decimals) => format!("%.{decimals}f{it}"),
            None => format!("%s{it}"),
        };
        let late = tabbed && between.is_some();
        let separator = if tabbed { "\t" } else { between.as_deref().unwrap_or(" ") };
        let mut parts: Vec<String> = shown.clone();
        parts.insert(if amount_first { parts.len() } else { 0 }, "k".to_owned());
        let print = if query.decimals.is_some() {
            let mut formats: Vec<String> = shown.iter().map(|_| number_format("")).collect();
            formats.insert(if amount_first { formats.len() } else { 0 }, "%s".to_owned());
            let format = awk::string(&formats.join(" "))?;
            let sign = separator
                .replace('%', "%%")
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\'', "'\\''")
                .replace('\t', "\\t");
            let format = format.replace(' ', &sign);
            format!("printf {}\\n\", {}", &format[..format.len() - 1], parts.join(", "))
        } else if separator == " " || tabbed {
            format!("print {}", parts.join(", "))
        } else {
            format!("print {}", parts.join(&format!(" {} ", awk::string(separator)?)))
        };
        let ofs = if tabbed && query.decimals.is_none() { " -v OFS='\\t'" } else { "" };
        let options = format!("{}{ofs}", self.digits());
        let base = self.awk(
            &program,
            &options,
            self.skips(true),
            &conditions,
            &body.join("; "),
            &format!("for (k in {over}) {print}"),
        );
        let place = query.group.len() + 1;
        let tab = match self.shell {
            Shell::Bash => "$'\\t'",
            Shell::Posix => "\"$(printf '\\t')\"",
        };
        let sorted = match order {
            None => format!("{base} | sort"),
            Some(order) => {
                let reverse = if order.down { "r" } else { "" };
                match order.by {
                    By::Key => {
                        let numeric = if order.numbers == Some(true) { "n" } else { "" };
                        let flags = format!("{numeric}{reverse}");
                        let place = if amount_first {
                            format!(" -k2{flags}")
                        } else if flags.is_empty() {
                            String::new()
                        } else {
                            format!(" -{flags}")
                        };
                        format!("{base} | sort{place}")
                    }
                    By::Amount if amount_first => {
                        let ties = if query.ties { format!(" -k1,1n{reverse} -k2") } else { format!(" -{reverse}n") };
                        format!("{base} | sort{ties}")
                    }
                    By::Amount => {
                        let ties = if query.ties { " -k1,1" } else { "" };
                        let separator = if tabbed { format!(" -t {tab}") } else { String::new() };
                        format!("{base} | sort{separator} -k{place},{place}n{reverse}{ties}")
                    }
                    By::Column(_) => return None,
                }
            }
        };
        let mut command = self.head(sorted);
        if late && let Some(between) = between {
            command.push_str(&format!(" | awk -F'\\t' '{{ print $1 {} $2 }}'", awk::string(&between)?));
        }
        Some(command)
    }
}
