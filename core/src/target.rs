//! What a script must run on: which make of the tools, and which shell. The one definition.

use crate::Document;
use crate::knowledge::{self, Program};
use crate::policy::Policy;
use crate::script::{Command, Dialect, Flag, hash};

/// Which make of the tools a script or a command finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Platform {
    /// GNU coreutils and findutils: most Linux systems.
    #[default]
    Linux,
    /// BSD tools: macOS and the BSDs.
    MacOs,
    /// busybox: Alpine and small devices.
    Busybox,
    /// Whatever the POSIX standard asks of every system, and no more.
    Posix,
}

impl Platform {
    /// The machine that this runs on.
    pub fn of_machine() -> Self {
        if cfg!(any(target_os = "macos", target_os = "freebsd", target_os = "openbsd")) {
            Self::MacOs
        } else {
            Self::Linux
        }
    }

    /// What a sentence calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "Linux",
            Self::MacOs => "macOS",
            Self::Busybox => "busybox",
            Self::Posix => "POSIX",
        }
    }

    /// What a setting calls it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::MacOs => "macos",
            Self::Busybox => "busybox",
            Self::Posix => "posix",
        }
    }

    /// The one that a setting calls so.
    pub fn of_key(key: &str) -> Option<Self> {
        [Self::Linux, Self::MacOs, Self::Busybox, Self::Posix].into_iter().find(|it| it.key() == key)
    }

    /// Whether a flag is there, by its facts.
    pub(crate) fn knows(self, flag: &knowledge::Flag) -> bool {
        match self {
            Self::Linux => flag.variants.gnu,
            Self::MacOs => flag.variants.bsd,
            Self::Busybox => flag.variants.busybox,
            Self::Posix => flag.variants.posix,
        }
    }

    /// Whether a program, or a sub-command of one, takes long flags there at all.
    pub(crate) fn takes_long(self, program: &Program, is_subcommand: bool) -> bool {
        match self {
            Self::Linux | Self::Busybox => true,
            // `docker rm` is not `rm`.
            Self::MacOs => is_subcommand || !ONLY_LETTERS_ON_MACOS.contains(&program.name),
            Self::Posix => program.flags.iter().all(|it| it.variants.posix),
        }
    }
}

/// Programs that take no long flags on macOS, where others (`grep`, `sort`, `tar`) do.
pub(crate) const ONLY_LETTERS_ON_MACOS: [&str; 29] = [
    "basename", "cat", "chgrp", "chmod", "chown", "comm", "cp", "date", "dirname", "expand", "fold", "id", "install",
    "join", "ln", "mkdir", "mv", "nl", "od", "paste", "pr", "readlink", "rm", "rmdir", "sed", "tee", "touch", "tr",
    "wc",
];

/// The flags of a command that its program does not have on a platform.
pub(crate) fn missing_flags(command: &Command, platform: Platform) -> impl Iterator<Item = (&Flag, &'static Program)> {
    command.flags().filter_map(move |flag| {
        let program = *command.facts().last()?;
        let is_long = command.words.get(flag.word).is_some_and(|it| it.literal_prefix().starts_with("--"));
        let has_long = !is_long || platform.takes_long(program, command.facts().len() > 1);
        (!has_long || !platform.knows(flag.facts?)).then_some((flag, program))
    })
}

/// What one script must run on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The tools that it finds.
    pub platform: Platform,
    /// Whether the script itself, a policy or a setting says so; else it is this machine's.
    pub is_named: bool,
    /// The language that it is written in.
    pub dialect: Dialect,
    /// Whether it asks which system it runs on, so that some of it is for another one.
    pub asks_system: bool,
    /// Whether it asks which shell reads it.
    pub asks_shell: bool,
}

