//! CARO0139: files all over a system folder are edited in place by a list that nobody looked at.

use super::deletes;
use super::searches::{self, Deed};
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Statement, StatementKind, Word};

rule! {
    /// Edits every file of a system folder or a home that holds a word.
    ///
    /// `grep -rl x /etc | xargs sed -i` changes keys, certificates and programs too, wherever the letters happen to stand. Look
    /// at the list first, and edit the files by name.
    ///
    /// To decide: Which of the files that hold the word should be changed?
    ///
    /// ```sh bad
    /// grep -rl old-name /etc | xargs sed -i 's/old-name/new-name/g'
    /// ```
    /// ```sh fixed
    /// grep -rl old-name /etc | xargs echo sed -i 's/old-name/new-name/g'
    /// ```
    /// ```sh bad
    /// find / -name '*.conf' | xargs sudo sed -i 's/a/b/'
    /// ```
    /// ```sh bad
    /// sed -i 's/yes/no/' /etc/*
    /// ```
    /// ```sh fixed
    /// echo sed -i 's/yes/no/' /etc/*
    /// ```
    /// ```sh good
    /// grep -rl old src | xargs sed -i 's/old/new/g'
    /// ```
    /// ```sh good
    /// sed -i 's/yes/no/' /etc/nginx/conf.d/*.conf
    /// ```
    /// ```sh good
    /// grep -rl old /etc | xargs sed -n 's/old/new/p'
    /// ```
    "CARO0139" "edit-wide",
    Caution,
    Check::Command { programs: &["sed", "gsed", "perl", "ruby", "dos2unix"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if searches::deed_of_command(command) != Some(Deed::Edits) {
        return;
    }
    for word in command.operands().skip(1) {
        let paths = deletes::sure_paths(word, sink);
        if let Some(loss) = paths
            .iter()
            .filter(|it| it.ends_with('*'))
            .find_map(|it| paths::loss(it))
            .filter(|it| !it.contains("current folder"))
        {
            sink.report(word.span, format!("edits {loss}")).level(Level::Danger);
            sink.choice("Look first: print the command with the names, and change nothing", edits::printed(command));
        }
    }
    let listed = command.wrappers.iter().any(|it| matches!(&*it.program, "xargs" | "gxargs" | "parallel"));
    if !listed {
        return;
    }
    if let Some(loss) = stage_before(command, sink).as_ref().and_then(|it| wide(it, sink)) {
        sink.report(command.name_span(), format!("edits every file in {loss} that the search finds"));
        sink.choice("Look first: print the command with the names, and change nothing", edits::printed(command));
    }
}

/// The command whose output `xargs` gets, looked for in the same piece of the script.
fn stage_before(command: &Command, sink: &Sink<'_>) -> Option<Command> {
    let mut found = None;
    crate::script::walk(sink.statements(), &mut |node| {
        if let crate::script::Node::Statement(Statement { kind: StatementKind::Pipeline(pipeline), .. }) = node {
            let at = pipeline
                .stages
                .iter()
                .position(|it| it.span.start <= command.span.start && command.span.end <= it.span.end);
            if at.is_some_and(|it| it > 0)
                && let Some(Statement { kind: StatementKind::Command(first), .. }) = pipeline.stages.first()
            {
                found = Some((**first).clone());
            }
        }
    });
    found
}

/// The folder that a search looks through, where it is a whole system's or a home.
fn wide(search: &Command, sink: &Sink<'_>) -> Option<String> {
    let words: Vec<&Word> = match search.program.as_deref()? {
        "grep" | "egrep" | "fgrep" | "ggrep" => search.operands().skip(usize::from(!search.gives("e"))).collect(),
        "rg" | "ag" | "ack" => search.operands().skip(1).collect(),
        "find" | "gfind" => search.operands().collect(),
        _ => return None,
    };
    let named = |it: &Word| deletes::sure_paths(it, sink).iter().find_map(|it| paths::loss(it));
    let loss = words.into_iter().find_map(named)?;
    (!loss.contains("current folder") && !loss.contains("folder above")).then_some(loss)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_folder_decides() {
        check_marks(
            "d=/usr\ngrep -Irl a \"$d\" | xargs -r perl -pi -e 's/a/b/'\n#                           ^^^^ CARO0139\n",
        );
        check_marks("grep -rl a . | xargs sed -i s/a/b/\nfind . -name '*.c' | xargs sed -i s/a/b/\nsed -i s/a/b/ *\n");
    }
}
