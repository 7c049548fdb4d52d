//! Puts the values of variables into a command where they decide what it is: its name, its flags, how many words it has.

use super::Walk;
use super::state::State;
use super::values::Value;
use crate::knowledge;
use crate::script::{Command, Parameter, Part, PartKind, Quote, Word, resolve_again};

/// How many ways one command is looked at.
const MOST_WAYS: usize = 4;
/// How many words one word can become.
pub(super) const MOST_WORDS: usize = 256;
/// The longest value that a command is put together with, in bytes.
const LONGEST: usize = 4096;
/// The most parts of a word whose braces are written out.
const MOST_PARTS: usize = 1024;

/// What a word stands for: one list of words for each way it can go.
type Ways = Vec<Vec<Word>>;

impl Walk<'_> {
    /// The commands that this one can be, where that differs from how it is written.
    pub(super) fn expanded(&self, command: &Command, state: &mut State) -> Option<Vec<Command>> {
        let fed = self.fed(command, state);
        if fed.is_none()
            && command.words.iter().all(|it| it.parts.iter().all(|it| matches!(it.kind, PartKind::Literal(_))))
        {
            return None;
        }
        let mut ways: Vec<Vec<Word>> = vec![Vec::with_capacity(command.words.len())];
        let mut changed = fed.is_some();
        for (at, word) in command.words.iter().enumerate() {
            let found = self.ways(command, at, word, state);
            changed |= found.is_some();
            let found = found.unwrap_or_else(|| vec![vec![word.clone()]]);
            let before = std::mem::take(&mut ways);
            for way in &found {
                for known in &before {
                    if ways.len() < MOST_WAYS && known.len() + way.len() <= command.words.len() + MOST_WORDS {
                        ways.push(known.iter().chain(way).cloned().collect());
                    } else {
                        self.give_up();
                    }
                }
            }
        }
        if !changed {
            return None;
        }
        let commands = ways.into_iter().filter(|it| !it.is_empty()).map(|mut words| {
            if let Some(fed) = &fed {
                put_in(&mut words, command, fed);
            }
            let mut new = Command { words, ..command.clone() };
            resolve_again(&mut new);
            new
        });
        Some(commands.collect())
    }

    /// What a word becomes; `None` where it stays as it is.
    fn ways(&self, command: &Command, at: usize, word: &Word, state: &mut State) -> Option<Ways> {
        let names_program = at <= command.head || command.program.is_none();
        if let Some(words) = self.spread(word, state) {
            return Some(vec![words]);
        }
        if word.parts.iter().any(|it| matches!(it.kind, PartKind::Brace(_))) && names_program {
            let words = braces(word);
            if words.len() >= MOST_WORDS || word.parts.len() > MOST_PARTS {
                self.give_up();
            }
            return Some(vec![words]);
        }
        let expands = |it: &Part| matches!(it.kind, PartKind::Parameter(_) | PartKind::Substitution(_));
        if !word.parts.iter().any(expands) {
            return None;
        }
        let splits = word.parts.iter().any(|it| expands(it) && it.quote == Quote::Bare);
        let value = self.value(word, state);
        if value.shapes.is_empty() {
            return None;
        }
        let signs = state.get("IFS").and_then(Value::text).unwrap_or(" \t\n").to_owned();
        let signs = |it: char| signs.contains(it);
        let matters = |text: &str| {
            names_program
                || text.starts_with('-')
                || splits && text.contains(signs)
                || at == command.head + 1 && names_subcommand(command, text)
        };
        let quote = if splits { Quote::Bare } else { Quote::Double };
        let mut ways: Ways = Vec::new();
        for text in value.texts().filter(|it| matters(it)) {
            if text.len() > LONGEST || value.shapes.len() > MOST_WAYS {
                self.give_up();
                continue;
            }
            let words = if splits { text.split(&signs).filter(|it| !it.is_empty()).collect() } else { vec![text] };
            ways.push(words.into_iter().map(|it| literal(word, it, quote)).collect());
        }
        let unknown = value.shapes.iter().any(|it| it.open);
        if at == command.head && names_program && unknown && splits && ways.is_empty() {
            // `$SUDO rm x`: whatever it is, it may be nothing, or run the rest.
            let next = command.words.get(at + 1).and_then(Word::literal)?;
            knowledge::program(next.rsplit('/').next()?)?;
            return Some(vec![Vec::new()]);
        }
        if ways.is_empty() {
            return None;
        }
        if ways.len() < value.shapes.len() && ways.len() < MOST_WAYS {
            ways.push(vec![word.clone()]);
        }
        Some(ways)
    }

    /// The elements that `"$@"` or `"${array[@]}"` stands for, each as a word.
    fn spread(&self, word: &Word, state: &mut State) -> Option<Vec<Word>> {
        let [part] = &*word.parts else { return None };
        let PartKind::Parameter(parameter) = &part.kind else { return None };
        let name = &*parameter.name;
        let elements = self.elements_of(parameter, state)?;
        let quote = part.quote;
        let mut words = Vec::with_capacity(elements.len());
        for (at, element) in elements.iter().enumerate() {
            match element.text() {
                Some(text) if quote == Quote::Bare => {
                    words.extend(split(text).into_iter().map(|it| literal(word, it, quote)));
                }
                Some(text) => words.push(literal(word, text, quote)),
                None => {
                    let alone = if matches!(name, "@" | "*") {
                        (at + 1).to_string()
                    } else {
                        let alone = format!("{name}[{at}]");
                        state.set_element(&alone, element.clone());
                        alone
                    };
                    let parameter = Parameter { name: alone.into(), index: None, ..(**parameter).clone() };
                    let part = Part { kind: PartKind::Parameter(Box::new(parameter)), ..part.clone() };
                    words.push(Word::new(word.span, vec![part]));
                }
            }
        }
        Some(words)
    }

    /// The elements that a parameter spreads into, where they are known.
    pub(super) fn elements_of(&self, parameter: &Parameter, state: &State) -> Option<Vec<Value>> {
        if parameter.operator.is_some() || parameter.length || parameter.indirect {
            return None;
        }
        match (&*parameter.name, parameter.index.as_deref().and_then(all_sign)) {
            ("@" | "*", None) => state.arguments.as_ref().filter(|_| !self.lenient).map(|it| it.to_vec()),
            (name, Some(())) => state.elements(name).map(|it| it.to_vec()),
            _ => None,
        }
    }

    /// What the words can be that a word becomes.
    pub(super) fn values(&self, word: &Word, state: &State) -> Vec<Value> {
        if let [Part { kind: PartKind::Parameter(parameter), .. }] = &*word.parts
            && let Some(elements) = self.elements_of(parameter, state)
        {
            return elements;
        }
        let value = self.value(word, state);
        let bare = |it: &Part| {
            it.quote == Quote::Bare && matches!(it.kind, PartKind::Parameter(_) | PartKind::Substitution(_))
        };
        match value.text() {
            // `for x in $LIST`
            Some(text) if word.parts.iter().any(bare) && text.contains([' ', '\t', '\n']) => {
                split(text).into_iter().map(Value::exact).collect()
            }
            _ => vec![value],
        }
    }

    /// The words that `xargs` adds, where its input is known.
    fn fed(&self, command: &Command, state: &State) -> Option<Vec<String>> {
        let xargs = command.wrappers.iter().find(|it| &*it.program == "xargs")?;
        let input = self.input_of(command, state)?;
        let text = input.text()?;
        if xargs.flags.iter().any(|it| it.is('0', "null")) {
            let words: Vec<String> = text.split('\0').filter(|it| !it.is_empty()).map(str::to_owned).collect();
            return (!words.is_empty() && words.len() <= MOST_WORDS).then_some(words);
        }
        let lines =
            xargs.flags.iter().any(|it| it.is('I', "replace") || it.is('L', "max-lines") || it.is('d', "delimiter"));
        let words: Vec<String> = if lines {
            text.lines().map(str::to_owned).collect()
        } else {
            split(text).into_iter().map(str::to_owned).collect()
        };
        (!words.is_empty() && words.len() <= MOST_WORDS).then_some(words)
    }
}

