//! Signals, the conditions of `trap`, and exit statuses, in words.

/// A signal: its name without `SIG`, its number where every system has the same, and what it does where nothing is
/// set up for it.
struct Signal {
    name: &'static str,
    number: Option<u8>,
    /// Its number on Linux, where `number` is not the same everywhere; not on MIPS and its like.
    linux: u8,
    /// What it is sent for.
    about: &'static str,
    ends: Ends,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Process,
    WithCore,
    Stops,
    Continues,
    Nothing,
}

const fn signal(name: &'static str, number: Option<u8>, linux: u8, about: &'static str, ends: Ends) -> Signal {
    Signal { name, number, linux, about, ends }
}

const SIGNALS: &[Signal] = &[
    signal("HUP", Some(1), 1, "its terminal was closed, or a service shall read its settings again", Ends::Process),
    signal("INT", Some(2), 2, "Ctrl-C", Ends::Process),
    signal("QUIT", Some(3), 3, "Ctrl-\\", Ends::WithCore),
    signal("ILL", None, 4, "an instruction that does not exist", Ends::WithCore),
    signal("TRAP", None, 5, "a breakpoint", Ends::WithCore),
    signal("ABRT", Some(6), 6, "the program gives up", Ends::WithCore),
    signal("BUS", None, 7, "memory that is not there", Ends::WithCore),
    signal("FPE", None, 8, "arithmetic without a result", Ends::WithCore),
    signal("KILL", Some(9), 9, "the end, at once", Ends::Process),
    signal("USR1", None, 10, "what the program makes of it", Ends::Process),
    signal("SEGV", None, 11, "memory that is not its own", Ends::WithCore),
    signal("USR2", None, 12, "what the program makes of it", Ends::Process),
    signal("PIPE", None, 13, "nobody reads what it writes", Ends::Process),
    signal("ALRM", Some(14), 14, "a clock that it set", Ends::Process),
    signal("TERM", Some(15), 15, "a request to end", Ends::Process),
    signal("CHLD", None, 17, "one of its own processes ended", Ends::Nothing),
    signal("CONT", None, 18, "go on", Ends::Continues),
    signal("STOP", None, 19, "a halt", Ends::Stops),
    signal("TSTP", None, 20, "Ctrl-Z", Ends::Stops),
    signal("TTIN", None, 21, "it reads from a terminal in the background", Ends::Stops),
    signal("TTOU", None, 22, "it writes to a terminal in the background", Ends::Stops),
    signal("URG", None, 23, "urgent data on a socket", Ends::Nothing),
    signal("XCPU", None, 24, "more time than it may use", Ends::WithCore),
    signal("XFSZ", None, 25, "a larger file than it may write", Ends::WithCore),
    signal("VTALRM", None, 26, "a clock of its own time", Ends::Process),
    signal("PROF", None, 27, "a clock for profiles", Ends::Process),
    signal("WINCH", None, 28, "its window has a new size", Ends::Nothing),
    signal("SYS", None, 31, "a system call that does not exist", Ends::WithCore),
];

/// The signal of a name or a number, in any spelling: `9`, `KILL`, `SIGKILL`, `kill`.
fn find(text: &str) -> Option<&'static Signal> {
    if text.is_empty() || text.len() > 16 {
        return None;
    }
    if text.bytes().all(|it| it.is_ascii_digit()) {
        let number = text.parse::<u8>().ok()?;
        return SIGNALS.iter().find(|it| it.linux == number);
    }
    let name = text.get(..3).filter(|it| it.eq_ignore_ascii_case("sig")).map_or(text, |_| &text[3..]);
    SIGNALS.iter().find(|it| it.name.eq_ignore_ascii_case(name))
}

