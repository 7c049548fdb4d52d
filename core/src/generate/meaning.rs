//! What a command does, apart from how it is written: two commands of one meaning are one answer.

use crate::knowledge::Syntax;
use crate::script::{Arg, Command, Dialect, Flag, Node, dump, walk_outer};
use crate::{Document, Span, actions};

/// Programs of whose flags one means another thing in another place.
const ORDERED: [&str; 26] = [
    "tar",
    "curl",
    "rsync",
    "sed",
    "awk",
    "gcc",
    "g++",
    "cc",
    "clang",
    "ld",
    "jq",
    "zip",
    "ssh",
    "scp",
    "iptables",
    "ip6tables",
    "nft",
    "ip",
    "openssl",
    "convert",
    "magick",
    "mount",
    "gpg",
    "pg_dump",
    "restic",
    "borg",
];

/// Flags of which the last one counts, by program.
const RIVALS: [(&str, &str); 9] = [
    ("cp", "fin"),
    ("mv", "fin"),
    ("rm", "fiI"),
    ("ln", "fi"),
    ("ls", "tSXUvf"),
    ("ls", "l1CxmgonN"),
    ("grep", "EFGP"),
    ("grep", "Hh"),
    ("sort", "ngMhRV"),
];

/// What a command is: the typed model without blanks and places, flags that go together in one order and one spelling.
/// A text that is not understood is itself.
pub(super) fn meaning(command: &str, dialect: Dialect) -> String {
    let document = Document::new(command, dialect);
    if document.chunks().iter().any(|it| !it.body.errors.is_empty()) {
        return command.to_owned();
    }
    let mut edits: Vec<(Span, String)> = Vec::new();
    for chunk in document.chunks() {
        walk_outer(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node
                && let Some((span, text)) = in_order(command, &chunk.body.text)
                && edits.last().is_none_or(|it| it.0.end <= span.start + chunk.start)
            {
                edits.push((span.shifted(chunk.start), text));
            }
        });
    }
    if edits.is_empty() { modelled(&document, command) } else { modelled(&actions::edited(&document, &edits), command) }
}

