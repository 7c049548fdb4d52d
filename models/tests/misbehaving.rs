//! A hub that breaks off, lies, refuses and stalls: nothing broken is accepted, and nothing good is lost.

use crate::support::hub::{FILE, Fault, REPOSITORY, TestHub};
use crate::support::model::{digest, sound};
use crate::support::{Place, nobody};
use caro_models::hub::Problem;
use caro_models::{Downloaded, Error, Progress, Wanted};
use std::net::Ipv4Addr;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

fn wanted() -> Wanted {
    Wanted::file(REPOSITORY, FILE).unwrap()
}

fn download(place: &Place, hub: &TestHub) -> Result<Downloaded, Error> {
    place.store.download(&hub.client(), &wanted(), &mut nobody)
}

/// Downloads, and sees to it that what came is what the hub has.
fn succeeds(hub: &TestHub) {
    let place = Place::new();
    let model = download(&place, hub).unwrap_or_else(|it| panic!("{it}")).model;
    let file = hub.script.lock().unwrap().file.clone();
    assert_eq!(std::fs::read(&model.path).unwrap(), file);
    assert_eq!(model.sha256, digest(&file));
    assert_eq!(place.store.models().unwrap(), [model]);
    assert_eq!(partial(&place), Vec::<String>::new());
}

/// Downloads in vain: nothing is in the list.
fn fails(hub: &TestHub) -> Error {
    let place = Place::new();
    let error = download(&place, hub).expect_err("it must not be accepted");
    assert!(place.store.models().unwrap().is_empty());
    assert!(std::fs::read_dir(place.store.folder().join("files")).unwrap().next().is_none());
    error
}

/// What lies in the folder of things that come, but for locks.
fn partial(place: &Place) -> Vec<String> {
    let entries = std::fs::read_dir(place.store.folder().join("partial")).unwrap().flatten();
    let mut names: Vec<_> = entries.map(|it| it.file_name().into_string().unwrap()).collect();
    names.retain(|it| !it.contains(".lock"));
    names.sort();
    names
}

fn hub(faults: &[Fault]) -> TestHub {
    TestHub::serving(sound(1 << 20, 5)).with(faults)
}

#[test]
fn a_connection_that_breaks_is_gone_on_with_where_it_broke() {
    let hub = hub(&[Fault::Drop(60), Fault::Drop(60), Fault::Drop(0), Fault::Drop(99)]);
    succeeds(&hub);
    let asked = hub.asked_from();
    let size = hub.script.lock().unwrap().file.len() as u64;
    assert_eq!(asked.len(), 5);
    assert_eq!(asked[0], 0);
    assert_eq!(asked[1], size * 60 / 100);
    assert_eq!(asked[2], asked[3], "nothing came, so nothing changes");
    assert!(asked[1] < asked[2] && asked[3] < asked[4]);
}

#[test]
fn wrong_bytes_are_thrown_away() {
    let hub = hub(&[Fault::WrongByte]);
    let place = Place::new();
    let error = download(&place, &hub).expect_err("it must not be accepted");
    assert!(matches!(error, Error::Hub(Problem::WrongBytes { .. })), "{error}");
    assert!(error.to_string().contains("it was thrown away; try again"), "{error}");
    assert_eq!(partial(&place), Vec::<String>::new());
    // And the next try is a whole one.
    download(&place, &hub).unwrap();
    assert_eq!(hub.asked_from(), [0, 0]);
}

#[test]
fn wrong_bytes_before_a_break_cost_one_more_round() {
    let hub = hub(&[Fault::Drop(60)]);
    hub.script.lock().unwrap().always = Some(Fault::Status(503, ""));
    let place = Place::new();
    download(&place, &hub).expect_err("the hub is gone");
    // The disk loses a block in a power cut.
    let part = place.store.folder().join("partial/model-q4.part");
    let mut bytes = std::fs::read(&part).unwrap();
    assert!(bytes.len() > 600_000, "what came is kept");
    bytes[1000] ^= 1;
    std::fs::write(&part, &bytes).unwrap();
    hub.script.lock().unwrap().always = None;
    download(&place, &hub).unwrap();
    let asked = hub.asked_from();
    assert_eq!(asked[asked.len() - 2..], [bytes.len() as u64, 0]);
}

#[test]
fn wrong_lengths_are_refused_before_a_byte_is_kept() {
    for fault in [Fault::TooLong, Fault::TooShort, Fault::Page] {
        let error = fails(&hub(&[fault]));
        assert!(matches!(error, Error::Hub(Problem::WrongLength { .. })), "{error}");
    }
    let error = fails(&hub(&[Fault::EndlessUntold]));
    assert!(matches!(error, Error::Hub(Problem::WrongLength { .. })), "{error}");
    for fault in [Fault::OtherPart, Fault::OtherTotal] {
        let error = fails(&hub(&[Fault::Drop(50), fault]));
        assert!(matches!(error, Error::Hub(Problem::WrongLength { .. } | Problem::Nonsense { .. })), "{error}");
    }
}

