//! Rules written as data in a policy: asked at commands like the built-in ones, and tested by their own examples.

use super::allowed::{gives, is, plain};
use crate::policy::{From, OwnRule, matches};
use crate::rules::{Check, Level, Rule, sink::Sink};
use crate::script::{Command, Word};
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

/// How many different rules of workspaces are kept, and how many bytes of them: they stay until the process ends.
const MOST_KEPT: usize = 4096;
const MOST_BYTES: usize = 32 << 20;
/// How long a message or a fix may get, in bytes.
const LONGEST: usize = 2 << 10;
/// How long what is shown of a rule may get, in bytes.
const LONGEST_DOC: usize = 8 << 10;

/// All that findings carry of a rule: two that agree in it share it, and no others do.
#[derive(PartialEq, Eq, Hash)]
struct Shown {
    code: String,
    name: String,
    level: Level,
    doc: String,
}

/// The rules that findings may carry.
#[derive(Default)]
struct Kept {
    rules: HashMap<Shown, &'static Rule>,
    /// How many of them came with a workspace that nobody trusts, and their bytes.
    strangers: usize,
    bytes: usize,
}

/// The rule's identity as findings carry it. None where strangers' workspaces brought too many: what the user wrote or
/// trusts is always kept.
pub(crate) fn identity(own: &OwnRule, from: From) -> Option<&'static Rule> {
    static KEPT: OnceLock<Mutex<Kept>> = OnceLock::new();
    let mut kept = KEPT.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    kept.identity(own, from)
}

impl Kept {
    fn identity(&mut self, own: &OwnRule, from: From) -> Option<&'static Rule> {
        let doc = doc(own);
        let shown = Shown { code: own.code.clone(), name: own.name.clone(), level: own.level, doc };
        if let Some(known) = self.rules.get(&shown) {
            return Some(known);
        }
        if from == From::Workspace {
            let bytes = self.bytes + shown.code.len() + shown.name.len() + shown.doc.len();
            if self.strangers >= MOST_KEPT || bytes > MOST_BYTES {
                return None;
            }
            (self.strangers, self.bytes) = (self.strangers + 1, bytes);
        }
        let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let rule: &'static Rule = Box::leak(Box::new(Rule {
            code: kept(&shown.code),
            name: kept(&shown.name),
            level: shown.level,
            doc: kept(&shown.doc),
            check: Check::Several(&[]),
        }));
        self.rules.insert(shown, rule);
        Some(rule)
    }
}

/// What is shown of it: why, and its first examples.
fn doc(own: &OwnRule) -> String {
    let why = own.because.trim();
    let why = why.get(..why.floor_char_boundary(LONGEST_DOC)).unwrap_or(why);
    let mut doc = if why.is_empty() { format!(" A rule of your policy: {}.\n", own.name) } else { format!(" {why}\n") };
    for (kind, scripts) in [("bad", &own.bad), ("good", &own.good)] {
        for script in scripts {
            if doc.len() + script.len() > LONGEST_DOC {
                break;
            }
            let script = script.trim_end().replace('\n', "\n ");
            let _ = write!(doc, "\n ```sh {kind}\n {script}\n ```\n");
        }
    }
    doc
}

/// Looks at a command by a rule's conditions.
pub(in crate::rules) fn check(own: &OwnRule, command: &Command, sink: &mut Sink<'_>) {
    let Some(program) = command.program.as_deref() else { return };
    if !is(&own.program, program, command)
        || !own.all_flags.iter().all(|it| gives(command, it))
        || !own.any_flags.is_empty() && !own.any_flags.iter().any(|it| gives(command, it))
        || own.no_flags.iter().any(|it| gives(command, it))
    {
        return;
    }
    let path = own.program.len().saturating_sub(1).max(command.facts().len().saturating_sub(1));
    let operands: Vec<&Word> = command.operands().skip(path).collect();
    let matching = operands.iter().find_map(|word| {
        let text = sink.possible(word, |it| own.operands.iter().any(|pattern| matches(pattern, &plain(it))))?;
        Some((*word, text))
    });
    if !own.operands.is_empty() && matching.is_none() {
        return;
    }
    let flag = own.all_flags.iter().chain(&own.any_flags).find(|it| gives(command, it));
    let operand = match (&matching, operands.first()) {
        (Some(it), _) => it.1.clone(),
        (None, Some(first)) => sink.sketch(first).text,
        (None, None) => String::new(),
    };
    let flag = flag.map(String::as_str).unwrap_or_default();
    let words = [("{program}", own.program.join(" ")), ("{operand}", operand), ("{flag}", flag.to_owned())];
    let message = filled(&own.message, &words);
    let span = matching.as_ref().map_or(command.name_span(), |it| it.0.span);
    sink.report(span, message);
    if let Some(fix) = &own.fix {
        let written = |words: &[&Word]| {
            let words: Vec<&str> = words.iter().map(|it| sink.text(it.span)).collect();
            words.join(" ")
        };
        let arguments: Vec<&Word> = command.arguments().iter().collect();
        let operand = matching.as_ref().map(|it| it.0).or(operands.first().copied());
        let replacements = [
            ("{program}", own.program.join(" ")),
            ("{operands}", written(&operands)),
            ("{operand}", written(operand.as_slice())),
            ("{arguments}", written(&arguments)),
        ];
        let text = filled(fix, &replacements);
        let end = command.words.last().map_or(command.name_span().end, |it| it.span.end);
        let whole = crate::Span::new(command.name_span().start, end);
        sink.choice(&format!("Write `{text}`"), vec![(whole, text.clone())]);
    }
}

/// A template with its places filled in, each read once: what is put in is not read again.
fn filled(template: &str, words: &[(&str, String)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, place) = rest.split_at(start);
        text.push_str(before);
        match words.iter().find(|it| place.starts_with(it.0)) {
            Some((name, word)) if text.len() + word.len() < LONGEST => {
                text.push_str(word);
                rest = &place[name.len()..];
            }
            _ => {
                text.push('{');
                rest = &place[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(code: &str, level: Level, because: usize) -> OwnRule {
        OwnRule {
            code: code.to_owned(),
            name: "x".to_owned(),
            level,
            program: vec!["x".to_owned()],
            all_flags: Vec::new(),
            any_flags: Vec::new(),
            no_flags: Vec::new(),
            operands: Vec::new(),
            message: "x".to_owned(),
            because: because.to_string(),
            fix: None,
            bad: Vec::new(),
            good: Vec::new(),
        }
    }

    #[test]
    fn strangers_take_neither_room_nor_level_from_the_user() {
        let mut kept = Kept::default();
        for at in 0..MOST_KEPT {
            assert!(kept.identity(&own("ACME1", Level::Note, at), From::Workspace).is_some());
        }
        assert!(kept.identity(&own("ACME1", Level::Danger, 0), From::Workspace).is_none());
        assert!(kept.identity(&own("ACME1", Level::Note, 1), From::Workspace).is_some());
        for from in [From::User, From::TrustedWorkspace] {
            let rule = kept.identity(&own("ACME1", Level::Danger, 0), from);
            assert_eq!(rule.map(|it| it.level), Some(Level::Danger));
        }
    }
}
