//! Sees what a command will run: peels wrappers off, splits flags by the program's facts, and finds embedded scripts.

use crate::Span;
use crate::knowledge::{self, Effect, Kind, Program, Syntax, Wraps};
use crate::script::parse::parse_inside;
use crate::script::{Command, Dialect, Part, PartKind, Statement, StatementKind, Word};

/// What a program is given: a flag or an operand.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// `-f`, `--force`, `-name x`, `if=/dev/zero`.
    Flag(Flag),
    /// Which of the command's words is an operand.
    Operand(usize),
    /// Which of the command's words is the `--` that ends the flags.
    EndOfFlags(usize),
}

/// One flag, split out of its bundle and resolved by the program's facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// The flag alone: one letter of a bundle, or the word up to its `=`.
    pub span: Span,
    /// Its letter, also where the long name was written and the facts know the letter.
    pub short: Option<char>,
    /// Its long name without dashes, also where the letter was written and the facts know the name.
    /// The whole of `-name` (`find`) and `if` (`dd`) is a long name.
    pub long: Option<Box<str>>,
    /// Its value, attached or in the next word.
    pub value: Option<Word>,
    /// Which of the command's words it stands in.
    pub word: usize,
    /// Whether the program's facts know it.
    pub known: bool,
}

impl Flag {
    /// Whether it is the flag with this letter or this long name.
    pub fn is(&self, short: char, long: &str) -> bool {
        self.short == Some(short) && short != '\0' || self.long.as_deref() == Some(long) && !long.is_empty()
    }
}

/// A program that runs another one, as `sudo -u x` does.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrapper {
    /// From its name to its last argument.
    pub span: Span,
    /// Its name without a folder.
    pub program: Box<str>,
    /// Its own flags.
    pub flags: Vec<Flag>,
}

/// Commands inside a command's words, or fed to its standard input.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedded {
    /// Where the text stands.
    pub span: Span,
    /// Who runs it, and when.
    pub runs: Runs,
    /// Whether spans inside point at the exact bytes; else they point at all of `span`.
    pub exact: bool,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// Who runs an [`Embedded`] script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// A shell on this machine, now: `sh -c`, `eval`, a here-document into `bash`, `find -exec`.
    Here,
    /// A shell on another machine: `ssh host '…'`.
    Remote,
    /// This shell, later: `trap '…' EXIT`.
    Later,
}

/// How many wrappers are peeled off one command: `sudo env nice …` is normal, a hundred are not.
const MOST_WRAPPERS: usize = 16;

/// Finds the program behind all wrappers, splits its arguments, and reads the scripts in its words.
pub(super) fn resolve(command: &mut Command, dialect: Dialect, depth: usize) {
    let mut head = 0;
    loop {
        command.head = head;
        let Some(name) = command.words.get(head).and_then(|it| it.literal()) else {
            // Without a name the flags still look like flags.
            command.args = split(&command.words, head + 1, None, None).0;
            return;
        };
        let name: Box<str> = name.rsplit('/').next().unwrap_or(name).into();
        let facts = knowledge::program(&name);
        let wraps = facts.and_then(|it| it.wraps);
        let (args, inner) = split(&command.words, head + 1, facts, wraps);
        if let (Some(Wraps::Command { .. }), Some(inner), true) = (wraps, inner, command.wrappers.len() < MOST_WRAPPERS)
        {
            let span = Span::new(command.words[head].span.start, command.words[inner - 1].span.end);
            let flags = args.into_iter().filter_map(|it| if let Arg::Flag(flag) = it { Some(flag) } else { None });
            command.wrappers.push(Wrapper { span, program: name, flags: flags.collect() });
            head = inner;
            continue;
        }
        command.program = Some(name);
        command.args = args;
        embed(command, facts, wraps, dialect, depth);
        return;
    }
}

