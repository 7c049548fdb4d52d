//! A process that holds a language model for all editors of one user, and the client that talks to it.
//!
//! llama.cpp may abort on a damaged file or when memory ends, so it never lives in the language server.
//! [`client::Client`] starts the process when it is first needed and survives its death; [`serve`] is the process.

pub mod client;
pub mod frame;
pub mod identity;
pub mod options;
pub mod place;
pub mod protocol;

mod fnv;

#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "engine")]
mod outbox;
#[cfg(feature = "engine")]
mod queue;
#[cfg(feature = "engine")]
mod server;
#[cfg(feature = "engine")]
mod status;
#[cfg(feature = "engine")]
mod turns;

pub use options::Options;

#[cfg(feature = "engine")]
pub use server::{Ended, serve};
