//! CARO0606: a signal goes to every process.

use super::services::is_harmless_signal;
use crate::rules::edits::Edits;
use crate::rules::{Check, Level, Sink};
use crate::script::{Body, Command, Node, PartKind, Statement, StatementKind, Word, walk};

rule! {
    /// Ends every process that it may, not the one that was meant.
    ///
    /// `-1` stands for all processes, and a pattern such as `.` fits every name. As root that is the whole machine,
    /// else the whole session with all unsaved work. Name the process: `kill "$pid"`, `pkill -x name`.
    ///
    /// To decide: Which process is meant, and what tells it from the others: its number, its whole name, its user?
    ///
    /// ```sh bad
    /// kill -9 -1
    /// ```
    /// ```sh bad
    /// pkill -9 -f .
    /// ```
    /// ```sh fixed
    /// pgrep -l -f .
    /// ```
    /// ```sh bad
    /// kill -9 $(ps aux | awk '{print $2}')
    /// ```
    /// ```sh bad
    /// NAME=$1
    /// pkill -f "$NAME"
    /// ```
    /// ```sh fixed
    /// NAME=$1
    /// pkill -f "${NAME:?}"
    /// ```
    /// ```sh good
    /// kill -9 "$pid"
    /// kill -1 "$pid"
    /// ```
    /// ```sh good
    /// pkill -f 'gunicorn: worker'
    /// ```
    /// ```sh good
    /// kill -- -"$group"
    /// ```
    /// ```sh good
    /// ps aux | grep '[m]yapp' | awk '{print $2}' | xargs kill
    /// ```
    /// ```sh good
    /// trap 'kill 0' EXIT
    /// ```
    "CARO0606" "kill-everything",
    Danger,
    Check::Several(&[
        Check::Command { programs: &["kill", "pkill", "killall5", "killall", "skill"], run: check },
        Check::Pipeline { run: check_pipeline },
        Check::Text { run: check_loops },
    ])
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if is_harmless_signal_by_name(command, sink) {
        return;
    }
    match command.program.as_deref() {
        Some("kill") => check_kill(command, sink),
        Some("killall5") => {
            sink.report(command.span, "ends every process of this machine but its own session".into());
        }
        Some("pkill" | "skill") => check_pattern(command, sink),
        Some("killall") => {
            let by_pattern = command.has_flag('r', "regexp");
            let user = command.flag_value('u', "user").and_then(|it| sink.possible(it, |it| it == "root"));
            if user.is_some() && command.operands().next().is_none() {
                sink.report(command.span, "ends every process of `root`, and with them the system".into());
            } else if by_pattern {
                check_pattern(command, sink);
            }
        }
        _ => {}
    }
}

/// `kill -0` asks only; what `-HUP` does to all processes is bad enough.
fn is_harmless_signal_by_name(command: &Command, sink: &Sink<'_>) -> bool {
    command.program.as_deref() != Some("kill") && is_harmless_signal(command, sink)
        || command.flags().any(|it| matches!(it.long.as_deref(), Some("0" | "list" | "table")))
}

fn check_kill(command: &Command, sink: &mut Sink<'_>) {
    let words = command.arguments();
    // Behind `-s` it would be the signal.
    let before = words.first().and_then(Word::literal).unwrap_or_default();
    let skip = if matches!(before, "-s" | "-n" | "-l") { 2 } else { 1 };
    if let Some(word) = words.iter().skip(skip).find(|it| sink.possible(it, |it| it == "-1").is_some()) {
        sink.report(word.span, "`-1` ends every process that this user may end".into());
        return;
    }
    if let Some(word) = words.iter().find(|it| prints_all(it, sink)) {
        sink.report(word.span, "ends every process that is listed: nothing picks the one that is meant".into());
    }
}

fn check_pipeline(stages: &[Statement], sink: &mut Sink<'_>) {
    let Some((last, before)) = stages.split_last() else { return };
    let Some(kill) = last.command() else { return };
    if kill.is_wrapped_by("xargs") && kill.program.as_deref() == Some("kill") && lists_all(before, sink) {
        sink.report(kill.span, "ends every process that `ps` lists: nothing picks the one that is meant".into());
    }
}

