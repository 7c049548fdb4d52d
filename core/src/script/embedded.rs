//! Scripts inside scripts: the text behind `sh -c`, `eval` and `ssh`, the commands of `find`, what a shell reads as input.

use crate::Span;
use crate::knowledge::{self, Effect, Kind, Program, Wrapped, Wraps};
use crate::script::arguments::{is_active, resolve};
use crate::script::foreign::{self, Language};
use crate::script::parse::parse_inside;
use crate::script::{Arg, Command, Dialect, Flag, Part, PartKind, RedirectOperator, Statement, StatementKind, Word};

/// Commands inside a command's words, or fed to its standard input.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedded {
    /// Where the text stands.
    pub span: Span,
    /// Who runs it, and when.
    pub runs: Runs,
    /// Whether spans inside point at the exact bytes; else they point at all of `span`.
    pub exact: bool,
    /// Whether the code is of another language, and what it does was put into shell words here.
    pub translated: bool,
    /// What is `$1` and on inside; `None` where it sees those of the script around it, as `eval` does.
    pub arguments: Option<Arguments>,
    /// Whether all of it was read: what is nested too deeply is not.
    pub complete: bool,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// The arguments of an [`Embedded`] script.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Arguments {
    /// Those that are written.
    pub words: Vec<Word>,
    /// Whether others follow them, as `xargs` adds some.
    pub more: bool,
}

/// Who runs an [`Embedded`] script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// This shell, now: `eval`.
    Same,
    /// Another shell on this machine, now: `sh -c`, a here-document into `bash`, `find -exec`.
    Here,
    /// A shell on another machine: `ssh host '…'`.
    Remote,
    /// A container, whose files are not this machine's: `docker exec db …`.
    Container,
    /// This shell, later: `trap '…' EXIT`, `alias x='…'`.
    Later,
}

/// Reads what a command runs by its words, its here-documents and its here-strings.
pub(super) fn embed(
    command: &mut Command,
    facts: Option<&'static Program>,
    inner: Option<usize>,
    dialect: Dialect,
    depth: usize,
) {
    command.embedded = embedded(command, facts, inner, dialect, depth);
    for at in 0..command.redirects.len() {
        let redirect = &command.redirects[at];
        let text = match &redirect.body {
            Some(body) => body.text.clone(),
            None if redirect.operator == RedirectOperator::HereString => redirect.target.clone(),
            None => continue,
        };
        feed(command, &[text], dialect, depth);
    }
}

/// Reads the scripts and commands inside a command's words.
fn embedded(
    command: &Command,
    facts: Option<&'static Program>,
    inner: Option<usize>,
    dialect: Dialect,
    depth: usize,
) -> Vec<Embedded> {
    let Some(facts) = facts else { return Vec::new() };
    let mut found = Vec::new();
    for arg in &command.args {
        let Arg::Flag(flag) = arg else { continue };
        let known = flag.facts;
        match known.and_then(|it| it.value).map(|it| it.kind) {
            Some(Kind::Script) => {
                let text = flag.value.as_slice();
                // Behind a shell's script come its `$0` and then its arguments.
                let shell = facts.effects.contains(&Effect::RunsShell);
                let words = command.operands().skip(if shell { 1 } else { usize::MAX }).cloned().collect();
                let more = shell && command.wrappers.iter().any(|it| matches!(&*it.program, "xargs" | "parallel"));
                let read = script_in(text, Runs::Here, dialect, depth);
                found.extend(read.map(|it| Embedded { arguments: Some(Arguments { words, more }), ..it }));
            }
            Some(Kind::Command) => {
                let end = command.args.iter().filter_map(|it| match it {
                    Arg::Flag(next) if next.word > flag.word => Some(next.word),
                    Arg::Operand(word) if *word > flag.word => Some(*word),
                    _ => None,
                });
                let end = end.min().unwrap_or(command.words.len());
                found.extend(command_in(&command.words[flag.word + 1..end], Runs::Here, dialect, depth));
            }
            _ => {}
        }
    }
    found.extend(foreign_code(command, facts, dialect, depth));
    let Some(wraps) = facts.wraps else { return found };
    let ends = |it: &Word| wraps.until.is_some_and(|sign| it.literal_prefix().starts_with(sign));
    match (wraps.what, inner) {
        (Wrapped::Command, Some(inner)) => {
            found.extend(command_in(&command.words[inner..], wraps.runs, dialect, depth));
        }
        (Wrapped::Script, Some(inner)) => {
            let words = &command.words[inner..];
            let words = &words[..words.iter().position(ends).unwrap_or(words.len())];
            found.extend(script_in(words, wraps.runs, dialect, depth));
        }
        (Wrapped::Script, None) if is_active(wraps, &command.args) && !wraps.all => {
            for word in command.operands().skip(usize::from(wraps.skip)) {
                let text = if wraps.assignments { word.value_behind_sign() } else { Some(word.clone()) };
                // `trap - EXIT` runs nothing.
                let text = text.filter(|it| it.literal() != Some("-"));
                found.extend(text.and_then(|it| script_in(&[it], wraps.runs, dialect, depth)));
                if !wraps.assignments {
                    break;
                }
            }
        }
        _ => {}
    }
    found
}

