//! A wish for records as a query for `sqlite3`.

use super::{Condition, Sum, Test, Wish, jq};
use crate::shell;

/// The command; none where the table is not said or a name is none.
pub(super) fn render(wish: &Wish) -> Option<String> {
    let file = shell::path(&wish.file);
    let csv = if wish.csv { "-header -csv " } else { "" };
    if let Some(query) = &wish.query {
        let told = wish.base.is_none() && wish.fields.is_empty() && wish.conditions.is_empty();
        return told.then(|| format!("sqlite3 {csv}{file} {}", shell::quote(query)));
    }
    if wish.keys || wish.has_key.is_some() || wish.without.is_some() {
        return None;
    }
    let table = identifier(wish.base.as_deref().or(wish.noun.as_deref())?)?;
    if let (Some(base), Some(noun)) = (&wish.base, &wish.noun)
        && base != noun
    {
        return None;
    }
    wish.nth.is_none().then_some(())?;
    let fields: Vec<&str> = wish.fields.iter().map(|it| identifier(it)).collect::<Option<_>>()?;
    let group = match &wish.group {
        Some(group) => Some(identifier(group)?),
        None => None,
    };
    let mut columns: Vec<String> = group.iter().map(|it| (*it).to_owned()).collect();
    let distinct = if wish.distinct { "DISTINCT " } else { "" };
    match (&wish.total, wish.count) {
        (Some((sum, field)), false) => {
            let field = match field {
                Some(field) => identifier(field)?,
                None => fields.first()?,
            };
            let name = match sum {
                Sum::Total => "SUM",
                Sum::Average => "AVG",
                Sum::Largest => "MAX",
                Sum::Smallest => "MIN",
            };
            columns.push(format!("{name}({field})"));
        }
        (None, true) => match fields.as_slice() {
            [one] if wish.distinct => columns.push(format!("COUNT(DISTINCT {one})")),
            [] => columns.push("COUNT(*)".to_owned()),
            _ => return None,
        },
        (None, false) if fields.is_empty() => columns.push(format!("{distinct}*")),
        (None, false) => columns.push(format!("{distinct}{}", fields.join(", "))),
        (Some(_), true) => return None,
    }
    if group.is_some() && wish.total.is_none() && !wish.count {
        return None;
    }
    let mut query = format!("SELECT {} FROM {table}", columns.join(", "));
    let conditions: Vec<String> = wish.conditions.iter().map(condition).collect::<Option<_>>()?;
    if !conditions.is_empty() {
        query.push_str(&format!(" WHERE {}", conditions.join(" AND ")));
    }
    if let Some(group) = group {
        query.push_str(&format!(" GROUP BY {group}"));
    }
    let down = if wish.descending { " DESC" } else { "" };
    if let Some((most, field)) = &wish.most {
        let down = if *most { " DESC" } else { "" };
        query.push_str(&format!(" ORDER BY {}{down} LIMIT 1", identifier(field)?));
    } else if let Some(field) = &wish.sort {
        query.push_str(&format!(" ORDER BY {}{down}", identifier(field)?));
    } else if let Some(field) = fields.first().filter(|_| wish.alphabetical) {
        query.push_str(&format!(" ORDER BY {field}{down}"));
    } else if group.is_some() && wish.descending {
        query.push_str(&format!(" ORDER BY {} DESC", columns.last()?));
    }
    if let Some(limit) = wish.limit.filter(|_| wish.most.is_none()) {
        query.push_str(&format!(" LIMIT {limit}"));
    }
    Some(format!("sqlite3 {csv}{file} \"{query};\""))
}

fn condition(it: &Condition) -> Option<String> {
    let field = identifier(&it.field)?;
    let text = || it.value.as_ref().map(|it| it.text.as_str()).filter(|it| is_plain(it));
    let value = || {
        let value = it.value.as_ref()?;
        if !value.quoted && jq::is_number(&value.text) {
            return Some(value.text.clone());
        }
        text().map(|it| format!("'{}'", it.replace('\'', "''")))
    };
    Some(match it.test {
        Test::Is => format!("{field} = {}", value()?),
        Test::Not => format!("{field} <> {}", value()?),
        Test::Over => format!("{field} > {}", value()?),
        Test::Least => format!("{field} >= {}", value()?),
        Test::Under => format!("{field} < {}", value()?),
        Test::Most => format!("{field} <= {}", value()?),
        Test::Has => format!("{field} LIKE '%{}%'", like(text()?)?),
        Test::Starts => format!("{field} LIKE '{}%'", like(text()?)?),
        Test::Ends => format!("{field} LIKE '%{}'", like(text()?)?),
        Test::Missing => format!("{field} IS NULL"),
        Test::Present => format!("{field} IS NOT NULL"),
        Test::Quality => format!("status = {}", value()?),
        Test::NotQuality => format!("status <> {}", value()?),
        Test::Any => format!("{field} = {}", value()?),
    })
}

/// Text that stands in double quotes of the shell as it is.
fn is_plain(text: &str) -> bool {
    !text.chars().any(|it| it.is_control() || "\"$`\\!".contains(it))
}

fn like(text: &str) -> Option<String> {
    (!text.contains(['%', '_'])).then(|| text.replace('\'', "''"))
}

/// A name of a table or column that needs no quotes.
fn identifier(name: &str) -> Option<&str> {
    let plain = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    plain.then_some(name)
}
