//! The thread that writes: it takes what was queued, many at a time, and nobody waits for it.

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::TransactionBehavior;

use crate::clock::{self, Clock};
use crate::lock::Lock;
use crate::read::kept_key;
use crate::rows::{self, Upsert};
use crate::sealed::Sealer;
use crate::store::{self, Store};
use crate::workspace::Salt;
use crate::{Error, Evidence, Record, Terms, clear, learned, prune, redaction, salvage};

/// The most that wait to be written.
const QUEUE: usize = 1_000;
/// So long more is waited for, so that one transaction takes them all.
const LINGER: Duration = Duration::from_millis(50);
/// So long another attempt waits while others keep the database busy.
const AGAIN: Duration = Duration::from_millis(250);
/// So often it is tried at the end, when a process waits to be gone.
const LAST_ATTEMPTS: u32 = 4;
/// Between two looks for what is too old.
const BETWEEN_PRUNINGS: Duration = Duration::from_hours(1);
/// After so many records the size is looked at earlier.
const MANY: u64 = 2_000;

/// Something to be written.
pub(crate) enum Job {
    Record(Box<Record>),
    Learn(Vec<Evidence>),
    Tend,
}

/// What all handles and the thread share.
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    folder: Option<PathBuf>,
    pub(crate) clock: Clock,
    pub(crate) salt: OnceLock<Salt>,
    /// The last key that was used: to make one takes long.
    key: Mutex<Option<Sealer>>,
}

struct State {
    queue: VecDeque<Job>,
    /// How many were ever queued, and how many of these are done.
    queued: u64,
    done: u64,
    dropped: u64,
    /// How many wait for all to be done.
    waiting: usize,
    terms: Terms,
    /// Counts the changes of the terms.
    version: u64,
    off: bool,
    ending: bool,
    thread: Option<JoinHandle<()>>,
    messages: VecDeque<String>,
    told: Vec<String>,
}

impl Shared {
    pub(crate) fn new(folder: Option<PathBuf>, terms: Terms, clock: Clock) -> Self {
        let state = State {
            queue: VecDeque::new(),
            queued: 0,
            done: 0,
            dropped: 0,
            waiting: 0,
            terms,
            version: 0,
            off: false,
            ending: false,
            thread: None,
            messages: VecDeque::new(),
            told: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
            folder,
            clock,
            salt: OnceLock::new(),
            key: Mutex::new(None),
        }
    }

