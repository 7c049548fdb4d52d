//! CARO0618: memory runs full.

use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{AssignedValue, Body, Command, Node, PartKind, Statement, StatementKind, walk};

rule! {
    /// Takes memory without end, until the machine stands still or kills other programs.
    ///
    /// Say how much you read, or set a limit first: `ulimit -v`, `systemd-run -p MemoryMax=`.
    ///
    /// To decide: How much may it take, and what ends it: a count, a limit (`ulimit -v`), a time?
    ///
    /// ```sh bad
    /// tail /dev/zero
    /// ```
    /// ```sh fixed
    /// head -c 1M /dev/zero | tail
    /// ```
    /// ```sh bad
    /// x=a; while true; do x=$x$x; done
    /// ```
    /// ```sh bad
    /// data=$(cat /dev/zero)
    /// ```
    /// ```sh bad
    /// stress-ng --vm 8 --vm-bytes 90%
    /// ```
    /// ```sh good
    /// head -c 1M /dev/zero | sort
    /// ```
    /// ```sh good
    /// line=; for i in 1 2 3; do line="$line$line-"; done
    /// ```
    /// ```sh good
    /// stress-ng --cpu 2 --timeout 10s
    /// ```
    "CARO0618" "memory-filled",
    Danger,
    Check::Several(&[
        Check::Command { programs: &["tail", "sort", "tac", "awk", "sed", "grep", "stress", "stress-ng", "mapfile", "read", "rev", "base64", "bc"], run: check },
        Check::Text { run: check_text },
        Check::Pipeline { run: check_pipeline },
    ])
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.is_wrapped_by("timeout") {
        return;
    }
    let program = command.program.as_deref().unwrap_or_default();
    if program.starts_with("stress") {
        if command.flag('m', "vm").is_some() && command.flag('\0', "vm").is_some() {
            let message = "takes as much memory as it is told: other programs may be killed for it";
            sink.report(command.span, message.into()).level(Level::Caution);
        }
        return;
    }
    // These keep a whole line, or all, before they print; what never ends a line fills memory.
    let keeps = match program {
        "tail" => !command.flags().any(|it| it.is('c', "bytes") || it.is('f', "follow")),
        "sort" | "tac" | "mapfile" | "rev" => true,
        _ => false,
    };
    if !keeps {
        return;
    }
    let input =
        command.redirects.iter().filter(|it| it.operator == crate::script::RedirectOperator::Read).map(|it| &it.target);
    for word in command.operands().chain(input) {
        if let Some(path) = sink.possible(word, |it| matches!(it, "/dev/zero" | "/dev/urandom" | "/dev/random")) {
            sink.report(word.span, format!("`{path}` never ends, and `{program}` keeps all of it in memory"));
            let at = command.words.iter().position(|it| it.span == word.span);
            if let (Some(at), [], [first, ..]) = (at, &*command.assignments, &*command.words) {
                let mut edits = edits::without_word(command, at);
                edits.push((Span::at(first.span.start), format!("head -c 1M {path} | ")));
                sink.choice("Read one megabyte only", edits);
            }
            return;
        }
    }
}

/// `head -c 100G /dev/zero | tail`: what keeps all until it ends, and gets too much.
fn check_pipeline(stages: &[Statement], sink: &mut Sink<'_>) {
    let [first, .., last] = stages else { return };
    let (Some(first), Some(last)) = (first.command(), last.command()) else { return };
    let endless = first.operands().any(|it| sink.possible(it, |it| it == "/dev/zero").is_some());
    let huge = match first.program.as_deref() {
        Some("cat") => true,
        Some("head") => first.flag_value('c', "bytes").and_then(|it| sink.text_of(it)).is_some_and(|it| {
            let digits: String = it.chars().take_while(char::is_ascii_digit).collect();
            let number: u64 = digits.parse().unwrap_or(0);
            it.ends_with(['T', 'P', 'E']) && number > 0 || it.ends_with('G') && number >= 8
        }),
        _ => false,
    };
    let plain = !first.is_wrapped_by("timeout") && !last.is_wrapped_by("timeout");
    if endless
        && huge
        && plain
        && matches!(last.program.as_deref(), Some("tail" | "sort" | "tac" | "rev"))
        && !last.has_flag('c', "bytes")
    {
        sink.report(last.span, "keeps in memory what never ends: `/dev/zero` has no lines".into());
    }
}

fn check_text(body: &Body, sink: &mut Sink<'_>) {
    walk(&body.statements, &mut |node| match node {
        Node::Statement(statement) => {
            let Some(rounds) = super::endless::body_of(statement) else { return };
            if super::endless::pauses_or_ends(rounds, &["echo", "printf", "true", ":", "let"]) {
                return;
            }
            walk(rounds, &mut |node| {
                let Node::Command(command) = node else { return };
                for it in &command.assignments {
                    let uses = match &it.value {
                        Some(AssignedValue::Word(word)) => word
                            .parts
                            .iter()
                            .filter(|part| matches!(&part.kind, PartKind::Parameter(that) if that.name == it.name.text))
                            .count(),
                        _ => 0,
                    };
                    if uses > 1 || it.append {
                        sink.report(
                            it.span,
                            format!("`{}` grows in a loop that never ends, until memory is full", it.name.text),
                        );
                    }
                }
            });
        }
        Node::Word(word) => {
            for part in &word.parts {
                if let PartKind::Substitution(statements) = &part.kind
                    && let [Statement { kind: StatementKind::Command(command), .. }] = &**statements
                    && (command.program.as_deref() == Some("yes")
                        || command.program.as_deref() == Some("cat")
                            && command
                                .operands()
                                .any(|it| matches!(it.literal(), Some("/dev/zero" | "/dev/urandom" | "/dev/random"))))
                    && command.wrappers.is_empty()
                    && command.redirects.is_empty()
                {
                    sink.report(part.span, "keeps in memory what never ends".into());
                }
            }
        }
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_never_ends_is_known() {
        check_marks("sort < /dev/zero\n#      ^^^^^^^^^ CARO0618\n");
        check_marks("head -c 10G /dev/zero | tail\n#mark 0 24 28 CARO0618\n");
        check_marks("sudo tac /dev/urandom\n#        ^^^^^^^^^^^^ CARO0618\n");
        check_marks("while :; do a+=x; done\n#           ^^^^ CARO0618\n");
        check_marks(
            "tail -c 10 /dev/urandom\ntail -f log\nsort names\nwhile read -r l; do a+=$l; done <x\nwhile true; do a+=x; sleep 1; done\ntimeout 1 tail /dev/zero\n",
        );
    }
}
