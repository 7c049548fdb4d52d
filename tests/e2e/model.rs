//! A model beside our own generator, as editors see it: asked when we have no answer, late answers, status, trouble.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

/// An OpenAI-compatible server that says what it is told to say.
struct Model {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
    hung_up: Arc<AtomicUsize>,
}

impl Model {
    /// Answers each question with `answer`, after `delay`.
    fn start(answer: &'static str, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let (asked, hung_up): (Arc<Mutex<Vec<String>>>, Arc<AtomicUsize>) = Default::default();
        let (questions, gone) = (asked.clone(), hung_up.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (questions, gone) = (questions.clone(), gone.clone());
                std::thread::spawn(move || serve(&stream, answer, delay, &questions, &gone));
            }
        });
        Self { url, asked, hung_up }
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn serve(stream: &TcpStream, answer: &str, delay: Duration, questions: &Mutex<Vec<String>>, gone: &AtomicUsize) {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or_default() == 0 {
            return;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let reply = if head.starts_with("GET") {
        let body = json!({ "object": "list", "data": [{ "id": "test" }] }).to_string();
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    } else {
        questions.lock().unwrap().push(String::from_utf8(body).unwrap());
        // A client that takes its question back hangs up: then reading ends.
        stream.set_read_timeout(Some(delay.max(Duration::from_millis(1)))).unwrap();
        if matches!(reader.read(&mut [0]), Ok(0)) {
            gone.fetch_add(1, Ordering::SeqCst);
            return;
        }
        let piece = json!({ "choices": [{ "delta": { "content": answer }, "finish_reason": "stop" }] });
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {piece}\n\ndata: [DONE]\n\n"
        )
    };
    let _ = (&mut &*stream).write_all(reply.as_bytes());
}

/// A wish that our own generator has no answer for.
const SCRIPT: &str = "#!/bin/bash\n# show the default gateway and the name servers in use\n\n";
/// The kinds of triggers that LSP knows.
const BY_KEY: u32 = 1;
const AUTOMATIC: u32 = 2;
const ANSWER: &str = "ip route show default; cat /etc/resolv.conf";

fn client(settings: &Value) -> Client {
    let mut client = Client::in_memory();
    let params = json!({
        "capabilities": { "experimental": { "caro": { "status": true } } },
        "initializationOptions": { "caro": settings },
    });
    client.request("initialize", params).unwrap();
    client.notify("initialized", json!({}));
    client
}

fn params(line: u32, character: u32, trigger: u32) -> Value {
    json!({
        "textDocument": { "uri": URI },
        "position": { "line": line, "character": character },
        "context": { "triggerKind": trigger },
    })
}

/// Where something is typed.
fn at(line: u32, character: u32) -> Value {
    let position = json!({ "line": line, "character": character });
    json!({ "start": position, "end": position })
}

