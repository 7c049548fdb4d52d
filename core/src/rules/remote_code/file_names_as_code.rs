//! CARO0419: file names or input lines become a part of shell text.

use crate::Span;
use crate::flow::Origin;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Quote, Word};

rule! {
    /// Runs commands that are hidden in a file name or in an input line.
    ///
    /// `{}` inside the text of `sh -c` is put there as it is: a file called `$(reboot).txt` runs `reboot`. Hand it over as
    /// an argument: `sh -c '… "$1"' _ {}`.
    ///
    /// To decide: Who can choose these names, and can the text take them as `$1`?
    ///
    /// ```sh bad
    /// find . -name '*.wav' -exec sh -c 'lame "{}"' \;
    /// ```
    /// ```sh fixed
    /// find . -name '*.wav' -exec sh -c 'lame "$1"' _ {} \;
    /// ```
    /// ```sh bad
    /// ls | xargs -I{} bash -c 'convert {} {}.png'
    /// ```
    /// ```sh fixed
    /// ls | xargs -I{} bash -c 'convert "$1" "$1".png' _ {}
    /// ```
    /// ```sh good
    /// find . -name '*.wav' -exec sh -c 'lame "$1"' _ {} \;
    /// ```
    /// ```sh good
    /// ls | xargs -I{} sh -c 'convert "$1" "$1.png"' _ {}
    /// ```
    /// ```sh good
    /// xargs -I{} echo {} < names
    /// ```
    "CARO0419" "file-names-as-code",
    Danger,
    Check::Command { programs: &["sh", "bash", "dash", "ksh", "zsh", "ash", "find"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.program.as_deref() == Some("find") {
        let words = command.arguments();
        for (at, three) in words.windows(3).enumerate() {
            let is_shell = three[0].literal().is_some_and(|it| {
                matches!(it.rsplit('/').next().unwrap_or_default(), "sh" | "bash" | "dash" | "ksh" | "zsh")
            });
            let is_text = three[1].literal().is_some_and(|it| it.starts_with('-') && it.ends_with('c'));
            if is_shell && is_text && holds(&three[2], "{}") {
                report(&three[2], "a file name", sink).level(Level::Note);
                if words.get(at + 3).is_some_and(|it| it.literal() == Some(";")) {
                    offer(&three[2], "{}", true, sink);
                }
            }
        }
        return;
    }
    let Some(xargs) = command.wrappers.iter().find(|it| matches!(&*it.program, "xargs" | "gxargs")) else { return };
    let Some(flag) = xargs.flags.iter().find(|it| it.is('I', "") || it.is('i', "replace") || it.is('J', "")) else {
        return;
    };
    let sign = flag.value.as_ref().and_then(Word::literal).unwrap_or("{}").to_owned();
    let Some(text) = command.flag_value('c', "").filter(|it| !sign.is_empty() && holds(it, &sign)) else { return };
    let remote = sink.input(command).is_some_and(|it| it.is_from(Origin::Network));
    if remote {
        sink.report(text.span, "runs commands that the network can hide in its answer".to_owned());
    } else {
        report(text, "an input line", sink).level(Level::Note);
    }
    if command.words.last().is_some_and(|it| it.span == text.span) {
        offer(text, &sign, false, sink);
    }
}

/// Offers to hand the name over as `$1`. Between double quotes of the inner text a plain name means the same there;
/// elsewhere it was split into words.
fn offer(text: &Word, sign: &str, of_file: bool, sink: &mut Sink<'_>) {
    let [part] = &*text.parts else { return };
    let raw = sink.text(part.span);
    let plain = !raw.contains(['\\', '`', '\'', '#']) && !raw.contains("$(") && !raw.contains("<<");
    let uses = |it: &str| raw.contains(it);
    if part.quote != Quote::Single
        || !plain
        || reads_text_again(raw)
        || ["$1", "$@", "$*", "${1", "${@", "${*", "$0", "shift"].into_iter().any(uses)
    {
        return;
    }
    let (mut new, mut quoted, mut all_quoted) = (String::new(), false, true);
    let mut rest = raw;
    while let Some(at) = rest.find(sign) {
        let before = &rest[..at];
        quoted ^= before.matches('"').count() % 2 == 1;
        all_quoted &= quoted;
        new.push_str(before);
        new.push_str(if quoted { "${1}" } else { "\"$1\"" });
        rest = &rest[at + sign.len()..];
    }
    new.push_str(rest);
    let edits = vec![(part.span, new.replace("\"${1}\"", "\"$1\"")), (Span::at(text.span.end), format!(" _ {sign}"))];
    // A line, other than a name, may be meant to be expanded.
    if all_quoted && of_file {
        sink.fix("Hand the name over as an argument", edits);
    } else {
        sink.choice("Hand the name over as one argument, blanks and all", edits);
    }
}

/// Whether a text may give `$1` another meaning, or hand the name to what reads it as code once more.
fn reads_text_again(text: &str) -> bool {
    const WORDS: [&str; 37] = [
        "set", "eval", "trap", "source", ".", "function", "for", "select", "getopts", "let", "[[", "sh", "bash",
        "dash", "ksh", "mksh", "zsh", "ash", "fish", "busybox", "ssh", "su", "sudo", "env", "xargs", "find",
        "parallel", "watch", "awk", "gawk", "sed", "perl", "python", "python3", "ruby", "node", "php",
    ];
    let mut words = text.split(|it: char| it.is_whitespace() || ";|&(){}\"".contains(it));
    text.replace(' ', "").contains("()")
        || text.contains("((")
        || words.any(|it| WORDS.contains(&it) || it.rsplit('/').next().is_some_and(|it| WORDS.contains(&it)))
}

fn holds(word: &Word, sign: &str) -> bool {
    word.parts.iter().any(|it| matches!(&it.kind, crate::script::PartKind::Literal(text) if text.contains(sign)))
}

fn report<'a>(word: &Word, what: &str, sink: &'a mut Sink<'_>) -> &'a mut crate::rules::sink::Raw {
    sink.report(word.span, format!("{what} becomes a part of this text, and commands hidden in it run"))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn the_placeholder_may_have_any_name() {
        check_marks("xargs -I % sh -c 'echo %' < f\n#                ^^^^^^^^ CARO0419\n");
        check_marks("xargs -I % sh -c 'echo {}' < f\n");
    }

    #[test]
    fn a_name_is_handed_over_where_the_text_stays_the_same() {
        assert_eq!(
            offered("find . -exec sh -c 'echo \"a {} b\" \"{}0\"' \\;"),
            ["find . -exec sh -c 'echo \"a ${1} b\" \"${1}0\"' _ {} \\;"]
        );
        assert_eq!(
            offered("ls | xargs -I % sh -c 'mv \"%\" \"%.old\"'"),
            ["ls | xargs -I % sh -c 'mv \"$1\" \"${1}.old\"' _ %"]
        );
        assert!(offered("find . -exec bash -c 'cd \"$(dirname \"{}\")\" && ls' \\;").is_empty());
        for inner in [
            "f() { echo \"$HOME\"; }; f \"{}\"",
            "set -- a b; echo \"{}\"",
            "eval \"echo {}\"",
            "bash -c \"echo {}\"",
            "ssh web \"rm {}\"",
            "trap \"rm {}\" EXIT",
            ". \"{}\"",
            "for a; do echo \"{}\"; done",
        ] {
            let all = offered(&format!("find . -exec sh -c '{inner}' \\;"));
            assert!(!all.iter().any(|it| it.contains(" _ {}")), "{inner}");
        }
        assert!(offered("find . -exec bash -c 'echo \"$1\" \"{}\"' _ x \\;").is_empty());
    }
}
