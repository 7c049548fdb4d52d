//! CARO1210: a command inside a loop reads the lines that the loop should get.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{
    AndOr, Body, Command, Node, PartKind, RedirectOperator, Statement, StatementKind, Word, walk, walk_outer,
};

rule! {
    /// Handles the first line only: `ssh` reads all the others.
    ///
    /// A command in a loop has the loop's input. `ssh -n`, or `< /dev/null`, leaves it alone.
    ///
    /// ```sh bad
    /// while read -r host; do
    ///     ssh "$host" uptime
    /// done < hosts
    /// ```
    /// ```sh fixed
    /// while read -r host; do
    ///     ssh -n "$host" uptime
    /// done < hosts
    /// ```
    /// ```sh bad
    /// cat films | while read -r film; do ffmpeg -i "$film" "$film.mp4"; done
    /// ```
    /// ```sh fixed
    /// cat films | while read -r film; do ffmpeg -nostdin -i "$film" "$film.mp4"; done
    /// ```
    /// ```sh good
    /// while read -r host; do ssh -n "$host" uptime; done < hosts
    /// ```
    /// ```sh good
    /// while read -r host <&3; do ssh "$host" uptime; done 3< hosts
    /// ```
    /// ```sh good
    /// while read -r host; do ssh "$host" uptime < /dev/null; done < hosts
    /// while read -r film; do echo | ffmpeg -i "$film" x.mp4; done < films
    /// for host in a b; do ssh "$host" uptime; done
    /// ```
    "CARO1210" "loop-input-eaten",
    Note,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    if !body.text.contains("read")
        || !(body.text.contains("ssh") || body.text.contains("ffmpeg") || body.text.contains("mplayer"))
    {
        return;
    }
    let mut found: Vec<(&Command, bool)> = Vec::new();
    walk_outer(&body.statements, &mut |node| {
        let Node::Statement(Statement { kind: StatementKind::While { condition, body, .. }, .. }) = node else {
            return;
        };
        let reads = condition.last().and_then(Statement::command).is_some_and(|it| {
            it.program.as_deref() == Some("read")
                && it.redirects.is_empty()
                && !it.has_flag('u', "")
                && !it.has_flag('t', "")
        });
        if reads {
            let mut eating = Vec::new();
            eaters(body, &mut eating);
            found.extend(eating.into_iter().map(|it| (it, ends_behind(body, it.span))));
        }
    });
    for (command, ends) in found {
        let (span, program) = (command.name_span(), command.program.as_deref().unwrap_or_default());
        sink.report(span, format!("`{program}` reads the lines that are left: the loop ends behind the first one"));
        let (at, new) = match program {
            "ssh" => (span.end, " -n"),
            "ffmpeg" => (span.end, " -nostdin"),
            _ => (command.span.end, " < /dev/null"),
        };
        let edits = vec![(Span::at(at), new.to_owned())];
        if ends || wants_input(command, sink) {
            sink.choice("Leave the loop's input alone: right unless the rest of it is meant for this command", edits);
        } else {
            sink.fix("Leave the loop's input alone", edits);
        }
    }
}

/// Whether the loop may end behind a command, so that the rest of the input may be meant for that.
fn ends_behind(body: &[Statement], span: Span) -> bool {
    let mut found = false;
    walk(body, &mut |node| {
        if let Node::Command(it) = node {
            let ends = matches!(it.program.as_deref(), Some("break" | "exit" | "return" | "exec"));
            found |= ends && it.span.start >= span.end;
        }
    });
    found
}

