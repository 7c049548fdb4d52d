//! The history of one user's requests: what was asked, what was offered, and what the user made of it. It stays on this
//! machine, and what looks like a secret is taken out before anything is written.
//!
//! ```text
//! caro/                        0700
//!   history.db                 0600, with -wal and -shm beside it
//!   history.lock               held by all who write, and alone while a file is put in another's place
//!   history.damaged-N.db       the last file that was damaged, once it was salvaged
//! ```

mod clear;
mod clock;
mod error;
pub mod folder;
mod history;
mod learned;
mod lock;
mod prune;
mod read;
mod record;
pub mod redact;
mod redaction;
mod rows;
mod salvage;
mod schema;
mod sealed;
mod search;
mod stats;
mod store;
mod transfer;
mod workspace;
mod writer;

pub use clear::Clear;
pub use error::Error;
pub use history::{History, Terms};
pub use learned::{Evidence, Learned};
pub use read::{Filter, Found, Reader, Size};
pub use record::{Outcome, Record, Uid, Via};
pub use rows::uid;
pub use sealed::Passphrase;
pub use stats::{Latency, Risky, Stats, Tally};
pub use transfer::Imported;
