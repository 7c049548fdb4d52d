//! What can go wrong with models: each message says in one line what happened, where, and what to do.

use crate::{gguf, hub, size};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why something about models could not be done.
#[derive(Debug)]
pub enum Error {
    /// The file system refused.
    Disk {
        /// What was tried, as `writing`.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// There is less room than is needed.
    NoRoom {
        /// In which folder.
        folder: PathBuf,
        /// How much is needed, in bytes.
        needed: u64,
        /// How much there is.
        free: u64,
    },
    /// The model alone is larger than all models may be together.
    AboveLimit {
        /// Its name.
        name: String,
        /// Its size in bytes.
        size: u64,
        /// What is allowed.
        limit: u64,
    },
    /// The list of models cannot be read.
    Manifest {
        /// Where it is.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The list of models was written by a Caro that knows more.
    Newer {
        /// Where it is.
        path: PathBuf,
    },
    /// Another process has held the store for long.
    Busy {
        /// The lock.
        path: PathBuf,
    },
    /// The file is no model that can be used.
    NotAModel {
        /// Which.
        path: PathBuf,
        /// Why.
        problem: gguf::Problem,
    },
    /// No model has this name.
    Unknown {
        /// What was asked for.
        name: String,
    },
    /// Another model has this name.
    Taken {
        /// The name.
        name: String,
        /// What has it.
        by: String,
    },
    /// No name can be made of this.
    BadName {
        /// What was given.
        name: String,
    },
    /// A host has the model loaded.
    InUse {
        /// Its name.
        name: String,
    },
    /// The file is not as it was when it came.
    Damaged {
        /// The model's name.
        name: String,
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
        /// Whether the file is not the store's own.
        is_reference: bool,
    },
    /// A hard link cannot be made.
    CannotLink {
        /// To which file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The folder belongs to another user.
    NotOurs {
        /// Which.
        folder: PathBuf,
    },
    /// The hub, or the way to it.
    Hub(hub::Problem),
    /// It was stopped, as asked.
    Cancelled,
}

impl Error {
    pub(crate) fn disk(doing: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Disk { doing, path: path.to_owned(), cause }
    }
}

impl std::error::Error for Error {}

impl From<hub::Problem> for Error {
    fn from(problem: hub::Problem) -> Self {
        Self::Hub(problem)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { doing, path, cause } => {
                write!(out, "{doing} {}: {}; {}", path.display(), said(cause), remedy(cause))
            }
            Self::NoRoom { folder, needed, free } => write!(
                out,
                "{}: {} are needed and {} are free; free some room, or remove a model with `caro-lsp models remove NAME`",
                folder.display(),
                size::shown(*needed),
                size::shown(*free)
            ),
            Self::AboveLimit { name, size, limit } => write!(
                out,
                "{name} has {} and all models together may have {}; raise it with `caro-lsp models gc --limit SIZE`",
                size::shown(*size),
                size::shown(*limit)
            ),
            Self::Manifest { path, reason } => write!(
                out,
                "{}: cannot be read: {reason}; `caro-lsp models gc` puts it aside and lists the models anew from their files",
                path.display()
            ),
            Self::Newer { path } => {
                write!(out, "{}: was written by a newer Caro; update this one", path.display())
            }
            Self::Busy { path } => write!(
                out,
                "{}: another process has held this lock for 10 seconds; try again, or end that process",
                path.display()
            ),
            Self::NotAModel { path, problem } => write!(out, "{}: {problem}", path.display()),
            Self::Unknown { name } => {
                write!(out, "{name}: no model has this name; `caro-lsp models list` shows them all")
            }
            Self::Taken { name, by } => {
                write!(out, "{name}: this is the name of {by}; remove that one, or choose another with `--name`")
            }
            Self::BadName { name } => {
                write!(out, "{name}: a name is made of letters, digits, `.`, `-` and `_`; choose one with `--name`")
            }
            Self::InUse { name } => {
                write!(out, "{name}: is in use; close the editors that use it, or try again when they are idle")
            }
            Self::Damaged { name, path, reason, is_reference } => {
                let remedy = if *is_reference { "import" } else { "download" };
                write!(out, "{name}: {} {reason}; remove the model and {remedy} it again", path.display())
            }
            Self::CannotLink { path, cause } => write!(
                out,
                "{}: cannot be linked: {}; import it with `--how copy` or `--how reference`",
                path.display(),
                said(cause)
            ),
            Self::NotOurs { folder } => {
                write!(out, "{}: belongs to another user; set XDG_CACHE_HOME to a folder of your own", folder.display())
            }
            Self::Hub(problem) => problem.fmt(out),
            Self::Cancelled => out.write_str("stopped; what has come stays, and the next download goes on from there"),
        }
    }
}

/// What the system says, without its number.
fn said(cause: &io::Error) -> String {
    let text = cause.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map(|it| it.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn remedy(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "free some room, or remove a model with `caro-lsp models remove NAME`"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "check who owns it and who may read and write there, or set XDG_CACHE_HOME to another folder"
        }
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "something else stands in its place: move that away"
        }
        io::ErrorKind::UnexpectedEof => "the file is shorter than it was",
        _ => "check the disk",
    }
}
