//! `read` becomes `read -r`.

use super::{Draft, Scene};

refactoring! {
    /// Keeps backslashes in what is read: `read` becomes `read -r`.
    ///
    /// Without `-r` a backslash in the input is taken for an escape, and one at the end of a line joins it to the next.
    /// The change is marked as one of behaviour for input that holds backslashes; almost no script wants them eaten.
    ///
    /// ```sh before
    /// while read line; do echo "$line"; done
    /// ```
    /// ```sh after
    /// while read -r line; do echo "$line"; done
    /// ```
    /// ```sh untouched
    /// while IFS= read -r line; do echo "$line"; done
    /// read -ra words
    /// echo read this
    /// ```
    "raw-read" "Read backslashes as they are: `read -r`", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    for (command, chunk) in scene.commands() {
        let plain = command.program.as_deref() == Some("read") && command.wrappers.is_empty();
        if plain && !command.has_flag('r', "") {
            draft.insert(chunk.start + command.name_span().end, " -r");
            draft.warn(command.name_span().shifted(chunk.start), "a backslash in the input is kept now");
        }
    }
}
