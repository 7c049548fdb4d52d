//! What the host knows about itself: counts, the model's state, and when it last did something.

use crate::outbox::lock;
use crate::protocol::{FromHost, Health, ModelState};
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Shared by all threads of the host.
#[derive(Debug)]
pub(crate) struct Status {
    started: Instant,
    model: Mutex<ModelState>,
    /// In percent.
    loaded: Arc<AtomicU8>,
    counts: Mutex<Counts>,
    pub(crate) clients: AtomicU32,
    /// Milliseconds after the start; 0 while llama.cpp computes nothing.
    step_began: AtomicU64,
    last_request: AtomicU64,
}

#[derive(Debug, Default)]
struct Counts {
    done: u64,
    cancelled: u64,
    failed: u64,
    prompt_tokens: u64,
    reused_tokens: u64,
    answer_tokens: u64,
}

impl Status {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            model: Mutex::default(),
            loaded: Arc::default(),
            counts: Mutex::default(),
            clients: AtomicU32::new(0),
            step_began: AtomicU64::new(0),
            last_request: AtomicU64::new(0),
        }
    }

    fn now(&self) -> u64 {
        self.started.elapsed().as_millis() as u64 + 1
    }

    fn since(&self, moment: u64) -> Duration {
        Duration::from_millis(self.now().saturating_sub(moment))
    }

    /// Notes the end of a request.
    pub(crate) fn count(&self, message: &FromHost) {
        self.touch();
        let mut counts = lock(&self.counts);
        match message {
            FromHost::Done { figures, .. } => {
                counts.done += 1;
                counts.prompt_tokens +=
                    u64::from(figures.prompt_tokens - figures.reused_tokens.min(figures.prompt_tokens));
                counts.reused_tokens += u64::from(figures.reused_tokens);
                counts.answer_tokens += u64::from(figures.answer_tokens);
            }
            FromHost::Cancelled { .. } => counts.cancelled += 1,
            FromHost::Failed { .. } => counts.failed += 1,
            _ => {}
        }
    }

    /// Notes that the host is wanted.
    pub(crate) fn touch(&self) {
        self.last_request.store(self.now(), Relaxed);
    }

    /// How long nobody wanted anything.
    pub(crate) fn idle(&self) -> Duration {
        self.since(self.last_request.load(Relaxed))
    }

    /// Runs one step of llama.cpp, under the eyes of the watch.
    pub(crate) fn step<T>(&self, step: impl FnOnce() -> T) -> T {
        self.step_began.store(self.now(), Relaxed);
        let result = step();
        self.step_began.store(0, Relaxed);
        result
    }

    /// How long the step that runs takes so far.
    pub(crate) fn step_so_far(&self) -> Option<Duration> {
        match self.step_began.load(Relaxed) {
            0 => None,
            began => Some(self.since(began)),
        }
    }

    pub(crate) fn set_model(&self, state: ModelState) {
        *lock(&self.model) = state;
        self.touch();
    }

    /// Hears how much of the model is loaded, from 0 to 1. llama.cpp keeps it for as long as it likes.
    pub(crate) fn hear_loading(&self) -> impl FnMut(f32) -> bool + 'static {
        let loaded = Arc::clone(&self.loaded);
        move |part| {
            loaded.store((part.clamp(0.0, 1.0) * 100.0) as u8, Relaxed);
            // Nobody stops it.
            true
        }
    }

    pub(crate) fn has_no_model(&self) -> bool {
        matches!(*lock(&self.model), ModelState::Failed { .. })
    }

    pub(crate) fn health(&self, waiting: usize) -> Health {
        let counts = lock(&self.counts);
        Health {
            pid: std::process::id(),
            build: env!("CARGO_PKG_VERSION").to_owned(),
            model: lock(&self.model).clone(),
            loaded_percent: self.loaded.load(Relaxed),
            up_ms: self.now(),
            clients: self.clients.load(Relaxed),
            waiting: waiting as u32,
            done: counts.done,
            cancelled: counts.cancelled,
            failed: counts.failed,
            prompt_tokens: counts.prompt_tokens,
            reused_tokens: counts.reused_tokens,
            answer_tokens: counts.answer_tokens,
        }
    }
}
