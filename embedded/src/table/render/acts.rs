//! What is done to whole files: other delimiters, aligned tables, joins, rows in both.

use super::Writer;
use crate::table::query::{Act, Col, Delimiter, Header};
use crate::{Shell, shell};

impl Writer<'_> {
    pub(super) fn act(&self, act: &Act) -> Option<String> {
        let query = self.query;
        let two = query.files.len() == 2 && !query.files.iter().any(|it| it.contains(['*', '{']));
        let plain = query.group.is_empty()
            && query.aggregates.is_empty()
            && query.conds.is_empty()
            && query.having.is_none()
            && query.limit.is_none();
        if !plain {
            return None;
        }
        let only = query.cols.is_empty() && !query.count && !query.distinct && query.order.is_none();
        match act {
            Act::Convert(from, to) if only && !self.many && query.header == Header::Unsaid => self.convert(*from, *to),
            Act::Align if only && query.header == Header::Unsaid => Some(self.align()),
            Act::Merge if only && self.many && !self.zipped => Some(format!("awk 'FNR > 1 || NR == 1' {}", self.files)),
            Act::Paste if only && two => {
                let sign = match query.out.or(match query.delimiter {
                    Some(Delimiter::Char(sign)) if query.ending() == "txt" => Some(sign),
                    Some(Delimiter::Blank) => Some(' '),
                    _ => None,
                }) {
                    Some('\t') | None => String::new(),
                    Some(sign) => format!(" -d{}", shell::quote(&sign.to_string())),
                };
                Some(format!("paste{sign} {}", self.files))
            }
            Act::Both | Act::OnlyFirst if two && !self.zipped => self.sets(*act == Act::Both),
            Act::Join(place) if only && two && !self.zipped => self.join(*place),
            Act::CountColumns if !query.distinct && query.order.is_none() && query.cols.is_empty() && !self.many => {
                let program = crate::table::awk::Program::new(query)?;
                Some(if self.zipped {
                    format!("zcat {} | awk{} '{{ print NF; exit }}'", self.files, program.options(query))
                } else {
                    format!("awk{} '{{ print NF; exit }}' {}", program.options(query), self.files)
                })
            }
            Act::HeaderNames if only && !self.many => {
                let head = self.fed("head -n 1");
                Some(match (query.lines, query.delimiter()) {
                    (true, Delimiter::Char('\t')) => format!("{head} | tr '\\t' '\\n'"),
                    (true, Delimiter::Char(sign)) => format!("{head} | tr {} '\\n'", shell::quote(&sign.to_string())),
                    (true, Delimiter::Blank) => format!("{head} | tr -s ' \\t' '\\n'"),
                    (false, _) => head,
                })
            }
            Act::Without(cols) if only => self.without(cols),
            Act::Swap(cols) if only => {
                let [Col::Number(left), Col::Number(right)] = cols.as_slice() else { return None };
                let program = crate::table::awk::Program::new(query)?;
                let ofs = self.same_ofs();
                Some(self.awk(
                    &program,
                    &ofs,
                    query.header == Header::Dropped,
                    "",
                    &format!("t = ${left}; ${left} = ${right}; ${right} = t; print"),
                    "",
                ))
            }
            Act::Transpose if only && !self.many && query.header == Header::Unsaid => {
                let program = crate::table::awk::Program::new(query)?;
                let ofs = self.same_ofs();
                Some(self.awk(
                    &program,
                    &ofs,
                    false,
                    "",
                    "for (i = 1; i <= NF; i++) v[NR, i] = $i; if (NF > n) n = NF",
                    "for (i = 1; i <= n; i++) { r = v[1, i]; for (j = 2; j <= NR; j++) r = r OFS v[j, i]; print r }",
                ))
            }
            _ => None,
        }
    }

    /// The delimiter of the file for what is printed.
    fn same_ofs(&self) -> String {
        match self.query.delimiter() {
            Delimiter::Blank => String::new(),
            Delimiter::Char('\t') => " -v OFS='\\t'".to_owned(),
            Delimiter::Char(sign) => format!(" -v OFS={}", shell::quote(&sign.to_string())),
        }
    }

    fn convert(&self, from: Option<char>, to: Option<char>) -> Option<String> {
        let query = self.query;
        let by_ending = |name: &str| match name.rsplit('.').next() {
            Some("csv") => Some(','),
            Some("tsv") => Some('\t'),
            _ => None,
        };
        let from = from.or(match query.delimiter {
            Some(Delimiter::Char(sign)) => Some(sign),
            _ => None,
        })?;
        let to = to.or_else(|| query.target.as_deref().and_then(by_ending))?;
        if from == to || from == ' ' {
            return None;
        }
        let sign = |it: char| if it == '\t' { "'\\t'".to_owned() } else { shell::quote(&it.to_string()) };
        let program = format!("tr {} {}", sign(from), sign(to));
        Some(if self.zipped {
            format!("zcat {} | {program}", self.files)
        } else {
            format!("{program} < {}", self.files)
        })
    }

    fn align(&self) -> String {
        let separator = match self.query.delimiter() {
            Delimiter::Blank => String::new(),
            Delimiter::Char('\t') => match self.shell {
                Shell::Bash => " -s $'\\t'".to_owned(),
                Shell::Posix => " -s \"$(printf '\\t')\"".to_owned(),
            },
            Delimiter::Char(sign) => format!(" -s {}", shell::quote(&sign.to_string())),
        };
        self.fed(&format!("column -t{separator}"))
    }

    /// Lines, or values of a column, that are in both files or only in the first.
    fn sets(&self, both: bool) -> Option<String> {
        let query = self.query;
        let [first, second] = query.files.as_slice() else { return None };
        let sorted = query.order.as_ref();
        if sorted.is_some_and(|it| it.by != crate::table::query::By::Key) {
            return None;
        }
        let unique = query.distinct || both && sorted.is_some();
        let mut flags = String::new();
        if unique {
            flags.push('u');
        }
        if let Some(order) = sorted {
            if order.numbers == Some(true) {
                flags.push('n');
            }
            if order.down {
                flags.push('r');
            }
        }
        let command = match query.cols.as_slice() {
            [] => {
                if query.has_header() && query.header != Header::Unsaid {
                    return None;
                }
                format!("grep {} {second} {first}", if both { "-Fxf" } else { "-vxFf" })
            }
            [Col::Number(place)] => {
                let program = crate::table::awk::Program::new(query)?;
                let test = if both { format!("${place} in seen") } else { format!("!(${place} in seen)") };
                let skip = if query.has_header() { "FNR == 1 { next } " } else { "" };
                let body = if query.bare_rows { String::new() } else { format!(" {{ print ${place} }}") };
                format!(
                    "awk{} '{skip}NR == FNR {{ seen[${place}]; next }} {test}{body}' {second} {first}",
                    program.options(query)
                )
            }
            _ => return None,
        };
        let command = if unique || sorted.is_some() {
            format!("{command} | sort{}", if flags.is_empty() { String::new() } else { format!(" -{flags}") })
        } else {
            command
        };
        Some(if query.count { format!("{command} | wc -l") } else { command })
    }

    /// The rows of two files side by side where their keys are the same, in the order of the first.
    fn join(&self, place: u32) -> Option<String> {
        let query = self.query;
        let [first, second] = query.files.as_slice() else { return None };
        let program = crate::table::awk::Program::new(query)?;
        let options = program.options(query);
        if place != 1 {
            if self.shell == Shell::Posix {
                return None;
            }
            let separator = match query.delimiter() {
                Delimiter::Blank => String::new(),
                Delimiter::Char('\t') => " -t $'\\t'".to_owned(),
                Delimiter::Char(sign) => format!(" -t{}", shell::quote(&sign.to_string())),
            };
            let sort = |file: &str| format!("<(sort{separator} -k{place},{place} {file})");
            return Some(format!("join{separator} -1 {place} -2 {place} {} {}", sort(first), sort(second)));
        }
        let (cut, ofs) = match query.delimiter() {
            Delimiter::Blank => ("sub(/^[ \\t]*[^ \\t]+[ \\t]+/, \"\")".to_owned(), String::new()),
            Delimiter::Char('\t') => ("sub(/^[^\\t]*\\t/, \"\")".to_owned(), self.same_ofs()),
            Delimiter::Char(sign) if ",;:|".contains(sign) => {
                (format!("sub(/^[^{sign}]*[{sign}]/, \"\")"), self.same_ofs())
            }
            Delimiter::Char(_) => return None,
        };
        Some(format!(
            "awk{options}{ofs} 'NR == FNR {{ k = $1; {cut}; rest[k] = $0; next }} $1 in rest {{ print $0, rest[$1] }}' {second} {first}"
        ))
    }

    fn without(&self, cols: &[Col]) -> Option<String> {
        let Delimiter::Char(delimiter) = self.query.delimiter() else { return None };
        let mut places: Vec<u32> = Vec::new();
        for col in cols {
            let Col::Number(place) = col else { return None };
            places.push(*place);
        }
        places.sort_unstable();
        places.dedup();
        // What is left, as ranges that every `cut` knows.
        let mut list = Vec::new();
        let mut from = 1;
        for place in places {
            match place.cmp(&(from + 1)) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => list.push(from.to_string()),
                std::cmp::Ordering::Greater => list.push(format!("{from}-{}", place - 1)),
            }
            from = place + 1;
        }
        list.push(format!("{from}-"));
        let option =
            if delimiter == '\t' { String::new() } else { format!(" -d{}", shell::quote(&delimiter.to_string())) };
        let cut = format!("cut{option} -f{}", list.join(","));
        Some(if self.query.header == Header::Dropped { format!("{} | {cut}", self.bodies()) } else { self.fed(&cut) })
    }
}
