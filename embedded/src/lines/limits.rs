//! What a request says and a composed command must keep: an answer that drops it is a wrong answer, so there is none.
//!
//! The families read turns of phrase, and now and then one takes a word for something else. Here is what can be seen
//! from the request and its command alone, whichever way the one became the other.

#[cfg(test)]
mod tests;

use crate::asked::{Asked, Proposal};
use crate::literals::{Form, Token, names_file};

/// What a command must be, where certain words are said.
enum Must {
    /// Another family's: these have no answer.
    Decline,
    /// One with any of these in it.
    Hold(&'static [&'static str]),
    /// One without any of these in it.
    Lack(&'static [&'static str]),
}

use Must::{Decline, Hold, Lack};

/// Words said outside quotes ("a|b c": one of two words, then another; `;` between phrases), the families that it
/// binds (all where empty), and what their commands must be.
type Row = (&'static str, &'static str, Must);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // The newest of several files, not the last lines in them.
    ("newest|latest|oldest|youngest", "lines edit", Lack(&["find "])),
    ("whole|entire|complete|full word|words", "files lines edit", Hold(&["w ", "\\b", "\\<", "^", "-x"])),
    // Characters by what they are.
    ("with|containing|contain|contains|have|having uppercase|lowercase|capital|capitals|upper-case|lower-case|small", "deeds", Decline),
    ("strip|remove|delete|drop|cut|trim trailing|leading; strip|remove|delete|drop|cut|trim the trailing|leading; strip|remove|delete|drop|cut|trim all trailing|leading", "deeds", Decline),
    ("sticky|setuid|setgid|suid|sgid|executable bit", "lines edit deeds", Decline),
    ("variable; environment", "deeds", Decline),
    ("line numbers", "lines edit", Lack(&["echo "])),
    // Part of a file is not all of it.
    ("that|which|between|except|after|before|matching|containing|with", "edit", Lack(&["truncate ", "\u{0}: >"])),
    ("the last|first", "lines edit", Lack(&["/last/", "/first/"])),
    ("with the highest|largest|lowest|smallest|biggest|maximum|minimum|most|least", "table files lines", Lack(&["print m ", "highest", "largest", "lowest", "smallest", "biggest"])),
    ("as json|csv|tsv|xml|yaml|html|markdown", "files", Lack(&["find "])),
    ("up|out tmp|temp", "files", Decline),
    // One archive of them all is not one for each.
    ("for each|every; compress|gzip|zip|pack|archive each|every", "files", Lack(&["\u{0}tar -c", "\u{0}zip "])),
    ("does|do each; each of; in each; per file", "files lines table", Lack(&["grep -h", "n + 0"])),
    ("merge|combine|join", "lines edit", Lack(&["\u{0}cat "])),
    ("differ", "lines edit", Lack(&[" differ\u{0}"])),
    ("prefix|suffix all|every|each|the", "files", Decline),
    ("complete|whole|full rows|records|lines", "table", Lack(&["s += $"])),
    ("without the word|words|text", "files lines", Lack(&["| grep -v"])),
    ("bare file|names|filenames; only file names; basenames only", "files", Lack(&["sum {}"])),
    ("rename|change the|a key|field|property|attribute; rename|change key|field|property|attribute", "edit lines deeds", Decline),
    // Software, not files.
    ("search|look|looking|searching for a package|packages|program|app; in the repos|repositories|repo", "files", Lack(&["grep "])),
    ("today's date; the date; current date", "files", Lack(&["-mtime", "-daystart"])),
];

/// Names of characters: in a command they are words that nobody meant.
const CHARACTERS: &str = "semicolon semicolons comma commas colon colons hyphen hyphens underscore underscores slashes \
    backslash backslashes apostrophe apostrophes bracket brackets parenthesis parentheses brace braces digit digits vowel \
    vowels umlaut umlauts accent accents diacritics emoji emojis zeros zeroes punctuation asterisk asterisks ampersand \
    newline newlines whitespace dashes quotes dots";

/// The same in two words.
const CHARACTER_PAIRS: &[(&str, &str)] =
    &[("question", "mark"), ("exclamation", "mark"), ("email", "address"), ("ip", "address"), ("a", "hash")];

