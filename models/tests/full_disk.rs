//! A disk that fills up: a small file system of the test's own, in a process that alone sees it.

use crate::support::hub::{FILE, Fault, REPOSITORY, TestHub};
use crate::support::model::sound;
use crate::support::nobody;
use caro_models::{Error, How, Store, Wanted};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// Where the small file system lies, for the process that has it.
const PLACE: &str = "CARO_TEST_SMALL_DISK";

/// Runs one test again where a disk of 8 MB is mounted. Where the system forbids that, there is nothing to see.
fn on_a_small_disk(test: &str) -> Option<PathBuf> {
    if let Some(place) = std::env::var_os(PLACE) {
        return Some(place.into());
    }
    let folder = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=8m none \"$1\" || exit 77; shift; exec \"$@\"";
    let own = std::env::current_exe().unwrap();
    let status = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(folder.path())
        .arg(own)
        .args(["--exact", test, "--nocapture"])
        .env(PLACE, folder.path())
        .status();
    match status.map(|it| it.code()) {
        Ok(Some(0)) => {}
        Ok(Some(1 | 77)) if !may_mount() => eprintln!("{test}: no file system can be mounted here"),
        Err(error) => eprintln!("{test}: there is no `unshare`: {error}"),
        other => panic!("on the small disk: {other:?}"),
    }
    None
}

fn may_mount() -> bool {
    let words = ["--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /mnt"];
    Command::new("unshare").args(words).status().is_ok_and(|it| it.success())
}

fn fill(place: &Path) {
    use std::io::Write;
    let mut file = std::fs::File::create(place.join("ballast")).unwrap();
    while file.write_all(&[7; 4096]).is_ok() {}
}

#[test]
fn a_disk_that_fills_up_during_a_download_costs_nothing_that_came() {
    let Some(place) = on_a_small_disk("full_disk::a_disk_that_fills_up_during_a_download_costs_nothing_that_came")
    else {
        return;
    };
    let file = sound(5 << 20, 5);
    let act = {
        let place = place.clone();
        Arc::new(move || fill(&place))
    };
    let hub = TestHub::serving(file.clone()).with(&[Fault::Halfway(act)]);
    let store = Store::open(place.join("models")).unwrap().leaving_free(0);
    let wanted = Wanted::file(REPOSITORY, FILE).unwrap();
    let error = store.download(&hub.client(), &wanted, &mut nobody).unwrap_err();
    assert!(matches!(error, Error::Disk { .. }), "{error}");
    assert!(error.to_string().contains("no space left on device; free some room, or remove a model"), "{error}");
    assert!(store.models().unwrap().is_empty());
    // Nothing can be written, and all can be looked at.
    assert!(Store::open(place.join("models")).unwrap().models().unwrap().is_empty());
    std::fs::remove_file(place.join("ballast")).unwrap();
    let model = store.download(&hub.client(), &wanted, &mut nobody).unwrap().model;
    assert_eq!(std::fs::read(model.path).unwrap(), file);
    let asked = hub.asked_from();
    assert!(asked.len() == 2 && asked[1] > 1 << 20, "it went on where the disk was full: {asked:?}");
}

#[test]
fn what_does_not_fit_is_not_begun_and_a_full_disk_breaks_no_list() {
    let Some(place) = on_a_small_disk("full_disk::what_does_not_fit_is_not_begun_and_a_full_disk_breaks_no_list")
    else {
        return;
    };
    let hub = TestHub::serving(sound(9 << 20, 5));
    let store = Store::open(place.join("models")).unwrap().leaving_free(0);
    let wanted = Wanted::file(REPOSITORY, FILE).unwrap();
    let error = store.download(&hub.client(), &wanted, &mut nobody).unwrap_err();
    assert!(matches!(error, Error::NoRoom { .. }), "{error}");
    assert!(error.to_string().contains("are needed and "), "{error}");
    assert_eq!(hub.asked_from(), [0_u64; 0]);
    let source = place.join("small.gguf");
    std::fs::write(&source, sound(64 << 10, 1)).unwrap();
    let kept = store.import(&source, How::Copy, None, &mut nobody).unwrap();
    fill(&place);
    assert!(store.import(&source, How::Copy, Some("more"), &mut nobody).is_err());
    assert!(store.import(&source, How::Reference, Some("there"), &mut nobody).is_err());
    assert!(store.choose("small").is_err());
    assert_eq!(store.models().unwrap(), std::slice::from_ref(&kept), "the list is the one before");
    let guard = store.hold(&kept).unwrap();
    drop(guard);
    std::fs::remove_file(place.join("ballast")).unwrap();
    store.import(&source, How::Copy, Some("more"), &mut nobody).unwrap();
    store.choose("small").unwrap();
}
