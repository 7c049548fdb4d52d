//! A model from the hub into the store: gone on with after any break, checked while it comes, and in the list only when whole.

use crate::hash::{self, Hash};
use crate::hub::{Failure, Hub, Pause, Problem, Remote};
use crate::store::{Journal, Kept, Lock, Model, Origin, Step, Store, delete, described, is_name, now, private_file};
use crate::{Entry, Error, Progress, Watch, gguf};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What is to be downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What it will be called here.
    pub name: String,
    /// Where it lies.
    pub repository: String,
    /// Its file there.
    pub file: String,
    /// A branch, a tag or a commit.
    pub revision: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downloaded {
    /// The model.
    pub model: Model,
    /// Whether it was here already.
    pub was_here: bool,
    /// What had to go to keep the store below its limit.
    pub evicted: Vec<Model>,
}

impl Wanted {
    /// A model of the catalogue.
    pub fn entry(entry: &Entry) -> Self {
        let Entry { name, repository, file, .. } = entry.clone();
        Self { name, repository, file, revision: "main".to_owned() }
    }

    /// Any file of the hub, under the name of the file.
    pub fn file(repository: &str, file: &str) -> Result<Self, Error> {
        let name = crate::store::name_of(file).ok_or_else(|| Error::BadName { name: file.to_owned() })?;
        let (repository, file) = (repository.to_owned(), file.to_owned());
        Ok(Self { name, repository, file, revision: "main".to_owned() })
    }
}

impl Store {
    /// Downloads a model. What came before a break is kept and gone on with; two downloads of one model become one.
    pub fn download(&self, hub: &Hub, wanted: &Wanted, watch: &mut Watch<'_>) -> Result<Downloaded, Error> {
        if !is_name(&wanted.name) {
            return Err(Error::BadName { name: wanted.name.clone() });
        }
        if let Some(here) = self.here(wanted)? {
            return Ok(here);
        }
        if hub.is_offline() {
            return Err(Problem::Offline.into());
        }
        let _lock = Lock::of_model(self, &wanted.name, watch)?;
        self.finish()?;
        // Who held the lock may have brought it.
        if let Some(here) = self.here(wanted)? {
            return Ok(here);
        }
        let remote = hub.describe(&wanted.repository, &wanted.revision, &wanted.file, watch)?;
        self.needs_limit(&wanted.name, remote.size)?;
        let part = self.part(&wanted.name);
        let model = empty(wanted, &remote);
        let is_begun = self.noted(&wanted.name).is_some_and(|it| it.step == Step::Fetch && is_same(&it.model, &remote));
        if !is_begun {
            delete(&part)?;
        }
        let mut file = private_file(&part)?;
        let mut coming = Coming { hub, remote: &remote, path: &part, file: &mut file, hash: Hash::default(), done: 0 };
        self.needs_room(remote.size.saturating_sub(coming.length()?))?;
        if is_begun {
            coming.take_up(watch)?;
        } else {
            self.note(&wanted.name, &Journal { step: Step::Fetch, model: model.clone() })?;
        }
        match coming.whole(watch) {
            Ok(()) => {}
            Err(error @ Error::Hub(Problem::WrongBytes { .. })) => {
                self.drop_part(&wanted.name)?;
                return Err(error);
            }
            Err(error) => return Err(error),
        }
        drop(file);
        let header = match gguf::read(&part) {
            Ok(header) => header,
            Err(Error::NotAModel { problem, .. }) => {
                self.drop_part(&wanted.name)?;
                return Err(Error::NotAModel { path: remote.what().into(), problem });
            }
            Err(error) => return Err(error),
        };
        let now = now();
        let model = self.add(Model { header, added: now, used: now, ..model })?;
        let evicted = self.make_room_for(&wanted.name)?;
        Ok(Downloaded { model, was_here: false, evicted })
    }

    fn here(&self, wanted: &Wanted) -> Result<Option<Downloaded>, Error> {
        let Some(model) = self.find(&wanted.name)? else { return Ok(None) };
        match &model.origin {
            Origin::Hub { repository, file, .. } if *repository == wanted.repository && *file == wanted.file => {}
            // A list made anew does not know where its files came from.
            Origin::Found => {}
            _ => return Err(Error::Taken { name: model.name.clone(), by: described(&model) }),
        }
        Ok(Some(Downloaded { model, was_here: true, evicted: Vec::new() }))
    }

    fn drop_part(&self, name: &str) -> Result<(), Error> {
        delete(&self.part(name))?;
        self.forget(name)
    }
}

