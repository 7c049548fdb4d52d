//! Finds lines of a crontab: text that becomes one, and comments that hold one.

use super::cron::{self, Users};
use crate::script::{Command, Node, PartKind, Quote, RedirectOperator, Statement, StatementKind, Word, walk_outer};
use crate::{Document, Span};

/// A line of a crontab, perhaps half typed.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Where it stands in the document.
    pub(crate) span: Span,
    /// What it says, without what quotes add.
    pub(crate) text: String,
    /// Whether it names a user.
    pub(crate) users: Users,
}

/// The line at an offset of a document.
pub(super) fn line_at(document: &Document, offset: usize) -> Option<Line> {
    let chunk = document.chunk_at(offset)?;
    let at = offset.checked_sub(chunk.start)?;
    let text = &*chunk.body.text;
    if let Some(comment) = chunk.body.comments.iter().find(|it| it.span.touches(at)) {
        return in_comment(comment.span, text).map(|it| it.shifted(chunk.start));
    }
    let mut found = None;
    walk_outer(&chunk.body.statements, &mut |node| match node {
        Node::Statement(Statement { kind: StatementKind::Pipeline(pipeline), .. }) => {
            let Some((last, before)) = pipeline.stages.split_last() else { return };
            let users = last.command().and_then(takes);
            if let Some(users) = users.filter(|_| found.is_none()) {
                walk_outer(before, &mut |inner| {
                    if let Node::Command(command) = inner {
                        found = found.take().or_else(|| printed_or_fed(command, users, at, text));
                    }
                });
            }
        }
        Node::Command(command) => {
            if let Some(users) = takes(command).filter(|_| found.is_none()) {
                found = printed_or_fed(command, users, at, text);
            }
        }
        _ => {}
    });
    found.map(|it| it.shifted(chunk.start))
}

impl Line {
    fn shifted(self, by: usize) -> Self {
        Self { span: self.span.shifted(by), ..self }
    }
}

/// Whether what a command reads or prints becomes a crontab, and of which kind.
fn takes(command: &Command) -> Option<Users> {
    let literal = |it: &Word| it.literal().map(str::to_owned);
    match command.program.as_deref()? {
        "crontab" => {
            let lists = ['l', 'r', 'e'].iter().any(|it| command.has_flag(*it, ""));
            let reads = command.operands().all(|it| it.literal() == Some("-"));
            (!lists && reads).then_some(Users::Own)
        }
        "tee" => command.operands().find_map(|it| users_of(&literal(it)?)),
        "cat" | "echo" | "printf" => {
            let mut written = command.redirects.iter().filter(|it| it.operator.writes());
            written.find_map(|it| users_of(it.target.literal()?))
        }
        _ => None,
    }
}

fn users_of(path: &str) -> Option<Users> {
    if path == "/etc/crontab" || path.starts_with("/etc/cron.d/") {
        return Some(Users::Named);
    }
    path.starts_with("/var/spool/cron/").then_some(Users::Own)
}

/// The line at `at` in a command's here-document, or in what `echo` or `printf` prints.
fn printed_or_fed(command: &Command, users: Users, at: usize, text: &str) -> Option<Line> {
    for redirect in &command.redirects {
        let is_string = redirect.operator == RedirectOperator::HereString;
        let (word, expands) = match &redirect.body {
            Some(body) => (&body.text, body.expands),
            None if is_string => (&redirect.target, false),
            None => continue,
        };
        if word.span.touches(at) {
            return if is_string {
                quoted_line(word, users, at, text)
            } else {
                line(word.span, users, at, text, expands)
            };
        }
    }
    if !matches!(command.program.as_deref(), Some("echo" | "printf")) {
        return None;
    }
    let word = command.arguments().iter().find(|it| it.span.touches(at))?;
    quoted_line(word, users, at, text)
}

/// The line within a quoted word.
fn quoted_line(word: &Word, users: Users, at: usize, text: &str) -> Option<Line> {
    let (first, last) = (word.parts.first()?, word.parts.last()?);
    let inside = first.span.cover(last.span);
    let is_expanded = first.quote == Quote::Double;
    let is_whole = |it: &PartKind| matches!(it, PartKind::Literal(_) | PartKind::Parameter(_));
    if first.quote == Quote::Bare || !word.parts.iter().all(|it| it.quote == first.quote && is_whole(&it.kind)) {
        return None;
    }
    let line = line(inside, users, at.clamp(inside.start, inside.end), text, is_expanded)?;
    // What `printf` and `echo -e` make of a backslash is not followed.
    (!line.text.contains("\\n")).then_some(line)
}

fn line(within: Span, users: Users, at: usize, text: &str, is_expanded: bool) -> Option<Line> {
    let whole = within.of(text);
    let span = cron::line_under(whole, at.checked_sub(within.start)?)?;
    let mut said = span.of(whole).to_owned();
    if is_expanded {
        said = said.replace("\\$", "$").replace("\\`", "`").replace("\\\"", "\"").replace("\\\\", "\\");
    }
    Some(Line { span: span.shifted(within.start), text: said, users })
}

/// A comment that holds a whole line, with a `*` among its fields: `# 0 3 * * * /usr/bin/backup`.
fn in_comment(span: Span, text: &str) -> Option<Line> {
    let comment = span.of(text);
    let line = comment.trim_start_matches(['#', ' ', '\t']);
    let words: Vec<&str> = line.split_ascii_whitespace().take(6).collect();
    let fields = words.get(..5)?;
    if !fields.iter().any(|it| it.starts_with('*')) {
        return None;
    }
    let users = if words.get(5) == Some(&"root") { Users::Named } else { Users::Own };
    // A comment that is prose says nothing.
    cron::line(line, users)?;
    let start = span.end.checked_sub(line.len())?;
    Some(Line { span: Span::new(start, span.end), text: line.to_owned(), users })
}
