//! Who waits for something long is told how far it is, and can stop it.

use std::ops::ControlFlow;
use std::time::Duration;

/// How far something is; sizes in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another process downloads the same file; it is at `done`.
    Waiting {
        /// What the other has.
        done: u64,
        /// How long the file is, where that is known.
        total: Option<u64>,
    },
    /// What is here already is read and its digest computed.
    Checking {
        /// What has been read.
        done: u64,
        /// How much there is to read.
        total: u64,
    },
    /// The file comes.
    Fetching {
        /// What is here.
        done: u64,
        /// How long the file is.
        total: u64,
    },
    /// Something went wrong that may pass; it is tried again.
    Retrying {
        /// How often it has been tried.
        tried: u32,
        /// How long until the next try.
        after: Duration,
        /// What went wrong, in words.
        reason: String,
    },
}

/// Is called often; `Break` stops the work and leaves what is good.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;
