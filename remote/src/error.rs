//! What can go wrong with a server: one message that says what, where and what to do, and never what was asked.

use std::fmt;

/// What a caller can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The address cannot be used, or may not be.
    Address,
    /// The key could not be had, or may not be sent.
    Key,
    /// The caller gave up.
    Cancelled,
    /// Nobody answers there.
    Unreachable,
    /// The server cannot prove who it is.
    Untrusted,
    /// It took too long.
    Timeout,
    /// The server refused or failed, with this status.
    Status(u16),
    /// The server sends us elsewhere.
    Redirect,
    /// What answers is no OpenAI-compatible server.
    NotTheInterface,
    /// What it says breaks the protocol.
    Garbled,
    /// It hung up before the end.
    Closed,
    /// It says more than anyone needs.
    TooMuch,
    /// Which of its models is meant is not said.
    Model,
    /// Too many earlier calls have not ended yet, or the machine gives no thread.
    Busy,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    message: String,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// The end of a call that the caller gave up.
    pub(crate) fn cancelled() -> Self {
        Self::new(Kind::Cancelled, "the request was cancelled")
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
