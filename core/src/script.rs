//! The typed model of a script: statements hold commands, commands hold words, words hold parts.
//!
//! Everything that judges or explains shell text reads this model and never the text's syntax.
//! A script is cut into [`Chunk`]s, one for each complete command line at top level, so that an edit costs one
//! chunk and not the file. **Spans count from the start of their chunk**; [`Chunk::start`] makes them absolute.

use crate::Span;
use crate::knowledge::{self, Effect};
use std::sync::Arc;

mod arguments;
pub(crate) mod assigned;
mod dump;
mod embedded;
mod foreign;
mod names;
mod parse;
mod visit;
mod words;
mod wrapping;

pub use arguments::{Arg, Flag, Wrapper};
pub(crate) use arguments::{command_of, resolve_again};
pub use dump::dump;
pub use embedded::{Arguments, Embedded, Runs};
pub use names::Names;
pub(crate) use names::hash;
pub use parse::parse_text;
pub(crate) use parse::{MOST_COMMANDS, fuel_for, parse_chunk};
pub use visit::{Node, walk, walk_all, walk_outer};
pub(crate) use words::Escapes;
pub use words::quote;
pub use wrapping::OwnWrapper;

/// The shell language a script is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// POSIX sh, as `dash` and `busybox sh` speak it.
    Sh,
    /// GNU bash, also taken for a script that names no shell.
    #[default]
    Bash,
    /// The Korn shell.
    Ksh,
    /// A shell that Caro does not read yet (zsh, fish, csh): nothing is claimed about such a script.
    Unsupported,
}

/// A piece of a script that stands on its own at top level, up to and with its newline.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Where it starts in the script.
    pub start: usize,
    /// How many bytes from its start decided what it says: an edit behind them cannot change it.
    pub examined: usize,
    /// How many commands it holds, nested ones included.
    pub commands: usize,
    /// Whether one of its comments speaks to a checker.
    pub directed: bool,
    /// What it says. Shared, since most chunks outlive most edits.
    pub body: Arc<Body>,
}

/// The contents of a [`Chunk`].
#[derive(Debug)]
pub struct Body {
    /// Tells this body from every other of this process, and stays when the chunk moves within the script.
    pub id: u64,
    /// The chunk's own text; every span below counts from its start.
    pub text: Box<str>,
    /// The statements in order.
    pub statements: Vec<Statement>,
    /// The comments in order.
    pub comments: Vec<Comment>,
    /// What could not be read.
    pub errors: Vec<SyntaxError>,
    /// Where operators and reserved words stand, in order: `;`, `&&`, `if`, `)`, the end of a here-document.
    pub signs: Vec<Span>,
    /// The names that decide what is known behind it.
    pub names: Names,
}

/// A comment, from its `#` to the end of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands, without the newline.
    pub span: Span,
}

impl Comment {
    /// Whether it speaks to a checker: `# caro: …`, `# shellcheck …`. `text` is the comment itself.
    pub(crate) fn is_directive(text: &str) -> bool {
        let words = text.trim_start_matches('#').trim_start();
        let starts = |it: &str| words.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it));
        starts("caro:") || starts("shellcheck ")
    }
}

/// A place where the text is not shell, or not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where it shows.
    pub span: Span,
    /// What is wrong or missing.
    pub message: &'static str,
}

/// Anything that runs: a command, or commands held together by shell grammar.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// From its first to its last byte, redirects included, here-document bodies not.
    pub span: Span,
    /// What it is.
    pub kind: StatementKind,
    /// Redirects of a compound statement; those of a command stand in the [`Command`].
    pub redirects: Vec<Redirect>,
    /// Whether `&` sends it to the background.
    pub background: bool,
}

impl Statement {
    /// The command that it is, where nothing holds several together.
    pub fn command(&self) -> Option<&Command> {
        if let StatementKind::Command(command) = &self.kind { Some(command) } else { None }
    }
}

