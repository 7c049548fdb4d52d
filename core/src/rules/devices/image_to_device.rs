//! CARO0215: a restore program writes an image over a disk.

use super::disks;
use crate::rules::{Check, Sink};
use crate::script::{Command, Word};

rule! {
    /// Restores or converts an image over a disk, and over every file on it.
    ///
    /// These programs take the device as any other target, and most ask nothing.
    ///
    /// To decide: Is it the right disk, and does it hold nothing that is needed? `lsblk -o NAME,SIZE,MODEL,FSTYPE,MOUNTPOINT` shows what each one is.
    ///
    /// ```sh bad
    /// e2image -ra server.e2i /dev/sdb
    /// ```
    /// ```sh bad
    /// partclone.ext4 -r -s root.img -o /dev/sda2
    /// ```
    /// ```sh good
    /// qemu-img convert -O raw server.qcow2 server.img
    /// ```
    /// ```sh good
    /// partclone.ext4 -c -s /dev/sda2 -o root.img
    /// ```
    /// ```sh good
    /// ntfsclone --save-image -o windows.img /dev/sda2
    /// ```
    "CARO0215" "image-to-device",
    Danger,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(program) = command.program.as_deref() else { return };
    let words = command.arguments();
    let text = |at: usize| words.get(at).and_then(Word::literal).unwrap_or_default();
    let behind = |names: &[&str]| {
        let at = words.iter().position(|it| it.literal().is_some_and(|it| names.contains(&it)))?;
        words.get(at + 1)
    };
    let target = match program {
        _ if program.starts_with("partclone.") => behind(&["-o", "-O", "--output", "--overwrite"]),
        "ntfsclone" => behind(&["-O", "--overwrite"]),
        "e2image" | "xfs_copy" | "partimage" | "fsarchiver" | "bmaptool" | "rpi-imager" | "usbimager" | "ventoy"
        | "woeusb" | "etcher" | "balena" | "xfsrestore" | "coreos-installer" => {
            let reads = matches!(text(0), "save" | "savefs" | "create" | "probe" | "list")
                || program == "e2image" && text(0) == "-I";
            words.last().filter(|_| !reads && (program != "e2image" || words.len() > 2) && program != "xfsrestore")
        }
        _ => None,
    };
    let Some(word) = target else { return };
    let from = word.literal().and_then(|it| it.strip_prefix("of=")).filter(|it| disks::named(it)).map(str::to_owned);
    if let Some(disk) = from.or_else(|| disks::disk(word, sink)) {
        let span = word.span;
        sink.report(span, format!("writes an image over the disk `{disk}` and every file on it"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn images_go_over_disks() {
        check_marks("ntfsclone --overwrite /dev/sda1 win.img\n#                     ^^^^^^^^^ CARO0215\n");
        check_marks("bmaptool copy a.wic /dev/sdb\n#                   ^^^^^^^^ CARO0215\n");
        check_marks("qemu-img info /dev/sdb\nqemu-img convert /dev/sdb a.img\n");
    }
}
