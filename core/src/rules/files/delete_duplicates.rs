//! CARO0146: a program decides which of two equal files goes, all over a home or the system.

use super::deletes;
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Word};

rule! {
    /// Deletes files by themselves because others hold the same.
    ///
    /// Equal files are no waste in a system, a repository or a program's folder: each is looked for where it lies. Look at the
    /// list first (`fdupes -r`), and delete in your own picture folder only.
    ///
    /// To decide: Which of two equal files do programs look for, and which is only a copy?
    ///
    /// ```sh bad
    /// fdupes -rdN ~
    /// ```
    /// ```sh fixed
    /// fdupes -rd ~
    /// ```
    /// ```sh bad
    /// sudo jdupes --recurse --delete --noprompt /
    /// ```
    /// ```sh fixed
    /// sudo jdupes --recurse --delete /
    /// ```
    /// ```sh bad
    /// rdfind -deleteduplicates true /usr
    /// ```
    /// ```sh fixed
    /// rdfind -dryrun true -deleteduplicates true /usr
    /// ```
    /// ```sh good
    /// fdupes -r ~
    /// ```
    /// ```sh good
    /// fdupes -rdN ~/Pictures/camera
    /// ```
    /// ```sh good
    /// rdfind -dryrun true -deleteduplicates true /usr
    /// ```
    "CARO0146" "delete-duplicates",
    Danger,
    Check::Command { programs: &["fdupes", "jdupes", "rdfind", "duff", "rmlint", "tmpreaper", "tmpwatch"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let says = |text: &str| command.words.iter().any(|it| it.literal() == Some(text));
    let deletes = match command.program.as_deref() {
        Some("rdfind") => says("-deleteduplicates") && !says("-dryrun") && !says("-n") && !says("false"),
        Some("tmpreaper" | "tmpwatch") => !command.has_flag('t', "test"),
        Some("fdupes" | "jdupes") => command.has_flag('d', "delete") && command.has_flag('N', "noprompt"),
        _ => false,
    };
    if !deletes {
        return;
    }
    let words: Vec<&Word> = command.operands().collect();
    for word in words {
        let found = deletes::sure_paths(word, sink);
        if let Some(loss) = found.iter().filter(|it| it.contains(['/', '~', '.'])).find_map(|it| paths::loss(it)) {
            let raw = sink.report(
                word.span,
                format!("deletes files all over {} by itself", loss.trim_start_matches("everything in ")),
            );
            if loss.ends_with("current folder") {
                raw.level(Level::Caution);
            }
            offer(command, sink);
        }
    }
}

/// Offers to ask or to list.
fn offer(command: &Command, sink: &mut Sink<'_>) {
    match command.program.as_deref() {
        Some("rdfind") => {
            sink.choice("Look first: name the files, and delete none", edits::with(command, "-dryrun true"));
        }
        Some("tmpreaper" | "tmpwatch") => {
            sink.choice("Look first: name the files, and delete none", edits::with(command, "--test"));
        }
        _ => {
            if let Some(flag) = command.flag('N', "noprompt") {
                sink.choice("Ask which file of each set to keep", edits::without(command, flag));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_asks_or_only_shows_is_ordinary() {
        check_marks("fdupes -rd ~\nd=/etc\nfdupes -r -d -N $d\n#               ^^ CARO0146\n");
        check_marks("tmpreaper 7d /tmp\ntmpreaper 7d ~\n#            ^ CARO0146\n");
    }
}
