//! Taking a history elsewhere, and what strangers' files can do: nothing.

use crate::support::{all, keep, open, record};
use caro_history::{Error, Imported, Learned, Record};
use std::io::{BufReader, Read};

const HEADER: &str = "{\"caro_history\":1}\n";

#[test]
fn what_was_exported_is_imported_whole_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let from = open(&folder.path().join("from"));
    let mut records: Vec<Record> =
        (0..50).map(|it| record(&format!("wish {it}\nof two lines, größte"), "ls")).collect();
    records[3].corrected_command = Some("ls -h".to_owned());
    records[4].executed = Some(false);
    keep(&from, &records);
    let mut text = Vec::new();
    assert_eq!(from.export(&mut text).unwrap(), 50);
    assert_eq!(text.split(|it| *it == b'\n').count(), 52);
    let to = open(&folder.path().join("to"));
    keep(&to, &records[..5]);
    let imported = to.import(&mut text.as_slice()).unwrap();
    assert_eq!(imported, Imported { added: 45, known: 5, redacted: 0 });
    let sorted = |mut it: Vec<Record>| {
        it.sort_by(|a, b| a.uid.cmp(&b.uid));
        it
    };
    assert_eq!(sorted(all(&to)), sorted(records));
    let nobody = open(&folder.path().join("nobody"));
    let mut text = Vec::new();
    assert_eq!(nobody.export(&mut text).unwrap(), 0);
    assert_eq!(text, HEADER.as_bytes());
    assert!(!folder.path().join("nobody").exists());
}

/// Gives the complaint about what is imported, after which nothing has changed.
#[track_caller]
fn refused(text: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    keep(&history, &[record("mine", "ls")]);
    let error = history.import(&mut &*text).unwrap_err();
    assert!(matches!(error, Error::Import { .. }), "{error}");
    assert_eq!(all(&history).len(), 1);
    error.to_string()
}

