//! What a script does to files, programs, the network and variables, as flow follows it. Nothing is run.

use super::written::{Outline, shown};
use super::{Things, Topic};
use crate::explain::text::{cut, listed};
use crate::flow::{Folder, Library, Origin, State, Walk, Watcher};
use crate::knowledge::{self, Effect, Kind};
use crate::rules::acts::{self, ActKind, FileAct};
use crate::script::{Command, PartKind, Quote, Redirect, Word};
use crate::{Document, Span};
use std::collections::HashMap;

/// How many steps a whole script may take: some in any case, and some for each of its commands.
const LEAST_STEPS: usize = 100_000;
const STEPS_FOR_EACH: usize = 50;
/// How many values of one word are named, and how many things are kept.
const MOST_VALUES: usize = 4;
const MOST_SEEN: usize = 20_000;

/// What belongs to every shell: it is no program that a machine could lack.
const BUILTINS: [&str; 63] = [
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
];

/// More of them, that wait or name what waits.
const WAITS: [&str; 1] = ["wait"];

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

/// Folders that on most machines only root may write to.
const FOLDERS_OF_ROOT: [&str; 10] =
    ["/etc", "/usr", "/boot", "/bin", "/sbin", "/lib", "/lib64", "/root", "/var/lib", "/var/log"];

/// Variables that a shell or a login sets by itself.
const USUAL: [&str; 46] = [
    "BASH",
    "BASHOPTS",
    "BASHPID",
    "BASH_ARGC",
    "BASH_ARGV",
    "BASH_COMMAND",
    "BASH_LINENO",
    "BASH_REMATCH",
    "BASH_SOURCE",
    "BASH_SUBSHELL",
    "BASH_VERSINFO",
    "BASH_VERSION",
    "COMP_CWORD",
    "COMP_LINE",
    "COMP_POINT",
    "COMP_WORDS",
    "DIRSTACK",
    "EPOCHREALTIME",
    "EPOCHSECONDS",
    "EUID",
    "FUNCNAME",
    "GROUPS",
    "HOME",
    "HOSTNAME",
    "HOSTTYPE",
    "IFS",
    "LINENO",
    "LOGNAME",
    "MACHTYPE",
    "OLDPWD",
    "OPTARG",
    "OPTERR",
    "OPTIND",
    "OSTYPE",
    "PATH",
    "PIPESTATUS",
    "PPID",
    "PWD",
    "RANDOM",
    "REPLY",
    "SECONDS",
    "SHELL",
    "SHLVL",
    "TERM",
    "UID",
    "USER",
];

/// Follows a script and notes what it touches; whether it was followed to its end.
pub(super) fn follow(
    document: &Document,
    library: Option<&dyn Library>,
    outline: &Outline,
    things: &mut Things,
) -> bool {
    let chunks = document.chunks();
    let starts = chunks.iter().map(|it| (it.body.id, it.start)).collect();
    let mut seen = Seen { outline, starts, found: Vec::new() };
    let mut state = State::default();
    let mut left = LEAST_STEPS + STEPS_FOR_EACH * chunks.iter().map(|it| it.commands).sum::<usize>();
    let mut is_complete = true;
    for chunk in chunks {
        let mut walk = Walk::new(chunk.body.clone(), &outline.assigned, library).within(left);
        state = walk.chunk(state, &mut seen);
        left = left.saturating_sub(walk.steps());
        is_complete &=
            walk.is_complete() && chunk.body.errors.iter().all(|it| !it.message.starts_with("the text is too long"));
    }
    is_complete &= seen.found.len() < MOST_SEEN;
    // A function is looked at once without a call; what its calls show is better.
    let called: std::collections::HashSet<(Topic, Span)> =
        seen.found.iter().filter(|it| !it.lenient).map(|it| (it.topic, it.place)).collect();
    for found in seen.found {
        if !found.lenient || !called.contains(&(found.topic, found.place)) {
            things.add(found.topic, found.text, found.place);
        }
    }
    is_complete
}

/// One thing that was seen.
struct Found {
    topic: Topic,
    text: String,
    place: Span,
    /// Whether it was seen where nobody knows with which values.
    lenient: bool,
}

struct Seen<'a> {
    outline: &'a Outline,
    /// Where the script's own pieces start.
    starts: HashMap<u64, usize>,
    found: Vec<Found>,
}

