//! CARO0617: a file grows until the disk is full.

use crate::Span;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};
use crate::script::{Body, Command, Node, PartKind, RedirectOperator, Statement, walk};

rule! {
    /// Writes without end, until the disk is full.
    ///
    /// Services that share the disk fail then, and what they write is lost. Say how much: `dd count=`, `head -c`, `timeout`.
    ///
    /// ```sh bad
    /// yes > /tmp/fill
    /// ```
    /// ```sh fixed
    /// yes | head -c 1G > /tmp/fill
    /// ```
    /// ```sh bad
    /// dd if=/dev/zero of=/big bs=1M
    /// ```
    /// ```sh fixed
    /// dd if=/dev/zero of=/big bs=1M count=1024
    /// ```
    /// ```sh bad
    /// cat /dev/urandom > noise
    /// ```
    /// ```sh fixed
    /// cat /dev/urandom | head -c 1G > noise
    /// ```
    /// ```sh bad
    /// while true; do echo x >> log.txt; done
    /// ```
    /// ```sh fixed
    /// while true; do sleep 1; echo x >> log.txt; done
    /// ```
    /// ```sh good
    /// dd if=/dev/zero of=swap bs=1M count=512
    /// ```
    /// ```sh good
    /// yes | head -n 100 > answers
    /// head -c 1M /dev/urandom > noise
    /// ```
    /// ```sh good
    /// while true; do date >> log.txt; sleep 60; done
    /// ```
    /// ```sh good
    /// yes > /dev/null
    /// cat /dev/zero > /dev/full
    /// ```
    "CARO0617" "disk-filled",
    Danger,
    Check::Several(&[Check::File { run: check }, Check::Text { run: check_loops }, Check::Pipeline { run: check_pipeline }])
}

const ENDLESS: [&str; 3] = ["/dev/zero", "/dev/urandom", "/dev/random"];

/// Whether a path is a file that takes space.
fn takes_space(path: &str) -> bool {
    !path.starts_with("/dev/") && !path.starts_with("/proc/") && !path.starts_with("/sys/")
        || path.starts_with("/dev/shm/")
}

/// Whether a command prints without end.
fn is_endless(command: &Command, sink: &Sink<'_>) -> Option<String> {
    if ["timeout", "gtimeout"].iter().any(|it| command.is_wrapped_by(it)) {
        return None;
    }
    match command.program.as_deref()? {
        "yes" => Some("yes".into()),
        "head" if command.operands().any(|it| sink.possible(it, |it| ENDLESS.contains(&it)).is_some()) => {
            command.flag_value('c', "bytes").and_then(|it| sink.possible(it, is_huge)).map(|it| format!("head -c {it}"))
        }
        "cat" | "pv" => command
            .operands()
            .chain(command.redirects.iter().filter(|it| it.operator == RedirectOperator::Read).map(|it| &it.target))
            .find_map(|it| sink.possible(it, |it| ENDLESS.contains(&it))),
        "dd" if command.flag('\0', "count").is_none() && command.flag('\0', "of").is_none() => {
            command.flag_value('\0', "if").and_then(|it| sink.possible(it, |it| ENDLESS.contains(&it)))
        }
        "tr" | "base64" | "openssl" | "xxd" | "od" => command
            .redirects
            .iter()
            .filter(|it| it.operator == RedirectOperator::Read)
            .find_map(|it| sink.possible(&it.target, |it| ENDLESS.contains(&it))),
        _ => None,
    }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let Some(command) = act.command else { return };
    if !act.kind.writes() || sink.possible(act.path, takes_space).is_none() {
        return;
    }
    let program = command.program.as_deref().unwrap_or_default();
    let source = match program {
        "dd" => {
            let number = |name| command.flag_value('\0', name).and_then(|it| sink.text_of(it)).and_then(|it| size(&it));
            let counted = command.flag('\0', "count").is_some() || command.flag('\0', "seek").is_some();
            let huge = number("count").is_some_and(|it| it * number("bs").unwrap_or(512.0) >= HUGE);
            let bounded = counted && !huge || command.is_wrapped_by("timeout");
            let source = command.flag_value('\0', "if").and_then(|it| sink.possible(it, |it| ENDLESS.contains(&it)));
            source.filter(|_| !bounded)
        }
        "cp" | "tee" if act.kind == ActKind::Overwrites => {
            command.operands().find_map(|it| sink.possible(it, |it| ENDLESS.contains(&it)))
        }
        "fallocate" => {
            let size = command.flag_value('l', "length").and_then(|it| sink.possible(it, is_huge));
            if let Some(size) = size {
                sink.report(act.span, format!("takes `{size}` of the disk for one file"));
            }
            return;
        }
        // The redirect writes what the command prints.
        _ if act.span != act.path.span => is_endless(command, sink),
        _ => None,
    };
    if let Some(source) = source {
        sink.report(act.span, ends_never(&source));
        let end = command.words.last().map_or(command.span.end, |it| it.span.end);
        let block = command.flag_value('\0', "bs").and_then(|it| size(&sink.text_of(it)?)).unwrap_or(512.0);
        if program == "dd" && command.flag('\0', "count").is_none() && block <= 16e6 {
            sink.choice("Stop behind 1024 blocks", vec![(Span::at(end), " count=1024".to_owned())]);
        } else if act.span != act.path.span && act.span.start > end && command.redirects.len() == 1 {
            sink.choice("Stop at one gigabyte", vec![(Span::at(act.span.start), "| head -c 1G ".to_owned())]);
        }
    }
}

