//! The way to end a call from another thread, at any moment.

use crate::call::Event;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Ends the calls that it was given to. Clones are one and the same.
#[derive(Clone, Default)]
pub struct Cancel {
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    cancelled: AtomicBool,
    waiting: Mutex<Vec<Weak<SyncSender<Event>>>>,
}

impl Cancel {
    /// One that nobody has used yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the calls that run with it, and those that start later.
    pub fn cancel(&self) {
        self.state.cancelled.store(true, Ordering::SeqCst);
        let waiting = std::mem::take(&mut *self.state.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        for sender in waiting.iter().filter_map(Weak::upgrade) {
            // A full channel wakes its reader by itself.
            let _ = sender.try_send(Event::Woken);
        }
    }

    /// Whether it was used.
    pub fn is_cancelled(&self) -> bool {
        self.state.cancelled.load(Ordering::SeqCst)
    }

    /// Wakes whoever reads from this channel when it is used.
    pub(crate) fn wakes(&self, sender: &Arc<SyncSender<Event>>) {
        let mut waiting = self.state.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|it| it.strong_count() > 0);
        waiting.push(Arc::downgrade(sender));
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Cancel").field("cancelled", &self.is_cancelled()).finish_non_exhaustive()
    }
}