/// Splits the words from `from` on into flags and operands. For a wrapper, stops where its command starts.
fn split(
    words: &[Word],
    from: usize,
    facts: Option<&'static Program>,
    wraps: Option<Wraps>,
) -> (Vec<Arg>, Option<usize>) {
    let mut splitter = Splitter { words, at: from, facts, args: Vec::new(), operands: 0 };
    let (skip, assignments) = match wraps {
        Some(Wraps::Command { skip, assignments }) => (Some(usize::from(skip)), assignments),
        // What `ssh` runs has flags of its own.
        Some(Wraps::Script { skip, all: true, .. }) => (Some(usize::from(skip)), false),
        _ => (None, false),
    };
    if facts.is_some_and(|it| it.syntax == Syntax::OldBundle) {
        splitter.old_bundle();
    }
    let mut flags_end = false;
    while let Some(word) = words.get(splitter.at) {
        if splitter.args.len() > 2 * words.len() + 64 {
            break;
        }
        let text = word.literal_prefix();
        let is_flag = !flags_end && splitter.is_flag(&text, word);
        if !flags_end && word.literal() == Some("--") {
            splitter.args.push(Arg::EndOfFlags(splitter.at));
            splitter.at += 1;
            flags_end = true;
        } else if is_flag {
            splitter.flag(&text);
        } else if let Some(skip) = skip
            && splitter.operands == skip
            && !(assignments && is_assignment(&text))
        {
            let inner = splitter.at;
            for at in inner..words.len() {
                splitter.args.push(Arg::Operand(at));
            }
            return (splitter.args, Some(inner));
        } else {
            if !(assignments && is_assignment(&text)) {
                splitter.operands += 1;
            }
            splitter.operand();
        }
    }
    (splitter.args, None)
}

fn is_assignment(text: &str) -> bool {
    let Some((name, _)) = text.split_once('=') else { return false };
    !name.is_empty() && name.bytes().all(|it| it == b'_' || it.is_ascii_alphanumeric())
}

struct Splitter<'a> {
    words: &'a [Word],
    at: usize,
    /// The facts of the program, then of its sub-command.
    facts: Option<&'static Program>,
    args: Vec<Arg>,
    operands: usize,
}

