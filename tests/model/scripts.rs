//! The scripts that the tests read: ours, and those of the machine.

use caro_core::script::{Chunk, Dialect, Node, walk};
use caro_core::{Span, dialect_of};
use std::path::{Path, PathBuf};

/// Where a machine keeps shell scripts.
const FOLDERS: [&str; 6] = ["/usr/bin", "/usr/sbin", "/etc", "/usr/lib", "/usr/share", "/var/lib/dpkg/info"];
/// How many of them are read: enough to meet everything, few enough for a test.
const MOST: usize = 1500;
const LARGEST: u64 = 512 << 10;

pub(crate) struct Script {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) dialect: Dialect,
}

/// Our own scripts.
pub(crate) fn corpus() -> Vec<Script> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut found = Vec::new();
    collect(&folder, 0, &mut found);
    assert!(found.len() >= 8, "tests/corpus holds scripts");
    found
}

/// Our own and the machine's.
pub(crate) fn all() -> Vec<Script> {
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
        if data.is_dir() && depth < 6 {
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

/// Where back-ticks hold backslashes: what is inside is read without them, so its source is not what is read.
pub(crate) fn unescaped(chunk: &Chunk) -> Vec<Span> {
    let mut found = Vec::new();
    walk(&chunk.body.statements, &mut |node| {
        if let Node::Word(word) = node {
            found.extend(word.parts.iter().map(|it| it.span).filter(|it| {
                let source = it.of(&chunk.body.text);
                source.starts_with('`') && source.contains('\\')
            }));
        }
    });
    found
}
