//! A scripted model: a server that speaks as llama-server does, says what it is told to, as slowly as it is told to, and
//! counts what it is asked and who hangs up.

use caro_tests::http::Request;
use serde_json::{Value, json};
use std::io::{BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often a connection is looked at for its end.
const LOOK: Duration = Duration::from_millis(2);

/// What it does when a wish holds some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Words of the wish; empty for every wish.
    pub(crate) about: String,
    /// What happens.
    pub(crate) does: Does,
    /// How long the answer takes, from the question to its end.
    pub(crate) after: Duration,
    /// Whether it waits for [`Model::release`].
    pub(crate) held: bool,
}

/// How it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Does {
    /// This text, and then it is done.
    Says(String),
    /// This text, and then it had no more room.
    BreaksOff(String),
    /// Half of the answer, and then the connection ends.
    Dies,
    /// Bytes that are no answer.
    Garbage,
    /// A web page.
    Html,
    /// An HTTP status that is no success.
    Status(u16),
}

/// What happened to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// How often it was asked for an answer.
    pub(crate) asked: usize,
    /// How often an answer was sent to its end.
    pub(crate) answered: usize,
    /// How often the asker hung up before.
    pub(crate) cancelled: usize,
    /// How many wait for an answer now.
    pub(crate) open: usize,
    /// The most that ever did at a time.
    pub(crate) most_open: usize,
    /// The last question of each, in order.
    pub(crate) wishes: Vec<String>,
    /// Everything that it was told.
    pub(crate) told: String,
}

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    counts: Counts,
    /// Counts up: whoever was held before goes on.
    releases: u64,
    /// Whether new connections are turned away.
    stopped: bool,
}

/// The scripted model; it ends with the process.
#[derive(Clone)]
pub(crate) struct Model {
    shared: Arc<(Mutex<State>, Condvar)>,
    /// Where it is reached.
    pub(crate) address: String,
}

impl Model {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port can be had");
        let address = format!("http://{}/v1", listener.local_addr().expect("it has an address"));
        let model = Self { shared: Arc::default(), address };
        let serving = model.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if serving.lock().stopped {
                    continue;
                }
                let serving = serving.clone();
                // The asker may be gone at any moment.
                std::thread::spawn(move || drop(serving.serve(stream)));
            }
        });
        model
    }

    /// From now on; a rule that comes later goes first.
    pub(crate) fn add(&self, rule: Rule) {
        self.lock().rules.push(rule);
    }

    /// Lets those go on that are held.
    pub(crate) fn release(&self) {
        self.lock().releases += 1;
        self.shared.1.notify_all();
    }

    /// Whether it hangs up on everyone new.
    pub(crate) fn stop(&self, stopped: bool) {
        self.lock().stopped = stopped;
    }

    pub(crate) fn counts(&self) -> Counts {
        self.lock().counts.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let request = Request::read(&mut BufReader::new(stream.try_clone()?))?;
        if request.is_get() {
            let list = json!({ "object": "list", "data": [{ "id": "scripted", "object": "model" }] });
            return whole(&mut stream, "200 OK", "application/json", &list.to_string());
        }
        let asked: Value = serde_json::from_slice(&request.body)?;
        let (rule, releases) = self.begin(&asked);
        let done = self.answer(&mut stream, &rule, releases, asked["stream"] == true);
        let mut state = self.lock();
        state.counts.open -= 1;
        match done {
            Ok(true) => state.counts.answered += 1,
            Ok(false) | Err(_) => state.counts.cancelled += 1,
        }
        drop(state);
        self.shared.1.notify_all();
        Ok(())
    }

    /// Counts a question, and finds what to do.
    fn begin(&self, asked: &Value) -> (Rule, u64) {
        let messages = asked["messages"].as_array().cloned().unwrap_or_default();
        let last = messages.last().and_then(|it| it["content"].as_str()).unwrap_or_default();
        let wish = last.rsplit_once("Request: ").map_or(last, |it| it.1).to_owned();
        let mut state = self.lock();
        let rule = state.rules.iter().rev().find(|it| wish.contains(&it.about)).cloned();
        // Whoever knows nothing says so, as it is told to.
        let silent = Rule { about: String::new(), does: Does::Says("#".into()), after: Duration::ZERO, held: false };
        state.counts.asked += 1;
        state.counts.open += 1;
        state.counts.most_open = state.counts.most_open.max(state.counts.open);
        state.counts.wishes.push(wish);
        state.counts.told.push_str(&asked.to_string());
        (rule.unwrap_or(silent), state.releases)
    }

    /// Whether all was sent; `false` where the asker hung up.
    fn answer(&self, stream: &mut TcpStream, rule: &Rule, releases: u64, streams: bool) -> std::io::Result<bool> {
        let began = Instant::now();
        while rule.held && self.lock().releases == releases {
            if !waits(stream)? {
                return Ok(false);
            }
        }
        let (text, end) = match &rule.does {
            Does::Says(text) => (text, "stop"),
            Does::BreaksOff(text) => (text, "length"),
            Does::Dies => (&"find . -name".to_owned(), ""),
            other => {
                if !waits_until(stream, began + rule.after)? {
                    return Ok(false);
                }
                let (status, kind, text) = match other {
                    Does::Html => ("200 OK".to_owned(), "text/html", "<html><body>It works!</body></html>"),
                    Does::Status(code) => (format!("{code} Status"), "application/json", r#"{"error":{"code":1}}"#),
                    _ => ("200 OK".to_owned(), "text/event-stream", "data: {\"choices\": [\u{1}}}\n\ndata: <<<\n\n"),
                };
                return whole(stream, &status, kind, text).map(|()| true);
            }
        };
        if !streams {
            if !waits_until(stream, began + rule.after)? {
                return Ok(false);
            }
            let choice = json!({ "message": { "role": "assistant", "content": text }, "finish_reason": end });
            return whole(stream, "200 OK", "application/json", &json!({ "choices": [choice] }).to_string())
                .map(|()| true);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\n")?;
        // Token by token, spread over the time.
        let tokens: Vec<&str> = text.split_inclusive(' ').collect();
        let count = u32::try_from(tokens.len()).unwrap_or(u32::MAX).max(1);
        for (at, token) in (1..).zip(&tokens) {
            if !waits_until(stream, began + rule.after * at / count)? {
                return Ok(false);
            }
            event(stream, &json!({ "choices": [{ "index": 0, "delta": { "content": token } }] }))?;
        }
        if rule.does == Does::Dies {
            return Ok(true);
        }
        event(stream, &json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": end }] }))?;
        stream.write_all(b"data: [DONE]\n\n").map(|()| true)
    }
}

fn event(stream: &mut TcpStream, data: &Value) -> std::io::Result<()> {
    stream.write_all(format!("data: {data}\n\n").as_bytes())
}

fn whole(stream: &mut TcpStream, status: &str, kind: &str, text: &str) -> std::io::Result<()> {
    let length = text.len();
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}");
    stream.write_all(format!("{head}\r\n\r\n{text}").as_bytes())
}

/// Waits; `false` as soon as the asker hangs up.
fn waits_until(stream: &mut TcpStream, until: Instant) -> std::io::Result<bool> {
    while Instant::now() < until {
        if !waits(stream)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Looks at the connection for a moment; whether the asker is still there.
fn waits(stream: &mut TcpStream) -> std::io::Result<bool> {
    stream.set_read_timeout(Some(LOOK))?;
    match stream.read(&mut [0]) {
        Ok(0) => Ok(false),
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Ok(true),
        Err(error) => Err(error),
    }
}
