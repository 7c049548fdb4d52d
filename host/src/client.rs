//! The editor's side: starts a host when it is first needed, asks it, and survives its death.
//!
//! Nothing here waits for the model: requests are handed to one thread, which owns the connection, and answers come to
//! a function of the caller, exactly one last one for each request.

use crate::options::Options;
use crate::protocol::{Answer, FailureKind, Figures, FromHost, Health, Request, Why};
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

mod launch;
mod link;
mod patience;
mod probe;
mod worker;

pub use patience::Patience;
pub use probe::running;

/// How to start a host.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The program.
    pub program: PathBuf,
    /// Its first words, such as `host`; those of the options follow.
    pub words: Vec<OsString>,
    /// What the host shall do. Of a host that runs already nothing changes.
    pub options: Options,
    /// How much is put up with.
    pub patience: Patience,
}

/// What comes back for a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// More text of an answer. What is sent at last is whole without these.
    Piece {
        /// Which answer, from 0.
        answer: u32,
        /// What was added.
        text: String,
    },
    /// The last event: the answers.
    Done {
        /// In the order of likelihood where that was asked for.
        answers: Vec<Answer>,
        /// What it took.
        figures: Figures,
    },
    /// The last event: given up.
    Cancelled(Why),
    /// The last event: no answer.
    Failed {
        /// What can be done about it.
        kind: FailureKind,
        /// For people.
        message: String,
    },
}

/// What the user should know, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The host died and will be started again when asked after a pause. For the log.
    Died(String),
    /// No host will be started until [`Client::ask_again`]. For the user.
    GivenUp(String),
}

/// What a client knows of its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// None was needed yet, or it ended as it should.
    Cold,
    /// It is being started.
    Starting,
    /// It answers.
    Connected {
        /// Its process.
        pid: u32,
    },
    /// It died; the next one is not started before this moment.
    Resting(Instant),
    /// It died too often, or its model is of no use.
    GivenUp(String),
}

type Sink = Box<dyn FnMut(Event) + Send>;
type Notify = Box<dyn Fn(Notice) + Send>;

/// A request that waits for its last event.
struct Pending {
    request: Request,
    sink: Option<Sink>,
    asked: Instant,
}

/// What the threads of a client share.
struct Shared {
    pending: Mutex<HashMap<u64, Arc<Mutex<Pending>>>>,
    health: Mutex<HashMap<u64, Sender<Health>>>,
    state: Mutex<State>,
}

/// What the thread is told.
enum Command {
    Complete(u64),
    Cancel(u64),
    Health(u64),
    AskAgain,
    Shutdown,
    /// From a reader: the host's model cannot be used.
    Useless(String),
    /// From a reader: its connection ended.
    Lost {
        connection: u64,
        goodbye: bool,
    },
    Stop,
}

/// A host, as an editor sees it.
pub struct Client {
    shared: Arc<Shared>,
    commands: Sender<Command>,
    next: AtomicU64,
}

/// A request on its way.
#[derive(Clone)]
pub struct Ticket {
    id: u64,
    shared: Arc<Shared>,
    commands: Sender<Command>,
}

impl Client {
    /// A client; nothing is started yet. `notify` must neither wait nor call the client.
    pub fn new(launch: Launch, notify: impl Fn(Notice) + Send + 'static) -> std::io::Result<Self> {
        let shared =
            Arc::new(Shared { pending: Mutex::default(), health: Mutex::default(), state: Mutex::new(State::Cold) });
        let (commands, receiver) = mpsc::channel();
        let worker = worker::Worker::new(launch, Arc::clone(&shared), commands.clone(), Box::new(notify));
        thread::Builder::new().name("model host".into()).spawn(move || worker.run(&receiver))?;
        Ok(Self { shared, commands, next: AtomicU64::new(1) })
    }

