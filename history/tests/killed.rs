//! A process that is killed at any moment while it writes, 200 times: what it said was kept is there, and work goes on.

use crate::support::{Dice, LONG, all, one, open, record};
use caro_history::{Clear, Evidence, History, Outcome, Passphrase, Record, Terms};
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "CARO_TEST_HISTORY_KILLED";
const TIMES: usize = 200;

/// The process that is killed: it does everything a history can do, and says what it knows to be kept.
#[test]
fn writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut dice = Dice(u64::from(std::process::id()));
    let mut out = std::io::stdout();
    let history = open(Path::new(&folder));
    loop {
        let count = 1 + dice.roll() % 40;
        let records: Vec<_> = (0..count).map(|it| record(&format!("wish {it} {}", dice.roll()), "ls -lS")).collect();
        for record in &records {
            history.record(record.clone());
        }
        history.learn(vec![Evidence { habit: "ls -h".to_owned(), scope: String::new(), yes: 1.0, no: 0.0 }]);
        if dice.roll().is_multiple_of(4) {
            // What was there is changed, too.
            history.record(Record { outcome: Outcome::Edited, ..records[0].clone() });
        }
        assert!(history.flush(LONG));
        let kept: Vec<_> = records.iter().map(|it| it.uid.as_str()).collect();
        // In one write, so that no line is cut but by the kill.
        out.write_all(format!("kept {}\n", kept.join(" ")).as_bytes()).unwrap();
        match dice.roll() % 12 {
            0 => drop(history.clear(&Clear::Before(1))),
            1 => drop(history.forget("ls -h", "")),
            2 => history.tend(),
            _ => {}
        }
    }
}

fn start(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::writes_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn nothing_that_was_kept_is_lost_by_two_hundred_kills() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("caro");
    let mut dice = Dice(7);
    let mut kept = HashSet::new();
    let mut hit = 0;
    for round in 0..TIMES {
        // Two at once, now and then.
        let mut children: Vec<_> = (0..=round % 3 / 2).map(|_| start(&folder)).collect();
        // Not before the first has written something; then at any moment.
        let mut lines = Vec::new();
        for child in &mut children {
            let mut from = BufReader::new(child.stdout.take().unwrap());
            let mut line = String::new();
            while !line.contains("kept ") {
                line.clear();
                assert!(from.read_line(&mut line).unwrap() > 0, "round {round}: it ended by itself");
            }
            kept.extend(uids(&line));
            lines.push(from);
        }
        std::thread::sleep(Duration::from_micros(dice.roll() % 20_000));
        for child in &mut children {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        for from in lines {
            // The last may be cut; it was kept all the same, but its last number may be half.
            for line in from.lines().map_while(Result::ok).filter(|it| it.contains("kept ")) {
                kept.extend(uids(&line));
            }
        }
        hit += usize::from(std::fs::metadata(folder.join("history.db-wal")).is_ok_and(|it| it.len() > 0));
        // Looking is not all: it goes on.
        let history = open(&folder);
        let after = record("after the kill", "ls");
        history.record(after.clone());
        assert!(history.flush(LONG), "round {round}: {:?}", history.take_message());
        assert_eq!(history.take_message(), None, "round {round}");
        let there: HashSet<_> = all(&history).into_iter().map(|it| it.uid).collect();
        let lost: Vec<_> = kept.difference(&there).collect();
        assert!(lost.is_empty(), "round {round}: {} of {} are lost", lost.len(), kept.len());
        assert!(there.contains(&after.uid));
        kept = there;
        if kept.len() > 2_000 {
            assert_eq!(history.clear(&Clear::All).unwrap(), kept.len() as u64);
            kept.clear();
        }
    }
    println!("{TIMES} kills, {hit} of them with a log left behind");
    assert!(hit > TIMES / 2, "most kills hit a history in use: {hit}");
    let check = rusqlite::Connection::open(folder.join("history.db")).unwrap();
    let verdict: String = check.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    check.execute("INSERT INTO words (words) VALUES ('integrity-check')", []).unwrap();
}

fn uids(line: &str) -> impl Iterator<Item = String> {
    line.split_once("kept ").unwrap().1.split_whitespace().filter(|it| it.len() == 32).map(str::to_owned)
}

/// The process that is killed while it encrypts, and the contrary.
#[test]
fn encrypts_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let terms = Terms { passphrase: Some(Passphrase::known("open")), ..Terms::default() };
    let history = History::open(std::path::PathBuf::from(folder), terms);
    loop {
        history.seal().unwrap();
        println!("sealed");
        history.unseal().unwrap();
        println!("plain");
    }
}

#[test]
fn a_kill_while_encrypting_leaves_all_encrypted_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let plain = open(folder.path());
    let records: Vec<_> = (0..300).map(|it| record(&format!("wish {it}"), "ls")).collect();
    crate::support::keep(&plain, &records);
    drop(plain);
    let mut dice = Dice(1);
    let mut found = [0, 0];
    for round in 0..20 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::encrypts_until_it_is_killed", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let before = ["sealed", "plain"][round % 2];
        while !lines.next().unwrap().unwrap().contains(before) {}
        std::thread::sleep(Duration::from_micros(dice.roll() % 100_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let terms = Terms { passphrase: Some(Passphrase::known("open")), ..Terms::default() };
        let history = History::open(folder.path().to_owned(), terms);
        found[usize::from(history.read().unwrap().is_sealed())] += 1;
        assert_eq!(all(&history).len(), 300, "round {round}");
        assert_eq!(one(&history, &records[round].uid), records[round]);
        assert_eq!(history.take_message(), None);
    }
    println!("killed while plain {}, while encrypted {}", found[0], found[1]);
    assert!(found[0] > 0 && found[1] > 0, "{found:?}");
}
