//! A model in use: a shared lock on its file, so that no other process takes it away under a host that has it mapped.

use super::{Kept, Lock, Model, Store, changed, now};
use crate::Error;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// When a model was used is written down once in so many seconds at most.
const GRAIN: u64 = 60;

/// A model that stays as long as this lives.
#[derive(Debug)]
pub struct Guard {
    path: PathBuf,
    _file: File,
}

impl Guard {
    /// The model's file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Store {
    /// Keeps a model from being removed, and notes that it is used. Whoever loads a model holds it first.
    pub fn hold(&self, model: &Model) -> Result<Guard, Error> {
        // Without the right to write one can still read; then nobody but the owner removes anything either.
        let lock = match Lock::of_store(&self.folder.join("manifest.lock")) {
            Ok(lock) => Some(lock),
            Err(Error::Disk { .. }) => None,
            Err(error) => return Err(error),
        };
        let mut manifest = self.read()?;
        let Some(model) = manifest.models.iter_mut().find(|it| it.name == model.name) else {
            return Err(Error::Unknown { name: model.name.clone() });
        };
        let is_reference = model.kept == Kept::Referenced;
        let damaged = |reason: &str| Error::Damaged {
            name: model.name.clone(),
            path: model.path.clone(),
            reason: reason.to_owned(),
            is_reference,
        };
        let file = match File::open(&model.path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(damaged("is gone")),
            Err(error) => return Err(Error::disk("reading", &model.path, error)),
        };
        let metadata = file.metadata().map_err(|it| Error::disk("reading", &model.path, it))?;
        if !metadata.is_file() {
            return Err(damaged("is no file any more"));
        }
        if metadata.len() != model.size {
            return Err(damaged(&format!("has {} bytes and had {}", metadata.len(), model.size)));
        }
        if is_reference && changed(&metadata) != model.changed {
            return Err(damaged("was changed since it was imported"));
        }
        match file.try_lock_shared() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse { name: model.name.clone() }),
            // Some file systems of other machines have no locks; there, nothing is ever taken away by itself.
            Err(TryLockError::Error(_)) => {}
        }
        let guard = Guard { path: model.path.clone(), _file: file };
        let now = now();
        if lock.is_some() && now.saturating_sub(model.used) >= GRAIN {
            model.used = now;
            // That it cannot be written down is no reason not to use it.
            let _ = self.write(&manifest);
        }
        Ok(guard)
    }
}

/// Whether a process uses the file. Where that cannot be known, it does.
pub(super) fn is_held(path: &Path) -> bool {
    match File::open(path) {
        Ok(file) => file.try_lock().is_err(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}
