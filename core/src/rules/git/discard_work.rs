//! CARO0703: changes that are not committed are thrown away.

use super::checkouts;
use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::sink::is_unsure;
use crate::rules::{Check, Sink, edits};
use crate::script::{Command, Flag};

rule! {
    /// Throws away every change that is not committed; git keeps no copy of it.
    ///
    /// `git stash` puts the changes aside instead, and `git diff` shows what would go.
    /// A script that resets its own checkout to what the remote has does so on purpose, and is left alone.
    ///
    /// To decide: What do `git status` and `git stash list` show, and does anybody still need it?
    ///
    /// ```sh bad
    /// git reset --hard
    /// ```
    /// ```sh fixed
    /// git stash
    /// ```
    /// ```sh bad
    /// git reset --hard HEAD~3
    /// ```
    /// ```sh fixed
    /// git reset --keep HEAD~3
    /// ```
    /// ```sh bad
    /// git checkout -- .
    /// ```
    /// ```sh fixed
    /// git stash
    /// ```
    /// ```sh bad
    /// git restore --staged --worktree .
    /// ```
    /// ```sh fixed
    /// git stash
    /// ```
    /// ```sh bad
    /// git checkout -f main
    /// ```
    /// ```sh fixed
    /// git checkout main
    /// ```
    /// ```sh bad
    /// git stash clear
    /// ```
    /// ```sh fixed
    /// git stash list
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
    if let Some((title, edits)) = kept(git, name, &words) {
        sink.choice(title, edits);
    }
}

/// What does nearly the same, and keeps the work or refuses.
fn kept(git: &Command, name: &str, words: &[(Span, String)]) -> Option<(&'static str, Edits)> {
    const REFUSE: &str = "Refuse where changes that are not committed would be lost";
    let order = git.operands().nth(git.facts().len().checked_sub(2)?)?.span;
    let behind = Span::new(order.start, git.words.last()?.span.end);
    let stash = ("Put the changes aside: `git stash`", vec![(behind, "stash".to_owned())]);
    let without = |flag: Option<&Flag>| flag.map(|it| (REFUSE, edits::without(git, it)));
    match name {
        "clear" | "drop" => Some(("Look first: `git stash list`", vec![(behind, "list".to_owned())])),
        "reset" if words.is_empty() || words[0].1 == "HEAD" => Some(stash),
        "reset" => Some((REFUSE, edits::instead(git, git.flag('\0', "hard")?, "--keep"))),
        "restore" => Some(stash),
        "checkout" if git.has_flag('f', "force") => without(git.flag('f', "force")),
        "checkout" if words.len() == 1 => Some(stash),
        "switch" => without(git.flag('f', "force").or(git.flag('\0', "discard-changes"))),
        "read-tree" => Some((REFUSE, edits::instead(git, git.flag('\0', "reset")?, "-m"))),
        "checkout-index" => {
            Some(("Leave files that are there as they are", edits::without(git, git.flag('f', "force")?)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn work_can_be_kept() {
        assert_eq!(offered("git -C a reset -q --hard HEAD 2>x\n"), ["git -C a stash 2>x\n"]);
        assert_eq!(offered("git switch -fC x\n"), ["git switch -C x\n"]);
        assert_eq!(offered("git read-tree -u --reset x\n"), ["git read-tree -u -m x\n"]);
        assert_eq!(offered("sudo sh -c 'git stash clear'\n"), ["sudo sh -c 'git stash list'\n"]);
    }

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
