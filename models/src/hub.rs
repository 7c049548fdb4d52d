//! The hub that models come from: its address, what it asks for, and what can go wrong on the way.

use crate::size;
use std::fmt;
use std::time::Duration;

mod request;
mod routes;
mod settings;

pub(crate) use request::Pause;
pub use routes::{Listed, Remote};
pub use settings::{Retry, Settings};

/// The hub, or a mirror of it.
#[derive(Debug)]
pub struct Hub {
    settings: Settings,
    agent: ureq::Agent,
}

/// What can go wrong with the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The user said that nothing is to be fetched.
    Offline,
    /// The address of the hub is no address.
    BadEndpoint(String),
    /// What names a repository or a file there cannot be one.
    BadName(String),
    /// Its makers ask everybody to agree to something first.
    Gated {
        /// The repository.
        repository: String,
        /// Whether a token was sent.
        had_token: bool,
    },
    /// The hub does not know the token, or hides the repository.
    Refused {
        /// The repository.
        repository: String,
        /// Whether a token was sent.
        had_token: bool,
        /// Why none was, where there is one.
        withheld: bool,
    },
    /// There is no such repository, file or commit.
    NotFound {
        /// What was asked for.
        what: String,
    },
    /// The hub names no digest, so nothing could be checked.
    NoDigest {
        /// The file.
        what: String,
    },
    /// It answered something else than expected.
    Status {
        /// The number.
        status: u16,
        /// Whose answer it was.
        host: String,
    },
    /// It answered what makes no sense.
    Nonsense {
        /// Whose answer it was.
        host: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It sent us elsewhere, where we do not go.
    BadRedirect {
        /// Whose answer it was.
        host: String,
        /// Why not.
        reason: &'static str,
    },
    /// It could not be reached, or fell silent, also after several tries.
    Unreachable {
        /// Who.
        host: String,
        /// Why.
        reason: String,
    },
    /// The whole file came, and is not what the hub says it is.
    WrongBytes {
        /// The file.
        what: String,
        /// What the digest should be.
        wanted: String,
        /// What it is.
        got: String,
    },
    /// The file is longer or shorter than the hub says.
    WrongLength {
        /// The file.
        what: String,
        /// How long it should be.
        wanted: u64,
        /// How long the answer is.
        got: u64,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline => out.write_str(
                "HF_HUB_OFFLINE says that nothing is to be fetched; unset it, or use `caro-lsp models import FILE`",
            ),
            Self::BadEndpoint(text) => {
                write!(out, "HF_ENDPOINT={text}: is no address; write it as https://huggingface.co")
            }
            Self::BadName(name) => {
                write!(out, "{name}: names nothing on the hub; write OWNER/REPOSITORY, and FILE.gguf beside it")
            }
            Self::Gated { repository, had_token: false } => write!(
                out,
                "{repository}: its makers ask you to agree to their terms: do so at https://huggingface.co/{repository}, then set HF_TOKEN to a token of yours"
            ),
            Self::Gated { repository, had_token: true } => write!(
                out,
                "{repository}: the owner of this HF_TOKEN has not agreed to its makers' terms yet; do so at https://huggingface.co/{repository}"
            ),
            Self::Refused { repository, withheld: true, .. } => write!(
                out,
                "{repository}: the hub wants to know who asks, and HF_TOKEN is not sent over plain http; use an https address in HF_ENDPOINT"
            ),
            Self::Refused { repository, had_token: true, .. } => {
                write!(out, "{repository}: the hub refuses this HF_TOKEN; check the token and the repository's name")
            }
            Self::Refused { repository, had_token: false, .. } => write!(
                out,
                "{repository}: there is no such repository, or it is private; check the name, or set HF_TOKEN"
            ),
            Self::NotFound { what } => write!(
                out,
                "{what}: the hub has no such file; `caro-lsp models download OWNER/REPOSITORY` lists those it has"
            ),
            Self::NoDigest { what } => write!(
                out,
                "{what}: this hub names no digest, so what comes could not be checked; use another mirror, or `caro-lsp models import FILE`"
            ),
            Self::Status { status, host } => write!(out, "{host}: answered {status}; try again later"),
            Self::Nonsense { host, reason } => {
                write!(out, "{host}: its answer makes no sense: {reason}; check HF_ENDPOINT and the proxy")
            }
            Self::BadRedirect { host, reason } => write!(out, "{host}: {reason}; check HF_ENDPOINT and the proxy"),
            Self::Unreachable { host, reason } => write!(
                out,
                "{host}: {reason}; check the network, HTTPS_PROXY and HF_ENDPOINT; what has come stays, and the next download goes on from there"
            ),
            Self::WrongBytes { what, wanted, got } => write!(
                out,
                "{what}: what came is not what the hub says it is (SHA-256 {} and not {}); it was thrown away; try again, or use another mirror",
                short(got),
                short(wanted)
            ),
            Self::WrongLength { what, wanted, got } => write!(
                out,
                "{what}: the answer has {got} bytes and the hub says {wanted} ({}); nothing of it was kept; try again, or use another mirror",
                size::shown(*wanted)
            ),
        }
    }
}

impl std::error::Error for Problem {}

fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// What may have passed a moment later, and what will not.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It is worth another try, after a while if the server names one.
    Passing(Problem, Option<Duration>),
    /// It is not.
    Final(Problem),
}
