//! CARO0806: a container can write to a disk of the machine.

use super::engines::{RUN, mounts, values};
use crate::rules::paths;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Lets the container read and write a disk of this machine directly, past all file permissions.
    ///
    /// Mount the folder that is needed instead. A disk that is only read takes `:r` behind it.
    ///
    /// ```sh bad
    /// docker run --device=/dev/sda alpine dd if=/dev/sda
    /// ```
    /// ```sh bad
    /// podman run --device /dev/nvme0n1:/dev/disk tools
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
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_partition_is_a_disk_too() {
        check_marks(
            "docker run --device=\"/dev/mapper/vg-root\" a\n#                    ^^^^^^^^^^^^^^^^^^^^ CARO0806\n",
        );
    }
}
