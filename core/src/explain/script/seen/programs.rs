//! Which programs a script runs, what of it needs root, and which other machines it talks to.

use super::Seen;
use super::told::{parameters, written};
use crate::explain::script::Topic;
use crate::explain::script::shown::code;
use crate::flow::{State, Walk};
use crate::knowledge::{self, Effect, Kind};
use crate::script::{Command, Word};

/// What belongs to every shell: it is no program that a machine could lack.
const BUILTINS: [&str; 64] = [
    ".",
    ":",
    "[",
    "alias",
    "bg",
    "bind",
    "break",
    "builtin",
    "caller",
    "cd",
    "command",
    "compgen",
    "complete",
    "compopt",
    "continue",
    "declare",
    "dirs",
    "disown",
    "echo",
    "enable",
    "eval",
    "exec",
    "exit",
    "export",
    "false",
    "fc",
    "fg",
    "getopts",
    "hash",
    "help",
    "history",
    "jobs",
    "kill",
    "let",
    "local",
    "logout",
    "mapfile",
    "popd",
    "print",
    "printf",
    "pushd",
    "pwd",
    "read",
    "readarray",
    "readonly",
    "return",
    "select",
    "set",
    "shift",
    "shopt",
    "source",
    "suspend",
    "test",
    "time",
    "times",
    "trap",
    "true",
    "type",
    "typeset",
    "ulimit",
    "umask",
    "unalias",
    "unset",
    "wait",
];

/// Programs that do nothing of use for anybody but root.
const OF_ROOT: [&str; 28] = [
    "adduser",
    "addgroup",
    "blkdiscard",
    "chown",
    "chroot",
    "delgroup",
    "deluser",
    "fdisk",
    "groupadd",
    "groupdel",
    "groupmod",
    "grub-install",
    "insmod",
    "ip6tables",
    "iptables",
    "losetup",
    "mkswap",
    "modprobe",
    "nft",
    "parted",
    "rmmod",
    "sfdisk",
    "sgdisk",
    "swapoff",
    "swapon",
    "useradd",
    "userdel",
    "usermod",
];

impl Seen<'_> {
    pub(super) fn program(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        let span = command.name_span();
        let is_own = |it: &str| command.wrappers.is_empty() && self.outline.names.contains(it);
        for wrapper in &command.wrappers {
            if !is_builtin(&wrapper.program) {
                self.add(Topic::Programs, named(&wrapper.program), wrapper.span, walk);
            }
        }
        match command.program.as_deref() {
            Some(program) if is_builtin(program) || is_own(program) || program.is_empty() => {}
            // Text that was put together and could not be read as it will be.
            Some(program) if program.contains(['$', '`', '\'', '"', '{', ' ']) => {}
            Some(program) => {
                let path = command.words.get(command.head).and_then(Word::literal).filter(|it| it.contains('/'));
                let text = match path {
                    Some(path) if path.contains('*') => format!("files like {}", code(path)),
                    None if state.sourced && knowledge::program(program).is_none() => {
                        format!("{}, which Caro does not know; a file that it sources may hold it", code(program))
                    }
                    _ => named(path.unwrap_or(program)),
                };
                self.add(Topic::Programs, text, span, walk);
            }
            None => {
                let Some(word) = command.words.get(command.head) else { return };
                let written = written(word, walk);
                // What stands for text that nobody knows is no name.
                if parameters(word) == ["_"] {
                    return;
                }
                let what = match &*parameters(word) {
                    ["@" | "*"] => "a command in the arguments",
                    [name] if name.parse::<usize>().is_ok_and(|it| it > 0) => "a command in the arguments",
                    _ => "a command that only shows when it runs",
                };
                self.add(Topic::Programs, format!("{written}, {what}"), span, walk);
            }
        }
    }

    pub(super) fn root(&mut self, command: &Command, walk: &Walk<'_>) {
        let span = command.name_span();
        let root = command.wrappers.iter().find(|it| becomes_root(&it.program));
        let program = command.program.as_deref().unwrap_or_default();
        if let Some(wrapper) = root {
            let user = wrapper.flags.iter().find(|it| it.is('u', "user")).and_then(|it| it.value.as_ref());
            let what = if program.is_empty() { "a command".to_owned() } else { code(program) };
            let text = match user.map(|it| it.literal().unwrap_or_default()) {
                None | Some("root" | "0" | "#0") => format!("runs {what} as root (`{}`)", wrapper.program),
                Some("") => format!("runs {what} as another user (`{}`)", wrapper.program),
                Some(user) => format!("runs {what} as {} (`{}`)", code(user), wrapper.program),
            };
            self.add(Topic::Root, text, span, walk);
        } else if (OF_ROOT.contains(&program) || program.starts_with("mkfs")) && !command.is_dry_run() {
            self.add(Topic::Root, format!("{}, which mostly only root may", code(program)), span, walk);
        }
    }

    pub(super) fn network(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        let facts = command.facts();
        let Some(last) = facts.last() else { return };
        let flags = || command.flags().filter_map(|it| Some((it, it.facts?)));
        let talks =
            last.effects.contains(&Effect::Network) || flags().any(|it| it.1.effects.contains(&Effect::Network));
        let operands: Vec<&Word> = command.own_operands().collect();
        let mut addresses: Vec<&Word> = Vec::new();
        for (at, word) in operands.iter().enumerate() {
            let role = last.operand(at, operands.len(), |it| command.gives(it));
            let is_address = role.is_some_and(|it| matches!(it.value.kind, Kind::Url | Kind::Host));
            let looks_so = is_remote(word, last.name, walk, state);
            if talks && (is_address || looks_so) {
                addresses.push(word);
            }
        }
        if talks {
            let of_flags = flags().filter(|it| it.1.value.is_some_and(|it| matches!(it.kind, Kind::Url | Kind::Host)));
            addresses.extend(of_flags.filter_map(|it| it.0.value.as_ref()));
        }
        let program = code(command.program.as_deref().unwrap_or_default());
        // Between two folders of one machine `rsync` needs no other.
        if addresses.is_empty() && talks && !matches!(last.name, "rsync" | "scp") {
            self.add(Topic::Network, program.clone(), command.name_span(), walk);
        }
        for word in addresses.into_iter().take(8) {
            let text = self.told(word, walk, state).replace("a path that", "an address that");
            self.add(Topic::Network, format!("{text} ({program})"), word.span, walk);
        }
    }
}

fn is_builtin(name: &str) -> bool {
    BUILTINS.contains(&name)
}

pub(super) fn becomes_root(name: &str) -> bool {
    matches!(name, "sudo" | "doas" | "pkexec" | "run0")
}

/// Whether a word names what is on another machine, for this program.
pub(super) fn is_remote(word: &Word, program: &str, walk: &Walk<'_>, state: &State) -> bool {
    let copies = matches!(program, "rsync" | "scp" | "sftp" | "rclone");
    let value = walk.value(word, state);
    value.shapes.iter().any(|it| it.text.contains("://") || copies && names_host(&it.text))
        || copies && names_host(&word.sketch())
}

/// Whether a path names another machine, as `rsync` and `scp` write it: `host:path`.
fn names_host(text: &str) -> bool {
    let Some((host, _)) = text.split_once(':') else { return false };
    host.len() > 1 && !host.contains(['/', ' ', '*', '='])
}

/// A program, with a word on what is not known of it.
fn named(program: &str) -> String {
    let name = program.rsplit('/').next().unwrap_or(program);
    let note = if knowledge::program(name).is_none() { ", which Caro does not know" } else { "" };
    format!("{}{note}", code(program))
}