/// The kinds of [`Statement`].
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// `name word …`, or assignments, or redirects alone.
    Command(Box<Command>),
    /// `a | b`, `! a`, `time a`.
    Pipeline(Pipeline),
    /// `a && b || c`. The operators bind alike, from left to right.
    AndOr {
        /// What runs first.
        first: Box<Statement>,
        /// What may run then, each behind its operator.
        rest: Vec<(AndOr, Statement)>,
    },
    /// `{ …; }`
    Group(Vec<Statement>),
    /// `( … )`
    Subshell(Vec<Statement>),
    /// `if …; then …; elif …; else …; fi`
    If {
        /// Each condition with what it guards: `if`, then every `elif`.
        branches: Vec<(Vec<Statement>, Vec<Statement>)>,
        /// What `else` holds.
        otherwise: Option<Vec<Statement>>,
    },
    /// `while …; do …; done` or `until …; do …; done`
    While {
        /// Whether the loop is `until`.
        until: bool,
        /// What is asked before each round.
        condition: Vec<Statement>,
        /// One round.
        body: Vec<Statement>,
    },
    /// `for x in …; do …; done`, and `select`.
    For {
        /// The loop's variable.
        variable: Name,
        /// The words after `in`; `None` walks the script's or function's own arguments.
        words: Option<Vec<Word>>,
        /// One round.
        body: Vec<Statement>,
        /// Whether the loop is `select`.
        select: bool,
    },
    /// `for ((…; …; …)); do …; done`
    ForArithmetic {
        /// What stands between the double parentheses.
        header: Word,
        /// One round.
        body: Vec<Statement>,
    },
    /// `case word in … esac`
    Case {
        /// What is compared.
        word: Word,
        /// The arms in order.
        arms: Vec<Arm>,
    },
    /// `name() …` or `function name …`
    Function {
        /// Its name.
        name: Name,
        /// What a call runs. Shared, since callers keep it.
        body: Arc<Statement>,
    },
    /// `[[ … ]]`
    Test(Vec<Word>),
    /// `(( … ))`
    Arithmetic(Word),
    /// `coproc [NAME] …`
    Coproc {
        /// The array that gets its descriptors, where it is named.
        name: Option<Name>,
        /// What runs.
        body: Box<Statement>,
    },
    /// Something that could not be read.
    Unknown,
}

/// `a | b`, with what may stand before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    /// The stages; none behind a `time` that stands alone.
    pub stages: Vec<Statement>,
    /// The operators between the stages.
    pub pipes: Vec<Pipe>,
    /// Whether `!` turns its exit status around.
    pub negated: bool,
    /// Whether `time` measures it.
    pub timed: bool,
}

/// The operator between two stages of a [`Pipeline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pipe {
    /// `|`: standard output goes on.
    Output,
    /// `|&`: so do error messages.
    OutputAndErrors,
}

/// `&&` or `||`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AndOr {
    /// `&&`: the right side runs when the left one succeeds.
    And,
    /// `||`: the right side runs when the left one fails.
    Or,
}

/// One arm of a `case`.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// The patterns between the `|`.
    pub patterns: Vec<Word>,
    /// What runs.
    pub body: Vec<Statement>,
    /// What happens behind it.
    pub end: ArmEnd,
}

/// What happens behind an [`Arm`] that ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArmEnd {
    /// `;;` or nothing: the `case` is done.
    Leaves,
    /// `;&`: the next arm runs, whatever its patterns say.
    RunsNext,
    /// `;;&`: the next arms are asked.
    AsksNext,
}

/// A name with its place: of a function, a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// The name.
    pub text: Box<str>,
}

/// A simple command, as written and as it will act.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// From its first to its last byte, here-document bodies not included.
    pub span: Span,
    /// `A=1` before the name, or alone, or the operands of `export`, `local` and their like.
    pub assignments: Vec<Assignment>,
    /// All words as written, the name first.
    pub words: Vec<Word>,
    /// The redirects in order.
    pub redirects: Vec<Redirect>,
    /// Programs that run another one, peeled off, outermost first: `sudo -u x env A=1`.
    pub wrappers: Vec<Wrapper>,
    /// Which of `words` names the program behind all wrappers.
    pub head: usize,
    /// What the program is called behind all wrappers and without its folder, where that can be known.
    pub program: Option<Box<str>>,
    /// The facts of the program, then of the sub-commands that its operands name.
    pub(crate) known: Box<[&'static knowledge::Program]>,
    /// What the program is given, split as the program's facts say.
    pub args: Vec<Arg>,
    /// Shell text and commands inside its words: `sh -c '…'`, `eval`, `find -exec`, `ssh host '…'`.
    pub embedded: Vec<Embedded>,
}

