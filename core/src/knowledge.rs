//! What Caro knows of programs: flags, their values, what wraps what, and what runs; packed from `knowledge/*.toml`.

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
    /// What its operands are.
    pub operand: Option<Value>,
    /// How it runs another program.
    pub wraps: Option<Wraps>,
    /// What it does beyond its own output.
    pub effects: &'static [Effect],
    /// The flag that shows what would happen without doing it.
    pub dry_run: Option<&'static str>,
    /// What a number behind one dash does, as the end of a sentence: `head -5`, `kill -9`.
    pub dash_number: Option<&'static str>,
    /// What an upper-case name behind one dash does: `kill -TERM`.
    pub dash_name: Option<&'static str>,
    /// Its sub-commands.
    pub subcommands: &'static [Program],
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
    /// What it does, as the end of a sentence that begins with the flag: "takes files out of the archive".
    pub summary: &'static str,
    /// The value it takes.
    pub value: Option<Value>,
    /// Whether the value may be left out; then it is only ever attached (`-i.bak`, `--color=auto`).
    pub optional: bool,
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
}

/// How a program runs another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wraps {
    /// Its operands are a command: `sudo`, `env`, `timeout 5`.
    Command {
        /// How many operands stand before the command.
        skip: u8,
        /// Whether `NAME=value` may stand before it.
        assignments: bool,
    },
    /// Its operands are shell text: `eval`, `ssh host`, `trap`, `watch`.
    Script {
        /// How many operands stand before the text.
        skip: u8,
        /// Whether all further operands belong to the text; else only the first.
        all: bool,
        /// Where and when it runs.
        runs: crate::script::Runs,
    },
}

/// What a program does beyond its own output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Writes its operands.
    Writes,
    /// Deletes its operands.
    Deletes,
    /// Talks to the network.
    Network,
    /// Runs text from its standard input as shell commands when it has no operand.
    RunsInput,
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

/// The facts about a program, by any of its names.
pub fn program(name: &str) -> Option<&'static Program> {
    NAMES.binary_search_by_key(&name, |it| it.0).ok().map(|at| &PROGRAMS[NAMES[at].1])
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

    /// The sub-command of this name.
    pub fn subcommand(&self, name: &str) -> Option<&'static Program> {
        self.subcommands.iter().find(|it| it.name == name || it.aliases.contains(&name))
    }
}
