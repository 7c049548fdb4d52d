//! The handle: what a caller can ask of a history, none of which waits for a disk unless it says so.

use std::fmt;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::clear::{self, Clear};
use crate::clock::{self, Clock};
use crate::lock::Lock;
use crate::store::{self, Store};
use crate::transfer::{self, Imported};
use crate::writer::{Job, Shared};
use crate::{Error, Evidence, Learned, Passphrase, Reader, Record, learned, workspace};

/// What the user wants of the history.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Whether anything is written at all. What is there stays, and can be read.
    pub enabled: bool,
    /// Whether this session is one of which nothing is written.
    pub private: bool,
    /// After so many days a record is deleted; none keeps them for ever.
    pub days: Option<u32>,
    /// The most bytes: the oldest records are deleted when there are more.
    pub most_bytes: u64,
    /// After this time, what was learned counts half.
    pub half_life: Duration,
    /// With it the history is encrypted.
    pub passphrase: Option<Passphrase>,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            enabled: true,
            private: false,
            days: Some(30),
            most_bytes: 50 << 20,
            half_life: Duration::from_hours(90 * 24),
            passphrase: None,
        }
    }
}

impl Terms {
    pub(crate) fn allow_writing(&self) -> bool {
        self.enabled && !self.private
    }
}

const _: () = {
    const fn is_shared<T: Clone + Send + Sync>() {}
    is_shared::<History>();
};

/// The history of one user. Handles are cheap to clone; when the last is dropped, what was recorded is written first.
#[derive(Clone)]
pub struct History {
    pub(crate) shared: Arc<Shared>,
    _last: Arc<Last>,
}

/// Ends the thread that writes, once nobody can give it anything any more.
struct Last(Arc<Shared>);

impl Drop for Last {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl fmt::Debug for History {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("History").field("folder", &self.shared.folder().ok()).finish_non_exhaustive()
    }
}

impl History {
    /// The history in this folder, which is opened when it is needed. Where no folder is known, nothing is kept.
    pub fn open(folder: impl Into<Option<PathBuf>>, terms: Terms) -> Self {
        Self::with(folder.into(), terms, Clock::default())
    }

    /// The same by another clock, for tests of what time does.
    #[doc(hidden)]
    pub fn by_clock(folder: PathBuf, terms: Terms, clock: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self::with(Some(folder), terms, Clock::of(clock))
    }

    fn with(folder: Option<PathBuf>, terms: Terms, clock: Clock) -> Self {
        let shared = Arc::new(Shared::new(folder, terms, clock));
        Self { _last: Arc::new(Last(shared.clone())), shared }
    }

    /// Keeps a record, soon; never waits. What looks like a secret is taken out first. A record with a number that is known
    /// brings only outcome and correction. Where too many come at once, the latest are dropped.
    pub fn record(&self, record: Record) {
        self.shared.queue(Job::Record(Box::new(record)));
    }

    /// Adds evidence, soon; never waits.
    pub fn learn(&self, evidence: Vec<Evidence>) {
        self.shared.queue(Job::Learn(evidence));
    }

    /// Deletes what is older than the terms allow, soon; never waits. Writing does the same now and then.
    pub fn tend(&self) {
        self.shared.queue(Job::Tend);
    }

    /// Waits until all that was given so far is in the file; whether it is.
    pub fn flush(&self, patience: Duration) -> bool {
        self.shared.flush(patience)
    }

    /// Something that the user should know: the history is off, or was damaged. Each is told once.
    pub fn take_message(&self) -> Option<String> {
        self.shared.take_message()
    }

    /// How many records were dropped, because too many came at once or they could not be kept.
    pub fn dropped(&self) -> u64 {
        self.shared.dropped()
    }

    /// From now on, these hold. A history that was off for an error is tried again.
    pub fn set_terms(&self, terms: Terms) {
        self.shared.set_terms(terms);
    }

    /// The terms that hold.
    pub fn terms(&self) -> Terms {
        self.shared.terms()
    }

    /// Opens it for reading; this takes some milliseconds.
    pub fn read(&self) -> Result<Reader, Error> {
        Reader::open(self)
    }

