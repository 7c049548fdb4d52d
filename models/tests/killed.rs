//! A process that is killed at any moment, 200 times: the list stays readable, all in it is whole, and work goes on.

use crate::support::hub::{FILE, Fault, REPOSITORY, TestHub};
use crate::support::model::{digest, sound};
use crate::support::{Dice, nobody};
use caro_models::{How, Store, Wanted};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// What the killed process works on: the store's folder, the hub's address, a file to import.
const FOLDER: &str = "CARO_TEST_KILL_FOLDER";
const ENDPOINT: &str = "CARO_TEST_KILL_ENDPOINT";
const SOURCE: &str = "CARO_TEST_KILL_SOURCE";

const TIMES: usize = 200;

/// The process that is killed: it does everything a store can do, again and again.
#[test]
fn works_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let variable = |name: &str| (name == "HF_ENDPOINT").then(|| std::env::var_os(ENDPOINT).unwrap());
    let hub = caro_models::Hub::new(caro_models::hub::Settings::from(variable).unwrap());
    let source = PathBuf::from(std::env::var_os(SOURCE).unwrap());
    let mut dice = Dice(u64::from(std::process::id()) << 20 | 1);
    loop {
        let store = Store::open(&folder).unwrap().leaving_free(0);
        let wanted = Wanted { name: "fetched".to_owned(), ..Wanted::file(REPOSITORY, FILE).unwrap() };
        // What another such process did meanwhile may make one fail, and that is fine: the parent looks at what is left.
        let _ = match dice.roll() % 8 {
            0 | 1 => store.download(&hub, &wanted, &mut nobody).map(drop),
            2 => store.import(&source, How::Copy, Some("copied"), &mut nobody).map(drop),
            3 => store.import(&source, How::Link, Some("linked"), &mut nobody).map(drop),
            4 => store.import(&source, How::Reference, Some("there"), &mut nobody).map(drop),
            5 => store.choose("copied").map(drop),
            6 => {
                let names = ["fetched", "copied", "linked", "there"];
                store.remove(names[dice.roll() as usize % names.len()]).map(drop)
            }
            _ => store.model("fetched").and_then(|it| store.hold(&it)).map(drop),
        };
    }
}

fn start(folder: &Path, hub: &TestHub, source: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::works_until_it_is_killed"])
        .envs([(FOLDER, folder.as_os_str()), (ENDPOINT, hub.endpoint().as_ref()), (SOURCE, source.as_os_str())])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn nothing_is_lost_or_broken_by_two_hundred_kills() {
    let folder = tempfile::tempdir().unwrap();
    let store_folder = folder.path().join("models");
    let file = sound(600 << 10, 5);
    let own = sound(300 << 10, 6);
    let source = folder.path().join("own.gguf");
    std::fs::write(&source, &own).unwrap();
    let hub = TestHub::serving(file.clone());
    // So that many a kill hits the middle of it.
    hub.script.lock().unwrap().always = Some(Fault::Slow(60 << 10, Duration::from_millis(3)));
    let digests = BTreeMap::from([
        ("fetched", digest(&file)),
        ("copied", digest(&own)),
        ("linked", digest(&own)),
        ("there", digest(&own)),
    ]);
    let mut dice = Dice(42);
    let mut seen = BTreeMap::new();
    let mut resumed = 0;
    for round in 0..TIMES {
        // Two at once, now and then.
        let mut children: Vec<_> = (0..=round % 3 / 2).map(|_| start(&store_folder, &hub, &source)).collect();
        std::thread::sleep(Duration::from_micros(4_000 + dice.roll() % 60_000));
        for child in &mut children {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let before = list(&store_folder.join("partial"));
        let store = Store::open(&store_folder).unwrap().leaving_free(0);
        for model in store.models().unwrap_or_else(|it| panic!("round {round}: {it}")) {
            let bytes = std::fs::read(&model.path).unwrap_or_else(|it| panic!("round {round}: {}: {it}", model.name));
            assert_eq!(digest(&bytes), digests[model.name.as_str()], "round {round}: {}", model.name);
            assert_eq!(model.sha256, digests[model.name.as_str()]);
            *seen.entry(model.name).or_insert(0) += 1;
        }
        if let Some(chosen) = store.chosen().unwrap() {
            assert!(store.find(&chosen.name).unwrap().is_some());
        }
        assert_eq!(std::fs::read(&source).unwrap(), own, "the user's own file");
        let collected = store.collect(None, true, &mut nobody).unwrap();
        assert_eq!(
            collected.strays,
            Vec::<PathBuf>::new(),
            "round {round}: every file belongs to a model; before: {before:?}"
        );
        let left = std::fs::metadata(store_folder.join("partial/fetched.part")).map_or(0, |it| it.len());
        if left > 0 && left < file.len() as u64 && store.find("fetched").unwrap().is_none() && round % 2 == 0 {
            hub.script.lock().unwrap().seen.clear();
            let wanted = Wanted { name: "fetched".to_owned(), ..Wanted::file(REPOSITORY, FILE).unwrap() };
            store.download(&hub.client(), &wanted, &mut nobody).unwrap_or_else(|it| panic!("round {round}: {it}"));
            assert_eq!(hub.asked_from().first(), Some(&left), "round {round}: what had come was not asked for again");
            resumed += 1;
        }
    }
    println!("{TIMES} kills: models found afterwards {seen:?}, downloads gone on with {resumed}");
    assert_eq!(seen.len(), 4, "all kinds of work were hit: {seen:?}");
    assert!(resumed > 0, "some kill hit a download");
}

fn list(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}
