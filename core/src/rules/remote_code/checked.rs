//! Offers to look before running: download to a file, compare its checksum, and only then run it.

use crate::Span;
use crate::flow::Code;
use crate::rules::{Sink, edits};
use crate::script::{Command, Node, PartKind, Statement, StatementKind, Word, walk};

type Edits = Vec<(Span, String)>;

/// Pieces of a script that are longer are not searched, in bytes.
const LONGEST: usize = 32 << 10;

/// What the user has to find out, as the message of a variable that is not set.
const SUM: &str = "${SHA256:?the checksum of the file that you have read}";

/// Offers to download to a file and to run that, where nothing but a download gives a shell its text.
pub(super) fn offer_to_download(code: &Code<'_>, sink: &mut Sink<'_>) {
    let title = "Download to a file, and run it only when its checksum is the one you name";
    let edits = by_pipe(code.command, sink).or_else(|| by_word(code, sink)).unwrap_or_default();
    sink.choice(title, edits);
}

/// The same for a program that is no interpreter: `curl … | crontab -`.
pub(super) fn offer_to_compare(command: &Command, sink: &mut Sink<'_>) {
    let title = "Download to a file, and use it only when its checksum is the one you name";
    sink.choice(title, by_pipe(command, sink).unwrap_or_default());
}

/// Offers to compare a file that was downloaded before it is used.
pub(super) fn offer_to_verify(command: &Command, file: Span, sink: &mut Sink<'_>) {
    let title = "Compare its checksum first, and use it only when it is the one you name";
    sink.choice(title, before(command, file, sink).unwrap_or_default());
}

/// `curl … | sh`
fn by_pipe(command: &Command, sink: &Sink<'_>) -> Option<Edits> {
    let (statement, top) = holding(command, sink)?;
    let StatementKind::Pipeline(pipeline) = &statement.kind else { return None };
    let [first, _] = &*pipeline.stages else { return None };
    let StatementKind::Command(download) = &first.kind else { return None };
    if pipeline.negated || pipeline.timed || !statement.redirects.is_empty() || statement.background {
        return None;
    }
    let steps = [fetched(download, sink)?, compared("$downloaded"), started(command, sink)?];
    Some(vec![(statement.span, chained(&steps, statement, top, sink))])
}

/// `eval "$(curl …)"`, `bash -c "$(curl …)"`, `bash <(curl …)`
fn by_word(code: &Code<'_>, sink: &Sink<'_>) -> Option<Edits> {
    let command = code.command;
    let (statement, top) = holding(command, sink)?;
    let at = command.words.iter().position(|it| it.span == code.span)?;
    let word = &command.words[at];
    let [part] = &*word.parts else { return None };
    let (PartKind::Substitution(inner) | PartKind::Process(inner)) = &part.kind else { return None };
    let [Statement { kind: StatementKind::Command(download), .. }] = &**inner else { return None };
    if !matches!(statement.kind, StatementKind::Command(_)) || statement.background {
        return None;
    }
    let text = |start, end| sink.text(Span::new(start, end));
    let (start, end) = (command.span.start, command.span.end);
    let run = match (command.program.as_deref()?, &part.kind) {
        ("eval", _) if at + 1 == command.words.len() && command.head == 0 => ". \"$downloaded\"".to_owned(),
        (_, PartKind::Process(_)) => {
            format!("{}\"$downloaded\"{}", text(start, word.span.start), text(word.span.end, end))
        }
        ("sh" | "bash" | "dash" | "zsh" | "ksh", _) => {
            let flag =
                at.checked_sub(1).and_then(|it| command.words.get(it)).filter(|it| it.literal() == Some("-c"))?;
            // The first word behind the text is what `$0` is called.
            let rest = command.words.get(at + 1).map_or(word.span.end, |it| it.span.end);
            format!("{}\"$downloaded\"{}", text(start, flag.span.start), text(rest, end))
        }
        _ => return None,
    };
    // By another name the file would not be found, or not be readable.
    let others = command.wrappers.iter().any(|it| it.flags.iter().any(|it| it.is('u', "user")));
    let steps = [fetched(download, sink)?, compared("$downloaded"), run];
    (!others).then(|| vec![(statement.span, chained(&steps, statement, top, sink))])
}

