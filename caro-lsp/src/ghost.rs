//! Ghost text over time: who is asked and when, what is known already, what the user made of it. What may be shown is
//! core's business; all of this is the same for every editor.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use caro_core::generate::Candidate;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tower_lsp_server::ls_types::Uri;

use crate::assistant::Assistant;
use crate::model::{Question, Source};

mod answers;
mod feedback;
mod typing;

use answers::Answers;
pub(crate) use answers::Key;
use feedback::Feedback;
pub(crate) use feedback::Shown;
use typing::Typing;

/// So long an answer is still awaited that nobody waits for: an editor takes a request back at each key, and asks again.
const GRACE: Duration = Duration::from_millis(400);

/// How many wishes are remembered whose answer was withheld.
const MOST_NOTED: usize = 1000;

/// All that is known of ghost text.
#[derive(Debug, Default)]
pub(crate) struct Ghosts {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    documents: HashMap<Uri, Document>,
    answers: Answers,
    feedback: Feedback,
    /// The words to which an answer was withheld.
    noted: HashSet<u64>,
    /// How long answers take of late.
    latency: Option<Duration>,
}

/// What is known of a document.
#[derive(Debug, Default)]
struct Document {
    typing: Typing,
    /// Counts edits and requests: whoever waits is outdated once it changes.
    turn: watch::Sender<u64>,
    /// The question on its way.
    asked: Option<Asked>,
}

/// A question on its way. Dropping it takes it back.
#[derive(Debug)]
struct Asked {
    key: Key,
    done: watch::Receiver<bool>,
    task: AbortHandle,
    waiting: Arc<AtomicUsize>,
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A place in the order of a document's edits and requests.
#[derive(Clone, Debug)]
pub(crate) struct Turn(watch::Receiver<u64>);

impl Turn {
    /// Whether nothing came after it.
    pub(crate) fn is_latest(&self) -> bool {
        matches!(self.0.has_changed(), Ok(false))
    }

    /// Waits until something comes after it.
    async fn is_over(&mut self) {
        // An error means that the document was closed.
        let _ = self.0.changed().await;
    }
}

impl Ghosts {
    /// A document was opened.
    pub(crate) fn opened(&self, uri: &Uri) {
        self.lock().documents.insert(uri.clone(), Document::default());
    }

    /// A request for a document begins: earlier ones are outdated. In one that is not open every turn is over.
    pub(crate) fn request(&self, uri: &Uri) -> Turn {
        let mut inner = self.lock();
        let Some(document) = inner.documents.get_mut(uri) else { return Turn(watch::channel(0).1) };
        document.turn.send_modify(|it| *it += 1);
        Turn(document.turn.subscribe())
    }

    /// A document was edited.
    pub(crate) fn edited(&self, uri: &Uri) {
        let mut inner = self.lock();
        let Some(document) = inner.documents.get_mut(uri) else { return };
        document.typing.edited(Instant::now());
        document.turn.send_modify(|it| *it += 1);
    }

    /// A document was closed.
    pub(crate) fn closed(&self, uri: &Uri) {
        self.lock().documents.remove(uri);
    }

    /// What was answered to a question, or to the same before a part of the answer was typed.
    pub(crate) fn known(&self, key: &Key) -> Option<Vec<Candidate>> {
        self.lock().answers.get(key)
    }

    /// What our own generator proposes, from memory where somebody types along.
    pub(crate) fn own(&self, key: &Key, most: usize, propose: impl FnOnce() -> Vec<Candidate>) -> Vec<Candidate> {
        let kept = self.lock().answers.own(key, most);
        kept.unwrap_or_else(|| {
            // Without the lock: it takes a few milliseconds.
            let proposed = propose();
            self.lock().answers.put_own(key, most, proposed.clone());
            proposed
        })
    }

    /// Puts what is to be shown in the order that this user's choices ask for, and remembers it.
    pub(crate) fn show(&self, uri: &Uri, row: u32, by_key: bool, key: &Key, commands: &[&str]) -> Shown {
        self.lock().feedback.show(uri, row, by_key, key, commands)
    }

    /// What was shown last in a document, where that was asked for by key in this row.
    pub(crate) fn shown_by_key(&self, uri: &Uri, row: u32) -> Option<Vec<String>> {
        self.lock().feedback.shown_by_key(uri, row)
    }

    /// The user looked at one of what was shown.
    pub(crate) fn seen(&self, id: u64) {
        self.lock().feedback.seen(id);
    }

    /// The user took one of what was shown; says in which document and row.
    pub(crate) fn accepted(&self, id: u64) -> Option<(Uri, u32)> {
        self.lock().feedback.accepted(id)
    }

    /// Whether nobody was told yet that an answer to these words is withheld.
    pub(crate) fn is_first_note(&self, key: &Key) -> bool {
        let mut inner = self.lock();
        // Enough for a day; then somebody may be told again.
        if inner.noted.len() >= MOST_NOTED {
            inner.noted.clear();
        }
        inner.noted.insert(key.topic)
    }

    /// Waits until the user pauses; says no where something came after the turn.
    pub(crate) async fn settle(&self, uri: &Uri, turn: &mut Turn) -> bool {
        let pause = self.pause(uri, None);
        tokio::select! {
            () = turn.is_over() => false,
            () = tokio::time::sleep(pause) => turn.is_latest(),
        }
    }

