//! CARO0150: a program that everybody runs is replaced.

use super::deletes;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};

rule! {
    /// Puts other code in the place of a program that everybody on the machine runs.
    ///
    /// Whoever types `ls` or `sudo` from then on runs what was copied there, and the next update takes it away again.
    /// Install under another name in `/usr/local/bin`, or use the package manager and `update-alternatives`.
    ///
    /// To decide: Should everybody run the new program, or only those who ask for it by another name?
    ///
    /// ```sh bad
    /// cp ./wrapper /usr/bin/sudo
    /// ```
    /// ```sh fixed
    /// cp ./wrapper /usr/local/bin/sudo
    /// ```
    /// ```sh bad
    /// install -m 755 build/ls /bin/ls
    /// ```
    /// ```sh fixed
    /// install -m 755 build/ls /usr/local/bin/ls
    /// ```
    /// ```sh bad
    /// echo 'exec /opt/x "$@"' > /usr/bin/ssh
    /// ```
    /// ```sh fixed
    /// echo 'exec /opt/x "$@"' > /usr/local/bin/ssh
    /// ```
    /// ```sh good
    /// install -m 755 build/tool /usr/local/bin/tool
    /// ```
    /// ```sh good
    /// cp /bin/ls ./ls
    /// ```
    /// ```sh good
    /// ln -sf /bin/busybox /bin/ls
    /// ```
    /// ```sh good
    /// install -D ls "$DESTDIR/usr/bin/ls"
    /// ```
    "CARO0150" "replace-system-program",
    Danger,
    Check::File { run: check }
}

/// Programs that every system has, and that people and scripts run without a thought.
const PROGRAMS: [&str; 34] = [
    "awk",
    "bash",
    "cat",
    "chmod",
    "chown",
    "cp",
    "dash",
    "env",
    "find",
    "grep",
    "gzip",
    "id",
    "init",
    "kill",
    "login",
    "ls",
    "mount",
    "mv",
    "passwd",
    "ps",
    "rm",
    "scp",
    "sed",
    "sh",
    "ssh",
    "sshd",
    "su",
    "sudo",
    "systemctl",
    "tar",
    "umount",
    "who",
    "netstat",
    "top",
];

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let program = act.command.and_then(|it| it.program.as_deref()).unwrap_or_default();
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends) || matches!(program, "ln" | "dpkg-divert") {
        return;
    }
    let is_core = |it: &str| {
        let name = ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/"].iter().find_map(|folder| it.strip_prefix(folder));
        name.is_some_and(|it| PROGRAMS.contains(&it))
    };
    if let Some(path) = sink.possible(act.path, is_core)
        && !deletes::is_package_script(sink.chunk())
    {
        sink.report(act.span, format!("puts other code in the place of `{path}`, which everybody runs"));
        if act.path.literal() == Some(&*path)
            && let Some(name) = path.rsplit('/').next()
        {
            let own = format!("/usr/local/bin/{name}");
            sink.choice(&format!("Put it at `{own}`, which updates leave alone"), vec![(act.path.span, own)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_write_counts() {
        check_marks("t=/usr/bin/sudo; mv evil $t\n#                        ^^ CARO0150\n");
        check_marks("cat x | sudo tee /bin/ls >/dev/null\n#                ^^^^^^^ CARO0150\n");
        check_marks("cat /bin/ls > ls.bak\nchmod 755 /usr/bin/sudo\ncp tool /usr/bin/tool\n");
    }
}
