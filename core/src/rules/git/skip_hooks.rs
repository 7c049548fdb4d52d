//! CARO0711: the checks of the repository are skipped.

use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Skips the hooks that check a commit or a push, such as the search for secrets.
    ///
    /// Where a hook is wrong, say so to it by name; where it is slow, make it faster.
    ///
    /// ```sh bad
    /// git commit --no-verify -m wip
    /// ```
    /// ```sh fixed
    /// git commit -m wip
    /// ```
    /// ```sh bad
    /// git push --no-verify origin fix
    /// ```
    /// ```sh fixed
    /// git push origin fix
    /// ```
    /// ```sh good
    /// git commit -m 'fix: a typo'
    /// ```
    /// ```sh good
    /// git commit -n --dry-run
    /// ```
    /// ```sh good
    /// git push origin fix
    /// ```
    "CARO0711" "skip-hooks",
    Note,
    Check::Command { programs: &["git commit", "git push", "git merge"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    if let Some(flag) = git.flag('\0', "no-verify") {
        let span = flag.span;
        sink.report(span, "skips the hooks that check this".to_owned());
        sink.choice("Stop where a hook finds something", edits::without(git, flag));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_short_flag_of_commit_is_known() {
        check_marks("git commit -nm wip\n#           ^ CARO0711\n");
    }
}