/// `for p in $(ps …); do kill $p; done`
fn check_loops(body: &Body, sink: &mut Sink<'_>) {
    walk(&body.statements, &mut |node| {
        let Node::Statement(Statement { kind: StatementKind::For { variable, words: Some(words), body, .. }, .. }) =
            node
        else {
            return;
        };
        if !words.iter().any(|it| prints_all(it, sink)) {
            return;
        }
        for command in body.iter().filter_map(Statement::command).filter(|it| it.program.as_deref() == Some("kill")) {
            let is_each = |it: &Word| it.leading_variable().is_some_and(|it| it.name == variable.text);
            if command.arguments().iter().any(is_each) {
                sink.report(command.span, "ends every process, one after the other".into());
            }
        }
    });
}

/// Whether a word holds a substitution that lists the numbers of all processes.
fn prints_all(word: &Word, sink: &Sink<'_>) -> bool {
    word.parts.iter().any(|part| match &part.kind {
        PartKind::Substitution(statements) => match &**statements {
            [Statement { kind: StatementKind::Pipeline(pipeline), .. }] => lists_all(&pipeline.stages, sink),
            others => lists_all(others, sink),
        },
        _ => false,
    })
}

/// Whether stages list the numbers of all processes, and none of them picks some.
fn lists_all(stages: &[Statement], sink: &Sink<'_>) -> bool {
    let Some((first, rest)) = stages.split_first() else { return false };
    let Some(list) = first.command() else { return false };
    let all = match list.program.as_deref() {
        Some("ps") => {
            let words: Vec<String> = list.arguments().iter().filter_map(|it| sink.text_of(it)).collect();
            let picks = words.iter().any(|it| {
                matches!(&**it, "-C" | "-p" | "-u" | "-U" | "-t" | "-g" | "-G" | "-s")
                    || ["--ppid", "--pid", "--user", "--group", "--tty", "-u", "-C"]
                        .iter()
                        .any(|that| it.starts_with(that) && it.len() > 2 && it.starts_with("--"))
            });
            let lists = words.iter().any(|it| {
                let letters = it.trim_start_matches('-');
                it.starts_with('-') && !it.starts_with("--") && (letters.contains('e') || letters.contains('A'))
                    || letters.contains("ax")
                    || letters.contains("aux")
            });
            lists && !picks
        }
        // `ls /proc | grep '^[0-9]'`
        Some("ls") => {
            let numbers =
                |it: &Statement| it.command().is_some_and(|it| it.operands().any(|it| it.sketch().contains("[0-9]")));
            return list.operands().any(|it| sink.possible(it, |it| matches!(it, "/proc" | "/proc/")).is_some())
                && rest.iter().all(numbers);
        }
        Some("pgrep") => {
            list.operands().next().is_some_and(|it| sink.possible(it, is_wide).is_some())
                && !list.has_flag('P', "parent")
        }
        _ => false,
    };
    all && rest.iter().all(|it| {
        it.command().is_some_and(|it| match it.program.as_deref() {
            Some("awk" | "gawk" | "mawk") => it
                .operands()
                .next()
                .and_then(Word::literal)
                .is_some_and(|it| !it.contains(['/', '~', '=', '>', '<', '('])),
            Some("cut" | "tr" | "sort" | "tail" | "xargs" | "uniq") => true,
            _ => false,
        })
    })
}

