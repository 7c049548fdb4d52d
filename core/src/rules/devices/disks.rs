//! Which disk a word names: disks, partitions and volumes, told from what only looks like one.

use crate::Span;
use crate::flow::Origin;
use crate::rules::{Sink, edits};
use crate::script::{Command, PartKind, Word};

/// Names below `/dev/` that hold nobody's data: streams, terminals, memory, loop devices of image files.
const HARMLESS: [&str; 62] = [
    "null",
    "zero",
    "full",
    "random",
    "urandom",
    "hwrng",
    "stdin",
    "stdout",
    "stderr",
    "fd",
    "tty",
    "console",
    "ptmx",
    "pts",
    "shm",
    "loop",
    "ram",
    "zram",
    "nbd",
    "tcp",
    "udp",
    "mqueue",
    "hugepages",
    "input",
    "snd",
    "dri",
    "video",
    "v4l",
    "usb",
    "bus",
    "cpu",
    "char",
    "net",
    "rtc",
    "fuse",
    "kvm",
    "vhost",
    "vfio",
    "ppp",
    "cdrom",
    "cdrw",
    "dvd",
    "sr",
    "st",
    "nst",
    "lp",
    "i2c",
    "spidev",
    "gpio",
    "watchdog",
    "kmsg",
    "log",
    "initctl",
    "uinput",
    "hidraw",
    "serial",
    "infiniband",
    "virtio-ports",
    "dma_heap",
    "mem",
    "port",
    "kmem",
];

/// The disk that a word names, where one of its values does, also where only the start of it is known.
pub(super) fn disk(word: &Word, sink: &Sink<'_>) -> Option<String> {
    let value = sink.value(word);
    let shape = value.shapes.iter().find(|it| is_disk(&it.text, it.open))?;
    // `/dev/$loop`: its name says that it stands for a file.
    let written = sink.text(word.span).to_ascii_lowercase();
    if shape.open && ["loop", "ram", "nbd"].iter().any(|it| written.contains(it)) {
        return None;
    }
    Some(if shape.open { format!("{}\u{2026}", shape.text) } else { shape.text.to_string() })
}

/// The same for a text that stands behind a name, as `of=/dev/sda` where no facts say what `of=` is.
pub(super) fn named(text: &str) -> bool {
    is_disk(text, false)
}

/// The variable that names whatever disk the caller says, where nothing has looked at it.
///
/// Only where its name says that it is a disk: most programs here also work on image files.
pub(super) fn unchecked(word: &Word, sink: &Sink<'_>) -> Option<String> {
    let name = word.parts.iter().find_map(|it| match &it.kind {
        PartKind::Parameter(parameter) => Some(parameter.name.to_ascii_lowercase()),
        _ => None,
    })?;
    let value = sink.value(word);
    let is_disk = ["disk", "dev", "drive", "partition", "sdcard", "usb"].iter().any(|it| name.contains(it))
        && !["loop", "ram", "nbd", "img", "image", "file", "virtual", "vdisk"].iter().any(|it| name.contains(it));
    let outside = [Origin::Argument, Origin::Environment, Origin::Typed].iter().any(|it| value.is_from(*it));
    let unseen = value.may_be_empty() && value.shapes.iter().any(|it| it.open && it.text.is_empty());
    // In a function only its callers know what they gave.
    (is_disk && outside && unseen && !sink.walk.lenient).then(|| sink.text(word.span).trim_matches('"').to_owned())
}

/// The first operand that names a disk, with its word.
pub(super) fn operand<'a>(command: &'a Command, sink: &Sink<'_>) -> Option<(&'a Word, String)> {
    command.operands().find_map(|it| Some((it, disk(it, sink)?)))
}

/// Whether something before this in the same piece of the script asks what the disk holds already:
/// `blkid "$d" || mkfs.ext4 "$d"`.
pub(super) fn asked_first(command: &Command, sink: &Sink<'_>) -> bool {
    let before = sink.text(Span::new(0, command.span.start));
    let lower = before.to_ascii_lowercase();
    let asks =
        ["blkid", "file -s", "fstype", "fs_type", "isluks", "is_luks", "formatted", "has_fs", "is_blank", "-c%t"];
    asks.iter().any(|it| lower.contains(it)) || nothing_printed(before, sink)
}

