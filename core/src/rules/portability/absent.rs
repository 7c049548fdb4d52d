//! Flags that a program does not have on a platform, each looked up: these are claimed, and no others.

use crate::script::Flag;
use crate::target::{ONLY_LETTERS_ON_MACOS, Platform};

/// A program, letters that it does not have, and long names (or words, as those of `find`).
type Absent = (&'static str, &'static str, &'static [&'static str]);

/// On macOS, up to its version 15.
const MACOS: &[Absent] = &[
    ("cat", "AET", &["show-all", "show-ends", "show-tabs"]),
    ("chmod", "c", &["reference"]),
    ("chown", "c", &["reference", "from"]),
    ("cp", "tTu", &["target-directory", "backup", "parents", "reflink", "sparse", "attributes-only", "update"]),
    ("cut", "z", &["complement", "output-delimiter"]),
    ("date", "d", &["date", "iso-8601", "rfc-3339"]),
    ("df", "", &["total", "output"]),
    ("du", "b", &["bytes", "apparent-size", "exclude", "files0-from"]),
    ("find", "", &["printf", "fprintf", "regextype"]),
    ("grep", "PT", &["perl-regexp", "group-separator", "no-group-separator"]),
    ("hostname", "AI", &["all-ip-addresses", "all-fqdns"]),
    ("ln", "rtT", &["relative", "target-directory", "backup"]),
    ("ls", "", &["time-style", "full-time", "hide", "author", "block-size", "quoting-style", "hyperlink"]),
    ("mv", "tTu", &["target-directory", "backup", "update"]),
    ("ps", "", &["forest", "sort", "no-headers"]),
    ("readlink", "em", &[]),
    ("realpath", "ms", &["relative-to", "relative-base"]),
    ("rm", "", &["preserve-root", "no-preserve-root", "one-file-system", "interactive"]),
    ("sed", "z", &["follow-symlinks", "sandbox", "null-data"]),
    ("split", "", &["additional-suffix", "filter"]),
    ("stat", "c", &["format", "printf"]),
    ("tail", "", &["pid", "retry"]),
    ("tar", "", &["transform", "xform", "sort", "checkpoint", "one-top-level", "warning", "skip-old-files"]),
    ("uniq", "wz", &["check-chars", "group"]),
    ("wc", "", &["files0-from", "total"]),
    ("xargs", "ad", &["arg-file", "delimiter"]),
];

/// In busybox, up to its version 1.37.
const BUSYBOX: &[Absent] = &[
    ("chmod", "", &["reference"]),
    ("chown", "", &["reference", "from"]),
    ("cp", "", &["backup", "sparse"]),
    ("date", "v", &["rfc-3339", "iso-8601"]),
    ("df", "x", &["total", "output", "exclude-type"]),
    ("diff", "y", &["side-by-side", "color"]),
    ("du", "", &["apparent-size", "exclude", "time", "inodes"]),
    ("find", "", &["printf", "fprintf", "regextype", "newermt", "daystart"]),
    ("grep", "P", &["perl-regexp", "include", "exclude", "exclude-dir", "group-separator"]),
    ("hostname", "I", &["all-ip-addresses"]),
    ("ln", "r", &["relative"]),
    ("ls", "I", &["time-style", "block-size", "quoting-style", "hyperlink", "ignore", "hide"]),
    ("mktemp", "", &["suffix"]),
    ("readlink", "em", &[]),
    ("seq", "f", &["format"]),
    ("sha256sum", "", &["ignore-missing", "tag"]),
    ("sort", "", &["parallel", "files0-from", "compress-program"]),
    ("tail", "", &["pid", "retry"]),
    ("tar", "", &["transform", "xform", "sort", "checkpoint", "one-top-level", "warning", "acls", "xattrs"]),
    ("uniq", "", &["group"]),
    ("xargs", "d", &["delimiter"]),
];

/// In POSIX, whose programs have no long flags at all.
const POSIX: &[Absent] = &[
    ("cat", "AETbensv", &[]),
    ("chgrp", "cv", &[]),
    ("chmod", "cv", &[]),
    ("chown", "cv", &[]),
    ("cp", "adlnstTuvx", &[]),
    ("cut", "z", &[]),
    ("date", "Idjrsv", &[]),
    ("df", "Tahim", &[]),
    ("du", "bcdhm", &[]),
    ("env", "CSu", &[]),
    (
        "find",
        "",
        &["printf", "fprintf", "regex", "regextype", "maxdepth", "mindepth", "delete", "empty", "quit", "mmin"],
    ),
    ("grep", "ABCHILPRahmorwz", &[]),
    ("ln", "nrtTv", &[]),
    ("ls", "BGINQTUXZhvw", &[]),
    ("mkdir", "v", &[]),
    ("mv", "ntTuv", &[]),
    ("sed", "irsz", &[]),
    ("sort", "MRVghz", &[]),
    ("tail", "qv", &[]),
    ("head", "qv", &[]),
    ("uniq", "Diwz", &[]),
    ("wc", "L", &[]),
    ("xargs", "Pad", &[]),
];

/// With GNU tools.
const LINUX: &[Absent] = &[
    ("base64", "D", &[]),
    ("date", "jv", &[]),
    ("stat", "x", &[]),
    ("xargs", "J", &[]),
    ("find", "", &["x", "X", "E"]),
];

/// Whether a program does not have a flag for sure. `long` is its long name where that is what is written.
pub(super) fn is_absent(program: &str, flag: &Flag, long: Option<&str>, platform: Platform) -> bool {
    let table = match platform {
        Platform::Linux => LINUX,
        Platform::MacOs => MACOS,
        Platform::Busybox => BUSYBOX,
        Platform::Posix => POSIX,
    };
    let entry = table.iter().find(|it| it.0 == program);
    let is_listed = entry.is_some_and(|(_, letters, names)| {
        flag.short.is_some_and(|it| letters.contains(it)) || flag.long.as_deref().is_some_and(|it| names.contains(&it))
    });
    is_listed || long.is_some_and(|it| !has_long(program, it, entry.is_some(), platform))
}

/// Whether a program takes this long flag there, or may.
fn has_long(program: &str, long: &str, is_listed: bool, platform: Platform) -> bool {
    match platform {
        Platform::Linux => true,
        Platform::MacOs => !ONLY_LETTERS_ON_MACOS.contains(&program),
        Platform::Busybox => program != "grep" || matches!(long, "color" | "help"),
        Platform::Posix => !is_listed || program == "find",
    }
}
