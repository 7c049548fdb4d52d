//! The names a chunk speaks of: what its meaning can depend on, and what others may learn from it.

use crate::knowledge::{self, Effect, Wrapped};
use crate::script::{Command, Node, PartKind, Statement, StatementKind, Word, assigned, walk_all};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The names in a chunk, function bodies and inner shells included.
#[derive(Debug, Default)]
pub struct Names {
    /// The variables that it assigns.
    pub assigned: Vec<Box<str>>,
    /// The programs and functions that it runs by name.
    pub called: Vec<Box<str>>,
    /// A sum over `assigned`, so that a whole script's names can be compared at the price of a few.
    pub(crate) digest: u64,
    /// Whether it runs text that is put together when it runs, and so may name anything.
    pub(crate) dynamic: bool,
    /// Hashes of all variables and commands that it names, in order.
    mentioned: Vec<u64>,
}

impl Names {
    pub(crate) fn new(statements: &[Statement]) -> Self {
        let (mut names, mut called, mut mentioned) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut counts, mut dynamic) = (false, false);
        let mut implied: Vec<Box<str>> = Vec::new();
        walk_all(statements, &mut |node| match node {
            Node::Command(command) => {
                for assignment in &command.assignments {
                    mentioned.insert(&*assignment.name.text);
                    if assignment.value.is_some() {
                        names.insert(&*assignment.name.text);
                    }
                }
                if let Some(program) = &command.program {
                    called.insert(&**program);
                    mentioned.insert(program);
                }
                dynamic |= runs_text(command);
                counts |= matches!(command.program.as_deref(), Some("shift" | "set"));
                mentioned.extend(named_by(command));
                implied.extend(assigned::by_command(command));
            }
            Node::Statement(statement) => match &statement.kind {
                StatementKind::For { variable, .. } => {
                    names.insert(&variable.text);
                    mentioned.insert(&variable.text);
                }
                StatementKind::Function { name, .. } => {
                    mentioned.insert(&name.text);
                }
                StatementKind::Arithmetic(word) => implied.extend(assigned::in_arithmetic(word)),
                StatementKind::ForArithmetic { header, .. } => implied.extend(assigned::in_arithmetic(header)),
                StatementKind::Coproc { name, .. } => {
                    let name = name.as_ref().map_or("COPROC", |it| &it.text);
                    implied.extend([name.into(), format!("{name}_PID").into()]);
                }
                StatementKind::Test(words) => mentioned.extend(words.iter().filter_map(Word::literal)),
                _ => {}
            },
            Node::Word(word) => {
                for part in &word.parts {
                    match &part.kind {
                        PartKind::Parameter(parameter) => {
                            counts |= matches!(&*parameter.name, "#" | "@" | "*");
                            dynamic |= parameter.indirect;
                            mentioned.insert(&parameter.name);
                        }
                        PartKind::Arithmetic(word) => implied.extend(assigned::in_arithmetic(word)),
                        _ => {}
                    }
                }
            }
            Node::Redirect(_) => {}
        });
        names.extend(implied.iter().map(|it| &**it));
        mentioned.extend(implied.iter().map(|it| &**it));
        // What is known of `$#` is known of the arguments.
        if counts {
            mentioned.extend(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        }
        let mut mentioned: Vec<u64> = mentioned.into_iter().map(hash).collect();
        mentioned.sort_unstable();
        let boxed = |names: BTreeSet<&str>| names.into_iter().map(Into::into).collect();
        let digest = names.iter().fold(0u64, |acc, it| acc.wrapping_add(hash(it)));
        Self { assigned: boxed(names), called: boxed(called), digest, dynamic, mentioned }
    }

    /// Whether a variable or command of this hash is written there.
    pub(crate) fn says(&self, hash: u64) -> bool {
        self.mentioned.binary_search(&hash).is_ok()
    }

    /// Whether a variable or command of this hash is named, or may be.
    pub(crate) fn mentions(&self, hash: u64) -> bool {
        self.dynamic || self.mentioned.binary_search(&hash).is_ok()
    }
}

/// Whether a command's name or the text that it runs may come from variables.
fn runs_text(command: &Command) -> bool {
    let Some(program) = command.program.as_deref() else { return !command.words.is_empty() };
    let facts = knowledge::program(program);
    facts.is_some_and(|it| {
        let runs = it.effects.contains(&Effect::RunsShell) || it.wraps.is_some_and(|it| it.what == Wrapped::Script);
        runs || matches!(program, "source" | ".")
    }) || matches!(program, "declare" | "typeset" | "local") && command.has_flag('n', "")
}

/// A name as [`Names::mentions`] takes it.
pub(crate) fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// The variables that a builtin takes by their names.
fn named_by(command: &Command) -> impl Iterator<Item = &str> {
    let takes_names = matches!(
        command.program.as_deref(),
        Some(
            "unset"
                | "read"
                | "export"
                | "local"
                | "declare"
                | "typeset"
                | "readonly"
                | "getopts"
                | "printf"
                | "mapfile"
                | "readarray"
                | "test"
                | "["
        )
    );
    let words = if takes_names { command.arguments() } else { &[] };
    words.iter().filter_map(Word::literal)
}
