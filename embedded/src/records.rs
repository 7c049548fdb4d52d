//! Questions to records: fields, conditions, order, groups and sums over JSON files with `jq` and tables of `SQLite`.

mod jq;
mod qualities;
mod say;
mod sql;
#[cfg(test)]
mod tests;
mod wish;
mod xml;

use crate::Request;
use crate::asked::{Asked, Proposal};
use crate::literals::{Form, Token};
use crate::slots::{self, Kind};
use qualities::qualities;
use say::{Say, TABLE};
use wish::Wish;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Test {
    Is,
    Not,
    Over,
    Least,
    Under,
    Most,
    Has,
    Starts,
    Ends,
    Missing,
    Present,
    /// The record has this quality: a field of its name is true, or a field has it as its value.
    Quality,
    NotQuality,
    /// Any field has this value.
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sum {
    Total,
    Average,
    Largest,
    Smallest,
}

/// Where the records are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Source {
    Json,
    Lines,
    Sql,
}

/// A condition on one field.
#[derive(Clone, Debug, PartialEq)]
struct Condition {
    field: String,
    test: Test,
    value: Option<Constant>,
}

/// A value that a field is compared with.
#[derive(Clone, Debug, PartialEq)]
struct Constant {
    text: String,
    /// Whether it was quoted: then it is text, whatever it looks like.
    quoted: bool,
}

/// The command for a request about records; none where a word of it is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let (at, read): (usize, fn(&Asked<'_>) -> Option<Proposal>) = match source(asked) {
        Some((at, _)) => (at, whole),
        None => (xml::file(asked)?, xml::propose),
    };
    read(asked).or_else(|| {
        let text = file_last(asked, at)?;
        let request = Request { text: &text, shell: asked.shell, platform: asked.platform, ..Request::default() };
        read(&Asked::new(&request)?)
    })
}

/// The request with its file at the end: "sort items.json by price" says the same as "sort by price in items.json".
fn file_last(asked: &Asked<'_>, at: usize) -> Option<String> {
    let count = asked.tokens.len();
    let marks = |it: usize| asked.tokens.get(it).is_some_and(Token::is_mark);
    let last = (at + 1..count).rev().find(|it| !marks(*it))?;
    let joint = at.checked_sub(1).filter(|it| asked.tokens[*it].is_any("in of from"));
    let end = joint.unwrap_or(at);
    let start = if marks(at + 1) { at + 2 } else { at + 1 };
    let before = if end > 0 { asked.between(0, end)? } else { "" };
    Some(format!("{before} {} in {}", asked.between(start, last + 1)?, asked.between(at, at + 1)?))
}

/// The command for a request whose conditions may be said without a field.
fn whole(asked: &Asked<'_>) -> Option<Proposal> {
    let (_, source) = source(asked)?;
    // "paid orders", "customers in Berlin", "alice's orders": said without a field.
    let Some((text, conditions)) = qualities(asked, source) else { return compose(asked, &[]) };
    let request = Request { text: &text, shell: asked.shell, platform: asked.platform, ..Request::default() };
    let found = Asked::new(&request).and_then(|it| compose(&it, &conditions));
    found.map(|it| Proposal { doubt: it.doubt + 0.05, ..it }).or_else(|| {
        let is_field = |it: &Condition, command: &str| command.contains(&format!(".{}", it.field));
        compose(asked, &[]).filter(|found| !conditions.iter().any(|it| is_field(it, &found.command)))
    })
}

/// The command for a request about records that fulfil these conditions.
fn compose(asked: &Asked<'_>, told: &[Condition]) -> Option<Proposal> {
    let (at, source) = source(asked)?;
    let seen = TABLE.see(asked);
    let open: Vec<bool> = (0..asked.tokens.len()).map(|it| it != at).collect();
    let cover = TABLE.cover_where(asked, &seen, &open, |_| true);
    let mut covered = cover.covered.clone();
    covered[at] = true;
    // "users older than 30": what the file's name says its records are.
    let stem = asked.tokens[at].text.rsplit('/').next().and_then(|it| it.split('.').next()).map(singular);
    let mut called = false;
    for (it, token) in asked.tokens.iter().enumerate().take(at) {
        let text = token.text;
        let plural = token.form == Form::Word && text.len() > 3 && singular(text) != *text;
        if plural && !covered[it] && it + 1 < at && source != Source::Sql && Some(singular(text)) == stem {
            covered[it] = true;
            called = true;
        }
    }
    // "names in users.json": the one word before the file that nothing else explains.
    let before = (0..at).rev().find(|it| !asked.is_free(*it) && !covered[*it]);
    let field = before
        .filter(|it| {
            (*it + 1..at).all(|it| asked.is_free(it))
                && (*it + 1..at).any(|it| asked.tokens[it].is_any("in of from"))
                && asked.missing(&covered) == Some(1)
        })
        .filter(|it| slots::take(asked, *it, Kind::Field).is_some());
    if let Some(field) = field {
        covered[field] = true;
    }
    if asked.missing(&covered)? > 0 {
        return None;
    }
    let mut wish = Wish {
        source,
        file: asked.tokens[at].text.to_owned(),
        base: None,
        noun: None,
        fields: Vec::new(),
        conditions: told.to_vec(),
        count: false,
        total: None,
        group: None,
        most: None,
        nth: None,
        sort: None,
        alphabetical: false,
        descending: false,
        limit: None,
        csv: false,
        without: None,
        has_key: None,
        keys: false,
        query: None,
        distinct: false,
        many: called || !told.is_empty(),
    };
    for found in &cover.found {
        wish.take(asked, *found.says, &found.at)?;
    }
    if let Some(field) = field {
        let text = asked.tokens[field].text;
        (wish.fields.is_empty() || wish.source == Source::Sql).then_some(())?;
        let one = if wish.is_settings() { text.to_owned() } else { singular(text) };
        wish.many |= one != text;
        if wish.source == Source::Sql && wish.base.is_none() && wish.noun.is_none() && one != text {
            wish.noun = Some(text.to_owned());
        } else {
            wish.fields.push(one);
        }
    }
    let said = cover.found.iter().filter(|it| !matches!(it.says, Say::Nothing | Say::Noun)).count();
    (said > 0 || field.is_some() || !told.is_empty()).then_some(())?;
    if wish.nth.is_some() && wish.base.is_none() && wish.many {
        return None;
    }
    wish.settle()?;
    let command = match wish.source {
        Source::Sql => sql::render(&wish)?,
        Source::Json | Source::Lines => jq::render(&wish)?,
    };
    Some(Proposal { guessed: cover.guessed, doubt: -0.02, ..Proposal::new("records", command) })
}

/// The one file of records in a request.
fn source(asked: &Asked<'_>) -> Option<(usize, Source)> {
    let mut found = None;
    for (at, token) in asked.tokens.iter().enumerate() {
        if !matches!(token.form, Form::FileName | Form::Path | Form::Quoted) {
            continue;
        }
        let extension = token.text.rsplit_once('.').map_or("", |it| it.1);
        let source = match extension {
            "json" => Source::Json,
            "jsonl" | "ndjson" => Source::Lines,
            "db" | "sqlite" | "sqlite3" => Source::Sql,
            _ => continue,
        };
        found.is_none().then_some(())?;
        found = Some((at, source));
    }
    found
}

/// The name of one from the word for many.
fn singular(word: &str) -> String {
    if word.len() < 4 && word != "ids" || !word.ends_with('s') || word.contains('.') {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes", "uses"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    if ["ss", "us", "is"].iter().any(|it| word.ends_with(it)) {
        return word.to_owned();
    }
    word[..word.len() - 1].to_owned()
}
