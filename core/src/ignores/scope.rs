//! What a comment stands for: a line, the command below it, a block.

use crate::Span;
use crate::script::{Body, Node, Redirect, Statement, StatementKind, walk_outer};
use std::cmp::Reverse;

/// Where the statements of a chunk stand, in the order of the text.
pub(super) struct Layout<'a> {
    body: &'a Body,
    items: Vec<Item<'a>>,
}

/// A statement, or an arm of a `case`.
struct Item<'a> {
    span: Span,
    /// Its end, or that of its last here-document.
    end: usize,
    parent: Option<usize>,
    /// `None` for an arm.
    statement: Option<&'a Statement>,
}

/// What a comment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) span: Span,
    /// Whether it is a block, because the comment stands behind its opening word.
    pub(super) is_block: bool,
}

impl<'a> Layout<'a> {
    pub(super) fn new(body: &'a Body) -> Self {
        let mut items = Vec::new();
        let mut add = |span: Span, end: usize, statement| items.push(Item { span, end, parent: None, statement });
        walk_outer(&body.statements, &mut |node| {
            let Node::Statement(statement) = node else { return };
            add(statement.span, here_documents_end(statement).max(statement.span.end), Some(statement));
            if let StatementKind::Case { arms, .. } = &statement.kind {
                for arm in arms {
                    let Some(first) = arm.patterns.first() else { continue };
                    let last = arm.body.last().map(|it| it.span).or(arm.patterns.last().map(|it| it.span));
                    let span = first.span.cover(last.unwrap_or(first.span));
                    add(span, span.end, None);
                }
            }
        });
        items.sort_by_key(|it| (it.span.start, Reverse(it.span.end)));
        let mut open: Vec<usize> = Vec::new();
        for at in 0..items.len() {
            while open.last().is_some_and(|it| items[*it].span.end <= items[at].span.start) {
                open.pop();
            }
            items[at].parent = open.last().copied();
            open.push(at);
        }
        for at in (0..items.len()).rev() {
            if let Some(parent) = items[at].parent {
                items[parent].end = items[parent].end.max(items[at].end);
            }
        }
        Self { body, items }
    }

    /// What one of our own comments covers.
    pub(super) fn covered(&self, comment: Span) -> Option<Cover> {
        let line = self.line(comment.start);
        if self.is_alone(comment) {
            return self.below(comment).map(|span| Cover { span, is_block: false });
        }
        let mut cover = Span::new(line.start, comment.end.max(line.start));
        // What began above and ends here, or goes on behind the comment; what holds whole commands on this line does not.
        let mut inner = self.starting_in(Span::new(line.start, comment.start)).map(|it| it.span.start);
        let inner = inner.next().unwrap_or(usize::MAX);
        for at in [self.innermost(line.start), self.innermost(comment.start)] {
            for item in self.outwards(at).filter(|it| it.is_simple()) {
                let goes_on = item.span.end > comment.start;
                let holds_others = item.is_command() && item.span.start < line.start && inner < item.span.end;
                if !(goes_on && holds_others) {
                    cover = cover.cover(Span::new(item.span.start, item.end));
                }
            }
        }
        // The here-documents of what stands on the line.
        for item in self.starting_in(line).filter(|it| it.is_simple() && it.span.end <= comment.start) {
            cover.end = cover.end.max(item.end);
        }
        let block = self.opened(comment);
        Some(Cover { span: block.map_or(cover, |it| it.cover(cover)), is_block: block.is_some() })
    }

    /// What a comment of ShellCheck covers: the next command, and nothing where it stands behind one.
    pub(super) fn next_command(&self, comment: Span) -> Option<Span> {
        if !self.is_alone(comment) && self.opening(comment).is_none() {
            return None;
        }
        let next = &self.items[self.next(comment)?];
        Some(Span::new(next.span.start, next.end))
    }

    /// The line of a place, its line end not included.
    pub(super) fn line(&self, at: usize) -> Span {
        let text = &*self.body.text;
        let start = text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
        let end = text.get(at..).and_then(|it| it.find('\n')).map_or(text.len(), |it| at + it);
        let end = if text.get(start..end).is_some_and(|it| it.ends_with('\r')) { end - 1 } else { end };
        Span::new(start, end.max(start))
    }

    /// Whether only blanks stand before a comment on its line.
    pub(super) fn is_alone(&self, comment: Span) -> bool {
        Span::new(self.line(comment.start).start, comment.start).of(&self.body.text).trim().is_empty()
    }

    /// Simple commands and lists of them that hold a place, here-documents included, the innermost first.
    pub(super) fn commands_at(&self, at: usize) -> Vec<Span> {
        let holds = |it: &&Item<'_>| it.span.start <= at && at < it.end.max(it.span.start + 1) && it.is_simple();
        self.items.iter().rev().filter(holds).map(|it| it.span).collect()
    }

    /// Whether a place is inside a command's own words, where no line can be put in or ended.
    pub(super) fn is_inside_command(&self, at: usize) -> bool {
        let Some(item) = self.innermost(at).map(|it| &self.items[it]) else { return false };
        let inner = item.statement.is_some_and(|it| {
            matches!(
                it.kind,
                StatementKind::Command(_)
                    | StatementKind::Test(_)
                    | StatementKind::Arithmetic(_)
                    | StatementKind::Unknown
            )
        });
        inner && item.span.start < at
    }

