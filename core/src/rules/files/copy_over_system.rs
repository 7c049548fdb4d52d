//! CARO0138: a whole tree is copied or moved over the root of the system, or the whole system is copied.

use super::deletes;
use crate::rules::{Check, Sink, edits, paths};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Replaces files all over the system by those of the same name in a tree.
    ///
    /// `cp -r rootfs/. /` asks nothing: modes, links and settings of the running system are replaced one by one, and a copy
    /// that stops half-way leaves half a system. Install a package, or copy into each folder by name.
    ///
    /// To decide: Which files of the running system should be replaced? `diff -rq` between the tree and `/` names them.
    ///
    /// ```sh bad
    /// sudo cp -a rootfs/. /
    /// ```
    /// ```sh fixed
    /// sudo cp -n -a rootfs/. /
    /// ```
    /// ```sh bad
    /// mv overlay/* /
    /// ```
    /// ```sh fixed
    /// mv -n overlay/* /
    /// ```
    /// ```sh bad
    /// cp -r / /mnt/backup
    /// ```
    /// ```sh fixed
    /// cp -x -r / /mnt/backup
    /// ```
    /// ```sh good
    /// cp -r rootfs/. "$target/"
    /// ```
    /// ```sh good
    /// cp -ax / /mnt/backup
    /// ```
    /// ```sh good
    /// sudo cp swapfile /
    /// ```
    "CARO0138" "copy-over-system",
    Caution,
    Check::Command { programs: &["cp", "gcp", "mv", "gmv"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let moves = matches!(command.program.as_deref(), Some("mv" | "gmv"));
    let recursive = command.has_flag('r', "recursive") || command.has_flag('R', "") || command.has_flag('a', "archive");
    if command.flags().any(|it| it.is('n', "no-clobber")) {
        return;
    }
    let words: Vec<&Word> = command.operands().collect();
    let named = command.flag_value('t', "target-directory");
    let (target, sources) = match (named, words.split_last()) {
        (Some(target), _) => (target, &*words),
        (None, Some((last, before))) => (*last, before),
        _ => return,
    };
    let globs = |it: &&&Word| it.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)));
    let is_root = |it: &Word| deletes::sure_paths(it, sink).iter().any(|it| paths::reach(it).0 == "/");
    let sends = sources.iter().any(|it| globs(&it)) || recursive && !sources.is_empty();
    if sends && is_root(target) && (moves || recursive) {
        let does = if moves { "moves" } else { "copies" };
        sink.report(target.span, format!("{does} a whole tree over the system: files of the same name are replaced"));
        let forced = command.flag('f', "force").map(|it| edits::instead(command, it, "-n"));
        sink.choice("Add what is missing, and replace nothing", forced.unwrap_or_else(|| edits::with(command, "-n")));
        return;
    }
    if recursive && !moves && !command.flags().any(|it| it.is('x', "one-file-system")) {
        let whole = sources.iter().find(|it| is_root(it)).map(|it| it.span);
        if let Some(span) = whole {
            sink.report(
                span,
                "copies the whole system with `/proc`, `/sys` and the target in it: it may never end".to_owned(),
            );
            sink.choice("Stay on this file system: no `/proc`, and no other disk", edits::with(command, "-x"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn single_files_are_ordinary() {
        check_marks("cp a b /\nmv swapfile /\ncp -rn x/. /\ncp -r \"$x\"/* \"$DESTDIR/\"\n");
        check_marks("r=/\ncp -R -t $r build/*\n#        ^^ CARO0138\n");
    }
}
