//! Which folders belong to the system or to somebody else, and where a word reaches one of them.

use crate::flow::{Empty, Folder, Place};
use crate::rules::{Level, Sink, edits, paths};
use crate::script::Word;
use std::sync::Arc;

/// A folder that a word reaches.
pub(super) struct Tree {
    /// The path.
    pub(super) path: String,
    /// Whose it is.
    pub(super) kind: Kind,
    /// The variable that has to be empty for it.
    pub(super) empty: Option<Arc<Empty>>,
}

/// Whose a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A user's home.
    Home,
    /// Made for what is added to the system: `/opt`, `/srv`.
    Added,
    /// Without its modes and owners the system does not work.
    System,
}

/// Variables that are empty when the system itself is meant, by an old agreement of those who make packages.
const STAGES: [&str; 6] = ["DESTDIR", "pkgdir", "PKGDIR", "RPM_BUILD_ROOT", "BUILDROOT", "STAGING_DIR"];

/// The worst folder of the system or of another user that a word can name.
pub(super) fn reached(word: &Word, sink: &Sink<'_>) -> Option<Tree> {
    let value = sink.value(word);
    let shapes = value.shapes.iter().flat_map(|it| paths::from_folder(it, sink.state()));
    shapes
        .filter(|it| !it.empty.as_ref().is_some_and(|it| STAGES.contains(&it.name.trim_matches(['$', '{', '}']))))
        .filter_map(|it| {
            let path = plain(it.text()?);
            Some(Tree { kind: kind(&path)?, path, empty: it.empty.clone() })
        })
        .max_by_key(|it| (it.kind, it.empty.is_none()))
}

/// The texts that a word can be, without those for which a variable has to be empty.
pub(super) fn sure(word: &Word, sink: &Sink<'_>) -> Vec<String> {
    let shapes = sink.value(word).shapes;
    shapes.iter().filter(|it| it.empty.is_none()).filter_map(|it| it.text()).map(plain).collect()
}

/// Where a `cd` failed, when a word means the folder that it should have led to.
pub(super) fn unsure(word: &Word, sink: &Sink<'_>) -> Option<Place> {
    let here = sink.value(word).texts().any(|it| matches!(it, "." | "./" | "*" | "./*"));
    match sink.state().folder {
        Folder::Unsure(place) if here => Some(place),
        _ => None,
    }
}

impl Tree {
    /// Reports what happens to the tree that `word` names, and the way out where a variable has to be empty for it.
    pub(super) fn report(&self, word: &Word, level: Level, message: String, sink: &mut Sink<'_>) {
        let raw = sink.report(word.span, message);
        raw.level(level);
        let Some(empty) = &self.empty else { return };
        if let Some(place) = empty.place {
            raw.related(place, format!("`{}` gets its value here", empty.name));
        }
        // `$DESTDIR/usr` may be meant to be the system; `$DIR/` is not.
        if self.path == "/" {
            sink.stop_when_empty(word);
        } else {
            let edits = edits::stop_when_empty(word, sink).unwrap_or_default();
            sink.choice("Stop when the variable is empty", edits);
        }
    }

    /// How it is said: `/etc`, or "the whole system when `$D` is empty: …".
    pub(super) fn said(&self) -> String {
        let what = if self.path == "/" { "the whole system".to_owned() } else { format!("`{}`", self.path) };
        match &self.empty {
            Some(empty) => format!("{what} when {}", empty.when()),
            None => what,
        }
    }
}

/// A path without what does not change which folder it is.
pub(super) fn plain(path: &str) -> String {
    let mut path = path;
    while let Some(shorter) = path.strip_suffix("/*").or(path.strip_suffix("/.*")).or(path.strip_suffix("/.")) {
        path = if shorter.is_empty() { "/" } else { shorter };
        if path == "/" {
            break;
        }
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|it| !it.is_empty() && *it != ".") {
        if part == ".." && parts.last().is_some_and(|it| *it != "..") {
            parts.pop();
        } else if part != ".." || !path.starts_with('/') {
            parts.push(part);
        }
    }
    let joined = parts.join("/");
    if path.starts_with('/') { format!("/{joined}") } else { joined }
}

/// Whose folder a path is; `None` for an ordinary one.
pub(super) fn kind(path: &str) -> Option<Kind> {
    Some(match path {
        "/" | "/bin" | "/boot" | "/dev" | "/etc" | "/lib" | "/lib32" | "/lib64" | "/proc" | "/run" | "/sbin"
        | "/sys" | "/usr" | "/var" | "/usr/bin" | "/usr/lib" | "/usr/lib64" | "/usr/sbin" | "/usr/share"
        | "/usr/libexec" | "/usr/include" | "/var/lib" | "/etc/ssh" | "/etc/ssl" | "/etc/sudoers.d" | "/etc/pam.d"
        | "/etc/systemd" | "/etc/cron.d" | "/lib/systemd" | "/usr/lib/systemd" | "/lib/modules" | "/var/lib/dpkg"
        | "/var/lib/rpm" | "/home" | "/System" | "/Library" | "/private" | "/private/etc" | "/private/var"
        | "/Users" | "/nix" | "/nix/store" | "/var/spool" | "/var/mail" | "/var/spool/cron" => Kind::System,
        "/opt" | "/srv" | "/mnt" | "/media" | "/usr/local" | "/usr/local/bin" | "/usr/local/lib"
        | "/usr/local/share" | "/var/log" | "/Applications" | "/Volumes" | "/snap" | "/usr/src" | "/var/cache" => {
            Kind::Added
        }
        "~" | "/root" => Kind::Home,
        _ => {
            let user = path.strip_prefix("/home/").or(path.strip_prefix("/Users/")).or(path.strip_prefix('~'))?;
            return (!user.contains('/') && !user.is_empty() && user != "Shared").then_some(Kind::Home);
        }
    })
}

/// Whether a path lies where only the system's own files are.
pub(super) fn is_system_file(path: &str) -> bool {
    let system =
        ["/etc/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/boot/", "/usr/bin/", "/usr/sbin/", "/usr/lib/", "/root/"];
    system.iter().any(|it| path.starts_with(it)) || path.starts_with("/proc/") || path.starts_with("/sys/")
}

/// Whether a path lies in a folder for temporary files.
pub(super) fn is_temporary(path: &str) -> bool {
    ["/tmp/", "/var/tmp/", "/dev/shm/", "/private/tmp/"].iter().any(|it| path.starts_with(it))
}
