//! CARO1204: a temporary file has a name that others can guess.

use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink, paths};
use crate::script::PartKind;

rule! {
    /// Writes to a file that somebody else on the machine can have put there before, as a link to another one.
    ///
    /// The number of the process (`$$`) is easily guessed. `mktemp` makes a new file under a name nobody knows.
    ///
    /// To decide: Does anything else need to find this file by its name? If not, does `mktemp` give it one here?
    ///
    /// ```sh bad
    /// date > /tmp/report.$$
    /// ```
    /// ```sh bad
    /// date | tee "/var/tmp/report-$$.txt"
    /// ```
    /// ```sh good
    /// report=$(mktemp) || exit 1
    /// date > "$report"
    /// ```
    /// ```sh good
    /// date > "$HOME/report.$$"
    /// ```
    /// ```sh good
    /// rm -f "/tmp/report.$$"
    /// ```
    "CARO1204" "guessable-temp-name",
    Note,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends) {
        return;
    }
    let numbered = act.path.parts.iter().any(|it| matches!(&it.kind, PartKind::Parameter(it) if &*it.name == "$"));
    if !numbered {
        return;
    }
    if paths::is_open(&act.path.literal_prefix()) {
        sink.report(act.span, "others can guess this name and put a link to another file there before".to_owned());
    }
}