fn ends_never(source: &str) -> String {
    if source.starts_with("head") {
        format!("`{source}` gives more than most disks hold")
    } else {
        format!("`{source}` never ends: the file grows until the disk is full")
    }
}

/// Half a terabyte.
const HUGE: f64 = 5e11;

fn is_huge(text: &str) -> bool {
    size(text).is_some_and(|it| it >= HUGE)
}

/// A number with a unit of size, in bytes.
fn size(text: &str) -> Option<f64> {
    let end = text.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let factor = match text[end..].chars().next().map(|it| it.to_ascii_uppercase()) {
        None | Some('C' | 'B') => 1.0,
        Some('K') => 1e3,
        Some('M') => 1e6,
        Some('G') => 1e9,
        Some('T') => 1e12,
        Some('P') => 1e15,
        Some('E') => 1e18,
        _ => return None,
    };
    Some(number * factor)
}

fn check_pipeline(stages: &[Statement], sink: &mut Sink<'_>) {
    let commands: Option<Vec<&Command>> = stages.iter().map(Statement::command).collect();
    let Some(commands) = commands else { return };
    let [first, middle @ .., last] = &*commands else { return };
    let Some(source) = is_endless(first, sink) else { return };
    // Each stage passes on all that it reads; `head` and others end it.
    let passes = |it: &&Command| {
        matches!(
            it.program.as_deref(),
            Some(
                "cat"
                    | "tr"
                    | "base64"
                    | "gzip"
                    | "xz"
                    | "bzip2"
                    | "sed"
                    | "tee"
                    | "pv"
                    | "openssl"
                    | "xxd"
                    | "od"
                    | "hexdump"
            )
        )
    };
    let writes = match last.program.as_deref() {
        Some("tee" | "dd") => {
            let bounded = last.flag('\0', "count").is_some();
            let target = if last.program.as_deref() == Some("dd") {
                last.flag_value('\0', "of")
            } else {
                last.operands().next()
            };
            target.filter(|_| !bounded).is_some_and(|it| sink.possible(it, takes_space).is_some())
        }
        _ => {
            passes(last)
                && last.redirects.iter().any(|it| {
                    it.operator.writes()
                        && it.fd.as_deref() != Some("2")
                        && sink.possible(&it.target, takes_space).is_some()
                })
        }
    };
    if writes && middle.iter().all(passes) {
        sink.report(last.span, format!("`{source}` never ends: the file grows until the disk is full"));
        sink.choice("Stop at one gigabyte", vec![(Span::at(last.span.start), "head -c 1G | ".to_owned())]);
    }
}

/// Endless loops that append without a pause.
fn check_loops(body: &Body, sink: &mut Sink<'_>) {
    walk(&body.statements, &mut |node| {
        let Node::Statement(statement) = node else { return };
        let Some(rounds) = super::endless::body_of(statement) else { return };
        if super::endless::pauses_or_ends(
            rounds,
            &[
                "echo", "printf", "date", "cat", "yes", "dd", "true", ":", "head", "openssl", "let", "mkdir", "cd",
                "touch", "mktemp", "cp", "pushd",
            ],
        ) {
            return;
        }
        let mut grows = None;
        walk(rounds, &mut |node| {
            if let Node::Redirect(redirect) = node
                && matches!(redirect.operator, RedirectOperator::Append | RedirectOperator::AppendBoth)
            {
                grows = grows.or(Some(redirect.span));
            }
        });
        // `>` of a loop writes every round behind the last.
        let outer = statement.redirects.iter().find(|it| it.operator.writes()).map(|it| it.span);
        let mut prints = false;
        walk(rounds, &mut |node| {
            if let Node::Command(it) = node {
                prints |= matches!(it.program.as_deref(), Some("echo" | "printf" | "date" | "cat"))
                    && it.redirects.is_empty();
            }
        });
        if let Some(span) = makes_files(rounds) {
            sink.report(span, "the loop never ends or pauses: it makes files until the disk is full".into());
            pause(rounds, sink);
            return;
        }
        let target = |span| body_target(statement, rounds, span);
        if let Some(span) = grows.or(outer.filter(|_| prints))
            && target(span).is_some_and(|it| takes_space(&it))
        {
            sink.report(span, "the loop never ends or pauses: the file grows until the disk is full".into());
            pause(rounds, sink);
        }
    });
}

