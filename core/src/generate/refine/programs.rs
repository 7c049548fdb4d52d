//! Another program for the same work, where the facts of both make the translation exact.

use super::edits::{commands, edited};
use crate::knowledge::{self, Flag};
use crate::rules::edits::Edits;
use crate::script::{Command, quote};
use crate::target::Platform;
use crate::{Document, Span};

/// Programs that take each other's place: what one does by a sub-command and a flag, the other does by the same.
const ALIKE: &[&[&str]] = &[
    &["docker", "podman"],
    &["apt", "apt-get"],
    &["sudo", "doas"],
    &["yum", "dnf"],
    &["pip", "pip3"],
    &["python", "python3"],
    &["vi", "vim"],
];

/// Programs that people name, beside those whose facts are known.
const NAMED: [&str; 16] = [
    "fd", "exa", "eza", "bat", "dust", "duf", "procs", "sd", "ripgrep", "ugrep", "fzf", "pigz", "aria2c", "httpie",
    "mawk", "gawk",
];

/// What is the name of a program and of a format or a way as well.
const AMBIGUOUS: [&str; 16] = [
    "zip", "tar", "gzip", "bzip2", "xz", "zstd", "7z", "time", "date", "file", "test", "sort", "head", "tail", "join",
    "split",
];

/// Whether a word names a program and nothing else.
pub(super) fn is_program(word: &str) -> bool {
    !AMBIGUOUS.contains(&word) && (NAMED.contains(&word) || knowledge::program(word).is_some())
}

/// The command with another program; `None` where that is not known to do the same.
pub(super) fn with(document: &Document, new: &str, old: Option<&str>, platform: Platform) -> Option<String> {
    let new = if new == "ripgrep" { "rg" } else { new };
    let text = document.text().to_string();
    let all = commands(document);
    let is_there = all.iter().any(|it| it.program.as_deref() == Some(new) || it.is_wrapped_by(new));
    if is_there && old.is_none() {
        return Some(text);
    }
    if new == "rg" {
        let grep = all.iter().find(|it| it.program.as_deref() == Some("grep"))?;
        if all.iter().filter(|it| it.program.as_deref() == Some("grep")).count() > 1
            || old.is_some_and(|it| it != "grep")
        {
            return None;
        }
        return Some(edited(document, &ripgrep(grep)?));
    }
    let class = ALIKE.iter().find(|it| it.contains(&new))?;
    let is_old = |it: &str| class.contains(&it) && it != new && old.is_none_or(|old| old == it);
    let mut changed: Edits = Vec::new();
    for command in &all {
        for wrapper in command.wrappers.iter().filter(|it| is_old(&it.program)) {
            // Without flags `sudo` and `doas` are one.
            if !wrapper.flags.is_empty() {
                return None;
            }
            changed.push((Span::new(wrapper.span.start, wrapper.span.start + wrapper.program.len()), new.to_owned()));
        }
        if command.program.as_deref().is_some_and(is_old) {
            if !takes_the_same(command, new, platform) {
                return None;
            }
            changed.push((command.name_span(), new.to_owned()));
        }
    }
    changed.dedup();
    (!changed.is_empty()).then(|| edited(document, &changed))
}

/// Whether a program has the sub-commands and flags that a command gives to another.
pub(in crate::generate) fn takes_the_same(command: &Command, new: &str, platform: Platform) -> bool {
    let Some(mut program) = knowledge::program(new) else { return false };
    for sub in command.facts().iter().skip(1) {
        let Some(next) = program.subcommand(sub.name) else { return false };
        program = next;
    }
    let is_same = |own: &Flag, other: &Flag| {
        own.short == other.short
            && own.long == other.long
            && own.value.is_some() == other.value.is_some()
            && platform.knows(other)
    };
    // What stands before the sub-command is the outer program's.
    let outer = knowledge::program(new).map(|it| it.flags).unwrap_or_default();
    command
        .flags()
        .all(|given| given.facts.is_some_and(|own| program.flags.iter().chain(outer).any(|other| is_same(own, other))))
}

/// `grep -r TEXT folder` as `rg`: nothing is left out that `grep` would read, and the pattern means the same.
pub(in crate::generate) fn ripgrep(grep: &Command) -> Option<Edits> {
    const SAME: [char; 8] = ['i', 'n', 'l', 'w', 'o', 'v', 'F', 'q'];
    let recursive = grep.has_flag('r', "recursive") || grep.has_flag('R', "dereference-recursive");
    let fixed = grep.has_flag('F', "fixed-strings");
    let mut letters = String::new();
    let mut more: Vec<String> = Vec::new();
    for flag in grep.flags() {
        match (flag.short, flag.long.as_deref()) {
            (Some('r'), _) | (_, Some("recursive")) => {}
            (Some(letter @ ('A' | 'B' | 'C')), _) => {
                let number = flag.value.as_ref()?.literal()?;
                more.extend([" -".to_owned(), letter.to_string(), " ".to_owned(), number.to_owned()]);
            }
            (_, Some("include")) => {
                let glob = flag.value.as_ref()?.literal()?;
                more.extend([" -g ".to_owned(), quote(glob)]);
            }
            (_, Some("exclude-dir")) => {
                let name = flag.value.as_ref()?.literal()?;
                more.extend([" -g ".to_owned(), quote(&format!("!{name}/"))]);
            }
            (Some(letter), _) if SAME.contains(&letter) => letters.push(letter),
            _ => return None,
        }
    }
    let operands: Vec<_> = grep.operands().collect();
    let (pattern, places) = operands.split_first()?;
    let pattern = pattern.literal()?;
    let plain =
        pattern.chars().all(|it| it.is_alphanumeric() || " _-:=@/,<>'\"".contains(it)) && !pattern.starts_with('-');
    if !plain && !fixed || !recursive || places.is_empty() {
        return None;
    }
    let places: Option<Vec<&str>> = places.iter().map(|it| it.literal()).collect();
    let places: Vec<String> = places?.iter().map(|it| quote(it)).collect();
    let letters = if letters.is_empty() { String::new() } else { format!(" -{letters}") };
    let more = more.concat();
    // `rg` leaves out what git ignores and what is hidden, unless told otherwise.
    let text = format!("rg -uu{letters}{more} {} {}", quote(pattern), places.join(" "));
    let start = grep.words.get(grep.head)?.span.start;
    let end = grep.words.last()?.span.end;
    Some(vec![(Span::new(start, end), text)])
}
