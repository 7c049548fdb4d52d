//! CARO0504: a password is printed.

use super::credentials::names_secret;
use super::seen;
use crate::rules::{Check, Level, Sink};
use crate::script::{Body, Command, PartKind};

rule! {
    /// Prints a password, where logs, screens and other people keep it.
    ///
    /// The output of a script ends in the logs of cron, of CI and of whoever runs it.
    /// Say that it is set, not what it is: `${TOKEN:+set}`.
    ///
    /// To decide: Who reads this output, and do they need more than whether it is set?
    ///
    /// ```sh bad
    /// echo "using token $API_TOKEN"
    /// ```
    /// ```sh fixed
    /// echo "using token ${API_TOKEN:+set}"
    /// ```
    /// ```sh bad
    /// logger "login with $DB_PASSWORD failed"
    /// ```
    /// ```sh fixed
    /// logger "login with ${DB_PASSWORD:+set} failed"
    /// ```
    /// ```sh good
    /// echo "token: ${API_TOKEN:+set}"
    /// ```
    /// ```sh good
    /// echo "$PASSWORD" | docker login --password-stdin
    /// ```
    /// ```sh good
    /// password() { echo "$PASSWORD"; }
    /// hash=$(printf '%s' "$PASSWORD" | sha256sum)
    /// ```
    /// ```sh good
    /// echo "reads $PASSWORD_FILE"
    /// ```
    "CARO0504" "secret-printed",
    Caution,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let mut found = Vec::new();
    seen::walk(&body.statements, &mut |command| found.extend(printed(command)), &mut |_| {});
    for (span, name, level) in found {
        let message = if level == Level::Caution {
            format!("writes `${name}` into the log, where it stays")
        } else {
            format!("prints `${name}`, where logs and screens keep it")
        };
        sink.report(span, message).level(level);
        sink.choice("Say that it is set, not what it is", vec![(span, format!("${{{name}:+set}}"))]);
    }
}

fn printed(command: &Command) -> Option<(crate::Span, &str, Level)> {
    let program = command.program.as_deref()?;
    let target = command.redirects.iter().find(|it| it.operator.writes() && it.fd.as_deref() != Some("2"));
    let to_log = target.is_some_and(|it| it.target.sketch().contains(".log") || it.target.sketch().contains("/log/"));
    let level = match program {
        "logger" => Level::Caution,
        "echo" | "printf" if to_log => Level::Caution,
        "echo" | "printf" if target.is_none() && command.redirects.is_empty() => Level::Note,
        _ => return None,
    };
    // So the log is told to hide it.
    if command.operands().any(|it| it.sketch().contains("add-mask")) {
        return None;
    }
    // `$PASS` also counts tests.
    let is_secret = |it: &str| names_secret(it) && !it.eq_ignore_ascii_case("pass");
    command.operands().find_map(|word| {
        word.parts.iter().find_map(|part| match &part.kind {
            PartKind::Parameter(it) if is_secret(&it.name) && it.operator.is_none() && !it.length => {
                Some((part.span, &*it.name, level))
            }
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::Level;
    use crate::rules::tests::levels;

    #[test]
    fn where_it_goes_decides() {
        assert_eq!(levels("echo \"pw: $DB_PASSWORD\"\n"), [Level::Note]);
        assert_eq!(levels("printf '%s\\n' \"$API_KEY\" >> /var/log/app.log\n"), [Level::Caution]);
        assert_eq!(
            levels(
                "echo \"$TOKEN\" > token\nx=$(echo \"$TOKEN\" | cut -c1)\necho ${#TOKEN}\necho \"${TOKEN:0:4}\"\necho $PASSED\necho \"$PASS passed\"\necho \"::add-mask::$TOKEN\"\n"
            ),
            []
        );
    }
}
