//! CARO0605: what watches the machine is stopped.

use super::services::{self, Verb};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Stops what watches the machine: the audit log, the system log, virus and intrusion scanners.
    ///
    /// From then on nobody sees what is done. Change the one rule that is in the way instead.
    ///
    /// To decide: Which one rule or scan is in the way, and can it be changed?
    ///
    /// ```sh bad
    /// auditctl -e 0
    /// ```
    /// ```sh bad
    /// systemctl disable --now auditd
    /// ```
    /// ```sh fixed
    /// systemctl restart auditd
    /// ```
    /// ```sh bad
    /// service rsyslog stop
    /// ```
    /// ```sh fixed
    /// service rsyslog restart
    /// ```
    /// ```sh good
    /// systemctl restart rsyslog
    /// ```
    /// ```sh good
    /// auditctl -w /etc/passwd -p wa -k accounts
    /// ```
    /// ```sh good
    /// pkill -HUP rsyslogd
    /// ```
    /// ```sh good
    /// systemctl stop nginx
    /// ```
    "CARO0605" "watch-off",
    Danger,
    Check::AnyCommand { run: check }
}

/// Watch over attacks.
const GUARDS: [&str; 40] = [
    "auditd",
    "auditbeat",
    "falco",
    "wazuh-agent",
    "wazuh-manager",
    "ossec",
    "ossec-hids",
    "osqueryd",
    "falcon-sensor",
    "sysmon",
    "mdatp",
    "cbagentd",
    "cbdaemon",
    "sentinelone",
    "sentinelagent",
    "sentinelctl",
    "clamav-daemon",
    "clamd",
    "clamd@scan",
    "fail2ban",
    "fail2ban-server",
    "crowdsec",
    "samhain",
    "snort",
    "suricata",
    "ds_agent",
    "xagt",
    "usbguard",
    "tripwire",
    "aide",
    "rkhunter",
    "cylancesvc",
    "sav-protect",
    "esets",
    "auoms",
    "sophos-spl",
    "traps_pmd",
    "elastic-agent",
    "aidecheck",
    "denyhosts",
];
/// Write down what happens.
const LOGS: [&str; 10] = [
    "rsyslog",
    "rsyslogd",
    "syslog-ng",
    "syslog",
    "syslogd",
    "sysklogd",
    "systemd-journald",
    "metalog",
    "klogd",
    "busybox-syslogd",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    for it in services::stopped(command, sink, &GUARDS) {
        let level = if it.verb == Verb::Remove { Level::Caution } else { Level::Danger };
        let message = format!("{} `{}`: nothing watches over attacks then", it.verb.says(), it.unit);
        sink.report(it.span, message).level(level);
        services::keep_running(command, sink);
    }
    for it in services::stopped(command, sink, &LOGS) {
        // Stopped, it comes back with the next start.
        let level = if matches!(it.verb, Verb::Stop | Verb::Remove) { Level::Caution } else { Level::Danger };
        let message = format!("{} `{}`: nothing is written down then", it.verb.says(), it.unit);
        sink.report(it.span, message).level(level);
        services::keep_running(command, sink);
    }
    if command.program.as_deref() == Some("auditctl") && !command.is_dry_run() {
        if command.flag_value('e', "").is_some_and(|it| sink.possible(it, |it| it == "0").is_some()) {
            sink.report(command.span, "switches the audit log off: nobody sees what is done then".into());
        } else if command.has_flag('D', "") && command.flag('k', "").is_none() {
            sink.report(command.span, "deletes every rule of the audit log: nobody sees what is done then".into());
            let look = command.flag('D', "").map(|it| edits::letter(it, 'l'));
            sink.choice("Look first: `auditctl -l`", look.unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn processes_count_as_services() {
        check_marks("sudo killall -9 rsyslogd\n#               ^^^^^^^^ CARO0605\n");
        check_marks("pkill auditd\n#     ^^^^^^ CARO0605\n");
        check_marks("systemctl mask fail2ban.service\n#              ^^^^^^^^^^^^^^^^ CARO0605\n");
        check_marks("auditctl -D\n#mark 0 0 11 CARO0605\n");
        check_marks(
            "pkill -USR1 syslog-ng\nkillall -s HUP rsyslogd\nauditctl -l\nauditctl -e 1\nsystemctl stop clamav-freshclam\n",
        );
    }
}
