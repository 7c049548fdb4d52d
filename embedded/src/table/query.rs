//! What a request about rows and fields asks for, as typed facts.

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Col {
    /// By its place, from 1.
    Number(u32),
    /// By its place from the end: 0 is the last.
    FromEnd(u32),
    /// By its name in the header, found when the command runs.
    Name(String),
    /// The whole line.
    Line,
    /// What an `awk` expression takes from a line of a known format.
    Part(&'static str),
}

/// Columns with an operation between: `units * price`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expr {
    pub(super) first: Col,
    pub(super) rest: Vec<(char, Col)>,
}

impl From<Col> for Expr {
    fn from(first: Col) -> Self {
        Self { first, rest: Vec::new() }
    }
}

/// What several values are made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fun {
    Sum,
    Average,
    Max,
    Min,
    Median,
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Is,
    IsNot,
    Over,
    AtLeast,
    Under,
    AtMost,
    Contains,
    Lacks,
    Starts,
    StartsNot,
    Ends,
}

/// One condition on a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cond {
    pub(super) left: Expr,
    pub(super) op: Op,
    pub(super) value: Value,
    /// Whether it stands beside the one before as its alternative.
    pub(super) or: bool,
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(String),
    Variable(String),
    Other(Expr),
}

/// How fields are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    Blank,
    Char(char),
}

/// What rows are ordered by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum By {
    Column(Col),
    /// How many there are of each, or what was computed.
    Amount,
    /// What the rows are grouped by, or the line.
    Key,
}

/// An order of the rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    pub(super) by: By,
    pub(super) down: bool,
    /// `None` where nothing tells numbers from text.
    pub(super) numbers: Option<bool>,
}

/// How the first line is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Header {
    /// Nothing was said.
    #[default]
    Unsaid,
    /// There is one.
    Has,
    /// There is one, which is not shown.
    Dropped,
    /// There is one, which is shown.
    Kept,
    /// There is none.
    None,
}

/// What is done to whole files.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    /// From one delimiter to another, where they were said.
    Convert(Option<char>, Option<char>),
    Align,
    /// One behind the other, with the header only once.
    Merge,
    Paste,
    Both,
    OnlyFirst,
    /// Rows beside each other where the column is the same.
    Join(u32),
    CountColumns,
    HeaderNames,
    Without(Vec<Col>),
    Swap(Vec<Col>),
    Transpose,
}

/// The request.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    /// The files as shell words.
    pub(super) files: Vec<String>,
    /// The files as typed.
    pub(super) typed: Vec<String>,
    pub(super) delimiter: Option<Delimiter>,
    pub(super) out: Option<char>,
    pub(super) header: Header,
    pub(super) cols: Vec<Col>,
    pub(super) aggregates: Vec<(Fun, Expr)>,
    pub(super) group: Vec<Col>,
    pub(super) conds: Vec<Cond>,
    /// How many rows a group must have: the comparison and the number.
    pub(super) having: Option<(Op, String)>,
    pub(super) order: Option<Order>,
    /// Whether equal ones shall stand in the order of their names.
    pub(super) ties: bool,
    pub(super) limit: Option<u64>,
    pub(super) count: bool,
    pub(super) distinct: bool,
    /// Whether the most frequent are asked for.
    pub(super) frequent: bool,
    pub(super) decimals: Option<u32>,
    /// Whether the amount stands before what it belongs to, where that was said.
    pub(super) amount_first: Option<bool>,
    /// What stands between them.
    pub(super) between: Option<String>,
    pub(super) target: Option<String>,
    /// Whether the result takes the place of the file.
    pub(super) in_place: bool,
    /// Whether only the number, or only the names are wanted.
    pub(super) bare: bool,
    pub(super) doubt: f32,
    pub(super) keep_order: bool,
    pub(super) share: bool,
    /// Whether lines were spoken of, so that a header is one.
    pub(super) lines: bool,
    pub(super) act: Option<Act>,
    /// Whether the limit is only what the question sounds like.
    pub(super) one: bool,
    /// Whether rows are called something that may be only a part of a line.
    pub(super) noun: bool,
    /// A delimiter that may be the file's or the output's.
    pub(super) said_sign: Option<(char, Delimiter)>,
    /// Whether whole rows are wanted although a column is named.
    pub(super) bare_rows: bool,
}

impl Query {
    pub(super) fn delimiter(&self) -> Delimiter {
        self.delimiter.unwrap_or(Delimiter::Blank)
    }

    /// The ending of the first file, without `.gz`.
    pub(super) fn ending(&self) -> &str {
        let name = self.typed.first().map_or("", |it| it.strip_suffix(".gz").unwrap_or(it));
        name.rsplit('/').next().and_then(|it| it.rsplit_once('.')).map_or("", |it| it.1)
    }

    /// Whether the first line is taken for a header.
    pub(super) fn has_header(&self) -> bool {
        match self.header {
            Header::None => false,
            Header::Has | Header::Dropped | Header::Kept => true,
            Header::Unsaid => matches!(self.ending(), "csv" | "tsv"),
        }
    }

    /// Every column that it speaks of.
    pub(super) fn all_cols(&self) -> Vec<&Col> {
        let mut all: Vec<&Col> = self.cols.iter().chain(&self.group).collect();
        let exprs = self.aggregates.iter().map(|it| &it.1).chain(self.conds.iter().map(|it| &it.left));
        let others = self.conds.iter().filter_map(|it| match &it.value {
            Value::Other(expr) => Some(expr),
            _ => None,
        });
        for expr in exprs.chain(others) {
            all.push(&expr.first);
            all.extend(expr.rest.iter().map(|it| &it.1));
        }
        if let Some(Order { by: By::Column(col), .. }) = &self.order {
            all.push(col);
        }
        all
    }
}
