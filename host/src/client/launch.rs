//! A host's process: started apart from the editor, waited for when it ends, so that none is left as a zombie.

use super::{Launch, lock};
use crate::place::Place;
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

/// Of a log, this much of the end is looked at.
const LOG_END: u64 = 4096;
/// A message is a sentence, not a dump.
const LONGEST: usize = 300;

/// A process that we started.
#[derive(Clone, Debug)]
pub(super) struct Process {
    child: Arc<Mutex<Child>>,
    status: Arc<Mutex<Option<ExitStatus>>>,
}

impl Process {
    /// Starts a host. It lives on when we end: it is for all editors.
    pub(super) fn start(launch: &Launch, place: &Place) -> io::Result<Self> {
        let mut log = OpenOptions::new();
        log.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut log, 0o600);
        let log = log.open(place.log())?;
        if log.metadata()?.len() > 16 * LOG_END {
            log.set_len(0)?;
        }
        let mut command = Command::new(&launch.program);
        command
            .args(&launch.words)
            .args(launch.options.to_words())
            // llama.cpp would start a debugger when it aborts.
            .env("GGML_NO_BACKTRACE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        // An interrupt typed into the editor's terminal is not meant for it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let process = Self { child: Arc::new(Mutex::new(command.spawn()?)), status: Arc::default() };
        let reaped = process.clone();
        thread::Builder::new().name("reaper".into()).spawn(move || reaped.reap())?;
        Ok(process)
    }

    /// Waits for the end. The process is taken from the system's list under the lock only: until then nobody else can
    /// have its number, so `kill` meets the right one.
    fn reap(&self) {
        #[cfg(unix)]
        {
            use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
            let id = lock(&self.child).id();
            if let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) {
                let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
                while matches!(waitid(WaitId::Pid(pid), options), Err(rustix::io::Errno::INTR)) {}
            }
            let status = lock(&self.child).wait();
            *lock(&self.status) = status.ok();
        }
        #[cfg(not(unix))]
        loop {
            if let Ok(Some(status)) = lock(&self.child).try_wait() {
                *lock(&self.status) = Some(status);
                return;
            }
            thread::sleep(std::time::Duration::from_millis(200));
        }
    }

    /// How it ended; nothing while it lives.
    pub(super) fn ended(&self) -> Option<ExitStatus> {
        *lock(&self.status)
    }

    pub(super) fn id(&self) -> u32 {
        lock(&self.child).id()
    }

    pub(super) fn kill(&self) {
        // An error means that it has ended.
        let _ = lock(&self.child).kill();
    }
}

/// The last line that a host wrote before it ended.
pub(super) fn last_words(place: &Place) -> Option<String> {
    let mut file = std::fs::File::open(place.log()).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LOG_END))).ok()?;
    let mut end = Vec::new();
    file.take(LOG_END).read_to_end(&mut end).ok()?;
    let end = String::from_utf8_lossy(&end);
    let line = end.lines().rev().map(str::trim).find(|it| !it.is_empty())?;
    Some(line.chars().filter(|it| !it.is_control()).take(LONGEST).collect())
}
