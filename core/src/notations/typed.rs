//! Where the cursor is in a script of `sed` or `awk` that is half typed.

use super::{awk, sed};

/// The part of a `sed` script that is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sed {
    /// A place for an address, and so for a command.
    Address,
    /// A command behind its address.
    Command,
    /// The expression of `s/…`.
    What,
    /// What replaces it.
    By,
    /// The letters behind it.
    Flags,
}

/// What is being typed at the end of the start of a script; nothing behind what is not known.
pub(crate) fn in_sed(typed: &str) -> Option<Sed> {
    sed::typed(typed)
}

/// Whether the end of the start of an `awk` program lies within braces.
pub(crate) fn is_in_action(typed: &str) -> bool {
    awk::depth_at_end(typed) > 0
}
