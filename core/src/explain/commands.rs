//! Explains one command: its wrappers, its program, its sub-commands, flags and operands.

use super::variables::own_function;
use super::words::{Place, nest, without};
use super::{Explained, Explainer, Kind, Source, sentence};
use crate::knowledge::{self, Effect, Operand, Program, Syntax, Value};
use crate::nearest::nearest;
use crate::script::{Arg, AssignedValue, Assignment, Command, Element, Embedded, Flag, Word, Wrapper, assigned};
use crate::{Span, notations, pages};
use std::fmt::Write;

/// How many flags of one command manual pages are asked about.
const MOST_ASKED: usize = 16;

/// How many words of one command are told apart; what stands behind them is left out.
const MOST_ARGUMENTS: usize = 1024;

/// A part of a command that the facts know.
pub(super) struct Part<'a> {
    pub(super) span: Span,
    pub(super) kind: PartKind<'a>,
}

/// The kinds of [`Part`].
pub(super) enum PartKind<'a> {
    /// The name of the program that runs in the end.
    Program(&'static Program),
    /// The name of a program that runs it.
    Wrapper(&'static Program, &'a Wrapper),
    /// The name of a sub-command, with all the words that lead to it.
    Subcommand(String, &'static Program),
    /// A flag with what the facts say of it, and how its program writes flags.
    Flag(&'a Flag, &'static knowledge::Flag, Syntax),
    /// A number or a name behind one dash, with what it does: `head -5`, `kill -TERM`.
    Dash(&'static str),
    /// A sign of an expression, with what it does: `find . ! -name x`.
    Sign(&'static str),
    /// What the program works on.
    Operand(&'static Operand, &'a Word),
    /// `--`
    End,
}

impl Explainer<'_> {
    pub(super) fn command(&self, command: &Command) -> Explained {
        let title = command.program.as_deref().unwrap_or_default();
        if let Some(called) = self.call(command, title) {
            return called;
        }
        let text = |it: &Word| self.shown(it);
        let search = (title == "find").then(|| notations::find::sentence(command)).flatten();
        let meaning = search
            .map(|it| format!("Finds {it}."))
            .or_else(|| sentence::sentence(command, self.adds, &text))
            .or_else(|| of_first_wrapper(command, &text))
            .unwrap_or_default();
        let meaning = match meaning.strip_suffix('.') {
            Some(said) if title == "sed" && notations::sed_runs(command) => {
                format!("{said}, and runs shell commands, as `e` in it says.")
            }
            _ => meaning,
        };
        let mut explained = Explained::new(command.span, Kind::Command, title, meaning, Source::Facts);
        let parts = &mut explained.parts;
        if self.whole.is_none() {
            let known = command_parts(command);
            parts.extend(known.iter().map(|it| self.part(it, command, &text)));
            self.unknown_parts(command, &known, parts);
            for part in &known {
                if let PartKind::Flag(flag, facts, syntax) = part.kind {
                    parts.extend(self.value(flag, facts, syntax));
                }
            }
        }
        let notations = notations::all(command);
        for part in parts.iter_mut().filter(|it| matches!(it.kind, Kind::Operand | Kind::Value | Kind::Flag)) {
            if let Some(said) = notations.iter().rfind(|it| it.span == part.span) {
                part.kind = if part.kind == Kind::Operand { Kind::Value } else { part.kind };
                part.meaning.clone_from(&said.text);
            }
        }
        // What is assigned is told once: `export A=b`.
        parts.retain(|it| it.kind != Kind::Operand || !command.assignments.iter().any(|own| own.span == it.span));
        let expanded = self.outer_parts(command, parts);
        // What stands in a here-document is told where that stands.
        let own = |it: &&Embedded| it.span.start < command.span.end && !it.translated && self.wants(it.span);
        for embedded in command.embedded.iter().filter(own) {
            let mut inner = self.inside((!embedded.exact).then_some(embedded.span));
            inner.adds |= command.program.as_deref() == Some("parallel")
                && !command.words.iter().any(|it| it.sketch().contains("{}"));
            let mut statements = Vec::new();
            inner.statements(&embedded.statements, embedded.span.end, &mut statements);
            without(&mut statements, &expanded);
            // Mostly it is the value of a flag, or an operand.
            if let Some(part) = parts.iter_mut().find(|it| it.span == embedded.span) {
                part.parts.extend(statements);
            } else {
                let script = Explained::new(embedded.span, Kind::Script, "script", "", Source::Facts);
                parts.push(Explained { parts: statements, ..script });
            }
        }
        for part in parts.iter_mut().filter(|it| it.kind == Kind::Value) {
            part.span = self.with_its_quote(part.span);
        }
        nest(parts);
        self.question_of(command, &mut explained);
        self.let_of(command, &mut explained);
        explained
    }

    /// A place with the quote before it, where that is left out of a value: `"$f"` of `if="$f"`.
    fn with_its_quote(&self, span: Span) -> Span {
        let written = span.of(self.text());
        let Some(quote) = written.chars().last().filter(|it| matches!(it, '"' | '\'')) else { return span };
        let is_left_out = written.matches(quote).count() % 2 == 1
            && self.text().get(..span.start).is_some_and(|it| it.ends_with(quote));
        if is_left_out { Span::new(span.start - 1, span.end) } else { span }
    }

    /// What a command has whatever it runs: assignments, words with expansions in them, redirects. Gives where expansions are.
    fn outer_parts(&self, command: &Command, parts: &mut Vec<Explained>) -> Vec<Span> {
        let head = command.words.get(command.head).map(|it| it.span.start);
        for assignment in &command.assignments {
            let mut told = self.assignment(assignment);
            if let (Some(told), Some(head)) = (&mut told, head)
                && assignment.span.start < head
                && !assigned::may_stay(command)
            {
                told.meaning.push_str(", for this command only");
            }
            parts.extend(told);
        }
        // What is assigned was told with the assignments.
        let assigned = |it: &Word| command.assignments.binary_search_by_key(&it.span.start, |it| it.span.start).is_ok();
        for word in command.words.iter().filter(|it| !assigned(it)) {
            self.word(word, parts);
        }
        let expanded = parts.iter().filter(|it| it.kind == Kind::Expansion).map(|it| it.span).collect();
        self.redirects_of(command, parts);
        expanded
    }

    /// A call of one of the script's own functions.
    fn call(&self, command: &Command, name: &str) -> Option<Explained> {
        let word = command.words.get(command.head).filter(|it| command.wrappers.is_empty() && self.wants(it.span))?;
        let comment = own_function(self.view.document, self.functions, name)?;
        let mut meaning = "is a function of this script".to_owned();
        if !comment.is_empty() {
            let _ = write!(meaning, ": {comment}");
        }
        let mut called = Explained::new(command.span, Kind::Command, name, "", Source::Script);
        called.parts.push(Explained::new(word.span, Kind::Program, name, meaning, Source::Script));
        self.outer_parts(command, &mut called.parts);
        nest(&mut called.parts);
        Some(called)
    }

    /// Adds what manual pages say of a program or a flag that the facts do not know.
    fn unknown_parts(&self, command: &Command, known: &[Part<'_>], parts: &mut Vec<Explained>) {
        let Some(program) = command.program.as_deref() else { return };
        let mut path = vec![program];
        path.extend(known.iter().filter_map(|it| match &it.kind {
            PartKind::Subcommand(_, sub) => Some(sub.name),
            _ => None,
        }));
        let is_known = known.iter().any(|it| matches!(it.kind, PartKind::Program(_)));
        if !is_known {
            let Some(manual) = pages::manual(self.view.pages, &path) else { return };
            let source = Source::manual(&manual, 0);
            parts.push(Explained::new(command.name_span(), Kind::Program, program, manual.summary.clone(), source));
        }
        let flags = command.flags().take(MOST_ARGUMENTS);
        let unknown = flags.filter(|flag| !known.iter().any(|it| it.span == flag.span));
        for flag in
            unknown.take(MOST_ASKED).filter(|it| self.wants(command.words.get(it.word).map_or(it.span, |it| it.span)))
        {
            let written = match (&flag.long, flag.short) {
                (Some(long), None) => {
                    let word = command.words.get(flag.word).map(Word::literal_prefix).unwrap_or_default();
                    format!("{}{long}", if word.starts_with("--") { "--" } else { "-" })
                }
                (_, Some(short)) => format!("-{short}"),
                (None, None) => continue,
            };
            let Some((manual, option)) = pages::option(self.view.pages, &path, &written) else {
                parts.extend(self.unnamed(flag, &written, &path));
                continue;
            };
            let spellings: Vec<String> = option.spellings.iter().map(ToString::to_string).collect();
            let source = Source::manual(&manual, option.line);
            parts.push(Explained::new(flag.span, Kind::Flag, spellings.join(", "), option.text.clone(), source));
        }
    }

    /// A flag that stands nowhere in the manual page of its program, where that page was read to its end.
    fn unnamed(&self, flag: &Flag, written: &str, path: &[&str]) -> Option<Explained> {
        let manual = pages::manual(self.view.pages, path).filter(|it| it.is_whole && !it.mentions(written))?;
        let spelled = || manual.options.iter().flat_map(|it| &it.spellings).map(|it| &*it.text);
        let is_number = written.trim_start_matches('-').bytes().all(|it| it.is_ascii_digit());
        let is_usual = matches!(written, "--help" | "--version" | "-h" | "-V" | "-?");
        // Programs take the start of a long name for it, and `--no-x` beside `--x`.
        let is_start = written.starts_with("--") && spelled().any(|it| it.starts_with(written));
        if is_number || is_usual || is_start || written.starts_with("--no-") {
            return None;
        }
        let mut meaning = format!("stands nowhere in {}", manual.title);
        if let Some(near) = nearest(written, spelled()).filter(|_| written.len() > 2) {
            let _ = write!(meaning, ": perhaps `{near}` is meant");
        }
        Some(Explained::new(flag.span, Kind::Flag, written, meaning, Source::manual(&manual, 0)))
    }

    fn part(&self, part: &Part<'_>, command: &Command, text: &dyn Fn(&Word) -> String) -> Explained {
        let (kind, title, meaning) = match &part.kind {
            PartKind::Program(program) => (Kind::Program, program.name.to_owned(), program.summary.to_owned()),
            PartKind::Wrapper(program, wrapper) => {
                let meaning = sentence::of_wrapper(program, wrapper, command, text);
                (Kind::Wrapper, program.name.to_owned(), meaning.unwrap_or_else(|| program.summary.to_owned()))
            }
            PartKind::Subcommand(path, sub) => (Kind::Subcommand, path.clone(), sub.summary.to_owned()),
            PartKind::Flag(flag, facts, syntax) => (Kind::Flag, spelling(flag, facts, *syntax), flag_meaning(facts)),
            PartKind::Dash(meaning) => (Kind::Flag, part.span.of(self.text()).to_owned(), (*meaning).to_owned()),
            PartKind::Sign(meaning) => (Kind::Operator, part.span.of(self.text()).to_owned(), (*meaning).to_owned()),
            PartKind::Operand(operand, word) => {
                (Kind::Operand, text(word).trim_matches('`').to_owned(), role(operand, word, command))
            }
            PartKind::End => (Kind::Operator, "--".to_owned(), "ends the flags: what follows are operands".to_owned()),
        };
        Explained::new(part.span, kind, title, meaning, Source::Facts)
    }

    /// A flag's value.
    fn value(&self, flag: &Flag, facts: &knowledge::Flag, syntax: Syntax) -> Option<Explained> {
        let word = flag.value.as_ref().filter(|it| !it.span.is_empty() && self.wants(it.span))?;
        // The first word of a command stands for all of it, and is explained with that.
        if facts.value?.kind == knowledge::Kind::Command {
            return None;
        }
        let title = spelling(flag, facts, syntax);
        Some(Explained::new(word.span, Kind::Value, title, flag_meaning(facts), Source::Facts))
    }

    fn assignment(&self, assignment: &Assignment) -> Option<Explained> {
        if !self.wants(assignment.span) || self.whole.is_some() {
            return None;
        }
        let name = &assignment.name.text;
        let place = match &assignment.index {
            Some(index) => format!("the element of `{name}` at {}", self.shown(index)),
            None => format!("`{name}`"),
        };
        let meaning = match &assignment.value {
            Some(AssignedValue::Word(word)) if assignment.append => format!("adds {} to {place}", self.shown(word)),
            Some(AssignedValue::Word(word)) => format!("sets {place} to {}", self.shown(word)),
            Some(AssignedValue::Array(elements)) => {
                let count = how_many(elements);
                if assignment.append { format!("adds {count} to {place}") } else { format!("sets {place} to {count}") }
            }
            None => format!("names the variable `{name}`"),
        };
        let mut explained = Explained::new(assignment.span, Kind::Assignment, &**name, meaning, Source::Shell);
        match &assignment.value {
            Some(AssignedValue::Word(word)) => self.word_in(word, Place::Value, &mut explained.parts),
            Some(AssignedValue::Array(elements)) => {
                for element in elements {
                    self.word(&element.value, &mut explained.parts);
                }
            }
            None => {}
        }
        Some(explained)
    }
}

/// The elements of a list in words; how many there are is left out where an expansion may give any number.
fn how_many(elements: &[Element]) -> String {
    let is_fixed = |it: &Element| it.value.literal().is_some();
    match elements.len() {
        0 => "an empty list".to_owned(),
        _ if !elements.iter().all(is_fixed) => "these elements".to_owned(),
        1 => "one element".to_owned(),
        count => format!("{count} elements"),
    }
}

/// What the outermost wrapper does, where nothing can be said of the command that it runs.
fn of_first_wrapper(command: &Command, text: &dyn Fn(&Word) -> String) -> Option<String> {
    let wrapper = command.wrappers.first()?;
    let said = sentence::of_wrapper(knowledge::program(&wrapper.program)?, wrapper, command, text)?;
    let head = command.words.get(command.head);
    // `perf record $OPTIONS …` may do something else.
    if head.is_some_and(sentence::may_be_flags) {
        return None;
    }
    Some(head.map(text).map_or_else(|| said.clone(), |it| said.replacen("the command", &it, 1)))
}

/// What an operand is to its program: "FILE, which is deleted".
fn role(operand: &Operand, word: &Word, command: &Command) -> String {
    let name = operand.value.name;
    let sentences = command.facts().last().map_or(&[][..], |it| it.sentences);
    let stream = format!("{{{name}|its standard input");
    if word.literal() == Some("-") && sentences.iter().any(|it| it.says.contains(&stream)) {
        return "its standard input".to_owned();
    }
    let does = |effect: Effect| operand.effects.contains(&effect);
    // `gzip -c` and `fdisk -l` only read, `sed -i` writes.
    let gives = |wanted: &dyn Fn(&knowledge::Flag) -> bool| command.flags().filter_map(|it| it.facts).any(wanted);
    let only_reads = |it: &knowledge::Flag| it.value.is_none() && *it.effects == [Effect::Reads];
    let edits = |it: &knowledge::Flag| it.short == Some('i') && it.effects.contains(&Effect::Changes);
    // `install -d` makes its operands.
    let makes = |it: &knowledge::Flag| it.value.is_none() && it.effects.contains(&Effect::Creates);
    let what = if operand.value.kind == knowledge::Kind::Path && gives(&only_reads) {
        ", which is read"
    } else if does(Effect::Reads) && gives(&edits) {
        ", which is changed"
    } else if does(Effect::Reads) && gives(&makes) {
        ", which is made"
    } else if does(Effect::Deletes) && command.program.as_deref() == Some("mv") {
        ", which is moved away"
    } else if does(Effect::Deletes) {
        ", which is deleted"
    } else if does(Effect::Overwrites) {
        ", which is written over what it holds"
    } else if does(Effect::Changes) {
        ", which is changed"
    } else if does(Effect::Creates) {
        ", which is made"
    } else if does(Effect::Reads) {
        ", which is read"
    } else {
        ""
    };
    if !operand.many && sentence::is_list(word) {
        return format!("{name}{what}, and more words where it holds several");
    }
    format!("{name}{what}")
}

/// What a flag does, with the name of its value: "keeps names that match (PATTERN)".
fn flag_meaning(facts: &knowledge::Flag) -> String {
    match facts.value {
        Some(Value { name, .. }) => format!("{} ({name})", facts.summary),
        None => facts.summary.to_owned(),
    }
}

/// A flag as its documentation writes it, by the spelling that was used.
fn spelling(flag: &Flag, facts: &knowledge::Flag, syntax: Syntax) -> String {
    match (flag.short, facts.long) {
        (_, Some(long)) if syntax == Syntax::Words && !facts.two_dashes => format!("-{long}"),
        (_, Some(long)) if syntax == Syntax::Pairs => format!("{long}="),
        (Some('-'), _) => "-".to_owned(),
        (Some(short), _) if flag.span.len() <= 2 => format!("-{short}"),
        (_, Some(long)) => format!("--{long}"),
        (Some(short), None) => format!("-{short}"),
        (None, None) => String::new(),
    }
}

/// The parts of a command that the facts know: its wrappers, its program, its flags and operands.
pub(super) fn command_parts(command: &Command) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for wrapper in &command.wrappers {
        wrapper_parts(wrapper, command, &mut parts);
    }
    let Some(program) = command.program.as_deref().and_then(knowledge::program) else { return parts };
    parts.push(Part { span: command.name_span(), kind: PartKind::Program(program) });
    // What the next words are given to: the program, then its sub-command; nothing behind one that is unknown.
    let mut facts = Some(program);
    let mut path = program.name.to_owned();
    // `gcc $CFLAGS a.c`; a sub-command's name may be one variable, whatever it is called.
    let is_flags =
        |it: &Word| sentence::is_flag_or_nothing(it) || program.subcommands.is_empty() && sentence::may_be_flags(it);
    let mut left = command.operands().filter(|it| !is_flags(it)).count();
    let mut at = 0;
    let mut ended = false;
    for arg in command.args.iter().take(MOST_ARGUMENTS) {
        let Some(current) = facts else { break };
        match arg {
            Arg::Flag(flag) => parts.extend(flag_or_dash(flag, current, program.syntax, command)),
            Arg::Operand(index) => {
                let word = command.words.get(*index).filter(|it| !is_flags(it));
                let Some(word) = word else { continue };
                (left, at) = (left.saturating_sub(1), at + 1);
                if let Some(sub) = word.literal().and_then(|it| current.subcommand(it)) {
                    let _ = write!(path, " {}", sub.name);
                    parts.push(Part { span: word.span, kind: PartKind::Subcommand(path.clone(), sub) });
                    facts = Some(sub);
                    at = 0;
                } else if let Some(meaning) = sign(word, program) {
                    parts.push(Part { span: word.span, kind: PartKind::Sign(meaning) });
                } else if let Some(paths) = paths_of_git(program, current).filter(|_| ended) {
                    parts.push(Part { span: word.span, kind: PartKind::Operand(paths, word) });
                } else if let Some(operand) = current.operand(at - 1, at + left, |it| command.gives(it)) {
                    // `grep "$@"`: the pattern with the files.
                    if !operand.many && current.operands.len() > 1 && sentence::is_list(word) {
                        continue;
                    }
                    parts.push(Part { span: word.span, kind: PartKind::Operand(operand, word) });
                } else if !current.subcommands.is_empty() {
                    facts = None;
                }
            }
            Arg::EndOfFlags(index) => {
                let Some(word) = command.words.get(*index) else { continue };
                parts.push(Part { span: word.span, kind: PartKind::End });
                ended = true;
            }
        }
    }
    parts
}

/// Behind `--`, `git` takes everything for paths: `git checkout -- a b` switches to no branch.
fn paths_of_git(program: &Program, current: &'static Program) -> Option<&'static Operand> {
    current.operands.iter().find(|it| program.name == "git" && it.value.name == "PATH")
}

fn flag_or_dash<'a>(flag: &'a Flag, facts: &'static Program, syntax: Syntax, command: &Command) -> Option<Part<'a>> {
    let word = command.words.get(flag.word)?;
    let known = known_flag(facts, flag);
    if known.is_none()
        && flag.known
        && let Some(meaning) = flag.long.as_deref().map_or(facts.dash_name, |it| dash(it, facts))
    {
        return Some(Part { span: flag.span, kind: PartKind::Dash(meaning) });
    }
    // A folder may be called `print`; only with its dash it is what `find` does.
    if syntax == Syntax::Words && !word.literal_prefix().starts_with('-') {
        return None;
    }
    Some(Part { span: flag.span, kind: PartKind::Flag(flag, known?, syntax) })
}

/// What a whole word such as `-5` or `-TERM` does.
fn dash(word: &str, facts: &Program) -> Option<&'static str> {
    if word.bytes().all(|it| it.is_ascii_digit()) { facts.dash_number } else { facts.dash_name }
}

/// What a sign between the flags of an expression does.
fn sign(word: &Word, program: &Program) -> Option<&'static str> {
    if program.syntax != Syntax::Words {
        return None;
    }
    Some(match word.literal()? {
        "!" => "turns what follows around",
        "(" => "begins a group",
        ")" => "ends a group",
        "," => "does both, one after the other",
        "=" | "==" if program.name == "test" => "is true when both sides are the same text",
        "!=" if program.name == "test" => "is true when the sides differ",
        _ => return None,
    })
}

fn wrapper_parts<'a>(wrapper: &'a Wrapper, command: &Command, parts: &mut Vec<Part<'a>>) {
    let Some(program) = knowledge::program(&wrapper.program) else { return };
    let name = command.words.iter().find(|it| it.span.start == wrapper.span.start);
    let span = name.map_or(wrapper.span, |it| it.span);
    parts.push(Part { span, kind: PartKind::Wrapper(program, wrapper) });
    let (mut facts, mut path) = (program, program.name.to_owned());
    for word in sentence::own_words(wrapper, command) {
        let Some(sub) = word.literal().and_then(|it| facts.subcommand(it)) else { break };
        let _ = write!(path, " {}", sub.name);
        parts.push(Part { span: word.span, kind: PartKind::Subcommand(path.clone(), sub) });
        facts = sub;
    }
    parts.extend(wrapper.flags.iter().take(MOST_ARGUMENTS).filter_map(|it| {
        // Those of a sub-command are known from when the words were split.
        flag_or_dash(it, if it.facts.is_some() { facts } else { program }, program.syntax, command)
            .or_else(|| flag_or_dash(it, program, program.syntax, command))
    }));
}

fn known_flag(program: &'static Program, flag: &Flag) -> Option<&'static knowledge::Flag> {
    let short = flag.short.and_then(|it| program.short(it));
    short.or_else(|| program.long(flag.long.as_deref()?))
}
