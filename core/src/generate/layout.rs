//! Lays a command out as a script writes it: loops, conditions and functions over several lines, steps on lines of their own
//! where a failure ends the script anyway, and blocks of several lines with the script's indentation.

use crate::script::{AndOr, Dialect, Node, Part, Statement, StatementKind, Word, walk_outer};
use crate::{Document, Span};

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
    if command.contains('\n') {
        return block(command, &document, before, style);
    }
    let mut chunks = document.chunks().iter();
    let (Some(chunk), None) = (chunks.next(), chunks.next()) else { return command.to_owned() };
    let [statement] = chunk.body.statements.as_slice() else { return command.to_owned() };
    let layout = Layout { text: command, start: chunk.start, style };
    match layout.statement(statement, style.errexit, 0) {
        Some(lines) if lines.len() > 1 => {
            let laid_out = lines.join(&format!("{}{before}", style.newline));
            // Better one long line than a broken one.
            let read = Document::new(&laid_out, dialect);
            let is_sound = read.chunks().iter().all(|it| it.body.errors.is_empty());
            if is_sound { laid_out } else { command.to_owned() }
        }
        _ => command.to_owned(),
    }
}

/// A block with the script's indentation. Texts that go over several lines stay as they are.
fn block(command: &str, document: &Document, before: &str, style: Style<'_>) -> String {
    let texts = texts(document);
    let mut start = 0;
    let mut rows: Vec<(&str, bool)> = Vec::new();
    for row in command.split('\n') {
        let is_text = texts.iter().any(|it| it.start < start && start <= it.end);
        rows.push((row, is_text));
        start += row.len() + 1;
    }
    let width = |row: &str| row.len() - row.trim_start().len();
    let indents = || rows.iter().filter(|it| !it.1 && !it.0.trim().is_empty()).map(|it| width(it.0));
    let base = indents().min().unwrap_or(0);
    let unit = indents().map(|it| it - base).filter(|it| *it > 0).min().unwrap_or(1);
    let mut lines = Vec::new();
    for (at, (row, is_text)) in rows.iter().enumerate() {
        let line = if *is_text {
            (*row).to_owned()
        } else if row.trim().is_empty() {
            String::new()
        } else {
            let beyond = width(row) - base;
            let odd = " ".repeat(if beyond.is_multiple_of(unit) { 0 } else { beyond % unit });
            let lead = if at == 0 { "" } else { before };
            format!("{lead}{}{odd}{}", style.indent.repeat(beyond / unit), row.trim_start())
        };
        lines.push(line);
    }
    lines.join(style.newline)
}

/// The here-documents and the words that go over several lines.
fn texts(document: &Document) -> Vec<Span> {
    let mut found = Vec::new();
    for chunk in document.chunks() {
        let goes_on = |span: Span| chunk.body.text.get(span.start..span.end).is_some_and(|it| it.contains('\n'));
        walk_outer(&chunk.body.statements, &mut |node| match node {
            Node::Word(Word { parts, .. }) => {
                found.extend(
                    parts.iter().map(|it: &Part| it.span).filter(|it| goes_on(*it)).map(|it| it.shifted(chunk.start)),
                );
            }
            Node::Redirect(redirect) => {
                if let Some(body) = &redirect.body {
                    // With the line that ends it, which must stand as it is.
                    let end = chunk.body.text[body.text.span.end..].find('\n').unwrap_or(0) + body.text.span.end;
                    let end = chunk.body.text[end..].find('\n').map_or(chunk.body.text.len(), |it| it + end);
                    found.push(Span::new(body.text.span.start.saturating_sub(1), end).shifted(chunk.start));
                }
            }
            Node::Statement(_) | Node::Command(_) => {}
        });
    }
    found
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

    /// The body of a compound, one step further in.
    fn indented(&self, body: &[Statement], depth: usize) -> Option<Vec<String>> {
        let mut lines = Vec::new();
        for inner in body {
            let more = self.statement(inner, self.style.errexit, depth + 1)?;
            lines.extend(more.into_iter().map(|it| format!("{}{it}", self.style.indent)));
            if let Some(last) = lines.last_mut().filter(|it| inner.background && !it.ends_with('&')) {
                last.push_str(" &");
            }
        }
        Some(lines)
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
                let tail = self.between(last.span.end, span.end)?.trim_start_matches([';', ' ', '&']);
                let mut lines = vec![head.to_owned()];
                lines.extend(self.indented(body, depth)?);
                lines.push(tail.to_owned());
                Some(lines)
            }
            StatementKind::If { branches, otherwise } => {
                let mut lines = Vec::new();
                let mut end = span.start;
                for (_, body) in branches {
                    let (first, last) = (body.first()?, body.last()?);
                    lines.push(self.between(end, first.span.start)?.trim_matches([';', ' ', '&']).to_owned());
                    lines.extend(self.indented(body, depth)?);
                    end = last.span.end;
                }
                if let Some(body) = otherwise {
                    let (first, last) = (body.first()?, body.last()?);
                    lines.push(self.between(end, first.span.start)?.trim_matches([';', ' ', '&']).to_owned());
                    lines.extend(self.indented(body, depth)?);
                    end = last.span.end;
                }
                lines.push(self.between(end, span.end)?.trim_start_matches([';', ' ', '&']).to_owned());
                Some(lines)
            }
            StatementKind::Function { body: function, .. } => {
                let StatementKind::Group(body) = &function.kind else {
                    return Some(vec![self.between(span.start, span.end)?.to_owned()]);
                };
                let (first, last) = (body.first()?, body.last()?);
                let mut lines = vec![self.between(span.start, first.span.start)?.trim_end().to_owned()];
                lines.extend(self.indented(body, depth)?);
                lines.push(self.between(last.span.end, span.end)?.trim_start_matches([';', ' ', '&']).to_owned());
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
