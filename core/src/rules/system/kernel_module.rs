//! CARO0616: code goes into the kernel from a place that others can write, or out of it by force.

use crate::flow::Origin;
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Flag};

rule! {
    /// Loads a kernel module from a place that others can write, or forces one in or out.
    ///
    /// A module may do everything: hide files, read every secret, stop the machine.
    /// Install it where only root writes, and load it by its name: `modprobe NAME`.
    ///
    /// To decide: Who can write this file, and what does `lsmod` say of who uses the module?
    ///
    /// ```sh bad
    /// insmod /tmp/driver.ko
    /// ```
    /// ```sh bad
    /// rmmod -f nvidia
    /// ```
    /// ```sh fixed
    /// rmmod nvidia
    /// ```
    /// ```sh bad
    /// modprobe -r ext4
    /// ```
    /// ```sh good
    /// insmod ./build/mydriver.ko
    /// ```
    /// ```sh good
    /// modprobe br_netfilter
    /// rmmod mydriver
    /// ```
    /// ```sh good
    /// modprobe -r usb_storage
    /// ```
    "CARO0616" "kernel-module",
    Danger,
    Check::Command { programs: &["insmod", "rmmod", "modprobe", "kextload"], run: check }
}

/// Without these the machine loses its disks or its network.
const NEEDED: [&str; 17] = [
    "ext4",
    "ext3",
    "ext2",
    "xfs",
    "btrfs",
    "dm_mod",
    "dm_crypt",
    "nvme",
    "nvme_core",
    "ahci",
    "sd_mod",
    "scsi_mod",
    "virtio_blk",
    "virtio_scsi",
    "virtio_net",
    "e1000e",
    "e1000",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    let forced = command.has_flag('f', "force")
        || command.has_flag('\0', "force-vermagic")
        || command.has_flag('\0', "force-modversion");
    let removes = program == "rmmod" || command.has_flag('r', "remove");
    for word in command.operands() {
        if removes {
            if forced {
                break;
            }
            if let Some(name) = sink.possible(word, |it| NEEDED.contains(&&*it.replace('-', "_"))) {
                let message = format!("takes `{name}` out of the kernel: disks or network may go with it");
                sink.report(word.span, message).level(Level::Caution);
                sink.rehearse(command);
                return;
            }
            continue;
        }
        let value = sink.value(word);
        let path = value.shapes.iter().find(|it| paths::is_open(&it.text)).map(|it| it.text.to_string());
        if let Some(path) = path {
            sink.report(word.span, format!("loads `{path}` into the kernel, from a folder where everyone may write"));
            return;
        }
        if value.is_from(Origin::Network) {
            sink.report(word.span, "loads what the network sent into the kernel".into());
            return;
        }
        // The operands behind are the module's options.
        break;
    }
    if forced && command.operands().next().is_some() {
        let message = if removes {
            "takes a module out of the kernel while it is in use: the machine may stop"
        } else {
            "loads a module that was not made for this kernel: the machine may stop"
        };
        sink.report(command.span, message.into());
        let forces =
            |it: &&Flag| it.is('f', "force") || it.is('\0', "force-vermagic") || it.is('\0', "force-modversion");
        let edits = command.flags().filter(forces).flat_map(|it| edits::without(command, it)).collect();
        let title = if removes { "Refuse while it is in use" } else { "Refuse one that was made for another kernel" };
        sink.choice(title, edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn place_and_force_decide() {
        check_marks("D=$(mktemp -d)\nsudo insmod $D/x.ko\n#           ^^^^^^^ CARO0616\n");
        check_marks("modprobe --force wl\n#mark 0 0 19 CARO0616\n");
        check_marks("rmmod --force x\n#mark 0 0 15 CARO0616\n");
        check_marks("modprobe -nr ext4\ninsmod /lib/modules/5.4/x.ko\nmodprobe --show-depends ext4\n");
    }
}