/// Files that are no rows of text.
const NESTED: &[&str] = &[".json", ".xml", ".html", ".yaml", ".yml"];
/// Files whose comments do not begin with a hash.
const OTHER_COMMENTS: &[&str] = &[".xml", ".html", ".htm", ".css", ".json", ".svg", ".md"];
const ARCHIVES: &[&str] = &[".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".jar"];

/// Whether a proposal keeps what the request says.
pub(crate) fn keeps(asked: &Asked<'_>, it: &Proposal) -> bool {
    let words: Vec<String> = asked.tokens.iter().map(word).collect();
    let command = it.command.as_str();
    let broken = ROWS.iter().any(|(said, families, must)| {
        let bound = families.split(' ').any(|family| family == it.family);
        bound && said.split(';').any(|it| is_said(&words, it)) && !must.allows(command)
    });
    let named = it.family != "records" && names_characters(&words, command);
    let files = reads_nested(asked, &words, it)
        || appends_to_archive(command)
        || deletes_archive(asked, command)
        || takes_versions(asked, command);
    let stray = is_target_a_condition(asked, command)
        || enters_a_file(asked, command)
        || is_product(asked, it)
        || loses_a_name(asked, &words, command);
    let unasked = it.family == "deeds" && changes_case_unasked(asked, &words, command);
    !(broken || named || files || stray || unasked || ignores_depth(&words, command))
}

/// A token's word as it is compared; empty for a quoted text.
fn word(token: &Token<'_>) -> String {
    if token.form == Form::Quoted { String::new() } else { token.text.to_lowercase() }
}

impl Must {
    fn allows(&self, command: &str) -> bool {
        // A zero stands for the start or the end of the command.
        let has = |it: &&str| match (it.strip_prefix('\0'), it.strip_suffix('\0')) {
            (Some(start), _) => command.starts_with(start),
            (_, Some(end)) => command.ends_with(end),
            _ => command.contains(*it),
        };
        match self {
            Decline => false,
            Hold(parts) => parts.iter().any(has),
            Lack(parts) => !parts.iter().any(has),
        }
    }
}

/// Whether words stand next to each other in a request.
fn is_said(words: &[String], phrase: &str) -> bool {
    let wanted: Vec<&str> = phrase.split_whitespace().collect();
    let fits = |it: &[String]| it.iter().zip(&wanted).all(|(word, wanted)| wanted.split('|').any(|it| it == word));
    !wanted.is_empty() && words.windows(wanted.len()).any(fits)
}

/// Whether a text stands in a command as a word of its own: not in `[:digit:]`, `--tabs` or a path.
fn holds(command: &str, text: &str) -> bool {
    let bytes = command.as_bytes();
    let mut found = command.match_indices(text);
    found.any(|(at, _)| {
        let joins = |it: &u8| it.is_ascii_alphanumeric() || b":-_/.".contains(it);
        !at.checked_sub(1).and_then(|it| bytes.get(it)).is_some_and(joins)
            && !bytes.get(at + text.len()).is_some_and(joins)
    })
}

/// "Lines ending in a semicolon" is no search for the word.
fn names_characters(words: &[String], command: &str) -> bool {
    let lower = command.to_lowercase();
    let one = |at: usize| {
        let word = words[at].as_str();
        // "The word comma" is meant as it stands.
        let meant = at > 0 && matches!(words[at - 1].as_str(), "word" | "text" | "string" | "named" | "called");
        !meant && CHARACTERS.split_whitespace().any(|it| it == word) && holds(&lower, word)
    };
    let pair = |(first, second): &(&str, &str)| {
        let said = |it: &[String]| {
            it[0] == *first && it[1].trim_end_matches("es").trim_end_matches('s') == second.trim_end_matches('s')
        };
        words.windows(2).any(said) && holds(&lower, second)
    };
    (0..words.len()).any(one) || CHARACTER_PAIRS.iter().any(pair)
}

/// Rows, headings and comments of a file that has none.
fn reads_nested(asked: &Asked<'_>, words: &[String], it: &Proposal) -> bool {
    let names = |endings: &[&str]| {
        let file = |it: &Token<'_>| it.names_path() && endings.iter().any(|end| it.text.to_lowercase().ends_with(end));
        asked.tokens.iter().any(file)
    };
    let said = |wanted: &str| words.iter().any(|it| wanted.split(' ').any(|word| word == it));
    let starts = |programs: &[&str]| programs.iter().any(|program| it.command.starts_with(program));
    let rows = match it.family {
        "lines" if starts(&["sort", "column", "uniq", "paste", "awk '!seen"]) => !said("line lines"),
        "lines" if starts(&["head -n 1 "]) => !said("line lines first top one 1"),
        _ => false,
    };
    let comments = it.command.contains("[[:space:]]*#") && said("comment comments");
    rows && names(NESTED) || comments && names(OTHER_COMMENTS)
}

/// Text written behind an archive destroys it.
fn appends_to_archive(command: &str) -> bool {
    let target = command.split_once(">> ").map_or("", |it| it.1).trim_end_matches('\'');
    ARCHIVES.iter().any(|it| target.ends_with(it))
}

/// "Remove a.txt from a.zip" is no order to delete the archive.
fn deletes_archive(asked: &Asked<'_>, command: &str) -> bool {
    let archive = |it: &Token<'_>| it.names_path() && ARCHIVES.iter().any(|end| it.text.ends_with(end));
    let from = asked.tokens.windows(2).any(|it| matches!(it[0].text, "from" | "in" | "inside") && archive(&it[1]));
    command.starts_with("rm ") && from
}

/// `v1.0` is a version, no file to compare.
fn takes_versions(asked: &Asked<'_>, command: &str) -> bool {
    let version = |it: &str| {
        let digits = it.strip_prefix('v').unwrap_or(it);
        digits.contains('.') && digits.split('.').all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
    };
    command.starts_with("diff ") && asked.tokens.iter().any(|it| it.form != Form::Quoted && version(it.text))
}

/// "Save the list to files.txt" does not look for files of that name.
fn is_target_a_condition(asked: &Asked<'_>, command: &str) -> bool {
    asked.tokens.windows(2).any(|it| {
        matches!(it[0].text, "to" | "into")
            && it[1].form == Form::FileName
            && ["-name ", "-iname "].iter().any(|test| command.contains(&format!("{test}{}", it[1].text)))
    })
}

/// Nothing lies in a file as in a folder: "remove a.txt from b.zip".
fn enters_a_file(asked: &Asked<'_>, command: &str) -> bool {
    asked.tokens.iter().any(|it| {
        it.form == Form::FileName
            && names_file(it.text)
            && command.match_indices(it.text).any(|(at, found)| {
                let behind = command.get(at + found.len()..).unwrap_or_default();
                let starts = command[..at].ends_with([' ', '\'']);
                starts && behind.strip_prefix('/').is_some_and(|it| it.starts_with(|it: char| it.is_alphanumeric()))
            })
    })
}

/// "Names with an uppercase letter" are looked for; only an order changes them.
fn changes_case_unasked(asked: &Asked<'_>, words: &[String], command: &str) -> bool {
    const ORDERS: &str = "rename|renamed|renaming|change|changed|convert|converted|make|turn|turned|put|should|shall|must|become|becomes|set; \
        to|into|in lower|upper|small|capital|lowercase|uppercase|lower-case|upper-case|capitals; \
        to|into all|only lower|upper|small|capital|lowercase|uppercase|capitals";
    let first = (0..words.len()).find(|it| !asked.is_free(*it)).map_or("", |it| words[it].as_str());
    let ordered = ["lower", "upper", "capital"].iter().any(|it| first.starts_with(it))
        || ORDERS.split(';').any(|it| is_said(words, it));
    (command.contains(",,}") || command.contains("^^}")) && !ordered
}

/// `price*quantity` is a product where something is summed up, no pattern for names.
fn is_product(asked: &Asked<'_>, it: &Proposal) -> bool {
    let product = |token: &Token<'_>| {
        let parts = token.text.split_once('*').filter(|_| token.form == Form::Glob);
        parts.is_some_and(|(a, b)| {
            [a, b].iter().all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphabetic()))
        })
    };
    let sums = |it: &Token<'_>| matches!(it.text.to_lowercase().as_str(), "total" | "sum" | "average" | "mean");
    it.family == "files" && asked.tokens.iter().any(product) && asked.tokens.iter().any(sums)
}