/// Puts what `xargs` read where it puts it: at the end, or in place of the sign of `-I`.
fn put_in(words: &mut Vec<Word>, command: &Command, fed: &[String]) {
    let Some(xargs) = command.wrappers.iter().find(|it| &*it.program == "xargs") else { return };
    let sign = xargs.flags.iter().find(|it| it.is('I', "replace")).map(|it| match &it.value {
        Some(value) => value.literal().unwrap_or("{}").to_owned(),
        None => "{}".to_owned(),
    });
    let Some(last) = command.words.get(command.head).cloned() else { return };
    let Some(sign) = sign else {
        words.extend(fed.iter().map(|it| literal(&last, it, Quote::Double)));
        return;
    };
    let at = command.wrappers.iter().take_while(|it| &*it.program != "xargs").count();
    let behind = command.wrappers.get(at).map_or(0, |it| it.span.end);
    // The first line stands for all: each runs a command of its own.
    let first = fed.first().map_or("", String::as_str);
    for word in words.iter_mut().filter(|it| it.span.start >= behind) {
        if let Some(text) = word.literal()
            && text.contains(&*sign)
        {
            *word = literal(word, &text.replace(&*sign, first), Quote::Double);
        }
    }
}

fn all_sign(index: &Word) -> Option<()> {
    let [part] = &*index.parts else { return None };
    matches!(&part.kind, PartKind::Literal(it) | PartKind::Glob(it) if matches!(&**it, "@" | "*")).then_some(())
}

fn names_subcommand(command: &Command, text: &str) -> bool {
    let facts = command.program.as_deref().and_then(knowledge::program);
    facts.is_some_and(|it| it.subcommand(text.split_whitespace().next().unwrap_or_default()).is_some())
}

fn split(text: &str) -> Vec<&str> {
    text.split([' ', '\t', '\n']).filter(|it| !it.is_empty()).collect()
}

fn literal(word: &Word, text: &str, quote: Quote) -> Word {
    Word::new(word.span, vec![Part { span: word.span, quote, kind: PartKind::Literal(text.into()) }])
}

/// `{rm,-rf,/}` as the words it stands for.
pub(super) fn braces(word: &Word) -> Vec<Word> {
    if word.parts.len() > MOST_PARTS {
        return vec![word.clone()];
    }
    let mut found: Vec<Vec<Part>> = vec![Vec::new()];
    for part in &word.parts {
        match &part.kind {
            // Where there are enough, one alternative stands for all: copying them again at each brace takes too long.
            PartKind::Brace(words) if found.len() >= MOST_WORDS || words.len() == 1 => {
                let first = words.first().map(|it| &*it.parts).unwrap_or_default();
                for known in &mut found {
                    known.extend_from_slice(first);
                }
            }
            PartKind::Brace(words) => {
                let before = std::mem::take(&mut found);
                for known in &before {
                    for inner in words {
                        if found.len() < MOST_WORDS {
                            found.push(known.iter().chain(&inner.parts).cloned().collect());
                        }
                    }
                }
            }
            _ => found.iter_mut().for_each(|it| it.push(part.clone())),
        }
    }
    found.into_iter().map(|it| Word::new(word.span, it)).collect()
}
