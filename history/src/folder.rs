//! Where the history lies, and that nobody but its user can enter there.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Error;

/// The folder of this user's history, from the environment; none where no home is known.
pub fn of_this_user() -> Option<PathBuf> {
    from(|name| std::env::var_os(name))
}

/// The same from any environment.
pub fn from(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // A relative path would mean another folder in each working directory.
    let absolute = |name| variable(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let state = absolute("XDG_STATE_HOME").or_else(|| {
        if cfg!(windows) {
            return absolute("LOCALAPPDATA");
        }
        let home = absolute("HOME")?;
        Some(home.join(if cfg!(target_os = "macos") { "Library/Application Support" } else { ".local/state" }))
    })?;
    Some(state.join("caro"))
}

/// The files of one history.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// The database.
    pub(crate) database: PathBuf,
    folder: PathBuf,
}

impl Files {
    /// Those in this folder, which has to be there. Its parents may be links; itself it is not.
    pub(crate) fn of(folder: &Path) -> Result<Self, Error> {
        let folder = fs::canonicalize(folder).map_err(|it| Error::disk("opening", folder, it))?;
        Ok(Self { database: folder.join("history.db"), folder })
    }

    /// Held by all who write, and by one alone who puts another file in place of the database.
    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.join("history.lock")
    }

    /// A database that is being made in place of a damaged one.
    pub(crate) fn coming(&self) -> PathBuf {
        self.folder.join("history.new.db")
    }

    /// A damaged database that was put aside.
    pub(crate) fn damaged(&self, number: u32) -> PathBuf {
        self.folder.join(format!("history.damaged-{number}.db"))
    }

    /// The numbers of all that were.
    pub(crate) fn damaged_ones(&self) -> Vec<u32> {
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|it| it.file_name());
        let number = |name: OsString| {
            let name = name.into_string().ok()?;
            let rest = name.strip_prefix("history.damaged-")?;
            rest.split_once(".db")?.0.parse().ok()
        };
        let mut numbers: Vec<u32> = names.filter_map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// A database's own name, and those that SQLite gives to what belongs to it.
    pub(crate) fn with_companions(database: &Path) -> [PathBuf; 3] {
        ["", "-wal", "-shm"].map(|it| {
            let mut name = database.as_os_str().to_owned();
            name.push(it);
            PathBuf::from(name)
        })
    }

    /// Whether all of them are files of this user, or not there. What others could read is closed to them.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for path in Self::with_companions(&self.database) {
            let about = match fs::symlink_metadata(&path) {
                Ok(about) => about,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(Error::disk("opening", &path, error)),
            };
            if !about.is_file() {
                return Err(Error::OutOfPlace { path, wanted: "file" });
            }
            close_to_others(&path, &about, 0o600)?;
        }
        Ok(())
    }
}

/// Makes a folder that only its owner can enter, or sees to it that it is one.
pub(crate) fn private(folder: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.recursive(true).create(folder) {
        // By something that need not be a folder.
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(Error::disk("making", folder, error)),
        _ => check(folder),
    }
}

/// Sees to it that a folder is one that only this user can enter.
pub(crate) fn check(folder: &Path) -> Result<(), Error> {
    let about = fs::symlink_metadata(folder).map_err(|it| Error::disk("opening", folder, it))?;
    if !about.is_dir() {
        return Err(Error::OutOfPlace { path: folder.to_owned(), wanted: "folder" });
    }
    close_to_others(folder, &about, 0o700)
}

/// Makes a file that only its owner can read; there must be none. This never opens one that SQLite has open: closing
/// that again would end SQLite's locks.
pub(crate) fn new_file(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|it| Error::disk("making", path, it))?;
    let about = fs::symlink_metadata(path).map_err(|it| Error::disk("opening", path, it))?;
    close_to_others(path, &about, 0o600)
}

/// Deletes a file; that it is gone already is fine.
pub(crate) fn delete(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::disk("deleting", path, error)),
        _ => Ok(()),
    }
}

/// Which file a path stands for; another one once something was put in its place.
pub(crate) type Identity = (u64, u64);

#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).ok().map(|it| (it.dev(), it.ino()))
}

/// There nobody can put anything in the place of an open file.
#[cfg(not(unix))]
pub(crate) fn identity(path: &Path) -> Option<Identity> {
    fs::symlink_metadata(path).ok().map(|_| (0, 0))
}

#[cfg(unix)]
fn close_to_others(path: &Path, about: &fs::Metadata, mode: u32) -> Result<(), Error> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Err(Error::NotOurs { path: path.to_owned() });
    }
    // Also where the umask took something from the owner.
    if about.mode() & 0o777 != mode {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|it| Error::disk("closing", path, it))?;
    }
    Ok(())
}

/// There the folder of a user's data is closed to others already.
#[cfg(not(unix))]
fn close_to_others(_: &Path, _: &fs::Metadata, _: u32) -> Result<(), Error> {
    Ok(())
}
