//! What is kept, changed and found again.

use crate::support::{LONG, all, files_with, keep, now, one, open, record};
use caro_history::{Clear, Error, Filter, Found, History, Outcome, Record, Terms, uid};
use std::time::Duration;

#[test]
fn what_was_recorded_is_found_again_whole() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(&folder.path().join("caro"));
    let full = Record {
        corrected_command: Some("ls -lhS".to_owned()),
        outcome: Outcome::Edited,
        executed: Some(true),
        success: Some(false),
        model: Some("small".to_owned()),
        workspace: Some(history.workspace_hash("/w".as_ref()).unwrap()),
        ..record("list files, größte zuerst", "ls -lS")
    };
    history.record(full.clone());
    assert!(history.flush(LONG));
    assert_eq!(all(&history), std::slice::from_ref(&full));
    assert_eq!(one(&history, &full.uid[..7]), full);
    drop(history);
    let again = open(&folder.path().join("caro"));
    assert_eq!(one(&again, &full.uid), full);
    assert_eq!(again.take_message(), None);
    assert_eq!(again.workspace_hash("/w".as_ref()).unwrap(), full.workspace.unwrap(), "the salt is kept");
    assert_ne!(again.workspace_hash("/v".as_ref()).unwrap(), again.workspace_hash("/w".as_ref()).unwrap());
}

#[test]
fn what_is_dropped_is_written_first() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    (0..700).for_each(|it| history.record(record(&format!("wish {it}"), "ls")));
    drop(history);
    assert_eq!(all(&open(folder.path())).len(), 700);
}

#[test]
fn an_outcome_comes_later_and_only_to_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let shown = Record { outcome: Outcome::Shown, ..record("sort by size", "ls -lS") };
    history.record(shown.clone());
    let edited = Record { outcome: Outcome::Edited, corrected_command: Some("ls -lhS".to_owned()), ..shown.clone() };
    history.record(Record { prompt: "not this".to_owned(), ..edited.clone() });
    // Late news from another process: it was shown, which is known.
    history.record(shown.clone());
    // Only the outcome, and that it ran.
    let ran = Record { uid: shown.uid.clone(), executed: Some(true), success: Some(true), ..Record::default() };
    history.record(ran);
    // Of something that was never told.
    history.record(Record { uid: uid(), outcome: Outcome::Accepted, ..Record::default() });
    assert!(history.flush(LONG));
    assert_eq!(all(&history), [Record { executed: Some(true), success: Some(true), ..edited }]);
    let reader = history.read().unwrap();
    assert_eq!(reader.search("lhs", &Filter::default()).unwrap().len(), 1, "the correction is found");
    assert_eq!(reader.search("not", &Filter::default()).unwrap(), []);
}

#[test]
fn nothing_is_written_in_a_private_session_or_when_it_is_off() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("caro");
    for terms in [Terms { enabled: false, ..Terms::default() }, Terms { private: true, ..Terms::default() }] {
        let history = History::open(inner.clone(), terms);
        history.record(record("a", "ls"));
        history.learn(vec![]);
        assert!(matches!(history.workspace_hash("/w".as_ref()), Err(Error::Off)));
        assert!(history.flush(LONG));
        assert_eq!(all(&history), []);
        assert_eq!(history.clear(&Clear::All).unwrap(), 0);
        drop(history);
        assert!(!inner.exists(), "not even the folder");
    }
    let history = open(&inner);
    keep(&history, &[record("kept", "ls")]);
    history.set_terms(Terms { private: true, ..Terms::default() });
    history.record(record("private", "ls"));
    assert!(history.flush(LONG));
    history.set_terms(Terms::default());
    keep(&history, &[record("kept, too", "ls")]);
    assert_eq!(all(&history).len(), 2);
    assert_eq!(files_with(&inner, "private"), [""; 0]);
}

#[test]
fn what_cannot_be_kept_is_dropped_and_counted_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let long = "x".repeat(100 << 10);
    history.record(record(&long, "ls"));
    history.record(record("a", &format!("rm -rf /home/{long}/tmp")));
    history.record(record("escape \u{1b}[2J", "ls"));
    history.record(Record { uid: "'; DROP TABLE history; --".to_owned(), ..record("x", "ls") });
    history.record(Record { confidence: f32::NAN, ..record("'; DROP TABLE history; --", "ls\u{0}") });
    history.record(Record { confidence: f32::NAN, ..record("'; DROP TABLE history; --", "ls") });
    assert!(history.flush(LONG));
    assert_eq!(history.dropped(), 5);
    let kept = all(&history);
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].prompt.as_str(), kept[0].confidence), ("'; DROP TABLE history; --", 0.0));
}

