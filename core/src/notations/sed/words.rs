//! Says what one command of a script of `sed` does, and to which lines.

use super::{Address, Command, Deed, Place, Which};
use crate::notations::quoted;
use std::fmt::Write;

/// What a command does. `only` stands before what is printed where nothing else is; `is_alone` says that it is the only command.
pub(super) fn in_words(command: &Command, quiet: bool, only: &str, is_alone: bool) -> Option<String> {
    let place = &command.place;
    let lines = lines(place)?;
    Some(match &command.deed {
        Deed::Print if quiet && matches!(place, Place::Every) => "prints every line".to_owned(),
        Deed::Print if quiet => format!("prints {only}{lines}"),
        Deed::Print => format!("prints {lines} a second time"),
        Deed::Delete => format!("deletes {lines}"),
        Deed::Number if matches!(place, Place::At(Address::Last)) && quiet => {
            "prints how many lines there are".to_owned()
        }
        Deed::Number => format!("prints the numbers of {lines}"),
        Deed::Quit(code, prints) => {
            let code = code.as_ref().map_or(String::new(), |it| format!(" with exit status {it}"));
            match place {
                Place::At(Address::Line(line)) if *prints && !quiet && is_alone && code.is_empty() => match line {
                    1 => "prints the first line only".to_owned(),
                    _ => format!("prints the first {line} lines only"),
                },
                Place::At(_) => {
                    let at = at(place)?;
                    format!("ends {} {at}{code}", if *prints { "behind" } else { "before" })
                }
                _ => return None,
            }
        }
        Deed::Run(run) if run.is_empty() => {
            format!("runs {lines} as shell commands, and puts what each prints in its place")
        }
        Deed::Run(run) => format!("runs the shell command {} before {}", quoted(run), each(place)?),
        Deed::Replace { what, by, which, any_case, prints, runs } => {
            let which = match which {
                Which::First => "the first match of".to_owned(),
                Which::Every => "every match of".to_owned(),
                Which::Nth(n) => format!("match number {n} of"),
                Which::From(n) => format!("match number {n} and all behind it of"),
            };
            let what = if what.is_empty() { "the expression used last".to_owned() } else { quoted(what) };
            let mut said = if by.is_empty() {
                format!("takes out {which} {what}")
            } else {
                format!("replaces {which} {what} by {}", quoted(by))
            };
            let _ = write!(said, " in {}", each(place)?);
            let mut notes = Vec::new();
            if *any_case {
                notes.push("in any case");
            }
            let (whole, groups) = references(by);
            if whole {
                notes.push("`&` being what matched");
            }
            for note in notes {
                let _ = write!(said, ", {note}");
            }
            let _ = match &*groups {
                [] => Ok(()),
                [one] => write!(said, ", `\\{one}` being what group {one} matched"),
                [first, ..] => write!(said, ", `\\{first}` and so on being what the groups matched"),
            };
            if *runs {
                said.push_str(
                    "; runs each line that this changed as a shell command, and puts what that prints in its place",
                );
            }
            if *prints {
                if quiet {
                    let _ = write!(said, "; prints {only}the lines that this changed");
                } else {
                    said.push_str("; prints such a line twice");
                }
            }
            said
        }
        Deed::Translate(from, to) => {
            if from.chars().count() != to.chars().count() || from.contains('\\') || to.contains('\\') {
                return None;
            }
            format!(
                "turns each character of {} into the one of {} at the same place, in {lines}",
                quoted(from),
                quoted(to)
            )
        }
        Deed::Insert(text) => format!("puts the line {} before {}", quoted(text), each(place)?),
        Deed::Append(text) => format!("puts the line {} behind {}", quoted(text), each(place)?),
        Deed::Change(text) => match place {
            Place::From(..) => format!("replaces {lines} together by the line {}", quoted(text)),
            _ => format!("replaces {} by the line {}", each(place)?, quoted(text)),
        },
        Deed::Read(file) => format!("puts what the file {} holds behind {}", quoted(file), each(place)?),
    })
}

/// Whether a replacement holds what matched, and which groups.
fn references(by: &str) -> (bool, Vec<char>) {
    let (mut whole, mut groups, mut guarded) = (false, Vec::new(), false);
    for char in by.chars() {
        whole |= char == '&' && !guarded;
        if guarded && matches!(char, '1'..='9') && !groups.contains(&char) {
            groups.push(char);
        }
        guarded = char == '\\' && !guarded;
    }
    (whole, groups)
}

