//! `rm -rf $X/*` becomes `rm -rf "${X:?}"/*`.

use super::known::{is_bare, names_root, names_several, plain};
use super::{Draft, Known, Scene};
use crate::script::{Chunk, PartKind, Word};

refactoring! {
    /// Lets no delete below a folder reach the root: `rm -rf $X/*` becomes `rm -rf "${X:?}"/*`.
    ///
    /// With an empty `X` that line deletes `/*`. The guard ends the script there instead.
    /// `$DESTDIR/usr` and its like, where an empty value means the root on purpose, are left alone, but for patterns.
    /// A `find … -delete` in its place would also take hidden files: it is another act, and not offered here.
    ///
    /// ```sh before
    /// rm -rf $BUILD/*
    /// rm -rf "$1"/
    /// rm -f ${CACHE}/tmp/*.o
    /// sudo rm -r "$1/lib"
    /// ```
    /// ```sh after
    /// rm -rf "${BUILD:?}"/*
    /// rm -rf "${1:?}"/
    /// rm -f "${CACHE:?}"/tmp/*.o
    /// sudo rm -r "${1:?}/lib"
    /// ```
    /// ```sh untouched
    /// build=out
    /// rm -rf "$build"/*
    /// rm -rf "${BUILD:?}"/*
    /// rm -rf "$1"
    /// ls $1/*
    /// if [ -n "$1" ]; then rm -rf "$1"/*; fi
    /// for d in */; do rm -rf "$d"/*; done
    /// rm -rf "${TMPDIR:-/tmp}"/x
    /// rm -f "$DESTDIR/usr/bin/tool"
    /// ```
    "guarded-delete" "Guard deletes below a folder", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let known = scene.known();
    for (command, chunk) in scene.commands() {
        if matches!(command.program.as_deref(), Some("rm" | "grm")) {
            for word in command.operands() {
                guard(word, chunk, &known, draft);
            }
        }
    }
}

fn guard(word: &Word, chunk: &Chunk, known: &Known<'_>, draft: &mut Draft) {
    let [first, next, ..] = &*word.parts else { return };
    let Some(parameter) = plain(first) else { return };
    let below = matches!(&next.kind, PartKind::Literal(it) if it.starts_with('/'));
    let sure = known.value(chunk, first).is_some_and(|it| !it.may_be_empty());
    let pattern = matches!(word.parts.last().map(|it| &it.kind), Some(PartKind::Glob(_)));
    if !below || sure || names_root(&parameter.name) && !pattern {
        return;
    }
    let guard = format!("${{{}:?}}", parameter.name);
    let quotes = is_bare(first) && !names_several(&parameter.name);
    let text = if quotes { format!("\"{guard}\"") } else { guard };
    draft.replace(first.span.shifted(chunk.start), text);
    let warning = format!("the script ends here when `${}` is empty or not set", parameter.name);
    draft.warn(first.span.shifted(chunk.start), warning);
}
