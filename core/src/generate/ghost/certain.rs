//! What follows from what is typed alone: the one archive that can be meant, and what a comment behind a command asks to do
//! with its output. Nearly always nothing.

use crate::Document;
use crate::script::{Command, Dialect, Node, Part, PartKind, Pipeline, StatementKind, Word, quote, walk_outer};
use std::collections::BTreeSet;

/// Programs that read one archive, with the ends of names that they read.
const READERS: &[(&str, &[&str])] = &[
    ("tar", &[".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"]),
    ("bsdtar", &[".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".zip"]),
    ("unzip", &[".zip"]),
    ("gunzip", &[".gz"]),
    ("bunzip2", &[".bz2"]),
    ("unxz", &[".xz"]),
    ("unzstd", &[".zst"]),
];

/// All ends of names of archives.
const ENDS: &[&str] = &[".tar", ".tgz", ".tbz2", ".txz", ".zip", ".gz", ".bz2", ".xz", ".zst"];

/// Whether a half-typed line may be one that is known to go on.
pub(in super::super) fn may_go_on(typed: &str) -> bool {
    typed.ends_with(' ') && READERS.iter().any(|it| typed.contains(it.0))
}

/// Whether words name an archive themselves.
pub(super) fn names_one(wish: &str) -> bool {
    ENDS.iter().any(|it| wish.contains(it))
}

/// The line with the one archive that its last command can be meant to read: the only one that the script named before, or
/// that lies beside it.
pub(super) fn with_archive(document: &Document, offset: usize, typed: &str, names: &[String]) -> Option<String> {
    let end = offset - (typed.len() - typed.trim_end().len()).min(offset);
    let chunk = document.chunk_at(end.checked_sub(1)?)?;
    let mut ends: Option<Vec<&'static str>> = None;
    walk_outer(&chunk.body.statements, &mut |node| {
        if let Node::Command(command) = node
            && chunk.start + command.span.end == end
        {
            ends = wanted(command);
        }
    });
    let ends = ends?;
    let mut found = BTreeSet::new();
    let mut is_unclear = false;
    for chunk in document.chunks().iter().take_while(|it| it.start < end) {
        // Most chunks name no archive, and need no walk.
        let text = &chunk.body.text;
        if !text.match_indices('.').any(|(at, _)| ENDS.iter().any(|it| text[at..].starts_with(it))) {
            continue;
        }
        walk_outer(&chunk.body.statements, &mut |node| {
            if let Node::Word(word) = node
                && chunk.start + word.span.start < end
            {
                match word.literal() {
                    Some(text) => found.extend(archive(text, &ends)),
                    // An archive whose name only shows when the script runs.
                    None => is_unclear |= ends_in_one(word),
                }
            }
        });
    }
    found.extend(names.iter().filter_map(|it| archive(it.strip_prefix("./")?, &ends)));
    let mut found = found.into_iter();
    let (Some(only), None, false) = (found.next(), found.next(), is_unclear) else { return None };
    Some(format!("{typed}{}", quote(only)))
}

/// The ends of the names that a command can read next; `None` where it reads nothing more.
fn wanted(command: &Command) -> Option<Vec<&'static str>> {
    let program = command.program.as_deref()?;
    let ends = READERS.iter().find(|it| it.0 == program)?.1;
    if !command.redirects.is_empty() {
        return None;
    }
    if program != "tar" && program != "bsdtar" {
        let is_alone = command.words.len() == command.head + 1;
        return is_alone.then(|| ends.to_vec());
    }
    // `tar -xzf `, `tar xf `
    let [flags] = command.words.get(command.head + 1..)? else { return None };
    let flags = flags.literal()?.trim_start_matches('-');
    let reads = flags.contains(['x', 't']) && !flags.contains(['c', 'r', 'u', 'C']) && flags.ends_with('f');
    let kept = |it: &&&str| {
        let is_one_of = |list: &[&str]| list.contains(*it);
        match flags {
            _ if flags.contains('z') => is_one_of(&[".tar.gz", ".tgz"]),
            _ if flags.contains('j') => is_one_of(&[".tar.bz2", ".tbz2"]),
            _ if flags.contains('J') => is_one_of(&[".tar.xz", ".txz"]),
            _ => true,
        }
    };
    (reads && flags.len() <= 5 && flags.bytes().all(|it| it.is_ascii_alphabetic()))
        .then(|| ends.iter().filter(kept).copied().collect())
}

/// The archive that a word names; of an address what is left of it on disk.
fn archive<'a>(text: &'a str, ends: &[&str]) -> Option<&'a str> {
    let text = if text.contains("://") { text.rsplit('/').next()? } else { text };
    let is_one = ends.iter().any(|it| text.len() > it.len() && text.ends_with(it)) && !text.starts_with('-');
    (is_one && !text.contains(char::is_whitespace) && !text.contains(char::is_control)).then_some(text)
}

