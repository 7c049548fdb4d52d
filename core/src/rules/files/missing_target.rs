//! CARO0131: a pattern stands where the target should, so that one of the files it matches is overwritten.

use crate::flow::Shape;
use crate::rules::{Check, Sink, edits, paths};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Overwrites one of the files, because a pattern stands where the target should.
    ///
    /// The shell puts the names that a pattern matches into the line before the command runs. `mv *.txt` with two such files
    /// moves the first over the second. Say where to: `mv -- *.txt texts/`.
    ///
    /// To decide: Where should the files go? Name the folder as the last word, with a `/` behind it.
    ///
    /// ```sh bad
    /// mv *.txt
    /// ```
    /// ```sh fixed
    /// mv -n *.txt
    /// ```
    /// ```sh bad
    /// cp template.html pages/*.html
    /// ```
    /// ```sh fixed
    /// cp -n template.html pages/*.html
    /// ```
    /// ```sh bad
    /// mv -f report-?.pdf
    /// ```
    /// ```sh fixed
    /// mv -n report-?.pdf
    /// ```
    /// ```sh good
    /// mv -- *.txt texts/
    /// ```
    /// ```sh good
    /// cp app.conf /opt/app-*/etc/
    /// ```
    /// ```sh good
    /// cp -t /srv/pages *.html
    /// ```
    "CARO0131" "missing-target",
    Danger,
    Check::Command { programs: &["mv", "gmv", "cp", "gcp"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.flags().any(|it| {
        it.is('t', "target-directory") || it.is('n', "no-clobber") || it.is('i', "interactive") || it.is('b', "backup")
    }) {
        return;
    }
    // A wrapper such as `xargs` adds words.
    if command.is_wrapped_by("xargs") || command.is_wrapped_by("parallel") {
        return;
    }
    let words: Vec<&Word> = command.operands().collect();
    let Some((last, before)) = words.split_last() else { return };
    let Some(glob) = last.parts.last() else { return };
    // A pattern for a folder ends with its `/`, or is one on the way.
    let PartKind::Glob(_) = glob.kind else {
        let ends = matches!(&glob.kind, PartKind::Literal(it) if !it.contains('/') && it.starts_with('.') && &**it != ".d")
            && last.parts.iter().rev().nth(1).is_some_and(|it| matches!(it.kind, PartKind::Glob(_)));
        if ends {
            report(command, last, before, sink);
        }
        return;
    };
    // `cp x /opt/app-*` may well be the one folder of that name.
    let names = before.is_empty();
    if names {
        report(command, last, before, sink);
    }
}

fn report(command: &Command, last: &Word, before: &[&Word], sink: &mut Sink<'_>) {
    // `mv *.bak` and `mv a.{x,y}` are not alike: the second names two files.
    if last.parts.iter().any(|it| matches!(it.kind, PartKind::Brace(_))) {
        return;
    }
    let text = sink.text(last.span).to_owned();
    let known = |it: &Shape| it.text().is_some_and(paths::is_glob);
    if !sink.value(last).shapes.iter().any(known) && last.parts.iter().all(|it| matches!(it.kind, PartKind::Literal(_)))
    {
        return;
    }
    let why = if before.is_empty() { "no target follows" } else { "the last name it matches becomes the target" };
    sink.report(last.span, format!("overwrites a file that `{text}` matches: {why}"));
    // The last one of `-f` and `-n` wins.
    let forced = command.flag('f', "force").map(|it| edits::instead(command, it, "-n"));
    sink.choice("Overwrite nothing: what is there stays", forced.unwrap_or_else(|| edits::with(command, "-n")));
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn folders_and_quotes_are_targets() {
        check_marks(
            "cp a b/*/\nmv a.txt '*.txt'\ncp x.conf /etc/app-*/x.conf\nls *.c | xargs mv -t /srv *.h\nmv a-*.tgz /srv/releases-*\n",
        );
        check_marks("sudo mv *\n#       ^ CARO0131\n");
    }

    #[test]
    fn the_last_flag_wins() {
        check_choices("sudo mv -vf *.txt\n", &["sudo mv -n -v *.txt\n"]);
    }
}
