//! CARO1502: a comment ignores what is not there.

use crate::rules::Check;

rule! {
    /// Keeps a comment that ignores nothing, and that would hide a danger which comes later.
    ///
    /// The line was mended, or the comment stands at another place than it should: behind the command, on the line above
    /// it, above or behind the opening word of a block, or as `ignore-file` before the first command. A comment that holds
    /// invisible characters ignores nothing at all. A finding that a policy silences as well counts as ignored here.
    ///
    /// To decide: Is what the comment was about gone, or only out of sight, as in a sourced file that is not at hand?
    ///
    /// ```sh bad
    /// rm -rf ./build # caro: ignore CARO0101 because the folder is ours
    /// ```
    /// ```sh fixed
    /// rm -rf ./build
    /// ```
    /// ```sh bad
    /// # caro: ignore CARO0101, CARO0401 because the caller checks the folder
    /// rm -rf "$1"/*
    /// ```
    /// ```sh fixed
    /// # caro: ignore CARO0101 because the caller checks the folder
    /// rm -rf "$1"/*
    /// ```
    /// ```sh good
    /// # caro: ignore CARO0101 because the caller checks the folder
    /// rm -rf "$1"/*
    /// ```
    /// ```sh good
    /// # caro: ignore CARO0101 because the caller checks the folder
    /// if [ "$2" = all ]; then
    ///   rm -rf "$1"/*
    /// fi
    /// ```
    /// ```sh good
    /// cat <<'END'
    /// # caro: ignore CARO0101 because this is text
    /// END
    /// ```
    "CARO1502" "unused-ignore",
    Note,
    Check::Several(&[])
}
