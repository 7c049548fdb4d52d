//! CARO0411: an argument becomes a part of shell text that is run again.

use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{Check, Level, Sink};
use crate::script::{PartKind, Word};

rule! {
    /// Runs commands that are hidden in an argument or in typed text.
    ///
    /// `eval` reads its words as shell text once more: `$(…)`, `;` and quotes in them are acted on. Use an array, `printf -v`
    /// or `declare` to set a variable by name, and `"$@"` to run a command as it was given.
    ///
    /// ```sh bad
    /// eval "name=$1"
    /// ```
    /// ```sh bad
    /// read -r answer
    /// eval "$answer"
    /// ```
    /// ```sh good
    /// "$@"
    /// ```
    /// ```sh good
    /// printf -v name '%s' "$1"
    /// ```
    /// ```sh good
    /// args=$(getopt -o ab: -- "$@")
    /// eval set -- "$args"
    /// ```
    /// ```sh good
    /// run() { eval "$1"; }
    /// ```
    "CARO0411" "eval-argument",
    Caution,
    Check::Code { run: check }
}

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    if code.way != CodeWay::Word || code.command.program.as_deref() != Some("eval") {
        return;
    }
    let value = &code.value;
    if value.is_from(Origin::Network)
        || value.is_from(Origin::Decoded)
        || super::run_request_text::mentions_request(code, sink)
    {
        return;
    }
    let words: Vec<&Word> = code
        .command
        .words
        .iter()
        .filter(|it| it.span.start >= code.span.start && it.span.end <= code.span.end)
        .collect();
    if words.first().is_some_and(|it| it.literal_prefix().starts_with("set")) {
        return;
    }
    // What the whole text is made of is meant to be a command, as in a wrapper.
    if let [only] = words[..]
        && let [part] = &*only.parts
        && let PartKind::Parameter(it) = &part.kind
        && matches!(&*it.name, "@" | "*" | "1")
        && it.operator.is_none()
    {
        if value.is_from(Origin::Argument) || matches!(&*it.name, "@" | "*") {
            let message =
                format!("`eval` reads what is in `${}` as shell text again: `\"$@\"` runs it as given", it.name);
            sink.report(code.span, message).level(Level::Note);
        }
        return;
    }
    if value.is_from(Origin::Typed) && !takes_argument(&words) {
        sink.report(code.span, "`eval` runs whatever is typed or read here as a command".to_owned()).level(Level::Note);
    } else if value.is_from(Origin::Argument) && takes_argument(&words) {
        sink.report(code.span, "`eval` runs commands that are hidden in the argument".to_owned());
    }
}

/// Whether an argument stands in the text itself, where its signs are read again, and not behind a backslash.
fn takes_argument(words: &[&Word]) -> bool {
    words.iter().flat_map(|it| &it.parts).any(|it| match &it.kind {
        PartKind::Parameter(it) => {
            is_argument(&it.name) && !it.length && it.operator.as_ref().is_none_or(|it| &*it.0 != "@")
        }
        _ => false,
    })
}

/// Whether a name is that of one argument or of all.
fn is_argument(name: &str) -> bool {
    matches!(name, "@" | "*") || name.bytes().all(|it| it.is_ascii_digit()) && name != "0"
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_text_that_is_read_twice_counts() {
        check_marks("eval \"$2=\\$1\"\n#    ^^^^^^^^ CARO0411\n");
        check_marks("eval \"x=\\$1\"\n");
        check_marks("eval \"x=${1@Q}\"\n");
        check_marks("cmd=\"ls $DIR\"\neval \"$cmd\"\n");
    }
}
