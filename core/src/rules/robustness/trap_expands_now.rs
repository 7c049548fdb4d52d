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
    /// ```sh fixed
    /// tmp=
    /// trap 'rm -f "$tmp"' EXIT
    /// tmp=$(mktemp) || exit 1
    /// ```
    /// ```sh bad
    /// work=""
    /// trap "echo stopped; rm -f '$work'" INT TERM
    /// ```
    /// ```sh fixed
    /// work=""
    /// trap 'echo stopped; rm -f "$work"' INT TERM
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
            let edits = later(text, sink).map_or_else(Vec::new, |it| vec![(text.span, it)]);
            sink.choice("Fill in the value when the trap runs", edits);
            return;
        }
    }
}

/// A text of double quotes in single ones, with what it expands in double quotes inside.
fn later(text: &Word, sink: &Sink<'_>) -> Option<String> {
    let written = sink.text(text.span).strip_prefix('"')?.strip_suffix('"')?;
    if written.contains(['\\', '`', '"']) || text.parts.iter().any(|it| it.quote != Quote::Double) {
        return None;
    }
    let (mut new, mut quoted) = (String::from("'"), false);
    for part in &text.parts {
        let source = sink.text(part.span);
        match part.kind {
            PartKind::Literal(_) => {
                quoted ^= source.matches('\'').count() % 2 == 1;
                new.push_str(&source.replace('\'', "\""));
            }
            PartKind::Parameter(_) if quoted => new.push_str(source),
            PartKind::Parameter(_) => new.extend(["\"", source, "\""]),
            _ => return None,
        }
    }
    new.push('\'');
    (!quoted).then_some(new)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::offered;

    #[test]
    fn quotes_inside_change_too() {
        assert_eq!(offered("a=\ntrap \"x '$a b' ${a}\" EXIT\n"), ["a=\ntrap 'x \"$a b\" \"${a}\"' EXIT\n"]);
        assert!(offered("a=\ntrap \"x \\$b $a\" EXIT\n").is_empty());
        assert!(offered("a=\ntrap \"x $(date) $a\" EXIT\n").is_empty());
    }
}
