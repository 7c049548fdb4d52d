//! Which columns a request names, and which names it gives them: by place, by definition, by a known format.

pub(super) mod computed;
mod definitions;
mod place;
mod schema;

use super::logs;
use super::query::{Col, Delimiter, Expr};
use super::words::{Item, singular};
use crate::literals::Form;

/// What the request says its columns are called.
#[derive(Debug, Default)]
pub(super) struct Names {
    cols: Vec<(String, Col)>,
    /// How many of them the request itself gives.
    own: usize,
    /// Names of what is computed from columns.
    pub(super) computed: Vec<(String, Expr)>,
    /// Whether the request says what a file's columns are called: then it has a header.
    pub(super) schema: bool,
    /// Whether it names the fields of a file that has no such line of its own.
    pub(super) headerless: bool,
    pub(super) delimiter: Option<Delimiter>,
}

impl Names {
    fn define(&mut self, name: &str, col: &Col) {
        let name = name.split(' ').map(singular).collect::<Vec<_>>().join(" ");
        if !self.cols.iter().any(|it| it.0 == name) {
            self.cols.push((name, col.clone()));
        }
    }

    /// Names of the columns from the first on.
    fn list(&mut self, list: &[String]) {
        for (index, name) in (1..).zip(list) {
            self.define(name, &Col::Number(index));
        }
        self.schema = true;
    }

    /// The column of a name.
    pub(super) fn get(&self, name: &str) -> Option<Col> {
        let exact = self.cols.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        if exact.is_some() || name.len() < 4 || name.contains(' ') {
            return exact;
        }
        if !self.schema {
            // "length" for `length_mm`
            let mut parts = self.cols.iter().filter(|it| it.0.contains('_') && it.0.split('_').any(|it| it == name));
            let found = parts.next()?;
            return parts.next().is_none().then(|| found.1.clone());
        }
        // "temperature" for `temp_c`
        let mut close = self.cols.iter().take(self.own.max(self.cols.len())).filter(|it| {
            it.0.split('_').any(|part| part.len() > 3 && (name.starts_with(part) || part.starts_with(name)))
        });
        let found = close.next()?;
        close.next().is_none().then(|| found.1.clone())
    }

    /// The columns that the request itself gives names, each once.
    pub(super) fn defined(&self) -> Vec<Col> {
        let mut all: Vec<Col> = Vec::new();
        for (_, col) in self.cols.iter().take(self.own) {
            if !all.contains(col) {
                all.push(col.clone());
            }
        }
        all
    }

    /// Whether a column's name says that it holds numbers.
    pub(super) fn is_number(&self, col: &Col) -> bool {
        let counts = |name: &str| {
            let last = name.rsplit([' ', '_']).next().unwrap_or(name);
            let first = name.split([' ', '_']).next().unwrap_or(name);
            NUMBERS.split_whitespace().any(|it| it == last || it == first)
        };
        match col {
            Col::Name(name) => counts(&singular(name)),
            _ => self.cols.iter().any(|it| it.1 == *col && counts(&it.0)),
        }
    }

    /// Whether any column has a name.
    pub(super) fn any(&self) -> bool {
        !self.cols.is_empty()
    }
}

/// Names of columns that hold numbers, in the singular.
const NUMBERS: &str = "price age stock amount size count salary score total quantity balance unit byte duration second \
    minute weight length height population distance revenue cost profit number value qty sum rating star point speed \
    temperature temp humidity hour day year uid gid id rank level grade mark wage income debit credit sale download \
    view click visit word hit seat crew item percentage percent share rate discount tax net gross latency time ms width depth volume";

