//! CARO0409: a key is trusted that anyone on the way may have replaced.

use super::source::{Source, by_https, plain, secured};
use crate::flow::Origin;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Trusts a signing key that anyone between here and the server may have replaced.
    ///
    /// Every package that this key signs is installed without a question from here on. Get keys by `https://` and name
    /// their fingerprint. `apt-key add` trusts a key for every source; a file in `/etc/apt/keyrings` with `signed-by` does not.
    ///
    /// To decide: Which fingerprint do the owners of this key publish, and for which package source is it meant?
    ///
    /// ```sh bad
    /// curl -fsSL http://example.org/key.asc | sudo apt-key add -
    /// ```
    /// ```sh bad
    /// sudo rpm --import http://example.org/RPM-GPG-KEY
    /// ```
    /// ```sh fixed
    /// sudo rpm --import https://example.org/RPM-GPG-KEY
    /// ```
    /// ```sh bad
    /// wget -qO- --no-check-certificate https://example.org/key.asc | sudo gpg --dearmor -o /usr/share/keyrings/x.gpg
    /// ```
    /// ```sh fixed
    /// wget -qO- https://example.org/key.asc | sudo gpg --dearmor -o /usr/share/keyrings/x.gpg
    /// ```
    /// ```sh good
    /// curl -fsSL https://example.org/key.asc | sudo gpg --dearmor -o /etc/apt/keyrings/example.gpg
    /// ```
    /// ```sh good
    /// sudo rpm --import https://example.org/RPM-GPG-KEY
    /// ```
    /// ```sh good
    /// gpg --verify tool.asc tool
    /// ```
    "CARO0409" "trust-insecure-key",
    Danger,
    Check::Command { programs: &["apt-key", "gpg", "gpg2", "rpm", "rpmkeys", "pacman-key"], run: check }
}

const TITLE: &str = "Ask for the key by `https://`, and check who sends it";

fn check(command: &Command, sink: &mut Sink<'_>) {
    let says = |name: &str| command.arguments().iter().any(|it| it.literal() == Some(name));
    let is_apt_key = command.program.as_deref() == Some("apt-key");
    let trusts = match command.program.as_deref() {
        Some("apt-key") => says("add") || says("adv"),
        Some("pacman-key") => command.has_flag('a', "add"),
        Some("gpg" | "gpg2") => says("--import") || says("--dearmor") || says("--fast-import") || says("--fetch-keys"),
        _ => says("--import"),
    };
    if !trusts {
        return;
    }
    let is_key_address = |it: &&Word| it.literal_prefix().contains("://") || !it.literal_prefix().starts_with('-');
    let words: Vec<&Word> = command.arguments().iter().filter(is_key_address).collect();
    for word in words {
        if plain(word, sink).is_some() {
            sink.report(
                word.span,
                "trusts whatever key arrives, and plain `http://` lets anyone on the way replace it".to_owned(),
            );
            sink.choice(TITLE, by_https(word, sink));
            return;
        }
        let held = sink.text_of(word).and_then(|it| sink.state().file(&it).cloned());
        if let Some(held) = held.filter(|it| it.is_from(Origin::Network))
            && let Some(why) = Source::of(&held, sink).unchecked
        {
            sink.report(word.span, format!("trusts whatever key arrived, and {why}"));
            return;
        }
    }
    let Some(input) = sink.input(command).filter(|it| it.is_from(Origin::Network)) else { return };
    let source = Source::of(&input, sink);
    if let Some(why) = &source.unchecked {
        sink.report(command.name_span(), format!("trusts whatever key arrives, and {why}"));
        // `apt-key` trusts the key of any server for too much.
        let download = edits::feeder(command, sink.statements());
        sink.choice(TITLE, download.map(|it| secured(it, sink)).unwrap_or_default());
    } else if is_apt_key {
        let message = format!("`apt-key` trusts the key of {} for every package source", source.name());
        sink.report(command.name_span(), message).level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_key_by_file_counts_too() {
        check_marks(
            "wget http://x.io/k.asc; sudo apt-key add k.asc\n#                                        ^^^^^ CARO0409\n",
        );
        check_marks("curl -s http://x.io/k | gpg --import\n#                       ^^^ CARO0409\n");
        check_marks("curl -s https://x.io/k | gpg --import\n");
    }
}
