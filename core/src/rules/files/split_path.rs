//! CARO0122: a path with blanks falls into several, and each is deleted.

use super::deletes;
use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::{Check, Sink, paths};
use crate::script::{Command, Node, StatementKind, Word, walk};

rule! {
    /// Deletes or moves the wrong files, because a path with a blank is not quoted.
    ///
    /// The shell cuts what an unquoted variable holds at every blank. `rm -rf $dir` with `dir='/srv/my files'` deletes
    /// `/srv/my` and `files`.
    ///
    /// To decide: Is it one path with blanks or a list of paths? A list belongs into an array, as in `rm -rf "${dirs[@]}"`.
    ///
    /// ```sh bad
    /// dir="/srv/my files"
    /// rm -rf $dir
    /// ```
    /// ```sh fixed
    /// dir="/srv/my files"
    /// rm -rf "$dir"
    /// ```
    /// ```sh bad
    /// base='Program Data'
    /// mv ./$base/old /srv/attic/
    /// ```
    /// ```sh fixed
    /// base='Program Data'
    /// mv ./"$base"/old /srv/attic/
    /// ```
    /// ```sh good
    /// objects="main.o parse.o"
    /// rm -f $objects
    /// ```
    /// ```sh good
    /// dir="/srv/my files"
    /// rm -rf "$dir"
    /// ```
    /// ```sh good
    /// files="/tmp/a /tmp/b"
    /// rm -rf $files
    /// ```
    "CARO0122" "split-path",
    Danger,
    Check::Command { programs: &["rm", "grm", "srm", "wipe", "rimraf", "del-cli", "mv", "gmv", "shred"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut spans: Vec<Span> = command.operands().map(|it| it.span).collect();
    spans.dedup();
    for span in spans {
        let words: Vec<&Word> = command.operands().filter(|it| it.span == span).collect();
        let written = sink.text(span).to_owned();
        if written.contains(['"', '\'', '@']) || words.len() > 6 {
            continue;
        }
        // What was split already has one place; what was not is split here.
        let text = match &*words {
            [only] if only.parts.iter().any(deletes::is_split) => {
                sink.possible(only, |it| it.contains(char::is_whitespace))
            }
            [] | [_] => None,
            several => several.iter().map(|it| it.literal()).collect::<Option<Vec<_>>>().map(|it| it.join(" ")),
        };
        let Some(text) = text.filter(|it| falls_apart(it, &written)) else { continue };
        let pieces: Vec<&str> = text.split_whitespace().collect();
        // What is lost then is said by the rule for that.
        if pieces.iter().any(|it| paths::loss(it).is_some()) {
            continue;
        }
        let (Some(first), Some(second)) = (pieces.first(), pieces.get(1)) else { continue };
        let message = format!("takes `{text}` for several paths, `{first}` and `{second}`: it is not quoted");
        sink.report(span, message);
        if let Some(edits) = quoted(command, span, sink) {
            // Another round or another call may bring a list.
            let once = !deletes::is_in_function(sink) && !is_repeated(sink);
            sink.offer_as_written("Put the variable in quotes", edits, once);
        }
    }
}

/// Whether the piece holds a loop.
fn is_repeated(sink: &Sink<'_>) -> bool {
    let mut loops = false;
    walk(sink.statements(), &mut |node| {
        let Node::Statement(statement) = node else { return };
        loops |= matches!(
            statement.kind,
            StatementKind::For { .. } | StatementKind::While { .. } | StatementKind::ForArithmetic { .. }
        );
    });
    loops
}

/// Puts quotes around the variables of a word as it is written.
fn quoted(command: &Command, span: Span, sink: &Sink<'_>) -> Option<Edits> {
    let command = sink.as_written(command)?;
    let word = command.words.iter().find(|it| it.span == span)?;
    let mut edits = Vec::new();
    for part in word.parts.iter().filter(|it| deletes::is_split(it)) {
        // A name that may be a list of paths in another round must fall apart there.
        let one = Word { parts: vec![part.clone()], ..Word::default() };
        if sink.value(&one).text().is_none_or(paths::is_glob) {
            return None;
        }
        edits.push((part.span, format!("\"{}\"", sink.text(part.span))));
    }
    Some(edits).filter(|it| !it.is_empty())
}

/// Whether a text is one path with blanks, and no list of paths.
fn falls_apart(text: &str, written: &str) -> bool {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let [first, rest @ ..] = &*pieces else { return false };
    if rest.is_empty() || pieces.len() > 6 || first.starts_with('-') {
        return false;
    }
    let rooted = |it: &str| it.starts_with(['/', '~', '-', '.']);
    // More text at the variable's side belongs to one path; a list stands alone.
    let attached = written.contains('/');
    let is_name = |it: &str| !paths::is_glob(it);
    (attached || first.starts_with(['/', '~'])) && rest.iter().all(|it| !rooted(it) && is_name(it))
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::{check_certain, check_choices};
    use crate::rules::tests::check_marks;

    #[test]
    fn a_list_is_no_path() {
        check_marks("l='a b'\nrm -rf $l\nrm -f /tmp/x $l\nexts=\"*.o *.a\"\nrm -f $exts\n");
        check_marks("d=\"$HOME/Library/Application Support/x\"\nrm -rf $d\n#      ^^ CARO0122\n");
    }

    #[test]
    fn only_the_variable_is_quoted() {
        check_certain("d='my files'\nmv ~/$d/old /srv/x/\n", &["d='my files'\nmv ~/\"$d\"/old /srv/x/\n"]);
        check_certain("d='/srv/my files'\nsh -c \"rm -rf $d\"\n", &[]);
        check_choices(
            "for d in '/srv/my files'; do rm -f $d; done\n",
            &["for d in '/srv/my files'; do rm -f \"$d\"; done\n"],
        );
    }
}
