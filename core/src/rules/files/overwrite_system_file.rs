//! CARO0102: a command empties a file that the system needs.

use super::{deletes, precious};
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Word};

rule! {
    /// Empties a file that the system needs to start or to let anyone in.
    ///
    /// `>` and `tee` cut the file to nothing before the command writes its first byte. Accounts, sudo rules, mounts and boot
    /// files are lost even when the command then fails.
    ///
    /// To decide: Is the text a whole new version of the file? Then write it to a new file, look at it, and move that into place.
    ///
    /// ```sh bad
    /// echo "$user:x:1001:1001::/home/$user:/bin/sh" > /etc/passwd
    /// ```
    /// ```sh bad
    /// echo "$device /srv ext4 defaults 0 2" > /etc/fstab
    /// ```
    /// ```sh fixed
    /// echo "$device /srv ext4 defaults 0 2" >> /etc/fstab
    /// ```
    /// ```sh bad
    /// { date; uname -a; } >/boot/grub/grub.cfg
    /// ```
    /// ```sh bad
    /// sudo truncate -s 0 /etc/shadow
    /// ```
    /// ```sh good
    /// cp fstab.new /etc/fstab
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
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let program = act.command.filter(|it| act.span == act.path.span || it.operands().any(|it| it.span == act.span));
    let program = program.and_then(|it| it.program.as_deref()).unwrap_or_default();
    let empties = match act.kind {
        ActKind::Overwrites => {
            act.command.is_none_or(|it| !copies(program) || !program.ends_with("ln") && takes_nothing(it))
        }
        ActKind::Changes => act.command.is_some_and(|it| cuts_all(it, program)),
        _ => false,
    };
    // These print the whole new file.
    let whole = matches!(program_of(act), "grub-mkconfig" | "grub2-mkconfig" | "genfstab");
    if !empties || whole || deletes::is_package_script(sink.chunk()) {
        return;
    }
    let found = deletes::sure_paths(act.path, sink);
    let Some(path) = found.iter().map(|it| paths::reach(it).0).find(|it| precious::is_needed(it)) else { return };
    let copy = program_of(act) == "cat"
        && act.command.is_some_and(|it| it.operands().any(|it| it.literal() != Some("/dev/null")));
    if copy && precious::is_kernel(&path) {
        return;
    }
    let raw = sink.report(act.span, format!("empties `{path}`, which the system needs"));
    // A whole new version is written by who sets a system up.
    let lines = act.contents.as_ref().and_then(|it| it.text()).map_or(0, |it| it.lines().count());
    let heredoc = act.command.and_then(|it| it.redirects.iter().find_map(|it| it.body.as_ref())).is_some();
    if (lines > 2 || heredoc) && !ACCOUNTS.contains(&&*path) || copy {
        raw.level(Level::Caution);
    }
    // A line in the files of accounts is nothing that a script should write.
    if !ACCOUNTS.contains(&&*path) {
        offer_append(act, sink);
    }
}

/// Offers to add to a file: `>>`, `tee -a`.
fn offer_append(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let Some(command) = act.command.filter(|_| act.kind == ActKind::Overwrites) else { return };
    if let Some(edits) = edits::appending(command, act.span, sink) {
        sink.choice("Add to the file, and keep what it holds", edits);
    }
}

fn program_of<'a>(act: &FileAct<'a>) -> &'a str {
    act.command.and_then(|it| it.program.as_deref()).unwrap_or_default()
}

const ACCOUNTS: [&str; 5] = ["/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/sudoers"];

/// Whether a program puts another file in place, which is how a new version should come.
fn copies(program: &str) -> bool {
    matches!(program, "cp" | "gcp" | "mv" | "gmv" | "install" | "ginstall" | "rsync" | "scp" | "ln" | "gln" | "patch")
}

/// `cp /dev/null x`, `install /dev/null x`.
fn takes_nothing(command: &Command) -> bool {
    command.operands().next().and_then(Word::literal) == Some("/dev/null")
}

/// `truncate -s 0`, `sed -i d`.
fn cuts_all(command: &Command, program: &str) -> bool {
    let first = command.operands().next().and_then(Word::literal);
    match program {
        "truncate" | "gtruncate" => {
            command.flag_value('s', "size").and_then(Word::literal).is_some_and(|it| it.trim_matches('0').is_empty())
        }
        "sed" | "gsed" => {
            let script = command.flag_value('e', "expression").and_then(Word::literal).or(first);
            matches!(script.map(str::trim), Some("d" | "1,$d" | "1,$ d" | "/.*/d" | "/^/d" | "Q" | "1Q" | "1d;d"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_operator_that_truncates_counts() {
        check_marks("true >| /etc/shadow\n#    ^^^^^^^^^^^^^^ CARO0102\n");
        check_marks("f=/etc/sudoers\ndate &> \"$f\"\n#    ^^^^^^^ CARO0102\n");
        check_marks("date | sudo tee /etc/fstab\n#               ^^^^^^^^^^ CARO0102\n");
        check_marks("cp /dev/null /etc/group\n#            ^^^^^^^^^^ CARO0102\n");
        check_marks("dd if=/dev/zero of=/etc/passwd count=1\n#                  ^^^^^^^^^^^ CARO0102\n");
        check_marks("sed -i d /etc/crypttab\n#        ^^^^^^^^^^^^^ CARO0102\n");
        check_marks("cd /etc && : > passwd\n#            ^^^^^^^^ CARO0102\n");
        check_marks("date | tee -a /etc/fstab\nsed -i s/a/b/ /etc/fstab\ncp a /etc/sudoers\n> /etc/pam.d/myapp\n");
        check_marks("date > /etc/passwd.new\ndate 2>/dev/null >>/var/log/syslog\n");
    }
}
