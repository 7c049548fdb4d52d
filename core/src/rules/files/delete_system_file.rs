//! CARO0118: a file is deleted without which the system does not start or lets nobody in.

use super::{deletes, precious};
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink, paths};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Deletes or moves away a file that the system needs to start, to run programs or to let anyone in.
    ///
    /// Without the kernel, the loader or the accounts there is no next start. Write a new version beside the file and move it
    /// into place, so that one of the two is always there.
    ///
    /// To decide: Which one file must go, and what takes its place before the next start?
    ///
    /// ```sh bad
    /// sudo rm -f /boot/vmlinuz*
    /// ```
    /// ```sh bad
    /// mv /etc/passwd /etc/passwd.bak
    /// ```
    /// ```sh fixed
    /// cp -a /etc/passwd /etc/passwd.bak
    /// ```
    /// ```sh bad
    /// unlink /lib64/ld-linux-x86-64.so.2
    /// ```
    /// ```sh good
    /// rm -f /boot/vmlinuz-5.10.0-8-amd64
    /// ```
    /// ```sh good
    /// mv /etc/fstab.new /etc/fstab
    /// ```
    /// ```sh good
    /// rm -f /etc/passwd.lock /etc/resolv.conf
    /// ```
    "CARO0118" "delete-system-file",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let program = act.command.and_then(|it| it.program.as_deref());
    if act.kind != ActKind::Deletes || program == Some("rmdir") || deletes::is_package_script(sink.chunk()) {
        return;
    }
    let moves = matches!(program, Some("mv" | "gmv"));
    let found = deletes::paths_of(act.path, sink).into_iter().filter(|it| it.empty.is_none()).find(|it| {
        let text = paths::reach(&it.text).0;
        match it.text() {
            // An old kernel is put aside by its name.
            Some(_) if moves && precious::is_kernel(&text) => false,
            Some(_) => {
                precious::is_needed(&text) && text != "/etc/ld.so.preload"
                    || precious::is_loaded(&text)
                    || is_matched(&text)
            }
            // `/boot/vmlinuz-$(uname -r)` is the kernel that runs.
            None => text.starts_with("/boot/") && precious::is_boot_file(&text) && names_running(act.path),
        }
    });
    let Some(shape) = found else { return };
    if is_put_back(act.command, sink) {
        return;
    }
    let does = if moves { "moves away" } else { "deletes" };
    sink.report(act.span, format!("{does} `{}`, which the system needs", shape.text));
    if moves && let Some(edits) = act.command.and_then(deletes::copied) {
        sink.choice("Copy it: the file stays where it is", edits);
    }
}

/// `/etc/pass*`: a pattern that one of the most needed files matches.
fn is_matched(path: &str) -> bool {
    let few =
        ["/etc/passwd", "/etc/shadow", "/etc/sudoers", "/etc/fstab", "/bin/sh", "/bin/bash", "/boot/vmlinuz-6.1.0"];
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let narrow = paths::is_glob(name) && !paths::means_all(name);
    narrow
        && few
            .iter()
            .any(|it| it.rsplit_once('/').is_some_and(|(home, it)| home == folder && paths::matches_glob(it, name)))
        && !precious::is_wide_in_system(path)
}

fn names_running(word: &Word) -> bool {
    word.parts.iter().any(|it| matches!(it.kind, PartKind::Substitution(_)))
        && crate::rules::substitutes(word, &["uname"])
}

/// `mv /etc/fstab.new /etc/fstab` has such a file as its target, which is another rule's.
fn is_put_back(command: Option<&Command>, sink: &Sink<'_>) -> bool {
    let Some(command) = command.filter(|it| it.program.as_deref() == Some("mv")) else { return false };
    let Some(target) = command.operands().last() else { return false };
    sink.text_of(target).is_some_and(|it| precious::is_needed(&it))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_delete_counts() {
        check_marks("shred -u /etc/shadow\n#        ^^^^^^^^^^^ CARO0118\n");
        check_marks("f=/etc/sudoers\nsudo rm \"$f\"\n#       ^^^^ CARO0118\n");
        check_marks("rm /boot/initrd.img-$(uname -r)\n#  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0118\n");
        check_marks("rm -f /boot/grub/grub.cfg\n#     ^^^^^^^^^^^^^^^^^^^ CARO0118\n");
        check_marks("cd /etc && rm -f passwd\n#                ^^^^^^ CARO0118\n");
        check_marks("rm -f /etc/passw?\n#     ^^^^^^^^^^^ CARO0118\n");
    }

    #[test]
    fn its_look_alikes_are_ordinary() {
        check_marks("rm -f /boot/initrd.img-$version \"$root/etc/passwd\" etc/passwd /boot/grub/themes/x.png\n");
    }
}