/// `2nd`, `3rd`, `11th`.
fn nth(number: u64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The lines of a place: "line 5", "lines 5 to 10", "lines that match `x`".
fn lines(place: &Place) -> Option<String> {
    Some(match place {
        Place::Every => "every line".to_owned(),
        Place::At(address) => match address {
            Address::Line(line) => format!("line {line}"),
            Address::Last => "the last line".to_owned(),
            Address::Matching(expression, any_case) => format!("lines that match {}", matching(expression, *any_case)),
            Address::Step(first, 0) => format!("line {first}"),
            Address::Step(0, step) => format!("every line whose number can be divided by {step}"),
            Address::Step(first, 1) => format!("line {first} and all behind it"),
            Address::Step(first, step) => format!("line {first} and every {} from there", nth(*step)),
            Address::More(_) | Address::Multiple(_) => return None,
        },
        Place::From(first, last) => match (first, last) {
            (Address::Line(first), Address::Line(last)) if last > first => format!("lines {first} to {last}"),
            (Address::Line(first), Address::Line(_)) => format!("line {first}"),
            (Address::Line(first), Address::More(0)) => format!("line {first}"),
            (Address::Line(first), Address::More(more)) => format!("lines {first} to {}", first.checked_add(*more)?),
            (Address::Line(1), Address::Last) => "every line".to_owned(),
            (Address::Line(first), Address::Last) => format!("line {first} and all behind it"),
            (Address::Line(0), Address::Matching(expression, any_case)) => {
                format!("the lines up to the first that matches {}", matching(expression, *any_case))
            }
            _ => {
                let from = match first {
                    Address::Line(line) => format!("from line {line}"),
                    Address::Last => return None,
                    Address::Matching(expression, any_case) => {
                        format!("from each line that matches {}", matching(expression, *any_case))
                    }
                    _ => return None,
                };
                let to = match last {
                    Address::Line(line) => format!("to line {line}, or alone where that is past"),
                    Address::Last => "to the end".to_owned(),
                    Address::Matching(expression, any_case) => {
                        format!("to the next that matches {}", matching(expression, *any_case))
                    }
                    Address::More(1) => "to the line behind it".to_owned(),
                    Address::More(more) => format!("to {more} lines further"),
                    Address::Multiple(0) => return None,
                    Address::Multiple(of) => format!("to the next line whose number can be divided by {of}"),
                    Address::Step(..) => return None,
                };
                format!("the lines {from} {to}")
            }
        },
        Place::Not(inner) => match &**inner {
            Place::At(Address::Matching(expression, any_case)) => {
                format!("lines that do not match {}", matching(expression, *any_case))
            }
            _ => format!("all lines but {}", lines(inner)?),
        },
    })
}

/// One line of a place: "each line", "line 5", "each line that matches `x`".
fn each(place: &Place) -> Option<String> {
    Some(match place {
        Place::Every => "each line".to_owned(),
        Place::At(Address::Matching(expression, any_case)) => {
            format!("each line that matches {}", matching(expression, *any_case))
        }
        Place::At(Address::Line(_) | Address::Last) => lines(place)?,
        Place::At(_) => format!("each of these: {}", lines(place)?),
        Place::Not(inner) => match &**inner {
            Place::At(Address::Matching(expression, any_case)) => {
                format!("each line that does not match {}", matching(expression, *any_case))
            }
            _ => format!("every line but {}", lines(inner)?),
        },
        Place::From(Address::Line(1), Address::Last) => "each line".to_owned(),
        Place::From(..) => {
            let lines = lines(place)?;
            if lines.starts_with("line ") && !lines.contains(" and all") { lines } else { format!("each of {lines}") }
        }
    })
}

fn at(place: &Place) -> Option<String> {
    match place {
        Place::At(Address::Matching(expression, any_case)) => {
            Some(format!("the first line that matches {}", matching(expression, *any_case)))
        }
        Place::At(Address::Line(_) | Address::Last) => lines(place),
        _ => None,
    }
}

fn matching(expression: &str, any_case: bool) -> String {
    let expression = if expression.is_empty() { "the expression used last".to_owned() } else { quoted(expression) };
    if any_case { format!("{expression} in any case") } else { expression }
}
