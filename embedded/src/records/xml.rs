//! Questions to XML files, by the names of their elements: their text, their attributes, how many there are.

use super::singular;
use crate::Platform;
use crate::asked::{Asked, Proposal};
use crate::cover::Table;
use crate::literals::Form;
use crate::shell;
use std::sync::LazyLock;

/// What every file has, whatever it holds.
const OF_FILES: &str = "permission permissions rights owner owners size sizes bytes line lines word words characters contents \
    details changes differences comments tags elements attributes dates problems errors";

/// What one turn of phrase says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Say {
    Pretty,
    Check,
    /// The text of elements.
    Text,
    Attribute,
    Count,
    Sorted,
    Once,
    Nothing,
}

const WORDS: &[(&str, &str)] = &[
    ("element", "element elements tag tags node nodes field fields entry entries"),
    ("show", "extract get pull take grab read"),
    ("each", "each every all"),
    ("text", "text content contents value values"),
    ("attribute", "attribute attributes attr"),
    ("pretty", "pretty pretty-print pretty-printed beautify prettify indent indented reformat readable nicely nice"),
    ("valid", "valid well-formed wellformed"),
    ("distinct", "distinct unique different once"),
];

static TABLE: LazyLock<Table<Say>> = LazyLock::new(|| {
    use Say::{Attribute, Check, Count, Nothing, Once, Pretty, Sorted, Text};
    Table::new(
        WORDS,
        vec![
            (
                "pretty; pretty print; show pretty; =format; =format pretty; =format with pretty; pretty =format; make ?more pretty",
                Pretty,
            ),
            (
                "is valid; is =well =formed; is valid =xml; check ?=whether|=if ?it ?is valid; check ?=whether|=if ?it ?is =well =formed; =validate; check ?=xml ?=syntax; valid; =well =formed",
                Check,
            ),
            (
                "?show text of ?each {name:t} element; ?show text of each {field:t}; ?show text of {field:t}; ?show ?each {field:t} element; text of ?each element {field:t}; ?show element {field:t}",
                Text,
            ),
            (
                "?show each {field:t}; ?show each {name:t} element; ?show ?each {field:t} of|from|for each {field:u} ?element; show {field:t}; text in|inside ?each {field:t} element",
                Text,
            ),
            (
                "attribute {field:t} of|from ?each {field:u} ?element; {field:t} attribute of|from ?each {field:u} ?element; text of attribute {field:t} of|from ?each {field:u} ?element; text of {field:t} attribute of|from ?each {field:u} ?element",
                Attribute,
            ),
            (
                "how many {field:t}; how many {name:t} element; count ?each {field:t}; count ?each {name:t} element; number of {field:t}; number of {name:t} element; how many element {field:t}",
                Count,
            ),
            ("sort; sort alphabetical; alphabetical", Sorted),
            ("distinct; without duplicate; each =just once; only once", Once),
            (
                "there is; without element; only text; no element; out; in file; =xml file; =xml; file; one per line; each on own line",
                Nothing,
            ),
        ],
    )
});

/// The command for a request about one XML file; none where a word of it is not understood.
pub(super) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let at = file(asked)?;
    let file = asked.tokens.get(at)?;
    let seen = TABLE.see(asked);
    let open: Vec<bool> = (0..asked.tokens.len()).map(|it| it != at).collect();
    let cover = TABLE.cover_where(asked, &seen, &open, |_| true);
    let mut covered = cover.covered.clone();
    covered[at] = true;
    // "titles in feed.xml": the one word before the file that nothing else explains.
    let before = (0..at).rev().find(|it| !asked.is_free(*it) && !covered[*it]);
    let plural = before.filter(|it| {
        asked.tokens[*it].form == Form::Word
            && asked.tokens[*it].text.ends_with('s')
            && !asked.tokens[*it].is_any(OF_FILES)
            && !OF_FILES.split(' ').any(|word| word == asked.tokens[*it].text)
            && (*it + 1..at).any(|it| asked.tokens[it].is_any("in of from"))
            && (*it + 1..at).all(|it| asked.is_free(it))
    });
    let mut wish: Option<(Say, String, Option<String>)> = None;
    if let Some(it) = plural.filter(|_| asked.missing(&covered) == Some(1)) {
        covered[it] = true;
        wish = Some((Say::Text, element(asked.tokens[it].text)?, None));
    }
    (asked.missing(&covered)? == 0).then_some(())?;
    let (mut sorted, mut once) = (false, false);
    for found in &cover.found {
        let name = |it: &str| found.at.get(it).map(|it| it.text.as_str());
        match *found.says {
            Say::Nothing => {}
            Say::Sorted => sorted = true,
            Say::Once => once = true,
            say if wish.is_none() => {
                let one = |it: &str| if say == Say::Attribute { Some(it.to_owned()) } else { element(it) };
                let name = match name("t") {
                    Some(name) => one(name)?,
                    None => String::new(),
                };
                let outer = match found.at.get("u") {
                    Some(outer) => Some(element(&outer.text)?),
                    None => None,
                };
                wish = Some((say, name, outer));
            }
            _ => return None,
        }
    }
    let (say, name, outer) = wish?;
    let command = command(asked.platform, say, &name, outer.as_deref(), &shell::path(file.text))?;
    let behind = match (once, sorted) {
        (true, _) => " | sort -u",
        (false, true) => " | sort",
        (false, false) => "",
    };
    (behind.is_empty() || matches!(say, Say::Text | Say::Attribute)).then_some(())?;
    let doubt = if plural.is_some() { 0.05 } else { 0.0 };
    Some(Proposal { guessed: cover.guessed, doubt, ..Proposal::new("records", command + behind) })
}

/// The one file of a request, where it is one of XML.
pub(super) fn file(asked: &Asked<'_>) -> Option<usize> {
    let is_file = |form: Form| matches!(form, Form::FileName | Form::Path | Form::Quoted);
    let mut files = asked.tokens.iter().enumerate().filter(|it| is_file(it.1.form));
    let (at, file) = files.next()?;
    let ending = file.text.rsplit_once('.').map_or("", |it| it.1);
    (matches!(ending, "xml" | "rss" | "svg" | "atom") && files.next().is_none()).then_some(at)
}

fn command(platform: Platform, say: Say, name: &str, outer: Option<&str>, file: &str) -> Option<String> {
    let gnu = platform == Platform::Linux;
    Some(match say {
        Say::Pretty => format!("xmllint --format {file}"),
        Say::Check => format!("xmllint --noout {file}"),
        Say::Count => format!("grep -o '<{name}[ />]' {file} | wc -l"),
        Say::Text if gnu => format!("grep -oP '<{name}( [^>]*)?>\\K[^<]+(?=</{name}>)' {file}"),
        Say::Text => format!("xmllint --xpath '//{name}/text()' {file}"),
        Say::Attribute if gnu => format!("grep -oP '<{}\\s[^>]*\\b{name}=\"\\K[^\"]*' {file}", outer?),
        _ => return None,
    })
}

/// The name of an element, in the singular.
fn element(word: &str) -> Option<String> {
    let name = singular(word);
    let plain = name.starts_with(|it: char| it.is_ascii_alphabetic())
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it));
    plain.then_some(name)
}
