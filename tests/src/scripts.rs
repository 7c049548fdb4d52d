//! The scripts that tests and benchmarks read: ours, those of the machine, and made ones of any length.

use caro_core::dialect_of;
use caro_core::script::Dialect;
use std::fmt::Write;
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

/// A script of about `lines` lines as people write them: settings, functions, loops, a here-document, and their calls.
pub fn made(lines: usize) -> String {
    let mut script = String::from("#!/bin/bash\nROOT=${1:-/srv/app}\nset -u\n");
    let mut block = 0;
    let mut count = 3;
    while count < lines {
        let before = script.len();
        write!(
            script,
            "
# step {block} of the nightly run
step_{block}() {{
    local name=$1 count=0 out=\"$ROOT/out/{block}\"
    if [ -z \"$name\" ]; then
        echo \"step {block}: no name\" >&2
        return 1
    fi
    mkdir -p \"$out\" || return 1
    for file in \"$ROOT\"/in/*.log; do
        grep -c 'ERROR {block}' \"$file\" | sort -rn | head -n 5 >>\"$out/errors.txt\"
        count=$((count + 1))
    done
    cat >\"$out/summary.txt\" <<EOF
$name: $count files, $(date +%F)
EOF
    find \"$out\" -type f -name '*.tmp' -mtime +7 -delete
    tar -czf \"$out.tar.gz\" -C \"$out\" . && rm -rf \"$out/cache\"
}}
RESULT_{block}=$(step_{block} \"job {block}\")
"
        )
        .expect("memory");
        count += script[before..].matches('\n').count();
        block += 1;
    }
    script
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
