//! How fast somebody types, and so how long one waits before a slow one is asked.

use std::time::{Duration, Instant};

/// A longer gap is a pause, not typing.
const LONGEST_GAP: Duration = Duration::from_secs(1);
/// The shortest wait, and the longest.
const SHORTEST: Duration = Duration::from_millis(40);
const LONGEST: Duration = Duration::from_millis(500);
/// What somebody types like of whom nothing is known.
const USUAL: Duration = Duration::from_millis(150);

/// The gaps between edits of a document.
#[derive(Debug, Default)]
pub(super) struct Typing {
    last: Option<Instant>,
    gap: Option<Duration>,
}

impl Typing {
    /// Notes an edit.
    pub(super) fn edited(&mut self, now: Instant) {
        if let Some(gap) = self.last.map(|it| now.saturating_duration_since(it)).filter(|it| *it <= LONGEST_GAP) {
            self.gap = Some(self.gap.map_or(gap, |it| (it * 3 + gap) / 4));
        }
        self.last = Some(now);
    }

    /// How long from now until nobody types any more: one and a half of the usual gap after the last edit. Who answers
    /// slowly is asked later, since a question in vain costs more.
    pub(super) fn pause(&self, now: Instant, latency: Option<Duration>) -> Duration {
        let Some(last) = self.last else { return Duration::ZERO };
        let for_typing = self.gap.unwrap_or(USUAL) * 3 / 2;
        let for_answer = latency.unwrap_or_default() / 8;
        let quiet = for_typing.max(for_answer).clamp(SHORTEST, LONGEST);
        quiet.saturating_sub(now.saturating_duration_since(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(gaps: &[u64]) -> (Typing, Instant) {
        let mut typing = Typing::default();
        let mut now = Instant::now();
        typing.edited(now);
        for gap in gaps {
            now += Duration::from_millis(*gap);
            typing.edited(now);
        }
        (typing, now)
    }

    fn pause(gaps: &[u64], later: u64, latency: u64) -> u128 {
        let (typing, now) = after(gaps);
        let latency = (latency > 0).then(|| Duration::from_millis(latency));
        typing.pause(now + Duration::from_millis(later), latency).as_millis()
    }

    #[test]
    fn who_types_fast_waits_less() {
        assert_eq!(pause(&[100; 8], 0, 0), 150);
        assert_eq!(pause(&[20; 8], 0, 0), 40);
        assert_eq!(pause(&[900; 8], 0, 0), 500);
        assert_eq!(pause(&[100, 100, 5000, 100], 0, 0), 150);
    }

    #[test]
    fn time_since_the_last_edit_counts() {
        assert_eq!(pause(&[100; 8], 100, 0), 50);
        assert_eq!(pause(&[100; 8], 1000, 0), 0);
        assert_eq!(Typing::default().pause(Instant::now(), None), Duration::ZERO);
    }

    #[test]
    fn who_answers_slowly_is_asked_later() {
        assert_eq!(pause(&[50; 8], 0, 2000), 250);
        assert_eq!(pause(&[50; 8], 0, 60_000), 500);
    }
}
