//! Explains the lines of here-documents, which stand behind the statement that reads them.

use super::words::{Place, code, titled, without};
use super::{Explained, Explainer, Kind, Source};
use crate::Span;
use crate::script::{Command, Node, Redirect, RedirectOperator, Statement, walk_outer};

impl Explainer<'_> {
    /// Adds the here-documents of a statement that stand between its end and `end`.
    pub(super) fn here_documents(&self, statement: &Statement, end: usize, parts: &mut Vec<Explained>) {
        let from = statement.span.end;
        let Some(between) = self.text().get(from..end.max(from)) else { return };
        // A body ends with a word of its own: where no text is, there is none.
        if self.whole.is_some() || !between.contains('\n') || !statement.span.of(self.text()).contains("<<") {
            return;
        }
        let gap = Span::new(from, end.max(from));
        if !self.wants(gap) || between.bytes().all(|it| it.is_ascii_whitespace() || matches!(it, b';' | b'&')) {
            return;
        }
        let (mut redirects, mut commands): (Vec<&Redirect>, Vec<&Command>) = (Vec::new(), Vec::new());
        walk_outer(std::slice::from_ref(statement), &mut |node| match node {
            Node::Redirect(redirect) => redirects.push(redirect),
            Node::Command(command) if !command.embedded.is_empty() => commands.push(command),
            _ => {}
        });
        for redirect in redirects {
            let Some(body) = redirect.body.as_ref().filter(|it| it.text.span.start >= from && it.text.span.end <= end)
            else {
                continue;
            };
            let tabs = redirect.operator == RedirectOperator::HereDocumentTabs;
            let closing = self.closing_word(body.text.span.end, end, &redirect.target);
            let all = closing.map_or(body.text.span, |it| body.text.span.cover(it));
            if !self.wants(all) {
                continue;
            }
            let line = self.line_number(redirect.span.start);
            let how = if body.expands { ", expanded first" } else { ", as it stands: nothing in it is expanded" };
            let tabs = if tabs { "; tabs at the start of a line are dropped" } else { "" };
            let meaning = format!("the here-document of line {line}{how}{tabs}");
            let title = titled(redirect.span.of(self.text()));
            let mut explained = Explained::new(all, Kind::Redirect, title, meaning, Source::Shell);
            self.word_in(&body.text, Place::Text, &mut explained.parts);
            let expanded: Vec<Span> = explained.parts.iter().map(|it| it.span).collect();
            for embedded in commands.iter().flat_map(|it| &it.embedded) {
                let inside = embedded.span.start >= body.text.span.start && embedded.span.end <= body.text.span.end;
                if inside && embedded.exact && !embedded.translated && self.wants(embedded.span) {
                    let mut statements = Vec::new();
                    self.statements(&embedded.statements, embedded.span.end, &mut statements);
                    without(&mut statements, &expanded);
                    explained.parts.extend(statements);
                }
            }
            if let Some(closing) = closing.filter(|it| self.wants(*it)) {
                let meaning = format!("ends the here-document of line {line}");
                let word = closing.of(self.text());
                explained.parts.push(Explained::new(closing, Kind::Keyword, word, meaning, Source::Shell));
            }
            explained.parts.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
            parts.push(explained);
        }
    }

    /// Where the word stands that ends a here-document.
    fn closing_word(&self, from: usize, end: usize, target: &crate::script::Word) -> Option<Span> {
        let signs = &self.chunk.body.signs;
        let at = signs.partition_point(|it| it.start < from);
        let sign = signs.get(at).copied().filter(|it| it.end <= end)?;
        let word = sign.of(self.text());
        let blank = Span::new(from, sign.start).of(self.text()).bytes().all(|it| it == b'\t');
        let is_it = blank && (target.literal() == Some(word) || target.span.of(self.text()) == word);
        (is_it && !word.is_empty()).then_some(sign)
    }

    /// What a here-document's operator says.
    pub(super) fn here_operator(&self, redirect: &Redirect, tabs: bool) -> String {
        let word = code(redirect.target.literal().unwrap_or_else(|| redirect.target.span.of(self.text())));
        let Some(body) = &redirect.body else { return format!("takes in the lines up to {word}, which is missing") };
        let how = if body.expands {
            "; `$x`, `$(…)` and backslashes in them are expanded"
        } else {
            " as they stand: nothing in them is expanded"
        };
        let tabs = if tabs { "; tabs at the start of a line are dropped" } else { "" };
        format!("takes in the lines up to {word}{how}{tabs}")
    }
}
