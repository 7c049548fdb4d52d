//! Columns computed from others: "units times price", and the names they get.

use super::{Names, back, name_before, skip};
use crate::literals::Form;
use crate::table::query::{Col, Expr};
use crate::table::words::{Item, singular};

/// "revenue (units times price)", "profit, that is income minus costs": what a computed name stands for.
pub(super) fn computed(items: &mut Vec<Item<'_>>, names: &mut Names) {
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
pub(in crate::table) fn expression(items: &[Item<'_>], at: &mut usize, names: &Names) -> Option<(Expr, usize)> {
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
        && let Some(col) = names.get(&format!("{} {}", singular(item.text), singular(next.text)))
    {
        *at = here + 2;
        return Some(col);
    }
    *at = here + 1;
    Some(names.get(&singular(item.text)).unwrap_or_else(|| Col::Name(item.text.to_owned())))
}
