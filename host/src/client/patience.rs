//! How often a host may die, and how long one waits before the next is started.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// How much is put up with.
#[derive(Clone, Debug)]
pub struct Patience {
    /// So many deaths within [`Patience::window`] are put up with; one more, and no host is started until asked again.
    pub deaths: usize,
    /// See above.
    pub window: Duration,
    /// The pause after a death; it doubles with each further one.
    pub pause: Duration,
    /// So long a host may take until it listens.
    pub start: Duration,
    /// So long a request may take beside its own limits: waiting for its turn, and for the model to be loaded.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            deaths: 2,
            window: Duration::from_mins(10),
            pause: Duration::from_millis(500),
            start: Duration::from_secs(10),
            answer: Duration::from_mins(2),
        }
    }
}

/// The deaths so far.
#[derive(Debug)]
pub(super) struct Deaths {
    patience: Patience,
    recent: VecDeque<Instant>,
}

impl Deaths {
    pub(super) fn new(patience: Patience) -> Self {
        Self { patience, recent: VecDeque::new() }
    }

    /// Counts one, and gives the moment from which the next host may be started; nothing where there shall be none.
    pub(super) fn count(&mut self, now: Instant) -> Option<Instant> {
        while self.recent.front().is_some_and(|it| now.duration_since(*it) > self.patience.window) {
            self.recent.pop_front();
        }
        self.recent.push_back(now);
        let count = self.recent.len();
        if count > self.patience.deaths {
            return None;
        }
        Some(now + self.patience.pause * (1 << (count - 1).min(10)))
    }

    pub(super) fn forget(&mut self) {
        self.recent.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{Deaths, Patience};
    use std::time::{Duration, Instant};

    #[test]
    fn pauses_grow_and_end() {
        let patience = Patience { deaths: 3, pause: Duration::from_secs(1), ..Patience::default() };
        let mut deaths = Deaths::new(patience);
        let now = Instant::now();
        let pauses: Vec<_> = (0..4).map(|_| deaths.count(now).map(|it| (it - now).as_secs())).collect();
        assert_eq!(pauses, [Some(1), Some(2), Some(4), None]);
        deaths.forget();
        assert!(deaths.count(now).is_some());
    }

    #[test]
    fn deaths_of_long_ago_do_not_count() {
        let mut deaths = Deaths::new(Patience { deaths: 1, ..Patience::default() });
        let now = Instant::now();
        assert!(deaths.count(now).is_some());
        assert!(deaths.count(now + Duration::from_secs(1)).is_none());
        assert!(deaths.count(now + Duration::from_mins(20)).is_some());
    }
}
