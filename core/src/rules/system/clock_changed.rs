//! CARO0619: the machine's clock is set by hand.

use super::services::{self, stopped};
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Sets the clock by hand, or keeps it from being set by the network.
    ///
    /// Certificates, logins, backups and logs count on the right time; timed jobs run twice or never.
    /// `timedatectl set-ntp true` keeps it right. To test with another time use `faketime`, for one program.
    ///
    /// To decide: Does only a test need another time? Then `faketime` gives it to one program?
    ///
    /// ```sh bad
    /// sudo date -s '2020-01-01 00:00:00'
    /// ```
    /// ```sh fixed
    /// sudo timedatectl set-ntp true
    /// ```
    /// ```sh bad
    /// timedatectl set-ntp false
    /// ```
    /// ```sh fixed
    /// timedatectl set-ntp true
    /// ```
    /// ```sh good
    /// date +%F
    /// date -d '1 day ago' +%F
    /// ```
    /// ```sh good
    /// timedatectl set-ntp true
    /// timedatectl set-timezone Europe/Berlin
    /// ```
    /// ```sh good
    /// hwclock --systohc
    /// ```
    "CARO0619" "clock-changed",
    Caution,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.is_dry_run() {
        return;
    }
    for it in stopped(command, sink, &["chrony", "chronyd", "ntp", "ntpd", "ntpsec", "systemd-timesyncd"]) {
        let message = format!("{} `{}`: the clock goes wrong slowly", it.verb.says(), it.unit);
        sink.report(it.span, message).level(Level::Note);
        services::keep_running(command, sink);
    }
    let operands: Vec<&Word> = command.operands().collect();
    let says = |at: usize, texts: &[&str]| {
        operands.get(at).is_some_and(|it| sink.possible(it, |it| texts.contains(&it)).is_some())
    };
    let sets = match command.program.as_deref() {
        // What the network says is right, as far as one can trust it.
        Some("date" | "gdate") => command
            .flag_value('s', "set")
            .is_some_and(|it| !it.parts.iter().any(|it| matches!(it.kind, crate::script::PartKind::Substitution(_)))),
        Some("timedatectl") if says(0, &["set-ntp"]) && says(1, &["false", "no", "0", "off"]) => {
            sink.report(command.span, "keeps the network from setting the clock: it goes wrong slowly".into())
                .level(Level::Note);
            sink.choice("Let the network set the clock", vec![(operands[1].span, "true".to_owned())]);
            return;
        }
        Some("timedatectl") => says(0, &["set-time"]),
        Some("hwclock") => command.has_flag('\0', "set"),
        _ => return,
    };
    if sets {
        sink.report(
            command.span,
            "sets the clock by hand: certificates, logins and timed jobs count on the right time".into(),
        );
        let end = command.words.last().map_or(command.span.end, |it| it.span.end);
        let behind = Span::new(command.name_span().start, end);
        sink.choice("Let the network set the clock", vec![(behind, "timedatectl set-ntp true".to_owned())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_setting_counts() {
        check_marks("date --set='+1 year'\n#mark 0 0 20 CARO0619\n");
        check_marks("timedatectl set-time 2020-01-01\n#mark 0 0 31 CARO0619\n");
        check_marks("date -u\ndate -s \"$(curl -sI x | grep Date)\"\ndate --iso-8601=seconds\n");
    }
}
