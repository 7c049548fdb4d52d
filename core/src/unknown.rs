//! Flags and sub-commands that a program does not know, and what was probably meant.

use crate::knowledge::{self, Program, Syntax};
use crate::script::{Arg, Command, Flag, Word};

/// The flags of a command that its facts do not know. Where there are no facts, nothing is known of any.
pub(crate) fn flags(command: &Command) -> impl Iterator<Item = &Flag> {
    let has_facts = !command.facts().is_empty();
    command.flags().filter(move |it| has_facts && !it.known && !is_number(it))
}

/// `head -5`
fn is_number(flag: &Flag) -> bool {
    flag.short.is_some_and(|it| it.is_ascii_digit())
}

/// A long flag that a program does not have for sure.
pub(crate) struct MisspeltFlag<'a> {
    pub(crate) flag: &'a Flag,
    /// The long name that was meant.
    pub(crate) meant: &'static str,
    /// The program, with its sub-commands.
    pub(crate) program: String,
    /// What stands before the name of a flag.
    pub(crate) dashes: &'static str,
}

/// The long flags of a command, and of the programs that run it, that are one slip away from one that is there.
pub(crate) fn misspelt_flags(command: &Command) -> Vec<MisspeltFlag<'_>> {
    if !command.is_read_to_its_end() {
        return Vec::new();
    }
    let mut found: Vec<MisspeltFlag<'_>> = Vec::new();
    for wrapper in &command.wrappers {
        let Some(facts) = knowledge::program(&wrapper.program).filter(|it| it.subcommands.is_empty()) else { continue };
        let unknown = wrapper.flags.iter().filter(|it| !it.known);
        found.extend(unknown.filter_map(|it| misspelt(command, it, facts, &[facts])));
    }
    let unknown = flags(command);
    found.extend(unknown.filter_map(|it| misspelt(command, it, owner(command, it.word)?, command.facts())));
    found
}

/// A flag that is read by `owner`, a program or the sub-command of `facts` at that place.
fn misspelt<'a>(
    command: &Command,
    flag: &'a Flag,
    owner: &'static Program,
    facts: &[&'static Program],
) -> Option<MisspeltFlag<'a>> {
    let name = flag.long.as_deref()?;
    let word = command.words.get(flag.word)?;
    // A word that is filled in later can say anything.
    let is_whole = word.literal().is_some() || word.literal_prefix().contains('=');
    if !is_whole || !owner.complete || owner.syntax == Syntax::Pairs {
        return None;
    }
    // The program's own flags are often taken behind its sub-command too, an abbreviation is no slip, and some programs
    // take `--no-` before any flag.
    let all = || facts.iter().flat_map(|it| it.flags).filter_map(|it| it.long);
    let plain = name.strip_prefix("no-").unwrap_or(name);
    if all().any(|it| it.starts_with(name) || it == plain || name.strip_suffix('s') == Some(it)) {
        return None;
    }
    let own = owner.flags.iter().filter_map(|it| it.long).filter(|it| it.len() > 1);
    let meant = slip(name, own).filter(|it| !negates(name, it) && !negates(it, name))?;
    let names: Vec<&str> = facts.iter().map(|it| it.name).collect();
    let dashes = if owner.syntax == Syntax::Words { "-" } else { "--" };
    Some(MisspeltFlag { flag, meant, program: names.join(" "), dashes })
}

/// The program or sub-command that reads a flag; none where that is not clear.
fn owner(command: &Command, word: usize) -> Option<&'static Program> {
    let facts = command.facts();
    let operands = command.args.iter().filter_map(|it| if let Arg::Operand(at) = it { Some(*at) } else { None });
    let before = operands.filter(|it| *it < word).count();
    let owner = *facts.get(before.min(facts.len().checked_sub(1)?))?;
    // Behind a sub-command that is not known, flags are its own.
    let is_behind_unknown = before + 1 > facts.len() && !owner.subcommands.is_empty();
    (!is_behind_unknown).then_some(owner)
}

/// Programs whose sub-commands have all been compared with what the program has: a real one that is not in the facts
/// is at least not near to one of them.
const SURE: [&str; 21] = [
    "apt",
    "apt-get",
    "cargo",
    "docker",
    "docker container",
    "docker image",
    "docker network",
    "docker system",
    "docker volume",
    "git",
    "go",
    "helm",
    "kubectl",
    "loginctl",
    "pip",
    "podman",
    "snap",
    "systemctl",
    "terraform",
    "zfs",
    "zpool",
];

/// A sub-command that the program does not have for sure, and the one that was meant.
pub(crate) fn misspelt_subcommand(command: &Command) -> Option<(&Word, &'static str)> {
    let own = command.facts().last().copied().filter(|it| !it.subcommands.is_empty())?;
    let word = command.own_operands().next()?;
    let name = word.literal().filter(|it| it.len() >= 4)?;
    let path: Vec<&str> = command.facts().iter().map(|it| it.name).collect();
    if !SURE.contains(&path.join(" ").as_str()) {
        return None;
    }
    let is_name = name.bytes().all(|it| it.is_ascii_alphabetic() || it == b'-');
    if !is_name || !own.operands.is_empty() || own.wraps.is_some() {
        return None;
    }
    let known = || own.subcommands.iter().flat_map(|it| std::iter::once(it.name).chain(it.aliases.iter().copied()));
    // An alias is often a name cut short or made longer.
    if known().any(|it| it.starts_with(name) || name.starts_with(it)) {
        return None;
    }
    slip(name, known().filter(|it| it.len() >= 3)).map(|it| (word, it))
}

/// The name that differs from `name` as a slip of the fingers does, where there is only one.
fn slip<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() < 4 {
        return None;
    }
    let near = crate::nearest::nearest(name, known)?;
    let most = if name.len() < 8 { 1 } else { 2 };
    let digits = |it: &str| it.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    (crate::nearest::distance(name, near) <= most && digits(name) == digits(near)).then_some(near)
}

/// Whether one flag takes another back: `--no-verify`, `--without-x`.
fn negates(one: &str, other: &str) -> bool {
    ["no", "no-", "non", "un", "dis", "without-"].iter().any(|it| one.strip_prefix(it) == Some(other))
}
