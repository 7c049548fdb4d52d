//! CARO0402: what anyone on the way sends is run at once.

use super::checked;
use super::source::{Source, begins_commands};
use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{Check, Sink};

rule! {
    /// Runs what anyone between here and the server may have put in its place.
    ///
    /// Without a checked certificate nobody knows who answered. A shared network, a proxy or a name server is enough to
    /// send other commands.
    ///
    /// To decide: Why can this server not be checked, and have you read what it sends?
    ///
    /// ```sh bad
    /// curl -k https://example.org/install.sh | sh
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     curl https://example.org/install.sh -o "$downloaded" &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     sh "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh bad
    /// wget --no-check-certificate -O - https://example.org/x | bash
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     wget -O "$downloaded" https://example.org/x &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     bash "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh bad
    /// curl -fsSL http://example.org/install.sh | sudo sh
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     curl -fsSL http://example.org/install.sh -o "$downloaded" &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     sudo sh "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh good
    /// curl -k https://localhost:8443/health
    /// ```
    "CARO0402" "insecure-download-to-shell",
    Danger,
    Check::Code { run: check }
}

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    if !code.value.is_from(Origin::Network) || !begins_commands(code, sink) {
        return;
    }
    if let Some(why) = Source::of(&code.value, sink).unchecked {
        let program = code.command.program.as_deref().unwrap_or("a shell");
        let text = if code.command.name_span() == code.span && code.way == CodeWay::File {
            format!("runs whatever arrived, and {why}")
        } else {
            format!("`{program}` runs whatever arrives, and {why}")
        };
        sink.report(code.span, text);
        checked::offer_to_download(code, sink);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn is_said_once_and_in_place_of_the_general_rule() {
        check_marks("curl -skL https://x.io/a | sh\n#                          ^^ CARO0402\n");
    }

    #[test]
    fn the_way_to_the_shell_does_not_matter() {
        check_marks("bash <(wget -qO- http://x.io/a)\n#    ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0402\n");
        check_marks("U=http://x.io\ncurl -s \"$U/a\" | sh\n#                ^^ CARO0402\n");
        check_marks("wget http://x.io/a.sh; sh a.sh\n#                         ^^^^ CARO0402\n");
    }
}
