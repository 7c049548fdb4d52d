//! Language models on disk: which exist, which suit this machine, how they come here, and how they are kept.
//!
//! [`Catalog`] names models, [`recommend`] picks among them, [`Store`] keeps them, [`Hub`] fetches them, [`gguf`] reads what a
//! file says of itself. Nothing is fetched unless [`Store::download`] is called. Everything blocks: call it where that is fine.
//!
//! [`gguf`], [`machine`] and [`folder`] serve the model host, too.

pub mod cards;
pub mod catalog;
mod download;
pub mod error;
pub mod folder;
pub mod gguf;
mod hash;
pub mod hub;
mod import;
pub mod machine;
pub mod recommend;
pub mod size;
mod store;
mod watch;

pub use catalog::{Catalog, Entry};
pub use download::{Downloaded, Wanted};
pub use error::Error;
pub use hub::Hub;
pub use import::How;
pub use machine::Machine;
pub use store::{Collected, Guard, Kept, Model, Origin, Soundness, Store};
pub use watch::{Progress, Watch};
