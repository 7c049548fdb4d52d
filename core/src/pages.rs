//! What the manual pages and tldr pages of a machine say, as plain data: whoever may open files hands it in.
//!
//! Core asks by name and never waits long: a page that is not read yet is no page, until the next time.

use std::fmt::Debug;
use std::sync::Arc;

mod examples;
mod installed;

pub use examples::{ATTRIBUTION, Example, Examples};
pub use installed::{Manual, ManualOption};

/// More words than this no sub-command has.
const WORDS: usize = 4;
/// The name of a page is not longer.
const NAME: usize = 100;

/// The pages of a machine.
pub trait Pages: Debug + Send + Sync {
    /// The manual page of this name, such as `tar` or `git-push`; or the part of one that is about a name, such as
    /// `bash:read`. None where there is none, and where reading it takes too long.
    fn manual(&self, name: &str) -> Option<Arc<Manual>>;

    /// The example of the tldr page of this name that has most of these flags, as [`Examples::best`] chooses it.
    fn example(&self, name: &str, flags: &[&str]) -> Option<Example>;
}

/// A machine without pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPages;

impl Pages for NoPages {
    fn manual(&self, _: &str) -> Option<Arc<Manual>> {
        None
    }

    fn example(&self, _: &str, _: &[&str]) -> Option<Example> {
        None
    }
}

/// Where a command may be described, the nearest first: a page of its own, then a part of the page above it, then that
/// page. `git`, `stash`, `pop` gives `git-stash-pop`, `git-stash:pop`, `git-stash`, `git:stash`, `git`.
pub fn names(command: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for count in (1..=command.len().min(WORDS)).rev() {
        names.push(command[..count].join("-"));
        if count > 1 {
            names.push(format!("{}:{}", command[..count - 1].join("-"), command[count - 1]));
        }
    }
    if let Some(other) = named_by_knowledge(command) {
        // A page that is called like a builtin is about something else.
        names.insert(usize::from(!other.contains(':')).min(names.len()), other.to_owned());
    }
    names.retain(|it| is_name(it));
    names
}

/// Whether a page may be called so. Names come from scripts: no path is one, and no hidden file.
pub fn is_name(name: &str) -> bool {
    let fits = |it: char| it.is_ascii_alphanumeric() || "-_.+@[:".contains(it);
    (1..=NAME).contains(&name.len()) && !name.starts_with(['.', '-', ':']) && name.chars().all(fits)
}

/// The page of a command: one of its own, else the part of the page above it that is about it.
/// The page of `git` is not the page of `git push`.
pub fn manual(pages: &dyn Pages, command: &[&str]) -> Option<Arc<Manual>> {
    let command = &command[..command.len().min(WORDS)];
    let (last, above) = command.split_last()?;
    own(pages, command, |_| true)
        .or_else(|| ask(pages, &format!("{}:{last}", above.join("-"))).filter(|_| !above.is_empty()))
}

/// What the manual says of a flag of a command, and on which page. `flag` is as it is typed, with its dashes: `-x`,
/// `--long`, `--long=value`; a bundle such as `-xzf` is asked for letter by letter.
///
/// A page above tells of a sub-command's flags only where it has a part about that sub-command, and no flag of another
/// part counts: `-n` of `git` is not `-n` of `git push`.
pub fn option(pages: &dyn Pages, command: &[&str], flag: &str) -> Option<(Arc<Manual>, ManualOption)> {
    let command = &command[..command.len().min(WORDS)];
    let found = |manual: Arc<Manual>| {
        let option = manual.option(flag)?.clone();
        Some((manual, option))
    };
    let (last, above) = command.split_last()?;
    if let Some(own) = own(pages, command, |it| !it.options.is_empty()) {
        return found(own);
    }
    let part = ask(pages, &format!("{}:{last}", above.join("-"))).filter(|_| !above.is_empty())?;
    found(part).or_else(|| {
        let page = ask(pages, &above.join("-"))?;
        let option = page.general_option(flag)?.clone();
        Some((page, option))
    })
}

/// The example that is nearest to a command with these flags. A page above counts only for examples that have the
/// sub-command's words.
pub fn example(pages: &dyn Pages, command: &[&str], flags: &[&str]) -> Option<Example> {
    let command = &command[..command.len().min(WORDS)];
    (1..=command.len()).rev().find_map(|count| {
        let name = command[..count].join("-");
        let example = pages.example(&name, flags).filter(|_| is_name(&name))?;
        let mut words = example.text.split_whitespace();
        command.iter().all(|wanted| words.any(|it| it == *wanted)).then_some(example)
    })
}

/// The page that is about this command alone, if it has what is asked for; else the one that our facts name.
fn own(pages: &dyn Pages, command: &[&str], has: impl Fn(&Manual) -> bool) -> Option<Arc<Manual>> {
    let named = named_by_knowledge(command);
    if let Some(part) = named.filter(|it| it.contains(':')) {
        return pages.manual(part);
    }
    let own = ask(pages, &command.join("-")).filter(|it| has(it));
    own.or_else(|| pages.manual(named?))
}

fn ask(pages: &dyn Pages, name: &str) -> Option<Arc<Manual>> {
    pages.manual(name).filter(|_| is_name(name))
}

/// The page that our facts name for a command, where that is not called like it.
fn named_by_knowledge(command: &[&str]) -> Option<&'static str> {
    let (program, words) = command.split_first()?;
    let mut program = crate::knowledge::program(program)?;
    for word in words {
        program = program.subcommand(word)?;
    }
    program.manual
}

#[cfg(test)]
mod tests;
