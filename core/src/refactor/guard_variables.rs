//! `$x` becomes `${x:?}` where an empty one would do harm.

use super::known::{names_root, plain, spreads};
use super::{Draft, Known, Scene};
use crate::knowledge::{Effect, Kind};
use crate::script::{Chunk, Command, Node, PartKind, Word};

refactoring! {
    /// Stops the script where a variable is empty that names what to delete, to overwrite or to enter.
    ///
    /// `${x:?}` is `$x`, and ends the script with a message where that is empty or not set.
    /// `$DESTDIR/usr` and its like may be empty on purpose, and stay.
    /// Where a check before or a value in the script makes sure that there is one, nothing changes.
    ///
    /// ```sh before
    /// dir=$1
    /// rm -rf "$dir/cache"
    /// cd "$BUILD_DIR" && make
    /// echo done > $LOG_DIR/state
    /// find "$2" -name '*.o' -delete
    /// ```
    /// ```sh after
    /// dir=$1
    /// rm -rf "${dir:?}/cache"
    /// cd "${BUILD_DIR:?}" && make
    /// echo done > ${LOG_DIR:?}/state
    /// find "${2:?}" -name '*.o' -delete
    /// ```
    /// ```sh untouched
    /// dir=${1:-build}
    /// rm -rf "$dir"
    /// [ -n "$2" ] || exit 1
    /// rm "$2"
    /// cat "$3"
    /// ls "$3" > list
    /// cp tool "$DESTDIR/usr/bin/tool"
    /// rm -rf "${3:?}"
    /// for f in *.o; do rm "$f"; done
    /// sh -c 'rm -rf "$1"'
    /// ```
    "guard-variables" "Stop where a variable is empty", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let known = scene.known();
    scene.nodes(&mut |node, chunk| match node {
        Node::Command(command) => {
            for word in harmed(command) {
                guard(word, chunk, &known, draft);
            }
        }
        Node::Redirect(redirect) if redirect.operator.truncates() => guard(&redirect.target, chunk, &known, draft),
        _ => {}
    });
}

fn guard(word: &Word, chunk: &Chunk, known: &Known<'_>, draft: &mut Draft) {
    for (at, part) in word.parts.iter().enumerate() {
        let Some(parameter) = plain(part) else { continue };
        let rooted =
            matches!(word.parts.get(at + 1).map(|it| &it.kind), Some(PartKind::Literal(it)) if it.starts_with('/'));
        if at == 0 && rooted && names_root(&parameter.name) {
            continue;
        }
        if known.may_be_empty(chunk, part) {
            draft.replace(part.span.shifted(chunk.start), format!("${{{}:?}}", parameter.name));
            let warning = format!("the script ends here when `${}` is empty or not set", parameter.name);
            draft.warn(part.span.shifted(chunk.start), warning);
        }
    }
}

/// The words of a command that name what it deletes, overwrites or enters.
fn harmed(command: &Command) -> Vec<&Word> {
    let harms = |it: &Effect| matches!(it, Effect::Deletes | Effect::Overwrites);
    if matches!(command.program.as_deref(), Some("cd" | "pushd")) {
        return command.operands().collect();
    }
    let path = command.facts();
    let Some(facts) = path.last() else { return Vec::new() };
    if command.is_dry_run() {
        return Vec::new();
    }
    let flags: Vec<_> = command.flags().filter_map(|it| Some((it.facts?, it.value.as_ref()))).collect();
    let whole = flags.iter().any(|it| it.0.value.is_none() && it.0.effects.iter().any(harms));
    let owner = matches!(command.program.as_deref(), Some("chmod" | "chown" | "chgrp"))
        && flags.iter().any(|it| it.0.effects.contains(&Effect::Recurses));
    let mut found = Vec::new();
    for (flag, value) in &flags {
        let names = flag.value.is_some_and(|it| it.kind == Kind::Path) && flag.effects.iter().any(harms);
        found.extend(value.filter(|_| names));
    }
    let operands: Vec<&Word> = command.own_operands().collect();
    for (at, word) in operands.iter().enumerate() {
        let role = facts.operand(at, operands.len(), |name| command.gives(name));
        let path = role.filter(|it| it.value.kind == Kind::Path);
        if path.is_some_and(|it| whole || owner || it.effects.iter().any(harms)) && !spreads(word) {
            found.push(*word);
        }
    }
    found
}
