//! Columns, conditions and values as parts of an `awk` program; what comes from the request is escaped here alone.

use super::logs::FOUND;
use super::query::{Col, Cond, Delimiter, Expr, Op, Query, Value};
use super::words::singular;
use crate::shell;

/// What a program takes from outside: `-v` assignments, and the block that finds columns by their names.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// Names of columns, and the variable that holds each one's place.
    names: Vec<(String, String)>,
    /// Shell variables, and the `awk` variable of each.
    variables: Vec<String>,
    /// What has to be found in each line first, and how much of it stands before what is meant.
    found: Option<(&'static str, u32)>,
    /// Whether a line is cut at its quotes: what stands in them is wanted.
    quotes: bool,
}

/// Names that mean something to `awk` itself, or to the programs written here.
const TAKEN: &str = "length index split sub gsub substr match sin cos exp log int rand sqrt system close getline next \
    exit print printf if else while for do in delete function func return break continue tolower toupper begin end \
    atan2 srand fflush nextfile switch case default and or xor compl lshift rshift strftime systime mktime asort \
    asorti gensub patsplit strtonum include load namespace i k l m n s v c t";

impl Program {
    pub(super) fn new(query: &Query) -> Option<Self> {
        let mut program = Self::default();
        for col in query.all_cols() {
            match col {
                Col::Name(name) if !name.starts_with('=') => program.know(name)?,
                Col::Part("AGENT" | "REFERER") => program.quotes = true,
                Col::Part(part) if FOUND.iter().any(|it| it.0 == *part) => {
                    let (_, pattern, before) = FOUND.iter().find(|it| it.0 == *part)?;
                    if program.found.is_some_and(|it| it.0 != *pattern) {
                        return None;
                    }
                    program.found = Some((pattern, *before));
                }
                _ => {}
            }
        }
        // Fields cannot be cut at quotes and at blanks in one go.
        let others = query.all_cols().iter().any(|it| {
            matches!(it, Col::Number(_) | Col::FromEnd(_) | Col::Name(_))
                || matches!(it, Col::Part(part) if part.contains("$4") || part.contains("$6"))
        });
        (!program.quotes || !others).then_some(program)
    }

