//! CARO0623: the package manager is pushed aside in the middle of its work.

use crate::Span;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Pushes the package manager aside while it works: half-installed packages are what is left.
    ///
    /// The lock is held by a program that still writes. Wait for it: `apt-get -o DPkg::Lock::Timeout=300 …`;
    /// `fuser -v /var/lib/dpkg/lock` shows who holds it.
    ///
    /// To decide: Which program holds the lock, and can it be waited for?
    ///
    /// ```sh bad
    /// sudo rm -f /var/lib/dpkg/lock-frontend
    /// ```
    /// ```sh fixed
    /// sudo fuser -v /var/lib/dpkg/lock-frontend
    /// ```
    /// ```sh bad
    /// killall -9 apt-get dpkg
    /// ```
    /// ```sh good
    /// apt-get -o DPkg::Lock::Timeout=300 install -y curl
    /// ```
    /// ```sh good
    /// rm -rf /var/lib/apt/lists/*
    /// ```
    /// ```sh good
    /// rm -f /var/lock/myapp.lock
    /// ```
    "CARO0623" "package-lock",
    Caution,
    Check::Several(&[Check::File { run: check_file }, Check::Command { programs: &["killall", "pkill"], run: check }])
}

fn check_file(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if act.kind != ActKind::Deletes || act.recursive && act.command.is_none() {
        return;
    }
    let is_lock = |it: &str| {
        matches!(
            it.trim_end_matches('*'),
            "/var/lib/dpkg/lock"
                | "/var/lib/dpkg/lock-frontend"
                | "/var/cache/apt/archives/lock"
                | "/var/lib/apt/lists/lock"
                | "/var/lib/rpm/.rpm.lock"
                | "/var/run/yum.pid"
                | "/run/yum.pid"
                | "/var/lib/pacman/db.lck"
                | "/run/zypp.pid"
                | "/var/run/zypp.pid"
                | "/lib/apk/db/lock"
        )
    };
    if let Some(path) = sink.possible(act.path, is_lock) {
        sink.report(act.span, format!("deletes `{path}`: two programs then change the same packages at once"));
        if let Some(command) = act.command.filter(|it| it.program.as_deref() == Some("rm"))
            && let Some(last) = command.words.last()
        {
            let files: Vec<&str> = command.operands().map(|it| sink.text(it.span)).collect();
            let look = format!("fuser -v {}", files.join(" "));
            let edits = vec![(Span::new(command.name_span().start, last.span.end), look)];
            sink.choice("Look who holds it: `fuser -v`", edits);
        }
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if super::services::is_harmless_signal(command, sink) {
        return;
    }
    let is_manager = |it: &str| {
        matches!(
            it,
            "apt"
                | "apt-get"
                | "dpkg"
                | "aptitude"
                | "unattended-upgr"
                | "unattended-upgrade"
                | "unattended-upgrades"
                | "yum"
                | "dnf"
                | "rpm"
                | "zypper"
                | "pacman"
        )
    };
    let found = command.operands().find_map(|it| Some((it.span, sink.possible(it, is_manager)?)));
    if let Some((span, name)) = found {
        sink.report(span, format!("ends `{name}` in the middle of its work: packages may be left half installed"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn locks_of_all_managers_count() {
        check_marks("rm /var/lib/pacman/db.lck\n#  ^^^^^^^^^^^^^^^^^^^^^^ CARO0623\n");
        check_marks("rm /var/lib/dpkg/lock*\n#  ^^^^^^^^^^^^^^^^^^^ CARO0623\n");
        check_marks("fuser /var/lib/dpkg/lock\nkillall -0 apt-get\npkill myapt\n");
    }
}
