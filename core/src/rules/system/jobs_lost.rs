//! CARO0614: all timed jobs of a user are gone.

use super::later::{self, Form};
use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Node, Statement, StatementKind, walk};

rule! {
    /// Deletes all timed jobs of the user, not only the one that was meant.
    ///
    /// `crontab` keeps no copy. Save the jobs first with `crontab -l > jobs`, or take one out:
    /// `crontab -l | grep -v NAME | crontab -`.
    ///
    /// To decide: Which of the jobs that `crontab -l` shows are still wanted?
    ///
    /// ```sh bad
    /// crontab -r
    /// ```
    /// ```sh fixed
    /// crontab -i -r
    /// ```
    /// ```sh bad
    /// echo '0 3 * * * /usr/local/bin/backup' | crontab -
    /// ```
    /// ```sh fixed
    /// { crontab -l 2>/dev/null; echo '0 3 * * * /usr/local/bin/backup'; } | crontab -
    /// ```
    /// ```sh good
    /// crontab -l > jobs.txt
    /// ```
    /// ```sh good
    /// { crontab -l; echo '0 3 * * * /usr/local/bin/backup'; } | crontab -
    /// ```
    /// ```sh good
    /// crontab -l | sed '/old/d' | crontab -
    /// ```
    "CARO0614" "jobs-lost",
    Danger,
    Check::Several(&[Check::Command { programs: &["crontab"], run: check }, Check::Pipeline { run: check_pipeline }])
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let whose = command
        .flag_value('u', "")
        .and_then(|it| sink.text_of(it))
        .map_or("the user".to_owned(), |it| format!("`{it}`"));
    if command.has_flag('r', "") && !command.has_flag('i', "") {
        sink.report(command.span, format!("deletes every timed job of {whose}: there is no copy"));
        sink.choice("Ask first: `crontab -i`", edits::with(command, "-i"));
        let look = command.flag('r', "").map(|it| edits::letter(it, 'l'));
        sink.choice("Look first: `crontab -l`", look.unwrap_or_default());
    } else if command
        .operands()
        .chain(command.redirects.iter().map(|it| &it.target))
        .any(|it| sink.possible(it, |it| it == "/dev/null").is_some())
        && command.flags().all(|it| it.short == Some('u'))
        && command.redirects.iter().all(|it| !it.operator.writes())
    {
        sink.report(command.span, format!("replaces every timed job of {whose} by none"));
    }
}

fn check_pipeline(stages: &[Statement], sink: &mut Sink<'_>) {
    let Some((last, before)) = stages.split_last() else { return };
    let StatementKind::Command(command) = &last.kind else { return };
    let reads = command.operands().next().is_none_or(|it| it.literal() == Some("-"));
    if command.program.as_deref() != Some("crontab")
        || !reads
        || command.flags().any(|it| matches!(it.short, Some('l' | 'e' | 'r')))
    {
        return;
    }
    // Only where all is written here can it be told that the old jobs are not among it.
    let (mut known, mut texts) = (true, Vec::new());
    walk(before, &mut |node| {
        if let Node::Command(it) = node {
            let echoed = later::echoed(it);
            known &= echoed.as_ref().is_some_and(|it| !it.contains('$'));
            texts.extend(echoed.filter(|_| texts.len() < later::MOST_TEXTS));
        }
    });
    // Then the rule on what jobs do has said the worse thing.
    let danger = known && texts.iter().any(|it| later::danger_in(it, Form::Cron).is_some());
    let blank = matches!(before, [Statement { kind: StatementKind::Command(it), .. }] if matches!(it.program.as_deref(), Some("true" | ":"))
        || later::echoed(it).is_some_and(|it| it.trim().is_empty()));
    if blank {
        sink.report(command.span, "replaces every timed job of the user by none".into());
    } else if known && !danger {
        let message = "replaces every timed job of the user by these lines: nothing keeps the others";
        sink.report(command.span, message.into()).level(Level::Caution);
        let user = command.flag_value('u', "").map_or(String::new(), |it| format!(" -u {}", sink.text(it.span)));
        if let ([first, ..], [.., end]) = (before, before) {
            let listed = format!("{{ crontab{user} -l 2>/dev/null; ");
            let edits = vec![(Span::at(first.span.start), listed), (Span::at(end.span.end), "; }".to_owned())];
            sink.choice("Keep the jobs that are there", edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_keeps_the_old_jobs_is_fine() {
        check_marks("sudo crontab -r -u www-data\n#mark 0 0 27 CARO0614\n");
        check_marks("crontab /dev/null\n#mark 0 0 17 CARO0614\n");
        check_marks("echo | crontab -\n#      ^^^^^^^^^ CARO0614\n");
        check_marks("crontab < /dev/null\n#mark 0 0 19 CARO0614\n");
        check_marks(
            "crontab -l 2>/dev/null\ncrontab x 2> /dev/null\ncrontab -ir\ncrontab -e\ncrontab jobs.txt\necho \"$(crontab -l)\" | crontab -\necho \"$JOBS\" | crontab -\n",
        );
    }
}
