//! From what the rules found to what the policy wants told: levels, allowed commands, and who may lower a danger.

use super::{From, Layer, Policy, Preset, family};
use crate::rules::{Finding, Level, Rule};

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
    let wish = wish_with(&finding, layers, |_| true);
    let Some(by) = wish.by else { return Some(finding) };
    let own = wish_with(&finding, layers, |it| it != From::Workspace);
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
    let by_user = by.from == From::User;
    let was = if by_user { Some(finding.level) } else { wish_with(&finding, layers, |it| it == From::User).level };
    let floor = (!by_user && was == Some(Level::Danger)).then_some(Level::Note);
    let level = wish.level.or(floor)?;
    finding.level = level;
    if let Some(was) = was.filter(|was| level < *was) {
        let reason = allowed_because(&finding, layers);
        let lowered = format!("lowered from {} by `{}`{reason}", was.name(), by.name);
        finding.message = format!("{} ({lowered})", finding.message);
        finding.lowered = Some(lowered);
    }
    Some(finding)
}

impl Policy {
    /// Where findings of a rule are told at another level than the rule's own: the level, who wants it, and whether that
    /// is refused.
    pub fn told_level(&self, rule: &Rule) -> Option<(Option<Level>, &str, bool)> {
        let wish = wish_for(rule, rule.level, &self.layers, |_| true);
        let own = wish_for(rule, rule.level, &self.layers, |it| it != From::Workspace);
        let by = wish.by.filter(|_| wish.level != Some(rule.level))?;
        let refused = by.from == From::Workspace && own.level == Some(Level::Danger) && wish.level < own.level;
        Some((wish.level, &by.name, refused))
    }
}

/// What the files of some authors ask for one finding.
fn wish_with<'a>(finding: &Finding, layers: &'a [Layer], counts: impl Fn(From) -> bool) -> Wish<'a> {
    let allowing = finding.allowed.and_then(|it| layers.get(it.layer)).filter(|it| counts(it.from));
    match allowing {
        Some(by) => Wish { level: None, by: Some(by) },
        None => wish_for(finding.rule, finding.level, layers, counts),
    }
}

/// What is asked for a finding of a rule at a level.
fn wish_for<'a>(rule: &Rule, found: Level, layers: &'a [Layer], counts: impl Fn(From) -> bool) -> Wish<'a> {
    let mut asked = layers.iter().rev().filter(|it| counts(it.from));
    // The rule's code counts more than its family, and that more than all; a later block more than those before it.
    let keys = [rule.code, family(rule.code), "*"];
    let named = asked.clone().find_map(|layer| {
        let setting = layer.levels.iter().rev().find_map(|it| keys.iter().find_map(|key| it.get(*key)));
        setting.map(|it| (layer, *it))
    });
    if let Some((by, setting)) = named {
        // Below the rule's own level it is the most that is told; else every place gets it.
        let level = setting.map(|it| if it < rule.level { it.min(found) } else { it });
        return Wish { level, by: Some(by) };
    }
    let Some((by, preset)) = asked.find_map(|it| Some((it, it.preset?))) else {
        return Wish { level: Some(found), by: None };
    };
    let level = match (preset, found) {
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
