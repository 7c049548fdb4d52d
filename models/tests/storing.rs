//! The store by itself: imports, what is in use, what is broken, and who may read it.

use crate::support::hub::{FILE, Fault, REPOSITORY, TestHub};
use crate::support::model::{digest, sound};
use crate::support::{Place, nobody};
use caro_models::{Error, How, Kept, Soundness, Store, Wanted};
use std::fs;
use std::path::Path;

fn model(seed: u64) -> Vec<u8> {
    sound(64 << 10, seed)
}

#[test]
fn an_import_copies_links_or_refers() {
    let place = Place::new();
    let store = &place.store;
    let bytes = model(1);
    let source = place.file("My Model (v2).GGUF", &bytes);
    for (how, name, kept) in [
        (How::Copy, None, Kept::Own),
        (How::Link, Some("linked"), Kept::Linked),
        (How::Reference, Some("there"), Kept::Referenced),
    ] {
        let model = store.import(&source, how, name, &mut nobody).unwrap();
        assert_eq!(model.name, name.unwrap_or("my-model--v2-"));
        assert_eq!((model.kept, model.sha256.clone()), (kept, digest(&bytes)));
        assert_eq!(fs::read(&model.path).unwrap(), bytes);
        assert_eq!(store.model(&model.name).unwrap(), model);
        assert_eq!(store.verify(&model.name, &mut nobody).unwrap(), Soundness::Sound);
    }
    assert_eq!(store.model("there").unwrap().path, source.canonicalize().unwrap());
    for name in ["linked", "there", "my-model--v2-"] {
        store.remove(name).unwrap();
    }
    assert_eq!(fs::read(&source).unwrap(), bytes, "the user's file is never touched");
    assert!(fs::read_dir(store.folder().join("files")).unwrap().next().is_none());
}

#[test]
fn what_cannot_be_imported_is_said() {
    let place = Place::new();
    let say = |path: &Path, how, name| place.store.import(path, how, name, &mut nobody).unwrap_err().to_string();
    let good = place.file("good.gguf", &model(1));
    assert!(say(place.folder.path(), How::Copy, None).contains("is a folder"));
    assert!(
        say(&place.folder.path().join("none.gguf"), How::Copy, None)
            .contains("no such file or directory; check the path")
    );
    assert!(say(&place.file("empty.gguf", b""), How::Link, None).contains("is empty"));
    assert!(
        say(&place.file("text.gguf", b"hello there"), How::Reference, None).contains("is no model in the GGUF format")
    );
    assert!(
        say(&place.file("cut.gguf", &model(1)[..30_000]), How::Copy, None).contains("is cut off: it has 30000 bytes")
    );
    for name in ["../x", "", "A", ".x", "a/b", "a b"] {
        assert!(say(&good, How::Copy, Some(name)).contains("a name is made of"), "{name}");
    }
    place.store.import(&good, How::Copy, None, &mut nobody).unwrap();
    assert!(say(&good, How::Copy, None).contains("this is the name of"));
    // Another file system cannot share bytes.
    if Path::new("/dev/shm").is_dir() {
        let other = tempfile::tempdir_in("/dev/shm").unwrap();
        let path = other.path().join("other.gguf");
        fs::write(&path, model(2)).unwrap();
        assert!(say(&path, How::Link, None).contains("import it with `--how copy`"));
        assert!(place.store.find("other").unwrap().is_none());
    }
}

#[test]
fn what_a_killed_import_left_never_leads_back_to_the_users_file() {
    let place = Place::new();
    let bytes = model(1);
    let source = place.file("mine.gguf", &bytes);
    let partial = place.store.folder().join("partial");
    let hub = TestHub::serving(model(2)).with(&[Fault::Drop(50)]);
    hub.script.lock().unwrap().always = Some(Fault::Status(500, ""));
    let wanted = Wanted { name: "it".to_owned(), ..Wanted::file(REPOSITORY, FILE).unwrap() };
    place.store.download(&hub.client(), &wanted, &mut nobody).unwrap_err();
    // Killed just after the second name was made.
    fs::hard_link(&source, partial.join("it.link")).unwrap();
    hub.script.lock().unwrap().always = None;
    place.store.download(&hub.client(), &wanted, &mut nobody).unwrap();
    assert_eq!(fs::read(&source).unwrap(), bytes);
    place.store.remove("it").unwrap();
    let copy = place.store.import(&source, How::Copy, Some("it"), &mut nobody).unwrap();
    fs::write(&copy.path, b"changed").unwrap();
    assert_eq!(fs::read(&source).unwrap(), bytes, "a copy is no second name");
    assert_eq!(place.store.collect(None, false, &mut nobody).unwrap().parts.len(), 1);
    assert_eq!(fs::read(&source).unwrap(), bytes);
}

