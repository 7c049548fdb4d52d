//! The platforms that a release can be made for, by the names that Rust, VS Code and Debian give them.

use anyhow::{Result, bail};

/// One platform.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Platform {
    /// Rust's target.
    pub(crate) rust: &'static str,
    /// The Marketplace's name.
    pub(crate) vscode: &'static str,
    /// Debian's architecture, where its C library is Debian's.
    pub(crate) debian: Option<&'static str>,
    /// Whether `.github/workflows/release.yml` builds it.
    pub(crate) is_released: bool,
}

/// All that VS Code has an extension for.
pub(crate) const PLATFORMS: [Platform; 9] = [
    of("x86_64-unknown-linux-gnu", "linux-x64", Some("amd64"), true),
    of("aarch64-unknown-linux-gnu", "linux-arm64", Some("arm64"), true),
    of("armv7-unknown-linux-gnueabihf", "linux-armhf", Some("armhf"), false),
    of("x86_64-unknown-linux-musl", "alpine-x64", None, false),
    of("aarch64-unknown-linux-musl", "alpine-arm64", None, false),
    of("x86_64-apple-darwin", "darwin-x64", None, true),
    of("aarch64-apple-darwin", "darwin-arm64", None, true),
    of("x86_64-pc-windows-msvc", "win32-x64", None, true),
    of("aarch64-pc-windows-msvc", "win32-arm64", None, false),
];

const fn of(rust: &'static str, vscode: &'static str, debian: Option<&'static str>, is_released: bool) -> Platform {
    Platform { rust, vscode, debian, is_released }
}

impl Platform {
    /// The platform that Rust calls so.
    pub(crate) fn named(rust: &str) -> Result<&'static Self> {
        let Some(found) = PLATFORMS.iter().find(|it| it.rust == rust) else {
            let known: Vec<&str> = PLATFORMS.iter().map(|it| it.rust).collect();
            bail!("nothing is released for {rust}, only for {}", known.join(", "));
        };
        Ok(found)
    }

    /// Those that a release must have.
    pub(crate) fn released() -> impl Iterator<Item = &'static Self> {
        PLATFORMS.iter().filter(|it| it.is_released)
    }

    pub(crate) fn is_windows(&self) -> bool {
        self.rust.contains("windows")
    }

    /// The server's file name.
    pub(crate) fn program(&self) -> &'static str {
        if self.is_windows() { "caro-lsp.exe" } else { "caro-lsp" }
    }

    /// The name of the archive and of the one folder in it, without and with its ending.
    pub(crate) fn archive(&self) -> (String, String) {
        let name = format!("caro-{}-{}", super::VERSION, self.rust);
        let ending = if self.is_windows() { "zip" } else { "tar.gz" };
        (name.clone(), format!("{name}.{ending}"))
    }
}
