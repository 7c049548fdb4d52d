//! Runs ShellCheck on a text: with bounds on time and output, and an end at any moment.

use std::env;
use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much it may say, in bytes.
const MOST: u64 = 16 << 20;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    NoStart,
    TooSlow,
    TooMuch,
    Broken,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoStart => "cannot be started",
            Self::TooSlow => "took too long and was stopped",
            Self::TooMuch => "said too much",
            Self::Broken => "gave no answer that can be read",
        })
    }
}

/// A run that can be called off.
#[derive(Debug)]
pub(super) struct Run(Arc<AtomicBool>);

impl Run {
    pub(super) fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The program that a setting names: an absolute path, or a name to be found in `PATH`. A path that counts from the
/// current folder would be a stranger's to choose.
pub(super) fn find(setting: &str) -> Option<PathBuf> {
    let named = Path::new(setting);
    if named.is_absolute() {
        return named.is_file().then(|| named.to_owned());
    }
    if setting.is_empty() || named.components().count() != 1 || named.file_name()? != setting {
        return None;
    }
    let name =
        if named.extension().is_some() { setting.to_owned() } else { format!("{setting}{}", env::consts::EXE_SUFFIX) };
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).filter(|it| it.is_absolute()).map(|it| it.join(&name)).find(|it| it.is_file())
}

/// Starts it on threads of its own: the pool that answers requests never waits for it.
pub(super) fn start(
    program: PathBuf,
    arguments: Vec<&'static str>,
    folder: PathBuf,
    text: String,
) -> (oneshot::Receiver<Result<Vec<u8>, Failure>>, Run) {
    let (done, answer) = oneshot::channel();
    let called_off = Arc::new(AtomicBool::new(false));
    let run = Run(called_off.clone());
    thread::spawn(move || {
        let _ = done.send(run_until(&program, &arguments, &folder, text, &called_off));
    });
    (answer, run)
}

fn run_until(
    program: &Path,
    arguments: &[&str],
    folder: &Path,
    text: String,
    called_off: &AtomicBool,
) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.current_dir(folder);
    let mut child = command.spawn().map_err(|_| Failure::NoStart)?;
    let answer = talk(&mut child, text, called_off);
    // It has said all, or is not asked any more.
    let _ = child.kill();
    let _ = child.wait();
    answer
}

fn talk(child: &mut Child, text: String, called_off: &AtomicBool) -> Result<Vec<u8>, Failure> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Failure::NoStart);
    };
    // These end with their pipes, which close with the process.
    thread::spawn(move || input.write_all(text.as_bytes()));
    let (said, all) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(MOST + 1).read_to_end(&mut bytes);
        let _ = said.send(read.map(|_| bytes));
    });
    let end = Instant::now() + PATIENCE;
    loop {
        match all.recv_timeout(Duration::from_millis(20)) {
            Ok(Ok(bytes)) if bytes.len() as u64 > MOST => return Err(Failure::TooMuch),
            Ok(Ok(bytes)) => return Ok(bytes),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(Failure::Broken),
            Err(RecvTimeoutError::Timeout) if called_off.load(Ordering::Relaxed) => return Err(Failure::Broken),
            Err(RecvTimeoutError::Timeout) if Instant::now() > end => return Err(Failure::TooSlow),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_in_path_or_by_its_absolute_name_only() {
        for setting in ["", "./shellcheck", "bin/shellcheck", "../shellcheck", ".", "..", "/", "/no/such/program"] {
            assert_eq!(find(setting), None, "{setting}");
        }
        #[cfg(unix)]
        assert!(find("sh").is_some_and(|it| it.is_absolute()));
    }
}
