//! Where the history lies: who can read it, and what happens where it cannot be kept.

use crate::support::{LONG, all, keep, now, one, open, record};
use caro_history::{Clear, Error, Filter, History, Outcome, Record, Terms};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a test needs from its surroundings, for the process that has it.
const PLACE: &str = "CARO_TEST_HISTORY_PLACE";

/// Runs one test again in a shell that prepares its surroundings; 77 says that these cannot be had here.
fn again(test: &str, script: &str) -> Option<PathBuf> {
    if let Some(place) = std::env::var_os(PLACE) {
        return Some(place.into());
    }
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(PLACE, folder.path())
        .output()
        .unwrap();
    match output.status.code() {
        Some(0) => {}
        Some(77) => eprintln!("{test}: this cannot be had here"),
        _ => panic!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)),
    }
    None
}

/// Nothing is kept, it is told once, and all goes on.
#[track_caller]
fn is_off(history: &History, expected: &[&str]) {
    for _ in 0..3 {
        history.record(record("a", "ls"));
        assert!(!history.flush(LONG));
    }
    let message = history.take_message().unwrap();
    assert!(message.starts_with("no history is kept: ") && !message.contains('\n'), "{message}");
    assert!(expected.iter().all(|it| message.contains(it)), "{message}");
    assert_eq!(history.take_message(), None, "it is told once");
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
#[cfg(unix)]
fn nobody_else_can_read_it_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "077", "777"] {
        let test = "places::nobody_else_can_read_it_whatever_the_umask";
        let script = format!("mkdir -m 700 \"$1/in\"; umask {umask}; shift; exec \"$@\"");
        let Some(place) = again(test, &script) else { continue };
        let folder = place.join("in/caro");
        let history = open(&folder);
        keep(&history, &[record("a", "ls")]);
        let check = || {
            assert_eq!(mode(&folder), 0o700);
            let names: Vec<String> =
                fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
            for name in ["history.db", "history.db-wal", "history.db-shm"] {
                assert!(names.iter().any(|it| it == name), "{names:?}");
                assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
            }
        };
        check();
        drop(history);
        // Somebody opened them to all.
        for path in [folder.clone(), folder.join("history.db")] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
        }
        let history = open(&folder);
        keep(&history, &[record("a", "ls")]);
        check();
        return;
    }
}

#[test]
#[cfg(unix)]
fn a_link_is_no_place_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("real");
    let history = open(&real);
    keep(&history, &[record("a", "ls")]);
    drop(history);
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    is_off(&open(&link), &["link: a folder should be here"]);
    assert!(matches!(open(&link).read(), Err(Error::OutOfPlace { .. })));
    // Above it, there may be links.
    assert_eq!(all(&open(&folder.path().join("real/../real"))).len(), 1);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("up")).unwrap();
    assert_eq!(all(&open(&folder.path().join("up/real"))).len(), 1);
    let other = folder.path().join("other");
    for name in ["history.db", "history.db-wal"] {
        fs::create_dir(&other).unwrap();
        fs::write(folder.path().join("target"), "precious").unwrap();
        if name != "history.db" {
            fs::copy(real.join("history.db"), other.join("history.db")).unwrap();
        }
        std::os::unix::fs::symlink(folder.path().join("target"), other.join(name)).unwrap();
        is_off(&open(&other), &[name, "a file should be here"]);
        assert_eq!(fs::read_to_string(folder.path().join("target")).unwrap(), "precious");
        fs::remove_dir_all(&other).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn what_belongs_to_another_user_is_left_alone() {
    let test = "places::what_belongs_to_another_user_is_left_alone";
    let script =
        "test \"$(id -u)\" = 0 || exit 77; mkdir -m 777 \"$1/caro\"; chown 65534 \"$1/caro\"; shift; exec \"$@\"";
    let Some(place) = again(test, script) else { return };
    is_off(&open(&place.join("caro")), &["belongs to another user"]);
    assert!(matches!(open(&place.join("caro")).read(), Err(Error::NotOurs { .. })));
    let own = place.join("own");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("history.db"), "").unwrap();
    std::os::unix::fs::chown(own.join("history.db"), Some(65_534), None).unwrap();
    is_off(&open(&own), &["history.db: belongs to another user"]);
}

