//! CARO0406: text that was made unreadable is run.

use super::source::begins_commands;
use crate::flow::{Code, CodeWay, Origin};
use crate::rules::{self, Check, Level, Sink, edits};
use crate::script::{Command, Dialect};
use crate::{Document, Span};

rule! {
    /// Runs text that nobody can read here, because it is decoded only as it runs.
    ///
    /// Encoded commands in a script hide what they do from whoever reviews it. Write the commands out, or decode to a file
    /// that is read before it runs.
    ///
    /// To decide: What does the decoded text do, and why is it not written out here?
    ///
    /// ```sh bad
    /// echo ZWNobyBoaQo= | base64 -d | sh
    /// ```
    /// ```sh fixed
    /// echo ZWNobyBoaQo= | base64 -d
    /// ```
    /// ```sh bad
    /// eval "$(xxd -r -p <<< 6563686f)"
    /// ```
    /// ```sh fixed
    /// printf '%s\n' "$(xxd -r -p <<< 6563686f)"
    /// ```
    /// ```sh bad
    /// bash <(openssl enc -aes-256-cbc -d -in setup.enc)
    /// ```
    /// ```sh fixed
    /// cat <(openssl enc -aes-256-cbc -d -in setup.enc)
    /// ```
    /// ```sh good
    /// echo "$KUBECONFIG_DATA" | base64 -d > kubeconfig
    /// ```
    /// ```sh good
    /// password=$(kubectl get secret db -o jsonpath='{.data.password}' | base64 --decode)
    /// ```
    /// ```sh good
    /// sh -c "tool --name $(echo YWJj | base64 -d)"
    /// ```
    "CARO0406" "run-decoded-text",
    Danger,
    Check::Code { run: check }
}

/// The longest text that is judged by itself, in bytes.
const LONGEST: usize = 1024;

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    let value = &code.value;
    if !value.is_from(Origin::Decoded) || value.is_from(Origin::Network) || !begins_commands(code, sink) {
        return;
    }
    // Where it can be decoded here and does harm, the rules about that harm say so at this place.
    if value.texts().any(does_harm) {
        return;
    }
    let given = [Origin::Environment, Origin::Argument].iter().any(|it| value.is_from(*it));
    let program = code.command.program.as_deref().unwrap_or("this").to_owned();
    let short = |it: &str| {
        let line = it.lines().find(|it| !it.trim().is_empty()).unwrap_or_default().replace('`', "");
        match line.char_indices().nth(60) {
            Some((cut, _)) => format!("{}…", &line[..cut]),
            None => line,
        }
    };
    let message = match value.text().filter(|it| it.chars().all(|it| !it.is_control() || it.is_whitespace())) {
        Some(text) => format!("`{program}` runs text that is hidden here; decoded it begins `{}`", short(text)),
        None => format!("`{program}` runs text that nobody can read before it is decoded"),
    };
    let raw = sink.report(code.span, message);
    if given {
        raw.level(Level::Caution);
    }
    let command = code.command;
    // `… | base64 -d | sh`: without its last stage the pipeline prints the text.
    if code.way == CodeWay::Input
        && let Some(before) = edits::feeder(command, sink.statements()).filter(|_| command.redirects.is_empty())
    {
        let cut = Span::new(before.span.end, command.span.end);
        sink.choice("Show the text, and run nothing", vec![(cut, String::new())]);
    } else if code.way == CodeWay::Word && program == "eval" && command.words.len() == 2 && command.head == 0 {
        let edit = (command.name_span(), "printf '%s\\n'".to_owned());
        sink.choice("Show the text, and run nothing", vec![edit]);
    } else if code.way == CodeWay::File && is_process(command, code.span) && command.head == 0 {
        sink.choice("Show the text, and run nothing", vec![(command.name_span(), "cat".to_owned())]);
    }
}

/// Whether a command is given `<(…)` and nothing else.
fn is_process(command: &Command, span: Span) -> bool {
    command.words.len() == 2
        && command.words.get(1).is_some_and(|it| it.span == span && super::run_downloaded_text::is_process(it))
}

/// Whether a decoded text is a danger by what it does. A text that decodes another one is not asked, so this ends.
fn does_harm(text: &str) -> bool {
    let decodes = ["base", "xxd", "openssl", "decode", "unhex"].iter().any(|it| text.contains(it));
    !decodes
        && text.len() <= LONGEST
        && rules::check(&Document::new(text, Dialect::Bash), None).findings().iter().any(|it| it.level == Level::Danger)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn decoders_and_ways_to_run_are_many() {
        check_marks("x=$(echo aGkK | base64 --decode)\nbash -c \"$x\"\n#       ^^^^ CARO0406\n");
        check_marks("base64 -d < payload | bash\n#                     ^^^^ CARO0406\n");
        check_marks("base64 -d payload > /tmp/p\nsh /tmp/p\n#  ^^^^^^ CARO0406\n");
        check_marks(
            "echo NQXGK3DMMRXQ==== | base32 -d | sudo sh\n#                                        ^^ CARO0406\n",
        );
        check_marks("source <(base64 -d <<< aGkK)\n#      ^^^^^^^^^^^^^^^^^^^^^ CARO0406\n");
    }

    #[test]
    fn where_the_harm_is_known_it_is_said_once() {
        check_marks("echo cm0gLXJmIC8= | base64 -d | sh\n#                               ^^ CARO0101\n");
    }

    #[test]
    fn decoded_data_is_no_code() {
        check_marks("cert=$(echo \"$C\" | base64 -d)\necho \"$cert\" > c.pem\n");
        check_marks("echo aGkK | base64 -d | gzip -d | tar x\n");
        check_marks("echo \"$SQL\" | base64 -d | psql app_test\n");
    }
}
