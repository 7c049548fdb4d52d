//! The programs of this machine: the names in the folders of `PATH`, read in the background and never waited for.
//!
//! No program is started and no file opened: folders are listed, and files asked whether they may be run. A folder that
//! does not answer, as a network mount can, is left out; the thread that asked it is given up.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// How many folders are read, how many entries in all of them, and how long a name may be.
const MOST_FOLDERS: usize = 1_000;
const MOST_ENTRIES: usize = 100_000;
const LONGEST_NAME: usize = 64;
/// How long the folders are taken for unchanged.
const FRESH: Duration = Duration::from_secs(5);
/// How long one folder may take, and how many threads may be given up for it.
const PATIENCE: Duration = Duration::from_secs(2);
const MOST_GIVEN_UP: usize = 4;

/// The names of all programs in `PATH`; cloned, it is the same list.
#[derive(Clone, Debug, Default)]
pub(crate) struct PathPrograms(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// `None` until somebody asks.
    folders: Option<Vec<Folder>>,
    names: Arc<Vec<Box<str>>>,
    /// Whether every folder was read once or given up.
    all_read: bool,
    /// Which folder is being read, and since when.
    reading: Option<(usize, Instant)>,
    /// Tells the thread that reads from those that were given up.
    reader: usize,
    checked: Option<Instant>,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    modified: Option<SystemTime>,
    names: Vec<Box<str>>,
    /// It did not answer.
    hangs: bool,
}

impl PathPrograms {
    /// The names known now, in order, and whether that is all of them. What is old is read again behind our back.
    pub(crate) fn now(&self) -> (Arc<Vec<Box<str>>>, bool) {
        let mut known = self.lock();
        if known.folders.is_none() {
            known.folders = Some(folders(env::var_os("PATH").as_deref().unwrap_or_default()));
        }
        match known.reading {
            None if known.checked.is_none_or(|it| it.elapsed() > FRESH) => self.start(&mut known, 0),
            Some((at, since)) if since.elapsed() > PATIENCE => {
                known.reader += 1;
                if let Some(folder) = known.folders.as_mut().and_then(|it| it.get_mut(at)) {
                    folder.hangs = true;
                    folder.names.clear();
                }
                if known.reader <= MOST_GIVEN_UP {
                    self.start(&mut known, at + 1);
                } else {
                    // There will be no other reader.
                    known.join();
                }
            }
            _ => {}
        }
        (known.names.clone(), known.all_read)
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the folders from the one at `from` on looked at, by a thread of its own.
    fn start(&self, known: &mut Known, from: usize) {
        if known.reader > MOST_GIVEN_UP {
            return;
        }
        known.reading = Some((from, Instant::now()));
        let (this, reader) = (self.clone(), known.reader);
        let started = thread::Builder::new().name("path".to_owned()).spawn(move || this.read(reader, from));
        if started.is_err() {
            known.join();
        }
    }

    fn read(&self, reader: usize, from: usize) {
        let mut left = MOST_ENTRIES;
        for at in from.. {
            let (path, modified) = {
                let mut known = self.lock();
                if known.reader != reader {
                    return;
                }
                let next = known.folders.iter().flatten().nth(at).map(|it| (it.path.clone(), it.modified, it.hangs));
                let Some((path, modified, hangs)) = next else { return known.join() };
                known.reading = Some((at, Instant::now()));
                if hangs {
                    continue;
                }
                (path, modified)
            };
            let now = fs::metadata(&path).and_then(|it| it.modified()).ok();
            let names = (now.is_none() || now != modified).then(|| names_in(&path, &mut left));
            let mut known = self.lock();
            if known.reader != reader {
                return;
            }
            if let (Some(names), Some(folder)) = (names, known.folders.as_mut().and_then(|it| it.get_mut(at))) {
                folder.names = names;
                folder.modified = now;
            }
        }
    }
}

impl Known {
    /// Joins what the folders hold, at the end of a round.
    fn join(&mut self) {
        let mut names: Vec<Box<str>> = self.folders.iter().flatten().flat_map(|it| it.names.iter().cloned()).collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(MOST_ENTRIES);
        if names != *self.names {
            self.names = Arc::new(names);
        }
        self.all_read = true;
        self.reading = None;
        self.checked = Some(Instant::now());
    }
}

/// The folders that `PATH` names. What counts from the folder at hand is left out: that may be a stranger's.
fn folders(path: &std::ffi::OsStr) -> Vec<Folder> {
    let mut seen = HashSet::new();
    let paths = env::split_paths(path).filter(|it| it.is_absolute() && seen.insert(it.clone()));
    let folder = |path| Folder { path, modified: None, names: Vec::new(), hangs: false };
    paths.take(MOST_FOLDERS).map(folder).collect()
}

/// The programs in a folder whose names need no quotes.
fn names_in(folder: &Path, left: &mut usize) -> Vec<Box<str>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        if *left == 0 {
            break;
        }
        *left -= 1;
        let Ok(entry) = entry else { continue };
        let name = entry.file_name();
        let Some(name) = name.to_str().map(program_name).filter(|it| is_plain(it)) else { continue };
        if fs::metadata(entry.path()).is_ok_and(|it| is_program(&it)) {
            names.push(name.into());
        }
    }
    names
}