/// Offers to go on only where `blkid` finds nothing on the disk.
pub(super) fn offer_empty_only(command: &Command, disk: &Word, sink: &mut Sink<'_>) {
    let root = |it: &str| matches!(it, "sudo" | "doas");
    let known = command.wrappers.iter().all(|it| root(&it.program)) && command.assignments.is_empty();
    if !known || !edits::is_whole_statement(sink.statements(), command.span) {
        return;
    }
    // Who may not read the disk would call it empty.
    let wrappers = sink.text(Span::new(command.span.start, command.name_span().start)).to_owned();
    let ask = format!("{wrappers}blkid {} || ", sink.text(disk.span));
    sink.choice("Only where `blkid` finds nothing on it", vec![(Span::at(command.span.start), ask)]);
}

/// `[ -z "$fs" ]`: only where a command printed nothing before, as `fs=$(lsblk -no FSTYPE "$d")` does for an empty disk.
fn nothing_printed(before: &str, sink: &Sink<'_>) -> bool {
    before.split("-z ").skip(1).any(|it| {
        let name = it.trim_start_matches(['"', '$', '{']);
        let end = name.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(name.len());
        let value = name.get(..end).and_then(|it| sink.state().get(it));
        value.is_some_and(|it| it.is_from(Origin::Output))
    })
}

fn is_disk(text: &str, open: bool) -> bool {
    let path = text.replace("//", "/");
    let Some(name) = path.strip_prefix("/dev/").map(|it| it.trim_matches('/')) else { return false };
    // `xargs -I{} dd of=/dev/{}`: what is put there is one of several names.
    if name.is_empty() || name.starts_with("{}") {
        return open || !name.is_empty();
    }
    let behind = |prefix: &str| name.strip_prefix(prefix);
    // `sda`, `sdX`, `sd?`, and `sd` with something unknown behind it.
    let letter = |it: &str| it.is_empty() || it.starts_with(|it: char| it.is_ascii_alphabetic() || "?*[{".contains(it));
    let digit = |it: &str| it.is_empty() || it.starts_with(|it: char| it.is_ascii_digit() || "?*[{XYN".contains(it));
    if ["sd", "hd", "vd", "xvd", "dasd"].iter().any(|it| behind(it).is_some_and(letter))
        || [
            "nvme", "mmcblk", "md", "dm-", "disk", "rdisk", "pmem", "rbd", "drbd", "bcache", "ada", "da", "nvd", "nda",
            "vtbd", "mtd", "mtdblock", "ubi", "sg", "sd", "wd",
        ]
        .iter()
        .any(|it| behind(it).is_some_and(digit))
        || name == "root"
    {
        return !name.starts_with("sd_");
    }
    let mut parts = name.split('/');
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    match first {
        "disk" => second.starts_with("by-"),
        "mapper" => second != "control" && !second.starts_with("loop"),
        "block" | "zvol" | "md" | "rbd" | "cciss" | "ida" => !second.is_empty(),
        // `/dev/GROUP/VOLUME`
        _ => {
            let plain = first.trim_end_matches(|it: char| it.is_ascii_digit());
            parts.next().is_none() && !second.is_empty() && !HARMLESS.contains(&plain) && !HARMLESS.contains(&first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disks_are_told_from_what_only_looks_like_one() {
        for path in [
            "/dev/sda",
            "/dev/sdX",
            "/dev/sd?",
            "/dev/nvme0n1p2",
            "/dev/mapper/vg-root",
            "/dev/disk/by-id/x",
            "/dev/rdisk2",
            "/dev/vg0/data",
            "//dev//sda",
            "/dev/zvol/tank/vm",
            "/dev/md/0",
            "/dev/mtdblock0",
            "/dev/ada0",
            "/dev/dasda1",
        ] {
            assert!(is_disk(path, false), "{path}");
        }
        for path in [
            "/dev/null",
            "/dev/loop0",
            "/dev/loop0p1",
            "/dev/stdout",
            "/dev/shm/x",
            "/dev/tty1",
            "/tmp/sda",
            "/dev/dvd",
            "/dev/mapper/loop0p1",
            "/dev/pts/3",
            "/dev/fd/3",
            "/dev/net/tun",
            "/dev/",
            "/dev",
            "/dev/usb/lp0",
            "/dev/zram0",
            "/dev/tcp/host",
            "/dev/st0",
            "/dev/ram0",
            "/dev/nbd0",
            "/dev/sr0",
            "/dev/cpu/0",
            "/dev/mapper/control",
        ] {
            assert!(!is_disk(path, false), "{path}");
        }
    }
}
