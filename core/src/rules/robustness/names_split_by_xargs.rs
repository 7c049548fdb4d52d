//! CARO1202: `xargs` cuts file names at blanks and quotes.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{Command, Node, PartKind, Pipe, Quote, RedirectOperator, Statement, StatementKind, walk};

rule! {
    /// Runs a program on wrong names when a file name holds a blank or a quote.
    ///
    /// `xargs` cuts its input at blanks. `find -print0 | xargs -0` keeps names whole, and so does `find -exec … {} +`.
    ///
    /// ```sh bad
    /// find . -name '*.txt' | xargs wc -l
    /// ```
    /// ```sh fixed
    /// find . -name '*.txt' -print0 | xargs -0 wc -l
    /// ```
    /// ```sh bad
    /// ls | xargs -n 1 basename
    /// ```
    /// ```sh fixed
    /// ls | xargs -d '\n' -n 1 basename
    /// ```
    /// ```sh good
    /// find . -name '*.txt' -print0 | xargs -0 wc -l
    /// ```
    /// ```sh good
    /// find . -name '*.txt' -exec wc -l {} +
    /// ```
    /// ```sh good
    /// ls | xargs -d '\n' basename
    /// seq 3 | xargs echo
    /// ```
    "CARO1202" "names-split-by-xargs",
    Note,
    Check::Pipeline { run: check }
}

fn check(stages: &[Statement], sink: &mut Sink<'_>) {
    for pair in stages.windows(2) {
        let (StatementKind::Command(from), StatementKind::Command(to)) = (&pair[0].kind, &pair[1].kind) else {
            continue;
        };
        let Some(lister) = lister(from) else { continue };
        // The program behind `xargs` is what the command counts as.
        // What deletes or changes the wrong files is a matter for the rules on files; what only prints names may cut them.
        let elsewhere = [
            "rm", "rmdir", "unlink", "shred", "mv", "cp", "ln", "sed", "perl", "chmod", "chown", "chgrp", "truncate",
            "tee", "echo",
        ];
        if to.program.as_deref().is_none_or(|it| elsewhere.contains(&it)) {
            continue;
        }
        let Some(xargs) = to.wrappers.iter().find(|it| &*it.program == "xargs") else { continue };
        let whole = |short: char, long: &str| xargs.flags.iter().any(|it| it.is(short, long));
        if !whole('0', "null")
            && !whole('d', "delimiter")
            && !whole('I', "replace")
            && !whole('i', "")
            && !whole('L', "max-lines")
        {
            sink.report(xargs.span, format!("cuts the names that `{lister}` prints at blanks and quotes"));
            let name = to.words.iter().find(|it| it.span.start == xargs.span.start).map_or(xargs.span, |it| it.span);
            if lister == "ls" {
                let new = vec![(Span::at(name.end), r" -d '\n'".to_owned())];
                sink.choice("Cut at the ends of lines only: `-d '\\n'` of GNU xargs", new);
            } else if [&pair[0], &pair[1]].into_iter().all(|it| it.redirects.is_empty())
                && !whole('a', "arg-file")
                && !whole('E', "")
                && !whole('e', "eof")
                && !whole('l', "")
                && !to.redirects.iter().any(|it| is_input(it.operator))
                && let Some(ended) = ended_by_zero(from)
                && !errors_go_on(stages, sink)
            {
                let new = vec![ended, (Span::at(name.end), " -0".to_owned())];
                sink.fix("Keep names whole: `-print0` and `-0`", new);
            }
        }
    }
}

/// Pieces of a script that are longer are not searched for pipelines, in bytes.
const LONGEST: usize = 32 << 10;

/// Whether a pipe hands error messages on, which end in no zero byte, or may do so.
fn errors_go_on(stages: &[Statement], sink: &Sink<'_>) -> bool {
    let text = &*sink.walk.text.text;
    if text.len() > LONGEST || !text.contains("|&") {
        return text.contains("|&");
    }
    let mut found = false;
    walk(sink.statements(), &mut |node| {
        if let Node::Statement(Statement { kind: StatementKind::Pipeline(it), .. }) = node
            && it.stages.first().map(|it| it.span) == stages.first().map(|it| it.span)
        {
            found |= it.pipes.contains(&Pipe::OutputAndErrors);
        }
    });
    found
}

