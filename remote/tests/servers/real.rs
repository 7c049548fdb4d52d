//! A real llama-server with a real model, where `CARO_TEST_SERVER` names one: `remote/tests/serve.py` starts it.
//! `CARO_TEST_SERVER_KEY` holds its key, if it has one.

use caro_remote::{Cancel, Client, Finish, KeySource, Kind, Limits, Message, Sampling, Server};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// A client of the real server; `None`, said aloud, where there is none.
fn client(with_key: bool) -> Option<Client> {
    let Ok(address) = std::env::var("CARO_TEST_SERVER") else {
        println!("skipped: CARO_TEST_SERVER names no server (remote/tests/serve.py starts one)");
        return None;
    };
    let has_key = with_key && std::env::var_os("CARO_TEST_SERVER_KEY").is_some();
    let key = if has_key { KeySource::Variable("CARO_TEST_SERVER_KEY".to_owned()) } else { KeySource::None };
    let server = Server::of_user(&address).and_then(|it| it.with_key(key)).expect("a good address");
    Some(Client::new(server))
}

fn sampling(most_tokens: u32) -> Sampling {
    Sampling { most_tokens, ..Sampling::default() }
}

#[test]
fn a_real_server_lists_talks_and_continues() {
    let Some(client) = client(true) else { return };
    let (limits, cancel) = (Limits::default(), Cancel::new());
    let models = client.models(&limits, &cancel).unwrap();
    assert_eq!(models.len(), 1, "{models:?}");
    let mut pieces = 0;
    let mut count = |_: &str| {
        pieces += 1;
        ControlFlow::Continue(())
    };
    let first = client.complete("find NAME files", &sampling(24), &limits, &cancel, &mut count).unwrap();
    assert!(!first.text.is_empty() && matches!(first.finish, Finish::Done | Finish::Length), "{first:?}");
    assert!(pieces > 1 && first.first.unwrap() < first.total, "{pieces} pieces: {first:?}");
    let mut none = |_: &str| ControlFlow::Continue(());
    let again = client.complete("find NAME files", &sampling(24), &limits, &cancel, &mut none).unwrap();
    assert_eq!(first.text, again.text, "the likeliest text is the same each time");
    let messages = [Message::user("find NAME files")];
    let talk = client.chat(&messages, &sampling(8), &limits, &cancel, &mut none).unwrap();
    assert!(matches!(talk.finish, Finish::Done | Finish::Length), "{talk:?}");
    let mut enough = |_: &str| ControlFlow::Break(());
    let cut = client.complete("find NAME files", &sampling(24), &limits, &cancel, &mut enough).unwrap();
    assert!(cut.finish == Finish::Enough && first.text.starts_with(&cut.text), "{cut:?}");
}

#[test]
fn a_real_server_is_left_at_once_and_answers_the_next() {
    let Some(client) = client(true) else { return };
    let limits = Limits::default();
    let mut worst = Duration::ZERO;
    for _ in 0..20 {
        let cancel = Cancel::new();
        let mut cancelled = None;
        let mut stop = |_: &str| {
            cancelled.get_or_insert_with(Instant::now);
            cancel.cancel();
            ControlFlow::Continue(())
        };
        let error = client.complete("find NAME files", &sampling(200), &limits, &cancel, &mut stop).unwrap_err();
        assert_eq!(error.kind(), Kind::Cancelled, "{error}");
        worst = worst.max(cancelled.unwrap().elapsed());
    }
    println!("cancelled while it streamed, 20 times: at most {worst:?}");
    let mut none = |_: &str| ControlFlow::Continue(());
    client.complete("find NAME files", &sampling(4), &limits, &Cancel::new(), &mut none).unwrap();
}

#[test]
fn a_real_server_says_why_it_refuses() {
    let Some(client) = client(true) else { return };
    let (limits, cancel) = (Limits::default(), Cancel::new());
    let mut none = |_: &str| ControlFlow::Continue(());
    let long = "find geheim files ".repeat(2000);
    let error = client.complete(&long, &sampling(4), &limits, &cancel, &mut none).unwrap_err();
    assert_eq!(error.kind(), Kind::Status(400), "{error}");
    assert!(error.to_string().contains("too long for the model") && !error.to_string().contains("geheim"), "{error}");
    println!("{error}");
    if std::env::var_os("CARO_TEST_SERVER_KEY").is_some() {
        let Some(stranger) = self::client(false) else { return };
        let stranger = Client::new(stranger.server().clone().with_model("any"));
        let error = stranger.complete("x", &sampling(4), &limits, &cancel, &mut none).unwrap_err();
        assert_eq!(error.kind(), Kind::Status(401), "{error}");
        println!("{error}");
    }
}

/// What the client costs, against a bare socket that reads the same stream to its end.
#[test]
fn a_real_server_is_as_fast_as_on_a_bare_socket() {
    let Some(client) = client(true) else { return };
    if std::env::var_os("CARO_TEST_SERVER_KEY").is_some() {
        return println!("skipped: the bare socket has no key");
    }
    let place = client.server().place().trim_start_matches("http://").to_owned();
    let (limits, cancel) = (Limits::default(), Cancel::new());
    let bare = || {
        let body = r#"{"prompt":"find NAME files","max_tokens":64,"temperature":0.0,"stream":true}"#;
        let started = Instant::now();
        let mut socket = TcpStream::connect(&place).unwrap();
        let head = "POST /v1/completions HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json";
        write!(socket, "{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut text = String::new();
        socket.read_to_string(&mut text).unwrap();
        assert!(text.contains("[DONE]"));
        started.elapsed()
    };
    let ours = || {
        let mut none = |_: &str| ControlFlow::Continue(());
        client.complete("find NAME files", &sampling(64), &limits, &cancel, &mut none).unwrap().total
    };
    let (mut bares, mut all): (Vec<_>, Vec<_>) = (0..21).map(|_| (bare(), ours())).unzip();
    bares.sort();
    all.sort();
    println!("64 tokens, median of 21: {:?} on a bare socket, {:?} with the client", bares[10], all[10]);
    assert!(all[10] < bares[10] * 2 + Duration::from_millis(20));
}