#[test]
fn a_hub_that_sends_all_instead_of_a_part_gives_the_same_file() {
    succeeds(&hub(&[Fault::Drop(60), Fault::WholeInstead]));
}

#[test]
fn a_hub_that_is_busy_is_asked_again() {
    for status in [408, 429, 500, 502, 503] {
        succeeds(&hub(&[Fault::Status(status, ""), Fault::Drop(30), Fault::Status(status, "")]));
        let hub = hub(&[]);
        hub.script.lock().unwrap().heads = vec![(status, ""), (status, "")];
        succeeds(&hub);
    }
}

#[test]
fn the_wait_that_a_server_asks_for_is_kept_and_bounded() {
    let hub = hub(&[Fault::Status(429, "Retry-After: 86400\r\n")]);
    let place = Place::new();
    let mut waits = Vec::new();
    let start = Instant::now();
    let mut watch = |progress| {
        if let Progress::Retrying { after, reason, .. } = progress {
            waits.push(after);
            assert!(reason.contains("429"), "{reason}");
        }
        ControlFlow::Continue(())
    };
    place.store.download(&hub.client(), &wanted(), &mut watch).unwrap();
    assert!(waits.iter().all(|it| *it == Duration::from_millis(20)), "{waits:?}");
    assert!(!waits.is_empty() && start.elapsed() >= Duration::from_millis(20));
}

#[test]
fn a_hub_that_stays_broken_is_given_up_and_what_came_is_kept() {
    for fault in
        [Fault::Status(500, ""), Fault::Status(429, ""), Fault::Drop(0), Fault::Silent(Duration::from_millis(600))]
    {
        let hub = hub(&[Fault::Drop(60)]);
        hub.script.lock().unwrap().always = Some(fault);
        let place = Place::new();
        let error = download(&place, &hub).expect_err("the hub is gone");
        assert!(matches!(error, Error::Hub(Problem::Status { .. } | Problem::Unreachable { .. })), "{error}");
        assert_eq!(hub.asked_from().len(), 5, "tries are bounded: {error}");
        assert_eq!(partial(&place), ["model-q4.json", "model-q4.part"]);
        let mut script = hub.script.lock().unwrap();
        script.always = None;
        script.seen.clear();
        drop(script);
        download(&place, &hub).unwrap();
        let size = hub.script.lock().unwrap().file.len() as u64;
        assert_eq!(hub.asked_from(), [size * 60 / 100]);
    }
}

#[test]
fn slow_is_not_broken() {
    let hub = TestHub::serving(sound(64 << 10, 5)).with(&[Fault::Slow(4 << 10, Duration::from_millis(60))]);
    succeeds(&hub);
    assert_eq!(hub.asked_from(), [0], "it took longer than a silence may");
}

#[test]
fn a_closed_port_is_said_in_words() {
    let hub = hub(&[]);
    let address = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let client = hub.client_with(&[("HF_ENDPOINT", &format!("http://{address}"))]);
    let error = Place::new().store.download(&client, &wanted(), &mut nobody).expect_err("nobody listens");
    assert!(error.to_string().contains("127.0.0.1: refuses connections; check the network, HTTPS_PROXY"), "{error}");
}

#[test]
fn bytes_may_come_from_another_host_which_gets_no_token() {
    let file = sound(1 << 20, 5);
    let other = TestHub::at(Ipv4Addr::new(127, 0, 0, 2), file.clone()).with(&[Fault::Drop(60), Fault::Status(403, "")]);
    let hub = TestHub::serving(file.clone());
    hub.script.lock().unwrap().elsewhere = Some(format!("{}/signed?for=a-while", other.endpoint()));
    let place = Place::new();
    let client = hub.client_with(&[("HF_TOKEN", "hf_secret")]);
    let model = place.store.download(&client, &wanted(), &mut nobody).unwrap().model;
    assert_eq!(std::fs::read(model.path).unwrap(), file);
    assert!(hub.seen().iter().all(|it| it.token.as_deref() == Some("Bearer hf_secret")), "{:?}", hub.seen());
    assert!(other.seen().iter().all(|it| it.token.is_none()), "{:?}", other.seen());
    // An address that has run out is got anew from the hub.
    let size = file.len() as u64;
    assert_eq!(other.asked_from(), [0, size * 60 / 100, size * 60 / 100]);
    assert_eq!(hub.asked_from().len(), 3);
}

#[test]
fn bytes_from_another_host_are_checked_too() {
    let file = sound(1 << 20, 5);
    let other = TestHub::at(Ipv4Addr::new(127, 0, 0, 2), sound(1 << 20, 6));
    let hub = TestHub::serving(file);
    hub.script.lock().unwrap().elsewhere = Some(format!("{}/x", other.endpoint()));
    let error = fails(&hub);
    assert!(matches!(error, Error::Hub(Problem::WrongBytes { .. })), "{error}");
}

