//! Rules written as data in a policy: asked at commands like the built-in ones, and tested by their own examples.

use super::allowed::{gives, is, plain};
use crate::policy::{OwnRule, matches};
use crate::rules::{Check, Rule, sink::Sink};
use crate::script::{Command, Word};
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// How many different rules are kept: they stay until the process ends.
const MOST_KEPT: usize = 4096;
/// How long a message or a fix may get, in bytes.
const LONGEST: usize = 2 << 10;

/// The rule's identity as findings carry it. Where too many were made, an earlier one of the same code stands in.
pub(in crate::rules) fn identity(own: &OwnRule) -> Option<&'static Rule> {
    type Kept = HashMap<String, Vec<(OwnRule, &'static Rule)>>;
    static KEPT: OnceLock<Mutex<(usize, Kept)>> = OnceLock::new();
    let mut kept = KEPT.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    let (count, rules) = &mut *kept;
    let same = rules.entry(own.code.clone()).or_default();
    if let Some(known) = same.iter().find(|it| it.0 == *own) {
        return Some(known.1);
    }
    if *count >= MOST_KEPT {
        return same.last().map(|it| it.1);
    }
    *count += 1;
    let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let rule: &'static Rule = Box::leak(Box::new(Rule {
        code: kept(&own.code),
        name: kept(&own.name),
        level: own.level,
        doc: kept(&doc(own)),
        check: Check::Several(&[]),
    }));
    same.push((own.clone(), rule));
    Some(rule)
}

fn doc(own: &OwnRule) -> String {
    let why = own.because.trim();
    let mut doc = if why.is_empty() { format!(" A rule of your policy: {}.\n", own.name) } else { format!(" {why}\n") };
    for (kind, scripts) in [("bad", &own.bad), ("good", &own.good)] {
        for script in scripts {
            doc = format!("{doc}\n ```sh {kind}\n {}\n ```\n", script.trim_end().replace('\n', "\n "));
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
