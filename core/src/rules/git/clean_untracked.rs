//! CARO0704: files that git does not know are deleted.

use super::checkouts;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes files that git does not know, and with `-x` also those that it ignores: `.env`, uploads, databases.
    ///
    /// They exist nowhere else. `git clean -n` shows what would go; a path limits it to a folder that is built again.
    ///
    /// To decide: Is there anything below this folder that exists nowhere else: settings, uploads, work that was never added?
    ///
    /// ```sh bad
    /// git clean -fdx
    /// ```
    /// ```sh fixed
    /// git clean -n -dx
    /// ```
    /// ```sh bad
    /// cd /var/www/shop || exit 1
    /// git clean -ffdx
    /// ```
    /// ```sh bad
    /// git clean -fd
    /// ```
    /// ```sh fixed
    /// git clean -n -d
    /// ```
    /// ```sh good
    /// git clean -ndx
    /// ```
    /// ```sh good
    /// git clean -fdx build/ dist/
    /// ```
    /// ```sh good
    /// cd "$(mktemp -d)" || exit 1
    /// git clean -fdx
    /// ```
    /// ```sh good
    /// git clone -q https://example.org/a.git /tmp/a && git -C /tmp/a clean -fdx
    /// ```
    "CARO0704" "clean-untracked",
    Danger,
    Check::Command { programs: &["git clean"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    let force = git.flag('f', "force");
    let configured = git.flags().any(|it| {
        it.value.as_ref().is_some_and(|it| sink.sketch(it).text.to_lowercase() == "clean.requireforce=false")
    });
    let bounded = git.own_operands().any(|it| !matches!(&*sink.sketch(it).text, "." | ":/" | "./" | "*"));
    if force.is_none() && !configured || git.has_flag('i', "interactive") || bounded || checkouts::is_own(git, sink) {
        return;
    }
    let ignored = git.flag('x', "");
    let span = ignored.or(force).map_or(git.span, |it| it.span);
    let span = git.words.iter().map(|it| it.span).find(|it| it.overlaps(span) && it.len() > span.len()).unwrap_or(span);
    // What is in submodules was fetched, and a build makes the rest again.
    if checkouts::runs_before(git, sink, &["submodule"]) {
        return;
    }
    if ignored.is_some() {
        sink.report(
            span,
            "deletes what git ignores too: `.env`, uploads and databases that exist nowhere else".to_owned(),
        );
    } else if git.has_flag('X', "") {
        sink.report(span, "deletes what git ignores: `.env`, uploads, and what was built".to_owned())
            .level(Level::Caution);
    } else {
        sink.report(span, "deletes every file that was never added: git keeps no copy".to_owned())
            .level(Level::Caution);
    }
    let turned = |new: &str| force.map_or_else(|| edits::with(git, new), |it| edits::instead(git, it, new));
    sink.choice("Look first: `git clean -n`", turned("-n"));
    sink.choice("Ask before each: `git clean -i`", turned("-i"));
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn flags_in_any_order_mean_the_same() {
        check_marks("git -C /srv/app clean -d -f -x\n#                           ^^ CARO0704\n");
        check_marks("git submodule foreach --recursive git clean -xfd\n");
        check_marks("git -c clean.requireForce=false clean -dx\n#                                     ^^^ CARO0704\n");
        check_marks("git clean -fd -- .\n#         ^^^ CARO0704\ngit clean -fi\n");
    }
}
