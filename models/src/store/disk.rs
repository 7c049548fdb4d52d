//! Files that only their owner may read, and writes that are there as a whole or not at all.

use crate::Error;
use crate::folder::{Content, private};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Makes a folder that only its owner may enter, or sees to it that it is one. It may lie on another disk.
pub(super) fn private_folder(folder: &Path) -> Result<(), Error> {
    private(folder, Content::Checked).map_err(|error| match error.raw_os_error() {
        None if error.kind() == ErrorKind::PermissionDenied => Error::NotOurs { folder: folder.to_owned() },
        _ => Error::disk("making", folder, error),
    })
}

/// Opens a file for reading and writing that only its owner may read; what is in it stays.
pub(crate) fn private_file(path: &Path) -> Result<File, Error> {
    options().read(true).truncate(false).open(path).map_err(|it| Error::disk("writing", path, it))
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Puts a file in place of another at once; after that it survives a power cut.
pub(super) fn replace(path: &Path, content: &[u8]) -> Result<(), Error> {
    let new = path.with_extension("new");
    let written = options().truncate(true).open(&new).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    if let Err(error) = written {
        // Half a list takes room on a full disk, and is good for nothing.
        let _ = fs::remove_file(&new);
        return Err(Error::disk("writing", path, error));
    }
    fs::rename(&new, path).map_err(|it| Error::disk("writing", path, it))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Deletes a file; that it is gone already is fine.
pub(crate) fn delete(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::disk("deleting", path, error)),
        _ => Ok(()),
    }
}

/// Writes a folder's names to the disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    // Windows opens no folders, and writes names by itself.
    if cfg!(unix) {
        File::open(folder).and_then(|it| it.sync_all()).map_err(|it| Error::disk("writing", folder, it))?;
    }
    Ok(())
}
