//! The VS Code extension for one platform, with the server for it inside.

use crate::root;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Rust's names of the platforms, with the Marketplace's.
const PLATFORMS: [(&str, &str); 9] = [
    ("x86_64-unknown-linux-gnu", "linux-x64"),
    ("aarch64-unknown-linux-gnu", "linux-arm64"),
    ("armv7-unknown-linux-gnueabihf", "linux-armhf"),
    ("x86_64-unknown-linux-musl", "alpine-x64"),
    ("aarch64-unknown-linux-musl", "alpine-arm64"),
    ("x86_64-apple-darwin", "darwin-x64"),
    ("aarch64-apple-darwin", "darwin-arm64"),
    ("x86_64-pc-windows-msvc", "win32-x64"),
    ("aarch64-pc-windows-msvc", "win32-arm64"),
];

/// Builds `target/dist/caro-PLATFORM-VERSION.vsix`.
pub(crate) fn run(target: Option<&str>) -> Result<()> {
    let rust_target = match target {
        Some(target) => target.to_owned(),
        None => this_machine()?,
    };
    let Some((_, platform)) = PLATFORMS.iter().find(|it| it.0 == rust_target) else {
        let known: Vec<&str> = PLATFORMS.iter().map(|it| it.0).collect();
        bail!("VS Code has no platform for {rust_target}; it has {}", known.join(", "));
    };
    let server = build(target)?;
    let extension = root().join("editors/vscode");
    let bundled = extension.join("bin").join(server.file_name().context("a program has a name")?);
    std::fs::create_dir_all(extension.join("bin"))?;
    std::fs::copy(&server, &bundled).with_context(|| format!("{} cannot be copied", server.display()))?;

    let out = root().join(format!("target/dist/caro-{platform}-{}.vsix", env!("CARGO_PKG_VERSION")));
    std::fs::create_dir_all(out.parent().context("a file lies in a folder")?)?;
    let packed = npm(&extension, &["ci"]).and_then(|()| {
        let out = out.to_str().context("the path of the checkout is no UTF-8")?;
        npm(&extension, &["run", "package", "--", "--target", platform, "--out", out])
    });
    // What is left here would go into the next package, whatever that is for.
    std::fs::remove_dir_all(extension.join("bin"))?;
    packed?;
    println!("{}", out.display());
    Ok(())
}

/// The release build of the server.
fn build(target: Option<&str>) -> Result<PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--package", "caro-lsp"]).current_dir(root());
    // Build scripts of crates watch it, and all that hangs on them would be built again with each change.
    cargo.env_remove("CARGO_MANIFEST_DIR");
    if let Some(target) = target {
        cargo.args(["--target", target]);
    }
    ran(&mut cargo)?;
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |it| root().join(it));
    let folder = target.map_or(folder.clone(), |it| folder.join(it));
    let is_windows = target.map_or(cfg!(windows), |it| it.contains("windows"));
    Ok(folder.join("release").join(if is_windows { "caro-lsp.exe" } else { "caro-lsp" }))
}

fn this_machine() -> Result<String> {
    let out = Command::new("rustc").args(["--print", "host-tuple"]).output().context("rustc cannot be started")?;
    Ok(String::from_utf8(out.stdout)?.trim().to_owned())
}

fn npm(folder: &Path, words: &[&str]) -> Result<()> {
    ran(Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" }).args(words).current_dir(folder))
}

fn ran(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("{} cannot be started", program.display()))?;
    if !status.success() {
        bail!("{} failed: {status}", program.display());
    }
    Ok(())
}