/// Reads code of another language: that of flags such as `-e`, or the operand of `awk`.
fn foreign_code(command: &Command, facts: &'static Program, dialect: Dialect, depth: usize) -> Option<Embedded> {
    let language = Language::of(facts.name)?;
    let is_code = |it: &Flag| {
        let known = it.facts;
        known.and_then(|it| it.value).is_some_and(|it| it.kind == Kind::Code)
    };
    // Behind `python3 x.py`, flags are those of the script.
    let first = command.args.iter().find_map(|it| if let Arg::Operand(word) = it { Some(*word) } else { None });
    let end = first.filter(|_| facts.effects.contains(&Effect::RunsCode)).unwrap_or(usize::MAX);
    let is_code = |it: &Flag| it.word < end && is_code(it);
    let mut words: Vec<Word> = command.flags().filter(|it| is_code(it)).filter_map(|it| it.value.clone()).collect();
    let operand = facts.operand(0, command.operands().count(), |it| command.gives(it));
    if operand.is_some_and(|it| it.value.kind == Kind::Code) {
        words.extend(command.operands().next().cloned());
    }
    // `vim +cmd file`
    if language == Language::Vim {
        words.extend(
            command.operands().filter_map(|it| if it.literal_prefix().starts_with('+') { it.behind(1) } else { None }),
        );
    }
    foreign::read(&words, language, dialect, depth)
}

/// The language whose code a command reads from its standard input.
fn reads_code(command: &Command) -> Option<Language> {
    let facts = command.program.as_deref().and_then(knowledge::program)?;
    let language = Language::of(facts.name).filter(|_| facts.effects.contains(&Effect::RunsCode))?;
    // `perl -e`, `python3 -m`: the input is data.
    let is_named = facts.operands.first().is_some_and(|it| it.unless.iter().any(|it| command.gives(it)));
    let reads = match command.operands().next() {
        None => true,
        // The operand of `ed` is what it edits.
        Some(_) if language == Language::Ed => true,
        Some(word) => matches!(word.literal(), Some("-" | "/dev/stdin" | "/dev/fd/0")),
    };
    (reads && !is_named).then_some(language)
}

/// Reads text that arrives at a command's standard input, where that runs it.
fn feed(command: &mut Command, text: &[Word], dialect: Dialect, depth: usize) {
    if command.embedded.is_empty() && runs_input(command) {
        let is_source = matches!(command.program.as_deref(), Some("source" | "."));
        let is_shell = command.has_flag('s', "") || operand_is_script(command);
        let skip = match () {
            () if command.has_flag('s', "") => 0,
            () if is_shell => 1,
            // `su - bob` names a user.
            () => usize::MAX,
        };
        let arguments = Arguments { words: command.operands().skip(skip).cloned().collect(), more: false };
        let runs = if is_source { Runs::Same } else { Runs::Here };
        let read = script_in(text, runs, dialect, depth);
        let arguments = (!is_source || !arguments.words.is_empty()).then_some(arguments);
        command.embedded.extend(read.map(|it| Embedded { arguments, ..it }));
        return;
    }
    if command.embedded.is_empty()
        && let Some(language) = reads_code(command)
    {
        command.embedded.extend(foreign::read(text, language, dialect, depth));
        return;
    }
    let wraps = command.program.as_deref().and_then(knowledge::program).and_then(|it| it.wraps);
    if let Some(Wraps { what: Wrapped::Script, runs: Runs::Remote, .. }) = wraps
        && command.embedded.is_empty()
    {
        command.embedded.extend(script_in(text, Runs::Remote, dialect, depth));
        return;
    }
    // `ssh host bash <<E`, `docker exec -i db sh <<E`: what runs there gets the text.
    let last = command.embedded.last_mut().filter(|it| matches!(it.runs, Runs::Remote | Runs::Container));
    let Some(last) = last else { return };
    if depth + 8 >= 64 {
        last.complete = false;
    } else if let Some(Statement { kind: StatementKind::Command(inner), .. }) = last.statements.first_mut() {
        feed(inner, text, dialect, depth + 8);
    }
}