/// Of "to backup unicorns" a command may not take the last word alone for a name.
fn loses_a_name(asked: &Asked<'_>, words: &[String], command: &str) -> bool {
    let moves = ["cp ", "mv ", "ln ", "rsync "].iter().any(|it| command.starts_with(it));
    let Some(target) = command.rsplit(' ').next().filter(|_| moves) else { return false };
    let target = target.trim_end_matches('/');
    let plain = |at: usize| asked.tokens[at].form == Form::Word && !asked.is_free(at);
    let Some(at) = words.iter().rposition(|it| it == target) else { return false };
    at > 1
        && plain(at)
        && plain(at - 1)
        && matches!(words[at - 2].as_str(), "to" | "into")
        && !asked.tokens[at - 1].is_any("folder file new named in into to")
        && !command.contains(words[at - 1].as_str())
}

/// "Not in subfolders" keeps `find` and `grep` out of them.
fn ignores_depth(words: &[String], command: &str) -> bool {
    const SAID: &str = "not|no|without|except|excluding|ignoring|skip|skipping in|into|the|any subfolders|subfolder|subdirectories|subdirs; \
        not|no|without|except|excluding|ignoring|skip|skipping subfolders|subfolder|subdirectories|subdirs; \
        not in|into the|any subfolders|subdirectories|subdirs; not recursively|recursive; non-recursively; non-recursive";
    let walks = command.contains("find ") && !command.contains("-maxdepth") || command.starts_with("grep -r");
    walks && SAID.split(';').any(|it| is_said(words, it))
}
