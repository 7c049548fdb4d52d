//! Looks at the files that say what git ignores before they are read: one that never ends must not end a run.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest of these files that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// The first of the files with which a folder says what git ignores that is no plain file of a sane size.
pub(super) fn odd_list(folder: &Path) -> Option<PathBuf> {
    let odd = |it: PathBuf| (!is_sane(&it)).then_some(it);
    let git = folder.join(".git");
    let of_folder = odd(folder.join(".gitignore")).or_else(|| odd(git.join("info/exclude")));
    if of_folder.is_some() || !git.is_file() {
        return of_folder;
    }
    // A work tree beside its repository: the file names the true folder, which names the shared one.
    let line = match first_line(&git) {
        Ok(line) => line,
        Err(odd) => return Some(odd),
    };
    let real = Path::new(line.strip_prefix("gitdir: ")?).to_owned();
    let shared = match first_line(&real.join("commondir")) {
        Ok(line) if line.starts_with('.') => real.join(line),
        Ok(line) => PathBuf::from(line),
        Err(odd) => return Some(odd),
    };
    odd(shared.join("info/exclude"))
}

/// Whether reading it ends soon. What is not there, or a folder, is not read.
fn is_sane(path: &Path) -> bool {
    let Ok(seen) = path.metadata() else { return true };
    // What a link reaches in the system's own folders has no length, and may have no end.
    let has_end = seen.len() > 0 || path.symlink_metadata().is_ok_and(|it| it.is_file());
    seen.is_dir() || seen.is_file() && has_end && seen.len() <= LONGEST
}

fn first_line(path: &Path) -> Result<String, PathBuf> {
    if !is_sane(path) {
        return Err(path.to_owned());
    }
    let mut line = String::new();
    // What cannot be read says nothing.
    let _ = File::open(path).and_then(|it| BufReader::new(it.take(LONGEST)).read_line(&mut line));
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}
