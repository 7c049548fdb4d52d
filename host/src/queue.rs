//! The one queue of the host: connections put requests in, the engine takes them out.

use crate::outbox::{Reply, lock};
use crate::protocol::{FailureKind, Request, Why};
use crate::turns::Turns;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

/// More documents than this do not wait.
const MOST_WAITING: usize = 64;

/// A request on its way.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) request: Request,
    pub(crate) reply: Reply,
    pub(crate) arrived: Instant,
}

/// A document of one connection. Two editors that show the same file do not take each other's turn.
type Key = (u64, String);

/// Requests that wait, and the one that is worked on.
#[derive(Debug)]
pub(crate) struct Queue {
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Debug)]
struct State {
    turns: Turns<Key, Job>,
    running: Option<(Key, Reply)>,
    closed: bool,
}

impl Queue {
    pub(crate) fn new() -> Self {
        let state = State { turns: Turns::new(MOST_WAITING), running: None, closed: false };
        Self { state: Mutex::new(state), wake: Condvar::new() }
    }

    /// Puts a request in. An older one for the same document is given up, waiting or running.
    pub(crate) fn push(&self, connection: u64, job: Job) {
        let key = (connection, job.request.document.clone());
        let mut state = lock(&self.state);
        if state.closed {
            return job.reply.cancel(Why::Closing);
        }
        if let Some((_, running)) = state.running.as_ref().filter(|it| it.0 == key) {
            running.cancel(Why::Superseded);
        }
        match state.turns.push(key, job) {
            Ok(Some(older)) => older.reply.cancel(Why::Superseded),
            Ok(None) => {}
            Err(job) => {
                job.reply.fail(FailureKind::Busy, format!("{MOST_WAITING} documents wait for the model already"));
            }
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Gives up one request of a connection.
    pub(crate) fn cancel(&self, connection: u64, id: u64) {
        self.give_up(Why::Asked, |key, reply| key.0 == connection && reply.id() == id);
    }

    /// Gives up all requests of a connection: its client is gone.
    pub(crate) fn leave(&self, connection: u64) {
        self.give_up(Why::Asked, |key, _| key.0 == connection);
    }

    /// Gives up everything and takes nothing more.
    pub(crate) fn close(&self) {
        lock(&self.state).closed = true;
        self.give_up(Why::Closing, |_, _| true);
        self.wake.notify_all();
    }

    fn give_up(&self, why: Why, test: impl Fn(&Key, &Reply) -> bool) {
        let mut state = lock(&self.state);
        if let Some((_, running)) = state.running.as_ref().filter(|it| test(&it.0, &it.1)) {
            running.cancel(why);
        }
        for job in state.turns.remove(|key, job| test(key, &job.reply)) {
            job.reply.cancel(why);
        }
    }

    /// Waits for the next request; nothing once the queue is closed.
    pub(crate) fn next(&self) -> Option<Job> {
        let mut state = lock(&self.state);
        state.running = None;
        loop {
            if state.closed {
                return None;
            }
            if let Some((key, job)) = state.turns.pop() {
                state.running = Some((key, job.reply.clone()));
                return Some(job);
            }
            state = self.wake.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// How many requests wait.
    pub(crate) fn waiting(&self) -> usize {
        lock(&self.state).turns.len()
    }

    /// Whether there is nothing to do.
    pub(crate) fn is_idle(&self) -> bool {
        let state = lock(&self.state);
        state.running.as_ref().is_none_or(|it| it.1.is_over()) && state.turns.len() == 0
    }
}
