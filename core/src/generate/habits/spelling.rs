//! Habits that change how a command is written and nothing of what it does: quotes, long and short flags.

use crate::Span;
use crate::generate::ghost::in_double_quotes;
use crate::generate::refine::commands;
use crate::knowledge::{self, Program, Syntax};
use crate::script::{Command, Flag, Node, Part, PartKind, Quote, Word, walk_outer};
use crate::target::Platform;
use crate::{Document, actions};

/// What is said of a user who writes single quotes.
pub(in crate::generate) const SINGLE: &str = "you usually write single quotes";

/// Which quotes plain text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Quotes {
    Single,
    Double,
}

impl Quotes {
    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Single, Self::Double].into_iter().find(|it| it.name() == text)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Double => "double",
        }
    }

    pub(super) fn sentence(self) -> String {
        match self {
            Self::Single => SINGLE.to_owned(),
            Self::Double => "you usually write double quotes".to_owned(),
        }
    }

    pub(super) fn rival(self) -> Self {
        match self {
            Self::Single => Self::Double,
            Self::Double => Self::Single,
        }
    }

    /// The command with its plain text between these quotes.
    pub(super) fn applied(self, document: &Document) -> Option<String> {
        let text = document.text().to_string();
        let written = match self {
            Self::Double => in_double_quotes(&text),
            Self::Single => {
                let edits: Vec<(Span, String)> = words(document)
                    .into_iter()
                    .filter_map(|it| {
                        let inner = plain(&it, Quote::Double)?;
                        let is_verbatim = it.span.of(&text) == format!("\"{inner}\"");
                        (is_verbatim && !inner.contains('\'')).then(|| (it.span, format!("'{inner}'")))
                    })
                    .collect();
                actions::edited(document, &edits).text().to_string()
            }
        };
        (written != text).then_some(written)
    }
}

/// The text of a word that is one literal between such quotes.
pub(super) fn plain(word: &Word, quote: Quote) -> Option<&str> {
    match &*word.parts {
        [Part { kind: PartKind::Literal(text), quote: own, .. }] if *own == quote && !text.is_empty() => Some(text),
        _ => None,
    }
}

/// All words whose text stands in the document as it is.
pub(super) fn words(document: &Document) -> Vec<Word> {
    let mut found = Vec::new();
    for chunk in document.chunks() {
        walk_outer(&chunk.body.statements, &mut |node| {
            if let Node::Word(word) = node {
                let mut word = word.clone();
                word.span = word.span.shifted(chunk.start);
                found.push(word);
            }
        });
    }
    found
}

/// How flags are written that have a letter and a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Spelling {
    Long,
    Short,
}

impl Spelling {
    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Long, Self::Short].into_iter().find(|it| it.name() == text)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
        }
    }

    pub(super) fn rival(self) -> Self {
        match self {
            Self::Long => Self::Short,
            Self::Short => Self::Long,
        }
    }

    /// The command with its flags spelled so, where the facts know both spellings.
    pub(super) fn applied(self, document: &Document, platform: Platform) -> Option<String> {
        let text = document.text().to_string();
        let mut edits: Vec<(Span, String)> = Vec::new();
        for command in commands(document) {
            match self {
                Self::Long => lengthened(command, &text, platform, &mut edits),
                Self::Short => shortened(command, &text, &mut edits),
            }
        }
        let written = actions::edited(document, &edits).text().to_string();
        (written != text).then_some(written)
    }
}

/// Whether a flag of a command is written with its long name, where the facts know it by its letter too.
pub(super) fn is_long(command: &Command, flag: &Flag) -> Option<bool> {
    let facts = flag.facts?;
    let program = *command.facts().last()?;
    let has_both = facts.short.is_some() && facts.long.is_some() && !facts.optional;
    if !has_both || !matches!(program.syntax, Syntax::Posix | Syntax::OldBundle) {
        return None;
    }
    Some(command.words.get(flag.word)?.literal_prefix().starts_with("--"))
}

/// The flag's long name, where it can take the place of its letter.
fn long_name(program: &Program, is_sub: bool, flag: &Flag, platform: Platform) -> Option<&'static str> {
    let facts: &'static knowledge::Flag = flag.facts?;
    let is_there = facts.short.is_some() && !facts.optional && platform.takes_long(program, is_sub);
    facts.long.filter(|_| is_there)
}

fn lengthened(command: &Command, text: &str, platform: Platform, edits: &mut Vec<(Span, String)>) {
    let Some(program) = command.facts().last().copied() else { return };
    if !matches!(program.syntax, Syntax::Posix | Syntax::OldBundle) {
        return;
    }
    let is_sub = command.facts().len() > 1;
    for (at, word) in command.words.iter().enumerate() {
        let flags: Vec<&Flag> = command.flags().filter(|it| it.word == at).collect();
        let written = word.span.of(text);
        let is_bundle = written.starts_with('-') && !written.starts_with("--");
        if flags.is_empty() || !is_bundle {
            continue;
        }
        let (mut letters, mut names, mut end) = (String::new(), Vec::new(), word.span.end);
        let mut is_whole = true;
        for flag in flags {
            let Some(short) = flag.short.filter(|_| flag.facts.is_some()) else {
                is_whole = false;
                break;
            };
            match (long_name(program, is_sub, flag, platform), &flag.value) {
                (Some(name), None) => names.push(format!("--{name}")),
                (Some(name), Some(value)) => {
                    names.push(format!("--{name}={}", value.span.of(text)));
                    end = end.max(value.span.end);
                }
                (None, None) => letters.push(short),
                // Its value stays where it is.
                (None, Some(_)) => is_whole = false,
            }
        }
        if is_whole && !names.is_empty() {
            if !letters.is_empty() {
                names.insert(0, format!("-{letters}"));
            }
            edits.push((Span::new(word.span.start, end), names.join(" ")));
        }
    }
}

fn shortened(command: &Command, text: &str, edits: &mut Vec<(Span, String)>) {
    for flag in command.flags() {
        let Some(true) = is_long(command, flag) else { continue };
        let (Some(word), Some(letter)) = (command.words.get(flag.word), flag.facts.and_then(|it| it.short)) else {
            continue;
        };
        match &flag.value {
            None if flag.span == word.span => edits.push((word.span, format!("-{letter}"))),
            Some(value) if !value.span.is_empty() => {
                let span = word.span.cover(value.span);
                edits.push((span, format!("-{letter} {}", value.span.of(text))));
            }
            _ => {}
        }
    }
}

/// The command with every variable that stands alone as a word in double quotes.
pub(super) fn with_quoted_variables(document: &Document) -> Option<String> {
    let text = document.text().to_string();
    let mut edits: Vec<(Span, String)> = Vec::new();
    for command in commands(document) {
        for word in command.own_operands().filter(|it| is_bare_variable(it)) {
            edits.push((word.span, format!("\"{}\"", word.span.of(&text))));
        }
    }
    (!edits.is_empty()).then(|| actions::edited(document, &edits).text().to_string())
}

/// `$x`, as a word of its own.
pub(super) fn is_bare_variable(word: &Word) -> bool {
    matches!(&*word.parts, [Part { kind: PartKind::Parameter(it), quote: Quote::Bare, .. }]
        if it.name.starts_with(|it: char| it.is_ascii_lowercase()) && it.operator.is_none() && it.index.is_none())
}
