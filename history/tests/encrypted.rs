//! A history that nobody reads without the passphrase.

use crate::support::{LONG, all, files_with, keep, one, open, record};
use caro_history::{Clear, Filter, History, Passphrase, Record, Terms};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const WORD: &str = "xylophone";

fn with(passphrase: &str) -> Terms {
    Terms { passphrase: Some(Passphrase::known(passphrase)), ..Terms::default() }
}

fn sealed(folder: &Path, passphrase: &str) -> History {
    History::open(folder.to_owned(), with(passphrase))
}

fn records() -> Vec<Record> {
    let edited = |it: usize| it.is_multiple_of(2).then(|| format!("{WORD} --edited {it}"));
    (0..100)
        .map(|it| Record {
            corrected_command: edited(it),
            ..record(&format!("play the {WORD} {it}"), &format!("{WORD} --play {it}"))
        })
        .map(|it| Record { family: "play".to_owned(), ..it })
        .collect()
}

#[test]
fn a_new_history_with_a_passphrase_never_has_a_word_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let history = sealed(folder.path(), "open");
    let records = records();
    keep(&history, &records);
    assert_eq!(files_with(folder.path(), WORD), [""; 0]);
    assert_eq!(one(&history, &records[7].uid), records[7]);
    let found = |typed: &str| history.read().unwrap().search(typed, &Filter::default()).unwrap();
    assert_eq!(found("xylo").len(), 100);
    assert_eq!(found("--edited 42").len(), 1);
    assert_eq!(found("nothing like it"), []);
    let listed =
        history.read().unwrap().list(&Filter { family: Some("play".to_owned()), limit: 5, ..Filter::default() });
    assert_eq!(listed.unwrap().len(), 5);
    assert_eq!(history.read().unwrap().stats(&Filter::default()).unwrap().all.accepted, 100);
    assert_eq!(history.read().unwrap().again(None, 100).unwrap().len(), 100);
    // It is the same for a process that comes later, and an outcome comes later, too.
    drop(history);
    let history = sealed(folder.path(), "open");
    history.record(Record {
        corrected_command: Some(format!("{WORD} late")),
        outcome: caro_history::Outcome::Edited,
        ..records[7].clone()
    });
    assert!(history.flush(LONG));
    assert_eq!(one(&history, &records[7].uid).corrected_command, Some(format!("{WORD} late")));
    assert_eq!(files_with(folder.path(), WORD), [""; 0]);
}

#[test]
fn a_wrong_passphrase_or_none_reads_and_writes_nothing_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let history = sealed(folder.path(), "open");
    keep(&history, &records());
    drop(history);
    let before = std::fs::read(folder.path().join("history.db")).unwrap();
    let refused = Passphrase::asked(|| Err("the keyring is locked".to_owned()));
    let empty = Terms { passphrase: Some(Passphrase::known("")), ..Terms::default() };
    for (terms, expected) in [
        (with("opem"), "the passphrase is not the one it was encrypted with"),
        (Terms::default(), "is encrypted, and no passphrase is set"),
        (Terms { passphrase: Some(refused), ..Terms::default() }, "the keyring is locked"),
        (empty, "it is empty"),
    ] {
        let history = History::open(folder.path().to_owned(), terms);
        history.record(record("new", "ls"));
        assert!(!history.flush(LONG));
        history.record(record("newer", "ls"));
        let message = history.take_message().unwrap();
        assert!(message.contains(expected), "{message}");
        assert_eq!(history.take_message(), None, "it is told once");
        let error = history.read().unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(history.unseal().is_err());
        assert!(history.export(&mut Vec::new()).is_err());
        assert!(history.import(&mut "{\"caro_history\":1}\n".as_bytes()).is_err());
        drop(history);
        assert_eq!(std::fs::read(folder.path().join("history.db")).unwrap(), before);
    }
    assert_eq!(all(&sealed(folder.path(), "open")).len(), 100);
    // Who lost it can begin anew.
    let lost = sealed(folder.path(), "another");
    assert_eq!(lost.clear(&Clear::All).unwrap(), 100);
    keep(&lost, &[record(WORD, "ls")]);
    assert_eq!(all(&lost).len(), 1);
    assert_eq!(files_with(folder.path(), WORD), [""; 0]);
}

#[test]
fn a_plain_history_becomes_an_encrypted_one_and_plain_again() {
    let folder = tempfile::tempdir().unwrap();
    let records = records();
    let plain = open(folder.path());
    keep(&plain, &records);
    assert!(!files_with(folder.path(), WORD).is_empty());
    std::fs::write(folder.path().join("history.damaged-1.db"), WORD).unwrap();
    // The first record by the new terms is enough, also while somebody else has it open.
    let history = sealed(folder.path(), "open");
    keep(&history, &[record("one more", "ls")]);
    assert_eq!(files_with(folder.path(), WORD), [""; 0]);
    assert_eq!(all(&history).len(), 101);
    assert_eq!(one(&history, &records[8].uid), records[8]);
    // That somebody writes no plain text into it.
    plain.record(record(&format!("{WORD} by the other"), "ls"));
    assert!(!plain.flush(LONG));
    assert!(plain.take_message().unwrap().contains("is encrypted, and no passphrase is set"));
    assert_eq!(files_with(folder.path(), WORD), [""; 0]);
    plain.set_terms(with("open"));
    keep(&plain, &[record(&format!("{WORD} by the other"), "ls")]);
    assert_eq!(all(&plain).len(), 102);
    assert_eq!(files_with(folder.path(), WORD), [""; 0]);
    assert_eq!(history.seal().unwrap(), 0, "it is already");
    assert_eq!(history.unseal().unwrap(), 102);
    assert_eq!(history.unseal().unwrap(), 0);
    drop((plain, history));
    let plain = open(folder.path());
    assert_eq!(one(&plain, &records[8].uid), records[8]);
    assert_eq!(plain.read().unwrap().search("xylo", &Filter::default()).unwrap().len(), 101);
    keep(&plain, &[record("goes on", "ls")]);
    assert_eq!(plain.take_message(), None);
}

#[test]
fn the_passphrase_is_asked_for_once_and_only_when_it_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let passphrase = Passphrase::asked(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok(b"open".to_vec())
    });
    let terms = Terms { passphrase: Some(passphrase), ..Terms::default() };
    let history = History::open(folder.path().to_owned(), terms);
    assert_eq!(all(&history), []);
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    for _ in 0..3 {
        keep(&history, &[record("a", "ls")]);
        all(&history);
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}
