//! CARO0201: a command writes straight to a disk.

use crate::rules::{Check, Sink, paths};
use crate::script::Redirect;

rule! {
    /// Overwrites a disk or partition, and every file on it.
    ///
    /// What is written to a block device goes over the partition table and the file systems at once. There is no undo.
    ///
    /// ```sh bad
    /// cat image.iso > /dev/sdb
    /// ```
    /// ```sh bad
    /// disk=/dev/nvme0n1
    /// gzip -dc backup.img.gz >"$disk"
    /// ```
    /// ```sh good
    /// echo start > /dev/null
    /// ```
    /// ```sh good
    /// cat image.iso > disk.img
    /// ```
    "CARO0201" "write-to-device",
    Danger,
    Check::Redirect { run: check }
}

fn check(redirect: &Redirect, sink: &mut Sink<'_>) {
    if !redirect.operator.writes() {
        return;
    }
    let value = sink.value(&redirect.target);
    if let Some(shape) = value.shapes.iter().find(|it| paths::is_block_device(&it.text)) {
        let message = format!("overwrites the disk `{}` and every file on it", shape.text);
        sink.report(redirect.span, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_device_is_seen_where_only_its_start_is_known() {
        check_marks("for d in a b; do : > /dev/sd$d; done\n#mark 0 19 30 CARO0201\n");
    }
}
