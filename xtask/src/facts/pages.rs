//! Finds the manual pages of this machine, and those that `pages.sh` fetched, and reads them; it runs no `man`.

use anyhow::{Context, Result, bail};
use caro_core::manual::Page;
use flate2::read::MultiGzDecoder;
use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A page is not longer, unpacked.
const LONGEST: u64 = 16 << 20;

/// The pages that can be read, by name and section: `ls.1`.
pub(crate) struct Pages {
    files: BTreeMap<String, PathBuf>,
    /// The package of each installed page, which dpkg knows.
    packages: HashMap<PathBuf, String>,
    versions: HashMap<String, String>,
}

/// A page with where it comes from.
pub(crate) struct Found {
    pub(crate) page: Page,
    /// Its name and section: `ls.1`.
    pub(crate) name: String,
    /// Package and version: `coreutils 9.1-1`.
    pub(crate) package: Option<String>,
    /// Whether it is one of those that everybody compares with.
    pub(crate) counts: bool,
}

impl Pages {
    /// Looks through the cache first, so that everybody compares with the same pages.
    pub(crate) fn find() -> Self {
        let mut pages = Self { files: BTreeMap::new(), packages: HashMap::new(), versions: HashMap::new() };
        let mut roots = cached();
        // `parallel` of moreutils stands behind that of the package of its name.
        roots.sort_by_key(|it| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with("moreutils_")));
        for root in roots {
            pages.add(&root.join("usr/share/man"));
            // PostgreSQL keeps several versions beside each other.
            for version in entries(&root.join("usr/share/postgresql")) {
                pages.add(&version.join("man"));
            }
        }
        for root in ["/usr/local/share/man", "/usr/share/man", "/usr/local/man"] {
            pages.add(Path::new(root));
        }
        pages.ask_dpkg();
        pages
    }

    fn add(&mut self, root: &Path) {
        for section in 1..=8 {
            for path in entries(&root.join(format!("man{section}"))) {
                let Some(name) = path.file_name().and_then(|it| it.to_str()) else { continue };
                let name = name.strip_suffix(".gz").unwrap_or(name);
                self.files.entry(name.to_owned()).or_insert(path);
            }
        }
    }

    fn ask_dpkg(&mut self) {
        let info = Path::new("/var/lib/dpkg");
        for list in entries(&info.join("info")) {
            if list.extension().is_none_or(|it| it != "list") {
                continue;
            }
            let package = list.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let package = package.split(':').next().unwrap_or_default();
            for line in std::fs::read_to_string(&list).unwrap_or_default().lines() {
                if line.starts_with("/usr/share/man/man") {
                    self.packages.insert(PathBuf::from(line), package.to_owned());
                }
            }
        }
        let mut package = String::new();
        for line in std::fs::read_to_string(info.join("status")).unwrap_or_default().lines() {
            if let Some(name) = line.strip_prefix("Package: ") {
                name.clone_into(&mut package);
            } else if let Some(version) = line.strip_prefix("Version: ") {
                self.versions.insert(package.clone(), version.to_owned());
            }
        }
    }

    /// How many pages there are.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// The page of a program: in section 1 or 8, else in any section that a program may stand in.
    pub(crate) fn read(&self, name: &str) -> Option<Found> {
        let sections = ["1", "8", "1p", "1m", "1ssl", "1posix", "5", "7"];
        let direct = name.rsplit_once('.').filter(|it| it.1.starts_with(|it: char| it.is_ascii_digit()));
        let names = direct.map(|_| name.to_owned()).into_iter();
        let mut names = names.chain(sections.iter().map(|it| format!("{name}.{it}")));
        names.find_map(|it| self.load(&it, 0))
    }

    /// The page of a program with those of its sub-commands.
    pub(crate) fn family(&self, program: &str) -> Vec<Page> {
        let prefix = format!("{program}-");
        let of_program = |it: &&String| {
            it.starts_with(&prefix) || it.strip_prefix(program).is_some_and(|it| matches!(it, ".1" | ".8"))
        };
        self.files.keys().filter(of_program).filter_map(|it| Some(self.load(it, 0)?.page)).collect()
    }

    fn load(&self, name: &str, depth: usize) -> Option<Found> {
        let path = self.files.get(name)?;
        let Ok(bytes) = bytes_of(path) else {
            // A link into another package, which only installing makes whole.
            let target = std::fs::read_link(path).ok()?;
            let target = target.file_name()?.to_str()?;
            let target = target.strip_suffix(".gz").unwrap_or(target);
            return (depth < 5).then(|| self.load(target, depth + 1)).flatten();
        };
        let page = Page::read_bytes(&bytes);
        if let Some(other) = &page.redirect {
            let other = other.rsplit('/').next().unwrap_or_default();
            return (depth < 5).then(|| self.load(other, depth + 1)).flatten();
        }
        Some(Found { page, name: name.to_owned(), package: self.package_of(path), counts: path.starts_with(cache()) })
    }

    fn package_of(&self, path: &Path) -> Option<String> {
        let cache = cache();
        if let Ok(inside) = path.strip_prefix(&cache) {
            let folder = inside.iter().next()?.to_str()?;
            return Some(folder.replacen('_', " ", 1).replace("%3a", ":"));
        }
        let package = self.packages.get(path)?;
        Some(format!("{package} {}", self.versions.get(package)?))
    }
}

/// Where `pages.sh` puts pages; it says the same.
fn cache() -> PathBuf {
    let home = || std::env::home_dir().unwrap_or_default().join(".cache");
    let folder = |name| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    folder("CARO_PAGES").unwrap_or_else(|| folder("XDG_CACHE_HOME").unwrap_or_else(home).join("caro-dev/man"))
}

/// The folders of the cache, one for each package.
pub(super) fn cached() -> Vec<PathBuf> {
    entries(&cache())
}

pub(super) fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    paths
}

/// A page's source, unpacked.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    let file = std::fs::File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut bytes = Vec::new();
    if path.extension().is_some_and(|it| it == "gz") {
        MultiGzDecoder::new(file).take(LONGEST).read_to_end(&mut bytes)?;
    } else {
        file.take(LONGEST).read_to_end(&mut bytes)?;
    }
    if bytes.is_empty() {
        bail!("{} is empty", path.display());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    /// Every page of this machine, whole and cut in the middle; there may be none.
    #[test]
    fn no_page_is_too_much() {
        let pages = Pages::find();
        let start = Instant::now();
        let mut read = 0;
        for path in pages.files.values() {
            // Enough to meet every generator of pages, little enough to be no nuisance.
            if start.elapsed() > Duration::from_secs(10) && std::env::var_os("CARO_ALL_PAGES").is_none() {
                break;
            }
            let Ok(bytes) = bytes_of(path) else { continue };
            let began = Instant::now();
            let page = Page::read_bytes(&bytes);
            let _ = Page::read_bytes(&bytes[bytes.len() / 3..bytes.len() * 2 / 3]);
            assert!(began.elapsed() < Duration::from_secs(5), "{} takes {:?}", path.display(), began.elapsed());
            assert!(page.options().all(|it| it.spellings.len() < 1000), "{}", path.display());
            read += 1;
        }
        println!("{read} pages in {:?}", start.elapsed());
    }
}
