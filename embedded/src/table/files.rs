//! Which files a request about rows names: one, several, a range of them, or all in a folder.

use super::words::Item;
use crate::asked::Asked;
use crate::literals::{Form, Token, names_file};
use crate::vocabulary::{self, GROUP};
use crate::{Shell, shell};

/// Finds the files among the items, and makes each one item.
pub(super) fn find(items: &mut Vec<Item<'_>>, asked: &Asked<'_>) {
    let mut at = 0;
    while at < items.len() {
        if let Some((typed, word, taken)) = one(items, at, asked.shell) {
            items[at].file = Some((typed, word));
            items[at].means = "";
            items[at].cols.clear();
            items[at].number = None;
            items.drain(at + 1..at + taken);
        }
        at += 1;
    }
    inherit(items);
}

/// Whether a token may be a part of what names a file: without any a request is none about rows.
pub(super) fn may_be_file(token: &Token<'_>) -> bool {
    matches!(token.form, Form::FileName | Form::Dotted | Form::Path | Form::Glob | Form::Quoted)
        || token.text == "passwd"
        || token.concept == GROUP
}

/// A file that begins at an item: as typed, as a shell word, and how many items it takes.
fn one(items: &[Item<'_>], at: usize, shell_kind: Shell) -> Option<(String, String, usize)> {
    let item = &items[at];
    if let Some(found) = kind_in_folder(items, at) {
        return Some(found);
    }
    let name = file_at(items, at)?;
    if item.form == Form::Glob || item.form == Form::Path && name.contains(['*', '?']) {
        let (folder, pattern) = name.rsplit_once('/').unwrap_or(("", name));
        if folder.contains(['*', '?']) {
            let word = name.split('/').map(|it| shell::glob("", it)).collect::<Vec<_>>().join("/");
            return Some((name.to_owned(), word, 1));
        }
        if folder.is_empty()
            && items.get(at + 1).is_some_and(|it| it.is("in under from"))
            && let Some((folder, taken)) = folder_at(items, at + 2)
        {
            let folder = folder.trim_end_matches('/');
            return Some((shell::join(folder, name), shell::glob(folder, name), taken + 2));
        }
        return Some((name.to_owned(), shell::glob(folder, pattern), 1));
    }
    // "a_01.csv to a_06.csv"
    if items.get(at + 1).is_some_and(|it| it.is("to until") || it.text == "-" || it.text == "..")
        && let Some(last) = file_at(items, at + 2)
        && let Some(word) = range(name, last, shell_kind)
    {
        return Some((name.to_owned(), word, 3));
    }
    // "sales.csv in data/"
    if !name.contains('/')
        && items.get(at + 1).is_some_and(|it| it.is("in under from"))
        && let Some((folder, taken)) = folder_at(items, at + 2)
    {
        let joined = shell::join(folder.trim_end_matches('/'), name);
        return Some((joined.clone(), shell::path(&joined), taken + 2));
    }
    Some((name.to_owned(), shell::path(name), 1))
}

/// A folder at an item, with a "the" before and a "folder" behind.
fn folder_at<'a>(items: &[Item<'a>], at: usize) -> Option<(&'a str, usize)> {
    let start = at + usize::from(items.get(at).is_some_and(Item::is_filler));
    let item = items.get(start)?;
    let behind = items.get(start + 1).is_some_and(|it| it.is("folder"));
    let here = item.is("current here") || item.text == ".";
    let name = if here { "." } else { item.text };
    let literal = matches!(item.form, Form::Path | Form::Quoted) && !names_file(item.text);
    let word = item.form == Form::Word && behind && item.means.is_empty();
    (literal || word || here && behind).then_some((name, start - at + 1 + usize::from(behind)))
}

fn file_at<'a>(items: &[Item<'a>], at: usize) -> Option<&'a str> {
    let item = items.get(at)?;
    let text = item.text;
    let before = |meanings: &str| at > 0 && items[at - 1].is(meanings);
    let named = names_file(text) && !matches!(text, "i.e" | "e.g" | "w.r.t");
    let fits = match item.form {
        Form::FileName | Form::Dotted => named,
        Form::Path if shell::is_variable(text) => before("in from of file for into to"),
        Form::Path => {
            let base = text.rsplit('/').next().unwrap_or(text);
            named || matches!(base, "group" | "messages" | "secure") || before("file") || text.contains(['*', '?'])
        }
        Form::Glob => text.contains('.') || before("in from of file"),
        Form::Quoted => named && text.chars().all(|it| it.is_alphanumeric() || " ._-/+@()~".contains(it)),
        Form::Word => text == "passwd" && item.means.is_empty(),
        _ => false,
    };
    (fits && !text.is_empty()).then_some(text)
}

