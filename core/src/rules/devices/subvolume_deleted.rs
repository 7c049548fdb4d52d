//! CARO0208: a btrfs subvolume is deleted with all that is in it.

use crate::rules::{Check, Level, Sink, paths};
use crate::script::Command;

rule! {
    /// Deletes a btrfs subvolume: all files in it, without asking and without `-r`.
    ///
    /// A subvolume looks like a folder, but goes as a whole and at once. `btrfs subvolume snapshot -r` keeps a copy.
    ///
    /// To decide: Does the subvolume hold anything that no other snapshot has? `btrfs subvolume show` and `ls` say what it is.
    ///
    /// ```sh bad
    /// btrfs subvolume delete /.snapshots/2024-01-01
    /// ```
    /// ```sh bad
    /// sudo btrfs sub del /home
    /// ```
    /// ```sh good
    /// btrfs subvolume snapshot -r / /.snapshots/now
    /// ```
    /// ```sh good
    /// btrfs subvolume list /
    /// ```
    "CARO0208" "subvolume-deleted",
    Caution,
    Check::Command { programs: &["btrfs"], run: check }
}

fn check(btrfs: &Command, sink: &mut Sink<'_>) {
    let mut words = btrfs.operands();
    let (Some(group), Some(verb)) =
        (words.next().and_then(|it| it.literal()), words.next().and_then(|it| it.literal()))
    else {
        return;
    };
    // Every word may be cut as long as it is clear.
    if !("subvolume".starts_with(group)
        && group.starts_with("su")
        && "delete".starts_with(verb)
        && verb.starts_with("de"))
    {
        return;
    }
    let all: Vec<_> = words.map(|it| (it.span, sink.value(it))).collect();
    for (span, value) in all {
        let name = value.shapes.first().map(|it| it.text.to_string()).filter(|it| !it.is_empty());
        let name = name.unwrap_or_else(|| sink.text(span).trim_matches('"').to_owned());
        if name.starts_with("/tmp/") || name.starts_with("/var/tmp/") {
            continue;
        }
        let level = if value.texts().any(|it| paths::loss(it).is_some()) { Level::Danger } else { Level::Caution };
        sink.report(span, format!("deletes the subvolume `{name}` and every file in it")).level(level);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn words_may_be_cut() {
        check_marks("btrfs su de /data/old\n#           ^^^^^^^^^ CARO0208\n");
        check_marks(
            "btrfs subvolume delete --commit-after \"$old\"\n#                                     ^^^^^^ CARO0208\n",
        );
        check_marks("btrfs device delete /dev/sdb /mnt\nbtrfs su cr /a\nbtrfs subvolume delete /tmp/x\n");
    }
}