/// `name=value`, `name+=value`, `name[i]=value`, `name=(…)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// All of it.
    pub span: Span,
    /// Its variable.
    pub name: Name,
    /// What stands between the brackets of `name[…]=`.
    pub index: Option<Word>,
    /// Whether it adds to what is there.
    pub append: bool,
    /// What it is given; `None` for the bare name in `export NAME`.
    pub value: Option<AssignedValue>,
}

/// The right side of an [`Assignment`].
#[derive(Clone, Debug, PartialEq)]
pub enum AssignedValue {
    /// One word, possibly empty.
    Word(Word),
    /// `( … )`
    Array(Vec<Element>),
}

/// One element of `( … )`.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What stands between the brackets of `[…]=`, where it does.
    pub index: Option<Word>,
    /// Its value.
    pub value: Word,
}

/// A word: what one argument, pattern or name is made of.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Word {
    /// Where it stands, quotes included.
    pub span: Span,
    /// Its parts in order; none for the empty word.
    pub parts: Vec<Part>,
    /// The literal parts joined, where there are several and nothing else.
    pub(crate) joined: Option<Box<str>>,
}

/// A stretch of a [`Word`] of one kind and one quoting.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands, without the quotes around it.
    pub span: Span,
    /// How it is quoted.
    pub quote: Quote,
    /// What it is.
    pub kind: PartKind,
}

/// The quotes around a [`Part`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// None: the shell splits and globs what an expansion gives.
    Bare,
    /// `\x`
    Backslash,
    /// `'…'`
    Single,
    /// `"…"`, and `$"…"`
    Double,
    /// `$'…'`
    Ansi,
}

/// The kinds of [`Part`].
#[derive(Clone, Debug, PartialEq)]
pub enum PartKind {
    /// Text, after quote removal.
    Literal(Box<str>),
    /// `$x`, `${x…}`
    Parameter(Box<Parameter>),
    /// `$(…)` and back-ticks.
    Substitution(Vec<Statement>),
    /// `<(…)` and `>(…)`
    Process(Vec<Statement>),
    /// `$((…))` and `$[…]`; the text between, with what it expands.
    Arithmetic(Box<Word>),
    /// An unquoted `*`, `?`, `[…]` or extended pattern, as written.
    Glob(Box<str>),
    /// The words of a brace expansion such as `{a,b}`.
    Brace(Vec<Word>),
    /// A sequence such as `{1..5}`, as written.
    Sequence(Box<str>),
    /// `~` or `~name` at the start, as written.
    Tilde(Box<str>),
}

/// `$x` and everything that `${…}` can say.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The variable's name, or one of `0`–`9…`, `@`, `*`, `#`, `?`, `-`, `$`, `!`.
    pub name: Box<str>,
    /// Whether `${!x}` looks through it.
    pub indirect: bool,
    /// Whether `${#x}` asks for its length.
    pub length: bool,
    /// What stands between the brackets of `${x[…]}`.
    pub index: Option<Box<Word>>,
    /// What `${x…}` does with the value: the operator as written, such as `:-`, `%%`, `//`, `:`, `@`, `^^`.
    pub operator: Option<Box<(Box<str>, Word)>>,
}

/// `>file`, `2>&1`, `<<EOF` and their like.
#[derive(Clone, Debug, PartialEq)]
pub struct Redirect {
    /// From its descriptor to its target, a here-document's body not included.
    pub span: Span,
    /// The descriptor before it: a number, or the text of `{name}`.
    pub fd: Option<Box<str>>,
    /// Which operator.
    pub operator: RedirectOperator,
    /// The word behind it; for a here-document its delimiter.
    pub target: Word,
    /// A here-document's text.
    pub body: Option<HereDocument>,
}

/// The operators of a [`Redirect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectOperator {
    /// `<`
    Read,
    /// `>`
    Write,
    /// `>|`
    Clobber,
    /// `>>`
    Append,
    /// `<>`
    ReadWrite,
    /// `&>` and `>&file`
    WriteBoth,
    /// `&>>`
    AppendBoth,
    /// `<&`
    DuplicateRead,
    /// `>&`
    DuplicateWrite,
    /// `<<`
    HereDocument,
    /// `<<-`
    HereDocumentTabs,
    /// `<<<`
    HereString,
}

