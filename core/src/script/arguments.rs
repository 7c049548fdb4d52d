//! Sees what a command will run: peels wrappers off, and splits flags and operands by the program's facts.

use crate::Span;
use crate::knowledge::{self, Effect, Kind, Program, Syntax, Wrapped, Wraps};
use crate::script::{Command, Dialect, Part, PartKind, Quote, Runs, Word, embedded};

/// What a program is given: a flag or an operand.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// `-f`, `--force`, `-name x`, `if=/dev/zero`.
    Flag(Box<Flag>),
    /// Which of the command's words is an operand.
    Operand(usize),
    /// Which of the command's words is the `--` that ends the flags.
    EndOfFlags(usize),
}

/// One flag, split out of its bundle and resolved by the program's facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// The flag alone: one letter of a bundle, or the word up to its `=`. The whole word, too, where escapes hide a letter.
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
    /// What the facts say of it.
    pub facts: Option<&'static knowledge::Flag>,
}

impl Flag {
    /// Whether it is the flag with this letter or this long name.
    pub fn is(&self, short: char, long: &str) -> bool {
        self.short == Some(short) && short != '\0' || self.long.as_deref() == Some(long) && !long.is_empty()
    }

    /// Whether it is the flag of this name, a letter or a long one.
    pub fn is_called(&self, name: &str) -> bool {
        let mut letters = name.chars();
        let letter = letters.next().filter(|_| letters.next().is_none());
        letter.is_some() && self.short == letter || self.long.as_deref() == Some(name)
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

/// How many wrappers are peeled off one command: `sudo env nice …` is normal, a hundred are not.
pub(super) const MOST_WRAPPERS: usize = 16;

impl Command {
    /// Whether all of its words were looked at: there is an end to its wrappers and to its flags.
    pub(crate) fn is_read_to_its_end(&self) -> bool {
        self.wrappers.len() < MOST_WRAPPERS && self.args.len() <= most_args(&self.words)
    }
}

/// How many starts of a long flag's name are looked up.
const MOST_JOINED: usize = 64;

/// How many arguments some words are split into at most: many short flags can stand in one.
fn most_args(words: &[Word]) -> usize {
    2 * words.len() + 64
}

/// Finds the program behind all wrappers, splits its arguments, and reads the scripts in its words.
pub(super) fn resolve(command: &mut Command, dialect: Dialect, depth: usize) {
    resolve_from(command, 0, dialect, depth);
}

/// The same for the words from `head` on.
pub(super) fn resolve_from(command: &mut Command, mut head: usize, dialect: Dialect, depth: usize) {
    loop {
        command.head = head;
        let Some(name) = command.words.get(head).and_then(|it| it.literal()) else {
            // Without a name the flags still look like flags.
            command.args = split(&command.words, head + 1, None).args;
            return;
        };
        let name: Box<str> = name.rsplit('/').next().unwrap_or(name).into();
        let facts = knowledge::program(&name);
        let Split { args, facts, inner } = split(&command.words, head + 1, facts);
        let wraps = facts.and_then(|it| it.wraps);
        if let (Some(Wraps { what: Wrapped::Command, runs: Runs::Here, .. }), Some(inner)) = (wraps, inner)
            && command.wrappers.len() < MOST_WRAPPERS
        {
            let span = Span::new(command.words[head].span.start, command.words[inner - 1].span.end);
            let flags = args.into_iter().filter_map(|it| if let Arg::Flag(flag) = it { Some(*flag) } else { None });
            command.wrappers.push(Wrapper { span, program: name, flags: flags.collect() });
            head = inner;
            continue;
        }
        command.program = Some(name);
        command.args = args;
        command.args.shrink_to_fit();
        command.find_facts();
        embedded::embed(command, facts, inner, dialect, depth);
        return;
    }
}

/// A command of these words alone, as it will act: what stands before a place in a longer one.
pub(crate) fn command_of(words: Vec<Word>, dialect: Dialect) -> Command {
    let span = words.first().zip(words.last()).map_or_else(Span::default, |(first, last)| first.span.cover(last.span));
    let mut command = Command::new(span);
    command.words = words;
    resolve(&mut command, dialect, 0);
    command
}

/// Finds program and arguments again, after the words have changed.
pub(crate) fn resolve_again(command: &mut Command) {
    command.wrappers.clear();
    command.args.clear();
    command.embedded.clear();
    command.program = None;
    command.known = Box::default();
    resolve(command, Dialect::Bash, 0);
}

/// A command's words behind the program's name, split into flags and operands.
struct Split {
    args: Vec<Arg>,
    /// The facts of the program, or of the sub-command that the words name.
    facts: Option<&'static Program>,
    /// For a wrapper, where the words start that it runs.
    inner: Option<usize>,
}

/// Splits the words from `from` on. For a wrapper, what it runs is left whole.
fn split(words: &[Word], from: usize, facts: Option<&'static Program>) -> Split {
    let mut splitter = Splitter { words, at: from, facts, args: Vec::new(), operands: 0 };
    if facts.is_some_and(|it| it.syntax == Syntax::OldBundle) {
        splitter.old_bundle();
    }
    let mut flags_end = false;
    while let Some(word) = words.get(splitter.at) {
        if splitter.args.len() > most_args(words) {
            break;
        }
        let text = word.literal_prefix();
        if !flags_end && word.literal() == Some("--") {
            splitter.args.push(Arg::EndOfFlags(splitter.at));
            splitter.at += 1;
            flags_end = true;
        } else if !flags_end && splitter.is_flag(&text, word) {
            let before = splitter.args.len();
            splitter.flag(&text);
            flags_end = splitter.args[before..].iter().any(|it| starts_a_program(it, facts));
        } else if splitter.is_run(&text) {
            let inner = splitter.at;
            splitter.args.extend((inner..words.len()).map(Arg::Operand));
            return Split { args: splitter.args, facts: splitter.facts, inner: Some(inner) };
        } else {
            splitter.operand(&text);
            flags_end |= facts.is_some_and(|it| INTERPRETERS.contains(&it.name));
        }
    }
    Split { args: splitter.args, facts: splitter.facts, inner: None }
}

/// Programs that run a script: every word behind its name is the script's own, also one with a dash.
const INTERPRETERS: [&str; 12] =
    ["bash", "sh", "ksh", "zsh", "python3", "perl", "ruby", "node", "php", "lua", "java", "expect"];

/// Whether a flag names what an interpreter runs, so that every word behind it is for that: `python3 -m pip -q`.
fn starts_a_program(arg: &Arg, facts: Option<&'static Program>) -> bool {
    let (Arg::Flag(flag), Some(facts)) = (arg, facts) else { return false };
    flag.value.is_some()
        && match facts.name {
            "python3" => flag.is_called("c") || flag.is_called("m"),
            "bash" | "sh" | "ksh" | "zsh" => flag.is_called("c"),
            "java" => flag.is_called("jar") || flag.is_called("m") || flag.is_called("module"),
            _ => false,
        }
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
    /// How many operands came since the program's or sub-command's name, assignments aside.
    operands: usize,
}

impl Splitter<'_> {
    fn is_flag(&self, text: &str, word: &Word) -> bool {
        match self.facts.map(|it| it.syntax) {
            Some(Syntax::Pairs) => text.split_once('=').is_some_and(|it| !it.0.is_empty()) || text.starts_with("--"),
            // Only signs such as `!` and `(` go without a dash: a folder may be called `name`.
            Some(Syntax::Words) => {
                let is_sign = !text.starts_with(char::is_alphanumeric);
                text.len() > 1 && text.starts_with('-')
                    || is_sign && self.long(text).is_some() && word.literal().is_some()
            }
            _ if word.literal() == Some("-") => self.facts.is_some_and(|it| it.short('-').is_some()),
            _ => text.len() > 1 && text.starts_with('-') && text != "--" || self.is_open_dash(text),
        }
    }

    /// Whether a word is a name behind a dash that only a run will tell: `kill -"$signal"`. Behind another flag it is an
    /// operand: `kill -9 -"$group"`.
    fn is_open_dash(&self, text: &str) -> bool {
        let word = &self.words[self.at];
        text == "-"
            && word.literal().is_none()
            && self.args.is_empty()
            && self.facts.is_some_and(|it| it.dash_name.is_some())
    }

    fn wraps(&self) -> Option<Wraps> {
        self.facts?.wraps.filter(|it| is_active(*it, &self.args))
    }

    /// Whether the word at `at` is the first of those that a wrapper runs.
    fn is_run(&self, text: &str) -> bool {
        let Some(wraps) = self.wraps() else { return false };
        let takes_rest = match wraps.what {
            Wrapped::Command => !(wraps.assignments && is_assignment(text)),
            // What `ssh` runs has flags of its own.
            Wrapped::Script => wraps.all,
        };
        takes_rest && self.operands == usize::from(wraps.skip)
    }

    /// A flag that its value is attached to, and how long its name is: `-lm` and `-DNAME` of `gcc`, `-Xmx1g` of `java`.
    fn joined(&self, name: &str) -> Option<(&'static knowledge::Flag, usize)> {
        (1..name.len()).rev().filter(|it| name.is_char_boundary(*it)).take(MOST_JOINED).find_map(|at| {
            let flag = self.long(&name[..at]).filter(|it| it.value.is_some() && !it.two_dashes)?;
            (at == 1 || flag.optional).then_some((flag, at))
        })
    }

    fn long(&self, name: &str) -> Option<&'static knowledge::Flag> {
        self.facts?.long(name)
    }