    /// Asks for text. The events come from another thread to `sink`, which must neither wait nor call the client; the
    /// last one comes exactly once. The request's number is chosen here.
    pub fn complete(&self, mut request: Request, sink: impl FnMut(Event) + Send + 'static) -> Ticket {
        let id = self.next.fetch_add(1, Relaxed);
        request.id = id;
        let pending = Pending { request, sink: Some(Box::new(sink)), asked: Instant::now() };
        lock(&self.shared.pending).insert(id, Arc::new(Mutex::new(pending)));
        if self.commands.send(Command::Complete(id)).is_err() {
            self.shared.finish(id, failed(FailureKind::Died, "the thread for the model host has ended"));
        }
        Ticket { id, shared: Arc::clone(&self.shared), commands: self.commands.clone() }
    }

    /// The same, with the events in a channel.
    pub fn ask(&self, request: Request) -> (Ticket, Receiver<Event>) {
        let (sender, receiver) = mpsc::channel();
        // Who dropped the channel wants no events.
        let ticket = self.complete(request, move |event| drop(sender.send(event)));
        (ticket, receiver)
    }

    /// Asks a host that runs how it is; nothing where none runs or it does not answer in time.
    pub fn health(&self, within: Duration) -> Option<Health> {
        let id = self.next.fetch_add(1, Relaxed);
        let (sender, receiver) = mpsc::channel();
        lock(&self.shared.health).insert(id, sender);
        let health = self.commands.send(Command::Health(id)).ok().and_then(|()| receiver.recv_timeout(within).ok());
        lock(&self.shared.health).remove(&id);
        health
    }

    /// What is known of the host.
    pub fn state(&self) -> State {
        lock(&self.shared.state).clone()
    }

    /// Forgets all deaths: the next request starts a host again.
    pub fn ask_again(&self) {
        let _ = self.commands.send(Command::AskAgain);
    }

    /// Ends the host, for all editors.
    pub fn shutdown_host(&self) {
        let _ = self.commands.send(Command::Shutdown);
    }
}

impl Drop for Client {
    /// Gives up what waits; the host lives on for others.
    fn drop(&mut self) {
        let _ = self.commands.send(Command::Stop);
    }
}

impl Ticket {
    /// Gives the request up. Its last event is sent before this returns, unless it was sent already.
    pub fn cancel(&self) {
        if self.shared.finish(self.id, Event::Cancelled(Why::Asked)) {
            let _ = self.commands.send(Command::Cancel(self.id));
        }
    }
}

impl Shared {
    /// Sends a request's last event; says no where that was done already.
    fn finish(&self, id: u64, event: Event) -> bool {
        let pending = lock(&self.pending).remove(&id);
        let sink = pending.and_then(|it| lock(&it).sink.take());
        match sink {
            Some(mut sink) => {
                sink(event);
                true
            }
            None => false,
        }
    }

    fn fail_all(&self, kind: FailureKind, message: &str) {
        for id in self.waiting() {
            self.finish(id, failed(kind, message));
        }
    }

    /// The requests without a last event, oldest first.
    fn waiting(&self) -> Vec<u64> {
        let mut all: Vec<_> = lock(&self.pending).keys().copied().collect();
        all.sort_unstable();
        all
    }

    fn set(&self, state: State) {
        *lock(&self.state) = state;
    }

    /// Hands on what the host says.
    fn hear(&self, message: FromHost) {
        match message {
            FromHost::Piece { id, answer, text } => {
                let pending = lock(&self.pending).get(&id).cloned();
                if let Some(sink) = pending.as_ref().map(|it| lock(it)).as_mut().and_then(|it| it.sink.as_mut()) {
                    sink(Event::Piece { answer, text });
                }
            }
            FromHost::Done { id, answers, figures } => _ = self.finish(id, Event::Done { answers, figures }),
            FromHost::Cancelled { id, why } => _ = self.finish(id, Event::Cancelled(why)),
            FromHost::Failed { id, kind, message } => _ = self.finish(id, failed(kind, message)),
            FromHost::Health { id, health } => {
                if let Some(sender) = lock(&self.health).remove(&id) {
                    let _ = sender.send(*health);
                }
            }
            FromHost::Welcome { .. } | FromHost::Refused { .. } | FromHost::Goodbye { .. } => {}
        }
    }
}

fn failed(kind: FailureKind, message: impl Into<String>) -> Event {
    Event::Failed { kind, message: message.into() }
}

/// Locks, also after a panic elsewhere: what is guarded here is whole at any time.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
