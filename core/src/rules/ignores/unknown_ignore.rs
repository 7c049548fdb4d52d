//! CARO1503: a comment ignores a rule that does not exist.

use crate::rules::Check;

rule! {
    /// Ignores nothing, because there is no rule of that name.
    ///
    /// A code has four digits behind `CARO`; `caro-lsp rule` lists all codes and names.
    ///
    /// ```sh bad
    /// # caro: ignore recursive-delte because the caller checks the folder
    /// rm -rf "$1"/*
    /// ```
    /// ```sh bad
    /// # caro: ignore because this is how we do it
    /// ls
    /// ```
    /// ```sh good
    /// # caro: ignore recursive-delete because the caller checks the folder
    /// rm -rf "$1"/*
    /// ```
    /// ```sh good
    /// # caro: ignore caro0101 because the caller checks the folder
    /// rm -rf "$1"/*
    /// ```
    /// ```sh good
    /// # caro is good at what it does; ignore nothing
    /// ls
    /// ```
    "CARO1503" "unknown-ignore",
    Note,
    Check::Several(&[])
}
