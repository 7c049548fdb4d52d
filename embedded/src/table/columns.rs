//! Which columns a request names, and which names it gives them: by place, by definition, by a known format.

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

    fn find(&self, name: &str) -> Option<Col> {
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

    /// The column of a name.
    pub(super) fn get(&self, name: &str) -> Option<Col> {
        self.find(name)
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
    by_place(items, &mut names);
    schema(items, &mut names);
    definitions(items, &mut names);
    computed(items, &mut names);
    names.own = names.cols.len();
    if let Some(format) = logs::format(items) {
        if names.delimiter.is_none() {
            names.delimiter = Some(format.delimiter);
        }
        for (name, col) in format.columns {
            names.define(name, col);
        }
    }
    named(items, &names);
    names
}

fn by_place(items: &mut Vec<Item<'_>>, names: &mut Names) {
    let mut at = 0;
    while at < items.len() {
        if let Some((end, cols)) = reference(items, at, names) {
            merge(items, at, end, cols);
        }
        at += 1;
    }
    if !items.iter().any(|it| !it.cols.is_empty() || it.is("column")) {
        return;
    }
    // "hours the 3rd": an ordinal alone, where columns were spoken of.
    for at in 1..items.len() {
        let Some(place) = items[at].ordinal() else { continue };
        let behind = items.get(skip(items, at + 1));
        let before = back(items, at);
        let article = items[at - 1].is_filler();
        let ends = behind.is_none_or(|it| it.is_mark() || it.is("and be"));
        let named = before.is_some_and(|it| {
            items[it].may_name()
                || items[it].is("and be")
                || items[it].is("but drop without") && it > 0 && items[it - 1].is("column")
        });
        let ends = ends
            || behind.is_some_and(|it| it.is("of in from"))
                && before.is_some_and(|it| items[it].is("but drop without"));
        let digits = items[at].text.starts_with(|it: char| it.is_ascii_digit());
        if ends && named && (article || digits) && !matches!(items[at].text, "first" | "last") {
            items[at].cols = vec![col(place)];
            items[at].bare = true;
        }
    }
}

fn col(place: i32) -> Col {
    match u32::try_from(place) {
        Ok(number) if number > 0 => Col::Number(number),
        _ => Col::FromEnd(place.unsigned_abs()),
    }
}

/// A reference by place at an item: where it ends, and the columns.
fn reference(items: &[Item<'_>], at: usize, names: &mut Names) -> Option<(usize, Vec<Col>)> {
    let item = &items[at];
    if let Some(field) = item.text.strip_prefix('$')
        && matches!(item.form, Form::Sign | Form::Path | Form::Word)
    {
        if field == "NF" {
            return Some((at + 1, vec![Col::FromEnd(0)]));
        }
        return field.parse().ok().filter(|it| (1..1000).contains(it)).map(|it| (at + 1, vec![Col::Number(it)]));
    }
    if item.is("column") {
        let mut here = skip(items, at + 1);
        if items.get(here).is_some_and(|it| it.is("number") || matches!(it.text, "no" | "nr" | "nr." | "#")) {
            here = skip(items, here + 1);
        }
        let many = item.text.ends_with('s');
        let mut cols = vec![];
        while let Some((first, last)) = items.get(here).and_then(places) {
            cols.extend((first..=last).map(Col::Number));
            here += 1;
            if !many {
                break;
            }
            let next = &items.get(here);
            if next.is_some_and(|it| it.is("to") || it.text == "-" || it.is("until"))
                && let Some((end, _)) = items.get(here + 1).and_then(places)
                && end > last
                && end - last < 100
            {
                cols.extend((last + 1..=end).map(Col::Number));
                here += 2;
            }
            let mut joint = here;
            while items.get(joint).is_some_and(|it| it.form == Form::Comma || it.is("and") || it.is_filler()) {
                joint += 1;
            }
            if joint == here || items.get(joint).and_then(places).is_none() {
                break;
            }
            here = joint;
        }
        return (!cols.is_empty()).then_some((here, cols));
    }
    ordinals(items, at, names)
}

/// `3`, `2-4`: places as typed.
fn places(item: &Item<'_>) -> Option<(u32, u32)> {
    if !item.cols.is_empty() {
        return None;
    }
    let whole = |text: &str| text.parse::<u32>().ok().filter(|it| (1..1000).contains(it));
    if let Some(number) = whole(item.text) {
        return Some((number, number));
    }
    if item.form == Form::Word
        && let Some(number) = item.number
    {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the check before")]
        return ((1.0..100.0).contains(&number) && number.fract() == 0.0).then_some((number as u32, number as u32));
    }
    let (first, last) = item.text.split_once('-')?;
    let (first, last) = (whole(first)?, whole(last)?);
    (first < last && last - first < 100).then_some((first, last))
}

/// "2nd and 4th column", "the last field", "first three columns".
fn ordinals(items: &[Item<'_>], at: usize, names: &mut Names) -> Option<(usize, Vec<Col>)> {
    let mut all = vec![items[at].ordinal()?];
    let mut here = at + 1;
    if all[0] > 0 && items.get(here).is_some_and(|it| it.is("to but")) && items.get(here + 1)?.ordinal() == Some(0) {
        all = vec![1 - all[0]];
        here += 2;
    } else if all == [2] && items.get(here).is_some_and(|it| it.text == "last") {
        all = vec![-1];
        here += 1;
    } else if let Some(number) = items.get(here).and_then(|it| places(it)).map(|it| it.0)
        && items.get(here + 1).is_some_and(|it| it.is("column"))
        && items[at].text.eq_ignore_ascii_case("first")
        && number < 50
    {
        return Some((here + 2, (1..=number).map(Col::Number).collect()));
    }
    loop {
        let mut next = here;
        while items.get(next).is_some_and(|it| it.form == Form::Comma || it.is("and") || it.is_filler()) {
            next += 1;
        }
        let Some(more) = items.get(next).and_then(Item::ordinal).filter(|_| next > here) else { break };
        all.push(more);
        here = next + 1;
    }
    let delimiter = match items.get(here) {
        Some(it) if it.is("tab") => Some('\t'),
        Some(it) if it.is("comma") => Some(','),
        Some(it) if it.is("semicolon") => Some(';'),
        _ => None,
    };
    let here = here + usize::from(delimiter.is_some());
    let noun = items.get(here)?;
    if noun.is("column") || noun.is("word") && !noun.text.ends_with('s') && delimiter.is_none() {
        if let Some(delimiter) = delimiter {
            names.delimiter = Some(Delimiter::Char(delimiter));
        }
        return Some((here + 1, all.into_iter().map(col).collect()));
    }
    // "(the fourth one)", "(3rd)"
    let open = back(items, at).is_some_and(|it| items[it].form == Form::Open);
    let here = here + usize::from(noun.is("ones"));
    (open && items.get(here)?.form == Form::Close).then(|| (here, all.into_iter().map(col).collect()))
}

/// "(columns date, name, price)", "with columns id, name and price": names for the columns from the first on.
fn schema(items: &mut Vec<Item<'_>>, names: &mut Names) {
    for at in 0..items.len() {
        if items[at].used {
            continue;
        }
        let opens = items[at].form == Form::Open;
        let mut here = skip(items, at + 1);
        let said = if opens {
            let said = items.get(here).is_some_and(|it| it.is("column"));
            here = if said { skip(items, here + 1) } else { here };
            said
        } else {
            let before = back(items, at).map(|it| &items[it]);
            let introduced = before.is_some_and(|it| it.is("with have be of") || it.is_mark());
            let follows = items.get(here).is_some_and(|it| it.is("be") || it.form == Form::Stop);
            items[at].is("column") && items[at].text.ends_with('s') && (introduced || follows)
        };
        let file = back(items, at).is_some_and(|it| items[it].file.is_some());
        if let Some((list, sign, end)) = signed_list(items, at).or_else(|| spread_list(items, at)) {
            for (index, name) in (1..).zip(&list) {
                names.define(name, &Col::Number(index));
            }
            names.schema = true;
            names.delimiter = sign.map(Delimiter::Char).or(names.delimiter);
            items.drain(at..end);
            return;
        }
        if !said
            && file
            && let Some((list, end)) = bare_list(items, at)
        {
            for (index, name) in (1..).zip(&list) {
                names.define(name, &Col::Number(index));
            }
            names.schema = true;
            names.headerless = true;
            items.drain(at..end);
            return;
        }
        if !(said || opens && file) {
            continue;
        }
        while items.get(here).is_some_and(|it| it.is("be") || it.text == ":" || it.is_filler()) {
            here += 1;
        }
        let mut list: Vec<String> = Vec::new();
        while let Some(item) = items.get(here) {
            let plain = said
                && item.is_any_word()
                && !item.is("and or with in of by separated be not to from as per each sort that which where whose")
                && !item.is_filler();
            if item.may_name() || plain || item.form == Form::Quoted {
                let mut name = item.text.to_owned();
                here += 1;
                while items.get(here).is_some_and(|it| it.may_name() && it.means.is_empty()) && opens {
                    name = format!("{name} {}", items[here].text);
                    here += 1;
                }
                list.push(name);
            } else if !list.is_empty() && (item.form == Form::Comma || item.is("and") || item.is_filler()) {
                here += 1;
            } else {
                break;
            }
        }
        let closed = !opens || items.get(here).is_some_and(|it| it.form == Form::Close);
        if closed && list.len() >= if said || csv_before(items, at) { 2 } else { 3 } {
            for (index, name) in (1..).zip(&list) {
                names.define(name, &Col::Number(index));
            }
            names.schema = true;
            for item in &mut items[at..here] {
                item.used = true;
            }
            let from = at;
            items.drain(from..(here + usize::from(opens)).min(items.len()));
            return;
        }
    }
}

/// "inventory.csv (item;quantity;location)", "has name|used|limit": the names as the header has them.
fn signed_list(items: &[Item<'_>], at: usize) -> Option<(Vec<String>, Option<char>, usize)> {
    let here = if items[at].form == Form::Open || items[at].is("have contain") { at + 1 } else { at };
    let item = items.get(here).filter(|it| it.file.is_none() && it.form != Form::Quoted)?;
    let sign = [';', '|'].into_iter().find(|it| item.text.contains(*it))?;
    let list: Vec<String> = item.text.split(sign).map(str::to_owned).collect();
    let plain = |it: &String| {
        it.starts_with(|it: char| it.is_ascii_alphabetic())
            && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
    };
    (list.len() > 2 && list.iter().all(plain)).then_some(())?;
    let closes = items[at].form == Form::Open && items.get(here + 1).is_some_and(|it| it.form == Form::Close);
    (items[at].form != Form::Open || closes).then_some((list, Some(sign), here + 1 + usize::from(closes)))
}

/// "total per account in FILE, in that order (date,account,text,debit)": a list in brackets away from the file.
fn spread_list(items: &[Item<'_>], at: usize) -> Option<(Vec<String>, Option<char>, usize)> {
    (items[at].form == Form::Open).then_some(())?;
    let close = (at + 1..items.len()).find(|it| items[*it].form == Form::Close)?;
    let inside = &items[at + 1..close];
    let names: Vec<&Item<'_>> = inside.iter().step_by(2).collect();
    let commas = inside.iter().skip(1).step_by(2).all(|it| it.form == Form::Comma);
    let plain = names.iter().all(|it| it.is_any_word() && it.number.is_none() && !it.is("and or"));
    (commas && plain && inside.len() % 2 == 1 && names.len() > 2).then_some(())?;
    let known: Vec<String> = names.iter().map(|it| singular(it.text)).collect();
    let outside = items[..at].iter().chain(&items[close..]).filter(|it| it.is_any_word());
    let again = outside.filter(|it| known.contains(&singular(it.text))).count();
    let csv = items.iter().find_map(|it| it.file.as_ref()).is_some_and(|it| it.0.ends_with(".csv"));
    (again > 0 && csv).then(|| (names.iter().map(|it| it.text.to_owned()).collect(), None, close + 1))
}

/// Whether a file with a header stands before.
fn csv_before(items: &[Item<'_>], at: usize) -> bool {
    back(items, at).and_then(|it| items[it].file.as_ref()).is_some_and(|it| it.0.ends_with(".csv"))
}

/// "hours.txt (date person hours)", "hours.txt: date person hours", "hours.txt has date, person and hours": the names of
/// a file's fields in their order, of which the request speaks again; and where the list ends.
fn bare_list(items: &[Item<'_>], at: usize) -> Option<(Vec<String>, usize)> {
    let opens = items[at].form == Form::Open;
    let told = items[at].is("have contain") || matches!(items[at].text, "holds" | "=");
    (opens || told || items[at].form == Form::Stop).then_some(())?;
    let file = items[back(items, at)?].file.as_ref().map(|it| it.0.to_lowercase())?;
    if [".csv", ".tsv", ".json"].iter().any(|it| file.ends_with(it)) {
        return None;
    }
    let mut list: Vec<String> = Vec::new();
    let mut here = at + 1;
    while let Some(item) = items.get(here) {
        let joint = item.form == Form::Comma || item.is("and") || item.is_filler();
        let plain = item.is_any_word()
            && item.number.is_none()
            && !joint
            && !item.is("per each every by for sort show count in of from with how which sum total avg on to just where whose that than over under most first last every");
        if plain {
            list.push(item.text.to_owned());
        } else if list.is_empty() || !joint {
            break;
        }
        here += 1;
    }
    let closed = items.get(here).is_none_or(Item::is_mark);
    (closed && list.len() > 2).then_some(())?;
    let end = if opens { (items.get(here)?.form == Form::Close).then_some(here + 1)? } else { here };
    let outside = items[..at].iter().chain(&items[end..]).filter(|it| it.is_any_word());
    let known: Vec<String> = list.iter().map(|it| singular(it)).collect();
    let again = outside.filter(|it| known.contains(&singular(it.text))).count();
    (again > 0).then_some((list, end))
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

fn definitions(items: &mut Vec<Item<'_>>, names: &mut Names) {
    let mut at = 0;
    while at < items.len() {
        if items[at].cols.is_empty() || items[at].used {
            at += 1;
            continue;
        }
        at = definition(items, at, names).unwrap_or(at + 1);
    }
}

/// A definition around a column: where to read on.
fn definition(items: &mut Vec<Item<'_>>, at: usize, names: &mut Names) -> Option<usize> {
    let cols = items[at].cols.clone();
    let open = back(items, at).filter(|it| items[*it].form == Form::Open);
    // "region (column 3)", "(column 3 of the file)"
    if let Some(open) = open
        && let Some(close) = (at + 1..items.len().min(at + 5)).find(|it| items[*it].form == Form::Close)
        && items[at + 1..close].iter().all(|it| it.is_filler() || it.is("of file line each"))
    {
        return Some(apposition(items, open, close, &cols, names));
    }
    // "stock in FILE (column 4, tabs, skip the header)"
    if let Some(open) = open
        && items.get(at + 1).is_some_and(|it| it.form == Form::Comma)
        && let Some(name) = named_before_bracket(items, open)
        && let [single] = cols.as_slice()
    {
        names.define(&name, single);
        items[at].used = true;
        return Some(at + 1);
    }
    let [single] = cols.as_slice() else { return None };
    let asks = |it: usize| items[it].is("where whose when with that if have and or not");
    let before = back(items, at);
    let next = skip(items, at + 1);
    // "column 3 (region)"
    if items.get(next).is_some_and(|it| it.form == Form::Open)
        && items.get(skip(items, next + 1)).is_some_and(Item::may_name)
    {
        let word = skip(items, next + 1);
        let close = word + 1;
        if items.get(close).is_some_and(|it| it.form == Form::Close) {
            names.define(items[word].text, single);
            items.drain(at + 1..=close);
            return Some(at + 1);
        }
    }
    // "column 3 is the region"
    if items.get(next).is_some_and(|it| it.is("be equal")) {
        let word = skip(items, next + 1);
        let article = word > next + 1;
        let condition = before.is_some_and(|it| items[it].is("where whose when that if with not"))
            || before.is_some_and(|it| items[it].is("and or")) && !names.any();
        if let Some(item) = items.get(word)
            && item.may_name()
            && !condition
            && (article || !item.means.is_empty() || mentioned(items, item.text, word))
            && !item.text.starts_with(|it: char| it.is_uppercase())
        {
            let mut name = item.text.to_owned();
            let mut end = word + 1;
            if items.get(end).is_some_and(|it| it.may_name() && it.means.is_empty()) && item.means.is_empty() {
                name = format!("{name} {}", items[end].text);
                end += 1;
            }
            names.define(&name, single);
            // "the duration in seconds"
            if items.get(end).is_some_and(|it| it.is("in"))
                && items.get(end + 1).is_some_and(|it| {
                    it.is("second seconds minute hour byte kilobyte megabyte day")
                        || matches!(it.text, "ms" | "milliseconds" | "euros" | "EUR")
                })
            {
                end += 2;
            }
            for item in &mut items[at..end] {
                item.used = true;
            }
            return Some(end);
        }
    }
    // "amount is column 4", "amount is in column 4", "amount = $4", "hours the 3rd"
    let mut joint = before?;
    let inside = items[joint].is("in");
    if inside {
        joint = back(items, joint)?;
    }
    if inside
        && (items[joint].is("value thing line")
            || items[joint].is("number word name") && items[joint].text.ends_with('s'))
        && !mentioned(items, items[joint].text, joint)
    {
        items.drain(joint..at);
        return Some(joint + 1);
    }
    if items[joint].is("be equal") {
        let (first, name) = name_before(items, joint)?;
        names.define(&name, single);
        for item in &mut items[first..=at] {
            item.used = true;
        }
        return Some(at + 1);
    }
    let opened = joint > 0 && items[joint - 1].form == Form::Open;
    let listed =
        (opened || joint > 0 && items[joint - 1].form == Form::Comma) && items[joint].may_name() && joint + 1 == at;
    let bare = items[at].bare && !items[at].used || listed && (names.any() || opened);
    if inside || bare && joint + 2 >= at && (names.any() || opened) && !asks(joint) {
        let end = if inside { joint + 1 } else { at };
        let (first, name) = name_before(items, end)?;
        // "the values in column 3" are the column.
        if !items[first].is("value number text word line name entry thing product") || !inside {
            names.define(&name, single);
        }
        if bare && !inside {
            for item in &mut items[first..=at] {
                item.used = true;
            }
            return Some(at + 1);
        }
        items.drain(first..at);
        return Some(first + 1);
    }
    None
}

/// The name that a bracket speaks of, perhaps with "in FILE" between.
fn named_before_bracket(items: &[Item<'_>], open: usize) -> Option<String> {
    name_before(items, before_files(items, open)).map(|it| it.1)
}

/// Where the words before a bracket end, when "that are in both FILE and FILE" is left out.
fn before_files(items: &[Item<'_>], open: usize) -> usize {
    let mut end = open;
    if back(items, open).is_none_or(|it| items[it].file.is_none()) {
        return open;
    }
    while let Some(before) = back(items, end) {
        let item = &items[before];
        if item.file.is_some() || item.is("in from of and both be that which not but appear exist there also") {
            end = before;
        } else {
            break;
        }
    }
    end
}

/// Whether another place of the request has the same word.
fn mentioned(items: &[Item<'_>], word: &str, at: usize) -> bool {
    let wanted = singular(word);
    items.iter().enumerate().any(|(index, it)| index != at && it.form == Form::Word && singular(it.text) == wanted)
}

/// "NAME (column 3)", "NAME and NAME (columns 2 and 4)", "NAME in FILE (column 3)".
fn apposition(items: &mut Vec<Item<'_>>, open: usize, close: usize, cols: &[Col], names: &mut Names) -> usize {
    let end = before_files(items, open);
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut here = end;
    while found.len() < cols.len() {
        let Some((first, name)) = name_before(items, here) else { break };
        found.push((first, name));
        here = first;
        if found.len() < cols.len() {
            let Some(joint) = back(items, here).filter(|it| items[*it].is("and") || items[*it].form == Form::Comma)
            else {
                break;
            };
            here = joint;
            while back(items, here).is_some_and(|it| items[it].form == Form::Comma) {
                here -= 1;
            }
        }
    }
    if found.len() == cols.len() {
        for ((_, name), col) in found.iter().rev().zip(cols) {
            names.define(name, col);
            if let Some((_, last)) = name.split_once(' ') {
                names.define(last, col);
            }
        }
        let first = found.last().map_or(open, |it| it.0);
        items.drain(open..=close);
        // The names are replaced where names are.
        return first.max(1);
    }
    // Nothing is named: the columns stand for themselves.
    for index in [open, close] {
        items[index].used = true;
    }
    close
}

/// "revenue (units times price)", "profit, that is income minus costs": what a computed name stands for.
fn computed(items: &mut Vec<Item<'_>>, names: &mut Names) {
    let mut at = 1;
    while at < items.len() {
        let opens = items[at].form == Form::Open;
        let is = items[at].is("equal be") && items[at].text != "are";
        // "revenue, that is quantity times price"
        let mut end = at;
        if is
            && let Some(that) = back(items, at).filter(|it| items[*it].is("that which"))
            && let Some(comma) = back(items, that).filter(|it| items[*it].form == Form::Comma)
        {
            end = comma;
        }
        if (opens || is)
            && let Some((first, name)) = name_before(items, end)
        {
            let mut here = skip(items, at + 1);
            if let Some((expr, end)) = expression(items, &mut here, names)
                && !expr.rest.is_empty()
                && (!opens || items.get(end).is_some_and(|it| it.form == Form::Close))
            {
                names.computed.push((singular(&name), expr));
                let stop = end + usize::from(opens);
                if opens {
                    items.drain(at..stop.min(items.len()));
                } else {
                    let apart = items[at - 1].is("that which");
                    let from = if apart { at - 1 } else { first };
                    for item in &mut items[from..end] {
                        item.used = true;
                    }
                }
            }
        }
        at += 1;
    }
}

/// An expression of columns at an item, with where it ends.
pub(super) fn expression(items: &[Item<'_>], at: &mut usize, names: &Names) -> Option<(Expr, usize)> {
    let first = operand(items, at, names)?;
    let mut expr = Expr::from(first);
    loop {
        let sign = skip(items, *at);
        let Some(item) = items.get(sign) else { break };
        let (operator, mut next) = match () {
            () if item.is("times mul") => ('*', sign + 1),
            () if item.is("minus") || item.text == "-" => ('-', sign + 1),
            () if item.is("plus") => ('+', sign + 1),
            () if item.is("divided") || item.text == "/" => ('/', sign + 1),
            () => break,
        };
        if items.get(next).is_some_and(|it| it.is("by with")) {
            next += 1;
        }
        next = skip(items, next);
        let mut here = next;
        let Some(col) = operand(items, &mut here, names) else { break };
        expr.rest.push((operator, col));
        *at = here;
        if expr.rest.len() > 4 {
            break;
        }
    }
    Some((expr, *at))
}

fn operand(items: &[Item<'_>], at: &mut usize, names: &Names) -> Option<Col> {
    let here = skip(items, *at);
    let item = items.get(here)?;
    if let [col] = item.cols.as_slice() {
        *at = here + 1;
        return Some(col.clone());
    }
    if !item.may_name() {
        return None;
    }
    if let Some(next) = items.get(here + 1)
        && next.may_name()
        && let Some(col) = names.find(&format!("{} {}", singular(item.text), singular(next.text)))
    {
        *at = here + 2;
        return Some(col);
    }
    *at = here + 1;
    Some(names.find(&singular(item.text)).unwrap_or_else(|| Col::Name(item.text.to_owned())))
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
            let pair = pair.and_then(|it| names.find(&format!("{name} {}", singular(it.text))));
            let (col, mut end) = match pair {
                Some(col) => (Some(col), at + 2),
                None => (names.find(&name), at + 1),
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
