//! What the parts of a release share: the server for one platform, its words, its licences, its moment.

use super::archive::File;
use super::date::{self, Date};
use super::dependencies::{self, Dependency};
use super::native::{self, Native};
use super::platform::Platform;
use super::{licences, words};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

pub(crate) struct Kit {
    pub(crate) platform: &'static Platform,
    /// The program, and where it lies.
    pub(crate) server: Vec<u8>,
    pub(crate) server_path: PathBuf,
    pub(crate) completions: Vec<File>,
    pub(crate) manual: Vec<File>,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) native: Vec<Native>,
    /// The licences of all that is inside.
    pub(crate) third_party: File,
    /// Seconds since 1970.
    pub(crate) time: u64,
    /// The folder that everything goes into.
    pub(crate) out: PathBuf,
}

impl Kit {
    pub(crate) fn new(platform: &'static Platform, server: &Path, out: &Path) -> Result<Self> {
        let time = date::of_release()?;
        let dependencies = dependencies::of(platform.rust)?;
        let native = native::of(&dependencies)?;
        Ok(Self {
            platform,
            server: std::fs::read(server).with_context(|| format!("{} cannot be read", server.display()))?,
            server_path: server.to_owned(),
            completions: words::completions(),
            manual: words::manual(Date::of(time))?,
            third_party: licences::file(&dependencies, &native)?,
            dependencies,
            native,
            time,
            out: out.to_owned(),
        })
    }

    pub(crate) fn date(&self) -> Date {
        Date::of(self.time)
    }

    /// Writes a finished part.
    pub(crate) fn write(&self, name: &str, data: &[u8]) -> Result<PathBuf> {
        let path = self.out.join(name);
        std::fs::write(&path, data).with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(path)
    }
}

/// A file of the repository.
pub(crate) fn text(path: &str) -> Result<Vec<u8>> {
    let path = crate::root().join(path);
    std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))
}