/// The typed model without places.
fn modelled(document: &Document, command: &str) -> String {
    let mut meaning = String::new();
    for line in dump(document.chunks()).lines() {
        let indent = line.len() - line.trim_start().len();
        let (blanks, rest) = line.split_at(indent);
        let is_place = |it: &str| it.split_once(':').is_some_and(|(line, column)| is_number(line) && is_number(column));
        let text = rest.split_once(' ').filter(|it| is_place(it.0)).map_or(rest, |it| it.1);
        meaning.push_str(blanks);
        meaning.push_str(text);
        meaning.push('\n');
    }
    if meaning.is_empty() { command.to_owned() } else { meaning }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

/// What stands behind a program's name, in the one order and spelling that all ways to write it share; `None` where the
/// facts do not know each flag, or an order means something.
fn in_order(command: &Command, text: &str) -> Option<(Span, String)> {
    let facts = *command.facts().first()?;
    let last = *command.facts().last()?;
    let is_plain = facts.syntax == Syntax::Posix && last.syntax == Syntax::Posix && facts.wraps.is_none();
    if !is_plain || ORDERED.contains(&facts.name) || command.flags().next().is_none() {
        return None;
    }
    let start = command.name_span().end;
    let span = Span::new(start, command.words.last()?.span.end);
    if span.start >= span.end || command.redirects.iter().any(|it| it.span.start < span.end) {
        return None;
    }
    // The words that name a sub-command stay first, and what stands before them is the outer program's.
    let mut names = command.facts().len() - 1;
    let (mut bare, mut valued, mut operands, mut subcommands) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for arg in &command.args {
        match arg {
            Arg::EndOfFlags(_) => return None,
            Arg::Operand(word) if names > 0 => {
                names -= 1;
                subcommands.push(command.words.get(*word)?.span.of(text).to_owned());
            }
            Arg::Operand(word) => operands.push(command.words.get(*word)?.span.of(text).to_owned()),
            Arg::Flag(_) if names > 0 => return None,
            Arg::Flag(flag) => {
                let name = spelled(flag, facts.name)?;
                match (&flag.value, flag.facts) {
                    (Some(value), _) => valued.push(format!("{name} {}", value.span.of(text))),
                    (None, Some(_)) => bare.push(name),
                    (None, None) => valued.push(name),
                }
            }
        }
    }
    if has_rivals(facts.name, &bare) {
        return None;
    }
    // Some commands count how often a flag is given.
    bare.sort();
    let all = subcommands.into_iter().chain(bare).chain(valued).chain(operands);
    Some((span, all.flat_map(|it| [" ".to_owned(), it]).collect()))
}

/// Whether two of some flags are such that the last one counts.
pub(super) fn has_rivals(program: &str, flags: &[impl AsRef<str>]) -> bool {
    let given =
        |it: char| flags.iter().any(|flag| flag.as_ref().strip_prefix('-') == Some(it.encode_utf8(&mut [0; 4])));
    RIVALS.iter().any(|it| it.0 == program && it.1.chars().filter(|it| given(*it)).count() > 1)
}

/// A flag by its letter, else by its long name; a number behind a dash as the count that it is.
fn spelled(flag: &Flag, program: &str) -> Option<String> {
    match flag.facts {
        Some(facts) => match (facts.short, facts.long) {
            // A value that may be left out is only ever attached.
            _ if facts.optional => None,
            (Some(letter), _) => Some(format!("-{letter}")),
            (None, Some(long)) => Some(format!("--{long}")),
            (None, None) => None,
        },
        None => {
            let number = flag.long.as_deref().filter(|it| is_number(it))?;
            matches!(program, "head" | "tail").then(|| format!("-n {number}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_command_is_written_makes_no_other_one() {
        for (left, right) in [
            ("ls -la", "ls -l -a"),
            ("ls -al src", "ls --all -l src"),
            ("ls src -l", "ls -l src"),
            ("grep -rn TODO src", "grep -n -r TODO src"),
            ("grep -e b -rn src", "grep -rne b src"),
            ("head -5 a", "head -n 5 a"),
            ("head -n5 a | sort -rn", "head -n 5 a|sort -nr"),
            ("du -sh *", "du -h -s *"),
            ("git log --oneline -n 5", "git log -n 5 --oneline"),
            ("sudo rm -rf a", "sudo rm -fr a"),
            ("docker ps --all", "docker ps -a"),
            ("x=$(ls -la)", "x=$(ls -al)"),
        ] {
            assert_eq!(meaning(left, Dialect::Bash), meaning(right, Dialect::Bash), "{left} and {right}");
        }
    }

    #[test]
    fn what_does_something_else_is_another_one() {
        for (left, right) in [
            ("ls -l", "ls -a"),
            ("ls a b", "ls b a"),
            ("cp -i -n a b", "cp -n -i a b"),
            ("ls -tS", "ls -St"),
            ("tar -C a -cf x b", "tar -cf x b -C a"),
            ("find . -name a -type f", "find . -type f -name a"),
            ("grep -e a -e b x", "grep -e b -e a x"),
            ("rsync --include=a --exclude=b x y", "rsync --exclude=b --include=a x y"),
            ("ls -- -l", "ls -l --"),
            ("sort -k 1 -k 2 a", "sort -k 2 -k 1 a"),
            ("head -5 a", "tail -5 a"),
            ("sudo ls", "ls"),
            ("ls -l > a", "ls -l >> a"),
            ("git -C a log", "git log"),
            ("grep a b", "grep 'a b'"),
        ] {
            assert_ne!(meaning(left, Dialect::Bash), meaning(right, Dialect::Bash), "{left} and {right}");
        }
    }
}
