//! Names that the request itself gives to columns: "region (column 3)", "amount is column 4".

use super::{Names, back, name_before, skip};
use crate::literals::Form;
use crate::table::query::Col;
use crate::table::words::{Item, singular};

pub(super) fn definitions(items: &mut Vec<Item<'_>>, names: &mut Names) {
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
