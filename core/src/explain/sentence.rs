//! Says in one sentence what a call does, from the templates of the facts and the words of the call.
//!
//! `core/knowledge/README.md` describes the templates. Where a program has none that fits, its flags speak for it.

use super::commands::{Part, PartKind, command_parts};
use crate::knowledge::{Effect, Flag, Operand, Program, Sentence};
use crate::script::{Command, Word, Wrapper};

/// How many of several operands are named.
const MOST_NAMED: usize = 4;

/// What a call was given, for a template to fill in.
struct Call<'a> {
    flags: Vec<(&'a crate::script::Flag, &'static Flag)>,
    operands: Vec<(&'static Operand, &'a Word)>,
    /// The number or name behind one dash: `5` of `head -5`.
    dash: Option<String>,
    text: &'a dyn Fn(&Word) -> String,
}

/// What this call does, where the facts know its program.
pub(super) fn sentence(command: &Command, text: &dyn Fn(&Word) -> String) -> Option<String> {
    let parts = command_parts(command);
    let program = *command.facts().last()?;
    // What was given to the wrappers, and to the program before its sub-command, is not what a template speaks of.
    let own = parts.iter().rposition(|it| matches!(it.kind, PartKind::Program(_) | PartKind::Subcommand(..)))?;
    let call = Call::of(&parts[own + 1..], command, text);
    if let Some((_, flag)) =
        call.flags.iter().find(|it| matches!(it.1.long, Some("help" | "version")) && it.1.value.is_none())
    {
        let what = if flag.long == Some("help") { "how it is used" } else { "its version" };
        return Some(format!("Only says {what}."));
    }
    let said = call.first_of(program.sentences).or_else(|| call.flags_in_turn())?;
    let rehearses = call.flags.iter().any(|it| it.1.effects.contains(&Effect::DryRun));
    Some(if rehearses { format!("Only shows what it would do: {}.", uncapitalised(&said)) } else { format!("{said}.") })
}

/// What a wrapper does to the command that it runs.
pub(super) fn of_wrapper(program: &Program, wrapper: &Wrapper, text: &dyn Fn(&Word) -> String) -> Option<String> {
    let flags = wrapper.flags.iter().filter_map(|it| Some((it, it.facts?))).collect();
    let call = Call { flags, operands: Vec::new(), dash: None, text };
    Some(format!("{}.", call.first_of(program.sentences)?))
}

impl<'a> Call<'a> {
    fn of(parts: &'a [Part<'a>], command: &'a Command, text: &'a dyn Fn(&Word) -> String) -> Self {
        let (mut flags, mut operands, mut dash) = (Vec::new(), Vec::new(), None);
        for part in parts {
            match part.kind {
                PartKind::Flag(flag, facts, _) => flags.push((flag, facts)),
                PartKind::Operand(operand, word) => operands.push((operand, word)),
                PartKind::Dash(_) => {
                    let flag = command.flags().find(|it| it.span == part.span);
                    dash = flag.and_then(|it| Some(format!("`{}`", it.long.as_deref()?)));
                }
                _ => {}
            }
        }
        Self { flags, operands, dash, text }
    }

    /// The first sentence whose conditions hold and whose places can all be filled in.
    fn first_of(&self, sentences: &[Sentence]) -> Option<String> {
        let fits = |it: &&Sentence| it.when.iter().all(|it| self.holds(it));
        let mut said = sentences.iter().filter(fits).filter_map(|it| self.filled(it.says));
        said.next()
    }

    /// `-x`, `--long`, `FILE`: given; `!` before it: not given; `|` between several: one of them.
    fn holds(&self, condition: &str) -> bool {
        match condition.strip_prefix('!') {
            Some(rest) => !self.holds(rest),
            None => condition.split('|').any(|it| self.is_given(it)),
        }
    }

    fn is_given(&self, name: &str) -> bool {
        match name.strip_prefix('-') {
            Some("#") => self.dash.is_some(),
            Some(_) if name.contains('=') => {
                let (name, pattern) = name.split_once('=').unwrap_or_default();
                let mut values =
                    self.flags.iter().filter(|it| is_called(it.1, name)).filter_map(|it| it.0.value.as_ref());
                values.any(|it| is_like(&it.literal_prefix(), pattern))
            }
            Some(_) => self.flags.iter().any(|it| is_called(it.1, name)),
            None => self.operands.iter().any(|it| it.0.value.name == name),
        }
    }

    /// A template with the words of the call; `None` where something that it needs was not given.
    fn filled(&self, template: &str) -> Option<String> {
        let mut said = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['[', '{']) {
            said.push_str(&rest[..at]);
            let closing = if rest[at..].starts_with('[') { ']' } else { '}' };
            let (inside, behind) = rest[at + 1..].split_once(closing)?;
            if closing == ']' {
                let (condition, text) = inside.split_once(':').filter(|it| is_condition(it.0)).unwrap_or(("", inside));
                if condition.is_empty() || self.holds(condition) {
                    said.push_str(&self.filled(text).unwrap_or_default());
                }
            } else {
                let (name, otherwise) = inside.split_once('|').map_or((inside, None), |it| (it.0, Some(it.1)));
                said.push_str(self.given(name).as_deref().or(otherwise)?);
            }
            rest = behind;
        }
        said.push_str(rest);
        Some(said)
    }

    /// The words given as this operand, or as the value of this flag.
    fn given(&self, name: &str) -> Option<String> {
        if name == "-#" {
            return self.dash.clone();
        }
        let words: Vec<&Word> = if name.starts_with('-') {
            let flags = self.flags.iter().filter(|it| is_called(it.1, name));
            flags.filter_map(|it| it.0.value.as_ref()).collect()
        } else {
            self.operands.iter().filter(|it| it.0.value.name == name).map(|it| it.1).collect()
        };
        let mut shown: Vec<String> = words.iter().take(MOST_NAMED).map(|it| (self.text)(it)).collect();
        if words.len() > MOST_NAMED {
            shown.push(format!("{} more", words.len() - MOST_NAMED));
        }
        let last = shown.pop()?;
        Some(if shown.is_empty() { last } else { format!("{} and {last}", shown.join(", ")) })
    }

    /// The flags' own words, one after the other.
    fn flags_in_turn(&self) -> Option<String> {
        let flags = self.flags.iter().map(|(flag, facts)| match flag.value.as_ref() {
            Some(value) => format!("{} ({})", facts.summary, (self.text)(value)),
            None => facts.summary.to_owned(),
        });
        let mut flags: Vec<String> = flags.collect();
        flags.dedup();
        let last = flags.pop()?;
        Some(if flags.is_empty() {
            format!("Here it {last}")
        } else {
            format!("Here it {}, and {last}", flags.join(", "))
        })
    }
}

/// Whether a value is the one of a pattern, or begins with it where a star ends the pattern.
fn is_like(value: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(value == pattern, |it| value.starts_with(it))
}

fn is_called(flag: &Flag, name: &str) -> bool {
    match name.strip_prefix("--") {
        Some(long) => flag.long == Some(long),
        None => {
            let name = name.trim_start_matches('-');
            flag.long == Some(name) || flag.short.is_some_and(|it| name.chars().eq([it]))
        }
    }
}

/// Whether the start of a group is a condition: `-x`, `!--long`, `FILE`, several with `|` between.
fn is_condition(text: &str) -> bool {
    !text.is_empty() && !text.contains([' ', '{'])
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| it.to_lowercase().chain(chars).collect())
}
