//! `cd x` becomes `cd x || exit`.

use super::around::statements;
use super::{Draft, Scene};
use crate::script::{Command, StatementKind, Word};

refactoring! {
    /// Ends the script, or the function, where a folder cannot be entered: `cd x || exit`.
    ///
    /// Otherwise what follows runs in whatever folder the script is in by then.
    /// In a function it is `|| return`, in a subshell `|| exit`, which leaves only that. Where `set -e` is on, where the
    /// result is asked for, and where nothing follows, nothing changes.
    ///
    /// ```sh before
    /// cd /srv/app
    /// rm -rf cache
    /// clean() {
    ///     cd "$1"
    ///     rm -f ./*.o
    /// }
    /// (cd build; make)
    /// top=$(cd "$(dirname "$0")"; pwd)
    /// ```
    /// ```sh after
    /// cd /srv/app || exit
    /// rm -rf cache
    /// clean() {
    ///     cd "$1" || return
    ///     rm -f ./*.o
    /// }
    /// (cd build || exit; make)
    /// top=$(cd "$(dirname "$0")" || exit; pwd)
    /// ```
    /// ```sh untouched
    /// cd build && make
    /// cd build || exit 1
    /// if cd build; then make; fi
    /// enter() { cd "$1"; }
    /// (cd build)
    /// cd ..
    /// cd -
    /// cd
    /// ls
    /// ```
    /// ```sh untouched
    /// #!/bin/sh
    /// set -e
    /// cd build
    /// make
    /// ```
    "guard-cd" "End the script where `cd` fails", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let known = scene.known();
    statements(scene, |statement, around, chunk| {
        let StatementKind::Command(command) = &statement.kind else { return };
        let alone = around.listed && !around.asked && !around.last && !statement.background;
        let Some(folder) = entered(command).filter(|_| alone) else { return };
        if known.ends_at_failure(chunk, folder) {
            return;
        }
        let (text, ends) = match (around.apart, around.function) {
            (true, _) => (" || exit", "the subshell ends"),
            (false, true) => (" || return", "the function ends"),
            (false, false) => (" || exit", "the script ends"),
        };
        draft.insert(chunk.start + command.span.end, text);
        draft.warn(command.span.shifted(chunk.start), format!("{ends} here when the folder cannot be entered"));
    });
}

/// The folder that a command enters, where that can fail.
fn entered(command: &Command) -> Option<&Word> {
    let enters = matches!(command.program.as_deref(), Some("cd" | "pushd"));
    let plain = enters && (command.wrappers.is_empty() || command.is_wrapped_by("builtin"));
    let folder = command.operands().next().filter(|_| plain)?;
    (!matches!(folder.literal(), Some(".." | "." | "-" | "/" | "../.."))).then_some(folder)
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::refactored;

    #[test]
    fn what_is_asked_for_is_not_guarded_and_what_follows_anywhere_counts() {
        let guarded = |script: &str| refactored("guard-cd", script).unwrap_or_else(|| script.to_owned());
        assert_eq!(guarded("if [ -d x ]; then\n  cd x\nfi\nls\n"), "if [ -d x ]; then\n  cd x || exit\nfi\nls\n");
        assert_eq!(guarded("for d in */; do cd \"$d\"; ls; done\n"), "for d in */; do cd \"$d\" || exit; ls; done\n");
        for script in
            ["! cd x\nls\n", "cd x || cd y\nls\n", "while cd x; do ls; done\n", "cd x & ls\n", "x && cd y\nls\n"]
        {
            assert_eq!(guarded(script), script);
        }
        assert_eq!(guarded("cd x >/dev/null 2>&1 # go\nls\n"), "cd x >/dev/null 2>&1 || exit # go\nls\n");
    }

    #[test]
    fn a_function_in_a_subshell_leaves_the_subshell() {
        let guarded = |script: &str| refactored("guard-cd", script).unwrap_or_else(|| script.to_owned());
        assert_eq!(guarded("f() (cd x; ls)\n"), "f() (cd x || exit; ls)\n");
        assert_eq!(guarded("f() { (cd x; ls); }\n"), "f() { (cd x || exit; ls); }\n");
        assert_eq!(guarded("f() { cd x; ls; }\n"), "f() { cd x || return; ls; }\n");
    }
}
