//! Whether an answer does what words behind a request can have meant: what was misread shows in what it does beyond them.

use super::STRICT;
use crate::Answer;
use crate::literals::{self, Form, Token};
use crate::vocabulary::FILLER;

/// Programs that only say more of each file that is found.
const SHOWS: &str = "ls stat du realpath basename test grep";

/// Whether an answer can be the earlier one with what the words add; how they are meant is whether they order a deed, whether they
/// add a value to its like, and how many values gave way.
pub(super) fn is_sound(
    words: &str,
    (doing, widens, replaced): (bool, bool, usize),
    earlier: Option<&Answer>,
    answer: &Answer,
) -> bool {
    let Some(tokens) = literals::tokens(words) else { return false };
    let before = earlier.map_or("", |it| it.command.as_str());
    let new = answer.command.as_str();
    keeps_to_words(&tokens, before, new)
        && (replaced > 0 || says_no(&tokens, before, new))
        && (doing || does_no_more(before, new, widens))
        && (doing || earlier.is_none() || STRICT.contains(&answer.family) || is_of_program(before, new))
        && (replaced > 0 || widens || is_announced(&tokens, answer))
}

/// Whether no word with a meaning of its own was taken for a name: "recursively" is no container.
fn keeps_to_words(tokens: &[Token<'_>], before: &str, new: &str) -> bool {
    const QUALITIES: &str = "recursive biggest smallest newest oldest older newer bigger smaller hidden empty human reverse \
        ascending first last top total unique recent case insensitive detail executable regardless";
    let is_value = |it: &Token<'_>| it.form == Form::Word && it.is_any(QUALITIES) && !is_program(it.text);
    !tokens.iter().any(|it| is_value(it) && holds(new, it.text) && !holds(before, it.text))
}

/// Whether a word is the name of a program that answers use.
fn is_program(word: &str) -> bool {
    "head tail uniq".split(' ').any(|it| it == word)
}

/// Whether a command has a word; what stands behind a dash is a flag.
fn holds(command: &str, word: &str) -> bool {
    let is_edge = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() && it != '-' && it != '_');
    command
        .match_indices(word)
        .any(|(at, _)| is_edge(command[..at].chars().next_back()) && is_edge(command[at + word.len()..].chars().next()))
}

/// Whether a negation shows in the command: without one it says the opposite.
fn says_no(tokens: &[Token<'_>], before: &str, new: &str) -> bool {
    const SIGNS: [&str; 12] =
        ["!", "exclude", " -v", "-prune", "tail -n +", "ignore", "--no-", "-maxdepth", "-L", "NR > 1", "invert", " -I"];
    let denies = tokens.iter().any(|it| it.is_any("not without exclude"));
    // "Ignoring case" leaves nothing out.
    let of_case = tokens.iter().any(|it| it.is_any("case"));
    let count = |command: &str| SIGNS.iter().map(|it| command.matches(it).count()).sum::<usize>();
    !denies || of_case || count(new) > count(before) || new.len() < before.len()
}

/// Whether a command runs nothing more than the earlier one did, beyond what looks at what was found.
fn does_no_more(before: &str, new: &str, widens: bool) -> bool {
    let count = |command: &str, sign: &str| command.matches(sign).count();
    if ["&&", " > ", ">>", "; "].iter().any(|it| count(new, it) > count(before, it)) {
        return false;
    }
    let run = |command: &str| -> Vec<String> {
        let behind = command.split("-exec ").skip(1);
        behind.filter_map(|it| it.split(' ').next()).map(str::to_owned).collect()
    };
    let known = run(before);
    // What was done to all at once may be done to each that is left.
    let first = before.trim_start_matches("sudo ").split(' ').next().unwrap_or_default();
    run(new).iter().all(|it| known.contains(it) || it == first || !widens && SHOWS.split(' ').any(|word| word == it))
}

/// Whether two commands begin with one program, and with one sub-command of it.
fn is_of_program(before: &str, new: &str) -> bool {
    let names = |command: &str| -> Vec<String> {
        let words = command.trim_start_matches("sudo ").split(' ').take(2);
        words
            .filter(|it| it.bytes().all(|it| it.is_ascii_lowercase() || it == b'-') && !it.starts_with('-'))
            .map(str::to_owned)
            .collect()
    };
    let (old, new) = (names(before), names(new));
    let both = old.len().min(new.len());
    // `ps aux` and `ps -u bob` are one program; `docker images` and `docker diff` are two deeds.
    old.first() == new.first() && (both < 2 || old.get(1) == new.get(1) || old.first().is_some_and(|it| it == "ps"))
}

/// Whether the first word that says something is one that somebody knows, or stands where a name stands: "purple" is no
/// folder, "in purple" is one.
fn is_announced(tokens: &[Token<'_>], answer: &Answer) -> bool {
    let says = |it: &&Token<'_>| !it.is(FILLER) && !it.is_mark() && !it.is_any("only and also but");
    let Some(first) = tokens.iter().find(says) else { return true };
    let unknown = first.form == Form::Word && first.number.is_none() && (first.concept.is_empty() || first.guessed);
    let word = crate::words::Word::of(first);
    !unknown || !STRICT.contains(&answer.family) && crate::intents::knows(&word) || !holds(&answer.command, first.text)
}
