//! CARO0420: the network decides what runs on a schedule.

use super::checked;
use super::source::Source;
use crate::flow::Origin;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Lets a server on the network decide what runs here on a schedule.
    ///
    /// The jobs that were there are replaced, and the new ones run again and again without anyone having read them.
    ///
    /// To decide: Which jobs does this address send today, and who may change them tomorrow?
    ///
    /// ```sh bad
    /// curl -fsSL https://example.org/jobs | crontab -
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     curl -fsSL https://example.org/jobs -o "$downloaded" &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     crontab "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh bad
    /// wget -O jobs https://example.org/jobs
    /// crontab -u root jobs
    /// ```
    /// ```sh fixed
    /// wget -O jobs https://example.org/jobs
    /// echo "${SHA256:?the checksum of the file that you have read}  jobs" | sha256sum -c - || exit 1
    /// crontab -u root jobs
    /// ```
    /// ```sh bad
    /// (crontab -l; curl -s https://example.org/job) | crontab -
    /// ```
    /// ```sh good
    /// crontab jobs.txt
    /// ```
    /// ```sh good
    /// (crontab -l; echo '0 3 * * * /usr/local/bin/backup') | crontab -
    /// ```
    "CARO0420" "download-to-crontab",
    Danger,
    Check::Command { programs: &["crontab"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if ['l', 'e', 'r'].iter().any(|it| command.has_flag(*it, "")) {
        return;
    }
    let file = command.operands().next();
    let value = match file {
        Some(word) if word.literal() != Some("-") => sink.text_of(word).and_then(|it| sink.state().file(&it).cloned()),
        _ => sink.input(command),
    };
    if let Some(value) = value.filter(|it| it.is_from(Origin::Network)) {
        let source = Source::of(&value, sink);
        let why = source.unchecked.as_ref().map_or(String::new(), |it| format!(", and {it}"));
        let span = file.map_or(command.name_span(), |it| it.span);
        sink.report(span, format!("runs on a schedule whatever {} sends{why}", source.name()));
        match file.filter(|it| it.literal() != Some("-")) {
            Some(file) => checked::offer_to_verify(command, file.span, sink),
            None => checked::offer_to_compare(command, sink),
        }
    }
}