fn is_input(operator: RedirectOperator) -> bool {
    !matches!(
        operator,
        RedirectOperator::Write
            | RedirectOperator::Clobber
            | RedirectOperator::Append
            | RedirectOperator::WriteBoth
            | RedirectOperator::AppendBoth
            | RedirectOperator::DuplicateWrite
    )
}

/// Whether words of their own can come out of a part, such as `-o` and a name.
fn spreads(kind: &PartKind, quote: Quote) -> bool {
    match kind {
        PartKind::Parameter(it) => {
            quote == Quote::Bare || matches!(&*it.name, "@" | "*") || it.index.is_some() || it.indirect
        }
        PartKind::Substitution(_) => quote == Quote::Bare,
        _ => false,
    }
}

/// What makes `find` end each name by a zero byte, where it prints every name that its conditions leave.
fn ended_by_zero(find: &Command) -> Option<(Span, String)> {
    let words = || find.words.iter().enumerate();
    let says = |texts: &[&str]| words().any(|it| it.1.literal().is_some_and(|it| texts.contains(&it)));
    let prints: Vec<_> = words().filter(|it| it.1.literal() == Some("-print")).collect();
    let unknown = find.words.iter().flat_map(|it| &it.parts).any(|it| spreads(&it.kind, it.quote));
    let moved = find.redirects.iter().any(|it| {
        let errors = it.fd.as_deref() == Some("2") && it.operator != RedirectOperator::DuplicateWrite;
        !errors && !matches!(it.operator, RedirectOperator::Read)
    });
    // Another action prints or asks as well.
    if unknown || moved || says(&["-ls", "-fls", "-fprint", "-fprintf", "-ok", "-okdir", "-quit"]) {
        return None;
    }
    match &*prints {
        [(_, word)] => Some((word.span, "-print0".to_owned())),
        // With several branches it can stand behind the last one only.
        [] if !says(&["-o", "-or", ","]) => Some((Span::at(find.words.last()?.span.end), " -print0".to_owned())),
        _ => None,
    }
}

/// The program whose output is file names, one a line.
fn lister(command: &Command) -> Option<&'static str> {
    let long = |name: &str| command.flags().any(|it| it.long.as_deref() == Some(name));
    match command.program.as_deref()? {
        "ls" => Some("ls"),
        "find" if !["print0", "printf", "fprint0", "exec", "execdir", "delete"].iter().any(|it| long(it)) => {
            Some("find")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn both_sides_change_together() {
        assert_eq!(
            offered("find . -print 2>/dev/null | sudo xargs -n 1 wc\n"),
            ["find . -print0 2>/dev/null | sudo xargs -0 -n 1 wc\n"]
        );
        assert!(offered("find . -name a -o -name b | xargs wc\n").is_empty());
        assert_eq!(
            offered("find . -name x -prune -o -print | xargs wc\n"),
            ["find . -name x -prune -o -print0 | xargs -0 wc\n"]
        );
        assert!(offered("sh -c 'ls | xargs wc'\n").is_empty());
        assert_eq!(offered("sh -c \"find . | xargs wc\"\n"), ["sh -c \"find . -print0 | xargs -0 wc\"\n"]);
    }

    #[test]
    fn nothing_is_offered_where_other_things_are_printed_or_read() {
        for script in [
            "find . $tests | xargs wc\n",
            "find . \"$@\" | xargs wc\n",
            "find . \"${tests[@]}\" | xargs wc\n",
            "find . > list | xargs wc\n",
            "find . 2>&1 | xargs wc\n",
            "find . |& xargs wc\n",
            "find . | xargs -a list wc\n",
            "find . | xargs --arg-file=list wc\n",
            "find . | xargs -E end wc\n",
            "find . | xargs wc < list\n",
            "find . -name a -print -o -name b -print | xargs wc\n",
            "find . \\( -name a -o -name b \\) | xargs wc\n",
            "find . ! -name a -o -name b | xargs wc\n",
        ] {
            assert!(offered(script).is_empty(), "{script}");
        }
        assert_eq!(offered("find \"$d\" | xargs wc\n"), ["find \"$d\" -print0 | xargs -0 wc\n"]);
    }

    #[test]
    fn other_spellings_are_whole() {
        check_marks("find . -print0 | xargs --null wc\nfind . | xargs -I {} wc {}\nfind . | sort | head\n");
    }
}