    /// Waits until the user pauses, and then for the answer, as long as `budget`; says whether there is one now. Whoever
    /// drops this takes the question back, unless somebody else waits for it or soon does.
    pub(crate) async fn wait(
        self: &Arc<Self>,
        uri: &Uri,
        turn: &mut Turn,
        key: &Key,
        budget: Duration,
        asks: Asks,
    ) -> bool {
        let until = tokio::time::Instant::now() + budget;
        let mut waiter = if let Some(waiter) = self.join(uri, key) {
            waiter
        } else {
            let latency = self.lock().latency;
            let pause = self.pause(uri, latency);
            tokio::select! {
                () = turn.is_over() => return false,
                () = tokio::time::sleep(pause) => {}
            }
            if !turn.is_latest() {
                return false;
            }
            // It may have come since the caller looked.
            if self.known(key).is_some() {
                return true;
            }
            self.begin(uri, key, asks);
            match self.join(uri, key) {
                Some(waiter) => waiter,
                None => return self.known(key).is_some(),
            }
        };
        tokio::select! {
            biased;
            // An error means that the task is gone, with or without an answer.
            _ = waiter.done.wait_for(|it| *it) => {}
            () = turn.is_over() => {}
            // The answer may still come in time for the next request.
            () = tokio::time::sleep_until(until) => waiter.goes_on = true,
        }
        drop(waiter);
        turn.is_latest() && self.known(key).is_some()
    }

    /// Asks for what is likely to be wanted soon. A request of the user's comes before it.
    pub(crate) fn ahead(self: &Arc<Self>, uri: &Uri, key: &Key, ask: Asks) {
        let is_asked =
            self.lock().documents.get(uri).is_none_or(|it| it.asked.as_ref().is_some_and(|it| it.key == *key));
        if !is_asked && self.known(key).is_none() {
            self.begin(uri, key, ask);
        }
    }

    /// How long until the user may be taken to pause.
    fn pause(&self, uri: &Uri, latency: Option<Duration>) -> Duration {
        let inner = self.lock();
        inner.documents.get(uri).map_or(Duration::ZERO, |it| it.typing.pause(Instant::now(), latency))
    }

    /// Joins who waits for the same.
    fn join(self: &Arc<Self>, uri: &Uri, key: &Key) -> Option<Waiter> {
        let inner = self.lock();
        let asked = inner.documents.get(uri)?.asked.as_ref().filter(|it| it.key == *key)?;
        asked.waiting.fetch_add(1, Ordering::SeqCst);
        Some(Waiter {
            ghosts: Arc::clone(self),
            uri: uri.clone(),
            done: asked.done.clone(),
            waiting: Arc::clone(&asked.waiting),
            goes_on: false,
        })
    }

    /// Asks, in a task of its own; an earlier question for the document is taken back.
    fn begin(self: &Arc<Self>, uri: &Uri, key: &Key, asks: Asks) {
        let (done, is_done) = watch::channel(false);
        let (ghosts, of, kept) = (Arc::clone(self), uri.clone(), key.clone());
        let task = tokio::spawn(async move {
            let Asks { assistant, source, question } = asks;
            if let Ok(Some(question)) = tokio::task::spawn_blocking(question).await {
                let began = Instant::now();
                if let Ok(found) = assistant.ask(&source, &question, None).await {
                    ghosts.lock().answered(kept.clone(), found, began.elapsed());
                }
            }
            let _ = done.send(true);
            ghosts.forget(&of, &kept);
        });
        let waiting = Arc::default();
        let asked = Asked { key: key.clone(), done: is_done, task: task.abort_handle(), waiting };
        // In a document that was closed meanwhile it is taken back at once.
        if let Some(document) = self.lock().documents.get_mut(uri) {
            document.asked = Some(asked);
        }
    }

    /// Forgets a question that is answered.
    fn forget(&self, uri: &Uri, key: &Key) {
        let mut inner = self.lock();
        if let Some(document) = inner.documents.get_mut(uri)
            && document.asked.as_ref().is_some_and(|it| it.key == *key && *it.done.borrow())
        {
            document.asked = None;
        }
    }

    /// Takes a question back that nobody waits for.
    fn take_back(&self, uri: &Uri, waiting: &Arc<AtomicUsize>) {
        let mut inner = self.lock();
        if let Some(document) = inner.documents.get_mut(uri)
            && document.asked.as_ref().is_some_and(|it| Arc::ptr_eq(&it.waiting, waiting))
            && waiting.load(Ordering::SeqCst) == 0
        {
            document.asked = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn answered(&mut self, key: Key, found: Vec<Candidate>, took: Duration) {
        self.answers.put(key, found);
        self.latency = Some(self.latency.map_or(took, |it| (it * 3 + took) / 4));
    }
}

/// What is asked, of whom.
pub(crate) struct Asks {
    pub(crate) assistant: Arc<Assistant>,
    pub(crate) source: Arc<Source>,
    /// Puts the question together, which takes a while: only for one that is really asked.
    pub(crate) question: Box<dyn FnOnce() -> Option<Question> + Send>,
}

/// One who waits for an answer.
struct Waiter {
    ghosts: Arc<Ghosts>,
    uri: Uri,
    done: watch::Receiver<bool>,
    waiting: Arc<AtomicUsize>,
    /// Whether the question stays although nobody waits for it.
    goes_on: bool,
}

impl Drop for Waiter {
    fn drop(&mut self) {
        let was_last = self.waiting.fetch_sub(1, Ordering::SeqCst) == 1;
        if !was_last || self.goes_on || *self.done.borrow() {
            return;
        }
        let (ghosts, uri, waiting) = (Arc::clone(&self.ghosts), self.uri.clone(), Arc::clone(&self.waiting));
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                tokio::time::sleep(GRACE).await;
                ghosts.take_back(&uri, &waiting);
            });
        }
    }
}