/// Whether a command may be there to read its input, as `ssh host 'cat > file'` is.
fn wants_input(command: &Command, sink: &Sink<'_>) -> bool {
    const READERS: [&str; 36] = [
        "cat", "sh", "bash", "dash", "zsh", "ksh", "tee", "read", "tar", "cpio", "dd", "mysql", "mariadb", "psql",
        "sqlite3", "python", "python3", "perl", "ruby", "php", "xargs", "gzip", "gunzip", "zcat", "sort", "wc", "awk",
        "sed", "head", "tail", "passwd", "chpasswd", "patch", "-S", "-i", "-",
    ];
    if command.program.as_deref() != Some("ssh") {
        let input =
            |it: &Word| it.literal().is_some_and(|it| it == "-" || it.contains("pipe:") || it.contains("stdin"));
        return command.arguments().iter().any(input);
    }
    // Without a command of its own, a shell there reads the input.
    let Some(first) = command.operands().nth(1) else { return true };
    if !matches!(first.parts.first().map(|it| &it.kind), Some(PartKind::Literal(_))) {
        return true;
    }
    let text = sink.text(Span::new(first.span.start, command.span.end.max(first.span.start)));
    let mut words = text.split(|it: char| it.is_whitespace() || ";|&(){}<>'\"`$".contains(it));
    words.any(|it| READERS.contains(&it.rsplit('/').next().unwrap_or(it)))
}

/// The commands of a loop that read its input: those of its own level, behind conditions too, and first in a pipe.
fn eaters<'a>(statements: &'a [Statement], found: &mut Vec<&'a Command>) {
    for statement in statements {
        if statement.background || !statement.redirects.is_empty() {
            continue;
        }
        match &statement.kind {
            StatementKind::Command(command) if reads_all(command) => {
                found.push(command);
            }
            StatementKind::Pipeline(pipeline) => {
                if let Some(first) = pipeline.stages.first() {
                    eaters(std::slice::from_ref(first), found);
                }
            }
            StatementKind::AndOr { first, rest } => {
                eaters(std::slice::from_ref(first), found);
                for (_, next) in rest.iter().filter(|it| matches!(it.0, AndOr::And | AndOr::Or)) {
                    eaters(std::slice::from_ref(next), found);
                }
            }
            StatementKind::Group(body) | StatementKind::Subshell(body) => eaters(body, found),
            StatementKind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    eaters(condition, found);
                    eaters(body, found);
                }
                eaters(otherwise.as_deref().unwrap_or_default(), found);
            }
            _ => {}
        }
    }
}

fn reads_all(command: &Command) -> bool {
    let reads = match command.program.as_deref() {
        Some("ssh") => {
            !command.has_flag('n', "")
                && !command.has_flag('f', "")
                && !command.has_flag('O', "")
                && !command.has_flag('G', "")
        }
        Some("ffmpeg") => !command.words.iter().any(|it| it.literal() == Some("-nostdin")),
        Some("mplayer") => true,
        _ => false,
    };
    let own = command.redirects.iter().any(|it| {
        let reads = matches!(
            it.operator,
            RedirectOperator::Read
                | RedirectOperator::ReadWrite
                | RedirectOperator::DuplicateRead
                | RedirectOperator::HereDocument
                | RedirectOperator::HereDocumentTabs
                | RedirectOperator::HereString
        );
        reads && it.fd.as_deref().is_none_or(|it| it == "0")
    });
    reads && !own && !command.is_wrapped_by("xargs")
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_certain;
    use crate::rules::tests::offered;

    #[test]
    fn a_player_gets_no_input() {
        assert_eq!(
            offered("while read -r f; do mplayer \"$f\" 2>&1; done < films\n"),
            ["while read -r f; do mplayer \"$f\" 2>&1 < /dev/null; done < films\n"]
        );
    }

    #[test]
    fn what_may_be_meant_to_read_is_decided_on() {
        check_certain(
            "while read -r a; do ssh \"$a\" 'uptime; df'; done < f\n",
            &["while read -r a; do ssh -n \"$a\" 'uptime; df'; done < f\n"],
        );
        for inside in [
            "ssh h 'cat > body'; break",
            "ssh h uptime && break",
            "if ssh h uptime; then exit; fi",
            "ssh h 'cat > body'",
            "ssh h sudo tee body",
            "ssh h /bin/sh -s",
            "ssh \"$a\"",
            "ssh h \"$a\"",
            "ffmpeg -i - x.mp4",
        ] {
            let script = format!("while read -r a; do {inside}; done < f\n");
            check_certain(&script, &[]);
            assert_eq!(offered(&script).len(), 1, "{script}");
        }
    }
}
