//! CARO0414: commands are read from a file that everyone can create.

use super::shared_folder::is_guessable;
use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{Check, Sink};

rule! {
    /// Runs commands from a file that anyone on this machine can have put there.
    ///
    /// `/tmp` belongs to everyone: whoever creates the file first decides what this script does. Use `mktemp`, or a folder
    /// that only you can write to.
    ///
    /// To decide: Who writes this file, and can it lie in a folder that nobody else can write to?
    ///
    /// ```sh bad
    /// . /tmp/env.sh
    /// ```
    /// ```sh bad
    /// STATE=/var/tmp/app.state
    /// [ -f "$STATE" ] && source "$STATE"
    /// ```
    /// ```sh good
    /// . /etc/os-release
    /// ```
    /// ```sh good
    /// env=$(mktemp)
    /// printenv | sed 's/^/export /' > "$env"
    /// . "$env"
    /// ```
    /// ```sh good
    /// echo A=1 > /tmp/env.sh
    /// . /tmp/env.sh
    /// ```
    "CARO0414" "source-from-shared-folder",
    Caution,
    Check::Code { run: check }
}

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    if code.way != CodeWay::File || !matches!(code.command.program.as_deref(), Some("source" | ".")) {
        return;
    }
    let written = code.value.texts().next().is_some()
        || [Origin::Network, Origin::Decoded, Origin::Secret].iter().any(|it| code.value.is_from(*it));
    let Some(word) = code.command.operands().next().filter(|_| !written) else { return };
    if let Some(path) = sink.possible(word, is_guessable) {
        let path = path.replace('`', "");
        sink.report(code.span, format!("runs whatever is in `{path}`, which anyone on this machine can create"));
    }
}
