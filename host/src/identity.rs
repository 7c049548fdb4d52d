//! Which model a file is: its place, size, time and the beginning of its header, without reading all of it.

use crate::fnv::digest;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Holds the whole header of small models, and the names and sizes of large ones.
const HEAD: u64 = 64 * 1024;

/// A model's file, recognised again when it is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Without links.
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
    /// Of place, size, time of the last change and the first 64 KiB. Not of all bytes: a file that is changed
    /// in place, with its time set back, is taken for the old one.
    pub digest: u128,
}

/// Looks at a model's file. The message of an error is a whole sentence for people.
pub fn identify(model: &Path) -> Result<Identity, String> {
    let say = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("the model {} does not exist", model.display()),
        io::ErrorKind::PermissionDenied => format!("the model {} may not be read by you", model.display()),
        _ => format!("the model {} cannot be read: {error}", model.display()),
    };
    let path = model.canonicalize().map_err(say)?;
    let about = path.metadata().map_err(say)?;
    // Asked before it is opened: opening a pipe would wait for its other end.
    if about.is_dir() {
        return Err(format!("the model {} is a folder; name the .gguf file in it", model.display()));
    }
    if !about.is_file() {
        return Err(format!("the model {} is not a file", model.display()));
    }
    if about.len() == 0 {
        return Err(format!("the model {} is empty; download it again", model.display()));
    }
    let mut head = Vec::new();
    File::open(&path).map_err(say)?.take(HEAD).read_to_end(&mut head).map_err(say)?;
    let changed = about.modified().ok().and_then(|it| it.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let digest = digest([
        path.as_os_str().as_encoded_bytes(),
        &about.len().to_le_bytes(),
        &changed.as_nanos().to_le_bytes(),
        &head,
    ]);
    Ok(Identity { path, size: about.len(), digest })
}

#[cfg(test)]
mod tests {
    use super::identify;
    use std::fs;

    fn message(path: &std::path::Path) -> String {
        identify(path).unwrap_err().replace(&path.display().to_string(), "PATH")
    }

    #[test]
    fn what_is_no_model_gets_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(message(folder.path()), "the model PATH is a folder; name the .gguf file in it");
        assert_eq!(message(&folder.path().join("none")), "the model PATH does not exist");
        let empty = folder.path().join("empty");
        fs::write(&empty, "").unwrap();
        assert_eq!(message(&empty), "the model PATH is empty; download it again");
        #[cfg(unix)]
        assert_eq!(message(std::path::Path::new("/dev/null")), "the model PATH is not a file");
    }

    #[test]
    fn a_changed_file_is_another_model_and_a_link_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model");
        fs::write(&path, "one").unwrap();
        let before = identify(&path).unwrap();
        #[cfg(unix)]
        {
            let link = folder.path().join("link");
            std::os::unix::fs::symlink(&path, &link).unwrap();
            assert_eq!(identify(&link).unwrap(), before);
        }
        fs::write(&path, "two").unwrap();
        assert_ne!(identify(&path).unwrap().digest, before.digest);
    }
}
