//! Refactorings: named changes that make a script sturdier, on a selection or the whole file, each previewed first.

use crate::rules::Finding;
use crate::script::{Chunk, Command, Node, walk_outer};
use crate::{Document, Span, actions};

mod around;
mod known;
mod layout;
mod neighbours;

use known::Known;
pub(crate) use loop_over_files::guards;
pub(crate) use rehearse::preview;

/// A named change of a script.
#[derive(Debug)]
pub struct Refactoring {
    /// Its name in words: `quote-expansions`.
    pub name: &'static str,
    /// An order, as menus show it: "Quote expansions".
    pub title: &'static str,
    /// Its documentation, in Markdown; its first line says what changes.
    pub doc: &'static str,
    /// What it changes, or nothing where it does not apply.
    pub(crate) run: fn(&Scene<'_>, &mut Draft),
}

/// What a refactoring looks at.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The script.
    pub document: &'a Document,
    /// What is told of it.
    pub findings: &'a [Finding],
    /// What the user selected; the whole text stands for the file.
    pub selection: Span,
}

/// What a refactoring changes, while it is put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What to replace by what, in places of the document; the spans do not overlap.
    pub edits: Vec<(Span, String)>,
    /// Where the script would do something else than before, and what.
    pub warnings: Vec<(Span, String)>,
}

impl Refactoring {
    /// The change, where there is one that leaves a script that can be read.
    pub fn draft(&self, scene: &Scene<'_>) -> Option<Draft> {
        let mut draft = Draft::default();
        (self.run)(scene, &mut draft);
        draft.edits.sort_by_key(|it| it.0);
        let sound = !draft.edits.is_empty() && actions::is_readable(scene.document, &draft.edits);
        sound.then_some(draft)
    }
}

impl Draft {
    /// Replaces a stretch of the document, unless it touches what is replaced already.
    pub(crate) fn replace(&mut self, span: Span, text: impl Into<String>) {
        let clashes = |it: &(Span, String)| it.0.start < span.end && span.start < it.0.end || it.0 == span;
        if !self.edits.iter().any(clashes) {
            self.edits.push((span, text.into()));
        }
    }

    /// Inserts text.
    pub(crate) fn insert(&mut self, offset: usize, text: impl Into<String>) {
        self.replace(Span::at(offset), text);
    }

    /// Puts text before and behind a stretch of the document; all of it or nothing.
    pub(crate) fn enclose(&mut self, span: Span, before: &str, behind: &str) {
        let taken = |at: usize| self.edits.iter().any(|it| it.0 == Span::at(at) || it.0.start < at && at < it.0.end);
        if !taken(span.start) && !taken(span.end) {
            self.insert(span.start, before);
            self.insert(span.end, behind);
        }
    }

    /// Says that something will be different.
    pub(crate) fn warn(&mut self, span: Span, text: impl Into<String>) {
        self.warnings.push((span, text.into()));
    }
}

impl<'a> Scene<'a> {
    /// Everything in the selection that was written, each byte once, with the chunk that its places count in.
    ///
    /// What stands in back-ticks is left out: there, quotes and backslashes mean something else.
    pub(crate) fn nodes(&self, visit: &mut dyn FnMut(Node<'a>, &'a Chunk)) {
        for chunk in self.document.chunks() {
            let whole = Span::new(chunk.start, chunk.start + chunk.body.text.len());
            if !whole.overlaps(self.selection) {
                continue;
            }
            // Inner things follow outer ones, in the order of the text.
            let mut hidden = Span::at(0);
            walk_outer(&chunk.body.statements, &mut |node| {
                let span = match node {
                    Node::Statement(it) => it.span,
                    Node::Command(it) => it.span,
                    Node::Word(it) => it.span,
                    Node::Redirect(it) => it.span,
                };
                if hidden.start < span.end && span.start < hidden.end {
                    return;
                }
                if span.shifted(chunk.start).overlaps(self.selection) {
                    visit(node, chunk);
                }
                if let Node::Word(word) = node {
                    let ticks = word.parts.iter().filter(|it| known::in_back_ticks(chunk, it)).map(|it| it.span);
                    hidden = ticks.reduce(Span::cover).unwrap_or(hidden);
                }
            });
        }
    }

    /// The commands in the selection, with the chunk that their places count in.
    pub(crate) fn commands(&self) -> Vec<(&'a Command, &'a Chunk)> {
        let mut commands = Vec::new();
        self.nodes(&mut |node, chunk| {
            if let Node::Command(command) = node {
                commands.push((command, chunk));
            }
        });
        commands
    }
}

/// Declares a refactoring: its documentation, name, title and what it does.
macro_rules! refactoring {
    ($(#[doc = $doc:literal])* $name:literal $title:literal, $run:expr) => {
        pub(super) static REFACTORING: $crate::refactor::Refactoring = $crate::refactor::Refactoring {
            name: $name,
            title: $title,
            doc: concat!($($doc, "\n"),*),
            run: $run,
        };
    };
}

macro_rules! refactorings {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// Every refactoring, in the order of menus.
        static ALL: &[&Refactoring] = &[$(&$module::REFACTORING),*];
    };
}

refactorings! {
    strict_mode, quote_expansions, end_of_options, guard_variables, guarded_delete, guard_cd, temporary_files, loop_over_files, download_then_run, sturdy_curl, argument_arrays, modern_substitution, modern_arithmetic, plain_function, portable_test, portable_which, raw_read, rehearse, restore,
}

/// Every refactoring, in the order of menus.
pub fn all() -> &'static [&'static Refactoring] {
    ALL
}

#[cfg(test)]
mod tests;
