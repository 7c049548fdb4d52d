//! CARO0202: `dd` writes straight to a disk.

use crate::rules::{Check, Sink, paths};
use crate::script::Command;

rule! {
    /// Overwrites a disk or partition with `dd`, and every file on it.
    ///
    /// `dd of=` asks nothing: one wrong letter in the device's name is another disk. There is no undo.
    ///
    /// ```sh bad
    /// sudo dd if=image.iso of=/dev/sdb bs=4M
    /// ```
    /// ```sh bad
    /// dd if=/dev/zero of=/dev/mapper/vg-root
    /// ```
    /// ```sh good
    /// dd if=/dev/zero of=disk.img bs=1M count=100
    /// ```
    /// ```sh good
    /// dd if=/dev/sda of=backup.img
    /// ```
    "CARO0202" "dd-to-device",
    Danger,
    Check::Command { programs: &["dd", "dcfldd", "ddrescue"], run: check }
}

fn check(dd: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = dd.flag('\0', "of") else { return };
    let Some(value) = &flag.value else { return };
    let word = dd.words[flag.word].span;
    if let Some(shape) = sink.value(value).shapes.iter().find(|it| paths::is_block_device(&it.text)) {
        sink.report(word, format!("overwrites the disk `{}` and every file on it", shape.text));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_device_may_come_from_a_variable() {
        check_marks("target=/dev/sdc\ndd if=a.img of=\"$target\" conv=fsync\n#           ^^^^^^^^^^^^ CARO0202\n");
    }
}
