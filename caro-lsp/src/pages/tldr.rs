//! Finds the tldr page of a command in what a tldr client has fetched; nothing is downloaded.

use super::unpack;
use caro_core::pages::Examples;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A page is not longer.
const LONGEST: usize = 64 << 10;
/// How long it is believed which folders there are.
const FRESH: Duration = Duration::from_secs(10);

/// Where tldr pages lie.
pub(super) struct Tldr {
    /// Where they may lie.
    roots: Vec<PathBuf>,
    /// The folders with pages for this system, the nearest first.
    folders: Vec<PathBuf>,
    looked: Option<Instant>,
}

impl Tldr {
    pub(super) fn new(roots: Vec<PathBuf>) -> Self {
        Self { roots, folders: Vec::new(), looked: None }
    }

    /// The file of a page, for this system before those for all.
    pub(super) fn locate(&mut self, name: &str) -> Option<PathBuf> {
        if self.looked.is_none_or(|it| it.elapsed() > FRESH) {
            let all = self.roots.iter().flat_map(|root| platforms().iter().map(|it| root.join(it)));
            self.folders = all.filter(|it| it.is_dir()).collect();
            self.looked = Some(Instant::now());
        }
        let file = format!("{}.md", name.to_ascii_lowercase());
        self.folders.iter().map(|it| it.join(&file)).find(|it| it.is_file())
    }

    /// Reads the page in a file.
    pub(super) fn read(file: &Path) -> Option<Examples> {
        let source = unpack::read(file).filter(|it| it.bytes.len() <= LONGEST)?;
        Some(Examples::read(&String::from_utf8_lossy(&source.bytes)))
    }
}

/// What tldr calls this system; a page for another one would be wrong here.
fn platforms() -> &'static [&'static str] {
    match std::env::consts::OS {
        "macos" => &["osx", "macos", "common"],
        "windows" => &["windows", "common"],
        "freebsd" => &["freebsd", "common"],
        "openbsd" => &["openbsd", "common"],
        "netbsd" => &["netbsd", "common"],
        "android" => &["android", "common"],
        "solaris" | "illumos" => &["sunos", "common"],
        _ => &["linux", "common"],
    }
}
