//! The store: models in one folder, a list of them that is never half written, and nothing lost when a process is killed.
//!
//! ```text
//! models/                 0700
//!   manifest.json         the list, replaced as a whole
//!   manifest.lock         held while the list changes, never for long
//!   files/NAME.gguf       0600, whole and checked
//!   partial/NAME.part     what is coming
//!   partial/NAME.link     a second name of a file of the user's, which nobody may write to
//!   partial/NAME.json     what was about to happen to NAME; whoever comes next finishes it
//!   partial/NAME.lock     held by who fetches NAME
//! ```

use crate::{Error, Watch, gguf, hash};
use manifest::Manifest;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

mod collect;
mod disk;
mod hold;
mod journal;
mod lock;
mod manifest;

pub use collect::Collected;
pub(crate) use disk::{delete, private_file, sync_folder};
pub use hold::Guard;
pub(crate) use journal::{Journal, Step};
pub(crate) use lock::Lock;

/// So much stays free on the disk after a download, so that nothing else on the machine fails.
const RESERVE: u64 = 256 << 20;

/// The models of one user.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    reserve: u64,
}

/// One model in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// What it is called.
    pub name: String,
    /// Its file; in the list only where it lies elsewhere.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub path: PathBuf,
    /// How long that is.
    pub size: u64,
    /// The SHA-256 of that.
    pub sha256: String,
    /// Where it came from.
    pub origin: Origin,
    /// How the file is kept.
    pub kept: Kept,
    /// When it came, in seconds since 1970.
    pub added: u64,
    /// When it was last held, or came.
    pub used: u64,
    /// When the file was last changed, where it is not ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<u64>,
    /// What the file says of itself.
    pub header: gguf::Header,
}

/// Where a model came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The hub; the digest is the one that the hub names.
    Hub {
        /// The repository there.
        repository: String,
        /// The file in it.
        file: String,
        /// The commit.
        commit: String,
    },
    /// A file of the user's; the digest is that of the file as it was then.
    Import {
        /// Where it lay.
        from: PathBuf,
    },
    /// It lay in the folder when the list was made anew.
    Found,
}

/// How a model's file is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kept {
    /// In the store's folder.
    Own,
    /// There too, and also where it came from: the same bytes on the disk.
    Linked,
    /// Only where it came from.
    Referenced,
}

/// What a check of a model's file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Soundness {
    /// Every byte is as it was when it came.
    Sound,
    /// It is not, with the reason in words.
    Broken(String),
}

