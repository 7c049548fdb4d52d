//! What tests and benchmarks share: a small LSP client that drives the real server as an editor would, and scripts.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use caro_lsp::Ended;
use serde_json::{Value, json};

pub mod answers;
pub mod fuzz;
pub mod http;
pub mod risk;
pub mod scripts;

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The other end of the server.
enum Server {
    Process(Child),
    Thread(JoinHandle<Ended>),
}

/// A client with one server.
pub struct Client {
    server: Server,
    to_server: Option<Box<dyn Write + Send>>,
    from_server: Receiver<Value>,
    /// What came and was not asked for yet.
    waiting: Vec<Value>,
    next_id: i64,
    /// What `workspace/configuration` is answered with.
    pub settings: Value,
}

/// The real binary: the one that `CARO_LSP` names, or built once; `cargo test` alone builds no other package's binary.
pub fn binary() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    let built = || build(our_folder().ends_with("release"));
    BINARY.get_or_init(|| std::env::var_os("CARO_LSP").map_or_else(built, PathBuf::from)).clone()
}

/// `target/<profile>`: programs lie there, tests one folder deeper.
fn our_folder() -> PathBuf {
    let this = std::env::current_exe().expect("a program has a path");
    this.ancestors().skip(1).find(|it| !it.ends_with("deps")).expect("a target folder").to_owned()
}

fn build(release: bool) -> PathBuf {
    let target = our_folder().parent().expect("profiles lie in the target folder").to_owned();
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["build", "--quiet", "--package", "caro-lsp", "--bin", "caro-lsp", "--target-dir"]).arg(&target);
    if release {
        cargo.arg("--release");
    }
    if !cfg!(feature = "local-models") {
        cargo.arg("--no-default-features");
    }
    cargo.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    // Build scripts of crates watch it, and all that hangs on them would be built again with each change.
    cargo.env_remove("CARGO_MANIFEST_DIR");
    assert!(cargo.status().expect("cargo runs").success(), "the server does not build");
    let profile = target.join(if release { "release" } else { "debug" });
    profile.join(format!("caro-lsp{}", std::env::consts::EXE_SUFFIX))
}

impl Client {
    /// Starts the real binary on standard input and output.
    pub fn process() -> Self {
        // No page of this machine is quoted: the answers are the same everywhere.
        let nothing = concat!(env!("CARGO_MANIFEST_DIR"), "/no-such-folder");
        Self::of(Command::new(binary()).env("MANPATH", nothing).env("HOME", nothing).env_remove("XDG_CACHE_HOME"))
    }

    /// Starts a server, perhaps one of others, on standard input and output.
    pub fn of(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = child.stdin.take().expect("stdin is piped");
        let output = child.stdout.take().expect("stdout is piped");
        Self::new(Server::Process(child), input, output)
    }

    /// Runs the same server in a thread of this process: faster, with all but its exit status.
    pub fn in_memory() -> Self {
        let (server_input, input) = std::io::pipe().expect("the system has pipes");
        let (output, server_output) = std::io::pipe().expect("the system has pipes");
        let server = std::thread::spawn(move || caro_lsp::serve_on(server_input, server_output));
        Self::new(Server::Thread(server), input, output)
    }

    fn new(server: Server, input: impl Write + Send + 'static, output: impl Read + Send + 'static) -> Self {
        let (sender, from_server) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let settings = Value::Null;
        Self { server, to_server: Some(Box::new(input)), from_server, waiting: Vec::new(), next_id: 0, settings }
    }

    /// Sends `initialize` and `initialized`; gives the answer's result.
    pub fn initialize(&mut self, capabilities: Value) -> Value {
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let result = self.request("initialize", params).expect("the server initializes");
        self.notify("initialized", json!({}));
        result
    }

