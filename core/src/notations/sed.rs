//! The first commands of a `sed` script in words: `5,10p`, `s/a/b/g`, `/x/d`.

use super::typed::Sed;
use reader::Reader;
use words::in_words;

mod reader;
mod words;

/// Longer scripts are not read.
const LONGEST: usize = 1024;

/// How many commands are said; a script with more says nothing.
const MOST_COMMANDS: usize = 4;

/// What a script does. `quiet` is `-n`: then only what a command prints is printed. `is_whole` says that no other
/// script is given beside it.
pub(super) fn said(script: &str, quiet: bool, is_whole: bool) -> Option<String> {
    if script.len() > LONGEST || script.contains('\0') {
        return None;
    }
    let mut reader = Reader { rest: script };
    let mut commands = Vec::new();
    loop {
        reader.skip([' ', '\t', '\n', ';'].as_slice());
        if reader.rest.is_empty() {
            break;
        }
        if commands.len() == MOST_COMMANDS {
            return None;
        }
        commands.push(reader.command()?);
    }
    let prints = |it: &Command| match &it.deed {
        Deed::Print | Deed::Number => true,
        Deed::Replace { prints, .. } => *prints,
        // Their text comes out whatever `-n` says.
        Deed::Insert(_) | Deed::Append(_) | Deed::Change(_) | Deed::Read(_) | Deed::Run(_) => true,
        _ => false,
    };
    let ends = |it: &Command| matches!(it.deed, Deed::Delete | Deed::Change(_) | Deed::Quit(..));
    let is_alone = is_whole && commands.len() == 1;
    let printing = commands.iter().filter(|it| prints(it)).count();
    // Where several print, none of them is the only one.
    let only = if is_whole && printing == 1 && !commands.iter().any(ends) { "only " } else { "" };
    let mut said: Vec<String> = commands.iter().map(|it| in_words(it, quiet, only, is_alone)).collect::<Option<_>>()?;
    if said.is_empty() {
        return None;
    }
    if quiet && is_whole && printing > 1 {
        said.push("nothing else is printed".to_owned());
    }
    if quiet && is_whole && printing == 0 {
        said.push("prints nothing, since `-n` is given and no command prints".to_owned());
    }
    Some(said.join("; "))
}

/// Whether a script runs shell commands: with `e`, or with that flag of `s`.
pub(super) fn runs(script: &str) -> bool {
    if script.len() > LONGEST {
        return false;
    }
    let mut reader = Reader { rest: script };
    for _ in 0..LONGEST {
        reader.skip([' ', '\t', '\n', ';', '{', '}'].as_slice());
        if reader.rest.is_empty() {
            break;
        }
        match reader.command() {
            Some(Command { deed: Deed::Run(_) | Deed::Replace { runs: true, .. }, .. }) => return true,
            Some(_) => {}
            None => break,
        }
    }
    false
}

/// Which part of a script stands at the end of its start.
pub(super) fn typed(script: &str) -> Option<Sed> {
    if script.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { rest: script };
    loop {
        reader.skip(&[' ', '\t', '\n', ';', '{', '}']);
        if reader.rest.is_empty() {
            return Some(Sed::Address);
        }
        for second in [false, true] {
            if reader.has_address() {
                if reader.address().is_none() {
                    // An expression that is still open.
                    return reader.rest.is_empty().then_some(Sed::Address);
                }
                if reader.rest.is_empty() {
                    return Some(if second { Sed::Address } else { Sed::Command });
                }
            }
            reader.skip(&[' ']);
            if second || !reader.takes(',') {
                break;
            }
            reader.skip(&[' ', '+', '~']);
            if reader.rest.is_empty() {
                return Some(Sed::Address);
            }
        }
        reader.skip(&[' ', '!']);
        let Some(letter) = reader.take() else { return Some(Sed::Command) };
        match letter {
            's' => {
                let Some(sign) = reader.delimiter() else { return Some(Sed::What) };
                if reader.up_to(sign, true).is_none() {
                    return reader.rest.is_empty().then_some(Sed::What);
                }
                if reader.up_to(sign, false).is_none() {
                    return reader.rest.is_empty().then_some(Sed::By);
                }
                reader.rest = reader.rest.trim_start_matches(|it: char| it.is_ascii_alphanumeric());
                if reader.rest.is_empty() {
                    return Some(Sed::Flags);
                }
            }
            'd' | 'p' | 'q' | 'Q' | '=' | 'n' | 'N' | 'D' | 'P' | 'g' | 'G' | 'h' | 'H' | 'x' => {
                if reader.rest.is_empty() {
                    return Some(Sed::Command);
                }
            }
            _ => return None,
        }
        reader.skip(&[' ']);
        if !reader.rest.is_empty() && !reader.rest.starts_with([';', '\n', '}', '{']) {
            return None;
        }
    }
}

struct Command {
    place: Place,
    deed: Deed,
}

/// Which lines a command is for.
enum Place {
    Every,
    At(Address),
    From(Address, Address),
    Not(Box<Place>),
}

enum Address {
    Line(u64),
    Last,
    /// An expression, and whether it matches in any case.
    Matching(String, bool),
    /// `first~step`
    Step(u64, u64),
    /// `,+n`
    More(u64),
    /// `,~n`
    Multiple(u64),
}

enum Deed {
    Print,
    Delete,
    Number,
    Quit(Option<String>, bool),
    Replace {
        what: String,
        by: String,
        which: Which,
        any_case: bool,
        prints: bool,
        runs: bool,
    },
    /// `e`, with the command that it runs, or without one.
    Run(String),
    Translate(String, String),
    Insert(String),
    Append(String),
    Change(String),
    Read(String),
}

enum Which {
    First,
    Every,
    Nth(u64),
    From(u64),
}

#[cfg(test)]
mod tests;
