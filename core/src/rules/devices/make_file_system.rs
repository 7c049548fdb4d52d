//! CARO0203: a new file system replaces what a disk holds.

use crate::rules::{Check, Sink, paths};
use crate::script::Command;

rule! {
    /// Makes a new file system on a disk or partition: what it held is gone.
    ///
    /// `mkfs`, `mkswap` and `wipefs` write new structures over the old ones. A loop device or an image file is exempt.
    ///
    /// ```sh bad
    /// mkfs.ext4 -F /dev/sdb1
    /// ```
    /// ```sh bad
    /// sudo mkfs -t xfs /dev/nvme0n1p3
    /// ```
    /// ```sh good
    /// mkfs.ext4 -q disk.img
    /// ```
    /// ```sh good
    /// mkfs.vfat /dev/loop0
    /// ```
    "CARO0203" "make-file-system",
    Danger,
    Check::Command {
        programs: &[
            "mkfs", "mkfs.ext2", "mkfs.ext3", "mkfs.ext4", "mkfs.xfs", "mkfs.btrfs", "mkfs.vfat", "mkfs.fat", "mkfs.ntfs",
            "mkfs.exfat", "mkfs.f2fs", "mke2fs", "mkswap", "wipefs", "blkdiscard",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    // `wipefs` alone only lists.
    if command.program.as_deref() == Some("wipefs") && !command.has_flag('a', "all") && !command.has_flag('o', "offset") {
        return;
    }
    for word in command.operands() {
        if let Some(shape) = sink.value(word).shapes.iter().find(|it| paths::is_block_device(&it.text)) {
            sink.report(word.span, format!("replaces the file system on `{}`: what it holds is gone", shape.text));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn listing_signatures_is_harmless() {
        check_marks("wipefs /dev/sda\nwipefs -a /dev/sda\n#         ^^^^^^^^ CARO0203\n");
    }
}
