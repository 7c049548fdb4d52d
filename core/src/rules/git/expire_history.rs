//! CARO0707: what git keeps for a rescue is deleted.

use super::checkouts;
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Flag};

rule! {
    /// Deletes the commits that only the reflog still knows, so that no mistake can be undone any more.
    ///
    /// git keeps lost commits for weeks. Without them a wrong `reset` or a dropped branch is final.
    ///
    /// ```sh bad
    /// git reflog expire --expire=now --all
    /// ```
    /// ```sh fixed
    /// git reflog expire --expire=90.days --all
    /// ```
    /// ```sh bad
    /// git reflog expire --expire-unreachable=now --all
    /// ```
    /// ```sh fixed
    /// git reflog expire --expire-unreachable=90.days --all
    /// ```
    /// ```sh bad
    /// git gc --aggressive --prune=now
    /// ```
    /// ```sh fixed
    /// git gc --aggressive --prune=2.weeks
    /// ```
    /// ```sh good
    /// git gc --quiet --auto
    /// ```
    /// ```sh good
    /// git gc --prune=2.weeks.ago
    /// ```
    /// ```sh good
    /// git reflog expire --expire=90.days --all
    /// ```
    /// ```sh good
    /// git clone -q . /tmp/small && git -C /tmp/small gc --prune=now
    /// ```
    "CARO0707" "expire-history",
    Danger,
    Check::Command { programs: &["git reflog expire", "git gc", "git prune"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    if checkouts::is_own(git, sink) {
        return;
    }
    let now = |it: &&Flag| {
        let names = matches!(it.long.as_deref(), Some("expire" | "expire-unreachable" | "prune"));
        let value = it.value.as_ref().map(|it| sink.sketch(it).text).unwrap_or_default();
        names && matches!(&*value, "now" | "all" | "0" | "now.0")
    };
    let Some(flag) = git.flags().find(now) else { return };
    // All of them, since each one alone is enough.
    let values: Vec<Span> = git.flags().filter(now).filter_map(|it| Some(it.value.as_ref()?.span)).collect();
    let span = git.words.get(flag.word).map_or(flag.span, |it| it.span);
    let expires = git.facts().last().is_some_and(|it| it.name == "expire");
    if expires {
        sink.report(
            span,
            "deletes what brings lost commits back: no `reset` and no dropped branch can be undone".to_owned(),
        );
    } else {
        let message = "deletes every commit that no branch holds, also those of a moment ago";
        sink.report(span, message.to_owned()).level(Level::Caution);
    }
    let (title, kept) = if expires {
        ("Keep what was lost in the last 90 days", "90.days")
    } else {
        ("Keep what was lost in the last two weeks, as git does", "2.weeks")
    };
    sink.choice(title, values.into_iter().map(|it| (it, kept.to_owned())).collect());
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn both_steps_are_shown() {
        check_marks(
            "git reflog expire --all --expire=now && git gc --prune=now\n#                       ^^^^^^^^^^^^ CARO0707\n#                                              ^^^^^^^^^^^ CARO0707\n",
        );
    }
}
