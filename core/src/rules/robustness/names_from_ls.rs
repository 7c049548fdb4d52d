//! CARO1201: a loop takes file names out of the printed list of `ls`.

use crate::rules::{Check, Sink};
use crate::script::{Body, Command, Node, PartKind, Quote, Statement, StatementKind, Word, walk_outer};

rule! {
    /// Takes a file name with a blank in it for two names.
    ///
    /// The shell cuts what `ls` or `find` prints at every blank. `for f in *.txt` gives whole names.
    ///
    /// ```sh bad
    /// for f in $(ls *.txt); do wc -l "$f"; done
    /// ```
    /// ```sh bad
    /// for f in `find . -name '*.txt'`; do wc -l "$f"; done
    /// ```
    /// ```sh good
    /// for f in *.txt; do wc -l "$f"; done
    /// ```
    /// ```sh good
    /// find . -name '*.txt' -exec wc -l {} +
    /// ```
    /// ```sh good
    /// for n in $(seq 3); do echo "$n"; done
    /// count=$(ls | wc -l)
    /// ```
    "CARO1201" "names-from-ls",
    Note,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    if !body.text.contains("for ") || !(body.text.contains("ls") || body.text.contains("find")) {
        return;
    }
    let mut found = Vec::new();
    walk_outer(&body.statements, &mut |node| {
        let Node::Statement(Statement { kind: StatementKind::For { words: Some(words), select: false, .. }, .. }) =
            node
        else {
            return;
        };
        found.extend(words.iter().filter_map(|it| Some((it.span, lister(it)?))));
    });
    for (span, program) in found {
        sink.report(span, format!("cuts what `{program}` prints at blanks: a name that has one becomes two"));
    }
}

/// The program that a bare substitution lists names by.
fn lister(word: &Word) -> Option<&'static str> {
    let [part] = &*word.parts else { return None };
    let PartKind::Substitution(statements) = &part.kind else { return None };
    if part.quote != Quote::Bare {
        return None;
    }
    let [Statement { kind: StatementKind::Command(command), .. }] = &**statements else { return None };
    lists(command)
}

fn lists(command: &Command) -> Option<&'static str> {
    match command.program.as_deref()? {
        "ls" => Some("ls"),
        // With a format of its own it may print anything.
        "find" if !command.flags().any(|it| matches!(it.long.as_deref(), Some("printf" | "exec" | "execdir"))) => {
            Some("find")
        }
        _ => None,
    }
}
