//! A model from a file that is here already: copied, linked, or left where it is.

use crate::hash::{self, Hash};
use crate::store::{
    Kept, Lock, Model, Origin, Store, changed, delete, described, is_name, name_of, now, private_file, sync_folder,
};
use crate::{Error, Progress, Watch, gguf};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// How a file is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// All bytes are written once more; the file may go afterwards.
    Copy,
    /// The same bytes get a second name; the file may go afterwards, but whoever changes it changes the model.
    Link,
    /// The file stays where it is, and must.
    Reference,
}

impl Store {
    /// Takes a file in, under this name or its own.
    pub fn import(&self, source: &Path, how: How, name: Option<&str>, watch: &mut Watch<'_>) -> Result<Model, Error> {
        // Only what is a model is worth a copy.
        let header = gguf::read(source)?;
        let source = fs::canonicalize(source).map_err(|it| Error::disk("reading", source, it))?;
        let own = source.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        let name = match name {
            Some(name) => Some(name.to_owned()).filter(|it| is_name(it)),
            None => name_of(own),
        };
        let name = name.ok_or_else(|| Error::BadName { name: own.to_owned() })?;
        let _lock = Lock::of_model(self, &name, watch)?;
        self.finish()?;
        if let Some(other) = self.find(&name)? {
            return Err(Error::Taken { name, by: described(&other) });
        }
        let mut file = File::open(&source).map_err(|it| Error::disk("reading", &source, it))?;
        let metadata = file.metadata().map_err(|it| Error::disk("reading", &source, it))?;
        let size = metadata.len();
        let part = self.part(&name);
        let mut hash = Hash::default();
        let kept = match how {
            How::Copy => {
                self.needs_room(size)?;
                let copied = copy(&mut file, &source, size, &part, &mut hash, watch);
                if copied.is_err() {
                    // Half a copy takes room, and the whole file is still there.
                    let _ = fs::remove_file(&part);
                }
                copied?;
                Kept::Own
            }
            How::Link => {
                hash::add_file(&mut hash, &mut file, size, &source, watch)?;
                let link = self.link(&name);
                delete(&link)?;
                fs::hard_link(&source, &link).map_err(|cause| Error::CannotLink { path: source.clone(), cause })?;
                sync_folder(&self.partial())?;
                Kept::Linked
            }
            How::Reference => {
                hash::add_file(&mut hash, &mut file, size, &source, watch)?;
                Kept::Referenced
            }
        };
        let now = now();
        self.add(Model {
            name,
            path: source.clone(),
            size,
            sha256: hash.digits(),
            origin: Origin::Import { from: source },
            kept,
            added: now,
            used: now,
            changed: if kept == Kept::Referenced { changed(&metadata) } else { None },
            header,
        })
    }
}

fn copy(
    file: &mut File,
    source: &Path,
    size: u64,
    part: &Path,
    hash: &mut Hash,
    watch: &mut Watch<'_>,
) -> Result<(), Error> {
    delete(part)?;
    let mut target = private_file(part)?;
    let writing = |it| Error::disk("writing", part, it);
    let mut chunk = vec![0; hash::CHUNK];
    let mut done = 0;
    loop {
        if watch(Progress::Checking { done, total: size }).is_break() {
            return Err(Error::Cancelled);
        }
        let read = match file.read(&mut chunk) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Error::disk("reading", source, error)),
        };
        if read == 0 {
            break;
        }
        target.write_all(&chunk[..read]).map_err(writing)?;
        hash.add(&chunk[..read]);
        done += read as u64;
        if done > size {
            break;
        }
    }
    if done != size {
        return Err(Error::disk("reading", source, io::Error::other("it changes while it is read")));
    }
    target.sync_all().map_err(writing)
}