/// "all csv files in orders": a kind of files in a folder.
fn kind_in_folder(items: &[Item<'_>], at: usize) -> Option<(String, String, usize)> {
    let item = &items[at];
    let extension = if item.is(GROUP) && vocabulary::is_short_extension(&item.text.to_lowercase()) {
        item.text.to_lowercase()
    } else if item.form == Form::Dotted && !names_file(item.text) {
        item.text.trim_start_matches('.').to_owned()
    } else {
        return None;
    };
    if !items.get(at + 1)?.is("file") || !items[at + 1].text.ends_with('s') {
        return None;
    }
    let pattern = format!("*.{extension}");
    if items.get(at + 2).is_some_and(|it| it.is("in under from"))
        && let Some((folder, taken)) = folder_or_word(items, at + 3)
    {
        let folder = folder.trim_end_matches('/');
        return Some((shell::join(folder, &pattern), shell::glob(folder, &pattern), 3 + taken));
    }
    let here = items.get(at + 2).is_some_and(|it| it.is("here current"));
    Some((pattern.clone(), shell::glob("", &pattern), 2 + usize::from(here)))
}

fn folder_or_word<'a>(items: &[Item<'a>], at: usize) -> Option<(&'a str, usize)> {
    folder_at(items, at).or_else(|| {
        let item = items.get(at)?;
        let ends = items.get(at + 1).is_none_or(|it| !it.may_name());
        (item.form == Form::Word && item.may_name() && ends).then_some((item.text, 1))
    })
}

/// The files from one name to another that differ in a number of equal width.
fn range(first: &str, last: &str, shell_kind: Shell) -> Option<String> {
    let (folder, name) = first.rsplit_once('/').map_or(("", first), |it| it);
    let (other, end) = last.rsplit_once('/').map_or((folder, last), |it| it);
    if other != folder || name.len() != end.len() || !name.is_ascii() || !end.is_ascii() {
        return None;
    }
    let start = name.bytes().zip(end.bytes()).take_while(|(left, right)| left == right).count();
    let same = name.bytes().rev().zip(end.bytes().rev()).take_while(|(left, right)| left == right).count();
    let stop = name.len().checked_sub(same).filter(|it| *it > start)?;
    let (from, to) = (&name[start..stop], &end[start..stop]);
    if !from.bytes().chain(to.bytes()).all(|it| it.is_ascii_digit()) || from >= to {
        return None;
    }
    let head = if folder.is_empty() {
        shell::path(&name[..start])
    } else {
        shell::path(&format!("{folder}/{}", &name[..start]))
    };
    let tail = if same == 0 { String::new() } else { shell::quote(&name[stop..]) };
    let head = if start == 0 && folder.is_empty() { String::new() } else { head };
    if from.len() == 1 {
        return Some(format!("{head}[{from}-{to}]{tail}"));
    }
    (shell_kind == Shell::Bash).then(|| format!("{head}{{{from}..{to}}}{tail}"))
}

/// "parts/a1.csv, a2.csv and a3.csv": numbered names that follow a path lie beside it.
fn inherit(items: &mut [Item<'_>]) {
    let mut before: Option<(String, String)> = None;
    for item in items.iter_mut() {
        match &item.file {
            Some((typed, _)) => {
                let stem = |it: &str| -> String {
                    let base = it.rsplit('/').next().unwrap_or(it);
                    base.chars().filter(|it| !it.is_ascii_digit()).collect()
                };
                if let Some((folder, other)) = &before
                    && !typed.contains('/')
                    && item.form == Form::FileName
                    && stem(typed) == *other
                    && typed.bytes().any(|it| it.is_ascii_digit())
                {
                    let joined = shell::join(folder, typed);
                    item.file = Some((joined.clone(), shell::path(&joined)));
                } else if let Some((folder, _)) = typed.rsplit_once('/') {
                    before = Some((folder.to_owned(), stem(typed)));
                } else {
                    before = None;
                }
            }
            None if item.is_mark() || item.is("and") || item.is_filler() => {}
            None => before = None,
        }
    }
}
