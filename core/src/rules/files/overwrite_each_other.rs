//! CARO0132: several files are moved or copied onto one name, so that only the last is left.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{Body, Command, Node, PartKind, Statement, StatementKind, Word, walk};

rule! {
    /// Keeps only the last of several files: each is written over the one before.
    ///
    /// In a loop the target's name must differ in each round, or be a folder. `cat -- *.log > all.log` puts files together.
    ///
    /// To decide: What should the files be called, or in which order should they be put together?
    ///
    /// ```sh bad
    /// for f in *.jpg; do
    ///   mv "$f" image.jpg
    /// done
    /// ```
    /// ```sh fixed
    /// for f in *.jpg; do
    ///   mv --backup=numbered "$f" image.jpg
    /// done
    /// ```
    /// ```sh bad
    /// find . -name '*.log' -exec mv {} all.log \;
    /// ```
    /// ```sh fixed
    /// find . -name '*.log' -exec mv --backup=numbered {} all.log \;
    /// ```
    /// ```sh good
    /// for f in *.jpg; do
    ///   mv "$f" "img-$f"
    /// done
    /// ```
    /// ```sh good
    /// for f in a.conf b.conf; do
    ///   [ -e "$f" ] && { cp "$f" app.conf; break; }
    /// done
    /// ```
    /// ```sh good
    /// find . -name '*.log' -exec mv {} logs/ \;
    /// ```
    "CARO0132" "overwrite-each-other",
    Danger,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let mut found = Vec::new();
    walk(&body.statements, &mut |node| match node {
        Node::Statement(Statement { kind: StatementKind::For { variable, words: Some(words), body, .. }, .. }) => {
            let several = words.len() > 1
                || words.iter().any(|it| it.parts.iter().any(|it| !matches!(it.kind, PartKind::Literal(_))));
            if several && !may_stop(body) {
                let moves = body
                    .iter()
                    .filter_map(Statement::command)
                    .filter(|it| onto_one(it, &|it| is_variable(it, &variable.text)));
                found.extend(moves.filter_map(target));
            }
        }
        Node::Command(find) if matches!(find.program.as_deref(), Some("find" | "gfind")) => {
            for embedded in &find.embedded {
                let moves = embedded.statements.iter().filter_map(Statement::command);
                let moves = moves
                    .filter(|it| it.program.as_deref() == Some("mv") && onto_one(it, &|it| it.literal() == Some("{}")));
                let narrow = find.flags().any(|it| it.long.as_deref() == Some("quit"));
                found.extend(moves.filter(|_| !narrow).filter_map(target));
            }
        }
        _ => {}
    });
    for (span, program, forced) in found {
        let name = sink.text(span).to_owned();
        sink.report(span, format!("puts each file onto `{name}`: only the last is left"));
        // In a script inside a word, spans stand for more than the name.
        if matches!(sink.text(program), "mv" | "gmv") {
            let add = |flag: &str| vec![(Span::at(program.end), flag.to_owned())];
            sink.choice("Keep all of them, with a number behind their names", add(" --backup=numbered"));
            if !forced {
                sink.choice("Keep the first, and leave the others where they are", add(" -n"));
            }
        }
    }
}

/// Where a move's target and its name stand, and whether it may overwrite.
fn target(command: &Command) -> Option<(Span, Span, bool)> {
    Some((command.operands().last()?.span, command.name_span(), command.has_flag('f', "force")))
}

/// Whether a move or a copy takes what `is` accepts to one fixed name that looks like a file's.
fn onto_one(command: &Command, is: &dyn Fn(&Word) -> bool) -> bool {
    let words: Vec<&Word> = command.operands().collect();
    let [source, target] = &*words else { return false };
    let fixed = target.literal().is_some_and(|it| {
        let name = it.rsplit('/').next().unwrap_or(it);
        let ending = name.rsplit_once('.').map(|it| it.1);
        it != "/dev/null"
            && ending.is_some_and(|it| {
                (1..=4).contains(&it.len()) && it.chars().all(|it| it.is_ascii_alphanumeric()) && it != "d"
            })
            && !name.starts_with('.')
    });
    let keeps = command.flags().any(|it| it.is('b', "backup") || it.is('n', "no-clobber"));
    matches!(command.program.as_deref(), Some("mv" | "gmv")) && fixed && !keeps && is(source)
}

fn is_variable(word: &Word, name: &str) -> bool {
    matches!(&*word.parts, [only] if matches!(&only.kind, PartKind::Parameter(it) if &*it.name == name))
}

/// Whether a round may be the last, or uses what it made and goes on.
fn may_stop(body: &[Statement]) -> bool {
    let mut stops = false;
    walk(body, &mut |node| {
        if let Node::Command(command) = node {
            stops |= matches!(command.program.as_deref(), Some("break" | "exit" | "return" | "exec"));
        }
    });
    // What comes behind the move may put the file elsewhere.
    stops || body.iter().skip_while(|it| it.command().is_none_or(|it| it.program.as_deref() != Some("mv"))).count() > 1
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_is_used_and_taken_away_is_no_loss() {
        check_marks(
            "for f in *.c; do\n mv \"$f\" main.c\n make\ndone\nfor f in one; do mv \"$f\" x.txt; done\nfor d in *; do mv \"$d\" target; done\n",
        );
    }
}