/// The statement that a command is, or the pipeline that it ends; and whether it stands alone.
fn holding<'a>(command: &Command, sink: &'a Sink<'_>) -> Option<(&'a Statement, bool)> {
    if sink.chunk().len() > LONGEST {
        return None;
    }
    let mut found: Option<&Statement> = None;
    walk(sink.statements(), &mut |node| {
        let Node::Statement(statement) = node else { return };
        let holds = match &statement.kind {
            StatementKind::Command(it) => it.span == command.span && found.is_none(),
            StatementKind::Pipeline(it) => it.stages.last().is_some_and(|it| it.span == command.span),
            _ => false,
        };
        if holds && found.is_none() {
            found = Some(statement);
        }
    });
    let found = found?;
    Some((found, sink.statements().iter().any(|it| it.span == found.span)))
}

/// A download that goes into the file, with its server checked.
fn fetched(download: &Command, sink: &Sink<'_>) -> Option<String> {
    // The file takes the first answer only, or all of them.
    let addresses = download.operands().count() + download.flags().filter(|it| it.is('\0', "url")).count();
    let many = |it: &Word| {
        it.parts.iter().any(|it| match &it.kind {
            PartKind::Parameter(it) => matches!(&*it.name, "@" | "*") || it.index.is_some(),
            it => matches!(it, PartKind::Brace(_) | PartKind::Sequence(_)),
        })
    };
    if addresses > 1 || download.operands().any(many) {
        return None;
    }
    let raw = sink.text(download.span).to_owned();
    let mut edits = Edits::new();
    let unchecked = download.flags().filter(|it| it.is('\0', "no-check-certificate") || it.is('k', "insecure"));
    let is_curl = match download.program.as_deref()? {
        "curl" if download.has_flag('o', "output") || download.has_flag('O', "remote-name") => return None,
        "curl" => true,
        "wget" => false,
        _ => return None,
    };
    for flag in unchecked {
        edits.extend(edits::without(download, flag));
    }
    if !is_curl {
        let value = download.flag_value('O', "output-document").filter(|it| it.literal() == Some("-"))?;
        let attached = sink.text(Span::new(0, value.span.start)).ends_with('O');
        edits.push((value.span, if attached { " \"$downloaded\"" } else { "\"$downloaded\"" }.to_owned()));
    }
    if download.redirects.iter().any(|it| it.fd.as_deref() != Some("2")) {
        return None;
    }
    let mut text = raw;
    edits.sort_by_key(|it| std::cmp::Reverse(it.0));
    for (span, new) in edits {
        let (start, end) = (span.start.checked_sub(download.span.start)?, span.end.checked_sub(download.span.start)?);
        text.get(start..end)?;
        text.replace_range(start..end, &new);
    }
    if is_curl {
        text.push_str(" -o \"$downloaded\"");
    }
    Some(text)
}

fn compared(path: &str) -> String {
    format!("echo \"{SUM}  {path}\" | sha256sum -c -")
}

/// The command with the file in the place of its input.
fn started(command: &Command, sink: &Sink<'_>) -> Option<String> {
    let others = command.wrappers.iter().any(|it| it.flags.iter().any(|it| it.is('u', "user")));
    if !command.redirects.is_empty() || others {
        return None;
    }
    let words = command.arguments();
    let is = |word: &Word, texts: &[&str]| word.literal().is_some_and(|it| texts.contains(&it));
    let start = command.span.start;
    let text = |from: usize, to: usize| sink.text(Span::new(from, to));
    if let Some(at) = words.iter().position(|it| is(it, &["-s", "-", "/dev/stdin"])) {
        let word = words.get(at + 1).filter(|it| is(&words[at], &["-s"]) && is(it, &["--", "-"])).unwrap_or(&words[at]);
        let (before, behind) = (text(start, words[at].span.start), text(word.span.end, command.span.end));
        return Some(format!("{before}\"$downloaded\"{behind}"));
    }
    let only_flags = words.iter().all(|it| it.literal().is_some_and(|it| it.starts_with('-') && !it.contains('c')));
    only_flags.then(|| format!("{} \"$downloaded\"", text(start, command.span.end)))
}

