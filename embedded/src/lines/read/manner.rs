//! Reads what is said of words that choose nothing themselves, and how text is compared.

use super::{Mode, Reader};
use crate::lines::Step;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Manner {
    Verb,
    Noise,
    Show,
    IgnoreCase,
    WholeWord,
}

pub(in crate::lines) const ROWS: &[(&str, Manner)] = &[
    (
        "change ?file; wrap; split;  put; squeeze; trim; indent; break; cut; format; turn; take; use; read; open; go through; copy; =check; =verify",
        Manner::Verb,
    ),
    // Words that say nothing more here.
    (
        "file; result; content ?of ?file; text file; whole; entire; just; script; document; =list; original; one per line; line; all line; each line; =long line; text; all text; ?all value|entry|item",
        Manner::Noise,
    ),
    ("=teh; file itself; saving|keeping change", Manner::Noise),
    ("show", Manner::Show),
    ("which; pick; choose; select; grab", Manner::Show),
    // How it is compared.
    (
        "ignore|exclude case; ignore|exclude case and punctuation; regardless of case; no matter case; case insensitive; case-insensitive; case not matter|important; \
         case not; upper and|or lower ?case same|equal; big or|and small character equal|same; \
         regardless of upper or lower case; without regard|attention to case; not case sensitive; not case-sensitive; also in different case",
        Manner::IgnoreCase,
    ),
    (
        "only|as ?a whole word; whole word ?only; as word; only|just complete word; only where whole word; not part of word",
        Manner::WholeWord,
    ),
    ("everywhere; all|each occurrence ?of; globally; anywhere; all of them; all occurrence", Manner::Noise),
    (
        "?and|but keep|preserve|leave ?the ?its ?same indentation|indent ?of ?line ?same|intact|as|is; indentation stay|kept|preserved",
        Manner::Noise,
    ),
];

impl Reader<'_, '_> {
    /// What says how it is shown.
    pub(super) fn in_manner(&mut self, says: Manner) {
        if says == Manner::Show {
            self.shows = true;
            self.mode = Mode::Keep;
        }
    }

    /// Whether a verb that says too little stands beside what does something.
    pub(super) fn verbs_are_told(&self) -> bool {
        let edits = self.frame.steps.iter().any(Step::edits);
        // "Copy a to b and then change …" is two orders.
        let copies = self.asked.tokens.iter().any(|it| it.is("copy") && it.text.to_lowercase().starts_with("cop"));
        if copies && self.frame.backup.is_none() && edits {
            return false;
        }
        let saved = self.frame.target.is_some() || !self.to.is_empty();
        let only_shows = self.frame.steps.iter().all(|it| matches!(it, Step::Keep(_) | Step::Count(_)));
        !self.has(Manner::Verb) || self.splits() || saved || !only_shows
    }
}