/// What a shell calls the program of this file.
fn program_name(file: &str) -> &str {
    if cfg!(windows) { file.strip_suffix(".exe").unwrap_or(file) } else { file }
}

fn is_plain(name: &str) -> bool {
    let starts = name.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '_');
    starts && name.len() <= LONGEST_NAME && caro_core::script::quote(name) == name
}

#[cfg(unix)]
fn is_program(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.is_file() && file.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_program(file: &fs::Metadata) -> bool {
    file.is_file()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn put(folder: &Path, name: &str, mode: u32) {
        let path = folder.join(name);
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn of(folders: Vec<PathBuf>) -> PathPrograms {
        let programs = PathPrograms::default();
        programs.lock().folders = Some(self::folders(&env::join_paths(folders).unwrap()));
        programs
    }

    fn all(programs: &PathPrograms) -> Vec<String> {
        for _ in 0..2_000 {
            let (names, all_read) = programs.now();
            if all_read && programs.lock().reading.is_none() {
                return names.iter().map(ToString::to_string).collect();
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the folders are never read");
    }

    #[test]
    fn programs_are_files_that_may_be_run_and_need_no_quotes() {
        let root = env::temp_dir().join(format!("caro-path-{}", std::process::id()));
        let (one, two) = (root.join("one"), root.join("two"));
        fs::create_dir_all(one.join("folder")).unwrap();
        fs::create_dir_all(&two).unwrap();
        put(&one, "tool", 0o755);
        put(&one, "notes", 0o644);
        put(&one, "a b", 0o755);
        put(&one, "-rf", 0o755);
        put(&two, "tool", 0o755);
        put(&two, "another", 0o755);
        std::os::unix::fs::symlink(&root, two.join("loop")).unwrap();
        std::os::unix::fs::symlink(root.join("nowhere"), two.join("dangling")).unwrap();
        let programs = of(vec![one.clone(), root.join("missing"), PathBuf::from("relative"), two, one.clone()]);
        assert_eq!(all(&programs), ["another", "tool"]);
        // A folder that changed is read again, once the list is old.
        put(&one, "younger", 0o755);
        let old = Instant::now().checked_sub(2 * FRESH);
        {
            let mut known = programs.lock();
            known.checked = old;
            known.folders.as_mut().unwrap()[0].modified = None;
        }
        programs.now();
        assert_eq!(all(&programs), ["another", "tool", "younger"]);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_folder_that_never_answers_is_left_out() {
        let root = env::temp_dir().join(format!("caro-path-hangs-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        put(&root, "tool", 0o755);
        let programs = of(vec![PathBuf::from("/nonexistent"), root.clone()]);
        let long_ago = Instant::now().checked_sub(2 * PATIENCE).unwrap();
        programs.lock().reading = Some((0, long_ago));
        assert!(!programs.now().1);
        assert_eq!(all(&programs), ["tool"]);
        assert!(programs.lock().folders.as_ref().unwrap()[0].hangs);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn threads_that_were_given_up_are_bounded() {
        let programs = of((0..20).map(|it| PathBuf::from(format!("/nonexistent/{it}"))).collect());
        programs.lock().reader = MOST_GIVEN_UP;
        programs.lock().reading = Instant::now().checked_sub(2 * PATIENCE).map(|it| (3, it));
        assert!(programs.now().1);
        programs.lock().checked = None;
        programs.now();
        assert!(programs.lock().reading.is_none());
    }
}
