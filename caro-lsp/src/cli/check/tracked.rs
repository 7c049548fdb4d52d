//! What git tracks below a folder: it is never ignored, whatever a `.gitignore` says.

use super::staged::{git, path_of};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long git may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The files below a folder that git tracks, which may be gone; none where git is missing, or this is no repository of the user's.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    // `100644 OBJECT 0`, a tab, and the path.
    let path = |it: &[u8]| {
        let (facts, path) = it.split_at_checked(it.iter().position(|it| *it == b'\t')?)?;
        let path = path_of(path.get(1..)?).to_path_buf();
        let is_below = path.components().all(|it| matches!(it, Component::Normal(_)));
        (facts.starts_with(b"100") && is_below).then(|| folder.join(path))
    };
    list(folder).unwrap_or_default().split(|it| *it == 0).filter_map(path).collect()
}

/// Whether a file lies below a folder, with no link on the way.
pub(super) fn is_there(folder: &Path, file: &Path) -> bool {
    let Some((real, below)) = folder.canonicalize().ok().zip(file.strip_prefix(folder).ok()) else { return false };
    let expected = real.join(below);
    file.canonicalize().is_ok_and(|it| it == expected && it.is_file())
}

fn list(folder: &Path) -> Option<Vec<u8>> {
    let mut command = git();
    for of_another in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(of_another);
    }
    command.current_dir(folder).args(["ls-files", "-z", "--stage"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let (sender, read) = channel();
    if let Some(mut pipe) = child.stdout.take() {
        std::thread::spawn(move || {
            let mut list = Vec::new();
            let is_read = pipe.read_to_end(&mut list).is_ok();
            // Nobody waits any more when it took too long.
            let _ = sender.send(is_read.then_some(list));
        });
    }
    let list = read.recv_timeout(PATIENCE).ok().flatten();
    if list.is_none() {
        // A pipe in the place of one of its files would keep it for ever.
        let _ = child.kill();
    }
    list.filter(|_| child.wait().is_ok_and(|it| it.success()))
}
