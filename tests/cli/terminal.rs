//! A terminal for tests: a program of another's making runs in it as for a person, and the test types and looks.

use pty_process::blocking::{Pty, open};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program in a terminal, which ends with it.
pub(super) struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    shown: Arc<(Mutex<Vec<u8>>, Condvar)>,
    /// Ends when all that was shown is read.
    reader: JoinHandle<()>,
    /// How much of what was shown was looked at.
    seen: usize,
}

impl Terminal {
    /// Starts a program in a terminal of this many columns.
    pub(super) fn start(command: Command, columns: u16) -> Self {
        let (pty, pts) = open().expect("the system has terminals");
        pty.resize(pty_process::Size::new(24, columns)).expect("its size can be set");
        let child = pty_process::blocking::Command::from(command).spawn(pts).expect("the program starts");
        let pty = Arc::new(pty);
        let shown = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let (reader, into) = (Arc::clone(&pty), Arc::clone(&shown));
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // It ends when the program does.
            while let Ok(count @ 1..) = (&*reader).read(&mut bytes) {
                let some = &bytes[..count];
                into.0.lock().expect("nobody panics with it").extend_from_slice(some);
                into.1.notify_all();
                // fish asks the terminal who and where it is, and waits for the answer.
                if some.windows(3).any(|it| it == b"\x1b[c") {
                    let _ = (&*reader).write_all(b"\x1b[?62;22c");
                }
                if some.windows(4).any(|it| it == b"\x1b[6n") {
                    let _ = (&*reader).write_all(b"\x1b[1;1R");
                }
            }
        });
        Self { pty, child, shown, reader, seen: 0 }
    }

    /// Types.
    pub(super) fn types(&mut self, text: &str) {
        self.seen = self.shown.0.lock().expect("nobody panics with it").len();
        (&*self.pty).write_all(text.as_bytes()).expect("the terminal takes what is typed");
    }

    /// Waits until this was shown after what was typed last; gives all that was shown since.
    pub(super) fn sees(&mut self, text: &str) -> String {
        let until = Instant::now() + PATIENCE;
        let mut shown = self.shown.0.lock().expect("nobody panics with it");
        loop {
            let new = String::from_utf8_lossy(&shown[self.seen.min(shown.len())..]).into_owned();
            if new.contains(text) {
                return new;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{text:?} was not shown, but {new:?}");
            shown = self.shown.1.wait_timeout(shown, left).expect("nobody panics with it").0;
        }
    }

    /// All that was shown so far.
    pub(super) fn all(&self) -> String {
        String::from_utf8_lossy(&self.shown.0.lock().expect("nobody panics with it")).into_owned()
    }

    /// Waits for the program's end, and for all that it showed; gives its exit status.
    pub(super) fn ends(&mut self) -> Option<i32> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            // What it wrote last may still be on its way.
            let status = self.child.try_wait().expect("the process is ours");
            if let Some(status) = status.filter(|_| self.reader.is_finished()) {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it goes on; it showed {:?}", self.all());
    }

    /// Whether the program still runs.
    pub(super) fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("the process is ours").is_none()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for a file that a program writes whole; gives what is in it.
pub(super) fn written(path: &Path) -> String {
    written_within(path, PATIENCE).unwrap_or_else(|| panic!("{} is not written", path.display()))
}

/// The same, as long as is said.
pub(super) fn written_within(path: &Path, time: Duration) -> Option<String> {
    let until = Instant::now() + time;
    loop {
        match std::fs::read_to_string(path) {
            Ok(text) if text.ends_with("\nEND\n") => return Some(text.trim_end_matches("\nEND\n").to_owned()),
            _ if Instant::now() >= until => return None,
            _ => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}
