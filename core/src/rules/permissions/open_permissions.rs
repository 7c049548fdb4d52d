//! CARO0301: permissions opened to everyone.

use super::modes::{self, Closed};
use super::{readable_secret, trees};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Lets every user and every process on the machine change these files.
    ///
    /// Mode `777` on a tree makes each program in it a door: whoever can write a file decides what others run.
    /// One file is a caution, a whole tree or a file of the system a danger.
    ///
    /// To decide: Who has to write here, and can one group hold them all?
    ///
    /// ```sh bad
    /// chmod -R 777 /var/www
    /// ```
    /// ```sh fixed
    /// chmod -R u=rwX,go=rX /var/www
    /// ```
    /// ```sh bad
    /// sudo chmod a+rwx -R .
    /// ```
    /// ```sh fixed
    /// sudo chmod u+rwx,go+rx -R .
    /// ```
    /// ```sh bad
    /// chmod 0777 upload.sh
    /// ```
    /// ```sh fixed
    /// chmod 0755 upload.sh
    /// ```
    /// ```sh bad
    /// find /srv/share -exec chmod 777 {} \;
    /// ```
    /// ```sh bad
    /// mkdir -m 777 /srv/drop
    /// ```
    /// ```sh fixed
    /// mkdir -m 1777 /srv/drop
    /// ```
    /// ```sh good
    /// chmod -R u=rwX,go=rX /var/www
    /// ```
    /// ```sh good
    /// chmod 755 bin/tool
    /// ```
    /// ```sh good
    /// chmod 1777 /tmp/shared
    /// ```
    /// ```sh good
    /// install -d -m 1777 "$chroot/tmp"
    /// ```
    "CARO0301" "open-permissions",
    Danger,
    Check::Command { programs: &["chmod", "gchmod", "mkdir", "gmkdir", "install", "ginstall"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if !matches!(command.program.as_deref(), Some("chmod" | "gchmod")) {
        return check_new(command, sink);
    }
    let Some(chmod) = modes::chmod(command, sink) else { return };
    let Some(mode) = chmod.modes.iter().find(|it| modes::opens(it)) else { return };
    let texts: Vec<String> =
        chmod.files.iter().flat_map(|it| sink.value(it).texts().map(str::to_owned).collect::<Vec<_>>()).collect();
    // These are open on every system.
    let stream = |it: &String| {
        matches!(
            &**it,
            "/dev/null" | "/dev/zero" | "/dev/full" | "/dev/random" | "/dev/urandom" | "/dev/tty" | "/dev/ptmx"
        )
    };
    if !texts.is_empty() && texts.iter().all(stream) {
        return;
    }
    let socket = texts
        .iter()
        .find(|it| it.ends_with("docker.sock") || it.ends_with("containerd.sock") || it.ends_with("podman.sock"));
    if let Some(socket) = socket {
        sink.report(chmod.span, format!("lets every user on the machine become root through `{socket}`"));
        let written =
            command.operands().next().filter(|it| matches!(it.literal(), Some("666" | "0666" | "777" | "0777")));
        let edits = written.map(|it| edits::reworded(it, "660")).unwrap_or_default();
        sink.choice("Let only its owner and its group use it", edits);
        return;
    }
    let system = texts.iter().any(|it| {
        trees::is_system_file(it)
            || trees::kind(&trees::plain(it)).is_some()
            || it.starts_with("/dev/sd")
            || it.starts_with("/dev/nvme")
    });
    let named = |it: &str| it.to_ascii_lowercase().contains("tmp") || it.to_ascii_lowercase().contains("temp");
    let temporary = if texts.is_empty() {
        !chmod.files.is_empty() && chmod.files.iter().all(|it| named(sink.text(it.span)))
    } else {
        texts.iter().all(|it| trees::is_temporary(it))
    };
    let what = if chmod.many { "all files in there" } else { "this" };
    let raw = sink.report(chmod.span, format!("`{mode}` lets every user on the machine change {what}"));
    if !chmod.many && !system || temporary {
        raw.level(Level::Caution);
    }
    // What set the mode of a shared folder or of the system meant something else, and nothing says what.
    if temporary_folder(&texts) {
        if let Some(word) = command.operands().next().filter(|it| it.literal() == Some("777")) {
            sink.choice("Let everyone add files, and only owners delete theirs", edits::reworded(word, "1777"));
        }
    } else if !system {
        let secret = texts.iter().any(|it| readable_secret::secret(it, chmod.recursive).is_some());
        offer(command, mode, if secret { &SECRET } else { &OPEN }, chmod.recursive, sink);
    }
}

const OPEN: [(Closed, &str); 3] = [
    (Closed::OwnerWrites, "Let everyone read, and only the owner change"),
    (Closed::GroupWrites, "Let everyone read, and the owner and the group change"),
    (Closed::GroupReads, "Let the owner change, the group read, and keep others out"),
];

const SECRET: [(Closed, &str); 1] = [(Closed::OwnerReads, "Keep everyone but the owner out")];

/// Offers modes that give less, where the mode is written in one word.
fn offer(command: &Command, mode: &str, offers: &[(Closed, &str)], recursive: bool, sink: &mut Sink<'_>) {
    let flag = command.flag_value('m', "mode");
    let Some(word) = flag.or_else(|| command.operands().next()).filter(|it| it.literal() == Some(mode)) else { return };
    // Who starts it and as whom is another decision.
    if modes::sets_id(mode).0 {
        return;
    }
    let mut known: Vec<String> = Vec::new();
    for (to, title) in offers {
        let less = modes::closed(mode, *to, recursive).filter(|it| !modes::opens(it) && !known.contains(it));
        if let Some(less) = less {
            sink.choice(title, edits::reworded(word, &less));
            known.push(less);
        }
    }
}

/// Whether folders for everyone's temporary files are meant.
fn temporary_folder(texts: &[String]) -> bool {
    let is_one = |it: &String| matches!(&*trees::plain(it), "/tmp" | "/var/tmp" | "/dev/shm");
    !texts.is_empty() && texts.iter().all(is_one)
}

/// `mkdir -m 777`, `install -m 666`.
fn check_new(command: &Command, sink: &mut Sink<'_>) {
    let Some(word) = command.flag_value('m', "mode").cloned() else { return };
    if let Some(mode) = sink.possible(&word, modes::opens) {
        let span = word.span;
        sink.report(span, format!("`{mode}` lets every user on the machine change this")).level(Level::Caution);
        let folder =
            matches!(command.program.as_deref(), Some("mkdir" | "gmkdir")) || command.has_flag('d', "directory");
        if folder && matches!(&*mode, "777" | "0777") {
            sink.choice("Let everyone add files, and only owners delete theirs", edits::reworded(&word, "1777"));
        }
        offer(command, &mode, &OPEN[..2], false, sink);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn modes_are_read_not_compared() {
        for mode in ["777", "0777", "a+rwx", "o+w", "ugo=rwx", "666", "757", "u+x,o+w", "=777"] {
            check_marks(&format!("chmod -R {mode} x\n#mark 0 9 {} CARO0301\n", 9 + mode.len()));
        }
        for mode in ["755", "u+w", "g+w", "o-w", "+x", "1777", "a+rX", "go=", "+t", "-w"] {
            check_marks(&format!("chmod -R {mode} x\n"));
        }
    }

    #[test]
    fn the_mode_may_come_from_anywhere() {
        check_marks("M=777\nT=/\nchmod -R $M $T\n#        ^^ CARO0301\n");
        check_marks("find . -type f -print0 | xargs -0 chmod o+w\n#mark 0 40 43 CARO0301\n");
        check_marks("sudo sh -c 'chmod 666 /var/run/docker.sock'\n#                 ^^^ CARO0301\n");
        check_marks("chmod 666 /dev/null\nchmod --reference=a b\ninstall -m 755 a b\n");
    }

    #[test]
    fn less_is_offered_in_the_form_that_was_written() {
        assert_eq!(offered("chmod -R o+w data"), ["chmod -R g+w data"]);
        assert_eq!(
            offered("bash -c \"chmod 0777 x\""),
            ["bash -c \"chmod 0755 x\"", "bash -c \"chmod 0775 x\"", "bash -c \"chmod 0750 x\""]
        );
        assert_eq!(offered("chmod 777 /tmp"), ["chmod 1777 /tmp"]);
        assert_eq!(offered("chmod 777 ~/.ssh/id_rsa"), ["chmod 700 ~/.ssh/id_rsa"]);
        assert_eq!(offered("chmod 666 /var/run/docker.sock"), ["chmod 660 /var/run/docker.sock"]);
        assert!(offered("M=777; chmod $M x").is_empty());
        assert!(offered("chmod -R 777 /usr").is_empty());
    }
}
