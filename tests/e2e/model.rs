//! A model beside our own generator, as editors see it: asked when we have no answer, late answers, status, trouble.

use std::io::{BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use caro_tests::Client;
use caro_tests::http::Request;
use serde_json::{Value, json};

use super::URI;

/// An OpenAI-compatible server that says what it is told to say.
struct Model {
    url: String,
    heads: Arc<Mutex<Vec<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
    hung_up: Arc<AtomicUsize>,
}

impl Model {
    /// Answers each question with `answer`, after `delay`.
    fn start(answer: &'static str, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let (heads, asked) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let hung_up = Arc::<AtomicUsize>::default();
        let (seen, questions, gone) = (heads.clone(), asked.clone(), hung_up.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, questions, gone) = (seen.clone(), questions.clone(), gone.clone());
                std::thread::spawn(move || serve(&stream, answer, delay, &seen, &questions, &gone));
            }
        });
        Self { url, heads, asked, hung_up }
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn serve(
    stream: &TcpStream,
    answer: &str,
    delay: Duration,
    heads: &Mutex<Vec<String>>,
    questions: &Mutex<Vec<String>>,
    gone: &AtomicUsize,
) {
    let mut reader = BufReader::new(stream);
    let Ok(request) = Request::read(&mut reader) else { return };
    heads.lock().unwrap().push(request.head.clone());
    let reply = if request.is_get() {
        let body = json!({ "object": "list", "data": [{ "id": "test" }] }).to_string();
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    } else {
        questions.lock().unwrap().push(String::from_utf8(request.body).unwrap());
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

#[test]
#[cfg(unix)]
fn a_key_reaches_the_server_and_nobody_else() {
    const KEY: &str = "a-key-of-nobody-1234";
    let model = Model::start(ANSWER, Duration::ZERO);
    let server = json!({ "url": model.url, "keyCommand": ["printf", KEY] });
    let mut client = client(&json!({ "server": server, "ghostText": { "budgetMs": 30000 } }));
    client.open(URI, SCRIPT);
    assert_eq!(ghost(&mut client, 2, 0, AUTOMATIC), [ANSWER]);
    let heads = model.heads.lock().unwrap().join("\n").to_ascii_lowercase();
    assert!(heads.contains(&format!("authorization: bearer {KEY}")), "{heads}");
    assert!(!client.waiting("window/logMessage").iter().any(|it| it.to_string().contains(KEY)));
    assert!(!model.asked.lock().unwrap().iter().any(|it| it.contains(KEY)));
}

#[test]
fn an_answer_is_refined_and_the_model_hears_of_it() {
    let model = Model::start("ip -6 route show default; cat /etc/resolv.conf", Duration::ZERO);
    let mut client = client(&json!({ "server": { "url": model.url }, "model": { "budgetMs": 30000 } }));
    let wish = json!({ "prompt": "find python files larger than 1 MB", "partialResultToken": "p" });
    let answer = client.request("caro/generate", wish).unwrap();
    assert_eq!(answer["command"], "find . -type f -name '*.py' -size +1M");
    assert_eq!(answer["assumed"], json!(["the current folder"]));
    let first = client.wait("$/progress");
    assert_eq!(first["value"]["answer"]["command"], answer["command"], "ours comes first");

    let refine = json!({ "refine": { "id": answer["id"], "words": "only the ones from today" } });
    let refined = client.request("caro/generate", refine).unwrap();
    assert_eq!(refined["command"], "find . -daystart -type f -name '*.py' -size +1M -mtime 0", "{refined}");
    let last = model.asked.lock().unwrap().last().unwrap().clone();
    assert!(last.contains("only the ones from today") && last.contains("larger than 1 MB"), "{last}");

    let unknown = json!({ "refine": { "id": 999, "words": "as root" } });
    assert_eq!(client.request("caro/generate", unknown).unwrap_err()["code"], -32602);
}

#[test]
fn a_script_is_hardened_by_a_command() {
    let mut client = client(&json!({}));
    client.open(URI, "#!/bin/bash\nrm -rf \"$DIR\"/*\n");
    let harden = |uri: &str| json!({ "command": "caro.harden", "arguments": [{ "uri": uri }] });
    let edit = client.request("workspace/executeCommand", harden(URI)).unwrap();
    assert!(edit.to_string().contains(":?"), "{edit}");
    assert!(client.request("workspace/executeCommand", harden("file:///other.sh")).is_err());
}

#[test]
#[cfg(unix)]
fn nothing_is_fetched_unasked_and_trouble_is_one_sentence() {
    let cache = std::env::temp_dir().join(format!("caro-e2e-models-{}", std::process::id()));
    std::fs::create_dir_all(&cache).unwrap();
    let mut server = std::process::Command::new(caro_tests::binary());
    server.env("XDG_CACHE_HOME", &cache).env("HF_HUB_OFFLINE", "1").env("HF_ENDPOINT", "http://127.0.0.1:9");
    let mut client = Client::of(&mut server);
    client.initialize(json!({ "experimental": { "caro": { "picksModels": true } } }));
    let command = |name: &str, argument: Value| json!({ "command": name, "arguments": [argument] });
    let list = client.request("workspace/executeCommand", command("caro.selectModel", json!({}))).unwrap();
    assert!(list["models"].as_array().is_some_and(|it| it.len() >= 8), "{list}");
    assert_eq!(list["chosen"], Value::Null);
    for (name, word) in [("qwen2.5-coder-0.5b", "HF_HUB_OFFLINE"), ("no-such-model", "no-such-model")] {
        let error = client
            .request("workspace/executeCommand", command("caro.downloadModel", json!({ "name": name })))
            .unwrap_err();
        assert_eq!(error["code"], -32803, "{error}");
        assert!(error["message"].as_str().unwrap().contains(word), "{error}");
    }
    let missing = command("caro.selectModel", json!({ "name": "no-such-model" }));
    assert_eq!(client.request("workspace/executeCommand", missing).unwrap_err()["code"], -32803);
    drop(client);
    let _ = std::fs::remove_dir_all(&cache);
}
