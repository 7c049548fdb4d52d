//! Room made: models that were long not used, downloads that nobody goes on with, and a list that could not be read made anew.

use super::{Kept, Lock, Manifest, Model, Origin, Step, Store, changed, hold, is_name, name_of, now};
use crate::{Error, Watch, gguf, hash};
use std::fs::{self, File};
use std::path::PathBuf;

/// What was, or would be, taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Models that were long not used.
    pub models: Vec<Model>,
    /// Downloads that were broken off, with what they had.
    pub parts: Vec<(String, u64)>,
    /// Files that belong to no model; they stay, because nobody knows whose they are.
    pub strays: Vec<PathBuf>,
    /// Where the list that could not be read lies now.
    pub aside: Option<PathBuf>,
}

impl Collected {
    /// How many bytes are free now that were not.
    pub fn bytes(&self) -> u64 {
        self.models.iter().map(|it| it.size).sum::<u64>() + self.parts.iter().map(|it| it.1).sum::<u64>()
    }
}

impl Store {
    /// Makes room: downloads that nobody goes on with, and models above the limit, the longest unused first. Never the chosen
    /// one, one in use, or one that could not be downloaded again. A new limit is kept. With `is_trial` nothing happens.
    pub fn collect(&self, limit: Option<u64>, is_trial: bool, watch: &mut Watch<'_>) -> Result<Collected, Error> {
        let mut collected = Collected::default();
        if !is_trial {
            collected.aside = self.rebuild(watch)?;
        }
        self.change(|manifest| {
            let is_new = limit.is_some() && manifest.limit != limit;
            manifest.limit = limit.or(manifest.limit);
            if is_trial {
                collected.models =
                    above_limit(manifest, &[]).into_iter().map(|it| manifest.models[it].clone()).collect();
                return Ok(());
            }
            if is_new {
                self.write(manifest)?;
            }
            collected.models = self.evict(manifest, &[])?;
            Ok(())
        })?;
        for (name, part) in self.parts() {
            let Some(_lock) = Lock::of_idle_model(self, &name) else { continue };
            let bytes = fs::metadata(&part).map_or(0, |it| it.len());
            if !is_trial {
                super::delete(&part)?;
                // Another process may just be taking the model of that name away.
                if self.noted(&name).is_some_and(|it| it.step == Step::Fetch) {
                    self.forget(&name)?;
                }
            }
            collected.parts.push((name, bytes));
        }
        collected.strays = self.strays()?;
        Ok(collected)
    }

    /// Keeps the store below its limit after `name` came.
    pub(crate) fn make_room_for(&self, name: &str) -> Result<Vec<Model>, Error> {
        self.change(|manifest| self.evict(manifest, &[name]))
    }

    fn evict(&self, manifest: &mut Manifest, keep: &[&str]) -> Result<Vec<Model>, Error> {
        let names: Vec<_> =
            above_limit(manifest, keep).into_iter().map(|it| manifest.models[it].name.clone()).collect();
        let mut gone = Vec::new();
        for name in names {
            if let Some(at) = manifest.models.iter().position(|it| it.name == name) {
                gone.push(self.take_out(manifest, at)?);
            }
        }
        Ok(gone)
    }

    /// Puts a list that cannot be read aside, and makes one of the files that are there.
    fn rebuild(&self, watch: &mut Watch<'_>) -> Result<Option<PathBuf>, Error> {
        match self.read() {
            Err(Error::Manifest { .. }) => {}
            other => return other.map(|_| None),
        }
        let mut manifest = Manifest::default();
        for path in self.names_of_files()? {
            let Some(name) = path.file_name().and_then(|it| it.to_str()).and_then(name_of) else { continue };
            if self.file(&name) != path {
                continue;
            }
            let Ok(header) = gguf::read(&path) else { continue };
            let mut file = File::open(&path).map_err(|it| Error::disk("reading", &path, it))?;
            let metadata = file.metadata().map_err(|it| Error::disk("reading", &path, it))?;
            let mut digest = hash::Hash::default();
            hash::add_file(&mut digest, &mut file, metadata.len(), &path, watch)?;
            manifest.models.push(Model {
                name,
                path,
                size: metadata.len(),
                sha256: digest.digits(),
                origin: Origin::Found,
                kept: Kept::Own,
                added: now(),
                used: changed(&metadata).unwrap_or_else(now),
                changed: None,
                header,
            });
        }
        manifest.models.sort_by(|one, other| one.name.cmp(&other.name));
        let aside = self.folder.join("manifest.broken.json");
        let _lock = Lock::of_store(&self.folder.join("manifest.lock"))?;
        // Another process may have been faster.
        if matches!(self.read(), Err(Error::Manifest { .. })) {
            fs::copy(self.manifest(), &aside).map_err(|it| Error::disk("writing", &aside, it))?;
            self.write(&manifest)?;
        }
        Ok(Some(aside))
    }

    /// The files of downloads that were broken off.
    fn parts(&self) -> Vec<(String, PathBuf)> {
        let Ok(entries) = fs::read_dir(self.partial()) else { return Vec::new() };
        let named = |it: fs::DirEntry| {
            let name = it.file_name();
            let name = name.to_str()?;
            let name = name.strip_suffix(".part").or_else(|| name.strip_suffix(".link"))?;
            Some((name.to_owned(), it.path()))
        };
        let mut parts: Vec<_> = entries.flatten().filter_map(named).filter(|it| is_name(&it.0)).collect();
        parts.sort();
        parts
    }

    fn names_of_files(&self) -> Result<Vec<PathBuf>, Error> {
        let folder = self.files();
        let entries = fs::read_dir(&folder).map_err(|it| Error::disk("reading", &folder, it))?;
        let mut paths: Vec<_> = entries.flatten().map(|it| it.path()).collect();
        paths.sort();
        Ok(paths)
    }

    fn strays(&self) -> Result<Vec<PathBuf>, Error> {
        let manifest = self.read()?;
        let mut paths = self.names_of_files()?;
        paths.retain(|path| !manifest.models.iter().any(|it| it.path == *path));
        Ok(paths)
    }
}

/// Which models go so that the rest is below the limit, the longest unused first.
fn above_limit(manifest: &Manifest, keep: &[&str]) -> Vec<usize> {
    let Some(limit) = manifest.limit else { return Vec::new() };
    // What is kept elsewhere too costs nothing here.
    let counts = |it: &Model| it.kept == Kept::Own;
    let mut total: u64 = manifest.models.iter().filter(|it| counts(it)).map(|it| it.size).sum();
    let may_go = |it: &Model| {
        counts(it)
            && it.is_from_hub()
            && manifest.chosen.as_ref() != Some(&it.name)
            && !keep.contains(&it.name.as_str())
            && !hold::is_held(&it.path)
    };
    let mut order: Vec<usize> = (0..manifest.models.len()).filter(|it| may_go(&manifest.models[*it])).collect();
    order.sort_by_key(|it| manifest.models[*it].used);
    order.retain(|it| {
        let goes = total > limit;
        if goes {
            total -= manifest.models[*it].size;
        }
        goes
    });
    order
}
