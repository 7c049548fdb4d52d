//! The scripts that are read here, and what their source cannot tell.

use caro_core::Span;
use caro_core::script::{Chunk, Node, walk};
pub(crate) use caro_tests::scripts::{Script, all, corpus};

/// Where back-ticks hold backslashes: what is inside is read without them, so its source is not what is read.
pub(crate) fn unescaped(chunk: &Chunk) -> Vec<Span> {
    let mut found = Vec::new();
    walk(&chunk.body.statements, &mut |node| {
        if let Node::Word(word) = node {
            found.extend(word.parts.iter().map(|it| it.span).filter(|it| {
                let source = it.of(&chunk.body.text);
                source.starts_with('`') && source.contains('\\')
            }));
        }
    });
    found
}