#[test]
fn a_file_that_was_dropped_into_the_folder_can_be_taken_in() {
    let place = Place::new();
    let stray = place.store.folder().join("files/dropped.gguf");
    fs::write(&stray, model(1)).unwrap();
    let model = place.store.import(&stray, How::Link, None, &mut nobody).unwrap();
    assert_eq!(model.path, stray);
    assert_eq!(place.store.collect(None, false, &mut nobody).unwrap(), caro_models::Collected::default());
    assert_eq!(place.store.verify("dropped", &mut nobody).unwrap(), Soundness::Sound);
}

#[test]
fn a_model_in_use_is_not_removed() {
    let place = Place::new();
    let source = place.file("it.gguf", &model(1));
    let model = place.store.import(&source, How::Copy, None, &mut nobody).unwrap();
    let one = place.store.hold(&model).unwrap();
    let other = place.store.hold(&model).unwrap();
    assert_eq!(one.path(), model.path);
    drop(one);
    let error = place.store.remove("it").unwrap_err();
    assert!(matches!(error, Error::InUse { .. }), "{error}");
    drop(other);
    place.store.remove("IT").unwrap();
    assert!(matches!(place.store.hold(&model), Err(Error::Unknown { .. })));
    assert!(!model.path.exists());
}

#[test]
fn a_file_that_cannot_be_deleted_stops_nothing_else() {
    let place = Place::new();
    let source = place.file("it.gguf", &model(1));
    let it = place.store.import(&source, How::Copy, None, &mut nobody).unwrap();
    fs::remove_file(&it.path).unwrap();
    fs::create_dir(&it.path).unwrap();
    let error = place.store.remove("it").unwrap_err().to_string();
    assert!(error.starts_with("deleting "), "{error}");
    let names = || place.store.models().unwrap().into_iter().map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(names(), Vec::<String>::new());
    place.store.import(&source, How::Copy, Some("other"), &mut nobody).unwrap();
    assert_eq!(names(), ["other"]);
    fs::remove_dir(&it.path).unwrap();
    place.store.import(&source, How::Copy, Some("it"), &mut nobody).unwrap();
    assert_eq!(names(), ["it", "other"]);
    assert_eq!(place.store.verify("it", &mut nobody).unwrap(), Soundness::Sound);
}

#[test]
fn the_choice_goes_with_the_model() {
    let place = Place::new();
    let source = place.file("it.gguf", &model(1));
    place.store.import(&source, How::Copy, None, &mut nobody).unwrap();
    assert!(matches!(place.store.choose("other"), Err(Error::Unknown { .. })));
    assert_eq!(place.store.chosen().unwrap(), None);
    place.store.choose("It").unwrap();
    assert_eq!(place.store.chosen().unwrap().map(|it| it.name), Some("it".to_owned()));
    place.store.remove("it").unwrap();
    assert_eq!(place.store.chosen().unwrap(), None);
}

#[test]
fn damage_is_found() {
    let place = Place::new();
    let store = &place.store;
    let source = place.file("it.gguf", &model(1));
    let copy = store.import(&source, How::Copy, None, &mut nobody).unwrap();
    let reference = store.import(&source, How::Reference, Some("there"), &mut nobody).unwrap();
    let mut bytes = model(1);
    bytes[40_000] ^= 1;
    fs::write(&copy.path, &bytes).unwrap();
    assert!(store.hold(&copy).is_ok(), "a look at the length finds no flipped bit");
    assert_eq!(
        store.verify("it", &mut nobody).unwrap(),
        Soundness::Broken("has other bytes than it had when it came".to_owned())
    );
    fs::write(&copy.path, &bytes[..40_000]).unwrap();
    let error = store.hold(&copy).unwrap_err().to_string();
    assert!(error.contains("remove the model and download it again"), "{error}");
    fs::remove_file(&copy.path).unwrap();
    assert_eq!(store.verify("it", &mut nobody).unwrap(), Soundness::Broken("is gone".to_owned()));
    fs::create_dir(&copy.path).unwrap();
    assert!(matches!(store.verify("it", &mut nobody).unwrap(), Soundness::Broken(_)));
    let file = fs::File::options().write(true).open(&source).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    let error = store.hold(&reference).unwrap_err().to_string();
    assert!(error.contains("was changed since it was imported; remove the model and import it again"), "{error}");
    fs::remove_dir(&copy.path).unwrap();
    store.remove("it").unwrap();
}

