//! The VS Code extension for one platform, with the server for it inside.

use super::kit::Kit;
use super::{Made, is_here, ran};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

pub(crate) fn file_name(platform: &str) -> String {
    format!("caro-{platform}-{}.vsix", super::VERSION)
}

pub(crate) fn make(kit: &Kit) -> Result<Made> {
    if !is_here(NPM) {
        return Ok(Made::LeftOut("npm is missing".to_owned()));
    }
    let extension = crate::root().join("editors/vscode");
    let bundled = extension.join("bin").join(kit.platform.program());
    std::fs::create_dir_all(extension.join("bin"))?;
    let copied = std::fs::copy(&kit.server_path, &bundled)
        .with_context(|| format!("{} cannot be copied", kit.server_path.display()))
        .and_then(|_| pack(kit, &extension));
    // What is left here would go into the next package, whatever that is for.
    std::fs::remove_dir_all(extension.join("bin"))?;
    copied
}

fn pack(kit: &Kit, extension: &Path) -> Result<Made> {
    let path = kit.out.join(file_name(kit.platform.vscode));
    // A relative path would be one of the extension's folder.
    let out = std::path::absolute(&path)?;
    let out = out.to_str().context("the path of the checkout is no UTF-8")?;
    let platform = kit.platform.vscode;
    npm(kit, extension, &["ci"])?;
    npm(kit, extension, &["run", "package", "--", "--target", platform, "--out", out])?;
    Ok(Made::Is(path))
}

fn npm(kit: &Kit, folder: &Path, words: &[&str]) -> Result<()> {
    // With it the packer sorts, and gives every file one time.
    let mut npm = Command::new(NPM);
    npm.args(words).current_dir(folder).env("SOURCE_DATE_EPOCH", kit.time.to_string());
    // A zip holds local times.
    ran(npm.env("TZ", "UTC"))
}
