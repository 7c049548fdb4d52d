//! Finds the file of a manual page and reads it: sections 1 and 8, in the folders' order.

use super::unpack;
use super::worker::Stamp;
use caro_core::manual::Page;
use caro_core::pages::Manual;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// How a page's file may end behind its section.
const PACKED: [&str; 5] = [".gz", "", ".xz", ".zst", ".bz2"];
/// So many folders are kept, of those that exist.
const FOLDERS: usize = 128;
/// So many files of a folder are looked at for unusual sections.
const FILES: usize = 200_000;
/// So many of those are kept.
const UNUSUAL: usize = 5000;
/// So often a page may send to another one.
const REDIRECTS: usize = 5;
/// How long it is believed which folders there are.
const FRESH: Duration = Duration::from_secs(10);

/// Where manual pages lie.
pub(super) struct Manuals {
    /// Where they may lie.
    roots: Vec<PathBuf>,
    /// The folders `man1`, then the folders `man8`.
    folders: Vec<Folder>,
    looked: Option<Instant>,
}

/// One section's folder.
struct Folder {
    path: PathBuf,
    section: char,
    /// Name and file of pages in sections such as `1ssl`, as they were when the folder was changed last.
    unusual: Vec<(String, String)>,
    listed: Option<SystemTime>,
}

impl Manuals {
    pub(super) fn new(roots: Vec<PathBuf>) -> Self {
        Self { roots, folders: Vec::new(), looked: None }
    }

    /// Looks for the folders again, now and then.
    fn refresh(&mut self) {
        if self.looked.is_some_and(|it| it.elapsed() < FRESH) {
            return;
        }
        let mut folders = Vec::new();
        for section in ['1', '8'] {
            let paths = self.roots.iter().map(|it| it.join(format!("man{section}")));
            for path in paths.filter(|it| it.is_dir()).take(FOLDERS / 2) {
                let known = self.folders.iter().position(|it| it.path == path);
                folders.push(known.map_or_else(
                    || Folder { path, section, unusual: Vec::new(), listed: None },
                    |it| self.folders.swap_remove(it),
                ));
            }
        }
        self.folders = folders;
        self.looked = Some(Instant::now());
    }

    /// The file of a page: section 1 before 8, and both before `1ssl` and the like.
    pub(super) fn locate(&mut self, name: &str) -> Option<PathBuf> {
        self.refresh();
        let usual = self.folders.iter().find_map(|folder| {
            let names = PACKED.iter().map(|packed| format!("{name}.{}{packed}", folder.section));
            names.map(|it| folder.path.join(it)).find(|it| it.is_file())
        });
        usual.or_else(|| self.folders.iter_mut().find_map(|it| it.unusual(name)))
    }

    /// Reads the page in a file, or the one that it sends to; and says which files that were.
    pub(super) fn read(file: &Path, part: Option<&str>) -> (Option<Manual>, Stamp) {
        let mut stamp = Stamp::new();
        let mut path = file.to_owned();
        for _ in 0..=REDIRECTS {
            stamp.push(stamped(&path));
            let Some(source) = unpack::read(&path) else { break };
            let page = Page::read_bytes(&source.bytes);
            if let Some(target) = &page.redirect {
                let Some(next) = redirected(&path, target) else { break };
                path = next;
                continue;
            }
            let page = match part {
                Some(part) => page.part(part),
                None => Some(page).filter(|it| !it.parts.is_empty()),
            };
            let manual = page
                .map(|page| Manual::new(title(file), path.to_string_lossy().into_owned(), &page, source.is_complete));
            return (manual, stamp);
        }
        (None, stamp)
    }
}

impl Folder {
    /// The file of a page in an unusual section.
    fn unusual(&mut self, name: &str) -> Option<PathBuf> {
        let changed = self.path.metadata().and_then(|it| it.modified()).ok()?;
        if self.listed != Some(changed) {
            self.listed = Some(changed);
            let files = std::fs::read_dir(&self.path).into_iter().flatten().take(FILES);
            let names = files.filter_map(|it| it.ok()?.file_name().into_string().ok());
            let section = self.section;
            self.unusual = names.filter_map(|it| Some((unusual(&it, section)?.to_owned(), it))).take(UNUSUAL).collect();
        }
        let file = &self.unusual.iter().find(|it| it.0 == name)?.1;
        Some(self.path.join(file)).filter(|it| it.is_file())
    }
}

/// The name of a page whose file says a section such as `1ssl`: not a plain one, and none of POSIX, which is about
/// no program of this machine.
fn unusual(file: &str, section: char) -> Option<&str> {
    let (name, said) = unpacked_name(file).rsplit_once('.')?;
    let more = said.strip_prefix(section)?;
    let fits = (1..=12).contains(&more.len()) && more.chars().all(|it| it.is_ascii_alphanumeric());
    (fits && !matches!(more, "p" | "posix" | "P") && !name.is_empty()).then_some(name)
}

/// A file's name without what its packer added.
fn unpacked_name(file: &str) -> &str {
    PACKED.iter().filter(|it| !it.is_empty()).find_map(|it| file.strip_suffix(it)).unwrap_or(file)
}

/// What a person calls the page of a file: `tar(1)`.
fn title(file: &Path) -> String {
    let file = file.file_name().unwrap_or_default().to_string_lossy();
    match unpacked_name(&file).rsplit_once('.') {
        Some((name, section)) => format!("{name}({section})"),
        None => file.into_owned(),
    }
}

/// The file that `.so man1/other.1` or `.so other.1` means, within the folder of manuals that the page itself lies in.
fn redirected(from: &Path, target: &str) -> Option<PathBuf> {
    let folder = from.parent()?;
    let target = Path::new(target);
    let mut parts = target.components();
    let whole = match (parts.next()?, parts.next(), parts.next()) {
        (Component::Normal(_), None, None) => folder.join(target),
        (Component::Normal(section), Some(Component::Normal(_)), None)
            if section.to_str().is_some_and(|it| it.starts_with("man")) =>
        {
            folder.parent()?.join(target)
        }
        _ => return None,
    };
    let mut files = PACKED.iter().map(|packed| {
        let mut file = whole.clone().into_os_string();
        file.push(packed);
        PathBuf::from(file)
    });
    files.find(|it| it.is_file())
}

/// A file as it is now.
pub(super) fn stamped(path: &Path) -> (PathBuf, Option<SystemTime>, u64) {
    let facts = path.metadata().ok();
    (path.to_owned(), facts.as_ref().and_then(|it| it.modified().ok()), facts.map_or(0, |it| it.len()))
}
