//! The intents as the build packed them.

use crate::meaning::Key;

/// One file of `intents/`.
pub(super) struct FamilyData {
    pub(super) name: &'static str,
    /// Words with the meaning that the family gives them; sorted.
    pub(super) own: &'static [(Key, Key)],
    /// The same words, for tests.
    #[cfg(test)]
    pub(super) words: &'static [&'static str],
    /// The meanings that its patterns ask for; sorted.
    pub(super) known: &'static [Key],
    /// Words that may stand in any request of this family and say nothing more, and whether a pattern asks for them all
    /// the same; sorted.
    pub(super) barred: &'static [(Key, bool)],
    /// The longer words of its patterns, for spelling mistakes.
    pub(super) spelled: &'static [&'static str],
    /// Phrasings by the rarest meaning that each needs, `UNKNOWN` for those that need none: the meaning, the intent,
    /// where its code begins; sorted.
    pub(super) index: &'static [(Key, u16, u32)],
    /// The phrasings, as `Pattern::packed` reads them.
    pub(super) codes: &'static [u32],
    /// The names of their values.
    pub(super) names: &'static [&'static str],
    /// Words of which a request must hold one, unless the intent speaks for itself.
    pub(super) marks: &'static [Key],
    /// The first of them, for tests.
    #[cfg(test)]
    pub(super) mark: &'static str,
    pub(super) facts: &'static [FactData],
    pub(super) variants: &'static [VariantData],
    pub(super) intents: &'static [IntentData],
}

/// A turn of phrase that adds to a command.
pub(super) struct FactData {
    pub(super) name: &'static str,
    pub(super) says: &'static [&'static str],
    pub(super) gives: &'static str,
}

/// Another tool for the same work: how a request names it.
pub(super) struct VariantData {
    pub(super) name: &'static str,
    pub(super) says: &'static [&'static str],
    /// The word of a command that it stands for, where it takes the same arguments.
    pub(super) replaces: &'static str,
}

/// A command, and what people say for it.
pub(super) struct IntentData {
    pub(super) gives: &'static str,
    pub(super) macos: Option<&'static str>,
    pub(super) busybox: Option<&'static str>,
    pub(super) posix: Option<&'static str>,
    /// The commands of variants, by their names.
    pub(super) variants: &'static [(&'static str, &'static str)],
    pub(super) doubt: f32,
    /// Whether it needs none of the family's marks.
    pub(super) anywhere: bool,
    /// Phrasings as wishes, each with the place where its code begins.
    pub(super) wishes: &'static [(&'static str, u32)],
    #[cfg(test)]
    pub(super) says: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/intents.rs"));
