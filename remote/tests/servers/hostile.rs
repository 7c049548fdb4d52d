//! Servers that misbehave: each costs one clear message, within its bounds.

use crate::support::{Fake, STREAM, ask, ask_within, closed_port, named, reply, short, stream};
use caro_remote::{Cancel, Client, Error, Kind, Limits, Server};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The error says where, and what to do.
fn check(error: &Error, kind: Kind, fake: &Fake) {
    let text = error.to_string();
    assert_eq!(error.kind(), kind, "{text}");
    assert!(text.contains(&fake.address) && text.contains(": ") && text.len() < 250 && !text.contains('\n'), "{text}");
}

fn fails(fake: &Fake, kind: Kind) -> Error {
    let error = ask(&fake.client()).expect_err("the server misbehaves");
    check(&error, kind, fake);
    error
}

#[test]
fn a_web_page_is_no_answer() {
    let page = "<!doctype html><title>Router</title>";
    fails(&Fake::saying(reply(200, "text/html; charset=utf-8", page)), Kind::NotTheInterface);
    fails(&Fake::saying(reply(200, "text/plain", "hello")), Kind::NotTheInterface);
    fails(&Fake::saying(reply(404, "text/html", page)), Kind::Status(404));
    let fake = Fake::saying(reply(200, "text/html", page));
    let client = Client::new(Server::of_user(&fake.address).unwrap());
    check(&ask(&client).unwrap_err(), Kind::NotTheInterface, &fake);
}

#[test]
fn what_is_no_http_is_no_answer() {
    fails(&Fake::saying("SSH-2.0-OpenSSH_9.6\r\n"), Kind::Garbled);
    fails(&Fake::saying(vec![0xff; 5000]), Kind::Garbled);
    fails(&Fake::saying("HTTP/1.1 200 OK\r\nbroken header\r\n\r\n"), Kind::Garbled);
    fails(
        &Fake::saying("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"),
        Kind::Garbled,
    );
}

#[test]
fn an_answer_that_is_garbled_is_not_taken() {
    for data in [
        &b"data: {\"choices\":[{\"delta\":{\"content\":\"l"[..],
        b"data: nonsense",
        b"data: {\"choices\":\"ls\"}",
        b"data: {\"choices\":[{\"delta\":{\"content\":7}}]}",
        b"data: {\"choices\":[{\"delta\":{\"content\":\"\xff\xfe\"}}]}",
        b"data: \xff",
        b"data: [[[[[[",
    ] {
        fails(&Fake::saying([STREAM.as_bytes(), data, b"\n\n"].concat()), Kind::Garbled);
    }
    fails(&Fake::saying(reply(200, "application/json", "<html>")), Kind::Garbled);
    fails(&Fake::saying(reply(200, "application/json", "{}")), Kind::NotTheInterface);
    fails(&Fake::saying(format!("{STREAM}data: [DONE]\n\n")), Kind::NotTheInterface);
    // Compressed, although nobody asked for that.
    let packed = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\n\x1f\u{b}\0\0";
    fails(&Fake::saying(packed), Kind::Garbled);
}

#[test]
fn a_server_that_hangs_up_is_not_asked_again() {
    for text in [
        String::new(),
        "HTTP/1.1 200 OK\r\ncontent-ty".to_owned(),
        format!("{STREAM}data: {{\"choices\":[{{\"delta\":{{\"content\":\"ls\"}}}}]}}\n\n"),
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n40\r\ndata".to_owned(),
    ] {
        let fake = Fake::saying(text.clone());
        let error = ask(&fake.client()).unwrap_err();
        assert_eq!(error.kind(), Kind::Closed, "{text:?}: {error}");
        assert_eq!(fake.connections.load(Ordering::SeqCst), 1, "{text:?}");
    }
}

#[test]
fn a_server_that_hangs_is_left_in_time() {
    let hang = |before: &'static str| {
        Fake::new(move |_, socket| {
            let _ = socket.write_all(before.as_bytes());
            // Until the client hangs up.
            let _ = socket.read(&mut [0]);
        })
    };
    for before in ["", "HTTP/1.1 200 OK\r\n", STREAM] {
        let fake = hang(before);
        let started = Instant::now();
        let error = ask_within(&fake.client(), &short(), &Cancel::new()).unwrap_err();
        check(&error, Kind::Timeout, &fake);
        assert!(error.to_string().contains("began no answer within 0.4 s"), "{error}");
        assert!(started.elapsed() >= Duration::from_millis(400), "{before:?}");
    }
    let fake = hang("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n: hello\n\n");
    let error = ask_within(&fake.client(), &short(), &Cancel::new()).unwrap_err();
    check(&error, Kind::Timeout, &fake);
    assert!(error.to_string().contains("did not finish its answer within 1.2 s"), "{error}");
}

