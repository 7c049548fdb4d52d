//! What was about to happen to a model, written down first, so that whoever comes after a killed process can finish it.

use super::{Kept, Manifest, Model, Store, disk};
use crate::Error;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

/// One note has a few hundred bytes.
const LONGEST: u64 = 1 << 20;

/// A note about one model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Journal {
    /// What is about to happen.
    pub(crate) step: Step,
    /// To which model; what is not known of it yet is empty.
    pub(crate) model: Model,
}

/// What is about to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Step {
    /// It comes; `size` and `sha256` say what it will be.
    Fetch,
    /// It is here, whole and checked, and goes into the list.
    Add,
    /// It goes out of the list, and its file away.
    Remove,
}

impl Store {
    fn journal(&self, name: &str) -> PathBuf {
        self.partial().join(format!("{name}.json"))
    }

    /// Writes a note down; after that it survives a power cut.
    pub(crate) fn note(&self, name: &str, journal: &Journal) -> Result<(), Error> {
        let mut journal = journal.clone();
        if journal.model.kept != Kept::Referenced {
            journal.model.path.clear();
        }
        disk::replace(&self.journal(name), &serde_json::to_vec(&journal).expect("a note is plain data"))
    }

    /// The note about a model. One that cannot be read is none: it is replaced as a whole, so it was never ours.
    pub(crate) fn noted(&self, name: &str) -> Option<Journal> {
        let mut text = Vec::new();
        File::open(self.journal(name)).ok()?.take(LONGEST).read_to_end(&mut text).ok()?;
        serde_json::from_slice(&text).ok().filter(|it: &Journal| it.model.name == name)
    }

    pub(crate) fn forget(&self, name: &str) -> Result<(), Error> {
        disk::delete(&self.journal(name))
    }

    /// The names that have a note.
    pub(super) fn noted_names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.partial()) else { return Vec::new() };
        let name = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".json").map(ToOwned::to_owned);
        let mut names: Vec<_> = entries.flatten().filter_map(name).filter(|it| super::is_name(it)).collect();
        names.sort();
        names
    }

    pub(super) fn has_unfinished(&self) -> bool {
        self.noted_names().iter().any(|it| self.noted(it).is_some_and(|it| it.step != Step::Fetch))
    }

    /// Finishes what is noted; the list is locked. What cannot be finished now stays noted, and stops nothing else.
    pub(super) fn finish_all(&self, manifest: &mut Manifest) {
        for name in self.noted_names() {
            if let Some(journal) = self.noted(&name) {
                let _ = self.finish_one(manifest, &name, &journal);
            }
        }
    }

    fn finish_one(&self, manifest: &mut Manifest, name: &str, Journal { step, model }: &Journal) -> Result<(), Error> {
        match step {
            Step::Fetch => {}
            Step::Add => {
                let is_there = model.kept == Kept::Referenced
                    || [self.staged(model), self.file(name)]
                        .iter()
                        .any(|it| fs::metadata(it).is_ok_and(|it| it.len() == model.size));
                // Somebody took the file away by hand: there is nothing to finish.
                if is_there {
                    self.finish_addition(manifest, model)?;
                } else {
                    self.forget(name)?;
                }
            }
            Step::Remove => {
                if let Some(at) = manifest.models.iter().position(|it| it.name == name) {
                    manifest.models.remove(at);
                    manifest.chosen.take_if(|it| *it == name);
                    self.write(manifest)?;
                }
                self.finish_removal(model)?;
            }
        }
        Ok(())
    }
}
