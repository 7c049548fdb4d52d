//! Files that are damaged, cut, empty, foreign or from the future.

use crate::support::{Dice, LONG, all, files, keep, open, record};
use caro_history::{Clear, Error, Filter, History, Passphrase, Record, Terms};
use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::Path;

const RECORDS: usize = 800;

/// A history as it is after some use.
fn build(folder: &Path) -> HashSet<String> {
    let history = open(folder);
    let records: Vec<Record> = (0..RECORDS)
        .map(|it| record(&format!("wish {it} {}", "of many words ".repeat(it % 12)), &format!("find . -name {it}")))
        .collect();
    keep(&history, &records);
    // One that goes on in other pages.
    keep(&history, &[record("long", &format!("echo {}", "word ".repeat(2_500)))]);
    assert_eq!(history.clear(&Clear::Before(1)).unwrap(), 0, "all is in one file");
    records.into_iter().map(|it| it.uid).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for (name, bytes) in files(from) {
        fs::write(to.join(name), bytes).unwrap();
    }
}

#[test]
fn a_file_damaged_at_random_gives_back_what_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound");
    let known = build(&sound);
    let bytes = fs::read(sound.join("history.db")).unwrap();
    let (mut told, mut back, mut least) = (0, 0, usize::MAX);
    let rounds = 200;
    for round in 0..rounds {
        let mut dice = Dice(round);
        let place = folder.path().join(format!("{round}"));
        fs::create_dir(&place).unwrap();
        let mut bytes = bytes.clone();
        let length = bytes.len() as u64;
        for _ in 0..=dice.roll() % 8 {
            let at = (dice.roll() % length) as usize;
            match dice.roll() % 3 {
                0 => bytes[at] ^= 1 << (dice.roll() % 8),
                1 => (0..64).for_each(|it| {
                    if let Some(byte) = bytes.get_mut(at + it) {
                        *byte = dice.roll() as u8;
                    }
                }),
                _ => bytes[at / 4096 * 4096..][..4096].fill(0),
            }
        }
        // The header and the names of the tables, now and then.
        if round % 5 == 0 {
            bytes[(dice.roll() % 4096) as usize] ^= 0xff;
        }
        fs::write(place.join("history.db"), bytes).unwrap();
        // A time that was damaged may be one of long ago.
        let terms = Terms { days: None, ..Terms::default() };
        let history = History::open(place.clone(), terms.clone());
        let new = record("after", "ls");
        history.record(new.clone());
        assert!(history.flush(LONG), "round {round}: {:?}", history.take_message());
        history.tend();
        assert!(history.flush(LONG), "round {round}: {:?}", history.take_message());
        let reader = history.read().unwrap_or_else(|it| panic!("round {round}: {it}"));
        reader.list(&Filter::default()).unwrap_or_else(|it| panic!("round {round}: {it}"));
        reader.search("wish", &Filter::default()).unwrap_or_else(|it| panic!("round {round}: {it}"));
        reader.stats(&Filter::default()).unwrap_or_else(|it| panic!("round {round}: {it}"));
        reader.learned().unwrap();
        // Each of these may have met other damage.
        let there = reader.list(&Filter::default()).unwrap_or_else(|it| panic!("round {round}: {it}"));
        assert!(there.iter().any(|it| it.uid == new.uid), "round {round}");
        let count = there.iter().filter(|it| known.contains(&it.uid)).count();
        back += count;
        least = least.min(count);
        let mut messages = std::iter::from_fn(|| history.take_message()).collect::<Vec<_>>();
        assert!(messages.len() <= 2, "round {round}: {messages:?}");
        if let Some(message) = messages.pop() {
            told += 1;
            assert!(message.contains("records could be read and are kept"), "{message}");
        }
        let asides = files(&place).into_iter().filter(|it| it.0.contains("damaged") && !it.0.contains("db-")).count();
        assert!(asides <= 1, "round {round}");
        drop((reader, history));
        // It is sound from now on.
        let again = History::open(place.clone(), terms);
        let count = all(&again).len();
        assert_eq!(count, there.len(), "round {round}");
        assert_eq!(again.take_message(), None, "round {round}");
        fs::remove_dir_all(&place).unwrap();
    }
    let share = back as f64 / (rounds as usize * RECORDS) as f64;
    println!(
        "{rounds} damaged files: {told} salvaged, {:.2} % of the records are back, {least} at least",
        share * 100.0
    );
    assert!(told > 50, "{told}");
    assert!(share > 0.95 && least > RECORDS / 2, "{share} {least}");
}

#[test]
fn a_file_that_was_cut_gives_back_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound");
    let known = build(&sound);
    let bytes = fs::read(sound.join("history.db")).unwrap();
    for part in 1..10 {
        let place = folder.path().join(part.to_string());
        fs::create_dir(&place).unwrap();
        fs::write(place.join("history.db"), &bytes[..bytes.len() * part / 10 - 1_000]).unwrap();
        let history = open(&place);
        let there = all(&history).into_iter().filter(|it| known.contains(&it.uid)).count();
        let message = history.take_message().unwrap();
        assert!(message.contains("was damaged"), "{message}");
        println!("{part}/10: {there}");
        // Tables and indexes take turns in the file, and the records come first.
        assert!(part < 3 || there > RECORDS * part / 20, "{part}/10: {there}");
        keep(&history, &[record("after", "ls")]);
    }
}

