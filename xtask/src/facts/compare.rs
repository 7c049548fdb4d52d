//! Compares what the facts say of a program with what its manual page says, both ways.

use caro_core::knowledge::{Flag, Program, Syntax};
use caro_core::manual::{Page, Takes};
use std::collections::{BTreeMap, BTreeSet};

/// What came of one comparison.
#[derive(Default)]
pub(crate) struct Comparison {
    /// The flags that the facts know, as they are typed.
    pub(crate) known: BTreeSet<String>,
    /// The flags that the page describes.
    pub(crate) described: BTreeSet<String>,
    /// What the page says otherwise, by flag.
    pub(crate) contradictions: BTreeMap<String, String>,
    /// Flags that the page describes and the facts do not have.
    pub(crate) unknown: BTreeSet<String>,
    /// Flags that the facts have and the page does not describe.
    pub(crate) undescribed: BTreeSet<String>,
}

/// Compares the facts of a program, and of sub-commands that its page describes too (`with`), with the page.
/// Flags of the programs `above` it count as known.
/// A flag that only one of `others` names is no mistake; without any, one that no page names is none either.
pub(crate) fn compare(
    program: &Program,
    above: &[&'static Program],
    with: &[&'static Program],
    page: &Page,
    others: Option<&Vec<&Page>>,
) -> Comparison {
    let mut out = Comparison::default();
    for entry in page.options() {
        let typed = entry.spellings.iter().filter(|it| is_pair(&it.text) == (program.syntax == Syntax::Pairs));
        out.described.extend(typed.map(|it| it.text.clone()));
    }
    // A part of a page, such as that about a builtin, may tell of flags in its synopsis and in sentences only.
    if page.summary.is_empty() {
        out.described.extend(page.synopsis.iter().flat_map(|it| &it.spellings).flat_map(|it| letters(&it.text)));
    }
    let flags = program.flags.iter().map(|it| (it, program.syntax));
    let mut other_ways: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // A page without an option, or one that leaves out most flags of a sub-command, is not about flags.
    let is_about = |it: &Program| {
        let typed: Vec<String> = it.flags.iter().flat_map(|flag| spellings(flag, it.syntax)).collect();
        2 * typed.iter().filter(|it| page.mentions(it)).count() >= typed.len()
    };
    let with: Vec<&Program> = with.iter().copied().filter(|it| is_about(it)).collect();
    let flags = flags.chain(with.iter().flat_map(|sub| sub.flags.iter().map(|it| (it, sub.syntax))));
    let flags = flags.filter(|_| !out.described.is_empty() || !page.mentions.is_empty());
    let flags: Vec<(&Flag, Syntax)> = flags.collect();
    for (flag, syntax) in flags {
        for typed in spellings(flag, syntax) {
            // Programs with words behind one dash often take two as well, and some pages have only those.
            let twice = format!("-{typed}");
            let typed =
                if syntax == Syntax::Words && !page.mentions(&typed) && page.mentions(&twice) { twice } else { typed };
            if !out.described.contains(&typed) && flag.variants.gnu {
                out.undescribed.insert(typed.clone());
            }
            if let Some(said) = contradiction(flag, &typed, page, others).filter(|_| !is_bare(syntax, &typed, page)) {
                other_ways.entry(typed.clone()).or_default().push(said);
            } else {
                other_ways.entry(typed.clone()).or_default().push(String::new());
            }
            out.known.insert(typed);
        }
    }
    // A flag that several sub-commands have may differ among them, and the page tells of all.
    for (typed, said) in other_ways {
        if let Some(said) = said.iter().find(|_| said.iter().all(|it| !it.is_empty())) {
            out.contradictions.insert(typed, said.clone());
        }
    }
    // A page about a sub-command may repeat what its program takes.
    let shared = above.iter().flat_map(|it| it.flags.iter().flat_map(|flag| spellings(flag, it.syntax)));
    let shared: BTreeSet<String> = shared.collect();
    out.unknown = out
        .described
        .difference(&out.known)
        .filter(|it| !shared.contains(*it))
        .filter(|it| !is_number(program, it) && !is_repeated(it, &out.known))
        .cloned()
        .collect();
    out
}

/// A flag as it is typed.
pub(crate) fn spellings(flag: &Flag, syntax: Syntax) -> impl Iterator<Item = String> {
    let long = flag.long.map(|it| match syntax {
        Syntax::Pairs => it.to_owned(),
        Syntax::Words => format!("-{it}"),
        Syntax::Posix | Syntax::OldBundle => format!("--{it}"),
    });
    // A dash alone, as in `env -`, is told of in sentences.
    let short = flag.short.filter(|it| *it != '-').map(|it| format!("-{it}"));
    short.into_iter().chain(long)
}

/// The flags of a bundle such as `-ers`, or the one that it is.
fn letters(typed: &str) -> Vec<String> {
    match typed.strip_prefix('-').filter(|it| !it.starts_with('-')) {
        Some(letters) => letters.chars().map(|it| format!("-{it}")).collect(),
        None => vec![typed.to_owned()],
    }
}

fn is_pair(typed: &str) -> bool {
    !typed.starts_with('-')
}

/// Whether the page has the letter of a bundle without its dash, as `ps` has `u`.
fn is_bare(syntax: Syntax, typed: &str, page: &Page) -> bool {
    let first = |tag: &str| tag.split([' ', ',']).next().is_some_and(|it| Some(it) == typed.strip_prefix('-'));
    syntax == Syntax::OldBundle && page.entries.iter().any(|it| first(&it.tag))
}

/// Whether the facts tell of all flags that are numbers at once.
fn is_number(program: &Program, typed: &str) -> bool {
    program.dash_number.is_some() && typed.strip_prefix('-').is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
}

/// Whether this is a known letter several times: `-vvv`.
fn is_repeated(typed: &str, known: &BTreeSet<String>) -> bool {
    let mut letters = typed.chars().skip(1);
    let Some(first) = letters.next() else { return false };
    letters.all(|it| it == first) && known.contains(&format!("-{first}"))
}

fn contradiction(flag: &Flag, typed: &str, page: &Page, others: Option<&Vec<&Page>>) -> Option<String> {
    // The pages are those of the GNU make of a program.
    if !flag.variants.gnu {
        return None;
    }
    let said = page.takes(typed);
    if said.is_empty() {
        let others = others?;
        let is_named = |typed: &str| page.mentions(typed) || others.iter().any(|it| it.mentions(typed));
        // All switches of git and apt can be turned round, and their pages need not say so.
        let turned = match typed.strip_prefix("--no-") {
            Some(rest) => format!("--{rest}"),
            None => format!("--no-{}", typed.trim_start_matches('-')),
        };
        let turns = ["GIT", "APT"].iter().any(|it| page.name.starts_with(it));
        // Nearly every program tells of itself, and not every page says so.
        let is_help = matches!(flag.long, Some("help" | "version"));
        let named = is_named(typed) || (turns && is_named(&turned)) || is_help;
        return (!named).then(|| "stands nowhere on the page".to_owned());
    }
    let has = |takes: Takes| said.contains(&takes);
    let agrees = match (flag.value, flag.optional) {
        (None, _) => has(Takes::Nothing),
        (Some(_), false) => has(Takes::Value) || has(Takes::Attached) || has(Takes::OptionalApart),
        // A page may show both ways in an entry of its own each.
        (Some(_), true) => {
            has(Takes::Optional)
                || has(Takes::OptionalApart)
                || has(Takes::Attached)
                || has(Takes::Nothing) && has(Takes::Value)
        }
    };
    if agrees || has(Takes::Unclear) {
        return None;
    }
    let ours = match (flag.value, flag.optional) {
        (None, _) => Takes::Nothing,
        (Some(_), false) => Takes::Value,
        (Some(_), true) => Takes::Optional,
    };
    let line = page.entries.iter().find(|it| it.takes(typed).is_some());
    let place = line.map(|it| format!(" (line {}: `{}`)", it.line, shortened(&it.tag))).unwrap_or_default();
    Some(format!("{} here, and {} on the page{place}", words(ours), words(said[0])))
}

fn words(takes: Takes) -> &'static str {
    match takes {
        Takes::Nothing => "takes no value",
        Takes::Value | Takes::Attached => "takes a value",
        Takes::Optional | Takes::OptionalApart => "takes a value or none",
        Takes::Unclear => "may take a value",
    }
}

fn shortened(tag: &str) -> String {
    let mut short: String = tag.chars().take(60).collect();
    if short.len() < tag.len() {
        short.push('…');
    }
    short
}
