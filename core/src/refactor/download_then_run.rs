//! `curl … | sh` becomes: download, compare, run.

use super::around::statements;
use super::layout::{free_name, own_lines};
use super::{Draft, Scene};
use crate::script::{Chunk, Command, PartKind, Pipe, Statement, StatementKind, Word};

refactoring! {
    /// Looks at a download before it runs: `curl … | sh` becomes a file, whose checksum is compared first.
    ///
    /// Nothing runs until you put the published SHA-256 into the script: until then it prints what it got, and ends.
    /// So a text that changed since you looked at it, or of which half arrived, never runs.
    ///
    /// ```sh before
    /// curl -fsSL https://example.org/install.sh | sudo bash -s -- --yes
    /// ```
    /// ```sh after
    /// download=$(mktemp) || exit 1
    /// curl -fsSL https://example.org/install.sh > "$download" || exit 1
    /// # caro: put the published SHA-256 here, when you have looked at the text
    /// expected=
    /// actual=$(sha256sum < "$download" | cut -d ' ' -f 1)
    /// if [ "$actual" != "$expected" ]; then
    ///     echo "$download has the SHA-256 $actual, which is not the expected one: look at it before it runs" >&2
    ///     exit 1
    /// fi
    /// sudo bash "$download" --yes
    /// ```
    /// ```sh before
    /// if [ ! -e tool ]; then
    ///     sh -c "$(wget -qO- https://example.org/get)"
    /// fi
    /// ```
    /// ```sh after
    /// if [ ! -e tool ]; then
    ///     download=$(mktemp) || exit 1
    ///     wget -qO- https://example.org/get > "$download" || exit 1
    ///     # caro: put the published SHA-256 here, when you have looked at the text
    ///     expected=
    ///     actual=$(sha256sum < "$download" | cut -d ' ' -f 1)
    ///     if [ "$actual" != "$expected" ]; then
    ///         echo "$download has the SHA-256 $actual, which is not the expected one: look at it before it runs" >&2
    ///         exit 1
    ///     fi
    ///     sh "$download"
    /// fi
    /// ```
    /// ```sh untouched
    /// curl -s https://example.org/data.json | jq .name
    /// curl -s https://example.org/x | sh import.sh
    /// curl -s https://example.org/x | sed s/a/b/ | sh
    /// curl -s https://example.org/x -o x | sh
    /// curl -s https://example.org/x | sh && echo done
    /// if curl -s https://example.org/x | sh; then echo done; fi
    /// ssh host 'curl https://example.org/x | sh'
    /// curl -s https://example.org/x | sudo -u app bash
    /// curl -s https://example.org/x | docker exec -i app sh
    /// ```
    "download-then-run" "Download, compare, then run", run
}

/// The shells that can be handed a file in place of their input.
const SHELLS: [&str; 6] = ["sh", "bash", "dash", "ksh", "zsh", "ash"];

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let text = scene.text();
    let name = |wanted: &str| free_name(&text, wanted);
    let (download, expected, actual) = (name("download"), name("expected"), name("actual"));
    statements(scene, |statement, around, chunk| {
        let span = statement.span.shifted(chunk.start);
        let Some(indent) = own_lines(&text, span).filter(|_| around.listed && !statement.background) else { return };
        let Some((fetch, run)) = parts(statement, chunk, &download) else { return };
        let lines = [
            format!("{download}=$(mktemp) || exit 1"),
            format!("{fetch} > \"${download}\" || exit 1"),
            "# caro: put the published SHA-256 here, when you have looked at the text".to_owned(),
            format!("{expected}="),
            format!("{actual}=$(sha256sum < \"${download}\" | cut -d ' ' -f 1)"),
            format!("if [ \"${actual}\" != \"${expected}\" ]; then"),
            format!(
                "    echo \"${download} has the SHA-256 ${actual}, which is not the expected one: look at it before it runs\" >&2"
            ),
            "    exit 1".to_owned(),
            "fi".to_owned(),
            run,
        ];
        draft.replace(span, lines.join(&format!("\n{indent}")));
        draft.warn(span, "nothing runs until the expected checksum is filled in");
    });
}