#[test]
fn a_list_that_cannot_be_read_is_put_aside_on_request_only() {
    let place = Place::new();
    let store = &place.store;
    let source = place.file("it.gguf", &model(1));
    store.import(&source, How::Copy, None, &mut nobody).unwrap();
    let manifest = store.folder().join("manifest.json");
    for broken in ["", "{", "[]", "{\"version\":1}", "{\"version\":1,\"models\":[{\"name\":\"it\"}]}", "\u{0}\u{1}"] {
        fs::write(&manifest, broken).unwrap();
        let error = Store::open(store.folder()).unwrap().models().unwrap_err().to_string();
        assert!(error.contains("manifest.json: cannot be read: ") && error.contains("`caro-lsp models gc`"), "{error}");
        assert!(store.import(&source, How::Copy, Some("more"), &mut nobody).is_err());
        assert_eq!(fs::read_to_string(&manifest).unwrap(), broken, "nobody writes over what may be mended by hand");
        let collected = store.collect(None, false, &mut nobody).unwrap();
        assert_eq!(fs::read_to_string(collected.aside.unwrap()).unwrap(), broken);
        let models = store.models().unwrap();
        assert_eq!((models.len(), models[0].name.as_str(), &models[0].sha256), (1, "it", &digest(&model(1))));
    }
    fs::write(&manifest, "{\"version\":2,\"anything\":[]}").unwrap();
    let error = store.collect(None, false, &mut nobody).unwrap_err().to_string();
    assert!(error.contains("written by a newer Caro; update this one"), "{error}");
    fs::remove_file(&manifest).unwrap();
    fs::create_dir(&manifest).unwrap();
    let error = store.models().unwrap_err().to_string();
    assert!(error.contains("is a directory; something else stands in its place"), "{error}");
}

#[test]
fn names_in_a_list_reach_no_other_folder() {
    let place = Place::new();
    let source = place.file("it.gguf", &model(1));
    place.store.import(&source, How::Copy, None, &mut nobody).unwrap();
    let manifest = place.store.folder().join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap().replace("\"name\": \"it\"", "\"name\": \"../../it\"");
    fs::write(&manifest, text).unwrap();
    let error = place.store.remove("../../it").unwrap_err();
    assert!(matches!(error, Error::Manifest { .. }), "{error}");
    assert!(source.exists());
}

#[test]
fn files_that_belong_to_no_model_are_named_and_stay() {
    let place = Place::new();
    let stray = place.store.folder().join("files/dropped.gguf");
    fs::write(&stray, model(1)).unwrap();
    let part = place.store.folder().join("partial/half.part");
    fs::write(&part, b"GGUF").unwrap();
    let trial = place.store.collect(None, true, &mut nobody).unwrap();
    assert_eq!((trial.parts.as_slice(), trial.bytes()), ([("half".to_owned(), 4)].as_slice(), 4));
    assert!(part.exists());
    let collected = place.store.collect(None, false, &mut nobody).unwrap();
    assert_eq!(collected, trial);
    assert_eq!(collected.strays, std::slice::from_ref(&stray));
    assert!(stray.exists() && !part.exists());
}

#[test]
fn who_only_looks_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Store::existing(folder.path().join("none")).unwrap().is_none());
    assert!(!folder.path().join("none").exists());
}

#[cfg(unix)]
mod rights {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    #[test]
    fn only_the_owner_may_read() {
        let place = Place::new();
        let source = place.file("it.gguf", &model(1));
        place.store.import(&source, How::Copy, None, &mut nobody).unwrap();
        fs::set_permissions(place.store.folder(), fs::Permissions::from_mode(0o755)).unwrap();
        Store::open(place.store.folder()).unwrap();
        let mut folders = vec![place.store.folder().to_owned()];
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, 0o700, "{}", folder.display());
            for entry in fs::read_dir(&folder).unwrap().flatten() {
                seen += 1;
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    assert_eq!(entry.metadata().unwrap().mode() & 0o777, 0o600, "{}", entry.path().display());
                }
            }
        }
        assert!(seen >= 5);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_said() {
        let place = Place::new();
        let file = place.file("file", b"");
        let error = Store::open(file.join("models")).unwrap_err().to_string();
        assert!(error.contains("making ") && error.contains("not a directory; something else stands"), "{error}");
        let error = Store::open("/proc/caro/models").unwrap_err().to_string();
        assert!(error.starts_with("making /proc/caro/models: "), "{error}");
    }
}
