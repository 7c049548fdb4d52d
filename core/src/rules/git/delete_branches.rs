//! CARO0705: branches are deleted whether or not they are merged.

use super::branches::{is_protected, written};
use crate::rules::edits::Edits;
use crate::rules::listing;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes branches whose commits may be nowhere else.
    ///
    /// `-D` does not ask whether a branch is merged; `-d` does. For a list, use `-d`, or show it first.
    ///
    /// ```sh bad
    /// git branch | grep -v main | xargs git branch -D
    /// ```
    /// ```sh fixed
    /// git branch | grep -v main | xargs git branch -d
    /// ```
    /// ```sh bad
    /// git branch -D main
    /// ```
    /// ```sh fixed
    /// git branch -d main
    /// ```
    /// ```sh bad
    /// git branch --delete --force $(git branch --list 'old/*')
    /// ```
    /// ```sh fixed
    /// git branch --delete $(git branch --list 'old/*')
    /// ```
    /// ```sh good
    /// git branch -D fix/typo
    /// ```
    /// ```sh good
    /// git branch --merged | grep -v main | xargs git branch -d
    /// ```
    /// ```sh good
    /// git branch --merged main | xargs git branch -D
    /// ```
    /// ```sh good
    /// git branch -d main
    /// ```
    "CARO0705" "delete-branches",
    Caution,
    Check::Command { programs: &["git branch"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    let both = git.flag('d', "delete").filter(|_| git.has_flag('f', "force"));
    let Some(flag) = git.flag('D', "").or(both) else { return };
    let span = flag.span;
    for word in git.own_operands() {
        let name = written(word, sink);
        if is_protected(&name, sink) {
            sink.report(word.span, format!("deletes `{name}` here, with commits that may not be pushed"));
            sink.choice("Delete only what is merged: `-d`", merged(git));
            return;
        }
    }
    let body = sink.body();
    let lists = |it: &Vec<&Command>| {
        it.first().is_some_and(|first| {
            let merged = first.flags().any(|it| it.long.as_deref() == Some("merged"));
            // `[gone]`: what the remote has deleted was merged there.
            let gone = it.iter().any(|it| sink.text(it.span).contains("gone"));
            first.program.as_deref() == Some("git") && !merged && !gone
        })
    };
    if listing::suppliers(&body, git).iter().any(lists) {
        sink.report(span, "deletes every branch that the list names, whether or not it is merged".to_owned());
        sink.choice("Delete only what is merged: `-d`", merged(git));
    }
}

fn merged(git: &Command) -> Edits {
    match (git.flag('D', ""), git.flag('f', "force")) {
        (Some(flag), _) => edits::letter(flag, 'd'),
        (None, Some(force)) => edits::without(git, force),
        _ => Edits::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_loop_over_branches_is_a_list() {
        check_marks(
            "for b in $(git branch --format='%(refname:short)'); do git branch -D \"$b\"; done\n#                                                                 ^^ CARO0705\n",
        );
        check_marks("git branch -vv | grep ': gone]' | awk '{print $1}' | xargs git branch -D\ngit branch -D \"$1\"\n");
    }
}
