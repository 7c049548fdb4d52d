//! The report on the facts: `docs/knowledge.md`, one line for each program, and all about one program on the terminal.

use super::{Compared, Subject};
use std::collections::BTreeSet;
use std::fmt::Write;

/// How many flags are listed in a cell.
const LISTED: usize = 12;

/// The committed page.
pub(super) fn page(subjects: &[Subject]) -> String {
    let compared: Vec<&Compared> = subjects.iter().filter_map(|it| it.page.as_ref()).collect();
    let described: usize = compared.iter().map(|it| it.result.described.len()).sum();
    let known: usize = compared.iter().map(|it| covered(it)).sum();
    let mut page = format!(
        "<!-- Written by `cargo xtask facts`; edit `core/knowledge/*.toml`, not this file. -->\n\n\
         # What the facts cover\n\n\
         Every program and sub-command that Caro has facts about, compared with its manual page.\n\
         {} of {} have a page; their pages describe {described} flags, and the facts know {known} of them, {}.\n\
         `make test` fails where the two contradict each other, or where a program marked ✓ lacks a flag of its page.\n\n\
         | program | page | flags | on the page | known | missing in the facts | missing on the page |\n\
         |---|---|--:|--:|--:|---|---|\n",
        compared.len(),
        subjects.len(),
        share(known, described),
    );
    for subject in subjects {
        let mark = if subject.complete { " ✓" } else { "" };
        let _ = match &subject.page {
            None => writeln!(page, "| {}{mark} | none found | {} | | | | |", subject.name, subject.flags),
            Some(it) => writeln!(
                page,
                "| {}{mark} | {}{} | {} | {} | {} | {} | {} |",
                subject.name,
                it.page,
                it.package.as_ref().map(|it| format!(" ({it})")).unwrap_or_default(),
                it.result.known.len(),
                it.result.described.len(),
                share(covered(it), it.result.described.len()),
                listed(&it.result.unknown),
                listed(&it.result.undescribed),
            ),
        };
    }
    page
}

/// Everything about one program.
pub(super) fn in_full(subject: &Subject) -> String {
    let Some(it) = &subject.page else { return format!("{}: no page found\n", subject.name) };
    let words = |flags: &BTreeSet<String>| flags.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let mut text = format!(
        "{}: {}{}, {} of {} known\n",
        subject.name,
        it.page,
        it.package.as_ref().map(|it| format!(" of {it}")).unwrap_or_default(),
        covered(it),
        it.result.described.len()
    );
    for (flag, said) in &it.result.contradictions {
        let _ = writeln!(text, "  contradiction: {flag} {said}");
    }
    let _ = writeln!(text, "  missing in the facts: {}", words(&it.result.unknown));
    let _ = writeln!(text, "  missing on the page: {}", words(&it.result.undescribed));
    text
}

fn covered(it: &Compared) -> usize {
    it.result.described.len() - it.result.unknown.len()
}

fn share(part: usize, whole: usize) -> String {
    (part * 100).checked_div(whole).map_or_else(|| "–".to_owned(), |it| format!("{it} %"))
}

fn listed(flags: &BTreeSet<String>) -> String {
    let shown: Vec<String> = flags.iter().take(LISTED).map(|it| format!("`{}`", it.replace('|', "\\|"))).collect();
    let more = flags.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(" "))
}
