//! CARO0706: all commits are written anew.

use super::checkouts;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Writes every commit anew: no clone fits the result, and what a filter takes out is gone.
    ///
    /// Do it in a fresh clone, and push the result under another name first.
    ///
    /// ```sh bad
    /// git filter-branch --force --index-filter 'git rm --cached -r secrets' -- --all
    /// ```
    /// ```sh bad
    /// git filter-repo --path secrets --invert-paths --force
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
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn both_ways_to_call_it_are_known() {
        check_marks("git-filter-repo --path a\n#mark 0 0 15 CARO0706\n");
    }
}