/// Offers a pause in each round, where the round is written there as it is.
fn pause(rounds: &[Statement], sink: &mut Sink<'_>) {
    let start = rounds.first().map_or(0, |it| it.span.start);
    let before = sink.chunk().get(..start).unwrap_or_default();
    if before.trim_end().ends_with("do") && before.ends_with(char::is_whitespace) {
        sink.choice("Pause in each round", vec![(Span::at(start), "sleep 1; ".to_owned())]);
    }
}

/// Where a round makes one more file or folder each time.
fn makes_files(rounds: &[Statement]) -> Option<Span> {
    let (mut found, mut made, mut enters) = (None, None, false);
    walk(rounds, &mut |node| {
        let Node::Command(command) = node else { return };
        let varies = || {
            command
                .operands()
                .any(|it| it.parts.iter().any(|it| matches!(it.kind, PartKind::Parameter(_) | PartKind::Arithmetic(_))))
        };
        match command.program.as_deref() {
            Some("mktemp") => found = Some(command.span),
            Some("touch" | "cp") if varies() => found = Some(command.span),
            Some("mkdir") if varies() => found = Some(command.span),
            Some("mkdir") => made = Some(command.span),
            Some("cd" | "pushd") => enters = true,
            _ => {}
        }
    });
    found.or(made.filter(|_| enters))
}

/// The text of the redirect's target, as far as it is written out.
fn body_target(statement: &Statement, rounds: &[Statement], span: Span) -> Option<String> {
    let mut found = statement.redirects.iter().find(|it| it.span == span).map(|it| it.target.sketch());
    walk(rounds, &mut |node| {
        if let Node::Redirect(redirect) = node
            && redirect.span == span
            && !redirect.target.parts.iter().any(|it| matches!(it.kind, PartKind::Process(_)))
        {
            found = Some(redirect.target.sketch());
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn endless_sources_are_known() {
        check_marks("F=/data/x; dd of=$F if=/dev/urandom\n#                ^^ CARO0617\n");
        check_marks("yes xxxxxxx >> /var/tmp/a\n#           ^^^^^^^^^^^^^ CARO0617\n");
        check_marks("cat /dev/zero | gzip > z.gz\n#               ^^^^^^^^^^^ CARO0617\n");
        check_marks("fallocate -l 999T /big\n#                 ^^^^ CARO0617\n");
        check_marks("cp /dev/zero /fill\n#            ^^^^^ CARO0617\n");
        check_marks("while :; do echo x; done > log\n#                        ^^^^^ CARO0617\n");
        check_marks("dd if=/dev/zero of=/big bs=1G count=1000\n#                  ^^^^ CARO0617\n");
        check_marks("head -c 2T /dev/zero > x\n#mark 0 21 24 CARO0617\n");
        check_marks("while true; do mkdir x; cd x; done\n#mark 0 15 22 CARO0617\n");
        check_marks("for ((;;)); do date >> a; done\n#                   ^^^^ CARO0617\n");
    }

    #[test]
    fn bounds_and_pauses_are_believed() {
        for script in [
            "timeout 5 yes > x\n",
            "tr -dc a-z < /dev/urandom | head -c 8 > name\n",
            "fallocate -l 2G /swapfile\n",
            "while true; do x=$(read_sensor); echo $x >> log; done\n",
            "while true; do date >> log; [ -e stop ] && break; done\n",
            "while read -r l; do echo $l >> log; done < in\n",
            "while true; do echo x >> /dev/stderr; done\n",
            "dd if=/dev/zero of=/dev/null\n",
            "dd if=/dev/zero of=img bs=1 count=0 seek=10G\n",
        ] {
            check_marks(script);
        }
    }
}
