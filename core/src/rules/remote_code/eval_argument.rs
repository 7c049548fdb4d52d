//! CARO0411: an argument becomes a part of shell text that is run again.

use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{Check, Level, Sink};
use crate::script::{Part, PartKind, Word};

rule! {
    /// Runs commands that are hidden in an argument or in typed text.
    ///
    /// `eval` reads its words as shell text once more: `$(…)`, `;` and quotes in them are acted on. Use an array, `printf -v`
    /// or `declare` to set a variable by name, and `"$@"` to run a command as it was given.
    ///
    /// To decide: Must this be shell text, or is it only a value or a list of words?
    ///
    /// ```sh bad
    /// eval "name=$1"
    /// ```
    /// ```sh fixed
    /// name=$1
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
            // The text of `$1` alone is a command with its words.
            if &*it.name != "1" {
                let title = "Run the words as they are given, and read none of them as shell text";
                sink.choice(title, vec![(code.command.span, "\"$@\"".to_owned())]);
            }
        }
        return;
    }
    if value.is_from(Origin::Typed) && !takes_argument(&words) {
        sink.report(code.span, "`eval` runs whatever is typed or read here as a command".to_owned()).level(Level::Note);
    } else if value.is_from(Origin::Argument) && takes_argument(&words) {
        sink.report(code.span, "`eval` runs commands that are hidden in the argument".to_owned());
        let plain = code.command.words.len() == 2 && code.command.redirects.is_empty() && code.command.head == 0;
        if let [only] = words[..]
            && let [name, value] = &*only.parts
            && plain
            && is_assignment(name, value)
        {
            let text = sink.text(crate::Span::new(name.span.start, value.span.end)).to_owned();
            sink.choice("Set the variable to the argument as it is", vec![(code.command.span, text)]);
        }
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

/// `name=` and `$1`
fn is_assignment(name: &Part, value: &Part) -> bool {
    let PartKind::Literal(text) = &name.kind else { return false };
    let is_name = |it: &str| {
        it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
            && !it.starts_with(|it: char| it.is_ascii_digit())
            && !it.is_empty()
    };
    let PartKind::Parameter(it) = &value.kind else { return false };
    text.len() == name.span.len()
        && text.strip_suffix('=').is_some_and(is_name)
        && !matches!(&*it.name, "@" | "*")
        && is_argument(&it.name)
        && it.operator.is_none()
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
