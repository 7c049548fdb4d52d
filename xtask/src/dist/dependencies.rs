//! The packages that the server is made of, as Cargo resolves them for one platform.

use super::said;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

/// A package of the server, itself among them.
#[derive(Clone, Debug)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The SPDX expression of its manifest.
    pub(crate) licence: String,
    pub(crate) repository: Option<String>,
    /// Where its files lie on this machine.
    pub(crate) folder: PathBuf,
    /// Of the packed crate, as Cargo.lock has it; what lies in this workspace has none.
    pub(crate) sha256: Option<String>,
    /// Whether it only helps to build, and nothing of it is in the program.
    pub(crate) only_builds: bool,
    /// The library of another language that it brings along, by Cargo's key `links`.
    pub(crate) links: Option<String>,
    /// What it needs itself, as `name version`.
    pub(crate) needs: BTreeSet<String>,
}

impl Dependency {
    /// `name version`, which stands for one package.
    pub(crate) fn id(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Whether it lies in this repository.
    pub(crate) fn is_ours(&self) -> bool {
        self.folder.starts_with(crate::root())
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
    links: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

/// All packages of the server for a Rust target, sorted by name.
pub(crate) fn of(target: &str) -> Result<Vec<Dependency>> {
    let metadata: Metadata =
        serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--locked", "--filter-platform", target])?)?;
    let lock: Lock = toml::from_str(&crate::read(&crate::root().join("Cargo.lock"))?)?;
    let checksums: BTreeMap<String, Option<String>> =
        lock.package.into_iter().map(|it| (format!("{} {}", it.name, it.version), it.checksum)).collect();

    // `cargo metadata` mixes in what tests and other members of the workspace want; `cargo tree` does not.
    let inside = tree(target, "normal")?;
    let all = tree(target, "normal,build")?;
    let ids: BTreeMap<&str, String> =
        metadata.packages.iter().map(|it| (&*it.id, format!("{} {}", it.name, it.version))).collect();
    let needs: BTreeMap<&str, &Node> = metadata.resolve.nodes.iter().map(|it| (&*it.id, it)).collect();

    let mut found = Vec::new();
    for package in &metadata.packages {
        let id = &ids[&*package.id];
        if !all.contains(id) {
            continue;
        }
        let below = needs.get(&*package.id).map_or(&[][..], |it| &it.dependencies);
        found.push(Dependency {
            name: package.name.clone(),
            version: package.version.clone(),
            licence: package
                .license
                .clone()
                .with_context(|| format!("{id} does not say its licence"))?
                .replace('/', " OR "),
            repository: package.repository.clone(),
            folder: package.manifest_path.parent().context("a manifest lies in a folder")?.to_owned(),
            sha256: checksums.get(id).cloned().flatten(),
            only_builds: !inside.contains(id),
            links: package.links.clone(),
            needs: below.iter().map(|it| ids[&**it].clone()).filter(|it| all.contains(it)).collect(),
        });
    }
    found.sort_by_key(Dependency::id);
    let missing: Vec<&String> = all.iter().filter(|id| !found.iter().any(|it| it.id() == **id)).collect();
    anyhow::ensure!(missing.is_empty(), "`cargo metadata` does not know {missing:?}");
    Ok(found)
}

/// `name version` of all packages that the server needs by such edges.
pub(crate) fn tree(target: &str, edges: &str) -> Result<BTreeSet<String>> {
    let words = ["tree", "--package=caro-lsp", "--locked", "--prefix=none", "--no-dedupe", "--format={p}"];
    let lines = cargo(&[&words[..], &["--target", target, "--edges", edges]].concat())?;
    let named = |line: &str| {
        let mut words = line.split(' ');
        Some(format!("{} {}", words.next()?, words.next()?.strip_prefix('v')?))
    };
    Ok(lines.lines().filter_map(named).collect())
}

fn cargo(words: &[&str]) -> Result<String> {
    said(Command::new(env!("CARGO")).args(words).current_dir(crate::root()))
}
