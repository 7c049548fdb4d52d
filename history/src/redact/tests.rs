//! Many texts with secrets and many without, and what must hold for any text.

use std::{fmt::Write, ops::Range};

use proptest::prelude::*;

use super::{MARK, found, names, random, redacted, redacted_together, rules};

const SECRETS: &str = include_str!("../../tests/redact/secrets.txt");
const HARMLESS: &str = include_str!("../../tests/redact/harmless.txt");

/// Written after the rules, as somebody else would: hard on them.
const WORKDAY: &str = concat!(
    include_str!("../../tests/redact/workday.txt"),
    include_str!("../../tests/redact/second.txt"),
    include_str!("../../tests/redact/third.txt"),
    include_str!("../../tests/redact/fourth.txt")
);

/// A text, and how it must come out.
struct Case {
    text: String,
    expected: String,
    secrets: Vec<Range<usize>>,
}

fn cases(data: &str) -> Vec<Case> {
    let lines = data.lines().filter(|it| !it.starts_with("##") && !it.is_empty());
    lines.map(|it| case(&it.replace('¦', "").replace('⏎', "\n"))).collect()
}

fn case(line: &str) -> Case {
    let mut case = Case { text: String::new(), expected: String::new(), secrets: Vec::new() };
    for (at, piece) in line.split('⟦').enumerate() {
        let (secret, rest) = if at == 0 { ("", piece) } else { piece.split_once('⟧').unwrap_or((piece, "")) };
        if at > 0 {
            case.expected.push_str(MARK);
            case.secrets.push(case.text.len()..case.text.len() + secret.len());
        }
        case.text.extend([secret, rest]);
        case.expected.push_str(rest);
    }
    case
}

/// How many secrets were taken out of how many, and which texts came out otherwise than expected.
fn judged(data: &str) -> (usize, usize, String) {
    let (mut secrets, mut taken, mut complaints) = (0, 0, String::new());
    for case in cases(data) {
        let answer = redacted(&case.text);
        let all = found(&case.text);
        let is_taken =
            |it: &&Range<usize>| all.iter().any(|found| found.span.start <= it.start && it.end <= found.span.end);
        secrets += case.secrets.len();
        taken += case.secrets.iter().filter(is_taken).count();
        if answer.text != case.expected {
            let rules: Vec<_> = all.into_iter().map(|it| it.rule.name).collect();
            let _ = writeln!(complaints, "expected {}\n     got {} {rules:?}", case.expected, answer.text);
        }
    }
    (taken, secrets, complaints)
}

#[test]
fn every_secret_is_taken_out_and_nothing_else() {
    let (taken, secrets, complaints) = judged(SECRETS);
    println!("{taken} of {secrets} secrets in {} texts", cases(SECRETS).len());
    assert!(complaints.is_empty(), "{taken} of {secrets}\n{complaints}");
    assert!(cases(SECRETS).len() >= 120);
}

#[test]
fn a_work_day_comes_out_as_it_should() {
    let (taken, secrets, complaints) = judged(WORKDAY);
    println!("{taken} of {secrets} secrets in {} texts", cases(WORKDAY).len());
    assert!(complaints.is_empty(), "{taken} of {secrets}\n{complaints}");
}

#[test]
fn what_only_looks_like_a_secret_stays() {
    let (_, _, complaints) = judged(HARMLESS);
    let count = cases(HARMLESS).len();
    println!("{} false hits in {count} texts", complaints.lines().count() / 2);
    assert!(complaints.is_empty(), "\n{complaints}");
    assert!(count >= 100);
}

#[test]
fn every_rule_finds_its_example_and_says_what_it_is() {
    for rule in rules() {
        let all = found(rule.example);
        assert!(all.iter().any(|it| it.rule == rule), "{rule:?} does not find its own example: {all:?}");
        assert!(
            rule.finds.ends_with('.') && rule.name.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'),
            "{rule:?}"
        );
        assert_eq!(rules().iter().filter(|it| it.name == rule.name).count(), 1, "{rule:?}");
    }
}

#[test]
fn what_was_found_is_told_without_the_text() {
    let text = "mysql -phunter2";
    let told = format!("{:?} {:?}", found(text), redacted(text));
    assert!(!told.contains("hunter2") && told.contains("program-flag"), "{told}");
}

#[test]
fn a_secret_of_the_request_is_taken_out_of_the_command_too() {
    let texts = redacted_together(&["log in as bob with password hunter2", "mytool login bob hunter2", "echo root"]);
    let texts: Vec<&str> = texts.iter().map(|it| it.text.as_ref()).collect();
    assert_eq!(texts, ["log in as bob with password [redacted]", "mytool login bob [redacted]", "echo root"]);
}

