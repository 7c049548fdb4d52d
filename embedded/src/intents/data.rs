//! The intents as the build packed them.

/// One file of `intents/`.
pub(super) struct FamilyData {
    pub(super) name: &'static str,
    /// Words that may stand in any request of this family and say nothing more.
    pub(super) noise: &'static str,
    /// Meanings, and the words for each.
    pub(super) words: &'static [(&'static str, &'static str)],
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
    pub(super) says: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/intents.rs"));
