//! Fixed prefixes on disk: what the model made of them, so that the first answer after a start does not pay for them.
//!
//! A file that is damaged, cut or from another build is not given to llama.cpp: each ends with a digest of the rest.
//! Whatever goes wrong here costs time only, so nothing here is an error.

use crate::fnv::digest;
use crate::identity::Identity;
use crate::options::Options;
use caro_models::folder::{Content, cache, private};
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::token::LlamaToken;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const MARK: &[u8; 8] = b"caro-pre";
/// The mark, and the digest of all before it.
const TAIL: u64 = 16;
/// Nobody writes for so long.
const UNFINISHED: Duration = Duration::from_hours(1);
/// What changes a kept prefix's meaning: the crate that wrote it, and our own layout.
const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "-llama-cpp-2-0.1.160-1");

/// The prefixes of one model in one context.
#[derive(Debug)]
pub(super) struct Prefixes {
    folder: Option<PathBuf>,
    key: String,
    limit: u64,
    context: usize,
}

impl Prefixes {
    /// Without a folder of our own nothing is kept.
    pub(super) fn new(options: &Options, identity: &Identity, context: u32) -> Self {
        let folder = options.prefixes.clone().or_else(|| cache().map(|it| it.join("prefixes")));
        let folder = folder.filter(|it| options.prefix_bytes > 0 && private(it, Content::Trusted).is_ok());
        let key = digest([&identity.digest.to_le_bytes()[..], &context.to_le_bytes(), BUILD.as_bytes()]);
        Self { folder, key: format!("{key:032x}"), limit: options.prefix_bytes, context: context as usize }
    }

    fn path(&self, tokens: &[LlamaToken]) -> Option<PathBuf> {
        let bytes: Vec<u8> = tokens.iter().flat_map(|it| it.0.to_le_bytes()).collect();
        Some(self.folder.as_ref()?.join(format!("{}-{:032x}.kv", self.key, digest([&bytes[..]]))))
    }

    /// Restores a prefix; says no where it is not kept.
    pub(super) fn load(&self, context: &mut LlamaContext<'_>, sequence: i32, tokens: &[LlamaToken]) -> bool {
        let Some(path) = self.path(tokens).filter(|it| it.exists()) else { return false };
        let loaded = self.load_file(context, sequence, &path);
        if loaded.as_deref() == Some(tokens) {
            return true;
        }
        if loaded.is_some() {
            let _ = context.clear_kv_cache_seq(Some(sequence as u32), None, None);
        }
        false
    }

    /// Restores the prefix that was used last.
    pub(super) fn load_newest(&self, context: &mut LlamaContext<'_>, sequence: i32) -> Option<Vec<LlamaToken>> {
        let mut kept = kept(self.folder.as_deref()?);
        kept.retain(|it| it.path.file_name().is_some_and(|it| it.to_string_lossy().starts_with(&self.key)));
        let newest = kept.into_iter().max_by_key(|it| it.used)?;
        self.load_file(context, sequence, &newest.path)
    }

    fn load_file(&self, context: &mut LlamaContext<'_>, sequence: i32, path: &Path) -> Option<Vec<LlamaToken>> {
        let loaded = is_whole(path)
            .ok()
            .filter(|it| *it)
            .and_then(|_| context.state_seq_load_file(path, sequence, self.context).ok());
        match loaded {
            Some((tokens, _)) => {
                if let Ok(file) = OpenOptions::new().append(true).open(path) {
                    let _ = file.set_modified(SystemTime::now());
                }
                Some(tokens)
            }
            None => {
                let _ = context.clear_kv_cache_seq(Some(sequence as u32), None, None);
                let _ = fs::remove_file(path);
                None
            }
        }
    }