#[test]
fn a_server_that_trickles_is_left_in_time() {
    let trickle = |text: &'static [u8]| {
        Fake::new(move |_, socket| {
            for byte in text.iter().cycle() {
                if socket.write_all(&[*byte]).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        })
    };
    let fake = trickle(b"HTTP/1.1 100 Continue\r\n\r\n");
    check(&ask_within(&fake.client(), &short(), &Cancel::new()).unwrap_err(), Kind::Timeout, &fake);
    let fake = Fake::new(|_, socket| {
        let _ = socket.write_all(STREAM.as_bytes());
        while socket.write_all(b": still here\n\n").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    check(&ask_within(&fake.client(), &short(), &Cancel::new()).unwrap_err(), Kind::Timeout, &fake);
}

/// Writes a head, then the same text until nobody reads or 100 MB are written, and counts.
fn flood(head: &'static str, text: &'static str) -> (Fake, Arc<AtomicUsize>) {
    let written = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&written);
    let fake = Fake::new(move |_, socket| {
        let block = text.repeat((64 << 10) / text.len());
        let _ = socket.write_all(head.as_bytes());
        while count.load(Ordering::SeqCst) < 100 << 20 && socket.write_all(block.as_bytes()).is_ok() {
            count.fetch_add(block.len(), Ordering::SeqCst);
        }
    });
    (fake, written)
}

#[test]
fn a_hundred_megabytes_are_not_read() {
    let json = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n";
    for (head, text, kind) in [
        (STREAM, "data: {\"choices\":[{\"delta\":{\"content\":\"spam\"}}]}\n\n", Kind::TooMuch),
        (STREAM, ": comment\n\n", Kind::TooMuch),
        (STREAM, "data: x\n", Kind::TooMuch),
        (STREAM, "x", Kind::TooMuch),
        (json, " ", Kind::TooMuch),
        (json, "[", Kind::TooMuch),
        ("HTTP/1.1 200 OK\r\n", "x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n", Kind::Garbled),
        ("HTTP/1.1 200 OK\r\nx: ", "y", Kind::Garbled),
        ("HTTP/1.1 500 X\r\ncontent-type: application/json\r\n\r\n", " ", Kind::Status(500)),
    ] {
        let (fake, written) = flood(head, text);
        let started = Instant::now();
        check(&ask(&fake.client()).unwrap_err(), kind, &fake);
        // What lies in the buffers of the system and of the channel comes on top of our own bound.
        let written = written.load(Ordering::SeqCst);
        assert!(written < 24 << 20, "{text:?}: {written} bytes");
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    let other = Fake::saying(stream(&["stolen"]));
    for status in [301, 302, 303, 307, 308] {
        let to = other.address.clone();
        let fake = Fake::new(move |_, socket| {
            let head =
                format!("HTTP/1.1 {status} X\r\nlocation: {to}/v1/chat/completions\r\ncontent-length: 0\r\n\r\n");
            let _ = socket.write_all(head.as_bytes());
        });
        let error = fails(&fake, Kind::Redirect);
        assert!(error.to_string().contains("127.0.0.1, which is not followed"), "{error}");
    }
    assert_eq!(other.connections.load(Ordering::SeqCst), 0);
}

#[test]
fn every_refusal_says_what_to_do() {
    for (status, advice) in [
        (400, "too long for the model"),
        (401, "wants a key"),
        (403, "wants a key"),
        (404, "mostly ends in /v1"),
        (413, "too long"),
        (418, "check the address"),
        (429, "try again later"),
        (500, "server's log"),
        (502, "server's log"),
        (503, "loading its model"),
    ] {
        let body = r#"{"error":{"message":"list files","type":"some_error"}}"#;
        let fake = Fake::saying(reply(status, "application/json", body));
        let error = fails(&fake, Kind::Status(status));
        assert!(error.to_string().contains(&format!("answered {status} some_error")), "{error}");
        assert!(error.to_string().contains(advice) && !error.to_string().contains("list files"), "{error}");
        assert_eq!(fake.connections.load(Ordering::SeqCst), 1, "{status} is not asked again");
    }
    let fake =
        Fake::saying(format!("{STREAM}data: {{\"error\":{{\"message\":\"x\",\"code\":\"out_of_memory\"}}}}\n\n"));
    let error = fails(&fake, Kind::Status(200));
    assert!(error.to_string().contains("(out_of_memory)"), "{error}");
}

#[test]
fn nobody_at_the_address_is_said_after_few_tries() {
    let (_closed, address) = closed_port();
    let address = format!("http://{address}");
    let client = Client::new(named(&address));
    let started = Instant::now();
    let error = ask(&client).unwrap_err();
    assert_eq!(error.kind(), Kind::Unreachable);
    assert!(error.to_string().contains(&address) && error.to_string().contains("start it"), "{error}");
    // Two pauses, of 100 and 200 ms.
    assert!(started.elapsed() >= Duration::from_millis(300) && started.elapsed() < Duration::from_secs(10));
    let limits = Limits { retries: 0, ..Limits::default() };
    assert_eq!(ask_within(&client, &limits, &Cancel::new()).unwrap_err().kind(), Kind::Unreachable);
    let nowhere = Client::new(named("http://caro-no-such-host.invalid"));
    let error = ask(&nowhere).unwrap_err();
    assert!(matches!(error.kind(), Kind::Unreachable | Kind::Timeout), "{error}");
}

#[test]
fn a_server_that_is_just_starting_is_found() {
    let (socket, address) = closed_port();
    let late = std::thread::spawn(move || {
        // The first try finds it closed.
        std::thread::sleep(Duration::from_millis(50));
        socket.listen(8).unwrap();
        Fake::on(TcpListener::from(socket), |_, socket| {
            let _ = socket.write_all(stream(&["ls"]).as_bytes());
        })
    });
    let client = Client::new(named(&format!("http://{address}")));
    let limits = Limits { retries: 6, ..Limits::default() };
    assert_eq!(ask_within(&client, &limits, &Cancel::new()).unwrap().text, "ls");
    late.join().unwrap();
}
