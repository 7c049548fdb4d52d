//! A small disk for one folder, which can be full: a file system in memory, where root may mount one.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) struct Disk {
    folder: PathBuf,
    is_full: Cell<bool>,
}

impl Disk {
    /// None where it may not be mounted.
    pub(crate) fn mounted(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).expect("the home can be written");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=2m,mode=700", "caro-soak"]).arg(folder).stderr(Stdio::null());
        mount.status().ok().filter(std::process::ExitStatus::success)?;
        Some(Self { folder: folder.to_owned(), is_full: Cell::new(false) })
    }

    /// Fills it up, or makes room again. Whether it has become full by that.
    pub(crate) fn set(&self, is_full: bool) -> bool {
        if self.is_full.replace(is_full) == is_full {
            return false;
        }
        let filler = self.folder.join("filler");
        if is_full {
            // It is written as far as there is room.
            let _ = std::fs::write(filler, vec![0; 4 << 20]);
        } else {
            std::fs::remove_file(filler).expect("it was written");
        }
        is_full
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // The server may still look at it for a moment; what is busy goes when it is not any more.
        let _ = Command::new("umount").arg("--lazy").arg(&self.folder).status();
    }
}
