//! CARO0205: a disk's partition table is replaced or cut.

use super::disks;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Replaces or cuts a disk's partition table, and with it the way to every file on the disk.
    ///
    /// `sfdisk --dump` saves the table first; then one command puts it back. An image file is exempt.
    ///
    /// To decide: Is it the right disk, and is its table saved? `lsblk -f` shows what it holds, `sfdisk --dump` saves the table.
    ///
    /// ```sh bad
    /// sgdisk --zap-all /dev/sda
    /// ```
    /// ```sh fixed
    /// sgdisk --pretend --zap-all /dev/sda
    /// ```
    /// ```sh bad
    /// parted -s /dev/sda mklabel gpt mkpart primary 1MiB 100%
    /// ```
    /// ```sh fixed
    /// parted -s /dev/sda print
    /// ```
    /// ```sh bad
    /// echo ',,L' | sfdisk --force /dev/sdd
    /// ```
    /// ```sh fixed
    /// echo ',,L' | sfdisk --no-act --force /dev/sdd
    /// ```
    /// ```sh bad
    /// printf 'o\nn\np\n1\n\n\nw\n' | fdisk /dev/sdb
    /// ```
    /// ```sh fixed
    /// printf 'o\nn\np\n1\n\n\nw\n' | fdisk -l /dev/sdb
    /// ```
    /// ```sh good
    /// sfdisk --dump /dev/sda > sda.sfdisk
    /// ```
    /// ```sh good
    /// parted -s disk.img mklabel msdos
    /// ```
    /// ```sh good
    /// sudo parted /dev/sda print
    /// ```
    /// ```sh good
    /// fdisk -l /dev/sda
    /// ```
    "CARO0205" "partition-table",
    Danger,
    Check::Command {
        programs: &["sgdisk", "sfdisk", "parted", "fdisk", "gdisk", "cgdisk", "gpart", "ptable"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let named = disks::operand(command, sink).or_else(|| bsd(command));
    let Some((word, disk)) = named else {
        let unseen = command.operands().find_map(|it| Some((it.span, disks::unchecked(it, sink)?)));
        if let Some((span, name)) = unseen
            && let Some((Level::Danger, what)) = acts(command, sink)
            && !disks::asked_first(command, sink)
        {
            sink.report(span, format!("{what} whatever `{name}` names: nothing has looked at it"))
                .level(Level::Caution);
        }
        return;
    };
    let span = word.span;
    let Some((level, what)) = acts(command, sink) else { return };
    if level == Level::Caution || what.starts_with("writes") {
        // Asked first whether there is something on it.
        if disks::asked_first(command, sink) {
            return;
        }
    }
    sink.report(span, format!("{what} `{disk}`")).level(level);
    let title = "Look first: change nothing";
    match command.program.as_deref() {
        Some("sgdisk") => sink.choice(title, edits::with(command, "--pretend")),
        Some("sfdisk") => sink.choice(title, edits::with(command, "--no-act")),
        Some("fdisk" | "gdisk") => sink.choice("Only show the partitions", edits::with(command, "-l")),
        Some("parted") => {
            let order = |it: &&Word| matches!(it.literal(), Some("mklabel" | "mktable" | "rm" | "mkpart" | "mkpartfs"));
            if let (Some(first), Some(last)) = (command.operands().find(order), command.words.last()) {
                sink.choice("Only show the partitions", vec![(first.span.cover(last.span), "print".to_owned())]);
            }
        }
        _ => {}
    }
}

/// `gpart destroy -F ada0` names its disk without a folder.
fn bsd(command: &Command) -> Option<(&Word, String)> {
    if command.program.as_deref() != Some("gpart") {
        return None;
    }
    let word = command.operands().last()?;
    let text = word.literal()?;
    disks::named(&format!("/dev/{text}")).then(|| (word, text.to_owned()))
}

/// What happens to the table, and how bad that is.
fn acts(command: &Command, sink: &Sink<'_>) -> Option<(Level, &'static str)> {
    let has = |short: char, long: &str| command.has_flag(short, long);
    match command.program.as_deref()? {
        "sgdisk" => {
            if has('Z', "zap-all") || has('z', "zap") || has('o', "clear") {
                Some((Level::Danger, "deletes every partition of"))
            } else if has('d', "delete") {
                Some((Level::Danger, "deletes a partition of"))
            } else if has('g', "mbrtogpt") || has('m', "gpttombr") || has('l', "load-backup") {
                Some((Level::Danger, "replaces the partition table of"))
            } else {
                (has('n', "new") || has('N', "largest-new")).then_some((Level::Caution, "writes partitions to"))
            }
        }
        "sfdisk" => {
            let reads = [
                ('d', "dump"),
                ('g', "show-geometry"),
                ('J', "json"),
                ('l', "list"),
                ('F', "list-free"),
                ('s', "show-size"),
                ('T', "list-types"),
                ('V', "verify"),
                ('n', "no-act"),
                ('A', "activate"),
                ('\0', "part-type"),
                ('\0', "part-label"),
                ('\0', "part-uuid"),
                ('\0', "part-attrs"),
                ('\0', "disk-id"),
                ('r', "reorder"),
                ('\0', "backup-pt-sectors"),
                ('N', "partno"),
                ('a', "append"),
                ('\0', "id"),
                ('\0', "change-id"),
            ];
            if has('\0', "delete") {
                Some((Level::Danger, "deletes the partitions of"))
            } else {
                (!reads.iter().any(|it| has(it.0, it.1))).then_some((Level::Danger, "replaces the partition table of"))
            }
        }
        "parted" => {
            let word = |name: &str| {
                command
                    .operands()
                    .any(|it| sink.value(it).texts().any(|it| it == name || it.split(' ').any(|it| it == name)))
            };
            if word("mklabel") || word("mktable") {
                Some((Level::Danger, "replaces the partition table of"))
            } else if word("rm") {
                Some((Level::Danger, "deletes a partition of"))
            } else if word("mkpart") || word("mkpartfs") {
                Some((Level::Caution, "writes partitions to"))
            } else {
                None
            }
        }
        "gpart" => match command.operands().next()?.literal()? {
            "destroy" | "recover" | "restore" | "undo" => Some((Level::Danger, "replaces the partition table of")),
            "delete" => Some((Level::Danger, "deletes a partition of")),
            _ => None,
        },
        // Only what is fed to them acts without a person.
        _ => {
            if has('l', "list") || has('s', "getsz") || has('x', "list-details") {
                return None;
            }
            let input = sink.input(command)?;
            let last =
                |text: &str| text.split_whitespace().any(|it| matches!(it, "w" | "write" | "Y" | "y" | "wq" | "wy"));
            let unknown = input.shapes.iter().all(|it| it.open);
            let writes = unknown && !input.shapes.is_empty() || input.texts().any(|it| last(&it.replace("\\n", " ")));
            writes.then_some((Level::Danger, "changes the partition table without asking on"))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn tables_are_changed_in_many_ways() {
        check_marks("sgdisk -Zo /dev/sda\n#          ^^^^^^^^ CARO0205\n");
        check_marks("sgdisk -d 2 /dev/nvme0n1\n#           ^^^^^^^^^^^^ CARO0205\n");
        check_marks("sfdisk /dev/sdb < layout\n#      ^^^^^^^^ CARO0205\n");
        check_marks("DISK=$1\nsgdisk -Z \"$DISK\"\n#         ^^^^^^^ CARO0205\n");
        check_marks("parted --script \"$d\" rm 1\nd=/dev/vdb; parted -s $d rm 1\n#                     ^^ CARO0205\n");
        check_marks("fdisk /dev/sdc <<E\nd\nw\nE\n#mark 0 6 14 CARO0205\n");
        check_marks("(echo g; echo n; echo w) | fdisk /dev/sda\n#mark 0 33 41 CARO0205\n");
        check_marks("gpart destroy -F ada0\n#                ^^^^ CARO0205\n");
        check_marks("ssh node 'sgdisk -Z /dev/sda'\n#                   ^^^^^^^^ CARO0205\n");
    }

    #[test]
    fn looking_is_harmless() {
        check_marks(
            "sgdisk -p /dev/sda\nsgdisk --backup=t /dev/sda\nsfdisk -l /dev/sda\nfdisk /dev/sda\necho p | fdisk /dev/sda\n",
        );
        check_marks(
            "sgdisk -Z disk.img\nparted -s /dev/loop0 mklabel gpt\necho q | gdisk /dev/sda\nsfdisk -n /dev/sda < t\n",
        );
        check_marks("parted /dev/sda unit MiB print free\nparted -s /dev/sda set 1 boot on\ngpart show ada0\n");
    }
}
