//! CARO1210: a command inside a loop reads the lines that the loop should get.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{AndOr, Body, Command, Node, RedirectOperator, Statement, StatementKind, walk_outer};

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
    let mut found: Vec<&Command> = Vec::new();
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
            eaters(body, &mut found);
        }
    });
    for command in found {
        let (span, program) = (command.name_span(), command.program.as_deref().unwrap_or_default());
        sink.report(span, format!("`{program}` reads the lines that are left: the loop ends behind the first one"));
        let (at, new) = match program {
            "ssh" => (span.end, " -n"),
            "ffmpeg" => (span.end, " -nostdin"),
            _ => (command.span.end, " < /dev/null"),
        };
        sink.fix("Leave the loop's input alone", vec![(Span::at(at), new.to_owned())]);
    }
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
    use crate::rules::tests::offered;

    #[test]
    fn a_player_gets_no_input() {
        assert_eq!(
            offered("while read -r f; do mplayer \"$f\" 2>&1; done < films\n"),
            ["while read -r f; do mplayer \"$f\" 2>&1 < /dev/null; done < films\n"]
        );
    }
}