impl Target {
    /// The target of a script: what its first line says, else what the policy says, else this machine.
    pub fn of(document: &Document, policy: &Policy) -> Self {
        let dialect = document.dialect();
        let first: String = document.text().chars().take(256).take_while(|it| *it != '\n').collect();
        let named = if is_for_busybox(&first) { Some(Platform::Busybox) } else { policy.platform };
        let platform = named.unwrap_or_else(Platform::of_machine);
        let names = |list: &[&str]| {
            let hashes: Vec<u64> = list.iter().map(|it| hash(it)).collect();
            document.chunks().iter().any(|chunk| hashes.iter().any(|it| chunk.body.names.says(*it)))
        };
        let is_asked = named.is_some() || platform != Platform::Linux;
        let says = |text: &str| {
            // The first line names the shell, and asks nothing.
            let text = if text.starts_with("#!") { text.split_once('\n').map_or("", |it| it.1) } else { text };
            SIGNS.iter().any(|it| text.contains(it))
        };
        let starts_bash = || document.chunks().iter().any(|it| AGAIN.iter().any(|sign| it.body.text.contains(sign)));
        let asks_by_text = || document.chunks().iter().any(|it| says(&it.body.text));
        Self {
            platform,
            is_named: named.is_some(),
            dialect,
            asks_system: is_asked && (names(&SYSTEM) || asks_by_text()),
            asks_shell: dialect == Dialect::Sh && (names(&SHELL) || starts_bash()),
        }
    }
}

/// By what a script finds out which system it runs on.
const SYSTEM: [&str; 7] = ["uname", "OSTYPE", "MACHTYPE", "sw_vers", "busybox", "gsed", "gdate"];
/// What it compares a program's version with, to know its make.
const SIGNS: [&str; 7] = ["GNU", "BSD", "usybox", "usyBox", "arwin", "--version", "gnubin"];
/// By what a script finds out which shell reads it.
const SHELL: [&str; 5] = ["BASH_VERSION", "BASH", "BASH_VERSINFO", "ZSH_VERSION", "KSH_VERSION"];
/// How it has another shell read it again.
const AGAIN: [&str; 4] = ["bash \"$0\"", "bash $0", "bash -- \"$0\"", "ksh \"$0\""];

/// Whether a script's first line has busybox read it.
fn is_for_busybox(line: &str) -> bool {
    let Some(words) = line.trim_start_matches('\u{feff}').strip_prefix("#!") else { return false };
    words.split_whitespace().take(4).any(|it| it.rsplit('/').next() == Some("busybox"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str, platform: Option<Platform>) -> Target {
        Target::of(&Document::new(text, Dialect::Bash), &Policy { platform, ..Policy::default() })
    }

    #[test]
    fn the_first_line_counts_more_than_a_policy_and_that_more_than_the_machine() {
        for line in ["#!/bin/busybox sh", "#! /usr/bin/env -S busybox ash -e", "#!/usr/bin/env busybox ash"] {
            assert_eq!(target(line, Some(Platform::MacOs)).platform, Platform::Busybox, "{line}");
        }
        let named = target("#!/bin/sh\n# busybox\n", Some(Platform::MacOs));
        assert_eq!((named.platform, named.is_named), (Platform::MacOs, true));
        let machine = target("ls\n", None);
        assert_eq!((machine.platform, machine.is_named), (Platform::of_machine(), false));
    }

    #[test]
    fn a_script_that_starts_bash_with_itself_is_none_for_sh() {
        let asks = |text: &str| Target::of(&Document::new(text, Dialect::Sh), &Policy::default()).asks_shell;
        assert!(asks("[ -n \"$AGAIN\" ] || AGAIN=1 exec /usr/bin/env bash \"$0\" \"$@\"\na=(1)\n"));
        assert!(!asks("bash -c 'a=(1)'\n"));
    }

    #[test]
    fn a_script_that_asks_for_its_system_is_known_to() {
        for text in
            ["if [ \"$(uname)\" = Linux ]; then ls; fi", "case $OSTYPE in *) ls;; esac", "sed --version | grep GNU"]
        {
            assert!(target(text, Some(Platform::MacOs)).asks_system, "{text}");
        }
        assert!(!target("sed -i x y", Some(Platform::MacOs)).asks_system);
    }
}