impl Store {
    /// Opens the store in a folder, makes that where it is missing, and finishes what a killed process left.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let store = Self { folder: folder.into(), reserve: RESERVE };
        disk::private_folder(&store.folder)?;
        for inner in [store.files(), store.partial()] {
            disk::private_folder(&inner)?;
        }
        // Where that fails, all can still be looked at; whatever changes something says why it cannot.
        let _ = store.finish();
        Ok(store)
    }

    /// Opens the store where there is one already: who only looks makes nothing.
    pub fn existing(folder: impl Into<PathBuf>) -> Result<Option<Self>, Error> {
        let folder = folder.into();
        if folder.exists() { Self::open(folder).map(Some) } else { Ok(None) }
    }

    /// The same store, which leaves so many bytes of the disk free when it downloads or copies.
    #[must_use]
    pub fn leaving_free(mut self, reserve: u64) -> Self {
        self.reserve = reserve;
        self
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All models, by name.
    pub fn models(&self) -> Result<Vec<Model>, Error> {
        self.read().map(|it| it.models)
    }

    /// The model of this name.
    pub fn find(&self, name: &str) -> Result<Option<Model>, Error> {
        Ok(self.read()?.models.into_iter().find(|it| it.name.eq_ignore_ascii_case(name)))
    }

    /// The model of this name, or an error that says there is none.
    pub fn model(&self, name: &str) -> Result<Model, Error> {
        self.find(name)?.ok_or_else(|| Error::Unknown { name: name.to_owned() })
    }

    /// The model that the user chose.
    pub fn chosen(&self) -> Result<Option<Model>, Error> {
        let Manifest { chosen, models, .. } = self.read()?;
        Ok(chosen.and_then(|name| models.into_iter().find(|it| it.name == name)))
    }

    /// Chooses a model.
    pub fn choose(&self, name: &str) -> Result<Model, Error> {
        let model = self.model(name)?;
        self.change(|manifest| {
            if !manifest.models.iter().any(|it| it.name == model.name) {
                return Err(Error::Unknown { name: name.to_owned() });
            }
            manifest.chosen = Some(model.name.clone());
            self.write(manifest)
        })?;
        Ok(model)
    }

    /// How many bytes all models that can be downloaded again may have together.
    pub fn limit(&self) -> Result<Option<u64>, Error> {
        self.read().map(|it| it.limit)
    }

    /// Reads every byte of a model's file and compares the digest; what differs is said, and stays.
    pub fn verify(&self, name: &str, watch: &mut Watch<'_>) -> Result<Soundness, Error> {
        let model = self.model(name)?;
        let broken = |reason: &str| Ok(Soundness::Broken(reason.to_owned()));
        let _guard = match self.hold(&model) {
            Ok(guard) => guard,
            Err(Error::Damaged { reason, .. }) => return Ok(Soundness::Broken(reason)),
            Err(error) => return Err(error),
        };
        let mut file = File::open(&model.path).map_err(|it| Error::disk("reading", &model.path, it))?;
        let mut hash = hash::Hash::default();
        match hash::add_file(&mut hash, &mut file, model.size, &model.path, watch) {
            Err(Error::Disk { cause, .. }) if cause.kind() == io::ErrorKind::UnexpectedEof => {
                return broken("has become shorter");
            }
            other => other?,
        }
        if hash.digits() != model.sha256 {
            return broken("has other bytes than it had when it came");
        }
        Ok(Soundness::Sound)
    }

    /// Takes a model out; a file that is only referenced stays where it is.
    pub fn remove(&self, name: &str) -> Result<Model, Error> {
        self.change(|manifest| {
            let Some(at) = manifest.models.iter().position(|it| it.name.eq_ignore_ascii_case(name)) else {
                return Err(Error::Unknown { name: name.to_owned() });
            };
            if hold::is_held(&manifest.models[at].path) {
                return Err(Error::InUse { name: manifest.models[at].name.clone() });
            }
            self.take_out(manifest, at)
        })
    }

    /// Takes one out of the list, and its file away. The list is written in between.
    fn take_out(&self, manifest: &mut Manifest, at: usize) -> Result<Model, Error> {
        let model = manifest.models[at].clone();
        self.note(&model.name, &Journal { step: Step::Remove, model: model.clone() })?;
        manifest.models.remove(at);
        manifest.chosen.take_if(|it| *it == model.name);
        self.write(manifest)?;
        self.finish_removal(&model)?;
        Ok(model)
    }

    fn finish_removal(&self, model: &Model) -> Result<(), Error> {
        if model.kept != Kept::Referenced {
            delete(&self.file(&model.name))?;
        }
        self.forget(&model.name)
    }

    /// Puts a checked file into the store; unless it is only referenced, it lies in `partial`.
    pub(crate) fn add(&self, mut model: Model) -> Result<Model, Error> {
        let journal = Journal { step: Step::Add, model: model.clone() };
        self.change(|manifest| {
            // The same name may have come while this one was fetched under another lock.
            if let Some(other) = manifest.models.iter().find(|it| it.name == model.name) {
                return Err(Error::Taken { name: model.name.clone(), by: described(other) });
            }
            self.note(&model.name, &journal)?;
            self.finish_addition(manifest, &model)
        })?;
        model.path = self.path_of(&model);
        Ok(model)
    }

    fn finish_addition(&self, manifest: &mut Manifest, model: &Model) -> Result<(), Error> {
        let staged = self.staged(model);
        let file = self.file(&model.name);
        if model.kept != Kept::Referenced {
            match fs::rename(&staged, &file) {
                Ok(()) => sync_folder(&self.files())?,
                // It was moved before the process was killed.
                Err(error) if error.kind() == io::ErrorKind::NotFound && file.exists() => {}
                Err(error) => return Err(Error::disk("moving", &staged, error)),
            }
            // A second name of the very file that lies there already is not moved.
            delete(&staged)?;
        }
        if !manifest.models.iter().any(|it| it.name == model.name) {
            manifest.models.push(model.clone());
            manifest.models.sort_by(|one, other| one.name.cmp(&other.name));
            self.write(manifest)?;
        }
        self.forget(&model.name)
    }

    /// Runs a change of the list alone, after everything that was left unfinished.
    fn change<T>(&self, change: impl FnOnce(&mut Manifest) -> Result<T, Error>) -> Result<T, Error> {
        let _lock = Lock::of_store(&self.folder.join("manifest.lock"))?;
        let mut manifest = self.read()?;
        self.finish_all(&mut manifest);
        change(&mut manifest)
    }

    /// Finishes what a killed process left.
    pub(crate) fn finish(&self) -> Result<(), Error> {
        if self.has_unfinished() { self.change(|_| Ok(())) } else { Ok(()) }
    }

    fn read(&self) -> Result<Manifest, Error> {
        let mut manifest = Manifest::read(&self.manifest())?;
        for model in &mut manifest.models {
            model.path = self.path_of(model);
        }
        Ok(manifest)
    }

    fn write(&self, manifest: &Manifest) -> Result<(), Error> {
        manifest.write(&self.manifest())
    }

    fn path_of(&self, model: &Model) -> PathBuf {
        if model.kept == Kept::Referenced { model.path.clone() } else { self.file(&model.name) }
    }

    fn manifest(&self) -> PathBuf {
        self.folder.join("manifest.json")
    }

    fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    pub(crate) fn partial(&self) -> PathBuf {
        self.folder.join("partial")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.files().join(format!("{name}.gguf"))
    }

    pub(crate) fn part(&self, name: &str) -> PathBuf {
        self.partial().join(format!("{name}.part"))
    }

    pub(crate) fn link(&self, name: &str) -> PathBuf {
        self.partial().join(format!("{name}.link"))
    }

    /// Where a model's file lies before it is in its place.
    fn staged(&self, model: &Model) -> PathBuf {
        if model.kept == Kept::Linked { self.link(&model.name) } else { self.part(&model.name) }
    }

    /// Fails where fewer bytes are free than so many and the reserve.
    pub(crate) fn needs_room(&self, bytes: u64) -> Result<(), Error> {
        let Some(free) = crate::machine::free_bytes(&self.folder) else { return Ok(()) };
        let needed = bytes.saturating_add(self.reserve);
        if free < needed { Err(Error::NoRoom { folder: self.folder.clone(), needed, free }) } else { Ok(()) }
    }

    /// Fails where the model alone would be above the limit.
    pub(crate) fn needs_limit(&self, name: &str, size: u64) -> Result<(), Error> {
        match self.limit()? {
            Some(limit) if size > limit => Err(Error::AboveLimit { name: name.to_owned(), size, limit }),
            _ => Ok(()),
        }
    }
}

