//! CARO0806: a container can write to a disk of the machine.

use super::engines::{RUN, longer, mounts, values};
use crate::rules::paths;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Lets the container read and write a disk of this machine directly, past all file permissions.
    ///
    /// Mount the folder that is needed instead. A disk that is only read takes `:r` behind it.
    ///
    /// To decide: Does it need the disk, or only a folder of it?
    ///
    /// ```sh bad
    /// docker run --device=/dev/sda alpine dd if=/dev/sda
    /// ```
    /// ```sh fixed
    /// docker run --device=/dev/sda:r alpine dd if=/dev/sda
    /// ```
    /// ```sh bad
    /// podman run --device /dev/nvme0n1:/dev/disk tools
    /// ```
    /// ```sh fixed
    /// podman run --device /dev/nvme0n1:/dev/disk:r tools
    /// ```
    /// ```sh good
    /// docker run --device /dev/ttyUSB0 flasher
    /// ```
    /// ```sh good
    /// docker run --device /dev/dri --device /dev/net/tun app
    /// ```
    /// ```sh good
    /// docker run --device /dev/sda:/dev/sda:r smartctl
    /// ```
    "CARO0806" "host-disk-in-container",
    Danger,
    Check::Command { programs: RUN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let disks = values(command, '\0', "device", sink).into_iter();
    let volumes = mounts(command, sink).into_iter().filter(|it| !it.read_only).map(|it| (it.span, it.source));
    for (span, value) in disks.chain(volumes).collect::<Vec<_>>() {
        let mut parts = value.split(':');
        let disk = parts.next().unwrap_or_default();
        if paths::is_block_device(disk) && parts.next_back() != Some("r") {
            sink.report(span, format!("the container can overwrite `{disk}`, a disk of this machine"));
            let is_device =
                command.flags().any(|it| it.is('\0', "device") && it.value.as_ref().is_some_and(|it| it.span == span));
            // A third part says already what it may do.
            if is_device && value.split(':').count() < 3 {
                sink.choice("Let it only read the disk", longer(span, ":r", sink));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_partition_is_a_disk_too() {
        check_marks(
            "docker run --device=\"/dev/mapper/vg-root\" a\n#                   ^^^^^^^^^^^^^^^^^^^^^ CARO0806\n",
        );
    }
}
