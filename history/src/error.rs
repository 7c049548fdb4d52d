//! What can go wrong with the history: each message says in one line what happened, where, and what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why something about the history could not be done.
#[derive(Debug)]
pub enum Error {
    /// No folder was named, and no home is known.
    NoHome,
    /// The file system refused.
    Disk {
        /// What was tried, as `writing`.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A folder or file belongs to another user.
    NotOurs {
        /// Which.
        path: PathBuf,
    },
    /// A link, or something else that is neither folder nor file, stands in its place.
    OutOfPlace {
        /// Where.
        path: PathBuf,
        /// What should be there.
        wanted: &'static str,
    },
    /// The file was written by a Caro that knows more.
    Newer {
        /// Which.
        path: PathBuf,
    },
    /// Other processes kept it busy for long.
    Busy {
        /// Which.
        path: PathBuf,
    },
    /// The file is damaged, and could not be made anew.
    Damaged {
        /// Which.
        path: PathBuf,
    },
    /// The history is encrypted, and no passphrase was given.
    Sealed {
        /// Its file.
        path: PathBuf,
    },
    /// The passphrase is not the one it was encrypted with.
    WrongPassphrase {
        /// Its file.
        path: PathBuf,
    },
    /// The passphrase could not be had.
    NoPassphrase {
        /// Why.
        reason: String,
    },
    /// A line of what was to be imported is not as it should be. Nothing was imported.
    Import {
        /// Which, from 1.
        line: u64,
        /// Why.
        reason: &'static str,
    },
    /// What was to be imported could not be read, or what was to be exported not written.
    Stream(io::Error),
    /// It was done, and a reader in another process kept the old text from being overwritten.
    StillRead {
        /// Of how many records.
        cleared: u64,
        /// The file.
        path: PathBuf,
    },
    /// The settings want nothing written.
    Off,
}

impl Error {
    pub(crate) fn disk(doing: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Disk { doing, path: path.to_owned(), cause }
    }

    /// What the database says, without its words: they may quote a statement.
    pub(crate) fn database(doing: &'static str, path: &Path, error: &rusqlite::Error) -> Self {
        let disk = |kind: io::ErrorKind| Self::disk(doing, path, kind.into());
        let Some(code) = error.sqlite_error_code() else {
            return match error {
                // A table, a column or a value is none of ours.
                rusqlite::Error::SqlInputError { .. }
                | rusqlite::Error::QueryReturnedNoRows
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::Utf8Error(..) => Self::Damaged { path: path.to_owned() },
                _ => Self::disk(doing, path, io::Error::other("the database refuses it")),
            };
        };
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => {
                Self::Busy { path: path.to_owned() }
            }
            // `Unknown` is SQLite's plain error: something that should be there is not.
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown => {
                Self::Damaged { path: path.to_owned() }
            }
            ErrorCode::DiskFull | ErrorCode::TooBig => disk(io::ErrorKind::StorageFull),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
                disk(io::ErrorKind::PermissionDenied)
            }
            ErrorCode::CannotOpen => disk(io::ErrorKind::PermissionDenied),
            ErrorCode::OutOfMemory => disk(io::ErrorKind::OutOfMemory),
            ErrorCode::OperationInterrupted => disk(io::ErrorKind::Interrupted),
            _ => Self::disk(doing, path, io::Error::other("input or output failed")),
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHome => out
                .write_str("no home is known, so no history is kept; set XDG_STATE_HOME or HOME to a folder of yours"),
            Self::Disk { doing, path, cause } => {
                write!(out, "{doing} {}: {}; {}", path.display(), said(cause), remedy(cause))
            }
            Self::NotOurs { path } => {
                write!(out, "{}: belongs to another user; set XDG_STATE_HOME to a folder of your own", path.display())
            }
            Self::OutOfPlace { path, wanted } => {
                write!(out, "{}: a {wanted} should be here, and is not; move away what is", path.display())
            }
            Self::Newer { path } => write!(
                out,
                "{}: was written by a newer Caro; it is read and not written; update this one",
                path.display()
            ),
            Self::Busy { path } => {
                write!(out, "{}: other processes keep it busy; try again when they are done", path.display())
            }
            Self::Damaged { path } => write!(
                out,
                "{}: is damaged and could not be made anew; move it away, and an empty history begins",
                path.display()
            ),
            Self::Sealed { path } => write!(
                out,
                "{}: is encrypted, and no passphrase is set; set the command that prints it, or clear the history",
                path.display()
            ),
            Self::WrongPassphrase { path } => write!(
                out,
                "{}: the passphrase is not the one it was encrypted with; nothing was read or written",
                path.display()
            ),
            Self::NoPassphrase { reason } => write!(out, "the passphrase of the history: {reason}"),
            Self::Import { line, reason } => write!(out, "line {line}: {reason}; nothing was imported"),
            Self::Stream(cause) => write!(out, "{}; {}", said(cause), remedy(cause)),
            Self::StillRead { cleared, path } => write!(
                out,
                "{}: it is done, for {cleared} records, but another process was reading, so that the old text may still stand in \
                 the file; do it again when that is over",
                path.display()
            ),
            Self::Off => out.write_str("the history is off"),
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
            "free some room, or clear the history"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "check who owns it and who may read and write there, or set XDG_STATE_HOME to another folder"
        }
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "something else stands in its place: move that away"
        }
        _ => "check the disk",
    }
}
