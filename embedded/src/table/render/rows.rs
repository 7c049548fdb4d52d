//! Rows and columns as they stand: chosen, ordered, cut to their first.

use super::Writer;
use crate::table::awk::Program;
use crate::table::query::{By, Col, Delimiter, Header, Order};
use crate::{Shell, shell};

impl Writer<'_> {
    pub(super) fn rows(&self) -> Option<String> {
        let query = self.query;
        if query.having.is_some()
            || query.between.is_some()
            || query.amount_first.is_some()
            || query.noun && query.conds.is_empty() && query.cols.is_empty() && query.header != Header::Dropped
        {
            return None;
        }
        match &query.order {
            None => self.unsorted(),
            Some(Order { by: By::Column(col), down, numbers }) => self.by_column(col, *down, *numbers),
            Some(Order { by: By::Key, down, numbers }) => {
                let before = self.shown(true)?;
                let unique = if query.distinct { "u" } else { "" };
                let numeric = if *numbers == Some(true) { "n" } else { "" };
                let reverse = if *down { "r" } else { "" };
                let flags = format!("{unique}{numeric}{reverse}");
                let flags = if flags.is_empty() { flags } else { format!(" -{flags}") };
                if query.cols.is_empty()
                    && query.conds.is_empty()
                    && query.has_header()
                    && query.header == Header::Unsaid
                {
                    return None;
                }
                Some(self.head(self.sort(&before, &flags)))
            }
            Some(_) => None,
        }
    }

    fn unsorted(&self) -> Option<String> {
        let query = self.query;
        if query.distinct {
            let before = self.shown(true)?;
            if query.keep_order {
                return Some(self.head(format!("{before} | awk '!seen[$0]++'")));
            }
            return Some(self.head(self.sort(&before, " -u")));
        }
        if query.cols.is_empty()
            && let Some(grep) = self.grep("")
        {
            return Some(self.head(grep));
        }
        let shown = self.shown(false)?;
        if shown.is_empty() {
            return None;
        }
        // The first rows of a file as it stands are lines, not columns.
        if query.limit.is_some() && query.cols.is_empty() && query.conds.is_empty() {
            return None;
        }
        Some(self.head(shown))
    }

    /// The rows that are asked for with their columns; empty for the files as they are.
    fn shown(&self, values: bool) -> Option<String> {
        let query = self.query;
        let mut program = Program::new(query)?;
        let conditions = program.conditions(query)?;
        let kept = query.header == Header::Kept;
        // A header is no value, and meets no condition.
        let drops = match query.header {
            Header::Dropped => true,
            Header::Kept => false,
            _ => query.has_header() && (values || !query.conds.is_empty()),
        };
        let equal = query.header == Header::Unsaid
            && !values
            && query.conds.iter().all(|it| it.op == crate::table::query::Op::Is || it.left.first == Col::Line);
        if conditions.is_empty() && !program.by_name() {
            if query.cols.is_empty() {
                return match (drops, query.out) {
                    (_, Some(_)) => None,
                    (true, None) => Some(self.bodies()),
                    (false, None) => Some(String::new()),
                };
            }
            if let Some(cut) = self.cut(&query.cols) {
                return Some(if drops { format!("{} | {cut}", self.bodies()) } else { self.fed(&cut) });
            }
        }
        let fields: Vec<String> = query.cols.iter().map(|it| program.field(it)).collect();
        let ofs = self.ofs(fields.len());
        let print = if fields.is_empty() { "print".to_owned() } else { format!("print {}", fields.join(", ")) };
        if program.by_name() {
            // The header is a row of its own here.
            let keeps = kept || conditions.is_empty() && !values && query.header != Header::Dropped;
            let header = program.header(self.record(), if keeps { &print } else { "next" });
            let header =
                if keeps { header.replace(&format!("{print} }} "), &format!("{print}; next }} ")) } else { header };
            let text = if conditions.is_empty() {
                format!("{header}{{ {print} }}")
            } else if fields.is_empty() {
                format!("{header}{conditions}")
            } else {
                format!("{header}{conditions} {{ {print} }}")
            };
            let options = format!("{}{ofs}", program.options(query));
            return Some(self.fed(&format!("awk{options} '{text}'")));
        }
        let body = if fields.is_empty() { String::new() } else { print };
        if kept && !conditions.is_empty() && !self.many {
            return Some(self.awk(&program, &ofs, false, &format!("NR == 1 || {conditions}"), &body, ""));
        }
        Some(self.awk(&program, &ofs, drops && !equal, &conditions, &body, ""))
    }

    fn ofs(&self, fields: usize) -> String {
        if fields < 2 || self.query.all_cols().iter().any(|it| matches!(it, Col::Part("AGENT" | "REFERER"))) {
            return String::new();
        }
        let sign = match (self.query.out, self.query.delimiter()) {
            (Some(' '), _) | (None, Delimiter::Blank) => return String::new(),
            (Some(sign), _) | (None, Delimiter::Char(sign)) => sign,
        };
        if sign == '\t' { " -v OFS='\\t'".to_owned() } else { format!(" -v OFS={}", shell::quote(&sign.to_string())) }
    }

    fn by_column(&self, col: &Col, down: bool, numbers: Option<bool>) -> Option<String> {
        let query = self.query;
        let reverse = if down { "r" } else { "" };
        let numeric = if numbers == Some(true) { "n" } else { "" };
        let flags = format!("{numeric}{reverse}");
        // Only the column itself: sort what is cut out.
        if query.cols.as_slice() == [col.clone()] {
            let before = self.shown(true)?;
            let unique = if query.distinct { "u" } else { "" };
            let flags = format!("{unique}{flags}");
            let flags = if flags.is_empty() { flags } else { format!(" -{flags}") };
            return Some(self.head(self.sort(&before, &flags)));
        }
        if query.distinct {
            return None;
        }
        let mut program = Program::new(query)?;
        let conditions = program.conditions(query)?;
        let tab = match self.shell {
            Shell::Bash => "$'\\t'",
            Shell::Posix => "\"$(printf '\\t')\"",
        };
        let drops = query.has_header()
            && (query.header == Header::Dropped
                || !query.conds.is_empty()
                || !query.cols.is_empty()
                || query.limit.is_some());
        let named = program.by_name();
        let keeps = query.has_header() && !drops && (query.header != Header::Unsaid || named);
        if keeps && (self.many || self.zipped) {
            return None;
        }
        let Col::Number(place) = col else {
            // The place is not known to `sort`: the value is put before each row.
            let fields: Vec<String> = query.cols.iter().map(|it| program.field(it)).collect();
            let rest = if fields.is_empty() { "$0".to_owned() } else { fields.join(", ") };
            let key = program.field(col);
            let print = match self.ofs(fields.len()).as_str() {
                "" => format!("print {key} \"\\t\" {}", rest.replace(", ", " \" \" ")),
                _ => {
                    let sign = self.query.out.or(match self.query.delimiter() {
                        Delimiter::Char(sign) => Some(sign),
                        Delimiter::Blank => None,
                    })?;
                    let sign =
                        crate::table::awk::string(&sign.to_string()).or((sign == '\t').then(|| "\"\\t\"".to_owned()))?;
                    format!("print {key} \"\\t\" {}", fields.join(&format!(" {sign} ")))
                }
            };
            let skip = drops || keeps;
            let rows = self.awk(&program, "", skip, &conditions, &print, "");
            let sorted = self.head(format!("{rows} | sort -t {tab} -k1,1{flags}"));
            let sorted = format!("{sorted} | cut -f2-");
            return Some(if keeps { format!("{{ head -n 1 {}; {sorted}; }}", self.files) } else { sorted });
        };
        let separator = match query.delimiter() {
            Delimiter::Blank => String::new(),
            Delimiter::Char('\t') => format!(" -t {tab}"),
            Delimiter::Char(sign) => format!(" -t{}", shell::quote(&sign.to_string())),
        };
        let options = format!("{separator} -k{place},{place}{flags}");
        let base = if !conditions.is_empty() {
            let equal = query.header == Header::Unsaid
                && query.conds.iter().all(|it| it.op == crate::table::query::Op::Is || it.left.first == Col::Line);
            self.awk(&program, "", drops && !equal, &conditions, "", "")
        } else if drops || keeps {
            self.bodies()
        } else {
            String::new()
        };
        let ties = if query.ties && query.cols.len() == 2 { query.cols.iter().find(|it| *it != col) } else { None };
        let options = match ties {
            Some(Col::Number(other)) => format!("{options} -k{other},{other}"),
            _ => options,
        };
        let mut command = self.head(self.sort(&base, &options));
        if !query.cols.is_empty() {
            let cut = self.cut(&query.cols);
            let cut = match cut {
                Some(cut) => cut,
                None => {
                    let fields: Vec<String> = query.cols.iter().map(|it| program.field(it)).collect();
                    let ofs = self.ofs(fields.len());
                    format!("awk{}{ofs} '{{ print {} }}'", program.options(query), fields.join(", "))
                }
            };
            command = format!("{command} | {cut}");
        } else if query.out.is_some() {
            return None;
        }
        Some(if keeps { format!("{{ head -n 1 {}; {command}; }}", self.files) } else { command })
    }
}