    /// Deletes records so that nothing of them is left in any of its files; gives how many. It waits for the disk.
    pub fn clear(&self, what: &Clear) -> Result<u64, Error> {
        self.settle_queue();
        let folder = self.shared.folder()?;
        let Some(opened) = store::open_to_read(folder)? else { return Ok(0) };
        self.shared.tell(opened.message);
        drop(opened.store);
        self.in_the_file(|store| clear::clear(store, what))
    }

    /// Forgets one habit; whether it was known.
    pub fn forget(&self, habit: &str, scope: &str) -> Result<bool, Error> {
        self.settle_queue();
        self.in_the_file(|store| clear::forget(store, habit, scope))
    }

    /// Forgets all that was learned, as thoroughly as [`History::clear`]; gives how much.
    pub fn reset_learned(&self) -> Result<u64, Error> {
        self.settle_queue();
        self.in_the_file(clear::reset_learned)
    }

    /// Puts in what was learned elsewhere; gives how much was new.
    pub fn import_learned(&self, habits: &[Learned]) -> Result<u64, Error> {
        let now = self.shared.clock.now();
        self.change(|connection| {
            let now = clock::settled(connection, now)?;
            learned::put(connection, habits, now)
        })
    }

    /// Writes all records, one a line; gives how many.
    pub fn export(&self, out: &mut dyn Write) -> Result<u64, Error> {
        transfer::export(&self.read()?, out)
    }

    /// Takes in records as [`History::export`] writes them: all, or none where a line is wrong. What looks like a secret
    /// is taken out, and those that are known are left out.
    pub fn import(&self, from: &mut dyn BufRead) -> Result<Imported, Error> {
        let records = transfer::parse(from, self.shared.clock.now())?;
        self.in_the_file(|store| {
            let sealer = self.shared.sealer(store, false)?;
            transfer::put(store, &records, sealer.as_ref())
        })
    }

    /// Takes the encryption away from all that is there, with the passphrase of the terms; gives how many records that
    /// were. The terms have to name no passphrase afterwards, or it is encrypted again.
    pub fn unseal(&self) -> Result<u64, Error> {
        self.settle_queue();
        self.in_the_file(|store| {
            let Some(sealer) = self.shared.sealer(store, true)? else { return Ok(0) };
            clear::unseal(store, &sealer)
        })
    }

    /// Encrypts all that is there with the passphrase of the terms, as the next record would; gives how many records.
    pub fn seal(&self) -> Result<u64, Error> {
        self.settle_queue();
        self.in_the_file(|store| self.shared.seal(store))
    }

    /// A workspace as a number that says nothing of its path: salted, and the same in each session. The first call of a
    /// session waits for the disk.
    pub fn workspace_hash(&self, path: &Path) -> Result<String, Error> {
        if let Some(salt) = self.shared.salt.get() {
            return Ok(workspace::hash(salt, path));
        }
        if !self.shared.terms().allow_writing() {
            return Err(Error::Off);
        }
        let salt = self.change(workspace::salt)?;
        Ok(workspace::hash(self.shared.salt.get_or_init(|| salt), path))
    }

    /// The same without waiting; none as long as nobody waited for it in this process.
    pub fn known_workspace_hash(&self, path: &Path) -> Option<String> {
        self.shared.salt.get().map(|it| workspace::hash(it, path))
    }

    /// What is queued is written before something changes what is there; where that fails, the change says why.
    fn settle_queue(&self) {
        self.flush(Duration::from_secs(10));
    }

    /// Opens the file for writing, together with others, and does something to it.
    fn in_the_file<T>(&self, change: impl FnOnce(&mut Store) -> Result<T, Error>) -> Result<T, Error> {
        let opened = store::open(self.shared.folder()?)?;
        self.shared.tell(opened.message);
        let mut store = opened.store;
        let _lock = Lock::shared(&store.files)?;
        if !store.is_current() {
            store = store::connect(&store.files)?;
        }
        change(&mut store)
    }

    /// The same in one transaction.
    fn change<T>(&self, change: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        self.in_the_file(|store| {
            let path = store.files.database.clone();
            let changed = || {
                let transaction = store.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let value = change(&transaction)?;
                transaction.commit()?;
                Ok(value)
            };
            changed().map_err(|it| Error::database("writing", &path, &it))
        })
    }
}
