//! The commands whose output somebody sees: not those in functions, substitutions and pipelines, which give it on.

use crate::script::{Command, Statement, StatementKind};

/// Calls `visit` for each of them, inner shells included; pipelines go to `piped`.
pub(super) fn walk<'a>(
    statements: &'a [Statement],
    visit: &mut dyn FnMut(&'a Command),
    piped: &mut dyn FnMut(&'a [Statement]),
) {
    for statement in statements {
        one(statement, visit, piped);
    }
}

fn one<'a>(statement: &'a Statement, visit: &mut dyn FnMut(&'a Command), piped: &mut dyn FnMut(&'a [Statement])) {
    // What goes to a file is not seen.
    if statement.redirects.iter().any(|it| it.operator.writes()) {
        return;
    }
    match &statement.kind {
        StatementKind::Command(command) => {
            visit(command);
            for embedded in &command.embedded {
                walk(&embedded.statements, visit, piped);
            }
        }
        StatementKind::Pipeline(pipeline) => match &*pipeline.stages {
            [only] => one(only, visit, piped),
            stages => piped(stages),
        },
        StatementKind::AndOr { first, rest } => {
            one(first, visit, piped);
            for (_, it) in rest {
                one(it, visit, piped);
            }
        }
        StatementKind::Group(body) | StatementKind::Subshell(body) => walk(body, visit, piped),
        StatementKind::If { branches, otherwise } => {
            for (_, body) in branches {
                walk(body, visit, piped);
            }
            walk(otherwise.as_deref().unwrap_or_default(), visit, piped);
        }
        StatementKind::While { body, .. }
        | StatementKind::For { body, .. }
        | StatementKind::ForArithmetic { body, .. } => {
            walk(body, visit, piped);
        }
        StatementKind::Case { arms, .. } => {
            for arm in arms {
                walk(&arm.body, visit, piped);
            }
        }
        _ => {}
    }
}
