//! What Caro knows of programs: flags, their values, what wraps what, and what runs; packed from `knowledge/*.toml`.

use crate::script::Runs;
use std::collections::HashMap;
use std::sync::OnceLock;

mod unpack;

include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// A program, or a sub-command of one.
#[derive(Debug, PartialEq)]
pub struct Program {
    /// What it is called.
    pub name: &'static str,
    /// Other names for the same.
    pub aliases: &'static [&'static str],
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// How its flags are written.
    pub syntax: Syntax,
    /// Its flags.
    pub flags: &'static [Flag],
    /// What its operands are, in order.
    pub operands: &'static [Operand],
    /// How it runs another program.
    pub wraps: Option<Wraps>,
    /// What it does beyond its own output and its operands.
    pub effects: &'static [Effect],
    /// What brings back what it did, in one sentence.
    pub undo: Option<&'static str>,
    /// How it only shows what it would do, where no flag called `dry-run` does: a flag, another sub-command, or another
    /// program that is given the same operands.
    pub rehearsal: Option<&'static str>,
    /// Whether every flag that its manual page names is here: then an unknown one is a mistake.
    pub complete: bool,
    /// The manual page that describes it, where that is not named after it.
    pub manual: Option<&'static str>,
    /// What a number behind one dash does, as the end of a sentence: `head -5`, `kill -9`.
    pub dash_number: Option<&'static str>,
    /// What an upper-case name behind one dash does: `kill -TERM`.
    pub dash_name: Option<&'static str>,
    /// Templates of sentences that say what a call does; the first that fits is said.
    pub sentences: &'static [Sentence],
    /// What the sentences of its sub-commands go on with, of the flags that stand before these: ", in the folder `x`".
    pub ending: Option<&'static str>,
    /// Its sub-commands.
    pub subcommands: &'static [Program],
}

/// A template of a sentence about one call: `core/knowledge/README.md` describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What must be given, or not given.
    pub when: &'static [&'static str],
    /// The sentence, without its full stop.
    pub says: &'static str,
}

/// How a program's flags are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `-abc` is three flags, `--long` one: most programs.
    Posix,
    /// The first word may be a bundle without its dash: `tar xzf`, `ps aux`.
    OldBundle,
    /// Every flag is a whole word behind one dash: `find -name`, `java -jar`.
    Words,
    /// `name=value` words: `dd if=… of=…`.
    Pairs,
}

/// A flag of a program.
#[derive(Debug, PartialEq)]
pub struct Flag {
    /// Its letter, without the dash.
    pub short: Option<char>,
    /// Its long name, without dashes.
    pub long: Option<&'static str>,
    /// Whether two dashes stand before its long name, although [`Syntax::Words`] has one.
    pub two_dashes: bool,
    /// What it does, as the end of a sentence that begins with the flag: "takes files out of the archive".
    pub summary: &'static str,
    /// The value it takes.
    pub value: Option<Value>,
    /// What the value can be, where that is a short list; some with their meaning behind `: `.
    pub values: &'static [&'static str],
    /// Whether the value may be left out; then it is only ever attached (`-i.bak`, `--color=auto`).
    pub optional: bool,
    /// What it does to its value, or adds to what the program does.
    pub effects: &'static [Effect],
    /// What to write in its place to only see what it would do: `-print` for `-delete`.
    pub rehearsal: Option<&'static str>,
    /// Who has it; every variant where the file names none.
    pub variants: Variants,
}

/// What a flag's value or an operand is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// What documentation calls it: `FILE`, `PATTERN`.
    pub name: &'static str,
    /// What kind of thing it is.
    pub kind: Kind,
}

/// The kinds of [`Value`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text without a meaning to Caro.
    Text,
    /// A file or a folder.
    Path,
    /// A pattern: glob or regular expression.
    Pattern,
    /// A number.
    Number,
    /// A number with a unit of size.
    Size,
    /// A time, a date or a duration.
    Time,
    /// A user or a group.
    User,
    /// A file mode such as `644` or `u+x`.
    Mode,
    /// A web or service address.
    Url,
    /// A host's name or address.
    Host,
    /// Shell text that is run: `sh -c`.
    Script,
    /// Words that are run, up to `;` or `+`: `find -exec`.
    Command,
    /// Code of another language that is run: `python3 -c`, the program of `awk`.
    Code,
}

/// What one operand of a program is, and what happens to it.
#[derive(Debug, PartialEq)]
pub struct Operand {
    /// Its name and kind.
    pub value: Value,
    /// Whether it may stand there any number of times.
    pub many: bool,
    /// What the program does to it.
    pub effects: &'static [Effect],
    /// Flags that stand in for it: with `-e PATTERN`, `grep` has no first operand `PATTERN`.
    pub unless: &'static [&'static str],
}

