//! `caro-lsp check --explain-config`: the policy for a script, where each setting comes from, and whether its own rules
//! do what their examples say.

use super::Outcome;
use super::visible::visible;
use crate::policy_file::{self, Explained, Trust};
use caro_core::policy::{Policy, failing_examples};
use caro_core::rules;
use std::io::{self, Write};
use std::path::Path;

/// Explains the policy for a script, or for what runs in a folder.
pub(super) fn run(path: &Path, trust: Trust, out: &mut dyn Write) -> io::Result<Outcome> {
    let explained = policy_file::explain(path, trust);
    let mut outcome = Outcome::Clean;
    writeln!(out, "policy for {}\n", visible(&path.to_string_lossy()))?;
    write_files(out, &explained)?;

    writeln!(out, "\nsettings, those that count most last:")?;
    writeln!(out, "  preset = moderate (default)")?;
    for (file, setting) in &explained.settings {
        writeln!(out, "  {} ({})", visible(setting), visible(file))?;
    }

    writeln!(out, "\nrules at another level than their own:")?;
    write_levels(out, &explained.policy)?;

    for own in explained.policy.own_rules() {
        for complaint in failing_examples(own) {
            outcome = Outcome::Found;
            let clean: Vec<String> = complaint.lines().map(visible).collect();
            writeln!(out, "\n{}: {}", visible(&own.code), clean.join("\n"))?;
        }
    }
    for warning in &explained.warnings {
        outcome = outcome.max(if warning.broken { Outcome::Failed } else { Outcome::Found });
        writeln!(out, "\n{}", visible(&warning.to_string()))?;
    }
    Ok(outcome)
}

fn write_files(out: &mut dyn Write, explained: &Explained) -> io::Result<()> {
    writeln!(out, "files:")?;
    for (path, who) in &explained.files {
        writeln!(out, "  {} ({who})", visible(&path.to_string_lossy()))?;
    }
    Ok(())
}

fn write_levels(out: &mut dyn Write, policy: &Policy) -> io::Result<()> {
    let mut any = false;
    for rule in rules::all() {
        let Some((level, by, refused)) = policy.told_level(rule) else { continue };
        any = true;
        let wanted = level.map_or("off", rules::Level::name);
        let own = rule.level.name();
        let by = visible(by);
        if refused {
            writeln!(
                out,
                "  {} {}: {own}; {by} wants {wanted}, and is not trusted to lower a danger",
                rule.code, rule.name
            )?;
        } else {
            writeln!(out, "  {} {}: {own} -> {wanted} ({by})", rule.code, rule.name)?;
        }
    }
    if !any {
        writeln!(out, "  none")?;
    }
    Ok(())
}
