//! Which files and folders a script reads, writes and deletes.

use super::Seen;
use super::programs::{becomes_root, is_remote};
use super::told::whence;
use crate::explain::script::Topic;
use crate::explain::script::shown::code;
use crate::flow::{State, Walk};
use crate::knowledge::Effect;
use crate::rules::acts::{ActKind, FileAct};
use crate::script::{Command, PartKind, Quote, Word};

/// Folders that on most machines only root may write to.
const FOLDERS_OF_ROOT: [&str; 10] =
    ["/etc", "/usr", "/boot", "/bin", "/sbin", "/lib", "/lib64", "/root", "/var/lib", "/var/log"];

impl Seen<'_> {
    pub(super) fn act(&mut self, act: &FileAct<'_>, walk: &Walk<'_>, state: &State) {
        let program = act.command.and_then(|it| it.program.as_deref());
        if matches!(program, Some("test" | "[" | "." | "source" | "cd" | "pushd" | "mktemp"))
            || self.is_elsewhere(act.span, walk)
        {
            return;
        }
        let value = walk.value(act.path, state);
        let is_process = act.path.parts.iter().any(|it| matches!(it.kind, PartKind::Process(_)));
        // `>&$fd` mostly names a descriptor.
        let is_descriptor = act.path.literal().is_none() && act.span.of(&walk.text.text).contains(">&");
        let is_sign = program == Some("find") && matches!(value.text(), Some("!" | "(" | ")" | ","));
        // An unknown flag is taken for an operand.
        let is_flag = value.texts().any(|it| it.trim_start().starts_with('-') && it != "-");
        if is_process || is_descriptor || is_sign || is_flag || may_be_flags(act.path) {
            return;
        }
        if let Some(text) = value.text() {
            if text == "-" || is_stream(text) || text.is_empty() {
                return;
            }
            if text.starts_with("/dev/tcp/") || text.starts_with("/dev/udp/") {
                return self.add(Topic::Network, code(text), act.span, walk);
            }
        }
        if program.is_some_and(|it| is_remote(act.path, it, walk, state)) {
            return;
        }
        let roles = act.command.and_then(|it| it.facts().last()).map_or(&[][..], |it| it.operands);
        let has_target = roles.iter().any(|it| it.effects.contains(&Effect::Overwrites));
        let is_of = |role: Effect| {
            let command = act.command?;
            let operands: Vec<&Word> = command.own_operands().collect();
            let at = operands.iter().position(|it| it.span == act.path.span)?;
            let operand = command.facts().last()?.operand(at, operands.len(), |it| command.gives(it))?;
            Some(operand.effects.contains(&role))
        };
        let told = match value.text() {
            Some("{}") => "what is found (`{}`)".to_owned(),
            _ => match act.path.literal() {
                Some(text) => format!("{}{}", code(text), whence(&[text], state)),
                None => self.told(act.path, walk, state),
            },
        };
        let (topic, text) = match act.kind {
            // What flags do to the target they do not do to what is copied.
            ActKind::Deletes | ActKind::Changes | ActKind::Overwrites
                if has_target && is_of(Effect::Reads) == Some(true) =>
            {
                let moves = act.command.is_some_and(|it| it.has_flag('\0', "remove-source-files"));
                if act.kind != ActKind::Deletes || !moves {
                    return;
                }
                (Topic::Deletes, format!("{told}, once it is copied"))
            }
            ActKind::Deletes if has_target && is_of(Effect::Overwrites) == Some(true) => {
                (Topic::Deletes, format!("what is in {told} and not in what is copied there"))
            }
            ActKind::Deletes if program == Some("find") => (Topic::Deletes, format!("what `find` keeps below {told}")),
            ActKind::Deletes if program == Some("mv") => (Topic::Deletes, format!("{told}, moved away")),
            ActKind::Changes if act.command.is_some_and(only_prints) => (Topic::Reads, told),
            ActKind::Reads => (Topic::Reads, told),
            ActKind::Creates => (Topic::Writes, format!("{told}, made")),
            ActKind::Overwrites => (Topic::Writes, told),
            ActKind::Appends => (Topic::Writes, format!("{told}, at its end")),
            ActKind::Changes => (Topic::Writes, format!("{told}, changed in place")),
            ActKind::Deletes if act.recursive => (Topic::Deletes, format!("{told}, with everything in it")),
            ActKind::Deletes => (Topic::Deletes, told),
        };
        self.add(topic, text, act.span, walk);
        if topic == Topic::Reads {
            return;
        }
        let is_wrapped = act.command.is_some_and(|it| it.wrappers.iter().any(|it| becomes_root(&it.program)));
        let folder = value.text().and_then(|text| FOLDERS_OF_ROOT.iter().find(|it| is_below(text, it)));
        if !is_wrapped
            && let Some(folder) = folder.filter(|_| !value.text().is_some_and(|it| it.starts_with("/usr/local")))
        {
            self.add(
                Topic::Root,
                format!("changes what is below `{folder}`, which mostly only root may"),
                act.span,
                walk,
            );
        }
    }

    /// What a program does that flow has no operand for.
    pub(super) fn beyond(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        let span = command.name_span();
        let program = command.program.as_deref().unwrap_or_default();
        let gives = |short: char, long: &str| command.has_flag(short, long);
        match program {
            "mktemp" => {
                let what = if gives('d', "directory") { "a temporary folder" } else { "a temporary file" };
                self.add(Topic::Writes, format!("{what} (`mktemp`)"), span, walk);
            }
            "tar" | "gtar" | "bsdtar" => {
                let archive = command.flag_value('f', "file").filter(|it| it.literal() != Some("-"));
                let told = archive.map(|it| (self.told(it, walk, state), it.span));
                let unpacks = gives('x', "extract");
                if unpacks && !gives('O', "to-stdout") {
                    let folder = match command.flag_value('C', "directory") {
                        Some(folder) => self.told(folder, walk, state),
                        None => "the current folder".to_owned(),
                    };
                    self.add(Topic::Writes, format!("what the archive holds, into {folder}"), span, walk);
                }
                if let Some((told, span)) = told {
                    let is_read = unpacks || gives('t', "list");
                    self.add(if is_read { Topic::Reads } else { Topic::Writes }, told, span, walk);
                }
            }
            "curl" if gives('O', "remote-name") => {
                self.add(Topic::Writes, "a file that is called as in the address (`curl`)".to_owned(), span, walk);
            }
            "wget" if !gives('O', "output-document") && !gives('\0', "spider") => {
                self.add(Topic::Writes, "a file that is called as in the address (`wget`)".to_owned(), span, walk);
            }
            _ => {}
        }
        // What `xargs` adds to the words is not among them.
        if command.wrappers.iter().any(|it| matches!(&*it.program, "xargs" | "parallel"))
            && let Some(role) = command.facts().last().and_then(|it| it.operands.iter().find(|it| it.many))
        {
            let topic = if role.effects.contains(&Effect::Deletes) {
                Topic::Deletes
            } else if role.effects.contains(&Effect::Overwrites) || role.effects.contains(&Effect::Changes) {
                Topic::Writes
            } else if role.effects.contains(&Effect::Reads) {
                Topic::Reads
            } else {
                return;
            };
            self.add(topic, format!("what `xargs` is given (`{program}`)"), span, walk);
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|it| it.starts_with('/'))
}

