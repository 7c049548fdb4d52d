//! CARO0102: a redirect empties a file that the system needs.

use crate::rules::{Check, Sink};
use crate::script::Redirect;

rule! {
    /// Empties a file that the system needs to start or to let anyone in.
    ///
    /// `>` cuts the file to nothing before the command writes its first byte. Accounts, sudo rules, mounts and boot files
    /// are lost even when the command then fails.
    ///
    /// ```sh bad
    /// echo "$user:x:1001:1001::/home/$user:/bin/sh" > /etc/passwd
    /// ```
    /// ```sh bad
    /// { date; uname -a; } >/boot/grub/grub.cfg
    /// ```
    /// ```sh good
    /// echo '10.0.0.5 db' >> /etc/hosts
    /// ```
    /// ```sh good
    /// cat > /etc/myapp/config <<E
    /// port=80
    /// E
    /// ```
    "CARO0102" "overwrite-system-file",
    Danger,
    Check::Redirect { run: check }
}

const FILES: [&str; 14] = [
    "/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/sudoers", "/etc/fstab", "/etc/crypttab",
    "/etc/ld.so.preload", "/etc/ld.so.conf", "/etc/inittab", "/etc/ssh/sshd_config", "/etc/pam.d/common-auth",
    "/etc/nsswitch.conf", "/etc/securetty",
];
const FOLDERS: [&str; 6] = ["/boot/", "/efi/", "/proc/sysrq", "/etc/pam.d/", "/lib/systemd/", "/sys/firmware/efi/"];
const LOGS: [&str; 7] = [
    "/var/log/auth.log", "/var/log/secure", "/var/log/wtmp", "/var/log/btmp", "/var/log/lastlog",
    "/var/log/audit/audit.log", "/var/log/syslog",
];

fn check(redirect: &Redirect, sink: &mut Sink<'_>) {
    if !redirect.operator.truncates() {
        return;
    }
    let value = sink.value(&redirect.target);
    let Some(path) = value.shapes.iter().filter_map(|it| it.text()).find(|it| is_needed(it)) else { return };
    let message = if LOGS.contains(&path) {
        format!("wipes `{path}`, the record of who did what")
    } else {
        format!("empties `{path}`, which the system needs")
    };
    sink.report(redirect.span, message);
}

fn is_needed(path: &str) -> bool {
    FILES.contains(&path) || LOGS.contains(&path) || FOLDERS.iter().any(|it| path.starts_with(it) && path.len() > it.len())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_operator_that_truncates_counts() {
        check_marks("true >| /etc/shadow\n#    ^^^^^^^^^^^^^^ CARO0102\n");
        check_marks("f=/etc/sudoers\ndate &> \"$f\"\n#    ^^^^^^^ CARO0102\n");
        check_marks("date > /etc/passwd.new\ndate 2>/dev/null >>/var/log/syslog\n");
    }
}
