//! CARO0402: what anyone on the way sends is run at once.

use super::download_to_shell::{download_and_shell, unchecked};
use crate::rules::{Check, Sink};
use crate::script::Statement;

rule! {
    /// Runs what anyone between here and the server may have put in its place.
    ///
    /// Without a checked certificate nobody knows who answered. A shared network, a proxy or a name server is enough to
    /// send other commands.
    ///
    /// ```sh bad
    /// curl -k https://example.org/install.sh | sh
    /// ```
    /// ```sh bad
    /// wget --no-check-certificate -O - https://example.org/x | bash
    /// ```
    /// ```sh bad
    /// curl -fsSL http://example.org/install.sh | sudo sh
    /// ```
    /// ```sh good
    /// curl -k https://localhost:8443/health
    /// ```
    "CARO0402" "insecure-download-to-shell",
    Danger,
    Check::Pipeline { run: check }
}

fn check(stages: &[Statement], sink: &mut Sink<'_>) {
    if let Some((download, shell)) = download_and_shell(stages)
        && let Some(why) = unchecked(download)
    {
        let program = shell.program.as_deref().unwrap_or("a shell");
        sink.report(shell.name_span(), format!("`{program}` runs whatever arrives, and {why}"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn is_said_once_and_in_place_of_the_general_rule() {
        check_marks("curl -skL https://x.io/a | sh\n#                          ^^ CARO0402\n");
    }
}
