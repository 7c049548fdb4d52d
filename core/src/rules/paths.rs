//! What a path stands for: the whole system, a home, a system folder, a device.

use crate::flow::{Folder, Shape, State};

/// Folders that a system cannot lose, without their contents' own names.
const SYSTEM: [&str; 40] = [
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
];

/// What would be lost with a path, when that is more than the path names; `None` for an ordinary path.
pub(super) fn loss(path: &str) -> Option<String> {
    let everything = path.ends_with("/*") || path == "*" || path.ends_with("/.*");
    let trimmed = trim(path);
    Some(match trimmed {
        "" if path.starts_with('/') => "the whole system".to_owned(),
        "" => return None,
        "~" | "/root" => if everything { "everything in the home folder" } else { "the home folder" }.to_owned(),
        "." => {
            if everything || path == "." || path == "./" { "everything in the current folder" } else { return None }
                .to_owned()
        }
        ".." => "the folder above and all in it".to_owned(),
        _ => {
            let inner = trimmed.strip_prefix('/')?;
            let inner = collapse(inner);
            if SYSTEM.contains(&&*inner) {
                format!("{}`/{inner}`", if everything { "everything in " } else { "" })
            } else if let Some(user) = inner.strip_prefix("home/").or(inner.strip_prefix("Users/"))
                && !user.contains('/')
                && !user.is_empty()
            {
                format!("{}`/{inner}`, a home folder", if everything { "everything in " } else { "" })
            } else {
                return None;
            }
        }
    })
}

/// A path without what does not change which folder it is.
fn trim(path: &str) -> &str {
    if matches!(path, "*" | ".*" | "./*" | "./.*") {
        return ".";
    }
    let mut path = path;
    loop {
        let shorter = path
            .strip_suffix("/*")
            .or_else(|| path.strip_suffix("/.*"))
            .or_else(|| path.strip_suffix("/."))
            .or_else(|| path.strip_suffix('/'));
        match shorter {
            Some(shorter) => path = shorter,
            None => return path,
        }
    }
}

fn collapse(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty() && *it != ".").collect();
    parts.join("/")
}

/// A relative path seen from the folder that a `cd` led to.
pub(super) fn from_folder(shape: &Shape, state: &State) -> Vec<Shape> {
    let relative = !(shape.text.starts_with(['/', '~']) || shape.open && shape.text.is_empty());
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
        ] {
            assert!(loss(path).is_some(), "{path}");
        }
        for path in
            ["build", "./build", "/tmp/x", "/tmp/*", "/etc/myapp", "~/x", "/home/ann/x", "../x", "", "/srv/app/*", "a*"]
        {
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
