//! `caro-lsp check`: says what a careful reviewer would stop at, for people, programs and pipelines.

use super::place::Lines;
use super::{Outcome, batch, explain_config, input};
use crate::config::Platform;
use crate::judge::Judge;
use crate::policy_file::Trust;
use annotate_snippets::Renderer;
use caro_core::rules::{Finding, Level};
use caro_core::script::Dialect;
use caro_core::{Document, dialect_of};
use clap::{Args, ValueEnum};
use serde_json::{Map, json};
use std::io::{self, Write};
use std::path::PathBuf;

mod baseline;
mod excerpt;
mod fingerprint;
mod fix;
mod github;
mod gitlab;
mod ignored;
mod json;
mod order;
mod run;
mod sarif;
mod script;
mod staged;
mod statistics;
mod text;
mod tracked;
mod walk;

pub(super) use json::findings as shown;

/// The words of `check`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write the findings
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The least level that makes the exit status 1
    #[arg(long, value_enum, default_value = "caution", value_name = "LEVEL")]
    fail_on: FailOn,
    /// Apply the certain fixes; with `-`, print the fixed script
    #[arg(long)]
    fix: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "format"])]
    diff: bool,
    /// Check what is staged in git, and not what lies in the folder
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    staged: bool,
    /// Tell only what is not in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to this file, for --baseline
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff", "format"])]
    write_baseline: Option<PathBuf>,
    /// Count findings by rule, and files and lines, on standard error
    #[arg(long)]
    statistics: bool,
    /// Leave out the last line, which sums up
    #[arg(long, short)]
    quiet: bool,
    /// How many files to check at once; by default, as many as there are processors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Answer JSON lines `{"id","script"}` from standard input, one line each
    #[arg(long, exclusive = true)]
    batch: bool,
    /// What the scripts must run on; `auto` is what a script's first line or the policy says, else this machine
    #[arg(long, value_enum, default_value = "auto", value_name = "P")]
    platform: Platform,
    /// Let a workspace's `.caro.toml` lower dangers
    #[arg(long)]
    trust_workspace: bool,
    /// Print the policy for a script or folder, and where each setting comes from
    #[arg(long, num_args = 0..=1, default_missing_value = ".", value_name = "PATH", conflicts_with = "paths")]
    explain_config: Option<PathBuf>,
    /// Scripts to check, and folders to look for scripts in; `-` is standard input
    #[arg(required_unless_present_any = ["batch", "staged", "explain_config"], value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs; the fields are stable
    Json,
    /// For code hosts and viewers
    Sarif,
    /// For GitHub: annotations
    Github,
    /// For GitLab: code quality
    Gitlab,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Danger,
    Caution,
    Note,
    Never,
}

impl Format {
    /// What stands before all scripts, and between two.
    fn head(self) -> (String, &'static str) {
        match self {
            Self::Text | Self::Github => (String::new(), ""),
            Self::Json | Self::Gitlab => ("[\n".to_owned(), ",\n"),
            Self::Sarif => (sarif::head(), ",\n"),
        }
    }

    /// What is written of one script.
    fn script(self, checked: &Checked<'_>, look: &Renderer) -> String {
        match self {
            Self::Text => text::script(checked, look),
            Self::Json => json::script(checked),
            Self::Sarif => sarif::script(checked),
            Self::Github => github::script(checked),
            Self::Gitlab => gitlab::script(checked),
        }
    }

    /// What stands behind all scripts; `complaints` are what was told beside the findings.
    fn tail(self, complaints: &[String], has_failed: bool) -> String {
        match self {
            Self::Text | Self::Github => String::new(),
            Self::Json | Self::Gitlab => "\n]\n".to_owned(),
            Self::Sarif => sarif::tail(complaints, has_failed),
        }
    }

    /// Whether people read it, who want to know what it adds up to.
    fn sums_up(self) -> bool {
        matches!(self, Self::Text | Self::Github)
    }
}

impl FailOn {
    fn least(self) -> Option<Level> {
        match self {
            Self::Danger => Some(Level::Danger),
            Self::Caution => Some(Level::Caution),
            Self::Note => Some(Level::Note),
            Self::Never => None,
        }
    }
}

/// A script with what is told of it.
struct Checked<'a> {
    path: String,
    lines: Lines<'a>,
    findings: &'a [Finding],
}

impl Arguments {
    fn trust(&self) -> Trust {
        if self.trust_workspace { Trust::Workspace } else { Trust::AsConfigured }
    }
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let trust = arguments.trust();
    if let Some(path) = &arguments.explain_config {
        return explain_config::run(path, trust, out);
    }
    if arguments.batch {
        return batch::run(out, "script", |script| {
            let dialect = dialect_of(None, None, input::first_line(script)).unwrap_or_default();
            let findings = findings(script, dialect, trust);
            let level = findings.iter().map(|it| it.level).max().map_or("none", Level::name);
            Map::from_iter([("level".to_owned(), json!(level)), ("findings".to_owned(), shown(script, &findings))])
        });
    }
    run::run(arguments, out)
}

/// What is found in a text that lies nowhere.
pub(super) fn findings(text: &str, dialect: Dialect, trust: Trust) -> Vec<Finding> {
    Judge::of(None, trust, Platform::Auto).findings(&Document::new(text, dialect))
}
