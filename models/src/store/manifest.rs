//! The list of models on disk: read with bounds, and replaced as a whole so that nobody ever sees half of it.

use super::{Model, disk, is_name};
use crate::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// The version of the format that this Caro writes.
const VERSION: u64 = 1;
/// A thousand models have a tenth of this.
const LONGEST: u64 = 8 << 20;

/// The list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u64,
    /// The name of the model that the user chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) chosen: Option<String>,
    /// How many bytes may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) limit: Option<u64>,
    /// By name.
    pub(super) models: Vec<Model>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { version: VERSION, chosen: None, limit: None, models: Vec::new() }
    }
}

/// All that a later version is asked for.
#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

impl Manifest {
    /// Reads the list; where there is none it is empty.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let text = match std::fs::File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::disk("reading", path, error)),
            Ok(file) => {
                let mut text = Vec::new();
                match file.take(LONGEST + 1).read_to_end(&mut text) {
                    Ok(_) => text,
                    Err(error) => return Err(Error::disk("reading", path, error)),
                }
            }
        };
        let wrong = |reason: String| Error::Manifest { path: path.to_owned(), reason };
        if text.len() as u64 > LONGEST {
            return Err(wrong("it is too long".to_owned()));
        }
        let versioned: Versioned = serde_json::from_slice(&text).map_err(|it| wrong(it.to_string()))?;
        if versioned.version > VERSION {
            return Err(Error::Newer { path: path.to_owned() });
        }
        let manifest: Self = serde_json::from_slice(&text).map_err(|it| wrong(it.to_string()))?;
        // A name becomes a path: who writes the list must not reach other folders with it.
        if let Some(model) = manifest.models.iter().find(|it| !is_name(&it.name)) {
            return Err(wrong(format!("`{}` is no name of a model", model.name.escape_debug())));
        }
        let names: BTreeSet<_> = manifest.models.iter().map(|it| &it.name).collect();
        if names.len() < manifest.models.len() {
            return Err(wrong("two models have one name".to_owned()));
        }
        Ok(manifest)
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), Error> {
        let mut plain = self.clone();
        for model in plain.models.iter_mut().filter(|it| it.kept != super::Kept::Referenced) {
            model.path.clear();
        }
        disk::replace(path, &serde_json::to_vec_pretty(&plain).expect("a list of models is plain data"))
    }
}
