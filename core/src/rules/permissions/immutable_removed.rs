//! CARO0317: a file loses, or the system gets, the mark that nothing may change it.

use super::trees::{self, Kind};
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Takes the lock off accounts or boot files, or puts it on the whole system.
    ///
    /// Somebody set `+i` so that not even root changes the file by mistake. On whole system folders it stops every update,
    /// login and log.
    ///
    /// To decide: Who put the lock on and why, and does this script put it back behind its change?
    ///
    /// ```sh bad
    /// chattr -i /etc/passwd /etc/hosts
    /// ```
    /// ```sh bad
    /// chattr -R +i /etc
    /// ```
    /// ```sh good
    /// chattr +i /etc/resolv.conf
    /// ```
    /// ```sh good
    /// chattr -i /etc/resolv.conf
    /// ```
    /// ```sh good
    /// lsattr /etc/passwd
    /// ```
    "CARO0317" "immutable-removed",
    Caution,
    Check::Command { programs: &["chattr", "chflags"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = |names: &[&str]| {
        command.arguments().iter().filter_map(|it| it.literal()).any(|it| {
            names.iter().any(|name| {
                it.strip_prefix(*name).is_some_and(|rest| rest.chars().all(|it| "aiRVf".contains(it))) || it == *name
            })
        })
    };
    let takes = given(&["-i", "-a", "-ia", "-ai", "noschg", "nouchg"]);
    let recursive =
        command.arguments().iter().filter_map(|it| it.literal()).any(|it| it == "-R" || it == "-Ri" || it == "-RV");
    let puts = given(&["+i", "=i", "schg", "uchg"]) && recursive;
    let locked = |it: &str| {
        matches!(
            it,
            "/etc/passwd" | "/etc/shadow" | "/etc/group" | "/etc/gshadow" | "/etc/sudoers" | "/etc/ssh/sshd_config"
        ) || it.starts_with("/boot/")
            || it.starts_with("/etc/pam.d/")
            || it.starts_with("/etc/sudoers.d/")
    };
    for word in command.arguments() {
        let tree = trees::reached(word, sink).filter(|it| it.kind == Kind::System && it.empty.is_none());
        if takes && !puts {
            if let Some(path) = trees::sure(word, sink).into_iter().find(|it| locked(it)) {
                sink.report(word.span, format!("takes off the lock that keeps `{path}` from being changed"));
                return;
            }
            if let Some(tree) = tree.filter(|_| recursive) {
                sink.report(word.span, format!("takes off every lock in {}", tree.said()));
                return;
            }
        } else if let Some(tree) = tree.filter(|_| puts) {
            let message = format!("locks every file of {}: no update, no new password, no log", tree.said());
            sink.report(word.span, message).level(Level::Caution);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn locks_are_taken_off() {
        check_marks("sudo chattr -ia /etc/shadow\n#               ^^^^^^^^^^^ CARO0317\n");
        check_marks("chattr -R -i /\n#            ^ CARO0317\n");
        check_marks(
            "chattr -i ./x\nchattr +a /var/log/app.log\nchattr +C /var/lib/db\nchattr -i \"$root/etc/passwd\"\n",
        );
    }
}
