//! CARO0610: the machine may not start again.

use super::services::is_own_function;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Removes what the machine needs to start: a boot entry, the boot loader, the running kernel.
    ///
    /// All goes well until the next restart, which then ends at an empty screen.
    /// Remove only entries and kernels that you name, and keep the one that runs.
    ///
    /// ```sh bad
    /// bootctl remove
    /// ```
    /// ```sh bad
    /// apt-get purge -y "linux-image-$(uname -r)"
    /// ```
    /// ```sh bad
    /// grubby --remove-kernel=ALL
    /// ```
    /// ```sh bad
    /// systemctl set-default poweroff.target
    /// ```
    /// ```sh good
    /// apt-get purge -y linux-image-5.4.0-42-generic
    /// ```
    /// ```sh good
    /// efibootmgr -v
    /// update-grub
    /// ```
    /// ```sh good
    /// systemctl set-default multi-user.target
    /// ```
    "CARO0610" "boot-broken",
    Danger,
    Check::Several(&[
        Check::Command {
            programs: &[
                "bootctl", "efibootmgr", "grubby", "systemctl set-default", "apt", "apt-get", "aptitude", "dnf", "yum", "zypper",
                "pacman", "apk", "update-initramfs", "kernel-install",
            ],
            run: check
        },
        Check::File { run: check_file },
    ])
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if is_own_function(command, sink) {
        return;
    }
    let operands: Vec<&Word> = command.operands().collect();
    let says = |at: usize, texts: &[&str]| operands.get(at).and_then(|it| sink.possible(it, |it| texts.contains(&it)));
    match command.program.as_deref() {
        Some("bootctl") if says(0, &["remove"]).is_some() => {
            sink.report(command.span, "removes the boot loader: the machine does not start again".into());
        }
        Some("efibootmgr") if command.has_flag('B', "delete-bootnum") || command.has_flag('O', "delete-bootorder") => {
            sink.report(command.span, "deletes a boot entry: the machine does not start again if it was the last".into())
                .level(Level::Caution);
        }
        Some("grubby") => {
            let kernel = command.flag_value('\0', "remove-kernel").and_then(|it| sink.possible(it, |it| matches!(it, "ALL" | "DEFAULT")));
            if let Some(kernel) = kernel {
                let message = format!("removes the boot entry of `{kernel}`: the machine does not start again");
                sink.report(command.span, message);
            }
        }
        Some("systemctl") => {
            let target = says(1, &["poweroff.target", "reboot.target", "halt.target", "shutdown.target", "rescue.target", "emergency.target", "poweroff", "reboot", "rescue", "emergency", "runlevel0.target", "runlevel6.target"]);
            if let Some(target) = target {
                let level = if target.starts_with(['p', 'h']) || target.contains("reboot") || target.contains("shutdown") || target.contains("level") { Level::Danger } else { Level::Caution };
                sink.report(command.span, format!("ends every start of the machine in `{target}`")).level(level);
            }
        }
        Some("update-initramfs") if command.has_flag('d', "") && command.flag_value('k', "").is_some_and(|it| sink.possible(it, |it| it == "all").is_some()) => {
            sink.report(command.span, "deletes what every kernel starts from".into());
        }
        Some(program) => check_packages(program, command, &operands, sink),
        None => {}
    }
}

/// Packages that are the kernel or the boot loader.
fn check_packages(program: &str, command: &Command, operands: &[&Word], sink: &mut Sink<'_>) {
    let removes = match program {
        "pacman" => command.has_flag('R', "remove"),
        _ => operands.first().is_some_and(|it| sink.possible(it, |it| matches!(it, "remove" | "purge" | "erase" | "del" | "rm")).is_some()),
    };
    if !removes {
        return;
    }
    for word in operands {
        let sketch = word.sketch();
        let runs = word.sketch().contains("$(…)") && crate::rules::substitutes(word, &["uname"]);
        let kernel = ["linux-image", "kernel", "kernel-core", "linux-generic", "linux-lts"].iter().any(|it| sketch.starts_with(it));
        let text = sink.text_of(word).unwrap_or_default();
        if kernel && runs {
            sink.report(word.span, "removes the kernel that runs: the machine may not start again".into());
        } else if matches!(&*text, "linux-image-*" | "linux-image*" | "kernel-*" | "kernel*" | "kernel" | "kernel-core" | "linux-*" | "linux") {
            sink.report(word.span, format!("removes every kernel that `{text}` fits: the machine may not start again"));
        } else if matches!(&*text, "grub-pc" | "grub2" | "grub-efi-amd64" | "grub2-common" | "grub-common" | "systemd-boot" | "grub" | "systemd" | "systemd-sysv" | "sysvinit-core" | "initramfs-tools") {
            sink.report(word.span, format!("removes `{text}`: the machine may not start again")).level(Level::Caution);
        }
    }
}

fn check_file(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    // What overwrites and what takes whole folders along is said by the rules on files.
    if act.kind != ActKind::Deletes || act.recursive {
        return;
    }
    let Some(path) = sink.possible(act.path, is_boot_file) else { return };
    // A link is often made anew.
    let level = if path.contains('*') || !path.starts_with("/boot/") { Level::Danger } else { Level::Caution };
    sink.report(act.span, format!("deletes `{path}`: the machine may not start again")).level(level);
}

/// Files in `/boot` that the next start reads.
fn is_boot_file(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/boot/") else {
        return matches!(path, "/etc/inittab" | "/sbin/init" | "/bin/init" | "/vmlinuz" | "/initrd.img");
    };
    let bare = name.trim_end_matches(['*', '-', '.']);
    matches!(bare, "vmlinuz" | "initrd" | "initrd.img" | "initramfs" | "grub/grub.cfg" | "grub2/grub.cfg" | "grub" | "grub2" | "efi" | "EFI")
       
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn packages_and_files_count() {
        check_marks("dnf remove 'kernel*'\n#          ^^^^^^^^^ CARO0610\n");
        check_marks("pacman -Rns linux\n#           ^^^^^ CARO0610\n");
        check_marks("rm -f /boot/vmlinuz-*\n#     ^^^^^^^^^^^^^^^ CARO0610\n");
        check_marks("rm /boot/initrd.img\n#  ^^^^^^^^^^^^^^^^ CARO0610\n");
        check_marks("efibootmgr -b 0004 -B\n#mark 0 0 21 CARO0610\n");
        check_marks("apt-get install linux-image-generic\nrm /boot/vmlinuz-5.4.0-42-generic\npacman -S linux\ndnf remove kernel-devel\n");
    }
}
