//! CARO0209: a RAID array loses the records that hold it together.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Erases what a RAID array knows of itself: its disks no longer fit together.
    ///
    /// The records on the disks say which disk is which. Without them the data are there and nobody can read them.
    ///
    /// To decide: Which disks belong to which array now, and is there a copy of what they hold? `mdadm --examine` and `lsblk -f` say the first.
    ///
    /// ```sh bad
    /// mdadm --zero-superblock /dev/sdb1 /dev/sdc1
    /// ```
    /// ```sh fixed
    /// mdadm --examine /dev/sdb1 /dev/sdc1
    /// ```
    /// ```sh bad
    /// mdadm --create /dev/md0 --run --level=1 --raid-devices=2 /dev/sda /dev/sdb
    /// ```
    /// ```sh fixed
    /// mdadm --create /dev/md0 --level=1 --raid-devices=2 /dev/sda /dev/sdb
    /// ```
    /// ```sh bad
    /// storcli64 /c0/vall delete force
    /// ```
    /// ```sh good
    /// mdadm --detail /dev/md0
    /// ```
    /// ```sh good
    /// mdadm --assemble --scan
    /// ```
    /// ```sh good
    /// mdadm /dev/md0 --add /dev/sdd1
    /// ```
    "CARO0209" "array-erased",
    Danger,
    Check::Command {
        programs: &[
            "mdadm", "storcli", "storcli64", "perccli", "perccli64", "MegaCli", "MegaCli64", "megacli", "ssacli", "hpssacli",
            "arcconf",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let word =
        |name: &str| command.arguments().iter().filter_map(Word::literal).any(|it| it.eq_ignore_ascii_case(name));
    if command.program.as_deref() != Some("mdadm") {
        let all =
            ["-CfgClr", "-CfgLdDel", "-CfgForeign"].iter().any(|it| word(it)) && !word("-Scan") && !word("-Import");
        let one = (word("delete") || word("del")) && !word("show") || word("init") && word("full");
        let deletes_disk = command.arguments().iter().any(|it| {
            let text = it.literal_prefix();
            text.contains("/v") || text.starts_with("ld") || text.starts_with("array") || text == "logicaldrive"
        });
        if all || one && deletes_disk {
            sink.report(command.span, "deletes arrays of the disk controller with every file on them".to_owned());
        }
        return;
    }
    if let Some(flag) = command.flag('\0', "zero-superblock") {
        let span = flag.span;
        sink.report(span, "erases the array's records on these disks: they no longer fit together".to_owned());
        sink.choice("Only show the records", vec![(span, "--examine".to_owned())]);
        return;
    }
    let asks_nothing =
        command.has_flag('R', "run") || command.has_flag('f', "force") || command.has_flag('\0', "assume-clean");
    if let Some(flag) = command.flag('C', "create")
        && (asks_nothing || sink.input(command).is_some_and(|it| it.text().is_none_or(|it| it.starts_with('y'))))
        && !command.operands().any(|it| it.literal_prefix().starts_with("/dev/loop"))
    {
        let span = flag.span;
        sink.report(span, "makes a new array of these disks without asking: what they hold is gone".to_owned())
            .level(Level::Caution);
        let removed = command.flags().filter(|it| it.is('R', "run") || it.is('f', "force"));
        let edits: Vec<_> = removed.flat_map(|it| edits::without(command, it)).collect();
        if !edits.is_empty() && !command.has_flag('\0', "assume-clean") {
            sink.choice("Let `mdadm` ask where a disk holds something", edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn records_are_erased() {
        check_marks("for d in a b; do mdadm --zero-superblock --force /dev/sd$d; done\n#mark 0 23 40 CARO0209\n");
        check_marks("yes | mdadm -C /dev/md0 -l1 -n2 /dev/sda /dev/sdb\n#           ^^ CARO0209\n");
        check_marks("MegaCli64 -CfgLdDel -LAll -aAll\n#mark 0 0 31 CARO0209\n");
        check_marks("mdadm --stop /dev/md0\nmdadm -Q /dev/md0\nstorcli64 /c0 show\nmdadm --examine /dev/sda\n");
    }
}
