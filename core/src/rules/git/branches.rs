//! Which branches others build on, and what a refspec writes.

use crate::rules::sink::Sink;
use crate::script::{Command, Word};

const PROTECTED: [&str; 14] = [
    "main",
    "master",
    "develop",
    "development",
    "dev",
    "trunk",
    "production",
    "prod",
    "stable",
    "release",
    "staging",
    "default",
    "gh-pages",
    "mainline",
];

/// Whether a branch is one that others build on.
pub(super) fn is_protected(name: &str, sink: &Sink<'_>) -> bool {
    is_shared(name) || sink.policy.protects_branch(name)
}

fn is_shared(name: &str) -> bool {
    // Pages are made anew by each build, and nobody works on them.
    name != "gh-pages" && PROTECTED.contains(&name)
        || ["release/", "release-", "releases/", "hotfix/"].iter().any(|it| name.starts_with(it))
}

/// The branch or tag that a refspec writes or deletes: `+HEAD:main` writes `main`. Empty where that cannot be told.
pub(super) fn written(word: &Word, sink: &Sink<'_>) -> String {
    let value = sink.value(word);
    let text =
        value.texts().find(|it| is_protected(short(it), sink)).or_else(|| value.texts().next()).unwrap_or_default();
    short(text).to_owned()
}

fn short(refspec: &str) -> &str {
    let target = refspec.trim_start_matches('+').rsplit(':').next().unwrap_or_default();
    target.strip_prefix("refs/heads/").unwrap_or(target)
}

/// The operands of `git push` behind the remote: what it pushes.
pub(super) fn refspecs(git: &Command) -> Vec<&Word> {
    // With `--repo` the remote is no operand.
    git.own_operands().skip(usize::from(!git.has_flag('\0', "repo"))).collect()
}
