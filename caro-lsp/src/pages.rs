//! The manual pages and tldr pages installed on this machine, for hover and explanation; no `man` is started.
//!
//! A request never waits long: one thread reads, what it read is kept, and a page that takes too long is there the
//! next time. Whatever hangs, a network mount for one, hangs that thread only.

use caro_core::pages::{Example, Manual, Pages, is_name};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

mod cache;
mod disk;
mod manuals;
mod search_path;
#[cfg(test)]
mod tests;
mod tldr;
pub mod unpack;
mod worker;

use worker::{Question, Worker};

/// How long a request may wait for pages that are read for the first time, all of them together.
pub const PATIENCE: Duration = Duration::from_millis(15);

/// The installed pages, and what was read of them.
pub struct Installed {
    worker: Worker,
}

/// The pages of this machine, one instance for the process. Nothing is read before something is asked.
pub fn of_this_machine() -> &'static Installed {
    static PAGES: OnceLock<Installed> = OnceLock::new();
    PAGES.get_or_init(|| Installed::found_by(|name| std::env::var_os(name)))
}

impl Installed {
    /// The pages that these variables lead to: `MANPATH`, `PATH`, `HOME`, `XDG_CACHE_HOME` and their like.
    pub fn found_by(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Self {
        Self { worker: Worker::new(disk::Disk::new(&variable)) }
    }

    /// The pages for one request, which waits no longer than this in all: [`PATIENCE`] in an editor.
    pub fn asking(&self, patience: Duration) -> Asking<'_> {
        let left = u64::try_from(patience.as_micros()).unwrap_or(u64::MAX);
        Asking { installed: self, left: AtomicU64::new(left) }
    }

    /// How many bytes are kept.
    pub fn size(&self) -> usize {
        self.worker.size()
    }
}

impl fmt::Debug for Installed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Installed")
    }
}

/// The pages as one request sees them.
#[derive(Debug)]
pub struct Asking<'a> {
    installed: &'a Installed,
    /// How many microseconds it may still wait.
    left: AtomicU64,
}

impl Asking<'_> {
    fn ask(&self, question: Question) -> worker::Answer {
        let left = Duration::from_micros(self.left.load(Ordering::Relaxed));
        let started = Instant::now();
        let answer = self.installed.worker.ask(question, left);
        let used = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |it| Some(it.saturating_sub(used)));
        answer
    }
}

impl Pages for Asking<'_> {
    fn manual(&self, name: &str) -> Option<Arc<Manual>> {
        if !is_name(name) {
            return None;
        }
        self.ask(Question::Manual(name.to_owned())).manual()
    }

    fn example(&self, name: &str, flags: &[&str]) -> Option<Example> {
        if !is_name(name) || name.contains(':') {
            return None;
        }
        self.ask(Question::Examples(name.to_owned())).examples()?.best(flags)
    }
}
