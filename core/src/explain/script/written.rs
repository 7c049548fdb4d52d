//! What can be read off a script as it is written: arguments, standard input, traps, how it ends.

use super::shown::{between_ticks, plain, shown};
use super::{Item, Things, Topic};
use crate::explain::text::cut;
use crate::listed::listed;
use crate::script::{
    AssignedValue, Command, Node, Parameter, PartKind, Redirect, RedirectOperator, Statement, StatementKind, Word,
    walk_outer,
};
use crate::{Document, Span};
use std::collections::BTreeMap;

/// How many uses of an argument are told.
const MOST_USES: usize = 3;
/// How many words of a choice are told.
const MOST_CHOICES: usize = 8;

/// Notes what is written in a script.
pub(super) fn note(document: &Document, things: &mut Things) {
    let mut reader = Reader { things, start: 0, given: BTreeMap::new(), ends: false };
    for chunk in document.chunks() {
        reader.start = chunk.start;
        reader.list(&chunk.body.statements, Way::default());
    }
    reader.finish();
}

/// How the shell gets to a statement.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    /// Whether its standard input is not the script's.
    fed: bool,
    /// Whether it is a shell of its own, whose end is not the script's.
    apart: bool,
    /// Whether it is in a function, whose arguments and input are those of a call.
    called: bool,
}

struct Reader<'a> {
    things: &'a mut Things,
    start: usize,
    /// What happens to each argument, with where.
    given: BTreeMap<String, (Vec<String>, Vec<Span>)>,
    /// Whether it says how it ends.
    ends: bool,
}

