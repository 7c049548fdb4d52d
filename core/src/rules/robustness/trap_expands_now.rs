//! CARO1209: a trap keeps the value that a variable has when it is set.

use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, Quote, Word};

rule! {
    /// Cleans up nothing, as the variable is still empty where the trap is set.
    ///
    /// In double quotes the shell fills in the value at once. In single quotes it does so when the trap runs.
    ///
    /// ```sh bad
    /// tmp=
    /// trap "rm -f $tmp" EXIT
    /// tmp=$(mktemp) || exit 1
    /// ```
    /// ```sh bad
    /// work=""
    /// trap "echo stopped; rm -f '$work'" INT TERM
    /// ```
    /// ```sh good
    /// tmp=
    /// trap 'rm -f "$tmp"' EXIT
    /// tmp=$(mktemp) || exit 1
    /// ```
    /// ```sh good
    /// tmp=$(mktemp) || exit 1
    /// trap "rm -f $tmp" EXIT
    /// ```
    /// ```sh good
    /// trap - EXIT
    /// trap "echo $$" EXIT
    /// ```
    "CARO1209" "trap-expands-now",
    Note,
    Check::Command { programs: &["trap"], run: check }
}

fn check(trap: &Command, sink: &mut Sink<'_>) {
    let Some(text) = trap.operands().next() else { return };
    for part in &text.parts {
        let PartKind::Parameter(parameter) = &part.kind else { continue };
        if part.quote != Quote::Double || parameter.operator.is_some() || sink.state().get(&parameter.name).is_none() {
            continue;
        }
        let alone = Word { parts: vec![part.clone()], ..Word::default() };
        if sink.value(&alone).text() == Some("") {
            sink.report(text.span, format!("the trap keeps `${}` as it is here: empty", parameter.name));
            return;
        }
    }
}
