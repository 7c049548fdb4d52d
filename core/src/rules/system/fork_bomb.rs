//! CARO0601: something starts itself again and again.

use super::endless;
use crate::rules::{Check, Sink};
use crate::script::{Body, Command, Node, PartKind, Statement, StatementKind, Word, walk};

rule! {
    /// Starts itself again and again until the machine takes no more processes.
    ///
    /// Each call starts two more in the background. In seconds nobody can log in, and only a restart helps.
    ///
    /// To decide: What is it that each call should do, and what ends the calls?
    ///
    /// ```sh bad
    /// :(){ :|:& };:
    /// ```
    /// ```sh bad
    /// bomb() { bomb | bomb & }
    /// ```
    /// ```sh bad
    /// while true; do "$0" & done
    /// ```
    /// ```sh bad
    /// perl -e 'fork while fork'
    /// ```
    /// ```sh good
    /// walk() { for d in "$1"/*/; do walk "$d"; done; }
    /// ```
    /// ```sh good
    /// log() { echo "$1" | tee -a log & }
    /// ```
    /// ```sh good
    /// while true; do serve & wait; done
    /// ```
    /// ```sh good
    /// [ -n "$STARTED" ] || STARTED=1 "$0" "$@" &
    /// ```
    "CARO0601" "fork-bomb",
    Danger,
    Check::Several(&[Check::Function { run: check }, Check::Text { run: check_text }])
}

fn check(function: &Statement, sink: &mut Sink<'_>) {
    let StatementKind::Function { name, body } = &function.kind else { return };
    let is_self = |it: &Statement| calls(it, &name.text);
    if multiplies(std::slice::from_ref(body), &is_self) {
        sink.report(name.span, format!("`{}` starts itself again and again until the machine stops", name.text));
    }
}

/// Whether statements run themselves twice at once, or in the background with nothing that stops them.
fn multiplies(body: &[Statement], is_self: &dyn Fn(&Statement) -> bool) -> bool {
    let mut found = false;
    let always = always(body);
    walk(body, &mut |node| {
        let Node::Statement(statement) = node else { return };
        match &statement.kind {
            StatementKind::Pipeline(pipeline) => {
                found |= pipeline.stages.iter().filter(|it| holds(it, is_self)).count() > 1;
            }
            StatementKind::Command(_) | StatementKind::Group(_) | StatementKind::Subshell(_) => {
                found |= statement.background && always && holds(statement, is_self);
            }
            _ => {}
        }
    });
    found
}

/// Whether a statement is, or groups, what `is` accepts.
fn holds(statement: &Statement, is: &dyn Fn(&Statement) -> bool) -> bool {
    match &statement.kind {
        StatementKind::Group(body) | StatementKind::Subshell(body) => body.iter().any(|it| holds(it, is)),
        _ => is(statement),
    }
}

fn calls(statement: &Statement, name: &str) -> bool {
    matches!(&statement.kind, StatementKind::Command(it) if it.wrappers.is_empty() && it.program.as_deref() == Some(name))
}

/// Whether nothing in the body can stop the calls: no condition and no loop.
fn always(body: &[Statement]) -> bool {
    let mut conditional = false;
    walk(body, &mut |node| {
        if let Node::Statement(it) = node {
            conditional |= matches!(
                it.kind,
                StatementKind::If { .. }
                    | StatementKind::AndOr { .. }
                    | StatementKind::Case { .. }
                    | StatementKind::For { .. }
                    | StatementKind::While { .. }
            );
        }
    });
    !conditional
}

fn check_text(body: &Body, sink: &mut Sink<'_>) {
    // The script that starts itself: `$0 & $0`, `bash $0 | bash $0`.
    let runs = body.statements.iter().map(count_self).sum::<usize>();
    let apart = body.statements.iter().any(|it| it.background || matches!(it.kind, StatementKind::Pipeline(_)));
    if runs > 1
        && apart
        && let Some(first) = body.statements.iter().find(|it| count_self(it) > 0)
    {
        sink.report(first.span, "the script starts itself again and again until the machine stops".into());
    }
    walk(&body.statements, &mut |node| {
        let Node::Statement(statement) = node else { return };
        let Some(rounds) = endless::body_of(statement) else { return };
        let starts = rounds.iter().find(|it| it.background);
        if let Some(starts) = starts
            && !endless::pauses_or_ends(rounds, &["echo", "printf", ":", "true", "let"])
        {
            sink.report(starts.span, "the loop starts processes without end or pause until the machine stops".into());
        }
    });
}

/// How often a statement runs the script itself, whatever the conditions.
fn count_self(statement: &Statement) -> usize {
    match &statement.kind {
        StatementKind::Command(command) => usize::from(is_script_itself(command)),
        StatementKind::Pipeline(pipeline) => pipeline.stages.iter().map(count_self).sum(),
        StatementKind::Group(body) | StatementKind::Subshell(body) => body.iter().map(count_self).sum(),
        _ => 0,
    }
}

/// `$0`, `bash $0`, `. $0`; with an argument it may do something else.
fn is_script_itself(command: &Command) -> bool {
    let words = command.words.get(command.head..).unwrap_or_default();
    let word = match words {
        [only] => only,
        [_, only]
            if matches!(command.program.as_deref(), Some("sh" | "bash" | "dash" | "ksh" | "zsh" | "source" | ".")) =>
        {
            only
        }
        _ => return false,
    };
    is_own_name(word)
}

fn is_own_name(word: &Word) -> bool {
    matches!(&*word.parts, [part] if matches!(&part.kind, PartKind::Parameter(it) if matches!(&*it.name, "0" | "BASH_SOURCE") && it.operator.is_none() && !it.length))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_name_does_not_matter() {
        check_marks("function f { f | f & }\n#        ^ CARO0601\n");
        check_marks("g() {\n# ^ other\n  g &\n  g &\n}\n#mark 0 0 1 CARO0601\n");
        check_marks("f() { (f | f) & }\n#mark 0 0 1 CARO0601\n");
        check_marks("f() { { f; } & f; }\n#mark 0 0 1 CARO0601\n");
        check_marks("retry() { if [ \"$1\" -gt 0 ]; then retry $(($1-1)) & fi; }\n");
    }

    #[test]
    fn scripts_and_loops_do_it_too() {
        check_marks("$0 & $0 &\n#mark 0 0 2 CARO0601\n");
        check_marks("bash \"$0\" | bash \"$0\"\n#mark 0 0 21 CARO0601\n");
        check_marks("for ((;;)); do ./x & done\n#mark 0 15 18 CARO0601\n");
        check_marks("while [ 1 ]; do (sleep 9) & done\n#mark 0 16 25 CARO0601\n");
        check_marks("sh -c 'b() { b | b & }; b'\n#      ^ CARO0601\n");
        for script in [
            "while true; do job & sleep 1; done\n",
            "while true; do work & wait -n; done\n",
            "while read -r l; do work $l & done\n",
            "for i in 1 2 3; do work & done\n",
            "nohup \"$0\" --child &\n",
            "while true; do nc -l 80; done &\n",
            "while :; do x=$(next) ; run $x & done\n",
        ] {
            check_marks(script);
        }
    }

    #[test]
    fn other_languages_do_it_too() {
        check_marks("python3 -c 'import os\nwhile True: os.fork()'\n#mark 1 0 19 CARO0601\n");
        check_marks("ruby -e 'loop { fork }'\n#mark 0 9 20 CARO0601\n");
        check_marks(
            "perl -e 'fork or exec \"x\" while 1'\npython3 -c 'print(1)'\nperl -e 'if (fork) { wait } while (1) { sleep 1 }'\n",
        );
    }
}
