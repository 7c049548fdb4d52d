//! Clearing: afterwards, no file has the text any more.

use crate::support::{LONG, all, files_with, keep, now, open, record};
use caro_history::{Clear, Error, Evidence, Filter, History, Record, Terms};
use std::path::Path;

const WORD: &str = "xylophone";

/// A history with this word in all kinds of places: short and long records, changed ones, in the log and in the index.
fn fill(history: &History, workspace: Option<&str>, created_at: i64) {
    let records: Vec<Record> = (0..150)
        .map(|it| Record {
            created_at,
            workspace: workspace.map(str::to_owned),
            ..record(
                &format!("{WORD}{it} play {WORD}"),
                &format!("echo {WORD} {}", "and so on ".repeat(if it % 30 == 0 { 450 } else { 1 })),
            )
        })
        .collect();
    keep(history, &records);
    for record in &records[..50] {
        let corrected_command = Some(format!("printf {WORD}"));
        history.record(Record { corrected_command, outcome: caro_history::Outcome::Edited, ..record.clone() });
    }
    assert!(history.flush(LONG));
}

#[track_caller]
fn is_gone(folder: &Path) {
    assert_eq!(files_with(folder, WORD), [""; 0]);
    // Words that a list holds next to one that begins the same are kept without the beginning.
    assert_eq!(files_with(folder, "ylophone"), [""; 0]);
}

#[test]
fn nothing_of_a_history_is_left_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    history.learn(vec![Evidence { habit: "ls -h".to_owned(), scope: String::new(), yes: 1.0, no: 0.0 }]);
    fill(&history, None, now());
    assert!(!files_with(folder.path(), WORD).is_empty());
    std::fs::write(folder.path().join("history.damaged-3.db"), WORD).unwrap();
    std::fs::write(folder.path().join("history.damaged-3.db-wal"), WORD).unwrap();
    // Others have it open and read now and then, and one has something to write.
    let reader = history.read().unwrap();
    assert_eq!(reader.list(&Filter::default()).unwrap().len(), 150);
    history.record(record(WORD, "ls"));
    assert_eq!(history.clear(&Clear::All).unwrap(), 151);
    is_gone(folder.path());
    assert_eq!(all(&history), []);
    assert_eq!(reader.search(WORD, &Filter::default()).unwrap(), []);
    assert_eq!(history.read().unwrap().learned().unwrap().len(), 1, "what was learned stays");
    keep(&history, &[record("goes on", "ls")]);
    assert_eq!(history.read().unwrap().search("goes", &Filter::default()).unwrap().len(), 1);
    assert_eq!(history.take_message(), None);
}

#[test]
fn a_part_of_a_history_is_cleared_as_well_and_the_rest_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let time = now();
    fill(&history, Some("w"), time);
    keep(&history, &[record("stays here", "ls")]);
    assert_eq!(history.clear(&Clear::Workspace("w".to_owned())).unwrap(), 150);
    is_gone(folder.path());
    fill(&history, None, time - 5_000);
    assert_eq!(history.clear(&Clear::Before(time - 4_000)).unwrap(), 150);
    is_gone(folder.path());
    assert_eq!(history.read().unwrap().search("stays", &Filter::default()).unwrap().len(), 1);
    assert_eq!(all(&history).len(), 1);
}

#[test]
fn what_is_too_old_leaves_the_file_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let keeps = Terms { days: None, ..Terms::default() };
    let history = History::open(folder.path().to_owned(), keeps);
    keep(&history, &[record("young", "ls")]);
    fill(&history, None, now() - 40 * 24 * 60 * 60);
    history.set_terms(Terms::default());
    history.tend();
    assert!(history.flush(LONG));
    assert_eq!(all(&history).len(), 1);
    is_gone(folder.path());
}

#[test]
fn what_was_learned_is_reset_as_thoroughly() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let evidence = |it: usize| Evidence { habit: format!("{WORD} -{it}"), scope: String::new(), yes: 1.0, no: 0.0 };
    history.learn((0..500).map(evidence).collect());
    keep(&history, &[record("stays", "ls")]);
    assert!(history.forget(&format!("{WORD} -7"), "").unwrap());
    assert!(!history.forget(&format!("{WORD} -7"), "").unwrap());
    assert_eq!(files_with(folder.path(), &format!("{WORD} -7\u{0}")), [""; 0]);
    assert_eq!(history.reset_learned().unwrap(), 499);
    is_gone(folder.path());
    assert_eq!(all(&history).len(), 1);
}

#[test]
fn a_reader_in_the_way_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    fill(&history, None, now());
    let other = rusqlite::Connection::open(folder.path().join("history.db")).unwrap();
    other.execute_batch("BEGIN").unwrap();
    let count: i64 = other.query_row("SELECT count(*) FROM history", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 150);
    let error = history.clear(&Clear::All).unwrap_err();
    assert!(matches!(error, Error::StillRead { cleared: 150, .. }), "{error}");
    assert!(error.to_string().contains("do it again when that is over"), "{error}");
    assert_eq!(all(&history), []);
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(history.clear(&Clear::All).unwrap(), 0);
    is_gone(folder.path());
}
