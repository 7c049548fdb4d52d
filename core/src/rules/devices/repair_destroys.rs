//! CARO0216: a repair throws data away.

use super::disks;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Repairs a file system by throwing away what it cannot read.
    ///
    /// Each of these is a last step, behind a copy of the disk. Look first: `xfs_repair -n`, `btrfs check --readonly`.
    ///
    /// To decide: Is there a copy of the whole disk, made with `ddrescue`, that the repair can be tried on?
    ///
    /// ```sh bad
    /// xfs_repair -L /dev/sdb1
    /// ```
    /// ```sh fixed
    /// xfs_repair /dev/sdb1
    /// ```
    /// ```sh bad
    /// btrfs check --repair /dev/sda2
    /// ```
    /// ```sh fixed
    /// btrfs check --readonly /dev/sda2
    /// ```
    /// ```sh good
    /// xfs_repair -n /dev/sdb1
    /// ```
    /// ```sh good
    /// btrfs check /dev/sda2
    /// ```
    /// ```sh good
    /// e2fsck -f -p /dev/sda1
    /// ```
    "CARO0216" "repair-destroys",
    Caution,
    Check::Command {
        programs: &["xfs_repair", "btrfs", "btrfsck", "reiserfsck", "debugfs", "fsfreeze", "xfs_freeze"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = |names: &[&str]| {
        command
            .arguments()
            .iter()
            .filter(|it| it.literal().is_some_and(|it| names.contains(&it)))
            .map(|it| it.span)
            .next()
    };
    let words: Vec<&str> = command.operands().filter_map(Word::literal).collect();
    let found = match command.program.as_deref().unwrap_or_default() {
        "xfs_repair" => {
            given(&["-L"]).map(|it| (it, "throws away the log: the last changes are lost, and files with them"))
        }
        "btrfs" | "btrfsck" => {
            let rescue = words.first() == Some(&"rescue") && words.get(1) == Some(&"zero-log");
            given(&["--repair", "--init-csum-tree", "--init-extent-tree"])
                .or(rescue.then_some(command.span))
                .map(|it| (it, "rewrites the file system's own structures, and can lose all of it"))
        }
        "reiserfsck" => given(&["--rebuild-tree", "--rebuild-sb"])
            .map(|it| (it, "rewrites the file system's own structures, and can lose all of it")),
        "debugfs" => {
            let disk = disks::operand(command, sink);
            given(&["-w"])
                .filter(|_| disk.is_some())
                .map(|it| (it, "writes into the file system past everything that keeps it whole"))
        }
        // Nothing can be written to it any more, and so nothing can thaw it.
        _ if words.contains(&"/") => {
            if let Some(span) = given(&["-f", "--freeze"]) {
                sink.report(
                    span,
                    "freezes the system's own file system: nothing runs on, not even what should thaw it".to_owned(),
                )
                .level(Level::Caution);
            }
            None
        }
        _ => None,
    };
    if let Some((span, what)) = found {
        sink.report(span, what.to_owned());
        let at = command.words.iter().position(|it| it.span == span);
        let removed = at.map(|it| edits::without_word(command, it)).unwrap_or_default();
        match command.program.as_deref() {
            Some("xfs_repair") => sink.choice("Stop where the log holds changes", removed),
            Some("debugfs") => sink.choice("Open it for reading only", removed),
            Some("btrfs" | "btrfsck") if at.is_some() => {
                sink.choice("Only look, and repair nothing", vec![(span, "--readonly".to_owned())]);
            }
            Some("reiserfsck") => sink.choice("Only look, and repair nothing", vec![(span, "--check".to_owned())]),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn looking_is_harmless() {
        check_marks("btrfs rescue zero-log /dev/sda2\n#mark 0 0 31 CARO0216\n");
        check_marks(
            "debugfs -R 'stat /etc' /dev/sda1\nfsfreeze -f /mnt/data\nbtrfs scrub start /\nxfs_repair disk.img\n",
        );
        check_marks("fsfreeze --freeze /\n#        ^^^^^^^^ CARO0216\n");
    }
}