impl Model {
    /// Whether it could be downloaded again.
    pub fn is_from_hub(&self) -> bool {
        matches!(self.origin, Origin::Hub { .. })
    }
}

/// Whether a model can have this name: it becomes a file's.
pub(crate) fn is_name(name: &str) -> bool {
    let is_plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
    name.len() <= 100
        && name.bytes().next().is_some_and(is_plain)
        && name.bytes().all(|it| is_plain(it) || matches!(it, b'.' | b'-' | b'_'))
}

/// A name made of a file's.
pub(crate) fn name_of(file: &str) -> Option<String> {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.strip_suffix(".gguf").or_else(|| stem.strip_suffix(".GGUF")).unwrap_or(stem);
    let plain = |it: char| {
        if it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_') { it.to_ascii_lowercase() } else { '-' }
    };
    let name: String = stem.chars().map(plain).take(100).collect();
    let name = name.trim_start_matches(['.', '-', '_']);
    is_name(name).then(|| name.to_owned())
}

pub(crate) fn described(model: &Model) -> String {
    match &model.origin {
        Origin::Hub { repository, file, .. } => format!("{repository}/{file}"),
        Origin::Import { from } => from.display().to_string(),
        Origin::Found => "a file that lay in the store".to_owned(),
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs())
}

/// When a file was last changed, in seconds since 1970.
pub(crate) fn changed(metadata: &fs::Metadata) -> Option<u64> {
    metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok().map(|it| it.as_secs())
}

fn is_empty(path: &Path) -> bool {
    path.as_os_str().is_empty()
}
