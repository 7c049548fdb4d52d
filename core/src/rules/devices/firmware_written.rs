//! CARO0214: firmware is erased or replaced by hand.

use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Erases or replaces the firmware: if this stops half-way or the file is wrong, the machine never starts again.
    ///
    /// Read the old firmware into a file first, and let `fwupdmgr` choose where it can: it knows which file fits.
    ///
    /// To decide: Is the file made for exactly this machine, is the old firmware saved, and can it be put back when this one does not start?
    ///
    /// ```sh bad
    /// flashrom -p internal -w bios.rom
    /// ```
    /// ```sh fixed
    /// flashrom -p internal -r old-firmware.rom
    /// ```
    /// ```sh bad
    /// flash_erase /dev/mtd0 0 0
    /// ```
    /// ```sh good
    /// flashrom -p internal -r backup.rom
    /// ```
    /// ```sh good
    /// fwupdmgr update
    /// ```
    "CARO0214" "firmware-written",
    Danger,
    Check::Command {
        programs: &["flashrom", "flashcp", "flash_erase", "flash_eraseall", "nandwrite", "ubiformat", "mtd", "afulnx_64", "nvme"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    let given = |names: &[&str]| command.arguments().iter().filter_map(Word::literal).any(|it| names.contains(&it));
    let first = command.operands().next().and_then(Word::literal).unwrap_or_default();
    let writes = match program {
        "flashrom" => {
            // Its programmers for single chips on a cable are somebody's workbench.
            given(&["-w", "--write", "-E", "--erase", "-wf"])
                && !command.arguments().iter().any(|it| {
                    let text = it.literal_prefix();
                    ["ch341", "dummy", "serprog", "ft2232", "buspirate", "linux_spi", "dediprog"]
                        .iter()
                        .any(|it| text.contains(it))
                })
        }
        "mtd" => given(&["write", "erase"]),
        "nvme" => matches!(first, "fw-commit" | "fw-activate"),
        _ => true,
    };
    if !writes {
        return;
    }
    let raw = sink.report(
        command.span,
        "replaces or erases firmware: if it stops half-way, the machine never starts again".to_owned(),
    );
    if program == "nvme" || program == "mtd" || program == "flashcp" || program == "ubiformat" || program == "nandwrite"
    {
        raw.level(Level::Caution);
    }
    let write = command.words.iter().position(|it| matches!(it.literal(), Some("-w" | "--write")));
    if program == "flashrom"
        && let Some(at) = write
        && let (Some(flag), Some(file)) = (command.words.get(at), command.words.get(at + 1))
    {
        let edits = vec![(flag.span, "-r".to_owned()), (file.span, "old-firmware.rom".to_owned())];
        sink.choice("First read the old firmware into `old-firmware.rom`", edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn reading_firmware_is_harmless() {
        check_marks("flashrom -p internal --erase\n#mark 0 0 28 CARO0214\n");
        check_marks("flashrom -p ch341a_spi -w a.rom\nflashrom --version\nnvme fw-log /dev/nvme0\n");
    }
}