    /// Held for moments only, and by nobody who could panic.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn folder(&self) -> Result<&Path, Error> {
        self.folder.as_deref().ok_or(Error::NoHome)
    }

    pub(crate) fn terms(&self) -> Terms {
        self.state().terms.clone()
    }

    pub(crate) fn set_terms(&self, terms: Terms) {
        let mut state = self.state();
        state.terms = terms;
        state.version += 1;
        state.off = false;
        // The same trouble after a change is news.
        state.told.clear();
        self.changed.notify_all();
    }

    pub(crate) fn dropped(&self) -> u64 {
        self.state().dropped
    }

    pub(crate) fn tell(&self, message: impl Into<Option<String>>) {
        let Some(message) = message.into() else { return };
        let mut state = self.state();
        if !state.told.contains(&message) {
            state.told.push(message.clone());
            state.messages.push_back(message);
        }
    }

    pub(crate) fn take_message(&self) -> Option<String> {
        self.state().messages.pop_front()
    }

    pub(crate) fn queue(self: &Arc<Self>, job: Job) {
        let mut state = self.state();
        // To delete what is too old is wanted also where nothing more is to be written.
        if state.off || !(state.terms.allow_writing() || matches!(job, Job::Tend)) {
            return;
        }
        if state.queue.len() >= QUEUE {
            state.dropped += 1;
            return;
        }
        state.queue.push_back(job);
        state.queued += 1;
        if state.thread.is_none() {
            let shared = self.clone();
            let thread = std::thread::Builder::new().name("history".to_owned());
            match thread.spawn(move || Writer::new(shared).run()) {
                Ok(thread) => state.thread = Some(thread),
                Err(_) => {
                    state.queue.clear();
                    state.done = state.queued;
                    state.dropped += 1;
                }
            }
        }
        self.changed.notify_all();
    }

    pub(crate) fn flush(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut state = self.state();
        let wanted = state.queued;
        state.waiting += 1;
        self.changed.notify_all();
        while state.done < wanted {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.waiting -= 1;
        state.done >= wanted && !state.off
    }

    pub(crate) fn end(&self) {
        let thread = {
            let mut state = self.state();
            state.ending = true;
            self.changed.notify_all();
            state.thread.take()
        };
        if let Some(thread) = thread {
            // A panic there was its own business.
            let _ = thread.join();
        }
    }

    /// Waits for something to do, and then a little for more; none at the end.
    fn take(&self) -> Option<Vec<Job>> {
        let mut state = self.state();
        while state.queue.is_empty() {
            if state.ending {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let until = Instant::now() + LINGER;
        while !state.ending && state.waiting == 0 && state.queue.len() < QUEUE / 4 {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        Some(state.queue.drain(..).collect())
    }

    fn done(&self, count: usize, lost: u64, error: Option<&Error>) {
        // Before anyone is woken who asks.
        self.tell(error.map(|it| format!("no history is kept: {it}")));
        let mut state = self.state();
        state.done += count as u64;
        state.dropped += lost;
        if error.is_some() {
            state.off = true;
            // They would meet the same.
            state.dropped += state.queue.len() as u64;
            state.done += state.queue.len() as u64;
            state.queue.clear();
        }
        self.changed.notify_all();
    }

    /// Whether a pause before another attempt is over; not where the process ends.
    fn pause(&self, attempt: u32) -> bool {
        let state = self.state();
        if state.ending && attempt >= LAST_ATTEMPTS {
            return false;
        }
        drop(state);
        std::thread::sleep(AGAIN);
        true
    }

    /// What seals and unseals the texts of a database; none where it is not encrypted. A reader wants what is there, a
    /// writer what the terms say: what is not encrypted yet is encrypted first.
    pub(crate) fn sealer(&self, store: &Store, reads: bool) -> Result<Option<Sealer>, Error> {
        let path = &store.files.database;
        let passphrase = self.terms().passphrase;
        let Some(kept) = kept_key(&store.connection).map_err(|it| store.reading(&it))? else {
            if passphrase.is_some() && !reads {
                self.seal(store)?;
                return self.sealer(store, true);
            }
            return Ok(None);
        };
        let mut key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sealer) = key.as_ref().filter(|it| it.kept == kept) {
            return Ok(Some(sealer.clone()));
        }
        let passphrase = passphrase.ok_or(Error::Sealed { path: path.clone() })?.bytes()?;
        let sealer = Sealer::of(&kept, &passphrase).ok_or(Error::WrongPassphrase { path: path.clone() })?;
        *key = Some(sealer.clone());
        Ok(Some(sealer))
    }

    /// Encrypts all that a database holds, with the passphrase of the terms.
    pub(crate) fn seal(&self, store: &Store) -> Result<u64, Error> {
        let passphrase = self.terms().passphrase.ok_or(Error::Sealed { path: store.files.database.clone() })?;
        let sealer = Sealer::new(&passphrase.bytes()?);
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = Some(sealer.clone());
        match clear::seal(store, &sealer) {
            // It is encrypted, and the user should know what a reader in another process keeps.
            Err(error @ Error::StillRead { .. }) => {
                self.tell(error.to_string());
                Ok(0)
            }
            sealed => sealed,
        }
    }
}

struct Writer {
    shared: Arc<Shared>,
    store: Option<Store>,
    pruned: Option<Instant>,
    since_pruning: u64,
    terms_version: u64,
    checked: bool,
}

impl Writer {
    fn new(shared: Arc<Shared>) -> Self {
        Self { shared, store: None, pruned: None, since_pruning: 0, terms_version: 0, checked: false }
    }

    fn run(mut self) {
        while let Some(jobs) = self.shared.take() {
            let count = jobs.len();
            let (prepared, lost) = self.prepare(jobs);
            let mut attempt = 0;
            let error = loop {
                attempt += 1;
                match self.write(&prepared) {
                    Ok(()) => break None,
                    Err(Error::Busy { .. }) if self.shared.pause(attempt) => {}
                    // What was damaged is salvaged when it is opened again.
                    Err(Error::Damaged { .. }) if attempt < 3 => {
                        if let Err(error) = self.salvage() {
                            break Some(error);
                        }
                    }
                    Err(error) => break Some(error),
                }
            };
            let lost = if error.is_some() { count as u64 } else { lost };
            if error.is_some() {
                self.store = None;
            }
            // Who waits for its records waits for no more than these.
            let asked = prepared.iter().any(|it| matches!(it, Job::Tend));
            if asked && error.is_none() {
                self.tend(true);
            }
            let failed = error.is_some();
            self.shared.done(count, lost, error.as_ref());
            if !failed && !asked {
                self.tend(false);
            }
        }
    }

    /// Takes out what nobody should read, here and before anything else: what follows only sees what may be written.
    fn prepare(&self, jobs: Vec<Job>) -> (Vec<Job>, u64) {
        let now = self.shared.clock.now();
        let mut lost = 0;
        let mut prepared = Vec::with_capacity(jobs.len());
        for mut job in jobs {
            if let Job::Record(record) = &mut job
                && rows::fit(record, now).is_err()
            {
                lost += 1;
                continue;
            }
            // Nothing is worth keeping of what cannot be looked at.
            let looked_at = std::panic::catch_unwind(AssertUnwindSafe(|| match &mut job {
                Job::Record(record) => redaction::clean(record),
                Job::Learn(evidence) => evidence.retain(|it| !redaction::has_secret(&it.habit)),
                Job::Tend => {}
            }));
            if looked_at.is_err() {
                lost += 1;
                continue;
            }
            prepared.push(job);
        }
        (prepared, lost)
    }

    fn salvage(&mut self) -> Result<(), Error> {
        let Some(store) = self.store.take() else { return Ok(()) };
        let files = store.files.clone();
        drop(store);
        self.shared.tell(salvage::salvage(&files)?);
        Ok(())
    }

    fn open(&mut self) -> Result<(), Error> {
        let opened = store::open(self.shared.folder()?)?;
        self.shared.tell(opened.message);
        self.store = Some(opened.store);
        Ok(())
    }

    fn write(&mut self, jobs: &[Job]) -> Result<(), Error> {
        if jobs.iter().all(|it| matches!(it, Job::Tend)) {
            return Ok(());
        }
        loop {
            if !self.store.as_ref().is_some_and(Store::is_current) {
                self.store = None;
                self.open()?;
            }
            let Some(store) = &mut self.store else { continue };
            let _lock = Lock::shared(&store.files)?;
            if !store.is_current() {
                continue;
            }
            let sealer = self.shared.sealer(store, false)?;
            let put = put(&self.shared, store, jobs, sealer.as_ref());
            if put.map_err(|it| store.writing(&it))? {
                self.since_pruning += jobs.len() as u64;
                return Ok(());
            }
        }
    }

    /// Deletes what is too old, and looks whether the file is sound, both seldom and after the writing.
    fn tend(&mut self, asked: bool) {
        let version = self.shared.state().version;
        let due = self.pruned.is_none_or(|it| it.elapsed() >= BETWEEN_PRUNINGS)
            || self.since_pruning >= MANY
            || self.terms_version != version
            || asked;
        if !due {
            return;
        }
        self.pruned = Some(Instant::now());
        self.since_pruning = 0;
        self.terms_version = version;
        let exists = self.shared.folder().is_ok_and(|it| it.join("history.db").exists());
        if self.store.is_none() && (!exists || self.open().is_err()) {
            return;
        }
        let terms = self.shared.terms();
        let Some(store) = &mut self.store else { return };
        let Ok(lock) = Lock::shared(&store.files) else { return };
        if !store.is_current() {
            self.store = None;
            return;
        }
        let pruned = prune::prune(&mut store.connection, &terms, self.shared.clock.now());
        let error = pruned.err().map(|it| store.writing(&it));
        let damaged = matches!(error, Some(Error::Damaged { .. }));
        // Where others keep it busy, one of them does it.
        if let Some(error) = error.filter(|it| !damaged && !matches!(it, Error::Busy { .. })) {
            self.shared.tell(format!("what is too old stays in the history: {error}"));
        }
        let sound = damaged || self.checked || salvage::looks_sound(store, self.shared.clock.now());
        self.checked = true;
        drop(lock);
        if damaged || !sound {
            let _ = self.salvage();
        }
    }
}

/// Writes all at once; false where somebody encrypted the file meanwhile, or the contrary.
fn put(shared: &Shared, store: &mut Store, jobs: &[Job], sealer: Option<&Sealer>) -> rusqlite::Result<bool> {
    let batch = store.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if kept_key(&batch)?.as_ref() != sealer.map(|it| &it.kept) {
        return Ok(false);
    }
    let mut upsert = Upsert::new(&batch, sealer)?;
    for job in jobs {
        match job {
            Job::Record(record) => drop(upsert.put(record)?),
            Job::Learn(evidence) => {
                let settled = clock::settle(&batch, shared.clock.now())?;
                learned::add(&batch, evidence, shared.terms().half_life, settled.time)?;
            }
            Job::Tend => {}
        }
    }
    drop(upsert);
    batch.commit()?;
    Ok(true)
}
