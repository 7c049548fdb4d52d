//! CARO0701: a force push rewrites a branch that others build on.

use super::branches::{is_protected, refspecs, written};
use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Replaces a shared branch: commits that others pushed are gone from it.
    ///
    /// `--force` does not look at what is there. `--force-with-lease` refuses when somebody has pushed meanwhile.
    /// Without a named branch the danger depends on which one is current, and the level is caution.
    ///
    /// To decide: Who else works on this branch, and do they know that its commits change?
    ///
    /// ```sh bad
    /// git push --force origin main
    /// ```
    /// ```sh fixed
    /// git push --force-with-lease origin main
    /// ```
    /// ```sh bad
    /// git push origin +HEAD:master
    /// ```
    /// ```sh fixed
    /// git push --force-with-lease origin HEAD:master
    /// ```
    /// ```sh bad
    /// git push --mirror backup
    /// ```
    /// ```sh fixed
    /// git push --dry-run --mirror backup
    /// ```
    /// ```sh bad
    /// git push -f
    /// ```
    /// ```sh fixed
    /// git push --force-with-lease
    /// ```
    /// ```sh good
    /// git push --force-with-lease origin main
    /// ```
    /// ```sh good
    /// git push -f origin fix/typo
    /// ```
    /// ```sh good
    /// git push origin main
    /// ```
    "CARO0701" "force-push",
    Danger,
    Check::Command { programs: &["git push"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    // A remote that only publishes what is pushed: nobody works there.
    let remote = git.own_operands().next().map(|it| sink.sketch(it).text).unwrap_or_default();
    if matches!(&*remote, "heroku" | "dokku" | "piku") || remote.contains(".github.io") {
        return;
    }
    let branches: Vec<(&Word, String)> = refspecs(git).into_iter().map(|it| (it, written(it, sink))).collect();
    if let Some(flag) = git.flag('\0', "mirror") {
        let message = "`--mirror` replaces every branch and tag there, and deletes those that are not here";
        sink.report(flag.span, message.to_owned());
        sink.rehearse(git);
        return;
    }
    let forced = git.flag('f', "force").map(|it| it.span);
    let all = git.flag('\0', "all").or(git.flag('\0', "branches"));
    let plus = |it: &Word| sink.value(it).shapes.iter().any(|it| it.text.starts_with('+'));
    let pushed = branches
        .iter()
        .find(|(word, name)| (forced.is_some() || plus(word)) && (is_protected(name, sink) || name.ends_with('*')));
    if let Some((word, name)) = pushed {
        let message = if name.ends_with('*') {
            "replaces every branch there: commits that others pushed are gone".to_owned()
        } else {
            format!("replaces `{name}`: commits that others pushed to it are gone")
        };
        sink.report(forced.unwrap_or(word.span), message);
        lease(git, sink);
    } else if let (Some(span), Some(_)) = (forced, all) {
        sink.report(span, "replaces every branch there: commits that others pushed are gone".to_owned());
        lease(git, sink);
    } else if let Some(span) = forced
        && branches.iter().all(|(word, name)| matches!(&**name, "HEAD" | "@") || is_unknown(word, sink))
    {
        let which = match branches.first() {
            Some((word, _)) if word.literal().is_none() => format!("whichever branch `{}` is", sink.sketch(word).text),
            _ => "the current branch there, whichever it is".to_owned(),
        };
        let message = format!("replaces {which}: commits that others pushed are gone");
        sink.report(span, message).level(Level::Caution);
        lease(git, sink);
    }
}

fn lease(git: &Command, sink: &mut Sink<'_>) {
    if let Some(flag) = git.flag('f', "force") {
        let edits = edits::instead(git, flag, "--force-with-lease");
        sink.choice("Refuse when others have pushed since the last fetch", edits);
        return;
    }
    // The sign that forces one branch, where it is written.
    let signs = refspecs(git).into_iter().filter_map(|it| {
        let text = sink.text(it.span);
        let at = text.find('+').filter(|at| text[..*at].chars().all(|it| matches!(it, '\'' | '"')))?;
        Some((Span::new(it.span.start + at, it.span.start + at + 1), String::new()))
    });
    let mut edits: Vec<_> = signs.collect();
    if !edits.is_empty() {
        edits.extend(edits::with(git, "--force-with-lease"));
        sink.choice("Refuse when others have pushed since the last fetch", edits);
    }
}

/// Whether nothing is known of what a word names.
fn is_unknown(word: &Word, sink: &Sink<'_>) -> bool {
    sink.value(word).shapes.iter().all(|it| it.text.trim_start_matches("HEAD:").is_empty())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_branch_may_come_from_a_variable() {
        check_marks("git push -f --all origin\n#        ^^ CARO0701\n");
        check_marks(
            "git commit --amend --no-edit && git push -f\n#                                        ^^ CARO0701\n",
        );
        check_marks(
            "git push origin '+refs/heads/*:refs/heads/*'\n#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0701\n",
        );
        check_marks("git push -f origin gh-pages\ngit push -n -f origin main\n");
        check_marks("b=master\ngit -C repo push -fu origin \"HEAD:$b\"\n#                 ^ CARO0701\n");
    }
}
