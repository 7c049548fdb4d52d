//! CARO0611: a service stops without which nobody gets in.

use super::services::{self, Verb};
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Stops a service that the machine or your way into it needs.
    ///
    /// Without the network or `sshd` a machine far away can only be reached by someone who stands in front of it.
    /// Use `restart` or `reload`, or make sure that its successor runs first.
    ///
    /// To decide: What brings the machine back when nobody can reach it any more?
    ///
    /// ```sh bad
    /// systemctl stop sshd
    /// ```
    /// ```sh fixed
    /// systemctl restart sshd
    /// ```
    /// ```sh bad
    /// sudo systemctl disable --now NetworkManager
    /// ```
    /// ```sh fixed
    /// sudo systemctl restart NetworkManager
    /// ```
    /// ```sh bad
    /// service networking stop
    /// ```
    /// ```sh fixed
    /// service networking restart
    /// ```
    /// ```sh good
    /// systemctl restart sshd
    /// ```
    /// ```sh good
    /// systemctl stop nginx postgresql
    /// ```
    /// ```sh good
    /// systemctl --user stop dbus
    /// systemctl stop systemd-resolved
    /// ```
    "CARO0611" "essential-service",
    Danger,
    Check::AnyCommand { run: check }
}

/// The way in.
const WAY_IN: [&str; 10] = [
    "ssh",
    "sshd",
    "NetworkManager",
    "network",
    "networking",
    "systemd-networkd",
    "wpa_supplicant",
    "dhcpcd",
    "dropbear",
    "com.openssh.sshd",
];
/// What other services need.
const NEEDED: [&str; 9] =
    ["dbus", "dbus-broker", "messagebus", "systemd-logind", "systemd-udevd", "udev", "polkit", "init", "basic"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    // Processes are judged by the rule on signals, packages by those on packages.
    if matches!(command.program.as_deref(), Some("pkill" | "killall")) {
        return;
    }
    let stopped = |units: &[&str], sink: &Sink<'_>| {
        let found = services::stopped(command, sink, units);
        found.into_iter().filter(|it| it.verb != Verb::Remove).collect::<Vec<_>>()
    };
    for it in stopped(&["*", "*.*"], sink) {
        sink.report(it.span, format!("{} every service of this machine", it.verb.says())).level(Level::Danger);
    }
    for it in stopped(&WAY_IN, sink) {
        let later = if it.verb == Verb::Stop { "" } else { " after the next start" };
        let message = format!("{} `{}`: a machine far away cannot be reached{later}", it.verb.says(), it.unit);
        sink.report(it.span, message).level(Level::Caution);
        services::keep_running(command, sink);
    }
    for it in stopped(&NEEDED, sink) {
        sink.report(it.span, format!("{} `{}`, which most other services need", it.verb.says(), it.unit))
            .level(Level::Caution);
        services::keep_running(command, sink);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_tool_that_manages_services_counts() {
        check_marks("/etc/init.d/ssh stop\n#mark 0 0 15 CARO0611\n");
        check_marks("systemctl mask dbus.service\n#              ^^^^^^^^^^^^ CARO0611\n");
        check_marks("update-rc.d networking disable\n#           ^^^^^^^^^^ CARO0611\n");
        check_marks("systemctl stop '*'\n#              ^^^ CARO0611\n");
        check_marks("systemctl status sshd\nsystemctl reload ssh\nservice ssh restart\nsystemctl stop myssh\n");
    }
}