impl Seen<'_> {
    /// Where something stands in the script; nothing for what stands in files that it sources.
    fn place(&self, span: Span, walk: &Walk<'_>) -> Option<Span> {
        let place = walk.place(span);
        self.starts.get(&place.body).map(|it| place.span.shifted(*it))
    }

    fn add(&mut self, topic: Topic, text: String, span: Span, walk: &Walk<'_>) {
        let Some(place) = self.place(span, walk).filter(|_| self.found.len() < MOST_SEEN) else { return };
        self.found.push(Found { topic, text, place, lenient: walk.lenient });
    }

    fn is_elsewhere(&self, span: Span, walk: &Walk<'_>) -> bool {
        walk.contained || self.place(span, walk).is_none_or(|it| self.outline.is_elsewhere(it))
    }

    /// What a word names: its values where they are known, else as much as can be said.
    fn told(&self, word: &Word, walk: &Walk<'_>, state: &State) -> String {
        if let Some(text) = word.literal() {
            return code(text);
        }
        let value = walk.value(word, state);
        let written = written(word, walk);
        let names = parameters(word);
        // What a path becomes where a variable is empty is an accident, unless the script says what stands for it.
        let has_default =
            word.parts.iter().any(|it| matches!(&it.kind, PartKind::Parameter(it) if it.operator.is_some()));
        let known = value.shapes.iter().filter(|it| !it.text.trim().is_empty() && (it.empty.is_none() || has_default));
        let mut texts: Vec<&str> = known.filter_map(|it| it.text()).collect();
        texts.dedup();
        let is_open = value.shapes.is_empty() || value.shapes.iter().any(|it| it.open);
        let shown_texts = |last: &str| {
            let mut words: Vec<String> = texts.iter().take(MOST_VALUES).map(|it| code(it)).collect();
            if texts.len() > MOST_VALUES {
                words.push(format!("{} more", texts.len() - MOST_VALUES));
            }
            listed(&words, last)
        };
        if let ["0" | "BASH_SOURCE"] = *names
            && word.parts.len() == 1
        {
            return format!("the script itself ({written})");
        }
        let is_pattern = texts.iter().any(|it| it.contains(['*', '?', '[']));
        if !is_open && !texts.is_empty() && is_pattern {
            return format!("files like {}", shown_texts("or"));
        }
        if !is_open && !texts.is_empty() {
            return format!("{}{}", shown_texts(if value.every { "and" } else { "or" }), whence(&texts, state));
        }
        if names.iter().any(|it| self.outline.temporary.contains(*it)) {
            return format!("{written}, a temporary path");
        }
        let starts: Vec<&str> = value.shapes.iter().filter(|it| it.open).map(|it| &*it.text).collect();
        if starts.contains(&"/tmp/") {
            return format!("{written}, a temporary path");
        }
        let number = |it: &&str| it.parse::<usize>().ok().filter(|it| *it > 0);
        if let Some(number) = names.iter().find_map(number) {
            let place = self.place(word.span, walk);
            let function = place.and_then(|it| self.outline.function_at(it));
            let of = function.map(|it| format!(" of `{it}`")).unwrap_or_default();
            let what = format!("{}{of}", ordinal(number));
            let alone = word.parts.len() == 1;
            return if alone {
                format!("{what} ({written})")
            } else {
                format!("{written}, where `${number}` is {what}")
            };
        }
        if names.iter().any(|it| matches!(*it, "@" | "*")) {
            return format!("{written}, the arguments");
        }
        if let Some((name, number)) = names.iter().find_map(|it| Some((*it, *self.outline.kept.get(*it)?))) {
            let what = ordinal(number);
            let alone = word.parts.len() == 1;
            return if alone { format!("{what} ({written})") } else { format!("{written}, where `${name}` is {what}") };
        }
        if !texts.is_empty() {
            return format!("{written}, such as {}", shown_texts("or"));
        }
        if let [start] = &*starts
            && start.len() > 1
            && !start.starts_with('-')
        {
            return format!("{written}, a path that begins with {}", code(start));
        }
        let from_outside = names.len() == 1 && names.iter().all(|it| !self.outline.assigned.contains(*it));
        if value.is_from(Origin::Environment) && from_outside && word.parts.len() == 1 {
            return format!("{written}, which is set outside");
        }
        format!("{written}, a path that only shows when it runs")
    }

    fn act(&mut self, act: &FileAct<'_>, walk: &Walk<'_>, state: &State) {
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
    fn beyond(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
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

    fn program(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
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

    fn root(&mut self, command: &Command, walk: &Walk<'_>) {
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

    fn network(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
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

impl Watcher for Seen<'_> {
    fn command(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        if self.is_elsewhere(command.name_span(), walk) || command.words.is_empty() {
            return;
        }
        self.program(command, walk, state);
        let is_own = |it: &str| command.wrappers.is_empty() && self.outline.names.contains(it);
        if command.program.as_deref().is_some_and(is_own) {
            return;
        }
        if matches!(command.program.as_deref(), Some("." | "source")) {
            if let Some(word) = command.operands().next() {
                let told = self.told(word, walk, state);
                self.add(Topic::Sources, told, word.span, walk);
            }
            return;
        }
        self.root(command, walk);
        if command.is_dry_run() {
            return;
        }
        for act in acts::of_command(command, walk, state) {
            self.act(&act, walk, state);
        }
        self.beyond(command, walk, state);
        self.network(command, walk, state);
    }

    fn redirects(&mut self, redirects: &[Redirect], command: Option<&Command>, walk: &Walk<'_>, state: &State) {
        for redirect in redirects {
            if let Some(act) = acts::of_redirect(redirect, command, walk, state) {
                self.act(&act, walk, state);
            }
        }
    }

    fn word(&mut self, word: &Word, walk: &Walk<'_>, state: &State) {
        for part in &word.parts {
            let PartKind::Parameter(parameter) = &part.kind else { continue };
            let name = &*parameter.name;
            let is_name = name.starts_with(|it: char| it == '_' && name.len() > 1 || it.is_ascii_alphabetic());
            let is_ours = |it: &str| (walk.lenient || state.arguments.is_some()) && self.outline.assigned.contains(it);
            if !is_name || USUAL.contains(&name) || state.get(name).is_some() || is_ours(name) {
                continue;
            }
            if self.is_elsewhere(part.span, walk) {
                continue;
            }
            let note = match parameter.operator.as_deref() {
                Some((operator, otherwise)) if matches!(&**operator, ":-" | "-" | ":=" | "=") => {
                    if otherwise.parts.is_empty() {
                        ", which may be missing".to_owned()
                    } else {
                        format!(", else {}", shown(otherwise))
                    }
                }
                Some((operator, _)) if matches!(&**operator, ":?" | "?") => ", which must be set".to_owned(),
                Some((operator, _)) if matches!(&**operator, ":+" | "+") => ", which may be missing".to_owned(),
                _ => String::new(),
            };
            let may_be_set = state.sourced || self.outline.sets_by_name;
            let sourced = if may_be_set { " (unless something that it runs sets it)" } else { "" };
            self.add(Topic::Variables, format!("{}{note}{sourced}", code(name)), part.span, walk);
        }
    }
}

/// A word as it is written.
fn written(word: &Word, walk: &Walk<'_>) -> String {
    let text = word.span.of(&walk.text.text);
    let text = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(text);
    if !walk.exact || text.is_empty() || text.contains(['"', '\n']) {
        return shown(word);
    }
    code(text)
}

/// Whether a word names what is on another machine, for this program.
fn is_remote(word: &Word, program: &str, walk: &Walk<'_>, state: &State) -> bool {
    let copies = matches!(program, "rsync" | "scp" | "sftp" | "rclone");
    let value = walk.value(word, state);
    value.shapes.iter().any(|it| it.text.contains("://") || copies && names_host(&it.text))
        || copies && names_host(&word.sketch())
}

/// The names of the variables and arguments in a word.
fn parameters(word: &Word) -> Vec<&str> {
    let names = word.parts.iter().filter_map(|it| match &it.kind {
        PartKind::Parameter(it) => Some(&*it.name),
        _ => None,
    });
    names.collect()
}

fn is_builtin(name: &str) -> bool {
    BUILTINS.contains(&name) || WAITS.contains(&name)
}

fn becomes_root(name: &str) -> bool {
    matches!(name, "sudo" | "doas" | "pkexec" | "run0")
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

/// Whether a path names another machine, as `rsync` and `scp` write it: `host:path`.
fn names_host(text: &str) -> bool {
    let Some((host, _)) = text.split_once(':') else { return false };
    host.len() > 1 && !host.contains(['/', ' ', '*', '='])
}

/// Whether a packer leaves its files as they are.
fn only_prints(command: &Command) -> bool {
    const PACKERS: [&str; 9] = ["gzip", "gunzip", "bzip2", "bunzip2", "xz", "unxz", "lzma", "zstd", "unzstd"];
    command.program.as_deref().is_some_and(|it| PACKERS.contains(&it))
        && [('c', "stdout"), ('t', "test"), ('l', "list")].iter().any(|it| command.has_flag(it.0, it.1))
}

/// Where relative paths count from, behind a `cd`.
fn whence(texts: &[&str], state: &State) -> String {
    if texts.iter().any(|it| it.starts_with(['/', '~', '$'])) {
        return String::new();
    }
    match &state.folder {
        Folder::Start => String::new(),
        Folder::Entered(folder, _) => match folder.text().filter(|it| !it.is_empty()) {
            Some(folder) => format!(" in {}", code(folder)),
            None => ", from where `cd` led".to_owned(),
        },
        Folder::Unsure(_) => ", from where `cd` led".to_owned(),
    }
}

/// A program, with a word on what is not known of it.
fn named(program: &str) -> String {
    let name = program.rsplit('/').next().unwrap_or(program);
    let note = if knowledge::program(name).is_none() { ", which Caro does not know" } else { "" };
    format!("{}{note}", code(program))
}

fn ordinal(number: usize) -> String {
    const WORDS: [&str; 9] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    match WORDS.get(number - 1) {
        Some(word) => format!("the {word} argument"),
        None => format!("argument {number}"),
    }
}

/// A text between back-ticks.
fn code(text: &str) -> String {
    format!("`{}`", cut(text, 72).replace('`', "'"))
}
