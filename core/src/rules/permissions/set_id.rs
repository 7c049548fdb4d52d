//! CARO0302: a program is made to run as its owner, whoever starts it.

use super::{modes, trees};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Makes a program run as its owner, whoever starts it: a shell or an interpreter then is root for everyone.
    ///
    /// Set-uid programs must be written for it. For one command, a line in sudoers says who may run it and how.
    ///
    /// To decide: Who needs which one command as root, and can a line in sudoers name it?
    ///
    /// ```sh bad
    /// cp /bin/bash /tmp/.sh && chmod u+s /tmp/.sh
    /// ```
    /// ```sh fixed
    /// cp /bin/bash /tmp/.sh && chmod u-s /tmp/.sh
    /// ```
    /// ```sh bad
    /// sudo chmod 4755 /usr/bin/find
    /// ```
    /// ```sh fixed
    /// sudo chmod 755 /usr/bin/find
    /// ```
    /// ```sh bad
    /// install -o root -m 4755 /bin/sh /usr/local/bin/rootsh
    /// ```
    /// ```sh fixed
    /// install -o root -m 755 /bin/sh /usr/local/bin/rootsh
    /// ```
    /// ```sh good
    /// chmod 2775 shared
    /// ```
    /// ```sh good
    /// chmod u-s ./helper
    /// ```
    /// ```sh good
    /// chmod 4755 /usr/bin/sudo
    /// ```
    /// ```sh good
    /// chmod 4755 "$pkgdir/usr/lib/app/chrome-sandbox"
    /// ```
    "CARO0302" "set-id",
    Danger,
    Check::Command { programs: &["chmod", "gchmod", "install", "ginstall"], run: check }
}

/// Programs that start others, read and write any file, or run what they are given.
const GIVES_ALL: [&str; 75] = [
    "sh",
    "bash",
    "dash",
    "zsh",
    "ksh",
    "mksh",
    "fish",
    "csh",
    "tcsh",
    "ash",
    "rbash",
    "busybox",
    "toybox",
    "python",
    "perl",
    "ruby",
    "node",
    "nodejs",
    "lua",
    "php",
    "tclsh",
    "java",
    "awk",
    "gawk",
    "mawk",
    "nawk",
    "sed",
    "find",
    "xargs",
    "env",
    "vim",
    "vi",
    "nvim",
    "nano",
    "emacs",
    "ed",
    "ex",
    "less",
    "more",
    "cp",
    "mv",
    "dd",
    "tee",
    "cat",
    "tar",
    "zip",
    "rsync",
    "nmap",
    "gdb",
    "strace",
    "make",
    "gcc",
    "git",
    "docker",
    "systemctl",
    "mysql",
    "screen",
    "tmux",
    "nice",
    "timeout",
    "chmod",
    "chown",
    "head",
    "tail",
    "ssh",
    "scp",
    "socat",
    "nc",
    "ncat",
    "wget",
    "curl",
    "apt",
    "apt-get",
    "pip",
    "expect",
];

/// Programs that have the bit on ordinary systems.
const USUAL: [&str; 33] = [
    "sudo",
    "su",
    "passwd",
    "mount",
    "umount",
    "ping",
    "ping6",
    "newgrp",
    "chsh",
    "chfn",
    "gpasswd",
    "fusermount",
    "fusermount3",
    "pkexec",
    "chrome-sandbox",
    "chrome_sandbox",
    "dbus-daemon-launch-helper",
    "at",
    "crontab",
    "ssh-keysign",
    "Xorg",
    "Xorg.wrap",
    "unix_chkpwd",
    "bwrap",
    "newuidmap",
    "newgidmap",
    "polkit-agent-helper-1",
    "doas",
    "traceroute",
    "mtr",
    "pppd",
    "sudoedit",
    "ntfs-3g",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    if matches!(command.program.as_deref(), Some("install" | "ginstall")) {
        let Some(mode) = command.flag_value('m', "mode") else { return };
        let Some(text) = sink.possible(mode, |it| modes::sets_id(it).0) else { return };
        if command.has_flag('d', "directory") {
            return;
        }
        let files: Vec<&Word> = command.operands().collect();
        return judge(command, mode.span, &text, &files, sink);
    }
    let Some(chmod) = modes::chmod(command, sink) else { return };
    let Some(mode) = chmod.modes.iter().find(|it| modes::sets_id(it).0 || modes::sets_id(it).1) else { return };
    let (user, _) = modes::sets_id(mode);
    // On folders the group's bit only says whose new files are.
    if !user
        && (chmod.many
            || !chmod
                .files
                .iter()
                .any(|it| sink.value(it).texts().any(|it| it.contains("bin/") && gives_all(name_of(it)))))
    {
        return;
    }
    // Who can write it decides what it does as root: 0301 says so.
    if !modes::opens(mode) {
        if user && chmod.many {
            sink.report(
                chmod.span,
                format!("`{mode}` makes all these programs act as their owner for everyone who starts them"),
            );
            offer(command, mode, sink);
            return;
        }
        judge(command, chmod.span, mode, &chmod.files, sink);
    }
}

