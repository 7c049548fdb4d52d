//! `--staged`: what the next commit would hold, asked of git without running anything that a repository sets up.

use super::super::input::{LARGEST, Script};
use super::walk::{Target, plain};
use caro_core::dialect_of;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A `git cat-file` that gives the staged contents one after the other.
#[derive(Debug)]
pub(super) struct Blobs {
    pipes: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    child: Child,
}

/// What is staged: the scripts, or files whose first line must tell, and where their contents come from.
pub(super) fn targets(paths: &[PathBuf]) -> Result<(Vec<Target>, Blobs), String> {
    let up = output(git().args(["rev-parse", "--show-cdup"]))?;
    let up = String::from_utf8_lossy(&up).trim_end_matches('\n').to_owned();
    let mut list = git();
    list.args([
        "diff",
        "--cached",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--diff-filter=ACMRT",
        "--no-relative",
    ]);
    list.args(["--no-ext-diff", "--no-textconv", "--ignore-submodules", "--"]).args(paths);
    let list = output(&mut list)?;
    let mut targets = Vec::new();
    let mut fields = list.split(|it| *it == 0);
    // `:100644 100755 OLD NEW M`, then the path.
    while let (Some(facts), Some(path)) = (fields.next(), fields.next()) {
        let facts = String::from_utf8_lossy(facts).into_owned();
        let facts: Vec<&str> = facts.split(' ').collect();
        // Links and submodules are no scripts.
        if let [_, "100644" | "100755", _, blob, _] = facts[..] {
            let path = plain(&Path::new(&up).join(path_of(path))).to_owned();
            targets.push(Target { path, blob: Some(blob.to_owned()), is_named: false });
        }
    }
    targets.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((targets, Blobs::open()?))
}

impl Blobs {
    fn open() -> Result<Self, String> {
        let mut command = git();
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|it| not_started(&it))?;
        let pipes = child.stdin.take().zip(child.stdout.take()).ok_or("git gives no pipes")?;
        Ok(Self { pipes: Mutex::new((pipes.0, BufReader::new(pipes.1))), child })
    }

    /// The staged content, where it is a shell script.
    pub(super) fn script(&self, path: &Path, blob: &str) -> Result<Option<Script>, String> {
        let bytes = self.bytes(blob).map_err(|it| format!("git does not give what is staged: {it}"))?;
        let script = Script::new(bytes);
        let name = path.file_name().map(OsStr::to_string_lossy);
        Ok(dialect_of(None, name.as_deref(), script.first_line()).map(|_| script))
    }

    fn bytes(&self, blob: &str) -> std::io::Result<Vec<u8>> {
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        let (input, output) = &mut *pipes;
        writeln!(input, "{blob}")?;
        input.flush()?;
        let mut head = String::new();
        output.read_line(&mut head)?;
        let size = head.trim_end().rsplit_once(" blob ").and_then(|it| it.1.parse::<u64>().ok());
        let size = size.ok_or_else(|| std::io::Error::other("the object is missing"))?;
        let mut bytes = Vec::new();
        let kept = size.min(LARGEST as u64 + 1);
        output.take(kept).read_to_end(&mut bytes)?;
        // The rest, and the newline behind it.
        std::io::copy(&mut output.take(size - kept + 1), &mut std::io::sink())?;
        Ok(bytes)
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // It waits for us and holds nothing.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Git, told to run nothing but itself: no monitor, no hooks, no pager, no download of missing objects.
pub(super) fn git() -> Command {
    let mut git = Command::new("git");
    git.args(["--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]);
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    git.env_remove("GIT_EXTERNAL_DIFF").stdin(Stdio::null());
    git
}

fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command.stderr(Stdio::piped()).output().map_err(|it| not_started(&it))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let why = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or("it does not say why").to_owned();
    Err(format!("--staged needs a git repository: {why}"))
}

fn not_started(error: &std::io::Error) -> String {
    format!("--staged needs git, which does not start: {error}")
}

#[cfg(unix)]
pub(super) fn path_of(bytes: &[u8]) -> &Path {
    Path::new(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
