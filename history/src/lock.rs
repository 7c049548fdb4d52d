//! A file that all who write hold together, and that one holds alone who puts another file in the database's place.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

use crate::Error;
use crate::folder::Files;

/// Nobody holds it alone for longer: to salvage a large file takes seconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// Held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// With all others who write.
    pub(crate) fn shared(files: &Files) -> Result<Self, Error> {
        Self::take(files, File::try_lock_shared)
    }

    /// Alone.
    pub(crate) fn alone(files: &Files) -> Result<Self, Error> {
        Self::take(files, File::try_lock)
    }

    fn take(files: &Files, take: impl Fn(&File) -> Result<(), TryLockError>) -> Result<Self, Error> {
        let path = files.lock();
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
        }
        let file = options.open(&path).map_err(|it| Error::disk("writing", &path, it))?;
        let begun = Instant::now();
        loop {
            match take(&file) {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => return Err(Error::Busy { path }),
                // Some file systems know no such locks. SQLite's own still keep the file whole.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(Error::disk("locking", &path, error)),
            }
        }
    }
}
