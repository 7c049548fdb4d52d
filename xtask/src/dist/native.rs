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
    /// Who holds the rights, where no file of licences says it.
    pub(crate) holder: Option<String>,
    pub(crate) home: &'static str,
}

/// A work's name, licence and home, and where its own files say more about it, who reads that.
type Work = (&'static str, &'static str, &'static str, Option<Says>);
/// From the package's folder to the version and the holder.
type Says = fn(&Path) -> Result<(String, String)>;

/// By Cargo's key `links`: what is in there.
const LIBRARIES: [(&str, &[Work]); 4] = [
    (
        "llama",
        &[
            ("llama.cpp and ggml", "MIT", "https://github.com/ggml-org/llama.cpp", None),
            ("JSON for Modern C++", "MIT", "https://github.com/nlohmann/json", Some(json)),
        ],
    ),
    ("sqlite3", &[("SQLite", "blessing", "https://sqlite.org", Some(sqlite))]),
    ("mimalloc", &[("mimalloc", "MIT", "https://github.com/microsoft/mimalloc", None)]),
    (
        "ring_core",
        &[(
            "BoringSSL, the parts that ring has taken",
            "Apache-2.0 AND ISC",
            "https://boringssl.googlesource.com/boringssl",
            None,
        )],
    ),
];

/// What the packages bring along. A library that nobody has described here is an error: it has a licence, too.
pub(crate) fn of(dependencies: &[Dependency]) -> Result<Vec<Native>> {
    let mut found = Vec::new();
    for package in dependencies.iter().filter(|it| !it.only_builds) {
        let Some(links) = &package.links else { continue };
        let (_, works) = LIBRARIES
            .iter()
            .find(|(name, _)| links == name || links.starts_with(&format!("{name}_")))
            .with_context(|| format!("{} brings `{links}`, which dist/native.rs does not describe", package.id()))?;
        for (name, licence, home, says) in *works {
            let (version, holder) = says.map(|it| it(&package.folder)).transpose()?.unzip();
            found.push(Native { name, brought_by: package.id(), version, licence, holder, home });
        }
    }
    Ok(found)
}

fn sqlite(folder: &Path) -> Result<(String, String)> {
    let header = crate::read(&folder.join("sqlite3/sqlite3.h"))?;
    let version = after(&header, "#define SQLITE_VERSION ")?.trim().trim_matches('"').to_owned();
    Ok((version, "its authors disclaim copyright".to_owned()))
}

fn json(folder: &Path) -> Result<(String, String)> {
    let header = crate::read(&folder.join("llama.cpp/vendor/nlohmann/json.hpp"))?;
    let version = after(&header, "  version ")?.to_owned();
    let holder = after(&header, "// SPDX-FileCopyrightText: ")?;
    Ok((version, format!("Copyright {holder}")))
}

/// What follows on the line of some words.
fn after<'a>(text: &'a str, words: &str) -> Result<&'a str> {
    let found = text.lines().find_map(|it| it.split_once(words)).with_context(|| format!("no line has `{words}`"))?;
    Ok(found.1)
}
