//! `cargo xtask facts --pages-report`: reads every page of this machine, and says which flags are not found that a
//! program of another kind shows at the beginning of a line.

use super::pages::{bytes_of, cached, entries};
use caro_core::manual::{Page, Spelling};
use std::collections::{BTreeMap, BTreeSet};

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What is known of the pages of one family, such as all that are called `git-…`.
#[derive(Default)]
struct Family {
    pages: usize,
    /// Pages with a flag at the beginning of a line.
    with_flags: usize,
    /// Those of them with all such flags found.
    all_found: usize,
    flags: usize,
    found: usize,
    whole: usize,
    /// Flags that we read, and those of them that the other program shows nowhere.
    read: usize,
    nowhere: usize,
}

/// Compares all pages, or one in `every` of them, with what `groff` shows of them.
pub(crate) fn report(every: usize) {
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    let mut worst: Vec<(usize, PathBuf, Vec<String>)> = Vec::new();
    let (mut time, mut slowest) = (Duration::ZERO, (Duration::ZERO, PathBuf::new()));
    let (mut read, mut bytes_read) = (0_usize, 0_usize);
    for (at, path) in files().into_iter().enumerate() {
        let Ok(bytes) = bytes_of(&path) else { continue };
        if bytes.starts_with(b".so ") {
            continue;
        }
        let started = Instant::now();
        let page = Page::read_bytes(&bytes);
        let took = started.elapsed();
        time += took;
        read += 1;
        bytes_read += bytes.len();
        if took > slowest.0 {
            slowest = (took, path.clone());
        }
        if at % every != 0 {
            continue;
        }
        let Some(shown) = shown(&path, &bytes) else { continue };
        let family = families.entry(family(&path)).or_default();
        family.pages += 1;
        let is_whole = page.is_whole && !page.defers && page.options().count() >= 3;
        family.whole += usize::from(is_whole);
        if is_whole && std::env::var_os("WHOLE").is_some() {
            println!("whole {}", path.display());
        }
        let read: BTreeSet<&str> = page.options().flat_map(|it| &it.spellings).map(|it| it.text.as_str()).collect();
        // A word that goes on in the next line is no other word.
        let joined: String = shown.replace("-\n", "-").split_whitespace().collect();
        let nowhere: Vec<&&str> = read.iter().filter(|it| !joined.contains(**it) && is_plain(it)).collect();
        if !nowhere.is_empty() && std::env::var_os("NOWHERE").is_some() {
            println!("nowhere in {}: {nowhere:?}", path.display());
        }
        family.read += read.len();
        family.nowhere += nowhere.len();
        let flags = leading_flags(&shown);
        if flags.is_empty() {
            continue;
        }
        let missing: Vec<String> = flags.iter().filter(|it| !is_known(&page, it)).cloned().collect();
        family.with_flags += 1;
        family.all_found += usize::from(missing.is_empty());
        family.flags += flags.len();
        family.found += flags.len() - missing.len();
        if !missing.is_empty() {
            worst.push((missing.len(), path, missing));
        }
    }
    println!(
        "{read} pages, {} MB, read in {time:?}; the slowest is {} in {:?}",
        bytes_read >> 20,
        slowest.1.display(),
        slowest.0
    );
    let mut all = Family::default();
    for family in families.values() {
        all.pages += family.pages;
        all.with_flags += family.with_flags;
        all.all_found += family.all_found;
        all.flags += family.flags;
        all.found += family.found;
        all.whole += family.whole;
        all.read += family.read;
        all.nowhere += family.nowhere;
    }
    families.insert("all".to_owned(), all);
    let mut list: Vec<(String, Family)> = families.into_iter().collect();
    list.sort_by_key(|it| std::cmp::Reverse(it.1.pages));
    for (name, it) in list.iter().take(12) {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        println!(
            "{name}: {} pages compared; {} of {} with flags have all found ({:.1} %); {} of {} flags found ({:.1} %); {} of {} flags read are shown nowhere; {} whole",
            it.pages,
            it.all_found,
            it.with_flags,
            share(it.all_found, it.with_flags),
            it.found,
            it.flags,
            share(it.found, it.flags),
            it.nowhere,
            it.read,
            it.whole
        );
    }
    worst.sort_by_key(|it| std::cmp::Reverse(it.0));
    for (count, path, missing) in
        worst.iter().take(std::env::var("WORST").ok().and_then(|it| it.parse().ok()).unwrap_or(60))
    {
        println!("{count} not found in {}: {}", path.display(), missing[..missing.len().min(6)].join(" "));
    }
}