#[test]
fn redirects_without_an_end_or_to_nowhere_are_refused() {
    let hub_of = |place: &str| {
        let hub = hub(&[]);
        hub.script.lock().unwrap().always = Some(Fault::Redirect(place.to_owned()));
        hub
    };
    for place in ["/again", "file:///etc/passwd", "http://", "::", "ftp://127.0.0.1/x"] {
        let hub = hub_of(place);
        let error = fails(&hub);
        assert!(matches!(error, Error::Hub(Problem::BadRedirect { .. })), "{place}: {error}");
        assert!(hub.asked_from().len() <= 6, "{place}");
    }
}

#[test]
fn a_gated_repository_says_what_to_do() {
    let hub = hub(&[]);
    let gate = |hub: &TestHub| hub.script.lock().unwrap().heads = vec![(401, "X-Error-Code: GatedRepo\r\n")];
    gate(&hub);
    let error = fails(&hub).to_string();
    assert_eq!(
        error,
        "maker/model-GGUF: its makers ask you to agree to their terms: do so at https://huggingface.co/maker/model-GGUF, then set HF_TOKEN to a token of yours"
    );
    hub.script.lock().unwrap().heads = vec![(403, "X-Error-Code: GatedRepo\r\n")];
    let client = hub.client_with(&[("HF_TOKEN", "hf_x")]);
    let error = Place::new().store.download(&client, &wanted(), &mut nobody).unwrap_err().to_string();
    assert!(error.contains("has not agreed"), "{error}");
    hub.script.lock().unwrap().heads = vec![(401, "")];
    let error = Place::new().store.download(&client, &wanted(), &mut nobody).unwrap_err().to_string();
    assert!(error.contains("refuses this HF_TOKEN"), "{error}");
    hub.script.lock().unwrap().heads = vec![(401, "X-Error-Code: RepoNotFound\r\n")];
    assert!(fails(&hub).to_string().contains("no such repository, or it is private"));
    hub.script.lock().unwrap().heads = vec![(404, "X-Error-Code: EntryNotFound\r\n")];
    assert!(fails(&hub).to_string().starts_with("maker/model-GGUF/model-q4.gguf: the hub has no such file; "));
}

#[test]
fn offline_asks_nobody() {
    let hub = hub(&[]);
    let client = hub.client_with(&[("HF_HUB_OFFLINE", "1")]);
    let place = Place::new();
    let error = place.store.download(&client, &wanted(), &mut nobody).unwrap_err();
    assert!(error.to_string().contains("models import FILE"), "{error}");
    assert!(matches!(client.list(REPOSITORY, "main", &mut nobody), Err(Error::Hub(Problem::Offline))));
    assert!(hub.seen().is_empty());
    // What is here needs no hub.
    download(&place, &hub).unwrap();
    assert!(place.store.download(&client, &wanted(), &mut nobody).unwrap().was_here);
}

#[test]
fn a_mirror_that_drops_headers_is_asked_in_json() {
    let hub = hub(&[]);
    hub.script.lock().unwrap().names_digest = false;
    succeeds(&hub);
    assert!(hub.seen().iter().any(|it| it.method == "POST" && it.path.contains("/paths-info/")));
    hub.script.lock().unwrap().lists_digest = false;
    let error = fails(&hub);
    assert!(matches!(error, Error::Hub(Problem::NoDigest { .. })), "{error}");
}

#[test]
fn a_file_that_is_no_model_is_not_accepted_however_right_its_digest() {
    let hub = TestHub::serving(b"GGUF, but not really".to_vec());
    let error = fails(&hub);
    assert!(matches!(error, Error::NotAModel { .. }), "{error}");
}

/// The process that has a proxy in its environment.
#[test]
fn through_a_proxy() {
    let Some(folder) = std::env::var_os("CARO_TEST_PROXIED") else { return };
    let settings = caro_models::hub::Settings::from_environment().unwrap();
    let store = caro_models::Store::open(folder).unwrap().leaving_free(0);
    store.download(&caro_models::Hub::new(settings), &wanted(), &mut nobody).unwrap();
}

#[test]
fn a_proxy_is_taken_from_the_usual_variables() {
    for variable in ["HTTPS_PROXY", "all_proxy"] {
        let folder = tempfile::tempdir().unwrap();
        let hub = hub(&[Fault::Drop(60)]);
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "misbehaving::through_a_proxy"])
            .env(variable, hub.endpoint())
            // Only the proxy knows this name.
            .env("HF_ENDPOINT", "http://hub.invalid")
            .env("CARO_TEST_PROXIED", folder.path())
            .env_remove("NO_PROXY")
            .env_remove("no_proxy")
            .status()
            .unwrap();
        assert!(status.success(), "{variable}");
        let file = hub.script.lock().unwrap().file.clone();
        assert_eq!(std::fs::read(folder.path().join("files/model-q4.gguf")).unwrap(), file);
        assert!(hub.seen().iter().any(|it| it.method == "CONNECT" && it.path == "hub.invalid:80"), "{:?}", hub.seen());
    }
}