fn check_pattern(command: &Command, sink: &mut Sink<'_>) {
    // These say which processes are meant.
    let picks = [
        ('P', "parent"),
        ('t', "terminal"),
        ('s', "session"),
        ('g', "pgroup"),
        ('F', "pidfile"),
        ('x', "exact"),
        ('n', "newest"),
        ('o', "oldest"),
    ];
    let user = command.flag_value('u', "euid").or(command.flag_value('U', "uid"));
    if user.is_some_and(|it| sink.possible(it, |it| it.split(',').any(|it| matches!(it, "root" | "0"))).is_some())
        && command.operands().next().is_none()
    {
        sink.report(command.span, "ends every process of `root`, and with them the system".into());
        return;
    }
    if command.has_flag('\0', "inverse") {
        sink.report(command.span, "ends every process but those that fit".into());
        return;
    }
    if user.is_some() || picks.iter().any(|it| command.has_flag(it.0, it.1)) {
        return;
    }
    for word in command.operands() {
        let value = sink.value(word);
        if let Some(wide) = value.texts().find(|it| !it.is_empty() && is_wide(it)).map(str::to_owned) {
            sink.report(word.span, format!("`{wide}` fits every process, so all of them end"));
            sink.choice("Look first: `pgrep -l`", shown(command));
        } else if let Some(empty) = value.shapes.iter().find(|it| it.is_empty()) {
            // Unquoted, an empty variable is no pattern at all, and nothing ends.
            if !word.is_quoted() {
                continue;
            }
            let message = match &empty.empty {
                Some(why) => format!("ends every process when {}: an empty pattern fits all", why.when()),
                None => "ends every process: an empty pattern fits all".into(),
            };
            let level = if empty.empty.is_some() { Level::Caution } else { Level::Danger };
            sink.report(word.span, message).level(level);
            sink.stop_when_empty(word);
        }
    }
}

/// Lists the processes that a pattern fits, and ends none.
fn shown(command: &Command) -> Edits {
    if command.program.as_deref() != Some("pkill") {
        return Edits::new();
    }
    let mut edits = super::services::signalled(command, "");
    edits.push((command.name_span(), "pgrep -l".to_owned()));
    edits
}

/// Whether a pattern fits every name, or nearly.
fn is_wide(pattern: &str) -> bool {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$').trim_matches(['(', ')']);
    matches!(
        inner,
        "" | "."
            | ".*"
            | ".+"
            | "*"
            | "?"
            | "[a-z]"
            | "[a-z]*"
            | "[a-z]+"
            | "[^ ]*"
            | "\\w"
            | "\\w*"
            | "\\w+"
            | "/"
            | "[a-zA-Z]*"
            | "[[:alpha:]]*"
            | ".?"
            | ".."
    ) || inner.len() == 1 && inner.starts_with(|it: char| it.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn all_spellings_of_minus_one_count() {
        for (script, mark) in [
            ("kill -KILL -1", "#          ^^"),
            ("kill -s KILL -1", "#            ^^"),
            ("kill -- -1", "#       ^^"),
            ("sudo kill -15 -- -1", "#                ^^"),
            ("P=-1; kill -9 $P", "#             ^^"),
            ("kill -HUP -1", "#         ^^"),
        ] {
            check_marks(&format!("{script}\n{mark} CARO0606\n"));
        }
        check_marks(
            "kill -1 123\nkill -s 1 123\nkill -9 -123\nkill -0 -1\nkill -l\nkill -9 1234 %1\nkill -1 $(cat x.pid)\n",
        );
    }

    #[test]
    fn patterns_that_fit_all_are_known() {
        check_marks("pkill '.*'\n#     ^^^^ CARO0606\n");
        check_marks("pkill -9 -f ''\n#           ^^ CARO0606\n");
        check_marks("pkill -KILL -u root\n#mark 0 0 19 CARO0606\n");
        check_marks("ps -ef | awk '{print $2}' | xargs kill -9\n#                           ^^^^^^^^^^^^^ CARO0606\n");
        check_marks("kill -9 $(ps -e -o pid=)\n#       ^^^^^^^^^^^^^^^^ CARO0606\n");
        check_marks("for p in $(ps -e -o pid=); do kill -9 $p; done\n#mark 0 30 40 CARO0606\n");
        check_marks("kill -9 $(ls /proc | grep '^[0-9]*$')\n#mark 0 8 37 CARO0606\n");
        check_marks("python3 -c 'import os; os.kill(-1, 9)'\n#mark 0 23 38 CARO0606\n");
        check_marks("pkill -P $$ .\npkill -u bob\npkill nginx\npkill -f \"app-$NAME\"\npkill -x a\npkill -0 .\n");
        check_marks("ps -C myapp -o pid= | xargs kill\nps aux | awk '/x/ {print $2}' | xargs kill\n");
    }
}
