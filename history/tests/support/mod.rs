//! What the tests share: records, and how a history is asked.

use caro_history::{Filter, Found, History, Outcome, Record, Terms, uid};
use std::path::Path;
use std::time::Duration;

/// No test waits so long; who does has found a hang.
pub(crate) const LONG: Duration = Duration::from_mins(1);

pub(crate) fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs().cast_signed()
}

pub(crate) fn record(prompt: &str, command: &str) -> Record {
    Record {
        uid: uid(),
        created_at: now(),
        prompt: prompt.to_owned(),
        generated_command: command.to_owned(),
        alternatives: vec![format!("{command} -v")],
        outcome: Outcome::Accepted,
        source: "embedded".to_owned(),
        family: command.split(' ').next().unwrap().to_owned(),
        risk: "none".to_owned(),
        confidence: 0.5,
        latency_ms: 12,
        shell: "bash".to_owned(),
        platform: "linux".to_owned(),
        ..Record::default()
    }
}

pub(crate) fn open(folder: &Path) -> History {
    History::open(folder.to_owned(), Terms::default())
}

pub(crate) fn all(history: &History) -> Vec<Record> {
    history.read().unwrap().list(&Filter::default()).unwrap()
}

pub(crate) fn one(history: &History, uid: &str) -> Record {
    match history.read().unwrap().show(uid).unwrap() {
        Found::One(record) => *record,
        other => panic!("{other:?}"),
    }
}

/// Keeps these, and sees to it that they are in the file.
pub(crate) fn keep(history: &History, records: &[Record]) {
    for batch in records.chunks(500) {
        for record in batch {
            history.record(record.clone());
        }
        assert!(history.flush(LONG), "{:?}", history.take_message());
    }
}

/// Every file of a folder, as one heap of bytes each.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|it| (it.file_name().into_string().unwrap(), std::fs::read(it.path()).unwrap())).collect()
}

/// The names of the files in which this text stands.
pub(crate) fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let has = |it: &[u8]| it.windows(text.len()).any(|it| it.eq_ignore_ascii_case(text.as_bytes()));
    files(folder).into_iter().filter(|it| has(&it.1)).map(|it| it.0).collect()
}

/// Dice that fall the same way each time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }
}