/// Files that stand for the terminal, for nothing, for a descriptor.
fn is_stream(path: &str) -> bool {
    matches!(path, "/dev/null" | "/dev/tty" | "/dev/zero" | "/dev/random" | "/dev/urandom" | "/dev/full")
        || path.starts_with("/dev/std")
        || path.starts_with("/dev/fd/")
        || path.starts_with("/proc/self/fd/")
}

/// Whether an unquoted variable alone stands for flags, by its name.
fn may_be_flags(word: &Word) -> bool {
    let [part] = &*word.parts else { return false };
    let PartKind::Parameter(parameter) = &part.kind else { return false };
    let name = parameter.name.to_lowercase();
    part.quote == Quote::Bare && ["opt", "arg", "flag", "param", "switch"].iter().any(|it| name.contains(it))
}

/// Whether a packer leaves its files as they are.
fn only_prints(command: &Command) -> bool {
    const PACKERS: [&str; 9] = ["gzip", "gunzip", "bzip2", "bunzip2", "xz", "unxz", "lzma", "zstd", "unzstd"];
    command.program.as_deref().is_some_and(|it| PACKERS.contains(&it))
        && [('c', "stdout"), ('t', "test"), ('l', "list")].iter().any(|it| command.has_flag(it.0, it.1))
}