    /// Sends a request and waits for its result or its error.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.send(method, params);
        self.answer(id)
    }

    /// Sends a request; gives its id.
    pub fn send(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.write(&message);
        self.next_id
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i64) -> Result<Value, Value> {
        let mut message = self.wait_for(|it| it["id"] == id && it.get("method").is_none());
        match message.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(message["result"].take()),
        }
    }

    /// Waits for an answer without an id, as broken messages get it; gives the error's code.
    pub fn error_without_id(&mut self) -> i64 {
        let message = self.wait_for(|it| it.get("error").is_some() && it["id"].is_null());
        message["error"]["code"].as_i64().expect("codes are numbers")
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        let mut message = json!({ "jsonrpc": "2.0", "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.write(&message);
    }

    /// Waits for a notification or request of the server; gives its parameters.
    pub fn wait(&mut self, method: &str) -> Value {
        self.wait_for(|it| it["method"] == method)["params"].take()
    }

    /// Whether the server sends such a message within a moment.
    pub fn hears(&mut self, method: &str, moment: Duration) -> bool {
        self.try_wait_for(Instant::now() + moment, |it| it["method"] == method).is_some()
    }

    /// Opens a bash script.
    pub fn open(&mut self, uri: &str, text: &str) {
        self.open_as(uri, "shellscript", text);
    }

    /// Opens a document of any language.
    pub fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Sends changes.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Waits for the diagnostics of a version of a document; `None` for those sent when it was closed.
    pub fn diagnostics(&mut self, uri: &str, version: Option<i32>) -> Vec<Value> {
        let mut message = self.wait_for(|it| {
            let params = &it["params"];
            it["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == json!(version)
        });
        serde_json::from_value(message["params"]["diagnostics"].take()).expect("diagnostics are a list")
    }

    /// The parameters of the messages that came and were not waited for.
    pub fn waiting(&self, method: &str) -> Vec<Value> {
        self.waiting.iter().filter(|it| it["method"] == method).map(|it| it["params"].clone()).collect()
    }

    /// How many answers came that nobody waited for.
    pub fn unasked_answers(&self) -> usize {
        self.waiting.iter().filter(|it| it.get("id").is_some() && it.get("method").is_none()).count()
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let to_server = self.to_server.as_mut().expect("the client speaks until it hangs up");
        // A server that is gone already is what some tests are about.
        let _ = to_server.write_all(bytes).and_then(|()| to_server.flush());
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.to_server = None;
    }

    /// The process id of the server.
    pub fn pid(&self) -> u32 {
        match &self.server {
            Server::Process(child) => child.id(),
            Server::Thread(_) => std::process::id(),
        }
    }

    /// Waits for the process to end; `None` if it does not.
    pub fn exit_status(&mut self) -> Option<ExitStatus> {
        let Server::Process(child) = &mut self.server else { return None };
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = child.try_wait().expect("the process is ours") {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }

    /// How the conversation ended, for a server in memory.
    pub fn ended(mut self) -> Option<Ended> {
        let gone = Server::Thread(std::thread::spawn(|| Ended::Abruptly));
        match std::mem::replace(&mut self.server, gone) {
            Server::Thread(server) => server.join().ok(),
            Server::Process(_) => None,
        }
    }

    fn write(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let found = self.try_wait_for(Instant::now() + PATIENCE, wanted);
        found.unwrap_or_else(|| panic!("the server did not say it, but: {:#?}", self.waiting))
    }

    fn try_wait_for(&mut self, deadline: Instant, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return Some(self.waiting.remove(at));
        }
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let message = match self.from_server.recv_timeout(left) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            };
            self.reply(&message);
            if wanted(&message) {
                return Some(message);
            }
            self.waiting.push(message);
        }
    }

    /// Answers the server's own requests as an editor does.
    fn reply(&mut self, message: &Value) {
        if let (Some(method), Some(id)) = (message["method"].as_str(), message.get("id")) {
            let result = if method == "workspace/configuration" { json!([self.settings]) } else { Value::Null };
            let answer = json!({ "jsonrpc": "2.0", "id": id, "result": result });
            self.write(&answer);
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.hang_up();
        if let Server::Process(child) = &mut self.server {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Reads a message as LSP frames it; `None` where the other end is gone, or breaks the protocol.
pub fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
