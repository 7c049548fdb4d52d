//! CARO0709: a work tree is removed with what is in it.

use super::checkouts;
use crate::rules::edits::Edits;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Removes a work tree, a submodule or every tracked file, with changes that are not committed.
    ///
    /// `--force` is asked for where there are such changes. Look at them with `git status` first.
    ///
    /// ```sh bad
    /// git worktree remove --force ../fix
    /// ```
    /// ```sh fixed
    /// git worktree remove ../fix
    /// ```
    /// ```sh bad
    /// git submodule deinit -f --all
    /// ```
    /// ```sh fixed
    /// git submodule deinit --all
    /// ```
    /// ```sh bad
    /// git rm -rf .
    /// ```
    /// ```sh fixed
    /// git rm --cached -rf .
    /// ```
    /// ```sh good
    /// git worktree remove ../fix
    /// ```
    /// ```sh good
    /// git submodule deinit -f vendor/lib
    /// ```
    /// ```sh good
    /// git rm -r --cached .
    /// ```
    /// ```sh good
    /// git rm -rq --ignore-unmatch internal/ notes/
    /// ```
    "CARO0709" "remove-checkout",
    Caution,
    Check::Command { programs: &["git worktree remove", "git submodule deinit", "git rm", "git lfs prune"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = git.flag('f', "force") else { return };
    let span = flag.span;
    if checkouts::is_own(git, sink) || git.has_flag('\0', "cached") {
        return;
    }
    let facts = git.facts();
    let everything = git.own_operands().find(|it| matches!(&*sink.sketch(it).text, "." | "*" | ":/" | "./*"));
    match facts.last().map(|it| it.name) {
        Some("remove") => {
            let value = git.own_operands().next().map(|it| sink.value(it)).unwrap_or_default();
            if value.shapes.is_empty() || !value.shapes.iter().all(|it| it.text.starts_with("/tmp/")) {
                sink.report(span, "removes the work tree with changes that are not committed".to_owned());
                sink.choice(REFUSE, without_force(git));
            }
        }
        Some("deinit") if git.has_flag('\0', "all") || everything.is_some() => {
            sink.report(span, "removes every submodule with changes that are not committed".to_owned());
            sink.choice(REFUSE, without_force(git));
        }
        // A script that begins a branch with other files, such as one of pages.
        Some("rm") if checkouts::is_scripted(sink) || git.has_flag('r', "") && begins_branch(sink) => {}
        Some("rm") if git.has_flag('r', "") => {
            if let Some(word) = everything {
                let at = word.span;
                sink.report(at, "deletes every file that git knows, changed ones too".to_owned());
                sink.choice("Only stop tracking them, and keep the files: `--cached`", edits::with(git, "--cached"));
                sink.choice(REFUSE, without_force(git));
            }
        }
        _ => {}
    }
}

const REFUSE: &str = "Refuse where changes are not committed";

fn without_force(git: &Command) -> Edits {
    git.flags().filter(|it| it.is('f', "force")).flat_map(|it| edits::without(git, it)).collect()
}

fn begins_branch(sink: &Sink<'_>) -> bool {
    sink.body().text.contains("--orphan")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn force_given_twice_goes_twice() {
        assert_eq!(offered("git worktree remove -f -f wt\n"), ["git worktree remove wt\n"]);
        assert_eq!(offered("git rm -rqf .\n")[1], "git rm -rq .\n");
    }

    #[test]
    fn one_thing_without_force_is_ordinary() {
        check_marks(
            "git worktree remove -f -f wt\n#                   ^^ CARO0709\ngit submodule deinit lib\ngit worktree remove --force /tmp/wt\n",
        );
        check_marks("git checkout --orphan gh-pages && git rm -rf .\n");
    }
}