/// Whether a command runs the shell text that it reads from its standard input.
fn runs_input(command: &Command) -> bool {
    let Some(facts) = command.program.as_deref().and_then(knowledge::program) else { return false };
    let is_input = |it: &Word| matches!(it.literal(), Some("-" | "/dev/stdin" | "/dev/fd/0" | "/proc/self/fd/0"));
    // `bash x.sh` reads the file, `bash -s x` its input.
    let operand = command.operands().next().filter(|_| operand_is_script(command) && !command.has_flag('s', ""));
    let as_flag = |it: &Flag| {
        let known = it.facts;
        known.is_some_and(|it| it.effects.contains(&Effect::RunsShell))
    };
    match operand {
        Some(operand) => is_input(operand),
        None => facts.effects.contains(&Effect::RunsShell) || command.flags().any(as_flag),
    }
}

/// Whether a command's first operand is a script that it runs, as that of `bash` is.
fn operand_is_script(command: &Command) -> bool {
    let facts = command.program.as_deref().and_then(knowledge::program);
    facts.is_some_and(|it| it.operands.iter().any(|it| it.effects.contains(&Effect::RunsShell)))
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
    if text.trim().is_empty() {
        return None;
    }
    let arguments = (!matches!(runs, Runs::Same | Runs::Later)).then(Arguments::default);
    let unread = Embedded { span, runs, exact, translated: false, arguments, complete: false, statements: Vec::new() };
    if depth + 8 >= 64 {
        return Some(unread);
    }
    places.push(words.last().and_then(|it| it.parts.last()).map_or(span.end, |it| it.span.end));
    let (statements, complete) = parse_inside(&text, places, dialect, depth + 8);
    Some(Embedded { complete, statements, ..unread })
}

/// What an inner shell will read for a part: its text, or a stand-in for what only the outer shell knows.
pub(super) fn source_of(part: &Part) -> String {
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
fn command_in(words: &[Word], runs: Runs, dialect: Dialect, depth: usize) -> Option<Embedded> {
    let mut words = words.to_vec();
    if words.last().is_some_and(|it| matches!(it.literal(), Some(";" | "+"))) {
        words.pop();
    }
    let span = words.first()?.span.cover(words.last()?.span);
    let unread = Embedded {
        span,
        runs,
        exact: true,
        translated: false,
        arguments: None,
        complete: false,
        statements: Vec::new(),
    };
    if depth + 1 >= 64 {
        return Some(unread);
    }
    let mut command = Command::new(span);
    command.words = words;
    resolve(&mut command, dialect, depth + 1);
    let statements = vec![Statement::new(span, StatementKind::Command(Box::new(command)))];
    Some(Embedded { complete: true, statements, ..unread })
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
        let fed = match feeder.program.as_deref() {
            Some("cat") => feeder.redirects.iter().find_map(|it| it.body.as_ref()).map(|it| vec![it.text.clone()]),
            Some("echo") => Some(feeder.operands().cloned().collect()),
            Some("printf") => printed(feeder).map(|it| vec![it]),
            _ => None,
        };
        if let Some(text) = fed {
            feed(shell, &text, dialect, depth);
        }
    }
}

/// What `printf 'text'` and `printf '%s\n' 'text'` print, where that is one of its words.
fn printed(printf: &Command) -> Option<Word> {
    let mut operands = printf.operands();
    let format = operands.next()?;
    match format.literal()? {
        "%s" | "%s\\n" => operands.next().filter(|_| operands.next().is_none()).cloned(),
        text if text.contains('%') || text.contains('\\') => None,
        _ => Some(format.clone()),
    }
}
