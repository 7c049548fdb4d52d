//! Understands shell scripts: what they say, what they would destroy, what a wish in plain words means as a command.
//!
//! Text goes in one way: [`Document`] → [`script`] → [`rules`] → [`verdict`]; a wish goes through [`generate`], and leaves
//! only as a checked [`generate::Suggestion`]. Nothing here knows an editor, a protocol or an async runtime, nothing
//! fails on a broken script, and nothing ever runs the user's code.

pub mod actions;
mod address;
pub mod complete;
pub mod danger;
mod document;
pub mod documentation;
pub mod explain;
pub mod flow;
pub mod generate;
pub mod hover;
pub mod ignores;
pub mod knowledge;
mod listed;
pub mod manual;
pub mod nearest;
mod notations;
pub mod pages;
pub mod policy;
pub mod refactor;
pub mod rules;
pub mod script;
pub(crate) mod secret_paths;
pub mod signature;
mod span;
pub mod target;
mod unknown;
pub mod verdict;
mod web_request;

pub use document::{Document, dialect_of};
pub use span::Span;