/// All steps, each only when the one before was a success. `set -e` does not end a script where such a chain breaks off,
/// so that it ends itself where it is a statement of its own.
fn chained(steps: &[String], statement: &Statement, top: bool, sink: &Sink<'_>) -> String {
    let make = "downloaded=$(mktemp)";
    let whole = edits::is_whole_statement(sink.statements(), statement.span);
    if top {
        let end = if whole { " ||\n    exit" } else { "" };
        format!("{make} &&\n    {}{end}", steps.join(" &&\n    "))
    } else {
        let end = if whole { " || exit" } else { "" };
        format!("{{ {make} && {}{end}; }}", steps.join(" && "))
    }
}

fn before(command: &Command, file: Span, sink: &Sink<'_>) -> Option<Edits> {
    let (statement, top) = holding(command, sink)?;
    if matches!(&statement.kind, StatementKind::Pipeline(it) if it.negated || it.timed) {
        return None;
    }
    let path = sink.text(file).trim_matches('"');
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"_./-${}".contains(&it);
    if path.starts_with('-') || path.is_empty() || !path.bytes().all(plain) {
        return None;
    }
    let ahead = sink.text(Span::new(0, statement.span.start)).trim_end_matches([' ', '\t', '\\', '\n']);
    if ahead.ends_with('|') || ahead.ends_with('!') || ahead.ends_with("time") {
        return None;
    }
    let end = if top { " || exit 1\n" } else { " && " };
    Some(vec![(Span::at(statement.span.start), format!("{}{end}", compared(path)))])
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::offered;

    #[test]
    fn a_shell_gets_the_file_and_its_arguments() {
        assert_eq!(
            offered("curl -s https://x.io/i | bash -s -- --yes"),
            [
                "downloaded=$(mktemp) &&\n    curl -s https://x.io/i -o \"$downloaded\" &&\n    echo \"${SHA256:?the checksum of the file that you have read}  $downloaded\" | sha256sum -c - &&\n    bash \"$downloaded\" --yes ||\n    exit"
            ]
        );
        assert_eq!(
            offered("wget -qO - https://x.io/i | sudo -E bash -"),
            [
                "downloaded=$(mktemp) &&\n    wget -qO \"$downloaded\" https://x.io/i &&\n    echo \"${SHA256:?the checksum of the file that you have read}  $downloaded\" | sha256sum -c - &&\n    sudo -E bash \"$downloaded\" ||\n    exit"
            ]
        );
        assert_eq!(
            offered("sudo bash -c \"$(curl -s https://x.io/i)\" -- --dry"),
            [
                "downloaded=$(mktemp) &&\n    curl -s https://x.io/i -o \"$downloaded\" &&\n    echo \"${SHA256:?the checksum of the file that you have read}  $downloaded\" | sha256sum -c - &&\n    sudo bash \"$downloaded\" --dry ||\n    exit"
            ]
        );
        assert_eq!(
            offered("if a; then curl -s https://x.io/i | sh; fi"),
            [
                "if a; then { downloaded=$(mktemp) && curl -s https://x.io/i -o \"$downloaded\" && echo \"${SHA256:?the checksum of the file that you have read}  $downloaded\" | sha256sum -c - && sh \"$downloaded\" || exit; }; fi"
            ]
        );
        assert_eq!(
            offered("ssh web 'curl -s https://x.io/i | sh'"),
            [
                "ssh web '{ downloaded=$(mktemp) && curl -s https://x.io/i -o \"$downloaded\" && echo \"${SHA256:?the checksum of the file that you have read}  $downloaded\" | sha256sum -c - && sh \"$downloaded\" || exit; }'"
            ]
        );
    }

    #[test]
    fn where_it_would_mean_something_else_nothing_is_offered() {
        assert!(offered("curl -s https://x.io/i | sudo -u bob sh").is_empty());
        assert!(offered("curl -s https://x.io/a https://x.io/b | sh").is_empty());
        assert!(offered("curl -s --url https://x.io/a --url https://x.io/b | sh").is_empty());
        assert!(offered("curl -s \"${urls[@]}\" | sh").is_empty());
        assert!(offered("! curl -s https://x.io/i | sh").is_empty());
        assert!(offered("curl -s https://x.io/i | sh &").is_empty());
        assert!(offered("curl -s https://x.io/i | gunzip | sh").is_empty());
        assert!(offered("wget https://x.io/a.sh; false || bash a.sh").is_empty());
        assert!(offered("wget https://x.io/a.sh; if ! sh a.sh; then exit 1; fi").is_empty());
    }
}
