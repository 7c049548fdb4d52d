//! CARO0203: a new file system replaces what a disk holds.

use super::disks;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Makes a new file system on a disk or partition: what it held is gone.
    ///
    /// `mkfs` and `mkswap` write new structures over the old ones. An image file, a loop device and a disk that was asked
    /// first whether it holds something are exempt.
    ///
    /// To decide: Is it the right disk, and does it hold nothing that is needed? `lsblk -f` shows what each one holds.
    ///
    /// ```sh bad
    /// mkfs.ext4 -F /dev/sdb1
    /// ```
    /// ```sh fixed
    /// blkid /dev/sdb1 || mkfs.ext4 -F /dev/sdb1
    /// ```
    /// ```sh bad
    /// sudo mkfs -t xfs /dev/nvme0n1p3
    /// ```
    /// ```sh fixed
    /// sudo blkid /dev/nvme0n1p3 || sudo mkfs -t xfs /dev/nvme0n1p3
    /// ```
    /// ```sh bad
    /// mkswap /dev/sda2
    /// ```
    /// ```sh good
    /// mkfs.ext4 -q disk.img
    /// ```
    /// ```sh good
    /// mkfs.vfat /dev/loop0
    /// ```
    /// ```sh good
    /// blkid /dev/xvdf || mkfs.ext4 /dev/xvdf
    /// ```
    "CARO0203" "make-file-system",
    Danger,
    Check::Command {
        programs: &[
            "mkfs", "mkfs.ext2", "mkfs.ext3", "mkfs.ext4", "mkfs.ext4dev", "mkfs.xfs", "mkfs.btrfs", "mkfs.vfat", "mkfs.fat",
            "mkfs.msdos", "mkfs.ntfs", "mkfs.exfat", "mkfs.f2fs", "mkfs.jfs", "mkfs.reiserfs", "mkfs.udf", "mkfs.minix",
            "mkfs.nilfs2", "mkfs.ocfs2", "mkfs.gfs2", "mkfs.bcachefs", "mkfs.hfs", "mkfs.hfsplus", "mkfs.apfs", "mkfs.bfs",
            "mkfs.lustre", "mke2fs", "mkdosfs", "mkntfs", "mkexfatfs", "mkreiserfs", "mkudffs", "mkswap", "newfs",
            "newfs_msdos", "newfs_hfs", "newfs_apfs", "newfs_exfat", "bcachefs format", "format.exfat", "make-bcache", "pvcreate",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    let ext = program == "mke2fs" || program.starts_with("mkfs.ext");
    // Only says what it would make.
    let only_shows = ext && command.has_flag('n', "") || program == "mkfs.xfs" && command.has_flag('N', "");
    if only_shows || disks::asked_first(command, sink) {
        return;
    }
    let forced = command.has_flag('f', "force") || command.has_flag('y', "yes");
    if let Some((word, name)) = command.operands().find_map(|it| Some((it, disks::unchecked(it, sink)?))) {
        let message = format!("replaces whatever `{name}` names by an empty file system: nothing has looked at it");
        sink.report(word.span, message).level(Level::Caution);
        disks::offer_empty_only(command, word, sink);
        return;
    }
    let found: Vec<_> = command.operands().filter_map(|it| Some((it, disks::disk(it, sink)?))).collect();
    for (word, disk) in found {
        let span = word.span;
        match program {
            // It asks where it finds something, unless it is told not to.
            "pvcreate" if !forced => continue,
            "mkswap" => {
                sink.report(span, format!("turns `{disk}` into swap space: what it holds is gone"));
            }
            "pvcreate" => {
                sink.report(span, format!("takes `{disk}` for LVM without asking: what it holds is gone"))
                    .level(Level::Caution);
            }
            _ => {
                sink.report(span, format!("replaces the file system on `{disk}`: what it holds is gone"));
            }
        }
        disks::offer_empty_only(command, word, sink);
        if ext {
            sink.choice("Look first: print what it would make", edits::with(command, "-n"));
        } else if program == "mkfs.xfs" {
            sink.choice("Look first: print what it would make", edits::with(command, "-N"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn every_maker_of_file_systems_counts() {
        for (command, at) in [
            ("mke2fs -t ext4", 15),
            ("mkfs.xfs -f", 12),
            ("mkfs -t vfat -n BOOT", 21),
            ("mkfs.ntfs -Q", 13),
            ("newfs -U", 9),
            ("mkfs.btrfs -L data", 19),
            ("busybox mkfs.ext2", 18),
            ("yes | mkfs.ext3", 16),
            ("mkfs --type=ext4", 17),
            ("sudo -n env A=1 mkfs.f2fs", 26),
            ("pvcreate -ff -y", 16),
        ] {
            check_marks(&format!("{command} /dev/sdb1\n#mark 0 {at} {} CARO0203\n", at + 9));
        }
        check_marks("for p in 1 2; do mkfs.ext4 /dev/sda$p; done\n#mark 0 27 37 CARO0203\n");
        check_marks("p=$(pick)\nmkfs.ext4 -q \"/dev/${p}1\"\n#            ^^^^^^^^^^^^ CARO0203\n");
    }

    #[test]
    fn whatever_the_caller_names_is_looked_at_first() {
        check_marks("DEV=$1\nmkfs.ext4 -F \"$DEV\"\n#            ^^^^^^ CARO0203\n");
        check_marks(
            "dev=$1\n[ -b \"$dev\" ] || exit 1\nmkfs.ext4 \"$dev\"\nf() { mkfs.ext4 \"$2\"; }\nmkfs.ext4 \"$1\"\n",
        );
        check_marks(
            "fs=$(lsblk -no FSTYPE /dev/xvdf)\nif [ -z \"$fs\" ]; then\n mkfs.ext4 /dev/xvdf\nfi\nmkfs.ext4 \"${DISK:-a.img}\"\n",
        );
        check_marks("x=$1\nif [ -z \"$x\" ]; then\n mkfs.ext4 /dev/xvdf\nfi\n#mark 2 11 20 CARO0203\n");
        check_marks("DISK=${1:?}\nmkfs.ext4 \"$DISK\"\nmkfs.vfat \"$IMAGE\"\n");
    }

    #[test]
    fn files_and_questions_are_harmless() {
        check_marks(
            "mke2fs -n /dev/sda1\nmkfs.ext4 \"$(losetup -f --show a.img)\"\nmkswap /swapfile\nmkfs.ext4 -d root ./a.img\n",
        );
        check_marks(
            "if [ -z \"$(blkid -o value -s TYPE /dev/sdb)\" ]; then mkfs.xfs /dev/sdb; fi\nmkswap /dev/zram0\npvcreate /dev/sdb\n",
        );
        check_marks("img=$(mktemp)\nmkfs.ext4 -F \"$img\"\nmkfs.vfat /dev/mapper/loop0p1\nmkfs.ext4 \"/dev/$loop\"\n");
    }

    #[test]
    fn a_question_comes_first_only_where_nothing_else_decides() {
        check_choices(
            "sudo -n mkfs.vfat \"/dev/sdb1\"\n",
            &["sudo -n blkid \"/dev/sdb1\" || sudo -n mkfs.vfat \"/dev/sdb1\"\n"],
        );
        check_choices("a && mkfs.vfat /dev/sdb1\nyes | mkfs.ntfs /dev/sdc1\nif mkfs.ntfs /dev/sdd1; then a; fi\n", &[]);
    }
}