#[test]
fn a_text_without_secrets_is_not_copied() {
    assert!(matches!(redacted("list files").text, std::borrow::Cow::Borrowed(_)));
}

#[test]
fn half_a_text_is_no_worse_than_the_whole() {
    for case in cases(SECRETS).iter().chain(&cases(HARMLESS)) {
        let ends = (0..=case.text.len()).step_by(5).filter(|it| case.text.is_char_boundary(*it));
        ends.for_each(|it| holds(&case.text[..it]));
    }
}

#[test]
fn most_secrets_are_taken_out_while_they_are_typed() {
    let (mut taken, mut typed, mut missed) = (0, 0, String::new());
    for case in cases(SECRETS) {
        for secret in &case.secrets {
            // Two thirds of it are there.
            let end = secret.start + secret.len() * 2 / 3;
            let text = &case.text[..(secret.start..=end).rev().find(|it| case.text.is_char_boundary(*it)).unwrap_or(0)];
            typed += 1;
            if found(text).iter().any(|it| it.span.start <= secret.start && it.span.end == text.len()) {
                taken += 1;
            } else {
                let _ = writeln!(missed, "{text}");
            }
        }
    }
    println!("{taken} of {typed}\n{missed}");
    assert!(taken * 100 >= typed * 75, "{taken} of {typed}\n{missed}");
}

#[test]
fn hex_of_the_length_of_a_digest_is_left_and_other_long_hex_is_not() {
    let hex = "0a1b2c3d4e5f".repeat(20);
    for (length, random) in
        [(32, false), (40, false), (64, false), (128, false), (24, false), (48, true), (63, true), (65, true)]
    {
        assert_eq!(random::is_random(&hex[..length]), random, "{length}");
    }
}

#[test]
fn names_are_judged_by_their_parts() {
    for name in [
        "DB_PASSWORD",
        "dbPassword",
        "apiKey",
        "APIKey",
        "--client-secret",
        "secret_key_base",
        "PGPASSWORD",
        "GH_PAT",
        "token2",
    ] {
        assert!(names::kind(name).is_some(), "{name}");
    }
    for name in [
        "PWD",
        "PASSWORD_FILE",
        "max_tokens",
        "tokenizer",
        "next_token",
        "passwordPolicy",
        "keyboard",
        "monkey",
        "PATH",
        "compass",
    ] {
        assert!(names::kind(name).is_none(), "{name}");
    }
}

/// What is so for every text.
fn holds(text: &str) {
    let all = found(text);
    assert!(all.windows(2).all(|it| it[0].span.end <= it[1].span.start), "two stretches share bytes");
    let once = redacted(text);
    let twice = redacted(&once.text);
    assert!(twice.text == once.text && twice.count == 0, "not the same again: {:?} {:?}", once.text, twice.text);
    let kept: String = spared(text, &all);
    for secret in all.iter().map(|it| &text[it.span.clone()]) {
        assert!(
            !once.text.contains(secret) || kept.contains(secret) || MARK.contains(secret),
            "{secret:?} is in {:?}",
            once.text
        );
    }
}

/// The text around the stretches.
fn spared(text: &str, all: &[super::Found]) -> String {
    let mut kept = String::new();
    let mut start = 0;
    for it in all {
        kept.push_str(&text[start..it.span.start]);
        kept.push_str(MARK);
        start = it.span.end;
    }
    kept + &text[start..]
}

/// Texts of pieces that rules look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "password",
            "is",
            "token",
            " ",
            " ",
            " ",
            "=",
            ":",
            "'",
            "\"",
            "\\",
            "\n",
            "$(",
            ")",
            "${",
            "}",
            "`",
            "://",
            "@",
            "/",
            "-p",
            "--password",
            "mysql",
            "curl",
            "-u",
            "bob:",
            "hunter2",
            "ghp_",
            "sk-",
            "eyJ",
            ".",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "MARK",
            "[redacted]",
            "Cookie: ",
            "Authorization: ",
            "Bearer ",
            "echo",
            "|",
            "chpasswd",
            "<<<",
            "<",
            ">",
            "&",
            "?",
            "sig",
            "ü",
            "“",
            "🙂",
            "net use",
            "*",
            "123456789:",
            "Q~",
            "passphrase",
            "to",
            "change",
            ";",
            ",",
            "--from-literal",
            "htpasswd",
            "-b",
            "vault login",
            "://hooks.slack.com/services/",
        ])
        .prop_map(str::to_owned),
        "[a-zA-Z0-9+/_-]{1,40}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_out_once_and_for_all(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn texts_of_telling_pieces_come_out_once_and_for_all(text in pieces()) {
        holds(&text);
    }
}
