//! `which` becomes `command -v`.

use super::known::{is_bare, spreads};
use super::{Draft, Scene};
use crate::script::{PartKind, Word};

refactoring! {
    /// Asks the shell itself where a program is: `command -v` instead of `which`.
    ///
    /// `which` is a program of its own: it may be missing, it knows no builtins and functions, and on some systems it
    /// prints an error to standard output. POSIX has `command -v`.
    /// Of a builtin it prints the name and no path: calls that ask for one are left alone.
    /// Calls with flags or with several names are left alone: `command -v` answers them differently.
    ///
    /// ```sh before
    /// if which git >/dev/null; then git --version; fi
    /// ```
    /// ```sh after
    /// if command -v git >/dev/null; then git --version; fi
    /// ```
    /// ```sh untouched
    /// which -a python3
    /// which sed awk
    /// echo which git
    /// sudo which git
    /// which $TOOLS
    /// ln -s "$(which test)" t
    /// ```
    "portable-which" "Ask with `command -v` instead of `which`", run
}

/// What every shell has built in, and there are programs of the same name.
const BUILTINS: [&str; 20] = [
    "[", "cd", "command", "echo", "env", "false", "fg", "getopts", "hash", "jobs", "kill", "printf", "pwd", "read",
    "sleep", "test", "time", "true", "type", "ulimit",
];

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    for (command, chunk) in scene.commands() {
        let plain = command.program.as_deref() == Some("which") && command.wrappers.is_empty();
        let [word] = command.arguments() else { continue };
        if !plain || command.operands().count() != 1 || !is_one(word) {
            continue;
        }
        match word.literal() {
            Some(name) if BUILTINS.contains(&name) => continue,
            Some(_) => {}
            None => draft
                .warn(word.span.shifted(chunk.start), "of a builtin or a function, the name is printed and no path"),
        }
        draft.replace(command.name_span().shifted(chunk.start), "command -v");
    }
}

/// Whether a word stays one word.
fn is_one(word: &Word) -> bool {
    !spreads(word) && word.parts.iter().all(|it| !is_bare(it) || matches!(it.kind, PartKind::Literal(_)))
}
