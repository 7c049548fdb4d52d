//! Clocks that jump, and what is deleted when.

use crate::support::{LONG, keep, record};
use caro_history::{Evidence, Filter, History, Record, Terms};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

const DAY: i64 = 24 * 60 * 60;
const START: i64 = 1_790_000_000;

/// A history by a clock that the test turns.
struct Turned {
    history: History,
    clock: Arc<AtomicI64>,
}

impl Turned {
    fn new(folder: &Path) -> Self {
        let clock = Arc::new(AtomicI64::new(START));
        let shown = clock.clone();
        let history = History::by_clock(folder.to_owned(), Terms::default(), move || shown.load(Ordering::Relaxed));
        Self { history, clock }
    }

    /// Turns the clock, keeps a record of that time, and gives on which days there are records now.
    fn at(&self, day: i64) -> Vec<i64> {
        self.clock.store(START + day * DAY, Ordering::Relaxed);
        keep(&self.history, &[Record { created_at: START + day * DAY, ..record("a", "ls") }]);
        self.tend()
    }

    fn tend(&self) -> Vec<i64> {
        self.history.tend();
        assert!(self.history.flush(LONG), "{:?}", self.history.take_message());
        let records = self.history.read().unwrap().list(&Filter::default()).unwrap();
        records.iter().rev().map(|it| (it.created_at - START) / DAY).collect()
    }
}

#[test]
fn what_is_older_than_the_terms_goes() {
    let folder = tempfile::tempdir().unwrap();
    let turned = Turned::new(folder.path());
    for day in 0..40 {
        turned.at(day);
    }
    assert_eq!(turned.tend(), (9..40).collect::<Vec<_>>());
    turned.history.set_terms(Terms { days: Some(7), ..Terms::default() });
    assert_eq!(turned.tend(), (32..40).collect::<Vec<_>>());
    turned.history.set_terms(Terms { days: None, ..Terms::default() });
    for day in 40..50 {
        turned.at(day);
    }
    assert_eq!(turned.tend(), (32..50).collect::<Vec<_>>());
}

#[test]
fn a_clock_that_jumps_ahead_deletes_nothing_and_heals() {
    let folder = tempfile::tempdir().unwrap();
    let turned = Turned::new(folder.path());
    for day in 0..5 {
        turned.at(day);
    }
    assert_eq!(turned.at(20_000), [0, 1, 2, 3, 4, 20_000]);
    assert_eq!(turned.at(30_000), [0, 1, 2, 3, 4, 20_000, 30_000]);
    // It is right again: what came from the future is of today, and does not stay for ever.
    assert_eq!(turned.at(5), [0, 1, 2, 3, 4, 5, 5, 5]);
}

#[test]
fn a_clock_that_stays_ahead_is_believed_after_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let turned = Turned::new(folder.path());
    assert_eq!(turned.at(0), [0]);
    assert_eq!(turned.at(100), [0, 100]);
    assert_eq!(turned.at(101), [100, 101]);
}

#[test]
fn a_clock_that_falls_back_deletes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let turned = Turned::new(folder.path());
    for day in 0..3 {
        turned.at(day);
    }
    assert_eq!(turned.at(-20_000), [-20_000, 0, 1, 2]);
    assert_eq!(turned.tend(), [-20_000, 0, 1, 2]);
    assert_eq!(turned.at(3), [0, 1, 2, 3], "only what was written by the wrong clock seems old");
}

#[test]
fn a_first_look_by_a_wrong_clock_deletes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let turned = Turned::new(folder.path());
    turned.at(0);
    drop(turned);
    let file = rusqlite::Connection::open(folder.path().join("history.db")).unwrap();
    file.execute("DELETE FROM meta WHERE name LIKE 'clock%'", []).unwrap();
    drop(file);
    let turned = Turned::new(folder.path());
    turned.clock.store(START + 9_000 * DAY, Ordering::Relaxed);
    assert_eq!(turned.tend(), [0]);
}

#[test]
fn what_was_learned_fades_by_its_half_life_and_by_no_jump() {
    let folder = tempfile::tempdir().unwrap();
    let turned = Turned::new(folder.path());
    turned.history.set_terms(Terms { half_life: Duration::from_secs(2 * DAY as u64), ..Terms::default() });
    let learn = |day: i64, yes: f64, no: f64| {
        turned.clock.store(START + day * DAY, Ordering::Relaxed);
        turned.history.learn(vec![Evidence { habit: "ls -h".to_owned(), scope: "w".to_owned(), yes, no }]);
        assert!(turned.history.flush(LONG));
        let learned = turned.history.read().unwrap().learned().unwrap();
        assert_eq!(learned.len(), 1);
        (learned[0].yes, learned[0].no, (learned[0].first_at - START) / DAY, (learned[0].at - START) / DAY)
    };
    assert_eq!(learn(0, 4.0, 0.0), (4.0, 0.0, 0, 0));
    assert_eq!(learn(0, 0.0, 2.0), (4.0, 2.0, 0, 0));
    // Day by day, so that the clock is trusted.
    learn(1, 0.0, 0.0);
    let (yes, no, first, at) = learn(2, 1.0, 0.0);
    assert!((yes - 3.0).abs() < 1e-9 && (no - 1.0).abs() < 1e-9, "{yes} {no}");
    assert_eq!((first, at), (0, 2));
    let (yes, ..) = learn(9_000, 1.0, 0.0);
    assert!((yes - 4.0).abs() < 1e-9, "{yes}");
    let (yes, ..) = learn(-9_000, 1.0, 0.0);
    assert!((yes - 5.0).abs() < 1e-9, "{yes}");
    for nonsense in [f64::NAN, f64::INFINITY, -1.0] {
        let (yes, _, _, _) = learn(2, nonsense, 0.0);
        assert!((yes - 5.0).abs() < 1e-9, "{yes}");
    }
}

#[test]
fn what_is_too_much_goes_the_oldest_first() {
    let folder = tempfile::tempdir().unwrap();
    let turned = Turned::new(folder.path());
    let records: Vec<Record> = (0..2_000)
        .map(|it| Record {
            created_at: START - 2_000 + it,
            ..record(&format!("{it} {}", "many words ".repeat(12)), "ls")
        })
        .collect();
    keep(&turned.history, &records);
    turned.history.set_terms(Terms { most_bytes: 600 << 10, ..Terms::default() });
    turned.tend();
    let reader = turned.history.read().unwrap();
    let left = reader.list(&Filter::default()).unwrap();
    assert!((300..1_900).contains(&left.len()), "{}", left.len());
    assert_eq!(
        left.last().unwrap().created_at,
        START - left.len().cast_signed() as i64,
        "those that are left are the newest"
    );
    assert_eq!(reader.search("1999", &Filter::default()).unwrap().len(), 1);
    let path = reader.path();
    drop(reader);
    // Who closes it empties the log.
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    assert!(std::fs::metadata(path).unwrap().len() <= 600 << 10);
    // All of one time, and more than is allowed: nothing hangs.
    turned.history.set_terms(Terms { most_bytes: 1, ..Terms::default() });
    assert_eq!(turned.tend(), [0; 0]);
}
