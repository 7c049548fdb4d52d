//! `$[ … ]` becomes `$(( … ))`.

use super::{Draft, Scene};
use crate::script::{Dialect, Node, PartKind};

refactoring! {
    /// Calculates as POSIX says: `$[1 + 2]` becomes `$((1 + 2))`.
    ///
    /// `$[…]` is an old spelling of bash, which its manual no longer names and other shells do not read.
    ///
    /// ```sh before
    /// total=$[count * 2]
    /// echo "$[total + 1] of $[a[0] + $(wc -l < list)]"
    /// ```
    /// ```sh after
    /// total=$((count * 2))
    /// echo "$((total + 1)) of $((a[0] + $(wc -l < list)))"
    /// ```
    /// ```sh untouched
    /// total=$((count * 2))
    /// echo '$[1]' [1] \$[1]
    /// # $[1]
    /// ```
    /// ```sh untouched
    /// #!/bin/sh
    /// echo $[1+2]
    /// ```
    "modern-arithmetic" "Write `$(( ))` for `$[ ]`", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    // To another `sh`, this is text.
    if !matches!(scene.document.dialect(), Dialect::Bash | Dialect::Ksh) {
        return;
    }
    scene.nodes(&mut |node, chunk| {
        let Node::Word(word) = node else { return };
        for part in word.parts.iter().filter(|it| matches!(it.kind, PartKind::Arithmetic(_))) {
            let inner = part.span.of(&chunk.body.text).strip_prefix("$[").and_then(|it| it.strip_suffix(']'));
            if let Some(inner) = inner {
                draft.replace(part.span.shifted(chunk.start), format!("$(({}))", nested(inner)));
            }
        }
    });
}

/// The text of an arithmetic, with those inside it changed, too.
fn nested(text: &str) -> String {
    let Some((before, rest)) = text.split_once("$[") else { return text.to_owned() };
    let mut depth = 1usize;
    for (at, sign) in rest.char_indices() {
        match sign {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (inner, behind) = (&rest[..at], &rest[at + 1..]);
            return format!("{before}$(({})){}", nested(inner), nested(behind));
        }
    }
    text.to_owned()
}
