//! CARO0403: downloaded text becomes a command.

use super::checked;
use super::run_request_text::mentions_request;
use super::source::{Source, begins_commands};
use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{Check, Level, Sink};
use crate::script::{PartKind, Word};

rule! {
    /// Turns whatever the network sends into commands.
    ///
    /// `eval "$(curl …)"`, `sh -c "$(curl …)"` and `bash <(curl …)` are `curl … | sh` in other words, and a failed
    /// download runs what little arrived.
    ///
    /// To decide: Who controls what this address sends tomorrow, and have you read what it sends today?
    ///
    /// ```sh bad
    /// eval "$(curl -fsSL https://example.org/env.sh)"
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     curl -fsSL https://example.org/env.sh -o "$downloaded" &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     . "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh bad
    /// bash -c "$(wget -qO- https://example.org/install.sh)"
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     wget -qO "$downloaded" https://example.org/install.sh &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     bash "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh bad
    /// source <(curl -s https://example.org/lib.sh)
    /// ```
    /// ```sh fixed
    /// downloaded=$(mktemp) &&
    ///     curl -s https://example.org/lib.sh -o "$downloaded" &&
    ///     echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
    ///     source "$downloaded" ||
    ///     exit
    /// ```
    /// ```sh good
    /// version=$(curl -fsSL https://example.org/version)
    /// ```
    /// ```sh good
    /// ssh web "ufw allow from $(curl -s https://example.org/ip)"
    /// ```
    /// ```sh good
    /// eval "$(ssh-agent -s)"
    /// ```
    "CARO0403" "run-downloaded-text",
    Danger,
    Check::Code { run: check }
}

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    let is_text = match code.way {
        CodeWay::Word => true,
        CodeWay::File => code.command.words.iter().any(|it| it.span == code.span && is_process(it)),
        CodeWay::Input => false,
    };
    if !is_text || !code.value.is_from(Origin::Network) || mentions_request(code, sink) {
        return;
    }
    let leads = begins_commands(code, sink);
    let source = Source::of(&code.value, sink);
    if leads && source.unchecked.is_some() {
        return;
    }
    let program = code.command.program.as_deref().unwrap_or_default().to_owned();
    // `@sh` of `jq` quotes what it prints.
    let quoted = sink.text(code.span).contains("@sh");
    if !leads {
        if matches!(&*program, "eval" | "sh" | "bash" | "dash" | "ksh" | "zsh" | "ash") && !quoted {
            let message = format!("`{program}` runs what {} sends as a part of this command", source.name());
            sink.report(code.span, message).level(Level::Note);
        }
        return;
    }
    let raw = sink.report(code.span, format!("`{program}` runs whatever {} sends", source.name()));
    if let Some(place) = code.value.origins.place.filter(|it| !it.is_within(code.span)) {
        raw.related(place, "where it arrives".to_owned());
    }
    if quoted {
        raw.level(Level::Caution);
    }
    checked::offer_to_download(code, sink);
}

/// Whether a word is `<(…)`.
pub(super) fn is_process(word: &Word) -> bool {
    word.parts.iter().any(|it| matches!(it.kind, PartKind::Process(_)))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_download_may_be_one_of_several_commands() {
        check_marks(
            "sudo bash <(set -e; curl -s https://x.io/a | gunzip)\n#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0403\n",
        );
    }

    #[test]
    fn variables_and_functions_do_not_hide_it() {
        check_marks("x=$(curl -s https://x.io/a)\ny=\"set -e; $x\"\neval \"$y\"\n#    ^^^^ CARO0403\n");
        check_marks("get() { wget -qO- https://x.io/a; }\nsh -c \"$(get)\"\n#     ^^^^^^^^ CARO0403\n");
    }
}