/// How a program runs another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wraps {
    /// What its operands are.
    pub what: Wrapped,
    /// Where and when they run.
    pub runs: Runs,
    /// How many operands stand before them.
    pub skip: u8,
    /// Whether `NAME=value` may stand before a command; whether a text stands behind `NAME=` (`alias`).
    pub assignments: bool,
    /// Whether all further operands belong to the text; else only the first.
    pub all: bool,
    /// The flag without which it runs nothing: `runuser -u bob rm`.
    pub only_with: Option<&'static str>,
    /// Flags with which it runs nothing: `command -v rm`, `sudo -l`.
    pub unless: &'static [&'static str],
    /// How the word begins that ends the text: `parallel rm ::: a b`.
    pub until: Option<&'static str>,
}

/// What a wrapper is given to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapped {
    /// Words that are a command: `sudo`, `env`, `timeout 5`.
    Command,
    /// Shell text: `eval`, `ssh host`, `trap`, `watch`.
    Script,
}

/// What a program, a flag or an operand means for files and the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Reads the operand or value.
    Reads,
    /// Makes it, and fails or does nothing where it is there.
    Creates,
    /// Replaces what it held.
    Overwrites,
    /// Changes it in place: its contents, mode or owner.
    Changes,
    /// Deletes it, or destroys what it held.
    Deletes,
    /// Asks nothing, or does it against a safeguard.
    Forces,
    /// Goes into folders.
    Recurses,
    /// Follows symbolic links.
    FollowsLinks,
    /// Talks to the network.
    Network,
    /// Only shows what would happen.
    DryRun,
    /// A shell: runs text from its standard input as commands when it has no operand.
    RunsShell,
    /// Another interpreter: runs its standard input in its own language.
    RunsCode,
}

/// Which families of the same program have a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variants {
    /// GNU.
    pub gnu: bool,
    /// BSD and macOS.
    pub bsd: bool,
    /// busybox.
    pub busybox: bool,
    /// In the POSIX standard.
    pub posix: bool,
}

/// All programs, by name.
pub fn programs() -> impl Iterator<Item = &'static Program> {
    (0..STARTS.len()).map(program_at)
}

/// All names of programs, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|it| it.0)
}

/// The facts about a program, by any of its names.
pub fn program(name: &str) -> Option<&'static Program> {
    place(name).map(program_at)
}

/// What a program does, in one sentence: without unpacking all that is known of it.
pub fn summary(name: &str) -> Option<&'static str> {
    place(name).map(|it| unpack::summary(STARTS[it] as usize))
}

fn place(name: &str) -> Option<usize> {
    static INDEX: OnceLock<HashMap<&'static str, u16>> = OnceLock::new();
    let index = INDEX.get_or_init(|| NAMES.iter().copied().collect());
    index.get(name).map(|it| usize::from(*it))
}

fn program_at(index: usize) -> &'static Program {
    static PROGRAMS: [OnceLock<Program>; STARTS.len()] = [const { OnceLock::new() }; STARTS.len()];
    PROGRAMS[index].get_or_init(|| unpack::program(STARTS[index] as usize))
}

impl Program {
    /// The flag with this letter.
    pub fn short(&self, letter: char) -> Option<&'static Flag> {
        self.flags.iter().find(|it| it.short == Some(letter))
    }

    /// The flag with this long name, or the only one that begins so, as GNU programs take it.
    pub fn long(&self, name: &str) -> Option<&'static Flag> {
        let exact = self.flags.iter().find(|it| it.long == Some(name));
        exact.or_else(|| {
            if name.is_empty() || self.syntax == Syntax::Words || self.syntax == Syntax::Pairs {
                return None;
            }
            let mut hits = self.flags.iter().filter(|it| it.long.is_some_and(|long| long.starts_with(name)));
            hits.next().filter(|_| hits.next().is_none())
        })
    }

    /// What the operand at `at` of `count` is: those of a fixed number first from the left, then from the right.
    /// `given` says whether a flag stands there, by its letter or long name.
    pub fn operand(&self, at: usize, count: usize, given: impl Fn(&str) -> bool) -> Option<&'static Operand> {
        let roles: Vec<&Operand> = self.operands.iter().filter(|it| !it.unless.iter().any(|it| given(it))).collect();
        let Some(many) = roles.iter().position(|it| it.many) else { return roles.get(at).copied() };
        let behind = roles.len() - many - 1;
        // `cp a b c`: the last one is the target, but not before there is something to put there.
        let from_right = count.saturating_sub(at);
        if at >= many && from_right <= behind && count >= roles.len() {
            return roles.get(roles.len() - from_right).copied();
        }
        roles.get(at.min(many)).copied()
    }

    /// The sub-command of this name.
    pub fn subcommand(&self, name: &str) -> Option<&'static Program> {
        self.subcommands.iter().find(|it| it.name == name || it.aliases.contains(&name))
    }
}

#[cfg(test)]
mod tests;