/// What a signal does that is sent: the value of `-s`, what stands behind the dash of `kill -9`.
pub(super) fn sent(text: &str) -> Option<String> {
    if text == "0" {
        return Some("sends nothing, and only asks whether the process is there and may be signalled".to_owned());
    }
    let signal = find(text)?;
    let named = naming(signal, text);
    let about = signal.about;
    Some(match (signal.name, signal.ends) {
        ("KILL", _) => {
            format!("{named}: ends the process at once; it cannot be caught or ignored, so nothing is tidied up")
        }
        ("STOP", _) => format!("{named}: halts the process until `CONT`; it cannot be caught or ignored"),
        ("CONT", _) => format!("{named}: lets a halted process go on"),
        (_, Ends::Process) => format!("{named}: {about}; ends the process, unless it catches or ignores it"),
        (_, Ends::WithCore) => {
            format!(
                "{named}: {about}; ends the process and may write its memory to a file, unless it catches or ignores it"
            )
        }
        (_, Ends::Stops) => format!("{named}: {about}; halts the process, unless it catches or ignores it"),
        (_, Ends::Nothing | Ends::Continues) => {
            format!("{named}: {about}; does nothing, unless the process catches it")
        }
    })
}

/// The name of a signal, with the system that gives it this number.
fn naming(signal: &Signal, text: &str) -> String {
    let is_number = text.bytes().all(|it| it.is_ascii_digit());
    match signal.number {
        Some(number) => format!("`SIG{}` ({number})", signal.name),
        None if is_number => format!("`SIG{}` on Linux", signal.name),
        None => format!("`SIG{}`", signal.name),
    }
}

/// When the action of a `trap` runs.
pub(super) fn condition(text: &str) -> Option<String> {
    let upper = text.get(..text.len().min(16))?.to_ascii_uppercase();
    Some(match &*upper {
        "EXIT" | "0" => "when the shell ends, in whatever way it can notice".to_owned(),
        "ERR" => "after a command that fails, where `set -e` would end the script".to_owned(),
        "DEBUG" => "before each simple command".to_owned(),
        "RETURN" => "each time a function or a sourced script is done".to_owned(),
        _ => {
            let signal = find(text)?;
            let named = naming(signal, text);
            match signal.name {
                "KILL" | "STOP" => format!("{named}: no trap can catch it"),
                _ => format!("when {named} arrives: {}", signal.about),
            }
        }
    })
}

/// What `kill -l` prints for a number: a signal, or the exit status of what it ended.
pub(super) fn of_status(text: &str) -> Option<String> {
    let number: u16 = text.parse().ok().filter(|_| text.bytes().all(|it| it.is_ascii_digit()))?;
    let signal = find(&(if number > 128 { number - 128 } else { number }).to_string())?;
    Some(format!("prints the name of {}", naming(signal, &number.to_string())))
}

