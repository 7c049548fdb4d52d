//! CARO0601: a function that starts itself twice.

use crate::rules::{Check, Sink};
use crate::script::{Node, Statement, StatementKind, walk};

rule! {
    /// Starts itself again and again until the machine takes no more processes.
    ///
    /// Each call starts two more in the background. In seconds nobody can log in, and only a restart helps.
    ///
    /// ```sh bad
    /// :(){ :|:& };:
    /// ```
    /// ```sh bad
    /// bomb() { bomb | bomb & }
    /// ```
    /// ```sh good
    /// walk() { for d in "$1"/*/; do walk "$d"; done; }
    /// ```
    /// ```sh good
    /// log() { echo "$1" | tee -a log & }
    /// ```
    "CARO0601" "fork-bomb",
    Danger,
    Check::Function { run: check }
}

fn check(function: &Statement, sink: &mut Sink<'_>) {
    let StatementKind::Function { name, body } = &function.kind else { return };
    let mut multiplies = false;
    walk(std::slice::from_ref(body), &mut |node| {
        let Node::Statement(statement) = node else { return };
        match &statement.kind {
            StatementKind::Pipeline(pipeline) => {
                multiplies |= pipeline.stages.iter().filter(|it| calls(it, &name.text)).count() > 1;
            }
            StatementKind::Command(_) => multiplies |= statement.background && calls(statement, &name.text) && always(body),
            _ => {}
        }
    });
    if multiplies {
        sink.report(name.span, format!("`{}` starts itself again and again until the machine stops", name.text));
    }
}

fn calls(statement: &Statement, name: &str) -> bool {
    matches!(&statement.kind, StatementKind::Command(it) if it.wrappers.is_empty() && it.program.as_deref() == Some(name))
}

/// Whether nothing in the body can stop the calls: no condition and no loop.
fn always(body: &Statement) -> bool {
    let mut conditional = false;
    walk(std::slice::from_ref(body), &mut |node| {
        if let Node::Statement(it) = node {
            conditional |= matches!(
                it.kind,
                StatementKind::If { .. } | StatementKind::AndOr { .. } | StatementKind::Case { .. } | StatementKind::For { .. } | StatementKind::While { .. }
            );
        }
    });
    !conditional
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_name_does_not_matter() {
        check_marks("function f { f | f & }\n#        ^ CARO0601\n");
        check_marks("g() {\n# ^ other\n  g &\n  g &\n}\n#mark 0 0 1 CARO0601\n");
        check_marks("retry() { if [ \"$1\" -gt 0 ]; then retry $(($1-1)) & fi; }\n");
    }
}
