//! Which packages a command removes, and which of them a system cannot be without.

use crate::rules::Sink;
use crate::script::{Command, Word};

/// Every program that removes packages of the system.
pub(super) const PROGRAMS: [&str; 15] = [
    "apt",
    "apt-get",
    "aptitude",
    "dpkg",
    "dnf",
    "dnf5",
    "yum",
    "microdnf",
    "rpm",
    "zypper",
    "pacman",
    "apk",
    "emerge",
    "xbps-remove",
    "pkg",
];

/// The packages that a command removes.
pub(super) fn removed<'a>(command: &'a Command, sink: &Sink<'_>) -> Vec<&'a Word> {
    let Some(program) = command.program.as_deref() else { return Vec::new() };
    let order = || command.operands().next().and_then(|it| sink.text_of(it)).unwrap_or_default();
    let all = || command.operands().skip(1).collect();
    match program {
        "apt" | "apt-get" | "aptitude" => match &*order() {
            "remove" | "purge" | "autoremove" | "autopurge" => all(),
            // `apt install nano-` removes `nano`.
            "install" => command
                .operands()
                .skip(1)
                .filter(|it| sink.value(it).shapes.iter().all(|it| !it.open && it.text.ends_with('-')))
                .collect(),
            _ => Vec::new(),
        },
        "dnf" | "dnf5" | "yum" | "microdnf" | "zypper" | "apk" | "pkg" => match &*order() {
            "remove" | "erase" | "rm" | "del" | "delete" | "autoremove" => all(),
            _ => Vec::new(),
        },
        "dpkg" if command.has_flag('r', "remove") || command.has_flag('P', "purge") => command.operands().collect(),
        "rpm" if command.has_flag('e', "erase") => command.operands().collect(),
        "pacman" if command.has_flag('R', "remove") => command.operands().collect(),
        "emerge" if command.has_flag('C', "unmerge") => command.operands().collect(),
        "xbps-remove" => command.operands().collect(),
        _ => Vec::new(),
    }
}

/// What is lost with the first of `words` that a system cannot be without.
pub(super) fn essential<'a>(words: &[&'a Word], sink: &Sink<'_>) -> Option<(&'a Word, String, &'static str)> {
    words.iter().find_map(|word| {
        let value = sink.value(word);
        let known = value.texts().flat_map(str::split_whitespace).find_map(|it| Some((format!("`{it}`"), loss(it)?)));
        if let Some((name, loss)) = known {
            return Some((*word, name, loss));
        }
        let running = word.literal_prefix();
        let is_kernel = ["linux-image-", "kernel-", "linux-modules-"].iter().any(|it| running.starts_with(it));
        (is_kernel && crate::rules::substitutes(word, &["uname"]))
            .then(|| (*word, "the running kernel".to_owned(), KERNEL))
    })
}

const KERNEL: &str = "the system does not start any more";
const RUN: &str = "nearly no program runs without it";
const MANAGER: &str = "no package can be installed any more";
const LOGIN: &str = "nobody can log in any more";
const ROOT: &str = "nobody can become root any more";
const REMOTE: &str = "nobody can log in from elsewhere any more";
const PARTS: &str = "parts of the system need it and go with it";

/// Packages that a system cannot be without, and what is lost with them.
const ESSENTIAL: [(&[&str], &str); 7] = [
    (
        &[
            "libc6",
            "libc-bin",
            "glibc",
            "glibc-common",
            "musl",
            "bash",
            "dash",
            "coreutils",
            "base-files",
            "filesystem",
            "base",
            "alpine-baselayout",
            "busybox",
            "util-linux",
            "libgcc",
            "libgcc-s1",
            "libstdc++6",
        ],
        RUN,
    ),
    (
        &[
            "systemd",
            "systemd-sysv",
            "init",
            "openrc",
            "sysvinit-core",
            "initramfs-tools",
            "dracut",
            "mkinitcpio",
            "udev",
            "grub-pc",
            "grub2",
            "grub-efi-amd64",
            "grub2-common",
            "grub",
            "shim-signed",
            "e2fsprogs",
            "mount",
            "lvm2",
            "kernel",
            "kernel-core",
            "linux",
            "linux-lts",
            "linux-generic",
            "linux-image-generic",
            "linux-image-amd64",
            "kernel-default",
        ],
        KERNEL,
    ),
    (
        &["apt", "dpkg", "rpm", "dnf", "yum", "pacman", "apk-tools", "zypper", "libapt-pkg6.0", "rpm-libs", "libdnf"],
        MANAGER,
    ),
    (
        &[
            "login",
            "passwd",
            "shadow",
            "shadow-utils",
            "libpam-modules",
            "libpam-runtime",
            "pam",
            "libpam0g",
            "base-passwd",
        ],
        LOGIN,
    ),
    (&["sudo"], ROOT),
    (&["openssh-server"], REMOTE),
    (
        &[
            "python3",
            "python3-minimal",
            "python",
            "python2",
            "python3-libs",
            "platform-python",
            "perl-base",
            "perl",
            "libssl3",
            "openssl-libs",
            "tar",
            "gzip",
            "sed",
            "grep",
            "findutils",
            "hostname",
            "debianutils",
            "ubuntu-minimal",
            "zlib1g",
        ],
        PARTS,
    ),
];

fn loss(package: &str) -> Option<&'static str> {
    let name = package.split([':', '=', '/']).next().unwrap_or_default().trim_end_matches('-');
    if matches!(name, "*" | ".*" | "~i" | "?installed" | "@*") {
        return Some("everything that is installed is meant");
    }
    let is_meant = |it: &&str| match name.split_once('*') {
        // `linux-image-*-generic` takes some that fit and some that do not.
        Some((start, _)) => it.starts_with(start) && !start.is_empty(),
        None => *it == name,
    };
    ESSENTIAL.iter().find(|it| it.0.iter().any(&is_meant)).map(|it| it.1)
}
