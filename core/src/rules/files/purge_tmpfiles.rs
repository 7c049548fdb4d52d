//! CARO0145: systemd removes all that any of its configuration files names, `/home` included.

use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes all that any tmpfiles configuration made, which includes `/home`, `/srv` and `/var/log`.
    ///
    /// Without a named configuration `systemd-tmpfiles --purge` takes them all. Name the one of the program that goes.
    ///
    /// To decide: Which program goes, and what is its file in `/usr/lib/tmpfiles.d` called?
    ///
    /// ```sh bad
    /// sudo systemd-tmpfiles --purge
    /// ```
    /// ```sh fixed
    /// sudo systemd-tmpfiles --dry-run --purge
    /// ```
    /// ```sh bad
    /// systemd-tmpfiles --purge --boot
    /// ```
    /// ```sh good
    /// systemd-tmpfiles --purge /usr/lib/tmpfiles.d/myapp.conf
    /// ```
    /// ```sh good
    /// systemd-tmpfiles --clean
    /// ```
    /// ```sh good
    /// systemd-tmpfiles --purge --dry-run
    /// ```
    "CARO0145" "purge-tmpfiles",
    Danger,
    Check::Command { programs: &["systemd-tmpfiles"], run: check }
}

fn check(tmpfiles: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = tmpfiles.flag('\0', "purge") else { return };
    let limits = |name: &str| tmpfiles.flag('\0', name).is_some();
    if tmpfiles.operands().next().is_none() && !limits("root") && !limits("image") && !limits("prefix") {
        let span = flag.span;
        sink.report(span, "deletes all that systemd ever made, `/home` and `/srv` included".to_owned());
        sink.choice("Look first: name what would go, and delete nothing", edits::with(tmpfiles, "--dry-run"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn another_root_is_ordinary() {
        check_marks("systemd-tmpfiles --purge --root=/mnt/image\nsystemd-tmpfiles --create --remove\n");
    }
}
