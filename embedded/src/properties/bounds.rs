//! No request makes it panic, and none takes long.

use crate::{Platform, Request, Shell, propose};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Asks for all platforms and both shells.
fn ask(text: &str) {
    for platform in [Platform::Linux, Platform::MacOs, Platform::Busybox, Platform::Posix] {
        for shell in [Shell::Bash, Shell::Posix] {
            let mut request = Request { text, ..Request::default() };
            (request.shell, request.platform) = (shell, platform);
            for answer in propose(&request) {
                assert!(!answer.command.trim().is_empty(), "an empty command for {text:?}");
                assert!((0.0..=1.0).contains(&answer.confidence), "{} for {text:?}", answer.confidence);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_are_answered_or_not_but_never_with_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        ask(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn so_are_letters_of_all_scripts(text in "\\PC{0,120}") {
        ask(&text);
    }

    #[test]
    fn so_are_requests_with_odd_ends(
        start in "(find|delete|sort|replace|rename|unpack|first|lines|commits|kill|copy|sum of column|make a folder)",
        middle in "\\PC{0,24}",
        end in "( in| to| with| by| from| older than| than| and| or| not| except)?( \\PC{0,8})?",
    ) {
        ask(&format!("{start} {middle}{end}"));
    }
}

#[test]
fn long_nested_and_quoted_texts_are_answered_in_time() {
    let mut slow = Vec::new();
    let mut texts = vec![String::new(), " ".repeat(5_000), "é".repeat(299), "\u{301}".repeat(250), "\0".repeat(20)];
    for piece in [
        "'",
        "\"",
        "`",
        "“",
        "(",
        ")",
        ",",
        "'a' ",
        "\"",
        "$",
        "${",
        "{n}",
        "find ",
        "and ",
        "or ",
        "not ",
        "file ",
        "7 ",
        "*.log ",
        "a/b ",
        "🦀",
        "İ",
        "ß ",
        "10M ",
        "first line ",
        "and then ",
        "older than ",
        "'a b' and ",
        "in src or ",
        "please ",
        "replace a with b ",
        "except x ",
        "column 2 ",
        "more than 3 days ",
        "files/",
        "a,",
        "1,000 ",
        "--x ",
    ] {
        for count in [3, 590 / piece.len(), 4_000] {
            texts.push(piece.repeat(count));
            texts.push(format!("find files {}", piece.repeat(count)));
        }
    }
    // What is made once is not what is measured.
    ask("find files");
    for text in texts {
        let started = Instant::now();
        let _ = propose(&Request { text: &text, ..Request::default() });
        let took = started.elapsed();
        // A build that is not optimised, on a busy machine: what grows beyond all bounds takes far longer.
        if took > Duration::from_millis(1_500) {
            let start: String = text.chars().take(60).collect();
            slow.push(format!("{} ms: {} bytes of {start:?}…", took.as_millis(), text.len()));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
