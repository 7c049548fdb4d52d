//! CARO0708: references are deleted past every check.

use super::branches::{is_protected, written};
use crate::rules::listing;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Deletes branches or tags without asking whether anything else holds their commits.
    ///
    /// `update-ref -d` asks nothing, not even whether the branch is checked out. `git branch -d` does.
    ///
    /// To decide: Does the list name only what may go? Print it before anything is deleted, or keep what matches a name?
    ///
    /// ```sh bad
    /// git update-ref -d refs/heads/main
    /// ```
    /// ```sh fixed
    /// git branch -d main
    /// ```
    /// ```sh bad
    /// git for-each-ref --format='%(refname)' refs/heads | xargs -n 1 git update-ref -d
    /// ```
    /// ```sh bad
    /// git tag | xargs git tag -d
    /// ```
    /// ```sh good
    /// git update-ref refs/heads/main HEAD
    /// ```
    /// ```sh good
    /// git tag -d v1.0-rc1
    /// ```
    /// ```sh good
    /// git for-each-ref --format='%(refname)' refs/original | xargs -n 1 git update-ref -d
    /// ```
    /// ```sh good
    /// git update-ref -d HEAD
    /// ```
    "CARO0708" "delete-refs",
    Caution,
    Check::Command { programs: &["git update-ref", "git tag"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = git.flag('d', "delete") else { return };
    let span = flag.span;
    for word in git.own_operands() {
        let name = written(word, sink);
        let whole = sink.sketch(word).text;
        if whole.starts_with("refs/heads/") && is_protected(&name, sink) {
            sink.report(word.span, format!("deletes `{name}` without asking whether anything else holds its commits"));
            if word.literal().is_some()
                && git.own_operands().count() == 1
                && let Some(order) = git.operands().next().filter(|it| it.literal() == Some("update-ref"))
            {
                let edits = vec![(order.span, "branch".to_owned()), (word.span, name)];
                sink.choice("Delete it only when it is merged: `git branch -d`", edits);
            }
            return;
        }
    }
    let body = sink.body();
    let lists_all = |it: &Vec<&Command>| {
        let first = it.first().is_some_and(|it| it.program.as_deref() == Some("git"));
        // What `filter-branch` left behind is a copy.
        first && listing::prints_all(it) && !it.iter().any(|it| sink.text(it.span).contains("refs/original"))
    };
    if listing::suppliers(&body, git).iter().any(lists_all) {
        sink.report(span, "deletes every branch or tag that the list names".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_list_of_some_tags_is_bounded() {
        check_marks("git tag -d $(git tag)\n#       ^^ CARO0708\ngit tag | grep '^tmp-' | xargs git tag -d\n");
    }
}
