//! CARO0415: the network decides what a file says that the system acts on.

use super::source::Source;
use crate::flow::{Origin, Value};
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink};

rule! {
    /// Lets a server on the network decide what this system runs, or whom it lets in.
    ///
    /// The file is acted on by the system later: at a login, on a schedule, at the next start. Download it to a place of
    /// its own, read or compare it, then put it there.
    ///
    /// To decide: What does this address send today, who may change it tomorrow, and can the file lie next to the script instead?
    ///
    /// ```sh bad
    /// curl -fsSL https://example.org/job | sudo tee /etc/cron.d/job
    /// ```
    /// ```sh bad
    /// wget -O ~/.bashrc https://example.org/bashrc
    /// ```
    /// ```sh bad
    /// curl -s https://example.org/unit > /etc/profile.d/unit.sh
    /// ```
    /// ```sh good
    /// curl -fsSL https://example.org/key.asc | sudo tee /etc/apt/keyrings/example.asc
    /// ```
    /// ```sh good
    /// curl -fsSL https://example.org/app.conf -o /etc/app/app.conf
    /// ```
    /// ```sh good
    /// echo 'PATH=$HOME/bin:$PATH' >> ~/.bashrc
    /// ```
    "CARO0415" "download-to-system-file",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Creates | ActKind::Overwrites | ActKind::Appends | ActKind::Changes) {
        return;
    }
    let Some((path, what, level)) =
        sink.value(act.path).texts().find_map(|it| power(it).map(|(what, level)| (it.to_owned(), what, level)))
    else {
        return;
    };
    let Some(value) = remote(act, sink) else { return };
    let source = Source::of(&value, sink);
    let why = source.unchecked.as_ref().map_or(String::new(), |it| format!(", and {it}"));
    let message = format!("{} decides what is in `{path}`, {what}{why}", source.name());
    let raw = sink.report(act.span, message);
    if source.unchecked.is_none() {
        raw.level(level);
    }
}

/// What is written there, where it comes from the network.
fn remote(act: &FileAct<'_>, sink: &Sink<'_>) -> Option<Value> {
    let is_remote = |it: &Value| it.is_from(Origin::Network);
    if let Some(contents) = &act.contents {
        return Some(contents.clone()).filter(is_remote);
    }
    let command = act.command?;
    match command.program.as_deref() {
        Some("curl" | "wget" | "fetch" | "aria2c") => {
            Some(Value::default().from(Origin::Network, Some(sink.walk.place(command.span))))
        }
        Some("cp" | "mv" | "install") => {
            let texts: Vec<String> = command.operands().filter_map(|it| sink.text_of(it)).collect();
            texts.iter().find_map(|it| sink.state().file(it).filter(|it| is_remote(it)).cloned())
        }
        _ => None,
    }
}

/// What the system does with a file, and how bad it is when the network decides what it says.
fn power(path: &str) -> Option<(&'static str, Level)> {
    let below = |places: &[&str]| places.iter().any(|it| path == *it || it.ends_with('/') && path.starts_with(it));
    let home = path.strip_prefix("~/").or_else(|| path.strip_prefix("/root/")).or_else(|| {
        path.strip_prefix("/home/").or(path.strip_prefix("/Users/")).and_then(|it| it.split_once('/')).map(|it| it.1)
    });
    if below(&[
        "/etc/cron.d/",
        "/etc/cron.daily/",
        "/etc/cron.hourly/",
        "/etc/cron.weekly/",
        "/etc/cron.monthly/",
        "/etc/crontab",
        "/var/spool/cron/",
    ]) {
        return Some(("which runs on a schedule", Level::Danger));
    }
    if below(&["/etc/sudoers.d/", "/etc/pam.d/"]) {
        return Some(("which decides who may become root", Level::Danger));
    }
    if below(&[
        "/etc/profile.d/",
        "/etc/profile",
        "/etc/bash.bashrc",
        "/etc/bashrc",
        "/etc/zsh/",
        "/etc/environment",
        "/etc/rc.local",
    ]) {
        return Some(("which runs at every login or start", Level::Danger));
    }
    if below(&[
        "/etc/init.d/",
        "/etc/systemd/system/",
        "/lib/systemd/system/",
        "/usr/lib/systemd/system/",
        "/Library/LaunchDaemons/",
        "/Library/LaunchAgents/",
    ]) {
        return Some(("which starts with the system", Level::Caution));
    }
    let home = home?;
    if matches!(
        home,
        ".bashrc"
            | ".bash_profile"
            | ".profile"
            | ".zshrc"
            | ".zprofile"
            | ".zshenv"
            | ".bash_login"
            | ".bash_aliases"
            | ".kshrc"
    ) {
        return Some(("which every new shell runs", Level::Danger));
    }
    if home.starts_with(".config/autostart/")
        || home.starts_with(".config/systemd/user/")
        || home.starts_with("Library/LaunchAgents/")
    {
        return Some(("which starts at every login", Level::Caution));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_file_is_found_however_it_gets_there() {
        check_marks(
            "x=$(curl -s https://x.io/j)\necho \"$x\" | tee -a /etc/profile.d/x.sh\n#                  ^^^^^^^^^^^^^^^^^^^ CARO0415\n",
        );
        check_marks("curl -so j https://x.io/j\nsudo cp j /etc/cron.daily/j\n#         ^^^^^^^^^^^^^^^^^ CARO0415\n");
        check_marks("curl -so j https://x.io/j\nsha256sum -c j.sum || exit\nsudo cp j /etc/cron.daily/j\n");
    }
}
