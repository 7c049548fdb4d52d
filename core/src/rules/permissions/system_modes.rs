//! CARO0303: the modes of the system's own folders are changed.

use super::modes;
use super::trees::{self, Kind};
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Changes the modes of the system's own folders: programs no longer start, or keys can be read by all.
    ///
    /// Every file of the system has the mode it needs, and nothing remembers them. `sudo`, `ssh` and `su` refuse to work
    /// behind it. A path can also become `/` when a variable is empty.
    ///
    /// To decide: Which files of your own under this path need another mode, and can they be named one by one?
    ///
    /// ```sh bad
    /// chmod -R 644 /etc
    /// ```
    /// ```sh bad
    /// DIR=$1
    /// chmod -R 755 "$DIR/"
    /// ```
    /// ```sh fixed
    /// DIR=$1
    /// chmod -R 755 "${DIR:?}/"
    /// ```
    /// ```sh bad
    /// sudo chmod -x /bin/chmod
    /// ```
    /// ```sh good
    /// chmod -R 755 ./bin
    /// ```
    /// ```sh good
    /// chmod -R go-w /usr/local/lib/site
    /// ```
    /// ```sh good
    /// chmod 755 /usr/local/bin/tool /opt
    /// ```
    /// ```sh good
    /// DIR=${1:?}
    /// chmod -R 755 "$DIR/"
    /// ```
    "CARO0303" "system-modes",
    Danger,
    Check::Command { programs: &["chmod", "gchmod"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(chmod) = modes::chmod(command, sink) else { return };
    // 0301 speaks of these.
    if chmod.modes.iter().any(|it| modes::opens(it)) || command.is_wrapped_by("fakeroot") {
        return;
    }
    let tightens = !chmod.modes.is_empty() && chmod.modes.iter().all(|it| modes::only_tightens(it));
    // `600` for a tree is meant for its files.
    let locks = chmod
        .modes
        .iter()
        .any(|it| it.trim_start_matches('0').len() == 3 && it.trim_start_matches('0').starts_with(['2', '4', '6']));
    for word in &chmod.files {
        if chmod.recursive {
            if !tightens {
                check_tree(word, locks, sink);
            }
        } else if let Some(message) = chmod.modes.iter().find_map(|it| taken(it, word, sink)) {
            sink.report(word.span, message);
        }
    }
}

fn check_tree(word: &Word, locks: bool, sink: &mut Sink<'_>) {
    let span = word.span;
    if let Some(tree) = trees::reached(word, sink) {
        match tree.kind {
            Kind::System => {
                let message = format!("changes the modes of all files of {}", tree.said());
                tree.report(word, Level::Danger, message, sink);
            }
            Kind::Added if matches!(&*tree.path, "/var/log" | "/var/cache") => {
                sink.report(span, format!("changes the modes of all files of {}", tree.said())).level(Level::Caution);
            }
            Kind::Home if locks && tree.empty.is_none() => {
                let message = format!("takes the right to enter off every folder of {}", tree.said());
                sink.report(span, message).level(Level::Caution);
            }
            _ => {}
        }
    } else if let Some(place) = trees::unsure(word, sink) {
        let raw = sink.report(span, "changes the modes in whatever folder this runs in when `cd` fails".to_owned());
        raw.level(Level::Caution).related(place, "where `cd` can fail, and the script goes on".to_owned());
    }
}

/// What a mode takes away that everyone needs.
fn taken(mode: &str, word: &Word, sink: &Sink<'_>) -> Option<String> {
    let shapes = sink.value(word).shapes;
    shapes.iter().filter(|it| it.empty.is_none()).filter_map(|it| it.text()).find_map(|path| {
        let all = path.ends_with("/*");
        let path = trees::plain(path);
        let name = path.rsplit('/').next().unwrap_or_default();
        let folder = matches!(
            &*path,
            "/" | "/bin"
                | "/etc"
                | "/lib"
                | "/lib64"
                | "/sbin"
                | "/usr"
                | "/usr/bin"
                | "/usr/lib"
                | "/usr/sbin"
                | "/usr/share"
                | "/var"
                | "/dev"
                | "/tmp"
                | "/var/tmp"
                | "/home"
        );
        let program = ["/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/"].iter().any(|it| path.starts_with(it))
            && matches!(
                name,
                "sh" | "bash" | "chmod" | "sudo" | "su" | "env" | "ls" | "mount" | "login" | "init" | "ssh" | "cat"
            );
        if (program || folder && (!all || path.ends_with("bin"))) && modes::denies(mode, 'x') {
            let what = if all { "the programs in " } else { "" };
            return Some(format!("takes {what}`{path}` away from everyone but its owner"));
        }
        let file = matches!(&*path, "/etc/passwd" | "/etc/group" | "/etc/nsswitch.conf" | "/etc/ld.so.cache");
        (file && modes::denies(mode, 'r')).then(|| format!("hides `{path}`, which every program needs to read"))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn trees_of_the_system() {
        check_marks("chmod -R 000 /\n#            ^ CARO0303\n");
        check_marks("cd / && chmod -R 755 .\n#                    ^ CARO0303\n");
        check_marks("chmod --recursive g+w /usr/lib/\n#                     ^^^^^^^^^ CARO0303\n");
        check_marks("chmod 600 /\n#         ^ CARO0303\n");
        check_marks("chmod a-x /usr/bin/*\n#         ^^^^^^^^^^ CARO0303\n");
        check_marks("cd \"$1\"\nchmod -R 755 .\n#            ^ CARO0303\n");
        check_marks("chmod -R 600 ~\n#            ^ CARO0303\n");
        check_marks(
            "chmod -R 755 /var/www\nchmod 700 /root\nchmod -R o-w /etc\nchmod 755 /\nchmod -x /etc/update-motd.d/*\nchmod 644 /etc/passwd\n",
        );
    }
}
