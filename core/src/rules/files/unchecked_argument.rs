//! CARO0148: a script deletes whatever folder it is told to, and asks nothing.

use super::deletes::{self, DELETERS};
use crate::flow::Origin;
use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Deletes whatever folder the caller names, a home or `/` too.
    ///
    /// One wrong word behind the script's name is enough. Look first whether it is what the script is for:
    /// `[ -f "$1/.build-id" ] || exit 1`.
    ///
    /// To decide: How can the script tell a folder of its own from any other: by a file in it, or by where it lies?
    ///
    /// ```sh bad
    /// echo "removing $1"
    /// rm -rf "$1"
    /// ```
    /// ```sh fixed
    /// echo "removing $1"
    /// rm -rI "$1"
    /// ```
    /// ```sh bad
    /// rm -rf -- "$@"
    /// ```
    /// ```sh fixed
    /// rm -rI -- "$@"
    /// ```
    /// ```sh good
    /// [ -d "$1/.build" ] || exit 1
    /// rm -rf "$1/.build"
    /// ```
    /// ```sh good
    /// [ -n "$1" ] || exit 1
    /// rm -rf "$1"
    /// ```
    /// ```sh good
    /// clean() { rm -rf "$1"; }
    /// clean build
    /// ```
    /// ```sh good
    /// rm -f "$1"
    /// ```
    "CARO0148" "unchecked-argument",
    Caution,
    Check::Command { programs: DELETERS, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if deletes::is_in_function(sink) {
        return;
    }
    let Some(delete) = deletes::of(command, sink).filter(|it| it.recursive) else { return };
    for word in &delete.words {
        let Some(name) = argument(word) else { continue };
        let value = sink.value(word);
        let all = matches!(name, "@" | "*");
        if all && !sink.chunk().contains("$#") || value.is_from(Origin::Argument) && value.may_be_empty() {
            sink.report(word.span, "deletes whatever folder the caller names".to_owned());
            deletes::offer_asking(command, sink);
        }
    }
}

/// The argument that a word is, and nothing else.
fn argument(word: &Word) -> Option<&str> {
    let [only] = &*word.parts else { return None };
    let PartKind::Parameter(parameter) = &only.kind else { return None };
    let plain = parameter.operator.is_none() && !parameter.indirect && !parameter.length;
    let name = &*parameter.name;
    let is_argument = matches!(name, "@" | "*") || name.parse::<u32>().is_ok_and(|it| it > 0);
    (plain && is_argument).then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_was_looked_at_is_ordinary() {
        check_marks("case $1 in build|dist) ;; *) exit 1 ;; esac\nrm -rf \"${1:?}\"\nset -- build\nrm -rf \"$1\"\n");
    }
}
