//! Files that only their owner may read, and writes that are there as a whole or not at all.

use crate::Error;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Makes a folder that only its owner may enter, or sees to it that it is one.
pub(super) fn private_folder(folder: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|it| Error::disk("making", folder, it))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let metadata = fs::metadata(folder).map_err(|it| Error::disk("reading", folder, it))?;
        let user = rustix::process::geteuid();
        if metadata.uid() != user.as_raw() && !user.is_root() {
            return Err(Error::NotOurs { folder: folder.to_owned() });
        }
        if metadata.mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
                .map_err(|it| Error::disk("closing to others", folder, it))?;
        }
    }
    Ok(())
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
