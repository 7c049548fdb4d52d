//! CARO0310: the files that say who is who are written by hand.

use super::{lines, trees};
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink};

rule! {
    /// Writes the files that say who is who: a second root, a user without a password, or nobody who can log in.
    ///
    /// `useradd`, `usermod` and `groupadd` lock these files and check what they write.
    ///
    /// To decide: Can `useradd`, `usermod` or `groupadd` write this line, and should this user log in at all?
    ///
    /// ```sh bad
    /// echo 'sys2::0:0::/root:/bin/bash' >> /etc/passwd
    /// ```
    /// ```sh bad
    /// echo "app:x:1001:" | sudo tee -a /etc/group
    /// ```
    /// ```sh bad
    /// sed -i 's/^root:[^:]*:/root::/' /etc/shadow
    /// ```
    /// ```sh good
    /// getent passwd root
    /// ```
    /// ```sh good
    /// awk -F: '$3 == 0' /etc/passwd
    /// ```
    /// ```sh good
    /// echo 'app:x:1001:1001::/:/bin/false' >> "$rootfs/etc/passwd"
    /// ```
    "CARO0310" "account-files",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    // What empties them is 0102's.
    let in_place = act.kind == ActKind::Changes && act.span == act.path.span;
    if !in_place && act.kind != ActKind::Appends {
        return;
    }
    if in_place
        && !matches!(act.command.and_then(|it| it.program.as_deref()), Some("sed" | "gsed" | "perl" | "ed" | "ex"))
    {
        return;
    }
    let is_one =
        |it: &str| matches!(it, "/etc/passwd" | "/etc/shadow" | "/etc/group" | "/etc/gshadow" | "/etc/master.passwd");
    let Some(path) = trees::sure(act.path, sink).into_iter().find(|it| is_one(it)) else { return };
    let text = lines::written(act, sink);
    let accounts = path == "/etc/passwd" || path == "/etc/master.passwd";
    let field = |line: &str, at: usize| line.trim_matches(['"', '\'']).split(':').nth(at).map(str::to_owned);
    let full = |line: &&str| line.matches(':').count() >= 3;
    let root = accounts && text.lines().filter(full).any(|it| field(it, 2).as_deref() == Some("0"));
    let free = path != "/etc/group"
        && path != "/etc/gshadow"
        && text
            .lines()
            .any(|it| it.matches(':').count() >= 2 && field(it, 1).as_deref() == Some("") && !it.contains("[^"));
    if root {
        sink.report(act.span, format!("adds a user to `{path}` who is root under another name"));
    } else if free {
        sink.report(act.span, format!("lets a user of `{path}` log in without a password"));
    } else {
        let message = format!("writes `{path}` by hand: nothing checks the line, and a broken file lets nobody in");
        sink.report(act.span, message).level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn lines_are_read() {
        check_marks("cat <<E >> /etc/passwd\nbob:x:0:0::/root:/bin/sh\nE\n#mark 0 8 22 CARO0310\n");
        check_marks(
            "echo \"$u:x:$id:$id::/h:/bin/sh\" >> /etc/passwd\n#                               ^^^^^^^^^^^^^^ CARO0310\n",
        );
        check_marks("sed -i '/^bob:/d' /etc/shadow\n#                 ^^^^^^^^^^^ CARO0310\n");
        check_marks(
            "cp -p /etc/passwd backup/\ncut -d: -f1 < /etc/passwd\nsed -n 1p /etc/passwd\nchmod 644 /etc/passwd\nsed -i 1d root/etc/passwd\n",
        );
    }
}