impl Reader<'_> {
    fn list(&mut self, statements: &[Statement], way: Way) {
        for statement in statements {
            self.statement(statement, way);
        }
    }

    fn statement(&mut self, statement: &Statement, way: Way) {
        let way = Way {
            fed: way.fed || feeds(&statement.redirects) || statement.background,
            apart: way.apart || statement.background,
            ..way
        };
        let apart = Way { apart: true, ..way };
        match &statement.kind {
            StatementKind::Command(command) => self.command(command, way),
            StatementKind::Pipeline(pipeline) => {
                let alone = pipeline.stages.len() == 1;
                for (at, stage) in pipeline.stages.iter().enumerate() {
                    self.statement(stage, Way { fed: way.fed || at > 0, apart: way.apart || !alone, ..way });
                }
            }
            StatementKind::AndOr { first, rest } => {
                self.statement(first, way);
                for (_, next) in rest {
                    self.statement(next, way);
                }
            }
            StatementKind::Group(body) => self.list(body, way),
            StatementKind::Subshell(body) => self.list(body, apart),
            StatementKind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    self.list(condition, way);
                    self.list(body, way);
                }
                self.list(otherwise.as_deref().unwrap_or_default(), way);
            }
            StatementKind::While { condition, body, .. } => {
                self.list(condition, way);
                self.list(body, way);
            }
            StatementKind::For { words, body, select, variable } => {
                for word in words.iter().flatten() {
                    self.word(word, way, &format!("gone through as `{}`", variable.text));
                }
                if words.is_none() && !way.called {
                    self.given("@", format!("gone through as `{}`", variable.text), variable.span);
                }
                if *select && !way.fed && !way.called {
                    let place = statement.span.shifted(self.start);
                    self.things.add(Topic::Input, format!("a choice, as `{}` (`select`)", variable.text), place);
                }
                self.list(body, way);
            }
            StatementKind::ForArithmetic { body, .. } => self.list(body, way),
            StatementKind::Case { word, arms } => {
                let patterns = arms.iter().flat_map(|it| &it.patterns).filter_map(pattern);
                let mut words: Vec<String> = patterns.map(|it| format!("`{it}`")).collect();
                words.dedup();
                if words.len() > MOST_CHOICES {
                    let more = words.len() - MOST_CHOICES;
                    words.truncate(MOST_CHOICES);
                    words.push(format!("{more} more"));
                }
                let what =
                    if words.is_empty() { "compared".to_owned() } else { format!("one of {}", listed(&words, "and")) };
                self.word(word, way, &what);
                for arm in arms {
                    self.list(&arm.body, way);
                }
            }
            StatementKind::Function { body, .. } => self.statement(body, Way { called: true, ..way }),
            StatementKind::Test(words) => words.iter().for_each(|it| self.word(it, way, "asked about")),
            StatementKind::Coproc { body, .. } => self.statement(body, Way { fed: true, ..apart }),
            StatementKind::Arithmetic(_) | StatementKind::Unknown => {}
        }
    }

    fn command(&mut self, command: &Command, way: Way) {
        for assignment in &command.assignments {
            if let Some(AssignedValue::Word(word)) = &assignment.value {
                self.word(word, way, &format!("kept as `{}`", assignment.name.text));
            } else if let Some(AssignedValue::Array(elements)) = &assignment.value {
                let what = format!("kept as `{}`", assignment.name.text);
                for element in elements {
                    self.word(&element.value, way, &what);
                }
            }
        }
        let program = command.program.as_deref();
        let what = match program {
            Some("[" | "test") => "asked about".to_owned(),
            Some("set") => "put in order".to_owned(),
            Some("exec") | None => "run as a command".to_owned(),
            Some(program) => format!("given to `{}`", cut(program, 40)),
        };
        for (at, word) in command.words.iter().enumerate() {
            let runs = at == command.head && program.is_none();
            self.word(word, way, if runs { "run as a command" } else { &what });
        }
        for redirect in &command.redirects {
            self.word(&redirect.target, way, "used as a file");
        }
        let place = command.span.shifted(self.start);
        self.input(command, way, place);
        if !way.apart {
            self.end(command, place);
        }
        if !way.called || program == Some("trap") {
            self.builtin(command, place);
        }
    }

    /// What reads the script's own standard input for certain.
    fn input(&mut self, command: &Command, way: Way, place: Span) {
        if way.fed || way.called || feeds(&command.redirects) {
            return;
        }
        let text = match command.program.as_deref() {
            Some(name @ ("read" | "mapfile" | "readarray"))
                if command.flag('u', "").is_none() && command.wrappers.is_empty() =>
            {
                let names = command.operands().filter_map(Word::literal).map(|it| format!("`{it}`"));
                let names: Vec<String> = names.take(4).collect();
                let into = if names.is_empty() { String::new() } else { format!(", as {}", listed(&names, "and")) };
                format!("a line{into} (`{name}`)")
                    .replace("a line", if name == "read" { "a line" } else { "all lines" })
            }
            Some("cat") if command.operands().next().is_none() => "all of it (`cat`)".to_owned(),
            _ => return,
        };
        self.things.add(Topic::Input, text, place);
    }

    fn end(&mut self, command: &Command, place: Span) {
        if command.is_wrapped_by("exec") && command.words.len() > 1 {
            let name = command.words.get(command.head).map(shown).unwrap_or_default();
            self.things.add(Topic::Ends, format!("becomes {name} (`exec`)"), place);
            self.ends = true;
        } else if command.program.as_deref() == Some("exit") {
            let text = match command.operands().next() {
                Some(word) => format!("with status {}", shown(word)),
                None => "with the status of the command before".to_owned(),
            };
            self.things.add(Topic::Ends, text, place);
            self.ends = true;
        }
    }

    fn builtin(&mut self, command: &Command, place: Span) {
        match command.program.as_deref() {
            Some("set") => {
                let words: Vec<&str> = command.arguments().iter().filter_map(Word::literal).collect();
                let short = |it: char| {
                    words.iter().any(|word| word.starts_with('-') && !word.starts_with("--") && word.contains(it))
                };
                if short('e') || words.contains(&"errexit") {
                    self.things.add(Topic::Ends, "at the first command that fails (`set -e`)", place);
                }
                if short('u') || words.contains(&"nounset") {
                    self.things.add(Topic::Ends, "where a variable is used that is not set (`set -u`)", place);
                }
            }
            Some("trap") => {
                let mut operands = command.operands();
                let Some(action) = operands.next() else { return };
                let signals: Vec<String> = operands.map(|it| format!("`{}`", signal(it))).take(12).collect();
                if signals.is_empty() {
                    return;
                }
                let signals = listed(&signals, "and");
                let text = match action.literal() {
                    Some("-") => format!("{signals}: does again what is usual"),
                    Some("") => format!("{signals}: does nothing"),
                    _ => format!("{signals}: runs {}", shown(action)),
                };
                self.things.add(Topic::Traps, text, place);
            }
            Some("getopts") => {
                let Some(letters) = command.operands().next().and_then(Word::literal) else { return };
                let mut found: Vec<String> = Vec::new();
                let letters: Vec<char> = letters.trim_start_matches(':').chars().take(64).collect();
                for (at, letter) in letters.iter().enumerate().filter(|it| *it.1 != ':') {
                    let value = if letters.get(at + 1) == Some(&':') { " VALUE" } else { "" };
                    found.push(format!("`-{letter}{value}`"));
                }
                self.things.add(Topic::Arguments, format!("flags {}", listed(&found, "and")), place);
            }
            _ => {}
        }
    }

    /// Notes what happens to the arguments that a word holds.
    fn word(&mut self, word: &Word, way: Way, what: &str) {
        if way.called {
            return;
        }
        for (name, span) in arguments(word) {
            self.given(&name, what.to_owned(), span);
        }
        // What stands inside of substitutions is given to those commands.
        for part in &word.parts {
            if let PartKind::Substitution(statements) | PartKind::Process(statements) = &part.kind {
                walk_outer(statements, &mut |node| {
                    if let Node::Command(command) = node {
                        let what =
                            command.program.as_deref().map_or("used".to_owned(), |it| format!("given to `{it}`"));
                        for (name, span) in command.words.iter().flat_map(arguments) {
                            self.given(&name, what.clone(), span);
                        }
                    }
                });
            }
        }
    }

    fn given(&mut self, name: &str, what: String, span: Span) {
        let name = if name == "*" { "@" } else { name };
        let (uses, places) = self.given.entry(name.to_owned()).or_default();
        if !uses.contains(&what) {
            uses.push(what);
        }
        if places.len() < 64 {
            places.push(span.shifted(self.start));
        }
    }

    fn finish(self) {
        for (name, (mut uses, places)) in self.given {
            if uses.len() > MOST_USES {
                // To be asked about says least.
                uses.retain(|it| it != "asked about");
            }
            uses.truncate(MOST_USES);
            let what = if name == "@" { "all of them (`$@`)".to_owned() } else { format!("`${name}`") };
            let text = format!("{what}: {}", listed(&uses, "and"));
            for place in places {
                self.things.add(Topic::Arguments, text.clone(), place);
            }
        }
        if !self.ends {
            let text = "with the status of its last command".to_owned();
            self.things.0.push((Topic::Ends, Item { text, places: Vec::new() }));
        }
    }
}