#[test]
fn an_empty_file_is_a_history_with_nothing_in_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("history.db"), "").unwrap();
    let history = open(folder.path());
    assert_eq!(all(&history), []);
    keep(&history, &[record("a", "ls")]);
    assert_eq!(all(&history).len(), 1);
    assert_eq!(history.take_message(), None);
}

#[test]
fn what_is_no_history_is_put_aside_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let text = "this is a letter, and no database\n".repeat(500);
    fs::write(folder.path().join("history.db"), &text).unwrap();
    let history = open(folder.path());
    keep(&history, &[record("a", "ls")]);
    let message = history.take_message().unwrap();
    assert!(message.contains("0 records could be read") && message.ends_with("history.damaged-1.db"), "{message}");
    assert_eq!(fs::read_to_string(folder.path().join("history.damaged-1.db")).unwrap(), text);
    drop(history);
    // Another program's tables, later.
    fs::remove_file(folder.path().join("history.db")).unwrap();
    let other = rusqlite::Connection::open(folder.path().join("history.db")).unwrap();
    other.execute_batch("CREATE TABLE history (url TEXT); INSERT INTO history VALUES ('x')").unwrap();
    drop(other);
    let history = open(folder.path());
    assert_eq!(all(&history), []);
    let message = history.take_message().unwrap();
    assert!(message.contains("was no history of Caro's") && message.contains("history.damaged-2.db"), "{message}");
    assert!(!folder.path().join("history.damaged-1.db").exists(), "one at most");
    let other = rusqlite::Connection::open(folder.path().join("history.damaged-2.db")).unwrap();
    assert_eq!(other.query_row("SELECT url FROM history", [], |row| row.get::<_, String>(0)).unwrap(), "x");
}

#[test]
fn a_file_from_the_future_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    keep(&history, &[record("a", "ls")]);
    drop(history);
    let future = rusqlite::Connection::open(folder.path().join("history.db")).unwrap();
    future
        .execute_batch(
            "ALTER TABLE history ADD COLUMN mood TEXT; PRAGMA user_version = 7; PRAGMA wal_checkpoint(TRUNCATE)",
        )
        .unwrap();
    drop(future);
    let before = fs::read(folder.path().join("history.db")).unwrap();
    let history = open(folder.path());
    history.record(record("b", "ls"));
    assert!(!history.flush(LONG));
    history.record(record("c", "ls"));
    let message = history.take_message().unwrap();
    assert!(message.contains("was written by a newer Caro; it is read and not written"), "{message}");
    assert_eq!(history.take_message(), None, "it is told once");
    assert_eq!(all(&history).len(), 1);
    assert!(matches!(history.clear(&Clear::All), Err(Error::Newer { .. })));
    assert!(matches!(history.reset_learned(), Err(Error::Newer { .. })));
    drop(history);
    assert_eq!(fs::read(folder.path().join("history.db")).unwrap(), before);
}

#[test]
fn a_damaged_file_is_salvaged_once_by_many() {
    let folder = tempfile::tempdir().unwrap();
    let known = build(folder.path());
    let path = folder.path().join("history.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..100].fill(0);
    fs::write(&path, bytes).unwrap();
    let histories: Vec<_> = (0..8).map(|_| open(folder.path())).collect();
    for history in &histories {
        history.record(record("after", "ls"));
    }
    assert!(histories.iter().all(|it| it.flush(LONG)));
    let messages: Vec<_> = histories.iter().filter_map(History::take_message).collect();
    assert_eq!(messages.len(), 1, "{messages:?}");
    let there = all(&histories[0]);
    assert_eq!(there.len(), RECORDS + 1 + 8);
    assert_eq!(there.iter().filter(|it| known.contains(&it.uid)).count(), RECORDS);
}

#[test]
fn who_has_the_damaged_file_open_goes_on_with_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    let early = open(folder.path());
    keep(&early, &[record("early", "ls")]);
    let path = folder.path().join("history.db");
    // As a disk would, in place. The log goes first, or it would heal the file.
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 40_960].fill(7);
    fs::OpenOptions::new().write(true).open(&path).unwrap().write_all(&bytes).unwrap();
    let late = open(folder.path());
    all(&late);
    assert!(late.take_message().is_some());
    keep(&early, &[record("early again", "ls")]);
    keep(&late, &[record("late", "ls")]);
    let prompts: HashSet<_> = all(&late).into_iter().map(|it| it.prompt).collect();
    assert!(["early again", "late"].iter().all(|it| prompts.contains(*it)));
}

#[test]
fn an_encrypted_file_is_salvaged_and_stays_encrypted() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound");
    build(&sound);
    let terms = Terms { passphrase: Some(Passphrase::known("open")), ..Terms::default() };
    let history = History::open(sound.clone(), terms.clone());
    history.seal().unwrap();
    drop(history);
    let broken = folder.path().join("broken");
    copy(&sound, &broken);
    let path = broken.join("history.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..64].fill(0);
    fs::write(&path, bytes).unwrap();
    let history = History::open(broken.clone(), terms);
    assert_eq!(all(&history).len(), RECORDS + 1);
    assert_eq!(crate::support::files_with(&broken, "wish 1"), [""; 0]);
}