/// Every page of a program, fetched or installed.
fn files() -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = cached().into_iter().map(|it| it.join("usr/share/man")).collect();
    roots.extend(["/usr/local/share/man", "/usr/share/man"].map(PathBuf::from));
    let folders = roots.iter().flat_map(|root| ["man1", "man8"].map(|it| root.join(it)));
    folders.flat_map(|it| entries(&it)).filter(|it| !it.is_symlink()).collect()
}

/// Whether a flag stands on its page as it is: `--[no-]name` and `-1 .. -9` do not.
fn is_plain(flag: &str) -> bool {
    !flag.starts_with("--no") && !flag.trim_start_matches('-').starts_with(|it: char| it.is_ascii_digit())
}

/// `git` of `git-log.1.gz`.
fn family(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let end = file.find(['-', '_', '.']).filter(|it| *it > 0).unwrap_or(file.len());
    file[..end].to_owned()
}

/// What `groff` makes of a page; it is kept, since that takes long.
fn shown(path: &Path, bytes: &[u8]) -> Option<String> {
    let kept = PathBuf::from(std::env::var_os("RENDERED").unwrap_or_else(|| "/tmp/pages-rendered".into()));
    let file = kept.join(path.to_string_lossy().replace('/', "%"));
    if let Ok(text) = std::fs::read(&file) {
        return Some(String::from_utf8_lossy(&text).into_owned());
    }
    if std::env::var_os("RENDERED_ONLY").is_some() {
        return None;
    }
    let _ = std::fs::create_dir_all(&kept);
    let mut groff = Command::new("groff")
        .args(["-K", "utf8", "-t", "-mandoc", "-Tascii", "-P-cbou", "-rLL=120n", "-rU0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = groff.stdin.take()?;
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, &bytes));
    let output = groff.wait_with_output().ok()?;
    let _ = writer.join();
    let _ = std::fs::write(&file, &output.stdout);
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The flags that lines begin with, behind some blanks: `-o, --output=FILE` is two. Examples do not count, and no line
/// that goes on with a sentence.
fn leading_flags(shown: &str) -> BTreeSet<String> {
    let mut flags = BTreeSet::new();
    let mut counts = true;
    let mut above = "";
    let mut above_counts = false;
    for line in shown.lines() {
        if line.starts_with(|it: char| it.is_ascii_uppercase()) {
            counts = !(line.starts_with("EXAMPLE") || line.starts_with("SYNOPSIS"));
        }
        let text = line.trim_start();
        let indent = |it: &str| it.len() - it.trim_start().len();
        let goes_on = !above.trim().is_empty() && indent(above) == indent(line) && !above_counts;
        above = line;
        above_counts = counts && !goes_on && text.starts_with('-') && (1..=16).contains(&indent(line));
        if !above_counts {
            continue;
        }
        let tag = text.split("  ").next().unwrap_or_default();
        for word in tag.split(", ") {
            let end = word.find(|it: char| !(it.is_ascii_alphanumeric() || "-_.".contains(it))).unwrap_or(word.len());
            let flag = word[..end].trim_end_matches(['-', '.']);
            let is_flag = flag.trim_start_matches('-').starts_with(|it: char| it.is_ascii_alphanumeric());
            if !(is_flag && flag.starts_with('-') && !flag.starts_with("---")) {
                break;
            }
            flags.insert(flag.to_owned());
        }
    }
    flags
}

/// Whether a flag is known; `-Dname` is `-D` with the name of its value, which no font tells apart any more.
fn is_known(page: &Page, flag: &str) -> bool {
    let fits = |it: &Spelling| {
        it.text == flag
            || it.value.as_ref().is_some_and(|value| {
                it.text.len() == 2 && flag.starts_with(&it.text) && value.starts_with(&flag[it.text.len()..])
            })
    };
    page.options().flat_map(|it| &it.spellings).any(fits)
}
