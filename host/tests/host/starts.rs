//! Starting: the handshake, two starters at once, what a dead host left, and who may come near.

use crate::harness::{LONG, NANO, Nest, PROGRAM, Wire, client, done, kill, text, until, wish};
use caro_host::client::State;
use caro_host::place::Place;
use caro_host::protocol::{FromClient, FromHost, ModelState, VERSION};
use caro_host::{Options, identity};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn start(options: &Options) -> Child {
    Command::new(PROGRAM).args(options.to_words()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn nothing_is_started_before_it_is_needed() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    assert_eq!(client.health(LONG), None);
    assert_eq!(client.state(), State::Cold);
    assert!(nest.hosts().is_empty());
    text(&client, wish("list all files"));
    assert_eq!(nest.hosts().len(), 1);
    let health = client.health(LONG).unwrap();
    assert_eq!(client.state(), State::Connected { pid: health.pid });
    assert_eq!(health.loaded_percent, 100);
    let ModelState::Ready(facts) = health.model else { panic!("the model is not ready") };
    assert_eq!((facts.name.as_str(), facts.context, facts.fim, facts.chat), ("caro-nano", 256, false, false));
    assert_eq!(facts.notes, ["a context of 4096 tokens was asked for, and the model was made for 256"]);
    assert_eq!((health.done, health.failed, health.clients), (1, 0, 1));
}

#[test]
fn others_cannot_enter_the_folder() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    text(&client, wish("list all files"));
    for folder in ["run", "prefixes"] {
        assert_eq!(std::fs::metadata(nest.path(folder)).unwrap().permissions().mode() & 0o777, 0o700, "{folder}");
    }
}

#[test]
fn who_speaks_another_version_is_told_so_and_the_host_lives_on() {
    let nest = Nest::new();
    let launch = nest.launch(NANO);
    let (client, _) = client(launch.clone());
    let before = done(&client, wish("list all files")).0;
    let mut wire = Wire::connect(&launch.options).unwrap();
    wire.send(&FromClient::Hello { version: VERSION + 1 });
    let Some(FromHost::Refused { message }) = wire.next() else { panic!("it was not refused") };
    assert_eq!(message, format!("the model host speaks version {VERSION}, the client version {}", VERSION + 1));
    assert!(wire.next().is_none());
    // Who does not greet, or speaks something else, hears nothing.
    for bytes in [&b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"[..], b"\x02\0\0\0{}", b"\0\0\0\0", &[0xff; 64]] {
        let wire = Wire::connect(&launch.options).unwrap();
        (&wire.0).write_all(bytes).unwrap();
        let answer: Result<Option<FromHost>, _> = caro_host::frame::read(&mut &wire.0);
        assert!(!matches!(answer, Ok(Some(_))), "an answer to {bytes:?}");
    }
    assert_eq!(done(&client, wish("list all files")).0, before);
}

#[test]
fn of_many_hosts_that_race_one_stays() {
    let nest = Nest::new();
    let options = nest.options(NANO);
    let mut hosts: Vec<Child> = (0..6).map(|_| start(&options)).collect();
    until("all but one have left", || hosts.iter_mut().filter_map(|it| it.try_wait().unwrap()).count() >= 5);
    let left: Vec<_> = hosts.iter_mut().filter_map(|it| it.try_wait().unwrap()).collect();
    assert!(left.iter().all(std::process::ExitStatus::success), "{left:?}");
    assert_eq!(nest.hosts().len(), 1);
    until("it listens", || Wire::connect(&options).is_some());
    Wire::greet(&options).send(&FromClient::Shutdown);
    until("the last one ends", || hosts.iter_mut().all(|it| it.try_wait().unwrap().is_some()));
}

#[test]
fn editors_that_ask_at_once_share_one_host() {
    let nest = Nest::new();
    let pids: Vec<State> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let (client, _) = client(nest.launch(NANO));
                    text(&client, wish("list all files"));
                    client.state()
                })
            })
            .collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    assert!(matches!(pids[0], State::Connected { .. }));
    assert!(pids.iter().all(|it| *it == pids[0]), "{pids:?}");
    until("only one is left", || nest.hosts().len() == 1);
}

#[test]
fn what_a_killed_host_left_is_no_obstacle() {
    let nest = Nest::new();
    let options = nest.options(NANO);
    let place = Place::new(options.folder.as_deref(), &identity::identify(NANO.as_ref()).unwrap()).unwrap();
    let mut first = start(&options);
    until("it listens", || Wire::connect(&options).is_some());
    kill(first.id().cast_signed(), rustix::process::Signal::KILL);
    first.wait().unwrap();
    assert!(place.socket().exists(), "a killed host leaves its socket");
    let (client, notices) = client(nest.launch(NANO));
    assert_ne!(text(&client, wish("list all files")), "");
    assert!(notices.recv_timeout(Duration::from_millis(1)).is_err());
}

#[test]
fn a_program_that_is_no_host_is_one_message() {
    let nest = Nest::new();
    for (program, part) in
        [("/nonexistent/caro", "cannot be started"), ("/bin/false", "the model host ended with exit status: 1")]
    {
        let mut launch = nest.launch(NANO);
        launch.program = program.into();
        launch.patience.deaths = 0;
        let (client, notices) = client(launch);
        let (event, _) = crate::harness::last(&client.ask(wish("x")).1);
        assert!(format!("{event:?}").contains(part), "{event:?}");
        assert!(format!("{:?}", notices.recv_timeout(LONG).unwrap()).contains("GivenUp"));
    }
}
