//! What a path stands for: the whole system, a home, a system folder, a device.

use crate::flow::{Folder, Shape, State};

/// Folders that a system cannot lose, without their contents' own names.
const SYSTEM: [&str; 54] = [
    "bin",
    "boot",
    "dev",
    "etc",
    "lib",
    "lib32",
    "lib64",
    "opt",
    "proc",
    "run",
    "sbin",
    "srv",
    "sys",
    "usr",
    "var",
    "usr/bin",
    "usr/lib",
    "usr/lib64",
    "usr/local",
    "usr/local/bin",
    "usr/local/lib",
    "usr/sbin",
    "usr/share",
    "usr/include",
    "var/lib",
    "var/log",
    "var/spool",
    "var/www",
    "mnt",
    "media",
    "System",
    "Library",
    "Applications",
    "Volumes",
    "Users",
    "home",
    "private",
    "etc/ssh",
    "nix",
    "snap",
    "efi",
    "boot/efi",
    "boot/grub",
    "usr/libexec",
    "usr/lib32",
    "usr/local/sbin",
    "usr/local/share",
    "etc/pam.d",
    "var/spool/cron",
    "var/mail",
    "mnt/c",
    "mnt/c/Windows",
    "mnt/c/Users",
    "nix/store",
];

/// What would be lost with a path, when that is more than the path names; `None` for an ordinary path.
pub(super) fn loss(path: &str) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    let (folder, everything) = reach(path);
    // Enough steps up lead to the root, wherever this is.
    let below = folder.trim_start_matches("../");
    let up = (folder.len() - below.len()) / 3;
    if up >= 4 && !below.is_empty() && below != ".." {
        return loss(&format!("/{below}"));
    }
    let all = if everything { "everything in " } else { "" };
    Some(match &*folder {
        "/" => "the whole system".to_owned(),
        "~" | "/root" => format!("{all}the home folder"),
        "." => "everything in the current folder".to_owned(),
        _ if folder.split('/').all(|it| it == "..") => "the folder above and all in it".to_owned(),
        _ if folder.starts_with('~') && !folder.contains('/') => format!("{all}`{folder}`, a home folder"),
        _ => {
            let inner = folder.strip_prefix('/')?;
            if SYSTEM.contains(&inner) {
                format!("{all}`/{inner}`")
            } else if let Some(user) = inner.strip_prefix("home/").or(inner.strip_prefix("Users/"))
                && !user.contains('/')
                && user != "Shared"
            {
                format!("{all}`/{inner}`, a home folder")
            } else if is_glob(inner) && SYSTEM.iter().any(|it| !it.contains('/') && matches_glob(it, inner)) {
                format!("system folders (`{folder}`)")
            } else {
                return None;
            }
        }
    })
}

/// The folder that a path is, without `.`, `..` and doubled `/` as far as that can be told, and whether the path means
/// everything in it.
pub(super) fn reach(path: &str) -> (String, bool) {
    let mut parts: Vec<&str> = Vec::new();
    let rooted = path.starts_with('/');
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                None if rooted => {}
                None | Some(&"..") => parts.push(part),
                // The homes lie beside each other.
                Some(&"~") => parts = vec!["", "home"],
                Some(_) => {
                    parts.pop();
                }
            },
            _ => parts.push(part),
        }
    }
    let mut everything = false;
    while parts.last().is_some_and(|it| means_all(it)) {
        parts.pop();
        everything = true;
    }
    let joined = parts.join("/");
    let folder = match (rooted, joined.is_empty()) {
        // A file that is called `~`.
        (false, false) if joined.starts_with('~') && !path.starts_with('~') => format!("./{joined}"),
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    };
    (folder, everything)
}

/// Whether a pattern matches every name in a folder, or every hidden one.
pub(super) fn means_all(part: &str) -> bool {
    matches!(part, "*" | "**" | ".*" | "?*" | "*?" | "*.*" | ".[!.]*" | ".[^.]*" | "..?*" | ".??*" | "[!.]*" | "[^.]*")
}

/// Whether a path has a sign that the shell replaces by names.
pub(super) fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// Whether a name matches a pattern of `*`, `?` and `[…]`; any letter is taken to be in the brackets.
pub(super) fn matches_glob(name: &str, pattern: &str) -> bool {
    let (name, pattern): (Vec<char>, Vec<char>) = (name.chars().collect(), pattern.chars().collect());
    if pattern.len() > 64 {
        return false;
    }
    // Which positions of the name are reached.
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let mut next = vec![false; name.len() + 1];
        match pattern[at] {
            '*' => {
                let mut on = false;
                for (from, to) in reached.iter().zip(&mut next) {
                    on |= *from;
                    *to = on;
                }
            }
            sign => {
                let close = pattern[at..].iter().position(|it| *it == ']').filter(|_| sign == '[');
                at += close.unwrap_or(0);
                for (from, letter) in name.iter().enumerate() {
                    next[from + 1] = reached[from] && (sign == '?' || close.is_some() || *letter == sign);
                }
            }
        }
        reached = next;
        at += 1;
    }
    reached[name.len()]
}

