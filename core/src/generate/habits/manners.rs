//! Which flags belong to a user rather than to a request, and which must never become a habit.

use super::flags::name;
use crate::knowledge::{self, Effect};

/// Flags that change only what is shown, said or asked, and nothing of what is worked on: they belong to a user and not to
/// a request, so that they are learnt whatever stands beside them.
const MANNERS: [(&str, &[&str]); 49] = [
    ("ls", &["-1", "-A", "-a", "-F", "-h", "-i", "-l", "-p", "-s", "--color", "--group-directories-first"]),
    ("grep", &["-n", "-H", "--color"]),
    ("rg", &["-n", "-H", "-p", "--heading", "--no-heading"]),
    ("du", &["-h", "-c"]),
    ("df", &["-h", "-T"]),
    ("free", &["-h", "-m"]),
    ("cp", &["-v", "-i", "-p"]),
    ("mv", &["-v", "-i"]),
    ("rm", &["-v", "-i", "-I"]),
    ("ln", &["-v", "-i"]),
    ("mkdir", &["-p", "-v"]),
    ("rmdir", &["-v"]),
    ("chmod", &["-v", "-c"]),
    ("chown", &["-v", "-c"]),
    ("tar", &["-v"]),
    ("gzip", &["-v", "-k"]),
    ("gunzip", &["-v", "-k"]),
    ("xz", &["-v", "-k"]),
    ("rsync", &["-v", "-h", "-P", "--progress"]),
    ("curl", &["-s", "-S", "-f"]),
    ("wget", &["-q", "-nv"]),
    ("git log", &["--oneline", "--graph", "--decorate", "--stat"]),
    ("git status", &["-s", "-b"]),
    ("git diff", &["--stat"]),
    ("git branch", &["-v"]),
    ("git commit", &["-v"]),
    ("git stash list", &["--stat"]),
    ("journalctl", &["--no-pager"]),
    ("systemctl", &["--no-pager"]),
    ("systemctl status", &["--no-pager", "-l"]),
    ("systemctl list-units", &["--no-pager"]),
    ("ping", &["-n"]),
    ("ss", &["-n"]),
    ("netstat", &["-n"]),
    ("cat", &["-n"]),
    ("less", &["-N", "-R", "-S"]),
    ("diff", &["-u", "-y", "--color"]),
    ("lsblk", &["-f"]),
    ("tree", &["-C", "-F", "-h"]),
    ("ip", &["-c"]),
    ("jq", &["-C", "-S"]),
    ("ps", &["-f", "-w"]),
    ("unzip", &["-v"]),
    ("zip", &["-v"]),
    ("nl", &["-b"]),
    ("sort", &["--debug"]),
    ("touch", &["-v"]),
    ("dmesg", &["-T", "-H"]),
    ("lsof", &["-n", "-P"]),
];

/// Flags that change nothing of what is printed for others.
const SILENT: [(&str, &[&str]); 9] = [
    ("curl", &["-s", "-S", "-f"]),
    ("wget", &["-q"]),
    ("mkdir", &["-p"]),
    ("gzip", &["-k"]),
    ("gunzip", &["-k"]),
    ("xz", &["-k"]),
    ("cp", &["-p"]),
    ("journalctl", &["--no-pager"]),
    ("systemctl", &["--no-pager"]),
];

/// Flags by which a program asks before it acts.
const ASKING: [(&str, &[&str]); 4] = [("cp", &["-i"]), ("mv", &["-i"]), ("rm", &["-i", "-I"]), ("ln", &["-i"])];

/// Flags without which another one does nothing: it is learnt only beside one of them.
const NEEDS: [(&str, &str, &[&str]); 2] = [("ls", "-h", &["-l", "-s"]), ("curl", "-S", &["-s"])];

/// Words in the names of flags that take a safeguard away, or do more than was asked.
const WEAKENING: [&str; 20] = [
    "force",
    "insecure",
    "yes",
    "assume",
    "skip",
    "allow",
    "unsafe",
    "trust",
    "delete",
    "remove",
    "purge",
    "prune",
    "hard",
    "overwrite",
    "privileged",
    "all",
    "no-check",
    "no-verify",
    "no-preserve",
    "ignore-errors",
];

/// Names of flags that protect something: to leave one out is never a habit.
const PROTECTING: [&str; 12] = [
    "interactive",
    "no-clobber",
    "backup",
    "preserve-root",
    "one-file-system",
    "dry-run",
    "verify",
    "check",
    "fail",
    "no-act",
    "simulate",
    "safe",
];

/// Whether a flag is learnt whatever stands beside it.
pub(super) fn is_manner(command: &str, flag: &str) -> bool {
    MANNERS.iter().any(|it| it.0 == command && it.1.contains(&flag))
}

/// Whether a flag, or its absence, may be a habit: none that takes a safeguard away or reaches further than was asked.
pub(super) fn may_be_learnt(program: &str, flag: &knowledge::Flag, wanted: bool) -> bool {
    if flag.value.is_some() && !flag.optional {
        return false;
    }
    let says = |list: &[&str]| flag.long.is_some_and(|long| list.iter().any(|it| long.contains(it)));
    let is_harmless = |it: &Effect| matches!(it, Effect::Reads);
    if wanted {
        let is_known =
            MANNERS.iter().any(|it| it.0.split(' ').next_back() == Some(program) && it.1.contains(&&*name(flag)));
        flag.effects.iter().all(is_harmless) && (is_known || !says(&WEAKENING))
    } else {
        let is_asking = matches!(flag.short, Some('i' | 'I')) && !says(&["ignore", "include", "invert"]);
        let may_go = |it: &Effect| matches!(it, Effect::Reads | Effect::Forces | Effect::FollowsLinks);
        flag.effects.iter().all(may_go) && !says(&PROTECTING) && !is_asking
    }
}

/// The flags of which one must stand beside this one for it to do anything.
pub(super) fn needed(command: &str, flag: &str) -> Option<&'static [&'static str]> {
    NEEDS.iter().find(|it| it.0 == command && it.1 == flag).map(|it| it.2)
}

/// Whether it changes nothing of what is printed for others.
pub(super) fn is_silent(command: &str, flag: &str) -> bool {
    SILENT.iter().any(|it| it.0 == command && it.1.contains(&flag))
}

/// Whether the program asks before it acts.
pub(super) fn asks(command: &str, flag: &str) -> bool {
    ASKING.iter().any(|it| it.0 == command && it.1.contains(&flag))
}
