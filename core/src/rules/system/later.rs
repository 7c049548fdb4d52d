//! Text that a machine runs later by itself: cron jobs, units, start files; and what it would do then.

use crate::Document;
use crate::flow::Value;
use crate::rules::acts::FileAct;
use crate::rules::{Level, Sink, check};
use crate::script::{Command, Dialect, Word};
use std::cell::Cell;

/// How much of a text is looked at.
const MOST_BYTES: usize = 4096;
const MOST_LINES: usize = 48;
/// How many texts of one command line are looked at.
pub(super) const MOST_TEXTS: usize = 32;

/// What the danger is when the lines of `text` are run, in the words of the rule that knows it.
pub(super) fn danger_in(text: &str, form: Form) -> Option<String> {
    thread_local!(static INSIDE: Cell<bool> = const { Cell::new(false) });
    if text.len() > MOST_BYTES || INSIDE.get() {
        return None;
    }
    // A job that writes a job is looked at once, not all the way down.
    INSIDE.set(true);
    let found = scripts(text, form).iter().find_map(|script| {
        let report = check(&Document::new(script, Dialect::Bash), None);
        report.findings().iter().find(|it| it.level == Level::Danger).map(|it| it.message.clone())
    });
    INSIDE.set(false);
    found
}

/// What the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A time and a command on each line.
    Cron,
    /// `Exec…=` lines, also of desktop files, and `RUN+=` of udev.
    Unit,
    /// `<string>` elements.
    PropertyList,
    /// A shell script.
    Script,
}

/// The shell text in a text of this form.
fn scripts(text: &str, form: Form) -> Vec<String> {
    let lines = || text.lines().take(MOST_LINES).map(str::trim).filter(|it| !it.starts_with('#'));
    match form {
        Form::Script => vec![text.to_owned()],
        Form::Cron => lines().flat_map(jobs).collect(),
        Form::Unit => lines()
            .filter_map(|it| {
                let (key, value) = it.split_once('=')?;
                let runs = key.starts_with("Exec") || key.contains("RUN");
                runs.then(|| value.trim_start_matches(['-', '@', '+', '!', ':', '"']).to_owned())
            })
            .collect(),
        Form::PropertyList => {
            let strings = text.split("<string>").skip(1).take(MOST_LINES).filter_map(|it| it.split("</string>").next());
            strings
                .map(|it| it.replace("&gt;", ">").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&"))
                .collect()
        }
    }
}

/// The command of a line of cron, also as it is where a user stands before it.
fn jobs(line: &str) -> Vec<String> {
    let fields = if line.starts_with('@') { 1 } else { 5 };
    let is_time = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '*' | '@' | '$')) || fields == 5 && it.len() == 3
    };
    let mut rest = line;
    for _ in 0..fields {
        let rest_of = rest.trim_start();
        let end = rest_of.find(char::is_whitespace).unwrap_or(rest_of.len());
        if !is_time(&rest_of[..end]) {
            return Vec::new();
        }
        rest = &rest_of[end..];
    }
    let command = rest.trim_start().replace("\\%", "%");
    let behind_user = command.split_once(char::is_whitespace).map(|it| it.1.to_owned());
    [Some(command), behind_user].into_iter().flatten().collect()
}

/// The texts that a command writes to a file, with unknown variables kept as they are written.
pub(super) fn written(act: &FileAct<'_>, sink: &Sink<'_>) -> Vec<String> {
    let mut texts: Vec<String> = act.contents.iter().flat_map(Value::texts).map(str::to_owned).collect();
    if let Some(command) = act.command {
        texts.extend(given(command, sink));
        texts.extend(echoed(command));
    }
    texts
}

/// The texts that a command reads from its standard input.
pub(super) fn given(command: &Command, sink: &Sink<'_>) -> Vec<String> {
    let mut texts: Vec<String> = sink.input(command).iter().flat_map(Value::texts).map(str::to_owned).collect();
    texts.extend(command.redirects.iter().filter_map(|it| it.body.as_ref()).map(|it| it.text.sketch()));
    texts
}

/// What `echo` and `printf` say, with variables as they are written.
pub(super) fn echoed(command: &Command) -> Option<String> {
    let is_echo = matches!(command.program.as_deref(), Some("echo" | "printf"));
    is_echo.then(|| {
        command.operands().map(Word::sketch).collect::<Vec<_>>().join(" ").replace("\\n", "\n").replace("%%", "%")
    })
}

/// What runs a file by itself, and in which form it is written.
pub(super) fn started_by(path: &str) -> Option<(&'static str, Form)> {
    let path = path.strip_prefix("~/").map_or(path, |it| it);
    let home = path.strip_prefix("/root/").or_else(|| {
        let rest = path.strip_prefix("/home/").or(path.strip_prefix("/Users/"))?;
        Some(rest.split_once('/')?.1)
    });
    let below = |folders: &[&str]| folders.iter().any(|it| path.len() > it.len() && path.starts_with(it));
    if path == "/etc/crontab"
        || path == "/etc/anacrontab"
        || below(&["/etc/cron.d/", "/var/spool/cron/", "/var/at/tabs/"])
    {
        return Some(("cron", Form::Cron));
    }
    if below(&["/etc/cron."]) {
        return Some(("cron", Form::Script));
    }
    let name = home.unwrap_or(path);
    if below(&["/etc/systemd/", "/lib/systemd/", "/usr/lib/systemd/", "/run/systemd/", "/usr/local/lib/systemd/"])
        || name.starts_with(".config/systemd/user/")
    {
        return Some(("systemd", Form::Unit));
    }
    if below(&["/etc/udev/rules.d/", "/lib/udev/rules.d/"]) {
        return Some(("udev", Form::Unit));
    }
    if below(&["/etc/xdg/autostart/"]) || name.starts_with(".config/autostart/") {
        return Some(("every login", Form::Unit));
    }
    if below(&["/Library/LaunchDaemons/", "/Library/LaunchAgents/"]) || name.starts_with("Library/LaunchAgents/") {
        return Some(("launchd", Form::PropertyList));
    }
    if matches!(path, "/etc/rc.local" | "/etc/rc.d/rc.local") || below(&["/etc/init.d/", "/etc/rc.d/", "/etc/local.d/"])
    {
        return Some(("every start", Form::Script));
    }
    if matches!(
        path,
        "/etc/profile"
            | "/etc/bash.bashrc"
            | "/etc/bashrc"
            | "/etc/zshrc"
            | "/etc/zsh/zshrc"
            | "/etc/zsh/zshenv"
            | "/etc/ssh/sshrc"
    ) || below(&["/etc/profile.d/", "/etc/update-motd.d/", "/etc/NetworkManager/dispatcher.d/", "/etc/skel/"])
        || matches!(
            name,
            ".bashrc"
                | ".bash_profile"
                | ".bash_login"
                | ".bash_logout"
                | ".profile"
                | ".zshrc"
                | ".zshenv"
                | ".zprofile"
                | ".zlogin"
                | ".kshrc"
                | ".xinitrc"
                | ".xprofile"
                | ".xsession"
                | ".ssh/rc"
                | ".bash_aliases"
                | ".config/fish/config.fish"
        )
    {
        return Some(("every login", Form::Script));
    }
    None
}
