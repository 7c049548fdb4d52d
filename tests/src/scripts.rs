//! The scripts that tests and benchmarks read: ours, and those of the machine.

use caro_core::dialect_of;
use caro_core::script::Dialect;
use std::path::{Path, PathBuf};

/// Where a machine keeps shell scripts.
const FOLDERS: [&str; 6] = ["/usr/bin", "/usr/sbin", "/etc", "/usr/lib", "/usr/share", "/var/lib/dpkg/info"];
/// How many of them are read: enough to meet everything, few enough for a test.
const MOST: usize = 1500;
const LARGEST: u64 = 512 << 10;

/// A script in a file.
#[derive(Debug)]
pub struct Script {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
    /// The shell it is written for.
    pub dialect: Dialect,
}

/// Our own scripts.
pub fn corpus() -> Vec<Script> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut found = Vec::new();
    collect(&folder, 0, &mut found);
    assert!(found.len() >= 8, "tests/corpus holds scripts");
    found
}

/// Our own and the machine's.
pub fn all() -> Vec<Script> {
    let mut found = corpus();
    for folder in FOLDERS {
        collect(Path::new(folder), 0, &mut found);
    }
    found
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<Script>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let Ok(data) = path.symlink_metadata() else { continue };
        // What other shells bring speaks their language, whatever its first line says.
        let is_of_zsh = path.file_name().and_then(|it| it.to_str()).is_some_and(|it| it.starts_with("zsh"));
        if data.is_dir() && depth < 6 && !is_of_zsh {
            collect(&path, depth + 1, found);
        }
        if data.is_file() && data.len() <= LARGEST && found.len() < MOST {
            found.extend(script(path));
        }
    }
}

fn script(path: PathBuf) -> Option<Script> {
    let bytes = std::fs::read(&path).ok()?;
    let is_script = bytes.starts_with(b"#!") || path.extension().is_some_and(|it| it == "sh");
    let text = String::from_utf8(bytes).ok().filter(|_| is_script)?;
    let dialect = dialect_of(None, path.file_name()?.to_str(), text.lines().next().unwrap_or_default())?;
    matches!(dialect, Dialect::Sh | Dialect::Bash).then_some(Script { path, text, dialect })
}
