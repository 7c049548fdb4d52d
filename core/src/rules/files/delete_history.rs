//! CARO0117: the repository in the current folder is deleted, and all history with it.

use super::deletes;
use crate::rules::{Check, Sink, paths};
use crate::script::Command;

rule! {
    /// Deletes a repository's history: every commit, branch and stash that was not pushed.
    ///
    /// `.git` holds all that was ever committed. `git remote -v` and `git status` tell whether it is elsewhere too.
    ///
    /// To decide: Is every commit, branch and stash elsewhere too? `git log --branches --not --remotes` and `git stash list` show what is not.
    ///
    /// ```sh bad
    /// rm -rf .git
    /// ```
    /// ```sh fixed
    /// rm -rI .git
    /// ```
    /// ```sh bad
    /// find . -name .git -type d -exec rm -rf {} +
    /// ```
    /// ```sh fixed
    /// find . -name .git -type d -print
    /// ```
    /// ```sh good
    /// git clone --depth 1 https://example.org/t.git t && rm -rf t/.git
    /// ```
    /// ```sh good
    /// rm -rf .github/workflows/old .git/hooks/pre-commit .gitlab
    /// ```
    /// ```sh good
    /// rm -f .git/index.lock
    /// ```
    "CARO0117" "delete-history",
    Caution,
    Check::Command { programs: &["rm", "grm", "srm", "wipe", "rimraf", "del-cli", "find", "gfind"], run: check }
}

const STORES: [&str; 4] = [".git", ".hg", ".svn", ".bzr"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    if matches!(command.program.as_deref(), Some("find" | "gfind")) {
        let destroys = matches!(super::searches::deed(command), Some((super::searches::Deed::Destroys, _)));
        let Some(name) = command.flag_value('\0', "name").filter(|_| destroys) else { return };
        // A copy that was fetched to build from is stripped this way.
        let wide = command
            .operands()
            .any(|it| matches!(it.literal(), Some("." | "./" | "..")) || sink.text_of(it).as_deref() == Some("~"));
        if wide && name.literal() == Some(".git") {
            sink.report(name.span, "deletes the history of every repository below".to_owned());
            super::searches::offer_print(command, sink);
        }
        return;
    }
    let Some(delete) = deletes::of(command, sink).filter(|it| it.recursive) else { return };
    for word in &delete.words {
        // Only in the folder where the script starts: elsewhere it is a copy as often as not.
        let store = sink.possible(word, |it| STORES.contains(&&*paths::reach(it).0));
        if let (Some(store), crate::flow::Folder::Start) = (store, &sink.state().folder) {
            sink.report(word.span, format!("deletes `{store}`: every commit that was not pushed is lost"));
            deletes::offer_asking(command, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn another_folder_is_another_matter() {
        check_marks("d=./.git/\nrm -fr $d\n#      ^^ CARO0117\n");
        check_marks("cd build/copy && rm -rf .git\nfind vendor -name .git -exec rm -rf {} +\n");
    }
}
