//! Locks between processes: the system frees them when their holder dies, however it dies.

use super::{Store, disk};
use crate::{Error, Progress, Watch};
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

/// Who holds the store's lock needs moments.
const PATIENCE: Duration = Duration::from_secs(10);
const STEP: Duration = Duration::from_millis(5);
/// How often somebody who waits for a download looks.
const GLANCE: Duration = Duration::from_millis(100);

/// A lock that is held as long as this lives.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// The lock of the list.
    pub(super) fn of_store(path: &Path) -> Result<Self, Error> {
        let file = disk::private_file(path)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => std::thread::sleep(STEP),
                Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: path.to_owned() }),
                Err(TryLockError::Error(error)) => return Err(Error::disk("locking", path, error)),
            }
        }
    }

    /// The lock of one model that comes. Who waits for it is shown how far the other is.
    pub(crate) fn of_model(store: &Store, name: &str, watch: &mut Watch<'_>) -> Result<Self, Error> {
        let path = store.partial().join(format!("{name}.lock"));
        let file = disk::private_file(&path)?;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => {
                    let done = std::fs::metadata(store.part(name)).map_or(0, |it| it.len());
                    let total = store.noted(name).map(|it| it.model.size);
                    if watch(Progress::Waiting { done, total }).is_break() {
                        return Err(Error::Cancelled);
                    }
                    std::thread::sleep(GLANCE);
                }
                Err(TryLockError::Error(error)) => return Err(Error::disk("locking", &path, error)),
            }
        }
    }

    /// The same lock where nobody holds it; who has it knows that nothing comes.
    pub(super) fn of_idle_model(store: &Store, name: &str) -> Option<Self> {
        let file = disk::private_file(&store.partial().join(format!("{name}.lock"))).ok()?;
        file.try_lock().ok().map(|()| Self { _file: file })
    }
}
