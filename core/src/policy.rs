//! The policy: what a user, a team or a workspace wants to be told, and what it trusts. Plain data: whoever reads files
//! makes it.

use crate::rules::{Level, identity};
use crate::script::OwnWrapper;
use crate::target::Platform;
use std::collections::BTreeMap;

mod apply;
mod examples;
mod pattern;
#[cfg(test)]
mod tests;

pub(crate) use apply::judged;
pub use examples::failing_examples;
pub(crate) use pattern::covers;
pub use pattern::{breadth, matches};

/// What is asked for beyond the rules' own words. The default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Who asks for what: each counts more than those before it.
    pub layers: Vec<Layer>,
    /// Programs that run another one and that the facts do not know.
    pub wrappers: Vec<OwnWrapper>,
    /// What scripts must run on, where that is said.
    pub platform: Option<Platform>,
}

/// What one file asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// The file, as a person is told of it.
    pub name: String,
    /// Who wrote it.
    pub from: From,
    /// How much is told where no rule is named.
    pub preset: Option<Preset>,
    /// Levels for rules: each block counts more than those before it.
    pub levels: Vec<Levels>,
    /// Commands that are in order.
    pub allowed: Vec<Allowed>,
    /// Paths that nothing may delete or overwrite, as patterns; all below them is meant too.
    pub protected_paths: Vec<String>,
    /// Branches that others build on, as patterns.
    pub protected_branches: Vec<String>,
    /// Rules of its own.
    pub rules: Vec<OwnRule>,
}

/// Who wrote a [`Layer`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// The user.
    #[default]
    User,
    /// Somebody whom the user trusts: it lies in a workspace that the user named.
    TrustedWorkspace,
    /// Perhaps a stranger: no danger can be lowered from here.
    Workspace,
}

/// How much is told where no rule is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Cautions count as dangers, and notes as cautions.
    Strict,
    /// The rules' own levels.
    Moderate,
    /// Cautions count as notes; dangers stay.
    Permissive,
}

/// Levels by code (`CARO0101`), family (`01`, `ACME`) or for all (`*`); none is silence.
pub type Levels = BTreeMap<String, Option<Level>>;

/// A command that is in order under conditions, which hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// The program, and the words of its sub-commands.
    pub program: Vec<String>,
    /// Patterns: each operand matches one of them, whatever it can be. None asks for nothing.
    pub operands: Vec<String>,
    /// Flags: no others are given. None asks for nothing.
    pub flags: Vec<String>,
    /// Codes or families of the rules that are silent then; none means all.
    pub rules: Vec<String>,
    /// Why.
    pub because: String,
}

/// A rule written as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRule {
    /// Letters and digits, such as `ACME001`.
    pub code: String,
    /// Its name in words.
    pub name: String,
    /// How bad it is.
    pub level: Level,
    /// The program, and the words of its sub-commands.
    pub program: Vec<String>,
    /// Flags that must all be given.
    pub all_flags: Vec<String>,
    /// Flags of which one must be given, where there are any.
    pub any_flags: Vec<String>,
    /// Flags of which none may be given.
    pub no_flags: Vec<String>,
    /// Patterns: some operand must match one of them, where there are any.
    pub operands: Vec<String>,
    /// What is said, with `{program}`, `{operand}` and `{flag}` for the words of the place.
    pub message: String,
    /// Why, for who asks for more.
    pub because: String,
    /// What to write instead of the command, with `{program}`, `{operand}`, `{operands}` and `{arguments}`.
    pub fix: Option<String>,
    /// Scripts in which it speaks.
    pub bad: Vec<String>,
    /// Scripts in which it is silent.
    pub good: Vec<String>,
}

/// Which entry of a policy allows a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AllowedBy {
    pub(crate) layer: usize,
    pub(crate) entry: usize,
}

impl Policy {
    /// Whether nothing is asked for.
    pub fn is_default(&self) -> bool {
        self.layers.is_empty() && self.wrappers.is_empty() && self.platform.is_none()
    }

    /// Whether others build on a branch.
    pub(crate) fn protects_branch(&self, name: &str) -> bool {
        self.layers.iter().flat_map(|it| &it.protected_branches).any(|it| matches(it, name))
    }

    /// The rules of its own, of all layers.
    pub fn own_rules(&self) -> impl Iterator<Item = &OwnRule> {
        self.layers.iter().flat_map(|it| &it.rules)
    }
}

impl Layer {
    /// Takes out the rules that there is no room for, and says how many: strangers' workspaces can bring too many for one
    /// process.
    pub fn drop_crowded_out(&mut self) -> usize {
        let all = self.rules.len();
        let from = self.from;
        self.rules.retain(|it| identity(it, from).is_some());
        all - self.rules.len()
    }
}

impl Allowed {
    /// Whether it speaks of a rule.
    pub(crate) fn covers(&self, code: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|it| *it == code || *it == family(code))
    }
}

/// The family of a code: two digits of ours, the letters of others.
pub fn family(code: &str) -> &str {
    match code.strip_prefix("CARO") {
        Some(digits) => digits.get(..2).unwrap_or(digits),
        None => code.trim_end_matches(|it: char| it.is_ascii_digit()),
    }
}