#[test]
fn a_queue_that_is_full_drops_and_never_waits() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    keep(&history, &[record("first", "ls")]);
    // Somebody holds the database for long.
    let other = rusqlite::Connection::open(folder.path().join("history.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    (0..5_000).for_each(|it| history.record(record(&format!("wish {it}"), "ls")));
    assert!(!history.flush(Duration::from_millis(50)));
    other.execute_batch("COMMIT").unwrap();
    assert!(history.flush(LONG));
    let dropped = history.dropped();
    assert!((1..5_000).contains(&dropped), "{dropped}");
    assert_eq!(all(&history).len() as u64, 5_001 - dropped);
    assert_eq!(history.take_message(), None);
}

#[test]
fn the_list_can_be_narrowed() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let time = now();
    let records: Vec<Record> = (0..20)
        .map(|it| Record {
            created_at: time - 100 + it,
            outcome: Outcome::ALL[it as usize % 4],
            source: ["embedded", "model"][it as usize % 2].to_owned(),
            workspace: (it % 5 == 0).then(|| "here".to_owned()),
            ..record(&format!("wish {it}"), if it % 3 == 0 { "find ." } else { "ls" })
        })
        .collect();
    keep(&history, &records);
    let reader = history.read().unwrap();
    let list = |filter: &Filter| -> Vec<i64> {
        reader.list(filter).unwrap().iter().map(|it| it.created_at - time + 100).collect()
    };
    let text = |it: &str| Some(it.to_owned());
    assert_eq!(list(&Filter { limit: 3, offset: 1, ..Filter::default() }), [18, 17, 16]);
    assert_eq!(list(&Filter { since: Some(time - 83), ..Filter::default() }), [19, 18, 17]);
    assert_eq!(list(&Filter { workspace: text("here"), ..Filter::default() }), [15, 10, 5, 0]);
    assert_eq!(list(&Filter { family: text("find"), source: text("model"), ..Filter::default() }), [15, 9, 3]);
    assert_eq!(list(&Filter { outcome: Some(Outcome::Dismissed), limit: 2, ..Filter::default() }), [19, 15]);
    assert_eq!(reader.show("").unwrap(), Found::None);
    assert_eq!(reader.show("%").unwrap(), Found::None);
    assert_eq!(reader.show("zz").unwrap(), Found::None);
    let again: Vec<i64> = reader.again(Some("here"), 3).unwrap().iter().map(|it| it.created_at - time + 100).collect();
    assert_eq!(again, [18, 17, 14, 10, 5], "what was taken: the newest of all and of here");
}

#[test]
fn no_secret_reaches_a_file_by_any_way() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("caro");
    let history = open(&inner);
    let secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    let with = |text: &str| format!("{text} token {secret}");
    let full = Record {
        prompt: with("clone"),
        generated_command: format!("curl -H 'Authorization: Bearer {secret}' x"),
        alternatives: vec![format!("git clone https://me:{secret}@example.org/x")],
        corrected_command: Some(format!("GITHUB_TOKEN={secret} gh repo clone x")),
        outcome: Outcome::Edited,
        ..record("", "")
    };
    history.record(full.clone());
    assert!(history.flush(LONG));
    // A correction that comes later.
    let plain = record("clone it", "git clone x");
    keep(&history, std::slice::from_ref(&plain));
    history.record(Record {
        corrected_command: full.corrected_command.clone(),
        outcome: Outcome::Edited,
        ..plain.clone()
    });
    let habit = |habit: String| caro_history::Evidence { habit, scope: String::new(), yes: 1.0, no: 0.0 };
    history.learn(vec![habit(format!("--token={secret}")), habit("ls -h".to_owned())]);
    assert!(history.flush(LONG));
    let lines = format!("{{\"caro_history\":1}}\n{}\n", serde_json::to_string(&Record { uid: uid(), ..full }).unwrap());
    let imported = history.import(&mut lines.as_bytes()).unwrap();
    assert_eq!((imported.added, imported.redacted), (1, 1));
    assert_eq!(files_with(&inner, &secret[10..30]), [""; 0]);
    assert!(all(&history).iter().all(|it| it.redacted), "they say so, the one with a late correction, too");
    assert_eq!(history.read().unwrap().again(None, 10).unwrap(), [], "and propose nothing");
    assert_eq!(history.read().unwrap().learned().unwrap().len(), 1);
}