    /// From behind a comment to the end of all that starts on the line of the next command; within a command, all of that.
    fn below(&self, comment: Span) -> Option<Span> {
        let around = self.innermost(comment.start).map(|it| &self.items[it]);
        let Some(next) = self.next(comment) else {
            let around = around.filter(|it| it.is_simple())?;
            return Some(Span::new(around.span.start, around.end));
        };
        let line = self.line(self.items[next].span.start);
        let most = around.map_or(usize::MAX, |it| it.end);
        let ends = self.items[next..].iter().take_while(|it| it.span.start <= line.end && it.span.start < most);
        Some(Span::new(comment.end, ends.map(|it| it.end).fold(line.end, usize::max)))
    }

    /// The statement or arm that comes next, where nothing closes before it.
    fn next(&self, comment: Span) -> Option<usize> {
        let next = self.items.partition_point(|it| it.span.start < comment.end);
        let start = self.items.get(next)?.span.start;
        let sign = self.body.signs.partition_point(|it| it.start < comment.end);
        let closes = self.body.signs.get(sign).is_some_and(|it| it.start < start && it.of(&self.body.text) != "(");
        let around = self.innermost(comment.start).map(|it| &self.items[it]);
        (!closes && around.is_none_or(|it| start < it.end)).then_some(next)
    }

    /// The block whose opening word stands right before a comment.
    fn opened(&self, comment: Span) -> Option<Span> {
        let sign = self.opening(comment)?;
        let at = self.innermost(sign.start)?;
        let item = &self.items[at];
        let whole = Some(Span::new(item.span.start, item.end));
        let branch = |body: &[Statement]| {
            let span = body.first()?.span.cover(body.last()?.span);
            let items = self.starting_in(span).map(|it| it.end);
            Some(Span::new(sign.start, items.fold(span.end, usize::max)))
        };
        let Some(statement) = item.statement else { return whole };
        match (&statement.kind, sign.of(&self.body.text)) {
            (StatementKind::Group(_) | StatementKind::Subshell(_), "{" | "(") => {
                let of = item.parent.map(|it| &self.items[it]);
                let function =
                    of.filter(|it| matches!(it.statement.map(|it| &it.kind), Some(StatementKind::Function { .. })));
                function.map(|it| Span::new(it.span.start, it.end)).or(whole)
            }
            (
                StatementKind::While { .. } | StatementKind::For { .. } | StatementKind::ForArithmetic { .. },
                "do" | "{",
            ) => whole,
            (StatementKind::Case { .. }, "in") | (StatementKind::Function { .. }, ")") => whole,
            (StatementKind::If { branches, .. }, "then") => {
                let bodies = branches.iter().map(|it| &*it.1);
                let behind = bodies.filter(|it| it.first().is_some_and(|it| it.span.start > sign.start));
                behind.min_by_key(|it| it.first().map(|it| it.span.start)).and_then(branch)
            }
            (StatementKind::If { otherwise, .. }, "else") => branch(otherwise.as_deref()?),
            _ => None,
        }
    }

    /// The word or sign that opens a block, where it is the last thing before a comment on its line.
    fn opening(&self, comment: Span) -> Option<Span> {
        let before = self.body.signs.partition_point(|it| it.start < comment.start).checked_sub(1)?;
        let sign = *self.body.signs.get(before)?;
        let text = &self.body.text;
        let between = text.get(sign.end..comment.start)?;
        let opens = matches!(sign.of(text), "{" | "(" | "then" | "do" | "else" | "in" | ")");
        (opens && between.chars().all(|it| it == ' ' || it == '\t')).then_some(sign)
    }

    /// The last item that holds a place.
    fn innermost(&self, at: usize) -> Option<usize> {
        let mut item = self.items.partition_point(|it| it.span.start <= at).checked_sub(1);
        while let Some(index) = item.filter(|it| self.items[*it].span.end <= at) {
            item = self.items[index].parent;
        }
        item
    }

    /// An item and all that hold it.
    fn outwards(&self, item: Option<usize>) -> impl Iterator<Item = &Item<'a>> {
        std::iter::successors(item, |it| self.items[*it].parent).map(|it| &self.items[it])
    }

    fn starting_in(&self, span: Span) -> impl Iterator<Item = &Item<'a>> {
        let first = self.items.partition_point(|it| it.span.start < span.start);
        self.items[first..].iter().take_while(move |it| it.span.start < span.end)
    }
}

impl Item<'_> {
    /// Whether it is a command, or commands in a row without a block among them.
    fn is_simple(&self) -> bool {
        self.statement.is_some_and(is_simple)
    }

    fn is_command(&self) -> bool {
        self.statement.is_some_and(|it| matches!(it.kind, StatementKind::Command(_)))
    }
}

fn is_simple(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Command(_) | StatementKind::Test(_) | StatementKind::Arithmetic(_) => true,
        StatementKind::Pipeline(it) => it.stages.iter().all(is_simple),
        StatementKind::AndOr { first, rest } => is_simple(first) && rest.iter().all(|it| is_simple(&it.1)),
        _ => false,
    }
}

fn here_documents_end(statement: &Statement) -> usize {
    let ends =
        |redirects: &[Redirect]| redirects.iter().filter_map(|it| it.body.as_ref()).map(|it| it.text.span.end).max();
    let of_command = match &statement.kind {
        StatementKind::Command(it) => ends(&it.redirects),
        _ => None,
    };
    of_command.max(ends(&statement.redirects)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