/// Offers the mode without the bit, where it is written in one word.
fn offer(command: &Command, mode: &str, sink: &mut Sink<'_>) {
    let written = command.flag_value('m', "mode").or_else(|| command.operands().next());
    let Some(written) = written.filter(|it| it.literal() == Some(mode)) else { return };
    if let Some(without) = modes::without_id(mode) {
        let title = "Leave it with the rights of whoever starts it";
        sink.choice(title, edits::reworded(written, &without));
    }
}

fn judge(command: &Command, span: crate::Span, mode: &str, files: &[&Word], sink: &mut Sink<'_>) {
    // What `install` copies decides what the copy can do.
    let target = files.last().filter(|_| matches!(command.program.as_deref(), Some("install" | "ginstall")));
    for word in files {
        let path = path_of(word, sink);
        let name = name_of(&path).to_owned();
        if gives_all(&name) || is_shell_copy(command, &path, sink) || name.to_ascii_lowercase().contains("shell") {
            let path = target.map_or(path, |it| path_of(it, sink));
            sink.report(
                span,
                format!(
                    "`{mode}` makes `{path}` act as its owner for everyone: whoever starts it can do all that root can"
                ),
            );
            offer(command, mode, sink);
            return;
        }
        if trees::is_temporary(&path) {
            sink.report(
                span,
                format!("`{mode}` makes `{path}` act as its owner for everyone, in a folder where all may write"),
            );
            offer(command, mode, sink);
            return;
        }
    }
    let paths: Vec<String> = files.iter().filter_map(|it| sink.text_of(it)).collect();
    let staged = paths.len() < files.len();
    let usual = |it: &String| USUAL.contains(&name_of(it));
    if staged
        || paths.iter().all(usual)
        || !paths.iter().any(|it| it.starts_with('/')) && !paths.iter().any(|it| it.contains('*'))
    {
        return;
    }
    let path = &paths[0];
    sink.report(span, format!("`{mode}` makes `{path}` act as its owner for everyone who starts it"))
        .level(Level::Caution);
    offer(command, mode, sink);
}

/// A path as it is, or as it stands there; `$(which bash)` is the `bash` in it.
fn path_of(word: &Word, sink: &Sink<'_>) -> String {
    let value = sink.value(word);
    let known = value.shapes.iter().find_map(|it| it.text()).filter(|it| !it.is_empty()).map(str::to_owned);
    known.unwrap_or_else(|| {
        let written = sink.text(word.span).trim_matches(['"', '\'', '`']);
        let looked_up = ["which ", "command -v ", "type -p ", "type -P "].iter().find_map(|it| written.split_once(it));
        looked_up.map_or(written, |it| it.1.trim_end_matches([')', '"', '`'])).to_owned()
    })
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a program, of any version, can be told to do anything.
fn gives_all(name: &str) -> bool {
    let plain = name.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.' || it == '-');
    GIVES_ALL.contains(&name) || GIVES_ALL.contains(&plain)
}

/// Whether something before it in the same piece of the script copies a shell there.
fn is_shell_copy(command: &Command, path: &str, sink: &Sink<'_>) -> bool {
    let mut copied = false;
    crate::script::walk(&sink.walk.text.statements, &mut |node| {
        let crate::script::Node::Command(it) = node else { return };
        if it.span.start >= command.span.start
            || !matches!(it.program.as_deref(), Some("cp" | "gcp" | "install" | "mv" | "ln"))
        {
            return;
        }
        let texts: Vec<String> = it.operands().filter_map(|it| sink.text_of(it)).collect();
        if let [from, .., to] = &*texts {
            let inside = format!("{}/{}", to.trim_end_matches('/'), name_of(from));
            copied |= gives_all(name_of(from)) && (to == path || inside == path);
        }
    });
    copied
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn shells_and_their_copies() {
        check_marks("f() {\n cp /bin/dash \"$1\"\n chmod 4711 \"$1\"\n}\nf /opt/x\n#mark 2 7 11 CARO0302\n");
        check_marks("B=/usr/local/libexec/maint-shell\nchmod 4755 \"$B\"\n#     ^^^^ CARO0302\n");
        check_marks("chmod +s \"$(command -v bash)\"\n#     ^^ CARO0302\n");
        check_marks("chmod +s /usr/bin/python3.11\n#     ^^ CARO0302\n");
        check_marks("chmod u+s,g+s /usr/local/bin/tool\n#     ^^^^^^^ CARO0302\n");
        check_marks("find /opt -name '*.sh' -exec chmod u+s {} +\n#mark 0 35 38 CARO0302\n");
        check_marks("chmod 6755 /tmp/x\n#     ^^^^ CARO0302\n");
        check_marks(
            "chmod g+s /srv/git\nchmod -R g+s shared\nchmod u+s ./helper\nfind . -exec chmod a-s {} +\nchmod 2755 /srv/x\n",
        );
    }

    #[test]
    fn the_bit_is_left_out_and_the_rest_stays() {
        assert_eq!(offered("sudo chmod u+xs /usr/bin/find"), ["sudo chmod u+x /usr/bin/find"]);
        assert_eq!(offered("chmod +s \"$(command -v bash)\""), ["chmod -s \"$(command -v bash)\""]);
    }
}