impl Splitter<'_> {
    fn is_flag(&self, text: &str, word: &Word) -> bool {
        match self.facts.map(|it| it.syntax) {
            Some(Syntax::Pairs) => text.split_once('=').is_some_and(|it| !it.0.is_empty()) || text.starts_with("--"),
            Some(Syntax::Words) => {
                text.len() > 1 && text.starts_with('-') || self.long(text).is_some() && word.literal().is_some()
            }
            _ => text.len() > 1 && text.starts_with('-') && text != "--",
        }
    }

    fn long(&self, name: &str) -> Option<&'static knowledge::Flag> {
        self.facts?.long(name)
    }

    fn operand(&mut self) {
        let word = &self.words[self.at];
        if let Some(facts) = self.facts
            && !facts.subcommands.is_empty()
            && let Some(sub) = word.literal().and_then(|it| facts.subcommand(it))
        {
            self.facts = Some(sub);
        }
        self.args.push(Arg::Operand(self.at));
        self.at += 1;
    }

    /// Reads the flag word at `at`, and its value where that stands in the next word.
    fn flag(&mut self, text: &str) {
        match self.facts.map(|it| it.syntax) {
            Some(Syntax::Pairs) if !text.starts_with("--") => self.named(text, 0),
            Some(Syntax::Words) => {
                let dashes = text.len() - text.trim_start_matches('-').len();
                self.named(text, dashes);
            }
            _ if text.starts_with("--") => self.named(text, 2),
            _ => self.bundle(1),
        }
    }

    /// A flag with a name of several letters, behind `dashes` dashes.
    fn named(&mut self, text: &str, dashes: usize) {
        let index = self.at;
        let word = &self.words[index];
        self.at += 1;
        let (name, attached) = match text[dashes..].split_once('=') {
            Some((name, _)) => (name, word.behind(dashes + name.len() + 1)),
            None => (&text[dashes..], None),
        };
        let facts = self.long(name);
        let mut value = attached;
        if value.is_none()
            && let Some(facts) = facts
            && facts.value.is_some()
            && !facts.optional
        {
            value = self.take_value(facts);
        }
        let length = dashes + name.len();
        let end =
            if text.len() == length && word.literal().is_some() { word.span.end } else { word.span.start + length };
        self.args.push(Arg::Flag(Flag {
            span: Span::new(word.span.start, end.clamp(word.span.start, word.span.end)),
            short: facts.and_then(|it| it.short),
            long: Some(facts.and_then(|it| it.long).unwrap_or(name).into()),
            value,
            word: index,
            known: facts.is_some(),
        }));
    }

    /// The next word as a value. `find -exec` takes all words up to its end sign; the first one stands for them.
    fn take_value(&mut self, facts: &'static knowledge::Flag) -> Option<Word> {
        let value = self.words.get(self.at)?.clone();
        self.at += 1;
        if facts.value.is_some_and(|it| it.kind == Kind::Command) {
            let mut previous = value.literal() == Some("{}");
            let mut ended = value.literal() == Some(";");
            while !ended && let Some(word) = self.words.get(self.at) {
                ended = word.literal() == Some(";") || previous && word.literal() == Some("+");
                previous = word.literal() == Some("{}");
                self.at += 1;
            }
        }
        Some(value)
    }

    /// One or several letters, the last of which may take a value.
    fn bundle(&mut self, dashes: usize) {
        let index = self.at;
        let word = &self.words[index];
        self.at += 1;
        let text = word.literal_prefix();
        let complete = word.literal().is_some();
        // Only where source and value are of one length do letters have places of their own.
        let exact = text.len() <= word.span.len() && !word.is_quoted();
        for (offset, letter) in text[dashes.min(text.len())..].char_indices() {
            let start = dashes + offset;
            // A letter alone owns its dash.
            let alone = offset == 0 && text.len() == start + letter.len_utf8() && complete;
            let facts = self.facts.and_then(|it| it.short(letter));
            let rest = start + letter.len_utf8();
            let mut value = None;
            let mut ends = false;
            if let Some(facts) = facts
                && facts.value.is_some()
            {
                // `sh -ce '…'`: a shell's script is never attached, it is the next word wherever `c` stands.
                let shell = self.facts.is_some_and(|it| it.effects.contains(&Effect::RunsInput));
                let script = shell && facts.value.is_some_and(|it| it.kind == Kind::Script);
                ends = !script && (rest < text.len() || !complete);
                if ends {
                    value = word.behind(rest);
                } else if !facts.optional {
                    value = self.take_value(facts);
                }
            }
            let from = if alone { 0 } else { start };
            let span = if exact { Span::new(word.span.start + from, word.span.start + rest) } else { word.span };
            self.args.push(Arg::Flag(Flag {
                span,
                short: Some(letter),
                long: facts.and_then(|it| it.long).map(Into::into),
                value,
                word: index,
                known: facts.is_some(),
            }));
            if ends {
                break;
            }
        }
    }

    /// `tar xzf a.tgz`: a first word of known letters is a bundle.
    fn old_bundle(&mut self) {
        let Some(text) = self.words.get(self.at).and_then(|it| it.literal()) else { return };
        let Some(facts) = self.facts else { return };
        if !text.is_empty() && text.chars().all(|it| facts.short(it).is_some()) {
            self.bundle(0);
        }
    }
}

/// Reads the scripts and commands inside a command's words.
fn embed(command: &mut Command, facts: Option<&'static Program>, wraps: Option<Wraps>, dialect: Dialect, depth: usize) {
    let Some(facts) = facts else { return };
    let mut found = Vec::new();
    for arg in &command.args {
        let Arg::Flag(flag) = arg else { continue };
        let known = flag.long.as_deref().and_then(|it| facts.long(it)).or(flag.short.and_then(|it| facts.short(it)));
        match known.and_then(|it| it.value).map(|it| it.kind) {
            // `sh -c` takes the first operand, wherever it stands, since `-c` may stand in a bundle: `sh -ec '…'`.
            Some(Kind::Script) => {
                if let Some(value) = &flag.value {
                    found.extend(script_in(std::slice::from_ref(value), Runs::Here, dialect, depth));
                }
            }
            Some(Kind::Command) => {
                let end = command.args.iter().filter_map(|it| match it {
                    Arg::Flag(next) if next.word > flag.word => Some(next.word),
                    Arg::Operand(word) if *word > flag.word => Some(*word),
                    _ => None,
                });
                let end = end.min().unwrap_or(command.words.len());
                found.extend(command_in(&command.words[flag.word + 1..end], dialect, depth));
            }
            _ => {}
        }
    }
    if let Some(Wraps::Script { skip, all, runs }) = wraps {
        let operands: Vec<Word> = command.operands().skip(usize::from(skip)).cloned().collect();
        let operands = if all { &operands[..] } else { &operands[..operands.len().min(1)] };
        found.extend(script_in(operands, runs, dialect, depth));
    }
    let reads_input = facts.effects.contains(&Effect::RunsInput);
    if reads_input && command.operands().next().is_none() && found.is_empty() {
        for redirect in &command.redirects {
            let text = match &redirect.body {
                Some(body) => &body.text,
                None if redirect.operator == super::RedirectOperator::HereString => &redirect.target,
                None => continue,
            };
            found.extend(script_in(std::slice::from_ref(text), Runs::Here, dialect, depth));
        }
    }
    command.embedded = found;
}