/// The arguments that a word holds, with where.
fn arguments(word: &Word) -> impl Iterator<Item = (String, Span)> {
    word.parts.iter().filter_map(|part| match &part.kind {
        PartKind::Parameter(parameter) => Some((argument(parameter)?, part.span)),
        _ => None,
    })
}

/// The name of an argument, where all that is asked for is its value.
pub(super) fn argument(parameter: &Parameter) -> Option<String> {
    let is_argument = parameter.name.parse::<usize>().is_ok_and(|it| it > 0) || matches!(&*parameter.name, "@" | "*");
    (is_argument && !parameter.length && !parameter.indirect).then(|| parameter.name.to_string())
}

fn feeds(redirects: &[Redirect]) -> bool {
    redirects.iter().any(|it| it.operator.feeds() && it.fd.as_deref().is_none_or(|it| it == "0"))
        || redirects.iter().any(|it| it.operator == RedirectOperator::DuplicateRead)
}

/// A pattern of a `case` as it is written; none for one that matches all.
fn pattern(word: &Word) -> Option<String> {
    let text = plain(word);
    (!matches!(&*text, "*" | "?" | "") && text != ":").then(|| between_ticks(&text, 24))
}

/// A signal by its name.
fn signal(word: &Word) -> String {
    let name = word.sketch();
    let known = match &*name {
        "0" => "EXIT",
        "1" => "HUP",
        "2" => "INT",
        "3" => "QUIT",
        "9" => "KILL",
        "15" => "TERM",
        other => other.strip_prefix("SIG").unwrap_or(other),
    };
    between_ticks(known, 24)
}
