//! `[ a == b ]` becomes `[ a = b ]`.

use super::{Draft, Scene};
use crate::script::{Quote, Word};

refactoring! {
    /// Compares as POSIX says: `==` in `[ ]` becomes `=`.
    ///
    /// `==` is an error in `dash` and other shells; both mean the same where it is known. `[[ ]]` is left alone.
    ///
    /// ```sh before
    /// if [ "$1" == yes ] || test "$2" == no; then echo ok; fi
    /// ```
    /// ```sh after
    /// if [ "$1" = yes ] || test "$2" = no; then echo ok; fi
    /// ```
    /// ```sh untouched
    /// [[ $1 == yes ]] && echo ok
    /// [ "$1" = == ] && echo sign
    /// [ == = "$1" ] && echo sign
    /// [ "$1" != "==" ] && echo other
    /// echo a == b
    /// ```
    "portable-test" "Compare with `=` in `[ ]`", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    for (command, chunk) in scene.commands() {
        let bracket = match command.program.as_deref() {
            Some("[") => 1,
            Some("test") => 0,
            _ => continue,
        };
        let words = command.arguments();
        let words = words.get(..words.len().saturating_sub(bracket)).unwrap_or_default();
        for (at, word) in words.iter().enumerate() {
            let sign = word.literal() == Some("==") && word.parts.iter().all(|it| it.quote == Quote::Bare);
            let between = at > 0 && at + 1 < words.len() && !words.get(at - 1).is_some_and(is_operator);
            if sign && between && !words.get(at + 1).is_some_and(is_operator) {
                draft.replace(word.span.shifted(chunk.start), "=");
            }
        }
    }
}

fn is_operator(word: &Word) -> bool {
    word.literal()
        .is_some_and(|it| matches!(it, "=" | "==" | "!=" | "!" | "(" | "-a" | "-o" | "-n" | "-z" | "<" | ">" | "=~"))
}