/// What an exit status tells the caller.
pub(super) fn status(text: &str) -> Option<String> {
    if text.is_empty() || text.len() > 9 || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let number: u32 = text.parse().ok()?;
    Some(match number {
        0 => "success".to_owned(),
        126 => "a failure; shells use 126 for a command that is there and cannot be run".to_owned(),
        127 => "a failure; shells use 127 for a command that is not there".to_owned(),
        // Larger numbers differ from shell to shell.
        129..=255 => {
            let Some(signal) = find(&(number - 128).to_string()).filter(|it| it.number.is_some()) else {
                return Some("a failure".to_owned());
            };
            format!("a failure; shells use {number} for a command that `SIG{}` ended", signal.name)
        }
        1..=255 => "a failure".to_owned(),
        _ if number.is_multiple_of(256) => "success where the shell keeps the last 8 bits, as bash does".to_owned(),
        _ => format!("a failure; where the shell keeps the last 8 bits, as bash does, it is {}", number % 256),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use std::fmt::Write;

    #[test]
    fn signals_conditions_and_statuses_in_words() {
        let mut text = String::new();
        for it in ["9", "KILL", "SIGTERM", "term", "0", "10", "USR1", "STOP", "CONT", "1", "WINCH", "3"] {
            let _ = writeln!(text, "sent {it}: {}", sent(it).unwrap_or_default());
        }
        for it in ["EXIT", "0", "ERR", "DEBUG", "RETURN", "INT", "SIGTERM", "9", "exit", "10"] {
            let _ = writeln!(text, "trap {it}: {}", condition(it).unwrap_or_default());
        }
        for it in ["0", "1", "2", "126", "127", "128", "130", "137", "143", "255", "256", "257", "141"] {
            let _ = writeln!(text, "exit {it}: {}", status(it).unwrap_or_default());
        }
        let _ = writeln!(text, "kill -l 137: {}", of_status("137").unwrap_or_default());
        expect![[r#"
            sent 9: `SIGKILL` (9): ends the process at once; it cannot be caught or ignored, so nothing is tidied up
            sent KILL: `SIGKILL` (9): ends the process at once; it cannot be caught or ignored, so nothing is tidied up
            sent SIGTERM: `SIGTERM` (15): a request to end; ends the process, unless it catches or ignores it
            sent term: `SIGTERM` (15): a request to end; ends the process, unless it catches or ignores it
            sent 0: sends nothing, and only asks whether the process is there and may be signalled
            sent 10: `SIGUSR1` on Linux: what the program makes of it; ends the process, unless it catches or ignores it
            sent USR1: `SIGUSR1`: what the program makes of it; ends the process, unless it catches or ignores it
            sent STOP: `SIGSTOP`: halts the process until `CONT`; it cannot be caught or ignored
            sent CONT: `SIGCONT`: lets a halted process go on
            sent 1: `SIGHUP` (1): its terminal was closed, or a service shall read its settings again; ends the process, unless it catches or ignores it
            sent WINCH: `SIGWINCH`: its window has a new size; does nothing, unless the process catches it
            sent 3: `SIGQUIT` (3): Ctrl-\; ends the process and may write its memory to a file, unless it catches or ignores it
            trap EXIT: when the shell ends, in whatever way it can notice
            trap 0: when the shell ends, in whatever way it can notice
            trap ERR: after a command that fails, where `set -e` would end the script
            trap DEBUG: before each simple command
            trap RETURN: each time a function or a sourced script is done
            trap INT: when `SIGINT` (2) arrives: Ctrl-C
            trap SIGTERM: when `SIGTERM` (15) arrives: a request to end
            trap 9: `SIGKILL` (9): no trap can catch it
            trap exit: when the shell ends, in whatever way it can notice
            trap 10: when `SIGUSR1` on Linux arrives: what the program makes of it
            exit 0: success
            exit 1: a failure
            exit 2: a failure
            exit 126: a failure; shells use 126 for a command that is there and cannot be run
            exit 127: a failure; shells use 127 for a command that is not there
            exit 128: a failure
            exit 130: a failure; shells use 130 for a command that `SIGINT` ended
            exit 137: a failure; shells use 137 for a command that `SIGKILL` ended
            exit 143: a failure; shells use 143 for a command that `SIGTERM` ended
            exit 255: a failure
            exit 256: success where the shell keeps the last 8 bits, as bash does
            exit 257: a failure; where the shell keeps the last 8 bits, as bash does, it is 1
            exit 141: a failure
            kill -l 137: prints the name of `SIGKILL` (9)
        "#]].assert_eq(&text);
    }

    #[test]
    fn what_is_no_signal_says_nothing() {
        let long = "9".repeat(100_000);
        for text in ["", "99", "FOO", "SIG", "é", "siéx", "-1", "\0", &long] {
            assert_eq!(sent(text), None, "{text:.20}");
            assert_eq!(condition(text), None, "{text:.20}");
            assert_eq!(of_status(text), None, "{text:.20}");
        }
        for text in ["", "-1", "x", "1x", &long] {
            assert_eq!(status(text), None, "{text:.20}");
        }
    }
}