/// Reads words, joined by blanks, as shell text.
fn script_in(words: &[Word], runs: Runs, dialect: Dialect, depth: usize) -> Option<Embedded> {
    let (first, last) = (words.first()?, words.last()?);
    let span = first.span.cover(last.span);
    let mut text = String::new();
    let mut places = Vec::new();
    let mut exact = words.len() == 1;
    for word in words {
        if !text.is_empty() {
            text.push(' ');
            places.push(word.span.start);
        }
        let mut behind = None;
        for part in &word.parts {
            let source = source_of(part);
            exact &= behind.is_none_or(|it| it == part.span.start) && source.len() == part.span.len();
            behind = Some(part.span.end);
            for at in 0..source.len() {
                places.push((part.span.start + at).min(part.span.end));
            }
            text.push_str(&source);
        }
    }
    if text.trim().is_empty() || depth + 8 >= 64 {
        return None;
    }
    places.push(words.last().and_then(|it| it.parts.last()).map_or(span.end, |it| it.span.end));
    let statements = parse_inside(&text, places, dialect, depth + 8);
    Some(Embedded { span, runs, exact, statements })
}

/// What an inner shell will read for a part: its text, or a stand-in for what only the outer shell knows.
fn source_of(part: &Part) -> String {
    match &part.kind {
        PartKind::Literal(text) | PartKind::Glob(text) | PartKind::Sequence(text) | PartKind::Tilde(text) => {
            text.to_string()
        }
        PartKind::Parameter(parameter) => match (&parameter.operator, part.span.len()) {
            // `$x`, written as long as it was.
            (None, length) if length == parameter.name.len() + 1 => format!("${}", parameter.name),
            (None, length) if length == parameter.name.len() + 3 => format!("${{{}}}", parameter.name),
            _ => format!("${{{}}}", parameter.name),
        },
        PartKind::Substitution(_) | PartKind::Process(_) | PartKind::Arithmetic(_) | PartKind::Brace(_) => {
            "${_}".to_owned()
        }
    }
}

/// Reads words as one command, as `find -exec` does.
fn command_in(words: &[Word], dialect: Dialect, depth: usize) -> Option<Embedded> {
    let mut words = words.to_vec();
    if words.last().is_some_and(|it| matches!(it.literal(), Some(";" | "+"))) {
        words.pop();
    }
    let span = words.first()?.span.cover(words.last()?.span);
    if depth + 1 >= 64 {
        return None;
    }
    let mut command = Command::new(span);
    command.words = words;
    resolve(&mut command, dialect, depth + 1);
    let statements = vec![Statement::new(span, StatementKind::Command(Box::new(command)))];
    Some(Embedded { span, runs: Runs::Here, exact: true, statements })
}

/// Reads the literal text that a pipeline feeds to a shell: `cat <<E | sh`, `echo 'rm x' | bash`.
pub(super) fn feed_shells(stages: &mut [Statement], dialect: Dialect, depth: usize) {
    for at in 1..stages.len() {
        let (before, behind) = stages.split_at_mut(at);
        let (Some(Statement { kind: StatementKind::Command(feeder), .. }), StatementKind::Command(shell)) =
            (before.last(), &mut behind[0].kind)
        else {
            continue;
        };
        let runs_input = shell.program.as_deref().and_then(knowledge::program);
        if !runs_input.is_some_and(|it| it.effects.contains(&Effect::RunsInput))
            || shell.operands().next().is_some()
            || !shell.embedded.is_empty()
        {
            continue;
        }
        let fed = match feeder.program.as_deref() {
            Some("cat") => feeder.redirects.iter().find_map(|it| it.body.as_ref()).map(|it| vec![it.text.clone()]),
            Some("echo") => Some(feeder.operands().cloned().collect()),
            _ => None,
        };
        shell.embedded.extend(fed.and_then(|it| script_in(&it, Runs::Here, dialect, depth)));
    }
}
