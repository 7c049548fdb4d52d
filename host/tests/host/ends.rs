//! A host that ends as it should: nobody notices.

use crate::harness::{NANO, Nest, Wire, client, text, until, wish};
use crate::models;
use caro_host::client::State;
use caro_host::identity;
use caro_host::place::Place;
use caro_host::protocol::{FromHost, Prompt, Request};
use std::time::Duration;

#[test]
fn a_host_that_nobody_asks_ends_and_the_next_request_starts_another() {
    let nest = Nest::new();
    let mut launch = nest.launch(NANO);
    launch.options.idle = Duration::from_millis(200);
    let place = Place::new(launch.options.folder.as_deref(), &identity::identify(NANO.as_ref()).unwrap()).unwrap();
    let (client, notices) = client(launch);
    let before = text(&client, wish("list all files"));
    let took = until("it has ended", || nest.hosts().is_empty());
    assert!(took > Duration::from_millis(100), "{took:?} is too soon");
    assert!(!place.socket().exists(), "it clears its socket away");
    until("the client knows", || client.state() == State::Cold);
    assert_eq!(text(&client, wish("list all files")), before);
    assert!(notices.try_recv().is_err(), "there is nothing to say about it");
}

#[test]
fn a_host_that_works_does_not_end() {
    let nest = Nest::new();
    let mut launch = nest.launch(models::long(&nest));
    launch.options.idle = Duration::from_millis(60);
    launch.options.context = 8192;
    let (client, notices) = client(launch);
    // Reading takes longer than it waits when idle.
    let context = "find files by name and age here\n".repeat(120);
    let request = Request { prompt: Prompt { context, ..wish("x").prompt }, ..wish("x") };
    assert_ne!(text(&client, request), "");
    assert!(notices.try_recv().is_err());
}

#[test]
fn a_host_that_is_asked_to_end_says_goodbye() {
    let nest = Nest::new();
    let launch = nest.launch(NANO);
    let (client, notices) = client(launch.clone());
    text(&client, wish("list all files"));
    let mut wire = Wire::greet(&launch.options);
    client.shutdown_host();
    assert!(matches!(wire.next(), Some(FromHost::Goodbye { .. })));
    until("it has ended", || nest.hosts().is_empty());
    assert_ne!(text(&client, wish("list all files")), "");
    assert!(notices.try_recv().is_err());
}
