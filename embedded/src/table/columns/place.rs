//! Columns by their place: "column 3", "fields 2 to 4", "the last field", "2nd and 4th column".

use super::{Names, back, merge, skip};
use crate::literals::Form;
use crate::table::query::{Col, Delimiter};
use crate::table::words::Item;

pub(super) fn by_place(items: &mut Vec<Item<'_>>, names: &mut Names) {
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
