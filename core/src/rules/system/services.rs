//! Which services a command stops, disables, masks or removes, whatever tool it uses for that.

use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::{Sink, edits};
use crate::script::{Command, Flag, Word};

/// What is done to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// It ends now.
    Stop,
    /// It does not start again with the machine.
    Disable,
    /// It cannot be started at all.
    Mask,
    /// Its program is removed.
    Remove,
}

impl Verb {
    /// What the sentence says.
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Stop => "stops",
            Self::Disable => "disables",
            Self::Mask => "masks",
            Self::Remove => "removes",
        }
    }
}

/// One service that a command ends.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) verb: Verb,
    /// Its name without `.service`.
    pub(super) unit: String,
    pub(super) span: Span,
}

/// Signals that end nothing: reload, reopen, continue.
const HARMLESS_SIGNALS: [&str; 16] = [
    "HUP", "USR1", "USR2", "CONT", "WINCH", "CHLD", "URG", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCONT", "SIGWINCH", "0",
    "1", "10", "12",
];

/// The programs that start, stop, install and remove services.
const MANAGERS: [&str; 20] = [
    "systemctl",
    "service",
    "rc-service",
    "invoke-rc.d",
    "chkconfig",
    "update-rc.d",
    "rc-update",
    "initctl",
    "sv",
    "launchctl",
    "pkill",
    "killall",
    "apt",
    "apt-get",
    "aptitude",
    "dnf",
    "yum",
    "zypper",
    "apk",
    "rc",
];

