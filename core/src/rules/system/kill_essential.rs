//! CARO0607: a process ends without which the machine does not go on.

use super::services::{is_harmless_signal, keep_running};
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Ends a process that the machine or your way into it needs.
    ///
    /// Without the first process the kernel stops; without `sshd` nobody comes in from afar.
    /// Restart the service instead: `systemctl restart NAME`.
    ///
    /// To decide: Is it enough that the service reads its settings again, or starts again?
    ///
    /// ```sh bad
    /// kill -9 1
    /// ```
    /// ```sh fixed
    /// kill -HUP 1
    /// ```
    /// ```sh bad
    /// sudo killall sshd
    /// ```
    /// ```sh fixed
    /// sudo killall -HUP sshd
    /// ```
    /// ```sh bad
    /// pkill -9 systemd
    /// ```
    /// ```sh fixed
    /// pkill -HUP systemd
    /// ```
    /// ```sh good
    /// killall -HUP sshd
    /// ```
    /// ```sh good
    /// kill -9 12345
    /// ```
    /// ```sh good
    /// systemctl restart sshd
    /// pkill -f my-service
    /// ```
    "CARO0607" "kill-essential",
    Danger,
    Check::Command { programs: &["kill", "pkill", "killall"], run: check }
}

/// Without these the machine stops.
const VITAL: [&str; 5] = ["init", "systemd", "launchd", "systemd-udevd", "kthreadd"];
/// Without these nobody gets in, or the session ends.
const NEEDED: [&str; 15] = [
    "sshd",
    "dbus-daemon",
    "dbus-broker",
    "systemd-logind",
    "NetworkManager",
    "systemd-networkd",
    "wpa_supplicant",
    "dhclient",
    "Xorg",
    "gdm",
    "lightdm",
    "sddm",
    "login",
    "agetty",
    "WindowServer",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    if is_harmless_signal(command, sink) {
        return;
    }
    if command.program.as_deref() == Some("kill") {
        if let Some(word) = command.operands().find(|it| sink.possible(it, |it| it == "1").is_some()) {
            let forced = command.flags().any(|it| matches!(it.long.as_deref(), Some("9" | "KILL" | "SIGKILL")))
                || command
                    .flag_value('s', "signal")
                    .is_some_and(|it| sink.possible(it, |it| matches!(it, "9" | "KILL" | "SIGKILL")).is_some());
            // In a container, a gentle signal to the first process is how it is told to end.
            let level = if forced { Level::Danger } else { Level::Caution };
            sink.report(word.span, "ends process 1, and with it the machine or the container".into()).level(level);
            keep_running(command, sink);
        }
        return;
    }
    for word in command.operands() {
        let name = |names: &[&str]| {
            sink.possible(word, |it| names.contains(&it.trim_start_matches('^').trim_end_matches('$')))
        };
        if let Some(name) = name(&VITAL) {
            sink.report(word.span, format!("ends `{name}`, without which the machine does not go on"));
            keep_running(command, sink);
        } else if let Some(name) = name(&NEEDED) {
            let message = format!("ends `{name}`: connections or sessions end with it");
            sink.report(word.span, message).level(Level::Caution);
            // What shows the screen takes that signal for the end of its session.
            if !["Xorg", "gdm", "lightdm", "sddm", "login", "agetty", "WindowServer"].contains(&&*name) {
                keep_running(command, sink);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_signal_decides() {
        check_marks("kill -KILL 1\n#          ^ CARO0607\n");
        check_marks("kill 1\n#    ^ CARO0607\n");
        check_marks("pkill -x sshd\n#        ^^^^ CARO0607\n");
        check_marks("kill -HUP 1\nkill -USR1 1\nkill -0 1\npkill -HUP systemd\nkill %1\nkill 10\nkillall -l\n");
    }
}
