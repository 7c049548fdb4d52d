//! `which` becomes `command -v`.

use super::{Draft, Scene};

refactoring! {
    /// Asks the shell itself where a program is: `command -v` instead of `which`.
    ///
    /// `which` is a program of its own: it may be missing, it knows no builtins and functions, and on some systems it
    /// prints an error to standard output. POSIX has `command -v`.
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
    /// ```
    "portable-which" "Ask with `command -v` instead of `which`", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    for (command, chunk) in scene.commands() {
        let plain = command.program.as_deref() == Some("which") && command.wrappers.is_empty();
        if plain && command.arguments().len() == 1 && command.operands().count() == 1 {
            draft.replace(command.name_span().shifted(chunk.start), "command -v");
        }
    }
}
