//! CARO0401: what the network sends is run at once.

use super::checked;
use super::source::Source;
use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{Check, Sink};

rule! {
    /// Runs whatever the network sends, before anyone has looked at it.
    ///
    /// The other end decides what runs here: today's text, tomorrow's, or the half that arrived before the line broke.
    /// Download it to a file, compare its checksum or read it, then run it.
    ///
    /// To decide: Who controls what this address sends tomorrow, and have you read what it sends today?
    ///
    /// ```sh bad
    /// curl -fsSL https://example.org/install.sh | sudo bash
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     curl -fsSL https://example.org/install.sh -o "$downloaded" &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     sudo bash "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh bad
    /// wget -qO- https://example.org/setup | tee setup.log | sh -s -- --yes
    /// ```
    /// ```sh good
    /// curl -fsSL https://example.org/install.sh -o install.sh
    /// ```
    /// ```sh good
    /// curl -s https://example.org/data.json | jq .name
    /// ```
    /// ```sh good
    /// echo 'curl https://example.org/x | sh'
    /// ```
    "CARO0401" "download-to-shell",
    Danger,
    Check::Code { run: check }
}

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    if code.way != CodeWay::Input || !code.value.is_from(Origin::Network) {
        return;
    }
    let source = Source::of(&code.value, sink);
    if source.unchecked.is_none() {
        let program = code.command.program.as_deref().unwrap_or("a shell");
        sink.report(code.span, format!("`{program}` runs whatever {} sends", source.name()));
        checked::offer_to_download(code, sink);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_shell_is_found_behind_wrappers_and_filters() {
        check_marks(
            "curl -L https://x.io/a.gz | gunzip | sudo -E env A=1 bash\n#                                                    ^^^^ CARO0401\n",
        );
        check_marks("curl -s https://x.io/a | python3 -\n#                        ^^^^^^^ CARO0401\n");
        check_marks(
            "curl -s https://x.io/a | sed s/a/b/ | grep -v '^#' | bash -x\n#                                                    ^^^^ CARO0401\n",
        );
        check_marks(
            "{ echo set -e; curl -s https://x.io/a; } | bash\n#                                          ^^^^ CARO0401\n",
        );
    }

    #[test]
    fn what_stands_between_does_not_hide_it() {
        check_marks("x=$(curl -s https://x.io/a)\necho \"$x\" | sh\n#           ^^ CARO0401\n");
        check_marks("x=$(curl -s https://x.io/a)\nbash <<< \"$x\"\n#mark 1 0 4 CARO0401\n");
        check_marks("get() { curl -s \"https://x.io/$1\"; }\nget a | sh\n#       ^^ CARO0401\n");
    }

    #[test]
    fn a_shell_with_a_script_of_its_own_reads_data() {
        check_marks("curl -s https://x.io/a | bash import.sh\ncurl -s https://x.io/a | sh -c 'cat >x'\n");
    }

    #[test]
    fn a_program_given_by_a_flag_reads_data_too() {
        for filter in [
            "python3 -m json.tool",
            "perl -pe 's/a/b/'",
            "node -e 'x()'",
            "ruby -ne 'puts $_'",
            "php -r 'x();'",
            "lua -e 'x()'",
            "java -jar x.jar",
        ] {
            check_marks(&format!("curl -s https://x.io/a | {filter}\n"));
        }
        for shell in ["perl", "node -", "ruby", "php", "sh -s", "bash -s -- x"] {
            let marks = "^".repeat(shell.find(' ').unwrap_or(shell.len()));
            check_marks(&format!("curl -s https://x.io/a | {shell}\n#                        {marks} CARO0401\n"));
        }
    }
}
