//! The plugin for Neovim as an archive: what Neovim reads, and nothing that only tests it.

use super::archive::{File, tar_gz, under};
use super::kit::{Kit, text};
use anyhow::Result;
use std::path::Path;

/// What Neovim reads in a plugin.
const FOLDERS: [&str; 4] = ["doc", "lsp", "lua", "plugin"];

pub(crate) fn file_name() -> String {
    format!("caro-nvim-{}.tar.gz", super::VERSION)
}

pub(crate) fn archive(kit: &Kit) -> Result<Vec<u8>> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        read(&crate::root().join("editors/nvim").join(folder), folder, &mut files)?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files.push(File::new(name, text(name)?));
    }
    tar_gz(&under("caro", &files), "", kit.time)
}

fn read(folder: &Path, place: &str, files: &mut Vec<File>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{place}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &path, files)?;
        } else {
            files.push(File::new(path, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}
