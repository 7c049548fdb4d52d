//! The one thread that reads pages, so that a request waits a moment at most, however slow a disk is.

use super::cache::{Cache, Kept};
use caro_core::pages::{Examples, Manual};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// More questions than this do not wait to be answered.
const QUEUE: usize = 64;
/// An answer that was given so long ago is checked again, behind the request's back.
const FRESH: Duration = Duration::from_secs(1);
/// A reader that has been busy for so long with one page may hang: nobody waits for it.
const HANGS: Duration = Duration::from_millis(60);
/// A reader that needed so long for one page is never waited for again.
const HUNG: Duration = Duration::from_secs(1);

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// The manual page of this name, or a part of one.
    Manual(String),
    /// The examples of the tldr page of this name.
    Examples(String),
}

/// What is known; it costs little to clone.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    Nothing,
    Manual(Arc<Manual>),
    Examples(Arc<Examples>),
}

impl Answer {
    pub(super) fn manual(self) -> Option<Arc<Manual>> {
        if let Self::Manual(it) = self { Some(it) } else { None }
    }

    pub(super) fn examples(self) -> Option<Arc<Examples>> {
        if let Self::Examples(it) = self { Some(it) } else { None }
    }
}

/// The files that an answer was read from, as they were then; the first is the one that was looked for.
pub(super) type Stamp = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// Whatever reads pages; only the thread calls it, and it may hang.
pub(super) trait Reader: Send + 'static {
    /// Answers; none where all is as it was when `known` was read.
    fn answer(&mut self, question: &Question, known: Option<&Stamp>) -> Option<(Answer, Stamp)>;
}

/// The thread, and what it has read.
pub(super) struct Worker {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    /// A question came, or nobody will ask any more.
    asked: Condvar,
    /// An answer came.
    answered: Condvar,
}

struct State {
    cache: Cache,
    queue: VecDeque<Question>,
    /// The reader, until the thread starts.
    reader: Option<Box<dyn Reader>>,
    /// Since when the thread has been at its question.
    busy: Option<Instant>,
    has_hung: bool,
    closed: bool,
}

impl Worker {
    pub(super) fn new(reader: impl Reader) -> Self {
        let state = State {
            cache: Cache::default(),
            queue: VecDeque::new(),
            reader: Some(Box::new(reader)),
            busy: None,
            has_hung: false,
            closed: false,
        };
        let shared = Shared { state: Mutex::new(state), asked: Condvar::new(), answered: Condvar::new() };
        Self { shared: Arc::new(shared) }
    }

    /// What is known of this; nothing where it is not known within this time.
    pub(super) fn ask(&self, question: Question, patience: Duration) -> Answer {
        let until = Instant::now() + patience;
        let mut state = self.shared.lock();
        if let Some(kept) = state.cache.get(&question) {
            let answer = kept.answer.clone();
            if kept.checked.elapsed() > FRESH {
                kept.checked = Instant::now();
                self.put(&mut state, question);
            }
            return answer;
        }
        if !self.put(&mut state, question.clone()) {
            return Answer::Nothing;
        }
        loop {
            if let Some(kept) = state.cache.get(&question) {
                return kept.answer.clone();
            }
            let hangs = state.has_hung || state.busy.is_some_and(|it| it.elapsed() > HANGS.max(patience));
            let left = until.saturating_duration_since(Instant::now());
            if hangs || left.is_zero() {
                return Answer::Nothing;
            }
            state = self.shared.answered.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    pub(super) fn size(&self) -> usize {
        self.shared.lock().cache.size()
    }

    /// Puts a question before the thread, which it starts first; says whether it will be answered one day.
    fn put(&self, state: &mut State, question: Question) -> bool {
        if let Some(reader) = state.reader.take() {
            let shared = self.shared.clone();
            let thread = std::thread::Builder::new().name("pages".to_owned());
            // It is waited for by nobody, so a process that ends does not care whether it hangs.
            if thread.spawn(move || shared.work(reader)).is_err() {
                return false;
            }
        }
        if state.queue.contains(&question) {
            return true;
        }
        if state.queue.len() >= QUEUE {
            return false;
        }
        state.queue.push_back(question);
        self.shared.asked.notify_one();
        true
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.asked.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers questions until nobody can ask any more.
    fn work(&self, mut reader: Box<dyn Reader>) {
        let mut state = self.lock();
        while !state.closed {
            let Some(question) = state.queue.pop_front() else {
                state = self.asked.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let known = state.cache.get(&question).map(|it| it.stamp.clone());
            let started = Instant::now();
            state.busy = Some(started);
            drop(state);
            // A page that breaks its reader is no page, and the next one is read all the same.
            let answer = catch_unwind(AssertUnwindSafe(|| reader.answer(&question, known.as_ref())))
                .unwrap_or_else(|_| Some((Answer::Nothing, Stamp::new())));
            state = self.lock();
            state.busy = None;
            state.has_hung |= started.elapsed() > HUNG;
            match answer {
                Some((answer, stamp)) => state.cache.put(question, Kept::new(answer, stamp)),
                None => {
                    if let Some(kept) = state.cache.get(&question) {
                        kept.checked = Instant::now();
                    }
                }
            }
            self.answered.notify_all();
        }
    }
}
