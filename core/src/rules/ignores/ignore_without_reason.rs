//! CARO1501: a finding is ignored, and nobody says why.

use crate::rules::Check;

rule! {
    /// Leaves whoever reads this without the reason why a warning does not count here.
    ///
    /// The next reader cannot tell a decision from a mistake, and nobody dares to take the comment away again. Put the
    /// reason behind `because`: what makes this line harmless, or who decided it.
    ///
    /// To decide: why this warning does not count here.
    ///
    /// ```sh bad
    /// rm -rf "$1"/* # caro: ignore CARO0101
    /// ```
    /// ```sh bad
    /// # caro: ignore recursive-delete because
    /// rm -rf "$1"/*
    /// ```
    /// ```sh good
    /// rm -rf "$1"/* # caro: ignore CARO0101 because only our deploy job calls this, with a folder of its own
    /// ```
    /// ```sh good
    /// # caro: ignore recursive-delete because the installer asked before
    /// rm -rf "$1"/*
    /// ```
    /// ```sh good
    /// # caro: ignore-file CARO1501 because the reasons stand in the change's review
    /// rm -rf "$1"/* # caro: ignore CARO0101
    /// ```
    "CARO1501" "ignore-without-reason",
    Note,
    Check::Several(&[])
}
