//! A call ends at once when it is cancelled, wherever it is.

use crate::support::{Fake, STREAM, ask_within, closed_port, named, stream};
use caro_remote::{Cancel, Client, Kind, Limits, Message, Sampling};
use socket2::{Domain, Socket, Type};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// What a busy machine may add. Measured alone it is under a millisecond.
const SOON: Duration = Duration::from_millis(250);

/// A place on loopback that takes no more connections and refuses none: they wait.
pub(crate) struct BlackHole {
    pub(crate) address: SocketAddr,
    _listener: Socket,
    _full: Vec<Socket>,
}

impl BlackHole {
    pub(crate) fn new() -> Self {
        let (listener, address) = closed_port();
        listener.listen(0).expect("it is bound");
        let full = (0..8)
            .map(|_| {
                let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("the system has sockets");
                socket.set_nonblocking(true).expect("it is a socket");
                let _ = socket.connect(&address.into());
                socket
            })
            .collect();
        Self { address, _listener: listener, _full: full }
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(named(&format!("http://{}", self.address)))
    }
}

/// Cancels a call once `reached` says so, and gives the time that the call needed to end.
fn time_to_end(client: &Client, reached: &mpsc::Receiver<()>) -> Duration {
    let cancel = Cancel::new();
    std::thread::scope(|scope| {
        let call = scope.spawn(|| ask_within(client, &Limits::default(), &cancel));
        reached.recv_timeout(Duration::from_secs(10)).expect("the call gets there");
        let started = Instant::now();
        cancel.cancel();
        let error = call.join().expect("no panic").expect_err("it was cancelled");
        assert_eq!(error.kind(), Kind::Cancelled, "{error}");
        started.elapsed()
    })
}

#[test]
fn a_call_that_waits_for_its_answer_ends_and_its_server_learns_of_it() {
    for before in ["", "HTTP/1.1 200 OK\r\n", STREAM, ": x\n\n"] {
        let (sender, reached) = mpsc::channel();
        let (gone_sender, gone) = mpsc::channel();
        let fake = Fake::new(move |_, socket| {
            let head = if before.starts_with(':') { STREAM } else { "" };
            let _ = socket.write_all(head.as_bytes());
            let _ = socket.write_all(before.as_bytes());
            sender.send(()).unwrap();
            let _ = socket.read(&mut [0]);
            let _ = gone_sender.send(());
        });
        let taken = time_to_end(&fake.client(), &reached);
        assert!(taken < SOON, "{before:?}: {taken:?}");
        gone.recv_timeout(Duration::from_secs(10)).unwrap();
    }
}

#[test]
fn a_call_in_the_middle_of_a_flood_ends() {
    let (sender, reached) = mpsc::channel();
    let fake = Fake::new(move |_, socket| {
        let _ = socket.write_all(STREAM.as_bytes());
        sender.send(()).unwrap();
        while socket.write_all(b": noise\n").is_ok() {}
    });
    let client = fake.client();
    let cancel = Cancel::new();
    let limits = Limits { most_bytes: usize::MAX, ..Limits::default() };
    std::thread::scope(|scope| {
        let call = scope.spawn(|| ask_within(&client, &limits, &cancel));
        reached.recv_timeout(Duration::from_secs(10)).unwrap();
        let started = Instant::now();
        cancel.cancel();
        assert_eq!(call.join().unwrap().unwrap_err().kind(), Kind::Cancelled);
        assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_call_that_still_connects_ends_and_does_not_pile_up() {
    let hole = BlackHole::new();
    let client = hole.client();
    let mut busy = false;
    for _ in 0..20 {
        let cancel = Cancel::new();
        let result = std::thread::scope(|scope| {
            let call = scope.spawn(|| ask_within(&client, &Limits::default(), &cancel));
            // The call must be under way for its thread to stay behind.
            std::thread::sleep(Duration::from_millis(20));
            let started = Instant::now();
            cancel.cancel();
            let result = call.join().unwrap().unwrap_err();
            assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
            result
        });
        busy |= result.kind() == Kind::Busy;
        assert!(matches!(result.kind(), Kind::Cancelled | Kind::Busy), "{result}");
    }
    assert!(busy, "sixteen threads wait for a connection, and no more");
}

#[test]
#[cfg(target_os = "linux")]
fn a_connection_that_is_never_made_is_left_in_time_and_not_tried_again() {
    let hole = BlackHole::new();
    let limits = Limits { connect: Duration::from_millis(300), ..Limits::default() };
    let started = Instant::now();
    let error = ask_within(&hole.client(), &limits, &Cancel::new()).unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout);
    assert!(error.to_string().contains("could not be reached within 0.3 s"), "{error}");
    assert!(started.elapsed() >= Duration::from_millis(300) && started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_call_that_pauses_before_another_try_ends() {
    let (_closed, address) = closed_port();
    assert!(TcpStream::connect(address).is_err());
    let client = Client::new(named(&format!("http://{address}")));
    let limits = Limits { retries: 8, ..Limits::default() };
    let cancel = Cancel::new();
    std::thread::scope(|scope| {
        let call = scope.spawn(|| ask_within(&client, &limits, &cancel));
        // Into the third pause, of 400 ms.
        std::thread::sleep(Duration::from_millis(350));
        let started = Instant::now();
        cancel.cancel();
        assert_eq!(call.join().unwrap().unwrap_err().kind(), Kind::Cancelled);
        assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    });
}

#[test]
fn a_call_that_was_cancelled_before_it_began_sends_nothing() {
    let fake = Fake::saying("");
    let cancel = Cancel::new();
    cancel.cancel();
    assert_eq!(ask_within(&fake.client(), &Limits::default(), &cancel).unwrap_err().kind(), Kind::Cancelled);
    assert_eq!(fake.asked.lock().unwrap().len(), 0);
}

#[test]
fn a_call_can_be_cancelled_by_whoever_sees_its_text() {
    let fake = Fake::new(|_, socket| {
        let _ = socket.write_all(STREAM.as_bytes());
        while socket.write_all(b"data: {\"choices\":[{\"text\":\"y\"}]}\n\n").is_ok() {}
    });
    let cancel = Cancel::new();
    let mut on_text = |_: &str| {
        cancel.cancel();
        ControlFlow::Continue(())
    };
    let messages = [Message::user("x")];
    let error = fake.client().chat(&messages, &Sampling::default(), &Limits::default(), &cancel, &mut on_text);
    assert_eq!(error.unwrap_err().kind(), Kind::Cancelled);

    // Even where the rest of the answer is here already.
    let fake = Fake::saying(stream(&["ls"]));
    let cancel = Cancel::new();
    let mut on_text = |_: &str| {
        cancel.cancel();
        ControlFlow::Continue(())
    };
    let error = fake.client().chat(&messages, &Sampling::default(), &Limits::default(), &cancel, &mut on_text);
    assert_eq!(error.unwrap_err().kind(), Kind::Cancelled);
}
