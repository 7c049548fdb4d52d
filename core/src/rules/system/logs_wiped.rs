//! CARO0604: the system's own record of what happened is emptied.

use crate::Span;
use crate::flow::Shape;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Body, Command, Node, PartKind, Statement, StatementKind, Word, walk};

rule! {
    /// Wipes the system's record of who logged in and what was done.
    ///
    /// After a break-in or a failure nobody can tell what happened. Let `logrotate` keep logs small,
    /// or delete only what is older than you must keep: `journalctl --vacuum-time=30d`.
    ///
    /// To decide: How long must this record be kept, and could `logrotate` keep it small?
    ///
    /// ```sh bad
    /// cat /dev/null > /var/log/auth.log
    /// ```
    /// ```sh bad
    /// rm -f /var/log/wtmp
    /// ```
    /// ```sh bad
    /// journalctl --rotate --vacuum-time=1s
    /// ```
    /// ```sh fixed
    /// journalctl --rotate --vacuum-time=30d
    /// ```
    /// ```sh bad
    /// find /var/log -type f -delete
    /// ```
    /// ```sh fixed
    /// find /var/log -type f -mtime +30 -delete
    /// ```
    /// ```sh good
    /// journalctl --vacuum-time=30d
    /// ```
    /// ```sh good
    /// find /var/log/myapp -name '*.log' -mtime +14 -delete
    /// find /var/log -name '*.gz' -delete
    /// ```
    /// ```sh good
    /// : > /var/log/myapp/debug.log
    /// rm -f /var/log/dpkg.log
    /// ```
    /// ```sh good
    /// tail -f /var/log/syslog
    /// logger done >> /var/log/syslog
    /// ```
    "CARO0604" "logs-wiped",
    Danger,
    Check::Several(&[
        Check::File { run: check_file },
        Check::Command { programs: &["journalctl", "log", "wevtutil", "wevtutil.exe", "find", "dmesg"], run: check },
        Check::Pipeline { run: check_pipeline },
        Check::Text { run: check_loops },
    ])
}

/// The records under `/var/log` that tell who did what.
const RECORDS: [&str; 21] = [
    "wtmp",
    "btmp",
    "utmp",
    "lastlog",
    "faillog",
    "tallylog",
    "auth.log",
    "secure",
    "audit",
    "audit/audit.log",
    "messages",
    "syslog",
    "system.log",
    "kern.log",
    "daemon.log",
    "user.log",
    "cron",
    "cron.log",
    "sudo.log",
    "journal",
    "sudo-io",
];

/// What a path records, where it is one of the system's records or all of them.
fn record(path: &str) -> Option<&'static str> {
    if matches!(path, "/var/run/utmp" | "/run/utmp") {
        return Some("who is logged in");
    }
    if path.starts_with("/run/log/journal") {
        return Some("what the services said");
    }
    let path = path.strip_prefix("/private").unwrap_or(path);
    let name = path.strip_prefix("/var/log/").or_else(|| (path == "/var/log").then_some(""))?;
    let name = name.trim_end_matches('/');
    if matches!(name, "" | "*" | "*.log" | "*log" | "*.*" | "**" | "**/*" | "*/*" | "*.log*" | "{}") {
        return Some("what happened on this machine");
    }
    let first = name.split('/').next().unwrap_or_default();
    if matches!(first, "journal" | "audit") {
        return Some(if first == "audit" { "who did what" } else { "what the services said" });
    }
    let plain = name.trim_end_matches(['*', '?', '.']);
    RECORDS.contains(&plain).then_some("who did what")
}

