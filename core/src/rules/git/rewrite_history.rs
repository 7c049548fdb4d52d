//! CARO0706: all commits are written anew.

use super::checkouts;
use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Writes every commit anew: no clone fits the result, and what a filter takes out is gone.
    ///
    /// Do it in a fresh clone, and push the result under another name first.
    ///
    /// To decide: Is this a fresh clone that may be thrown away, and do all who have one know that theirs no longer fits?
    ///
    /// ```sh bad
    /// git filter-branch --force --index-filter 'git rm --cached -r secrets' -- --all
    /// ```
    /// ```sh bad
    /// git filter-repo --path secrets --invert-paths --force
    /// ```
    /// ```sh fixed
    /// git filter-repo --dry-run --path secrets --invert-paths --force
    /// ```
    /// ```sh bad
    /// bfg --delete-files id_rsa
    /// ```
    /// ```sh good
    /// git log --all -- secrets
    /// ```
    /// ```sh good
    /// git filter-repo --analyze
    /// ```
    /// ```sh good
    /// git clone -q . /tmp/filtered && git -C /tmp/filtered filter-branch --subdirectory-filter lib
    /// ```
    "CARO0706" "rewrite-history",
    Caution,
    Check::Command { programs: &["git filter-branch", "git filter-repo", "git-filter-repo", "bfg"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let looks = ["analyze", "dry-run", "help", "version"].iter().any(|it| command.has_flag('\0', it));
    if looks || checkouts::is_own(command, sink) {
        return;
    }
    let force = command.flag('f', "force").map(|it| it.span);
    let name = command.operands().next().filter(|_| command.program.as_deref() == Some("git")).map(|it| it.span);
    let span = name.unwrap_or(command.name_span());
    let message = if force.is_some() {
        "writes every commit anew, and `--force` skips the check that a copy is left"
    } else {
        "writes every commit anew: no other clone fits the result"
    };
    sink.report(span, message.to_owned());
    let filter = command.operands().next().map_or(command.name_span(), |it| it.span);
    let behind = if command.program.as_deref() == Some("git") { filter } else { command.name_span() };
    if sink.text(behind).ends_with("filter-repo") {
        let edits = vec![(Span::at(behind.end), " --dry-run".to_owned())];
        sink.choice("Look first: `git filter-repo --dry-run`", edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn both_ways_to_call_it_are_known() {
        check_marks("git-filter-repo --path a\n#mark 0 0 15 CARO0706\n");
    }
}
