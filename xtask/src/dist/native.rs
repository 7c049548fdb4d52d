//! What the server holds that is no package of Rust's: libraries in C and C++ that packages bring along, and Rust's own.

use super::dependencies::Dependency;
use anyhow::{Context, Result};
use std::path::Path;

/// A work inside of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Native {
    pub(crate) name: &'static str,
    /// `name version` of the package that brings it.
    pub(crate) brought_by: String,
    /// Its own version, where it says one.
    pub(crate) version: Option<String>,
    pub(crate) licence: &'static str,
    pub(crate) home: &'static str,
}

/// A work's name, licence and home.
type Work = (&'static str, &'static str, &'static str);

/// By Cargo's key `links`: what is in there.
const LIBRARIES: [(&str, &[Work]); 4] = [
    (
        "llama",
        &[
            ("llama.cpp and ggml", "MIT", "https://github.com/ggml-org/llama.cpp"),
            ("JSON for Modern C++", "MIT", "https://github.com/nlohmann/json"),
        ],
    ),
    ("sqlite3", &[("SQLite", "blessing", "https://sqlite.org")]),
    ("mimalloc", &[("mimalloc", "MIT", "https://github.com/microsoft/mimalloc")]),
    (
        "ring_core",
        &[(
            "BoringSSL, the parts that ring has taken",
            "Apache-2.0 AND ISC",
            "https://boringssl.googlesource.com/boringssl",
        )],
    ),
];

/// What the packages bring along. A library that nobody has described here is an error: it has a licence, too.
pub(crate) fn of(dependencies: &[Dependency]) -> Result<Vec<Native>> {
    let mut found = Vec::new();
    for package in dependencies.iter().filter(|it| !it.only_builds) {
        let Some(links) = &package.links else { continue };
        let (_, works) =
            LIBRARIES.iter().find(|(name, _)| links == name || links.starts_with(&format!("{name}_"))).with_context(
                || format!("{} brings along `{links}`, which xtask/src/dist/native.rs does not describe", package.id()),
            )?;
        for (name, licence, home) in *works {
            let version = if links == "sqlite3" { Some(sqlite_version(&package.folder)?) } else { None };
            found.push(Native { name, brought_by: package.id(), version, licence, home });
        }
    }
    Ok(found)
}

fn sqlite_version(folder: &Path) -> Result<String> {
    let header = crate::read(&folder.join("sqlite3/sqlite3.h"))?;
    let line =
        header.lines().find(|it| it.starts_with("#define SQLITE_VERSION ")).context("SQLite says its version")?;
    Ok(line.split('"').nth(1).context("SQLite's version is quoted")?.to_owned())
}