fn check_file(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let program = act.command.and_then(|it| it.program.as_deref()).unwrap_or_default();
    // `find` is asked with all its conditions, below.
    if program == "find" && act.span == act.path.span {
        return;
    }
    let wipes = match act.kind {
        ActKind::Overwrites | ActKind::Deletes => true,
        ActKind::Changes if matches!(program, "truncate" | "gtruncate") => {
            let size = act.command.and_then(|it| it.flag_value('s', "size"));
            size.is_some_and(|it| sink.possible(it, |it| it.trim_start_matches('0').is_empty()).is_some())
        }
        ActKind::Changes => matches!(program, "sed" | "gsed" | "perl" | "shred"),
        _ => false,
    };
    if !wipes {
        return;
    }
    let value = sink.paths(act.path);
    // That all of a folder goes is said by the rule on recursive deletes.
    let is_said = |it: &&str| act.recursive && act.kind == ActKind::Deletes && paths::loss(it).is_some();
    let found = value
        .iter()
        .filter_map(Shape::text)
        .filter(|it| !is_said(it))
        .find_map(|it| Some((it.to_owned(), record(it)?)));
    if let Some((path, what)) = found {
        let verb = match act.kind {
            ActKind::Deletes => "deletes",
            ActKind::Changes if program != "truncate" => "edits",
            _ => "empties",
        };
        sink.report(act.span, format!("{verb} `{path}`, the record of {what}"));
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    match command.program.as_deref() {
        Some("journalctl") => check_journal(command, sink),
        Some("find") => check_find(command, sink),
        Some("dmesg") if command.has_flag('C', "clear") || command.has_flag('c', "read-clear") => {
            sink.report(command.span, "empties the kernel's messages".into()).level(Level::Note);
            let flag = command.flag('C', "clear").or(command.flag('c', "read-clear"));
            sink.choice(
                "Show the messages, and keep them",
                flag.map(|it| edits::without(command, it)).unwrap_or_default(),
            );
        }
        Some("log")
            if command.operands().next().and_then(Word::literal) == Some("erase") && command.has_flag('\0', "all") =>
        {
            sink.report(command.span, "deletes every log of this machine".into());
        }
        Some("wevtutil" | "wevtutil.exe")
            if matches!(command.operands().next().and_then(Word::literal), Some("cl" | "clear-log")) =>
        {
            sink.report(command.span, "deletes an event log".into());
        }
        _ => {}
    }
}

fn check_journal(command: &Command, sink: &mut Sink<'_>) {
    let time = command
        .flag_value('\0', "vacuum-time")
        .and_then(|it| sink.possible(it, |it| seconds(it).is_some_and(|it| it < 3600.0)));
    let size = command
        .flag_value('\0', "vacuum-size")
        .and_then(|it| sink.possible(it, |it| bytes(it).is_some_and(|it| it < 8e6)));
    let value = |name: &str, new: &str| {
        command.flag_value('\0', name).map(|it| (it.span, new.to_owned())).into_iter().collect::<Vec<_>>()
    };
    if let Some(kept) = time {
        sink.report(command.span, format!("deletes all of the journal but the last `{kept}`"));
        sink.choice("Keep the last 30 days", value("vacuum-time", "30d"));
    } else if let Some(kept) = size {
        sink.report(command.span, format!("deletes nearly all of the journal: it keeps `{kept}`"));
        sink.choice("Keep the last 500 megabytes", value("vacuum-size", "500M"));
    }
}

fn seconds(text: &str) -> Option<f64> {
    let (number, unit) = number_and_unit(text)?;
    let factor = match unit {
        "" | "s" | "sec" | "second" | "seconds" => 1.0,
        "m" | "min" | "minute" | "minutes" => 60.0,
        "ms" => 0.001,
        _ => return None,
    };
    Some(number * factor)
}

fn bytes(text: &str) -> Option<f64> {
    let (number, unit) = number_and_unit(text)?;
    let factor = match unit {
        "" | "B" => 1.0,
        "K" | "k" | "KB" => 1e3,
        "M" | "m" | "MB" => 1e6,
        _ => return None,
    };
    Some(number * factor)
}

fn number_and_unit(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(text.len());
    Some((text[..end].parse().ok()?, text[end..].trim()))
}

/// Whether `find` has a condition that spares what is young, or names what is not a log.
fn spares(command: &Command, sink: &Sink<'_>) -> bool {
    let bounds = ["mtime", "ctime", "atime", "mmin", "cmin", "amin", "newer", "size", "empty", "newermt"];
    let names = ["name", "iname", "path", "regex", "wholename"];
    command.flags().any(|it| {
        let Some(name) = it.long.as_deref() else { return false };
        let fits_logs = || {
            it.value
                .as_ref()
                .and_then(|it| sink.text_of(it))
                .is_some_and(|it| matches!(&*it, "*" | "*.log" | "*log*" | "*.*"))
        };
        bounds.contains(&name) || names.contains(&name) && !fits_logs()
    })
}

/// `find /var/log | xargs rm`
fn check_pipeline(stages: &[Statement], sink: &mut Sink<'_>) {
    let [first, .., last] = stages else { return };
    let (Some(first), Some(last)) = (first.command(), last.command()) else { return };
    let empties = match last.program.as_deref() {
        Some("rm" | "shred" | "unlink") => true,
        Some("truncate") => last.flag_value('s', "size").and_then(Word::literal) == Some("0"),
        _ => false,
    };
    let lists = matches!(first.program.as_deref(), Some("find" | "ls")) && stages.len() == 2 && !spares(first, sink);
    if !empties || !lists || !last.is_wrapped_by("xargs") {
        return;
    }
    let found = first.operands().find_map(|word| sink.possible(word, |it| record(it).is_some()));
    if let Some(path) = found {
        let what = record(&path).unwrap_or_default();
        sink.report(last.span, format!("wipes all logs under `{path}`, the record of {what}"));
    }
}

/// `for f in $(find /var/log …); do > "$f"; done`
fn check_loops(body: &Body, sink: &mut Sink<'_>) {
    walk(&body.statements, &mut |node| {
        let Node::Statement(Statement { kind: StatementKind::For { variable, words: Some(words), body, .. }, .. }) =
            node
        else {
            return;
        };
        let mut listed = None;
        for part in words.iter().flat_map(|it| &it.parts) {
            if let PartKind::Substitution(statements) = &part.kind
                && let [Statement { kind: StatementKind::Command(find), .. }] = &**statements
                && find.program.as_deref() == Some("find")
                && !spares(find, sink)
            {
                listed = find.operands().find_map(|word| sink.possible(word, |it| record(it).is_some()));
            }
        }
        let Some(folder) = listed else { return };
        let is_each =
            |it: &Word| it.parts.len() == 1 && it.leading_variable().is_some_and(|it| it.name == variable.text);
        let mut found = None;
        walk(body, &mut |node| match node {
            Node::Redirect(it) if it.operator.truncates() && is_each(&it.target) => found = Some(it.span),
            Node::Command(it) => {
                let empties = matches!(it.program.as_deref(), Some("rm" | "shred" | "truncate"));
                if empties && it.operands().any(is_each) {
                    found = Some(it.span);
                }
            }
            _ => {}
        });
        if let Some(span) = found {
            let what = record(&folder).unwrap_or_default();
            sink.report(span, format!("wipes all logs under `{folder}`, the record of {what}"));
        }
    });
}

/// `find /var/log … -delete` without a condition that spares what is young.
fn check_find(command: &Command, sink: &mut Sink<'_>) {
    let deletes = command.has_flag('\0', "delete")
        || command.flags().any(|it| {
            matches!(it.long.as_deref(), Some("exec" | "execdir" | "ok"))
                && it.value.as_ref().is_some_and(|it| {
                    let inner = it.literal().unwrap_or_default();
                    matches!(inner.rsplit('/').next(), Some("rm" | "truncate" | "shred" | "unlink"))
                        || matches!(inner, "sh" | "bash")
                            && command.words.iter().any(|it| {
                                it.literal()
                                    .is_some_and(|it| it.contains('>') && it.contains("{}") || it.contains("> \"$"))
                            })
                })
        });
    if spares(command, sink) || !deletes {
        return;
    }
    let found = command.operands().find_map(|word| Some((word, sink.possible(word, |it| record(it).is_some())?)));
    if let Some((word, path)) = found {
        let what = record(&path).unwrap_or_default();
        sink.report(word.span, format!("wipes all logs under `{path}`, the record of {what}"));
        let acts = ["delete", "exec", "execdir", "ok"];
        let act = command.flags().find(|it| it.long.as_deref().is_some_and(|it| acts.contains(&it)));
        let edits = act.map(|it| (Span::at(it.span.start), "-mtime +30 ".to_owned()));
        sink.choice("Keep the last 30 days", edits.into_iter().collect());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_empty_a_file_counts() {
        for script in [
            "> /var/log/messages\n#mark 0 0 19 CARO0604\n",
            "truncate -s 0 /var/log/syslog\n#             ^^^^^^^^^^^^^^^ CARO0604\n",
            "truncate --size=0 /var/log/lastlog\n#                 ^^^^^^^^^^^^^^^^ CARO0604\n",
            "shred -u /var/log/auth.log\n#        ^^^^^^^^^^^^^^^^^ CARO0604\n",
            "cp /dev/null /var/log/secure\n#            ^^^^^^^^^^^^^^^ CARO0604\n",
            "ln -sf /dev/null /var/log/wtmp\n#                ^^^^^^^^^^^^^ CARO0604\n",
            "sed -i '/10.0.0.1/d' /var/log/auth.log\n#                    ^^^^^^^^^^^^^^^^^ CARO0604\n",
            "for f in wtmp btmp; do : > /var/log/$f; done\n#                        ^^^^^^^^^^^^^ CARO0604\n",
            "L=/var/log/audit/audit.log; rm $L\n#                              ^^ CARO0604\n",
            "journalctl --vacuum-size=1K\n#mark 0 0 27 CARO0604\n",
            "sudo sh -c 'echo > /var/log/btmp'\n#                ^^^^^^^^^^^^^^^ CARO0604\n",
            "find /var/log -type f | xargs truncate -s 0\n#mark 0 24 43 CARO0604\n",
            "ls /var/log/*.log | xargs shred -u\n#mark 0 20 34 CARO0604\n",
            "for f in /var/log/*; do > \"$f\"; done\n#mark 0 24 30 CARO0604\n",
            "cd /var/log && rm -f auth.log\n#mark 0 21 29 CARO0604\n",
            "find /var/log -name '*.log' -exec truncate -s 0 {} +\n#    ^^^^^^^^ CARO0604\n",
        ] {
            check_marks(script);
        }
    }

    #[test]
    fn own_and_old_logs_are_ordinary() {
        for script in [
            "rm -f /var/log/nginx/access.log.1 /var/log/syslog.2.gz\n",
            "truncate -s 0 /var/log/app.log\ntruncate -s 10M /var/log/x/syslog\n",
            "journalctl --vacuum-size=500M\njournalctl -u x --since today\n",
            "echo x | tee -a /var/log/syslog\n",
            "for f in /var/log/*; do grep x \"$f\" > out; done\n",
            "find /var/log -type f -mtime +30 -delete\nfind /var/log -type f\n",
        ] {
            check_marks(script);
        }
    }
}
