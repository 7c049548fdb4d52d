//! Runs ShellCheck on a text: with bounds on time and output, and an end at any moment.

use std::env;
use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much it may say, in bytes.
const MOST: u64 = 16 << 20;

/// How many threads may be left at pipes that programs of earlier runs keep open.
const MOST_LEFT: usize = 8;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    NoStart,
    TooSlow,
    TooMuch,
    Broken,
    LeavesPrograms,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoStart => "cannot be started",
            Self::TooSlow => "took too long and was stopped",
            Self::TooMuch => "said too much",
            Self::Broken => "gave no answer that can be read",
            Self::LeavesPrograms => "leaves programs behind that do not end",
        })
    }
}

/// What runs at the moment: one program at most, with all that it started.
#[derive(Clone, Debug, Default)]
pub(crate) struct Running(Arc<Mutex<Slot>>);

#[derive(Debug, Default)]
struct Slot {
    child: Option<Child>,
    /// The server is leaving: nothing starts any more.
    over: bool,
    /// Threads at pipes that are still open. Each should end with its program.
    threads: Arc<()>,
}

impl Running {
    /// Ends what runs, and lets nothing start any more: what was started must not outlive the server.
    pub(crate) fn end(&self) {
        let mut slot = self.lock();
        slot.over = true;
        slot.end();
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slot {
    /// Ends the program and its group. It is waited for only then, so that its number cannot be another's yet.
    fn end(&mut self) {
        if let Some(mut child) = self.child.take() {
            end_group(&child);
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(unix)]
fn end_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let _ = group.map(|it| kill_process_group(it, Signal::KILL));
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(not(unix))]
fn end_group(_: &Child) {}

/// A run that can be called off; one that nobody waits for any more is.
#[derive(Debug)]
pub(super) struct Run(Arc<AtomicBool>);

impl Run {
    pub(super) fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.cancel();
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
    running: Running,
    program: PathBuf,
    arguments: Vec<&'static str>,
    folder: PathBuf,
    text: String,
) -> (oneshot::Receiver<Result<Vec<u8>, Failure>>, Run) {
    let (done, answer) = oneshot::channel();
    let called_off = Arc::new(AtomicBool::new(false));
    let run = Run(called_off.clone());
    thread::spawn(move || {
        let _ = done.send(run_until(&running, &program, &arguments, &folder, text, &called_off));
    });
    (answer, run)
}

fn run_until(
    running: &Running,
    program: &Path,
    arguments: &[&str],
    folder: &Path,
    text: String,
    called_off: &AtomicBool,
) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.current_dir(folder);
    own_group(&mut command);
    let (input, output, threads) = {
        let mut slot = running.lock();
        if slot.over || slot.child.is_some() {
            return Err(Failure::NoStart);
        }
        if Arc::strong_count(&slot.threads) > MOST_LEFT {
            return Err(Failure::LeavesPrograms);
        }
        let mut child = command.spawn().map_err(|_| Failure::NoStart)?;
        let pipes = (child.stdin.take(), child.stdout.take(), slot.threads.clone());
        slot.child = Some(child);
        pipes
    };
    let answer = match (input, output) {
        (Some(input), Some(output)) => talk(input, output, &threads, text, called_off),
        _ => Err(Failure::NoStart),
    };
    // It has said all, or is not asked any more.
    running.lock().end();
    answer
}

fn talk(
    mut input: ChildStdin,
    output: ChildStdout,
    threads: &Arc<()>,
    text: String,
    called_off: &AtomicBool,
) -> Result<Vec<u8>, Failure> {
    // These end with their pipes, which close with the last process that has them: one of the group, which is ended, or
    // one that left it, and so they are counted.
    let counted = threads.clone();
    thread::spawn(move || {
        let _ = input.write_all(text.as_bytes());
        drop(counted);
    });
    let (said, all) = channel();
    let counted = threads.clone();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(MOST + 1).read_to_end(&mut bytes);
        let _ = said.send(read.map(|_| bytes));
        drop(counted);
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

    /// A wrapper that starts another program and waits for it.
    #[cfg(unix)]
    const WRAPPER: [&str; 2] = ["-c", "sleep 77 & echo $! > \"$0\"; wait"];

    #[cfg(unix)]
    #[test]
    fn what_it_starts_is_ended_with_it_and_no_thread_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let running = Running::default();
        let sh = find("sh").expect("a shell");
        let note = folder.path().join("started");
        for round in 0..6 {
            let name: &'static str = Box::leak(note.display().to_string().into_boxed_str());
            let arguments = vec![WRAPPER[0], WRAPPER[1], name];
            let (answer, run) = start(running.clone(), sh.clone(), arguments, folder.path().to_owned(), String::new());
            let started = wait_for(|| {
                let text = std::fs::read_to_string(&note).ok()?;
                text.ends_with('\n').then(|| text.trim().to_owned())
            });
            if round < 5 {
                drop(run);
                assert_eq!(answer.blocking_recv().expect("an answer"), Err(Failure::Broken));
            } else {
                // The server ends.
                running.end();
            }
            wait_for(|| has_ended(&started).then_some(()));
            std::fs::remove_file(&note).expect("it was there");
        }
        wait_for(|| (Arc::strong_count(&running.lock().threads) == 1).then_some(()));
        let (answer, _run) = start(running, sh, vec!["-c", "true"], folder.path().to_owned(), String::new());
        assert_eq!(answer.blocking_recv().expect("an answer"), Err(Failure::NoStart));
    }

    /// Whether a process is gone, or only waits to be taken note of.
    #[cfg(unix)]
    fn has_ended(pid: &str) -> bool {
        let asked = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().expect("ps");
        let state = String::from_utf8_lossy(&asked.stdout).trim().to_owned();
        state.is_empty() || state.starts_with('Z')
    }

    #[cfg(unix)]
    fn wait_for<T>(mut look: impl FnMut() -> Option<T>) -> T {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(it) = look() {
                return it;
            }
            assert!(Instant::now() < end, "it did not come");
            thread::sleep(Duration::from_millis(20));
        }
    }
}
