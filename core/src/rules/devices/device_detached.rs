//! CARO0212: a disk or another device is taken away from the running system.

use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink};

rule! {
    /// Takes a disk away from the running system, whatever is being written to it.
    ///
    /// The kernel does not ask whether the disk is mounted: what was not written yet is lost, and a system on it stops.
    ///
    /// To decide: Is anything on it mounted or in use? `lsblk -o NAME,FSTYPE,MOUNTPOINT` and `fuser -vm` show it; unmount that first.
    ///
    /// ```sh bad
    /// echo 1 > /sys/block/sda/device/delete
    /// ```
    /// ```sh bad
    /// echo 1 | sudo tee /sys/bus/pci/devices/0000:00:1f.2/remove
    /// ```
    /// ```sh good
    /// echo mq-deadline > /sys/block/sda/queue/scheduler
    /// ```
    /// ```sh good
    /// cat /sys/block/sda/device/model
    /// ```
    /// ```sh good
    /// echo 1 > /sys/class/scsi_host/host0/scan
    /// ```
    "CARO0212" "device-detached",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends) {
        return;
    }
    let value = sink.value(act.path);
    // Where the middle is not known, the end of the path as written tells.
    let written = sink.text(act.path.span).trim_matches(['"', '\'']).to_owned();
    let ends = |name: &str| written.ends_with(name) || value.texts().any(|it| it.ends_with(name));
    let starts = |name: &str| value.shapes.iter().any(|it| it.text.starts_with(name));
    let storage = starts("/sys/block/")
        || starts("/sys/class/block/")
        || starts("/sys/class/scsi_d")
        || starts("/sys/class/nvme");
    if storage && (ends("/delete") || ends("/remove")) {
        sink.report(act.span, "takes the disk away, whatever is being written to it".to_owned());
    } else if starts("/sys/bus/") && ends("/remove") || starts("/sys/class/scsi_host/") && ends("/delete") {
        sink.report(act.span, "takes the device away from the running system".to_owned()).level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_disk_may_be_a_variable() {
        check_marks("for d in sdb sdc; do echo 1 > /sys/block/$d/device/delete; done\n#mark 0 28 57 CARO0212\n");
        check_marks("echo 1 > \"/sys/block/$1/device/delete\"\n#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0212\n");
        check_marks("echo 1 > \"/sys/block/$1/device/rescan\"\necho x > /tmp/delete\n");
    }
}
