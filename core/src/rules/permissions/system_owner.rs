//! CARO0304: the system's own files, or another user's, get another owner.

use super::trees::{self, Kind};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Gives the system's files, or another user's, to somebody else.
    ///
    /// Who owns a program decides what it does; `sudo` and `ssh` refuse files of a wrong owner, and set-uid bits are lost.
    /// Nothing remembers the old owners. A path can also become `/` when a variable is empty.
    ///
    /// To decide: Which folder does this user really write to, and is it less than what is named here?
    ///
    /// ```sh bad
    /// chown -R "$USER" /usr /etc/app
    /// ```
    /// ```sh bad
    /// APP=$(sed -n s/^root=//p deploy.conf)
    /// chown -R www-data:www-data "$APP/"
    /// ```
    /// ```sh fixed
    /// APP=$(sed -n s/^root=//p deploy.conf)
    /// chown -R www-data:www-data "${APP:?}/"
    /// ```
    /// ```sh bad
    /// sudo chgrp -R staff /var/lib
    /// ```
    /// ```sh bad
    /// chown deploy /etc/shadow
    /// ```
    /// ```sh good
    /// sudo chown -R "$USER:$USER" "$HOME/.npm"
    /// ```
    /// ```sh good
    /// chown -R alice:alice /home/alice
    /// ```
    /// ```sh good
    /// chown -R www-data:www-data /var/www
    /// ```
    /// ```sh good
    /// chown root:www-data /etc/nginx/htpasswd
    /// ```
    "CARO0304" "system-owner",
    Danger,
    Check::Command { programs: &["chown", "gchown", "chgrp", "gchgrp"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.is_wrapped_by("fakeroot") {
        return;
    }
    let mut files: Vec<&Word> = command.operands().collect();
    let mut owner = None;
    if !command.has_flag('\0', "reference") {
        if files.is_empty() {
            return;
        }
        owner = Some(files.remove(0));
    }
    let text = owner.and_then(|it| sink.text_of(it));
    let user = text.as_deref().map(|it| it.split([':', '.']).next().unwrap_or_default());
    // `:group`, and `chgrp`, leave the owner.
    let root = text
        .as_deref()
        .is_some_and(|it| matches!(user, Some("root" | "0")) || it == "root" || it == ":root" || it == "wheel");
    let written = owner.map(|it| sink.text(it.span).to_owned()).unwrap_or_default();
    let recursive = command.has_flag('R', "recursive");
    for word in files {
        if !recursive {
            check_file(word, root, sink);
            continue;
        }
        let span = word.span;
        let Some(tree) = trees::reached(word, sink) else {
            if let Some(place) = trees::unsure(word, sink) {
                let raw =
                    sink.report(span, "changes the owner in whatever folder this runs in when `cd` fails".to_owned());
                raw.level(Level::Caution).related(place, "where `cd` can fail, and the script goes on".to_owned());
            } else if let Some(flag) = command.flag('L', "") {
                let without = edits::without(command, flag);
                let raw = sink.report(
                    flag.span,
                    "follows every link out of the tree, and changes the owner there too".to_owned(),
                );
                raw.level(Level::Caution);
                sink.choice("Change only what lies in the tree, and no files that links lead to", without);
            }
            continue;
        };
        // Without the name there is no owner either: `chown -R "$U" "/home/$U"`.
        let same = tree.empty.as_ref().is_some_and(|it| written.contains(it.name.trim_matches(['$', '{', '}'])));
        let own_home = tree.kind == Kind::Home && is_own(&tree.path, user, &written);
        let level = match tree.kind {
            _ if same || own_home => continue,
            Kind::System if root && tree.empty.is_none() => Level::Caution,
            Kind::System => Level::Danger,
            Kind::Added if root => continue,
            Kind::Added | Kind::Home => Level::Caution,
        };
        tree.report(word, level, format!("changes who owns all files of {}", tree.said()), sink);
    }
}

/// Whether a home is given to the one whose it is.
fn is_own(path: &str, user: Option<&str>, written: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().trim_start_matches('~');
    match user {
        Some("root" | "0") => path == "/root",
        Some(user) => path == "~" || user == name || user.is_empty() || user.bytes().all(|it| it.is_ascii_digit()),
        None => path == "~" || !written.is_empty() && path != "/root",
    }
}

/// Files that only root may own.
fn check_file(word: &Word, root: bool, sink: &mut Sink<'_>) {
    let is_roots = |it: &str| {
        let path = trees::plain(it);
        !it.ends_with("/*")
            && matches!(
                &*path,
                "/" | "/etc"
                    | "/usr"
                    | "/bin"
                    | "/sbin"
                    | "/lib"
                    | "/usr/bin"
                    | "/usr/sbin"
                    | "/usr/lib"
                    | "/boot"
                    | "/etc/passwd"
                    | "/etc/shadow"
                    | "/etc/group"
                    | "/etc/gshadow"
                    | "/etc/sudoers"
                    | "/etc/sudoers.d"
                    | "/bin/bash"
                    | "/bin/sh"
                    | "/usr/bin/sudo"
                    | "/etc/crontab"
                    | "/etc/ld.so.preload"
                    | "/etc/pam.d"
                    | "/root"
            )
    };
    if root {
        return;
    }
    if let Some(path) = sink.possible(word, |it| {
        is_roots(it) && sink.value(word).shapes.iter().any(|shape| shape.empty.is_none() && shape.text() == Some(it))
    }) {
        let span = word.span;
        sink.report(span, format!("gives `{path}` to somebody who is not root, and with it the whole system"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn trees_get_another_owner() {
        check_marks("sudo chown -R deploy:deploy /*\n#                           ^^ CARO0304\n");
        check_marks("chown --recursive 1000 /home\n#                      ^^^^^ CARO0304\n");
        check_marks("chown -R bob /home/alice\n#            ^^^^^^^^^^^ CARO0304\n");
        check_marks("sudo chown -R \"$(whoami)\" /usr/local\n#                         ^^^^^^^^^^ CARO0304\n");
        check_marks("chown -RL app ./data\n#       ^ CARO0304\n");
        check_marks("D=$1\nchown -R app \"$D\"/\n#            ^^^^^ CARO0304\n");
    }

    #[test]
    fn ordinary_owners_are_silent() {
        check_marks(
            "chown -R 1000:1000 /var/lib/app\nchown -R \"$U:$U\" \"/home/$U\"\nchown -R root:root /usr/local\nchown bob ~/x\n",
        );
        check_marks("chown -R root:root \"$DESTDIR/usr\"\n");
        check_marks(
            "fakeroot sh -c 'chown -R root:root ./pkg'\nchown -R \"$USER\" ~\nchown -R app .\nchown -R --reference=a b\n",
        );
    }

    #[test]
    fn only_a_path_that_becomes_the_root_is_surely_wrong() {
        assert_eq!(offered("D=$1; chown -R bob \"$D/\""), ["D=$1; chown -R bob \"${D:?}/\""]);
        assert_eq!(offered("chown -R bob \"$PREFIX/usr\""), ["chown -R bob \"${PREFIX:?}/usr\""]);
        assert_eq!(offered("chown -RL app ./data"), ["chown -R app ./data"]);
    }
}
