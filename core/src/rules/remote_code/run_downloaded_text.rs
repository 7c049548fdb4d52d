//! CARO0403: downloaded text becomes a command.

use crate::rules::{Check, Sink, substitutes};
use crate::script::Command;

rule! {
    /// Turns whatever the network sends into commands.
    ///
    /// `eval "$(curl …)"`, `sh -c "$(curl …)"` and `bash <(curl …)` are `curl … | sh` in other words, and a failed
    /// download runs what little arrived.
    ///
    /// ```sh bad
    /// eval "$(curl -fsSL https://example.org/env.sh)"
    /// ```
    /// ```sh bad
    /// bash -c "$(wget -qO- https://example.org/install.sh)"
    /// ```
    /// ```sh bad
    /// source <(curl -s https://example.org/lib.sh)
    /// ```
    /// ```sh good
    /// version=$(curl -fsSL https://example.org/version)
    /// ```
    /// ```sh good
    /// eval "$(ssh-agent -s)"
    /// ```
    "CARO0403" "run-downloaded-text",
    Danger,
    Check::Command { programs: &["eval", "sh", "dash", "ash", "bash", "ksh", "zsh", "source", ".", "python3", "python", "perl"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if let Some(word) = command.arguments().iter().find(|it| substitutes(it, &["curl", "wget", "fetch"])) {
        let program = command.program.as_deref().unwrap_or_default();
        sink.report(word.span, format!("`{program}` runs whatever the network sends"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_download_may_be_one_of_several_commands() {
        check_marks("sudo bash <(set -e; curl -s https://x.io/a | gunzip)\n#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0403\n");
    }
}
