//! CARO1208: a test gets too few words when a variable is empty.

use crate::flow::Origin;
use crate::rules::{Check, Sink};
use crate::script::{Command, Node, PartKind, Quote, Statement, StatementKind, Word, walk};

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
        if !beside || !is_bare(word) {
            continue;
        }
        let value = sink.value(word);
        // A test before this one, `[ $# -gt 0 ] && …`, may have asked already.
        let certain = value.is_from(Origin::Argument) || value.text() == Some("");
        let Some(empty) = value.shapes.iter().find(|it| it.is_empty()).filter(|_| certain) else { continue };
        let text = sink.text(word.span).to_owned();
        let when = empty.empty.as_ref().map_or_else(|| format!("`{text}` is empty"), |it| it.when());
        sink.report(word.span, format!("`[` misses a word when {when}"));
        offer(words, if at > 0 && is_comparison(&words[at - 1]) { at - 1 } else { at + 1 }, sink);
        return;
    }
}

/// Offers quotes for both sides of a comparison. An error counts as false, and so does an empty text that is compared
/// to another one; any other test can come out the other way round.
fn offer(words: &[Word], operator: usize, sink: &mut Sink<'_>) {
    let (Some(left), Some(right)) = (operator.checked_sub(1).and_then(|it| words.get(it)), words.get(operator + 1))
    else {
        return;
    };
    let sign = words.get(operator).and_then(Word::literal).unwrap_or_default();
    // No number is an error, with quotes or without.
    if sign.starts_with('-') {
        return;
    }
    let sides = [left, right];
    let edits =
        sides.iter().filter(|it| is_bare(it)).map(|it| (it.span, format!("\"{}\"", sink.text(it.span)))).collect();
    let said = |it: &Word| is_bare(it) && is_scalar(it) || it.literal().is_some_and(|it| !it.is_empty());
    let alone = operator == 1 && words.get(3).is_none_or(|it| it.literal() == Some("]")) && words.len() <= 4;
    let plain = matches!(sign, "=" | "==") && alone && sides.into_iter().all(said);
    if plain && !is_turned_around(sink.statements(), left.span.start) {
        sink.fix("Quote it", edits);
    } else {
        sink.choice("Quote it: an empty value counts as text from here on", edits);
    }
}

/// A variable alone, without quotes.
fn is_bare(word: &Word) -> bool {
    matches!(&*word.parts, [part] if part.quote == Quote::Bare && matches!(&part.kind, PartKind::Parameter(it) if it.operator.is_none()))
}

/// Whether a variable is no list.
fn is_scalar(word: &Word) -> bool {
    word.parts.iter().all(|it| {
        matches!(&it.kind, PartKind::Parameter(it) if it.index.is_none() && !it.indirect && !matches!(&*it.name, "@" | "*"))
    })
}

/// Whether the statement at `at` stands behind `!`, or in what a loop asks.
fn is_turned_around(statements: &[Statement], at: usize) -> bool {
    let mut found = false;
    walk(statements, &mut |node| {
        let Node::Statement(statement) = node else { return };
        let holds = |it: &Statement| it.span.start <= at && at < it.span.end;
        found |= match &statement.kind {
            StatementKind::Pipeline(it) => it.negated && holds(statement),
            StatementKind::While { condition, .. } => condition.iter().any(holds),
            _ => false,
        };
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::{check_certain, check_choices};
    use crate::rules::tests::offered;

    #[test]
    fn only_a_plain_comparison_stays_false() {
        check_certain("[ $1 = keep ] && a\n", &["[ \"$1\" = keep ] && a\n"]);
        check_certain("test $1 = keep && a\n", &["test \"$1\" = keep && a\n"]);
        check_certain("[ $1 = $2 ] && a\n", &["[ \"$1\" = \"$2\" ] && a\n"]);
        for script in [
            "[ $1 != keep ] && rm -r build\n",
            "! [ $1 = keep ] && rm -r build\n",
            "if ! [ $1 = keep ]; then a; fi\n",
            "while [ $1 != -- ]; do shift; done\n",
            "until [ $1 = -- ]; do shift; done\n",
            "[ $1 = \"\" ] && a\n",
            "[ $1 = \"$2\" ] && a\n",
            "[ $1 = x -o $2 = y ] && a\n",
        ] {
            check_certain(script, &[]);
        }
        check_choices("[ $1 != $2 ] && a\n", &["[ \"$1\" != \"$2\" ] && a\n"]);
        assert!(offered("[ $1 -eq 0 ] && a\n").is_empty());
    }
}
