//! Sees what a command will run: peels wrappers off, splits flags by the program's facts, and finds embedded scripts.

use crate::Span;
use crate::script::{Statement, Word};

/// What a program is given: a flag or an operand.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// `-f`, `--force`, `-name x`, `if=/dev/zero`.
    Flag(Flag),
    /// Which of the command's words is an operand.
    Operand(usize),
    /// Which of the command's words is the `--` that ends the flags.
    EndOfFlags(usize),
}

/// One flag, split out of its bundle and resolved by the program's facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// The flag alone: one letter of a bundle, or the word up to its `=`.
    pub span: Span,
    /// Its letter, also where the long name was written and the facts know the letter.
    pub short: Option<char>,
    /// Its long name without dashes, also where the letter was written and the facts know the name.
    /// The whole of `-name` (`find`) and `if` (`dd`) is a long name.
    pub long: Option<Box<str>>,
    /// Its value, attached or in the next word.
    pub value: Option<Word>,
    /// Which of the command's words it stands in.
    pub word: usize,
    /// Whether the program's facts know it.
    pub known: bool,
}

impl Flag {
    /// Whether it is the flag with this letter or this long name.
    pub fn is(&self, short: char, long: &str) -> bool {
        self.short == Some(short) && short != '\0' || self.long.as_deref() == Some(long) && !long.is_empty()
    }
}

/// A program that runs another one, as `sudo -u x` does.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrapper {
    /// From its name to its last argument.
    pub span: Span,
    /// Its name without a folder.
    pub program: Box<str>,
    /// Its own flags.
    pub flags: Vec<Flag>,
}

/// Commands inside a command's words, or fed to its standard input.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedded {
    /// Where the text stands.
    pub span: Span,
    /// Who runs it, and when.
    pub runs: Runs,
    /// Whether spans inside point at the exact bytes; else they point at all of `span`.
    pub exact: bool,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// Who runs an [`Embedded`] script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// A shell on this machine, now: `sh -c`, `eval`, a here-document into `bash`, `find -exec`.
    Here,
    /// A shell on another machine: `ssh host '…'`.
    Remote,
    /// This shell, later: `trap '…' EXIT`.
    Later,
}