/// The next item that is no filler.
fn skip(items: &[Item<'_>], mut at: usize) -> usize {
    while items.get(at).is_some_and(Item::is_filler) {
        at += 1;
    }
    at
}

/// The item before that is no filler.
fn back(items: &[Item<'_>], at: usize) -> Option<usize> {
    (0..at).rev().find(|it| !items[*it].is_filler())
}

fn merge(items: &mut Vec<Item<'_>>, from: usize, to: usize, cols: Vec<Col>) {
    items[from].text = items[to - 1].text;
    items[from].cols = cols;
    items[from].means = "";
    items[from].number = None;
    items[from].form = Form::Word;
    items.drain(from + 1..to);
}

/// Finds the columns among the items, and makes each reference one item.
pub(super) fn find(items: &mut Vec<Item<'_>>) -> Names {
    let mut names = Names::default();
    place::by_place(items, &mut names);
    schema::schema(items, &mut names);
    definitions::definitions(items, &mut names);
    computed::computed(items, &mut names);
    names.own = names.cols.len();
    if let Some(format) = logs::format(items) {
        if names.delimiter.is_none() {
            names.delimiter = Some(format.delimiter);
        }
        for (name, col) in format.columns {
            names.define(name, col);
        }
    }
    pairs(items, &names);
    lists(items, &names);
    named(items, &names);
    names
}

/// The name that ends before an item: its first item, and the name.
fn name_before(items: &[Item<'_>], at: usize) -> Option<(usize, String)> {
    let mut last = back(items, at)?;
    if items[last].is("column value") {
        last = back(items, last).filter(|it| items[*it].may_name())?;
    }
    let item = &items[last];
    if !item.may_name() || item.used {
        return None;
    }
    if (item.means.is_empty() || item.is("date size name code"))
        && last > 0
        && !items[last - 1].text.ends_with('s')
        && items[last - 1].may_name()
        && items[last - 1].means.is_empty()
        && !items[last - 1].text.contains('\'')
    {
        return Some((last - 1, format!("{} {}", items[last - 1].text, item.text)));
    }
    Some((last, item.text.to_owned()))
}

/// Words that are a part of a column's name before another: "last name", "due date".
const FIRST: &str = "first last full middle unit zip postal birth due start end phone order created invoice total";
/// The words behind them.
const SECOND: &str = "name price code date number time cost";

/// Whether a file's first line names its columns, and nothing else does.
fn has_names(items: &[Item<'_>], names: &Names) -> bool {
    let file = items.iter().find_map(|it| it.file.as_ref()).map_or("", |it| it.0.as_str());
    !names.any() && (file.ends_with(".csv") || file.ends_with(".tsv"))
}

/// Makes one column of a name of two words.
fn pairs(items: &mut Vec<Item<'_>>, names: &Names) {
    if !has_names(items, names) {
        return;
    }
    let is_one = |item: &Item<'_>, all: &str| {
        item.is_any_word() && !item.used && all.split(' ').any(|it| it.eq_ignore_ascii_case(item.text))
    };
    for at in 1..items.len() {
        if at < items.len() && is_one(&items[at - 1], FIRST) && is_one(&items[at], SECOND) {
            let name = format!("{} {}", items[at - 1].text, items[at].text);
            merge(items, at - 1, at + 1, vec![Col::Name(name)]);
        }
    }
}

/// "the name and email columns", "columns name, age and city": names that the header must know.
fn lists(items: &mut Vec<Item<'_>>, names: &Names) {
    if !has_names(items, names) {
        return;
    }
    let name = |item: &Item<'_>| match item.cols.as_slice() {
        [Col::Name(name)] => Some(name.clone()),
        [] if item.may_name() && !item.used => Some(item.text.to_owned()),
        _ => None,
    };
    let Some(at) = items.iter().position(|it| it.is("column") && !it.used && it.text.ends_with('s')) else { return };
    let joint = |item: &Item<'_>| item.form == Form::Comma || item.is("and") || item.is_filler();
    let collect = |range: &mut dyn Iterator<Item = usize>| {
        let (mut all, mut last, mut joined) = (Vec::new(), None, true);
        for here in range {
            let item = &items[here];
            if joint(item) {
                joined |= !item.is_filler();
            } else if let Some(name) = name(item).filter(|_| joined) {
                all.push(Col::Name(name));
                last = Some(here);
                joined = false;
            } else {
                break;
            }
        }
        last.map(|it| (all, it))
    };
    let behind = collect(&mut (at + 1..items.len()));
    let ends = |at: usize| {
        items
            .get(at)
            .is_none_or(|it| it.is_mark() || it.file.is_some() || it.is("of from in where sort with whose for"))
    };
    if let Some((all, last)) = behind.filter(|it| ends(it.1 + 1)) {
        merge(items, at, last + 1, all);
    } else if let Some((mut all, first)) = collect(&mut (0..at).rev()).filter(|it| it.0.len() > 1) {
        all.reverse();
        merge(items, first, at + 1, all);
    }
}

/// Makes columns of the names that are known.
fn named(items: &mut Vec<Item<'_>>, names: &Names) {
    let mut at = 0;
    while at < items.len() {
        let item = &items[at];
        let word = item.form == Form::Word && item.cols.is_empty() && item.file.is_none() && !item.used;
        // "the region column", "column region"
        let beside = |it: usize| items.get(it).is_some_and(|it| it.is("column") && !it.used);
        if word {
            let name = singular(item.text);
            let pair = items.get(at + 1).filter(|it| it.form == Form::Word && it.cols.is_empty() && !it.used);
            let pair = pair.and_then(|it| names.get(&format!("{name} {}", singular(it.text))));
            let (col, mut end) = match pair {
                Some(col) => (Some(col), at + 2),
                None => (names.get(&name), at + 1),
            };
            let mut start = at;
            let mut col = col;
            if beside(end) && (col.is_some() || item.may_name()) && !items[end].text.ends_with('s') {
                col = col.or_else(|| Some(Col::Name(item.text.to_owned())));
                end += 1;
            } else if at > 0
                && beside(at - 1)
                && (col.is_some() || item.may_name())
                && !items[at - 1].text.ends_with('s')
            {
                col = col.or_else(|| Some(Col::Name(item.text.to_owned())));
                start = at - 1;
            }
            if let Some(col) = col {
                merge(items, start, end, vec![col]);
                at = start;
            }
        } else if !item.cols.is_empty() && beside(at + 1) {
            let cols = item.cols.clone();
            merge(items, at, at + 2, cols);
        }
        at += 1;
    }
}
