//! Downloads when all is well: what is asked for, what is told meanwhile, two that become one, a stop, limits.

use crate::support::hub::{FILE, Fault, REPOSITORY, TestHub};
use crate::support::model::sound;
use crate::support::{Place, nobody};
use caro_models::hub::Problem;
use caro_models::{Error, How, Progress, Store, Wanted};
use std::ops::ControlFlow;
use std::thread;
use std::time::Duration;

fn wanted(name: &str) -> Wanted {
    Wanted { name: name.to_owned(), ..Wanted::file(REPOSITORY, FILE).unwrap() }
}

#[test]
fn two_downloads_of_one_file_become_one() {
    let file = sound(1 << 20, 5);
    let hub = TestHub::serving(file.clone()).with(&[Fault::Slow(64 << 10, Duration::from_millis(15))]);
    let place = Place::new();
    let downloads: Vec<_> = (0..4)
        .map(|_| {
            let (folder, client) = (place.store.folder().to_owned(), hub.client());
            thread::spawn(move || {
                let mut has_waited = false;
                let mut watch = |progress| {
                    has_waited |= matches!(progress, Progress::Waiting { .. });
                    ControlFlow::Continue(())
                };
                let store = Store::open(folder).unwrap().leaving_free(0);
                let downloaded = store.download(&client, &wanted("one"), &mut watch).unwrap();
                (downloaded.was_here, has_waited, downloaded.model)
            })
        })
        .collect();
    let results: Vec<_> = downloads.into_iter().map(|it| it.join().unwrap()).collect();
    assert_eq!(hub.asked_from(), [0], "one download for four");
    assert_eq!(results.iter().filter(|it| !it.0).count(), 1);
    assert!(results.iter().all(|(was_here, has_waited, _)| was_here == has_waited), "{results:?}");
    assert!(results.iter().all(|it| std::fs::read(&it.2.path).unwrap() == file));
}

#[test]
fn progress_is_told_and_a_stop_keeps_what_came() {
    let hub = TestHub::serving(sound(4 << 20, 5));
    let place = Place::new();
    let mut last = 0;
    let mut watch = |progress| {
        if let Progress::Fetching { done, total } = progress {
            assert!(done >= last && done <= total);
            last = done;
        }
        if last > 2 << 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let error = place.store.download(&hub.client(), &wanted("it"), &mut watch).unwrap_err();
    assert!(matches!(error, Error::Cancelled));
    assert!(place.store.models().unwrap().is_empty());
    place.store.download(&hub.client(), &wanted("it"), &mut nobody).unwrap();
    let asked = hub.asked_from();
    assert_eq!(asked[0], 0);
    assert!(asked[1] > 2 << 20, "{asked:?}");
}

#[test]
fn a_file_that_changed_on_the_hub_is_not_mixed_with_the_old_one() {
    let hub = TestHub::serving(sound(1 << 20, 5)).with(&[Fault::Drop(60)]);
    hub.script.lock().unwrap().always = Some(Fault::Status(500, ""));
    let place = Place::new();
    place.store.download(&hub.client(), &wanted("it"), &mut nobody).unwrap_err();
    let new = sound(1 << 20, 6);
    {
        let mut script = hub.script.lock().unwrap();
        (script.file, script.always) = (new.clone(), None);
        script.seen.clear();
    }
    let model = place.store.download(&hub.client(), &wanted("it"), &mut nobody).unwrap().model;
    assert_eq!(std::fs::read(model.path).unwrap(), new);
    assert_eq!(hub.asked_from(), [0]);
}

#[test]
fn a_name_that_is_taken_stays_what_it_is() {
    let hub = TestHub::serving(sound(4096, 5));
    let place = Place::new();
    let own = sound(4096, 9);
    let source = place.file("own.gguf", &own);
    place.store.import(&source, How::Copy, Some("it"), &mut nobody).unwrap();
    let error = place.store.download(&hub.client(), &wanted("it"), &mut nobody).unwrap_err();
    assert!(error.to_string().contains("this is the name of"), "{error}");
    assert_eq!(std::fs::read(place.store.model("it").unwrap().path).unwrap(), own);
    assert!(hub.seen().is_empty());
}

#[test]
fn a_repository_lists_its_models() {
    let hub = TestHub::serving(sound(4096, 5));
    let listed = hub.client().list(REPOSITORY, "main", &mut nobody).unwrap();
    let names: Vec<_> = listed.iter().map(|it| (it.path.as_str(), it.size)).collect();
    assert_eq!(names, [(FILE, sound(4096, 5).len() as u64)]);
    let bad = hub.client().list("../etc", "main", &mut nobody).unwrap_err();
    assert!(matches!(bad, Error::Hub(Problem::BadName(_))));
}

#[test]
fn the_longest_unused_goes_when_the_limit_is_reached() {
    let size = sound(1 << 20, 5).len() as u64;
    let hub = TestHub::serving(sound(1 << 20, 5));
    let place = Place::new();
    let store = &place.store;
    let get = |name: &str| store.download(&hub.client(), &wanted(name), &mut nobody);
    store.collect(Some(3 * size), false, &mut nobody).unwrap();
    let source = place.file("mine.gguf", &sound(1 << 20, 7));
    store.import(&source, How::Copy, None, &mut nobody).unwrap();
    for name in ["old", "chosen"] {
        assert!(get(name).unwrap().evicted.is_empty());
    }
    age(store, &["mine", "chosen", "old"]);
    store.choose("chosen").unwrap();
    let evicted = get("new").unwrap().evicted;
    let names = |models: &[caro_models::Model]| models.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    // Neither the import, which cannot be had again, nor the chosen one, though both were used longer ago.
    assert_eq!(names(&evicted), ["old"]);
    assert_eq!(names(&store.models().unwrap()), ["chosen", "mine", "new"]);
    // One in use stays, too.
    let guard = store.hold(&store.model("new").unwrap()).unwrap();
    assert!(get("newer").unwrap().evicted.is_empty());
    drop(guard);
    assert_eq!(names(&store.collect(None, true, &mut nobody).unwrap().models), ["new"], "a trial tells what would go");
    assert_eq!(store.models().unwrap().len(), 4);
    assert_eq!(names(&store.collect(None, false, &mut nobody).unwrap().models), ["new"]);
    // What cannot fit is not even begun.
    store.collect(Some(size / 2), false, &mut nobody).unwrap();
    let before = hub.asked_from().len();
    let error = get("huge").unwrap_err();
    assert!(matches!(error, Error::AboveLimit { .. }), "{error}");
    assert_eq!(hub.asked_from().len(), before);
}

/// Makes the models look used in this order, long ago.
fn age(store: &Store, names: &[&str]) {
    let path = store.folder().join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for model in manifest["models"].as_array_mut().unwrap() {
        let at = names.iter().position(|it| model["name"] == **it).expect("all are named");
        model["used"] = (1_000 + at as u64).into();
    }
    std::fs::write(&path, serde_json::to_vec(&manifest).unwrap()).unwrap();
}
