//! Rules of family 15, comments that ignore findings: `crate::ignores` reads them and speaks for these rules.

rules! {
    ignore_without_reason,
    unused_ignore,
    unknown_ignore,
}

/// The rules themselves, for those that read the comments.
pub(crate) static WITHOUT_REASON: &super::Rule = &ignore_without_reason::RULE;
pub(crate) static UNUSED: &super::Rule = &unused_ignore::RULE;
pub(crate) static UNKNOWN: &super::Rule = &unknown_ignore::RULE;
