//! Checks that the tree keeps its shape: fresh generated files, a reason on top of each file, layers that point one way.

use crate::dist::VERSION;
use crate::{answers, generated, read, root};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// What core must not know.
const NOT_IN_CORE: [&str; 5] = ["tower_lsp", "ls_types", "lsp_types", "tokio", "serde_json"];
/// Above this many lines a file is listed; that alone does not fail.
const LONG: usize = 400;

/// Fails with a list of what is out of place.
pub(crate) fn run() -> Result<()> {
    generated::check()?;
    answers::check()?;
    let complaints = complaints()?;
    for path in files()? {
        let lines = read(&path)?.lines().count();
        if lines > LONG {
            println!("long: {} has {lines} lines", shown(&path));
        }
    }
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(())
}

fn complaints() -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for path in files()? {
        let text = read(&path)?;
        if !text.starts_with("//! ") {
            complaints.push(format!("{}: does not open with a `//!` sentence that says why it exists", shown(&path)));
        }
        if shown(&path).starts_with("core/") {
            for word in NOT_IN_CORE.iter().filter(|it| text.contains(**it)) {
                complaints.push(format!("{}: core knows nothing of `{word}`", shown(&path)));
            }
        }
        if ["utils.rs", "helpers.rs", "common.rs", "types.rs"].iter().any(|it| path.ends_with(it)) {
            complaints.push(format!("{}: name it after what it does", shown(&path)));
        }
    }
    complaints.extend(moving_actions()?);
    complaints.extend(other_versions()?);
    Ok(complaints)
}

/// Actions of others in our workflows that are named by something that can be moved.
fn moving_actions() -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for entry in std::fs::read_dir(root().join(".github/workflows"))? {
        let path = entry?.path();
        for line in read(&path)?.lines().filter_map(|it| it.trim_start_matches([' ', '-']).strip_prefix("uses: ")) {
            let commit = line.split_once('@').and_then(|(_, it)| it.split_once(" # v")).map(|(it, _)| it);
            if !commit.is_some_and(|it| it.len() == 40 && it.chars().all(|it| it.is_ascii_hexdigit())) {
                complaints.push(format!("{}: `{line}` is not pinned by a commit and its version", shown(&path)));
            }
        }
    }
    Ok(complaints)
}

/// Where else a version stands, it is the workspace's.
fn other_versions() -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for (file, wanted) in [
        ("editors/vscode/package.json", format!("\n  \"version\": \"{VERSION}\",\n")),
        ("editors/jetbrains/pom.xml", format!("\n  <version>{VERSION}</version>\n")),
    ] {
        if !read(&root().join(file))?.contains(&wanted) {
            complaints.push(format!("{file}: its version is not {VERSION}, as in Cargo.toml"));
        }
    }
    Ok(complaints)
}

/// All Rust files that we write.
fn files() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["core", "embedded", "history", "host", "models", "remote", "caro-lsp", "tests", "benches", "xtask"]
            .iter()
            .map(|it| root().join(it))
            .collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_keeps_its_shape() {
        assert_eq!(super::complaints().unwrap(), Vec::<String>::new());
    }
}
