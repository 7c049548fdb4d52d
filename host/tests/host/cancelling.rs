//! Giving up: at once for who asks, and soon for the machine.

use crate::harness::{NANO, Nest, Wire, client, done, last, text, wish};
use crate::models;
use caro_host::client::Event;
use caro_host::protocol::{FromClient, FromHost, Prompt, Request, Sampling, Shape, Why};
use std::time::{Duration, Instant};

fn long_prompt(number: usize) -> Request {
    let request = wish("find files");
    let context = format!("echo {number}; find files by name and age here\n").repeat(120);
    Request { prompt: Prompt { context, ..request.prompt.clone() }, most_tokens: 8, ..request }
}

#[test]
fn reading_a_prompt_is_given_up_at_once_and_the_machine_is_free_soon() {
    let nest = Nest::new();
    let launch = nest.launch(models::long(&nest));
    let mut options = launch.options.clone();
    options.context = 8192;
    let launch = caro_host::client::Launch { options: options.clone(), ..launch };
    let (client, _) = client(launch);
    let figures = done(&client, long_prompt(0)).1;
    assert!(figures.prompt_tokens > 1500, "{figures:?}");
    let whole = Duration::from_micros(figures.prompt_us);

    let mut wire = Wire::greet(&options);
    for number in 1..4 {
        wire.ask(number, "long", long_prompt(number as usize));
        // Somewhere in the middle of reading.
        std::thread::sleep(whole * number as u32 / 8);
        let began = Instant::now();
        wire.send(&FromClient::Cancel { id: number });
        assert!(matches!(wire.last(), FromHost::Cancelled { id, why: Why::Asked } if id == number));
        let cancelled = began.elapsed();
        wire.ask(100 + number, "short", wish("list all files"));
        assert!(matches!(wire.last(), FromHost::Done { id, .. } if id == 100 + number));
        let free = began.elapsed();
        println!("reading takes {whole:?}, cancelling {cancelled:?}, the next answer came after {free:?}");
        assert!(cancelled < whole / 10, "{cancelled:?} of {whole:?}");
        assert!(free < whole / 2, "{free:?} of {whole:?}");
    }
}

#[test]
fn writing_is_given_up_at_once() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(models::endless(&nest)));
    text(&client, wish("list all files"));
    let sampling = Sampling { temperature: 2.0, ..Sampling::default() };
    let endless = Request { shape: Shape::Free, most_tokens: 2000, answers: 4, sampling, ..wish("find files") };
    let (ticket, events) = client.ask(endless);
    assert!(matches!(events.recv_timeout(crate::harness::LONG), Ok(Event::Piece { .. })));
    ticket.cancel();
    ticket.cancel();
    assert_eq!(last(&events).0, Event::Cancelled(Why::Asked));
    assert_ne!(text(&client, wish("list all files")), "");
    crate::harness::until("the host has counted it", || {
        client.health(crate::harness::LONG).is_some_and(|it| it.cancelled == 1 && it.done == 2)
    });
}

#[test]
fn what_is_cancelled_before_the_host_has_started_is_never_asked() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let (ticket, events) = client.ask(wish("list all files"));
    ticket.cancel();
    assert_eq!(last(&events).0, Event::Cancelled(Why::Asked));
    assert_ne!(text(&client, wish("list all files")), "");
}

#[test]
fn a_client_that_is_dropped_gives_up_what_waits() {
    let nest = Nest::new();
    let (one, _) = client(nest.launch(models::long(&nest)));
    text(&one, wish("list all files"));
    let (_, events) = one.ask(long_prompt(1));
    drop(one);
    assert_eq!(last(&events).0, Event::Cancelled(Why::Closing));
    // The host lives on for others, and is not busy with it.
    let (two, _) = client(nest.launch(nest.path("long.gguf")));
    assert_ne!(text(&two, wish("list all files")), "");
    assert_eq!(nest.hosts().len(), 1);
}
