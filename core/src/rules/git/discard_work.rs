//! CARO0703: changes that are not committed are thrown away.

use super::checkouts;
use crate::Span;
use crate::rules::sink::is_unsure;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Throws away every change that is not committed; git keeps no copy of it.
    ///
    /// `git stash` puts the changes aside instead, and `git diff` shows what would go.
    /// A script that resets its own checkout to what the remote has does so on purpose, and is left alone.
    ///
    /// ```sh bad
    /// git reset --hard
    /// ```
    /// ```sh bad
    /// git reset --hard HEAD~3
    /// ```
    /// ```sh bad
    /// git checkout -- .
    /// ```
    /// ```sh bad
    /// git restore --staged --worktree .
    /// ```
    /// ```sh bad
    /// git checkout -f main
    /// ```
    /// ```sh bad
    /// git stash clear
    /// ```
    /// ```sh good
    /// git fetch origin && git reset --hard origin/main
    /// ```
    /// ```sh good
    /// set -e
    /// git fetch --quiet
    /// git reset --hard "origin/$BRANCH"
    /// ```
    /// ```sh good
    /// git checkout -- src/main.c
    /// ```
    /// ```sh good
    /// git restore --staged .
    /// ```
    /// ```sh good
    /// cd "$(mktemp -d)" && git clone -q https://example.org/a.git . && git reset --hard v1
    /// ```
    "CARO0703" "discard-work",
    Caution,
    Check::Command { programs: &["git reset", "git checkout", "git restore", "git switch", "git stash clear", "git stash drop", "git read-tree", "git checkout-index"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    let facts = git.facts();
    let name = facts.last().map(|it| it.name).unwrap_or_default();
    let words: Vec<(Span, String)> = git.own_operands().map(|it| (it.span, sink.sketch(it).text)).collect();
    let here = words.iter().find(|it| matches!(&*it.1, "." | ":/" | "*" | "./" | ":" | ":/*")).map(|it| it.0);
    let long = |name: &str| git.flag('\0', name).map(|it| it.span);
    let lost = "every change that is not committed: git keeps no copy";
    let (span, message) = match name {
        "clear" => (
            git.own_operands().next().map_or(git.span, |it| it.span),
            "deletes all stashed work: no name leads to it any more".to_owned(),
        ),
        "drop" => {
            // A script drops what it stashed itself, and one that is named is meant.
            if checkouts::is_scripted(sink) || !words.is_empty() {
                return;
            }
            (git.span, "deletes stashed work: no name leads to it any more".to_owned())
        }
        "reset" => {
            let Some(span) = long("hard") else { return };
            let target = words.first().map(|it| &*it.1).unwrap_or_default();
            let back = target.contains(['~', '^']);
            let also = if back { "takes commits off the branch, and " } else { "" };
            (span, format!("{also}throws away {lost}"))
        }
        "restore" => {
            let worktree = !git.has_flag('S', "staged") || git.has_flag('W', "worktree");
            let Some(span) = here.filter(|_| worktree && !git.has_flag('p', "patch")) else { return };
            (span, format!("throws away {lost}"))
        }
        "checkout" => {
            // One side of a merge is taken: what is chosen between is committed.
            if git.has_flag('2', "ours") || git.has_flag('3', "theirs") {
                return;
            }
            let force = git.flag('f', "force").map(|it| it.span);
            let Some(span) = here.or(force).filter(|_| !git.has_flag('p', "patch")) else { return };
            (span, format!("throws away {lost}"))
        }
        "switch" => {
            let Some(span) = git.flag('f', "force").map(|it| it.span).or(long("discard-changes")) else { return };
            (span, format!("throws away {lost}"))
        }
        "read-tree" => {
            let Some(span) = long("reset").filter(|_| git.has_flag('u', "")) else { return };
            (span, format!("throws away {lost}"))
        }
        _ => {
            let Some(span) = git.flag('f', "force").filter(|_| git.has_flag('a', "all")).map(|it| it.span) else {
                return;
            };
            (span, format!("throws away {lost}"))
        }
    };
    if checkouts::is_own(git, sink) {
        return;
    }
    // Where the remote's state is asked for, a checkout for building or serving is meant.
    let remote = words.iter().any(|it| checkouts::is_remote(&it.1) || name == "reset" && is_unsure(&it.1));
    let fetched = checkouts::runs_before(git, sink, &["fetch", "pull", "remote", "init", "submodule"]);
    if fetched
        || remote && checkouts::is_scripted(sink)
        || name == "checkout" && here.is_none() && checkouts::is_scripted(sink)
    {
        return;
    }
    if name == "checkout" && here.is_some() && words.iter().any(|it| checkouts::is_remote(&it.1)) {
        return;
    }
    sink.report(span, message);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_remote_decides_in_a_script() {
        check_marks("git reset --hard origin/main\n#         ^^^^^^ CARO0703\n");
        check_marks("cd /srv/app || exit 1\ngit fetch -q\ngit reset --hard FETCH_HEAD\n");
        check_marks("git checkout --quiet -f \"origin/$BRANCH\" -- .\n");
        check_marks("git -C repo reset -q --hard\n#                    ^^^^^^ CARO0703\n");
        check_marks("git checkout HEAD -- .\n#                    ^ CARO0703\n");
        check_marks("git switch -f main\n#          ^^ CARO0703\ngit checkout -p .\ngit reset HEAD~1\n");
        check_marks("t=$(mktemp -d)\ngit -C \"$t\" reset --hard\n");
    }
}
