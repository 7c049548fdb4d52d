//! CARO0610: the machine may not start again.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Flag, Word};

rule! {
    /// Removes what the machine needs to start: a boot entry, the boot loader.
    ///
    /// All goes well until the next restart, which then ends at an empty screen.
    /// Remove only entries and kernels that you name, and keep the one that runs.
    ///
    /// ```sh bad
    /// bootctl remove
    /// ```
    /// ```sh fixed
    /// bootctl status
    /// ```
    /// ```sh bad
    /// grubby --remove-kernel=ALL
    /// ```
    /// ```sh fixed
    /// grubby --info=ALL
    /// ```
    /// ```sh bad
    /// systemctl set-default poweroff.target
    /// ```
    /// ```sh fixed
    /// systemctl set-default multi-user.target
    /// ```
    /// ```sh good
    /// grubby --remove-kernel=/boot/vmlinuz-5.4.0-42
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
    Check::Command { programs: &["bootctl", "efibootmgr", "grubby", "systemctl set-default", "update-initramfs"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let operands: Vec<&Word> = command.operands().collect();
    let says = |at: usize, texts: &[&str]| operands.get(at).and_then(|it| sink.possible(it, |it| texts.contains(&it)));
    match command.program.as_deref() {
        Some("bootctl") if says(0, &["remove"]).is_some() => {
            sink.report(command.span, "removes the boot loader: the machine does not start again".into());
            sink.choice("Look first: `bootctl status`", vec![(operands[0].span, "status".to_owned())]);
        }
        Some("efibootmgr") if command.has_flag('B', "delete-bootnum") || command.has_flag('O', "delete-bootorder") => {
            sink.report(
                command.span,
                "deletes a boot entry: the machine does not start again if it was the last".into(),
            )
            .level(Level::Caution);
            let edits = command.flag('B', "delete-bootnum").map(|it| edits::instead(command, it, "--inactive"));
            sink.choice("Only switch the entry off, and keep it", edits.unwrap_or_default());
        }
        Some("grubby") => {
            let kernel = command
                .flag_value('\0', "remove-kernel")
                .and_then(|it| sink.possible(it, |it| matches!(it, "ALL" | "DEFAULT")));
            if let Some(kernel) = kernel {
                let message = format!("removes the boot entry of `{kernel}`: the machine does not start again");
                sink.report(command.span, message);
                // The name alone, where quotes do not tie its value to it.
                let is_apart = |it: &&Flag| it.value.as_ref().is_some_and(|value| it.span.end <= value.span.start);
                let name = command.flag('\0', "remove-kernel").filter(is_apart);
                let edits = name.map(|it| (it.span, "--info".to_owned()));
                sink.choice("Look first: `grubby --info`", edits.into_iter().collect());
            }
        }
        Some("systemctl") => {
            let target = says(
                1,
                &[
                    "poweroff.target",
                    "reboot.target",
                    "halt.target",
                    "shutdown.target",
                    "rescue.target",
                    "emergency.target",
                    "poweroff",
                    "reboot",
                    "rescue",
                    "emergency",
                    "runlevel0.target",
                    "runlevel6.target",
                ],
            );
            if let Some(target) = target {
                let level = if target.starts_with(['p', 'h'])
                    || target.contains("reboot")
                    || target.contains("shutdown")
                    || target.contains("level")
                {
                    Level::Danger
                } else {
                    Level::Caution
                };
                sink.report(command.span, format!("ends every start of the machine in `{target}`")).level(level);
                let usual = vec![(operands[1].span, "multi-user.target".to_owned())];
                sink.choice("Start with all services: `multi-user.target`", usual);
            }
        }
        Some("update-initramfs")
            if command.has_flag('d', "")
                && command.flag_value('k', "").is_some_and(|it| sink.possible(it, |it| it == "all").is_some()) =>
        {
            sink.report(command.span, "deletes what every kernel starts from".into());
            let edits = command.flag('d', "").map(|it| edits::letter(it, 'u'));
            sink.choice("Make it anew: `-u`", edits.unwrap_or_default());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn entries_and_targets_count() {
        check_marks("efibootmgr -b 0004 -B\n#mark 0 0 21 CARO0610\n");
        check_marks("bootctl status\nefibootmgr -v\ngrubby --info=ALL\nsystemctl set-default multi-user.target\n");
    }
}