fn empty(wanted: &Wanted, remote: &Remote) -> Model {
    let Remote { repository, file, commit, size, sha256 } = remote.clone();
    Model {
        name: wanted.name.clone(),
        path: PathBuf::new(),
        size,
        sha256,
        origin: Origin::Hub { repository, file, commit },
        kept: Kept::Own,
        added: 0,
        used: 0,
        changed: None,
        header: gguf::Header::default(),
    }
}

/// Whether what has come is a part of this file. The commit may be another one: the digest decides.
fn is_same(model: &Model, remote: &Remote) -> bool {
    model.sha256 == remote.sha256 && model.size == remote.size
}

/// A file that comes.
struct Coming<'a> {
    hub: &'a Hub,
    remote: &'a Remote,
    path: &'a Path,
    file: &'a mut File,
    hash: Hash,
    /// So many bytes are in the file, and in the digest.
    done: u64,
}

impl Coming<'_> {
    fn length(&self) -> Result<u64, Error> {
        self.file.metadata().map(|it| it.len()).map_err(|it| Error::disk("reading", self.path, it))
    }

    /// Goes on after what is in the file.
    fn take_up(&mut self, watch: &mut Watch<'_>) -> Result<(), Error> {
        let length = self.length()?;
        if length > self.remote.size {
            return self.start_anew();
        }
        hash::add_file(&mut self.hash, self.file, length, self.path, watch)?;
        self.done = length;
        Ok(())
    }

    fn start_anew(&mut self) -> Result<(), Error> {
        self.hash = Hash::default();
        self.done = 0;
        self.file
            .set_len(0)
            .and_then(|()| self.file.seek(SeekFrom::Start(0)))
            .map(drop)
            .map_err(|it| Error::disk("writing", self.path, it))
    }

    /// Brings all of it, on the disk and checked.
    fn whole(&mut self, watch: &mut Watch<'_>) -> Result<(), Error> {
        // What an earlier process left may have suffered in a power cut. That costs one more round, once.
        let mut may_be_old = self.done > 0;
        loop {
            self.rest(watch)?;
            let got = self.hash.clone().digits();
            if got == self.remote.sha256 {
                return self.file.sync_all().map_err(|it| Error::disk("writing", self.path, it));
            }
            if !std::mem::take(&mut may_be_old) {
                let wanted = self.remote.sha256.clone();
                return Err(Problem::WrongBytes { what: self.remote.what(), wanted, got }.into());
            }
            self.start_anew()?;
        }
    }

    /// Brings what is missing, over as many connections as it takes.
    fn rest(&mut self, watch: &mut Watch<'_>) -> Result<(), Error> {
        let hub = self.hub;
        let mut pause = Pause::new(hub);
        while self.done < self.remote.size {
            let before = self.done;
            match self.one_connection(watch) {
                Ok(()) => {}
                Err(Stop::Failed(failure)) => {
                    if self.done > before {
                        pause.bore_fruit();
                    }
                    pause.after(failure, watch)?;
                }
                Err(Stop::Ended(error)) => return Err(error),
            }
        }
        Ok(())
    }

    fn one_connection(&mut self, watch: &mut Watch<'_>) -> Result<(), Stop> {
        let mut bytes = self.hub.open(self.remote, self.done)?;
        let mut chunk = vec![0; hash::CHUNK];
        let mut skip = bytes.skip;
        loop {
            let total = self.remote.size;
            if watch(Progress::Fetching { done: self.done, total }).is_break() {
                return Err(Stop::Ended(Error::Cancelled));
            }
            let read = bytes.read(&mut chunk)?;
            if read == 0 {
                break;
            }
            let skipped = usize::try_from(skip).unwrap_or(read).min(read);
            skip -= skipped as u64;
            let new = &chunk[skipped..read];
            let end = self.done + new.len() as u64;
            if end > total {
                let problem = Problem::WrongLength { what: self.remote.what(), wanted: total, got: end };
                return Err(Stop::Failed(Failure::Final(problem)));
            }
            self.file.write_all(new).map_err(|it| Stop::Ended(Error::disk("writing", self.path, it)))?;
            self.hash.add(new);
            self.done = end;
        }
        if self.done < self.remote.size {
            let problem = Problem::Unreachable { host: self.hub.host(), reason: "broke the connection off".to_owned() };
            return Err(Stop::Failed(Failure::Passing(problem, None)));
        }
        Ok(())
    }
}

/// Why a connection came to its end early.
enum Stop {
    Failed(Failure),
    Ended(Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
