//! What all tests of the process share: a folder of its own for each test, and the host gone at its end.

use caro_host::client::{Client, Event, Launch, Notice, Patience};
use caro_host::place::Place;
use caro_host::protocol::{Answer, Figures, FromClient, FromHost, Prompt, Request, Shape, VERSION};
use caro_host::{Options, frame, identity};
use interprocess::local_socket::{Stream, traits::Stream as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_caro-host");
pub(crate) const NANO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/models/nano.gguf");
/// Nothing takes longer, also on a machine that does other things.
pub(crate) const LONG: Duration = Duration::from_mins(1);

/// A folder for sockets, prefixes and models. Hosts that use it end with it.
pub(crate) struct Nest {
    pub(crate) folder: tempfile::TempDir,
}

impl Nest {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn options(&self, model: impl AsRef<Path>) -> Options {
        Options {
            folder: Some(self.path("run")),
            prefixes: Some(self.path("prefixes")),
            // Two would wait for each other, spinning, on a machine that does other things.
            threads: 1,
            idle: LONG,
            ..Options::new(model.as_ref())
        }
    }

    pub(crate) fn launch(&self, model: impl AsRef<Path>) -> Launch {
        let patience = Patience { start: LONG, ..Patience::default() };
        Launch { program: PROGRAM.into(), words: Vec::new(), options: self.options(model), patience }
    }

    /// The hosts that live in this folder.
    pub(crate) fn hosts(&self) -> Vec<i32> {
        let folder = self.path("run");
        let needle = folder.as_os_str().as_encoded_bytes();
        let mut hosts = Vec::new();
        for entry in std::fs::read_dir("/proc").unwrap().flatten() {
            let Ok(pid) = entry.file_name().to_string_lossy().parse() else { continue };
            // A zombie has no command line.
            let words = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
            if words.split(|it| *it == 0).any(|it| it == needle) {
                hosts.push(pid);
            }
        }
        hosts
    }
}

impl Drop for Nest {
    fn drop(&mut self) {
        for pid in self.hosts() {
            kill(pid, rustix::process::Signal::KILL);
        }
    }
}

pub(crate) fn kill(pid: i32, signal: rustix::process::Signal) {
    if let Some(pid) = rustix::process::Pid::from_raw(pid) {
        // It may be gone already.
        let _ = rustix::process::kill_process(pid, signal);
    }
}

/// A client, and what it wants the user to know.
pub(crate) fn client(launch: Launch) -> (Client, Receiver<Notice>) {
    let (sender, notices) = channel();
    (Client::new(launch, move |notice| drop(sender.send(notice))).unwrap(), notices)
}

/// The model's own form of a prompt.
pub(crate) fn wish(text: &str) -> Request {
    Request {
        document: "file:///a.sh".to_owned(),
        prompt: Prompt { rest: text.to_owned(), end: "<sep>".to_owned(), ..Prompt::default() },
        shape: Shape::Command,
        answers: 1,
        most_tokens: 64,
        ..Request::default()
    }
}

/// The last event of a request, and the pieces before it, by answer.
pub(crate) fn last(events: &Receiver<Event>) -> (Event, Vec<String>) {
    let mut pieces = vec![String::new(); 8];
    loop {
        match events.recv_timeout(LONG).expect("each request has a last event") {
            Event::Piece { answer, text } => pieces[answer as usize].push_str(&text),
            event => {
                assert!(events.recv_timeout(Duration::from_millis(1)).is_err(), "nothing follows the last event");
                return (event, pieces);
            }
        }
    }
}

pub(crate) fn done(client: &Client, request: Request) -> (Vec<Answer>, Figures) {
    match last(&client.ask(request).1).0 {
        Event::Done { answers, figures } => (answers, figures),
        other => panic!("no answer but {other:?}"),
    }
}

pub(crate) fn text(client: &Client, request: Request) -> String {
    done(client, request).0.remove(0).text
}

/// Waits for something that happens elsewhere.
pub(crate) fn until(what: &str, mut test: impl FnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !test() {
        assert!(began.elapsed() < LONG, "waited too long until {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
    began.elapsed()
}

/// A connection without the client's cleverness.
pub(crate) struct Wire(pub(crate) Stream);

impl Wire {
    /// To the socket only.
    pub(crate) fn connect(options: &Options) -> Option<Self> {
        let model = identity::identify(&options.model).unwrap();
        let place = Place::new(options.folder.as_deref(), &model).unwrap();
        let stream = Stream::connect(place.name().unwrap()).ok()?;
        stream.set_recv_timeout(Some(LONG)).unwrap();
        Some(Self(stream))
    }

    /// To a host that `client` has started, and greeted.
    pub(crate) fn greet(options: &Options) -> Self {
        let mut wire = Self::connect(options).expect("a host listens");
        wire.send(&FromClient::Hello { version: VERSION });
        assert!(matches!(wire.next(), Some(FromHost::Welcome { .. })));
        wire
    }

    pub(crate) fn send(&mut self, message: &FromClient) {
        frame::write(&mut &self.0, message).unwrap();
    }

    pub(crate) fn ask(&mut self, id: u64, document: &str, request: Request) {
        self.send(&FromClient::Complete(Request { id, document: document.to_owned(), ..request }));
    }

    /// The next message; nothing at the end.
    pub(crate) fn next(&mut self) -> Option<FromHost> {
        frame::read(&mut &self.0).unwrap()
    }

    /// The next message that ends a request.
    pub(crate) fn last(&mut self) -> FromHost {
        loop {
            match self.next().expect("the host lives") {
                FromHost::Piece { .. } => {}
                message => return message,
            }
        }
    }
}
