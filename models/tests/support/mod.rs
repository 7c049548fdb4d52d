//! What the tests share: models made on the spot, and a hub that does as it is told.

pub(crate) mod hub;
pub(crate) mod model;

use caro_models::{Progress, Store};
use std::ops::ControlFlow;
use std::path::PathBuf;
use tempfile::TempDir;

/// A store in a folder of its own, which goes with it.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let store = Store::open(folder.path().join("models")).expect("a store can be made").leaving_free(0);
        Self { folder, store }
    }

    /// A file beside the store.
    pub(crate) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("a file can be written");
        path
    }
}

/// A watch that looks at nothing.
pub(crate) fn nobody(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