fn ends_in_one(word: &Word) -> bool {
    let text = |it: &Part| match &it.kind {
        PartKind::Literal(text) | PartKind::Glob(text) | PartKind::Sequence(text) => Some(text.to_string()),
        PartKind::Brace(_) => Some(".zip".to_owned()),
        _ => None,
    };
    word.parts.iter().filter_map(text).any(|it| ENDS.iter().any(|end| it.ends_with(end)))
}

/// What is asked of a command's output, with the command that does it and the programs that do it already.
const TAILS: &[(&[&str], &str)] = &[
    (&["as a table", "as table", "in columns", "as columns", "in aligned columns"], "column -t"),
    (&["sorted", "sorted alphabetically", "sort it", "sort the output", "sort them"], "sort"),
    (&["sorted by number", "sorted numerically", "sort numerically"], "sort -n"),
    (&["in reverse order", "sorted in reverse", "reverse sorted"], "sort -r"),
    (&["without duplicates", "unique", "each only once", "sorted without duplicates", "deduplicated"], "sort -u"),
    (&["count", "counted", "count them", "how many", "count the lines", "number of lines"], "wc -l"),
    (&["page by page", "in a pager", "in pages"], "less"),
    (&["only the first line", "just the first line", "first line only"], "head -n 1"),
    (&["only the last line", "just the last line", "last line only"], "tail -n 1"),
    (&["without the header", "without the first line", "without its first line", "skip the header"], "tail -n +2"),
    (&["in upper case", "in uppercase"], "tr '[:lower:]' '[:upper:]'"),
    (&["in lower case", "in lowercase"], "tr '[:upper:]' '[:lower:]'"),
];

/// The line with what the comment behind it asks to do with its output.
pub(super) fn with_tail(typed: &str, wish: &str, dialect: Dialect) -> Option<String> {
    let said = wish.trim().trim_end_matches(['.', '!', '?']).to_lowercase();
    let said = ["now ", "please ", "show it ", "show them ", "print it ", "and ", "but "]
        .iter()
        .fold(said.as_str(), |said, it| said.strip_prefix(it).unwrap_or(said));
    let tail =
        TAILS.iter().find(|it| it.0.contains(&said)).map(|it| it.1.to_owned()).or_else(|| first_or_last(said))?;
    // A pipe that waits for its command takes the tail as it is.
    let (command, is_open) = match typed.trim_end().strip_suffix('|') {
        Some(command) if !command.ends_with('|') => (command.trim_end(), true),
        _ => (typed.trim_end(), false),
    };
    let document = Document::new(command, dialect);
    let [chunk] = document.chunks() else { return None };
    let [statement] = &*chunk.body.statements else { return None };
    let last = match &statement.kind {
        StatementKind::Command(command) => command,
        StatementKind::Pipeline(Pipeline { stages, .. }) => match &stages.last()?.kind {
            StatementKind::Command(command) => command,
            _ => return None,
        },
        _ => return None,
    };
    let program = last.program.as_deref()?;
    let does_so =
        tail.split(' ').next() == Some(program) || matches!(program, "sort" | "uniq" | "wc" | "less" | "column");
    if statement.background
        || !last.redirects.is_empty()
        || does_so
        || !chunk.body.errors.is_empty()
        || !prints(program)
    {
        return None;
    }
    let joint = match (is_open, typed.ends_with([' ', '\t'])) {
        (true, true) => "",
        (true, false) => " ",
        (false, true) => "| ",
        (false, false) => " | ",
    };
    Some(format!("{typed}{joint}{tail}"))
}

/// "first 10", "only the last 5 lines"
fn first_or_last(said: &str) -> Option<String> {
    let words: Vec<&str> =
        said.split(' ').filter(|it| !matches!(*it, "only" | "just" | "the" | "top" | "lines")).collect();
    let program = match (words.as_slice(), said.contains("top")) {
        (["first", _], _) | ([_], true) => "head",
        (["last", _], false) => "tail",
        _ => return None,
    };
    let number: u32 = words.last()?.parse().ok()?;
    (1..=10_000).contains(&number).then(|| format!("{program} -n {number}"))
}

/// Whether a program is run for what it prints.
fn prints(program: &str) -> bool {
    const PRINT: &str = "awk cat comm cut date df diff dpkg du env fd find git grep getent head history id ip journalctl jq ls lsblk \
        lscpu lsof mount netstat paste printenv ps rg sed seq ss stat tail tr who docker kubectl egrep fgrep zcat zgrep strings cal \
        last lsmod lspci lsusb nl rev tac tree uptime w xargs join fold";
    PRINT.split_ascii_whitespace().any(|it| it == program)
}
