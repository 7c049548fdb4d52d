//! CARO0204: a disk forgets all that it holds.

use super::disks;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Erases a whole disk or partition, on purpose and for good.
    ///
    /// `wipefs`, `blkdiscard`, `shred` and a disk's own erase command leave nothing that could be recovered.
    ///
    /// To decide: Is it the right disk, and is there a copy of all that must stay? `lsblk -o NAME,SIZE,MODEL,FSTYPE,MOUNTPOINT` shows what each one is.
    ///
    /// ```sh bad
    /// sudo wipefs -a /dev/sdc
    /// ```
    /// ```sh fixed
    /// sudo wipefs -n -a /dev/sdc
    /// ```
    /// ```sh bad
    /// hdparm --user-master u --security-erase p /dev/sdb
    /// ```
    /// ```sh bad
    /// nvme format -s1 /dev/nvme0n1
    /// ```
    /// ```sh bad
    /// badblocks -wsv /dev/sdd
    /// ```
    /// ```sh fixed
    /// badblocks -sv /dev/sdd
    /// ```
    /// ```sh good
    /// wipefs /dev/sda
    /// ```
    /// ```sh good
    /// badblocks -sv /dev/sda
    /// ```
    /// ```sh good
    /// shred -u ./old.key
    /// ```
    /// ```sh good
    /// nvme smart-log /dev/nvme0
    /// ```
    "CARO0204" "erase-device",
    Danger,
    Check::Command {
        programs: &[
            "wipefs", "blkdiscard", "shred", "gshred", "badblocks", "hdparm", "nvme", "scrub", "nwipe", "srm", "wipe",
            "sg_format", "sg_sanitize", "sg_unmap", "sg_write_same", "blkzone", "sedutil-cli", "bcwipe", "secure-delete",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(how) = erases(command) else { return };
    if let Some((span, name)) = command.operands().find_map(|it| Some((it.span, disks::unchecked(it, sink)?))) {
        sink.report(span, format!("{how} whatever `{name}` names: nothing has looked at it")).level(Level::Caution);
        return;
    }
    let found: Vec<_> = command.operands().filter_map(|it| Some((it.span, disks::disk(it, sink)?))).collect();
    for (span, disk) in found {
        let raw = sink.report(span, format!("{how} `{disk}`: nothing brings back what it holds"));
        // `badblocks -n` puts back what it read, unless the power fails.
        if how == "tests by writing over" {
            raw.level(Level::Caution);
        }
        match command.program.as_deref() {
            Some("wipefs") => sink.choice("Look first: name what it would erase", edits::with(command, "-n")),
            Some("badblocks") => {
                if let Some(flag) = command.flag('w', "") {
                    sink.choice("Only read the disk", edits::without(command, flag));
                }
            }
            _ => {}
        }
    }
}

/// What a command does to the disk, where it erases.
fn erases(command: &Command) -> Option<&'static str> {
    let first = command.operands().next().and_then(Word::literal).unwrap_or_default();
    let given = |name: &str| command.arguments().iter().any(|it| it.literal_prefix().starts_with(name));
    match command.program.as_deref()? {
        "wipefs" => {
            let changes = [('a', "all"), ('o', "offset")].iter().any(|it| command.has_flag(it.0, it.1));
            changes.then_some("takes every signature off")
        }
        "badblocks" if command.has_flag('w', "") => Some("overwrites all of"),
        "badblocks" => None,
        "hdparm" => {
            let erases =
                ["--security-erase", "--trim-sector-ranges", "--write-sector", "--make-bad-sector", "--sanitize-"];
            (erases.iter().any(|it| given(it)) && !given("--sanitize-status")).then_some("erases")
        }
        "nvme" => {
            let erases =
                matches!(first, "format" | "sanitize" | "delete-ns" | "write-zeroes" | "dsm" | "write" | "zns");
            (erases && (first != "zns" || given("reset-zone"))).then_some("erases")
        }
        "blkzone" => (first == "reset").then_some("empties the zones of"),
        "sedutil-cli" => (given("--revert") || given("--PSIDrevert") || given("--yesIreallywant")).then_some("erases"),
        "blkdiscard" => Some("discards every block of"),
        _ => Some("overwrites all of"),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn listing_signatures_is_harmless() {
        check_marks("wipefs /dev/sda\nwipefs -a /dev/sda\n#         ^^^^^^^^ CARO0204\n");
        check_marks("wipefs -n -a /dev/sda\nwipefs --all --force /dev/sda\n#                    ^^^^^^^^ CARO0204\n");
    }

    #[test]
    fn every_way_to_erase_counts() {
        check_marks("blkdiscard -f /dev/nvme0n1\n#             ^^^^^^^^^^^^ CARO0204\n");
        check_marks("shred -vfz -n 3 \"/dev/sd$1\"\n#               ^^^^^^^^^^^ CARO0204\n");
        check_marks("nvme sanitize /dev/nvme0 -a 2\n#             ^^^^^^^^^^ CARO0204\n");
        check_marks("echo x | xargs -n1 wipefs -a /dev/sda\n#                            ^^^^^^^^ CARO0204\n");
        check_marks(
            "hdparm -I /dev/sda\nhdparm -tT /dev/sda\nnvme list\nblkdiscard /dev/loop0\nshred -u a.img\nwipefs -a disk.img\n",
        );
    }
}
