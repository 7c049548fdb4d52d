//! CARO0608: the machine goes down.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Takes the machine down, and all that runs on it.
    ///
    /// Right at the end of an installation that nobody else shares; anywhere else it ends other people's work.
    /// `shutdown -r +5 'reason'` tells them first, and `shutdown -c` takes it back. Forced, nothing that is still in memory is written.
    ///
    /// To decide: Who else works on this machine, and have they been told?
    ///
    /// ```sh bad
    /// sudo shutdown -h now
    /// ```
    /// ```sh fixed
    /// sudo shutdown -k -h now
    /// ```
    /// ```sh bad
    /// reboot -f
    /// ```
    /// ```sh bad
    /// init 0
    /// ```
    /// ```sh bad
    /// systemctl reboot
    /// ```
    /// ```sh good
    /// shutdown -c
    /// ```
    /// ```sh good
    /// echo 'Please reboot now'
    /// ```
    /// ```sh good
    /// telinit q
    /// systemctl suspend
    /// shutdown --help
    /// ```
    "CARO0608" "power-off",
    Danger,
    Check::Command {
        programs: &["shutdown", "reboot", "halt", "poweroff", "init", "telinit", "systemctl", "loginctl", "rtcwake"],
        run: check
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut operands = command.operands();
    let first = operands.next();
    let says = |word: Option<&Word>, texts: &[&str]| word.and_then(|it| sink.possible(it, |it| texts.contains(&it)));
    let down = |what: &str| format!("{what}: all that runs on it ends");
    let mut level = Level::Caution;
    let message = match command.program.as_deref() {
        Some("shutdown") => {
            if command.has_flag('c', "") || command.has_flag('\0', "show") {
                return;
            }
            let what =
                if command.has_flag('r', "reboot") { "restarts the machine" } else { "switches the machine off" };
            if first.is_some_and(|it| sink.text_of(it).is_some_and(|it| is_later(&it))) {
                level = Level::Note;
            }
            down(what)
        }
        Some(name @ ("reboot" | "halt" | "poweroff")) => {
            if command.has_flag('w', "wtmp-only") {
                return;
            }
            if command.has_flag('f', "force") || command.has_flag('n', "no-sync") {
                level = Level::Danger;
            }
            down(if name == "reboot" { "restarts the machine" } else { "switches the machine off" })
        }
        Some("init" | "telinit") => match says(first, &["0", "6", "1", "s", "S"]).as_deref() {
            Some("0") => down("switches the machine off"),
            Some("6") => down("restarts the machine"),
            Some(_) => "ends all services and leaves only one terminal".to_owned(),
            None => return,
        },
        Some("systemctl" | "loginctl") => {
            let verb =
                says(first, &["reboot", "poweroff", "halt", "kexec", "isolate", "rescue", "emergency", "soft-reboot"]);
            let target = operands.next();
            let forced = command.flags().filter(|it| it.is('f', "force")).count();
            match verb.as_deref() {
                Some("isolate") => match says(
                    target,
                    &[
                        "reboot.target",
                        "poweroff.target",
                        "halt.target",
                        "rescue.target",
                        "rescue",
                        "emergency.target",
                        "emergency",
                        "runlevel0.target",
                        "runlevel6.target",
                        "runlevel1.target",
                    ],
                ) {
                    Some(target) => format!("goes to `{target}`: all other services end"),
                    None => return,
                },
                Some("rescue" | "emergency") => "ends all services and leaves only one terminal".to_owned(),
                Some(verb) => {
                    if let Some(when) = command.flag_value('\0', "when") {
                        if says(Some(when), &["show", "cancel", ""]).is_some() {
                            return;
                        }
                        level = Level::Note;
                    }
                    if forced > 1 {
                        level = Level::Danger;
                    }
                    down(if matches!(verb, "poweroff" | "halt") {
                        "switches the machine off"
                    } else {
                        "restarts the machine"
                    })
                }
                None => return,
            }
        }
        Some("rtcwake") if command.flag_value('m', "mode").is_some_and(|it| says(Some(it), &["off"]).is_some()) => {
            down("switches the machine off")
        }
        _ => return,
    };
    let message = if level == Level::Danger {
        format!("{message} at once, and what is still in memory is lost")
    } else {
        message
    };
    sink.report(command.span, message).level(level);
    match command.program.as_deref() {
        Some("shutdown") => sink.choice("Only warn people: `shutdown -k`", edits::with(command, "-k")),
        Some("systemctl") => sink.rehearse(command),
        _ => {}
    }
}

/// Whether others have some minutes to end their work, or to take it back.
fn is_later(time: &str) -> bool {
    match time.strip_prefix('+') {
        Some(minutes) => !minutes.trim_start_matches('0').is_empty(),
        None => time.contains(':'),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Level;
    use crate::rules::tests::{check_marks, levels};

    #[test]
    fn every_tool_counts() {
        check_marks("sudo /sbin/poweroff\n#mark 0 0 19 CARO0608\n");
        check_marks("ssh host sudo reboot\n#mark 0 9 20 CARO0608\n");
        check_marks("systemctl isolate poweroff.target\n#mark 0 0 33 CARO0608\n");
        check_marks("telinit 6\n#mark 0 0 9 CARO0608\n");
        check_marks(
            "systemctl reboot --help\nsystemctl reboot --when=cancel\nsystemctl isolate multi-user.target\nhalt -w\nreboot() { echo no; }\nreboot\ninit script.sh\n",
        );
    }

    #[test]
    fn force_makes_it_worse_and_time_better() {
        assert_eq!(levels("reboot\n"), [Level::Caution]);
        assert_eq!(levels("reboot -nf\n"), [Level::Danger]);
        assert_eq!(levels("systemctl reboot -ff\n"), [Level::Danger]);
        assert_eq!(levels("shutdown -r +10 'new kernel'\nshutdown -h 23:30\n"), [Level::Note, Level::Note]);
    }
}
