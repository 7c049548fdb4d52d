//! Lays a command out as a script writes it: loops over several lines, and steps on lines of their own where a failure
//! ends the script anyway.

use crate::Document;
use crate::script::{AndOr, Dialect, Statement, StatementKind};

/// How a script is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style<'a> {
    /// One step of indentation.
    pub(super) indent: &'a str,
    /// What ends a line.
    pub(super) newline: &'a str,
    /// Whether `set -e` is on, so that `a && b` may stand on two lines.
    pub(super) errexit: bool,
}

/// The command over as many lines as a script would give it, without a line break at its end. `before` is the
/// indentation of the lines after the first.
pub(super) fn laid_out(command: &str, dialect: Dialect, before: &str, style: Style<'_>) -> String {
    let document = Document::new(command, dialect);
    let mut chunks = document.chunks().iter();
    let (Some(chunk), None) = (chunks.next(), chunks.next()) else { return command.to_owned() };
    let [statement] = chunk.body.statements.as_slice() else { return command.to_owned() };
    let layout = Layout { text: command, start: chunk.start, style };
    match layout.statement(statement, style.errexit, 0) {
        Some(lines) => lines.join(&format!("{}{before}", style.newline)),
        None => command.to_owned(),
    }
}

struct Layout<'a> {
    text: &'a str,
    start: usize,
    style: Style<'a>,
}

/// How deep loops in loops are laid out.
const DEEPEST: usize = 8;

impl Layout<'_> {
    fn between(&self, start: usize, end: usize) -> Option<&str> {
        self.text.get(self.start + start..self.start + end)
    }

    fn statement(&self, statement: &Statement, may_split: bool, depth: usize) -> Option<Vec<String>> {
        let span = statement.span;
        if depth > DEEPEST {
            return None;
        }
        match &statement.kind {
            StatementKind::AndOr { first, rest } => {
                let split = may_split && rest.iter().all(|it| it.0 == AndOr::And);
                let mut lines = self.statement(first, false, depth + 1)?;
                let mut end = first.span.end;
                for (_, next) in rest {
                    let more = self.statement(next, false, depth + 1)?;
                    if split {
                        lines.extend(more);
                    } else {
                        let joint = self.between(end, next.span.start)?;
                        append(&mut lines, joint, more);
                    }
                    end = next.span.end;
                }
                Some(lines)
            }
            StatementKind::Pipeline(pipeline) => {
                let last = pipeline.stages.last()?;
                let lead = self.between(span.start, last.span.start)?.to_owned();
                let mut lines = vec![lead];
                append(&mut lines, "", self.statement(last, false, depth + 1)?);
                Some(lines)
            }
            StatementKind::For { body, .. }
            | StatementKind::ForArithmetic { body, .. }
            | StatementKind::While { body, .. } => {
                let (first, last) = (body.first()?, body.last()?);
                let head = self.between(span.start, first.span.start)?.trim_end();
                let tail = self.between(last.span.end, span.end)?.trim_start_matches([';', ' ']);
                let mut lines = vec![head.to_owned()];
                for inner in body {
                    let more = self.statement(inner, self.style.errexit, depth + 1)?;
                    lines.extend(more.into_iter().map(|it| format!("{}{it}", self.style.indent)));
                }
                lines.push(tail.to_owned());
                Some(lines)
            }
            _ => Some(vec![self.between(span.start, span.end)?.to_owned()]),
        }
    }
}

/// Puts lines behind others, the first on the same line.
fn append(lines: &mut Vec<String>, joint: &str, more: Vec<String>) {
    let mut more = more.into_iter();
    if let (Some(line), Some(first)) = (lines.last_mut(), more.next()) {
        line.push_str(joint);
        line.push_str(&first);
    }
    lines.extend(more);
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(command: &str, errexit: bool, expected: &Expect) {
        let style = Style { indent: "    ", newline: "\n", errexit };
        expected.assert_eq(&laid_out(command, Dialect::Bash, "  ", style));
    }

    #[test]
    fn loops_stand_on_several_lines() {
        check(
            r#"for f in *.TXT; do mv -- "$f" "${f%.TXT}.txt"; done"#,
            false,
            &expect![[r#"
                for f in *.TXT; do
                      mv -- "$f" "${f%.TXT}.txt"
                  done"#]],
        );
        check(
            r#"cd x && find . -print0 | while IFS= read -r -d '' f; do echo "$f"; wc -l < "$f"; done"#,
            false,
            &expect![[r#"
                cd x && find . -print0 | while IFS= read -r -d '' f; do
                      echo "$f"
                      wc -l < "$f"
                  done"#]],
        );
    }

    #[test]
    fn steps_stand_on_lines_of_their_own_where_a_failure_ends_the_script() {
        check(
            "mkdir -p x && mv *.pdf x/",
            true,
            &expect![[r#"
            mkdir -p x
              mv *.pdf x/"#]],
        );
        check("mkdir -p x && mv *.pdf x/", false, &expect!["mkdir -p x && mv *.pdf x/"]);
        check("test -f x || touch x", true, &expect!["test -f x || touch x"]);
    }
}
