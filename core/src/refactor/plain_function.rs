//! `function f { … }` becomes `f() { … }`.

use super::{Draft, Scene};
use crate::Span;
use crate::script::{Dialect, Node, StatementKind};

refactoring! {
    /// Defines functions as POSIX says: `function f` becomes `f()`.
    ///
    /// In bash both mean the same. In ksh only `function f` has variables of its own, so there nothing changes.
    ///
    /// ```sh before
    /// function greet { echo hello; }
    /// function  leave() {
    ///     echo bye
    /// }
    /// ```
    /// ```sh after
    /// greet() { echo hello; }
    /// leave() {
    ///     echo bye
    /// }
    /// ```
    /// ```sh untouched
    /// greet() { echo hello; }
    /// function if-any { echo hello; }
    /// function time { date; }
    /// echo function greet
    /// ```
    /// ```sh untouched
    /// #!/bin/ksh
    /// function greet { echo hello; }
    /// ```
    "plain-function" "Define functions as POSIX says", run
}

/// Words that begin something else where a command may stand.
const RESERVED: [&str; 17] = [
    "if", "then", "elif", "else", "fi", "do", "done", "case", "esac", "while", "until", "for", "select", "in",
    "function", "time", "coproc",
];

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    if scene.document.dialect() == Dialect::Ksh {
        return;
    }
    scene.nodes(&mut |node, chunk| {
        let Node::Statement(statement) = node else { return };
        let StatementKind::Function { name, body } = &statement.kind else { return };
        let text = &*chunk.body.text;
        let before = Span::new(statement.span.start, name.span.start.max(statement.span.start)).of(text);
        let behind = text.get(name.span.end..body.span.start.max(name.span.end)).unwrap_or_default();
        // Other names are not POSIX's, and may need the word.
        let plain = name.text.bytes().all(|it| it == b'_' || it.is_ascii_alphanumeric());
        let blank = before.strip_prefix("function").is_some_and(|it| !it.is_empty() && it.trim().is_empty());
        if RESERVED.contains(&&*name.text) || !plain || !blank || !matches!(behind.trim(), "" | "()") {
            return;
        }
        let head = Span::new(statement.span.start, name.span.end).shifted(chunk.start);
        let signs = if behind.trim().is_empty() { "()" } else { "" };
        draft.replace(head, format!("{}{signs}", name.text));
    });
}
