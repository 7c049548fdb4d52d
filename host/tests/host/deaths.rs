//! Death of the host: every request has an end, the next host is there soon, and no zombie stays.

use crate::harness::{LONG, NANO, Nest, client, kill, last, text, until, wish};
use caro_host::client::{Client, Event, Notice, Patience, State};
use caro_host::protocol::{FailureKind, Request};
use rustix::process::Signal;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::time::{Duration, Instant};

fn pid(client: &Client) -> i32 {
    match client.state() {
        State::Connected { pid } => pid.cast_signed(),
        other => panic!("no host: {other:?}"),
    }
}

/// Children of this process that have ended and were not waited for.
fn zombies() -> Vec<String> {
    let me = std::process::id().to_string();
    let mut zombies = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let Some((_, after)) = stat.rsplit_once(") ") else { continue };
        let mut fields = after.split(' ');
        if fields.next() == Some("Z") && fields.next() == Some(me.as_str()) {
            zombies.push(stat);
        }
    }
    zombies
}

#[test]
fn a_death_is_one_message_and_the_next_request_after_the_pause_is_answered() {
    let nest = Nest::new();
    let mut launch = nest.launch(NANO);
    launch.patience.pause = Duration::from_millis(300);
    let (client, notices) = client(launch);
    let before = text(&client, wish("list all files"));
    let first = pid(&client);
    kill(first, Signal::KILL);
    let Notice::Died(message) = notices.recv_timeout(LONG).unwrap() else { panic!("given up") };
    assert!(message.starts_with("the model host died (signal: 9"), "{message}");
    // During the pause there is an answer, too.
    let (event, _) = last(&client.ask(wish("list all files")).1);
    let Event::Failed { kind, message } = event else { panic!("{event:?}") };
    assert_eq!((kind, message.as_str()), (FailureKind::Resting, "the model host died and is started again soon"));
    until("the pause is over", || matches!(client.state(), State::Resting(until) if Instant::now() > until));
    assert_eq!(text(&client, wish("list all files")), before);
    assert_ne!(pid(&client), first);
    assert!(notices.try_recv().is_err());
    until("no zombie is left", || zombies().is_empty());
}

#[test]
fn a_host_that_dies_too_often_is_left_alone_until_asked_again() {
    let nest = Nest::new();
    let mut launch = nest.launch(NANO);
    launch.patience = Patience { deaths: 1, pause: Duration::from_millis(1), start: LONG, ..Patience::default() };
    let (client, notices) = client(launch);
    text(&client, wish("list all files"));
    kill(pid(&client), Signal::KILL);
    assert!(matches!(notices.recv_timeout(LONG), Ok(Notice::Died(_))));
    until("the pause is over", || matches!(client.state(), State::Resting(until) if Instant::now() > until));
    text(&client, wish("list all files"));
    kill(pid(&client), Signal::ABORT);
    let Ok(Notice::GivenUp(message)) = notices.recv_timeout(LONG) else { panic!("not given up") };
    assert!(
        message.contains("signal: 6") && message.ends_with("it is not started again until you ask for it"),
        "{message}"
    );
    for _ in 0..3 {
        let (event, _) = last(&client.ask(wish("list all files")).1);
        assert_eq!(event, Event::Failed { kind: FailureKind::Resting, message: message.clone() });
    }
    assert!(nest.hosts().is_empty() && notices.try_recv().is_err());
    client.ask_again();
    assert_ne!(text(&client, wish("list all files")), "");
}

#[test]
fn a_host_that_hangs_is_ended_and_its_requests_have_an_end() {
    let nest = Nest::new();
    let mut launch = nest.launch(NANO);
    launch.patience = Patience {
        answer: Duration::from_millis(500),
        pause: Duration::from_millis(1),
        start: LONG,
        ..Patience::default()
    };
    let (client, notices) = client(launch);
    text(&client, wish("list all files"));
    let first = pid(&client);
    kill(first, Signal::STOP);
    let (event, _) = last(&client.ask(wish("list all files")).1);
    let Event::Failed { kind: FailureKind::Died, message } = event else { panic!("{event:?}") };
    assert_eq!(message, "the model host does not answer");
    assert!(matches!(notices.recv_timeout(LONG), Ok(Notice::Died(_))));
    until("it is gone", || !nest.hosts().contains(&first));
    until("the next one answers", || matches!(last(&client.ask(wish("list all files")).1).0, Event::Done { .. }));
}

/// The number of kills comes from `CARO_KILLS`.
#[test]
fn whenever_the_host_is_killed_every_request_has_an_end_and_one_host_is_left() {
    let kills: u32 = std::env::var("CARO_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(20);
    let nest = Nest::new();
    let editors: Vec<_> = (0..2)
        .map(|_| {
            let mut launch = nest.launch(NANO);
            launch.patience = Patience {
                deaths: usize::MAX,
                window: Duration::from_millis(1),
                pause: Duration::from_millis(1),
                start: LONG,
                ..Patience::default()
            };
            client(launch).0
        })
        .collect();
    let over = AtomicBool::new(false);
    let (answered, failed, asked) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    std::thread::scope(|scope| {
        for number in 0..8 {
            let (editor, over, answered, failed, asked) = (&editors[number % 2], &over, &answered, &failed, &asked);
            scope.spawn(move || {
                while !over.load(Relaxed) {
                    asked.fetch_add(1, Relaxed);
                    let request = Request { document: number.to_string(), answers: 2, ..wish("find files by name") };
                    match last(&editor.ask(request).1).0 {
                        Event::Done { answers, .. } => {
                            assert_eq!(answers.len(), 2);
                            answered.fetch_add(1, Relaxed);
                        }
                        Event::Failed { kind: FailureKind::Died | FailureKind::Resting, .. } => {
                            failed.fetch_add(1, Relaxed);
                            std::thread::sleep(Duration::from_millis(1));
                        }
                        other => panic!("{other:?}"),
                    }
                }
            });
        }
        let mut state = 7_u64;
        let mut killed = 0;
        while killed < kills {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            std::thread::sleep(Duration::from_millis(state >> 58));
            for host in nest.hosts().into_iter().take(1) {
                kill(host, Signal::KILL);
                killed += 1;
            }
        }
        over.store(true, Relaxed);
    });
    let (answered, failed, asked) = (answered.into_inner(), failed.into_inner(), asked.into_inner());
    println!("{kills} kills: {asked} asked, {answered} answered, {failed} failed");
    assert_eq!(asked, answered + failed);
    assert!(answered > 0 && failed > 0);
    for editor in &editors {
        until("it answers", || matches!(last(&editor.ask(wish("list all files")).1).0, Event::Done { .. }));
    }
    assert_eq!(pid(&editors[0]), pid(&editors[1]));
    until("one host is left", || nest.hosts() == [pid(&editors[0])]);
    until("no zombie is left", || zombies().is_empty());
}