/// The body of `<<`.
#[derive(Clone, Debug, PartialEq)]
pub struct HereDocument {
    /// The text with what it expands; one literal where the delimiter is quoted.
    pub text: Word,
    /// Whether the shell expands it.
    pub expands: bool,
}

impl RedirectOperator {
    /// Whether the file behind it loses what it held.
    pub fn truncates(self) -> bool {
        matches!(self, Self::Write | Self::Clobber | Self::WriteBoth)
    }

    /// Whether standard input can come by it.
    pub fn feeds(self) -> bool {
        matches!(self, Self::Read | Self::ReadWrite | Self::HereDocument | Self::HereDocumentTabs | Self::HereString)
    }

    /// Whether it can write to the file behind it.
    pub fn writes(self) -> bool {
        self.truncates() || matches!(self, Self::Append | Self::AppendBoth | Self::ReadWrite)
    }
}

impl Command {
    /// The words given to the program behind all wrappers, its name not included.
    pub fn arguments(&self) -> &[Word] {
        self.words.get(self.head + 1..).unwrap_or_default()
    }

    /// Where the program's name stands, behind all wrappers.
    pub fn name_span(&self) -> Span {
        self.words.get(self.head).map_or(self.span, |it| it.span)
    }

    /// Whether a flag was given, in any spelling: `-f`, inside `-rf`, `--force`.
    pub fn has_flag(&self, short: char, long: &str) -> bool {
        self.flag(short, long).is_some()
    }

    /// Whether a flag was given, by its letter or its long name.
    pub fn gives(&self, name: &str) -> bool {
        arguments::gives(&self.args, name)
    }

    /// The first use of a flag, in any spelling. `'\0'` and `""` stand for no such spelling.
    pub fn flag(&self, short: char, long: &str) -> Option<&Flag> {
        self.flags().find(|it| it.is(short, long))
    }

    /// All flags in order.
    pub fn flags(&self) -> impl Iterator<Item = &Flag> {
        self.args.iter().filter_map(|it| if let Arg::Flag(flag) = it { Some(&**flag) } else { None })
    }

    /// The word that a flag was given as its value.
    pub fn flag_value(&self, short: char, long: &str) -> Option<&Word> {
        self.flag(short, long)?.value.as_ref()
    }

    /// The operands in order: what is neither a flag nor a flag's value.
    pub fn operands(&self) -> impl Iterator<Item = &Word> {
        self.args.iter().filter_map(|it| if let Arg::Operand(word) = it { self.words.get(*word) } else { None })
    }

    /// The facts of the program and of the sub-commands that its operands name: `docker`, `system`, `prune`.
    pub fn facts(&self) -> &[&'static knowledge::Program] {
        &self.known
    }

    fn find_facts(&mut self) {
        let Some(program) = self.program.as_deref().and_then(knowledge::program) else { return };
        let mut found = vec![program];
        if !program.subcommands.is_empty() {
            for word in self.operands() {
                let Some(sub) = found.last().and_then(|it| it.subcommand(word.literal()?)) else { break };
                found.push(sub);
            }
        }
        self.known = found.into();
    }

    /// The operands behind the words that name sub-commands: `a` in `git branch -D a`.
    pub fn own_operands(&self) -> impl Iterator<Item = &Word> {
        self.operands().skip(self.facts().len().saturating_sub(1))
    }

    /// Whether it only says what it would do, or how it is used.
    pub fn is_dry_run(&self) -> bool {
        self.flags().any(|flag| {
            // `gem yank -v 1.2.3` names a version.
            matches!(flag.long.as_deref(), Some("help" | "version")) && flag.value.is_none()
                || flag.facts.is_some_and(|it| it.effects.contains(&Effect::DryRun))
        })
    }

    /// Whether one of the peeled-off wrappers is `program`.
    pub fn is_wrapped_by(&self, program: &str) -> bool {
        self.wrappers.iter().any(|it| &*it.program == program)
    }
}
