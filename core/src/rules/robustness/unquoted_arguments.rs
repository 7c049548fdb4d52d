//! CARO1207: arguments are passed on in pieces.

use crate::rules::{Check, Sink};
use crate::script::{Command, Part, PartKind, Quote};

rule! {
    /// Passes an argument that holds a blank on as two.
    ///
    /// `"$@"` is every argument as it came; without the quotes the shell cuts each one at blanks and looks for patterns.
    ///
    /// ```sh bad
    /// exec java -jar shop.jar $@
    /// ```
    /// ```sh fixed
    /// exec java -jar shop.jar "$@"
    /// ```
    /// ```sh bad
    /// tar cf backup.tar $*
    /// ```
    /// ```sh fixed
    /// tar cf backup.tar "$@"
    /// ```
    /// ```sh good
    /// exec java -jar shop.jar "$@"
    /// ```
    /// ```sh good
    /// echo $*
    /// ```
    /// ```sh good
    /// args="$*"
    /// log $@
    /// ```
    "CARO1207" "unquoted-arguments",
    Note,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words = command.words.get(1..).unwrap_or_default();
    let Some(word) = words.iter().find(|it| matches!(&*it.parts, [part] if is_arguments(part))) else { return };
    // Text that is only shown may be cut, and a function of the script decides for itself.
    let program = command.program.as_deref().unwrap_or_default();
    let shown = matches!(
        program,
        "echo"
            | "printf"
            | "logger"
            | "eval"
            | "set"
            | "local"
            | "export"
            | ""
            | "log"
            | "test"
            | "["
            | "expr"
            | "shift"
    );
    if shown || sink.state().function(program).is_some() || crate::knowledge::program(program).is_none() {
        return;
    }
    sink.report(word.span, "an argument that holds a blank becomes two".to_owned());
    // Outside of quotes `$*` is the same as `$@`.
    let edits = vec![(word.span, "\"$@\"".to_owned())];
    // It may be there to cut them.
    if sink.chunk().contains("IFS") {
        sink.choice("Keep each argument whole, whatever `IFS` is", edits);
    } else {
        sink.fix("Keep each argument whole", edits);
    }
}

fn is_arguments(part: &Part) -> bool {
    let PartKind::Parameter(parameter) = &part.kind else { return false };
    let plain = parameter.operator.is_none() && parameter.index.is_none() && !parameter.length && !parameter.indirect;
    part.quote == Quote::Bare && plain && matches!(&*parameter.name, "@" | "*")
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_certain;
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn a_separator_may_be_meant_to_cut_them() {
        check_certain("f() { IFS=,; tar cf x $*; }\n", &[]);
        check_certain("f() { tar cf x $*; }\n", &["f() { tar cf x \"$@\"; }\n"]);
    }

    #[test]
    fn no_quotes_are_put_into_quotes() {
        assert_eq!(offered("sh -c 'tar cf x $@' a\n"), ["sh -c 'tar cf x \"$@\"' a\n"]);
        assert!(offered("sh -c \"tar cf x $*\"\n").is_empty());
    }

    #[test]
    fn only_whole_bare_words_count() {
        check_marks(
            "grep -r x \"$@\"\ngrep -r x ${1+\"$@\"}\nf() { rm \"$@\"; }\nf $@\nmkdir -p ${@}\n#        ^^^^ CARO1207\n",
        );
    }
}
