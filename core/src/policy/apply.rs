//! From what the rules found to what the policy wants told: levels, allowed commands, and who may lower a danger.

use super::{From, Layer, Policy, Preset, family};
use crate::rules::{Finding, Level};

/// The findings at the levels that the policy gives them.
pub(crate) fn judged<'a>(findings: impl Iterator<Item = &'a Finding>, policy: &Policy) -> Vec<Finding> {
    let mut told: Vec<&str> = Vec::new();
    findings.filter_map(|it| judge(it.clone(), &policy.layers, &mut told)).collect()
}

/// What is asked for one finding: its level, if it is told, and by whom.
struct Wish<'a> {
    level: Option<Level>,
    by: Option<&'a Layer>,
}

fn judge<'a>(mut finding: Finding, layers: &'a [Layer], told: &mut Vec<&'a str>) -> Option<Finding> {
    let wish = wish(&finding, layers, |_| true);
    let Some(by) = wish.by else { return Some(finding) };
    let own = wish_of_trusted(&finding, layers);
    let before = finding.level;
    if by.from == From::Workspace && own.level == Some(Level::Danger) && wish.level < own.level {
        finding.level = Level::Danger;
        if !told.contains(&&*by.name) {
            told.push(&by.name);
            let why = "cannot lower this danger, as the workspace is not trusted";
            finding.message = format!("{} (`{}` {why})", finding.message, by.name);
        }
        return Some(finding);
    }
    // What others lower is told all the same, where it was a danger.
    let was = before.max(own.level.unwrap_or(Level::Note));
    let floor = (by.from != From::User && was == Level::Danger).then_some(Level::Note);
    let level = wish.level.or(floor)?;
    finding.level = level;
    if level < was {
        let reason = allowed_because(&finding, layers);
        let lowered = format!("lowered from {} by `{}`{reason}", was.name(), by.name);
        finding.message = format!("{} ({lowered})", finding.message);
        finding.lowered = Some(lowered);
    }
    Some(finding)
}

fn wish_of_trusted<'a>(finding: &Finding, layers: &'a [Layer]) -> Wish<'a> {
    wish(finding, layers, |it| it.from != From::Workspace)
}

fn wish<'a>(finding: &Finding, layers: &'a [Layer], counts: impl Fn(&Layer) -> bool) -> Wish<'a> {
    let allowing = finding.allowed.and_then(|it| layers.get(it.layer)).filter(|it| counts(it));
    if let Some(by) = allowing {
        return Wish { level: None, by: Some(by) };
    }
    let mut asked = layers.iter().rev().filter(|it| counts(it));
    // The rule's code counts more than its family, and that more than all; a later block more than those before it.
    let keys = [finding.rule.code, family(finding.rule.code), "*"];
    let named = asked.clone().find_map(|layer| {
        let setting = layer.levels.iter().rev().find_map(|it| keys.iter().find_map(|key| it.get(*key)));
        setting.map(|it| (layer, *it))
    });
    if let Some((by, setting)) = named {
        // Below the rule's own level it is the most that is told; else every place gets it.
        let level = setting.map(|it| if it < finding.rule.level { it.min(finding.level) } else { it });
        return Wish { level, by: Some(by) };
    }
    let Some((by, preset)) = asked.find_map(|it| Some((it, it.preset?))) else {
        return Wish { level: Some(finding.level), by: None };
    };
    let level = match (preset, finding.level) {
        (Preset::Strict, Level::Note) => Level::Caution,
        (Preset::Strict, _) => Level::Danger,
        (Preset::Permissive, Level::Caution) => Level::Note,
        (_, level) => level,
    };
    Wish { level: Some(level), by: Some(by) }
}

fn allowed_because(finding: &Finding, layers: &[Layer]) -> String {
    let entry = finding.allowed.and_then(|it| layers.get(it.layer)?.allowed.get(it.entry));
    entry.filter(|it| !it.because.is_empty()).map(|it| format!(": {}", it.because)).unwrap_or_default()
}
