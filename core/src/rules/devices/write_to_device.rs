//! CARO0201: a command writes straight to a disk.

use super::disks;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};

rule! {
    /// Overwrites a disk or partition, and every file on it.
    ///
    /// What is written to a block device goes over the partition table and the file systems at once. There is no undo.
    ///
    /// To decide: Is it the right disk, and does it hold nothing that is needed? `lsblk -o NAME,SIZE,MODEL,FSTYPE,MOUNTPOINT` shows what each one is.
    ///
    /// ```sh bad
    /// cat image.iso > /dev/sdb
    /// ```
    /// ```sh bad
    /// disk=/dev/nvme0n1
    /// gzip -dc backup.img.gz >"$disk"
    /// ```
    /// ```sh bad
    /// xz -dc card.img.xz | sudo tee /dev/mmcblk0 >/dev/null
    /// ```
    /// ```sh bad
    /// cp raspios.img /dev/sdX
    /// ```
    /// ```sh good
    /// echo start > /dev/null
    /// ```
    /// ```sh good
    /// cat image.iso > disk.img
    /// ```
    /// ```sh good
    /// cp /dev/sda disk.img
    /// ```
    "CARO0201" "write-to-device",
    Danger,
    Check::File { run: check }
}

/// Programs with rules of their own, and those that only touch the name.
const OTHERS: [&str; 16] = [
    "dd", "gdd", "dcfldd", "dc3dd", "ddrescue", "sgdisk", "sfdisk", "ln", "gln", "mv", "gmv", "mknod", "touch",
    "mkdir", "losetup", "mount",
];

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let redirect = act.span != act.path.span;
    let writes = matches!(act.kind, ActKind::Overwrites | ActKind::Appends) || redirect && act.kind == ActKind::Changes;
    let other = act.command.and_then(|it| it.program.as_deref()).is_some_and(|it| OTHERS.contains(&it));
    if !writes || !redirect && other {
        return;
    }
    // A redirect to something below `/dev/` that nobody knows is most often a terminal.
    let known = |it: &String| !redirect || it != "/dev/\u{2026}";
    if let Some(disk) = disks::disk(act.path, sink).filter(known) {
        sink.report(act.span, format!("overwrites the disk `{disk}` and every file on it"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_device_is_seen_where_only_its_start_is_known() {
        check_marks("for d in a b; do : > /dev/sd$d; done\n#mark 0 19 30 CARO0201\n");
    }

    #[test]
    fn every_way_to_write_counts() {
        check_marks("curl -so /dev/vda http://x/img\n#        ^^^^^^^^ CARO0201\n");
        check_marks("cat a | tee -a /dev/vg0/data\n#              ^^^^^^^^^^^^^ CARO0201\n");
        check_marks(
            "sudo sh -c 'cat a.img > /dev/disk/by-id/usb-x'\n#                     ^^^^^^^^^^^^^^^^^^^^^^^ CARO0201\n",
        );
        check_marks(
            "echo hi > /dev/$TTY\necho a | tee /dev/stderr\ncat x > /dev/ttyUSB0\ntar -cf /dev/st0 .\ncat a > /dev/loop0\n",
        );
        check_marks("exec 3< /dev/sda\nln -s a /dev/vg0/x\nmd5sum < /dev/sda\n");
    }
}