/// The services among `names` that a command ends, first of all of them what is done.
pub(super) fn stopped(command: &Command, sink: &Sink<'_>, names: &[&str]) -> Vec<Stopped> {
    let Some(program) = command.program.as_deref() else { return Vec::new() };
    // Asked at every command: most have nothing to do with services.
    let path = command.words.get(command.head).and_then(Word::literal).unwrap_or_default();
    if !MANAGERS.contains(&program) && !path.starts_with("/etc/") || command.is_dry_run() {
        return Vec::new();
    }
    let operands: Vec<&Word> = command.operands().collect();
    let (first, rest) = match operands.split_first() {
        Some((first, rest)) => (Some(*first), rest),
        None => (None, &[][..]),
    };
    let says = |word: Option<&Word>, verbs: &[&str]| word.and_then(|it| sink.possible(it, |it| verbs.contains(&it)));
    let (verb, units): (Verb, Vec<&Word>) = match program {
        // Another root is an image that is put together, `--user` is one's own.
        "systemctl" if command.has_flag('\0', "root") || command.has_flag('\0', "user") => return Vec::new(),
        "systemctl" => match says(first, &["stop", "disable", "mask", "kill"]).as_deref() {
            Some("kill") if is_harmless_signal(command, sink) => return Vec::new(),
            Some("stop" | "kill") => (Verb::Stop, rest.to_vec()),
            Some("disable") => (Verb::Disable, rest.to_vec()),
            Some("mask") => (Verb::Mask, rest.to_vec()),
            _ => return Vec::new(),
        },
        "service" | "rc-service" | "invoke-rc.d"
            if says(rest.first().copied(), &["stop", "onestop", "forcestop"]).is_some() =>
        {
            (Verb::Stop, first.into_iter().collect())
        }
        "chkconfig" if says(rest.first().copied(), &["off"]).is_some() => (Verb::Disable, first.into_iter().collect()),
        "chkconfig" if command.has_flag('\0', "del") => (Verb::Disable, operands.clone()),
        "update-rc.d" if says(rest.first().copied(), &["disable", "remove"]).is_some() => {
            (Verb::Disable, first.into_iter().collect())
        }
        "rc-update" if says(first, &["del", "delete"]).is_some() => (Verb::Disable, rest.to_vec()),
        "initctl" | "sv" if says(first, &["stop", "down", "force-stop"]).is_some() => (Verb::Stop, rest.to_vec()),
        "launchctl" if says(first, &["unload", "bootout", "remove"]).is_some() => (Verb::Stop, rest.to_vec()),
        "launchctl" if says(first, &["disable"]).is_some() => (Verb::Disable, rest.to_vec()),
        "pkill" | "killall" if !is_harmless_signal(command, sink) => (Verb::Stop, operands.clone()),
        "apt" | "apt-get" | "aptitude" | "dnf" | "yum" | "zypper"
            if says(first, &["remove", "purge", "erase", "autoremove"]).is_some() =>
        {
            (Verb::Remove, rest.to_vec())
        }
        "apk" if says(first, &["del"]).is_some() => (Verb::Remove, rest.to_vec()),
        _ => {
            // `/etc/init.d/NAME stop` is called like the service.
            let is_script = ["/etc/init.d/", "/etc/rc.d/"].iter().any(|it| path.starts_with(it));
            if is_script && says(first, &["stop"]).is_some() && names.contains(&program) {
                return vec![Stopped { verb: Verb::Stop, unit: program.to_owned(), span: command.name_span() }];
            }
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for word in units {
        if let Some(unit) = sink.possible(word, |it| names.contains(&name_of(it))) {
            found.push(Stopped { verb, unit: name_of(&unit).to_owned(), span: word.span });
        }
    }
    found
}

/// Offers what changes a service and lets it run on: a restart, a signal that ends nothing, a look at what would go.
pub(super) fn keep_running(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    match program {
        "pkill" | "killall" | "kill" => {
            let edits = signalled(command, "-HUP");
            sink.choice("Only make it read its settings again: `-HUP`", edits);
        }
        "apt" | "apt-get" | "aptitude" | "dnf" | "yum" | "zypper" | "apk" => sink.rehearse(command),
        _ => {
            let verbs = ["stop", "onestop", "forcestop", "force-stop", "down", "disable", "mask"];
            let is_verb = |it: &&Word| it.literal().is_some_and(|it| verbs.contains(&it));
            let restarts = !matches!(program, "chkconfig" | "update-rc.d" | "rc-update" | "launchctl");
            if let Some(verb) = command.operands().find(is_verb).filter(|_| restarts) {
                let mut edits = vec![(verb.span, "restart".to_owned())];
                edits.extend(command.flag('\0', "now").into_iter().flat_map(|it| edits::without(command, it)));
                sink.choice("Restart it instead", edits);
            }
        }
    }
}

/// Sends another signal than the one that is written, if any.
pub(super) fn signalled(command: &Command, new: &str) -> Edits {
    let is_signal = |it: &&Flag| {
        it.is('s', "signal")
            || it.value.is_none() && it.long.as_deref().is_some_and(|it| it.bytes().all(|it| !it.is_ascii_lowercase()))
    };
    let mut edits: Edits = command.flags().filter(is_signal).flat_map(|it| edits::without(command, it)).collect();
    if !new.is_empty() {
        edits.push((Span::at(command.name_span().end), format!(" {new}")));
    }
    edits
}

/// Whether `kill`, `pkill` or `killall` sends a signal that ends nothing.
pub(super) fn is_harmless_signal(command: &Command, sink: &Sink<'_>) -> bool {
    command.flags().any(|flag| match (&flag.value, flag.long.as_deref()) {
        (Some(value), Some("signal")) => sink.possible(value, |it| HARMLESS_SIGNALS.contains(&it)).is_some(),
        (Some(value), None) if matches!(flag.short, Some('s' | 'n')) => {
            sink.possible(value, |it| HARMLESS_SIGNALS.contains(&it)).is_some()
        }
        (None, Some("list" | "table" | "pid" | "list-full" | "list-name" | "count")) => true,
        (None, Some(name)) => HARMLESS_SIGNALS.contains(&name),
        _ => false,
    })
}

/// `sshd` for `sshd.service`, `/Library/LaunchDaemons/org.x.plist`, `system/org.x`.
fn name_of(unit: &str) -> &str {
    let unit = unit.rsplit('/').next().unwrap_or(unit);
    [".service", ".socket", ".target", ".plist", ".timer"].iter().find_map(|it| unit.strip_suffix(it)).unwrap_or(unit)
}