#[test]
fn a_file_in_its_place_and_no_home_only_turn_it_off() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    is_off(&open(&file), &["file: ", "move"]);
    is_off(&open(&file.join("caro")), &["file/caro: ", "move"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let nowhere = History::open(None, Terms::default());
    is_off(&nowhere, &["no home is known"]);
    assert!(matches!(nowhere.read(), Err(Error::NoHome)));
    assert!(matches!(nowhere.clear(&Clear::All), Err(Error::NoHome)));
    // Once the terms change, it is tried again.
    let history = open(&file);
    is_off(&history, &["file"]);
    fs::remove_file(&file).unwrap();
    history.set_terms(Terms::default());
    keep(&history, &[record("a", "ls")]);
}

#[test]
#[cfg(unix)]
fn a_read_only_home_only_turns_it_off() {
    let test = "places::a_read_only_home_only_turns_it_off";
    // Root may write anywhere: as somebody else, then.
    let script = "chmod 555 \"$1\"; if test \"$(id -u)\" != 0; then shift; exec \"$@\"; fi
        chown 65534 \"$1\"; shift; command -v setpriv >/dev/null || exit 77
        d=$(mktemp -d) && cp \"$1\" \"$d/t\" && chmod 755 \"$d\" \"$d/t\"; shift
        setpriv --reuid=65534 --regid=65534 --clear-groups \"$d/t\" \"$@\"; s=$?; rm -r \"$d\"; exit $s";
    let Some(place) = again(test, script) else { return };
    is_off(&open(&place.join("caro")), &["permission denied", "who may read and write there"]);
    assert_eq!(all(&open(&place.join("caro"))), []);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_only_turns_it_off_and_loses_nothing() {
    let test = "places::a_full_disk_only_turns_it_off_and_loses_nothing";
    let script = "command -v unshare >/dev/null || exit 77
        unshare --user --map-root-user --mount sh -c 'mount -t tmpfs none /mnt' || exit 77
        exec unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size=12m none \"$1\" || exit 77; shift; exec \"$@\"' sh \"$@\"";
    let Some(place) = again(test, script) else { return };
    let folder = place.join("caro");
    let history = open(&folder);
    let kept: Vec<Record> = (0..200).map(|it| record(&format!("wish {it}"), "ls")).collect();
    keep(&history, &kept);
    let mut ballast = fs::File::create(place.join("ballast")).unwrap();
    while std::io::Write::write_all(&mut ballast, &[7; 4096]).is_ok() {}
    while std::io::Write::write_all(&mut ballast, &[7]).is_ok() {}
    let mut rounds = 0;
    let mut written = 200;
    // What the log has room for is kept.
    loop {
        history.record(record(&format!("more {}", "words ".repeat(200)), "ls"));
        if !history.flush(LONG) {
            break;
        }
        written += 1;
        rounds += 1;
        assert!(rounds < 10_000);
    }
    let message = history.take_message().unwrap();
    assert!(message.contains("no history is kept: ") && message.contains("free some room"), "{message}");
    assert_eq!(history.take_message(), None);
    assert_eq!(all(&history).len(), written, "what was kept is there");
    drop(history);
    assert_eq!(all(&open(&folder)).len(), written);
    drop(ballast);
    fs::remove_file(place.join("ballast")).unwrap();
    let history = open(&folder);
    keep(&history, &[record("after", "ls")]);
    assert_eq!(all(&history).len(), written + 1);
    assert_eq!(one(&history, &kept[0].uid), kept[0]);
}

#[test]
fn numbers_are_those_of_the_records() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let time = now() / 86_400 * 86_400;
    let records: Vec<Record> = (0..100)
        .map(|it| Record {
            created_at: time - (it / 50) * 86_400 + 3_600,
            outcome: Outcome::ALL[it as usize % 4],
            source: if it < 30 { "model" } else { "embedded" }.to_owned(),
            risk: if it % 10 == 0 { "danger" } else { "none" }.to_owned(),
            latency_ms: it as u32 + 1,
            ..record("a", if it < 60 { "ls" } else { "find" })
        })
        .collect();
    keep(&history, &records);
    let stats = history.read().unwrap().stats(&Filter::default()).unwrap();
    assert_eq!((stats.all.requests, stats.all.accepted, stats.all.edited, stats.all.dismissed), (100, 25, 25, 25));
    assert!((stats.all.taken() - 0.5).abs() < 1e-9);
    assert_eq!(stats.days.iter().map(|it| it.requests).sum::<u64>(), 100);
    assert_eq!(stats.days.len(), 2);
    assert!(stats.days[0].name < stats.days[1].name && stats.days[0].name.len() == 10);
    let names = |it: &[caro_history::Tally]| -> Vec<(String, u64)> {
        it.iter().map(|it| (it.name.clone(), it.requests)).collect()
    };
    assert_eq!(names(&stats.sources), [("embedded".to_owned(), 70), ("model".to_owned(), 30)]);
    assert_eq!(names(&stats.families), [("ls".to_owned(), 60), ("find".to_owned(), 40)]);
    assert_eq!(stats.latency.map(|it| (it.median, it.p95)), Some((50, 95)));
    // Of 0, 10, 20 …: shown and edited take turns.
    assert_eq!((stats.risky.offered, stats.risky.avoided), (10, 5));
    let none = open(&folder.path().join("none")).read().unwrap().stats(&Filter::default()).unwrap();
    assert_eq!(none, caro_history::Stats::default());
}
