//! Several processes that write at once.

use crate::support::{LONG, open, record};
use caro_history::{Evidence, Record};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const FOLDER: &str = "CARO_TEST_HISTORY_MANY";
/// How many records each process writes; 10000 was asked for, which takes a while without optimization.
const COUNT: &str = "CARO_TEST_HISTORY_COUNT";
const PROCESSES: usize = 8;

fn count() -> usize {
    std::env::var(COUNT).ok().and_then(|it| it.parse().ok()).unwrap_or(1_000)
}

/// One of the processes.
#[test]
fn writes_its_share() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let history = open(Path::new(&folder));
    for number in 0..count() {
        let wish = format!("wish {number} of {}", std::process::id());
        history.record(Record { outcome: caro_history::Outcome::Shown, ..record(&wish, "ls -lS") });
        if number % 100 == 99 {
            history.learn(vec![Evidence { habit: "ls -h".to_owned(), scope: String::new(), yes: 1.0, no: 0.0 }]);
            assert!(history.flush(LONG), "{:?}", history.take_message());
        }
    }
    assert!(history.flush(LONG));
    assert_eq!(history.dropped(), 0);
    assert_eq!(history.take_message(), None);
}

#[test]
fn eight_processes_write_at_once_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("caro");
    let begun = Instant::now();
    let children: Vec<_> = (0..PROCESSES)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "many::writes_its_share"])
                .env(FOLDER, &folder)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    println!("{PROCESSES} × {} records in {:?}", count(), begun.elapsed());
    let reader = open(&folder).read().unwrap();
    assert_eq!(reader.size().unwrap().records, (PROCESSES * count()) as u64);
    let stats = reader.stats(&caro_history::Filter::default()).unwrap();
    assert_eq!(stats.all.requests, (PROCESSES * count()) as u64);
    let learned = reader.learned().unwrap();
    let expected = (PROCESSES * (count() / 100)) as f64;
    // It fades by the second.
    assert!(learned.len() == 1 && (learned[0].yes - expected).abs() < 0.1, "{learned:?}");
}