/// Whether a path lies where anybody puts what nobody needs to keep.
pub(super) fn is_temporary(path: &str) -> bool {
    ["/tmp/", "/var/tmp/", "/dev/shm/", "/run/user/", "/private/tmp/"].iter().any(|it| path.starts_with(it))
}

/// Folders where everyone may put files.
pub(super) const OPEN: [&str; 3] = ["/tmp/", "/var/tmp/", "/dev/shm/"];

/// Whether a path lies in a folder where everyone may put files.
pub(super) fn is_open(path: &str) -> bool {
    OPEN.iter().any(|it| path.starts_with(it))
}

/// A relative path seen from the folder that a `cd` led to.
pub(super) fn from_folder(shape: &Shape, state: &State) -> Vec<Shape> {
    let relative = !(shape.text.starts_with(['/', '~']) || shape.text.is_empty());
    let entered = match &state.folder {
        Folder::Entered(value, _) => Some(value),
        Folder::Unsure(_) => state.entered.as_ref(),
        Folder::Start => None,
    };
    match entered {
        Some(value) if relative => {
            let folders = value.shapes.iter();
            let joined = folders.map(|it| match it.text() {
                Some(folder) => {
                    let text = if shape.text.starts_with("..") {
                        format!("{folder}/{}", shape.text)
                    } else {
                        format!("{}/{}", folder.trim_end_matches('/'), shape.text.trim_start_matches("./"))
                    };
                    Shape {
                        text: text.into(),
                        open: shape.open,
                        empty: shape.empty.clone().or_else(|| it.empty.clone()),
                    }
                }
                None => Shape { text: "".into(), open: true, empty: None },
            });
            joined.collect()
        }
        _ => vec![shape.clone()],
    }
}

/// Whether a path names a disk, a partition or a volume, also where only its start is known.
pub(super) fn is_block_device(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/dev/") else { return false };
    let letters = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|it| it.is_empty() || it.starts_with(|it: char| it.is_ascii_lowercase()))
    };
    let digits = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|it| it.is_empty() || it.starts_with(|it: char| it.is_ascii_digit()))
    };
    letters("sd")
        || letters("hd")
        || letters("vd")
        || letters("xvd")
        || digits("nvme")
        || digits("mmcblk")
        || digits("md")
        || digits("dm-")
        || digits("disk")
        || digits("rdisk")
        || name.starts_with("disk/by-")
        || name.starts_with("mapper/")
        || digits("nbd")
        || digits("pmem")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precious_paths_are_known_in_every_spelling() {
        for path in [
            "/",
            "/*",
            "//",
            "/.",
            "/etc",
            "/etc/",
            "/usr/*",
            "~",
            "~/",
            "~/*",
            "/home/ann",
            "*",
            ".",
            "..",
            "../*",
            "./*",
            "/./etc",
            "/srv/../etc/",
            "~/..",
            "~root",
            "../..",
            "build/..",
            "/e*",
            "/u?r/",
            "/home/*/",
            "~/.[!.]*",
            "./**",
            "./../../../../../../etc",
        ] {
            assert!(loss(path).is_some(), "{path}");
        }
        for path in [
            "build",
            "./build",
            "/tmp/x",
            "/tmp/*",
            "/etc/myapp",
            "~/x",
            "/home/ann/x",
            "../x",
            "",
            "/srv/app/*",
            "a*",
            "/tmp*",
            "./~",
            "../../../../x",
            "/srv/app/../x",
        ] {
            assert!(loss(path).is_none(), "{path}: {:?}", loss(path));
        }
    }

    #[test]
    fn devices_are_told_from_what_only_looks_like_one() {
        for path in [
            "/dev/sda",
            "/dev/sda1",
            "/dev/nvme0n1p2",
            "/dev/mapper/vg-root",
            "/dev/disk/by-id/x",
            "/dev/disk2",
            "/dev/sd",
        ] {
            assert!(is_block_device(path), "{path}");
        }
        for path in ["/dev/null", "/dev/loop0", "/dev/stdout", "/dev/shm/x", "/dev/tty1", "/tmp/sda", "/dev/dvd"] {
            assert!(!is_block_device(path), "{path}");
        }
    }
}