/// How a statement downloads, and how it runs the file then.
fn parts(statement: &Statement, chunk: &Chunk, file: &str) -> Option<(String, String)> {
    let text = &*chunk.body.text;
    match &statement.kind {
        StatementKind::Pipeline(pipeline)
            if !pipeline.negated && !pipeline.timed && pipeline.pipes == [Pipe::Output] =>
        {
            let [first, shell] = &*pipeline.stages else { return None };
            let StatementKind::Command(shell) = &shell.kind else { return None };
            Some((downloads(first, text)?, with_file(shell, text, file)?))
        }
        StatementKind::Command(shell) if is_shell(shell) => {
            let inner = |word: &Word| match &*word.parts {
                [part] => match &part.kind {
                    PartKind::Substitution(inner) | PartKind::Process(inner) => match &**inner {
                        [only] if !part.span.of(text).starts_with('`') => downloads(only, text),
                        _ => None,
                    },
                    _ => None,
                },
                _ => None,
            };
            let start = crate::Span::new(shell.span.start, shell.name_span().end).of(text);
            let [first, rest @ ..] = shell.arguments() else { return None };
            if first.literal() == Some("-c") && rest.len() == 1 {
                let fetch = inner(rest.first()?)?;
                return Some((fetch, format!("{start} \"${file}\"")));
            }
            // `bash <(curl …) --yes`
            let process = matches!(&*first.parts, [it] if matches!(it.kind, PartKind::Process(_)))
                && first.span.of(text).starts_with('<');
            let fetch = inner(first).filter(|_| process)?;
            let behind = crate::Span::new(first.span.end, shell.span.end).of(text);
            Some((fetch, format!("{start} \"${file}\"{behind}")))
        }
        _ => None,
    }
}

/// The text of a command that prints what it downloads.
fn downloads(statement: &Statement, text: &str) -> Option<String> {
    let StatementKind::Command(command) = &statement.kind else { return None };
    let prints = match command.program.as_deref()? {
        "curl" => !command.has_flag('o', "output") && !command.has_flag('O', "remote-name"),
        "wget" => command.flag_value('O', "output-document").and_then(Word::literal) == Some("-"),
        _ => false,
    };
    let plain = command.wrappers.is_empty() && command.redirects.is_empty() && !statement.background;
    (prints && plain && command.operands().next().is_some()).then(|| command.span.of(text).to_owned())
}

fn is_shell(command: &Command) -> bool {
    command.program.as_deref().is_some_and(|it| SHELLS.contains(&it))
        && command.redirects.is_empty()
        && can_read(command)
}

/// Whether a command runs where the download lies, as someone who can read it.
fn can_read(command: &Command) -> bool {
    const HERE: [&str; 9] = ["sudo", "doas", "env", "nice", "ionice", "time", "exec", "command", "timeout"];
    let outer = command.words.get(..command.head).unwrap_or_default();
    let switches = |it: &Word| {
        let text = it.literal_prefix();
        let letters = text.starts_with('-') && !text.starts_with("--") && text.contains(['u', 'g', 'R', 'C', 'D']);
        letters || ["--user", "--group", "--chroot", "--chdir"].iter().any(|flag| text.starts_with(flag))
    };
    command.wrappers.iter().all(|it| HERE.contains(&&*it.program)) && !outer.iter().any(switches)
}

/// The call of a shell that reads a file in place of its input.
fn with_file(shell: &Command, text: &str, file: &str) -> Option<String> {
    if !is_shell(shell) {
        return None;
    }
    let mut call = crate::Span::new(shell.span.start, shell.name_span().end).of(text).to_owned();
    let mut rest = shell.arguments().iter().peekable();
    let mut input = false;
    while let Some(word) = rest.next_if(|it| it.literal_prefix().starts_with('-')) {
        let flag = word.literal()?;
        match flag {
            "-" => {}
            "--" => break,
            _ if flag.starts_with("--") => call.extend([" ", flag]),
            // `-o` and `-O` take the next word.
            _ if flag.contains(['c', 'o', 'O']) => return None,
            _ => {
                input |= flag.contains('s');
                let letters = flag.replace('s', "");
                if letters.len() > 1 {
                    call.extend([" ", &letters]);
                }
            }
        }
    }
    // Without `-s` an operand is a script, which reads the download as data.
    if rest.peek().is_some() && !input {
        return None;
    }
    call.extend([" \"$", file, "\""]);
    for word in rest {
        call.extend([" ", word.span.of(text)]);
    }
    Some(call)
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::refactored;

    fn last_line(script: &str) -> String {
        let after = refactored("download-then-run", script).unwrap_or_default();
        after.lines().last().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_shell_keeps_its_wrappers_flags_and_arguments() {
        assert_eq!(last_line("curl -s https://x.io/a | sudo -E bash -\n"), "sudo -E bash \"$download\"");
        assert_eq!(last_line("curl -s https://x.io/a | bash -xs a \"$b\"\n"), "bash -x \"$download\" a \"$b\"");
        assert_eq!(last_line("bash <(curl -s https://x.io/a) -y\n"), "bash \"$download\" -y");
        assert_eq!(last_line("bash -c \"$(curl -s https://x.io/a)\"\n"), "bash \"$download\"");
    }

    #[test]
    fn names_in_use_are_not_taken() {
        let after = refactored("download-then-run", "download=1\ncurl https://x.io/a | sh\n").unwrap_or_default();
        assert!(after.starts_with("download=1\ndownload2=$(mktemp) || exit 1\n"), "{after}");
    }
}
