//! The queue as clients see it: the newest of a document wins, and no document waits for another's flood.

use crate::harness::{NANO, Nest, Wire, client, text, wish};
use crate::models;
use caro_host::protocol::{FromHost, Prompt, Request, Why};

#[test]
fn the_newest_request_of_a_document_wins() {
    let nest = Nest::new();
    let launch = nest.launch(NANO);
    let (client, _) = client(launch.clone());
    text(&client, wish("list all files"));
    let mut wire = Wire::greet(&launch.options);
    for id in 1..=20 {
        wire.ask(id, "one", wish("list all files"));
    }
    wire.ask(99, "other", wish("list all files"));
    let mut ends: Vec<(u64, &str)> = (0..21)
        .map(|_| match wire.last() {
            FromHost::Done { id, .. } => (id, "done"),
            FromHost::Cancelled { id, why: Why::Superseded } => (id, "superseded"),
            other => panic!("{other:?}"),
        })
        .collect();
    ends.sort_unstable();
    assert_eq!(ends.iter().map(|it| it.0).collect::<Vec<_>>(), (1..=20).chain([99]).collect::<Vec<_>>());
    assert_eq!(ends[19..], [(20, "done"), (99, "done")]);
    assert!(ends.iter().any(|it| it.1 == "superseded"), "{ends:?}");
}

#[test]
fn a_document_that_asks_all_the_time_waits_for_its_turn() {
    let nest = Nest::new();
    let launch = nest.launch(models::long(&nest));
    let (client, _) = client(launch.clone());
    text(&client, wish("list all files"));
    let mut wire = Wire::greet(&launch.options);
    let request = || {
        let context = "find files by name and age here\n".repeat(40);
        Request { prompt: Prompt { context, ..wish("x").prompt }, most_tokens: 16, ..wish("x") }
    };
    // While the first is worked on, all others come in; "greedy" asks again whenever it is answered.
    wire.ask(1, "greedy", request());
    for (id, document) in [(2, "a"), (3, "b"), (4, "c")] {
        wire.ask(id, document, request());
    }
    let mut order = Vec::new();
    for next in 5..11 {
        let FromHost::Done { id, .. } = wire.last() else { panic!("no answer") };
        order.push(id);
        if id == 1 || id > 4 {
            wire.ask(next, "greedy", request());
        }
    }
    // Nobody is passed by: the three others come before "greedy" has its third turn.
    let third = order.iter().filter(|it| **it == 1 || **it > 4).nth(2);
    let third = order.iter().position(|it| Some(it) == third).unwrap();
    assert!([2, 3, 4].iter().all(|it| order[..third].contains(it)), "{order:?}");
}

#[test]
fn two_editors_with_the_same_document_do_not_take_each_others_turn() {
    let nest = Nest::new();
    let launch = nest.launch(NANO);
    let (client, _) = client(launch.clone());
    text(&client, wish("list all files"));
    let mut wires = [Wire::greet(&launch.options), Wire::greet(&launch.options)];
    for wire in &mut wires {
        wire.ask(1, "same", wish("list all files"));
    }
    for wire in &mut wires {
        assert!(matches!(wire.last(), FromHost::Done { id: 1, .. }));
    }
}
