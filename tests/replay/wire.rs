//! The wire: the real server on standard input and output, and what it sends with the moment at which it came.

use caro_tests::read_message;
use serde_json::{Value, json};
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long the server may take on a busy machine for what it must do.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A message of the server.
pub(crate) struct Message {
    /// When it came.
    pub(crate) at: Instant,
    /// What it says.
    pub(crate) body: Value,
}

/// A home of its own for a server: nothing of this machine's user is read or written.
pub(crate) struct Home(pub(crate) PathBuf);

impl Home {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        // Short: it holds sockets, whose paths have a bound.
        let name = format!("caro-play-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(folder.join("run")).expect("the folder can be made");
        Self(folder)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server and what it says.
pub(crate) struct Wire {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Message>,
    next_id: i64,
}

impl Wire {
    /// Starts the server with a home of its own, and with what else it is to find there.
    pub(crate) fn start(home: &Path, change: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(caro_tests::binary());
        command.env("HOME", home).env("XDG_CACHE_HOME", home.join("cache")).env("XDG_CONFIG_HOME", home.join("config"));
        command.env("XDG_RUNTIME_DIR", home.join("run")).env("MANPATH", home.join("no-pages"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        change(&mut command);
        let mut child = command.spawn().expect("the server starts");
        let input = child.stdin.take();
        let output = child.stdout.take().expect("its output is piped");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(body) = read_message(&mut output) {
                if sender.send(Message { at: Instant::now(), body }).is_err() {
                    return;
                }
            }
        });
        Self { child, input, messages, next_id: 0 }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a request; gives its id.
    pub(crate) fn send(&mut self, method: &str, params: &Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        let message = if params.is_null() {
            json!({ "jsonrpc": "2.0", "id": id, "method": method })
        } else {
            json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
        };
        self.write(&message);
        id
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub(crate) fn cancel(&mut self, id: i64) {
        self.notify("$/cancelRequest", &json!({ "id": id }));
    }

    /// Answers a request of the server's.
    pub(crate) fn reply(&mut self, id: &Value, result: &Value) {
        self.write(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
    }

    /// The next message, if one comes in time.
    pub(crate) fn next(&mut self, until: Instant) -> Option<Message> {
        match self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the server ended in the middle of the conversation"),
        }
    }

    /// Starts a conversation as an editor does that is told nothing of settings but what is sent.
    pub(crate) fn initialize(&mut self, encodings: &[&str], settings: &Value) -> Value {
        let capabilities = json!({
            "general": { "positionEncodings": encodings },
            "textDocument": { "inlineCompletion": {}, "diagnostic": {} },
            "window": { "workDoneProgress": true },
            "experimental": { "caro": { "status": true } },
        });
        let options = json!({ "caro": settings });
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options,
        });
        let id = self.send("initialize", &params);
        let until = Instant::now() + PATIENCE;
        loop {
            let mut message = self.next(until).expect("the server initializes").body;
            if message["id"] == id {
                self.notify("initialized", &json!({}));
                return message["result"].take();
            }
        }
    }

    /// Ends the conversation as LSP wants it; whether the server ended well, and what it said meanwhile.
    pub(crate) fn end(mut self) -> (bool, Vec<Message>) {
        let id = self.send("shutdown", &Value::Null);
        let mut rest = Vec::new();
        let until = Instant::now() + PATIENCE;
        loop {
            let message = self.next(until).expect("the server answers to shutdown");
            if message.body["id"] == id && message.body.get("method").is_none() {
                break;
            }
            rest.push(message);
        }
        self.notify("exit", &Value::Null);
        self.input = None;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("the process is ours") {
                return (status.success(), rest);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        (false, rest)
    }

    fn write(&mut self, message: &Value) {
        let body = message.to_string();
        let input = self.input.as_mut().expect("the editor speaks until the end");
        // A server that is gone is found out by reading.
        let _ = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| input.flush());
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