    /// Keeps a prefix. A crash on the way leaves a file with another name, which the next save clears away.
    pub(super) fn save(&self, context: &LlamaContext<'_>, sequence: i32, tokens: &[LlamaToken]) {
        let Some(path) = self.path(tokens) else { return };
        let unfinished = path.with_extension(format!("{}.part", std::process::id()));
        let saved = context
            .state_seq_save_file(&unfinished, sequence, tokens)
            .map_err(io::Error::other)
            .and_then(|_| seal(&unfinished))
            .and_then(|()| fs::rename(&unfinished, &path));
        if saved.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        if let Some(folder) = path.parent() {
            evict(folder, self.limit);
        }
    }
}

/// Puts the digest of a file at its end, and closes it to others.
fn seal(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let length = file.metadata()?.len();
    let sum = sum(&mut file, length)?;
    file.write_all(MARK)?;
    file.write_all(&sum.to_le_bytes())
}

fn is_whole(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let Some(length) = file.metadata()?.len().checked_sub(TAIL) else { return Ok(false) };
    let sum = sum(&mut file, length)?;
    let mut tail = [0; TAIL as usize];
    file.seek(SeekFrom::Start(length))?;
    file.read_exact(&mut tail)?;
    Ok(tail[..8] == MARK[..] && tail[8..] == sum.to_le_bytes())
}

/// A digest that reads eight bytes at a time: these files are large.
fn sum(file: &mut File, length: u64) -> io::Result<u64> {
    file.rewind()?;
    let mut state = length ^ 0x9e37_79b9_7f4a_7c15;
    let mut left = length;
    let mut buffer = vec![0; 1 << 20];
    while left > 0 {
        let count = left.min(buffer.len() as u64) as usize;
        file.read_exact(&mut buffer[..count])?;
        for word in buffer[..count].chunks(8) {
            let mut bytes = [0; 8];
            bytes[..word.len()].copy_from_slice(word);
            state = (state ^ u64::from_le_bytes(bytes)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29);
        }
        left -= count as u64;
    }
    Ok(state)
}

struct Kept {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

fn kept(folder: &Path) -> Vec<Kept> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|it| it.path().extension().is_some_and(|it| it == "kv"))
        .filter_map(|it| {
            let about = it.metadata().ok()?;
            Some(Kept { path: it.path(), bytes: about.len(), used: about.modified().ok()? })
        })
        .collect()
}

/// Deletes what was used longest ago, until the rest is small enough, and what crashes left.
fn evict(folder: &Path, limit: u64) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|it| it.modified()).map(|it| it.elapsed().unwrap_or_default());
        // A younger one may be another host's, which still writes.
        if entry.path().extension().is_some_and(|it| it == "part") && age.is_ok_and(|it| it > UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
    let mut kept = kept(folder);
    kept.sort_by_key(|it| std::cmp::Reverse(it.used));
    let mut bytes = 0_u64;
    for file in kept {
        bytes = bytes.saturating_add(file.bytes);
        if bytes > limit {
            let _ = fs::remove_file(file.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{evict, is_whole, seal};
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    #[test]
    fn a_sealed_file_with_any_change_is_not_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kv");
        fs::write(&path, "some bytes, not a multiple of eight").unwrap();
        assert!(!is_whole(&path).unwrap());
        seal(&path).unwrap();
        assert!(is_whole(&path).unwrap());
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&path, changed).unwrap();
            assert!(!is_whole(&path).unwrap(), "changed at {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(!is_whole(&path).unwrap(), "cut at {at}");
        }
    }

    #[test]
    fn the_least_recently_used_go_first() {
        let folder = tempfile::tempdir().unwrap();
        let ages = [("a.kv", 30), ("b.kv", 10), ("c.kv", 20), ("other", 99), ("old.7.part", 9999), ("new.7.part", 9)];
        for (name, age) in ages {
            let path = folder.path().join(name);
            fs::write(&path, "x".repeat(100)).unwrap();
            let file = File::options().append(true).open(&path).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        }
        evict(folder.path(), 250);
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["b.kv", "c.kv", "new.7.part", "other"]);
    }
}
