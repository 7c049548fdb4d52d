//! CARO0126: everything that a substituted listing names is deleted.

use super::deletes::{self, DELETERS};
use super::listed_delete::listed;
use crate::rules::{Check, Sink, edits};
use crate::script::{Command, PartKind, Statement, StatementKind};

rule! {
    /// Deletes everything that a listing puts into the line, which is the whole folder.
    ///
    /// `$(ls)` names all there is, cut at every blank, so that other files go too. Name what must go.
    ///
    /// To decide: Which of the names must go? A pattern such as `build-*` says it without a listing.
    ///
    /// ```sh bad
    /// rm -rf $(ls)
    /// ```
    /// ```sh fixed
    /// echo rm -rf $(ls)
    /// ```
    /// ```sh bad
    /// rm -f `find / -type f`
    /// ```
    /// ```sh good
    /// rm -f $(ls -t *.log | tail -n +6)
    /// ```
    /// ```sh good
    /// rm -rf $(ls -d build-*)
    /// ```
    /// ```sh good
    /// rm -rf $(find . -name __pycache__)
    /// ```
    "CARO0126" "listed-operands",
    Danger,
    Check::Command { programs: DELETERS, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(delete) = deletes::of(command, sink) else { return };
    for word in delete.words {
        let [only] = &*word.parts else { continue };
        let PartKind::Substitution(statements) = &only.kind else { continue };
        if let [Statement { kind: StatementKind::Command(list), .. }] = &**statements
            && let Some(what) = listed(list, sink)
        {
            sink.report(word.span, format!("deletes {what}"));
            sink.choice("Look first: print the command, and do not run it", edits::printed(command));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_folder_decides() {
        check_marks("rm -rf `ls -a /etc`\n#      ^^^^^^^^^^^^ CARO0126\n");
        check_marks("rm -rf $(ls build)\n");
    }
}
