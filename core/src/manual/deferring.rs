//! Whether a page sends its reader elsewhere for flags: then what it does not name may exist all the same.
//!
//! It is asked only to keep quiet about unknown flags, so it rather says yes once too often.

use super::escapes::is_mark;

/// What says so wherever it stands, in small letters.
const PHRASES: [&str; 24] = [
    "same options as",
    "same options and arguments",
    "same flags as",
    "same arguments as",
    "same command line options",
    "same command-line options",
    "all the same options",
    "all options of",
    "all options accepted",
    "all options supported by",
    "all of the options of",
    "all of the options accepted",
    "most of the options of",
    "most options of",
    "options in common",
    "options common to",
    "common options",
    "undocumented option",
    "undocumented flag",
    "hidden option",
    "full list of options",
    "complete list of options",
    "this man page is incomplete",
    "this manual page is incomplete",
];

/// Whether a paragraph says so.
pub(super) fn defers(styled: &str) -> bool {
    // Most paragraphs speak of no options at all, and a page has thousands.
    if !["option", "flag", "switch", "argument", "incomplete"].iter().any(|it| styled.contains(it)) {
        return false;
    }
    let mut text = String::with_capacity(styled.len());
    for it in styled.chars().filter(|it| !is_mark(*it)) {
        if !it.is_whitespace() {
            text.extend(it.to_lowercase());
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
    PHRASES.iter().any(|it| text.contains(it)) || text.split(". ").any(|it| points_away(it) || passes_on(it))
}

fn has(sentence: &str, words: &[&str]) -> bool {
    words.iter().any(|it| sentence.contains(it))
}

/// `See git-log(1) for more options.`
fn points_away(sentence: &str) -> bool {
    has(sentence, &["options", "flags", "switches"])
        && has(sentence, &["(1", "(7", "(8", "--help", "help output"])
        && has(
            sentence,
            &["see ", "refer to", "described in", "documented in", "listed in", "explained in", "consult", "list of"],
        )
}

/// `All other options are passed to the linker.`
fn passes_on(sentence: &str) -> bool {
    has(sentence, &["options", "flags", "switches"])
        && has(
            sentence,
            &["passed to", "passed on", "passed through", "passed direct", "passed along", "forwarded to", "handed to"],
        )
        && has(
            sentence,
            &["any ", "all ", "other ", "additional ", "remaining ", "unknown ", "unrecogni", "extra ", "further "],
        )
}

#[cfg(test)]
mod tests {
    use super::defers;

    #[test]
    fn a_page_that_sends_elsewhere_for_flags_is_noticed() {
        for text in [
            "It takes the same\noptions as \u{1}ls\u{3}(1).",
            "See git-diff(1) for the full list of supported options.",
            "Any other option is not ours. All other options are passed to ssh.",
            "This manual page is incomplete.",
            "Run it with --help for a list of all flags.",
        ] {
            assert!(defers(text), "{text}");
        }
        for text in [
            "Says all about the options below.",
            "The file is passed to the other program.",
            "See also ssh(1).",
            "Without options, it waits. See bash(1).",
            "The arguments are words.",
        ] {
            assert!(!defers(text), "{text}");
        }
    }
}
