//! Lists of the columns' names in their order: "(columns date, name, price)", "hours.txt: date person hours".

use super::{Names, back, skip};
use crate::literals::Form;
use crate::table::query::Delimiter;
use crate::table::words::{Item, singular};

/// "(columns date, name, price)", "with columns id, name and price": names for the columns from the first on.
pub(super) fn schema(items: &mut Vec<Item<'_>>, names: &mut Names) {
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
            names.list(&list);
            names.delimiter = sign.map(Delimiter::Char).or(names.delimiter);
            items.drain(at..end);
            return;
        }
        if !said
            && file
            && let Some((list, end)) = bare_list(items, at)
        {
            names.list(&list);
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
            names.list(&list);
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
