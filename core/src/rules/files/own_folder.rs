//! CARO0116: keys, passwords, mail or documents of a user are deleted.

use super::deletes::{self, DELETERS};
use super::precious;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Deletes keys, passwords or documents that nobody can make again.
    ///
    /// A lost SSH or GnuPG key cannot be made again: what it opened stays closed, what it signed cannot be renewed. Move the
    /// folder aside, or name the one file that must go.
    ///
    /// To decide: Is there another copy of these keys or documents that can be read?
    ///
    /// ```sh bad
    /// rm -rf ~/.ssh
    /// ```
    /// ```sh fixed
    /// rm -rI ~/.ssh
    /// ```
    /// ```sh bad
    /// rm -f "$HOME"/.gnupg/*
    /// ```
    /// ```sh bad
    /// rm -r /home/ann/Documents
    /// ```
    /// ```sh good
    /// rm -f ~/.ssh/known_hosts.old
    /// ```
    /// ```sh good
    /// rm -rf ~/.cache ~/.local/share/Trash/files/*
    /// ```
    /// ```sh good
    /// rm -rf "$GNUPGHOME"
    /// ```
    "CARO0116" "own-folder",
    Danger,
    Check::Command { programs: DELETERS, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(delete) = deletes::of(command, sink) else { return };
    for word in &delete.words {
        let known = deletes::sure_paths(word, sink);
        let found = known.iter().find_map(|path| {
            let whole = delete.recursive || path.ends_with('*');
            precious::own(path).filter(|_| whole).map(|it| (path, it))
        });
        if let Some((path, (level, what))) = found {
            sink.report(word.span, format!("deletes `{path}`: {what}")).level(level);
            deletes::offer_asking(command, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn homes_have_many_names() {
        check_marks("sudo rm -rf /root/.ssh\n#           ^^^^^^^^^^ CARO0116\n");
        check_marks("rm -rf ~bob/.gnupg/\n#      ^^^^^^^^^^^^ CARO0116\n");
        check_marks("cd ~ && rm -rf .ssh\n#              ^^^^ CARO0116\n");
        check_marks("rm -rf ~/{.ssh,.cache}\n#      ^^^^^^^^^^^^^^^ CARO0116\n");
    }

    #[test]
    fn the_same_names_elsewhere_are_ordinary() {
        check_marks("rm -rf \"$chroot/root/.ssh\" build/Documents src/* .config\n");
    }
}
