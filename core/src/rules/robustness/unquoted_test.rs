//! CARO1208: a test gets too few words when a variable is empty.

use crate::flow::Origin;
use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, Quote, Word};

rule! {
    /// Ends in an error, and counts as false, when the variable is empty.
    ///
    /// Without quotes nothing is left of an empty value, and `[` misses a word. `[ "$1" = yes ]` compares the empty text.
    ///
    /// ```sh bad
    /// if [ $1 = yes ]; then echo ok; fi
    /// ```
    /// ```sh fixed
    /// if [ "$1" = yes ]; then echo ok; fi
    /// ```
    /// ```sh bad
    /// answer=
    /// [ $answer != no ] && echo ok
    /// ```
    /// ```sh fixed
    /// answer=
    /// [ "$answer" != no ] && echo ok
    /// ```
    /// ```sh good
    /// if [ "$1" = yes ]; then echo ok; fi
    /// ```
    /// ```sh good
    /// if [[ $1 = yes ]]; then echo ok; fi
    /// ```
    /// ```sh good
    /// answer=no
    /// [ $answer = no ] && echo ok
    /// [ $# -eq 0 ] && echo none
    /// [ $(wc -l < names) -gt 3 ] && echo many
    /// [ x$1 = xyes ] && echo ok
    /// ```
    "CARO1208" "unquoted-test",
    Note,
    Check::Command { programs: &["[", "test"], run: check }
}

fn check(test: &Command, sink: &mut Sink<'_>) {
    let words = test.arguments();
    let is_comparison =
        |it: &Word| matches!(it.literal(), Some("=" | "==" | "!=" | "-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge"));
    for (at, word) in words.iter().enumerate() {
        let beside = words.get(at + 1).is_some_and(is_comparison) || at > 0 && is_comparison(&words[at - 1]);
        let bare = matches!(&*word.parts, [part] if part.quote == Quote::Bare && matches!(&part.kind, PartKind::Parameter(it) if it.operator.is_none()));
        if !beside || !bare {
            continue;
        }
        let value = sink.value(word);
        // A test before this one, `[ $# -gt 0 ] && …`, may have asked already.
        let certain = value.is_from(Origin::Argument) || value.text() == Some("");
        let Some(empty) = value.shapes.iter().find(|it| it.is_empty()).filter(|_| certain) else { continue };
        let text = sink.text(word.span).to_owned();
        let when = empty.empty.as_ref().map_or_else(|| format!("`{text}` is empty"), |it| it.when());
        sink.report(word.span, format!("`[` misses a word when {when}"));
        sink.fix("Quote it", vec![(word.span, format!("\"{text}\""))]);
        return;
    }
}
