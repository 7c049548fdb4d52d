//! CARO0404: a downloaded file is run, and nothing in between has checked it.

use super::checked;
use super::run_downloaded_text::is_process;
use super::source::Source;
use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{Check, Sink};

rule! {
    /// Runs a file that was just downloaded, and that nobody has checked.
    ///
    /// Saving it first changes nothing as long as no one looks: whoever controls the server decides what runs.
    /// Compare it with a checksum or a signature that you got elsewhere, and end the script where that fails:
    /// `sha256sum -c x.sha256 || exit 1`.
    ///
    /// To decide: Where do the authors publish the checksum or the signature of this file?
    ///
    /// ```sh bad
    /// curl -fsSLo install.sh https://example.org/install.sh
    /// sh install.sh
    /// ```
    /// ```sh fixed
    /// curl -fsSLo install.sh https://example.org/install.sh
    /// echo "${SHA256:?the checksum of the file that you have read}  install.sh" | sha256sum -c - || exit 1
    /// sh install.sh
    /// ```
    /// ```sh bad
    /// wget https://example.org/setup.run && chmod +x setup.run && sudo ./setup.run
    /// ```
    /// ```sh fixed
    /// wget https://example.org/setup.run && chmod +x setup.run && echo "${SHA256:?the checksum of the file that you have read}  ./setup.run" | sha256sum -c - && sudo ./setup.run
    /// ```
    /// ```sh bad
    /// curl -s https://example.org/env > env.sh
    /// . ./env.sh
    /// ```
    /// ```sh good
    /// curl -fsSLo install.sh https://example.org/install.sh
    /// echo "$SUM  install.sh" | sha256sum -c - || exit 1
    /// sh install.sh
    /// ```
    /// ```sh good
    /// wget https://example.org/data.csv
    /// ./import.sh data.csv
    /// ```
    /// ```sh good
    /// curl -fsSLo install.sh https://example.org/install.sh
    /// less install.sh
    /// ```
    "CARO0404" "run-downloaded-file",
    Danger,
    Check::Code { run: check }
}

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    if code.way != CodeWay::File || !code.value.is_from(Origin::Network) {
        return;
    }
    let source = Source::of(&code.value, sink);
    let is_process = code.command.words.iter().any(|it| it.span == code.span && is_process(it));
    if is_process || source.unchecked.is_some() {
        return;
    }
    let name = sink.text(code.span).replace('`', "");
    let message = format!("runs `{name}` as {} sent it: no check would stop it", source.name());
    let place = code.value.origins.place;
    let raw = sink.report(code.span, message);
    if let Some(place) = place {
        raw.related(place, "where it is downloaded".to_owned());
    }
    checked::offer_to_verify(code.command, code.span, sink);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_start_it_counts() {
        for (run, start, end) in [
            ("bash /tmp/i.sh", 5, 14),
            ("sudo sh -x /tmp/i.sh", 11, 20),
            ("chmod 755 /tmp/i.sh; /tmp/i.sh", 21, 30),
            ("source /tmp/i.sh", 7, 16),
        ] {
            check_marks(&format!("curl -o /tmp/i.sh https://x.io/i\n{run}\n#mark 1 {start} {end} CARO0404\n"));
        }
        check_marks("f=x.sh\nwget -O $f https://x.io/i\nbash $f\n#    ^^ CARO0404\n");
    }

    #[test]
    fn a_check_in_between_is_believed() {
        for check in [
            "sha256sum -c i.sha256 || exit 1",
            "echo \"$S  i.sh\" | sha256sum --check || exit 1",
            "gpg --verify i.sh.asc i.sh || exit 1",
            "cosign verify-blob --key k.pub --signature i.sig i.sh || exit 1",
            "minisign -Vm i.sh -P RWQ || exit 1",
            "[ \"$(sha256sum i.sh | cut -d' ' -f1)\" = \"$S\" ] || exit 1",
            "cmp i.sh known.sh || exit 1",
        ] {
            check_marks(&format!("S=abc\ncurl -o i.sh https://x.io/i\n{check}\nsh i.sh\n"));
            let check = check.trim_end_matches(" || exit 1");
            check_marks(&format!("set -e\nS=abc\ncurl -o i.sh https://x.io/i\n{check}\nsh i.sh\n"));
        }
        check_marks("curl -o i.sh https://x.io/i\nsha256sum -c i.sum\nsh i.sh\n#  ^^^^ CARO0404\n");
    }
}