/// Waits for something that happens elsewhere.
fn wait_until(mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while !is_so() {
        assert!(Instant::now() < deadline, "it does not happen");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn ghost(client: &mut Client, line: u32, character: u32, trigger: u32) -> Vec<String> {
    let list = client.request("textDocument/inlineCompletion", params(line, character, trigger)).unwrap();
    let items = list["items"].as_array().unwrap();
    items.iter().map(|it| it["insertText"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_model_is_asked_where_we_have_no_answer_and_its_answer_is_kept() {
    let model = Model::start(ANSWER, Duration::ZERO);
    let mut client = client(&json!({ "server": { "url": model.url }, "ghostText": { "budgetMs": 30000 } }));
    client.open(URI, SCRIPT);
    assert_eq!(ghost(&mut client, 2, 0, AUTOMATIC), [ANSWER]);
    assert_eq!(ghost(&mut client, 2, 0, AUTOMATIC), [ANSWER]);
    // A part of it is typed: it is not asked again.
    let typed = json!({ "range": at(2, 0), "text": "ip rou" });
    client.change(URI, 2, json!([typed]));
    assert_eq!(ghost(&mut client, 2, 6, AUTOMATIC), ["te show default; cat /etc/resolv.conf"]);
    assert_eq!(model.asked(), 1);
    let question: Value = serde_json::from_str(&model.asked.lock().unwrap()[0]).unwrap();
    assert!(question["messages"][0]["content"].as_str().unwrap().contains("bash"), "{question}");
}

#[test]
fn our_own_answers_wait_for_nobody() {
    let model = Model::start(ANSWER, Duration::from_secs(5));
    let mut client = client(&json!({ "server": { "url": model.url }, "ghostText": { "budgetMs": 30000 } }));
    client.open(URI, "#!/bin/bash\n# find python files larger than 1 MB\n\n");
    let began = Instant::now();
    assert_eq!(ghost(&mut client, 2, 0, AUTOMATIC)[0], "find . -type f -name '*.py' -size +1M");
    assert!(began.elapsed() < Duration::from_secs(4));
}

#[test]
fn who_types_on_is_not_answered_late() {
    let model = Model::start(ANSWER, Duration::from_secs(3));
    let mut client = client(&json!({ "server": { "url": model.url }, "ghostText": { "budgetMs": 30000 } }));
    client.open(URI, SCRIPT);
    let id = client.send("textDocument/inlineCompletion", params(2, 0, AUTOMATIC));
    wait_until(|| model.asked() == 1);
    let typed = json!({ "range": at(1, 1), "text": " please" });
    client.change(URI, 2, json!([typed]));
    let began = Instant::now();
    assert_eq!(client.answer(id).unwrap(), json!({ "items": [] }));
    assert!(began.elapsed() < Duration::from_secs(2));
    // Nobody asks again: the question is taken back.
    wait_until(|| model.hung_up.load(Ordering::SeqCst) == 1);
}

#[test]
fn a_slow_answer_is_there_when_it_is_asked_for_again() {
    let model = Model::start(ANSWER, Duration::from_millis(600));
    let mut client = client(&json!({ "server": { "url": model.url }, "ghostText": { "budgetMs": 100 } }));
    client.open(URI, SCRIPT);
    assert_eq!(ghost(&mut client, 2, 0, AUTOMATIC), Vec::<String>::new());
    let mut again = Vec::new();
    wait_until(|| {
        again = ghost(&mut client, 2, 0, AUTOMATIC);
        !again.is_empty()
    });
    assert_eq!(again, [ANSWER]);
    assert_eq!(model.asked(), 1);
}

#[test]
fn a_dangerous_answer_is_never_shown_unasked() {
    let model = Model::start("rm -rf / --no-preserve-root", Duration::ZERO);
    let mut client = client(&json!({ "server": { "url": model.url }, "ghostText": { "budgetMs": 30000 } }));
    client.open(URI, SCRIPT);
    assert_eq!(ghost(&mut client, 2, 0, AUTOMATIC), Vec::<String>::new());
    assert_eq!(ghost(&mut client, 2, 0, BY_KEY), Vec::<String>::new());
    assert_eq!(model.asked(), 1);
}

#[test]
fn the_status_says_who_is_asked_and_what_is_wrong() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}/v1", listener.local_addr().unwrap());
    drop(listener);
    let mut client = client(&json!({ "server": { "url": nobody }, "ghostText": { "budgetMs": 30000 } }));
    client.open(URI, SCRIPT);
    assert_eq!(ghost(&mut client, 2, 0, BY_KEY), Vec::<String>::new());
    let status = client.request("caro/status", json!({})).unwrap();
    assert_eq!(status["state"], "offline", "{status}");
    assert_eq!(status["sources"], json!(["embedded", "server"]));
    assert_eq!(status["action"]["command"], "caro.restartModel");
    let words: Vec<Value> = std::iter::from_fn(|| {
        let told = client.wait("caro/status")["state"].clone();
        (told != "offline").then_some(told)
    })
    .collect();
    assert!(words.iter().all(|it| it == "ready" || it == "thinking"), "{words:?}");

    let command = |command: &str| json!({ "command": command, "arguments": [] });
    let state = client.request("workspace/executeCommand", command("caro.pause")).unwrap();
    assert_eq!(state["state"], "paused");
    client.change(URI, 2, json!([{ "text": "# find python files larger than 1 MB\n\n" }]));
    assert_eq!(ghost(&mut client, 1, 0, AUTOMATIC), Vec::<String>::new());
    assert_eq!(ghost(&mut client, 1, 0, BY_KEY).len(), 2, "asked for by key");
    let state = client.request("workspace/executeCommand", command("caro.resume")).unwrap();
    assert_eq!(state["state"], "offline");
    assert_eq!(ghost(&mut client, 1, 0, AUTOMATIC).len(), 1);
    let state = client.request("workspace/executeCommand", command("caro.restartModel")).unwrap();
    assert_eq!(state["state"], "ready");
}
