//! CARO0121: a delete goes up from a folder that only the run decides.

use super::deletes;
use crate::flow::Shape;
use crate::rules::{Check, Sink, paths};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Deletes the folder above one that only the run decides.
    ///
    /// `"$DIR/../.."` is another folder wherever the script lies, and `/` when it lies high enough. Name the folder that is
    /// meant, from the one that it is in.
    ///
    /// To decide: Which folder is meant by its own name? `realpath` says where the path ends.
    ///
    /// ```sh bad
    /// here=$(cd "$(dirname "$0")" && pwd) || exit 1
    /// rm -rf "$here/../.."
    /// ```
    /// ```sh fixed
    /// here=$(cd "$(dirname "$0")" && pwd) || exit 1
    /// rm -rI "$here/../.."
    /// ```
    /// ```sh bad
    /// rm -rf "$(dirname "$0")/../"*
    /// ```
    /// ```sh good
    /// rm -rf "$(dirname "$0")/../build"
    /// ```
    /// ```sh good
    /// rm -rf "${OUT:?}"/lib/../tmp
    /// ```
    /// ```sh good
    /// rm -rf "$(dirname "$0")"/../lib/*
    /// ```
    "CARO0121" "delete-parent",
    Danger,
    Check::Command { programs: &["rm", "grm", "srm", "wipe", "rimraf", "find", "gfind"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let searches = matches!(command.program.as_deref(), Some("find" | "gfind"));
    let words: Vec<&Word> = if searches {
        let destroys = matches!(super::searches::deed(command), Some((super::searches::Deed::Destroys, _)));
        if !destroys || super::searches::filter(command) == super::searches::Filter::Narrow {
            return;
        }
        command.operands().collect()
    } else {
        match deletes::of(command, sink).filter(|it| it.recursive) {
            Some(delete) => delete.words,
            None => return,
        }
    };
    for word in words {
        // Where the path is known, so is what it means.
        let shapes = sink.value(word).shapes;
        let said =
            |it: &Shape| it.text().is_some_and(|it| paths::loss(it).is_some()) && (!searches || it.empty.is_none());
        let known = shapes.iter().any(said);
        if !known && ends_above(word) {
            let text = sink.text(word.span).to_owned();
            sink.report(
                word.span,
                format!("deletes the folder above and all in it: where `{text}` ends depends on the run"),
            );
            if searches { super::searches::offer_print(command, sink) } else { deletes::offer_asking(command, sink) }
        }
    }
}

/// Whether the last step of a path behind an expansion goes up.
fn ends_above(word: &Word) -> bool {
    let Some(last) = word.parts.iter().rposition(|it| {
        matches!(
            it.kind,
            PartKind::Parameter(_) | PartKind::Substitution(_) | PartKind::Brace(_) | PartKind::Arithmetic(_)
        )
    }) else {
        return false;
    };
    let mut tail = String::new();
    for part in &word.parts[last + 1..] {
        match &part.kind {
            PartKind::Literal(text) | PartKind::Glob(text) => tail.push_str(text),
            _ => return false,
        }
    }
    let mut depth = 0i32;
    let mut all = false;
    for step in tail.split('/').filter(|it| !it.is_empty() && *it != ".") {
        match step {
            ".." => depth -= 1,
            _ if paths::means_all(step) => all = true,
            _ => depth += 1,
        }
        if all && step == ".." {
            return false;
        }
    }
    tail.starts_with('/') && depth < 0
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn up_and_down_again_is_ordinary() {
        check_marks("rm -rf \"$1/../x/y\" \"${d:?}/a/../b\"\n");
        check_marks("find \"$(ls a)/..\" -type f -delete\n#    ^^^^^^^^^^^^ CARO0121\n");
    }
}
