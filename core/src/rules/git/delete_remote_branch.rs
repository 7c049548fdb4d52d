//! CARO0702: branches or tags are deleted at the remote.

use super::branches::{is_protected, refspecs, written};
use crate::rules::listing;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes a branch or a tag for everyone who uses the remote.
    ///
    /// Who has not fetched it loses its commits, and open requests for it are closed. One branch of your own is fine;
    /// a branch that others build on, or whatever a list says, is not.
    ///
    /// To decide: Who still builds on this branch or tag, and is everything in it merged somewhere else?
    ///
    /// ```sh bad
    /// git push origin --delete main
    /// ```
    /// ```sh fixed
    /// git push --dry-run origin --delete main
    /// ```
    /// ```sh bad
    /// git push origin :release/2.0
    /// ```
    /// ```sh bad
    /// git branch -r --merged | grep -v main | sed 's|origin/||' | xargs -n 1 git push --delete origin
    /// ```
    /// ```sh bad
    /// git push --prune origin 'refs/heads/*:refs/heads/*'
    /// ```
    /// ```sh good
    /// git push origin --delete fix/typo
    /// ```
    /// ```sh good
    /// git push origin :fix/typo
    /// ```
    /// ```sh good
    /// git push origin main
    /// ```
    /// ```sh good
    /// git push --dry-run --delete origin main
    /// ```
    "CARO0702" "delete-remote-branch",
    Danger,
    Check::Command { programs: &["git push"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    if let Some(flag) = git.flag('\0', "prune") {
        let message = "deletes every branch there that is not here";
        sink.report(flag.span, message.to_owned()).level(Level::Caution);
        sink.rehearse(git);
        sink.choice("Keep the branches that are only there", edits::without(git, flag));
        return;
    }
    let flag = git.flag('d', "delete").map(|it| it.span);
    let words = refspecs(git);
    let body = sink.body();
    let listed = || {
        let by_git = |it: &&Command| matches!(it.program.as_deref(), Some("git" | "gh"));
        listing::suppliers(&body, git).iter().any(|it| it.first().is_some_and(by_git))
    };
    for word in &words {
        let empty_source = sink
            .value(word)
            .shapes
            .iter()
            .any(|it| it.text.starts_with(':') && it.text.len() > 1 || it.text.starts_with("+:"));
        if flag.is_none() && !empty_source {
            continue;
        }
        let name = written(word, sink);
        if is_protected(&name, sink) {
            sink.report(word.span, format!("deletes `{name}` for everyone who uses the remote"));
            sink.rehearse(git);
        } else if name.starts_with("refs/tags/v")
            || name.strip_prefix('v').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
        {
            let message = format!("deletes the tag `{name}` for everyone: builds and downloads that name it fail");
            sink.report(word.span, message).level(Level::Caution);
            sink.rehearse(git);
        }
    }
    if let Some(span) = flag
        && git.wrappers.iter().any(|it| matches!(&*it.program, "xargs" | "parallel"))
            | words.iter().any(|it| it.literal().is_none())
        && listed()
    {
        let message = "deletes every branch or tag that a list names, for everyone who uses the remote";
        sink.report(span, message.to_owned()).level(Level::Caution);
        sink.rehearse(git);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_branch_may_come_from_a_variable_or_a_list() {
        check_marks("b=main\ngit push origin -d \"$b\"\n#                  ^^^^ CARO0702\n");
        check_marks("git push origin --delete $(git tag -l)\n#               ^^^^^^^^ CARO0702\n");
        check_marks("git push origin :refs/tags/v1.2 :x\n#               ^^^^^^^^^^^^^^^ CARO0702\n");
        check_marks("git push origin \"$1\"\ngit push origin --delete \"$1\"\n");
    }
}
