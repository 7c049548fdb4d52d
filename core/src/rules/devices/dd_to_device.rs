//! CARO0202: `dd` writes straight to a disk.

use super::disks;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Overwrites a disk or partition with `dd`, and every file on it.
    ///
    /// `dd of=` asks nothing: one wrong letter in the device's name is another disk. There is no undo.
    ///
    /// To decide: Is it the right disk, and does it hold nothing that is needed? `lsblk -o NAME,SIZE,MODEL,FSTYPE,MOUNTPOINT` shows what each one is.
    ///
    /// ```sh bad
    /// sudo dd if=image.iso of=/dev/sdb bs=4M
    /// ```
    /// ```sh bad
    /// dd if=/dev/zero of=/dev/mapper/vg-root
    /// ```
    /// ```sh bad
    /// dd if=mbr.bin of=/dev/sda bs=446 count=1
    /// ```
    /// ```sh good
    /// dd if=/dev/zero of=disk.img bs=1M count=100
    /// ```
    /// ```sh good
    /// dd if=/dev/sda of=backup.img
    /// ```
    /// ```sh good
    /// loop=$(losetup --show -f disk.img)
    /// dd if=boot.bin of="$loop" conv=notrunc
    /// ```
    "CARO0202" "dd-to-device",
    Danger,
    Check::Command { programs: &["dd", "gdd", "dcfldd", "dc3dd", "ddrescue", "dd_rescue"], run: check }
}

fn check(dd: &Command, sink: &mut Sink<'_>) {
    // `ddrescue FROM TO LOG` has no `of=`.
    if let Some("ddrescue" | "dd_rescue") = dd.program.as_deref() {
        if let Some(word) = dd.operands().nth(1)
            && let Some(disk) = disks::disk(word, sink)
        {
            sink.report(word.span, format!("overwrites the disk `{disk}` and every file on it"));
        }
        return;
    }
    for flag in dd.flags().filter(|it| it.is('\0', "of")) {
        let Some(value) = &flag.value else { continue };
        let Some(word) = dd.words.get(flag.word) else { continue };
        if let Some(disk) = disks::disk(value, sink) {
            let small = dd.flag_value('\0', "count").and_then(|it| sink.text_of(it)).as_deref() == Some("1");
            let start = small && !dd.has_flag('\0', "seek") && !dd.has_flag('\0', "oseek");
            let sector = ["446", "512", "440"]
                .iter()
                .any(|size| dd.flag_value('\0', "bs").and_then(|it| sink.text_of(it)).as_deref() == Some(size));
            let message = if start && sector {
                format!("overwrites the first sector of `{disk}`, with its boot code and partition table")
            } else {
                format!("overwrites the disk `{disk}` and every file on it")
            };
            sink.report(word.span, message);
        } else if let Some(name) = disks::unchecked(value, sink) {
            let message = format!("overwrites whatever `{name}` names: nothing has looked at it");
            sink.report(word.span, message).level(Level::Caution);
        }
    }
    // Where no facts split `of=` off, or a variable holds all of it.
    for word in dd.operands() {
        let value = sink.value(word);
        let found = value.shapes.iter().find_map(|it| {
            let path = ["of=", "hof="].iter().find_map(|name| it.text.strip_prefix(name))?;
            disks::named(path).then(|| path.to_owned())
        });
        if let Some(path) = found {
            sink.report(word.span, format!("overwrites the disk `{path}` and every file on it"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_device_may_come_from_a_variable() {
        check_marks("target=/dev/sdc\ndd if=a.img of=\"$target\" conv=fsync\n#           ^^^^^^^^^^^^ CARO0202\n");
        check_marks("out=of=/dev/sda\ndd if=a $out\n#       ^^^^ CARO0202\n");
        check_marks("pv a.img | dd of=/dev/$1 bs=1M\n#             ^^^^^^^^^^ CARO0202\n");
    }

    #[test]
    fn its_siblings_count_too() {
        check_marks("dcfldd if=a of=/dev/sdb\n#           ^^^^^^^^^^^ CARO0202\n");
        check_marks("ddrescue -f /dev/sda /dev/sdb map\n#                    ^^^^^^^^ CARO0202\n");
        check_marks("ddrescue /dev/sda rescue.img map\n");
        check_marks("dd if=/dev/sda | ssh host 'dd of=/backup/sda.img'\ndd if=a of=/dev/loop3\ndd if=a of=/dev/null\n");
    }
}
