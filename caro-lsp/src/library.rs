//! The files that a script sources: looked for beside it and up to its project's root, nowhere else.

use caro_core::flow::{Library, Sourced};
use caro_core::script::{Dialect, parse_text};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// The longest file that is followed, in bytes.
const LONGEST: u64 = 1 << 20;
/// How many files are kept read.
const MOST: usize = 64;
/// How many folders above a script its project may reach.
const HIGHEST: usize = 12;

/// Files of one script's project.
#[derive(Debug)]
pub(crate) struct Files {
    /// The folder of the script, then those above it up to the project's root.
    folders: Vec<PathBuf>,
    read: Mutex<HashMap<PathBuf, (Version, Sourced)>>,
}

/// What tells that a file is not the one that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Version {
    modified: Option<SystemTime>,
    length: u64,
}

impl Files {
    /// The files of the project that the script at `path` belongs to: the folders up to the one with `.git`, else its own.
    pub(crate) fn beside(path: &Path) -> Option<Self> {
        let own = path.parent()?;
        let own = if own.as_os_str().is_empty() { Path::new(".") } else { own };
        let own = own.canonicalize().ok()?;
        let above: Vec<PathBuf> = own.ancestors().take(HIGHEST).map(Path::to_owned).collect();
        let root = above.iter().position(|it| it.join(".git").exists()).unwrap_or(0);
        Some(Self { folders: above[..=root].to_vec(), read: Mutex::default() })
    }

    /// The file that is meant, when it lies in the project.
    fn locate(&self, path: &str) -> Option<PathBuf> {
        let path = Path::new(path);
        let candidates: Vec<PathBuf> = if path.is_absolute() {
            vec![path.to_owned()]
        } else {
            let plain: PathBuf = path.components().filter(|it| *it != Component::CurDir).collect();
            self.folders.iter().map(|it| it.join(&plain)).collect()
        };
        let root = self.folders.last()?;
        let within = |it: PathBuf| it.canonicalize().ok().filter(|it| it.starts_with(root));
        candidates.into_iter().find_map(within)
    }
}

impl Library for Files {
    fn find(&self, path: &str) -> Option<Sourced> {
        let path = self.locate(path)?;
        let facts = path.metadata().ok()?;
        if !facts.is_file() || facts.len() > LONGEST {
            return None;
        }
        let version = Version { modified: facts.modified().ok(), length: facts.len() };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, sourced)) = read.get(&path)
            && *known == version
        {
            return Some(sourced.clone());
        }
        let text = String::from_utf8_lossy(&std::fs::read(&path).ok()?).into_owned();
        let mut hasher = DefaultHasher::new();
        (&path, &text).hash(&mut hasher);
        let sourced = Sourced { stamp: hasher.finish(), chunks: Arc::new(parse_text(&text, Dialect::Bash)) };
        if read.len() >= MOST {
            read.clear();
        }
        read.insert(path, (version, sourced.clone()));
        Some(sourced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_in_the_project_and_nowhere_else() {
        let root = std::env::temp_dir().join(format!("caro-library-{}", std::process::id()));
        let bin = root.join("project/bin");
        std::fs::create_dir_all(&bin).unwrap();
        std::fs::create_dir_all(root.join("project/.git")).unwrap();
        std::fs::create_dir_all(root.join("project/lib")).unwrap();
        std::fs::write(root.join("project/lib/a.sh"), "A=1\n").unwrap();
        std::fs::write(root.join("outside.sh"), "A=1\n").unwrap();
        let files = Files::beside(&bin.join("run.sh")).unwrap();
        let first = files.find("lib/a.sh").expect("it lies in the project");
        assert!(files.find("../lib/a.sh").is_some());
        assert!(files.find("a.sh").is_none() && files.find("lib").is_none());
        assert!(files.find("../../outside.sh").is_none());
        assert!(files.find(root.join("outside.sh").to_str().unwrap()).is_none());
        std::fs::write(root.join("project/lib/a.sh"), "A=123\n").unwrap();
        assert_ne!(files.find("lib/a.sh").unwrap().stamp, first.stamp);
        std::fs::remove_dir_all(root).unwrap();
    }
}
