//! Servers that do as the interface says, each in its own way.

use crate::support::{Fake, STREAM, ask, reply, stream};
use caro_remote::{Cancel, Client, Finish, KeySource, Kind, Limits, Message, Sampling, Server};
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

#[test]
fn a_talk_is_streamed_piece_by_piece() {
    let fake = Fake::saying(stream(&["ls", " -l", "S \u{1f600}"]));
    let client = fake.client();
    let mut pieces = Vec::new();
    let mut on_text = |it: &str| {
        pieces.push(it.to_owned());
        ControlFlow::Continue(())
    };
    let sampling = Sampling { stop: vec!["\n".to_owned()], seed: Some(7), ..Sampling::default() };
    let messages = [Message::system("be short"), Message::user("list files")];
    let answer = client.chat(&messages, &sampling, &Limits::default(), &Cancel::new(), &mut on_text).unwrap();
    assert_eq!((answer.text.as_str(), answer.finish), ("ls -lS \u{1f600}", Finish::Done));
    assert_eq!(pieces, ["ls", " -l", "S \u{1f600}"]);
    assert!(answer.first.unwrap() <= answer.total);
    let asked = fake.asked.lock().unwrap()[0].clone();
    assert!(asked.head.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"), "{}", asked.head);
    assert!(!asked.head.to_ascii_lowercase().contains("authorization"), "{}", asked.head);
    assert_eq!(
        asked.body,
        r#"{"model":"tiny","messages":[{"role":"system","content":"be short"},{"role":"user","content":"list files"}],"max_tokens":256,"temperature":0.0,"seed":7,"stop":["\n"],"stream":true}"#
    );
}

#[test]
fn a_text_is_continued() {
    let body = "data: {\"choices\":[{\"text\":\" -l\",\"index\":0}]}\r\n\r\ndata: {\"choices\":[{\"text\":\"\",\"finish_reason\":\"length\"}]}";
    let fake = Fake::saying(format!("{STREAM}{body}"));
    let mut on_text = |_: &str| ControlFlow::Continue(());
    let answer = fake.client().complete("ls", &Sampling::default(), &Limits::default(), &Cancel::new(), &mut on_text);
    let answer = answer.unwrap();
    assert_eq!((answer.text.as_str(), answer.finish), (" -l", Finish::Length));
    let asked = fake.asked.lock().unwrap()[0].clone();
    assert!(asked.head.starts_with("POST /v1/completions "), "{}", asked.head);
    assert!(asked.body.contains(r#""prompt":"ls""#) && !asked.body.contains("messages"), "{}", asked.body);
}

#[test]
fn an_answer_that_is_not_streamed_is_one_piece() {
    let body = r#"{"choices":[{"message":{"role":"assistant","content":"ls"}}]}"#;
    let answer = ask(&Fake::saying(reply(200, "application/json", body)).client()).unwrap();
    assert_eq!((answer.text.as_str(), answer.finish), ("ls", Finish::Done));
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    assert_eq!(ask(&Fake::saying(chunked).client()).unwrap().text, "ls");
}

#[test]
fn a_caller_that_has_enough_hangs_up() {
    let (sender, hung_up) = std::sync::mpsc::channel();
    let fake = Fake::new(move |_, socket| {
        let _ = socket.write_all(STREAM.as_bytes());
        // Until the other end is gone.
        while socket.write_all(b"data: {\"choices\":[{\"delta\":{\"content\":\"y\\n\"}}]}\n\n").is_ok() {}
        let _ = sender.send(());
    });
    let mut count = 0;
    let mut on_text = |_: &str| {
        count += 1;
        if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let messages = [Message::user("list files")];
    let answer = fake.client().chat(&messages, &Sampling::default(), &Limits::default(), &Cancel::new(), &mut on_text);
    let answer = answer.unwrap();
    assert_eq!((answer.text.as_str(), answer.finish), ("y\ny\ny\n", Finish::Enough));
    hung_up.recv_timeout(std::time::Duration::from_secs(10)).unwrap();
}

#[test]
fn the_only_model_is_taken_and_asked_for_once() {
    let fake = Fake::new(|asked, socket| {
        let text = if asked.head.starts_with("GET /v1/models ") {
            reply(200, "application/json", r#"{"object":"list","data":[{"id":"qwen"}]}"#)
        } else {
            stream(&["ls"])
        };
        let _ = socket.write_all(text.as_bytes());
    });
    let client = Client::new(Server::of_user(&fake.address).unwrap());
    assert_eq!(client.models(&Limits::default(), &Cancel::new()).unwrap(), ["qwen"]);
    ask(&client).unwrap();
    ask(&client).unwrap();
    let asked = fake.asked.lock().unwrap();
    assert!(asked.iter().filter(|it| it.head.starts_with("POST")).all(|it| it.body.contains(r#""model":"qwen""#)));
    assert_eq!(asked.len(), 4, "two lists, two talks");
}

#[test]
fn which_of_several_models_is_meant_must_be_said() {
    let list = r#"{"data":[{"id":"a"},{"id":"b"}]}"#;
    let fake = Fake::saying(reply(200, "application/json", list));
    let error = ask(&Client::new(Server::of_user(&fake.address).unwrap())).unwrap_err();
    assert_eq!(error.kind(), Kind::Model);
    assert!(error.to_string().contains("(a, b)"), "{error}");
    let fake = Fake::saying(reply(200, "application/json", r#"{"data":[]}"#));
    assert_eq!(ask(&Client::new(Server::of_user(&fake.address).unwrap())).unwrap_err().kind(), Kind::Model);
}

#[test]
#[cfg(unix)]
fn a_key_from_a_command_is_sent_and_asked_for_again_when_it_is_refused() {
    let fake = Fake::new(|asked, socket| {
        let good = asked.head.to_ascii_lowercase().contains("authorization: bearer k-1\r\n");
        let text = if good { stream(&["ls"]) } else { reply(401, "application/json", "{}") };
        let _ = socket.write_all(text.as_bytes());
    });
    let folder = std::env::temp_dir().join(format!("caro-remote-key-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("key");
    let words = vec!["cat".to_owned(), file.to_string_lossy().into_owned()];
    let client = Client::new(fake.server().with_key(KeySource::Command(words)).unwrap());
    std::fs::write(&file, "old\n").unwrap();
    assert_eq!(ask(&client).unwrap_err().kind(), Kind::Status(401));
    std::fs::write(&file, "k-1\n").unwrap();
    assert_eq!(ask(&client).unwrap().text, "ls");
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(ask(&client).unwrap().text, "ls", "it is kept");
    assert_eq!(fake.connections.load(Ordering::SeqCst), 3);
}

#[test]
fn many_threads_share_one_client() {
    let fake = Fake::saying(stream(&["ls"]));
    let client = fake.client();
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..8).map(|_| scope.spawn(|| ask(&client).unwrap().text)).collect();
        assert!(asking.into_iter().all(|it| it.join().unwrap() == "ls"));
    });
}

#[test]
fn localhost_is_reached_by_its_name() {
    let fake = Fake::saying(stream(&["ls"]));
    let address = fake.address.replace("127.0.0.1", "localhost");
    let client = Client::new(Server::of_workspace(&address).unwrap().with_model("tiny"));
    assert_eq!(ask(&client).unwrap().text, "ls");
}