    fn operand(&mut self, text: &str) {
        let word = &self.words[self.at];
        self.args.push(Arg::Operand(self.at));
        self.at += 1;
        if let Some(sub) = self.facts.and_then(|it| word.literal().and_then(|name| it.subcommand(name))) {
            self.facts = Some(sub);
            self.operands = 0;
        } else if !self.wraps().is_some_and(|it| it.assignments && is_assignment(text)) {
            self.operands += 1;
        }
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
            _ if self.is_old_count(text) => self.old_count(text),
            _ if self.is_dash(text) || self.is_open_dash(text) => {
                let word = &self.words[self.at];
                self.args.push(Arg::Flag(Box::new(Flag {
                    span: word.span,
                    short: None,
                    long: Some(&text[1..]).filter(|it| !it.is_empty()).map(Into::into),
                    value: None,
                    word: self.at,
                    known: true,
                    facts: None,
                })));
                self.at += 1;
            }
            _ => self.bundle(1),
        }
    }

    /// Whether a word is a number or a name behind a dash that the program takes so: `head -5`, `kill -TERM`.
    fn is_dash(&self, text: &str) -> bool {
        let Some(facts) = self.facts else { return false };
        let text = &text[1..];
        let is_number = text.bytes().all(|it| it.is_ascii_digit());
        let is_name = text.len() > 1 && text.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
        let is_flag = text.len() == 1 && text.chars().next().is_some_and(|it| facts.short(it).is_some());
        !text.is_empty()
            && !is_flag
            && (is_number && facts.dash_number.is_some() || is_name && facts.dash_name.is_some())
    }

    /// Whether a word is a number with letters behind it: `tail -5f`, `head -1c`.
    fn is_old_count(&self, text: &str) -> bool {
        let letters = text[1..].trim_start_matches(|it: char| it.is_ascii_digit());
        let digits = text.len() - 1 - letters.len();
        self.facts.is_some_and(|it| matches!(it.name, "head" | "tail"))
            && digits > 0
            && !letters.is_empty()
            && letters.bytes().all(|it| matches!(it, b'c' | b'f' | b'q' | b'v'))
            && self.words.get(self.at).is_some_and(|it| it.literal().is_some() && it.span.len() == text.len())
    }

    /// The number is the one of `-c` where that follows; else it counts lines.
    fn old_count(&mut self, text: &str) {
        let (index, word) = (self.at, &self.words[self.at]);
        self.at += 1;
        let letters = text[1..].trim_start_matches(|it: char| it.is_ascii_digit());
        let digits = Span::new(word.span.start, word.span.end - letters.len());
        let number = &text[1..text.len() - letters.len()];
        let mut add = |span: Span, short: Option<char>, value: Option<Word>| {
            let facts = short.and_then(|it| self.facts?.short(it));
            let long = if short.is_none() { Some(number) } else { facts.and_then(|it| it.long) };
            let (long, known) = (long.map(Into::into), short.is_none() || facts.is_some());
            self.args.push(Arg::Flag(Box::new(Flag { span, short, long, value, word: index, known, facts })));
        };
        if !letters.contains('c') {
            add(digits, None, None);
        }
        for (at, letter) in letters.char_indices() {
            let start = word.span.end - letters.len() + at;
            let value = (letter == 'c').then(|| {
                let span = Span::new(digits.start + 1, digits.end);
                Word::new(span, vec![Part { span, quote: Quote::Bare, kind: PartKind::Literal(number.into()) }])
            });
            add(Span::new(start, start + 1), Some(letter), value);
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
        let mut facts = self.long(name);
        let (mut name, mut attached) = (name, attached);
        if facts.is_none()
            && dashes == 1
            && self.facts.is_some_and(|it| it.syntax == Syntax::Words)
            && let Some((flag, length)) = self.joined(name)
        {
            facts = Some(flag);
            attached = word.behind(dashes + length);
            name = &name[..length];
        }
        let mut value = attached;
        if value.is_none()
            && let Some(facts) = facts
            && facts.value.is_some()
            && (!facts.optional || self.number_follows(facts))
        {
            value = self.take_value(facts);
        }
        let length = dashes + name.len();
        let is_word = text.len() == length && word.literal().is_some();
        let span = word.head(length).filter(|_| !is_word).unwrap_or(word.span);
        self.args.push(Arg::Flag(Box::new(Flag {
            span,
            short: facts.and_then(|it| it.short),
            long: Some(facts.and_then(|it| it.long).unwrap_or(name).into()),
            value,
            word: index,
            known: facts.is_some(),
            facts,
        })));
    }

    /// Whether the next word is a number that this flag takes with it, though it may be left out: `make -j 4`.
    fn number_follows(&self, flag: &knowledge::Flag) -> bool {
        let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        self.facts.is_some_and(|it| it.name == "make")
            && flag.value.is_some_and(|it| it.kind == Kind::Number)
            && self.words.get(self.at).and_then(|it| it.literal()).is_some_and(is_number)
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
        let letters = if text == "-" { "-" } else { &text[dashes.min(text.len())..] };
        for (offset, letter) in letters.char_indices() {
            let dashes = if text == "-" { 0 } else { dashes };
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
                let shell = self.facts.is_some_and(|it| it.effects.contains(&Effect::RunsShell));
                let script = shell && facts.value.is_some_and(|it| it.kind == Kind::Script);
                // `tar zft x`: without a dash, each letter has its value in a word of its own.
                let in_turn = dashes == 0 && self.facts.is_some_and(|it| matches!(it.name, "tar" | "ar"));
                // `perl -0pe`: letters are no number, and that may be left out.
                let left_out = facts.optional
                    && facts.value.is_some_and(|it| it.kind == Kind::Number)
                    && self.facts.is_some_and(|it| it.name == "perl")
                    && text[rest..].starts_with(|it: char| it.is_ascii_alphabetic());
                ends = !script && !in_turn && !left_out && (rest < text.len() || !complete);
                if ends {
                    value = word.behind(rest);
                } else if !facts.optional || self.number_follows(facts) {
                    value = self.take_value(facts);
                }
            }
            let span = if alone { word.span } else { word.place(start, rest).unwrap_or(word.span) };
            self.args.push(Arg::Flag(Box::new(Flag {
                span,
                short: Some(letter),
                long: facts.and_then(|it| it.long).map(Into::into),
                value,
                word: index,
                known: facts.is_some(),
                facts,
            })));
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

/// Whether a flag of this name, a letter or a long one, is among `args`.
pub(super) fn gives(args: &[Arg], name: &str) -> bool {
    args.iter().any(|it| matches!(it, Arg::Flag(flag) if flag.is_called(name)))
}

/// Whether a wrapper runs something when it is given these flags.
pub(super) fn is_active(wraps: Wraps, args: &[Arg]) -> bool {
    wraps.only_with.is_none_or(|it| gives(args, it)) && !wraps.unless.iter().any(|it| gives(args, it))
}
