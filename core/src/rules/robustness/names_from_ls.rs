//! CARO1201: a loop takes file names out of the printed list of `ls`.

use crate::Span;
use crate::refactor::guards;
use crate::rules::{Check, Sink};
use crate::script::{Body, Command, Node, PartKind, Quote, Statement, StatementKind, Word, walk_outer};

rule! {
    /// Takes a file name with a blank in it for two names.
    ///
    /// The shell cuts what `ls` or `find` prints at every blank. `for f in *.txt` gives whole names.
    ///
    /// To decide: Can the loop take its names from a pattern, or `find` do the work itself with `-exec … {} +`?
    ///
    /// ```sh bad
    /// for f in $(ls *.txt); do wc -l "$f"; done
    /// ```
    /// ```sh fixed
    /// for f in *.txt; do [ -e "$f" ] || continue; wc -l "$f"; done
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
        let Node::Statement(Statement {
            kind: StatementKind::For { variable, words: Some(words), select: false, body },
            ..
        }) = node
        else {
            return;
        };
        // Other words beside it need not be files.
        let start = body.first().map(|it| it.span).filter(|_| words.len() == 1);
        found.extend(words.iter().filter_map(|it| Some((it, lister(it)?, &*variable.text, start))));
    });
    for (word, lister, variable, start) in found {
        let program = lister.program.as_deref().unwrap_or_default();
        sink.report(word.span, format!("cuts what `{program}` prints at blanks: a name that has one becomes two"));
        if let Some(start) = start.filter(|_| program == "ls")
            && let Some(pattern) = pattern(lister, sink)
        {
            let mut edits = vec![(word.span, pattern)];
            if !guards(sink.text(start), variable) {
                edits.push((Span::at(start.start), format!("[ -e \"${variable}\" ] || continue; ")));
            }
            sink.choice("Take whole names from the pattern itself", edits);
        }
    }
}

/// The patterns that `ls` is given, where it is given nothing else: a folder's name would be one more thing to print.
fn pattern(ls: &Command, sink: &Sink<'_>) -> Option<String> {
    let words = ls.words.get(1..).filter(|it| !it.is_empty() && ls.redirects.iter().all(|it| it.fd.is_some()))?;
    let globs = |it: &Word| {
        let of_names = it.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)));
        of_names && !it.literal_prefix().starts_with('-')
    };
    let all = words.iter().all(globs) && ls.wrappers.is_empty() && ls.assignments.is_empty();
    all.then(|| words.iter().map(|it| sink.text(it.span)).collect::<Vec<_>>().join(" "))
}

/// The command that a bare substitution lists names by.
fn lister(word: &Word) -> Option<&Command> {
    let [part] = &*word.parts else { return None };
    let PartKind::Substitution(statements) = &part.kind else { return None };
    if part.quote != Quote::Bare {
        return None;
    }
    let [Statement { kind: StatementKind::Command(command), .. }] = &**statements else { return None };
    Some(&**command).filter(|it| lists(it))
}

fn lists(command: &Command) -> bool {
    match command.program.as_deref() {
        Some("ls") => true,
        // With a format of its own it may print anything.
        Some("find") => !command.flags().any(|it| matches!(it.long.as_deref(), Some("printf" | "exec" | "execdir"))),
        _ => false,
    }
}
