//! What a policy file may hold: the one definition, from which the schema and the table of `docs/policy.md` are made.

use crate::config::Platform;
use caro_core::policy;
use caro_core::rules;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What you want to be told of shell scripts, and what you trust: `.caro.toml` in a project, or your own `config.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "caro policy")]
pub(crate) struct File {
    /// How much is told where no rule is named.
    pub(super) preset: Option<Preset>,
    /// What scripts must run on: what does not exist there gets a note.
    pub(super) platform: Option<Platform>,
    /// Levels by rule: a code (`CARO0101`), a name (`recursive-delete`), a family (`07`, `git`), or `*` for all.
    pub(super) levels: BTreeMap<String, Level>,
    /// Levels for some files only; a later entry counts more.
    pub(super) levels_for: Vec<LevelsFor>,
    /// Commands that are in order under conditions.
    pub(super) allow: Vec<Allow>,
    /// Paths that nothing may delete or overwrite, with all below them: patterns.
    pub(super) protected_paths: Vec<String>,
    /// Branches that others build on: patterns. A force push to one, or its deletion, is a danger.
    pub(super) protected_branches: Vec<String>,
    /// Programs that run another one: `with-env FILE`, `mysudo -u USER`. A flag with a word behind it takes a value; each
    /// other word stands for one operand before the command.
    pub(super) wrappers: Vec<String>,
    /// Rules of your own.
    pub(super) rule: Vec<Rule>,
    /// What is remembered of what is asked for a script here; in your own file, of all that is asked.
    pub(super) history: Option<Remember>,
    /// The command that prints a passphrase, as a list of words: with one, the words and commands of your history are kept
    /// encrypted. It is started without a shell. Read from your own file only.
    pub(super) history_key_command: Vec<String>,
    /// Folders whose policy files may lower dangers. Read from your own file only.
    pub(super) trusted: Vec<String>,
}

/// How much is told where no rule is named.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Preset {
    /// One step up: cautions count as dangers, and notes as cautions.
    Strict,
    /// Each rule's own level.
    Moderate,
    /// Cautions count as notes; dangers stay dangers.
    Permissive,
}

/// How bad findings of a rule are. Below the rule's own level it is the most that is told; else every finding gets it.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// Nothing is told.
    Off,
    /// Could be more robust.
    Note,
    /// Right in some scripts, wrong in most.
    Caution,
    /// A careful reviewer would stop it.
    Danger,
}

/// What is remembered of what is asked for a script. Where files differ, the one that lets the least be remembered counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Remember {
    /// Nothing.
    Off,
    /// What is of use for scripts of the same workspace only.
    Private,
    /// What the settings say.
    On,
}

/// Levels for some files only.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelsFor {
    /// Patterns over the scripts' paths, seen from this file's folder: `tests/**`.
    pub(super) paths: Vec<String>,
    /// Levels, as in `levels`.
    pub(super) levels: BTreeMap<String, Level>,
}

/// A command that is in order where all of these hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Allow {
    /// The program, with its sub-commands: `rm`, `git push`.
    pub(super) program: String,
    /// Patterns: there is an operand, and each one matches a pattern, whatever it can be when the script runs.
    #[serde(default)]
    pub(super) operands: Vec<String>,
    /// No other flags than these are given: `-r`, `--force`.
    #[serde(default)]
    pub(super) flags: Vec<String>,
    /// The rules that are silent then, as in `levels`; all, where none is named.
    #[serde(default)]
    pub(super) rules: Vec<String>,
    /// Why this is in order.
    #[serde(default)]
    pub(super) because: String,
}

/// A rule of your own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Capital letters and a number: `ACME001`. `CARO` is taken.
    pub(super) code: String,
    /// Its name in words, such as `no-direct-deploy`.
    #[serde(default)]
    pub(super) name: String,
    /// How bad it is; `caution` where this is left out.
    #[serde(default = "caution")]
    pub(super) level: Level,
    /// The program, with its sub-commands: `kubectl apply`.
    pub(super) program: String,
    /// Flags that must all be given.
    #[serde(default)]
    pub(super) all_flags: Vec<String>,
    /// Flags of which one must be given.
    #[serde(default)]
    pub(super) any_flags: Vec<String>,
    /// Flags of which none may be given.
    #[serde(default)]
    pub(super) no_flags: Vec<String>,
    /// Patterns: some operand matches one of them.
    #[serde(default)]
    pub(super) operands: Vec<String>,
    /// What is said; `{program}`, `{operand}` and `{flag}` stand for the words of the place.
    pub(super) message: String,
    /// Why, for who asks for more.
    #[serde(default)]
    pub(super) because: String,
    /// What to write instead of the command; `{program}`, `{operand}`, `{operands}` and `{arguments}` stand for its words.
    pub(super) fix: Option<String>,
    /// Scripts in which it speaks; `caro-lsp check --explain-config` tries them.
    #[serde(default)]
    pub(super) bad: Vec<String>,
    /// Scripts in which it is silent.
    #[serde(default)]
    pub(super) good: Vec<String>,
}

fn caution() -> Level {
    Level::Caution
}

impl Level {
    pub(super) fn level(self) -> Option<rules::Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(rules::Level::Note),
            Self::Caution => Some(rules::Level::Caution),
            Self::Danger => Some(rules::Level::Danger),
        }
    }

    pub(super) fn name(self) -> &'static str {
        self.level().map_or("off", rules::Level::name)
    }
}

impl Remember {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Private => "private",
            Self::On => "on",
        }
    }
}

impl Preset {
    pub(super) fn preset(self) -> policy::Preset {
        match self {
            Self::Strict => policy::Preset::Strict,
            Self::Moderate => policy::Preset::Moderate,
            Self::Permissive => policy::Preset::Permissive,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Moderate => "moderate",
            Self::Permissive => "permissive",
        }
    }
}

/// The JSON schema of a policy file.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(File).to_value()
}
