//! CARO1106: a key for packages is named by a number that others can make a key for.

use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Trusts a key by its last eight digits, which anybody can make another key for.
    ///
    /// A key server gives whatever key has that number. Name the whole fingerprint of forty digits.
    ///
    /// To decide: What is the whole fingerprint, told by somebody other than the key server? `gpg --show-keys --with-fingerprint FILE` prints that of a key you trust.
    ///
    /// ```sh bad
    /// apt-key adv --keyserver keyserver.ubuntu.com --recv-keys A1B2C3D4
    /// ```
    /// ```sh bad
    /// gpg --keyserver hkps://keys.openpgp.org --recv-keys 0xA1B2C3D4
    /// ```
    /// ```sh good
    /// apt-key list
    /// ```
    /// ```sh good
    /// gpg --recv-keys 0123456789ABCDEF0123456789ABCDEF01234567
    /// ```
    /// ```sh good
    /// gpg --list-keys A1B2C3D4
    /// ```
    "CARO1106" "forgeable-key",
    Caution,
    Check::Command { programs: &["apt-key", "gpg", "gpg2", "pacman-key"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = |it: &str| matches!(it, "--recv-keys" | "--recv" | "--recv-key" | "--receive-keys" | "-r");
    let Some(at) = command.words.iter().position(|it| it.literal().is_some_and(order)) else { return };
    // `gpg -r NAME` says for whom to encrypt.
    if command.program.as_deref() != Some("pacman-key") && command.words[at].literal() == Some("-r") {
        return;
    }
    let short = command.words.iter().skip(at + 1).find(|it| sink.possible(it, is_short).is_some());
    if let Some(word) = short {
        sink.report(word.span, "trusts whatever key has this number: anybody can make one".to_owned());
    }
}

/// Whether a key is named by its last eight digits only.
fn is_short(key: &str) -> bool {
    let digits = key.strip_prefix("0x").unwrap_or(key);
    digits.len() == 8 && digits.bytes().all(|it| it.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
K=A1B2C3D4; sudo pacman-key --recv-keys \"$K\"
#                                       ^^^^ CARO1106
for k in A1B2C3D4 0123456789ABCDEF0123456789ABCDEF01234567; do gpg --batch --recv-keys \"$k\"; done
#                                                                                      ^^^^ CARO1106
",
        );
    }
}
