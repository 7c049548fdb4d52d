//! What goes out on one connection, and that each request is answered exactly once.

use crate::frame;
use crate::protocol::{Answer, FailureKind, Figures, FromHost, Why};
use crate::status::Status;
use interprocess::local_socket::Stream;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

/// A client that lets so many messages lie is left.
const MOST_UNREAD: usize = 4096;

/// Locks, also after a panic elsewhere: what is guarded in this crate is whole at any time.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The way to one client. Sending never waits.
#[derive(Clone, Debug)]
pub(crate) struct Outbox(SyncSender<FromHost>);

impl Outbox {
    /// An outbox, and the thread that empties it into the connection.
    pub(crate) fn open(stream: Arc<Stream>) -> std::io::Result<(Self, JoinHandle<()>)> {
        let (sender, receiver) = sync_channel(MOST_UNREAD);
        let writer = thread::Builder::new().name("writer".into()).spawn(move || write_all(&stream, &receiver))?;
        Ok((Self(sender), writer))
    }

    /// Says no where the client is gone or reads nothing.
    pub(crate) fn send(&self, message: FromHost) -> bool {
        match self.0.try_send(message) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        }
    }
}

fn write_all(stream: &Stream, messages: &Receiver<FromHost>) {
    for message in messages {
        if frame::write(&mut &*stream, &message).is_err() {
            return;
        }
    }
}

/// The one answer of a request.
#[derive(Clone, Debug)]
pub(crate) struct Reply(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: u64,
    outbox: Outbox,
    status: Arc<Status>,
    over: Mutex<bool>,
}

impl Reply {
    pub(crate) fn new(id: u64, outbox: Outbox, status: Arc<Status>) -> Self {
        Self(Arc::new(Inner { id, outbox, status, over: Mutex::new(false) }))
    }

    /// The request's number on its connection.
    pub(crate) fn id(&self) -> u64 {
        self.0.id
    }

    /// Whether nobody waits for it any more.
    pub(crate) fn is_over(&self) -> bool {
        *lock(&self.0.over)
    }

    /// Sends a piece of an answer; says no where nobody waits for it any more.
    pub(crate) fn piece(&self, answer: u32, text: String) -> bool {
        let mut over = lock(&self.0.over);
        if !*over && !self.0.outbox.send(FromHost::Piece { id: self.0.id, answer, text }) {
            *over = true;
        }
        !*over
    }

    pub(crate) fn done(&self, answers: Vec<Answer>, figures: Figures) {
        self.finish(FromHost::Done { id: self.0.id, answers, figures });
    }

    pub(crate) fn cancel(&self, why: Why) {
        self.finish(FromHost::Cancelled { id: self.0.id, why });
    }

    pub(crate) fn fail(&self, kind: FailureKind, message: impl Into<String>) {
        self.finish(FromHost::Failed { id: self.0.id, kind, message: message.into() });
    }

    fn finish(&self, message: FromHost) {
        let mut over = lock(&self.0.over);
        if !*over {
            *over = true;
            self.0.status.count(&message);
            // Where it does not arrive there is no client left.
            self.0.outbox.send(message);
        }
    }
}

impl Drop for Inner {
    /// A request that is lost on the way is answered, too.
    fn drop(&mut self) {
        if !*lock(&self.over) {
            self.outbox.send(FromHost::Failed {
                id: self.id,
                kind: FailureKind::Engine,
                message: "the model host lost the request".to_owned(),
            });
        }
    }
}
