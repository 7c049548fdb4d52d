//! How sure each source is, corrected a little by how often this user took what it proposed.

use super::{ENOUGH, SURE};

/// How often answers are taken where nothing is known: as much as this many observations say.
const USUAL: f32 = 0.6;
const PRIOR: f32 = 30.0;
/// The most that is added or taken away.
const MOST: f32 = 0.05;
/// How much of the distance between this user and the usual one becomes a correction.
const SHARE: f32 = 0.125;
/// How sure nothing is lifted beyond.
const SUREST: f32 = 0.99;
/// The most sources.
const MOST_SOURCES: usize = 8;

/// How often what a source proposed was shown first and taken. The caller lets old observations fade.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// `embedded`, `model`, `server` or `history`.
    pub source: String,
    /// How often it was taken as it was; one that was edited counts half.
    pub taken: f32,
    /// How often it was shown and decided about.
    pub shown: f32,
}

/// Corrections by source. A clone is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration(Vec<(String, f32)>);

impl Calibration {
    /// Corrections from counts: none without observations, and never more than a little.
    pub fn of(counts: &[Count]) -> Self {
        let correction = |it: &Count| {
            let shown = if it.shown.is_finite() { it.shown.max(0.0) } else { 0.0 };
            let taken = if it.taken.is_finite() { it.taken.clamp(0.0, shown) } else { 0.0 };
            let share = (taken + PRIOR * USUAL) / (shown + PRIOR);
            (it.source.clone(), ((share - USUAL) * SHARE).clamp(-MOST, MOST))
        };
        Self(counts.iter().take(MOST_SOURCES).map(correction).collect())
    }

    /// What is added for a source.
    pub fn correction(&self, source: &str) -> f32 {
        self.0.iter().find(|it| it.0 == source).map_or(0.0, |it| it.1)
    }

    /// A confidence with its correction. What may be lifted is for the caller to say: no danger, no prose, nothing that was
    /// not checked. What was sure enough to be shown stays so, or it could never be taken again.
    pub(super) fn corrected(&self, confidence: f32, source: &str, may_rise: bool) -> f32 {
        let correction = self.correction(source);
        if correction > 0.0 {
            return if may_rise { (confidence + correction).min(SUREST).max(confidence) } else { confidence };
        }
        let floor = if confidence >= SURE {
            SURE
        } else if confidence >= ENOUGH {
            ENOUGH
        } else {
            0.0
        };
        (confidence + correction).max(floor)
    }
}