    fn know(&mut self, name: &str) -> Option<()> {
        if self.names.iter().any(|it| it.0 == name) {
            return Some(());
        }
        let plain = name.bytes().all(|it| it.is_ascii_alphanumeric() || b"_- ".contains(&it));
        if !plain || name.is_empty() || name.len() > 40 {
            return None;
        }
        let mut variable: String =
            name.to_lowercase().chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '_' }).collect();
        if TAKEN.split_whitespace().any(|it| it == variable)
            || !variable.starts_with(|it: char| it.is_ascii_lowercase())
        {
            variable.insert_str(0, "c_");
        }
        self.names.push((name.to_owned(), variable));
        (self.names.len() < 9).then_some(())
    }

    pub(super) fn by_name(&self) -> bool {
        !self.names.is_empty()
    }

    /// `-F` and `-v` for the program.
    pub(super) fn options(&self, query: &Query) -> String {
        let mut options = match query.delimiter() {
            _ if self.quotes => " -F'\"'".to_owned(),
            Delimiter::Blank => String::new(),
            Delimiter::Char('\t') => " -F'\\t'".to_owned(),
            Delimiter::Char(it) => format!(" -F{}", shell::quote(&it.to_string())),
        };
        for (index, variable) in self.variables.iter().enumerate() {
            options.push_str(&format!(" -v v{}={}", index + 1, shell::path(variable)));
        }
        options
    }

    /// The block that finds the columns in the header: empty where none is known by name.
    pub(super) fn header(&self, first: &str, then: &str) -> String {
        let tests: Vec<String> =
            self.names.iter().map(|(name, variable)| format!("if (h ~ {}) {variable} = i", same_name(name))).collect();
        let body = match tests.as_slice() {
            [] => return String::new(),
            [one] => one.replacen("h ~", "tolower($i) ~", 1),
            _ => format!("{{ h = tolower($i); {} }}", tests.join("; ")),
        };
        format!(
            "{first} == 1 {{ for (i = 1; i <= NF; i++) {body}; if ({}) {{ print \"no such column\" > \"/dev/stderr\"; exit 1 }}; {then} }} ",
            self.missing()
        )
    }

    /// What is true where a column was not found.
    fn missing(&self) -> String {
        self.names.iter().map(|it| format!("!{}", it.1)).collect::<Vec<_>>().join(" || ")
    }

    /// What the end of a program does: nothing where a column was not found.
    pub(super) fn end(&self, end: &str) -> String {
        if self.names.is_empty() { end.to_owned() } else { format!("if ({}) exit 1; {end}", self.missing()) }
    }

    /// A column as a value.
    pub(super) fn field(&self, col: &Col) -> String {
        match col {
            Col::Number(number) => format!("${number}"),
            Col::FromEnd(0) => "$NF".to_owned(),
            Col::FromEnd(back) => format!("$(NF - {back})"),
            Col::Name(name) => match name.strip_prefix('=') {
                Some(number) => number.to_owned(),
                None => format!("${}", self.names.iter().find(|it| it.0 == *name).map_or("0", |it| it.1.as_str())),
            },
            Col::Line => "$0".to_owned(),
            Col::Part("AGENT") => "$6".to_owned(),
            Col::Part("REFERER") => "$4".to_owned(),
            Col::Part(part) if FOUND.iter().any(|it| it.0 == *part) => match self.found {
                Some((_, before)) if before > 0 => format!("substr($0, RSTART + {before}, RLENGTH - {before})"),
                _ => "substr($0, RSTART, RLENGTH)".to_owned(),
            },
            Col::Part(part) => (*part).to_owned(),
        }
    }

    pub(super) fn expr(&self, expr: &Expr) -> String {
        let mut text = self.field(&expr.first);
        for (index, (sign, col)) in expr.rest.iter().enumerate() {
            // Operations are done in the order they are said.
            if index > 0
                && matches!(sign, '*' | '/')
                && text.contains([' '])
                && expr.rest[..index].iter().any(|it| matches!(it.0, '+' | '-'))
            {
                text = format!("({text})");
            }
            text = format!("{text} {sign} {}", self.field(col));
        }
        text
    }

    /// The conditions of a query, with what makes the program ready for them; empty where there is none.
    pub(super) fn conditions(&mut self, query: &Query) -> Option<String> {
        let mut all: Vec<Vec<String>> = Vec::new();
        for cond in &query.conds {
            let text = self.condition(cond)?;
            match all.last_mut() {
                Some(last) if cond.or => last.push(text),
                _ => all.push(vec![text]),
            }
        }
        if let Some((pattern, _)) = self.found {
            all.push(vec![format!("match($0, /{pattern}/)")]);
        }
        let several = all.len() > 1;
        let groups: Vec<String> = all
            .into_iter()
            .map(|it| if it.len() > 1 && several { format!("({})", it.join(" || ")) } else { it.join(" || ") })
            .collect();
        Some(groups.join(" && "))
    }

    fn condition(&mut self, cond: &Cond) -> Option<String> {
        let left = self.expr(&cond.left);
        let text = matches!(cond.op, Op::Contains | Op::Lacks | Op::Starts | Op::StartsNot | Op::Ends);
        let value = match &cond.value {
            Value::Number(number) if !text => number.clone(),
            Value::Number(it) | Value::Text(it) => {
                if cond.left.first == Col::Line
                    && it.bytes().all(|it| it.is_ascii_alphanumeric() || b" _-=:,<>".contains(&it))
                    && !it.is_empty()
                {
                    match cond.op {
                        Op::Contains => return Some(format!("/{it}/")),
                        Op::Lacks => return Some(format!("!/{it}/")),
                        Op::Starts => return Some(format!("/^{it}/")),
                        Op::StartsNot => return Some(format!("!/^{it}/")),
                        Op::Ends => return Some(format!("/{it}$/")),
                        _ => {}
                    }
                }
                string(it)?
            }
            Value::Variable(name) => {
                self.variables.push(name.clone());
                format!("v{}", self.variables.len())
            }
            Value::Other(expr) => self.expr(expr),
        };
        Some(match cond.op {
            Op::Is => format!("{left} == {value}"),
            Op::IsNot => format!("{left} != {value}"),
            Op::Over => format!("{left} > {value}"),
            Op::AtLeast => format!("{left} >= {value}"),
            Op::Under => format!("{left} < {value}"),
            Op::AtMost => format!("{left} <= {value}"),
            Op::Contains => format!("index({left}, {value})"),
            Op::Lacks => format!("!index({left}, {value})"),
            Op::Starts => format!("index({left}, {value}) == 1"),
            Op::StartsNot => format!("index({left}, {value}) != 1"),
            Op::Ends => match &cond.value {
                Value::Text(it) | Value::Number(it) => {
                    format!("substr({left}, length({left}) - {}) == {value}", it.chars().count().checked_sub(1)?)
                }
                _ => return None,
            },
        })
    }
}

/// What a header's word must look like to be a name: in any case, singular or plural, perhaps quoted or at a line's end.
fn same_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let single = singular(&lower);
    let (lower, single) = (lower.replace(' ', "[ _-]?"), single.replace(' ', "[ _-]?"));
    let word = if single == lower {
        lower
    } else if format!("{single}s") == lower {
        format!("{lower}?")
    } else {
        format!("({lower}|{single})")
    };
    format!("/^\"?{word}\"?\\r?$/")
}

/// Text as a string of a program that stands inside single quotes.
pub(super) fn string(text: &str) -> Option<String> {
    if text.chars().any(char::is_control) {
        return None;
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    Some(format!("\"{}\"", escaped.replace('\'', "'\\''")))
}
