//! Whose checkout a git command works on: one that the script made itself, or somebody's work.

use crate::flow::Folder;
use crate::rules::listing;
use crate::rules::names::is_throwaway;
use crate::rules::sink::Sink;
use crate::script::{Command, Node, Word, walk};

/// Whether the checkout is the script's own: in a temporary folder, or cloned by the line itself.
pub(super) fn is_own(git: &Command, sink: &Sink<'_>) -> bool {
    let temporary = |text: &str| {
        text.starts_with("/tmp/")
            || text.starts_with("/var/tmp/")
            || text.starts_with("/builds/")
            || is_throwaway(text.rsplit('/').next().unwrap_or_default())
    };
    if let Some(folder) = git.flag_value('C', "") {
        let value = sink.value(folder);
        return !value.shapes.is_empty() && value.shapes.iter().all(|it| temporary(&it.text));
    }
    let entered = match &sink.state().folder {
        Folder::Entered(value, _) => !value.shapes.is_empty() && value.shapes.iter().all(|it| temporary(&it.text)),
        _ => false,
    };
    entered || runs_before(git, sink, &["clone"])
}

/// Whether one of these sub-commands of git stands before a command in the same piece of the script.
pub(super) fn runs_before(git: &Command, sink: &Sink<'_>, names: &[&str]) -> bool {
    let body = sink.body();
    let mut found = false;
    if !listing::is_short(&body) {
        return false;
    }
    walk(&body.statements, &mut |node| {
        if let Node::Command(command) = node {
            let sub = command.operands().next().and_then(Word::literal);
            found |= command.program.as_deref() == Some("git")
                && command.span.start < git.span.start
                && sub.is_some_and(|it| names.contains(&it));
        }
    });
    found
}

/// Whether a script has prepared something before, so that this is no line typed into somebody's work.
pub(super) fn is_scripted(sink: &Sink<'_>) -> bool {
    let state = sink.state();
    state.errexit || state.nounset || !matches!(state.folder, Folder::Start)
}

/// Whether a text names what a remote has: `origin/main`, `FETCH_HEAD`, `@{u}`.
pub(super) fn is_remote(text: &str) -> bool {
    let remote = text.split_once('/').is_some_and(|it| {
        matches!(it.0, "origin" | "upstream" | "remotes" | "…" | "refs") || it.0.starts_with(['$', '{'])
    });
    remote || text.starts_with("FETCH_HEAD") || text.starts_with("@{u") || text.contains("@{upstream}")
}
