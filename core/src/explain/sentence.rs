//! Says in one sentence what a call does, from the templates of the facts and the words of the call.
//!
//! `core/knowledge/README.md` describes the templates. Where a program has none that fits, its flags speak for it.

use super::commands::{Part, PartKind, command_parts};
use crate::knowledge::{Effect, Flag, Operand, Program, Sentence};
use crate::script::{Command, Word, Wrapper};

/// How many of several operands are named.
const MOST_NAMED: usize = 4;

/// What a call was given, for a template to fill in.
#[derive(Clone)]
struct Call<'a> {
    flags: Vec<(&'a crate::script::Flag, &'static Flag)>,
    operands: Vec<(&'static Operand, &'a Word)>,
    /// The number or name behind one dash: `5` of `head -5`.
    dash: Option<String>,
    /// Whether `--` ended the flags.
    ended: bool,
    text: &'a dyn Fn(&Word) -> String,
}

/// What this call does, where the facts know its program.
pub(super) fn sentence(command: &Command, text: &dyn Fn(&Word) -> String) -> Option<String> {
    let parts = command_parts(command);
    let (program, parents) = command.facts().split_last()?;
    // What was given to the wrappers is not what a template speaks of.
    let begins = parts.iter().position(|it| matches!(it.kind, PartKind::Program(_)))?;
    let calls: Vec<Call> = (parts[begins + 1..].split(|it| matches!(it.kind, PartKind::Subcommand(..))))
        .map(|it| Call::of(it, command, text))
        .collect();
    let (call, before) = calls.split_last()?;
    let given = || calls.iter().flat_map(|it| &it.flags);
    if let Some((_, flag)) = given().find(|it| matches!(it.1.long, Some("help" | "version")) && it.1.value.is_none()) {
        let what = if flag.long == Some("help") { "how it is used" } else { "its version" };
        return Some(format!("Only says {what}."));
    }
    if !parents.is_empty() && command.flags().any(|it| it.facts.is_none() && it.is_called("help")) {
        return Some("Only says how it is used.".to_owned());
    }
    // The template of a sub-command may name what was given before it, but not where it has another such flag.
    let mut whole = call.clone();
    for call in before {
        whole.flags.extend(call.flags.iter().filter(|it| !has_another(program, it.1)));
    }
    let mut said = whole.first_of(program.sentences).or_else(|| call.flags_in_turn())?;
    for (parent, call) in parents.iter().zip(before).rev() {
        said.push_str(&parent.ending.and_then(|it| call.with_those_of(parent, &whole).filled(it)).unwrap_or_default());
    }
    let rehearses = given().any(|it| it.1.effects.contains(&Effect::DryRun) && !is_switched_off(it.0));
    Some(if rehearses { format!("Only shows what it would do: {}.", uncapitalised(&said)) } else { format!("{said}.") })
}

/// What a wrapper does to the command that it runs.
pub(super) fn of_wrapper(
    program: &Program,
    wrapper: &Wrapper,
    command: &Command,
    text: &dyn Fn(&Word) -> String,
) -> Option<String> {
    let flags: Vec<_> = wrapper.flags.iter().filter_map(|it| Some((it, it.facts?))).collect();
    let is_operand = |at: usize, word: &Word| {
        let values = || wrapper.flags.iter().filter_map(|it| it.value.as_ref());
        !wrapper.flags.iter().any(|it| it.word == at) && !values().any(|it| it.span == word.span)
    };
    let own = |it: &(usize, &Word)| wrapper.span.overlaps(it.1.span) && is_operand(it.0, it.1);
    let mut words = command.words.iter().enumerate().filter(own).skip(1).map(|it| it.1).peekable();
    let mut facts = program;
    while let Some(sub) = words.peek().and_then(|it| facts.subcommand(it.literal()?)) {
        facts = sub;
        words.next();
    }
    // What stands before the command: `5` of `timeout 5 make`.
    let words: Vec<&Word> = words.filter(|it| it.literal() != Some("--")).collect();
    let gives = |name: &str| wrapper.flags.iter().any(|it| it.is_called(name));
    let operand = |(at, word)| Some((facts.operand(at, words.len(), gives)?, word));
    let operands = words.iter().copied().enumerate().filter_map(operand).collect();
    let call = Call { flags, operands, dash: None, ended: false, text };
    Some(format!("{}.", call.first_of(facts.sentences)?))
}

/// Whether a sub-command has another flag by the name of one that was given before it.
fn has_another(program: &Program, flag: &Flag) -> bool {
    let by_letter = flag.short.and_then(|it| program.short(it));
    let by_name = flag.long.and_then(|it| program.long(it));
    by_letter.or(by_name).is_some_and(|it| !is_same(it, flag))
}

/// Whether two flags, of a program and of its sub-command, are one that may stand in both places.
fn is_same(one: &Flag, other: &Flag) -> bool {
    (one.short, one.long, one.value) == (other.short, other.long, other.value)
}

/// Whether a flag was given only to say that it is off: `--dry-run=none`.
fn is_switched_off(flag: &crate::script::Flag) -> bool {
    let value = flag.value.as_ref().and_then(|it| it.literal());
    value.is_some_and(|it| matches!(it, "none" | "false" | "no" | "0"))
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
        let ended = parts.iter().any(|it| matches!(it.kind, PartKind::End));
        Self { flags, operands, dash, ended, text }
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
        if name == "--" {
            return self.ended;
        }
        match name.strip_prefix('-') {
            Some("#") => self.dash.is_some(),
            Some(_) if name.contains('=') => {
                let (name, pattern) = name.split_once('=').unwrap_or_default();
                let mut values =
                    self.flags.iter().filter(|it| is_called(it.1, name)).filter_map(|it| it.0.value.as_ref());
                values.any(|it| is_like(it, pattern))
            }
            Some(_) => self.flags.iter().any(|it| is_called(it.1, name)),
            None => match name.split_once('=') {
                Some((name, pattern)) => {
                    let mut words = self.operands.iter().filter(|it| it.0.value.name == name);
                    words.any(|it| is_like(it.1, pattern))
                }
                None => self.operands.iter().any(|it| it.0.value.name == name),
            },
        }
    }

    /// The same call with those flags of another that a program has too, to end a sentence of its sub-command.
    fn with_those_of(&self, program: &Program, other: &Self) -> Self {
        let mut all = self.clone();
        let also = |it: &&(_, &'static Flag)| program.flags.iter().any(|own| is_same(own, it.1));
        let new = other.flags.iter().filter(also).filter(|it| !self.flags.iter().any(|own| std::ptr::eq(own.0, it.0)));
        all.flags.extend(new);
        all
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

/// Whether a value is the one of a pattern; it begins with it where a star ends it, and holds it between two stars.
fn is_like(value: &Word, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => value.literal_prefix().contains(pattern.trim_matches('*')),
        (_, Some(start)) => value.literal_prefix().starts_with(start),
        (Some(end), _) => value.literal().is_some_and(|it| it.ends_with(end)),
        _ => value.literal() == Some(pattern),
    }
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