#[test]
fn a_wrong_line_is_named_and_nothing_is_imported() {
    let good = serde_json::to_string(&record("good", "ls")).unwrap();
    let with = |line: &str| refused(format!("{HEADER}{good}\n{line}\n").as_bytes());
    for (line, expected) in [
        ("{", "line 3: this is no record"),
        ("[]", "line 3: this is no record"),
        ("null", "line 3: this is no record"),
        (r#"{"uid":"a","prompt":7}"#, "line 3: this is no record"),
        (r#"{"uid":"a","prompt":null}"#, "line 3: this is no record"),
        (r#"{"uid":"a","prompt":"x","outcome":"stolen"}"#, "line 3: this is no record"),
        (r#"{"uid":"a","prompt":"x","latency_ms":-1}"#, "line 3: this is no record"),
        (r#"{"uid":"a","prompt":"x","created_at":1e300}"#, "line 3: this is no record"),
        (r#"{"prompt":"x"}"#, "line 3: a record needs `uid`"),
        (r#"{"uid":"a"}"#, "line 3: a record needs `uid`, and `prompt`"),
        (r#"{"uid":"a b","prompt":"x"}"#, "line 3: `uid` should be"),
        (r#"{"uid":"a","prompt":"x","risk":"fun"}"#, "line 3: `risk` should be"),
        ("{\"uid\":\"a\",\"prompt\":\"\\u001b[2J\"}", "line 3: a text is longer than 16 KB, or holds control"),
    ] {
        let message = with(line);
        assert!(message.starts_with(expected) && message.ends_with("nothing was imported"), "{line}: {message}");
    }
    assert!(refused(b"").starts_with("line 1: this is empty"));
    assert!(refused(b"\xff\xfe").starts_with("line 1: this is no export"));
    assert!(refused(b"uid,prompt\n").starts_with("line 1: this is no export"));
    assert!(refused(b"{\"caro_history\":0}\n").starts_with("line 1: this is no export"));
    assert!(refused(b"{\"caro_history\":2}\n").starts_with("line 1: this was written by a newer Caro"));
    let deep = format!("{HEADER}{{\"uid\":\"a\",\"prompt\":\"x\",\"more\":{}", "[".repeat(100_000));
    assert!(refused(deep.as_bytes()).starts_with("line 2: this is no record"));
    let long = format!("{HEADER}{}", " ".repeat(600 << 10));
    assert!(refused(long.as_bytes()).starts_with("line 2: a line should have at most"));
}

/// Nothing but ends of lines.
struct Lines;

impl Read for Lines {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        into.fill(b'\n');
        Ok(into.len())
    }
}

#[test]
fn what_never_ends_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let mut endless = BufReader::new(HEADER.as_bytes().chain(std::io::repeat(b'x')));
    assert!(matches!(history.import(&mut endless), Err(Error::Import { line: 2, .. })));
    let mut endless = BufReader::new(HEADER.as_bytes().chain(Lines));
    assert!(matches!(history.import(&mut endless), Err(Error::Import { line: 1_000_001, .. })));
}

#[test]
fn data_is_never_a_statement_and_more_fields_are_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    keep(&history, &[record("mine", "ls")]);
    let nasty = "x'); DROP TABLE history; --\"";
    let line = serde_json::json!({
        "uid": "a-1", "prompt": nasty, "generated_command": nasty, "alternatives": [nasty], "corrected_command": nasty,
        "source": nasty, "model": nasty, "family": nasty, "shell": nasty, "platform": nasty, "workspace": nasty,
        "id": 1, "future": {"x": [1, 2]}, "created_at": i64::MAX, "confidence": 7
    });
    let text = format!("{HEADER}\n{line}\n   \n");
    assert_eq!(history.import(&mut text.as_bytes()).unwrap().added, 1);
    let all = all(&history);
    assert_eq!(all.len(), 2);
    let there = all.iter().find(|it| it.uid == "a-1").unwrap();
    assert_eq!((there.prompt.as_str(), there.confidence), (nasty, 1.0));
    assert!(there.created_at <= crate::support::now(), "no record is from the future");
    let reader = history.read().unwrap();
    let filter = caro_history::Filter { family: Some(nasty.to_owned()), ..caro_history::Filter::default() };
    assert_eq!(reader.list(&filter).unwrap().len(), 1);
    assert_eq!(reader.search(nasty, &filter).unwrap().len(), 1);
}

#[test]
fn what_was_learned_is_taken_along() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let habit = |habit: &str, yes: f64, at: i64| Learned {
        habit: habit.to_owned(),
        scope: String::new(),
        yes,
        no: 0.0,
        first_at: 5,
        at,
    };
    assert_eq!(history.import_learned(&[habit("ls -h", 3.0, 100), habit("fd", 1.0, i64::MAX)]).unwrap(), 2);
    let nonsense = [habit("", 1.0, 1), habit("x\u{1b}", 1.0, 1), habit("y", f64::NAN, 1), habit("z", -1.0, 1)];
    assert_eq!(history.import_learned(&nonsense).unwrap(), 0);
    // What was seen last stays.
    assert_eq!(history.import_learned(&[habit("ls -h", 9.0, 50)]).unwrap(), 0);
    assert_eq!(history.import_learned(&[habit("ls -h", 4.0, 150)]).unwrap(), 1);
    let learned = history.read().unwrap().learned().unwrap();
    let shown: Vec<_> = learned.iter().map(|it| (it.habit.as_str(), it.yes)).collect();
    assert_eq!(shown, [("fd", 1.0), ("ls -h", 4.0)]);
    assert!(learned[0].at <= crate::support::now());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_are_imported_or_refused_without_panic(bytes: Vec<u8>, header: bool) {
        let folder = tempfile::tempdir().unwrap();
        let history = open(folder.path());
        let text = [if header { HEADER.as_bytes() } else { b"" }, &bytes].concat();
        let _ = history.import(&mut text.as_slice());
    }
}
