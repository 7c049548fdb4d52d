//! CARO1206: `set -e` does not see that a command failed.

use crate::rules::{Check, Sink};
use crate::script::{AssignedValue, Command, PartKind, Statement, StatementKind, Word};

rule! {
    /// Goes on after a failure that `set -e` should have ended the script at.
    ///
    /// `export x=$(…)` succeeds whenever `export` does. Assign first, and export behind it.
    ///
    /// ```sh bad
    /// set -e
    /// export VERSION=$(git describe --tags)
    /// ```
    /// ```sh bad
    /// set -e
    /// version() { local tag="$(git describe --tags)"; echo "$tag"; }
    /// version
    /// ```
    /// ```sh good
    /// set -e
    /// VERSION=$(git describe --tags)
    /// export VERSION
    /// ```
    /// ```sh good
    /// export VERSION=$(git describe --tags)
    /// ```
    /// ```sh good
    /// set -e
    /// export TODAY=$(date +%F)
    /// export TAG=$(git describe --tags || echo none)
    /// ```
    "CARO1206" "hidden-exit-status",
    Note,
    Check::Command { programs: &["export", "local", "readonly", "declare", "typeset"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if !sink.state().errexit {
        return;
    }
    for assignment in &command.assignments {
        let Some(AssignedValue::Word(word)) = &assignment.value else { continue };
        if let Some(program) = fails(word) {
            let name = &assignment.name.text;
            let keyword = command.program.as_deref().unwrap_or("export");
            let message =
                format!("`{keyword} {name}=…` succeeds although `{program}` fails, and `set -e` does not see it");
            sink.report(assignment.span, message);
        }
    }
}

/// The program of a substitution that can fail and is alone in it.
fn fails(word: &Word) -> Option<&str> {
    const SAFE: [&str; 22] = [
        "echo", "printf", "date", "basename", "dirname", "pwd", "whoami", "hostname", "uname", "id", "nproc", "cat",
        "tr", "seq", "sed", "awk", "cut", "head", "tail", "tput", "wc", "sort",
    ];
    word.parts.iter().find_map(|it| {
        let PartKind::Substitution(statements) = &it.kind else { return None };
        let [Statement { kind: StatementKind::Command(command), .. }] = &**statements else { return None };
        command.program.as_deref().filter(|it| !SAFE.contains(it))
    })
}
